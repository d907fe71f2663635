"""When a field of a predicted record agrees with the gold one, by the rules of annotations/GUIDELINES.md."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

Record = Mapping[str, Any]
"""A record as JSON has it: decimals are strings or numbers, absent fields are missing or null."""

SLACK = 40
"""Code points by which a predicted span may reach past the gold one, on either side."""

MORE_WORDS = 4
"""Words by which one of two wordings may be longer and still say the same."""

_PLANS = frozenset({"kế hoạch", "dự toán", "chỉ tiêu", "mục tiêu"})
_SCALES = frozenset({"nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ"})
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_I_AS_Y = re.compile(r"(?<=[bcdđghklmnpqrstvx])y$")
_PER_YEAR = re.compile(r"%/năm$")
_AROUND_SLASH = re.compile(r"\s*/\s*")
_UNTIL_NOW = re.compile(r"(?<!năm )(?:nay|hiện|hiện tại|bây giờ|giờ đây)$", re.IGNORECASE)


def as_number(value: object) -> Decimal | None:
    """The number that a field holds, however it is written ("7.0" is 7); ``None`` for none and for nonsense."""
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return None


def _one_spelling(syllable: str) -> str:
    """A syllable with its tone at the end and "i" for a closing "y": hoá and hóa, tỷ and tỉ are the same."""
    decomposed = unicodedata.normalize("NFD", syllable)
    tones = "".join(char for char in decomposed if char in _TONES)
    letters = unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES))
    return _I_AS_Y.sub("i", letters) + tones


def wording(value: object) -> list[str]:
    """The syllables of a field in one spelling; punctuation and a leading "số" say nothing."""
    text = unicodedata.normalize("NFKC", str(value or "")).casefold()
    text = _PER_YEAR.sub("%", _AROUND_SLASH.sub("/", text)).replace("hecta", "ha")
    kept = "".join(char if char.isalnum() or char in "%/" else " " for char in text)
    syllables = [_one_spelling(syllable) for syllable in kept.split()]
    if len(syllables) > 1 and syllables[0] == _one_spelling("số"):
        del syllables[0]
    return syllables


def _holds(longer: list[str], shorter: list[str]) -> bool:
    size = len(shorter)
    return any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))


def same_wording(gold: object, predicted: object) -> bool:
    """The same words, or the one inside the other with at most four more."""
    a, b = sorted((wording(gold), wording(predicted)), key=len)
    if a == b:
        return True
    return bool(a) and len(b) - len(a) <= MORE_WORDS and _holds(b, a)


def _scale_words(unit: object) -> list[str]:
    return [_one_spelling(word) for word in str(unit).casefold().split() if word in _SCALES]


def _unit(gold: Any, predicted: Any) -> bool:
    if not gold:
        return True
    return _scale_words(gold) == _scale_words(predicted) and same_wording(gold, predicted)


def _subject(gold: Any, predicted: Any) -> bool:
    # whose plan was fulfilled is not scored: "đạt 98% kế hoạch"
    if not gold or " ".join(str(gold).casefold().split()[:2]) in _PLANS:
        return True
    return same_wording(gold, predicted)


def _is_until_now(due: Record) -> bool:
    return bool(_UNTIL_NOW.search(str(due.get("text")).strip()))


def _due(gold: Record | None, predicted: Record | None) -> bool:
    if not gold:
        # a time taken from the document is no claim where the gold has none
        return not predicted or predicted.get("source") == "document"

    claimed = predicted or {}

    def agree(*names: str) -> bool:
        return all((gold.get(name) or None) == (claimed.get(name) or None) for name in names)

    if _is_until_now(gold):
        # "đến nay": a text need not say which day that is, so an end is asked of nobody
        return agree("start", "recurrence") and (not claimed.get("end") or _is_until_now(claimed))
    return bool(claimed) and agree("start", "recurrence", "end")


def _baseline(gold: Record | None, predicted: Record | None) -> bool:
    return (gold or {}).get("year") == (predicted or {}).get("year")


def _codes(rows: Any) -> set[str]:
    return {str(row["code"] if isinstance(row, dict) else row) for row in rows or ()}


def _criteria(gold: Any, predicted: Any) -> bool:
    return _codes(gold) == _codes(predicted)


def _equal(gold: Any, predicted: Any) -> bool:
    return bool(gold == predicted)


def _number(gold: Any, predicted: Any) -> bool:
    return as_number(gold) == as_number(predicted)


FIELDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "kind": _equal,
    "unit": _unit,
    "subject": _subject,
    "comparator": _equal,
    "change": _equal,
    "status": _equal,
    "due": _due,
    "baseline": _baseline,
    "criteria": _criteria,
}
"""The fields that make a found record a right one."""

BESIDE: Mapping[str, Callable[[Any, Any], bool]] = {
    "percent": _number,
    "scope": same_wording,
    "criteria_set": _equal,
}
"""Fields that are reported, and are no part of a right record."""


def wrong_fields(gold: Record, predicted: Record) -> tuple[str, ...]:
    """The scored fields in which a prediction disagrees with its gold record."""
    return tuple(name for name, agrees in FIELDS.items() if not agrees(gold.get(name), predicted.get(name)))


def is_found(gold: Record, predicted: Record) -> bool:
    """Whether a prediction is this gold number: it overlaps it, is hardly wider, and has its value, end and total."""
    if predicted["start"] >= gold["end"] or predicted["end"] <= gold["start"]:
        return False
    if predicted["start"] < gold["start"] - SLACK or predicted["end"] > gold["end"] + SLACK:
        return False
    return all(_number(gold.get(name), predicted.get(name)) for name in ("value", "upper", "total"))
