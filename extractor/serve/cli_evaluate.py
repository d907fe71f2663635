"""The command that scores records: evaluate."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from extractor.evaluate.records import Annotated
    from extractor.evaluate.score import Score, Tally


class ListOptions(click.Command):
    """A command whose options may be followed by several values: ``--gold a b`` is ``--gold a --gold b``."""

    lists = frozenset({"--gold", "--pred", "--documents"})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        spread: list[str] = []
        current: str | None = None
        for word in args:
            if word.startswith("-") and word != "-":
                current = word if word in self.lists else None
                if current is None:
                    spread.append(word)
            elif current:
                spread += [current, word]
            else:
                spread.append(word)
        return super().parse_args(ctx, spread)


_PATHS = click.Path(exists=True, path_type=Path)


@click.command(
    cls=ListOptions,
    epilog="""\b
Examples:
  chitieu evaluate --gold annotations/gold --documents corpus
  chitieu evaluate --gold annotations/gold --pred records.jsonl --errors --json
""",
)
@click.option(
    "--gold", multiple=True, required=True, type=_PATHS, metavar="PATH...", help="Gold records: .jsonl or folders."
)
@click.option(
    "--pred", multiple=True, type=_PATHS, metavar="PATH...", help="Records to score: .jsonl files or folders."
)
@click.option(
    "--documents",
    multiple=True,
    type=_PATHS,
    metavar="DIR...",
    help="Documents: their records are extracted now; with --pred, checks that these records stand in their texts.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.option("--errors", is_flag=True, help="List on standard error what was missed, made up or wrong.")
@click.option("--by-document", is_flag=True, help="Print the figures of every document, worst first.")
def evaluate(
    *,
    gold: tuple[Path, ...],
    pred: tuple[Path, ...],
    documents: tuple[Path, ...],
    as_json: bool,
    errors: bool,
    by_document: bool,
) -> int:
    """Score given records, or those of documents extracted now, against gold records.

    A record is found where its number stands with the right value; it is right when kind, unit, subject, comparator,
    change, status, time, baseline and criteria are right too. Documents without gold are left out.
    """
    from extractor.evaluate.records import load
    from extractor.evaluate.score import score

    if not pred and not documents:
        raise click.UsageError("give records (--pred) or documents (--documents)")
    golds = load(gold)
    failures: list[str] = []
    predictions, texts = _predict(documents, set(golds), failures, only_texts=bool(pred))
    result = score(golds, load(pred) if pred else predictions, texts)
    if errors:
        for mistake in result.mistakes:
            click.echo(str(mistake), err=True)
    if as_json:
        sys.stdout.write(json.dumps(result.to_json(), ensure_ascii=False) + "\n")
    else:
        _print(result, by_document=by_document, grounded=bool(texts))
    return 1 if failures else 0


def _predict(
    folders: Sequence[Path], wanted: set[str], failures: list[str], *, only_texts: bool
) -> tuple[dict[str, Annotated], dict[str, str]]:
    """The records and the texts of those documents that have gold."""
    from extractor.evaluate.records import Annotated, document_key
    from extractor.intake.files import find_files
    from extractor.serve.cli_read import report_failure

    predictions: dict[str, Annotated] = {}
    texts: dict[str, str] = {}
    if not folders:
        return predictions, texts
    from extractor.reading import SUFFIXES, read

    def failed(path: Path, error: Exception) -> None:
        failures.append(str(path))
        report_failure(path, error)

    for file in find_files(folders, SUFFIXES, failed):
        name = document_key(file.name)
        if name not in wanted:
            continue
        try:
            raw = read(file)
            texts[name] = raw.text
            if not only_texts:
                from extractor.pipeline import extract_document

                predictions[name] = Annotated([target.to_json() for target in extract_document(raw).targets])
        except Exception as error:  # noqa: BLE001 - whatever one document does to us, the others are still scored
            failed(file, error)
    return predictions, texts


def _print(result: Score, *, by_document: bool, grounded: bool) -> None:
    echo = click.echo
    echo(f"{len(result.by_document)} documents, {result.total.gold} gold, {result.total.pred} predicted records")
    for name, tally in (("", result.total), ("targets ", result.targets)):
        echo(_line(f"{name}found", tally.found_rates))
        echo(_line(f"{name}record", tally.record_rates))
    echo("\nshare of found records that are right in a field")
    for name, share in result.fields.items():
        echo(f"  {name:<16} {share:.3f}")
    echo("\nbeside it, right of those that have one")
    for name, (right, all_of_them) in result.beside.items():
        echo(f"  {name:<16} {right}/{all_of_them}")
    astray = str(result.ungrounded) if grounded else "?"
    echo(f"\nrecords that do not stand where they say: {astray}, of kinds that are not scored: {result.unscored}")
    _print_tallies("kind", sorted(result.by_kind.items()))
    if by_document:
        _print_tallies("document, worst first", result.worst_first())


def _line(name: str, rates: dict[str, float]) -> str:
    return f"{name:<16} P {rates['p']:.3f}  R {rates['r']:.3f}  F1 {rates['f1']:.3f}"


def _print_tallies(title: str, tallies: Sequence[tuple[str, Tally]]) -> None:
    width = max([len(title), *(len(name) for name, _ in tallies)])
    click.echo(f"\n{title:<{width}}   gold   pred  found F1  record F1")
    for name, tally in tallies:
        found, record = tally.found_rates["f1"], tally.record_rates["f1"]
        click.echo(f"{name:<{width}}  {tally.gold:5}  {tally.pred:5}     {found:.3f}      {record:.3f}")
