"""The files that a list of paths stands for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from extractor.core.errors import UnreadableError


def find_files(
    paths: Iterable[Path], suffixes: Iterable[str], failed: Callable[[Path, UnreadableError], None]
) -> Iterator[Path]:
    """Yields the files that are named, and below folders all that have one of the suffixes; each file once.

    Folders are walked in the order of names; hidden files and folders, the lock files of office programs and links to
    folders are left out. A folder that cannot be listed or has nothing to read goes to ``failed`` and stops nothing; a
    file that does not exist is yielded like any other, and reading it says so.
    """
    known = tuple(sorted(suffix.lower() for suffix in suffixes))
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            empty = True
            for file in _walk(path, known, failed):
                empty = False
                if _is_new(file, seen):
                    yield file
            if empty:
                failed(path, UnreadableError(str(path), "holds no file that can be read", f"reads {', '.join(known)}"))
        elif _is_new(path, seen):
            yield path


def _walk(folder: Path, suffixes: tuple[str, ...], failed: Callable[[Path, UnreadableError], None]) -> Iterator[Path]:
    def report(error: OSError) -> None:
        place = Path(str(error.filename or folder))
        failed(place, UnreadableError(str(place), error.strerror or str(error), "check the folder's permissions"))

    for root, folders, files in os.walk(folder, onerror=report):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(suffixes) and not name.startswith((".", "~$")):
                yield Path(root, name)


def _is_new(file: Path, seen: set[tuple[int, int]]) -> bool:
    """Whether a file did not come before, under this or another path (links are followed)."""
    try:
        status = file.stat()
    except (OSError, ValueError):
        return True  # reading it will say what is wrong with it
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True
