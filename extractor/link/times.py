"""The times of a sentence: which of them can be a due, and the days that they stand for."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

import regex

from extractor.core.period import Period
from extractor.grammar.calendar import resolve
from extractor.grammar.rule import Duration, Find
from extractor.link.sentence import Passage, once

PRESENT = regex.compile(r"hiện|hiện nay|hiện tại|hiện có", regex.IGNORECASE)
TASK = regex.compile(r"(?:trước|chậm\s+nhất|muộn\s+nhất|xong\s+trước)\s", regex.IGNORECASE)
TO_DATE = regex.compile(r"(?:nay|hiện|hiện\s+tại|hiện\s+có)$", regex.IGNORECASE)
_OF_A_PLAN = regex.compile(
    r"(?:%|so\s+với|bằng|vượt)\s+(?:so\s+với\s+)?(?:dự\s+toán|kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|kịch\s+bản|thực\s+hiện)(?![^,;.()]*\d)[^,;.()]*$",
    regex.IGNORECASE,
)
_SPAN_OF_MONTHS = regex.compile(
    r"(?r)(?:trong\s+vòng|sau|mỗi|kéo\s+dài|hạn|tối\s+đa|qua|từ|dưới|trên|đủ|trẻ\s+em|ít\s+nhất|thêm|là)\s*$",
    regex.IGNORECASE,
)
_AGE = regex.compile(r"\s*(?:tuổi|tới|nữa|trở|đến|qua|một|/|lương|liên)", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clock:
    """What times without a year or an end are counted from: the document's day, and the nearest year of the context.

    ``months`` are those to date that the document tells of ("9 tháng đầu năm"): elsewhere in it "trong 9 tháng" means
    them. ``told`` is the time that a report is of: "trong tháng" means it.
    """

    day: date | None
    year: int | None
    months: frozenset[int] = frozenset()
    told: Period | None = None


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
        if _supposed(passage, find) or _of_event(passage, find) or _of_crop(passage, find):
            continue
        if _AGAINST.match(passage.text, 0, find.start) and not passage.lower.startswith("trong", find.start):
            continue
        out.append(find)
    return out


def _of_crop(passage: Passage, find: Find) -> bool:
    """Whether "hằng năm" or "hằng tháng" names a kind: "142.500 ha cây hàng năm", "trợ cấp hằng tháng"."""
    return (
        passage.lower.startswith(("hàng năm", "hằng năm", "hàng tháng", "hằng tháng"), find.start)
        and _KIND_BEFORE.match(passage.text, 0, find.start) is not None
    )


_KIND_BEFORE = regex.compile(
    r"(?r)(?:(?<!\d[.,\d]*\s)(?<!\w)cây|(?<!\w)(?:trợ\s+cấp|phụ\s+cấp|lương\s+hưu))\s+$", regex.IGNORECASE
)
_BEGAN = regex.compile(
    r"(?r)(?<!\w)từ\s+(?:mức\s+)?[\d.,]+\s*(?:%|\p{L}[\p{L}/]*(?:\s+\p{L}[\p{L}/]*){0,3}?)?\s+(?:vào\s+)?$",
    regex.IGNORECASE,
)
_THEN = regex.compile(r"\s*(?:(?:tăng|nâng|giảm|hạ)\s+)?(?:lên|xuống|còn)(?!\w)", regex.IGNORECASE)


def began(passage: Passage, find: Find) -> bool:
    """Whether a time is when a change began whose end has none: "từ 8.200 ha năm 2021 lên 11.900 ha"."""
    if not _THEN.match(passage.text, find.end) or not _BEGAN.match(passage.text, max(0, find.start - 60), find.start):
        return False
    end = passage.part_after(find.end, ";,.")
    return not any(find.end < other.start < end for other in passage.times)


def _opens_clause(passage: Passage, find: Find) -> bool:
    """Whether an outlook is what its own clause is about: "Tầm nhìn đến năm 2045: tuổi thọ trên 80 tuổi"."""
    return passage.opens(find.start) and passage.text[find.end : find.end + 2].startswith((":", ","))


_AGAINST = regex.compile(
    r"(?r)(?<!\w)(?:so\s+với|(?:cao|thấp|nhiều|ít)\s+hơn(?:\s+so\s+với)?(?:\s+cùng\s+kỳ)?)\s+$", regex.IGNORECASE
)
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
    supposed = [match.start() for match in _IF.finditer(passage.text, 0, find.start)]
    if not supposed or any(supposed[-1] < other.start < find.start for other in passage.quantities):
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
        and _counted(text, find)
        and not _SPAN_OF_MONTHS.match(text[max(0, find.start - 14) : find.start])
        and not _AGE.match(text, find.end)
    ]


def _counted(text: str, find: Find) -> bool:
    """Whether months begin with their number: in digits, or in a word that opens the sentence ("Chín tháng, …")."""
    return text[find.start].isdigit() or (not find.start and _IN_WORDS.match(text) is not None)


_IN_WORDS = regex.compile(r"(?:Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười|Mười\s+một)\s+tháng(?!\w)")


def to_period(passage: Passage, find: Find, clock: Clock) -> Period:
    """The days of a time; months to date are counted from January of the year of the context."""
    if not isinstance(find.value, Duration):
        return resolve(find, passage.text, clock.day, clock.year)
    words = passage.text[find.start : find.end]
    year = clock.year or (clock.day.year if clock.day else None)
    if (
        year is None
        or find.rule != "duration.month"
        or not 2 <= find.value.value <= 12
        or not _counted(passage.text, find)
    ):
        return Period(words)
    month = int(find.value.value)
    return Period(words, date(year, 1, 1), date(year, month, monthrange(year, month)[1]))


_CITED = regex.compile(
    r"(?:Kế\s+hoạch|Quyết\s+định|Nghị\s+quyết|Nghị\s+định|Thông\s+tư|Chỉ\s+thị|Luật|Kết\s+luận|Công\s+văn|Thông\s+báo|Chương\s+trình|Đề\s+án|Báo\s+cáo|Tờ\s+trình)"
    r"[^.;:]{0,60}?\s(?:số\s+\S+\s*)?,?\s*$"
)


_LAW = regex.compile(r"(?<!\w)(?:Luật|Bộ\s+luật|Hiến\s+pháp|Pháp\s+lệnh)\s+(?:[^\W\d_]+,?\s+){0,8}$")


def _of_citation(passage: Passage, find: Find) -> bool:
    """Whether a date stands in a citation: right after a document's number ("318/QĐ-TTg ngày 08/3/2022")."""
    text = passage.text
    for mask in passage.finds:
        if mask.rule == "mask.citation" and mask.end <= find.start and not text[mask.end : find.start].strip(" ,"):
            if "," in text[mask.end : find.start] and not text.startswith(("ngày", "năm"), find.start):
                continue  # "Theo Kế hoạch số 155/KH-UBND, giai đoạn 2026 - 2030 …": when, no part of the citation
            return True
    words = text[find.start : find.end].lower()
    if words.startswith("năm") and _LAW.search(text[max(0, find.start - 60) : find.start]):
        return True
    if not words.startswith("ngày") and "ngày" not in words:
        return False
    return _CITED.search(text[max(0, find.start - 90) : find.start]) is not None
