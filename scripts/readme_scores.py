"""Writes the scores of today into README.md, between ``<!-- scores:begin -->`` and ``<!-- scores:end -->``.

``python scripts/readme_scores.py [--print]`` runs ``chitieu evaluate`` on the corpus and, where they lie beside the
project, on the public texts with their gold records. The block says when and with which command its figures were made.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- scores:begin -->", "<!-- scores:end -->"

SETS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("`corpus/`, written for the project", "annotations/gold", ("corpus/documents",)),
    ("public plans and news, not in the repository", "../shared/eval/gold", ("../shared/seeds", "../shared/documents")),
)
FIELDS = ("kind", "unit", "subject", "comparator", "change", "status", "due", "baseline", "criteria")


def command(gold: str, documents: tuple[str, ...]) -> list[str]:
    """The arguments of ``chitieu`` that score one set."""
    return ["evaluate", "--gold", gold, "--documents", *documents]


def scores(gold: str, documents: tuple[str, ...]) -> dict[str, Any]:
    """The figures of one set. Raises ``CalledProcessError`` where a document could not be read."""
    program = Path(sys.executable).with_name("chitieu")
    asked = [str(program), *command(gold, documents), "--json"]
    done = subprocess.run(asked, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own program
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def rates(figures: dict[str, float]) -> str:
    """Precision, recall and F1 as cells of a table."""
    return " | ".join(f"{figures[name]:.3f}" for name in ("p", "r", "f1"))


def block(measured: list[tuple[str, str, dict[str, Any]]], day: str) -> str:
    """The Markdown between the marks: where each set comes from, then figures of finding, then of fields."""
    lines = [f"Made on {day} by `make scores`, which runs", ""]
    lines += [f"    chitieu {line}" for _, line, _ in measured]
    lines += ["", "| texts | documents | gold | | P | R | F1 |", "| --- | ---: | ---: | --- | ---: | ---: | ---: |"]
    for name, _, figures in measured:
        total, targets = figures["gold"], figures["targets"]["gold"]
        for count, what, cells in (
            (total, "found", figures["found"]),
            (total, "whole record right", figures["record"]),
            (targets, "targets alone: found", figures["targets"]["found"]),
            (targets, "targets alone: whole record right", figures["targets"]["record"]),
        ):
            lines.append(f"| {name} | {figures['documents']} | {count} | {what} | {rates(cells)} |")
    lines += ["", "Right among the records found, field by field:", ""]
    lines += ["| texts | " + " | ".join(FIELDS) + " |", "| --- |" + " ---: |" * len(FIELDS)]
    for name, _, figures in measured:
        lines.append(f"| {name} | " + " | ".join(f"{figures['fields'][field]:.3f}" for field in FIELDS) + " |")
    astray = sum(figures["ungrounded"] for _, _, figures in measured)
    lines += ["", f"Records whose quotation does not stand where they say: {astray}."]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Scores every set that is there, and rewrites the block, or with ``--print`` prints it."""
    measured = [
        (name, " ".join(command(gold, documents)), scores(gold, documents))
        for name, gold, documents in SETS
        if (ROOT / gold).is_dir()
    ]
    made = block(measured, datetime.now(UTC).date().isoformat())
    if "--print" in arguments:
        print(made)
        return 0
    text = README.read_text("utf-8")
    before, mark, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        print(f"README.md: no {BEGIN} … {END}", file=sys.stderr)
        return 1
    README.write_text(f"{before}{BEGIN}\n\n{made}\n\n{END}{after}", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
