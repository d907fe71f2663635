"""Characters of a PDF page with their places, as pdfium draws them."""

from __future__ import annotations

import ctypes
import unicodedata
from dataclasses import dataclass
from typing import Any

_SPACE = " "
_BLANK = 32
_LINE_HYPHEN = 2
_JUMP = 0.5
"""A gap of more than this share of the letter height begins a new run."""
_SAMPLE = 300
_UNMAPPED = 0.4
"""Of so many characters at the beginning of a page at most this share may come from a font without a map."""
_FIRST_MARK, _FIRST_LIGATURE = 0x300, 0xFB00
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}


class NoMapError(Exception):
    """The fonts of a page do not say which characters they draw: what is read of it is rubbish."""


@dataclass(slots=True)
class Glyph:
    """A drawn character: its box in points from the page's top left, its baseline, its size and its run.

    A run is what the page's content draws in one go, without a jump.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    run: int = 0


def glyphs_of(page: Any, height: float, left: float, bottom: float, *, runs: bool = True) -> list[Glyph]:
    """The upright characters of a page in the order of its content; marks are glued to their letters.

    ``left`` and ``bottom`` are where the page box begins, ``height`` is its height, all in points. Without ``runs``
    characters are not asked which run they belong to, which saves time where nobody wants to know. Raises
    ``NoMapError`` where the page's fonts do not say what they draw.
    """
    from pypdfium2 import raw  # noqa: PLC0415 - needed for PDF only

    text_page = page.get_textpage()
    handle = text_page.raw
    count = raw.FPDFText_CountChars(handle)
    if _unmapped(raw, handle, min(count, _SAMPLE)):
        text_page.close()
        raise NoMapError
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    made: list[Glyph] = []
    get_unicode, get_box = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    get_origin, get_size, generated = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetFontSize, raw.FPDFText_IsGenerated
    get_object = raw.FPDFText_GetTextObject
    address = ctypes.addressof
    surrogate = run = 0
    drawn_by: int | None = None
    for index in range(count):
        code = get_unicode(handle, index)
        if code <= _BLANK and code != _LINE_HYPHEN and (code < _BLANK or generated(handle, index) == 1):
            continue  # pdfium makes up blanks and line ends, and nothing else
        if 0xD800 <= code < 0xDC00:
            surrogate = code
            continue
        if code >= 0xAD or code == _LINE_HYPHEN:
            code, surrogate = _code_point(code, surrogate), 0
            if not code:
                continue
        character = chr(code)
        if code >= _FIRST_MARK and made and unicodedata.combining(character):
            if made[-1].text == _SPACE and len(made) > 1:  # a mark that stands apart from its letter
                made.pop()
            made[-1].text += character
            continue
        get_box(handle, index, box_at)
        get_origin(handle, index, x_at, y_at)
        size = box.top - box.bottom
        if size <= 0:
            size = get_size(handle, index)
        if character == "\xa0":
            character = _SPACE
        x0, base = box.left - left, height - (y.value - bottom)
        drawn = get_object(handle, index) if runs else None
        owner = address(drawn.contents) if drawn else None
        before = made[-1] if made else None
        jumps = before is None or abs(base - before.base) > 0.5 or not -size < x0 - before.x1 < _JUMP * size
        if jumps or owner != drawn_by:
            run += 1
            drawn_by = owner
        made.append(
            Glyph(
                character if code < _FIRST_LIGATURE else _LIGATURES.get(character, character),
                x0,
                height - (box.top - bottom),
                box.right - left,
                height - (box.bottom - bottom),
                base,
                size,
                run,
            )
        )
    text_page.close()
    return made


def _unmapped(raw: Any, handle: Any, count: int) -> bool:
    drawn = [index for index in range(count) if raw.FPDFText_IsGenerated(handle, index) != 1]
    wrong = sum(raw.FPDFText_HasUnicodeMapError(handle, index) == 1 for index in drawn)
    return bool(wrong > _UNMAPPED * len(drawn))


def _code_point(code: int, surrogate: int) -> int:
    """A code point from pdfium's UTF-16, or 0 for what is no character; hyphens at line ends have their own codes."""
    if 0xDC00 <= code < 0xE000:
        return 0x10000 + ((surrogate - 0xD800) << 10) + code - 0xDC00 if surrogate else 0
    if code in (_LINE_HYPHEN, 0xFFFE, 0xAD):
        return 0x2D
    return 0 if code in (0xFFFF, 0x200B) else code
