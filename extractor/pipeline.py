"""Composes the rooms: bytes to a document, to sentences, to target records. No logic of its own."""

from __future__ import annotations

from pathlib import Path

from extractor.core.document import RawDocument
from extractor.core.extraction import Extraction
from extractor.link.particulars import particulars as particulars_of
from extractor.link.records import Linker
from extractor.reading import read as read_document
from extractor.segment import sentences as sentences_of
from extractor.structure import analyse, tables


def read(path: str | Path) -> RawDocument:
    """Reads a file of any known format. Raises ``UnreadableError`` with the reason and the remedy."""
    return read_document(path)


def extract_document(raw: RawDocument) -> Extraction:
    """Everything that is made of one document, in order of its text."""
    blocks = analyse(raw)
    sentences = sentences_of(raw.text, blocks)
    particulars = particulars_of(raw, blocks)
    targets = Linker(raw, blocks, particulars, sentences, tables(raw)).targets()
    return Extraction(raw, blocks, sentences, particulars, targets)
