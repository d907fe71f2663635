"""Where a mailbox is, and how one gets into it: its URL, the IMAP form of its names, where its password stands."""

from __future__ import annotations

import base64
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from extractor.core.errors import ChiTieuError

PASSWORD = "CHITIEU_IMAP_PASSWORD"  # noqa: S105 - the name of a variable
"""The environment variable that holds the password where no other place is named."""

_FOREIGN = re.compile(r"[^\x20-\x7e]+")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox: "imaps://USER@HOST[:PORT]/FOLDER", INBOX if no folder is named."""

    scheme: str
    user: str
    host: str
    port: int
    folder: str

    @property
    def is_safe(self) -> bool:
        """Whether what goes over the line is encrypted."""
        return self.scheme == "imaps"


def address_of(url: str) -> Address:
    """A mailbox by its URL. Raises ``ChiTieuError`` for one that is none, and for one with a password in it."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as error:
        raise ChiTieuError(f"{parts.scheme}://…: {error}") from error
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username:
        raise ChiTieuError("no mailbox: write imaps://USER@HOST/FOLDER")
    if parts.password is not None:
        raise ChiTieuError(
            f"{parts.scheme}://…@{parts.hostname}: a password in the URL would be kept and shown "
            "(leave it out, and name --password-env or --password-file)"
        )
    user, folder = unquote(parts.username), unquote(parts.path.strip("/")) or "INBOX"
    if not (user + folder).isprintable():
        raise ChiTieuError(f"{parts.hostname}: control characters in the user or the folder")
    return Address(parts.scheme, user, parts.hostname, port or {"imap": 143, "imaps": 993}[parts.scheme], folder)


def password_from(variable: str | None, file: Path | str | None) -> str:
    """How the place of a password is kept: "env:NAME" or "file:PATH". Raises ``ChiTieuError``."""
    if variable and file:
        raise ChiTieuError("--password-env and --password-file: name one of them")
    if file:
        return f"file:{Path(file).resolve()}"
    if not _VARIABLE.fullmatch(variable or PASSWORD):
        raise ChiTieuError("--password-env takes the name of an environment variable, and not the password itself")
    return f"env:{variable or PASSWORD}"


def password_of(place: str) -> str:
    """The password at a place, read now. Raises ``ChiTieuError`` where there is none."""
    kind, _, name = place.partition(":")
    if kind == "env":
        found = os.environ.get(name, "")
        if not found:
            raise ChiTieuError(f"no password: the environment variable {name} is not set where the sources are run")
        return found
    try:
        lines = Path(name).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        told = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise ChiTieuError(f"no password: {name}: {told} (its first line is the password)") from error
    if not lines or not lines[0]:
        raise ChiTieuError(f"no password: {name} is empty (its first line is the password)")
    return lines[0]


def folder_name(name: str) -> str:
    """A folder's name as IMAP writes it: what is not ASCII in a base64 of its own ("Đến" is "&ARAevw-n")."""

    def packed(match: re.Match[str]) -> str:
        told = base64.b64encode(match.group().encode("utf-16-be")).decode().rstrip("=")
        return f"&{told.replace('/', ',')}-"

    return _FOREIGN.sub(packed, name.replace("&", "&-"))


def quoted(words: str) -> str:
    """Words as a quoted string of IMAP."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
