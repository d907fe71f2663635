"""Word documents from before 2007 (DOC), by antiword or LibreOffice, whichever is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from extractor.core.document import RawDocument
from extractor.core.errors import UnreadableError
from extractor.reading import docx
from extractor.reading.compose import CellText, Composer
from extractor.reading.container import parse_xml
from extractor.reading.layout import frame_of, kind_in, names_table
from extractor.reading.ole import refuse_encrypted
from extractor.reading.source import Source

_MEDIA = "application/msword"
_SECONDS = 120
_REMEDY = "install the Debian package antiword (or libreoffice-writer-nogui), or save it as DOCX"


_ITEM = '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + _ITEM.format("Common/Security/Scripting", "DisableMacrosExecution", "true")
    + _ITEM.format("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true")
    + _ITEM.format("Writer/Content/Update", "Link", "0")
    + "</oor:items>"
)
"""Settings of LibreOffice under which it runs no macro of a document and fetches nothing that one links to."""


def missing() -> str:
    """What has to be installed before DOC can be read, or nothing."""
    return "" if shutil.which("antiword") or _office() else _REMEDY


def read(source: Source) -> RawDocument:
    """The text and tables of an old Word document; deleted text of tracked changes is printed by both programs."""
    refuse_encrypted(source)
    failure: UnreadableError | None = None
    if shutil.which("antiword"):
        try:
            return _by_antiword(source)
        except UnreadableError as error:
            failure = error
    if _office():
        try:
            return _by_office(source)
        except UnreadableError as error:
            raise failure or error from None  # antiword tells what is wrong, such as a password
    raise failure or source.error("DOC needs a program that is not installed", _REMEDY)


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _run(source: Source, command: list[str], folder: str) -> bytes:
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "LANG": "C.UTF-8"}
    try:
        started = subprocess.Popen(  # noqa: S603 - a fixed program, and a file name of our own in a folder of our own
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=folder, start_new_session=True
        )
    except OSError as error:
        raise source.error(f"{Path(command[0]).name} could not be started", _REMEDY) from error
    with started:
        try:
            printed, said = started.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired as error:
            told = f"{Path(command[0]).name} took more than {_SECONDS} seconds"
            raise source.error(told, "save it as DOCX") from error
        finally:
            with suppress(ProcessLookupError):  # soffice is a script: what it started would live on and hold the pipes
                os.killpg(started.pid, signal.SIGKILL)
    if started.returncode:
        if b"encrypted" in said.lower():
            raise source.error("encrypted with a password", "save it without one")
        raise source.error("a damaged Word document", "save it as DOCX")
    return printed


def _by_antiword(source: Source) -> RawDocument:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder, "document.doc").write_bytes(source.data)
        made = _run(source, ["antiword", "-m", "UTF-8.txt", "-x", "db", "document.doc"], folder)
    start = made.find(b"<book")  # the document type before it is antiword's own
    if start < 0:
        raise source.error("a damaged Word document", "save it as DOCX")
    root = parse_xml(source, made[start:], "text")
    composer = Composer(paragraphs=True)
    for element in root.iter("para", "title", "informaltable"):
        if any(up.tag == "informaltable" for up in element.iterancestors()):
            continue
        if element.tag == "informaltable":
            _table(composer, element)
        elif element.tag == "title":
            composer.line(_text(element), "heading", 1)
        else:
            for line in _lines(element):
                composer.line(line, "item" if element.getparent().tag == "listitem" else None)
    return composer.document(source, _MEDIA)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _lines(paragraph: Any) -> list[str]:
    return ["".join(paragraph.itertext())] if paragraph.find(".//informaltable") is None else []


def _table(composer: Composer, table: Any) -> None:
    rows = [[_text(entry) for entry in row.iter("entry")] for row in table.iter("row")]
    frame = frame_of(rows, first=composer.size < 400)
    if frame is not None:
        for row in table.iter("row"):
            for entry in row.iter("entry"):
                kind = kind_in(frame, _text(entry))
                for line in "".join(entry.itertext()).split("\n"):
                    composer.line(line, kind)
        return
    last = composer.last_line()
    composer.open_table(last if names_table(last) else "")
    for number, row in enumerate(rows):
        composer.row([CellText(text, column) for column, text in enumerate(row)], number)
    composer.close_table()


def _by_office(source: Source) -> RawDocument:
    office = _office() or "soffice"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder, "document.doc").write_bytes(source.data)
        settings = Path(folder, "profile", "user", "registrymodifications.xcu")
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        command = [office, "--headless", "--norestore", "--convert-to", "docx", "--outdir", folder, "document.doc"]
        _run(source, [*command[:1], f"-env:UserInstallation=file://{folder}/profile", *command[1:]], folder)
        made = Path(folder, "document.docx")
        if not made.exists():
            raise source.error("a damaged Word document", "save it as DOCX")
        data = made.read_bytes()
    read = docx.read(Source(data, source.name, source.label, source.allow_secret, source.depth))
    return RawDocument(
        source.name, source.document_id, _MEDIA, read.text, read.pages, read.tables, read.hints, read.meta, read.notes
    )
