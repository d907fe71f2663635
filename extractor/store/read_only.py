"""SQLite files that may only be read: on a medium that cannot be written, or of another user.

A database in write-ahead mode needs two files beside it, which a reader without rights cannot make. Where a writer has
it open they are there, and are used. Where nobody has, the file is all there is and is read as one that stands still.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote


def may_be_written(file: str) -> bool:
    """Whether this user may write a database: its file and, for the journal, its folder."""
    there = Path(file).absolute()
    return os.access(there.parent, os.W_OK) and (not there.exists() or os.access(there, os.W_OK))


def reader(file: str, busy_seconds: float) -> Callable[[], sqlite3.Connection]:
    """What opens a connection that only reads. Each looks anew whether somebody writes: a writer may come meanwhile."""

    def opened() -> sqlite3.Connection:
        # without a journal nobody writes now, and SQLite need not make one to find that out
        still = "" if Path(f"{file}-wal").exists() else "&immutable=1"
        where = f"file:{quote(str(Path(file).absolute()))}?mode=ro{still}"
        return sqlite3.connect(where, uri=True, timeout=busy_seconds, check_same_thread=False)

    return opened
