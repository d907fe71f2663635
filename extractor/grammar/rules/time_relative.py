"""Times that only the day of the document gives: "đến nay", "hiện nay", "hiện", "hôm qua", "tuần sau", "thứ hai tới".

"năm nay", "tháng tới", "5 năm qua" stand with their units in ``time_points``.
"""

from __future__ import annotations

import regex

from extractor.core.period import Period
from extractor.grammar.moments import SHIFT, B, E, fragments, one_of
from extractor.grammar.phrases import COUNT, TAIL, pattern, phrase
from extractor.grammar.rule import Example, Rule
from extractor.lexicon import time as words

_ASIDE = one_of((*words.AHEAD, *words.BEHIND, *words.AGO, *words.HENCE))


def _now(match: regex.Match[str]) -> Period:
    return Period(match[0])


NOW = Rule(
    "time.now",
    "time",
    regex.compile(
        rf"(?i:{B}(?:hiện(?:\ (?:nay|tại|giờ))|(?:cho\ |tính\ |từ\ trước\ )?(?:đến|tới)\ (?:nay|hiện\ (?:nay|tại)|thời\ điểm\ (?:này|hiện\ (?:tại|nay)|báo\ cáo))"
        rf"|tại\ thời\ điểm\ (?:này|hiện\ tại|hiện\ nay)|bây\ giờ){E})",
        regex.VERBOSE,
    ),
    _now,
    (
        Example("[[Đến nay]], toàn tỉnh có 120 xã.", Period("Đến nay")),
        Example("[[Tính đến thời điểm hiện tại]], đã có 120 xã.", Period("Tính đến thời điểm hiện tại")),
        Example("[[Hiện nay]] có 120 xã.", Period("Hiện nay")),
    ),
    ("Thực hiện tại xã.",),
)
PRESENTLY = Rule(
    "time.presently",
    "time",
    regex.compile(
        rf"(?i:{B}hiện{E}(?!\ {one_of(words.HIEN_COMPOUNDS_AFTER)}{E})(?<!{one_of(words.HIEN_COMPOUNDS_BEFORE)}\ hiện))",
        regex.VERBOSE,
    ),
    _now,
    (Example("Tỉnh [[hiện]] có 120 xã.", Period("hiện")),),
    ("Thực hiện 12 dự án.", "Xây dựng nền nông nghiệp hiện đại.", "Theo quy định hiện hành."),
)
WEEKS = Rule(
    "time.week",
    "time",
    pattern(rf"tuần\ (?:{_ASIDE}|{SHIFT}){E}"),
    phrase("time.week", rf"{COUNT}\ "),
    (Example("Họp trong huyện [[tuần sau]].", Period("tuần sau")),),
    ("Tuần lễ văn hóa.",),
)
DAY_NAMES = Rule(
    "time.relative_day",
    "time",
    regex.compile(rf"(?i:{B}(?P<core>{one_of(words.DAYS)}){E}{TAIL})", regex.VERBOSE),
    phrase("time.relative_day"),
    (Example("Họp [[hôm qua]] tại xã.", Period("hôm qua")),),
    ("Ngày nay, mai sau.",),
)
WEEKDAYS = Rule(
    "time.weekday",
    "time",
    regex.compile(rf"(?i:{B}(?P<core>{fragments('weekday')}){E}{TAIL})", regex.VERBOSE),
    phrase("time.weekday"),
    (Example("Họp [[thứ hai tới]] tại xã.", Period("thứ hai tới")),),
    ("Xếp thứ hai cả nước.", "Lần thứ 3 liên tiếp."),
)

RULES = (NOW, PRESENTLY, WEEKS, DAY_NAMES, WEEKDAYS)
