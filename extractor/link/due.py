"""When a quantity is to hold, or held: the time beside it, one that governs its sentence, or one from above."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

import regex

from extractor.core.period import Period, Recurrence
from extractor.grammar.calendar import resolve
from extractor.grammar.rule import Duration, Find
from extractor.link.change import starts_a_turn
from extractor.link.sentence import Passage, number_of, once, quantity_of

_PER: tuple[tuple[regex.Pattern[str], Recurrence], ...] = (
    (regex.compile(r"(?:/\s?|mỗi\s+)năm$"), "yearly"),
    (regex.compile(r"/\s?quý$"), "quarterly"),
    (regex.compile(r"/\s?tháng$"), "monthly"),
    (regex.compile(r"/\s?tuần$"), "weekly"),
)
_INCOME = regex.compile(r"triệu(?:\s+đồng)?\s?/|nghìn\s+đồng\s?/|đồng\s?/[^/]+/", regex.IGNORECASE)
_NEXT = regex.compile(r"[;,(]")
REACH = 90
"""Code points after a quantity within which a time may still belong to it."""


_OF_A_PLAN = regex.compile(
    r"(?:%|so\s+với|bằng|vượt)\s+(?:so\s+với\s+)?(?:dự\s+toán|kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|kịch\s+bản|thực\s+hiện)(?![^,;.()]*\d)[^,;.()]*$",
    regex.IGNORECASE,
)
_SPAN_OF_MONTHS = regex.compile(
    r"(?r)(?:trong\s+vòng|sau|mỗi|kéo\s+dài|hạn|tối\s+đa|qua|từ|dưới|trên|đủ|trẻ\s+em|ít\s+nhất|thêm|là)\s*$",
    regex.IGNORECASE,
)
_AGE = regex.compile(r"\s*(?:tuổi|tới|nữa|trở|đến|qua|một|/|lương|liên)", regex.IGNORECASE)
_WITHIN = regex.compile(r"^(?:trong|sau|qua)\s|\s(?:qua|gần\s+đây)$", regex.IGNORECASE)
_TO_DATE = regex.compile(r"(?:nay|hiện|hiện\s+tại|hiện\s+có)$", regex.IGNORECASE)
_HANGING = regex.compile(
    r"\s*[;,.]?\s*(?:thời\s+gian|thời\s+hạn|thời\s+điểm|tiến\s+độ|hoàn\s+thành|xong)\s[^;,.]*$", regex.IGNORECASE
)
_LISTED = regex.compile(r"(?:xã|phường|thị\s+trấn|huyện|quận|thôn|bản|ấp|thị\s+xã),\s", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clock:
    """What times without a year or an end are counted from: the document's day, and the nearest year of the context."""

    day: date | None
    year: int | None


@once
def governing_times(passage: Passage) -> list[Find]:
    """The times of a sentence that can be a due: baselines, visions and dates of cited documents left out."""
    out = []
    for find in passage.times:
        if find.rule.startswith("time.baseline") or (find.rule == "time.vision" and not _opens_clause(passage, find)):
            continue
        if _of_citation(passage, find) or of_multiple(passage, find) or _of_plan(passage, find):
            continue
        if any(other.start < find.start < other.end for other in passage.quantities):
            continue  # "3 triệu tấn/năm sau khi": the year is part of the unit
        if _supposed(passage, find) or _of_event(passage, find):
            continue
        if _AGAINST.match(passage.text, 0, find.start) and not passage.lower.startswith("trong", find.start):
            continue
        out.append(find)
    return out


def _opens_clause(passage: Passage, find: Find) -> bool:
    """Whether an outlook is what its own clause is about: "Tầm nhìn đến năm 2045: tuổi thọ trên 80 tuổi"."""
    return passage.opens(find.start) and passage.text[find.end : find.end + 2].startswith((":", ","))


