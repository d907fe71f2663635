"""Times mean the days that their words say, with and without a day they are read on, in any spelling."""

from __future__ import annotations

import time
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractor.core.period import Period
from extractor.grammar.calendar import read, resolve
from extractor.grammar.engine import run_all
from extractor.grammar.parse import parse, to_json
from extractor.grammar.rule import Find
from extractor.grammar.rules import RULES

TIMES = [rule for rule in RULES if rule.type in ("time", "duration")]
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
YEARS = st.integers(1900, 2098)
ROMAN = ["I", "II", "III", "IV"]


def only(text: str, day: date | None = None) -> Find:
    finds = parse(text, day)
    assert len(finds) == 1, [text[find.start : find.end] for find in finds]
    return finds[0]


def bounds(text: str, day: date | None = None) -> tuple[date | None, date | None]:
    find = only(text, day)
    assert isinstance(find.value, Period)
    assert text[find.start : find.end] == text == find.value.text
    return find.value.start, find.value.end


@given(DAYS)
@settings(max_examples=150, deadline=None)
def test_every_way_to_write_a_day_gives_that_day(day: date) -> None:
    assume((day.day, day.month) != (24, 7))  # "24/7" has cases of its own
    forms = [
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%d-%m-%Y}",
        f"ngày {day:%d/%m/%Y}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"ngày {day.day} tháng {day.month}/{day.year}",
    ]
    for form in forms:
        assert bounds(form) == (None, day)
    assert bounds(f"trước ngày {day:%d/%m/%Y}") == (None, day - timedelta(days=1))
    assert bounds(f"từ ngày {day:%d/%m/%Y}") == (day, None)
    assert bounds(f"sau ngày {day:%d/%m/%Y}") == (day + timedelta(days=1), None)
    assert bounds(f"ngày {day.day}/{day.month}", date(day.year, 6, 15)) == (None, day)


@given(YEARS, st.integers(1, 12))
@settings(max_examples=80, deadline=None)
def test_every_way_to_write_a_month_gives_its_days(year: int, month: int) -> None:
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    for form in (f"tháng {month}/{year}", f"tháng {month:02d}/{year}", f"tháng {month} năm {year}"):
        assert bounds(form) == (first, last)
        assert bounds(f"đến hết {form}") == (None, last)
        assert bounds(f"trước {form}") == (None, first - timedelta(days=1))
    assert bounds(f"tháng {month}", date(year, 1, 31)) == (first, last)
    if month > 1:
        assert bounds(f"{month} tháng đầu năm {year}") == (date(year, 1, 1), last)


