"""Every export opens in what it is for, tells what it is, and links each record to its sentence."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from extractor.core.errors import ChiTieuError
from extractor.query import export, report
from extractor.query.about import About, about
from extractor.query.filter import Filter
from extractor.query.search import search
from extractor.review.log import Draft, decide
from extractor.serve.cli import main
from extractor.store.database import open_store
from extractor.store.repository import Store

BASE = "http://máy:8000/"


@pytest.fixture
def written(tmp_path: Path, make_sample: Any) -> Callable[..., Path]:
    """Writes an export of the sample plan, whose first record a person has accepted."""
    url = f"sqlite:///{tmp_path / 'x.db'}"
    made = make_sample("=1+1.txt")
    with open_store(url) as store:
        store.save(made, "1.0", store.start_run("1.0"))
        first = made.targets[0]
        decide(store, "lan", [Draft("accept", first.fact_key, first.id, made.raw.document_id)])

    def call(form: str, *more: str) -> Path:
        file = tmp_path / f"x.{form}"
        arguments = ["targets", "--db", url, "--format", form, "-o", str(file), "--province", "Lào Cai"]
        assert main([*arguments, "--base-url", BASE, *more]) == 0
        return file

    return call


def told_of(told: dict[str, Any]) -> None:
    assert told["filter"] == "province=Lào Cai"
    assert str(told["records"]) == "5"
    assert told["share_reviewed"] == "20.0%"
    assert told["extractor_version"] == "1.0"
    assert told["made"].startswith("20")


def test_csv_opens_in_excel_as_vietnamese(written: Callable[..., Path]) -> None:
    file = written("csv")
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert (rows[0]["quote"], rows[0]["document"]) == ("120/127 xã", "'=1+1.txt")
    told_of(json.loads(file.with_name("x.csv.about.json").read_text("utf-8")))


def test_json_lines_are_records_and_nothing_else(written: Callable[..., Path]) -> None:
    file = written("jsonl")
    assert [json.loads(line)["kind"] for line in file.read_text("utf-8").splitlines()][:2] == ["ratio", "money"]
    told_of(json.loads(file.with_name("x.jsonl.about.json").read_text("utf-8")))


def test_a_workbook_has_types_a_fixed_header_and_a_link_a_row(written: Callable[..., Path]) -> None:
    from openpyxl import load_workbook

    book = load_workbook(written("xlsx"))
    sheet = book["targets"]
    names = [cell.value for cell in sheet[1]]
    money = dict(zip(names, sheet[3], strict=True))
    assert sheet.freeze_panes == "A2"
    assert (money["value"].value, money["value"].data_type) == (6800, "n")
    assert (money["due_end"].value, money["due_end"].is_date) == (datetime(2025, 12, 31), True)
    assert (money["document"].value, money["document"].data_type) == ("=1+1.txt", "s")
    assert money["link"].value == f'=HYPERLINK("{BASE}targets/{money["id"].value}","mở")'
    told_of({row[0].value: row[1].value for row in book["about"].iter_rows()})


def test_a_workbook_goes_on_with_a_next_sheet(written: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl import load_workbook

    monkeypatch.setattr(export, "SHEET_ROWS", 4)
    book = load_workbook(written("xlsx"))
    assert book.sheetnames == ["targets", "targets 2", "about"]
    assert [book[name].max_row for name in book.sheetnames[:2]] == [4, 3]


def test_parquet_has_types_and_exact_decimals(written: Callable[..., Path]) -> None:
    import pyarrow.parquet as pq

    found = pq.read_table(written("parquet"))
    rows = found.to_pylist()
    assert (rows[1]["value"], rows[1]["value_number"], str(rows[1]["due_end"])) == ("6800", 6800.0, "2025-12-31")
    assert rows[2]["baseline_value"] == "1234567890.123456789"
    assert rows[0]["link"] == f"{BASE}targets/{rows[0]['id']}"
    told_of(json.loads(found.schema.metadata[b"chitieu"]))


def test_a_sqlite_file_has_tables_that_join(written: Callable[..., Path]) -> None:
    database = sqlite3.connect(written("sqlite"))
    joined = "SELECT d.number, t.value_number FROM targets t JOIN documents d ON d.id = t.document_id WHERE kind = ?"
    assert database.execute(joined, ["money"]).fetchall() == [("45/KH-UBND", 6800.0)]
    told_of(dict(database.execute("SELECT name, value FROM about")))


def test_a_report_is_laid_out_as_the_decree_has_it(written: Callable[..., Path]) -> None:
    from docx import Document

    book = Document(str(written("docx")))
    section, font = book.sections[0], book.styles["Normal"].font
    sizes = [round(size.cm, 1) for size in (section.page_width, section.left_margin, section.right_margin)]
    assert sizes == [21.0, 3.0, 1.5]
    assert (font.name, font.size.pt) == ("Times New Roman", 13)
    head = "\n".join(cell.text for row in book.tables[0].rows for cell in row.cells)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in head
    words = "\n".join(paragraph.text for paragraph in book.paragraphs)
    assert "Điều kiện lọc: province=Lào Cai" in words
    assert "1 chỉ tiêu (20.0%) đã được người rà soát" in words
    cells = [cell.text for cell in book.tables[1].rows[1].cells]
    assert cells[:5] == ["1", "xã đạt tiêu chí 19.2", "120/127 xã (94,5%)", "31/12/2025", "mục tiêu"]
    assert "45/KH-UBND: Đến năm 2025" in cells[5]
    assert book.tables[-1].rows[0].cells[0].text.startswith("Nơi nhận:")


def test_a_report_of_too_many_records_is_refused(served: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MOST", 3)
    told = About("all records", "2024", "1.0", 10, 0, "")
    with pytest.raises(ChiTieuError, match="at most 3 records"):
        report.write_docx(search(served, Filter()), io.BytesIO(), told)


def test_an_export_of_some_records_tells_of_those(served: Store) -> None:
    assert about(served, Filter(), 3).records == 3
    assert about(served, Filter(kind=("money",))).records == 2


def test_what_cannot_be_printed_wants_a_file(tmp_path: Path, make_sample: Any) -> None:
    url = f"sqlite:///{tmp_path / 'x.db'}"
    with open_store(url) as store:
        store.save(make_sample(), "1.0", store.start_run("1.0"))
    assert main(["targets", "--db", url, "--format", "sqlite"]) == 2
    assert list(tmp_path.glob("*.sqlite")) == []


def test_a_server_gives_the_same_exports_with_what_they_are(client: Any) -> None:
    """Of the API each format with its particulars in a header; of the explorer CSV and JSON Lines in an archive."""
    for form, start in (("csv", b"\xef\xbb\xbfid,"), ("jsonl", b"{"), ("xlsx", b"PK"), ("docx", b"PK"),
                        ("parquet", b"PAR1"), ("sqlite", b"SQLite format 3")):  # fmt: skip
        answer = client.get("/api/v1/export", params={"format": form, "status": "target"})
        assert answer.status_code == 200, answer.text[:300]
        assert answer.content.startswith(start), form
        assert json.loads(unquote(answer.headers["x-about"]))["filter"] == "status=target"
        assert "attachment" in answer.headers["content-disposition"]
    page = client.get("/?status=target").text
    link = re.search(r'href="(/export\?[^"]*format=csv)"', page)
    assert link
    answer = client.get(link.group(1).replace("&amp;", "&"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = sorted(archive.namelist(), key=len)
        rows = list(csv.DictReader(io.StringIO(archive.read(names[0]).decode("utf-8-sig"))))
        told = json.loads(archive.read(names[1]))
    assert {row["status"] for row in rows} == {"target"}
    assert told["records"] == len(rows)


def test_a_server_refuses_exports_that_are_too_long_or_of_no_format(client: Any, monkeypatch: Any) -> None:
    from extractor.serve import exporting

    monkeypatch.setattr(exporting, "MOST", 3)
    answer = client.get("/api/v1/export", params={"format": "csv"})
    assert (answer.status_code, answer.json()["field"]) == (422, "format")
    assert "chitieu targets --format csv" in answer.json()["detail"]
    assert client.get("/api/v1/export", params={"format": "exe"}).status_code == 422
    assert client.get("/export", params={"format": "exe"}).status_code == 422
    assert "gần nhất: Lào Cai" in client.get("/export", params={"province": "Lao Kai"}).text
