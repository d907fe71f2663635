"""PDF with a text layer, and scans by OCR where Tesseract is installed."""

from __future__ import annotations

import io
import threading
from typing import Any

from extractor.core.document import RawDocument
from extractor.reading.compose import Composer
from extractor.reading.limits import MAX_PAGES
from extractor.reading.pdf_chars import glyphs_of
from extractor.reading.pdf_flow import Flow
from extractor.reading.pdf_layout import Line, PageLayout, ordered, rows_of, words_with_bases
from extractor.reading.pdf_tables import Grid, grids_of, inside, many_paths
from extractor.reading.source import Reader, Source

_LOCK = threading.RLock()
"""pdfium may be used by one thread at a time."""


def matches(source: Source) -> bool:
    """The mark of a PDF within the first kilobyte, where its readers look for it."""
    return b"%PDF-" in source.data[:1024]


def read(source: Source) -> RawDocument:
    """The text in reading order, a paragraph a line, each page with its words and their boxes."""
    with _LOCK:
        return _read(source)


def _read(source: Source) -> RawDocument:
    import pypdfium2

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
        composer = Composer()
        pages = _Pages(source, composer)
        layouts = [pages.layout(pdf, index) for index in range(count)]
        pages.close()
        meta = {
            key: value
            for key, name in (("title", "Title"), ("author", "Author"), ("date", "CreationDate"))
            if (value := pdf.get_metadata_dict().get(name, ""))
        }
    finally:
        pdf.close()
    return composer.document(source, "application/pdf", meta=meta, pages=Flow(composer).write(layouts))


class _Pages:
    """Lays out page by page; pdfplumber is opened when the first page needs it."""

    def __init__(self, source: Source, composer: Composer) -> None:
        self._source = source
        self._composer = composer
        self._plumber: Any = None

    def layout(self, pdf: Any, index: int) -> PageLayout:
        page = pdf[index]
        try:
            width, height = page.get_size()
            left, bottom, _, _ = page.get_cropbox()
            glyphs = glyphs_of(page, height, left, bottom)
            lines = words_with_bases(glyphs)
            words = [word for _, line in lines for word in line]
            grids = self._grids(index, words) if words and many_paths(page) else []
        finally:
            page.close()
        return PageLayout(index + 1, width, height, _parts(lines, grids), [])

    def _grids(self, index: int, words: list[Any]) -> list[Grid]:
        import pdfplumber

        if self._plumber is None:
            self._plumber = pdfplumber.open(io.BytesIO(self._source.data))
        plumbed = self._plumber.pages[index]
        try:
            return grids_of(plumbed, words)
        finally:
            plumbed.close()

    def close(self) -> None:
        if self._plumber is not None:
            self._plumber.close()


def _parts(lines: list[tuple[float, list[Any]]], grids: list[Grid]) -> list[Line | Grid]:
    """Lines and tables from top to bottom; the words of tables are taken out of the lines."""
    made: list[Line | Grid] = []
    rest = [(base, [word for word in words if not any(inside(grid, word) for grid in grids)]) for base, words in lines]
    rest = [(base, words) for base, words in rest if words]
    block = 0
    for grid in sorted(grids, key=lambda grid: grid.box[1]):
        above = [(base, words) for base, words in rest if base < grid.box[1] + 2]
        rest = rest[len(above) :]
        made += ordered(rows_of(above), block)
        made.append(grid)
        block += 1000
    return made + list(ordered(rows_of(rest), block))


READER = Reader("pdf", "application/pdf", (".pdf",), matches, read)
