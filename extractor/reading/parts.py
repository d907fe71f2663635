"""Documents inside documents: attachments of messages, files of archives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extractor.core.document import RawDocument
from extractor.core.errors import UnreadableError
from extractor.reading.formats import reader_of
from extractor.reading.limits import MAX_ATTACHMENTS, MAX_DEPTH
from extractor.reading.source import Source


def read_parts(source: Source, one: Callable[[Source], RawDocument]) -> list[RawDocument]:
    """The document itself, where it has text of its own, and every document inside it, in order."""
    made: list[RawDocument] = []
    failures: list[UnreadableError] = []
    _collect(source, one, made, failures)
    if not made:
        raise failures[0] if failures else source.error("no document in it")
    if failures:
        notes = tuple(f"left out: {failure}" for failure in failures)
        made[0] = replace(made[0], notes=made[0].notes + notes)
    return made


def _collect(
    source: Source,
    one: Callable[[Source], RawDocument],
    made: list[RawDocument],
    failures: list[UnreadableError],
) -> None:
    try:
        reader = reader_of(source)
        parts = reader.parts(source) if reader.parts else []
        if reader.parts is None or reader.name == "message":
            made.append(one(source))
    except UnreadableError as error:
        failures.append(error)
        if source.depth == 0:
            raise
        return
    for part in parts:
        if part.depth > MAX_DEPTH:
            failures.append(part.error(f"nested deeper than {MAX_DEPTH} levels"))
        elif len(made) >= MAX_ATTACHMENTS:
            failures.append(part.error(f"more than {MAX_ATTACHMENTS} documents in one container"))
            return
        else:
            _collect(part, one, made, failures)
