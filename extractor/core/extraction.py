"""Everything that the pipeline makes of one document."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.core.document import Block, RawDocument, Sentence
from extractor.core.particulars import Particulars
from extractor.core.target import Target


@dataclass(frozen=True, slots=True)
class Extraction:
    """A document with its blocks, sentences, particulars and target records; all in order of the text."""

    raw: RawDocument
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    particulars: Particulars = field(default_factory=Particulars)
    targets: tuple[Target, ...] = ()
