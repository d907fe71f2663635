"""What a server counts in memory is what the database finds, page by page and facet by facet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from extractor.query.facets import FACETS, Count, count
from extractor.query.filter import Filter, FilterError
from extractor.query.memory import Memory
from extractor.query.search import search
from extractor.review.log import Draft, decide
from extractor.store.repository import Store

from .conftest import by, record

FILTERS = (
    Filter(),
    Filter(status="target"),
    Filter(kind=("percentage", "money")),
    Filter(province=("Lào Cai",)),
    Filter(province=("Lào Cai", "Hà Giang"), status="result"),
    Filter(year=2025),
    Filter(due_from=date(2024, 1, 1), due_to=date(2025, 6, 30)),
    Filter(unit="đồng", minimum=Decimal("1e9")),
    Filter(unit="%", minimum=Decimal(5), maximum=Decimal(20)),
    Filter(minimum=Decimal(20)),
    Filter(criterion="19"),
    Filter(sector=("y tế",)),
    Filter(words="ho ngheo"),
    Filter(words="hộ"),
    Filter(document="báo cáo"),
    Filter(number="1/KH-UBND"),
    Filter(as_of=date(2023, 6, 1)),
    Filter(review=("accepted",)),
    Filter(review=("unreviewed",)),
    Filter(confidence=Decimal("0.8")),
    Filter(place="đô lương"),
    Filter(body="sở"),
)


@pytest.fixture
def filled(store: Store, put: Callable[..., Any]) -> Store:
    """Two provinces with a dozen records of all sorts, two of them reviewed."""
    for at, (province, number) in enumerate((("Lào Cai", "1/KH-UBND"), ("Hà Giang", "2/BC-UBND"))):
        lines = [
            record(f"{name} {at}: {value}% hộ nghèo", f"{value}%", "percentage", value, unit="%", subject="hộ nghèo",
                   status=status, due=by(2023 + at + place), confidence=0.7 + place / 10, sector=sector,
                   scope="huyện Đô Lương" if place else None, criteria=("19.2",) if place == 1 else ())
            for place, (name, value, status, sector) in enumerate(
                (("ho ngheo", "5", "target", "y tế"), ("hộ nghèo", "12", "result", None), ("số", "30", "target", None))
            )
        ]  # fmt: skip
        lines.append(record(f"{at + 2} tỷ đồng", f"{at + 2} tỷ đồng", "money", str(at + 2), unit="tỷ đồng",
                            body="Sở Y tế", due=by(2025)))  # fmt: skip
        name = ("kế hoạch.txt", "báo cáo.txt")[at]
        made = put(store, name, lines, province=province, number=number, issued=date(2022 + at, 10, 1))
        first = made.targets[0]
        action = ("accept", "reject")[at]
        decide(store, "lan", [Draft(action, first.fact_key, first.id, made.raw.document_id, reason="other")])
    return store


@pytest.mark.parametrize("wanted", FILTERS, ids=lambda wanted: wanted.told())
def test_memory_finds_what_the_database_finds(filled: Store, wanted: Filter) -> None:
    stored = [hit.target.id for hit in search(filled, wanted, order="stored")]
    memory = Memory(filled)
    paged: list[str] = []
    cursor = None
    while True:
        page = memory.page(wanted, 2, cursor)
        paged += [hit.target.id for hit in page.hits]
        cursor = page.cursor
        if cursor is None:
            break
    assert paged == stored
    assert page.total == Count(len(stored))


@pytest.mark.parametrize("wanted", FILTERS, ids=lambda wanted: wanted.told())
def test_facets_count_what_choosing_them_finds(filled: Store, wanted: Filter) -> None:
    memory = Memory(filled)
    names = {"criteria": "criterion"}
    for facet, values in memory.facets(wanted).items():
        attribute = names.get(facet, facet)
        for one in values:
            value: Any = int(one.value) if facet == "year" else one.value
            many = isinstance(getattr(Filter(), attribute), tuple)
            narrowed = replace(wanted, **{attribute: (value,) if many else value})
            found = len(list(search(filled, narrowed)))
            assert (facet, one.value, one.count.number) == (facet, one.value, found)


def test_a_facet_is_counted_without_its_own_condition(filled: Store) -> None:
    facets = Memory(filled).facets(Filter(status="target"))
    assert {one.value: one.count.number for one in facets["status"]} == {"target": 6, "result": 2}
    assert {one.value: one.count.number for one in facets["province"]} == {"Lào Cai": 3, "Hà Giang": 3}
    assert set(facets) == set(FACETS)


def test_what_is_stored_later_is_counted(filled: Store, put: Callable[..., Any]) -> None:
    memory = Memory(filled)
    before = memory.version()
    assert memory.total(Filter()) == Count(8)
    put(filled, "thêm.txt", [record("5 xã", "5", "count", "5")])
    assert memory.version() != before
    assert memory.total(Filter()) == Count(9)


def test_counts_are_exact_up_to_ten_thousand() -> None:
    assert (str(count(9_999)), str(count(10_000)), str(count(10_001))) == ("9.999", "10.000", "10.000+")


@pytest.mark.parametrize("cursor", ["x", "", "W10", "WzIsIDFd", "'; --", "ư"])
def test_a_cursor_of_others_is_refused(filled: Store, cursor: str) -> None:
    with pytest.raises(FilterError, match="cursor"):
        Memory(filled).page(Filter(), 2, cursor)


def test_a_server_answers_while_documents_are_stored(filled: Store, put: Callable[..., Any]) -> None:
    import threading

    memory, stop, failures = Memory(filled), threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            try:
                memory.facets(Filter(words="xã", year=2025))
                memory.page(Filter(status="target"))
            except Exception as error:  # noqa: BLE001 - whatever it is, the test tells it
                failures.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for at in range(8):
        put(filled, f"{at}.txt", [record(f"{at} xã năm 2025", str(at), "count", str(at), due=by(2025))])
    stop.set()
    for reader in readers:
        reader.join(20)
    assert failures == []
    assert memory.total(Filter(words="xã")) == Count(8)
