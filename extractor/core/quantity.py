"""Exact quantities: what a number in a text says, before anyone asks what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

Kind = Literal["ratio", "percentage", "count", "money", "measure", "multiple", "milestone", "rank"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
Change = Literal["level", "increase", "decrease"]

KINDS: tuple[str, ...] = get_args(Kind)
COMPARATORS: tuple[str, ...] = get_args(Comparator)
CHANGES: tuple[str, ...] = get_args(Change)


def plain(value: Decimal | None) -> str | None:
    """A decimal as a plain string without exponent and without needless zeros: ``12.50`` is ``12.5``."""
    if value is None:
        return None
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity as it is written.

    ``value`` is in the unit that is written, a ratio's numerator; ``upper`` the end of a range; ``total`` a ratio's
    denominator; ``unit`` the words of the unit ("%" for percentages), ``None`` where none is written beside it.
    """

    kind: Kind
    value: Decimal
    upper: Decimal | None = None
    total: Decimal | None = None
    unit: str | None = None
    comparator: Comparator = "="

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no kind: {self.kind}")
        if self.comparator not in COMPARATORS:
            raise ValueError(f"no comparator: {self.comparator}")
        if not self.value.is_finite():
            raise ValueError("a quantity is finite")
        if self.kind == "ratio" and self.total is None:
            raise ValueError("a ratio has a total")
