"""Documents inside documents are stored; a file that takes too much is given up, and the others are done."""

from __future__ import annotations

import io
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

from extractor.core.document import KnownPart, RawDocument
from extractor.core.errors import UnreadableError
from extractor.intake.desk import Desk
from extractor.intake.ingest import ingest
from extractor.intake.jobs import Arrival, Queue, listed
from extractor.intake.workers import Limits, run_all
from extractor.query.search import Filter, search
from extractor.reading import read_new_of
from extractor.reading.source import Source
from extractor.store.database import open_store
from extractor.store.originals import Originals
from extractor.store.reference_tables import FailureRow
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "reading" / "samples"))
import fake_extract
import ole_file
import pytest
from sqlalchemy import select

PLAN = "KẾ HOẠCH\nĐến năm 2025 có {} xã đạt chuẩn nông thôn mới.\n"


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def test_files_of_an_archive_and_attachments_are_documents_of_their_own(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'chitieu.db'}"
    folder = tmp_path / "đến"
    folder.mkdir()
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Giao chỉ tiêu", "vp@example.invalid"
    mail.set_content(PLAN.format(31))
    mail.add_attachment(PLAN.format(32).encode(), maintype="text", subtype="plain", filename="phụ lục.txt")
    (folder / "thư.eml").write_bytes(mail.as_bytes())
    files = {"một.txt": PLAN.format(41).encode(), "hai.txt": PLAN.format(42).encode(), "hình.png": b"\x89PNG\r\n\x1a\n"}
    (folder / "gói.zip").write_bytes(zipped(**files))

    report = ingest([folder], url)
    assert (report.added, report.unchanged) == (4, 0)
    (failure,) = report.failures
    assert failure.path == f"{folder / 'gói.zip'}: hình.png"
    assert "PNG" in failure.reason
    with open_store(url) as store:
        values = {(hit.target.evidence.document, str(hit.target.value)) for hit in search(store, Filter())}
        stored = {row["name"]: row["meta"].get("within") for row in store.rows(select(table(DocumentRow)))}
        kept = [row["path"] for row in store.rows(select(table(FailureRow)))]
    assert values == {("thư.eml", "31"), ("phụ lục.txt", "32"), ("một.txt", "41"), ("hai.txt", "42")}
    assert stored == {"thư.eml": None, "phụ lục.txt": "thư.eml", "một.txt": "gói.zip", "hai.txt": "gói.zip"}
    assert kept == [failure.path]

    again = ingest([folder], url)
    assert (again.added, again.replaced, again.unchanged, len(again.failures)) == (0, 0, 3, 1)


SECRET = "UBND TỈNH BÌNH AN\nSố: 5/BC\nMẬT\nBÁO CÁO\nĐến năm 2025 có 33 xã đạt chuẩn.\n"


def letter(*attached: tuple[str, str]) -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Giao chỉ tiêu", "vp@example.invalid"
    mail.set_content(PLAN.format(31))
    for name, words in attached:
        mail.add_attachment(words.encode(), maintype="text", subtype="plain", filename=name)
    return mail.as_bytes()


def test_what_failed_in_a_message_or_an_archive_is_tried_again_by_the_next_ingest(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'chitieu.db'}"
    folder = tmp_path / "đến"
    folder.mkdir()
    (folder / "thư.eml").write_bytes(letter(("a.txt", PLAN.format(32)), ("b.txt", SECRET)))
    (folder / "gói.zip").write_bytes(zipped(**{"c.txt": PLAN.format(41).encode(), "d.txt": SECRET.upper().encode()}))
    failed = [f"{folder / 'gói.zip'}: d.txt", f"{folder / 'thư.eml'}: b.txt"]

    first = ingest([folder], url)
    assert (first.added, sorted(one.path for one in first.failures)) == (3, failed)
    again = ingest([folder], url)
    assert (again.added, again.unchanged, sorted(one.path for one in again.failures)) == (0, 3, failed)
    allowed = ingest([folder], url, allow_secret=True)
    assert (allowed.added, allowed.replaced, allowed.unchanged, allowed.failures) == (2, 0, 3, [])
    with open_store(url) as store:
        assert not list(store.rows(select(table(FailureRow))))


