"""What a file is, by its own bytes: names lie, and documents hold others as they are.

Each of the signs is looked for in the order of ``formats.READERS``; nothing here imports a library of a format.
"""

from __future__ import annotations

import io
import re

from extractor.reading import ole
from extractor.reading.limits import MAX_PARTS
from extractor.reading.source import Source

SIGNS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")
"""How a ZIP begins: with a part, with the end of an empty one, or with what split archives of one volume have."""

_PACKAGES = (
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("visio/document.xml", "a Visio drawing"),
)

_HEADERS = re.compile(
    rb"^(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|From|To|Subject|Date|DKIM-Signature|X-[\w-]{1,60}|"
    rb"Reply-To|Content-Type|Cc|Sender|Thread-\w{1,20}|Authentication-Results|ARC-[\w-]{1,40})[ \t]*+:",
    re.IGNORECASE,
)
_POSTMARK = re.compile(rb"\A>?From [^\r\n]{1,200}\r?\n")
"""The line before the headers of a message that was cut out of a mailbox file."""
_FIELD = re.compile(rb"^(?:from|subject|date|message-id|received)[ \t]*+:", re.IGNORECASE | re.MULTILINE)
_BEFORE = rb"^(?:\xef\xbb\xbf|\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*+"
_PAGE = re.compile(_BEFORE + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(
    _BEFORE + rb"<(?:meta|title|style|article|section|main|div|center|table|p|h[1-3])\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<[!/]?[a-z]", re.IGNORECASE)
_OBJECT = re.compile(rb"(?:^|[\r\n\0 ])\d{1,10} \d{1,5} obj\b")
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


def foreign(source: Source) -> str:
    """What a file is that is known and not read, in words; nothing for all others."""
    for beginning, what in _FOREIGN:
        if source.data.startswith(beginning) and not (beginning == b"MZ" and b"\0" not in source.head):
            return what
    if b"<?mso-application" in source.head:
        return "an Office document of 2003 in XML"
    return ole.foreign_of(source) or _foreign_package(source)


def is_word(source: Source) -> bool:
    """A ZIP that holds a Word document."""
    return is_package(source, "word/")


def is_workbook(source: Source) -> bool:
    """A ZIP that holds a workbook."""
    return is_package(source, "xl/workbook")


def is_archive(source: Source) -> bool:
    """Any ZIP that no other reader knows."""
    return source.data.startswith(SIGNS)


def is_old_word(source: Source) -> bool:
    """A compound container with a Word document."""
    return ole.holds(source, "WordDocument")


def is_old_workbook(source: Source) -> bool:
    """A compound container with a workbook, or one that is locked."""
    return ole.holds(source, "Workbook", "Book", "EncryptedPackage") and not is_old_word(source)


def is_message(source: Source) -> bool:
    """Header lines of a message from the first line on, two known ones at least."""
    head = _POSTMARK.sub(b"", source.head.removeprefix(b"\xef\xbb\xbf"))
    if not _HEADERS.match(head):
        return False
    top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    return len({match[0].lower() for match in _FIELD.finditer(top)}) >= 2 or source.name.lower().endswith(".eml")


def is_pdf(source: Source) -> bool:
    """The mark of a PDF at the start, or within the first kilobyte where an object of a PDF follows it.

    Something may stand before it, such as the header lines of a download; a text may speak of a PDF.
    """
    place = source.data[:1024].find(b"%PDF-")
    return place == 0 or (place > 0 and _OBJECT.search(source.data, place) is not None)


def is_web_page(source: Source) -> bool:
    """HTML by its first tag, in any encoding that leaves ASCII alone or UTF-16.

    A fragment is one unless it is called Markdown, in which it may stand as it is.
    """
    head = source.head
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head[2:]
    if b"\0" in head[:64]:
        head = head.replace(b"\0", b"")
    if _PAGE.match(head):
        return True
    name = source.name.lower()
    if name.endswith((".md", ".markdown")):
        return False
    return bool(_FRAGMENT.match(head)) or (name.endswith((".html", ".htm")) and bool(_TAG.search(head)))


def is_anything(_: Source) -> bool:
    """What no other reader knows is tried as text, which refuses binary data."""
    return True


def names_in(source: Source) -> frozenset[str]:
    """The names of the parts of a ZIP; none where it is no ZIP or a damaged one."""
    found = source.names.get("zip")
    if found is None:
        found = source.names["zip"] = _names(source.data)
    return found


def _names(data: bytes) -> frozenset[str]:
    if not data.startswith(SIGNS):
        return frozenset()
    from zipfile import ZipFile  # noqa: PLC0415 - needed for containers only

    from extractor.reading.container import DAMAGED  # noqa: PLC0415 - likewise

    try:
        return frozenset(ZipFile(io.BytesIO(data)).namelist()[:MAX_PARTS])
    except DAMAGED:
        return frozenset()


def is_package(source: Source, beginning: str) -> bool:
    """Whether a ZIP is an Open XML document with a part that begins so, and no archive with a folder of that name."""
    names = names_in(source)
    return "[Content_Types].xml" in names and any(name.startswith(beginning) for name in names)


def _foreign_package(source: Source) -> str:
    """What a ZIP is that no reader knows and that is no archive of documents, in words; nothing for others."""
    names = names_in(source)
    if not names:
        return ""
    if "mimetype" in names and ("content.xml" in names or "META-INF/container.xml" in names):
        return "an OpenDocument file or an e-book"
    if "[Content_Types].xml" in names:
        return next((what for part, what in _PACKAGES if part in names), "")
    return ""
