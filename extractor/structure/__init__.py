"""Cuts a document text into blocks of whole lines: titles, headings, paragraphs, items, rows, and what is no text."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.core.document import Block, RawDocument, Table
from extractor.structure.boilerplate import mark_boilerplate
from extractor.structure.headings import mark_headings, mark_titles
from extractor.structure.layout import drawn_tables, layout
from extractor.structure.lines import lines_of
from extractor.structure.outline import to_blocks

__all__ = ["analyse", "letterhead", "tables"]


def analyse(raw: RawDocument) -> tuple[Block, ...]:
    """The blocks of a document in the order of its text, without gaps but blank lines and drawn rules.

    What a reader knows (``raw.hints``, ``raw.tables``) goes before what the lines look like. Text is kept as a
    paragraph wherever it is not sure to be anything else.
    """
    lines = lines_of(raw.text)
    if not lines:
        return ()
    units = layout(raw, lines)
    mark_boilerplate(units)
    mark_titles(units)
    mark_headings(units)
    return to_blocks(units)


def tables(raw: RawDocument) -> tuple[Table, ...]:
    """The tables that rows of ``analyse`` point into: the reader's own, else those that the text draws."""
    if raw.tables:
        return raw.tables
    return drawn_tables(raw.text, lines_of(raw.text))


def letterhead(blocks: Sequence[Block]) -> dict[str, tuple[Block, ...]]:
    """The blocks that a document's own particulars are read from: letterhead, title, signature, recipients."""
    kinds = ("letterhead", "title", "signature", "recipients")
    return {kind: tuple(block for block in blocks if block.kind == kind) for kind in kinds}
