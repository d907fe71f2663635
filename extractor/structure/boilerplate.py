"""What is no text: letterhead, signature, recipients, captions, menus, related headlines, comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from extractor.core.document import BlockKind
from extractor.lexicon.boilerplate import (
    ADDRESSEES,
    BUTTONS,
    CAPTION_MARKS,
    COMMENT_HEADINGS,
    ISSUERS,
    MOTTO,
    PICTURES,
    RECIPIENTS,
    RELATED_HEADINGS,
    SIGNING,
)
from extractor.structure.units import Unit


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MOTTO = re.compile(rf"(?:{_any(MOTTO)})", re.IGNORECASE)
_ISSUER = re.compile(rf"(?:{_any(ISSUERS)})\b", re.IGNORECASE)
_NUMBER_LINE = re.compile(r"số\s*:?\s*\S*\s*[/-]\s?\S+", re.IGNORECASE)
_PLACE_AND_DATE = re.compile(r"\W*[^\W\d_][^\d,]{1,40}, ?ngày\b.{0,12}\btháng\b.{0,12}\bnăm\b.{0,8}", re.IGNORECASE)
_SIGNING = re.compile(rf"(?:{_any(SIGNING)})(?!\w)", re.IGNORECASE)
_RECIPIENTS = re.compile(rf"(?:{_any(RECIPIENTS)})\s*:", re.IGNORECASE)
_ADDRESSEE = re.compile(rf"(?:{_any(ADDRESSEES)})\s*:", re.IGNORECASE)
_CREDIT = re.compile(
    rf"(?:^|[\s(.\-–])(?:{_any(CAPTION_MARKS)})\s*(?::\s*[^:]{{0,60}}|[^()]{{0,40}}\))\W*$", re.IGNORECASE
)
_CAPTION_HEAD = re.compile(rf"\W*(?:{_any(CAPTION_MARKS)})\s*:", re.IGNORECASE)
_PICTURE = re.compile(rf"(?:{_any(PICTURES)})\W*|!\[[^\]]*\]\(.*\)", re.IGNORECASE | re.DOTALL)
_MENU_LINK = re.compile(r"\[:?[\w-]+:.*\]\(|\[[^\]]{0,200}\]\(https?://[^)]*\)\W*$")
_BUTTON = re.compile(rf"\W*(?:{_any(BUTTONS)})(?:\s*:.{{0,200}}|\W*)", re.IGNORECASE)
_BUTTON_SENTENCE = re.compile(r"(?:quý khách cần hỏi thêm|xem chi tiết tại|>>>)", re.IGNORECASE)
_RELATED = re.compile(rf"\W*(?:{_any(RELATED_HEADINGS)})\W*", re.IGNORECASE)
_COMMENTS = re.compile(rf"\W*(?:{_any(COMMENT_HEADINGS)})\s*(?:\(?\d*\)?)\W*", re.IGNORECASE)
_TEASER = re.compile(r"more\(|read more", re.IGNORECASE)
_SOURCE = re.compile(r"\(?\s*(?:theo|nguồn)\b[^,:]{1,60}\)?", re.IGNORECASE)

_ARTICLE = 300
"""An article has no more units than this; looking for repeats takes the square of their number."""
_LONG_ENOUGH = 25
_CAPTION = 260
_SIGNER = 80
_CAPTION_LINES = 3
_AROUND = " #.…;:,*\"“”'()[]"


def mark_boilerplate(units: Sequence[Unit]) -> None:
    """Gives the units that are no text their kind; all others keep none."""
    _mark_single(units)
    _mark_letterhead(units)
    _mark_closing(units)
    _mark_captions(units)
    _mark_related(units)
    _mark_repeats(units)
    _mark_bylines(units)


def _mark_single(units: Sequence[Unit]) -> None:
    for unit in units:
        if unit.kind is not None:
            continue
        words = unit.words
        if unit.lines[0].is_rule and len(unit.lines) == 1:
            unit.kind = "note"
        elif words[0] in "[!" and _PICTURE.match(words):
            unit.kind = "caption"
        elif _is_menu(words):
            unit.kind = "menu"
        elif not any(letter.isalnum() for letter in words):
            unit.kind = "note"


def _is_menu(words: str) -> bool:
    """Whether a unit is a link, the teaser of a page's template, a button or a tag."""
    if (words[0] == "[" and _MENU_LINK.match(words)) or _TEASER.match(words):
        return True
    return len(words) < 200 and (_BUTTON.fullmatch(words) or _BUTTON_SENTENCE.match(words)) is not None


def _mark_letterhead(units: Sequence[Unit]) -> None:
    """A motto among the first units makes the short lines around it a letterhead."""
    head = [unit for unit in units[:40] if unit.kind is None or unit.kind == "note"]
    last = -1
    for place, unit in enumerate(head[:25]):
        words = unit.words[:160]
        numbered = last >= 0 and place - last < 4 and len(words) < 80 and _NUMBER_LINE.match(words)
        if numbered or (len(words) < 160 and (_is_motto(words) or _PLACE_AND_DATE.fullmatch(words))):
            last = place
    for unit in head[: last + 1]:
        if unit.kind is None and len(unit.words) < 160:
            unit.kind = "letterhead"
    for place, unit in enumerate(units):
        if unit.kind is None and len(unit.words) < 160 and _is_motto(unit.words):
            _mark_second_letterhead(units, place)


