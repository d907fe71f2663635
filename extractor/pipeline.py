"""Composes the rooms: bytes to a document, to sentences, to target records. No logic of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from extractor.core.document import RawDocument
from extractor.core.extraction import Extraction
from extractor.link.particulars import particulars as particulars_of
from extractor.link.records import Linker, SubjectModel
from extractor.ner import has_weights, subject_of
from extractor.reading import read as read_document
from extractor.segment import sentences as sentences_of
from extractor.structure import analyse, tables


def read(path: str | Path) -> RawDocument:
    """Reads a file of any known format. Raises ``UnreadableError`` with the reason and the remedy."""
    return read_document(path)


def extract_document(raw: RawDocument, *, model: bool = True) -> Extraction:
    """Everything that is made of one document, in order of its text.

    With ``model`` a trained model points at the subject where the rules only know the first noun phrase or none, if
    its weights lie beside the package; ``chitieu doctor`` says whether they do.
    """
    blocks = analyse(raw)
    sentences = sentences_of(raw.text, blocks)
    particulars = particulars_of(raw, blocks)
    linker = Linker(raw, blocks, particulars, sentences, tables(raw), subject_model=_subject_model() if model else None)
    targets = linker.targets()
    return Extraction(raw, blocks, sentences, particulars, targets, tuple(sorted(set(linker.skipped))))


@cache
def _subject_model() -> SubjectModel | None:
    return _pointed if has_weights("subject") else None


def _pointed(sentence: str, start: int, end: int, guess: str | None) -> str | None:
    wording = subject_of(sentence, start, end, guess)
    return wording.text if wording else None
