"""Bounds that a noun gives: a price that is a ceiling may not be passed, one that is a floor not be missed."""

from __future__ import annotations

from dataclasses import replace

import regex

from extractor.core.quantity import Comparator
from extractor.grammar.rule import Find
from extractor.link.sentence import Cues, Passage, number_of, quantity_of

_LIMIT = Cues(
    regex.compile(
        r"(?<!\w)giá\s+(?P<which>trần|sàn|tối\s+đa|tối\s+thiểu)(?!\w)",
        regex.IGNORECASE,
    ),
    words=("trần", "sàn", "tối"),
)
_BOUNDS: dict[str, Comparator] = {"trần": "<=", "tối đa": "<=", "sàn": ">=", "tối thiểu": ">="}
_ANOTHER = regex.compile(r"[.;]\s|(?<!\w)(?:hiện|trước\s+đây|tăng|giảm|tương\s+đương)(?!\w)", regex.IGNORECASE)
"""What ends the reach of such a noun."""
_REACH = 260
"""Characters over which a noun reaches in the list of its figures."""


def within_limit(passage: Passage, find: Find) -> Find:
    """A sum or measure with the comparator of the limit that it is: "mức giá trần … thủy điện là 6,95 cent/kWh"."""
    quantity = quantity_of(find)
    if quantity.kind not in ("money", "measure") or quantity.comparator != "=" or quantity.upper is not None:
        return find
    start = number_of(find)[0]
    nouns = passage.matches_in(_LIMIT, max(0, start - _REACH), start)
    if not nouns or _ANOTHER.search(passage.text, nouns[-1].end(), start):
        return find
    which = " ".join(nouns[-1]["which"].lower().split())
    return replace(find, value=replace(quantity, comparator=_BOUNDS[which]))
