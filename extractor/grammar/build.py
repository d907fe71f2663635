"""Makes a find of a quantity: value and range from its digits, comparators from the words on its two sides."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.core.quantity import Comparator, Kind, Quantity
from extractor.grammar.amount import comparator_after, comparator_before, preceded_by_from
from extractor.grammar.rule import Find

_UPWARDS = regex.compile(r"[^;.\d]{0,60}?\strở\s+lên(?!\w)", regex.IGNORECASE)


def quantity_find(
    match: regex.Match[str],
    kind: Kind,
    value: Decimal,
    *,
    upper: Decimal | None = None,
    total: Decimal | None = None,
    unit: str | None = None,
    number: tuple[int, int],
    end: int | None = None,
) -> Find | None:
    """A find that spans comparator, number and unit; ``number`` is the span of the number with its % or /total.

    A range keeps "=", whatever stands before it. A second "từ 5%" without an end is no bound.
    """
    text = match.string
    stop = match.end() if end is None else end
    comparator, start = comparator_before(text, number[0])
    after, stop = comparator_after(text, stop)
    sign: Comparator = after if after != "=" else comparator
    from_here = preceded_by_from(text, start)
    if sign == "=" and from_here and _UPWARDS.match(text, stop):
        sign = ">="  # "từ 02 mô hình tự quản về an ninh, trật tự trở lên"
    if upper is not None:
        sign = "="
    if from_here:
        start = text.lower().rindex("từ", 0, start)
    if kind == "ratio" and (total is None or total == 0):
        return None
    quantity = Quantity(kind, value, upper, total, unit, sign)
    return Find("", "quantity", start, stop, quantity, number)
