"""Messages and archives give several documents; old Word files are read where their program is installed."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from extractor.core.errors import UnreadableError
from extractor.reading import doc, read, read_all, read_bytes

SAMPLES = Path(__file__).parent / "samples"


def message(body: str = "Kính gửi các xã,\n\nĐề nghị báo cáo trước ngày 15/12.\n") -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = "Giao chỉ tiêu năm 2025"
    made["From"] = "Văn phòng <vp@example.invalid>"
    made["Date"] = "Tue, 05 Mar 2024 08:00:00 +0700"
    made.set_content(body, cte="base64")
    return made


def test_message_gives_its_body_and_its_attachments(tmp_path: Path) -> None:
    mail = message()
    mail.add_attachment(
        (SAMPLES / "merged.docx").read_bytes(), maintype="application", subtype="octet-stream", filename="phụ lục.docx"
    )
    mail.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    path = tmp_path / "thư.eml"
    path.write_bytes(mail.as_bytes())
    body, annex = read_all(path)
    assert body.text == "Kính gửi các xã,\n\nĐề nghị báo cáo trước ngày 15/12.\n"
    assert body.meta["title"] == "Giao chỉ tiêu năm 2025"
    assert body.media_type == "message/rfc822"
    assert annex.name == "phụ lục.docx"
    assert annex.tables[0].name == "Bảng 1. Chỉ tiêu chủ yếu"
    assert read(path).text == body.text


def test_message_with_a_web_page_as_body() -> None:
    mail = message()
    mail.clear_content()
    mail.set_content("<html><body><h1>Thông báo</h1><p>Có 5 xã đạt chuẩn.</p></body></html>", subtype="html")
    document = read_bytes(mail.as_bytes(), "tệp")
    assert document.text == "Thông báo\nCó 5 xã đạt chuẩn.\n"
    assert document.media_type == "message/rfc822"


def test_message_in_a_message() -> None:
    outer = message("Xem thư kèm.\n")
    outer.add_attachment(message("Có 7 xã.\n"))
    made = read_all_bytes(outer.as_bytes())
    assert made == ["Xem thư kèm.\n", "Có 7 xã.\n"]


def read_all_bytes(data: bytes) -> list[str]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.eml")
        path.write_bytes(data)
        return [document.text for document in read_all(path)]


def archive(path: Path, **files: bytes) -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in files.items():
            file.writestr(name, data)
    path.write_bytes(made.getvalue())
    return path


def test_archive_gives_its_documents_and_tells_what_it_cannot_read(tmp_path: Path) -> None:
    files = {
        "b/hai.txt": "Có 2 xã.".encode(),
        "a/một.docx": (SAMPLES / "tracked.docx").read_bytes(),
        "c/hình.png": b"\x89PNG\r\n\x1a\n",
        "__MACOSX/a/._một.docx": b"x",
    }
    made = read_all(archive(tmp_path / "a.zip", **files))
    assert [document.name for document in made] == ["một.docx", "hai.txt"]
    assert any("PNG" in note for note in made[0].notes)


def test_archive_of_one_document_is_that_document(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{"hai.txt": "Có 2 xã.".encode()})
    assert read(path).text == "Có 2 xã."
    assert read(path).name == "hai.txt"


def test_archive_of_several_must_be_read_as_several(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{"a.txt": b"1", "b.txt": b"2"})
    with pytest.raises(UnreadableError, match="archive of 2 files"):
        read(path)


def test_archive_without_a_readable_document_says_why(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="PNG"):
        read_all(archive(tmp_path / "a.zip", **{"a.png": b"\x89PNG\r\n\x1a\n"}))


@pytest.mark.skipif(bool(doc.missing()), reason=doc.missing() or "-")
def test_old_word_document_of_the_public_collection() -> None:
    path = Path(__file__).parents[2].parent / "shared" / "documents" / "ct07_2008_btttt_ma_nguon_mo.doc"
    if not path.exists():
        pytest.skip("the shared documents are not here")
    document = read(path)
    assert document.media_type == "application/msword"
    assert "07/2008/CT-BTTTT" in document.text
    assert "đảm bảo 100% máy trạm" in document.text
    assert max(map(len, document.text.split("\n"))) > 400  # a paragraph is one line
