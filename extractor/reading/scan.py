"""Scanned pages by OCR: text, and ruled tables cell by cell."""

from __future__ import annotations

from typing import Any

import regex

from extractor.reading.pdf_lines import PageWord
from extractor.reading.pdf_tables import Grid, empty_grids
from extractor.reading.scan_image import lies_sideways, rules_in, skew_of, straight, wiped
from extractor.reading.scan_numbers import look_again
from extractor.reading.secret import secret_mark
from extractor.reading.tesseract import Line, read_images

_COVER = 0.9
_POOR = 0.45
_SURE = 0.85
_SNAP = 6.0
"""Ruled lines of scans are never quite straight: those nearer than this, in points, are one."""
_SPECKS = regex.compile(r"^[`'\"“”‘’¬~^.,:;°*·|—–_=]+$")
_MARGIN = 1.5
"""Points left out at the sides of a cell, where its lines are."""


def scan_width(page: Any, size: tuple[float, float]) -> float | None:
    """How many pixels wide the one image is that covers the page, or nothing where the page is no scan."""
    from pypdfium2 import raw  # noqa: PLC0415 - needed for PDF only

    area = size[0] * size[1]
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > _COVER * area:
            return float(item.get_px_size()[0])
    return None


def read_picture(image: Any, red: Any | None, scale: float) -> tuple[list[Line], list[Grid], int]:
    """The lines of a scanned page outside its tables, the tables with their cells read one by one, and the turn.

    The page is given as a picture, without red ink and that alone. The turn is by how many degrees it was turned to
    the left to be read; places are those of the turned page.
    """
    turn = 0
    if lies_sideways(image):
        turn = max((90, 270), key=lambda degrees: _legible(image.rotate(degrees, expand=True), scale))
        image = image.rotate(turn, expand=True)
    angle = skew_of(image)
    image = straight(image, angle)
    lines, kept = _read(image, scale)
    if red is not None:
        words = read_images([straight(red.rotate(turn, expand=True) if turn else red, angle)], scale, 3)[0]
        lines = sorted(lines + [line for line in words if _is_text(line)], key=lambda line: line[0])
    if not turn and lines and _confidence(lines) < _POOR:
        upside_down = image.rotate(180)
        if _legible(upside_down, scale) > _confidence(lines) + 0.15:
            turn = 180
            lines, kept = _read(upside_down, scale)
    return lines, kept, turn


def _is_text(line: Line) -> bool:
    """Whether red ink is text to be read and no stamp over it: a mark of secrecy, or a line of sure words."""
    text = " ".join(word.text for word in line[1])
    sure = all((word.confidence or 0.0) > _SURE for word in line[1])
    return secret_mark(text) is not None or (len(line[1]) >= 4 and sure)


def _confidence(lines: list[Line]) -> float:
    found = [word.confidence or 0.0 for _, words in lines for word in words]
    return sum(found) / len(found) if found else 0.0


def _legible(image: Any, scale: float) -> float:
    """How sure OCR is of the middle of an image."""
    width, height = image.size
    middle = image.crop((width // 8, height // 4, width * 7 // 8, height * 3 // 4))
    return _confidence(read_images([middle], scale, 3)[0])


def _read(image: Any, scale: float) -> tuple[list[Line], list[Grid]]:
    rest = image
    kept: list[Grid] = []
    for grid in empty_grids(rules_in(image, scale), _SNAP):
        cells = [cell for cell in grid.cells if cell.box[2] - cell.box[0] > 8 and cell.box[3] - cell.box[1] > 6]
        boxes = [
            (cell.box[0] + _MARGIN, cell.box[1] + _MARGIN, cell.box[2] - _MARGIN, cell.box[3] - _MARGIN)
            for cell in cells
        ]
        framed = [_framed(image.crop(tuple(int(side * scale) for side in box))) for box in boxes]
        for cell, box, lines in zip(cells, boxes, read_images(framed, scale, 6), strict=True):
            cell.words = [_moved(word, box, scale) for _, words in lines for word in words if _strip(word)]
        if grid.is_table:
            kept.append(grid)
            rest = wiped(rest, grid.box, scale)
    return look_again(rest, read_images([rest], scale, 3)[0], scale), kept


_FRAME = 20


def _framed(picture: Any) -> Any:
    """A cell's picture with a white frame: Tesseract loses letters at an image's edge."""
    from PIL import ImageOps  # noqa: PLC0415 - needed for scans only

    return ImageOps.expand(picture, border=_FRAME, fill=255)


def _strip(word: PageWord) -> bool:
    """Takes what is left of ruled lines off a word, and says whether anything remains."""
    word.text = word.text.strip("|_—=¦[]")
    return bool(word.text) and not _SPECKS.match(word.text)


def _moved(word: PageWord, box: tuple[float, float, float, float], scale: float) -> PageWord:
    x, y = box[0] - _FRAME / scale, box[1] - _FRAME / scale
    return PageWord(word.text, word.x0 + x, word.top + y, word.x1 + x, word.bottom + y, word.size, word.confidence)
