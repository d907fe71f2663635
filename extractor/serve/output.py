"""Writes target records as JSON Lines, CSV or an Excel sheet, to a stream or, whole, to a file."""

from __future__ import annotations

import csv
import json
import os
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TextIO

from extractor.core.target import Target

# Characters that JSON may hold as they are, but at which programs that read lines by str.splitlines would cut.
_LINE_BREAKS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Found:
    """A record and the line of the document text, from 1, on which its quantity stands."""

    target: Target
    line: int


class Lines:
    """Tells the line, from 1, of an offset of a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def of(self, offset: int) -> int:
        return bisect_right(self._starts, offset)


def json_line(value: Any) -> str:
    """A value as one line of JSON, with its line end; no character in it can be taken for another line end."""
    return json.dumps(value, ensure_ascii=False).translate(_LINE_BREAKS) + "\n"


def write_jsonl(rows: Iterable[Found], stream: TextIO) -> None:
    """One JSON object a line, written as the records come."""
    for row in rows:
        stream.write(json_line(row.target.to_json()))
        stream.flush()


COLUMNS = (
    *("id", "fact_key", "document", "document_id", "page", "line", "start", "end", "quote", "kind", "status"),
    *("comparator", "value", "value_text", "upper", "total", "percent", "unit"),
    *("canonical_value", "canonical_upper", "canonical_unit", "subject", "indicator", "change", "scope"),
    *("due_text", "due_start", "due_end", "due_recurrence", "due_source", "baseline_year", "baseline_value"),
    *("criteria", "criteria_set", "sector", "body", "cooperating", "section", "table", "table_row", "table_column"),
    *("sentence_start", "sentence_end", "sentence", "boxes", "checks", "confidence", "method"),
)
"""The columns of flat formats: the fields of a record, and the parts of those that have parts."""


def flat(row: Found) -> dict[str, Any]:
    """A record as one row of ``COLUMNS``: lists joined with "; ", headings with " > ", boxes as JSON."""
    record = row.target.to_json()
    due, baseline, table = record["due"] or {}, record["baseline"] or {}, record["table"] or {}
    record |= {f"due_{name}": due.get(name) for name in ("text", "start", "end", "recurrence", "source")}
    record |= {f"baseline_{name}": baseline.get(name) for name in ("year", "value")}
    record |= {"table": table.get("table"), "table_row": table.get("row"), "table_column": table.get("column")}
    record |= {name: "; ".join(record[name]) for name in ("criteria", "cooperating")}
    record["checks"] = "; ".join(f"{check['code']}: {check['reason']}" for check in record["checks"])
    record["section"] = " > ".join(record["section"])
    record["boxes"] = json.dumps(record["boxes"]) if record["boxes"] else None
    record["line"] = row.line
    return {name: record[name] for name in COLUMNS}


_PLAIN = frozenset({"comparator", "id", "document_id", "criteria", "value", "boxes"})


def _guarded(name: str, value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text out of a document may begin with "=" or "@"."""
    if isinstance(value, str) and name not in _PLAIN:
        risky = value[:1] in ("=", "+", "@", "\t", "\r") or (value[:1] == "-" and value[1:2] not in ("", " "))
        if risky and not value.lstrip("+-").replace(".", "", 1).isdigit():
            return f"'{value}"
    return value


def write_csv(rows: Iterable[Found], stream: TextIO) -> None:
    """Comma-separated values with a header, UTF-8; text that a spreadsheet would run as a formula is quoted by "'"."""
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _guarded(name, value) for name, value in flat(row).items()})
        stream.flush()


_NUMBERS = ("value", "upper", "total", "percent", "canonical_value", "canonical_upper", "baseline_value")


def write_xlsx(rows: Iterable[Found], stream: IO[bytes]) -> None:
    """An Excel workbook with one sheet; numbers are numbers, all text is text and never a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to import, and only this format needs it
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - likewise
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 - likewise

    book = Workbook(write_only=True)
    sheet = book.create_sheet("targets")
    sheet.freeze_panes = "A2"
    sheet.append(COLUMNS)
    for row in rows:
        cells: list[Any] = []
        for name, value in flat(row).items():
            if name in _NUMBERS and value is not None:
                cells.append(float(value))
                continue
            cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    book.save(stream)


@contextmanager
def open_output(path: Path | None, *, binary: bool = False) -> Iterator[Any]:
    """A stream to write to: standard output, or a file that appears whole or not at all.

    A file is written beside its place and renamed once all is there; after an error or an interruption the old file
    is as it was.
    """
    if path is None:
        yield sys.stdout.buffer if binary else sys.stdout
        return
    place = path.resolve()
    if place.exists() and not place.is_file():  # a device or a pipe cannot be renamed over
        with place.open("wb") if binary else place.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    part = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    try:
        with part.open("xb") if binary else part.open("x", encoding="utf-8", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(place)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
