"""The years that a document plans for, from the words of its subject or headline."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date

import regex

from extractor.core.period import Period

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_DASH = r"\s*+(?:[-–—−]|đến(?:\s++năm)?+)\s*+"
_YEARS = regex.compile(
    rf"(?:giai\s++đoạn|thời\s++kỳ|thời\s++kì|nhiệm\s++kỳ|các\s++năm|trong\s++\d{{1,2}}\s++năm|năm|năm\s++học)?+\s*+"
    rf"(?<![\d/.,-])(?P<a>(?:19|20)\d\d)(?<!\d\d/\d{{4}}){_DASH}(?P<b>(?:19|20)\d\d)(?![\d/])",
    regex.IGNORECASE,
)
_MONTHS_TO_DATE = regex.compile(
    r"(?:(?<=và\s)|(?<=[,;]\s))(?P<n>\d{1,2})\s++tháng\s++năm\s++(?P<y>20\d\d)", regex.IGNORECASE
)
"""The months that a report goes over besides its own: "tháng 11 và 11 tháng năm 2025"."""
_QUARTER = regex.compile(r"quý\s++(?P<q>IV|I{1,3}|[1-4])\s*+(?:[/-]|năm|,)\s*+(?P<y>20\d\d)", regex.IGNORECASE)
_MONTHS = regex.compile(r"(?P<n>\d{1,2})\s++tháng\s++(?P<w>đầu|cuối)\s++năm\s++(?P<y>20\d\d)", regex.IGNORECASE)
_MONTH = regex.compile(r"tháng\s++(?P<m>\d{1,2})\s*+(?:[/–−-]|năm|,)\s*+(?P<y>20\d\d)", regex.IGNORECASE)
_UNTIL = regex.compile(r"đến(?:\s++hết)?+\s++(?:cuối\s++)?+(?:năm\s++)?+(?P<y>20\d\d)(?![\d/])", regex.IGNORECASE)
_YEAR = regex.compile(r"(?:trong\s++)?+năm\s++(?P<y>20\d\d)(?![\d/])", regex.IGNORECASE)
_OUTLOOK = regex.compile(r"(?:tầm\s++nhìn|định\s++hướng|hướng\s++tới|hướng\s++đến)\W++(?:đến\W++)?+$", regex.IGNORECASE)
_DAYS = regex.compile(r"(?:ngày\s++\d{1,2}\s++tháng\s++\d{1,2}|tháng\s++\d{1,2})\s++$", regex.IGNORECASE)
_PLANNED = regex.compile(r"(?:mục\s++tiêu|kế\s++hoạch|nhiệm\s++vụ|phương\s++hướng)[^\d]*+$", regex.IGNORECASE)
_CITED = regex.compile(r"(?:[\d/][A-ZĐ]{2}[\w/-]*+|luật[^,;.]{0,40}+|so\s++với|kỳ)\s++$", regex.IGNORECASE)


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _years(match: regex.Match[str]) -> Period | None:
    first, last = int(match.group("a")), int(match.group("b"))
    text = " ".join(match.group().split())
    if not first <= last:
        return None
    if text.lower().startswith("năm học"):
        return Period(text, date(first, 9, 1), date(last, 5, 31), source="document")
    return Period(text, date(first, 1, 1), date(last, 12, 31), source="document")


def _quarter(match: regex.Match[str]) -> Period:
    year, last = int(match.group("y")), 3 * _ROMAN[match.group("q").lower()]
    return Period(" ".join(match.group().split()), date(year, last - 2, 1), _last(year, last), source="document")


def _months(match: regex.Match[str]) -> Period | None:
    year, count = int(match.group("y")), int(match.group("n"))
    if not 1 <= count <= 12:
        return None
    first = 1 if match.group("w").lower() == "đầu" else 13 - count
    text = " ".join(match.group().split())
    return Period(text, date(year, first, 1), _last(year, first + count - 1), source="document")


def _months_to_date(match: regex.Match[str]) -> Period | None:
    year, count = int(match.group("y")), int(match.group("n"))
    if not 2 <= count <= 12:
        return None
    text = " ".join(match.group().split())
    return Period(text, date(year, 1, 1), _last(year, count), source="document")


def _month(match: regex.Match[str]) -> Period | None:
    year, month = int(match.group("y")), int(match.group("m"))
    if not 1 <= month <= 12:
        return None
    return Period(" ".join(match.group().split()), date(year, month, 1), _last(year, month), source="document")


def _until(match: regex.Match[str]) -> Period:
    return Period(" ".join(match.group().split()), None, date(int(match.group("y")), 12, 31), source="document")


def _year(match: regex.Match[str]) -> Period:
    year = int(match.group("y"))
    return Period(" ".join(match.group().split()), date(year, 1, 1), date(year, 12, 31), source="document")


_FORMS: tuple[tuple[regex.Pattern[str], Callable[[regex.Match[str]], Period | None]], ...] = (
    (_YEARS, _years),
    (_MONTHS, _months),
    (_MONTHS_TO_DATE, _months_to_date),
    (_QUARTER, _quarter),
    (_MONTH, _month),
    (_UNTIL, _until),
    (_YEAR, _year),
)


def period_of(text: str) -> tuple[Period, int, int] | None:
    """The period of a subject ("giai đoạn 2021-2025", "năm 2025", "đến năm 2030") and its offsets there.

    The plan's own years come before an outlook ("tầm nhìn đến năm 2045" is none), and the year of a cited document
    ("Nghị quyết số 5/NQ-CP năm 2022") is none either. The most telling form wins; of two of a form the one that is
    planned for ("kết quả năm 2024 và mục tiêu năm 2025"), else the first.
    """
    for pattern, build in _FORMS:
        candidates = []
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 60) : match.start()]
            if _OUTLOOK.search(before[-24:]) or _CITED.search(before) or _DAYS.search(before[-30:]):
                continue
            period = build(match)
            if period is not None:
                candidates.append((_PLANNED.search(before[-40:]) is None, match.start(), match.end(), period))
        if candidates:
            _, start, end, period = min(candidates, key=lambda item: item[:2])
            return period, start, end
    return None


_PLAN_PART = regex.compile(
    r"(?:[,;]\s*+|\s++và\s++)(?:một\s++số\s++)?(?=phương\s++hướng|nhiệm\s++vụ|kế\s++hoạch|mục\s++tiêu|giải\s++pháp|chương\s++trình\s++công\s++tác)",
    regex.IGNORECASE,
)
_PLAN_YEAR = regex.compile(r"(?<!\d)20\d\d(?!\d)")


def reported_of(text: str) -> Period | None:
    """What a report looks back on where its title plans as well; a year that is said once counts for both.

    "Kết quả 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024" reports on January to June 2024.
    """
    plan = _PLAN_PART.search(text)
    if plan is None:
        return None
    head = text[: plan.start()]
    found = period_of(head)
    year = _PLAN_YEAR.search(text, plan.end())
    if found is None and year is not None:
        found = period_of(f"{head} {year.group()}" if head.lower().endswith("năm") else f"{head} năm {year.group()}")
    return found[0] if found else None
