"""What a reader is given, what a reader is, and how a file becomes bytes."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from extractor.core.document import RawDocument
from extractor.core.errors import UnreadableError
from extractor.reading.limits import MAX_BYTES


@dataclass(frozen=True)
class Source:
    """Bytes under a name. ``label`` is what messages call it: the path, or the path and the part's name.

    ``within`` is the name of the message or archive that it was found in, ``depth`` how many there are around it.
    """

    data: bytes
    name: str
    label: str
    allow_secret: bool = False
    depth: int = 0
    within: str = ""

    @cached_property
    def document_id(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def head(self) -> bytes:
        """The first 4096 bytes, by which formats are told apart."""
        return self.data[:4096]

    @cached_property
    def names(self) -> dict[str, frozenset[str] | None]:
        """The names that containers were found to hold, by the kind of container: what is asked often is found once."""
        return {}

    def error(self, reason: str, remedy: str = "") -> UnreadableError:
        """The refusal of this source, to be raised by the caller."""
        return UnreadableError(self.label, reason, remedy)

    def part(self, data: bytes, name: str) -> Source:
        """A document found inside this one."""
        return Source(data, base_name(name), f"{self.label}: {name}", self.allow_secret, self.depth + 1, self.name)


@dataclass(frozen=True)
class Reader:
    """One format: how it is known by its bytes, and how they become a document.

    ``read`` may raise ``UnreadableError`` only for what it foresees; ``extractor.reading`` turns the failures of the
    libraries below into one. ``parts`` gives the documents inside a container, or why one cannot be taken out;
    ``missing`` says in words what has to be installed before the format can be read, or nothing.
    """

    name: str
    suffixes: tuple[str, ...]
    matches: Callable[[Source], bool]
    read: Callable[[Source], RawDocument]
    parts: Callable[[Source], list[Source | UnreadableError]] | None = None
    missing: Callable[[], str] | None = None


def base_name(name: str) -> str:
    """The last component of a path in either notation, composed, without control characters."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return "".join(c for c in unicodedata.normalize("NFC", last) if c.isprintable()) or "unnamed"


def load(path: str | Path, *, allow_secret: bool = False) -> Source:
    """The bytes of a regular file. Raises ``UnreadableError`` for everything that is none, or is too large."""
    place = Path(path)
    label = str(path)
    try:
        if place.is_symlink() and not place.exists():
            raise UnreadableError(label, "a broken link", "the file that it points to does not exist")
        status = place.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableError(label, "a folder, not a file", "name the files in it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(label, "not a regular file", "copy its contents into a file")
        if status.st_size > MAX_BYTES:
            raise UnreadableError(
                label, f"{status.st_size:,} bytes, more than the limit of {MAX_BYTES:,}", "split the document"
            )
        with place.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableError(label, *_explain(error)) from error
    except ValueError as error:  # a NUL character in the path
        raise UnreadableError(label, "not a possible path") from error
    return Source(data, base_name(os.fsdecode(place.name)), label, allow_secret)


def _explain(error: OSError) -> tuple[str, str]:
    if error.errno == errno.ENOENT:
        return "no such file", "check the path"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "no permission to read it", "change its permissions or run as another user"
    if error.errno == errno.ELOOP:
        return "a link that leads back to itself", "remove the link"
    if error.errno == errno.ENAMETOOLONG:
        return "the path is too long", "shorten it"
    return (error.strerror or type(error).__name__).lower(), ""
