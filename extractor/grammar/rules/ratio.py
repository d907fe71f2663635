"""Ratios: "120/127 xã", "1/3 diện tích", "hai phần ba số thôn", "18 trên tổng số 20 xã"."""

from __future__ import annotations

from decimal import Decimal

import regex

from extractor.core.quantity import Quantity
from extractor.grammar.amount import before
from extractor.grammar.build import quantity_find
from extractor.grammar.noun import noun_after
from extractor.grammar.numbers import DIGITS, parse_number
from extractor.grammar.rule import DIGITS_BEGIN, Example, Find, Rule

DIGIT_WORDS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}

PATTERN = regex.compile(
    rf"""
    (?: (?P<low>{DIGITS}) \s?/\s? (?P<total>{DIGITS}) (?![\w/%‰]) (?!\s*%)
      | (?P<part>{DIGITS}) \s+(?:trên|trong)\s+tổng\s+số\s+ (?P<whole>{DIGITS}) (?![\w/%])
      | (?P<wlow>một|hai|ba|bốn|năm) \s+phần\s+ (?P<wtotal>hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười)(?!\w)
    )""",
    regex.VERBOSE | regex.IGNORECASE,
)


def build(match: regex.Match[str]) -> Find | None:
    """A ratio of a part to its whole. A part above its whole is kept as it is written: checks tell of it."""
    if match["wlow"]:
        value, total = (Decimal(DIGIT_WORDS[match[name].lower()]) for name in ("wlow", "wtotal"))
        return quantity_find(match, "ratio", value, total=total, number=match.span())
    low, high = ("low", "total") if match["low"] else ("part", "whole")
    first, second = parse_number(match[low]), parse_number(match[high])
    if first is None or second is None or second == 0:
        return None
    if first % 1 and first > second:  # "12,5/10" is no share of a whole
        return None
    if _is_date(match, first, second) or _is_scale(first, second):
        return None
    noun = noun_after(match.string, match.end())
    if noun is None and second <= 10 and first < second:
        unit = None
        whole = _SHARED.match(match.string, match.end())
        noun = noun_after(match.string, whole.end()) if whole else None
        if whole and whole.group().strip() == "số" and noun:
            return quantity_find(
                match,
                "ratio",
                first,
                total=second,
                unit=noun.text,
                number=(match.start(low), match.end(high)),
                end=noun.end,
            )
        noun = None
    if noun is None and second > 10 and not _HAVING.search(match.string[max(0, match.start() - 24) : match.start()]):
        return None
    unit = noun.text if noun else None
    number = (match.start(low), match.end(high))
    if second <= 10 and first < second and unit and unit.split()[0].lower() in {"diện", "lượng", "số", "tổng"}:
        unit = None  # a fraction of an amount has no unit of its own
    stop = noun.end if noun and unit else match.end()
    return quantity_find(match, "ratio", first, total=second, unit=unit, number=number, end=stop)


_HAVING = regex.compile(r"(?<!\w)(?:có|còn|đạt|là|được)\s+(?:khoảng\s+|hơn\s+|gần\s+)?$", regex.IGNORECASE)
_SHARED = regex.compile(r"\s+(?:tổng\s+)?số\s+", regex.IGNORECASE)
_DAY_WORDS = regex.compile(
    r"(?<!\w)(?:ngày|sáng|chiều|tối|trưa|đêm|hôm|từ|đến|tới|trước|sau|vào|và|mùng|nay)\s*\(?$", regex.IGNORECASE
)


_COUNTED = regex.compile(
    r"\s+(?:tổng\s+)?(?:số|diện\s+tích|xã|huyện|hộ|thôn|nhu\s+cầu|đơn\s+vị|chỉ\s+tiêu|tiêu\s+chí|bản|ấp|phường|trường|trạm|khu|tỉnh|dự\s+án)(?!\w)",
    regex.IGNORECASE,
)


def _is_date(match: regex.Match[str], first: Decimal, second: Decimal) -> bool:
    """Whether "9/12" is a day and "4/2025" a month: by the words before it, or the year behind the stroke."""
    if 1900 <= second <= 2100 and first <= 31:
        return True
    if _COUNTED.match(match.string, match.end()):
        return False
    plain = first <= 31 and second <= 12 and first >= 1 and second >= 1
    return plain and _DAY_WORDS.search(match.string[max(0, match.start() - 12) : match.start()]) is not None


def _is_scale(first: Decimal, second: Decimal) -> bool:
    """The scale of a map: 1/500, 1/10.000."""
    return first == 1 and second >= 100 and second % 100 == 0


def _is(value: int, total: int, unit: str | None, comparator: str = "=") -> Quantity:
    return Quantity("ratio", Decimal(value), None, Decimal(total), unit, comparator)  # type: ignore[arg-type]  # a literal


RULE = Rule(
    "quantity.ratio",
    "quantity",
    PATTERN,
    build,
    (
        Example("Toàn tỉnh có [[120/127 xã]] đạt tiêu chí.", _is(120, 127, "xã")),
        Example("Giảm [[1/3]] diện tích đất trồng lúa.", _is(1, 3, None)),
        Example("Đã có [[hai phần ba]] số thôn được công nhận.", _is(2, 3, None)),
        Example("Xử lý xong [[18 trên tổng số 20 hồ sơ tồn đọng]].", _is(18, 20, "hồ sơ tồn đọng")),
    ),
    ("Kế hoạch số 12/KH-UBND.",),
    ("/", "phần", "tổng số"),
    (DIGITS_BEGIN, *DIGIT_WORDS),
    before("/t"),
)
