"""Measures the intake: kills it at random and counts what is there; speed with one and two workers; growth.

    python bench/intake.py kills [--files 10000] [--kills 50] [--db URL]
    python bench/intake.py speed [--files 400] [--postgres URL] [--dask]
    python bench/intake.py growth [--sizes 1000,10000,100000]

`kills --files 300 --kills 5` takes about a minute. Files are text, HTML and PDF, and one in twenty is broken. Speed is
told as ratios to one worker on SQLite in the same run; growth as time for each document beside that of the first size.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, func, select
from sqlalchemy.engine.default import DefaultDialect

from extractor.intake.desk import Desk
from extractor.intake.ingest import ingest
from extractor.intake.jobs import ARRIVAL, JOB, counted
from extractor.intake.log import log_to
from extractor.intake.originals import Extracted, Parts, extract_original
from extractor.intake.watch import Folder, Watch
from extractor.store.database import open_store
from extractor.store.originals import Originals
from extractor.store.repository import Store, table
from extractor.store.tables import DocumentRow, TargetRow

BROKEN_ONE_IN = 20
PROVINCES = ("Lào Cai", "Nghệ An", "Hà Giang", "Cà Mau", "Đồng Tháp", "Quảng Ninh")
TEXT = """ỦY BAN NHÂN DÂN\nTỈNH {province}\nSố: {n}/KH-UBND
KẾ HOẠCH
Phát triển kinh tế - xã hội năm 2026
Đến năm 2026 có {a} xã đạt chuẩn nông thôn mới; tỷ lệ hộ nghèo còn {b},5%.
Tổng vốn {c} tỷ đồng, trong đó ngân sách trung ương {d} tỷ đồng.
"""


def make(folder: Path, files: int) -> tuple[set[str], set[str]]:
    """Fills a folder, and returns the SHA-256 of good and of broken files."""
    good: set[str] = set()
    bad: set[str] = set()
    for n in range(files):
        place = folder / f"{n // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        data, ending = content(n)
        (bad if n % BROKEN_ONE_IN == 7 else good).add(hashlib.sha256(data).hexdigest())
        (place / f"{n:06}{ending}").write_bytes(data)
    return good, bad


def content(n: int) -> tuple[bytes, str]:
    """The bytes of a file and its ending; each is another one."""
    if n % BROKEN_ONE_IN == 7:
        broken = n // BROKEN_ONE_IN % 3
        return [(f"%PDF-1.4 {n} cut off".encode(), ".pdf"), (b"PK\x03\x04" + str(n).encode(), ".docx"),
                (b" " * (n + 1), ".txt")][broken]  # fmt: skip
    words = TEXT.format(province=PROVINCES[n % 6], n=n, a=n % 150 + 1, b=n % 9 + 1, c=n % 900 + 100, d=n % 90 + 10)
    if n % 10 == 0:
        return pdf(words), ".pdf"
    if n % 3 == 0:
        lines = "".join(f"<p>{line}</p>" for line in words.splitlines())
        return f"<html><body><article>{lines}</article></body></html>".encode(), ".html"
    return words.encode(), ".txt"


def pdf(words: str) -> bytes:
    """A page of letters without marks: the standard fonts of PDF have no others."""
    from extractor.store.folding import bare

    lines = [bare(line) for line in words.splitlines()]
    drawn = "BT /F 11 Tf 50 780 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    made, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(made))
        made += f"{number} 0 obj{body}endobj\n"
    table_of = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(made)
    made += f"xref\n0 6\n0000000000 65535 f \n{table_of}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    return made.encode("latin-1")


def kills(files: int, times: int, url: str | None) -> int:
    """Watches a folder, kills the program or one of its processes at random, and counts at the end."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        good, bad = make(root / "den", files)
        url = url or f"sqlite:///{root / 'x.db'}"
        rng = random.Random(2026)
        begun, most = time.monotonic(), 0
        whom: Counter[str] = Counter()
        program = start(root, url)
        while sum(whom.values()) < times:
            left, killed = pending(url, files), sum(whom.values())
            # spread over the whole work, at moments that nothing announces
            if (files - left) / files < killed / times * 0.95 and program.poll() is None:
                time.sleep(rng.uniform(0.2, 1))
                most = max(most, memory(program.pid))
                continue
            time.sleep(rng.uniform(0, 2))
            workers = children(program.pid)
            if workers and rng.random() < 0.5:
                hit(rng.choice(workers))
                whom["a process that extracts"] += 1
            else:
                hit(program.pid)
                program.wait()
                whom["the program"] += 1
                program = start(root, url)
        hit(program.pid)
        program.wait()
        end = [sys.executable, "-m", "extractor.serve.cli"]
        aside = counted(engine(url)).get("aside", 0)
        while pending(url, files):
            subprocess.run([*end, *options(root, url), "--once"], check=False, capture_output=True)
        if aside or counted(engine(url)).get("aside"):
            subprocess.run([*end, "jobs", "retry", "--failed", "--db", url], check=True, capture_output=True)
            while pending(url, files):
                subprocess.run([*end, *options(root, url), "--once"], check=False, capture_output=True)
        wrong = verdict(url, good, bad)
        print(f"{files} files, {times} kills ({dict(whom)}) in {time.monotonic() - begun:.0f} s")
        print(f"set aside, killed twice by chance, and done on retry: {aside}")
        print(f"largest memory of the program: {most / 2**20:.0f} MiB")
        print("; ".join(wrong) or f"each of {len(good)} good files stored once, each of {len(bad)} bad ones listed")
        return 1 if wrong else 0