def test_what_is_known_of_a_message_is_not_read_again() -> None:
    source = Source(letter(("a.txt", PLAN.format(32)), ("b.txt", SECRET)), "thư.eml", "thư.eml")
    body, annex, refused = read_new_of(source, None)
    assert isinstance(body, RawDocument)
    assert isinstance(annex, RawDocument)
    assert isinstance(refused, UnreadableError)
    known = {body.document_id, annex.document_id}
    assert read_new_of(source, known.__contains__)[:2] == [
        KnownPart("thư.eml", body.document_id), KnownPart("thư.eml: a.txt", annex.document_id),
    ]  # fmt: skip
    assert isinstance(read_new_of(source, known.__contains__)[2], UnreadableError)


def test_a_job_that_failed_for_one_attachment_is_done_by_a_retry_without_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))  # nothing that reads old Word files is there yet
    originals = Originals(tmp_path / "o")
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Giao chỉ tiêu", "vp@example.invalid"
    mail.set_content(PLAN.format(31))
    mail.add_attachment(PLAN.format(32).encode(), maintype="text", subtype="plain", filename="a.txt")
    mail.add_attachment(
        ole_file.container(("WordDocument", "1Table")), maintype="application", subtype="msword", filename="b.doc"
    )
    data = mail.as_bytes()
    key = originals.put(data)

    def drained(store: Store) -> Desk:
        desk = Desk(store, originals)
        desk.drain()
        desk.close()
        return desk

    with open_store(f"sqlite:///{tmp_path / 'chitieu.db'}") as store:
        Queue(store).arrive([Arrival("watch:/den", "/den/thư.eml", "thư.eml", key, len(data))])
        first = drained(store)
        (job,) = listed(store)
        assert (job["state"], first.tally.added) == ("failed", 2)
        assert job["reason"].startswith("/den/thư.eml: b.doc: ")
        sample = Path(__file__).parents[1] / "reading" / "samples" / "merged.docx"
        (programs / "soffice").write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\ncp '{sample}' document.docx\n", "utf-8")
        (programs / "soffice").chmod(0o755)
        Queue(store).retry()
        second = drained(store)
        (job,) = listed(store)
        assert (job["state"], job["reason"]) == ("done", "")
        assert (second.tally.added, second.tally.replaced, second.tally.unchanged) == (1, 0, 0)
        assert {row["name"] for row in store.rows(select(table(DocumentRow)))} == {"thư.eml", "a.txt", "b.doc"}
        Queue(store).retry([job["id"]])  # everything in it is stored by now
        drained(store)
        assert listed(store)[0]["state"] == "done"


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    jobs = []
    for name in ("a.txt", "endless.txt", "b.txt"):
        (tmp_path / name).write_text("có 5 xã\n", "utf-8")
        jobs.append(str(tmp_path / name))
    done = {Path(one.job).name: one for one in run_all(fake_extract.endless, jobs, 2, Limits(seconds=8))}
    assert done["endless.txt"].reason == "takes longer than the limit of 8 seconds"
    assert done["a.txt"].value is not None
    assert done["b.txt"].value is not None


def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path: Path) -> None:
    jobs = []
    for name in ("a.txt", "greedy.txt", "b.txt"):
        (tmp_path / name).write_text("có 5 xã\n", "utf-8")
        jobs.append(str(tmp_path / name))
    done = {Path(one.job).name: one for one in run_all(fake_extract.greedy, jobs, 1, Limits(memory=2**30))}
    assert done["greedy.txt"].reason == "needs more than the limit of 1,024 MiB of memory"
    assert done["a.txt"].value is not None
    assert done["b.txt"].value is not None


def test_originals_are_kept_also_of_what_is_inside_an_archive_and_filled_in_later(tmp_path: Path) -> None:
    """Of a database that was made before originals were kept, ingesting the same files again keeps them."""
    folder = tmp_path / "files"
    folder.mkdir()
    text = "Đến năm 2025 có 12 xã đạt chuẩn.\n".encode()
    inside = "Đến năm 2030 có 15 xã đạt chuẩn.\n".encode()
    (folder / "a.txt").write_bytes(text)
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("c.txt", inside)
    url = f"sqlite:///{tmp_path / 'x.db'}"
    assert not ingest([folder], url, originals="none").failures
    assert not (tmp_path / "x.db.originals").exists()
    again = ingest([folder], url)
    assert (again.added, again.unchanged) == (0, 2)
    kept = sorted(one.read_bytes() for one in (tmp_path / "x.db.originals").rglob("*") if one.is_file())
    assert kept == sorted([text, inside])
