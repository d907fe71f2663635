"""Opens ZIP containers and the XML in them without being hurt by them."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from extractor.reading.limits import MAX_PART, MAX_PARTS, MAX_RATIO, MAX_UNPACKED
from extractor.reading.source import Source

_CHUNK = 1 << 20
_MEBIBYTE = 1 << 20

DAMAGED = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError)
"""What zipfile raises where the list of a container's parts cannot be read; ``NotImplementedError`` where it is of a
version that zipfile does not know."""


class Container:
    """A ZIP whose declared sizes are within the limits; parts are unpacked no further than they declare."""

    def __init__(self, source: Source) -> None:
        self._source = source
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.data))
            entries = self._zip.infolist()
        except DAMAGED as error:
            raise source.error("a damaged or truncated ZIP container", "send the file again") from error
        if len(entries) > MAX_PARTS:
            raise source.error(f"{len(entries):,} parts, more than the limit of {MAX_PARTS:,}", "")
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise source.error(f"unpacks to more than {MAX_UNPACKED:,} bytes (a zip bomb?)", "unpack it by hand")
        for entry in entries:
            if entry.flag_bits & 1:
                raise source.error("encrypted with a password", "save it without one")
            if entry.file_size > MAX_PART or (
                entry.file_size > _MEBIBYTE and entry.file_size > MAX_RATIO * max(1, entry.compress_size)
            ):
                raise source.error(f"{entry.filename} unpacks to {entry.file_size:,} bytes (a zip bomb?)", "")
        self._left = MAX_UNPACKED
        self.names: tuple[str, ...] = tuple(entry.filename for entry in entries if not entry.is_dir())
        self._known = frozenset(self.names)

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def take(self, name: str) -> bytes:
        """The unpacked bytes of a part. Raises ``UnreadableError`` where it is damaged or larger than it declares."""
        made = io.BytesIO()
        try:
            with self._zip.open(name) as part:
                limit = min(self._left, self._zip.getinfo(name).file_size)
                while chunk := part.read(_CHUNK):
                    made.write(chunk)
                    if made.tell() > limit:
                        raise self._source.error(f"{name} is larger than it says (a zip bomb?)")
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            KeyError,
        ) as error:
            raise self._source.error(f"its part {name} is damaged", "send the file again") from error
        self._left -= made.tell()
        return made.getvalue()

    def xml(self, name: str) -> Any:
        """The root element of an XML part."""
        return parse_xml(self._source, self.take(name), name)


def parse_xml(source: Source, data: bytes, name: str) -> Any:
    """An XML part as an lxml element. Refuses document types, so that no entity is ever expanded or fetched."""
    from lxml import etree  # noqa: PLC0415 - needed for XML only

    if declares_entities(data):
        raise source.error(f"its part {name} declares a document type, which is not allowed", "save it anew")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise source.error(f"its part {name} is damaged", "send the file again") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise source.error(f"its part {name} declares a document type, which is not allowed", "save it anew")
    return root


def declares_entities(data: bytes) -> bool:
    """Whether an XML part has a document type, in any of the encodings that XML may have."""
    head = data[:100_000].replace(b"\0", b"")
    return b"<!DOCTYPE" in head or b"<!ENTITY" in data[:100_000].replace(b"\0", b"")
