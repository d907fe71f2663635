"""Other documents that a text cites: kind, number, day and issuing body as far as the words say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.core.particulars import Reference
from extractor.lexicon.bodies import DEPARTMENTS
from extractor.lexicon.doctypes import DOC_TYPES
from extractor.link.days import DAY, day_of

_BY_CODE = {code: kind.name for kind in DOC_TYPES for code in kind.codes}
_NAMES = "|".join(
    regex.escape(name).replace(r"\ ", r"\s++")
    for name in sorted((n for kind in DOC_TYPES for n in (kind.name, *kind.others)), key=len, reverse=True)
)
_FIELDS = "|".join(
    regex.escape(name).replace(r"\ ", r"\s++")
    for name in sorted((n for field in DEPARTMENTS for n in (field.name, *field.others)), key=len, reverse=True)
)
_CODE = r"[A-ZĐ][A-Za-zĐđƯư]{0,9}+\d{0,2}+(?:\s?+[-–]\s?+[A-ZĐƯ](?:[A-Za-zĐđƯư0-9]|[&,.](?=[A-ZĐ])){0,14}+){0,3}+"
NUMBER = rf"""
    (?:
        \d{{1,5}}+(?:\.\d{{1,2}}+)?+[A-Za-z]?+\s?+/\s?+(?:\d{{4}}\s?+/\s?+)?+{_CODE}  # 66/2021/NĐ-CP
      | \d{{1,5}}+[A-Za-z]?+\s?+[-–]\s?+[A-ZĐ][A-Za-zĐđ]{{1,6}}+\s?+/\s?+[A-ZĐ][A-Za-zĐđ.]{{0,9}}+  # 57-NQ/TW
    )
"""
"""A số hiệu as it is written, for verbose patterns."""

_NUMBER = regex.compile(NUMBER, regex.VERBOSE)
_SEEMS = re.compile(r"(?<!\d)\d{1,5}(?:\.\d{1,2})?[A-Za-z]?\s?[/–-]")
"""How a số hiệu begins, sought first: most of a text is passed over in a tenth of the time."""
_CITED = regex.compile(rf"{NUMBER}|(?<=\s)\d{{1,4}}/(?:19|20)\d\d(?![\d/])", regex.VERBOSE)
_KIND_BEFORE = regex.compile(
    rf"(?r)(?<![\p{{L}}\p{{N}}])(?P<kind>(?i:{_NAMES}))\s++(?:(?i:số)\s*+:?+\s*+)?+", regex.VERBOSE
)
_STROKE = regex.compile(r"\s*+([/-])\s*+")
_OF_ASSEMBLY = regex.compile(r"/QH\d{1,2}$")
_LAW = regex.compile(r"(luật|nghị quyết|pháp lệnh)\b[^;.\d]*+$", regex.IGNORECASE)
_BODY = regex.compile(
    rf"""
    \s*+(?:của|do)\s++
    (?P<body>
        (?:Ủy\s++ban\s++Thường\s++vụ\s++)?+Quốc\s++hội|Thủ\s++tướng(?:\s++Chính\s++phủ)?+|Văn\s++phòng\s++Chính\s++phủ
      | Chính\s++phủ|Bộ\s++Chính\s++trị|Ban\s++Bí\s++thư|Ban\s++Chấp\s++hành\s++Trung\s++ương
      | (?:Bộ\s++trưởng\s++)?+Bộ\s++(?:{_FIELDS})(?!\p{{L}})
      | (?:Ban\s++(?:Thường\s++vụ|Chấp\s++hành)\s++)?+(?:Đảng\s++bộ\s++)?+
        (?:(?:U[ỷy]|Ủy)\s?+ban\s++nhân\s++dân|UBND|Hội\s++đồng\s++nhân\s++dân|HĐND|Tỉnh\s++(?:ủy|uỷ)|Thành\s++(?:ủy|uỷ))
        (?:\s++(?i:tỉnh|thành\s++phố|TP\.?+|huyện))?+(?:(?:\s++\p{{Lu}}\p{{L}}*+){{2,4}}+(?:\s*+[-–]\s*+(?:\p{{Lu}}\p{{L}}*+\s?+){{2}})?+)?+
    )
    """,
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference and where it stands in the text."""

    start: int
    end: int
    reference: Reference


def tidy(number: str) -> str:
    """A số hiệu without the blanks that line breaks and typing leave in it: "01 / NQ - CP" is "01/NQ-CP"."""
    return _STROKE.sub(r"\1", number.replace("–", "-")).strip()


def kind_of_number(number: str) -> str | None:
    """The kind of document that a số hiệu says: "383/KH-UBND" is "kế hoạch"; without a code of a kind a công văn."""
    if _OF_ASSEMBLY.search(number):
        return None  # laws and resolutions of the National Assembly are numbered alike
    parts = tidy(number).replace("-", "/").split("/")
    code = next((part for part in parts[1:] if not part.isdigit()), "")
    if code in _BY_CODE:
        return _BY_CODE[code]
    if len(parts) >= 3 and not parts[1].isdigit() and parts[1].isupper():
        return "công văn"
    return None


def _skip(text: str, place: int) -> int:
    """The first place from ``place`` on that is neither a blank nor a comma."""
    while place < len(text) and (text[place].isspace() or text[place] == ","):
        place += 1
    return place


def find_citations(text: str) -> Iterator[Citation]:
    """All citations of a text in order, repeated ones included."""
    last = 0
    for begins in _SEEMS.finditer(text):
        match = _CITED.match(text, begins.start()) if begins.start() >= last else None
        if match is None:
            continue
        kind = _KIND_BEFORE.match(text, last, match.start())
        if kind is None and text[match.start() - 1 : match.start()].isalnum():
            continue
        start, last = kind.start() if kind else match.start(), match.end()
        number = match.group()
        name = " ".join(kind.group("kind").split()).lower() if kind else None
        whole = _NUMBER.fullmatch(number) is not None
        if not whole and name is None:
            continue  # "12/2020" alone is a month
        number = tidy(number)
        if name is None and number.count("/") + number.count("-") < 2:
            continue  # "2020/KH" without a word is a heading of a table
        if name is None and "QH" in number:
            law = _LAW.search(text[max(0, start - 90) : start])
            name = law.group(1).lower() if law else None
        by_code = kind_of_number(number) if whole else None
        if whole and name is None and by_code in (None, "công văn") and "QH" not in number:
            continue  # no word and no code of a kind: "120/127 xã", "5/GPQH"
        end, when = match.end(), None
        after = DAY.match(text, _skip(text, end))
        if after is not None:
            when = day_of(after)
            end = after.end()
        body = _BODY.match(text, end)
        reference = Reference(
            number=number,
            doc_type=name or by_code,
            body=" ".join(body.group("body").split()) if body else None,
            date=when,
        )
        yield Citation(start, match.end(), reference)


def references(text: str, without: str | None = None) -> tuple[Reference, ...]:
    """The documents that a text cites, each once, in order of first mention; the fullest mention of each is kept.

    ``without`` is the document's own number, which is no reference.
    """
    found: dict[str, Reference] = {}
    for citation in find_citations(text):
        new = citation.reference
        number = new.number or ""
        if without is not None and number == without:
            continue
        old = found.get(number)
        if old is None:
            found[number] = new
        else:
            found[number] = Reference(number, old.doc_type or new.doc_type, old.body or new.body, old.date or new.date)
    return tuple(found.values())
