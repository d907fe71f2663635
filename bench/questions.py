"""Times 200 written questions against a large database, beside Datasette serving the same file in the same run.

    python bench/generate.py bench.db
    python bench/questions.py bench.db [--without-datasette]

Each question is asked over HTTP inside one process, once to warm up and once timed: what a person waits for, with the
JSON made. Questions: pages and facets of conditions, text of many and of few hits, series of a record.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

from fastapi.testclient import TestClient

from extractor.serve.app import create_app
from extractor.store.database import open_store

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


def questions(ids: list[str]) -> list[tuple[str, str, dict[str, str]]]:
    """The 200: a sort, a path of the API, and its parameters."""
    found: list[tuple[str, str, dict[str, str]]] = []
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


def timed(ask: Callable[[str], int], paths: list[str]) -> list[float]:
    """Milliseconds of each question, the second time that it is asked."""
    for path in paths:
        ask(path)
    found = []
    for path in paths:
        began = time.perf_counter()
        status = ask(path)
        found.append((time.perf_counter() - began) * 1000)
        if status != 200:
            print(f"  {status} {path[:120]}", file=sys.stderr)
    return found


def told(name: str, times: list[float]) -> str:
    """One line of figures."""
    p95 = statistics.quantiles(times, n=20)[18]
    return (
        f"{name:<28} {len(times):4}  median {statistics.median(times):7.1f}  p95 {p95:7.1f}  most {max(times):7.1f} ms"
    )


def main() -> None:
    """Prints median, p95 and maximum by sort of question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--without-datasette", action="store_true")
    given = parser.parse_args()
    with open_store(f"sqlite:///{given.file}", create=False) as store:
        app = create_app(store, per_minute=10_000_000)
        began = time.perf_counter()
        app.state.memory.warm()
        print(f"columns read in {time.perf_counter() - began:.1f} s")
        client = TestClient(app)
        ids = [item["id"] for item in client.get("/api/v1/targets?limit=300&kind=percentage").json()["items"]]
        asked = questions(ids)
        paths = [f"/api/v1{path}?{urlencode(wanted)}" for _, path, wanted in asked]
        first = []
        for path in paths:
            began = time.perf_counter()
            client.get(path)
            first.append((time.perf_counter() - began) * 1000)
        print(told("first time asked", first))
        report(asked, timed(lambda path: client.get(path).status_code, paths), "chitieu")
    if not given.without_datasette:
        report(asked, asyncio.run(_datasette(given.file, asked)), "datasette")


async def _datasette(file: Path, asked: list[tuple[str, str, dict[str, str]]]) -> list[float]:
    from datasette.app import Datasette

    settings = {"sql_time_limit_ms": 20_000, "facet_time_limit_ms": 20_000, "num_sql_threads": 2}
    server = Datasette([str(file)], settings=settings)
    paths = [datasette_path(file.stem, path, wanted) for _, path, wanted in asked]
    found = []
    for path in paths:
        for turn in range(2):
            began = time.perf_counter()
            answer = await server.client.get(path)
            if turn:
                found.append((time.perf_counter() - began) * 1000)
                if answer.status_code != 200:
                    print(f"  datasette {answer.status_code} {quote(path)[:160]}", file=sys.stderr)
    return found


def report(asked: list[tuple[str, str, dict[str, str]]], times: list[float], name: str) -> None:
    """The figures of all questions, and of each sort."""
    print(told(f"{name}: all", times))
    for sort in dict.fromkeys(sort for sort, _, _ in asked):
        some = [one for (which, _, _), one in zip(asked, times, strict=True) if which == sort]
        print(told(f"  {sort}", some))


if __name__ == "__main__":
    main()
