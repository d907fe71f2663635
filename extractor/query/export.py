"""Exports with types, Excel, Parquet and SQLite, written as the records come: a million of them fit in memory."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any

from extractor.query.about import About
from extractor.query.flat import COLUMNS, DAYS, NUMBERS, WHOLE, flat
from extractor.query.search import Hit

SHEET_ROWS = 1_048_576
"""Rows of an Excel sheet, its header among them; what is more goes on a next sheet."""

_CELL = 32_767
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EXTRA = ("document_number", "province", "issuing_body", "link")
ALL_COLUMNS = (*COLUMNS, *_EXTRA)

Cell = Callable[[int, int, Any], object]


def link_of(base_url: str, target_id: str) -> str:
    """The address of a record's page, where the server is at ``base_url``."""
    return f"{base_url.rstrip('/')}/targets/{target_id}"


def row_of(hit: Hit, base_url: str | None) -> dict[str, Any]:
    """A record as one row of ``ALL_COLUMNS``."""
    more = (hit.number, hit.province, hit.issuing_body, link_of(base_url, hit.target.id) if base_url else None)
    return {**flat(hit.target, hit.line), **dict(zip(_EXTRA, more, strict=True))}


def write_xlsx(hits: Iterable[Hit], stream: IO[bytes], about: About, base_url: str | None = None) -> None:
    """An Excel workbook: numbers and days are that, text is never a formula, a link a row opens the sentence.

    The header stays in sight; the last sheet tells what the export is.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - slow to import, and only this format needs it

    book = Workbook(stream, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    link = book.add_format({"font_color": "blue", "underline": True})
    rows = iter(hits)
    number = 0
    first = next(rows, None)
    while first is not None or not number:
        number += 1
        sheet = book.add_worksheet("targets" if number == 1 else f"targets {number}")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(ALL_COLUMNS) - 1, 14)
        for at, name in enumerate(ALL_COLUMNS):
            sheet.write_string(0, at, name, bold)
        portion = islice(rows, SHEET_ROWS - 2)
        for line, hit in enumerate([first] if first is not None else (), start=1):
            _write_cells(sheet, line, row_of(hit, base_url), day, link)
        for line, hit in enumerate(portion, start=2):
            _write_cells(sheet, line, row_of(hit, base_url), day, link)
        first = next(rows, None)
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 1, 40)
    for line, (name, value) in enumerate(about.to_json().items()):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, str(value))
    book.close()


def _write_cells(sheet: Any, line: int, row: dict[str, Any], day: Any, link: Any) -> None:
    for at, (name, value) in enumerate(row.items()):
        if value is None or value == "":
            continue
        if name in NUMBERS:
            sheet.write_number(line, at, float(value))
        elif name in DAYS:
            sheet.write_datetime(line, at, date.fromisoformat(value), day)
        elif name == "link":
            # a formula: stored links are limited to 65,530 a sheet
            address = value.replace('"', "%22")
            sheet.write_formula(line, at, f'=HYPERLINK("{address}","mở")', link, "mở")
        elif isinstance(value, (int, float)):
            sheet.write_number(line, at, value)
        else:
            sheet.write_string(line, at, _UNWRITABLE.sub("", str(value))[:_CELL])


def write_parquet(hits: Iterable[Hit], stream: IO[bytes], about: About, base_url: str | None = None) -> None:
    """A Parquet file: exact decimals as text beside floats, days as days; what the export is stands in its metadata."""
    import pyarrow as pa  # noqa: PLC0415 - slow to import, and only this format needs it
    import pyarrow.parquet as pq  # noqa: PLC0415 - likewise

    fields = []
    for name in ALL_COLUMNS:
        kind = pa.date32() if name in DAYS else pa.int64() if name in WHOLE else pa.string()
        fields.append((name, pa.float64() if name == "confidence" else kind))
        if name in NUMBERS:
            fields.append((f"{name}_number", pa.float64()))
    schema = pa.schema(fields, metadata={"chitieu": json.dumps(about.to_json(), ensure_ascii=False)})
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for portion in _portions(hits, 5_000):
            rows = [_typed(row_of(hit, base_url)) for hit in portion]
            writer.write_batch(pa.RecordBatch.from_pylist(rows, schema=schema))


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    for name in NUMBERS:
        row[f"{name}_number"] = None if row[name] is None else float(row[name])
    for name in DAYS:
        row[name] = date.fromisoformat(row[name]) if row[name] else None
    return row


def write_sqlite(hits: Iterable[Hit], place: Path, about: About, base_url: str | None = None) -> None:
    """A SQLite file to look at with Datasette: ``targets`` with typed columns and indexes, ``documents``, ``about``."""
    kinds = dict.fromkeys(WHOLE, "INTEGER") | {"confidence": "REAL"}
    columns = [f'"{name}" {kinds.get(name, "TEXT")}' for name in ALL_COLUMNS if name != "id"]
    columns += [f'"{name}_number" REAL' for name in NUMBERS]
    names = [name for name in ALL_COLUMNS if name != "id"] + [f"{name}_number" for name in NUMBERS]
    with closing(sqlite3.connect(place)) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
        database.executemany("INSERT INTO about VALUES (?, ?)", [(n, str(v)) for n, v in about.to_json().items()])
        database.execute(
            "CREATE TABLE documents (id TEXT PRIMARY KEY, name TEXT, number TEXT, title TEXT, province TEXT, body TEXT)"
        )
        database.execute(
            f"CREATE TABLE targets (id TEXT PRIMARY KEY, {', '.join(columns)}, "
            "FOREIGN KEY (document_id) REFERENCES documents (id))"
        )
        marks = ", ".join("?" * (len(names) + 1))
        for portion in _portions(hits, 2_000):
            documents = {
                hit.target.evidence.document_id: (
                    *(hit.target.evidence.document_id, hit.target.evidence.document, hit.number, hit.title),
                    *(hit.province, hit.issuing_body),
                )
                for hit in portion
            }
            database.executemany("INSERT OR IGNORE INTO documents VALUES (?, ?, ?, ?, ?, ?)", documents.values())
            rows = []
            for hit in portion:
                row = row_of(hit, base_url)
                for name in NUMBERS:
                    row[f"{name}_number"] = None if row[name] is None else float(row[name])
                rows.append((row["id"], *(row[name] for name in names)))
            database.executemany(f"INSERT INTO targets VALUES ({marks})", rows)  # noqa: S608 - marks and names of ours
        for name in ("document_id", "province", "status", "kind", "sector", "due_end"):
            database.execute(f'CREATE INDEX "targets_{name}" ON targets ("{name}")')
        database.commit()


def _portions(hits: Iterable[Hit], size: int) -> Iterator[list[Hit]]:
    waiting = iter(hits)
    while portion := list(islice(waiting, size)):
        yield portion
