"""Times 200 written questions against a large database, beside Datasette serving the same file in the same run.

    python bench/generate.py bench.db
    python bench/questions.py bench.db [--without-datasette] [--limit SECONDS]

Each question is asked inside one process as over HTTP, with the JSON made: once as a server that just started is asked
it, then once timed when warm. Questions: pages and facets of conditions, text of many and of few hits, series of a
record. Some 40 of all sorts are asked of Datasette too, each beside the same question here; where an answer takes
longer than the limit, ">limit" is told in its place and it is not asked again.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import statistics
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi.testclient import TestClient

from extractor.serve.app import create_app
from extractor.serve.process import settle
from extractor.store.database import open_store

Asked = tuple[str, str, dict[str, str]]
"""A sort of question, a path of the API, and its parameters."""

MARK = 100
"""Milliseconds within which the first page of any question is to be there."""

PROVINCES = (
    "Lào Cai",
    "Nghệ An",
    "Hà Giang",
    "Cà Mau",
    "Đồng Tháp",
    "Quảng Ninh",
    "Huế",
    "Yên Bái",
    "Gia Lai",
    "Long An",
)
SECTORS = ("y tế", "giảm nghèo", "giao thông", "nông thôn mới", "môi trường")
MANY = (
    "xã", "tỉnh", "phấn đấu", "nông thôn mới", "kế hoạch", "dat chuan", "ho ngheo", '"bảo đảm an ninh"', "phát tri*",
    "thuc hien muc tieu", "giam con duoi", "an", "chương trình mục tiêu quốc gia", '"nong thon"', "đạt",
)  # fmt: skip
FEW = tuple(f'"thôn Bản {number}"' for number in (3, 17, 101, 222, 333, 404, 512, 640, 777, 900, 950, 976, 44, 55, 66))
CONDITIONS: tuple[dict[str, str], ...] = (
    {}, {"status": "target"}, {"status": "result", "year": "2022"}, {"kind": "percentage", "min": "60", "unit": "%"},
    {"criterion": "19"}, {"criterion": "3.1", "status": "target"}, {"set": "xa-ntm-nang-cao"}, {"due-to": "2020-12-31"},
    {"due-from": "2023-01-01", "due-to": "2023-12-31"}, {"unit": "đồng", "min": "500000000000"}, {"body": "Sở Y tế"},
    {"place": "huyện Đô Lương"}, {"confidence": "0.9"}, {"type": "nghị quyết"}, {"as-of": "2020-06-30"},
)  # fmt: skip


def questions(ids: list[str]) -> list[Asked]:
    """The 200."""
    found: list[Asked] = []
    for at in range(60):
        wanted = dict(CONDITIONS[at % len(CONDITIONS)])
        if at >= 15:
            wanted |= {"province": PROVINCES[at % 10]} if at % 2 else {"sector": SECTORS[at % 5]}
        if at >= 45:
            wanted |= {"year": str(2018 + at % 8)}
        found.append(("facets", "/facets", wanted))
    for at in range(50):
        wanted = CONDITIONS[at % len(CONDITIONS)] | ({"province": PROVINCES[at % 10]} if at >= 15 else {})
        found.append(("page", "/targets", wanted))
    for at in range(30):
        found.append(
            ("text, many hits", "/targets", {"text": MANY[at % 15]} | ({"status": "target"} if at >= 15 else {}))
        )
    for at in range(30):
        wanted = {"text": FEW[at % 15]} | ({"province": PROVINCES[at % 10]} if at >= 15 else {})
        found.append(("text, few hits", "/targets", wanted))
    for at in range(30):
        found.append(("series", f"/targets/{ids[at * len(ids) // 30]}/series", {}))
    return found


def datasette_path(name: str, path: str, wanted: dict[str, str]) -> str:
    """About the same question as Datasette is asked it, of the same tables."""
    where, facets = [], ""
    for key in ("status", "kind", "sector"):
        if key in wanted:
            where.append((key, wanted[key]))
    if "text" in wanted:
        words = wanted["text"].strip("*")
        sql = (
            "select t.* from search_target s join target_entry e on e.seq = s.rowid "
            "join target t on t.id = e.target_id where search_target match :words limit 50"
        )
        star = "*" if wanted["text"].endswith("*") else ""
        return f"/{name}.json?{urlencode({'sql': sql, 'words': f'bare : {quote_words(words)}{star}'})}"
    if "series" in path:
        sql = "select t.* from target_entry e join target t on t.id = e.target_id where e.series = "
        sql += "(select series from target_entry where target_id = :id) limit 200"
        return f"/{name}.json?{urlencode({'sql': sql, 'id': path.split('/')[2]})}"
    if path == "/facets":
        facets = "&" + urlencode([("_facet", one) for one in ("status", "kind", "sector", "criteria_set", "body")])
    return f"/{name}/target.json?{urlencode(where)}{facets}&_size=50"


def quote_words(words: str) -> str:
    """Words as an FTS5 phrase without marks."""
    from extractor.store.fulltext import MARK
    from extractor.store.words import bare_word, words_of

    return '"' + " ".join(MARK + bare_word(word) for word in words_of(words)) + '"'


def shared(asked: list[Asked]) -> list[Asked]:
    """The 40 that Datasette is asked too: a fifth of each sort, their conditions as mixed as those of all."""
    found = []
    for sort in dict.fromkeys(one[0] for one in asked):
        some = [one for one in asked if one[0] == sort]
        found += [some[7 * at % len(some)] for at in range(len(some) // 5)]
    return found


def asked_of(client: TestClient, one: Asked) -> float:
    """Milliseconds until an answer is there."""
    path = f"/api/v1{one[1]}?{urlencode(one[2])}"
    began = time.perf_counter()
    status = client.get(path).status_code
    if status != 200:
        print(f"  {status} {path[:120]}", file=sys.stderr)
    return (time.perf_counter() - began) * 1000


def told(name: str, times: list[float]) -> str:
    """One line of figures."""
    p95 = sorted(times)[math.ceil(0.95 * len(times)) - 1]
    shown = [f"{one:8.1f}" if one < math.inf else "  >limit" for one in (statistics.median(times), p95, max(times))]
    over = sum(1 for one in times if one > MARK)
    told = f"{name:<38} {len(times):4}  median {shown[0]}  p95 {shown[1]}  most {shown[2]} ms"
    return f"{told}  {over} above {MARK} ms"


def main() -> None:
    """Prints median, p95 and maximum by sort of question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--without-datasette", action="store_true")
    parser.add_argument("--limit", type=float, default=5.0, help="Seconds that Datasette may take for an answer.")
    given = parser.parse_args()
    with open_store(f"sqlite:///{given.file}", create=False) as store:
        app = create_app(store, per_minute=10_000_000)
        began, used = time.perf_counter(), time.process_time()
        app.state.memory.warm()
        settle()
        print(f"ready after {time.perf_counter() - began:.1f} s")
        client = TestClient(app)
        ids = [item["id"] for item in client.get("/api/v1/targets?limit=300&kind=percentage").json()["items"]]
        asked = questions(ids)
        began, used = time.perf_counter(), time.process_time()
        report(asked, [asked_of(client, one) for one in asked], "first asked")
        print(
            f"  of {time.perf_counter() - began:.1f} s {time.process_time() - used:.1f} s were reckoned by this process"
        )
        report(asked, [asked_of(client, one) for one in asked], "warm")
        if not given.without_datasette:
            some = shared(asked)
            ours, theirs = asyncio.run(_beside(client, given.file, some, given.limit))
            report(some, ours, "chitieu beside Datasette")
            report(some, theirs, f"Datasette, at most {given.limit:g} s")


