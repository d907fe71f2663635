"""Words are found as they are meant in Vietnamese, and the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from extractor.core.document import Block, RawDocument, Sentence
from extractor.core.extraction import Extraction
from extractor.core.particulars import Particulars
from extractor.core.target import Evidence, Target
from extractor.query.filter import Filter, FilterError
from extractor.query.search import search
from extractor.query.texts import find_texts
from extractor.query.wording import hits, read_wording, snippet
from extractor.store.database import open_store
from extractor.store.repository import Store

LINES = (
    "Có 12 xã đạt chuẩn nông thôn mới",
    "Co 13 xa dat chuan nong thon moi",
    "Toà án xét xử 14 vụ án",
    "An ninh ở 15 thôn an toàn",
    "Hoà Bình có 16 dự án, tiêu chí 19.2",
    "Chuẩn nghèo mới áp dụng cho 17 hộ",
    "Ăn uống 18 lần",
)


def extraction(lines: tuple[str, ...] = LINES, name: str = "a.txt", title: str | None = None) -> Extraction:
    """A document whose every line is a sentence with one record, its first number."""
    text = "\n".join(lines) + "\n"
    document_id = hashlib.sha256(text.encode()).hexdigest()
    targets, sentences, start = [], [], 0
    for line in lines:
        digits = next(word for word in line.split() if word.isdigit())
        at = start + line.index(digits)
        span = (start, start + len(line))
        place = Evidence.take(text, (at, at + len(digits)), span, document=name, document_id=document_id)
        key = hashlib.sha256(f"{document_id}{at}".encode()).hexdigest()[:24]
        targets.append(Target(key, key, place, "count", "target", value=int(digits)))  # type: ignore[arg-type]
        sentences.append(Sentence(*span, 0))
        start += len(line) + 1
    raw = RawDocument(name, document_id, "text/plain", text)
    blocks = (Block("paragraph", 0, len(text) - 1, ()),)
    return Extraction(raw, blocks, tuple(sentences), Particulars(title=title), tuple(targets))


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with open_store(store_url) as opened:
        opened.save(extraction(title="Kế hoạch giảm nghèo"), "1.0", opened.start_run("1.0"))
        yield opened


def found(store: Store, words: str) -> list[str]:
    return [hit.target.evidence.quote for hit in search(store, Filter(words=words))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("đạt chuẩn", ["12"]),
        ("dat chuan", ["13", "12"]),
        ("ĐẠT CHUẨN", ["12"]),
        ("đạt chuan", ["12"]),
        ("án", ["14", "16"]),
        ("an", ["15", "14", "16", "18"]),
        ("ăn", ["18"]),
        ("hòa bình", ["16"]),
        ("Hoà Bình", ["16"]),
        ("hoa binh", ["16"]),
        ("tòa án", ["14"]),
        ('"nông thôn mới"', ["12"]),
        ('"thôn nông"', []),
        ("thôn nông", ["12"]),
        ('"nong thon"', ["13", "12"]),
        ('"xa đạt"', ["12"]),
        ("chuẩ*", ["12", "17"]),
        ("chuan*", ["13", "12", "17"]),
        ("ngh*", ["17"]),
        ("19.2", ["16"]),
        ("2.19", []),
        ("12", ["12"]),
        ("không có", []),
        ("NEAR(an ninh)", []),
        ('toned:an OR "', []),
        ("an AND ninh", []),
        ("' OR 1=1 --", []),
    ],
)  # fmt: skip
def test_words_find_what_is_meant(store: Store, words: str, expected: list[str]) -> None:
    assert found(store, words) == expected


@pytest.mark.parametrize("words", ["", '""', "* ?", "'--", " ".join(["an"] * 40)])
def test_what_holds_no_word_or_too_many_is_refused(words: str) -> None:
    with pytest.raises(FilterError, match="text"):
        read_wording(words)


def test_a_document_that_is_replaced_is_found_by_its_new_words_only(store: Store) -> None:
    first = extraction(title="Kế hoạch giảm nghèo")
    run = store.start_run("2.0")
    assert store.save(Extraction(first.raw, first.blocks, first.sentences[:1], targets=first.targets[:1]), "2.0", run)
    assert found(store, "an") == []
    assert found(store, "chuẩn") == ["12"]
    assert [text.text for text in find_texts(store, "sentence", "an")] == []


def test_sentences_and_titles_are_found_too(store: Store) -> None:
    sentences = find_texts(store, "sentence", "an ninh")
    assert [(one.text, one.name) for one in sentences] == [(LINES[3], "a.txt")]
    (document,) = find_texts(store, "document", "giam ngheo")
    assert (document.title, [part for part, hit in document.snippet if hit]) == (
        "Kế hoạch giảm nghèo", ["giảm", "nghèo"],
    )  # fmt: skip
    assert find_texts(store, "document", "giám") == []


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Hoà Bình đạt chuẩn", "hòa dat", ["Hoà", "đạt"]),
        ("án và an", "án", ["án"]),
        ("án và an", "an", ["án", "an"]),
        ("nông thôn mới, nông nghiệp", '"nông thôn"', ["nông thôn"]),
        ("xã, XÃ và xa", "xa*", ["xã", "XÃ", "xa"]),
        ("không", "có", []),
    ],
)
def test_hits_are_marked(text: str, words: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in hits(text, read_wording(words))] == expected


def test_a_snippet_shows_the_hit_of_a_long_text() -> None:
    text = "mở đầu " * 100 + "tỷ lệ hộ nghèo giảm " + "kết thúc " * 100
    parts = snippet(text, read_wording('"hộ nghèo"'))
    assert ("hộ nghèo", True) in parts
    assert len("".join(part for part, _ in parts)) < 300
    assert parts[0][0].startswith("…")
    assert parts[-1] == (" …", False)
    whole = snippet("tỷ lệ hộ nghèo", read_wording("hộ"))
    assert whole == [("tỷ lệ ", False), ("hộ", True), (" nghèo", False)]
