"""Every console example of the README runs, one after the other as a reader would, and prints what is stated there.

A stated "…" stands for anything within a line, a line of "…" alone for any lines; all other text must be there, in
that order, and blank lines do not count.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
ANYTHING = "…"


@dataclass(frozen=True)
class Example:
    """A command and the output that is stated for it."""

    command: str
    stated: tuple[str, ...]


def examples(markdown: str) -> list[Example]:
    """The commands of all ``console`` blocks, in order."""
    found: list[Example] = []
    for block in re.findall(r"^```console\n(.*?)^```$", markdown, re.DOTALL | re.MULTILINE):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.splitlines()
            found.append(Example(command, tuple(line for line in lines if line.strip())))
    return found


def pattern(stated: tuple[str, ...]) -> str:
    """The stated output as a regular expression over the printed lines without blank ones."""
    lines = [
        r"(?:.*\n)*?" if line == ANYTHING else ".*".join(map(re.escape, line.split(ANYTHING))) + r"\n"
        for line in stated
    ]
    return "".join(lines)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder in which the paths of the README lead to the project, and what is written stays apart."""
    place = tmp_path_factory.mktemp("readme")
    for name in ("corpus", "annotations"):
        (place / name).symlink_to(ROOT / name)
    return place


EXAMPLES = examples(README.read_text("utf-8"))


def test_the_readme_has_examples() -> None:
    assert {example.command.split()[1] for example in EXAMPLES if example.command.startswith("chitieu")} >= {
        "extract",
        "parse",
        "ingest",
        "targets",
        "evaluate",
    }


def test_examples_print_what_the_readme_states(folder: Path) -> None:
    # one test and not one an example: later examples read what earlier ones wrote
    around = {name: value for name, value in os.environ.items() if name != "CHITIEU_DB"}
    around["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{around['PATH']}"
    for example in EXAMPLES:
        done = subprocess.run(
            example.command, shell=True, cwd=folder, env=around, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (example.command, done.stderr)
        shown = done.stdout if example.command.split()[:2] != ["chitieu", "ingest"] else done.stderr
        printed = "".join(f"{line.rstrip()}\n" for line in shown.splitlines() if line.strip())
        wanted = pattern(tuple(line.rstrip() for line in example.stated))
        assert re.match(wanted, printed), f"$ {example.command}\n{printed}\nis not\n" + "\n".join(example.stated)


def test_links_of_the_documents_lead_somewhere() -> None:
    for document in sorted(ROOT.glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text("utf-8")):
            assert (ROOT / target).exists(), f"{document.name}: {target}"


def test_make_targets_that_are_named_exist() -> None:
    made = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for document in sorted(ROOT.glob("*.md")):
        named = set(re.findall(r"`make ([a-z]+)", document.read_text("utf-8")))
        assert named <= made, document.name


def test_python_programs_that_are_named_exist() -> None:
    for document in [*sorted(ROOT.glob("*.md")), ROOT / "bench" / "README.md", ROOT / "corpus" / "README.md"]:
        text = document.read_text("utf-8")
        named = [f"{module.replace('.', '/')}.py" for module in re.findall(r"python -m (extractor[\w.]+)", text)]
        named += re.findall(r"python ([\w/]+\.py)", text)
        assert [name for name in named if not (ROOT / name).is_file()] == [], document.name