def verdict(url: str, good: set[str], bad: set[str]) -> list[str]:
    """What is wrong with a database after all, in words."""
    wrong = []
    with open_store(url) as store:
        stored = Counter(row["id"] for row in store.rows(select(table(DocumentRow).c.id)))
        jobs = {row["document_id"]: row for row in store.rows(select(JOB))}
        with_records = {row["document_id"] for row in store.rows(select(table(TargetRow).c.document_id).distinct())}
        seen = {row["document_id"] for row in store.rows(select(ARRIVAL.c.document_id).distinct())}
    if set(stored) != good or any(number != 1 for number in stored.values()):
        wrong.append(f"{len(good - set(stored))} good files missing, {len(set(stored) - good)} others stored")
    if with_records != good:
        wrong.append(f"{len(good - with_records)} documents without records")
    listed = {key for key, row in jobs.items() if row["state"] == "failed" and row["reason"]}
    if listed != bad:
        wrong.append(f"{len(bad - listed)} bad files not listed, {len(listed - bad)} good ones listed as bad")
    if seen != good | bad:
        wrong.append(f"{len((good | bad) - seen)} files without an arrival")
    return wrong


def options(root: Path, url: str) -> list[str]:
    """The command line of a watch of the folder."""
    return ["watch", str(root / "den"), "--db", url, "--originals", str(root / "originals"), "--workers", "2",
            "--settle", "0.5", "--every", "2", "--log", str(root / "log.jsonl")]  # fmt: skip


def start(root: Path, url: str) -> subprocess.Popen[bytes]:
    """A watch that goes on."""
    return subprocess.Popen([sys.executable, "-m", "extractor.serve.cli", *options(root, url)])


@cache
def engine(url: str) -> Store:
    """The database, opened once: looking at it must not slow down what is looked at."""
    return open_store(url)


def pending(url: str, files: int) -> int:
    """Files that are not done with."""
    found = counted(engine(url))
    return files - sum(found.get(state, 0) for state in ("done", "failed", "aside"))


def children(process: int) -> list[int]:
    """The processes that extract for a program; Python's tracker of shared things is none of them."""
    found = []
    for one in Path(f"/proc/{process}/task").glob("*/children"):
        for child in one.read_text().split():
            try:
                command = Path(f"/proc/{child}/cmdline").read_bytes()
            except OSError:
                continue
            if b"spawn_main" in command:
                found.append(int(child))
    return found


def memory(process: int) -> int:
    """Bytes of memory that a process has."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def hit(process: int) -> None:
    """Kills a process."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


