"""What frames an official document: letterhead, addressees, recipients, signature."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from extractor.core.document import BlockKind
from extractor.lexicon.boilerplate import ADDRESSEES, ISSUERS, MOTTO, RECIPIENTS, SIGNING
from extractor.structure.units import Unit


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first, blanks and all (also in verbose patterns)."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MOTTO = re.compile(rf"(?:{any_of(MOTTO)})", re.IGNORECASE)
_ISSUER = re.compile(rf"(?:{any_of(ISSUERS)})\b", re.IGNORECASE)
_NUMBER_LINE = re.compile(r"số\s*:?\s*\S*\s*[/-]\s?\S+", re.IGNORECASE)
_PLACE_AND_DATE = re.compile(r"\W*[^\W\d_][^\d,]{1,40}, ?ngày\b.{0,12}\btháng\b.{0,12}\bnăm\b.{0,8}", re.IGNORECASE)
_SIGNING = re.compile(rf"(?:{any_of(SIGNING)})(?!\w)", re.IGNORECASE)
_RECIPIENTS = re.compile(rf"(?:{any_of(RECIPIENTS)})\s*:", re.IGNORECASE)
_ADDRESSEE = re.compile(rf"(?:{any_of(ADDRESSEES)})\s*:", re.IGNORECASE)
_HEAD, _VERY_HEAD = 25, 8
"""Units in which a letterhead is looked for, with a motto and without one."""
_LINE = 160
SHORT = 80
"""Characters that a line of a letterhead, a signature or a list's heading has at most."""


def mark_letterhead(units: Sequence[Unit]) -> None:
    """A motto among the first units, or a number and a date among the very first, makes the short lines above them a
    letterhead; a line that ends in a stop or holds a percentage is kept."""
    head = [unit for unit in units[:40] if unit.kind is None or unit.kind == "note"][:_HEAD]
    mottoes = [place for place, unit in enumerate(head) if _is_motto(unit.words[:_LINE])]
    last = mottoes[-1] if mottoes else -1
    for place, unit in enumerate(head if mottoes else head[:_VERY_HEAD]):
        near = place - last < 4 if last >= 0 else place < 4
        if (
            near
            and len(unit.words) < _LINE
            and (_NUMBER_LINE.match(unit.words) or _PLACE_AND_DATE.fullmatch(unit.words))
        ):
            last = max(last, place)
    for unit in head[: last + 1]:
        if unit.kind is None and len(unit.words) < _LINE and unit.words[-1] not in ".;" and "%" not in unit.words:
            unit.kind = "letterhead"
    for place, unit in enumerate(units):
        if unit.kind is None and len(unit.words) < _LINE and _is_motto(unit.words):
            _mark_second_letterhead(units, place)


def _mark_second_letterhead(units: Sequence[Unit], place: int) -> None:
    """The letterhead of an annex: the issuing body above its motto, number and date below."""
    units[place].kind = "letterhead"
    for unit in reversed(units[max(0, place - 3) : place]):
        if unit.kind is not None or not unit.words.isupper() or len(unit.words) > SHORT or not is_issuer(unit.words):
            break
        unit.kind = "letterhead"
    for unit in units[place + 1 : place + 4]:
        words = unit.words[:_LINE]
        if unit.kind == "note":
            continue
        if not (_is_motto(words) or _PLACE_AND_DATE.fullmatch(words) or _NUMBER_LINE.match(words)):
            break
        unit.kind = "letterhead"


def _is_motto(words: str) -> bool:
    """Whether a line is a motto, alone or beside the name of the issuing body; names in running text are none."""
    return any(found.group().isupper() or "-" in found.group() for found in _MOTTO.finditer(words))


def is_letterhead_text(words: str) -> bool:
    """Whether the words of a whole grid are those of a letterhead."""
    return _is_motto(words) or (_NUMBER_LINE.match(words) is not None and _ISSUER.search(words) is not None)


def is_issuer(words: str) -> bool:
    """Whether a line begins with the name of an issuing body."""
    return _ISSUER.match(words) is not None


def opens_recipients(words: str) -> bool:
    """Whether a line opens the list of recipients."""
    return _RECIPIENTS.match(words) is not None


def opens_signature(words: str) -> bool:
    """Whether a line stands above a signature: capitals, with the words of an office."""
    return _SIGNING.match(words) is not None and words[:60].upper() == words[:60] and len(words) < 120


def mark_closing(units: Sequence[Unit]) -> None:
    """Recipients run as long as lines are items or short; a signature runs over short lines in capitals and a name."""
    at = 0
    while at < len(units):
        unit = units[at]
        at += 1
        if unit.kind is not None:
            continue
        if opens_recipients(unit.words):
            unit.kind = "recipients"
            at = _run(units, at, _is_recipient, "recipients")
        elif _ADDRESSEE.match(unit.words):
            unit.kind = "recipients"
            at = _run(units, at, _is_addressee, "recipients")
        elif at > 2 and opens_signature(unit.words):
            if at < len(units) and len(units[at].words) > SHORT:
                unit.kind = "letterhead"  # the office that decides, above its grounds
                continue
            unit.kind = "signature"
            at = _run(units, at, _is_signer, "signature")


def _run(units: Sequence[Unit], at: int, belongs: Callable[[Unit], bool], kind: BlockKind) -> int:
    """Gives a kind to all units from ``at`` on that belong, and says where they end."""
    while at < len(units) and units[at].kind is None and belongs(units[at]):
        units[at].kind = kind
        at += 1
    return at


def _is_addressee(unit: Unit) -> bool:
    return unit.marker is not None and unit.marker.series == "-" and len(unit.words) < SHORT


def _is_recipient(unit: Unit) -> bool:
    words = unit.words
    if unit.marker is not None and unit.marker.series == "-":
        return len(words) < 200
    return len(words) < 120 and words[-1:] in ";,." and not unit.gap and not opens_signature(words)


def _is_signer(unit: Unit) -> bool:
    words = unit.words
    return len(words) < SHORT and unit.marker is None and (words.isupper() or words[0] == "(" or is_name(words))


def is_name(words: str) -> bool:
    """Whether a line is nothing but a person's name or initials: "Sông Yên", "T.SỸ"."""
    parts = words.strip("*()[] .-–").split()
    return (
        len(words) < 40
        and 1 <= len(parts) <= 5
        and all(part[0].isupper() and not any(sign.isdigit() for sign in part) for part in parts)
        and (len(parts) > 1 or "." in words)
        and words[-1] not in ":;!?"
    )