_AGAINST = regex.compile(r"(?r)(?<!\w)(?:so\s+với|(?:cao|thấp|nhiều|ít)\s+hơn(?:\s+so\s+với)?)\s+$", regex.IGNORECASE)
_EVENT = regex.compile(
    r"\s*,?\s*(?:tại|trong|ở)\s+(?:phiên\s+họp|kỳ\s+họp|cuộc\s+họp|buổi|hội\s+nghị|hội\s+thảo|lễ|tọa\s+đàm|chuyến)(?!\w)",
    regex.IGNORECASE,
)
_NAMED = regex.compile(
    r"(?:(?:hội\s+nghị|hội\s+thảo|lễ)\s+(?:công\s+bố|triển\s+khai|sơ\s+kết|tổng\s+kết)|(?:điều\s+chỉnh|bổ\s+sung|rà\s+soát)\s+quy\s+hoạch|bộ\s+tiêu\s+chí)[^;.]{0,120}$",
    regex.IGNORECASE,
)


def _of_event(passage: Passage, find: Find) -> bool:
    """Whether a time is that of a meeting, or stands in the name of what was announced there or of a plan under change.

    "Đầu tháng 12/2020, tại phiên họp …", "hội nghị công bố Nghị quyết … đến năm 2020, …", "điều chỉnh quy hoạch … đến
    năm 2020".
    """
    if _EVENT.match(passage.text, find.end):
        return True
    named = _NAMED.search(passage.text[max(0, find.start - 160) : find.start])
    if named is None:
        return False
    start = find.start - (min(find.start, 160) - named.start())
    return not any(start <= other.start < find.start for other in passage.quantities)


_IF = regex.compile(r"(?<!\w)(?:nếu|giả\s+sử|trong\s+trường\s+hợp|trường\s+hợp)(?!\w)", regex.IGNORECASE)


def _supposed(passage: Passage, find: Find) -> bool:
    """Whether a time only dates a condition: "nếu mở lại đường bay ngay từ đầu năm, lượng khách đạt …"."""
    supposed = None
    for supposed in _IF.finditer(passage.text, 0, find.start):  # noqa: B007 - the last one counts
        pass
    if supposed is None or any(
        other.start < find.start for other in passage.quantities if other.start > supposed.start()
    ):
        return False
    behind = passage.part_after(find.end, ",;")
    return behind < len(passage.text) and not any(find.end <= other.start < behind for other in passage.quantities)


def _of_plan(passage: Passage, find: Find) -> bool:
    """Whether a year names the plan that a share is of: "đạt 16,97% kế hoạch năm 2025"."""
    if not passage.lower.startswith(("năm", "cả năm", "2", "1"), find.start):
        return False
    return _OF_A_PLAN.search(passage.text[max(0, find.start - 60) : find.start]) is not None


def plan_time(passage: Passage, clock: Clock) -> Period | None:
    """The year of a plan that is named in a sentence, for figures that nothing else dates."""
    for find in passage.times:
        if _of_plan(passage, find):
            period = to_period(passage, find, clock)
            return period if period.end else None
    return None


_TIMES_OF = regex.compile(
    r"(?<!\w)gấp\s+[^;]{0,16}?lần\s+(?:so\s+với\s+)?(?:mức(?:\s+chi)?\s+|của\s+|tổng\s+số\s+)?$", regex.IGNORECASE
)


def of_multiple(passage: Passage, find: Find) -> bool:
    """Whether a time is what a multiple is counted from: "gấp 1,4 lần năm 2021"."""
    return _TIMES_OF.search(passage.text[max(0, find.start - 44) : find.start]) is not None


@once
def spans_of_months(passage: Passage) -> list[Find]:
    """Months of a year to date ("lũy kế 10 tháng ước đạt"): durations that a report uses as a time."""
    text = passage.text
    return [
        find
        for find in passage.finds
        if find.rule == "duration.month"
        and isinstance(find.value, Duration)
        and find.value.upper is None
        and 2 <= find.value.value <= 12
        and find.value.value % 1 == 0
        and text[find.start].isdigit()
        and not _SPAN_OF_MONTHS.match(text[max(0, find.start - 14) : find.start])
        and not _AGE.match(text, find.end)
    ]


