"""Cells of drawn tables are read in their row and column; bench/tables.py tells where they are not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractor.reading import read_bytes

SAMPLES = Path(__file__).parent / "samples"
sys.path[:0] = [str(SAMPLES), str(Path(__file__).parent)]
import drawing  # noqa: E402 - the samples' makers stand beside them
import layouts  # noqa: E402 - likewise
from measured_by import bench  # noqa: E402 - likewise

pytestmark = pytest.mark.skipif(not drawing.FONTS.exists(), reason="apt-get install fonts-dejavu-core to draw tables")


@pytest.mark.parametrize(("kind", "least", "cells"), [("ruled", 0.99, 2000), ("unruled", 0.95, 1000)])
def test_cells_stand_in_their_row_and_column(kind: str, least: float, cells: int) -> None:
    right, every = bench("tables").measure(kind)
    assert every >= cells
    assert right / every >= least


def test_there_are_ten_ruled_layouts() -> None:
    assert len(layouts.RULED) == 10


def test_a_paragraph_with_numbers_is_no_table() -> None:
    page = drawing.Drawing((10,), drawing.Style(ruled=False))
    for words in ("Năm 2024 trồng 120 ha, 35 xã", "và 2025 trồng 150 ha, 40 xã", "rồi 2026 trồng 180 ha, 45 xã"):
        page.text(words)
    assert read_bytes(page.bytes(), "a.pdf").tables == ()
