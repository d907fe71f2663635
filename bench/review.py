"""Decisions under fire, and how long the workbench takes to open a long document.

``python bench/review.py [--decisions 10000] [--writers 4] [--kills 20] [--pages 300]``

Starts ``chitieu serve`` on a free port, lets writers decide at once through its HTTP interface, kills the server with
``SIGKILL`` at random moments and starts it again. Then tells: how many decisions were acknowledged, how many of them
the log holds (once each), gaps in its numbers, facts whose stored state is not what the log makes of it, and decisions
a second. After that: seconds until the record and the text around it are there, first and last record of a document of
so many pages. Exit status 1 where anything was lost, doubled or different.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[1]
LINE = "Đến năm {year} có ít nhất {number} hộ dân tộc thiểu số được hỗ trợ nhà ở tại khu vực số {place}.\n"
A_PAGE = 34
"""Lines of a page."""


class Served:
    """A server that can be killed and started again."""

    def __init__(self, url: str, *more: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.command = [sys.executable, "-m", "extractor.serve.cli", "serve", "--db", url, "--port", str(self.port)]
        self.command += ["--rate", "1000000", *more]
        self.base = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it answers."""
        self.process = subprocess.Popen(self.command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            try:
                httpx.get(f"{self.base}/login", timeout=1)
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError("the server does not come up")

    def kill(self) -> None:
        """Ends it at once, whatever it is doing."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


class Writer(threading.Thread):
    """Decides on facts until there are enough; sends what was not acknowledged again, under the same id."""

    def __init__(self, served: Served, facts: list[dict[str, Any]], decisions: int, seed: int) -> None:
        super().__init__(daemon=True)
        self.served = served
        self.facts = facts
        self.wanted = decisions
        self.random = random.Random(seed)
        self.acknowledged: list[str] = []
        self.refused = 0
        self.token = ""

    def run(self) -> None:
        client = httpx.Client(base_url=self.served.base, timeout=20, headers={"Accept": "application/json"})
        seen: dict[str, int] = {}
        while len(self.acknowledged) < self.wanted:
            fact = self.random.choice(self.facts)
            action = self.random.choice(("accept", "reject", "comment"))
            one = {"id": uuid.uuid4().hex, "action": action, "target_id": fact["id"], "reason": "other"}
            body = {"drafts": [one | {"seen": seen.get(fact["id"], 0)}], "batch": uuid.uuid4().hex}
            answer = self._sent(client, body)
            if answer.status_code == 200:
                self.acknowledged.append(one["id"])
                if action != "comment":
                    seen[fact["id"]] = answer.json()["decided"][0]["seq"]
            elif answer.status_code == 409:
                self.refused += 1
                shown = self._asked(client, f"/review/api/record/{fact['id']}")
                seen[fact["id"]] = shown.json()["seen"]
            else:
                raise RuntimeError(f"{answer.status_code}: {answer.text[:300]}")

    def _sent(self, client: httpx.Client, body: dict[str, Any]) -> httpx.Response:
        while True:
            try:
                answer = client.post("/review/api/decide", json=body, headers={"X-CSRF-Token": self.token})
            except httpx.HTTPError:
                time.sleep(0.05)
                continue
            if answer.status_code == 403:  # the server is another one: it has another token
                found = re.search(r'data-csrf="([^"]+)"', self._asked(client, "/review").text)
                self.token = found.group(1) if found else ""
                continue
            return answer

    def _asked(self, client: httpx.Client, path: str) -> httpx.Response:
        while True:
            try:
                return client.get(path)
            except httpx.HTTPError:
                time.sleep(0.05)


def filled(folder: Path, lines: int, name: str = "dai.txt") -> tuple[str, list[dict[str, Any]]]:
    """A database with one document of so many lines, a record in each, and its records."""
    from extractor.core.document import RawDocument
    from extractor.pipeline import extract_document
    from extractor.query.filter import Filter
    from extractor.query.search import search
    from extractor.store.database import open_store

    url = f"sqlite:///{folder / f'{name}.db'}"
    text = "KẾ HOẠCH\nHỗ trợ nhà ở\n\n" + "".join(
        LINE.format(year=2025 + place % 5, number=100 + place % 900, place=place) for place in range(lines)
    )
    raw = RawDocument(name, hashlib.sha256(text.encode()).hexdigest(), "text/plain", text)
    with open_store(url) as store:
        store.save(extract_document(raw), "1.0", store.start_run("1.0"))
        return url, [hit.target.to_json() for hit in search(store, Filter(), order="stored")]


def under_fire(decisions: int, writers: int, kills: int, seed: int = 7) -> dict[str, Any]:
    """Lets writers decide while the server is killed; what became of their decisions."""
    from extractor.review.log import differing, export
    from extractor.store.database import open_store

    with tempfile.TemporaryDirectory() as folder:
        url, facts = filled(Path(folder), max(120, decisions // 8))
        served = Served(url)
        served.start()
        team = [Writer(served, facts, decisions // writers, seed + number) for number in range(writers)]
        began = time.monotonic()
        for one in team:
            one.start()
        chance = random.Random(seed)
        killed = 0
        while any(one.is_alive() for one in team):
            time.sleep(chance.uniform(0.4, 1.6))
            if killed < kills and any(one.is_alive() for one in team):
                served.kill()
                killed += 1
                served.start()
        took = time.monotonic() - began
        served.kill()
        acknowledged = [one for writer in team for one in writer.acknowledged]
        with open_store(url) as store:
            rows = list(export(store))
            wrong = differing(store)
    ids = [row["id"] for row in rows]
    return {
        "acknowledged": len(acknowledged),
        "lost": len(set(acknowledged) - set(ids)),
        "doubled": len(ids) - len(set(ids)),
        "gaps": sum(row["seq"] != place for place, row in enumerate(rows, start=1)),
        "refused": sum(writer.refused for writer in team),
        "unfit": len(wrong),
        "kills": killed,
        "seconds": took,
    }


def opening(pages: int) -> list[tuple[str, float]]:
    """Seconds until a record of a long document is there with the text around it: the first and the last one."""
    with tempfile.TemporaryDirectory() as folder:
        url, facts = filled(Path(folder), pages * A_PAGE)
        served = Served(url)
        served.start()
        client = httpx.Client(base_url=served.base, timeout=60)
        found = []
        for name, fact in (("first", facts[0]), ("last", facts[-1])):
            began = time.monotonic()
            for path in (
                f"/review?target={fact['id']}",
                "/review/api/queue",
                f"/review/api/record/{fact['id']}",
                f"/review/api/text/{fact['document_id']}?low={max(0, fact['start'] - 6000)}&high={fact['end'] + 6000}",
            ):
                client.get(path).raise_for_status()
            found.append((name, time.monotonic() - began))
        served.kill()
    return found


def main() -> int:
    """The command; see the module."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--decisions", type=int, default=10_000)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--pages", type=int, default=300)
    asked = parser.parse_args()
    told = under_fire(asked.decisions, asked.writers, asked.kills)
    print(", ".join(f"{name} {value:.1f}" if name == "seconds" else f"{name} {value}" for name, value in told.items()))
    print(f"{told['acknowledged'] / told['seconds']:.0f} decisions a second, restarts included")
    for name, seconds in opening(asked.pages):
        print(f"{name} record of {asked.pages} pages: {seconds:.2f} s for page, queue, record and text")
    return 1 if told["lost"] or told["doubled"] or told["gaps"] or told["unfit"] else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
