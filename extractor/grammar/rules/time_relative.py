"""Times that only the day of the document gives: "đến nay", "hiện nay", "hiện", "hôm qua", "tuần sau", "thứ hai tới".

"năm nay", "tháng tới", "5 năm qua" stand with their units in ``time_points``.
"""

from __future__ import annotations

import regex

from extractor.core.period import Period
from extractor.grammar.moments import SHIFT, B, E, N, one_of
from extractor.grammar.phrases import ASIDE, COUNT, WEEK_TAIL, pattern, phrase
from extractor.grammar.rule import Example, Find, Rule
from extractor.lexicon import time as words


def _now(match: regex.Match[str]) -> Period:
    return Period(match[0])


def _now_rule(name: str, lead: str, literal: str, examples: tuple[str, ...], *rejects: str) -> Rule:
    """A family for one literal, with the words before it looked up backwards."""
    before = regex.compile(rf"(?r){B}(?:{lead})\ ", regex.VERBOSE | regex.IGNORECASE)

    def build(match: regex.Match[str]) -> Find | None:
        found = before.match(match.string, 0, match.start())
        if found is None:
            return None
        text = match.string[found.start() : match.end()]
        return Find("", "time", found.start(), match.end(), Period(text))

    return Rule(
        f"time.{name}",
        "time",
        regex.compile(rf"(?i:{B}{literal}{E})", regex.VERBOSE),
        build,
        tuple(Example(marked, Period(marked[marked.index("[[") + 2 : marked.index("]]")])) for marked in examples),
        rejects,
        begins=(literal.split("\\", maxsplit=1)[0],),
    )


_HIEN = rf"(?<!{one_of(words.HIEN_COMPOUNDS_BEFORE)}\ )hiện"
_UP_TO = r"(?:cho\ |tính\ |từ\ trước\ )?(?:đến|tới)"
NOW = (
    _now_rule(
        "now", rf"{_UP_TO}(?:\ hiện)?|{_HIEN}", "nay", ("[[Đến nay]] có 120 xã.", "[[Hiện nay]] có 120 xã."), "Năm nay."
    ),
    _now_rule(
        "current", rf"(?:{_UP_TO}\ )?{_HIEN}", "tại", ("[[Hiện tại]] có 120 xã.",), "Thực hiện tại xã.", "Tại xã."
    ),
    _now_rule("present", rf"(?:{_UP_TO}\ )?{_HIEN}|bây", "giờ", ("[[Hiện giờ]] có 120 xã.",), "Hai giờ."),
    _now_rule("here", rf"(?:{_UP_TO}\ )?giờ", "đây", ("[[Giờ đây]] có 120 xã.",), "Ở đây có 120 xã."),
    _now_rule(
        "moment",
        rf"{_UP_TO}|tại",
        r"thời\ điểm\ (?:này|hiện\ (?:tại|nay)|báo\ cáo)",
        ("[[Tính đến thời điểm hiện tại]] có 120 xã.",),
        "Thời điểm này khó.",
    ),
)
_NAY = regex.compile(
    rf"(?i:{B}nay(?<!{one_of(words.NAY_COMPOUNDS)}\ nay)"
    rf"(?=\ (?:{one_of(words.AFTER_NAY)}|(?<=,\ nay\ )(?:\w+\ ){{1,3}}(?:đã|chỉ|còn|có|đạt)){E}))",
    regex.VERBOSE,
)
TODAY = Rule(
    "time.nay",
    "time",
    _NAY,
    _now,
    (Example("Trước có 20 xã, [[nay]] chỉ còn 12 xã.", Period("nay")),),
    ("Sở Công Thương, nay là sở khác.", "Năm nay đã khác."),
    begins=("nay",),
)
PRESENTLY = Rule(
    "time.presently",
    "time",
    regex.compile(
        rf"""(?i:{B}hiện{E}(?!\ {one_of(words.HIEN_COMPOUNDS_AFTER)}{E}|\ có\s*(?:[.,;:)]|$))
        (?<!{one_of(words.HIEN_COMPOUNDS_BEFORE)}\ hiện))""",
        regex.VERBOSE,
    ),
    _now,
    (Example("Tỉnh [[hiện]] có 120 xã.", Period("hiện")),),
    ("Thực hiện 12 dự án.", "Xây dựng nền nông nghiệp hiện đại.", "Theo quy định hiện hành."),
    begins=("hiện",),
)
_UNIT = one_of(words.RECURRENCES)
WEEKS = Rule(
    "time.week",
    "time",
    pattern(rf"tuần\ (?:{ASIDE}|{SHIFT}){E}", ""),
    phrase("time.week", rf"{COUNT}\ "),
    (Example("Họp trong huyện [[tuần sau]].", Period("tuần sau")),),
    ("Tuần lễ văn hóa.",),
    begins=("tuần",),
)


