"""The formats, in the order in which they are tried, and the choice among them."""

from __future__ import annotations

from extractor.core.document import RawDocument
from extractor.core.errors import UnreadableError
from extractor.reading import archive, container, doc, docx, html, mail, ole, pdf, text, xls, xlsx
from extractor.reading.source import Reader, Source

READERS: tuple[Reader, ...] = (
    docx.READER,
    xlsx.READER,
    archive.READER,
    doc.READER,
    xls.READER,
    mail.READER,
    pdf.READER,
    html.READER,
    text.READER,
)
"""Every format, those that may hold others as they are first; plain text takes what is left."""

SUFFIXES: frozenset[str] = frozenset(suffix for reader in READERS for suffix in reader.suffixes)
"""The endings under which folders are searched for documents; a file that is named is read whatever its ending."""

_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)


def reader_of(source: Source) -> Reader:
    """The reader that knows these bytes. Raises ``UnreadableError`` for none and for an empty file."""
    if not source.data:
        raise source.error("an empty file", "send it again")
    for beginning, what in _FOREIGN:
        if source.data.startswith(beginning) and not (beginning == b"MZ" and b"\0" not in source.head):
            raise source.error(f"{what}, which is not supported", "save it as PDF, DOCX or text")
    if b"<?mso-application" in source.head:
        raise source.error("an Office document of 2003 in XML, which is not supported", "save it as DOCX or XLSX")
    what = ole.foreign_of(source) or container.foreign_of(source)
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