class DriverClock:
    """Adds up the seconds that the database's driver takes in this process: for what writes, and for the rest."""

    def __init__(self) -> None:
        self.writes = self.reads = 0.0
        event.listen(Engine, "before_cursor_execute", self._begins)
        event.listen(Engine, "after_cursor_execute", self._ends)
        commit: Callable[[Any, Any], None] = DefaultDialect.do_commit

        def timed(dialect: Any, connection: Any) -> None:
            begun = time.perf_counter()
            commit(dialect, connection)
            self.writes += time.perf_counter() - begun

        DefaultDialect.do_commit = timed  # type: ignore[method-assign] # there is no event after a commit

    @staticmethod
    def _begins(connection: Any, *_: Any) -> None:
        connection.info["begun"] = time.perf_counter()

    def _ends(self, connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        took = time.perf_counter() - connection.info["begun"]
        if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE", "BEGIN "):
            self.writes += took
        else:
            self.reads += took


@dataclass(frozen=True)
class Course:
    """How a run went: documents a second from the first stored to the last, and shares of the run in the driver."""

    pace: float
    writes: float
    reads: float

    def __str__(self) -> str:
        return f"{self.writes:.0%} of the time in writes, {self.reads:.0%} in other statements"


@cache
def driver_clock() -> DriverClock:
    """The clock, of which there is one."""
    return DriverClock()


def timed(url: str, run: Callable[[], object]) -> Course:
    """Runs something that fills a database, and tells how it went."""
    clock = driver_clock()
    writes, reads, begun = clock.writes, clock.reads, time.monotonic()
    run()
    took, writes, reads = time.monotonic() - begun, clock.writes - writes, clock.reads - reads
    return Course(pace(url), writes / took, reads / took)


def watched(root: Path, url: str, workers: int, extract: Any = extract_original) -> Course:
    """How a watch over a folder goes."""
    with open_store(url) as store:
        desk = Desk(store, Originals(root / "originals"), workers, extract=extract)
        return timed(url, partial(Watch(desk, [Folder(root / "den", 0.0)]).run, once=True))


def speed(files: int, postgres: str | None, *, dask: bool) -> int:
    """Throughput with one and two workers, as ratios to one worker on SQLite; all over the same files."""
    rows: list[tuple[str, Course]] = []
    with tempfile.TemporaryDirectory() as name:
        make(Path(name, "den"), files)
        for store in ("SQLite", *(["PostgreSQL"] if postgres else []), *(["Dask"] if dask else [])):
            for workers in (1, 2):
                root = Path(name, f"{store}{workers}")
                root.mkdir()
                (root / "den").symlink_to(Path(name, "den"))
                url = f"sqlite:///{root / 'x.db'}"
                if store == "PostgreSQL":
                    url = f"{postgres}/{created(str(postgres), f'bench{os.getpid()}_{workers}')}"
                course = clustered(root, url, workers) if store == "Dask" else watched(root, url, workers)
                rows.append((f"{store}, {workers} worker{'s' * (workers > 1)}", course))
                told = f"{course.pace / rows[0][1].pace:4.2f} of the first; {course}"
                print(f"{rows[-1][0]:<24} {course.pace:6.1f} documents/s  {told}", flush=True)
    return 0


def clustered(root: Path, url: str, workers: int) -> Course:
    """How an ingestion over a cluster on this machine goes."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0") as cluster:
        return timed(url, partial(ingest, [root / "den"], url, scheduler=cluster.scheduler_address))


def pace(url: str) -> float:
    """Documents a second from the first that was stored to the last: starting is told by none of them."""
    added = table(DocumentRow).c.added_at
    with open_store(url) as store, store.engine.connect() as connection:
        first, last, count = connection.execute(select(func.min(added), func.max(added), func.count())).one()
    return float((count - 1) / max(0.001, (last - first).total_seconds()))


def created(server: str, database: str) -> str:
    """Makes a database, and returns its name."""
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {database}")
    return database


def tiny(told: str) -> Parts:
    """A stand-in for extraction that costs nothing: what grows is then the intake and the database alone."""
    import json

    from extractor.core.document import RawDocument
    from extractor.core.extraction import Extraction
    from extractor.core.particulars import Particulars
    from extractor.intake.signature import signature_of

    wanted = json.loads(told)
    data = Path(wanted["path"]).read_bytes()
    text = data.decode("utf-8", "replace")
    number = text.partition("Số: ")[2].partition("\n")[0] or None
    raw = RawDocument(wanted["name"], hashlib.sha256(data).hexdigest(), "text/plain", text)
    own = Particulars(number=number, doc_type="Kế hoạch", province=PROVINCES[len(text) % 6])
    return [Extracted(Extraction(raw, particulars=own), signature_of(text))]


def growth(sizes: list[int]) -> int:
    """Time for each document as their number grows."""
    first = 0.0
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            root = Path(name)
            for n in range(size):
                place = root / "den" / f"{n // 1000:03}"
                place.mkdir(parents=True, exist_ok=True)
                words = TEXT.format(province=PROVINCES[n % 6], n=n, a=n, b=n % 9, c=n * 7 % 977, d=n * 3 % 91)
                (place / f"{n:06}.txt").write_text(words, "utf-8")
            url = f"sqlite:///{root / 'x.db'}"
            course = watched(root, url, 1, tiny)
            each = 1 / course.pace
            first = first or each
            told = f"{documents(url)} stored; {memory(os.getpid()) / 2**20:.0f} MiB; {course}"
            print(f"{size:>7} files: {each * 1000:.2f} ms each, {each / first:.2f} of the first; {told}", flush=True)
    return 0


def documents(url: str) -> int:
    """How many documents are stored."""
    with open_store(url) as store:
        return number(store)


def number(store: Store) -> int:
    """How many documents are stored."""
    with store.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table(DocumentRow))).scalar_one()


def main() -> int:
    """Runs one of the three."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["kills", "speed", "growth"])
    parser.add_argument("--files", type=int)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--db")
    parser.add_argument("--postgres", metavar="URL", help="a server, without a database name")
    parser.add_argument("--dask", action="store_true")
    parser.add_argument("--sizes", default="1000,10000")
    given = parser.parse_args()
    log_to(Path(os.devnull))
    if given.what == "kills":
        return kills(given.files or 10_000, given.kills, given.db)
    if given.what == "speed":
        return speed(given.files or 400, given.postgres, dask=given.dask)
    return growth([int(size) for size in given.sizes.split(",")])


if __name__ == "__main__":
    raise SystemExit(main())
