"""A server that ends says why, whatever ended it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from extractor.store.repository import Store


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda one: one.name)
def test_the_last_line_of_a_server_names_the_signal(served: Store, number: signal.Signals) -> None:
    url = str(served.engine.url)
    command = [sys.executable, "-m", "extractor.serve.cli", "serve", "--port", "0", "--db", url]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        assert any("Ctrl+C" in line for line in server.stderr)
        _wait_for_its_port(server.pid)
        server.send_signal(number)
        _, told = server.communicate(timeout=30)
    assert re.search(rf"the server ends after \d+ s and \d+ requests: signal {number.name}\n", told)
    assert server.returncode == (130 if number is signal.SIGINT else 0)
    assert "Traceback" not in told


def test_a_port_that_is_taken_is_told(served: Store) -> None:
    url = str(served.engine.url)
    command = [sys.executable, "-m", "extractor.serve.cli", "serve", "--db", url, "--port"]
    with subprocess.Popen([*command, "0"], stderr=subprocess.PIPE, text=True) as first:
        assert first.stderr is not None
        assert any("Ctrl+C" in line for line in first.stderr)
        port = _wait_for_its_port(first.pid)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
            assert answer.status == 200
        second = subprocess.run([*command, str(port)], capture_output=True, text=True, timeout=60, check=False)
        first.terminate()
        first.communicate(timeout=30)
    assert second.returncode == 1
    assert f"127.0.0.1:{port}: cannot be listened on" in second.stderr
    assert "Traceback" not in second.stderr


def _wait_for_its_port(process: int) -> int:
    """The port that a process listens on, once it does."""
    for _ in range(600):
        sockets = {line.split()[9]: line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
                   if line.split()[3] == "0A"}  # fmt: skip
        for link in Path(f"/proc/{process}/fd").iterdir():
            try:
                name = str(link.readlink())
            except OSError:
                continue
            if name.startswith("socket:[") and name[8:-1] in sockets:
                return int(sockets[name[8:-1]].rpartition(":")[2], 16)
        time.sleep(0.05)
    raise AssertionError("it does not listen")