@given(YEARS, st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_a_quarter_is_its_three_months(year: int, quarter: int) -> None:
    first = date(year, 3 * quarter - 2, 1)
    last = date(year, 3 * quarter, monthrange(year, 3 * quarter)[1])
    for name in (ROMAN[quarter - 1], str(quarter)):
        assert bounds(f"quý {name}/{year}") == (first, last)
        assert bounds(f"quý {name} năm {year}") == (first, last)
    assert bounds(f"hết quý {ROMAN[quarter - 1]}", date(year, 5, 5)) == (None, last)


@given(DAYS, DAYS)
@settings(max_examples=100, deadline=None)
def test_a_range_goes_from_its_first_day_to_its_last_one(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    for form in ("từ ngày {:%d/%m/%Y} đến ngày {:%d/%m/%Y}", "từ {:%d/%m/%Y} đến {:%d/%m/%Y}"):
        assert bounds(form.format(first, last)) == (first, last)
    if first.year < last.year:
        whole = date(first.year, 1, 1), date(last.year, 12, 31)
        assert bounds(f"từ năm {first.year} đến năm {last.year}") == whole
        if last.year - first.year <= 40:
            assert bounds(f"giai đoạn {first.year} - {last.year}") == whole


@given(DAYS, st.integers(1, 60))
@settings(max_examples=80, deadline=None)
def test_relative_times_count_from_the_day_they_are_read_on(today: date, count: int) -> None:
    assert bounds(f"{count} ngày trước", today) == (None, today - timedelta(days=count))
    assert bounds(f"{count} ngày nữa", today) == (None, today + timedelta(days=count))
    assert bounds(f"trong {count} ngày tới", today) == (today, today + timedelta(days=count))
    assert bounds("năm ngoái", today) == (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    start, end = bounds("tuần sau", today)
    assert start is not None
    assert end is not None
    assert start.weekday() == 0
    assert end - start == timedelta(days=6)
    assert timedelta(days=1) <= start - today <= timedelta(days=7)


@given(DAYS, st.sampled_from(["hai", "ba", "tư", "năm", "sáu", "bảy"]))
@settings(max_examples=60, deadline=None)
def test_the_coming_weekday_is_the_next_one_of_its_name(today: date, name: str) -> None:
    _, day = bounds(f"thứ {name} tới", today)
    assert day is not None
    assert day.weekday() == ["hai", "ba", "tư", "năm", "sáu", "bảy"].index(name)
    assert 1 <= (day - today).days <= 7


def test_a_phrase_is_completed_by_the_year_near_it_before_the_documents_own() -> None:
    text = "hết quý I"
    find = Find("time.quarter", "time", 0, len(text), Period(text))
    assert resolve(find, text, None, None) == Period(text)
    assert resolve(find, text, date(2024, 5, 15), None).end == date(2024, 3, 31)
    assert resolve(find, text, date(2024, 5, 15), 2021).end == date(2021, 3, 31)


def test_this_year_is_the_documents_own_whatever_year_stands_near() -> None:
    find = Find("time.year", "time", 0, 7, Period("năm nay"))
    assert resolve(find, "năm nay", date(2024, 5, 15), 2021).start == date(2024, 1, 1)


def test_resolving_keeps_recurrences_baselines_and_where_a_time_comes_from() -> None:
    again = Find("time.recurrence", "time", 0, 8, Period("hằng năm", recurrence="yearly"))
    assert resolve(again, "hằng năm", date(2024, 5, 15), 2021) == again.value
    before = Find("time.baseline", "time", 0, 17, Period("so với năm trước"))
    assert resolve(before, "so với năm trước", date(2024, 5, 15), None) == before.value
    seen = Find("time.now", "time", 0, 7, Period("đến nay").seen_from("context"))
    assert resolve(seen, "đến nay", date(2024, 5, 15), None) == Period(
        "đến nay", None, date(2024, 5, 15), None, "context"
    )


def test_resolving_a_find_that_is_no_time_is_refused() -> None:
    with pytest.raises(TypeError):
        resolve(Find("number", "number", 0, 1, None), "5", None, None)


@pytest.mark.parametrize("phrase", ["", "năm", "ngày 31/2/2024", "tháng 13/2020", "từ năm 2025 đến năm 2020", "xã"])
def test_what_is_no_time_has_no_period(phrase: str) -> None:
    assert read(phrase) is None


def test_vision_baseline_and_beginnings_can_be_told_by_their_rule() -> None:
    text = "Đến năm 2030, tầm nhìn đến năm 2045, tăng so với năm 2019; đầu năm 2026 khởi công"
    rules = [find.rule for find in parse(text)]
    assert rules == ["time.year", "time.vision", "time.baseline", "time.early"]


@pytest.mark.parametrize(
    ("text", "quote", "end"),
    [
        ("Đến hết năm\u00a02025 có", "Đến hết năm\u00a02025", "2025-12-31"),
        ("giai đoạn 2021\u20132025", "giai đoạn 2021\u20132025", "2025-12-31"),
        ("đến **năm 2025** có", "đến **năm 2025", "2025-12-31"),
        ("đến hết\nnăm 2025", "đến hết\nnăm 2025", "2025-12-31"),
        (
            unicodedata.normalize("NFD", "Đến hết năm 2025"),
            unicodedata.normalize("NFD", "Đến hết năm 2025"),
            "2025-12-31",
        ),
    ],
    ids=["nbsp", "dash", "markup", "line break", "NFD"],
)
def test_offsets_are_of_the_text_as_it_was_given(text: str, quote: str, end: str) -> None:
    row = to_json(only(text), text)
    assert row["quote"] == quote == text[row["start"] : row["end"]]
    assert row["end_date"] == end


def test_times_do_not_reach_over_a_paragraph() -> None:
    assert [find.value.text for find in parse("đến hết\n\nnăm 2025") if isinstance(find.value, Period)] == ["năm 2025"]


@pytest.mark.parametrize(
    "line",
    [
        "năm 2025, " * 20_000,
        "từ năm 2021 đến " * 12_000,
        "ngày 1 tháng 1 " * 13_000,
        "1/1/" * 50_000,
        "2021-" * 40_000,
        "tháng 1, " * 22_000,
        "đến hết " * 25_000,
        "năm năm " * 10_000,
        "quý I, " * 28_000,
        "so với " * 28_000,
    ],
    ids=lambda line: line[:12],
)
def test_a_line_of_nothing_but_times_passes_in_time(line: str) -> None:
    begun = time.process_time()
    run_all(TIMES, line)
    assert time.process_time() - begun < 20


def test_a_line_of_a_million_characters_passes_in_seconds() -> None:
    line = (
        "Các xã tiếp tục nâng cao chất lượng tiêu chí, phấn đấu đến hết năm 2025 hoàn thành kế hoạch đã giao; " * 10_000
    )
    begun = time.process_time()
    found = run_all(TIMES, line)
    assert time.process_time() - begun < 20
    assert len(found) == 10_000
