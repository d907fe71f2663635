"""What is documented is what exists: every command and every option of the program stands in the README."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from extractor.serve.cli import cli

README = Path(__file__).resolve().parents[1] / "README.md"


def options() -> list[tuple[str, str]]:
    """Every command with each of its options, the longest spelling of it."""
    return [
        (name, max(parameter.opts, key=len))
        for name, command in sorted(cli.commands.items())
        for parameter in command.params
        if isinstance(parameter, click.Option)
    ]


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"chitieu {command}" in README.read_text("utf-8")


@pytest.mark.parametrize(("command", "option"), options(), ids="".join)
def test_every_option_stands_in_the_readme(command: str, option: str) -> None:
    assert f"`{option}" in README.read_text("utf-8") or f" {option}" in README.read_text("utf-8")
