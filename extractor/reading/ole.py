"""The old compound container of Office: which program's document it holds."""

from __future__ import annotations

from extractor.reading.source import Source

SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def holds(source: Source, *names: str) -> bool:
    """Whether the bytes are a compound container with a stream of one of these names."""
    if not source.data.startswith(SIGN):
        return False
    return any(name.encode("utf-16-le") in source.data for name in names)


def refuse_encrypted(source: Source) -> None:
    """Raises ``UnreadableError`` for a modern document that was locked with a password."""
    if holds(source, "EncryptedPackage"):
        raise source.error("encrypted with a password", "save it without one")
