"""Databases to test on: a SQLite file, and PostgreSQL where its server is installed. And a small document to store."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from extractor.core.document import Block, Page, RawDocument, Sentence
from extractor.core.extraction import Extraction
from extractor.core.particulars import Particulars, Reference
from extractor.core.period import Period
from extractor.core.target import Baseline, Check, Evidence, TableCell, Target


def postgres_programs() -> Path | None:
    """The folder of PostgreSQL's server programs: Debian keeps them off the path."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "postgres").exists()), None)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a throw-away PostgreSQL server on a free port of this machine, without a database name."""
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL's server is not installed (apt-get install postgresql)")
    # short and outside pytest's own folder: a socket's path is limited, and its user must get there
    folder = Path("/tmp", f"chitieu-pg-{uuid.uuid4().hex[:8]}")
    folder.mkdir(mode=0o700)
    who: dict[str, object] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        who = {"user": "postgres", "group": "postgres", "extra_groups": []}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    make = [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(make, check=True, capture_output=True, cwd=folder, **who)
    options = ["-h", "127.0.0.1", "-p", str(port), "-k", folder, "-c", "fsync=off"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *options], stdout=log, stderr=log, cwd=folder, **who
        )
    try:
        ask = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
        for _ in range(200):
            if subprocess.run(ask, check=False).returncode == 0:
                break
            assert server.poll() is None, (folder / "log").read_text()
            time.sleep(0.05)
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'chitieu.db'}"
    import psycopg

    server = request.getfixturevalue("postgres")
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{server}/{name}"


TEXT = """KẾ HOẠCH xây dựng nông thôn mới
I. MỤC TIÊU
Đến năm 2025 có 120/127 xã (94,5%) đạt tiêu chí 19.2; tổng vốn 6.800 tỷ đồng, tăng 0,1 lần so với năm 2019.
II. KẾT QUẢ
Hết năm 2020, tỷ lệ hộ nghèo còn từ 5% đến 7%.
"""


def sample(name: str = "kế hoạch.txt", extra: str = "") -> Extraction:
    """A plan with five records of different kinds; ``extra`` text makes other bytes of it."""
    text = TEXT + extra
    document_id = hashlib.sha256(text.encode()).hexdigest()
    lines = [0]
    for line in text.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    spans = [(start, end - 1) for start, end in pairwise(lines)]
    blocks = tuple(
        Block(kind, start, end, section)
        for (start, end), kind, section in zip(
            spans,
            ("title", "heading", "paragraph", "heading", "paragraph"),
            ((), ("I. MỤC TIÊU",), ("I. MỤC TIÊU",), ("II. KẾT QUẢ",), ("II. KẾT QUẢ",)),
            strict=False,
        )
    )
    year = Period("Đến năm 2025", None, date(2025, 12, 31))

    def record(quote: str, sentence: int, **fields: object) -> Target:
        start = text.index(quote)
        evidence = Evidence.take(
            text, (start, start + len(quote)), spans[sentence], document=name, document_id=document_id,
            page=1, boxes=[(10.0, 20.5, 60.25, 32.0)], section=blocks[sentence].section,
        )  # fmt: skip
        key = hashlib.sha256(f"{document_id}:{start}".encode()).hexdigest()[:24]
        return Target(id=key, fact_key=f"fact-{quote}", evidence=evidence, **fields)  # type: ignore[arg-type]

    targets = (
        record("120/127 xã", 2, kind="ratio", status="target", value=Decimal(120), total=Decimal(127), unit="xã",
               value_text="120", percent=Decimal("94.5"), subject="xã", due=year, criteria=("19.2",),
               criteria_set="xa-ntm", indicator="xã đạt tiêu chí 19.2", cooperating=("Sở Nội vụ", "Công an tỉnh"),
               checks=(Check("share", "120/127 is 94,49%"),), confidence=0.875, method="rules", body="UBND tỉnh"),
        record("6.800 tỷ đồng", 2, kind="money", status="target", value=Decimal(6800), unit="tỷ đồng",
               canonical_value=Decimal(6_800_000_000_000), canonical_unit="đồng", subject="vốn", due=year),
        record("0,1 lần", 2, kind="multiple", status="target", value=Decimal("0.1"), unit="lần", change="increase",
               baseline=Baseline(2019, Decimal("1234567890.123456789")), due=year, scope="toàn tỉnh",
               canonical_value=Decimal("0.1"), canonical_unit="lần"),
        record("Đến năm 2025", 2, kind="milestone", status="target", due=year),
        record("từ 5% đến 7%", 4, kind="percentage", status="result", value=Decimal(5), upper=Decimal(7), unit="%",
               subject="hộ nghèo", comparator="=", sector="xã hội",
               canonical_value=Decimal("0.05"), canonical_upper=Decimal("0.07"), canonical_unit="1",
               due=Period("Hết năm 2020", None, date(2020, 12, 31), None, "context")),
    )  # fmt: skip
    last = targets[-1]
    cell = TableCell("Bảng 1", "Hộ nghèo", "Năm 2020", "B7")
    targets = (*targets[:-1], replace(last, evidence=replace(last.evidence, table=cell, page=None, boxes=None)))
    particulars = Particulars(
        number="45/KH-UBND",
        doc_type="Kế hoạch",
        issuing_body="Ủy ban nhân dân tỉnh Lào Cai",
        province="Lào Cai",
        issued=date(2021, 3, 9),
        period=Period("giai đoạn 2021-2025", date(2021, 1, 1), date(2025, 12, 31)),
        references=(Reference("12/NQ-HĐND", "Nghị quyết", None, date(2020, 12, 1)),),
        spans={"number": (0, 8)},
        notes=("số hiệu không có năm",),
    )
    return Extraction(
        RawDocument(name, document_id, "text/plain", text, (Page(1, 0, len(text), 595.0, 842.0),), meta={"title": "x"}),
        blocks,
        (Sentence(*spans[0], 0), Sentence(*spans[2], 2), Sentence(*spans[4], 4)),
        particulars,
        targets,
    )


@pytest.fixture(scope="session")
def make_sample() -> Callable[..., Extraction]:
    return sample
