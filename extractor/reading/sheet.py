"""Cell values of workbooks as Vietnamese readers see them: decimal comma, thousands dots, dates day first."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import regex

_SECTION = regex.compile(r'"[^"]*+"|\\.|\[[^\]]*+\]|_.|\*.')
_DECIMALS = regex.compile(r"[0#?][.]([0#?]+)")
_GROUPED = regex.compile(r"[#0],[#0]{3}")


def shown(value: object, number_format: str | None = None) -> str:
    """A value as text. Numbers are written as their format shows them, with the comma for decimals.

    General numbers keep every digit that is stored up to 15, never an exponent, and have no thousands dots, so that
    they read as one number only.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        day = f"{value.day:02d}/{value.month:02d}/{value.year}"
        return day if value.time() == time() else f"{day} {value.hour:02d}:{value.minute:02d}"
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    if isinstance(value, time):
        return f"{value.hour:02d}:{value.minute:02d}"
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, number_format or "General")
    return str(value)


def _number(value: int | float, number_format: str) -> str:
    if not math.isfinite(value):
        return ""
    pattern = _SECTION.sub("", number_format.split(";", maxsplit=1)[0])
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    percent = "%" in pattern
    if percent:
        exact *= 100
    decimals = _DECIMALS.search(pattern)
    grouped = bool(_GROUPED.search(pattern))
    if "E+" in pattern.upper() or not ("0" in pattern or "#" in pattern):
        text = _plain(exact)
    else:
        places = decimals[1] if decimals else ""
        if grouped and exact == exact.to_integral_value() and 1900 <= exact <= 2100:
            return str(int(exact))  # a year in a column of amounts would read "2.020,0"
        text = f"{exact:,.{len(places)}f}" if grouped else f"{exact:.{len(places)}f}"
        optional = len(places) - len(places.rstrip("#?"))
        while optional and text.endswith("0"):
            text, optional = text[:-1], optional - 1
        text = text.rstrip(".")
    text = text.translate(str.maketrans(",.", ".,"))
    return f"{text}%" if percent else text


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
