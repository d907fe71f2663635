"""Small plans to ask questions about: lines of text, each with its record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from extractor.core.document import Block, RawDocument, Sentence
from extractor.core.extraction import Extraction
from extractor.core.particulars import Particulars
from extractor.core.period import Period
from extractor.core.target import Evidence, Target
from extractor.registry import canonical
from extractor.store.database import open_store
from extractor.store.repository import Store


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with open_store(store_url) as opened:
        yield opened


@pytest.fixture
def sqlite_store(tmp_path: Any) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'x.db'}") as opened:
        yield opened


def by(year: int) -> Period:
    return Period(f"năm {year}", None, date(year, 12, 31))


def record(line: str, quote: str, kind: str, value: str | None, **fields: Any) -> tuple[str, str, dict[str, Any]]:
    """A line of a plan and its record; canonical values follow from the unit as in extraction."""
    number = None if value is None else Decimal(value)
    values = {"kind": kind, "status": "target", "value": number, **fields}
    if number is not None and "canonical_value" not in values and kind != "ratio":
        base = canonical(number, values.get("unit") or "", kind)
        if base:
            values["canonical_value"], values["canonical_unit"] = base
    return line, quote, values


def plan(name: str, lines: list[tuple[str, str, dict[str, Any]] | str], **own: Any) -> Extraction:
    """A document of these lines; a line without a record is only a sentence."""
    texts = [line if isinstance(line, str) else line[0] for line in lines]
    text = "\n".join(texts) + "\n"
    document_id = hashlib.sha256((name + text).encode()).hexdigest()
    targets, sentences, start = [], [], 0
    for line, words in zip(lines, texts, strict=True):
        span = (start, start + len(words))
        sentences.append(Sentence(*span, 0))
        if not isinstance(line, str):
            _, quote, values = line
            at = start + words.index(quote)
            place = Evidence.take(text, (at, at + len(quote)), span, document=name, document_id=document_id)
            key = hashlib.sha256(f"{document_id}{at}".encode()).hexdigest()[:24]
            targets.append(Target(id=key, fact_key=f"fact-{key}", evidence=place, **values))
        start += len(words) + 1
    raw = RawDocument(name, document_id, "text/plain", text)
    blocks = (Block("paragraph", 0, max(0, len(text) - 1), ()),)
    return Extraction(raw, blocks, tuple(sentences), Particulars(**own), tuple(targets))


@pytest.fixture
def put(request: pytest.FixtureRequest) -> Callable[..., Extraction]:
    """Stores a plan in a store: put(store, name, lines, **particulars)."""

    def call(store: Store, name: str, lines: list[Any], **own: Any) -> Extraction:
        made = plan(name, lines, **own)
        store.save(made, "1.0", store.start_run("1.0"))
        return made

    return call
