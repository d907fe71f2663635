"""Gold and predicted records as they lie in JSON Lines files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from extractor.core.errors import DataError
from extractor.evaluate.agree import Record

WHOLE: tuple[tuple[int, int], ...] = ((0, sys.maxsize),)


@dataclass(slots=True)
class Annotated:
    """The records of one document, and the parts of it that were annotated (``[start, end)``, all of it by default)."""

    records: list[Record] = field(default_factory=list)
    regions: tuple[tuple[int, int], ...] = WHOLE

    def covers(self, record: Record) -> bool:
        return any(start <= record["start"] < end for start, end in self.regions)


def document_key(name: str) -> str:
    """What records are grouped by: the base name of a document without its ending."""
    return Path(name).stem


def load(paths: Iterable[Path]) -> dict[str, Annotated]:
    """The records of .jsonl files, or of folders of them, by document.

    A file without records stands for a document without records. Raises ``DataError`` with file and line for a line
    that is no record.
    """
    documents: dict[str, Annotated] = {}
    for file in _files(paths):
        empty = True
        for number, line in enumerate(_lines(file), start=1):
            if line.strip():
                empty = False
                _add(documents, line, f"{file}:{number}")
        if empty:
            documents.setdefault(file.stem, Annotated())
    return documents


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob("*.jsonl"))
        else:
            yield path


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "is not UTF-8"
        raise DataError(f"{file}: {reason}") from error


def _add(documents: dict[str, Annotated], line: str, place: str) -> None:
    try:
        row = json.loads(line)
        document = documents.setdefault(document_key(str(row["document"])), Annotated())
        if "regions" in row:
            document.regions = tuple((int(start), int(end)) for start, end in row["regions"])
        else:
            if not (isinstance(row["start"], int) and isinstance(row["end"], int)):
                raise TypeError("start and end are numbers")
            document.records.append(row)
    except (ValueError, TypeError, KeyError) as error:
        raise DataError(f"{place}: not a record: {error!r}") from error
