"""A store with two plans, extracted for review."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import pytest

from extractor.core.document import RawDocument
from extractor.core.extraction import Extraction
from extractor.pipeline import extract_document
from extractor.store.database import open_store
from extractor.store.repository import Store

PLAN = """ỦY BAN NHÂN DÂN TỈNH LÀO CAI
Số: 45/KH-UBND

Lào Cai, ngày 9 tháng 3 năm 2021

KẾ HOẠCH
Xây dựng nông thôn mới giai đoạn 2021-2025

I. MỤC TIÊU

Đến năm 2025 có 120/127 xã đạt tiêu chí 19.2; ít nhất 40% số hộ dân dùng nước sạch.

Phấn đấu thu nhập bình quân đạt 58 triệu đồng/người/năm vào năm 2025.

Mỗi năm đào tạo nghề cho 1.200 lao động nông thôn.

II. KẾT QUẢ

Hết năm 2020, toàn tỉnh có 62 xã đạt chuẩn nông thôn mới.
"""


def extracted(text: str = PLAN, name: str = "ke-hoach.txt") -> Extraction:
    raw = RawDocument(name, hashlib.sha256(text.encode()).hexdigest(), "text/plain", text)
    return extract_document(raw)


def put(store: Store, text: str = PLAN, name: str = "ke-hoach.txt", version: str = "1.0") -> Extraction:
    made = extracted(text, name)
    store.save(made, version, store.start_run(version))
    return made


@pytest.fixture(scope="session")
def extract() -> Callable[..., Extraction]:
    return extracted


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """The plan, on SQLite and on PostgreSQL."""
    with open_store(store_url) as made:
        put(made)
        yield made


@pytest.fixture
def lite(tmp_path: object) -> Iterator[Store]:
    """The plan, on SQLite alone."""
    with open_store(f"sqlite:///{tmp_path}/review.db") as made:
        put(made)
        yield made