async def _beside(client: TestClient, file: Path, asked: list[Asked], limit: float) -> tuple[list[float], list[float]]:
    """Milliseconds of each question when warm, here and of Datasette; infinite where that takes too long."""
    from datasette.app import Datasette

    most = int(limit * 1000)
    settings = {"sql_time_limit_ms": most, "facet_time_limit_ms": most, "num_sql_threads": 2}
    server = Datasette([str(file)], settings=settings)
    ours, theirs = [], []
    for one in asked:
        ours.append(asked_of(client, one))
        path = datasette_path(file.stem, one[1], one[2])
        took = await _datasette(server, path, limit)
        if took < math.inf:
            took = await _datasette(server, path, limit)
        theirs.append(took)
        if took == math.inf:
            await asyncio.sleep(limit)  # what it goes on with must not slow the next question
    return ours, theirs


async def _datasette(server: Any, path: str, limit: float) -> float:
    began = time.perf_counter()
    try:
        answer = await asyncio.wait_for(server.client.get(path), limit)
    except TimeoutError:
        return math.inf
    told = answer.json()
    if "interrupted" in str(told.get("error", "")) or told.get("facets_timed_out"):
        return math.inf
    if answer.status_code != 200:
        print(f"  datasette {answer.status_code} {quote(path)[:160]}: {told.get('error')}", file=sys.stderr)
    return (time.perf_counter() - began) * 1000


def report(asked: list[Asked], times: list[float], name: str) -> None:
    """The figures of all questions, and of each sort."""
    print(told(f"{name}: all", times))
    for sort in dict.fromkeys(sort for sort, _, _ in asked):
        some = [one for (which, _, _), one in zip(asked, times, strict=True) if which == sort]
        print(told(f"  {sort}", some))


if __name__ == "__main__":
    main()
