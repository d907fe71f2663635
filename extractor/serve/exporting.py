"""Exports as answers of the API and the explorer: files that a server makes while somebody waits."""

from __future__ import annotations

import json
import os
import tempfile
import threading
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException

from extractor.query.about import about
from extractor.query.filter import Filter, FilterError
from extractor.query.memory import Memory
from extractor.query.report import MOST as MOST_IN_REPORT
from extractor.query.search import search
from extractor.serve.writers import write_export


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of file: its ending, its media type, its name for people, and whether it tells of itself inside."""

    suffix: str
    media_type: str
    label: str
    tells: bool = True


FORMATS = {
    "csv": Sort("csv", "text/csv", "CSV", tells=False),
    "xlsx": Sort("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
    "docx": Sort("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"),
    "jsonl": Sort("jsonl", "application/x-ndjson", "JSON Lines", tells=False),
    "parquet": Sort("parquet", "application/vnd.apache.parquet", "Parquet"),
    "sqlite": Sort("db", "application/vnd.sqlite3", "SQLite"),
}
MOST = 100_000
"""Records of a file that a server makes while somebody waits; the command line has no such limit."""

AT_ONCE = 2
WAIT = 20.0
"""So many exports are made at a time; who waits longer than so many seconds is told to come again."""

_TURNS = threading.Semaphore(AT_ONCE)


def export_answer(memory: Memory, wanted: Filter, form: str, base_url: str, *, packed: bool = False) -> Response:
    """The file of an export as an answer, with what it is in ``X-About``; ``packed`` puts both into a ZIP archive.

    Raises ``FilterError`` for more records than a server makes, ``HTTPException`` 503 where others wait already.
    """
    number, most = memory.number(wanted), MOST_IN_REPORT if form == "docx" else MOST
    if number > most:
        shown = f"{number:,} records pass, and this file holds at most {most:,} here: narrow the filter, or run"
        raise FilterError("format", f"{shown} chitieu targets --format {'xlsx' if form == 'docx' else form}")
    if not _TURNS.acquire(timeout=WAIT):
        raise HTTPException(503, "other exports are being made; ask again in a minute", headers={"Retry-After": "60"})
    sort = FORMATS[form]
    name = f"chi-tieu-{date.today().isoformat()}.{sort.suffix}"
    folder = Path(tempfile.mkdtemp(prefix="chitieu-"))
    place = folder / name
    try:
        told = about(memory.store, wanted)
        write_export(form, search(memory.store, wanted), place, told, base_url)
        beside = folder / f"{name}.about.json"
        media_type = sort.media_type
        if packed and not sort.tells:
            place, media_type = _zipped(folder, place, beside), "application/zip"
    except BaseException:
        _clear(folder)
        raise
    finally:
        _TURNS.release()
    headers = {"X-About": quote(json.dumps(told.to_json(), ensure_ascii=False)), "X-Content-Type-Options": "nosniff"}
    return FileResponse(place, 200, headers, media_type, BackgroundTask(_clear, folder), place.name)


def _zipped(folder: Path, *places: Path) -> Path:
    packed = folder / f"{places[0].name}.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for place in places:
            archive.write(place, place.name)
    return packed


def _clear(folder: Path) -> None:
    for place in folder.iterdir():
        with suppress(OSError):
            os.unlink(place)
    with suppress(OSError):
        folder.rmdir()


def shown_formats() -> list[tuple[str, Any]]:
    """The formats with their names for people, in order."""
    return [(name, sort.label) for name, sort in FORMATS.items()]
