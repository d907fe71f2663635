"""The commands of review: the log, its check, readings by two, annotations from decisions."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from extractor.serve.cli_store import db_option


@click.group(
    epilog="""\b
Examples:
  chitieu review log > decisions.jsonl
  chitieu review check
  chitieu review give --readers lan,minh --share 10
  chitieu review import annotations --as lan
"""
)
def review() -> None:
    """What people decided: write the log out, check it, give records to two readers, read gold records in.

    The workbench itself is a page of `chitieu serve`.
    """


@review.command("log")
@db_option
def log(url: str) -> int:
    """Print the whole log of decisions, one a line, as JSON."""
    from extractor.review.log import export
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        for row in export(store):
            click.echo(json.dumps(row, ensure_ascii=False))
    return 0


@review.command("check")
@click.option("--repair", is_flag=True, help="Make the states anew from the log where they differ.")
@db_option
def check(url: str, repair: bool) -> int:
    """Compare the stored state of every fact with what the log makes of it; exit status 1 where they differ."""
    from extractor.review.log import differing, rebuild
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        if repair:
            facts, wrong = rebuild(store)
            click.echo(f"{facts} facts, {wrong} made anew from the log", err=True)
            return 0
        wrong_facts = differing(store)
        for key in wrong_facts[:20]:
            click.echo(f"{key}: its state is not what the log makes of it", err=True)
        if wrong_facts:
            click.echo(f"{len(wrong_facts)} facts differ (chitieu review check --repair makes them anew)", err=True)
            return 1
        click.echo("the states are what the log makes of them", err=True)
    return 0


@review.command("give")
@click.option("--readers", required=True, metavar="A,B", help="The people, two of them for each record in turn.")
@click.option("--share", type=click.FloatRange(0, 100, min_open=True), required=True, help="Per cent of the records.")
@db_option
def give(url: str, readers: str, share: float) -> int:
    """Give a share of the records to two people each, who do not see each other's answers."""
    from extractor.review.readers import give as give_out
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        number = give_out(store, readers.split(","), share / 100)
        click.echo(f"{number} records given to two readers each", err=True)
    return 0


@review.command("import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--as", "reviewer", required=True, help="In whose name the decisions are made.")
@db_option
def read_in(url: str, folder: Path, reviewer: str) -> int:
    """Make decisions of the gold records in FOLDER/gold, for the documents that are stored."""
    from extractor.review.annotations import read_back
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        click.echo(f"{read_back(store, folder, reviewer)} decisions", err=True)
    return 0


@click.command(
    "export-annotations",
    epilog="""\b
Examples:
  chitieu export-annotations decided/
  python -m extractor.evaluate.promote --decided decided/
""",
)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@db_option
def export_annotations(url: str, folder: Path) -> int:
    """Write what people decided as gold records and training sentences into FOLDER.

    FOLDER/gold has a file a document, in the form of annotations/gold; FOLDER/sentences those of which everything was
    decided, marked as annotations/sentences are. `chitieu review import` reads the gold back without loss.
    """
    from extractor.review.annotations import export
    from extractor.store.database import open_store

    with open_store(url, create=False) as store:
        try:
            records, sentences = export(store, folder)
        except OSError as error:
            click.echo(f"{folder}: cannot be written ({error.strerror})", err=True)
            return 1
        click.echo(f"{records} gold records, {sentences} training sentences in {folder}", err=True)
        if not records:
            click.echo("nothing is decided yet (the workbench: chitieu serve, /review)", err=True)
    sys.stdout.flush()
    return 0
