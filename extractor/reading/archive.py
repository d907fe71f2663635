"""ZIP archives: each file in them is a document of its own."""

from __future__ import annotations

from extractor.core.document import RawDocument
from extractor.core.errors import UnreadableError
from extractor.reading.container import Container
from extractor.reading.source import Source

_MEDIA = "application/zip"
_CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def parts(source: Source) -> list[Source | UnreadableError]:
    """The files of an archive in the order of their names; for a damaged one the reason."""
    container = Container(source)
    names = [name for name in container.names if not any(clutter in name for clutter in _CLUTTER)]
    return [_part(source, container, name) for name in sorted(names)]


def _part(source: Source, container: Container, name: str) -> Source | UnreadableError:
    try:
        return source.part(container.take(name), name)
    except UnreadableError as error:
        return error


def read(source: Source) -> RawDocument:
    """The document of an archive that holds exactly one. Raises ``UnreadableError`` for none and for several."""
    from extractor.reading.formats import guard, reader_of  # noqa: PLC0415 - the list of formats names this one

    found = parts(source)
    if len(found) != 1:
        raise source.error(
            f"an archive of {len(found)} files" if found else "an empty archive",
            "read its files one by one" if found else "send it again",
        )
    only = found[0]
    if isinstance(only, UnreadableError):
        raise only
    reader = reader_of(only)
    if reader.name == "archive":
        raise source.error("an archive within an archive", "unpack it")
    return guard(reader, only)
