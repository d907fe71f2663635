"""Who signed a document: the name under the office at its end."""

from __future__ import annotations

from collections import deque

import regex

from extractor.lexicon.doctypes import POSITIONS
from extractor.link.names import is_person, proper
from extractor.link.plain import lines_between

_OFFICE = regex.compile(
    r"(?<![\p{L}.])(?:(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\.|T/M\s|(?:"
    + "|".join(
        sorted((regex.escape(position.upper()).replace(r"\ ", r"\s++") for position in POSITIONS), key=len)[::-1]
    )
    + r")(?!\p{L}))"
)
_SIGNED = regex.compile(r"^\(?(?:đã ký|đã kí|ký tên)[^)]*+\)?\s*+", regex.IGNORECASE)
MOST_OFFICES = 40
"""Offices in capitals that are looked at from the end of a document, before it is taken for unsigned."""


def read_signer(text: str) -> tuple[str, int, int] | None:
    """The name under the office of whoever signed ("KT. CHỦ TỊCH", "GIÁM ĐỐC"), the last one of the document."""
    for match in reversed(deque(_OFFICE.finditer(text), maxlen=MOST_OFFICES)):
        lines = lines_between(text, match.start(), match.start() + 500)
        if not lines or len(lines[0].text) > 60:
            continue
        for line in lines[1:6]:
            name = _SIGNED.sub("", line.text).strip(" .")
            if is_person(name):
                start = text.rfind(name, line.start, line.end)
                if start < 0:
                    start = line.start
                return proper(name), start, line.end
            if len(line.text) > 60:
                break
    return None
