"""Draws one page of a PDF as people see it; bounded in pixels."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

from extractor.core.errors import UnreadableError
from extractor.reading.limits import MAX_BYTES, MAX_PIXELS

WIDTH = 1000
"""Pixels of a page's width: words of 11 points can be read, and a page is some 100 kB."""

HIGHEST = 4 * WIDTH
"""Pixels of a page's height; a longer page is drawn smaller."""

MEDIA_TYPE = "image/webp"


def draw_page(path: str, number: int) -> bytes:
    """Page ``number``, from 1, of the PDF at ``path`` as a WebP picture, as its crop box and rotation show it.

    Boxes of words are in points of this page, from its top left. Raises ``UnreadableError`` for a file that is no PDF,
    and for a page that it does not have.
    """
    import pypdfium2  # noqa: PLC0415 - needed for PDF only

    place = Path(path)
    if place.stat().st_size > MAX_BYTES:
        raise UnreadableError(path, f"more than {MAX_BYTES:,} bytes")
    try:
        pdf = pypdfium2.PdfDocument(place.read_bytes())
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(path, "a damaged PDF, or none") from error
    try:
        if not 1 <= number <= len(pdf):
            raise UnreadableError(path, f"has {len(pdf)} pages and no page {number}")
        page = pdf[number - 1]
        picture = page.render(scale=_scale(page.get_size())).to_pil().convert("RGB")
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(path, f"page {number} cannot be drawn") from error
    finally:
        pdf.close()
    return _packed(picture)


def _scale(size: tuple[float, float]) -> float:
    """Pixels a point."""
    width, height = (max(1.0, side) for side in size)
    return min(WIDTH / width, HIGHEST / height, math.sqrt(MAX_PIXELS / (width * height)))


def _packed(picture: Any) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=80, method=3)
    return stream.getvalue()
