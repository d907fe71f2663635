"""The days that a point or period of the calendar means."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import regex

from extractor.grammar.moments import ATOMS
from extractor.grammar.numerals import parse_number
from extractor.lexicon import time as words


@dataclass(frozen=True, slots=True)
class Moment:
    """The first and the last day of a point or period; ``since`` is where "từ ..." begins when ``start`` is open.

    ``single`` tells a day, which is a bound and no period. All days are ``None`` where the year is not known.
    """

    start: date | None = None
    end: date | None = None
    since: date | None = None
    early: bool = False
    single: bool = False

    @property
    def first(self) -> date | None:
        return self.since or self.start or self.end


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase without a year is read by: the day of the document and the nearest year of the text."""

    reference: date | None = None
    year: int | None = None

    @property
    def nearest_year(self) -> int | None:
        return self.year if self.year is not None else self.reference.year if self.reference else None

    @property
    def own_year(self) -> int | None:
        return self.reference.year if self.reference else self.year


_PATTERNS = {name: regex.compile(fragment, regex.VERBOSE) for name, fragment in ATOMS.items()}
_YEAR = regex.compile(r"(?:19|20)[0-9]{2}")


def moment(text: str, context: Context) -> Moment | None:
    """The days of one moment (lower case, single blanks), or ``None`` where it is none or there is no such day."""
    for name, pattern in _PATTERNS.items():
        match = pattern.fullmatch(text)
        if match is None:
            continue
        try:
            found = _READERS[name](match, context)
        except (ValueError, OverflowError):  # the 31st of February
            found = None
        if found is not None:
            return found
    return None


def has_year(text: str) -> bool:
    """Whether a moment names its year itself."""
    return _YEAR.search(text) is not None


def whole_year(year: int | None) -> Moment:
    """A year from its first day to its last; without days where it is not known."""
    return Moment() if year is None else Moment(date(year, 1, 1), date(year, 12, 31))


