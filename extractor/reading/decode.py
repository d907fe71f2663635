"""Bytes become characters: UTF-8, UTF-16, UTF-32, Windows-1258 and the encodings from before Unicode."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import regex

from extractor.reading.legacy import convert, vietnamese_share

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 32_768
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13})
_VISCII_CONTROL = b"\x02\x05\x06\x14\x19\x1e"
_REPLACED = regex.compile("\ufffd")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding they were in, and what to tell the reader of it."""

    text: str
    encoding: str
    note: str = ""


class NotTextError(ValueError):
    """The bytes are no text in any encoding that is known here."""


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decodes bytes. ``declared`` is what the format says of itself and is believed only where the bytes allow it.

    Only samples are tried on encodings, so that time and memory grow with the size alone. Raises ``NotTextError``.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name)
    if b"\0" in data[:_SAMPLE]:
        wide = _wide(data)
        if wide is None:
            raise NotTextError("binary data")
        return _strict(data, wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _eight_bit(data, declared, error.start)
    if _rubbish(data):
        raise NotTextError("binary data")
    return Decoded(text, "utf-8")


def _strict(data: bytes, name: str) -> Decoded:
    """Decodes in a known encoding; what cannot be decoded becomes U+FFFD, and a note says how much."""
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        text = data.decode(name, errors="replace")
    lost = len(_REPLACED.findall(text))
    if lost > max(8, len(text) // 100):
        raise NotTextError(f"broken {name.upper()}")
    return Decoded(text, name, f"{lost:,} characters could not be decoded as {name.upper()}")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin letters, digits and blanks is zero."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    for zeros, others, name in ((high, low, "utf-16-le"), (low, high, "utf-16-be")):
        if zeros > half * 0.3 and others < half * 0.02:
            return name
    return None


def _rubbish(data: bytes) -> bool:
    """Whether control characters say that this is no text; a stray one is found in real files."""
    for sample in _samples(data):
        controls = len(sample) - len(sample.translate(None, _CONTROL))
        if controls > max(4, len(sample) // 100):
            return True
    return False


def _samples(data: bytes) -> list[bytes]:
    if len(data) <= 3 * _SAMPLE:
        return [data]
    middle = len(data) // 2
    return [data[:_SAMPLE], data[middle : middle + _SAMPLE], data[-_SAMPLE:]]


def _eight_bit(data: bytes, declared: str | None, first_bad: int) -> Decoded:
    """What is no UTF-8: the encoding in which most words are Vietnamese syllables, or a damaged UTF-8."""
    samples = _samples(data)
    # Samples start where text beyond ASCII is, so that a long English preface does not hide the rest.
    if first_bad > _SAMPLE:
        samples = [*samples, data[first_bad : first_bad + _SAMPLE]]
    damaged = b"".join(samples).decode("utf-8", errors="replace")
    lost = len(_REPLACED.findall(damaged))
    beyond = sum(1 for c in damaged if c > "\x7f")
    if lost * 5 < beyond and vietnamese_share(damaged)[0] > 0.6:
        return _strict(data, "utf-8")
    best, best_share, best_count = "", 0.0, 0
    for name in ("windows-1258", "TCVN3", "VNI", "VISCII"):
        share, count = vietnamese_share(" ".join(_as(sample, name) for sample in samples))
        if share > best_share:
            best, best_share, best_count = name, share, count
    if best and best_share >= 0.7 and best_count and not _rubbish_in(samples, best):
        return Decoded(_as(data, best), best, f"decoded from {best}")
    if _rubbish(data) or beyond > len(damaged) * 0.3:
        raise NotTextError("binary data or an unknown encoding")
    name = _codec(declared) or "cp1252"
    return Decoded(data.decode(name, errors="replace"), name, f"the encoding is not certain; read as {name}")


def _rubbish_in(samples: list[bytes], name: str) -> bool:
    if name == "VISCII":
        samples = [sample.translate(None, _VISCII_CONTROL) for sample in samples]
    return any(_rubbish(sample) for sample in samples)


def _as(data: bytes, name: str) -> str:
    if name == "windows-1258":
        return data.decode("cp1258", errors="replace")
    if name == "VISCII":
        return convert(data.decode("latin-1"), name)
    return convert(data.decode("cp1252", errors="replace"), name)


def _codec(declared: str | None) -> str | None:
    try:
        return codecs.lookup(declared).name if declared else None
    except LookupError:
        return None