def _mark_second_letterhead(units: Sequence[Unit], place: int) -> None:
    """The letterhead of an annex: the issuing body above its motto, number and date below."""
    units[place].kind = "letterhead"
    for unit in reversed(units[max(0, place - 3) : place]):
        if unit.kind is not None or not unit.words.isupper() or len(unit.words) > _SIGNER or not is_issuer(unit.words):
            break
        unit.kind = "letterhead"
    for unit in units[place + 1 : place + 4]:
        words = unit.words[:160]
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


def _mark_closing(units: Sequence[Unit]) -> None:
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
            if at < len(units) and len(units[at].words) > _SIGNER:
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
    return unit.marker is not None and unit.marker.series == "-" and len(unit.words) < _SIGNER


def _is_recipient(unit: Unit) -> bool:
    words = unit.words
    if unit.marker is not None and unit.marker.series == "-":
        return len(words) < 200
    return len(words) < 120 and words[-1:] in ";,." and not unit.gap and not opens_signature(words)


def _is_signer(unit: Unit) -> bool:
    words = unit.words
    return len(words) < _SIGNER and unit.marker is None and (words.isupper() or words[0] == "(" or _is_name(words))


def _mark_captions(units: Sequence[Unit]) -> None:
    for place, unit in enumerate(units):
        if unit.kind is not None:
            continue
        words = unit.words
        above = units[place - 1] if place else None
        if len(words) < 400 and (_CREDIT.search(words[-90:]) or _CAPTION_HEAD.match(words)):
            unit.kind = "caption"
            if words[-1] == ":" and place + 1 < len(units) and len(units[place + 1].words) < 40:
                units[place + 1].kind = units[place + 1].kind or "caption"
        elif (
            above is not None
            and above.kind == "caption"
            and _PICTURE.match(above.words)
            and len(words) < _CAPTION
            and words[-1] not in ":;"
        ):
            unit.kind = "caption"
    _mark_last_caption(units)


def _mark_last_caption(units: Sequence[Unit]) -> None:
    """A caption of two or three sentences, one a line, at the end of an article: its credit stands in the last."""
    tail = list(units[-_CAPTION_LINES:])
    while len(tail) > 1 and not tail[0].gap:
        tail.pop(0)
    while len(tail) > 1 and any(unit.gap for unit in tail[1:]):
        tail.pop(0)
    if len(units) > 2 * len(tail) and tail[0].gap and tail[-1].kind == "caption":
        for unit in tail:
            if len(unit.words) < _CAPTION:
                unit.kind = unit.kind or "caption"


def _mark_repeats(units: Sequence[Unit]) -> None:
    """In an article: a headline said again with the caption below it, a pull-quote or caption that repeats a sentence.

    The first of two equal texts stays; of two that hold one another the longer one stays. Plans repeat themselves with
    good reason, so documents with a letterhead are left alone, and so is everything numbered.
    """
    texts = [unit for unit in units if unit.kind is None]
    if not 0 < len(texts) <= _ARTICLE or any(unit.kind in ("letterhead", "recipients", "row") for unit in units):
        return
    seen: dict[str, Unit] = {}
    for unit in texts:
        if unit.marker is not None:
            continue
        words = unit.words.strip(_AROUND)
        if len(words) < _LONG_ENOUGH:
            continue
        first = seen.setdefault(words, unit)
        longer = any(words in other.words for other in texts if len(other.words) > len(words) + 4 and other is not unit)
        if (first is not unit and unit.gap) or (longer and unit.alone and unit is not texts[0]):
            unit.kind = "caption"
    for above, unit in pairwise(units):
        below_headline = above.kind == "caption" and above.words.strip(_AROUND) == texts[0].words.strip(_AROUND)
        if below_headline and unit.kind is None and not unit.gap and len(unit.words) < _CAPTION:
            unit.kind = "caption"


def _mark_bylines(units: Sequence[Unit]) -> None:
    """A name or a source alone, among the last units of an article."""
    if any(unit.kind in ("letterhead", "recipients") for unit in units):
        return
    texts = [unit for unit in units if unit.kind is None]
    for unit in texts[-4:] if len(texts) > 4 else []:
        if _is_name(unit.words) or (len(unit.words) < 80 and _SOURCE.fullmatch(unit.words)):
            unit.kind = "note"


def _is_name(words: str) -> bool:
    """Whether a line is nothing but a person's name or initials: "Sông Yên", "T.SỸ"."""
    parts = words.strip("*()[] .-–").split()
    return (
        len(words) < 40
        and 1 <= len(parts) <= 5
        and all(part[0].isupper() and not any(sign.isdigit() for sign in part) for part in parts)
        and (len(parts) > 1 or "." in words)
        and words[-1] not in ":;!?"
    )


def _mark_related(units: Sequence[Unit]) -> None:
    """From the heading of a list of other documents, or of comments, to the end."""
    for place, unit in enumerate(units):
        words = unit.words
        if len(words) > 60 or unit.kind not in (None, "menu"):
            continue
        if _COMMENTS.fullmatch(words) or _RELATED.fullmatch(words):
            unit.kind = "comment" if _COMMENTS.fullmatch(words) else "related"
            for other in units[place + 1 :]:
                if other.kind is None or other.kind == "heading":
                    other.kind = "related"
            return
