"""What the compose files start exists: every command and every option of theirs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import pytest

from extractor.serve.cli import cli

yaml = pytest.importorskip("yaml")
DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
FILES = sorted(DEPLOY.glob("*.yaml"))


def commands() -> list[tuple[str, str, list[str]]]:
    found = []
    for file in FILES:
        for name, service in yaml.safe_load(file.read_text("utf-8"))["services"].items():
            if service.get("build") and "entrypoint" not in service:
                found.append((file.name, name, [str(word) for word in service["command"]]))
    return found


def context_of(arguments: list[str]) -> click.Context:
    """The command that arguments name, its options read and nothing run."""
    command: click.Command = cli
    context = click.Context(cli)
    while isinstance(command, click.Group):
        command, arguments = command.commands[arguments[0]], arguments[1:]
    return command.make_context("x", list(arguments), parent=context)


@pytest.mark.parametrize(
    ("file", "service", "arguments"), commands(), ids=lambda one: one if isinstance(one, str) else ""
)
def test_what_a_service_runs_can_be_run(file: str, service: str, arguments: list[str]) -> None:
    assert context_of(arguments).params


def test_what_dask_is_started_with_exists() -> None:
    parsers = {part: pytest.importorskip(f"distributed.cli.dask_{part}").main for part in ("scheduler", "worker")}
    made = yaml.safe_load((DEPLOY / "several-machines.yaml").read_text("utf-8"))["services"]
    for part, command in parsers.items():
        program, name, *arguments = made[f"dask-{part}"]["entrypoint"]
        assert (program, name) == ("dask", part)
        assert command.make_context(part, arguments).params
        assert made[f"dask-{part}"]["network_mode"] == "host"  # workers tell others their own address


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_folders_that_are_not_there_are_told_and_urls_hold_no_password(file: Path) -> None:
    for service in yaml.safe_load(file.read_text("utf-8"))["services"].values():
        for volume in service.get("volumes", ()):
            if isinstance(volume, dict):
                assert volume["bind"] == {"create_host_path": False}
            else:
                assert volume.split(":")[0] in ("data", "database")
        assert "PASSWORD" not in service.get("environment", {}).get("CHITIEU_DB", "")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_passwords_and_folders_are_asked_for_and_never_written(file: Path) -> None:
    made: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    assert made["services"]["serve"]["healthcheck"]["test"]
    for given in re.findall(r"PASSWORD\S*", file.read_text("utf-8")):
        assert not re.match(r'PASSWORD: "?\w', given)


def test_the_document_of_the_intake_names_options_that_exist() -> None:
    names = {
        option
        for command in walk(cli)
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    }
    text = (DEPLOY.parent / "docs" / "intake.md").read_text("utf-8")
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))
    assert named <= names


def walk(command: click.Command) -> list[click.Command]:
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    return [command, *(one for each in inner for one in walk(each))]
