"""A time as an interval of days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

Recurrence = Literal["yearly", "quarterly", "monthly", "weekly", "daily"]
Source = Literal["explicit", "context", "document"]

RECURRENCES: tuple[str, ...] = get_args(Recurrence)
SOURCES: tuple[str, ...] = get_args(Source)


@dataclass(frozen=True, slots=True)
class Period:
    """Words of time and the days they mean.

    ``end`` is the last day on which something can be met, ``start`` the first day of a period, either may be open.
    ``source`` says where the time stands relative to the quantity (GUIDELINES: explicit, context, document).
    """

    text: str
    start: date | None = None
    end: date | None = None
    recurrence: Recurrence | None = None
    source: Source = "explicit"

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"a period ends before it starts: {self.text!r}")

    def seen_from(self, source: Source) -> Period:
        """The same time, reached from elsewhere."""
        return replace(self, source=source)

    def to_json(self) -> dict[str, str | None]:
        return {
            "text": self.text,
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "recurrence": self.recurrence,
            "source": self.source,
        }