def to_period(passage: Passage, find: Find, clock: Clock) -> Period:
    """The days of a time; months to date are counted from January of the year of the context."""
    if not isinstance(find.value, Duration):
        return resolve(find, passage.text, clock.day, clock.year)
    words = passage.text[find.start : find.end]
    year = clock.year or (clock.day.year if clock.day else None)
    if year is None or find.rule != "duration.month" or not 2 <= find.value.value <= 12 or not words[0].isdigit():
        return Period(words)
    month = int(find.value.value)
    return Period(words, date(year, 1, 1), date(year, month, monthrange(year, month)[1]))


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


_TO_DATE_MONTHS = regex.compile(r"trong\s+(?P<months>\d{1,2})\s+tháng|(?:trong\s+)?(?P<months>\d{1,2})\s+tháng\s+qua")
_WHOLE_YEAR = regex.compile(
    r"(?<!\w)(?:kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|dự\s+toán|ước|cho|tính)\s+(?:của\s+)?cả\s+năm\s+(?:(?:là|đạt|tăng|giảm|còn|khoảng)\s+)*$",
    regex.IGNORECASE,
)


def _whole_year(passage: Passage, find: Find, clock: Clock) -> Period | None:
    """The year of the context where a figure is said to be for all of it: "(kế hoạch cả năm 95%)"."""
    start = number_of(find)[0]
    year = clock.year or (clock.day.year if clock.day else None)
    if year is None or not _WHOLE_YEAR.search(passage.text[max(0, start - 50) : start]):
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
    day = clock.day
    if day is None or last < 5 or day.month not in (last, last + 1):
        return None
    return Period(words, date(day.year, 1, 1), date(day.year, last, monthrange(day.year, last)[1]))


def due_of(
    passage: Passage, index: int, clock: Clock, carried: Period | None, above: Period | None = None
) -> Period | None:
    """The time of a quantity. ``carried`` is what an earlier sentence, a lead-in or a heading gives.

    ``above`` is what headings and lead-ins alone give: it ends a recurrence ("Mục tiêu đến năm 2030 … hằng năm").
    """
    find = passage.quantities[index]
    chosen = _choose(passage, index)
    per = _per(find)
    whole = _whole_year(passage, find, clock)
    if whole is not None:
        return whole
    if (chosen is None or chosen.end <= find.start) and starts_a_turn(passage, find):
        return None  # "đến cuối năm 2014 … giảm từ 7,8% xuống còn 6%": when it was 7,8% is not said
    if chosen is not None and per == "yearly" and _on_average(passage, find, chosen):
        return Period("/" + _PER_WORDS[per], recurrence=per)
    if chosen is None:
        carried = _told_before(passage, find, clock) or carried
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
    told = _months_told(passage.lower[chosen.start : chosen.end], above or carried, clock)
    if told is not None:
        return told
    if not (period.start or period.end or period.recurrence or _TO_DATE.search(period.text)):
        return Period("/" + _PER_WORDS[per], recurrence=per) if per else None  # "trong 3 năm qua": no day is known
    if period.recurrence and period.start is None and period.end is None:
        inner = _outer(passage, chosen, find, clock)
        outer = inner or above
        if outer is not None and (inner is not None or (outer.end and _ahead(outer, clock))):
            period = Period(period.text, outer.start, outer.end, period.recurrence, "explicit")
    if per is not None and period.recurrence is None:
        period = replace(period, recurrence=per)
    return period


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


