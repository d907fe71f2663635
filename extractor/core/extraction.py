"""Everything that the pipeline makes of one document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from extractor.core.document import Block, RawDocument, Sentence
from extractor.core.particulars import Particulars
from extractor.core.target import Target


@dataclass(frozen=True, slots=True)
class Extraction:
    """A document with its blocks, sentences, particulars and target records; all in order of the text.

    ``skipped`` are the numeric cells of tables that are no records: the offset of each and one of the reasons of the
    guidelines ("numbering", "note", "unreadable", "no row label", "no unit and no role").
    """

    raw: RawDocument
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    particulars: Particulars = field(default_factory=Particulars)
    targets: tuple[Target, ...] = ()
    skipped: tuple[tuple[int, str], ...] = ()

    def tell_skipped(self) -> str:
        """How many cells of tables were passed over and why, in words; nothing where none was."""
        if not self.skipped:
            return ""
        reasons = Counter(reason for _, reason in self.skipped)
        told = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items(), key=lambda pair: -pair[1]))
        return f"{len(self.skipped)} cells of tables are no records: {told}"
