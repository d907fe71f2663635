"""The formats, in the order in which they are tried, and the choice among them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from extractor.core.document import RawDocument
from extractor.core.errors import UnreadableError
from extractor.reading import kinds
from extractor.reading.source import Reader, Source


def _reader(name: str, suffixes: tuple[str, ...], matches: Callable[[Source], bool], module: str, *also: str) -> Reader:
    """A reader whose file is imported when it is needed first: who reads a PDF waits for no library of workbooks."""

    def call(function: str, *given: Any) -> Any:
        return getattr(import_module(f"extractor.reading.{module}"), function)(*given)

    return Reader(name, suffixes, matches, partial(call, "read"), **{each: partial(call, each) for each in also})


READERS: tuple[Reader, ...] = (
    _reader("docx", (".docx", ".docm"), kinds.is_word, "docx"),
    _reader("xlsx", (".xlsx", ".xlsm"), kinds.is_workbook, "xlsx"),
    _reader("archive", (".zip",), kinds.is_archive, "archive", "parts"),
    _reader("doc", (".doc",), kinds.is_old_word, "doc", "missing"),
    _reader("xls", (".xls",), kinds.is_old_workbook, "xls"),
    _reader("message", (".eml",), kinds.is_message, "mail", "parts"),
    _reader("pdf", (".pdf",), kinds.is_pdf, "pdf"),
    _reader("html", (".html", ".htm", ".xhtml"), kinds.is_web_page, "html"),
    _reader("text", (".txt", ".text", ".md", ".markdown"), kinds.is_anything, "text"),
)
"""Every format, those that may hold others as they are first; plain text takes what is left."""

SUFFIXES: frozenset[str] = frozenset(suffix for reader in READERS for suffix in reader.suffixes)
"""The endings under which folders are searched for documents; a file that is named is read whatever its ending."""


def reader_of(source: Source) -> Reader:
    """The reader that knows these bytes. Raises ``UnreadableError`` for none and for an empty file."""
    if not source.data:
        raise source.error("an empty file", "send it again")
    what = kinds.foreign(source)
    if what:
        raise source.error(f"{what}, which is not supported", "save it as PDF, DOCX or text")
    for reader in READERS:
        if reader.matches(source):
            return reader
    raise source.error("an unsupported format", "save it as PDF, DOCX or text")


def guard(reader: Reader, source: Source) -> RawDocument:
    """Reads with a reader, and turns whatever a library below raises into an ``UnreadableError``."""
    try:
        return reader.read(source)
    except UnreadableError:
        raise
    except MemoryError as error:
        raise source.error(f"too large to be read as {reader.name}", "split the document") from error
    except RecursionError as error:
        raise source.error(f"nested too deeply for {reader.name}", "save it anew from its program") from error
    except Exception as error:
        raise source.error(
            f"damaged {reader.name} ({type(error).__name__})", "save it anew from its program"
        ) from error
