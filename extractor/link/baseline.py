"""What a change or a level is compared with: "so với năm 2019", "gấp 1,4 lần năm 2021", "từ 85% năm 2004 lên 92%"."""

from __future__ import annotations

from itertools import islice

import regex

from extractor.core.period import Period
from extractor.core.target import Baseline
from extractor.grammar.rule import Find
from extractor.link.sentence import Passage, quantity_of
from extractor.link.times import of_multiple

_UP_OR_DOWN = regex.compile(r"[^;.]{0,60}?(?<!\w)(?:lên|xuống|còn)\s+(?:\w+\s+){0,3}$", regex.IGNORECASE)
_CHANGES = regex.compile(r"(?:[\s,]++|(?:và|tăng|giảm|thêm)(?!\w))*+", regex.IGNORECASE)
_LONG = 160
"""Code points over which a comparison before its changes reaches."""
_DONE_IN = regex.compile(
    r"\s*(?:thực\s+hiện|cùng\s+kỳ)\s+(?:của\s+)?(?:năm\s+)?(?P<year>(?:19|20)\d\d)(?!\d)", regex.IGNORECASE
)
_TWIN = regex.compile(r"[^;.,]{0,50}?\s+và\s*$", regex.IGNORECASE)


def baseline_of(
    passage: Passage, index: int, due: Period | None, earlier: tuple[Find, Period | None] | None
) -> Baseline | None:
    """The baseline of a quantity, or nothing. ``earlier`` is the quantity before it with its time.

    A level reached from another ("từ 85% năm 2004 lên 92%") has the year and the value of the one it started from.
    """
    find = passage.quantities[index]
    quantity = quantity_of(find)
    year = _compared_with(passage, index)
    if year is not None:
        return Baseline(year)
    if year is None:
        year = _compared_before(passage, index)
        if year is not None:
            return Baseline(year)
    if index and (year := _compared_alike(passage, index)) is not None:
        return Baseline(year)
    if quantity.kind == "multiple" and (year := _of_turn(passage, index)) is not None:
        return Baseline(year)
    done = _DONE_IN.match(passage.text, find.end)
    if done is not None and quantity.kind in ("percentage", "multiple"):
        return Baseline(int(done["year"]))
    if earlier is not None:
        start, start_due = earlier
        between = passage.text[start.end : find.start]
        same = quantity_of(start).kind == quantity.kind
        if same and _starts(passage, start) and _UP_OR_DOWN.fullmatch(between):
            told = [time for time in passage.times if start.end <= time.start and time.end <= find.start]
            known = _one_year(told[0]) if told else _year_of(start_due) if start_due is not due else None
            return Baseline(known, quantity_of(start).value)
    return None


def _starts(passage: Passage, find: Find) -> bool:
    return passage.lower.startswith("từ ", find.start) or passage.lower[: find.start].rstrip().endswith("từ")


def _compared_with(passage: Passage, index: int) -> int | None:
    finds = passage.quantities
    find = finds[index]
    limit = _limit(passage, index)
    for time in passage.times:
        if not find.end <= time.start <= limit or ";" in passage.text[find.end : time.start]:
            continue
        if _bracketed_apart(passage, find, time):
            continue
        if time.rule.startswith("time.baseline") or of_multiple(passage, time):
            return _one_year(time)
    if index + 1 < len(finds) and _TWIN.fullmatch(passage.text[find.end : finds[index + 1].start]):
        return _compared_with(passage, index + 1)
    return None


def _compared_before(passage: Passage, index: int) -> int | None:
    """The year that a clause is held against before its changes: "so với năm 2024 giảm 21 vụ, giảm 11 người chết"."""
    finds = passage.quantities
    find = finds[index]
    start = passage.part_before(find.start, ";(")
    for time in passage.times:
        if not (start <= time.start and time.end <= find.start and time.rule.startswith("time.baseline")):
            continue
        if passage.quantity_end(time.start) > start or find.start - time.end > _LONG:
            return None
        between, end = "", find.start
        for other in reversed(finds[:index]):
            if other.start < time.end:
                break
            between, end = passage.text[other.end : end] + between, other.start
        between = passage.text[time.end : end] + between
        return _one_year(time) if _CHANGES.fullmatch(between) else None
    return None


