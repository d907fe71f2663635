"""What a file is, is told by its bytes: not by its name, and not by another document that stands inside it."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from extractor.core.errors import UnreadableError
from extractor.reading import read_bytes, read_each_of
from extractor.reading.formats import reader_of
from extractor.reading.source import Source

SAMPLES = Path(__file__).parent / "samples"
sys.path.insert(0, str(SAMPLES))
import ole_file  # noqa: E402 - the samples' makers stand beside them

PDF = (SAMPLES / "plan.pdf").read_bytes()
DOCX = (SAMPLES / "merged.docx").read_bytes()
PAGE = "<!DOCTYPE html><html><body><p>Có 5 xã đạt chuẩn.</p></body></html>"


def kind(data: bytes, name: str = "tệp") -> str:
    return reader_of(Source(data, name, name)).name


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_that_begins_with_a_pdf_gives_all_its_files(method: int) -> None:
    data = zipped(("a.pdf", PDF), ("b.txt", "Có 2 xã.".encode()), method=method)
    found = read_each_of(Source(data, "a.zip", "a.zip"))
    assert [part.name for part in found if not isinstance(part, UnreadableError)] == ["a.pdf", "b.txt"]


def test_an_archive_with_folders_called_as_in_office_files_is_an_archive() -> None:
    data = zipped(("word/một.docx", DOCX), ("xl/workbook cũ.txt", "Có 2 xã.".encode()))
    found = read_each_of(Source(data, "a.zip", "a.zip"))
    assert [part.name for part in found if not isinstance(part, UnreadableError)] == ["một.docx", "workbook cũ.txt"]


def test_a_pdf_behind_other_bytes_is_a_pdf() -> None:
    assert kind(b"\r\n" + PDF) == "pdf"
    assert kind(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + PDF) == "pdf"
    assert kind(PDF, "a.html") == "pdf"
    assert kind(PDF, "a.docx") == "pdf"


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a"])
def test_a_text_that_speaks_of_pdf_is_a_text(name: str) -> None:
    text = "Tệp bắt đầu bằng %PDF-1.7 là PDF. Có 5 xã nộp tệp như thế."
    assert read_bytes(text.encode(), name).text == text


@pytest.mark.parametrize("name", ["thư.eml", "thư.html", "thư.pdf", "thư"])
def test_a_message_is_one_whatever_it_holds(name: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "a@example.invalid", "Số liệu", "Tue, 05 Mar 2024 08:00:00 +0700"
    mail.set_content(PAGE, subtype="html")
    document = read_bytes(mail.as_bytes(), name)
    assert document.media_type == "message/rfc822"
    assert document.text == "Có 5 xã đạt chuẩn.\n"
    assert (
        read_bytes(b"From a@example.invalid Tue Mar  5 08:00:00 2024\n" + mail.as_bytes(), name).text == document.text
    )


def test_a_message_with_a_pdf_as_it_is_gives_both() -> None:
    head = b"From: a@example.invalid\nSubject: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=xx\n\n"
    body = "--xx\nContent-Type: text/plain; charset=utf-8\n\nCó 2 xã.\n".encode()
    part = b'--xx\nContent-Type: application/pdf; name="a.pdf"\nContent-Disposition: attachment; filename="a.pdf"\n'
    data = head + body + part + b"Content-Transfer-Encoding: binary\n\n" + PDF + b"\n--xx--\n"
    assert kind(data) == "message"
    first = read_each_of(Source(data, "a.eml", "a.eml"))[0]
    assert not isinstance(first, UnreadableError)
    assert first.text == "Có 2 xã.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.doc", "a.xls"])
def test_a_web_page_in_any_encoding_under_any_name(encoding: str, name: str) -> None:
    document = read_bytes(PAGE.encode(encoding), name)
    assert document.media_type == "text/html"
    assert document.text == "Có 5 xã đạt chuẩn.\n"


def test_markdown_may_begin_with_a_tag_and_stays_as_it_is() -> None:
    text = '<p align="center">Báo cáo</p>\n\n- Có 5 xã đạt chuẩn.\n'
    assert read_bytes(text.encode(), "a.md").text == text
    assert read_bytes(text.encode(), "a.html").media_type == "text/html"


@pytest.mark.parametrize(
    "text", ["PK-2025: có 5 xã đạt chuẩn.", "MZ: 5 xã.", "IIa. Có 5 xã.", "GIFT: 5 xã", "%!PS 5 xã"]
)
def test_texts_that_begin_like_another_format_are_texts(text: str) -> None:
    assert read_bytes(text.encode(), "a").text == text


@pytest.mark.parametrize(
    ("root", "inside", "wanted"),
    [
        (("WordDocument", "1Table"), ("Workbook",), "doc"),
        (("Workbook",), ("WordDocument",), "xls"),
        (("Book",), (), "xls"),
    ],
)
def test_what_is_embedded_in_an_old_office_file_does_not_say_what_it_is(
    root: tuple[str, ...], inside: tuple[str, ...], wanted: str
) -> None:
    assert kind(ole_file.container(root, inside)) == wanted


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (ole_file.container(("PowerPoint Document",), ("WordDocument",)), "PowerPoint"),
        (ole_file.container(("__properties_version1.0",), ("WordDocument",)), "Outlook"),
        (zipped(("[Content_Types].xml", b"<a/>"), ("ppt/presentation.xml", b"<a/>")), "PowerPoint"),
        (zipped(("[Content_Types].xml", b"<a/>"), ("xl/workbook.bin", b"1")), "xlsb"),
        (zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")), "OpenDocument"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "2003"),
    ],
)
def test_kinds_that_are_not_read_are_named_with_a_remedy(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableError, match=what) as caught:
        read_bytes(data, "a.doc")
    assert "save it as" in caught.value.remedy


def test_a_pdf_is_read_without_the_libraries_of_other_formats() -> None:
    code = (
        "import sys; from extractor.reading import read; read(sys.argv[1]); "
        "print(*sorted({'openpyxl', 'xlrd', 'lxml', 'email', 'PIL', 'zipfile'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, SAMPLES / "plan.pdf"],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stdout.strip() == ""
