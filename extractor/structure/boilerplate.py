"""What is no text in an article: captions, menus, related headlines, comments, bylines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.lexicon.boilerplate import (
    BUTTONS,
    CAPTION_MARKS,
    COMMENT_HEADINGS,
    INVITATIONS,
    LABELS,
    PICTURES,
    RELATED_HEADINGS,
)
from extractor.structure.officials import SHORT, any_of, is_name, mark_closing, mark_letterhead
from extractor.structure.units import Unit

_CREDIT = re.compile(
    rf"""
    (?: ^ | [\s(.\-–] ) (?:{any_of(CAPTION_MARKS)}) \s* : [^:]{{0,60}} $            # "Ảnh: N.H"
    | \( (?:{any_of(mark for mark in CAPTION_MARKS if " " in mark)}) [^()]{{0,40}} \) \W* $    # "(Ảnh minh họa)"
    """,
    re.IGNORECASE | re.VERBOSE,
)
_CAPTION_HEAD = re.compile(rf"\W*(?:{any_of(CAPTION_MARKS)})\s*:", re.IGNORECASE)
_PICTURE = re.compile(rf"(?:{any_of(PICTURES)})\W*|!\[[^\]]*\]\(.*\)", re.IGNORECASE | re.DOTALL)
_MENU_LINK = re.compile(r"\[:?[\w-]+:.*\]\(|\[[^\]]{0,200}\]\(https?://[^)]*\)\W*$")
_BUTTON = re.compile(rf"\W*(?:{any_of([*BUTTONS, *LABELS])})\W*", re.IGNORECASE)
_LABEL = re.compile(rf"\W*(?:{any_of(LABELS)})\s*:.{{0,200}}", re.IGNORECASE)
_INVITATION = re.compile(rf"(?:{any_of(INVITATIONS)})", re.IGNORECASE)
_RELATED = re.compile(rf"\W*(?:{any_of(RELATED_HEADINGS)})\W*", re.IGNORECASE)
_COMMENTS = re.compile(rf"\W*(?:{any_of(COMMENT_HEADINGS)})\s*(?:\(?\d*\)?)\W*", re.IGNORECASE)
# a template's "read more", of which the code of the page was left
_TEASER = re.compile(r"more\(|read more", re.IGNORECASE)
_SOURCE = re.compile(r"\(?\s*(?:theo|nguồn)\b[^,:]{1,60}\)?", re.IGNORECASE)

_ARTICLE, _ARTICLE_SIZE = 300, 100_000
"""An article has no more units and characters than this; looking for repeats takes their product."""
_LONG_ENOUGH = 25
_CAPTION = 260
_TEASER_LENGTH, _RUN = 120, 3
_CAPTION_LINES = 3
_AROUND = " #.…;:,*\"“”'()[]"


def mark_boilerplate(units: Sequence[Unit]) -> None:
    """Gives the units that are no text their kind; all others keep none."""
    _mark_single(units)
    mark_letterhead(units)
    mark_closing(units)
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
    return len(words) < 200 and any((_BUTTON.fullmatch(words), _LABEL.fullmatch(words), _INVITATION.match(words)))


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
    size = sum(len(unit.words) for unit in texts)
    if (
        not 0 < size <= _ARTICLE_SIZE
        or len(texts) > _ARTICLE
        or any(unit.kind in ("letterhead", "recipients", "row") for unit in units)
    ):
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
        if (unit.marker is None and is_name(unit.words)) or (len(unit.words) < 80 and _SOURCE.fullmatch(unit.words)):
            unit.kind = "note"


def _mark_related(units: Sequence[Unit]) -> None:
    """From the heading of a list of other documents, or of comments, to where the article goes on, if it does."""
    end = 0
    for place, unit in enumerate(units):
        words = unit.words
        if place < end or len(words) > SHORT or unit.kind not in (None, "menu"):
            continue
        comments = _COMMENTS.fullmatch(words) is not None
        if comments or _RELATED.fullmatch(words):
            unit.kind = "comment" if comments else "related"
            end = _return_to_text(units, place + 1)
            for other in units[place + 1 : end]:
                other.kind = other.kind or "related"


def _return_to_text(units: Sequence[Unit], start: int) -> int:
    """Where an article goes on after a box of headlines: three units of running text in a row, or nowhere.

    Headlines with their teasers alternate, so they never look like this.
    """
    run = 0
    for place in range(start, len(units)):
        unit = units[place]
        running = unit.kind is None and len(unit.words) > _TEASER_LENGTH and unit.words[-1] in '.!?…”"'
        run = run + 1 if running else 0
        if run == _RUN:
            return place - _RUN + 1
    return len(units)
