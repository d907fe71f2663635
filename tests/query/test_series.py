"""Goals and results of one thing in one place stand together, with progress, conflicts, and a person's corrections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from extractor.core.errors import ChiTieuError
from extractor.core.target import Baseline
from extractor.query.allocation import allocations
from extractor.query.due import due, due_groups, enter_result
from extractor.query.filter import Filter
from extractor.query.series import series_of, to_json
from extractor.store.index import correct_series
from extractor.store.repository import Store

from .conftest import by, record

Put = Callable[..., Any]


def poor(value: str, year: int, status: str, comparator: str = "=", **more: Any) -> Any:
    line = f"Tỷ lệ hộ nghèo năm {year} là {value}%"
    return record(
        line, f"{value}%", "percentage", value, unit="%", subject=more.pop("subject", "hộ nghèo"), status=status,
        comparator=comparator, due=by(year), **more,
    )  # fmt: skip


@pytest.fixture
def plans(store: Store, put: Put) -> dict[str, Any]:
    """A plan of Lào Cai, two reports that disagree about a year, and a plan of another province."""
    goal = poor("3", 2025, "target", "<", baseline=Baseline(2020, Decimal(8)))
    return {
        "plan": put(store, "kế hoạch.txt", [goal], province="Lào Cai", number="1/KH-UBND", issued=date(2021, 1, 5)),
        "report": put(store, "báo cáo.txt", [poor("5", 2023, "result", subject="tỷ lệ hộ nghèo")],
                      province="Lào Cai", number="9/BC-UBND", issued=date(2024, 1, 5)),
        "other report": put(store, "tin.txt", [poor("5.5", 2023, "result")], province="Lào Cai",
                            issued=date(2024, 2, 5)),
        "elsewhere": put(store, "khác.txt", [poor("20", 2023, "result")], province="Hà Giang", issued=date(2024, 1, 1)),
    }  # fmt: skip


def test_a_series_holds_baseline_goal_and_results_with_their_sources(store: Store, plans: dict[str, Any]) -> None:
    series = series_of(store, plans["plan"].targets[0].id)
    assert series is not None
    assert (series.province, series.place, series.unit) == ("Lào Cai", None, "1")
    assert [(point.role, point.day, point.number.value, point.source) for point in series.points] == [
        ("baseline", date(2020, 12, 31), Decimal("0.08"), "1/KH-UBND"),
        ("result", date(2023, 12, 31), Decimal("0.05"), "9/BC-UBND"),
        ("result", date(2023, 12, 31), Decimal("0.055"), "tin.txt"),
        ("target", date(2025, 12, 31), Decimal("0.03"), "1/KH-UBND"),
    ]
    assert all("same subject" in point.why for point in series.points[1:])


def test_progress_counts_from_the_baseline_and_says_what_is_left(store: Store, plans: dict[str, Any]) -> None:
    series = series_of(store, plans["plan"].targets[0].id)
    assert series is not None
    (progress,) = series.progress
    assert progress.state == "not met"
    assert progress.share == Decimal("0.5")  # from 8% to 5.5% of the way to 3%
    assert progress.left == Decimal("0.025")
    assert to_json(series)["progress"][0]["left"] == "0.025"


def test_documents_that_disagree_are_flagged(store: Store, plans: dict[str, Any]) -> None:
    series = series_of(store, plans["plan"].targets[0].id)
    assert series is not None
    (conflict,) = series.conflicts
    assert (conflict.role, {point.source for point in conflict.points}) == ("result", {"9/BC-UBND", "tin.txt"})


def test_a_link_can_be_corrected_and_stays_so_after_extraction(store: Store, plans: dict[str, Any]) -> None:
    wrong = plans["other report"].targets[0]
    with store.writing() as connection:
        correct_series(connection, wrong.fact_key, "", "lan", "hộ nghèo đa chiều")
    assert series_of(store, wrong.id) is None
    series = series_of(store, plans["plan"].targets[0].id)
    assert series is not None
    assert series.conflicts == ()
    store.save(plans["other report"], "2.0", store.start_run("2.0"))
    assert series_of(store, wrong.id) is None
    with store.writing() as connection:
        correct_series(connection, wrong.fact_key, series.key, "minh", None)
    again = series_of(store, wrong.id)
    assert again is not None
    assert [point.why for point in again.points if point.corrected] == ["put here by a person"]


def test_what_is_due_comes_by_day_with_its_state(store: Store, put: Put, plans: dict[str, Any]) -> None:
    milestone = record("Hoàn thành đề án", "Hoàn thành", "milestone", None, due=by(2024), body="Sở Y tế")
    done = put(store, "đề án.txt", [milestone], province="Lào Cai").targets[0]
    today = date(2026, 1, 1)

    def states(until: date, **more: Any) -> list[tuple[str, str, bool]]:
        found = due(store, Filter(province=("Lào Cai",), **more), until, today)
        return [(one.hit.target.evidence.quote, one.state, one.overdue) for one in found]

    assert states(date(2025, 12, 31)) == [("Hoàn thành", "unknown", True), ("3%", "not met", True)]
    assert states(date(2024, 12, 31)) == [("Hoàn thành", "unknown", True)]
    assert states(date(2025, 12, 31), body="y tế") == [("Hoàn thành", "unknown", True)]
    enter_result(store, done.id, Decimal(1), date(2024, 11, 1), source="Công văn 5", author="lan")
    goal = plans["plan"].targets[0]
    enter_result(store, goal.id, Decimal("2.9"), date(2025, 12, 1), source="Báo cáo nhanh", author="lan")
    assert states(date(2025, 12, 31)) == [("Hoàn thành", "met", False), ("3%", "met", False)]
    series = series_of(store, goal.id)
    assert series is not None
    (entered,) = [point for point in series.points if point.role == "entered"]
    assert (entered.number.value, entered.source) == (Decimal("0.029"), "Báo cáo nhanh")
    assert "lan" in entered.why


def test_results_are_entered_for_targets_only(store: Store, plans: dict[str, Any]) -> None:
    day = date(2025, 1, 1)
    with pytest.raises(ChiTieuError, match="no record"):
        enter_result(store, "không có", Decimal(1), day, source="a", author="b")
    with pytest.raises(ChiTieuError, match="is a result already"):
        enter_result(store, plans["report"].targets[0].id, Decimal(1), day, source="a", author="b")
    with pytest.raises(ChiTieuError, match="a source and an author"):
        enter_result(store, plans["plan"].targets[0].id, Decimal(1), day, source=" ", author="b")


def jobs(value: str, scope: str | None, **more: Any) -> Any:
    line = f"{scope or 'Toàn tỉnh'}: {value} lao động"
    fields = {"unit": "lao động", "subject": "lao động", "due": by(2024), "scope": scope, **more}
    return record(line, value, "count", value, **fields)


def test_figures_of_places_are_added_up_beside_the_provinces(store: Store, put: Put) -> None:
    places = [jobs("100", "Huyện Đô Lương"), jobs("250", "Thành phố Vinh")]
    put(store, "đủ.txt", [jobs("350", None), *places], number="1/QĐ-UBND")
    put(store, "thiếu.txt", [jobs("400", None), *places], number="2/QĐ-UBND")
    told = {one.whole.number: (one.adds_up, one.told) for one in allocations(store, Filter()) if one.whole}
    assert told == {
        "1/QĐ-UBND": (True, "2 places come to 350 of 350 lao động: they add up"),
        "2/QĐ-UBND": (False, "2 places come to 350 of 400 lao động: they are 50 too few"),
    }


def test_shares_of_places_are_not_added(store: Store, put: Put) -> None:
    lines = [
        record(f"{place}: 5%", "5%", "percentage", "5", unit="%", subject="hộ nghèo", scope=place, due=by(2024))
        for place in ("Huyện Kỳ Sơn", "Huyện Con Cuông")
    ]
    put(store, "a.txt", lines)
    (one,) = allocations(store, Filter())
    assert (one.adds_up, one.total) == (None, None)
    assert "wholes are different" in one.told


def test_a_province_that_went_on_as_it_was_has_one_series_over_the_reform(store: Store, put: Put) -> None:
    """Sơn La is the same land before and after 2025-07-01, Lào Cai is not."""
    for name, several in (("Sơn La", True), ("Lào Cai", False)):
        plan = put(store, f"{name}.txt", [poor("3", 2026, "target")], province=name, issued=date(2022, 1, 1))
        put(store, f"{name} sau.txt", [poor("4", 2026, "result")], province=name, issued=date(2026, 1, 9))
        found = series_of(store, plan.targets[0].id)
        assert found is not None
        assert len(found.points) == 1 + several, name


def test_what_is_due_is_told_by_body_and_by_place(store: Store, put: Put) -> None:
    """Whoever issued a document answers for what names nobody; groups count all, also what a list leaves out."""
    lines = [
        record(f"{place} có {number} xã", f"{number} xã", "count", str(number), unit="xã", due=by(year), scope=place,
               subject=f"xã {number}", body=body)
        for number, place, year, body in (
            (1, "huyện Đô Lương", 2023, "Sở Y tế"), (2, "huyện Đô Lương", 2025, None),
            (3, "toàn tỉnh", 2024, "Sở Y tế"),
        )
    ]  # fmt: skip
    put(store, "a.txt", lines, province="Nghệ An", issuing_body="UBND tỉnh Nghệ An")
    last, today = date(2025, 12, 31), date(2024, 6, 1)
    groups = due_groups(store, Filter(), last, today, "body")
    assert [(one.name, one.due, one.passed) for one in groups] == [("Sở Y tế", 2, 1), ("UBND tỉnh Nghệ An", 1, 0)]
    groups = due_groups(store, Filter(), last, today, "place")
    assert [(one.name, one.due, one.passed) for one in groups] == [
        ("huyện Đô Lương, Nghệ An", 2, 1), ("Nghệ An", 1, 0),
    ]  # fmt: skip
    listed = list(due(store, Filter(), last, today, group="body"))
    assert [(one.group, one.day.year) for one in listed] == [
        ("Sở Y tế", 2023), ("Sở Y tế", 2024), ("UBND tỉnh Nghệ An", 2025),
    ]  # fmt: skip
    assert sum(one.due for one in due_groups(store, Filter(), date(2023, 12, 31), today, "body")) == 1
