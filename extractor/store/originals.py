"""Keeps the files that documents were read from, by their SHA-256, in a folder beside the database.

The folder holds ``ab/cd/abcd…`` of 64 digits: no folder grows large, and the same bytes are kept once.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from extractor.core.errors import StoreError

VARIABLE = "CHITIEU_ORIGINALS"
"""The environment variable that names the folder."""

NOWHERE = "none"
"""In place of a folder: originals are not kept."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Originals:
    """The files kept in a folder, which is made with the first of them."""

    folder: Path

    def put(self, data: bytes) -> str:
        """Keeps bytes and returns their SHA-256; those that are kept already are left as they are.

        A file appears whole or not at all, whoever else writes the same one. Raises ``StoreError`` where it cannot be
        written.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        place = self._place(sha256)
        if place.is_file() and place.stat().st_size == len(data):
            return sha256
        part = None
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            descriptor, part = tempfile.mkstemp(".tmp", f".{sha256[:8]}.", place.parent)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(part, place)
        except OSError as error:
            told = (error.strerror or str(error)).lower()
            raise StoreError(
                f"{self.folder}: originals cannot be kept here: {told} "
                f"(make room or name another folder; --originals {NOWHERE} keeps none)"
            ) from error
        finally:
            if part is not None:
                with suppress(FileNotFoundError):
                    os.unlink(part)
        return sha256

    def path_of(self, sha256: str) -> Path | None:
        """Where the file of this SHA-256 is kept; ``None`` where it is not, and for a word that is no SHA-256."""
        if not _SHA256.fullmatch(sha256):
            return None
        place = self._place(sha256)
        return place if place.is_file() else None

    def _place(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:4] / sha256


def originals_of(url: str, given: str | Path | None = None) -> Originals | None:
    """The originals of a database: in the folder that is given, else of the environment, else beside a SQLite file.

    ``None`` where "none" is named, and for a database that is no file where nothing is.
    """
    named = str(given) if given else os.environ.get(VARIABLE)
    if named:
        return None if named == NOWHERE else Originals(Path(named))
    place = make_url(url)
    if place.get_backend_name() != "sqlite" or place.database in (None, "", ":memory:"):
        return None
    return Originals(Path(f"{place.database}.originals"))
