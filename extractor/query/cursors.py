"""The word for a place in the results, from which the next portion goes on."""

from __future__ import annotations

import base64
import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.query.filter import FilterError


def write_cursor(seq: int, loose: bool) -> str:
    """A word for the place behind a record, to go on from."""
    return base64.urlsafe_b64encode(json.dumps([int(loose), seq]).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[int, int]:
    """Whether a cursor is among what is found loosely (1), and its number. Raises ``FilterError`` for one of others."""
    try:
        loose, seq = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if loose not in (0, 1) or not isinstance(seq, int) or not 0 <= seq < 2**62:
            raise ValueError
    except (ValueError, TypeError) as error:
        raise FilterError("cursor", "is none that was given out here (start from the first page)") from error
    return int(loose), seq


def position(seqs: NDArray[Any], exact: int, cursor: str | None) -> int:
    """Where the portion behind a cursor starts; it holds also when records came or went meanwhile."""
    if cursor is None:
        return 0
    loose, seq = read_cursor(cursor)
    if loose:
        return exact + int(np.searchsorted(seqs[exact:], seq, side="right"))
    return int(np.searchsorted(seqs[:exact], seq, side="right"))