def _choose(passage: Passage, index: int) -> Find | None:
    find = passage.quantities[index]
    times = _eligible(passage)
    after = _after(passage, index, times)
    before = _before(passage, find, times)
    if after is None and (before is None or before.end < passage.part_before(find.start, ";")):
        after = _closing(passage, index, times)
    if after is None or before is None:
        return after or before
    text = passage.text
    between_after = text[find.end : after.start]
    between_before = text[before.end : find.start]
    if isinstance(before.value, Period) and before.value.recurrence and not (before.value.start or before.value.end):
        return (
            before if isinstance(after.value, Duration) or _AHEAD_YEARS.search(text[after.start : after.end]) else after
        )
    if len(between_after.split()) <= 3 and not _NEXT.search(between_after):
        return after
    if any(before.end <= other.start < find.start for other in passage.quantities) or ";" in between_before:
        return after
    return before


_AHEAD_YEARS = regex.compile(r"\d+\s+năm\s+(?:tới|tiếp|sau)", regex.IGNORECASE)


@once
def _eligible(passage: Passage) -> list[Find]:
    """All times that may be a due, in order."""
    return sorted(
        (*governing_times(passage), *spans_of_months(passage), *_lengths(passage)), key=lambda time: time.start
    )


def _lengths(passage: Passage) -> list[Find]:
    """Lengths of time that stand for a time of their own: "Trong 10 năm, thành phố đã xây …" leaves no other due."""
    return [
        find
        for find in passage.finds
        if find.type == "duration"
        and _WITHIN.search(passage.text[find.start : find.end])
        and find.rule != "duration.hour"
    ]


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
        if _HANGING.fullmatch(between):
            return time
        between = _LISTED.sub("", between)
        if any(sign in between for sign in ";(") or _PARTED.search(between) or _GROUNDS.match(between):
            return None
        if index + 1 < len(finds) and time.end <= limit and _HANDED_ON.search(between):
            return None
        ahead = passage.text[time.end : limit]
        if index + 1 < len(finds) and time.end <= limit and _leads(ahead) and not _TURNS.match(ahead):
            return None
        return time
    return None


_HANDED_ON = regex.compile(r"(?<!\w)(?:và|để|nhằm|nhưng|song|trong\s+khi|thì)\s+$", regex.IGNORECASE)
"""Words after which a time is that of the next figure: "đạt 65% và đến cuối năm giải ngân 100%"."""
_GROUNDS = regex.compile(r"\s*(?:trên\s+cơ\s+sở|căn\s+cứ)(?!\w)", regex.IGNORECASE)
_PARTED = regex.compile(r",\s|\.\s")
_PREDICATE = regex.compile(
    r"\s*(?:(?:là|đạt|còn|có|đã|mới|chỉ|sẽ|được|ước|tăng|giảm|lên|xuống|khoảng|trên|gần|hơn|dự|kiến|thu|:)\s*)+",
    regex.IGNORECASE,
)
_TURNS = regex.compile(r"\s*(?:lên|xuống|còn)(?!\w)", regex.IGNORECASE)
_DEADLINE = regex.compile(
    r"(?:chậm\s+nhất|muộn\s+nhất|trước|trong|vào|xong|đến|hết|mỗi|hằng|hàng|tại\s+thời)", regex.IGNORECASE
)


def _closing(passage: Passage, index: int, times: list[Find]) -> Find | None:
    """A deadline at the end of a clause, over commas: "60.000 tờ gấp bằng tiếng Mông, tiếng Thái trong năm 2023"."""
    finds = passage.quantities
    find = finds[index]
    end = passage.part_after(find.end, ";")
    for time in times:
        if time.start < find.end or time.end > end:
            continue
        if time.start - find.end > 300 or not _DEADLINE.match(passage.text, time.start):
            return None
        if any(
            find.end <= other.start < time.start
            for other in finds[index + 1 :]
            if quantity_of(other).kind not in ("count",)
        ):
            return None
        rest = passage.text[time.end : end].strip(" .\"')*")
        return time if not rest or len(rest) < 3 else None
    return None


