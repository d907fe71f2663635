"""PDF with a text layer, and scans by OCR where Tesseract is installed."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from extractor.core.document import RawDocument
from extractor.reading.compose import Composer
from extractor.reading.limits import MAX_PAGES
from extractor.reading.pdf_chars import NoMapError, glyphs_of
from extractor.reading.pdf_flow import Flow
from extractor.reading.pdf_layout import Line, PageLayout, ordered, rows_of, words_with_bases
from extractor.reading.pdf_lines import PageWord, Segment
from extractor.reading.pdf_rules import rules_of
from extractor.reading.pdf_tables import Grid, grids_of
from extractor.reading.pdf_turn import box_of, upright
from extractor.reading.pdf_unruled import tables_in
from extractor.reading.source import Source

_LOCK = threading.RLock()
"""pdfium may be used by one thread at a time."""


_DRAWN = 300 / 72
"""Pixels per point of a page that is drawn because its fonts have no map to characters."""


def read(source: Source) -> RawDocument:
    """The text in reading order, a paragraph a line, each page with its words and their boxes."""
    with _LOCK:
        return _read(source)


def _read(source: Source) -> RawDocument:
    import pypdfium2  # noqa: PLC0415 - needed for PDF only

    try:
        pdf = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise source.error("encrypted with a password", "save it without one") from error
        raise source.error("a damaged or truncated PDF", "send the file again") from error
    try:
        count = len(pdf)
        if count > MAX_PAGES:
            raise source.error(f"{count:,} pages, more than the limit of {MAX_PAGES:,}", "split it")
        if not count:
            raise source.error("a PDF without pages", "send the file again")
        composer = Composer(paragraphs=True)
        unread: list[int] = []
        layouts = list(_layouts(pdf, count, unread))
        composer.references = sum(layout.references for layout in layouts)
        composer.tell_references()
        if any(layout.scanned for layout in layouts):
            composer.mender.legacy = False  # misread letters look like a legacy encoding
        if unread:
            _tell_unread(source, composer, unread, count)
        meta = {
            key: value
            for key, name in (("title", "Title"), ("author", "Author"), ("date", "CreationDate"))
            if (value := pdf.get_metadata_dict().get(name, ""))
        }
    finally:
        pdf.close()
    return composer.document(source, "application/pdf", meta=meta, pages=Flow(composer).write(layouts))


def _layouts(pdf: Any, count: int, unread: list[int]) -> Iterator[PageLayout]:
    """All pages in order. Scanned ones are drawn one after the other and read side by side, a few at a time."""
    place = 0
    while place < count:
        layout = _layout(pdf, place, unread)
        if callable(layout):
            yield from _side_by_side(pdf, place, layout, count, unread)
            return
        yield layout
        place += 1


def _side_by_side(
    pdf: Any, place: int, first: Callable[[], PageLayout], count: int, unread: list[int]
) -> Iterator[PageLayout]:
    """The pages from the first scanned one on."""
    from concurrent.futures import Future, ThreadPoolExecutor  # noqa: PLC0415 - needed for scans only

    crew = _processors()
    with ThreadPoolExecutor(crew) as pool:
        waiting: deque[PageLayout | Future[PageLayout]] = deque([pool.submit(first)])
        for index in range(place + 1, count):
            layout = _layout(pdf, index, unread)
            waiting.append(pool.submit(layout) if callable(layout) else layout)
            while waiting and (len(waiting) > 2 * crew or not isinstance(waiting[0], Future)):
                ready = waiting.popleft()
                yield ready.result() if isinstance(ready, Future) else ready
        while waiting:
            ready = waiting.popleft()
            yield ready.result() if isinstance(ready, Future) else ready


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _layout(pdf: Any, index: int, unread: list[int]) -> PageLayout | Callable[[], PageLayout]:
    """One page, closed when it is read: nothing of pdfium's stays in memory. Scans without OCR go to ``unread``.

    A scan is given as the work that is left once its picture is drawn, which wants nothing of pdfium's.
    """
    page = upright(pdf, index)
    try:
        size = page.get_size()
        left, bottom, _, _ = box_of(page)
        rules = rules_of(page, size[1], left, bottom)
        try:
            glyphs = glyphs_of(page, size[1], left, bottom, runs=rules is not None)
        except NoMapError:  # what it looks like is all there is
            return _scanned(page, index, size, unread, _DRAWN * size[0])
        if not any(not glyph.text.isspace() for glyph in glyphs):
            return _scanned(page, index, size, unread)
    finally:
        page.close()
    grids, glyphs = grids_of(rules, glyphs) if rules else ([], glyphs)
    lines, references = words_with_bases(glyphs)
    return PageLayout(index + 1, size[0], size[1], _parts(lines, grids), [], references=references)


def _scanned(
    page: Any, index: int, size: tuple[float, float], unread: list[int], width: float | None = None
) -> PageLayout | Callable[[], PageLayout]:
    from extractor.reading import tesseract  # noqa: PLC0415 - needed for scans only
    from extractor.reading.scan import scan_width  # noqa: PLC0415 - likewise
    from extractor.reading.scan_image import render  # noqa: PLC0415 - likewise

    width = width or scan_width(page, size)
    if width is None:
        return PageLayout(index + 1, *size, [], [])
    if tesseract.missing():
        unread.append(index + 1)
        return PageLayout(index + 1, *size, [], [], scanned=True)
    return partial(_by_ocr, index, size, unread, render(page, size, width))


def _by_ocr(index: int, size: tuple[float, float], unread: list[int], picture: tuple[Any, Any, float]) -> PageLayout:
    import subprocess  # noqa: PLC0415 - needed for scans only

    from extractor.reading.scan import read_picture  # noqa: PLC0415 - likewise

    try:
        lines, grids, turn = read_picture(*picture)
    except (subprocess.SubprocessError, OSError):  # OCR took too long or broke down: the other pages are read
        unread.append(index + 1)
        return PageLayout(index + 1, *size, [], [], scanned=True)
    turned = size if turn in (0, 180) else (size[1], size[0])
    return PageLayout(index + 1, *turned, _parts(lines, grids), [], scanned=True, turn=turn)


def _tell_unread(source: Source, composer: Composer, unread: list[int], count: int) -> None:
    """Refuses a document of scans only, and notes the scanned pages of any other."""
    from extractor.reading import tesseract  # noqa: PLC0415 - needed for scans only

    remedy = f"to read scans, {tesseract.PACKAGES}" if tesseract.missing() else "OCR failed on them; scan them again"
    unread.sort()
    if len(unread) == count:
        raise source.error(
            "only scanned pages, or fonts without a map to characters, and OCR is not installed or failed", remedy
        )
    pages = ", ".join(map(str, unread[:30])) + (" …" if len(unread) > 30 else "")
    composer.note(f"pages that are scanned, or whose fonts have no map to characters, left out ({pages}); {remedy}")


def _parts(lines: list[tuple[float, list[PageWord]]], grids: list[Grid]) -> list[Line | Grid]:
    """Lines and tables from top to bottom."""
    made: list[Line | Grid] = []
    block = 0
    for grid in grids:
        above = [(base, words) for base, words in lines if base < grid.box[1] + 2]
        lines = lines[len(above) :]
        made += _between(rows_of(above), block)
        made.append(grid)
        block += 1000
    return made + _between(rows_of(lines), block)


def _between(rows: list[list[Segment]], block: int) -> list[Line | Grid]:
    """The rows between ruled tables: lines, and tables without ruled lines."""
    made: list[Line | Grid] = []
    place = 0
    for found in tables_in(rows):
        made += ordered(rows[place : found.start], block + place)
        made.append(found.grid)
        place = found.end
    return made + list(ordered(rows[place:], block + place))