def _compared_alike(passage: Passage, index: int) -> int | None:
    """The year of the change right before in a list of like changes: "A giảm 3.500 tỷ so với cùng kỳ năm 2019; B giảm
    6.000 tỷ"."""
    finds = passage.quantities
    find, before = finds[index], finds[index - 1]
    change = _CHANGE.search(passage.text[before.end : find.start])
    if change is None or _CHANGE_BEFORE.search(passage.text[max(0, before.start - 30) : before.start]) is None:
        return None
    if quantity_of(find).kind != quantity_of(before).kind or _OWN.match(passage.text, find.end):
        return None
    year = _compared_with(passage, index - 1)
    return year if year is not None and ";" in passage.text[before.end : find.start] else None


_CHANGE = regex.compile(r";[^;.]{0,80}(?<!\w)(?:tăng|giảm)\s+(?:\p{L}+\s+){0,2}$", regex.IGNORECASE)
_CHANGE_BEFORE = regex.compile(r"(?<!\w)(?:tăng|giảm)\s+(?:\p{L}+\s+){0,2}$", regex.IGNORECASE)
_OWN = regex.compile(r"[^,;.]{0,30}?\s(?:so\s+(?:với\s+)?|kế\s+hoạch|dự\s+toán)", regex.IGNORECASE)


def _of_turn(passage: Passage, index: int) -> int | None:
    """The year that a change began which a multiple sums up: "từ 8% năm 1997 lên 58% năm 2019, tức gấp 7 lần"."""
    finds = passage.quantities
    if index < 2 or not _starts(passage, finds[index - 2]):
        return None
    first, last = finds[index - 2], finds[index - 1]
    between = passage.text[last.end : finds[index].start]
    if not _SUMS_UP.fullmatch(between) or not _UP_OR_DOWN.fullmatch(passage.text[first.end : last.start]):
        return None
    years = [_one_year(time) for time in passage.times if first.end <= time.start and time.end <= last.start]
    return years[0] if years else None


_SUMS_UP = regex.compile(
    r"[^,;.]{0,24},\s*(?:tức(?:\s+là)?\s+|nghĩa\s+là\s+|tương\s+đương\s+)?(?:tăng\s+)?gấp\s+(?:hơn\s+|gần\s+|khoảng\s+)?",
    regex.IGNORECASE,
)


def _bracketed_apart(passage: Passage, find: Find, time: Find) -> bool:
    """Whether a time stands in brackets with a figure of its own: "chiếm 44,7% (tăng 8,9 lần so với năm 2004)"."""
    opened = passage.text.rfind("(", find.end, time.start)
    if opened < 0 or ")" in passage.text[opened : time.start]:
        return False
    return any(opened < other.start < time.start for other in passage.quantities)


def _limit(passage: Passage, index: int) -> int:
    """How far the comparison of a quantity may stand: to the next quantity, one in brackets left out."""
    finds = passage.quantities
    for following in islice(finds, index + 1, None):
        opened = passage.text.rfind("(", finds[index].end, following.start)
        closed = passage.text.find(")", following.end)
        if opened >= 0 and closed >= 0 and ")" not in passage.text[opened : following.start]:
            continue
        return following.start
    return len(passage.text)


def _one_year(time: Find) -> int | None:
    """The year of a time that is within one year; a period of several years is no baseline year."""
    return _year_of(time.value) if isinstance(time.value, Period) else None


def _year_of(period: Period | None) -> int | None:
    if period is None or period.end is None:
        return None
    if period.start is not None and period.start.year != period.end.year:
        return None
    return period.end.year