def _leads(between: str) -> bool:
    """Whether a time that stands between two quantities leads the second: "… 24% và năm 2013 là 141 tỷ"."""
    return _PREDICATE.fullmatch(between) is not None


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
        if passage.sentence_between(time.end, find.start) and not passage.opens(time.start):
            continue
        if _closes_its_clause(passage, time) or (
            _kept_to_its_clause(passage, time) and passage.part_before(find.start, ";") > time.end
        ):
            continue
        if _PRESENT.fullmatch(text[time.start : time.end]):
            if _AHEAD.search(text[time.end : find.start]):
                continue  # "hiện đơn vị đang nỗ lực hoàn thành chỉ tiêu …"
            dated = [
                other
                for other in times
                if other.end <= time.start
                and not _PRESENT.fullmatch(text[other.start : other.end])
                and not passage.sentence_between(other.end, time.start)
            ]
            if dated and not any(dated[-1].end <= other.start < find.start for other in passage.quantities):
                return dated[-1]  # "quý I/2025, điện nhập khẩu hiện đạt"
        return time
    return None


def _closes_its_clause(passage: Passage, time: Find) -> bool:
    """Whether a deadline ends a clause that has figures: "nạo vét 41 tuyến trước ngày 10/6; chuẩn bị …"."""
    if not passage.text.startswith(";", time.end) or not _TASK.match(passage.text, time.start):
        return False
    return passage.quantity_end(time.start) > passage.part_before(time.start, ";")


def _kept_to_its_clause(passage: Passage, time: Find) -> bool:
    """Whether a time inside a clause dates that clause alone: "duy trì 18 tổ, mỗi tháng họp 01 lần; cấp mới …"."""
    if passage.lower[time.start : time.end] == "cả năm":
        return time.start > 3
    often = isinstance(time.value, Period) and time.value.recurrence and not (time.value.start or time.value.end)
    return bool(often) and not passage.opens(time.start) and passage.quantity_end(time.start) > 0


_AHEAD = regex.compile(
    r"(?<!\w)(?:phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu|dự\s+kiến|sẽ|kế\s+hoạch|nỗ\s+lực)(?!\w)", regex.IGNORECASE
)
_PRESENT = regex.compile(r"hiện|hiện nay|hiện tại|hiện có", regex.IGNORECASE)


_COMPARING = regex.compile(r"so\s+với\s+[^;.]{0,40}$", regex.IGNORECASE)
_TASK = regex.compile(r"(?:trước|chậm\s+nhất|muộn\s+nhất|xong\s+trước)\s", regex.IGNORECASE)


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


def _told_before(passage: Passage, find: Find, clock: Clock) -> Period | None:
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


def last_time(passage: Passage, clock: Clock, start: int = 0, end: int | None = None) -> Period | None:
    """The time that a sentence hands on to the next one of its paragraph; ``start`` and ``end`` tell one of an item.

    One that opens the sentence goes before one that stands with a figure; deadlines of single tasks, times of
    comparisons and those in brackets are not handed on.
    """
    text = passage.text
    end = len(text) if end is None else end
    first = min((find.start for find in passage.quantities if start <= find.start < end), default=end)
    times = sorted(
        (t for t in (*governing_times(passage), *spans_of_months(passage)) if start <= t.start and t.end <= end),
        key=lambda time: -time.start,
    )
    for find in (*(t for t in times if t.start < first), *(t for t in times if t.start >= first)):
        opened = text.rfind("(", 0, find.start)
        if opened >= 0 and text.find(")", opened, find.start) < 0:
            continue
        if find.start > start + 3 and _PRESENT.fullmatch(text[find.start : find.end]):
            continue
        if passage.quantities and _TASK.match(text, find.start):
            continue
        if _COMPARING.search(text[max(0, find.start - 50) : find.start]):
            continue
        period = to_period(passage, find, clock)
        if period.start or period.end or _TO_DATE.search(period.text):
            return period.seen_from("context")
    return None
