"""The time nearest to a quantity that dates it: one behind it in its clause, or one before that governs it."""

from __future__ import annotations

import regex

from extractor.core.period import Period
from extractor.grammar.rule import Duration, Find
from extractor.link.sentence import Passage, number_of, once, quantity_of
from extractor.link.times import PRESENT, TASK, began, governing_times, spans_of_months

_NEXT = regex.compile(r"[;,(]")
REACH = 90
"""Code points after a quantity within which a time may still belong to it."""
_WITHIN = regex.compile(r"^(?:trong|sau|qua)\s|\s(?:qua|gần\s+đây)$", regex.IGNORECASE)
_HANGING = regex.compile(
    r"\s*[;,.]?\s*(?:thời\s+gian|thời\s+hạn|thời\s+điểm|tiến\s+độ|hoàn\s+thành|xong)\s[^;,.]*$", regex.IGNORECASE
)
_LISTED = regex.compile(r"(?:xã|phường|thị\s+trấn|huyện|quận|thôn|bản|ấp|thị\s+xã),\s", regex.IGNORECASE)


def nearest_time(passage: Passage, index: int) -> Find | None:
    """The time of the sentence that dates the quantity ``index``, or nothing."""
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
            closed = passage.text.find(")", time.end)
            if index + 1 < len(finds) and time.end <= limit < closed:
                return None  # "18% (năm 2025 là 23,4%)": the time of the figure in the brackets
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
        if (
            time.start - find.end > 300
            or passage.sentence_between(find.end, time.start)
            or not _DEADLINE.match(passage.text, time.start)
        ):
            return None
        if any(
            find.end <= other.start < time.start
            for other in finds[index + 1 :]
            if quantity_of(other).kind not in ("count", "ratio")
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
        if began(passage, time):
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
        if PRESENT.fullmatch(text[time.start : time.end]):
            if _AHEAD.search(text[time.end : find.start]):
                continue  # "hiện đơn vị đang nỗ lực hoàn thành chỉ tiêu …"
            dated = [
                other
                for other in times
                if other.end <= time.start
                and not PRESENT.fullmatch(text[other.start : other.end])
                and not passage.sentence_between(other.end, time.start)
            ]
            if dated and not any(dated[-1].end <= other.start < find.start for other in passage.quantities):
                return dated[-1]  # "quý I/2025, điện nhập khẩu hiện đạt"
        return time
    return None


def _closes_its_clause(passage: Passage, time: Find) -> bool:
    """Whether a deadline ends a clause that has figures: "nạo vét 41 tuyến trước ngày 10/6; chuẩn bị …"."""
    if not passage.text.startswith(";", time.end) or not TASK.match(passage.text, time.start):
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
