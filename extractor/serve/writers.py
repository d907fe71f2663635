"""Exports as files, in every format, each telling what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractor.query import export, report
from extractor.query.about import About
from extractor.query.search import Hit
from extractor.serve import output as out


def write_export(form: str, hits: Iterator[Hit], output: Path | None, told: About, base_url: str | None) -> None:
    """Writes an export to a file, or to standard output where the format can be.

    What the export is stands in it, and for CSV and JSON Lines in a file ``NAME.about.json`` beside it.
    """
    if form == "sqlite":
        if output is None:
            raise ValueError("a SQLite file needs a place")
        with out.replaced(output) as place:
            export.write_sqlite(hits, place, told, base_url)
        return
    lines = {"csv": out.write_csv, "jsonl": out.write_jsonl}
    with out.open_output(output, binary=form not in lines) as stream:
        if form in lines:
            if form == "csv":
                stream.write(out.BOM)
            lines[form]((out.Found(hit.target, hit.line) for hit in hits), stream)
        else:
            writers = {"xlsx": export.write_xlsx, "parquet": export.write_parquet, "docx": report.write_docx}
            writers[form](hits, stream, told, base_url)
    if form in lines and output is not None and output.is_file():
        with out.open_output(output.with_name(f"{output.name}.about.json")) as stream:
            stream.write(out.json_line(told.to_json()))
