"""The exact value of a number in digits, in words, or in both.

A comma before digits is the decimal comma; a dot with groups of exactly three digits is a thousands mark. Forms that
may be read in two ways ("1,500", "012.345", "1234.567", "một triệu hai trăm") have no value: a wrong digit is worse
than a missing one.
"""

from __future__ import annotations

from decimal import Context, Decimal

import regex

from extractor.lexicon import numbers as words

_DIVISION = Context(prec=28)
_DIGIT_WORDS = frozenset((*words.DIGITS, *words.AFTER_TENS))

_THOUSANDS_DOT = regex.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,([0-9]+))?")
_THOUSANDS_COMMA = regex.compile(
    r"([1-9][0-9]{0,2}(?:,[0-9]{3}){2,})(?:\.([0-9]+))?|([1-9][0-9]{0,2},[0-9]{3})\.([0-9]+)"
)
_PLAIN = regex.compile(r"([0-9]+)(?:([.,])([0-9]+))?")
_IN_DIGITS = regex.compile(r"[0-9.,]+")


def parse_number(text: str) -> Decimal | None:
    """The exact value of a text that is one number and nothing else, or ``None``.

    Fractions in words that have no finite decimal ("một phần ba") are rounded to 28 digits; ``parse_fraction`` keeps
    them exact.
    """
    cleaned = " ".join(text.lower().split())
    if not cleaned:
        return None
    if _IN_DIGITS.fullmatch(cleaned):
        return _digits(cleaned)
    if cleaned in words.HALVES:
        return words.HALVES[cleaned]
    if cleaned[0].isdigit():
        return _scaled(cleaned)
    if fraction := parse_fraction(cleaned):
        return _DIVISION.divide(Decimal(fraction[0]), Decimal(fraction[1]))
    return _words(cleaned.split(" "))


