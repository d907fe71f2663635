"""Pages that are shown turned (``/Rotate``) made such that need no turning: letters stand as people see them."""

from __future__ import annotations

import ctypes
from typing import Any


def box_of(page: Any) -> tuple[float, float, float, float]:
    """What of a page is shown: left, bottom, right and top in points, also where its box is that of all pages."""
    from pypdfium2 import raw  # noqa: PLC0415 - needed for PDF only

    box = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box)):
        return tuple(page.get_cropbox())
    return box.left, box.bottom, box.right, box.top


def upright(pdf: Any, index: int) -> Any:
    """The page of an index, its content turned by as much as its viewer would turn it; to be closed by the caller.

    pdfium gives places as they are before the turn. A landscape table that a program wrote sideways into a portrait
    page would be read as columns of letters.
    """
    from pypdfium2 import raw  # noqa: PLC0415 - needed for PDF only

    page = pdf[index]
    turn = page.get_rotation()
    if not turn:
        return page
    left, bottom, right, top = box_of(page)
    a, b, c, d, e, f = {
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }[turn]
    width, height = (right - left, top - bottom) if turn == 180 else (top - bottom, right - left)
    matrix, clip = raw.FS_MATRIX(a, b, c, d, e, f), raw.FS_RECTF(0, height, width, 0)
    if not raw.FPDFPage_TransFormWithClip(page.raw, ctypes.byref(matrix), ctypes.byref(clip)):
        return page
    page.set_rotation(0)
    page.set_mediabox(0, 0, width, height)
    page.set_cropbox(0, 0, width, height)
    page.close()  # what it draws is parsed when it is opened
    return pdf[index]
