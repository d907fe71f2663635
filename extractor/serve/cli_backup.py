"""The commands that keep a database safe: backup, restore."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.serve.cli_intake import originals_option
from extractor.serve.cli_store import db_option


@click.command(
    epilog="""\b
Examples:
  chitieu backup /mnt/sao-luu/chitieu
  chitieu backup /mnt/sao-luu/chitieu --check
"""
)
@click.argument("target", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--check", "only_check", is_flag=True, help="Only reads a backup through, and tells what is wrong with it."
)
@originals_option
@db_option
def backup(target: Path, *, url: str, folder: Path | None, only_check: bool) -> int:
    """Copy the database and all original bytes into a folder, also while others write, and check the copy.

    Again into the same folder copies only the originals that are new.
    """
    from extractor.intake import backup as copies

    found = copies.check(target) if only_check else copies.backup(url, target, folder)
    for fault in found.faults:
        click.echo(fault, err=True)
    rows = ", ".join(f"{number} {name}s" for name, number in found.rows.items())
    click.echo(f"{rows}, {found.originals} originals{'' if found.faults else ': checked'}", err=True)
    if not only_check:
        missing = copies.missing_originals(url, folder)
        if missing:
            click.echo(f"{len(missing)} originals are missing or damaged, such as {missing[0]}", err=True)
            return 1
    return 1 if found.faults else 0


@click.command(
    epilog="""\b
Examples:
  chitieu restore /mnt/sao-luu/chitieu --db sqlite:///chitieu.db
"""
)
@click.argument("source", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Puts the backup in the place of a database that is there.")
@originals_option
@db_option
def restore(source: Path, *, url: str, folder: Path | None, replace: bool) -> int:
    """Bring a backup back: it is checked first, and nothing is touched where it is damaged."""
    from extractor.intake import backup as copies

    found = copies.restore(source, url, folder, replace=replace)
    rows = ", ".join(f"{number} {name}s" for name, number in found.rows.items())
    click.echo(f"{rows}, {found.originals} originals are back", err=True)
    return 0