def parse_fraction(text: str) -> tuple[int, int] | None:
    """Numerator and denominator of a fraction in words: "hai phần ba" is ``(2, 3)``."""
    parts = " ".join(text.lower().split()).split(f" {words.PARTS} ")
    if len(parts) != 2:
        return None
    top, bottom = (_words(part.split(" ")) for part in parts)
    if bottom is None and parts[1] in words.AFTER_TENS:
        bottom = Decimal(words.AFTER_TENS[parts[1]])
    if bottom is None and parts[1] in ("trăm", "nghìn", "ngàn", "vạn"):
        bottom = Decimal({"trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10000}[parts[1]])
    if top is None or not bottom or top != int(top) or bottom != int(bottom):
        return None
    return int(top), int(bottom)


def _digits(text: str) -> Decimal | None:
    if match := _THOUSANDS_DOT.fullmatch(text):
        return Decimal(match[1].replace(".", "") + ("." + match[2] if match[2] else ""))
    if match := _THOUSANDS_COMMA.fullmatch(text):
        whole, part = (match[1], match[2]) if match[1] else (match[3], match[4])
        return Decimal(whole.replace(",", "") + ("." + part if part else ""))
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    whole, mark, part = match.groups()
    if part is None:
        return Decimal(whole)
    if len(part) == 3 and whole.strip("0"):
        if mark == ".":
            return None  # "012.345", "1234.567": neither thousands nor surely a decimal
        if part == "000" and len(whole) <= 3 and whole[0] != "0":
            return Decimal(whole + part)  # "352,000": nobody writes three empty decimals
        if part.endswith("00"):
            return None  # "1,500" may be 1500 or 1.5
    return Decimal(f"{whole}.{part}")


def _scaled(text: str) -> Decimal | None:
    """Digits with scales: each amount must fit below the scale before it."""
    total = Decimal(0)
    limit: Decimal | None = None
    position = 0
    pieces = regex.findall(r"[0-9][0-9.,]*[0-9]|[0-9]|\p{L}+|\S", text)
    while position < len(pieces):
        piece = pieces[position]
        position += 1
        if piece in words.HALF:
            if limit is None or position != len(pieces):
                return None
            return total + limit / 2
        amount = _digits(piece) if _IN_DIGITS.fullmatch(piece) else None
        if amount is None:
            return None
        scale = Decimal(1)
        while position < len(pieces):
            word = pieces[position]
            if word in words.SCALES:
                scale *= words.SCALES[word]
            elif word == words.HUNDRED[0] and scale == 1:
                scale = Decimal(100)
            elif word == "chục" and scale == 1:
                scale = Decimal(10)
            elif word in words.GLUED_SCALES and limit is None and scale == 1:
                return _glued(amount, Decimal(words.GLUED_SCALES[word]), text)
            else:
                break
            position += 1
        if scale == 1 or (limit is not None and amount * scale >= limit):
            return None
        total += amount * scale
        limit = scale
    return total


def _glued(amount: Decimal, scale: Decimal, text: str) -> Decimal | None:
    match = regex.fullmatch(r"[0-9.,]+(?:k|tr)([0-9])?", text)
    if match is None or (match[1] and text.count("k")):
        return None
    return amount * scale + (Decimal(match[1]) * scale / 10 if match[1] else 0)


def _words(tokens: list[str]) -> Decimal | None:
    """A number in words, decimals and scales included."""
    for index, token in enumerate(tokens):
        if token in words.POINT:
            end = len(tokens)
            while end > index and tokens[end - 1] in words.SCALES:
                end -= 1
            whole = _integer(tokens[:index])
            part = _decimals(tokens[index + 1 : end])
            if whole is None or part is None or whole >= 1000:
                return None
            scale = 1
            for word in tokens[end:]:
                scale *= words.SCALES[word]
            return Decimal(f"{whole}.{part}") * scale
    return _sum(tokens)


def _decimals(tokens: list[str]) -> str | None:
    """The digits behind a spoken point: one by one ("không năm") or as a number ("hai mươi lăm")."""
    zeros = 0
    while zeros < len(tokens) and tokens[zeros] == "không" and tokens[zeros + 1 : zeros + 2] != ["trăm"]:
        zeros += 1
    rest = tokens[zeros:]
    if not rest:
        return "0" * zeros if zeros else None
    single = [
        words.DIGITS.get(token, words.AFTER_TENS.get(token) if place else None) for place, token in enumerate(rest)
    ]
    if all(digit is not None for digit in single):
        return "0" * zeros + "".join(str(digit) for digit in single)
    value = _integer(rest)
    return None if value is None else "0" * zeros + str(value)


def _integer(tokens: list[str]) -> int | None:
    value = _sum(tokens)
    return int(value) if value is not None and value == int(value) else None


def _sum(tokens: list[str]) -> Decimal | None:
    """Cuts at the greatest scale: what stands before is multiplied by it, what stands behind must be smaller."""
    best = 0
    at = -1
    for index, token in enumerate(tokens):
        scale = words.SCALES.get(token, 0)
        if scale and scale >= best:
            best, at = scale, index
    if at < 0:
        return _below_thousand(tokens)
    head = None if _cut_short(tokens[:at]) else _sum(tokens[:at])
    if head is None or head <= 0 or head != int(head):
        return None
    rest = _rest(tokens[at + 1 :], best)
    return None if rest is None else head * best + rest


def _cut_short(tokens: list[str]) -> bool:
    """Whether the last digit stands for tenths of what is before it, which is not said inside a number."""
    return len(tokens) > 1 and tokens[-2] in (*words.SCALES, *words.HUNDRED) and tokens[-1] in _DIGIT_WORDS


def _rest(tokens: list[str], scale: int) -> Decimal | None:
    """What stands behind a scale: nothing, a half of it, a tenth ("một triệu hai") or a smaller number."""
    if not tokens:
        return Decimal(0)
    if len(tokens) == 1:
        token = tokens[0]
        if token in words.HALF:
            return Decimal(scale) / 2
        digit = words.AFTER_TENS.get(token) or words.DIGITS.get(token)
        if token in ("lăm", "nhăm", "một", "không") or not digit:
            return None
        return Decimal(digit * scale) / 10
    gap = tokens[0] in words.GAP
    if gap:
        tokens = ["bốn", *tokens[2:]] if tokens[1:2] == ["tư"] else tokens[1:]
    elif tokens[0] == "không" and tokens[1:2] != ["trăm"]:
        tokens = tokens[1:]  # "không nghìn": an empty group that is said
        if tokens[:1] and tokens[0] in words.SCALES and words.SCALES[tokens[0]] < scale:
            return _rest_said(tokens[1:], words.SCALES[tokens[0]])
        return None
    if tokens[:2] == ["không", "trăm"] and tokens[2:3] and tokens[2] in words.SCALES:
        return _rest_said(tokens[3:], words.SCALES[tokens[2]]) if words.SCALES[tokens[2]] < scale else None
    value = _digit_after_gap(tokens) if gap else None
    value = _sum(tokens) if value is None else value
    if value is None or value >= scale:
        return None
    scaled = any(token in words.SCALES for token in tokens)
    if scale > 1000 and not scaled and not gap and tokens[:1] != ["không"]:
        return _spoken_short(tokens, value, scale)
    return value


def _rest_said(tokens: list[str], scale: int) -> Decimal | None:
    """Behind an empty group nothing is meant in tenths: "không nghìn hai trăm" is two hundred."""
    if not tokens:
        return Decimal(0)
    if tokens[0] in words.GAP:
        tokens = tokens[1:]
    value = _digit_after_gap(tokens)
    if value is None:
        value = _rest(tokens, scale) if len(tokens) > 1 and any(t in words.SCALES for t in tokens) else _sum(tokens)
    return value if value is not None and value < scale else None


def _digit_after_gap(tokens: list[str]) -> Decimal | None:
    if len(tokens) != 1:
        return None
    digit = words.DIGITS.get(tokens[0], words.AFTER_TENS.get(tokens[0]))
    return Decimal(digit) if digit is not None else None


def _spoken_short(tokens: list[str], value: Decimal, scale: int) -> Decimal | None:
    """ "một triệu hai trăm" may mean 1 200 000 or 1 000 200: no value, unless tens or units settle it."""
    if scale == 10**4 or (tokens[-1] != "trăm" and value >= 100 and value % 100):
        return value
    return None


def _below_thousand(tokens: list[str]) -> Decimal | None:
    """Up to 999, with "rưỡi" where a half is meant ("hai trăm rưỡi" is 250, "hai rưỡi" 2.5)."""
    if "trăm" in tokens:
        at = tokens.index("trăm")
        head = words.DIGITS.get(tokens[0]) if at == 1 else None
        if head is None:
            return None
        rest = tokens[2:]
        if not rest:
            return Decimal(head * 100)
        if rest[0] in words.GAP:
            digit = words.DIGITS.get(rest[1], words.AFTER_TENS.get(rest[1])) if len(rest) == 2 else None
            return Decimal(head * 100 + digit) if digit else None
        if len(rest) == 1 and rest[0] in words.HALF:
            return Decimal(head * 100 + 50)
        if len(rest) == 1 and rest[0] not in ("mười", "lăm", "nhăm", "một", "không", "năm"):
            digit = words.DIGITS.get(rest[0], words.AFTER_TENS.get(rest[0]))
            return Decimal(head * 100 + digit * 10) if digit and head else None
        tail = _tens(rest)
        return None if tail is None or (len(rest) == 1 and rest[0] != "mười") else Decimal(head * 100) + tail
    return _tens(tokens)


def _tens(tokens: list[str]) -> Decimal | None:
    """Up to 99."""
    if not tokens:
        return None
    if len(tokens) == 1:
        digit = 10 if tokens[0] == "mười" else words.DIGITS.get(tokens[0])
        return None if digit is None else Decimal(digit)
    if len(tokens) == 2 and tokens[1] in words.HALF and tokens[0] != "không":
        return None if (digit := words.DIGITS.get(tokens[0])) is None else Decimal(digit) + Decimal("0.5")
    if tokens[0] in words.TEN:
        base, rest = words.TEN[tokens[0]], tokens[1:]
    elif tokens[0] in words.DIGITS and tokens[0] != "không" and tokens[1] in words.TENS_MARK:
        base, rest = words.DIGITS[tokens[0]] * 10, tokens[2:]
    elif (
        tokens[0] in words.DIGITS and tokens[0] != "không" and tokens[1] in ("mốt", "lăm", "nhăm") and len(tokens) == 2
    ):
        base, rest = words.DIGITS[tokens[0]] * 10, tokens[1:]
    else:
        return None
    if not rest:
        return Decimal(base)
    if len(rest) != 1 or rest[0] == "không":
        return None
    if rest[0] in words.HALF:
        return Decimal(base) + Decimal("0.5") if tokens[1:2] == ["mươi"] else None
    digit = words.AFTER_TENS.get(rest[0], words.DIGITS.get(rest[0]))
    return None if digit is None or (base == 10 and rest[0] in ("mốt", "tư")) else Decimal(base + digit)
