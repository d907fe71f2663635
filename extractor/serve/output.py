"""Writes target records as JSON Lines or CSV, to a stream or, whole, to a file."""

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
from typing import Any, TextIO

from extractor.core.target import Target
from extractor.query.flat import COLUMNS, flat

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
    live = _is_live(stream)
    for row in rows:
        stream.write(json_line(row.target.to_json()))
        if live:
            stream.flush()


_PLAIN = frozenset({"comparator", "id", "document_id", "criteria", "value", "boxes"})


def _guarded(name: str, value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text out of a document may begin with "=" or "@"."""
    if isinstance(value, str) and name not in _PLAIN:
        risky = value[:1] in ("=", "+", "@", "\t", "\r") or (value[:1] == "-" and value[1:2] not in ("", " "))
        if risky and not value.lstrip("+-").replace(".", "", 1).isdigit():
            return f"'{value}"
    return value


BOM = "\ufeff"
"""What tells Excel that a file is UTF-8."""


def write_csv(rows: Iterable[Found], stream: TextIO) -> None:
    """Comma-separated values with a header; text that a spreadsheet would run as a formula is quoted by "'"."""
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    live = _is_live(stream)
    for row in rows:
        writer.writerow({name: _guarded(name, value) for name, value in flat(row.target, row.line).items()})
        if live:
            stream.flush()


def _is_live(stream: TextIO) -> bool:
    """Whether somebody reads while it is written: a terminal or a pipe, and no file."""
    return not stream.seekable()


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


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A place to write a file at, which takes that of ``path`` once all is there, or is gone again."""
    place = path.resolve()
    part = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    try:
        yield part
        part.replace(place)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
