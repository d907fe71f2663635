"""When a quantity is to hold, or held: the time beside it, one that governs its sentence, or one from above."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

import regex

from extractor.core.period import Period, Recurrence
from extractor.grammar.rule import Find
from extractor.link.change import starts_a_turn, turned_from
from extractor.link.handed import told_before
from extractor.link.nearest import nearest_time
from extractor.link.respective import year_of
from extractor.link.sentence import Passage, number_of, quantity_of
from extractor.link.times import TO_DATE, Clock, governing_times, plan_time, to_period

_PER: tuple[tuple[regex.Pattern[str], Recurrence], ...] = (
    (regex.compile(r"(?:/\s?|mỗi\s+)năm$"), "yearly"),
    (regex.compile(r"/\s?quý$"), "quarterly"),
    (regex.compile(r"/\s?tháng$"), "monthly"),
    (regex.compile(r"/\s?tuần$"), "weekly"),
)
_INCOME = regex.compile(r"triệu(?:\s+đồng)?\s?/|nghìn\s+đồng\s?/|đồng\s?/[^/]+/", regex.IGNORECASE)
_TO_DATE_MONTHS = regex.compile(r"trong\s+(?P<months>\d{1,2})\s+tháng|(?:trong\s+)?(?P<months>\d{1,2})\s+tháng\s+qua")
_WHOLE_YEAR = regex.compile(
    r"(?<!\w)(?:(?:kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|dự\s+toán|ước|cho|tính)\s+(?:của\s+)?|(?:thu|chi|xuất\s+khẩu|sản\s+lượng|GRDP|ngân\s+sách)\s+)cả\s+năm\s+(?P<year>(?:19|20)\d\d\s+)?(?:(?:là|đạt|tăng|giảm|còn|khoảng)\s+)*$",
    regex.IGNORECASE,
)


def _whole_year(passage: Passage, find: Find, clock: Clock) -> Period | None:
    """The year of the context where a figure is said to be for all of it: "(kế hoạch cả năm 95%)"."""
    start = number_of(find)[0]
    year = clock.year or (clock.day.year if clock.day else None)
    told = _WHOLE_YEAR.search(passage.text[max(0, start - 50) : start])
    if told is not None and told["year"]:
        year = int(told["year"])
    if year is None or told is None:
        return None
    return Period("cả năm", date(year, 1, 1), date(year, 12, 31))


def _months_told(words: str, above: Period | None, clock: Clock) -> Period | None:
    """The months to date that "trong 9 tháng" and "9 tháng qua" mean in a report of them, or soon after their end."""
    match = _TO_DATE_MONTHS.fullmatch(words)
    last = int(match["months"]) if match else 0
    if not 2 <= last <= 12:
        return None
    if above is not None and above.start and above.end and above.start.month == 1 and above.end.month == last:
        return replace(above, text=words, source="explicit")
    if last in clock.months and clock.year:
        return Period(words, date(clock.year, 1, 1), date(clock.year, last, monthrange(clock.year, last)[1]))
    day = clock.day
    if day is None or last < 5 or day.month not in (last, last + 1):
        return None
    return Period(words, date(day.year, 1, 1), date(day.year, last, monthrange(day.year, last)[1]))


_IN_THE = regex.compile(
    r"(?<!\w)trong\s+(?P<span>tháng|quý|kỳ|tuần)(?:\s+(?:báo\s+cáo|này|qua))?(?=\s*[,.;:)]|\s+(?:là|có|đã|toàn|cả|các|đạt|xảy|ghi|tỉnh|được|tổng|số)(?!\w)|\s*$)",
    regex.IGNORECASE,
)
_SPANS = {"tháng": (1, 32), "quý": (80, 100), "tuần": (5, 8), "kỳ": (1, 400)}
"""Days that a report of a month, a quarter and so on is of."""


def _reported(passage: Passage, find: Find, clock: Clock) -> Period | None:
    """What "trong tháng" and "trong kỳ" mean in a report of a month."""
    if clock.told is None or clock.told.start is None or clock.told.end is None:
        return None
    start = max((stop for stop in passage.stops if stop < find.start), default=0)
    named = _IN_THE.search(passage.text, start, find.start)
    low, high = _SPANS[named["span"].lower()] if named else (1, 0)
    if named is None or not low <= (clock.told.end - clock.told.start).days + 1 <= high:
        return None
    return replace(clock.told, text=named.group(), source="explicit")


def due_of(
    passage: Passage, index: int, clock: Clock, carried: Period | None, above: Period | None = None
) -> Period | None:
    """The time of a quantity. ``carried`` is what an earlier sentence, a lead-in or a heading gives.

    ``above`` is what headings and lead-ins alone give: it ends a recurrence ("Mục tiêu đến năm 2030 … hằng năm").
    """
    told = year_of(passage, index)
    if told is not None:
        return told
    find = passage.quantities[index]
    chosen = nearest_time(passage, index)
    per = _per(find)
    whole = _whole_year(passage, find, clock)
    if whole is not None:
        return whole
    if (chosen is None or chosen.end <= find.start) and starts_a_turn(passage, find):
        return None  # "đến cuối năm 2014 … giảm từ 7,8% xuống còn 6%": when it was 7,8% is not said
    if (
        (chosen is None or chosen.end <= find.start)
        and quantity_of(find).kind != "money"  # plans move sums within their own years
        and turned_from(passage, find)
    ):
        return None
    if chosen is not None and per == "yearly" and _on_average(passage, find, chosen):
        return Period("/" + _PER_WORDS[per], recurrence=per)
    if chosen is None and (reported := _reported(passage, find, clock)) is not None:
        return reported
    if chosen is None:
        carried = told_before(passage, find, clock) or carried
        phase = _PHASE.search(passage.text, 0, find.start)
        if phase and not _PROJECT.search(passage.text[: phase.start()]):
            carried = None
        if carried is None or carried.source == "document":
            carried = plan_time(passage, clock) or carried
        if per is None:
            return carried
        if carried is None:
            return Period("/" + _PER_WORDS[per], recurrence=per)
        return replace(carried, recurrence=per)
    period = to_period(passage, chosen, clock)
    to_date = _months_told(passage.lower[chosen.start : chosen.end], above or carried, clock)
    if to_date is not None:
        return to_date
    if not (period.start or period.end or period.recurrence or TO_DATE.search(period.text)):
        return Period("/" + _PER_WORDS[per], recurrence=per) if per else None  # "trong 3 năm qua": no day is known
    if period.recurrence and period.start is None and period.end is None:
        inner = _outer(passage, chosen, find, clock)
        outer = inner or above
        if outer is not None and (inner is not None or (outer.end and _ahead(outer, clock))):
            period = Period(period.text, outer.start, outer.end, period.recurrence, "explicit")
    if period.recurrence is None and period.start and _EACH_YEAR.match(passage.text, 0, chosen.start):
        period = replace(period, recurrence="yearly")
    if per is not None and period.recurrence is None:
        period = replace(period, recurrence=per)
    return period


_EACH_YEAR = regex.compile(r"(?r)(?<!\w)(?:hằng|hàng|mỗi)\s+năm,?\s+$", regex.IGNORECASE)
"""Before the years in which something is done each year: "Hằng năm trong giai đoạn 2025 - 2027"."""
_PHASE = regex.compile(r"(?<!\w)giai\s+đoạn\s+(?:[1-9]|một|hai|ba|I{1,3})(?![\w/-]|[.,]\d|\s*\()", regex.IGNORECASE)
"""A phase of its own, of which the text does not say when it is."""
_PROJECT = regex.compile(r"dự\s+án[^,;.]{0,60}$", regex.IGNORECASE)
_PER_WORDS: dict[Recurrence, str] = {
    "yearly": "năm",
    "quarterly": "quý",
    "monthly": "tháng",
    "weekly": "tuần",
    "daily": "ngày",
}


_AVERAGE = regex.compile(r"\s*(?:bình\s+quân|trung\s+bình)\s+(?:tăng|giảm|đạt|khoảng)?\s*$", regex.IGNORECASE)


def _on_average(passage: Passage, find: Find, time: Find) -> bool:
    """Whether a yearly average only sums up what was said before: "…, bình quân tăng 1 tiêu chí/xã/năm"."""
    start = passage.part_before(find.start, ",(;")
    return time.end <= start and _AVERAGE.fullmatch(passage.text[start : find.start]) is not None


def _ahead(period: Period, clock: Clock) -> bool:
    if period.end is None:
        return False
    if clock.day is not None:
        return period.end > clock.day
    return clock.year is not None and period.end.year >= clock.year


def _outer(passage: Passage, inner: Find, find: Find, clock: Clock) -> Period | None:
    """The time with days that governs beside a recurrence: "hằng năm … đến năm 2030"."""
    for other in governing_times(passage):
        if other is not inner and other.end <= find.start and not passage.sentence_between(other.end, find.start):
            period = to_period(passage, other, clock)
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
