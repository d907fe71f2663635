"""The original bytes of documents, unchanged, each once under its SHA-256, in a folder beside the database."""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from collections.abc import Iterable, Iterator
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
_PORTION = 1 << 20


@dataclass(frozen=True)
class Originals:
    """A folder of originals: the bytes of the SHA-256 ``aabbcc…`` lie at ``aa/bb/aabbcc…``.

    A file is there whole or not at all. Several processes may put the same bytes at once.
    """

    folder: Path

    def put(self, data: bytes) -> str:
        """Keeps bytes, and returns their SHA-256. Raises ``OSError`` where they cannot be written."""
        return self.put_stream([data])[0]

    def keep(self, data: bytes) -> str:
        """The same as ``put``; raises ``StoreError`` with the remedy where the bytes cannot be written."""
        try:
            return self.put(data)
        except OSError as error:
            told = (error.strerror or str(error)).lower()
            raise StoreError(
                f"{self.folder}: originals cannot be kept here: {told} "
                f"(make room or name another folder; --originals {NOWHERE} keeps none)"
            ) from error

    def find(self, sha256: str) -> Path | None:
        """Where the bytes of a SHA-256 lie; ``None`` where they are not kept, and for a word that is no SHA-256."""
        place = self.path_of(sha256) if _SHA256.fullmatch(sha256) else None
        return place if place is not None and place.is_file() else None

    def put_stream(self, portions: Iterable[bytes]) -> tuple[str, int]:
        """Keeps bytes that come in portions, in constant memory; returns their SHA-256 and their number.

        An error of the stream or of the disk leaves nothing behind.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f".{os.getpid()}.{uuid.uuid4().hex}.part"
        digest, size = hashlib.sha256(), 0
        try:
            with part.open("xb") as file:
                for portion in portions:
                    file.write(portion)
                    digest.update(portion)
                    size += len(portion)
                file.flush()
                os.fsync(file.fileno())
            place = self.path_of(digest.hexdigest())
            if not place.exists() or place.stat().st_size != size:
                place.parent.mkdir(parents=True, exist_ok=True)
                part.replace(place)
                _sync_folder(place.parent)
        finally:
            with suppress(FileNotFoundError):
                part.unlink()
        return digest.hexdigest(), size

    def path_of(self, sha256: str) -> Path:
        """Where the bytes of a SHA-256 lie, if they are kept."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"no SHA-256: {sha256!r}")
        return self.folder / sha256[:2] / sha256[2:4] / sha256

    def forget(self, sha256: str) -> bool:
        """Removes the bytes of a SHA-256, for what must not be kept; tells whether they were there."""
        try:
            self.path_of(sha256).unlink()
        except FileNotFoundError:
            return False
        return True

    def __contains__(self, sha256: str) -> bool:
        return self.path_of(sha256).is_file()

    def __iter__(self) -> Iterator[str]:
        """The SHA-256 of everything that is kept, in order."""
        for path in sorted(self.folder.glob("??/??/*")):
            if _SHA256.fullmatch(path.name):
                yield path.name

    def is_intact(self, sha256: str) -> bool:
        """Whether the bytes are there and still have their SHA-256."""
        place, digest = self.path_of(sha256), hashlib.sha256()
        if not place.is_file():
            return False
        with place.open("rb") as file:
            while portion := file.read(_PORTION):
                digest.update(portion)
        return digest.hexdigest() == sha256

    def sweep(self) -> int:
        """Removes what processes that were killed left half written; returns how many files."""
        swept = 0
        for part in self.folder.glob(".*.part"):
            with suppress(FileNotFoundError, ValueError):
                owner = int(part.name.split(".")[1])
                if owner != os.getpid() and not _lives(owner):
                    part.unlink()
                    swept += 1
        return swept


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


def needed_originals(url: str, given: str | Path | None = None) -> Originals:
    """The same for who cannot do without them; of a PostgreSQL database they are below the working folder.

    Raises ``StoreError`` where "none" is named.
    """
    if NOWHERE in (str(given), os.environ.get(VARIABLE) if not given else None):
        raise StoreError("originals are kept here, name a folder for them (--originals FOLDER)")
    return originals_of(url, given) or Originals(Path(f"{make_url(url).database or 'chitieu'}.originals"))


def _sync_folder(folder: Path) -> None:
    """Makes a rename last through a loss of power, where folders can be synchronised."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
