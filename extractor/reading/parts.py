"""Documents inside documents: attachments of messages, files of archives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from extractor.core.document import RawDocument
from extractor.core.errors import UnreadableError
from extractor.reading.formats import reader_of
from extractor.reading.limits import MAX_ATTACHMENTS, MAX_DEPTH
from extractor.reading.source import Source

T = TypeVar("T")


def read_parts(source: Source, one: Callable[[Source], RawDocument]) -> list[RawDocument]:
    """The document itself, where it has text of its own, and every document inside it, in order."""
    made: list[RawDocument] = []
    failures: list[UnreadableError] = []
    for part in each_part(source, one):
        if isinstance(part, UnreadableError):
            failures.append(part)
        else:
            made.append(part)
    if not made:
        raise failures[0]
    if failures:
        notes = tuple(f"left out: {failure}" for failure in failures)
        made[0] = replace(made[0], notes=made[0].notes + notes)
    return made


def each_part(source: Source, one: Callable[[Source], T]) -> list[T | UnreadableError]:
    """What is made of every document in a source in order, or why it cannot be read; one at least.

    Raises ``UnreadableError`` for a source that cannot be opened itself.
    """
    made: list[T | UnreadableError] = []
    _collect(source, one, made)
    return made or [source.error("no document in it")]


def _collect(source: Source, one: Callable[[Source], T], made: list[T | UnreadableError]) -> None:
    try:
        reader = reader_of(source)
        parts = reader.parts(source) if reader.parts else []
        if reader.parts is None or reader.name == "message":
            made.append(one(source))
    except UnreadableError as error:
        if source.depth == 0:
            raise
        made.append(error)
        return
    for part in parts:
        if isinstance(part, UnreadableError):
            made.append(part)
        elif part.depth > MAX_DEPTH:
            made.append(part.error(f"nested deeper than {MAX_DEPTH} levels"))
        elif len(made) >= MAX_ATTACHMENTS:
            made.append(part.error(f"more than {MAX_ATTACHMENTS} documents in one container"))
            return
        else:
            _collect(part, one, made)
