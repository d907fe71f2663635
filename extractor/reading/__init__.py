"""Bytes become documents: the only room that knows file formats, one a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from extractor.core.document import KnownPart, RawDocument
from extractor.core.errors import UnreadableError
from extractor.reading.formats import READERS, SUFFIXES, guard, reader_of
from extractor.reading.secret import refuse_secret
from extractor.reading.source import Reader, Source, base_name, load

__all__ = [
    "READERS",
    "SUFFIXES",
    "Reader",
    "UnreadableError",
    "read",
    "read_all",
    "read_bytes",
    "read_each",
    "read_each_of",
    "read_new_of",
]


def read(path: str | Path, *, allow_secret: bool = False) -> RawDocument:
    """Reads one file of any known format; what it is is told by its bytes, not by its name.

    A message gives its body, an archive with one document that document. Raises ``UnreadableError`` and nothing else.
    """
    return _one(load(path, allow_secret=allow_secret))


def read_bytes(data: bytes, name: str, *, allow_secret: bool = False) -> RawDocument:
    """Reads bytes that came under a name. Raises ``UnreadableError`` and nothing else."""
    return _one(Source(data, base_name(name), name, allow_secret))


def read_all(path: str | Path, *, allow_secret: bool = False) -> list[RawDocument]:
    """Reads a file and the documents inside it: a message and its attachments, the files of an archive.

    A part that cannot be read is told in the notes of the first document; where none can be, the first part's
    ``UnreadableError`` is raised.
    """
    from extractor.reading.parts import read_parts  # noqa: PLC0415 - needed for containers only

    return read_parts(load(path, allow_secret=allow_secret), _one)


def read_each(
    path: str | Path, *, allow_secret: bool = False, keep: Callable[[bytes], object] | None = None
) -> list[RawDocument | UnreadableError]:
    """Reads a file and the documents inside it, in order; in the place of one that cannot be read stands the reason.

    ``keep`` is given the bytes of each document that could be read. Raises ``UnreadableError`` for a file that cannot
    be opened itself.
    """
    return read_each_of(load(path, allow_secret=allow_secret), keep)


def read_each_of(source: Source, keep: Callable[[bytes], object] | None = None) -> list[RawDocument | UnreadableError]:
    """The same of bytes that are loaded, under the name and the label that they are given there."""
    return [part for part in read_new_of(source, None, keep) if not isinstance(part, KnownPart)]


def read_new_of(
    source: Source, known: Callable[[str], bool] | None, keep: Callable[[bytes], object] | None = None
) -> list[RawDocument | UnreadableError | KnownPart]:
    """The same without what is ``known`` of a message or an archive by its SHA-256: its place is told instead."""
    from extractor.reading.parts import each_part  # noqa: PLC0415 - needed for containers only

    def one(source: Source) -> RawDocument | KnownPart:
        may_be_known = known is not None and (source.depth > 0 or reader_of(source).parts is not None)
        if may_be_known and known is not None and known(source.document_id):
            made: RawDocument | KnownPart = KnownPart(source.label, source.document_id)
        else:
            made = _one(source)
        if keep is not None:
            keep(source.data)
        return made

    return each_part(source, one)


def _one(source: Source) -> RawDocument:
    reader = reader_of(source)
    document = guard(reader, source)
    if not source.allow_secret:
        refuse_secret(source, document)
    meta = {**document.meta, "within": source.within} if source.within else document.meta
    return replace(document, origin=source.label, meta=meta)
