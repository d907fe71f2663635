"""E-mail messages (EML): the body as a document, the attachments as documents of their own."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from extractor.core.document import RawDocument
from extractor.core.errors import UnreadableError
from extractor.reading import html
from extractor.reading.compose import Composer
from extractor.reading.decode import NotTextError, decode
from extractor.reading.source import Source

_MEDIA = "message/rfc822"


def _message(source: Source) -> EmailMessage:
    message = email.message_from_bytes(source.data.removeprefix(b"\xef\xbb\xbf"), policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise source.error("a damaged message", "save it again")
    return message


def read(source: Source) -> RawDocument:
    """The body, plain text first, else the web page in it; subject, sender and date stand in ``meta``."""
    message = _message(source)
    meta = {
        "title": str(message.get("Subject") or ""),
        "author": str(message.get("From") or ""),
        "date": str(message.get("Date") or ""),
    }
    attachments = [name for name, _ in _attachments(message)]
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        if attachments:
            composer = Composer()
            composer.line(meta["title"] or "(no subject)", "title")
            composer.note("a message without a body; its attachments are documents of their own")
            return composer.document(source, _MEDIA, meta=meta)
        raise source.error("a message without a body", "save it again")
    data = body.get_payload(decode=True)
    data = data if isinstance(data, bytes) else b""
    if body.get_content_type() == "text/html":
        inner = html.read(Source(data, source.name, source.label, source.allow_secret, source.depth))
        return RawDocument(
            source.name, source.document_id, _MEDIA, inner.text, (), inner.tables, inner.hints, meta, inner.notes
        )
    try:
        decoded = decode(data, body.get_content_charset())
    except NotTextError as error:
        raise source.error(f"its body is no text: {error}", "save it again") from error
    composer = Composer()
    for line in decoded.text.splitlines():
        if not composer.line(line) and composer.size and composer.last_line():
            composer.put("")  # blank lines part paragraphs in plain text
    if decoded.note:
        composer.note(decoded.note)
    if attachments:
        composer.note("attached: " + ", ".join(attachments))
    return composer.document(source, _MEDIA, meta=meta)


def parts(source: Source) -> list[Source | UnreadableError]:
    """The attachments, in their order."""
    return [source.part(data, name) for name, data in _attachments(_message(source)) if data]


def _attachments(message: EmailMessage) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for part in message.iter_attachments():
        name = part.get_filename()
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], email.message.Message):
                found.append((name or "message.eml", inner[0].as_bytes()))
            continue
        data = part.get_payload(decode=True)
        if name and isinstance(data, bytes) and part.get_content_maintype() != "image":
            found.append((name, data))
    return found
