"""Knows Vietnamese in TCVN3, VNI and VISCII by what it would read as, and makes it Unicode; digits never change."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

import regex

from extractor.lexicon.legacy import LEGACY_FONTS, ONSETS, RHYMES, STOPS, TCVN3, VISCII, VNI

ENCODINGS: tuple[str, ...] = ("TCVN3", "VNI", "VISCII")

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_STOP_TONES = frozenset("\u0301\u0323")
_WORD = regex.compile(r"[^\W\d_]+")
_SURFACE_WORD = regex.compile(r"[^\s\d.,;:!?()\"'/\\|\[\]{}<>=+*_–—“”‘’…•°²³€%-]++")
_SUSPICIOUS = regex.compile(r"[\x80-\x9f¡-¯±-¿ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñö÷øûüþÿ]")
"""Characters that no Vietnamese Unicode word holds."""
_ASCII_LETTER = regex.compile("[A-Za-z]")
_LINE = regex.compile(r"[^\n]*+\n|[^\n]++")
_RUN = 4000
_SAMPLE = 1500


@cache
def _syllables() -> frozenset[str]:
    return frozenset(onset + rhyme for onset in ONSETS for rhyme in RHYMES) | frozenset(
        "gi" + rhyme[1:] for rhyme in RHYMES if rhyme.startswith("i")
    )


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word is a possible Vietnamese syllable, tone and all."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", decomposed.translate(_TONES))
    tones = [c for c in decomposed if ord(c) in _TONES]
    if len(tones) > 1 or bare not in _syllables():
        return False
    return not (bare.endswith(STOPS) and bool(tones) and tones[0] not in _STOP_TONES)


def vietnamese_share(text: str) -> tuple[float, int]:
    """Which share of the words with letters beyond ASCII are Vietnamese syllables, and how many they are."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if not words:
        return 0.0, 0
    return sum(map(is_syllable, words)) / len(words), len(words)


def surface_share(text: str) -> tuple[float, int]:
    """The same for text whose letters may look like punctuation: words are what stands between blanks."""
    words = [word for word in _SURFACE_WORD.findall(text) if not word.isascii() and _ASCII_LETTER.search(word)]
    if not words:
        return 0.0, 0
    return sum(map(is_syllable, words)) / len(words), len(words)


def convert(text: str, encoding: str) -> str:
    """Turns a legacy surface into composed Unicode. ``encoding`` is one of ``ENCODINGS``."""
    return unicodedata.normalize("NFC", _CONVERTERS[encoding](text))


def encoding_of_font(font: str | None) -> str | None:
    """The legacy encoding that a font's name tells: ".VnTimeH" is TCVN3."""
    if not font:
        return None
    name = font.rsplit("+", 1)[-1].lower()
    for beginning, encoding in LEGACY_FONTS:
        if name.startswith(beginning):
            return encoding
    return None


def recognise(text: str, *, certain: bool = False) -> str | None:
    """The legacy encoding that a run of text is in, or nothing.

    ``certain`` tells that the text around it is legacy, so that one word is enough.
    """
    if not _SUSPICIOUS.search(text) and not certain:
        return None
    text = text[:_SAMPLE]
    share, count = surface_share(text)
    if not count or share > 0.5:
        return None
    best, best_share = None, 0.0
    for encoding in ENCODINGS:
        converted = convert(text, encoding)
        made, words = vietnamese_share(converted)
        if words >= (1 if certain else 2) and made > best_share and converted != text:
            best, best_share = encoding, made
    return best if best_share >= 0.8 and best_share > share + 0.3 else None


def repair(text: str, count: Callable[[str, int], None]) -> str:
    """Turns the legacy runs of a text into Unicode and leaves the others alone.

    A run is a line, or a piece of one at a blank where lines are long. ``count`` is told encoding and characters.
    """
    if not _SUSPICIOUS.search(text):
        return text
    pieces: list[str] = []
    last: str | None = None
    for run in _runs(text):
        if run.isascii():
            pieces.append(run)
            continue
        found = recognise(run) or (recognise(run, certain=True) if last else None)
        if found is None:
            pieces.append(run)
            if vietnamese_share(run)[0] > 0.5:
                last = None
            continue
        last = found
        count(found, len(run))
        pieces.append(convert(run, found))
    return "".join(pieces)


def _runs(text: str) -> list[str]:
    runs: list[str] = []
    for line in _LINE.findall(text):  # not splitlines: VISCII has letters where Unicode has line separators
        if len(line) <= _RUN:
            runs.append(line)
            continue
        start = 0
        while start < len(line):
            end = min(start + _RUN, len(line))
            if end < len(line):
                blank = line.rfind(" ", start, end)
                end = blank + 1 if blank > start else end
            runs.append(line[start:end])
            start = end
    return runs


def _from_tcvn3(text: str) -> str:
    made = text.translate(_TCVN3_TABLE)
    return "\n".join(_capitals(line) for line in made.split("\n"))


_TCVN3_TABLE = str.maketrans(TCVN3)
_VISCII_TABLE = str.maketrans(VISCII)


def _capitals(line: str) -> str:
    """Gives capitals their tones back: TCVN3 writes "CéNG HßA" for "CỘNG HÒA"."""
    words = list(_WORD.finditer(line))
    shapes = [_shape(match[0]) for match in words]
    pieces: list[str] = []
    place = 0
    for index, match in enumerate(words):
        word, shape = match[0], shapes[index]
        if word.isascii() or word.isupper() or (word.islower() and shape != "none"):
            continue
        near = [shapes[i] for i in (index - 1, index + 1) if 0 <= i < len(words)]
        # "Sè" is SỐ between capitals, but Số where a colon ends it: "Sè: 12/KH".
        alone = shape in ("one", "none") and "capital" in near and near[0] != "small"
        if shape == "capital" or (alone and line[match.end() : match.end() + 1] != ":"):
            pieces += [line[place : match.start()], word.upper()]
            place = match.end()
    return "".join(pieces) + line[place:] if pieces else line


def _shape(word: str) -> str:
    """What the ASCII letters of a word say of its case; only they can be capitals in TCVN3, and Ă Â Ê Ô Ơ Ư Đ."""
    plain = [c for c in word if c.isascii() or c in "ĂÂÊÔƠƯĐăâêôơưđ"]
    if not plain:
        return "none"
    if all(c.isupper() for c in plain):
        return "capital" if len(plain) > 1 else "one"
    return "small"


@cache
def _vni_pattern() -> regex.Pattern[str]:
    """Compiled where it is needed first: it is long, and most documents are Unicode."""
    return regex.compile("|".join(sorted(map(regex.escape, VNI), key=len, reverse=True)))


def _from_vni(text: str) -> str:
    return str(_vni_pattern().sub(lambda match: VNI[match[0]], text))


def _from_viscii(text: str) -> str:
    return text.translate(_VISCII_TABLE)


_CONVERTERS: dict[str, Callable[[str], str]] = {"TCVN3": _from_tcvn3, "VNI": _from_vni, "VISCII": _from_viscii}
