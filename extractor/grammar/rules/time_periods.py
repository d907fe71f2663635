"""Periods that are named by their first and last year, and long ones.

"giai đoạn 2021 - 2025", "trong 5 năm 2021-2025", "nhiệm kỳ 2020-2025", "năm học 2025-2026", "giai đoạn từ năm 2021 đến
năm 2025", "2021-2025", "thập niên 2020", "những năm 90 của thế kỷ trước", "thế kỷ XXI".
"""

from __future__ import annotations

from datetime import date

import regex

from extractor.core.period import Period
from extractor.grammar.amount import before
from extractor.grammar.calendar import read
from extractor.grammar.moments import DASH, NOT_COUNTED, NUMBERED, YEAR, E, N, one_of
from extractor.grammar.phrases import pattern, phrase
from extractor.grammar.rule import DIGITS_BEGIN, Example, Find, Rule
from extractor.lexicon import time as words

_NAMES = one_of((*words.SPANS, "năm học", "từ", "từ năm"))
_LEFT = (
    rf"(?:(?:nửa\ (?:đầu|cuối)|{one_of(words.PARTS)}|{one_of(words.PERIOD_ROLES)})\ )?"
    rf"(?:(?:{N}\ năm(?!\ học)|{_NAMES})(?:\ (?:{N}\ năm|giai\ đoạn|từ\ năm|từ|học|{NUMBERED}))?):?\ \(?"
)


_AFTER_NAME = r"(?<=(?:thời\ kỳ|giai\ đoạn|nhiệm\ kỳ)\ (?:19|20)[0-9]{2}.{1,3}[0-9]{4})"
"""Years that a period is named by are no count of what follows: "thời kỳ 2021 - 2030 cảng phải đạt …"."""


def _over(text: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> Period:
    return Period(text, date(*start), date(*end))


_spans = phrase("time.span", _LEFT)


def _span(match: regex.Match[str]) -> Find | None:
    """Bare years want a dash between them; "2021 đến 2025" wants a name before."""
    found = _spans(match)
    if found is None or (found.start == match.start() and "-" not in match[0]):
        return None
    if match.string[found.end - 1] == ")" and "(" not in match.string[found.start : found.end]:
        period = read(match.string[found.start : found.end - 1])
        return Find(found.rule, "time", found.start, found.end - 1, period) if period else None
    return found


SPANS = Rule(
    "time.span",
    "time",
    regex.compile(
        rf"""[12][0-9]{{3}}(?<=(?<![\p{{L}}0-9]|[0-9][.,\-/])(?:19|20)[0-9]{{2}})
        (?i:{DASH}(?:năm\ )?{YEAR}(?:{NOT_COUNTED}|{_AFTER_NAME})\)?+)""",
        regex.VERBOSE,
    ),
    _span,
    (
        Example(
            "Kế hoạch [[giai đoạn 2021 - 2025]] của xã.", _over("giai đoạn 2021 - 2025", (2021, 1, 1), (2025, 12, 31))
        ),
        Example("Đạt [[trong 5 năm 2021-2025]].", _over("trong 5 năm 2021-2025", (2021, 1, 1), (2025, 12, 31))),
        Example(
            "Vốn [[giai đoạn 2 (2016-2019)]] tăng.", _over("giai đoạn 2 (2016-2019)", (2016, 1, 1), (2019, 12, 31))
        ),
        Example("Nghị quyết [[nhiệm kỳ 2020-2025]].", _over("nhiệm kỳ 2020-2025", (2020, 1, 1), (2025, 12, 31))),
        Example("Tuyển vào lớp 10 [[năm học 2025-2026]].", _over("năm học 2025-2026", (2025, 9, 1), (2026, 5, 31))),
        Example("Học phí [[năm học 2025-2026]].", _over("năm học 2025-2026", (2025, 9, 1), (2026, 5, 31))),
    ),
    ("Tăng từ 2000-2100 tỷ đồng.", "Số 2021-2025/KH."),
    begins=(DIGITS_BEGIN,),
    then=before("-đt"),
)
DECADES = Rule(
    "time.decade",
    "time",
    pattern(
        rf"thập\ (?:niên|kỷ)\ (?:(?:19|20)[0-9]0|[1-9]0\ (?:của\ )?thế\ kỷ\ (?:{one_of(words.CENTURIES)}|trước)){E}",
        "",
    ),
    phrase("time.decade"),
    (Example("Phong trào [[thập niên 2010]].", _over("thập niên 2010", (2010, 1, 1), (2019, 12, 31))),),
    ("Thập cẩm.",),
    begins=("thập",),
)
CENTURIES = Rule(
    "time.century",
    "time",
    pattern(rf"thế\ kỷ\ (?:{one_of(words.CENTURIES)}|trước){E}", ""),
    phrase("time.century", r"(?:(?:những\ năm|thập\ (?:niên|kỷ))\ [1-9]0\ (?:của\ )?)"),
    (Example("Vào đầu [[thế kỷ XXI]].", _over("thế kỷ XXI", (2001, 1, 1), (2100, 12, 31))),),
    ("Cả thế kỷ.",),
    begins=("thế",),
)

RULES = (SPANS, DECADES, CENTURIES)
