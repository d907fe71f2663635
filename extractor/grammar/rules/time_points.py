"""Points of the calendar and ranges between them, with their preposition.

"đến hết năm 2025", "trước ngày 15/12/2022", "quý III/2025", "cuối năm", "6 tháng đầu năm 2022", "từ tháng 6 đến tháng 9
năm 2025", "từ năm 2011 đến nay", "từ năm 2025 trở đi", "5 năm tới". A phrase that does not say its year has no dates
until ``calendar.resolve`` is told the year or the day of the document. "đầu năm 2026" is found as ``time.early``: it is
a day where it tells a state, and a quarter where it tells something to be done.
"""

from __future__ import annotations

from datetime import date

import regex

from extractor.core.period import Period
from extractor.grammar.amount import before
from extractor.grammar.calendar import read
from extractor.grammar.moments import (
    MONTH_TAIL,
    MONTHS_TAIL,
    NOT_COUNTED,
    SHIFT,
    YEAR,
    YEAR_OF,
    B,
    D,
    E,
    M,
    N,
    fragments,
    one_of,
    unnamed,
)
from extractor.grammar.phrases import ASIDE, COUNT, TAIL, pattern, phrase
from extractor.grammar.rule import DIGITS_BEGIN, Example, Find, Rule
from extractor.lexicon import time as words

_PART = rf"(?:nửa\ (?:đầu|cuối)|(?:{N}|những|các)\ tháng\ (?:đầu|cuối)|{one_of(words.PARTS)}|{N}\ tháng)(?:\ của)?"


def _until(text: str, year: int, month: int = 12, day: int = 31) -> Period:
    return Period(text, None, date(year, month, day))


def _over(text: str, start: tuple[int, int, int], end: tuple[int, int, int] | None) -> Period:
    return Period(text, date(*start), date(*end) if end else None)


_YEAR = rf"""năm(?:
    \ {YEAR}(?:(?:,\ ?|\ và\ |;\ ?){YEAR}{NOT_COUNTED})*+
  | \ (?:{ASIDE}|{SHIFT}){E}(?!\ {YEAR})
  | (?!\ (?:[0-9]|học|thứ)){E}  # "cuối năm", "trong năm"
)"""
_years = phrase(
    "time.year",
    rf"(?:{_PART}|các|những|{COUNT})\ ",
    needs_left=lambda text: text.lower() == "năm",
)
_PARTED = regex.compile(rf"(?:{_PART}|cả|hết)\ năm$", regex.VERBOSE | regex.IGNORECASE)
_GOES_ON = regex.compile(rf"\ ?(?:$|[^\p{{L}}0-9\ ]|{one_of(words.AFTER_WHOLE_YEAR)}{E})", regex.VERBOSE)


def _year(match: regex.Match[str]) -> Find | None:
    """ "trong năm" is a year only where no counted noun follows ("trong năm xã")."""
    found = _years(match)
    if found and match.string[found.end - 3 : found.end].lower() == "năm":
        parted = _PARTED.search(match.string, found.start, found.end)
        if not parted and not _GOES_ON.match(match.string, found.end):
            return None
    return found


