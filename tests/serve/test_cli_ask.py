"""Questions on the command line: series, due, result, allocation, total."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.serve.cli import main
from extractor.store.database import open_store

Ask = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ask(tmp_path: Path, make_sample: Any, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs a command on a database that holds the sample plan."""
    url = f"sqlite:///{tmp_path / 'x.db'}"
    with open_store(url) as store:
        store.save(make_sample(), "1.0", store.start_run("1.0"))

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main([*arguments, "--db", url])
        out, err = capsys.readouterr()
        return status, out, err

    return call


def target_id(ask: Ask, kind: str) -> str:
    return str(json.loads(ask("targets", "--kind", kind, "--format", "jsonl")[1])["id"])


def test_a_result_by_hand_reaches_series_and_due(ask: Ask) -> None:
    money = target_id(ask, "money")
    day = ("--day", "2025-06-30", "--source", "Báo cáo 7", "--author", "lan")
    assert ask("result", money, "3400", *day)[0] == 0
    status, out, _ = ask("series", money)
    assert status == 0
    assert "entered by lan" in out
    assert "not met, 50% of the way, 3400000000000 đồng left" in out
    (told,) = [
        json.loads(line) for line in ask("due", "--by", "2025-12-31", "--kind", "money", "--json")[1].splitlines()
    ]
    assert (told["state"], told["day"]) == ("not met", "2025-12-31")
    status, _, err = ask("result", "0000", "1", *day)
    assert (status, "there is no record" in err) == (1, True)
    assert ask("result", money, "nhiều", *day)[0] == 2


def test_a_link_is_moved_and_says_by_whom(ask: Ask) -> None:
    money = target_id(ask, "money")
    status, out, err = ask("series", money, "--move-to", "", "--author", "lan")
    assert (status, out) == (0, "")
    assert "no series" in err
    status, out, _ = ask("series", money, "--move-to", "vốn|đồng", "--author", "lan", "--reason", "đúng là vốn")
    assert "put here by a person" in out
    assert ask("series", money, "--move-to", "vốn")[0] == 2


def test_totals_are_made_or_refused_with_the_reason(ask: Ask) -> None:
    assert "6800000000000 đồng" in ask("total", "--kind", "money")[1]
    status, _, err = ask("total", "--status", "target", "--kind", "ratio", "--kind", "money")
    assert status == 1
    assert "are not added or averaged" in err
    assert ask("allocation")[2] == "no document divides a figure among places\n"
    assert ask("due", "--by", "năm sau")[0] == 2


def test_a_record_is_read_as_a_share_and_as_a_count_and_says_which(ask: Ask) -> None:
    _, out, _ = ask("targets", "--kind", "ratio", "--format", "jsonl")
    ratio = json.loads(out.splitlines()[0])
    status, out, _ = ask("reading", ratio["id"], "--as", "share")
    assert status == 0
    assert "(share of a ratio: " in out
    _, out, _ = ask("targets", "--kind", "percentage", "--format", "jsonl")
    share = json.loads(out.splitlines()[0])
    status, out, _ = ask("reading", share["id"], "--as", "count", "--total", "200", "--json")
    told = json.loads(out)
    assert (told["reading"], told["total_from"]) == ("count of a share", None)
    assert float(told["value"]) == pytest.approx(float(share["value"]) * 2)
    status, _, err = ask("reading", share["id"], "--as", "count", "--total", "nhiều")
    assert (status, "is no number" in err) == (2, True)
    status, _, err = ask("reading", "khong-co", "--as", "count")
    assert (status, "there is no record" in err) == (1, True)


def test_what_is_due_is_listed_by_body(ask: Ask) -> None:
    status, out, _ = ask("due", "--by", "2030-12-31", "--group", "body")
    assert status == 0
    assert out.startswith("== ")
    assert " due, the day of " in out
