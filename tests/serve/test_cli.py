"""The command line keeps its promises: what goes where, which status, nothing half written."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
import types
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor.core.document import RawDocument
from extractor.core.extraction import Extraction
from extractor.core.target import Evidence, Target
from extractor.serve.cli import main

Run = Callable[..., tuple[int, str, str]]
PROGRAM = [sys.executable, "-m", "extractor.serve.cli"]


def fake_extract(raw: RawDocument) -> Extraction:
    """A record for every line with a number; "bug" and "stop" in the text do what they say."""
    if "bug" in raw.text:
        raise ZeroDivisionError("a bug")
    if "stop" in raw.text:
        raise KeyboardInterrupt
    targets, start = [], 0
    for line in raw.text.splitlines(keepends=True):
        digits = "".join(char for char in line if char.isdigit())
        if digits:
            at = start + line.index(digits)
            evidence = Evidence.take(
                raw.text, (at, at + len(digits)), (start, start + len(line.rstrip("\n"))),
                document=raw.name, document_id=raw.document_id,
            )  # fmt: skip
            key = hashlib.sha256(f"{raw.document_id}{at}".encode()).hexdigest()[:16]
            targets.append(
                Target(key, key, evidence, "count", "target", value=Decimal(digits), subject=line.split()[0])
            )
        start += len(line)
    return Extraction(raw, targets=tuple(targets))


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands extract with the stand-in above."""
    module = types.ModuleType("extractor.pipeline")
    module.extract_document = fake_extract  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "extractor.pipeline", module)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command: its status, what it wrote to standard output and to standard error."""

    def call(*arguments: str | Path, stdin: str | bytes | None = None) -> tuple[int, str, str]:
        if stdin is not None:
            data = stdin if isinstance(stdin, bytes) else stdin.encode()
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "văn bản"
    folder.mkdir()
    (folder / "a.txt").write_text("Mở đầu\nxã: 120\nhuyện: 9\n", "utf-8")
    (folder / "b.md").write_text("hộ: 7\n", "utf-8")
    return folder


@pytest.mark.usefixtures("pipeline")
class TestExtract:
    def test_records_come_in_order_and_point_into_the_text(self, run: Run, plans: Path) -> None:
        status, out, err = run("extract", plans)
        records = [json.loads(line) for line in out.splitlines()]
        assert (status, err) == (0, "")
        assert [(r["document"], r["value"]) for r in records] == [("a.txt", "120"), ("a.txt", "9"), ("b.md", "7")]
        for record in records:
            _, text, _ = run("text", plans / record["document"])
            assert text[record["start"] : record["end"]] == record["quote"]
            assert text[record["sentence_start"] : record["sentence_end"]] == record["sentence"]

    def test_what_fails_is_named_and_stops_nothing(self, run: Run, plans: Path) -> None:
        (plans / "bug.txt").write_text("bug 5\n")
        (plans / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n")
        status, out, err = run("extract", plans / "none.txt", plans / "x.png", plans)
        assert status == 1
        assert [json.loads(line)["value"] for line in out.splitlines()] == ["120", "9", "7"]
        first, second, third = err.splitlines()
        assert first.startswith(f"{plans}/none.txt: no such file")
        assert second.startswith(f"{plans}/x.png: a PNG picture")
        assert second.endswith(")")
        assert third == f"{plans}/bug.txt: failed: ZeroDivisionError: a bug"

    def test_standard_input_is_a_document(self, run: Run) -> None:
        status, out, _ = run("extract", "-", stdin="xã: 12\r\nhộ: 3")
        assert status == 0
        assert [(r["start"], r["quote"]) for r in map(json.loads, out.splitlines())] == [(4, "12"), (11, "3")]

    def test_a_line_of_json_is_one_line_for_every_reader(self, run: Run) -> None:
        _, out, _ = run("extract", "-", stdin="xã\u2028vùng\x85cao 12\nhộ 3\n")
        assert len(out.splitlines()) == len(out.split("\n")) - 1
        assert any("\u2028" in json.loads(line)["sentence"] for line in out.splitlines()) or len(out.splitlines()) == 2

    def test_csv_has_one_row_a_record_and_no_formulas(self, run: Run) -> None:
        _, out, _ = run("extract", "-", "--format", "csv", stdin='=HYPERLINK("x") 5\n- mục 6\n-7+cmd\n')
        rows = list(csv.DictReader(io.StringIO(out)))
        assert [row["value"] for row in rows] == ["5", "6", "7"]
        assert [row["sentence"] for row in rows] == ['\'=HYPERLINK("x") 5', "- mục 6", "'-7+cmd"]
        assert [row["line"] for row in rows] == ["1", "2", "3"]
        assert {row["comparator"] for row in rows} == {"="}

    def test_a_table_fits_and_marks_the_quantity(self, run: Run) -> None:
        long = "xã " + "đạt chuẩn nông thôn mới nâng cao " * 40 + "120 " + "và kiểu mẫu " * 60
        _, out, _ = run("extract", "-", "--format", "table", stdin=f"{long}\nhộ \x1b[m3\n")
        lines = out.splitlines()
        assert max(map(len, lines)) <= 100
        assert "«120»" in out
        assert "l. 2" in out
        assert "\x1b" not in out

    def test_a_file_is_written_whole(self, run: Run, plans: Path, tmp_path: Path) -> None:
        file = tmp_path / "ra.jsonl"
        file.write_text("old")
        assert run("extract", plans, "-o", file)[:2] == (0, "")
        assert len(file.read_text("utf-8").splitlines()) == 3

    def test_an_interruption_leaves_the_old_file(self, run: Run, plans: Path, tmp_path: Path) -> None:
        file = tmp_path / "ra.jsonl"
        file.write_text("old")
        (plans / "c.txt").write_text("stop")
        status, _, err = run("extract", plans, "-o", file)
        assert (status, err.strip()) == (130, "interrupted")
        assert file.read_text() == "old"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["ra.jsonl", "văn bản"]


class TestText:
    @pytest.mark.parametrize("content", ["không xuống dòng", "có\n", "\nhai\n\n", "tab\tvà  hai cách"])
    def test_it_is_printed_exactly(self, run: Run, tmp_path: Path, content: str) -> None:
        file = tmp_path / "a.txt"
        file.write_text(content, "utf-8")
        assert run("text", file) == (0, content, "")
        assert run("text", "-", stdin=content) == (0, content, "")

    def test_a_missing_file_is_named(self, run: Run, tmp_path: Path) -> None:
        status, out, err = run("text", tmp_path / "không có.txt")
        assert (status, out) == (1, "")
        assert err.startswith(f"{tmp_path}/không có.txt: no such file")

    def test_a_secret_paper_is_read_only_when_allowed(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "a.txt"
        file.write_text("UBND TỈNH\nTỐI MẬT\nKế hoạch năm 2030\n", "utf-8")
        status, out, err = run("text", file)
        assert (status, out) == (1, "")
        assert "TỐI MẬT" in err
        assert run("text", file, "--allow-secret") == (0, file.read_text("utf-8"), "")

    def test_a_reader_that_stops_early_is_no_error(self, tmp_path: Path) -> None:
        file = tmp_path / "a.txt"
        file.write_text("xã đạt chuẩn\n" * 100_000, "utf-8")
        with subprocess.Popen(
            [*PROGRAM, "text", str(file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline() == "xã đạt chuẩn\n"
            process.stdout.close()
            assert process.stderr.read() == ""
        assert process.returncode == 0


class TestParse:
    def test_finds_are_lines_of_json(self, run: Run) -> None:
        text = "Đến hết quý II/2025, thu 6.800 tỷ đồng, đạt tiêu chí số 19"
        status, out, _ = run("parse", text)
        finds = [json.loads(line) for line in out.splitlines()]
        assert status == 0
        assert all(text[find["start"] : find["end"]] == find["quote"] for find in finds)
        by_type = {find["type"]: find for find in finds}
        assert by_type["time"]["end_date"] == "2025-06-30"
        assert (by_type["quantity"]["value"], by_type["quantity"]["unit"]) == ("6800", "tỷ đồng")
        assert by_type["criterion"]["code"] == "19"
        assert run("parse", "-", stdin=text)[1] == out

    def test_a_day_to_count_from(self, run: Run) -> None:
        _, out, _ = run("parse", "--date", "2024-05-20", "đến nay có 7 xã")
        (time,) = (find for find in map(json.loads, out.splitlines()) if find["type"] == "time")
        assert time["end_date"] == "2024-05-20"


GOLD = {
    "document": "a.txt", "start": 11, "end": 14, "quote": "120", "kind": "count", "value": "120", "unit": "xã",
    "subject": "xã", "comparator": "=", "change": "level", "status": "target", "due": None, "criteria": [],
}  # fmt: skip


@pytest.mark.usefixtures("pipeline")
class TestEvaluate:
    @pytest.fixture
    def gold(self, tmp_path: Path) -> Path:
        folder = tmp_path / "gold"
        folder.mkdir()
        (folder / "a.jsonl").write_text(json.dumps(GOLD, ensure_ascii=False) + "\n", "utf-8")
        return folder

    def test_documents_are_extracted_and_scored(self, run: Run, plans: Path, gold: Path) -> None:
        status, out, err = run("evaluate", "--gold", gold, "--documents", plans, "--json", "--errors")
        told = json.loads(out)
        assert status == 0
        assert (told["documents"], told["gold"], told["pred"]) == (1, 1, 2)
        assert told["found"] == {"p": 0.5, "r": 1.0, "f1": 0.6667}
        assert told["ungrounded"] == 0
        assert err.splitlines() == ["a:11 wrong '120': unit None for 'xã'", "a:22 made up '9' (count, target)"]

    def test_an_option_takes_several_paths(self, run: Run, gold: Path, tmp_path: Path) -> None:
        other = tmp_path / "b.jsonl"
        other.write_text(json.dumps(GOLD | {"document": "b.md"}) + "\n")
        pred = [gold / "a.jsonl", other]
        status, out, _ = run("evaluate", "--json", "--gold", gold, other, "--pred", *pred)
        assert status == 0
        assert (json.loads(out)["gold"], json.loads(out)["record"]["f1"]) == (2, 1.0)

    def test_the_worst_document_comes_first(self, run: Run, gold: Path, tmp_path: Path) -> None:
        (gold / "z.jsonl").write_text(json.dumps(GOLD | {"document": "z.txt"}) + "\n")
        _, out, _ = run("evaluate", "--gold", gold, "--pred", gold / "a.jsonl", "--by-document")
        lines = out.splitlines()
        assert [line.split()[0] for line in lines[-2:]] == ["z", "a"]
        assert any(line.split()[:3] == ["count", "2", "1"] for line in lines)

    def test_a_malformed_record_is_named(self, run: Run, gold: Path, tmp_path: Path) -> None:
        (tmp_path / "x.jsonl").write_text("{\n")
        status, out, err = run("evaluate", "--gold", gold, "--pred", tmp_path / "x.jsonl")
        assert (status, out) == (1, "")
        assert "x.jsonl:1: not a record" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "x", "--format", "yaml"],
        ["evaluate", "--gold", "."],
        ["evaluate", "--pred", "."],
        ["parse", "x", "--date", "5/2024"],
        ["targets", "--min", "nhiều"],
        ["targets", "--year", "25"],
        ["ingest", "x", "--workers", "0"],
        ["unknown"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2_and_explained(run: Run, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert "Usage: chitieu" in err


def test_every_command_has_examples_in_its_help(run: Run) -> None:
    from extractor.serve.cli import cli

    for name in cli.commands:
        status, out, _ = run(name, "--help")
        assert status == 0
        examples = out.partition("Examples:")[2]
        assert f"chitieu {name}" in examples


def test_doctor_tells_what_there_is(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    status, out, _ = run("doctor", "--db", f"sqlite:///{tmp_path}/x.db")
    lines = {line[9:31].strip(): line for line in out.splitlines()}
    assert lines["tesseract"].startswith("note")
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in lines["tesseract"]
    assert "does not exist yet" in lines["database"]
    assert ".pdf" in lines["reads pdf"]
    assert status == 0


class TestStore:
    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"sqlite:///{tmp_path / 'x.db'}"

    def test_what_was_ingested_is_found(self, run: Run, url: str, tmp_path: Path) -> None:
        file = tmp_path / "kế hoạch.txt"
        file.write_text("Đến năm 2030, toàn tỉnh có ít nhất 95% số hộ dân dùng nước sạch.\n", "utf-8")
        status, out, err = run("ingest", file, tmp_path / "none.txt", "--db", url, "--workers", "1")
        assert (status, out) == (1, "")
        assert f"{tmp_path}/none.txt: no such file" in err
        assert "1 added, 0 replaced, 0 unchanged, 1 failed" in err
        status, _, err = run("ingest", file, "--db", url)
        assert (status, err.split(";")[0]) == (0, "0 added, 0 replaced, 1 unchanged, 0 failed")
        (record,) = map(json.loads, run("extract", file)[1].splitlines())
        (stored,) = map(json.loads, run("targets", "--db", url, "--year", "2030", "--format", "jsonl")[1].splitlines())
        assert stored == record
        assert record["value"] == "95"
        table = run("targets", "--db", url)[1]
        assert "95" in table.splitlines()[2]
        assert "«" in table
        assert run("targets", "--db", url, "--province", "Huế") == (0, "", "no records found\n")
        assert "up to date (revision" in run("doctor", "--db", url)[1]

    def test_a_missing_database_is_named(self, run: Run, url: str) -> None:
        status, out, err = run("targets", "--db", url)
        assert (status, out) == (1, "")
        assert "chitieu ingest makes one" in err

    def test_a_workbook_holds_numbers_and_no_formulas(
        self, url: str, make_sample: Any, run: Run, tmp_path: Path
    ) -> None:
        from openpyxl import load_workbook

        from extractor.store.database import open_store

        with open_store(url) as store:
            store.save(make_sample("=1+1.txt"), "1.0", store.start_run("1.0"))
        file = tmp_path / "x.xlsx"
        assert run("targets", "--db", url, "--format", "xlsx", "-o", file)[:2] == (0, "")
        header, *rows = load_workbook(file).active.iter_rows()
        names = [cell.value for cell in header]
        money = dict(zip(names, rows[1], strict=True))
        assert (money["value"].value, money["value"].data_type) == (6800, "n")
        assert (money["document"].value, money["document"].data_type) == ("=1+1.txt", "s")
        assert len(rows) == 5
