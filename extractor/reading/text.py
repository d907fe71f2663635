"""Plain text and Markdown: the document text is the whole file, markup included."""

from __future__ import annotations

from extractor.core.document import RawDocument
from extractor.reading.decode import NotTextError, decode
from extractor.reading.limits import MAX_TEXT_BYTES
from extractor.reading.mend import Mender, unix_lines
from extractor.reading.source import Source

_MARKDOWN = (".md", ".markdown")


def read(source: Source) -> RawDocument:
    """The decoded file with LF line ends, legacy encodings repaired and composed."""
    if len(source.data) > MAX_TEXT_BYTES:
        raise source.error(f"{len(source.data):,} bytes of text, more than the limit of {MAX_TEXT_BYTES:,}", "split it")
    try:
        decoded = decode(source.data)
    except NotTextError as error:
        raise source.error(f"no text: {error}", "save it as UTF-8 text, DOCX or PDF") from error
    mender = Mender()
    text = mender.mend(unix_lines(decoded.text), whole=True)
    if not text.strip():
        raise source.error("no text in it, only blanks")
    notes = (decoded.note,) if decoded.note else ()
    markdown = source.name.lower().endswith(_MARKDOWN)
    return RawDocument(
        source.name,
        source.document_id,
        "text/markdown" if markdown else "text/plain",
        text,
        notes=notes + mender.notes(),
    )
