"""On public documents with gold records: no record stands in what is taken for boilerplate."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from extractor.core.document import RawDocument
from extractor.segment import sentences
from extractor.structure import analyse

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = sorted((SHARED / "eval" / "gold").glob("*.jsonl"))


@pytest.mark.skipif(not GOLD, reason="the public documents and their gold records are not beside the project")
@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_every_record_stands_in_one_sentence_of_text(gold: Path) -> None:
    source = next(
        path
        for folder in ("documents", "seeds")
        for path in (SHARED / folder).glob(f"{gold.stem}.*")
        if path.suffix in (".txt", ".md")
    )
    text = unicodedata.normalize("NFC", source.read_text("utf-8-sig"))
    spans = [
        (sentence.start, sentence.end)
        for sentence in sentences(text, analyse(RawDocument(source.name, "0", "text/plain", text)))
    ]
    for line in gold.read_text("utf-8").splitlines():
        record = json.loads(line)
        if "start" in record:
            assert any(start <= record["start"] and record["end"] <= end for start, end in spans), record["quote"]