YEARS = Rule(
    "time.year",
    "time",
    pattern(_YEAR),
    _year,
    (
        Example("[[Đến hết năm 2025]], tỉnh có 120 xã.", _until("Đến hết năm 2025", 2025)),
        Example("Hoàn thành [[trong năm 2024]].", _over("trong năm 2024", (2024, 1, 1), (2024, 12, 31))),
        Example("Áp dụng [[từ năm 2025 trở đi]].", _over("từ năm 2025 trở đi", (2025, 1, 1), None)),
        Example("Số thu [[6 tháng đầu năm 2022]] tăng.", _over("6 tháng đầu năm 2022", (2022, 1, 1), (2022, 6, 30))),
        Example("Tăng [[từ năm 2021 đến năm 2025]].", _over("từ năm 2021 đến năm 2025", (2021, 1, 1), (2025, 12, 31))),
        Example("Khởi công [[đầu năm 2026]].", _over("đầu năm 2026", (2026, 1, 1), (2026, 3, 31))),
        Example("Xong [[cuối năm 2025]].", _until("cuối năm 2025", 2025)),
        Example("Xong [[cuối năm]].", Period("cuối năm")),
        Example("Xây mới [[trong 5 năm tới]].", Period("trong 5 năm tới")),
    ),
    ("Có năm xã đạt chuẩn.", "Năm học mới bắt đầu.", "Trong năm xã có hai xã đạt.", "Trong những năm qua."),
    begins=("năm",),
)
MONTHS = Rule(
    "time.month",
    "time",
    pattern(
        rf"""tháng(?:
            {unnamed(MONTHS_TAIL)}|{unnamed(MONTH_TAIL)}
          | \ (?:{ASIDE}|{SHIFT}){E}(?!\ [0-9])
          | (?:\ của)?(?:\ năm\ |/|\ ){YEAR}  # "9 tháng năm 2023"
        )"""
    ),
    phrase("time.month", rf"(?:(?:ngày|mùng|mồng)\ {D}|{D}|{_PART}|các|{COUNT})\ "),
    (
        Example("Xong [[hết tháng 6/2020]].", _until("hết tháng 6/2020", 2020, 6, 30)),
        Example("Họp [[ngày 15 tháng 12 năm 2022]].", _until("ngày 15 tháng 12 năm 2022", 2022, 12, 15)),
        Example("Thu [[tháng 6, 7 năm 2025]] cao.", _over("tháng 6, 7 năm 2025", (2025, 6, 1), (2025, 7, 31))),
        Example("Thu [[9 tháng năm 2023]] cao.", _over("9 tháng năm 2023", (2023, 1, 1), (2023, 9, 30))),
    ),
    ("Giảm trong 3 tháng.", "Thu tháng 13/2020."),
    begins=("tháng",),
)
QUARTERS = Rule(
    "time.quarter",
    "time",
    pattern(rf"(?=quý)(?:{fragments('quarters', 'quarter')}|quý\ (?:{ASIDE}|{SHIFT}){E})"),
    phrase("time.quarter", rf"(?:{one_of(words.PARTS)}|{COUNT})\ "),
    (
        Example("Thu [[quý IV/2023]] tăng.", _over("quý IV/2023", (2023, 10, 1), (2023, 12, 31))),
        Example("Xong [[hết quý II]].", Period("hết quý II")),
    ),
    ("Kính gửi quý cơ quan.", "Quý khách hàng."),
    begins=("quý",),
)
DAYS = Rule(
    "time.day",
    "time",
    pattern(
        rf"""ngày(?:
            \ {D}\ ?[/.\-]\ ?{M}\ ?[/.\-]\ ?{YEAR}
          | \ {D}\ ?(?:[/.\-]|tháng)\ ?(?:{M}|{one_of(words.MONTH_WORDS)})
            (?:(?:\ năm\ |\ ?[,/.\-]\ ?|\ ){YEAR}|\ {YEAR_OF})?(?![/.\-]?[0-9])
          | \ {ASIDE}{E}
          | \ {D}(?=(?:\ đến\ |\ ?-\ ?)(?:ngày\ )?{D}[/.\-\ ])  # "từ ngày 1 đến ngày 15/3/2024"
        )"""
    ),
    phrase("time.day", rf"{COUNT}\ "),
    (
        Example("Xong [[trước ngày 15/12/2022]].", _until("trước ngày 15/12/2022", 2022, 12, 14)),
        Example("Mít tinh [[ngày 30.4]] tại xã.", Period("ngày 30.4")),
    ),
    ("Làm việc 3 ngày.", "Họp ngày 31/4/2023."),
    begins=("ngày",),
)
DATES = Rule(
    "time.date",
    "time",
    regex.compile(
        rf"""(?<!\p{{L}}|[0-9]|[0-9][/.,\-])
        (?P<core>[0-9]{{1,2}}\ ?[/.\-]\ ?[0-9]{{1,2}}\ ?[/.\-]\ ?[0-9]{{4}}(?![0-9/]|[.,\-]?\p{{L}}|[.,][0-9]))
        (?i:{TAIL})""",
        regex.VERBOSE,
    ),
    phrase("time.date"),
    (
        Example("Xong [[chậm nhất 15/12/2022]].", _until("chậm nhất 15/12/2022", 2022, 12, 15)),
        Example("Đợt [[01/01/2024 - 15/3/2024]].", _over("01/01/2024 - 15/3/2024", (2024, 1, 1), (2024, 3, 15))),
    ),
    ("Mục 1.2.3 nêu rõ.", "Số 15/12/2022/QH."),
    begins=(DIGITS_BEGIN,),
)
_bare = phrase("time.bare", rf"{one_of(words.PARTS)}\ |(?<![/.\-])(?:0?[1-9]|1[0-2])/", needs_left=lambda _: True)


def _behind_preposition(match: regex.Match[str]) -> Find | None:
    """ "đến 6/2020" is a time, "6/2020" alone may be a ratio."""
    found = _bare(match)
    return found if found and not match.string[found.start].isdigit() else None


BARE_YEARS = Rule(
    "time.bare",
    "time",
    regex.compile(
        rf"""[12][0-9]{{3}}(?<=(?<![\p{{L}}0-9]|[0-9][.,\-]|[0-9]\ -\ ?)(?:19|20)[0-9]{{2}})(?<={YEAR})
        (?i:{NOT_COUNTED}{TAIL})""",
        regex.VERBOSE,
    ),
    _behind_preposition,
    (
        Example("Phấn đấu [[đến 2030]] có 120 xã.", _until("đến 2030", 2030)),
        Example("Tăng [[từ 6/2020 đến 9/2021]].", _over("từ 6/2020 đến 9/2021", (2020, 6, 1), (2021, 9, 30))),
    ),
    ("Tăng từ 1.200 đến 2025 hộ.", "Đạt 6/2020 chỉ tiêu."),
    begins=(DIGITS_BEGIN,),
)
_until_day = phrase("time.day", "", needs_left=lambda _: True)
BARE_DAYS = Rule(
    "time.until_day",
    "time",
    regex.compile(
        rf"""(?i:(?<={B}(?:đến|tới)\ ){D}/{M}(?![0-9/.\-]|,[0-9]|\ ?%)
        (?=\ ?(?:$|[^\p{{L}}0-9\ ]|{one_of(words.AFTER_DAY)}{E})))""",
        regex.VERBOSE,
    ),
    _until_day,
    (Example("Kim ngạch [[đến 9/12]] đạt 5 tỷ USD.", Period("đến 9/12")),),
    ("Tăng từ 8/12 đến 9/12 xã.", "Đạt từ 5 đến 9/12 tiêu chí."),
    begins=(DIGITS_BEGIN,),
    then=before("/"),
)


def _in_brackets(match: regex.Match[str]) -> Period | None:
    return read(match[0])


BRACKETS = Rule(
    "time.bracket",
    "time",
    regex.compile(r"(?<=\()(?:19|20)[0-9]{2}(?=\))"),
    _in_brackets,
    (Example("Đạt 12 tiêu chí ([[2018]]).", _over("2018", (2018, 1, 1), (2018, 12, 31))),),
    ("Đạt (1200) hộ.",),
    begins=(DIGITS_BEGIN,),
    then=before(")"),
)

RULES = (YEARS, MONTHS, QUARTERS, DAYS, DATES, BARE_YEARS, BARE_DAYS, BRACKETS)
