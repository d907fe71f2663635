"""The old compound container of Office: which program's document it holds."""

from __future__ import annotations

from extractor.reading.source import Source

SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def holds(source: Source, *names: str) -> bool:
    """Whether the bytes are a compound container with a stream of one of these names at its root.

    What is embedded in a document has streams of its own, below a storage; those of a container whose directory is
    damaged are looked for in all its bytes.
    """
    if not source.data.startswith(SIGN):
        return False
    if "ole" not in source.names:
        source.names["ole"] = _root_of(source.data)
    found = source.names["ole"]
    if found is None:
        return any(name.encode("utf-16-le") in source.data for name in names)
    return not found.isdisjoint(names)


def foreign_of(source: Source) -> str:
    """What a compound container is that no reader knows, in words; nothing for one that is known or no container."""
    for name, what in _FOREIGN:
        if holds(source, name) and not holds(source, "WordDocument", "Workbook", "Book", "EncryptedPackage"):
            return what
    return ""


def refuse_encrypted(source: Source) -> None:
    """Raises ``UnreadableError`` for a modern document that was locked with a password."""
    if holds(source, "EncryptedPackage"):
        raise source.error("encrypted with a password", "save it without one")


_FOREIGN = (
    ("PowerPoint Document", "an old PowerPoint presentation"),
    ("__properties_version1.0", "an Outlook message (.msg)"),
    ("VisioDocument", "a Visio drawing"),
)


def _root_of(data: bytes) -> frozenset[str] | None:
    """The names at the root of a container; ``None`` where its directory cannot be read."""
    from xlrd.compdoc import CompDoc  # noqa: PLC0415 - needed for compound containers only

    try:
        entries = CompDoc(data, logfile=Silent()).dirlist
        return frozenset(entries[number].name for number in entries[0].children) or None
    except Exception:  # noqa: BLE001 - a damaged directory fails in many ways, and each means the same here
        return None


class Silent:
    """Swallows remarks on a container, which would go to standard output."""

    def write(self, text: str) -> int:
        return len(text)
