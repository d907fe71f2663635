"""What OCR is not sure of in a letterhead: digits written or stamped by hand are told and never guessed."""

from __future__ import annotations

from dataclasses import replace

from extractor.core.document import RawDocument
from extractor.core.particulars import Particulars

SURE = 0.7
"""A digit that was read with less confidence than this may be any other."""

_WHAT = {"number": "the number", "issued": "the day of issue"}


def without_doubtful(raw: RawDocument, found: Particulars) -> Particulars:
    """The particulars without a number or a day whose digits a scan did not show clearly, with a note on each."""
    if not raw.pages or not raw.pages[0].scanned:
        return found
    spans, notes = dict(found.spans), list(found.notes)
    cleared: dict[str, None] = {}
    for name, what in _WHAT.items():
        span = spans.get(name)
        if span is None:
            if name == "number" and found.doc_type is not None:
                notes.append(f"{what} cannot be read: perhaps it is written by hand")
            continue
        if _lowest(raw, *span) < SURE:
            read = " ".join(raw.text[span[0] : span[1]].split())
            notes.append(f"{what} is uncertain, perhaps written by hand; OCR reads {read!r}")
            cleared[name] = None
            del spans[name]
    return replace(found, spans=spans, notes=tuple(notes), **cleared)  # type: ignore[arg-type]  # both fields may be None


def _lowest(raw: RawDocument, start: int, end: int) -> float:
    """The least confidence of the words with digits in a stretch of text; 1 where there are none."""
    return min(
        (
            word.confidence
            for page in raw.pages
            for word in page.words
            if word.start < end and start < word.end and word.confidence is not None
            if any(c.isdigit() for c in raw.text[word.start : word.end])
        ),
        default=1.0,
    )