def _day_rule(name: str, last: str, example: str, *rejects: str) -> Rule:
    """A family for the last syllable of "hôm nay", "sáng mai"."""
    leads = one_of(word.removesuffix(f" {last}") for word in words.DAYS if word.endswith(f" {last}"))
    text = example[example.index("[[") + 2 : example.index("]]")]
    return Rule(
        f"time.{name}",
        "time",
        regex.compile(rf"(?i:{B}(?P<core>{last}){E}(?<={B}{leads}\ {last}){WEEK_TAIL})", regex.VERBOSE),
        phrase(f"time.{name}", rf"{leads}\ ", needs_left=lambda _: True),
        (Example(example, Period(text)),),
        rejects,
        begins=(last,),
    )


AGO = Rule(
    "time.ago",
    "time",
    regex.compile(rf"(?i:{B}cách\ đây\ (?:khoảng\ )?{N}\ (?:{_UNIT}){E})", regex.VERBOSE),
    phrase("time.ago"),
    (Example("Thành lập [[cách đây 5 năm]].", Period("cách đây 5 năm")),),
    ("Cách đây 5 km.",),
    begins=("cách",),
)
DAY_NAMES = (
    _day_rule("today", "nay", "Họp [[hôm nay]] tại xã.", "Ngày nay."),
    _day_rule("yesterday", "qua", "Họp [[hôm qua]] tại xã.", "Ngày qua tháng lại."),
    _day_rule("tomorrow", "mai", "Họp [[ngày mai]] tại xã.", "Mai sau."),
    _day_rule("before_yesterday", "kia", "Họp [[hôm kia]] tại xã.", "Cái kia."),
    _day_rule("after_tomorrow", "mốt", "Họp [[ngày mốt]] tại xã.", "Hai mươi mốt."),
)
_OF_THE_WEEK = one_of(day.removeprefix("thứ ") for day in words.WEEKDAYS if day.startswith("thứ "))
_PARTS = rf"{one_of(words.DAY_PARTS)}\ "
WEEKDAYS = (
    Rule(
        "time.weekday",
        "time",
        pattern(rf"thứ\ {_OF_THE_WEEK}(?:\ (?:tuần\ )?{SHIFT})?{E}", WEEK_TAIL),
        phrase("time.weekday", _PARTS),
        (Example("Họp [[thứ hai tới]] tại xã.", Period("thứ hai tới")),),
        ("Xếp thứ hai cả nước.", "Lần thứ 3 liên tiếp."),
        begins=("thứ",),
    ),
    Rule(
        "time.sunday",
        "time",
        pattern(rf"chủ\ nhật(?:\ (?:tuần\ )?{SHIFT})?{E}", WEEK_TAIL),
        phrase("time.sunday", _PARTS),
        (Example("Họp [[chủ nhật tuần sau]] tại xã.", Period("chủ nhật tuần sau")),),
        ("Gia chủ.",),
        begins=("chủ",),
    ),
)

RULES = (*NOW, TODAY, PRESENTLY, WEEKS, AGO, *DAY_NAMES, *WEEKDAYS)
