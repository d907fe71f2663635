"""Whatever is handed over, reading ends soon, with a document or with one kind of error that says what to do."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.core.errors import UnreadableError
from extractor.reading import doc, read, read_all, read_bytes

SAMPLES = Path(__file__).parent / "samples"
sys.path.insert(0, str(SAMPLES))
import word  # noqa: E402 - the samples' makers stand beside them


def refusal(data: bytes, name: str = "tệp.bin") -> str:
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, name)
    assert caught.value.path == name
    return caught.value.reason


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def replaced(sample: str, part: str, text: bytes) -> bytes:
    """A sample with one part of its container exchanged."""
    made = io.BytesIO()
    with zipfile.ZipFile(SAMPLES / sample) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
    return made.getvalue()


def many_pages(count: int) -> bytes:
    """A PDF whose page tree names one page again and again."""
    kids = b"3 0 R " * count
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length 42>>stream\nBT /F 12 Tf 72 720 Td (Co 12 xa dat) Tj ET\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj%sendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(made)


def test_empty_file() -> None:
    assert "empty" in refusal(b"")
    assert "no text" in refusal(b" \n\t\n", "a.txt")


def test_places_that_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    os.mkfifo(tmp_path / "pipe")
    for name, reason in (
        ("", "folder"),
        ("absent.txt", "no such file"),
        ("link.txt", "broken link"),
        ("loop.txt", "link"),
        ("pipe", "not a regular file"),
        ("a\0b", "path"),
        ("x" * 300, "too long"),
    ):
        with pytest.raises(UnreadableError, match=reason):
            read(tmp_path / name if "\0" not in name else name)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_missing_permission_for_users(tmp_path: Path) -> None:
    path = tmp_path / "kín.txt"
    path.write_text("Có 5 xã.", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UnreadableError, match="permission"):
        read(path)


def test_missing_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kín.txt"
    path.write_text("Có 5 xã.", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableError, match="permission"):
        read(path)


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.html", "a.xlsx"])
def test_binary_rubbish_under_any_name(name: str) -> None:
    rubbish = bytes((i * 7919 + i // 13) % 256 for i in range(50_000))
    refusal(rubbish, name)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + b"0" * 99, b"{\\rtf1 Co 5 xa}", b"Rar!\x1a\x07\x00", b"\x1f\x8b\x08\x00"]
)
def test_formats_that_are_not_read_are_named(data: bytes) -> None:
    assert "not supported" in refusal(data)


@pytest.mark.parametrize("sample", ["plan.pdf", "table.pdf", "merged.docx", "plan.xlsx"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.97])
def test_truncated_files(sample: str, share: float) -> None:
    data = (SAMPLES / sample).read_bytes()
    with contextlib.suppress(UnreadableError):  # a PDF may be whole enough to be read
        assert read_bytes(data[: int(len(data) * share)], sample).text.strip()


def test_encrypted_files() -> None:
    assert "password" in refusal((SAMPLES / "locked.pdf").read_bytes())
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert "password" in refusal(ole, "kín.docx")


def test_zip_bombs() -> None:
    assert "bomb" in refusal(replaced("merged.docx", "word/document.xml", b"<a>" + b" " * 60_000_000 + b"</a>"))
    assert "bomb" in refusal(zipped(**{"a.txt": b"0" * 90_000_000}), "a.zip")
    assert "bomb" in refusal(replaced("plan.xlsx", "xl/worksheets/sheet1.xml", b" " * 90_000_000))


def test_container_that_lies_about_its_size() -> None:
    data = bytearray(zipped(**{"a.txt": b"1 " * 400_000}))
    size = (800_000).to_bytes(4, "little")
    while (place := data.find(size)) >= 0:
        data[place : place + 4] = (10).to_bytes(4, "little")
    refusal(bytes(data), "a.zip")


@pytest.mark.parametrize(
    ("sample", "part"),
    [("merged.docx", "word/document.xml"), ("merged.docx", "word/styles.xml"), ("plan.xlsx", "xl/workbook.xml")],
)
def test_entities_are_never_expanded(sample: str, part: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật")
    attack = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]><a>&x;</a>'
    for data in (attack.encode(), attack.encode("utf-16")):
        assert "document type" in refusal(replaced(sample, part, data))


def test_web_page_that_refers_to_files_reads_none(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>Có &x; 5 xã.</p><iframe src="file://{secret}"></iframe></body></html>'
    assert "bí mật" not in read_bytes(page.encode(), "a.html").text


def test_ten_thousand_pages_are_refused_at_once() -> None:
    data = many_pages(10_000)
    assert "pages" in refusal(data, "a.pdf")


def test_three_hundred_pages_are_read_in_bounded_memory(tmp_path: Path) -> None:
    import pypdfium2

    sample = pypdfium2.PdfDocument(SAMPLES / "plan.pdf")
    long = pypdfium2.PdfDocument.new()
    for _ in range(150):
        long.import_pages(sample)
    long.save(tmp_path / "long.pdf")
    code = (
        "import sys; from extractor.reading import read; document = read(sys.argv[1]); "
        "print(len(document.pages), document.text.count('6.800 tỷ đồng')); "
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "long.pdf"], capture_output=True, text=True, check=True, cwd=root
    )
    pages, kibibytes = done.stdout.splitlines()
    assert pages == "300 600"
    assert int(kibibytes) < 400 * 1024


def test_deeply_nested_page_ends_well() -> None:
    page = "<html><body>" + "<div>" * 20_000 + "<p>Có 5 xã đạt chuẩn.</p>" + "</div>" * 20_000 + "</body></html>"
    with contextlib.suppress(UnreadableError):
        assert "5 xã" in read_bytes(page.encode(), "a.html").text


def test_word_document_without_its_main_part() -> None:
    parts = {"[Content_Types].xml": b"<a/>", "word/styles.xml": b"<a/>"}
    assert "no Word document" in refusal(zipped(**parts), "a.docx")


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "**MẬT**", "Độ mật: Mật"])
def test_secret_papers_are_refused_unless_allowed(mark: str) -> None:
    text = f"UBND TỈNH BÌNH AN\nSố: 5/BC\n{mark}\nBÁO CÁO\nCó 12 xã được kiểm tra.\n".encode()
    assert "secret" in refusal(text, "a.txt")
    assert "12 xã" in read_bytes(text, "a.txt", allow_secret=True).text


def test_papers_about_secrecy_are_read() -> None:
    text = (
        "KẾ HOẠCH\nBảo vệ bí mật nhà nước, độ mật của tài liệu: mật, tối mật.\nTăng mật độ 5%.\n"
        + "Dòng.\n" * 80
        + "MẬT\n"
    )
    assert read_bytes(text.encode(), "a.txt").text == text


def test_secret_mark_in_a_word_letterhead() -> None:
    body = (
        word.table(
            word.cell(word.p("UBND TỈNH") + word.p("Số: 5/BC-UBND"))
            + word.cell(word.p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
        )
        + word.p("MẬT")
        + word.p("Có 5 xã.")
    )
    assert "MẬT" in refusal(word.package(body), "a.docx")


def test_old_word_without_its_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc.shutil, "which", lambda _: None)
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 600
    with pytest.raises(UnreadableError, match="antiword"):
        read_bytes(ole, "a.doc")


def test_archive_in_archives_ends(tmp_path: Path) -> None:
    data = zipped(**{"a.txt": "Có 5 xã.".encode()})
    for _ in range(8):
        data = zipped(**{"a.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(UnreadableError, match="deeper"):
        read_all(tmp_path / "a.zip")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.eml", "a.pdf", "a.docx", "a"]))
def test_any_bytes_give_a_document_or_the_one_error(data: bytes, name: str) -> None:
    try:
        document = read_bytes(data, name)
    except UnreadableError:
        return
    assert document.text.strip()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["merged.docx", "plan.xlsx", "raised.pdf", "portal.html"]),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=20),
)
def test_damaged_samples_give_a_document_or_the_one_error(sample: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray((SAMPLES / sample).read_bytes())
    for place, value in changes:
        data[place % len(data)] = value
    try:
        read_bytes(bytes(data), sample)
    except UnreadableError:
        return
