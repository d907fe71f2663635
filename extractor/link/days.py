"""Calendar days as they are written, with their spans; only whole days, no guesses at a missing part."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import regex

DAY = regex.compile(
    r"""
    (?<![\d/.,-])
    (?:
        ngày\s++(?P<d1>\d{1,2})\s*+tháng\s++(?P<m1>\d{1,2})\s*+(?:năm\s++|,\s*+|/)(?P<y1>\d{4})
      | (?:ngày\s++)?+(?P<d2>\d{1,2})\s?+(?P<sep>[/.-])\s?+(?P<m2>\d{1,2})\s?+(?P=sep)\s?+(?P<y2>\d{4})
    )
    (?![\d/-])
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
"""A day of a month of a year: "ngày 10 tháng 12 năm 2020", "10/12/2020", "18.9.2024", "10-12-2020"."""


def day_of(match: regex.Match[str]) -> date | None:
    """The day of a match of ``DAY``; ``None`` for one that no calendar has ("31/02/2020")."""
    parts = [match.group(name) or match.group(other) for name, other in (("y1", "y2"), ("m1", "m2"), ("d1", "d2"))]
    year, month, day = (int(part) for part in parts)
    if not 1945 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_days(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, date]]:
    """All whole days of a text with their offsets, in order."""
    for match in DAY.finditer(text, start, len(text) if end is None else end):
        day = day_of(match)
        if day is not None:
            yield match.start(), match.end(), day
