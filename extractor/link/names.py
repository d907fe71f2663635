"""Names as they are written: bodies out of capitals, and what looks like a person's name."""

from __future__ import annotations

from functools import cache

import regex

from extractor.lexicon.bodies import BODIES, DEPARTMENTS
from extractor.lexicon.places import UNIT_WORDS
from extractor.registry.units import units

_HEADS = sorted({name.lower() for body in BODIES for name in (body.name, *body.others)}, key=len, reverse=True)
BODY_START = regex.compile(
    r"(?:"
    + "|".join(regex.escape(head).replace(r"\ ", r"\s++") for head in _HEADS)
    + r")(?![\p{L}])(?!\s*+(?:chống|cháy|ngừa))",
    regex.IGNORECASE,
)
"""The beginning of a body's name, in whatever case; "PHÒNG CHỐNG" is none."""

_PERSON = regex.compile(r"\p{Lu}\p{L}*+(?:\s++\p{Lu}\p{L}*+){1,4}+")
_NOT_PERSON = regex.compile(
    r"\b(?:tỉnh|thành phố|ủy|uỷ|ban|bộ|sở|chủ tịch|phó|giám đốc|nhân dân|việt nam|chính phủ|nơi nhận|tin|ảnh|báo"
    r"|đảng)\b",
    regex.IGNORECASE,
)


def is_person(said: str) -> bool:
    """Whether words look like a full name: two to five capitalised words, none of them an office's or a body's."""
    return len(said) <= 40 and _PERSON.fullmatch(said) is not None and _NOT_PERSON.search(said) is None


@cache
def _proper_words() -> tuple[tuple[regex.Pattern[str], dict[str, str]], ...]:
    places = {unit.name.lower(): unit.name for unit in units()}
    bodies: dict[str, str] = {}
    for group in (BODIES, DEPARTMENTS):
        for body in group:
            for form in (body.name, *body.others):
                bodies[form.lower()] = form if form[:2].isupper() else body.name
    tables = []
    for table in (bodies, places):
        forms = "|".join(regex.escape(form) for form in sorted(table, key=len, reverse=True))
        tables.append((regex.compile(rf"(?<!\p{{L}})(?:{forms})(?!\p{{L}})"), table))
    return tuple(tables)


_UNIT = regex.compile(r"(?:" + "|".join(regex.escape(word.word) for word in UNIT_WORDS) + r")(?!\p{L})")
_AFTER_UNIT = regex.compile(
    r"(?<!\p{L})(" + "|".join(regex.escape(word.word) for word in UNIT_WORDS) + r")(\s++)(\p{Ll}[\p{L}\s]*+)"
)


def proper(said: str) -> str:
    """A name in capitals as it is written in running text ("UBND TỈNH LÀO CAI" is "UBND tỉnh Lào Cai").

    Words that are no body, field or place that the lexicon knows stay small; what is not all capitals stays as it is.
    """
    said = " ".join(said.split())
    if not said.isupper() and not is_person(said.title()):
        return said
    if not said.isupper():
        return said
    text = said.lower()
    if is_person(said) and BODY_START.match(said) is None:
        return said.title()
    for pattern, table in _proper_words():
        text = _written(pattern, table, text)
    text = _AFTER_UNIT.sub(lambda match: match.group(1) + match.group(2) + match.group(3).title(), text)
    head = BODY_START.match(text)
    if head and not _UNIT.match(text, head.end() + 1):
        text = text[: head.end()] + text[head.end() : head.end() + 2].title() + text[head.end() + 2 :]
    return text[0].upper() + text[1:]


def _written(pattern: regex.Pattern[str], table: dict[str, str], text: str) -> str:
    return pattern.sub(lambda match: table[match.group()], text)
