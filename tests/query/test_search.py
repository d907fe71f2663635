"""A filter finds what people mean by it, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from extractor.core.extraction import Extraction
from extractor.core.period import Period
from extractor.query.search import Filter, search
from extractor.store.database import open_store
from extractor.store.repository import Store

Make = Callable[..., Extraction]


@pytest.fixture
def store(store_url: str, make_sample: Make) -> Iterator[Store]:
    """A plan of Lào Cai, and one of Hòa Bình with a single record."""
    other = make_sample("Hoà Bình.txt", "Khác.\n")
    target = replace(
        other.targets[4],
        due=Period("giai đoạn 2021-2025", date(2021, 1, 1), date(2025, 12, 31)),
        criteria=("1", "190.1"),
        subject="hộ cận nghèo 100% người Mường",
    )
    other = replace(other, targets=(target,), particulars=replace(other.particulars, province="Hòa Bình", number=None))
    with open_store(store_url) as opened:
        run = opened.start_run("1.0")
        opened.save(make_sample(), "1.0", run)
        opened.save(other, "1.0", run)
        yield opened


LC, HB = "kế hoạch.txt", "Hoà Bình.txt"
FIRST = [(LC, "120/127 xã"), (LC, "6.800 tỷ đồng"), (LC, "0,1 lần"), (LC, "Đến năm 2025")]
SHARE = (LC, "từ 5% đến 7%")
OTHER = (HB, "từ 5% đến 7%")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, [OTHER, *FIRST, SHARE]),
        ({"province": ("tỉnh lào cai",)}, [*FIRST, SHARE]),
        ({"province": ("Lao Cai",)}, [*FIRST, SHARE]),
        ({"province": ("Hoà Bình",)}, [OTHER]),
        ({"document": "kế hoạch"}, [*FIRST, SHARE]),
        ({"document": "45/kh-ubnd"}, [*FIRST, SHARE]),
        ({"document": "_"}, []),
        ({"criterion": "19"}, [FIRST[0]]),
        ({"criterion": "19.2"}, [FIRST[0]]),
        ({"criterion": "19.20"}, []),
        ({"criteria_set": "xa-ntm"}, [FIRST[0]]),
        ({"kind": ("money", "multiple")}, FIRST[1:3]),
        ({"status": "result"}, [OTHER, SHARE]),
        ({"year": 2025}, [OTHER, *FIRST]),
        ({"year": 2020}, [SHARE]),
        ({"year": 2023}, [OTHER]),
        ({"unit": "Tỉ  đồng"}, [FIRST[1]]),
        ({"unit": "đồng", "minimum": Decimal("1e12")}, [FIRST[1]]),
        ({"unit": "đồng", "minimum": Decimal("7e12")}, []),
        ({"unit": "tỷ đồng", "maximum": Decimal("6800")}, [FIRST[1]]),
        ({"minimum": Decimal("0.1"), "maximum": Decimal("0.1")}, [FIRST[2]]),
        ({"unit": "%", "minimum": Decimal("6.5")}, [OTHER, SHARE]),
        ({"unit": "%", "minimum": Decimal("7.5")}, []),
        ({"words": "HỘ nghèo"}, [OTHER, SHARE]),
        ({"words": "ho ngheo"}, [OTHER, SHARE]),
        ({"words": "hồ nghèo"}, []),
        ({"words": "cận 100%"}, [OTHER]),
        ({"words": "muong"}, [OTHER]),
        ({"status": "target", "kind": ("ratio",), "year": 2025, "province": ("Lào Cai",)}, [FIRST[0]]),
    ],
    ids=str,
)
def test_filters(store: Store, wanted: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    hits = [(hit.target.evidence.document, hit.target.evidence.quote) for hit in search(store, Filter(**wanted))]
    assert hits == expected


def test_a_hit_names_its_document_number_and_province(store: Store) -> None:
    (hit,) = search(store, Filter(kind=("money",)))
    assert (hit.number, hit.province, hit.line) == ("45/KH-UBND", "Lào Cai", 3)
