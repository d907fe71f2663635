"""What is built to hurt or to mislead ends with a reason or with the text alone, and the rest of the batch is done."""

from __future__ import annotations

import io
import socket
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from extractor.core.errors import UnreadableError
from extractor.intake.workers import run_all
from extractor.reading import read_bytes, read_each, tesseract

SAMPLES = Path(__file__).parent / "samples"
sys.path.insert(0, str(SAMPLES))


def with_parts(sample: str, **parts: bytes) -> bytes:
    """A sample with further parts in its container; "__" in a name stands for "/"."""
    made = io.BytesIO()
    with zipfile.ZipFile(SAMPLES / sample) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name.replace("__", "/"), data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("sample", "part"), [("merged.docx", "word__vbaProject.bin"), ("plan.xlsx", "xl__vbaProject.bin")]
)
def test_macros_are_never_run_and_told(sample: str, part: str) -> None:
    document = read_bytes(with_parts(sample, **{part: b"\xd0\xcf\x11\xe0Sub AutoOpen()"}), sample)
    assert document.text == read_bytes((SAMPLES / sample).read_bytes(), sample).text
    assert any("macros" in note for note in document.notes)


def without_map() -> bytes:
    """A PDF of which no font says which characters it draws."""
    return (SAMPLES / "plan.pdf").read_bytes().replace(b"/ToUnicode", b"/XoUnicode")


def test_a_font_without_a_map_is_refused_where_there_is_no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "missing", lambda: tesseract.PACKAGES)
    with pytest.raises(UnreadableError, match="without a map") as caught:
        read_bytes(without_map(), "a.pdf")
    assert "tesseract-ocr-vie" in caught.value.remedy


@pytest.mark.skipif(bool(tesseract.missing()), reason=tesseract.missing() or "-")
def test_a_font_without_a_map_is_read_by_what_it_looks_like() -> None:
    document = read_bytes(without_map(), "a.pdf")
    assert "6.800 tỷ đồng" in document.text
    assert "85% số xã đạt chuẩn nông thôn mới" in document.text
    assert all(page.scanned for page in document.pages)


@pytest.mark.skipif(bool(tesseract.missing()), reason=tesseract.missing() or "-")
@pytest.mark.parametrize("dpi", [50, 1200])  # a page of five metres, and a fine one
def test_a_page_of_a_hundred_megapixels_ends_with_a_reason(dpi: int) -> None:
    from PIL import Image

    made = io.BytesIO()
    Image.new("1", (10_000, 10_000), 1).save(made, "PDF", resolution=dpi)
    with pytest.raises(UnreadableError, match="no text"):
        read_bytes(made.getvalue(), "a.pdf")


def test_scripts_and_links_of_web_pages_are_never_run_or_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = """<html><head><script src="http://example.invalid/a.js"></script>
    <link rel="stylesheet" href="http://example.invalid/a.css"><base href="http://example.invalid/"></head><body>
    <p onclick="alert(1)">Có 5 xã đạt chuẩn.</p><img src="http://example.invalid/a.png" alt="ảnh">
    <script>document.write("Có 99 xã giả.")</script><iframe src="http://example.invalid/"></iframe>
    <p>Theo <a href="javascript:alert(7)">báo cáo</a> còn 3 xã.</p></body></html>"""
    text = read_bytes(page.encode(), "a.html").text
    assert "5 xã" in text
    assert "Theo báo cáo còn 3 xã." in text
    assert "99" not in text
    assert "alert" not in text


def test_a_batch_goes_on_past_everything_that_is_bad(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 90_000_000)
    bad = {
        "bom.zip": bomb.getvalue(),
        "cut.docx": (SAMPLES / "merged.docx").read_bytes()[:700],
        "khóa.pdf": (SAMPLES / "locked.pdf").read_bytes(),
        "rỗng.txt": b"",
    }
    for name, data in {**bad, "tốt.txt": "Có 5 xã đạt chuẩn.".encode()}.items():
        (tmp_path / name).write_bytes(data)
    done = {Path(one.job).name: one for one in run_all(read_each, map(str, sorted(tmp_path.iterdir())), 1)}
    assert set(done) == {*bad, "tốt.txt"}
    assert all(done[name].value is None and done[name].reason for name in bad)
    assert done["tốt.txt"].value is not None
    assert all((tmp_path / name).exists() for name in bad)  # the originals stay where they are
