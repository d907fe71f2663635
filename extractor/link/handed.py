"""The time that a sentence hands on to what follows it: in its paragraph, its item of a list, or below it."""

from __future__ import annotations

from bisect import bisect_left

import regex

from extractor.core.period import Period
from extractor.grammar.amount import alternatives
from extractor.grammar.rule import Find
from extractor.lexicon.claims import EVENTS
from extractor.link.sentence import Passage, once
from extractor.link.times import PRESENT, TASK, TO_DATE, Clock, began, governing_times, spans_of_months, to_period

_HAPPENED = regex.compile(
    rf"(?r)(?<!\w)(?:{alternatives(EVENTS)})\s+(?:từ\s+|vào\s+|trong\s+)?$",
    regex.IGNORECASE,
)
"""Verbs of what happened once, before its day."""
_DAY = regex.compile(r"(?:(?:sáng|chiều|tối)(?:\s+ngày)?|ngày)\s+\d", regex.IGNORECASE)
_MET = regex.compile(
    r"[^.;]{0,140}?(?<!\w)(?:chủ\s+trì|họp|hội\s+nghị|hội\s+thảo|ban\s+hành|làm\s+việc|công\s+bố|phê\s+duyệt|thông\s+qua|ký)(?!\w)",
    regex.IGNORECASE,
)
_COMPARING = regex.compile(r"so\s+với\s+[^;.]{0,40}$", regex.IGNORECASE)


def frame_time(passage: Passage, clock: Clock) -> Period | None:
    """The time that a paragraph's first sentence sets for all of it: in a first clause that has no figure of its own.

    "Tình hình kinh tế 10 tháng cơ bản ổn định; tăng trưởng 9 tháng đạt 8%": what follows is told of the ten months.
    """
    first = passage.part_after(0, ";")
    if first == len(passage.text) or any(find.start < first for find in passage.quantities):
        return None
    for find in sorted((*governing_times(passage), *spans_of_months(passage)), key=lambda time: time.start):
        if find.end <= first:
            period = to_period(passage, find, clock)
            if period.start or period.end:
                return period.seen_from("context")
    return None


def told_before(passage: Passage, find: Find, clock: Clock) -> Period | None:
    """The time that the sentence before hands on within an item of a list, which holds several."""
    return _handed_on(passage, bisect_left(passage.stops, find.start), clock)


@once
def _handed_on(passage: Passage, sentence: int, clock: Clock) -> Period | None:
    for place in range(sentence - 1, max(-1, sentence - 3), -1):
        start = passage.stops[place - 1] + 1 if place else 0
        period = last_time(passage, clock, start, passage.stops[place])
        if period is not None:
            return period
    return None


def last_time(
    passage: Passage, clock: Clock, start: int = 0, end: int | None = None, *, latest: bool = False
) -> Period | None:
    """The time that a sentence hands on to the next one of its paragraph; ``start`` and ``end`` tell one of an item.

    One that opens the sentence goes before one that stands with a figure, but not with ``latest``, for what goes on
    with the last figure ("Trong đó, …"); deadlines of single tasks, times of
    comparisons and those in brackets are not handed on.
    """
    text = passage.text
    end = len(text) if end is None else end
    first = min((find.start for find in passage.quantities if start <= find.start < end), default=end)
    times = sorted(
        (t for t in (*governing_times(passage), *spans_of_months(passage)) if start <= t.start and t.end <= end),
        key=lambda time: -time.start,
    )
    if not latest:
        times = [*(t for t in times if t.start < first), *(t for t in times if t.start >= first)]
    for find in times:
        opened = text.rfind("(", 0, find.start)
        if opened >= 0 and text.find(")", opened, find.start) < 0:
            continue
        if find.start > start + 3 and PRESENT.fullmatch(text[find.start : find.end]):
            continue
        if _DAY.match(text, find.start) and not text[start : find.start].strip() and _MET.match(text, find.end):
            continue  # "Ngày 10/9/2024, Chủ tịch UBND tỉnh chủ trì cuộc họp": no figure is of that day
        if passage.quantities and TASK.match(text, find.start):
            continue
        if began(passage, find):
            continue
        if _HAPPENED.match(text, max(0, find.start - 24), find.start):
            continue  # "…, khởi công ngày 19/8/2024." says nothing of when the next figure holds
        if _COMPARING.search(text[max(0, find.start - 50) : find.start]):
            continue
        period = to_period(passage, find, clock)
        if period.start or period.end or TO_DATE.search(period.text):
            return period.seen_from("context")
    return None