def months(year: int, first: int, last: int) -> Moment:
    """From the first day of a month to the last day of another one."""
    return Moment(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def add_months(day: date, count: int) -> date:
    """The same day some months later, or the last one of a shorter month."""
    total = day.year * 12 + day.month - 1 + count
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def number(text: str) -> int:
    """A whole number in digits or words, 0 where it is none."""
    value = parse_number(text)
    return int(value) if value is not None else 0


def _group(match: regex.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _year_of(match: regex.Match[str], context: Context) -> int | None:
    """The year a moment stands in: written, relative to the document's day, or the nearest one of the text."""
    if written := _group(match, "y"):
        return int(written)
    told = _group(match, "r")
    if told is None:
        return context.nearest_year
    if found := _YEAR.search(told):
        return int(found[0])
    shift = _shift(told.removeprefix("của ").removeprefix("năm").strip())
    if shift is None:
        return context.nearest_year
    return None if context.own_year is None else context.own_year + shift


def _shift(word: str) -> int | None:
    if word in words.THIS:
        return 0
    if word in words.NEXT:
        return 1
    return -1 if word in words.PREVIOUS else None


def _month(text: str) -> int:
    return words.MONTH_WORDS.get(text) or int(text)


def _quarter(text: str) -> int:
    return words.ROMAN.get(text) or words.QUARTER_WORDS.get(text) or int(text)


def _day(match: regex.Match[str], context: Context) -> Moment:
    year = _year_of(match, context)
    if year is None:
        date(2000, _month(match["m"]), int(match["d"]))  # there must be such a day
        return Moment(single=True)
    return Moment(None, date(year, _month(match["m"]), int(match["d"])), single=True)


def _months(match: regex.Match[str], context: Context) -> Moment | None:
    first = _month(match["m"])
    last = _month(_group(match, "n") or match["m"])
    year = _year_of(match, context)
    if last < first:
        return None
    return Moment() if year is None else months(year, first, last)


def _quarters(match: regex.Match[str], context: Context) -> Moment | None:
    first = _quarter(match["q"])
    last = _quarter(_group(match, "n") or match["q"])
    year = _year_of(match, context)
    if last < first:
        return None
    return Moment() if year is None else months(year, first * 3 - 2, last * 3)


def _months_of(match: regex.Match[str], context: Context) -> Moment | None:
    count = number(match["k"])
    year = _year_of(match, context)
    if not 1 <= count <= 12:
        return None
    if year is None:
        return Moment()
    return months(year, 13 - count, 12) if match["p"] == "cuối" else months(year, 1, count)


def _half(match: regex.Match[str], context: Context) -> Moment | None:
    late = match["p"] == "cuối"
    if match["m"]:
        year, month = _year_of(match, context), int(match["m"])
        if year is None:
            return Moment()
        return (
            Moment(date(year, month, 16), months(year, month, month).end)
            if late
            else Moment(date(year, month, 1), date(year, month, 15))
        )
    years = _YEAR.findall(match[0])
    if len(years) == 2:
        first, last = int(years[0]), int(years[1])
        if last < first:
            return None
        middle = add_months(date(first, 1, 1), 6 * (last - first + 1))
        return Moment(middle, date(last, 12, 31)) if late else Moment(date(first, 1, 1), middle - timedelta(days=1))
    year = _year_of(match, context)
    if year is None:
        return Moment()
    return months(year, 7, 12) if late else months(year, 1, 6)


def _part(match: regex.Match[str], context: Context) -> Moment | None:
    """ "đầu" is a first quarter (of a year), month (of a quarter) or ten days; "giữa" and "cuối" are a last day."""
    part = match["p"]
    if match["s"]:
        span = _span_years(match["s"])
        if span is None or span.start is None or span.end is None:
            return None
        if part == "đầu":
            return Moment(span.start, date(span.start.year, 12, 31), early=True)
        return Moment(None, span.end, date(span.end.year, 1, 1)) if part == "cuối" else None
    year = _year_of(match, context)
    if year is None:
        return Moment(early=part == "đầu")
    if match["m"]:
        first, last_day = date(year, int(match["m"]), 1), months(year, int(match["m"]), int(match["m"])).end
        if part == "đầu":
            return Moment(first, first.replace(day=10), early=True)
        if part == "giữa":
            return Moment(None, first.replace(day=15), first.replace(day=11))
        return Moment(None, last_day, first.replace(day=21))
    if match["q"]:
        last = _quarter(match["q"]) * 3
        if part == "đầu":
            return Moment(months(year, last - 2, last - 2).start, months(year, last - 2, last - 2).end, early=True)
        if part == "giữa":
            return Moment(None, date(year, last - 1, 15), date(year, last - 1, 1))
        return Moment(None, months(year, last, last).end, date(year, last, 1))
    if match[0].startswith(("những", "các")):
        return months(year, 1, 6) if part == "đầu" else Moment(None, date(year, 12, 31), date(year, 7, 1))
    if part == "đầu":
        return Moment(date(year, 1, 1), date(year, 3, 31), early=True)
    if part == "giữa":
        return Moment(None, date(year, 6, 30), date(year, 6, 1))
    return Moment(None, date(year, 12, 31), date(year, 10, 1))


def _school(match: regex.Match[str], _: Context) -> Moment | None:
    first, last = int(match["y"]), int(match["z"])
    return Moment(date(first, 9, 1), date(last, 5, 31)) if last == first + 1 else None


def _span_years(text: str) -> Moment | None:
    years = [int(year) for year in _YEAR.findall(text)]
    if len(years) != 2 or not years[0] < years[1] <= years[0] + 40:
        return None
    return Moment(date(years[0], 1, 1), date(years[1], 12, 31))


def _years(match: regex.Match[str], _: Context) -> Moment | None:
    years = [int(year) for year in _YEAR.findall(match[0])]
    if years != list(range(years[0], years[0] + len(years))):
        return None
    return Moment(date(years[0], 1, 1), date(years[-1], 12, 31))


def _decade(match: regex.Match[str], _: Context) -> Moment | None:
    if match["y"]:
        first = int(match["y"])
    else:
        first = (19 if match["b"] else words.CENTURIES[match["c"]] - 1) * 100 + int(match["k"])
    return Moment(date(first, 1, 1), date(first + 9, 12, 31))


def _century(match: regex.Match[str], _: Context) -> Moment:
    last = words.CENTURIES[match["c"]] * 100
    return Moment(date(last - 99, 1, 1), date(last, 12, 31))


def _weekday(match: regex.Match[str], context: Context) -> Moment:
    today = context.reference
    if today is None:
        return Moment(single=True)
    day = words.WEEKDAYS[match["w"]]
    monday = today - timedelta(days=today.weekday())
    shift = _shift(match["s"]) if match["s"] else None
    if match["u"] or shift == 0:
        return Moment(None, monday + timedelta(days=day + 7 * (shift or 0)), single=True)
    if shift == -1:
        back = (today.weekday() - day) % 7 or 7
        return Moment(None, today - timedelta(days=back), single=True)
    ahead = (day - today.weekday()) % 7 or (7 if shift else 0)
    return Moment(None, today + timedelta(days=ahead), single=True)


def _shifted(match: regex.Match[str], context: Context) -> Moment | None:
    shift, unit = _shift(match["s"]), match["u"]
    if shift is None:
        return None
    if unit == "năm":
        if match["s"] in ("qua", "vừa qua"):
            return Moment()  # the past year, or the last twelve months: the words do not say
        return whole_year(None if context.own_year is None else context.own_year + shift)
    today = context.reference
    if today is None:
        return Moment()
    if unit == "tuần":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * shift)
        return Moment(monday, monday + timedelta(days=6))
    if unit == "tháng":
        first = add_months(today.replace(day=1), shift)
        return months(first.year, first.month, first.month)
    first = add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3 * shift)
    return months(first.year, first.month, first.month + 2)


def _relative_day(match: regex.Match[str], context: Context) -> Moment:
    if context.reference is None:
        return Moment(single=True)
    return Moment(None, context.reference + timedelta(days=words.DAYS[match["w"]]), single=True)


_READERS: dict[str, Callable[[regex.Match[str], Context], Moment | None]] = {
    "day": _day,
    "day_words": _day,
    "day_year": _day,
    "day_month": _day,
    "month": _months,
    "months": _months,
    "quarter": _quarters,
    "quarters": _quarters,
    "months_of": _months_of,
    "half": _half,
    "part": _part,
    "school": _school,
    "span": lambda match, _: _span_years(match[0]),
    "years": _years,
    "decade": _decade,
    "century": _century,
    "weekday": _weekday,
    "shifted": _shifted,
    "relative_day": _relative_day,
}
