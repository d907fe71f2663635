"""Pages of frequent words are the same whether all of their records are found or only as many as a page needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractor.query import facets as counting
from extractor.query import first_page
from extractor.query.filter import Filter
from extractor.query.memory import Memory
from extractor.store.repository import Store

from .conftest import record

Put = Callable[..., Any]


@pytest.fixture
def plans(store: Store, put: Put) -> Store:
    """Records that hold "an" and "án" in turn, half of them results."""
    for name in range(4):
        lines = [
            record(
                f"Dự {'án' if at % 3 else 'an'} thứ {at} có {at} xã", f"{at} xã", "count", str(at), unit="xã",
                status="target" if at % 2 else "result",
            )
            for at in range(10 * name, 10 * name + 10)
        ]  # fmt: skip
        put(store, f"{name}.txt", lines, province="Lào Cai" if name % 2 else "Sơn La")
    return store


def walked(memory: Memory, wanted: Filter, limit: int) -> tuple[list[int], list[str]]:
    """All results by pages, and the counts that the pages gave."""
    seqs: list[int] = []
    counts: list[str] = []
    cursor = None
    while True:
        page = memory.page(wanted, limit, cursor)
        seqs += [hit.seq for hit in page.hits]
        counts.append(str(page.total))
        cursor = page.cursor
        if cursor is None:
            return seqs, counts


@pytest.mark.parametrize("words", ["an", "án", '"du an"', "xã", "th*", "không-có", "an xã"])
def test_pages_are_the_same_either_way(plans: Store, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    # making a database takes longer than asking it: all sizes are asked of one
    for limit, portion in ((1, 2), (3, 5), (7, 2), (50, 2), (50, 1000)):
        monkeypatch.setattr(first_page, "LEAST", portion)
        monkeypatch.setattr(first_page, "MOST", 20 * portion)
        monkeypatch.setattr(counting, "EXACT", 3 * portion)
        for wanted in (
            Filter(words=words),
            Filter(words=words, status="target"),
            Filter(words=words, province=("Sơn La",)),
            Filter(words=words, province=("Huế",)),  # of which there is nothing
        ):
            early, late = Memory(plans), Memory(plans)
            monkeypatch.setattr(late, "_early_page", lambda *_: None)
            assert walked(early, wanted, limit) == walked(late, wanted, limit)


def test_counts_end_where_they_are_told_to(plans: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "EXACT", 9)
    assert str(Memory(plans).page(Filter(words="xã"), 5).total) == "9+"
    assert str(Memory(plans).page(Filter(words="xã", province=("Sơn La",), status="target"), 5).total) == "9+"
