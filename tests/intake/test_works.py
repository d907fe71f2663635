"""One plan in many forms is one work, and plans that only look alike are not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractor.core.document import RawDocument
from extractor.core.extraction import Extraction
from extractor.core.particulars import Particulars, Reference
from extractor.intake import works
from extractor.intake.originals import Extracted
from extractor.intake.signature import bands, likeness, signature_of
from extractor.store.database import open_store
from extractor.store.repository import Store

BODY = "Ủy ban nhân dân tỉnh Lào Cai"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PLAN = " ".join(
    f"Chỉ tiêu thứ {n}: phấn đấu đến năm {2025 + n % 5} có {n * 7} xã đạt chuẩn về {word}."
    for n, word in enumerate(("y tế", "giáo dục", "giao thông", "môi trường", "thủy lợi") * 8)
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'x.db'}") as opened:
        yield opened


def put(store: Store, name: str, text: str, media_type: str, *, signed: bool = False, **own: Any) -> str:
    """Stores a document, and returns its work."""
    raw = RawDocument(name, hashlib.sha256(f"{name}{text}".encode()).hexdigest(), media_type, text)
    made = Extracted(Extraction(raw, particulars=Particulars(**own)), signature_of(text), signed)
    store.save(made.extraction, "1.0", store.start_run("1.0"))
    with store.writing() as connection:
        return works.place(connection, made)


def official(day: date | None = date(2021, 3, 9), **own: Any) -> dict[str, Any]:
    return {"number": "45/KH-UBND", "issuing_body": BODY, "province": "Lào Cai", "issued": day, **own}


def test_every_form_of_a_plan_is_one_work_and_the_signed_one_its_source_of_record(store: Store) -> None:
    news = "Ngày 10/3, tỉnh ban hành Kế hoạch số 45/KH-UBND về nông thôn mới."
    told = Reference("45/KH-UBND")
    found = {
        put(store, "tin.html", news, "text/html", publisher="Báo Lào Cai", province="Lào Cai", references=(told,)),
        put(store, "vb.html", "Trang: " + PLAN, "text/html", **official(issuing_body="UBND tỉnh Lào Cai")),
        put(store, "kh.docx", PLAN + " Dự thảo", DOCX, **official(day=None, number="45 /KH-UBND")),
        put(store, "kh.pdf", PLAN, "application/pdf", signed=True, **official()),
        put(store, "bản sao.docx", PLAN + " .", DOCX),
    }
    last = next(iter(works.works(store, several=True)))
    assert {row["work_id"] for row in last} <= found
    assert [row["name"] for row in last] == ["kh.pdf", "kh.docx", "bản sao.docx", "vb.html", "tin.html"]
    assert {row["name"]: row["how"] for row in last}["bản sao.docx"] == "text"


@pytest.mark.parametrize(
    "other",
    [
        official(number="46/KH-UBND"),
        official(province="Nghệ An", issuing_body="Ủy ban nhân dân tỉnh Nghệ An"),
        official(day=date(2022, 3, 9)),
        official(issuing_body="Hội đồng nhân dân tỉnh Lào Cai"),
    ],
    ids=["another number", "another province", "another day", "another body"],
)
def test_what_a_document_states_of_itself_keeps_it_apart_even_with_the_same_text(
    store: Store, other: dict[str, Any]
) -> None:
    assert put(store, "a.pdf", PLAN, "application/pdf", **official()) != put(
        store, "b.pdf", PLAN + " x", "application/pdf", **other
    )


def test_a_number_alone_makes_no_work(store: Store) -> None:
    first = put(store, "a.txt", "Kế hoạch", "text/plain", number="45/KH-UBND")
    assert put(store, "b.txt", "Kế hoạch khác", "text/plain", number="45/KH-UBND") != first


def test_two_stories_about_one_decision_are_two_until_the_decision_comes(store: Store) -> None:
    told = {"publisher": "Báo", "province": "Lào Cai", "references": (Reference("45/KH-UBND"),)}
    one = put(store, "1.html", "Kế hoạch số 45/KH-UBND đặt mục tiêu", "text/html", **told)
    two = put(store, "2.html", "Theo Kế hoạch số 45/KH-UBND thì", "text/html", **told)
    assert one != two
    put(store, "kh.pdf", PLAN, "application/pdf", **official())
    (work,) = works.works(store)
    assert [row["name"] for row in work] == ["kh.pdf", "1.html", "2.html"]


def test_placing_a_document_again_leaves_the_works_as_they_are(store: Store) -> None:
    put(store, "a.pdf", PLAN, "application/pdf", **official())
    put(store, "b.docx", PLAN + " .", DOCX, **official())

    def members() -> list[list[tuple[str, str]]]:
        return [[(row["work_id"], row["name"]) for row in forms] for forms in works.works(store)]

    before = members()
    put(store, "a.pdf", PLAN, "application/pdf", **official())
    assert members() == before


def test_the_signature_tells_how_much_two_texts_share() -> None:
    def bands_of(text: str) -> list[str]:
        return [value for _, value in bands(signature_of(text))]

    bare = PLAN.lower().replace("ă", "a").replace(",", " ;")
    assert likeness(bands_of(PLAN), bands_of(bare)) > 0.9
    half = PLAN[: len(PLAN) // 2] + " ".join(f"phần khác số {n} không giống gì" for n in range(120))
    assert likeness(bands_of(PLAN), bands_of(half)) < 0.6
    assert signature_of("quá ngắn") == ()
