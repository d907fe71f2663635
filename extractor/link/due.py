"""When a quantity is to hold, or held: the time beside it, the time that governs its sentence, or one carried from above."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import regex

from extractor.core.period import Period, Recurrence
from extractor.grammar.calendar import resolve
from extractor.grammar.rule import Find
from extractor.link.sentence import Passage, number_of, quantity_of

_PER: tuple[tuple[regex.Pattern[str], Recurrence], ...] = (
    (regex.compile(r"(?:/\s?|mỗi\s+)năm$"), "yearly"),
    (regex.compile(r"/\s?quý$"), "quarterly"),
    (regex.compile(r"/\s?tháng$"), "monthly"),
)
_INCOME = regex.compile(r"triệu(?:\s+đồng)?\s?/|nghìn\s+đồng\s?/", regex.IGNORECASE)
_NEXT = regex.compile(r"[;,(]")
REACH = 90
"""Code points after a quantity within which a time may still belong to it."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What times without a year or an end are counted from: the document's day, and the nearest year of the context."""

    day: date | None
    year: int | None


def governing_times(passage: Passage) -> list[Find]:
    """The times of a sentence that can be a due: baselines, visions and dates of cited documents left out."""
    out = []
    for find in passage.times:
        if find.rule.startswith(("time.vision", "time.baseline")):
            continue
        if _of_citation(passage, find):
            continue
        out.append(find)
    return out


_CITED = regex.compile(
    r"(?:Kế\s+hoạch|Quyết\s+định|Nghị\s+quyết|Nghị\s+định|Thông\s+tư|Chỉ\s+thị|Luật|Kết\s+luận|Công\s+văn|Thông\s+báo|Chương\s+trình|Đề\s+án|Báo\s+cáo|Tờ\s+trình)"
    r"[^.;:]{0,60}?\s(?:số\s+\S+\s*)?,?\s*$"
)


def _of_citation(passage: Passage, find: Find) -> bool:
    """Whether a date stands in a citation: right after a document's number ("318/QĐ-TTg ngày 08/3/2022")."""
    text = passage.text
    for mask in passage.finds:
        if mask.rule == "mask.citation" and mask.end <= find.start and not text[mask.end : find.start].strip(" ,"):
            return True
    words = text[find.start : find.end].lower()
    if not words.startswith("ngày") and "ngày" not in words:
        return False
    return _CITED.search(text[max(0, find.start - 90) : find.start]) is not None


def due_of(passage: Passage, index: int, clock: Clock, carried: Period | None) -> Period | None:
    """The time of a quantity. ``carried`` is what an earlier sentence, a lead-in or a heading gives."""
    find = passage.quantities[index]
    chosen = _choose(passage, index)
    per = _per(find)
    if chosen is None:
        if per is None:
            return carried
        if carried is None:
            return Period("/" + _PER_WORDS[per], recurrence=per)
        return replace(carried, recurrence=per)
    period = resolve(chosen, passage.text, clock.day, clock.year)
    if period.recurrence and period.start is None and period.end is None:
        outer = _outer(passage, chosen, find, clock) or carried
        if outer is not None and (outer.end or outer.start) and _ahead(outer, clock):
            period = Period(period.text, outer.start, outer.end, period.recurrence, "explicit")
    if per is not None and period.recurrence is None:
        period = replace(period, recurrence=per)
    return period


_PER_WORDS: dict[Recurrence, str] = {"yearly": "năm", "quarterly": "quý", "monthly": "tháng"}


def _ahead(period: Period, clock: Clock) -> bool:
    return period.end is None or clock.day is None or period.end > clock.day


def _outer(passage: Passage, inner: Find, find: Find, clock: Clock) -> Period | None:
    """The time with days that governs beside a recurrence: "hằng năm … đến năm 2030"."""
    for other in governing_times(passage):
        if other is not inner and other.end <= find.start:
            period = resolve(other, passage.text, clock.day, clock.year)
            if period.end or period.start:
                return period
    return None


def _per(find: Find) -> Recurrence | None:
    unit = quantity_of(find).unit or ""
    if _INCOME.search(unit):
        return None
    for pattern, recurrence in _PER:
        if pattern.search(unit):
            return recurrence
    return None


def _choose(passage: Passage, index: int) -> Find | None:
    find = passage.quantities[index]
    times = governing_times(passage)
    after = _after(passage, index, times)
    before = _before(passage, find, times)
    if after is None or before is None:
        return after or before
    text = passage.text
    between_after = text[find.end : after.start]
    between_before = text[before.end : find.start]
    if len(between_after.split()) <= 3 and not _NEXT.search(between_after):
        return after
    if any(before.end <= other.start < find.start for other in passage.quantities) or ";" in between_before:
        return after
    return before


def _after(passage: Passage, index: int, times: list[Find]) -> Find | None:
    """The first time after a quantity in its own clause."""
    finds = passage.quantities
    find = finds[index]
    limit = finds[index + 1].start if index + 1 < len(finds) else len(passage.text)
    for time in times:
        if time.start < find.end:
            continue
        if time.start > limit or time.start - find.end > REACH:
            return None
        between = passage.text[find.end : time.start]
        if between.strip() == "(":
            return time
        if any(sign in between for sign in ";(") or regex.search(r",\s|\.\s", between):
            return None
        if index + 1 < len(finds) and time.end <= limit and _leads(passage.text[time.end : limit]):
            return None
        return time
    return None


def _leads(between: str) -> bool:
    """Whether a time that stands between two quantities leads the second: "… 24% và năm 2013 là 141 tỷ"."""
    return regex.fullmatch(r"\s*(?:là|đạt|còn|có|ước đạt|ước|tăng lên|khoảng|trên|gần|:)\s*", between, regex.IGNORECASE) is not None


def _before(passage: Passage, find: Find, times: list[Find]) -> Find | None:
    """The nearest time before a quantity; one in brackets governs nothing outside them."""
    text = passage.text
    for time in reversed(times):
        if time.end > number_of(find)[0]:
            continue
        opened = text.rfind("(", 0, time.start)
        closed = text.find(")", time.end)
        if opened >= 0 and text.find(")", opened, time.start) < 0 and 0 <= closed < find.start:
            continue
        return time
    return None


def last_time(passage: Passage, clock: Clock) -> Period | None:
    """The time that a sentence hands on to the next sentence of its paragraph: its last governing one with days."""
    for find in reversed(governing_times(passage)):
        text = passage.text
        opened = text.rfind("(", 0, find.start)
        if opened >= 0 and text.find(")", opened, find.start) < 0:
            continue
        period = resolve(find, text, clock.day, clock.year)
        if period.start or period.end or regex.search(r"nay|hiện", period.text, regex.IGNORECASE):
            return period.seen_from("context")
    return None


def baseline_year(passage: Passage, index: int) -> tuple[int | None, bool]:
    """The year after "so với" behind a quantity, and whether there is a comparison at all."""
    finds = passage.quantities
    find = finds[index]
    limit = finds[index + 1].start if index + 1 < len(finds) else len(passage.text)
    for time in passage.times:
        if not time.rule.startswith("time.baseline") or time.start < find.end or time.start > limit:
            continue
        between = passage.text[find.end : time.start]
        if ";" in between:
            return None, False
        if isinstance(time.value, Period) and time.value.end:
            return time.value.end.year, True
        return None, True
    return None, False
