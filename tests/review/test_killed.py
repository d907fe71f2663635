"""A server that is killed in the middle: what it has acknowledged is in the log, once, and the state is the log's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def test_every_acknowledged_decision_is_in_the_log_once() -> None:
    pytest.importorskip("httpx")
    from bench.review import under_fire

    told = under_fire(decisions=120, writers=4, kills=2)
    assert told["acknowledged"] == 120
    assert told["kills"] >= 1
    assert {name: told[name] for name in ("lost", "doubled", "gaps", "unfit")} == dict.fromkeys(
        ("lost", "doubled", "gaps", "unfit"), 0
    )
