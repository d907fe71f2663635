"""How much worse extraction gets on documents that say the same in other characters, names, numbers and years.

    python -m extractor.evaluate.robustness [--gold PATH...] [--documents DIR...] [--only VARIANT...] [--errors]

Every variant is made from gold documents in plain text: an edited text with the gold records moved and changed to fit.
It is read and extracted like any file, and its F1 stands beside that of the originals.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from extractor.evaluate.records import Annotated, document_key, load
from extractor.evaluate.score import Score, score
from extractor.evaluate.variants import MAKERS, Variant, variants_of

ROOT: Final = Path(__file__).resolve().parents[2]
PLAIN: Final = (".txt", ".md")
"""Formats whose text can be written back as it was read."""


def extracted(name: str, text: str) -> Annotated:
    """The records of a text that is written to a file of that name and read from there."""
    from extractor.pipeline import extract_document, read  # noqa: PLC0415 - heavy, and not needed to make variants

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_text(text, "utf-8", newline="")
        return Annotated([target.to_json() for target in extract_document(read(file)).targets])


def documents_of(folders: Iterable[Path], wanted: Iterable[str]) -> dict[str, Path]:
    """The plain text files of folders that have gold, by the name of their document."""
    names = set(wanted)
    files = (file for folder in folders for file in sorted(folder.iterdir()) if file.suffix in PLAIN)
    return {document_key(file.name): file for file in files if document_key(file.name) in names}


def run(
    golds: Mapping[str, Annotated], files: Mapping[str, Path], names: Sequence[str], seed: int = 0
) -> dict[str, Score]:
    """Scores of the originals (under "") and of each variant."""
    from extractor.reading import read  # noqa: PLC0415 - heavy, and not needed to make variants

    texts = {name: read(file).text for name, file in files.items()}
    asked: dict[str, dict[str, Variant]] = {label: {} for label in ("", *names)}
    for name, text in texts.items():
        asked[""][name] = Variant("", text, golds[name])
        for variant in variants_of(text, golds[name], names, seed):
            asked[variant.name][name] = variant
    return {
        label: score(
            {name: variant.gold for name, variant in made.items()},
            {name: extracted(files[name].name, variant.text) for name, variant in made.items()},
        )
        for label, made in asked.items()
    }


def table(scores: Mapping[str, Score]) -> str:
    """F1 of found and of whole records for each variant, and the difference to the originals, as a Markdown table."""
    rows = ["| variant | found F1 | diff. | record F1 | diff. |", "| --- | --- | --- | --- | --- |"]
    base = scores[""].total
    for name, result in scores.items():
        found, record = result.total.found_rates["f1"], result.total.record_rates["f1"]
        differences = found - base.found_rates["f1"], record - base.record_rates["f1"]
        rows.append(
            f"| {name or 'originals'} | {found:.4f} | {differences[0]:+.4f} | {record:.4f} | {differences[1]:+.4f} |"
        )
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> int:
    """Prints the table; with ``--errors`` what is wrong in the variants is told on standard error."""
    parser = argparse.ArgumentParser(
        prog="python -m extractor.evaluate.robustness", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("--gold", nargs="+", type=Path, default=[ROOT / "annotations" / "gold"])
    parser.add_argument("--documents", nargs="+", type=Path, default=[ROOT / "corpus" / "text"])
    parser.add_argument("--only", nargs="+", choices=sorted(MAKERS), default=list(MAKERS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(arguments)
    golds = load(options.gold)
    scores = run(golds, documents_of(options.documents, golds), options.only, options.seed)
    if options.errors:
        for name, result in scores.items():
            for mistake in result.mistakes:
                print(f"{name or 'originals'}\t{mistake}", file=sys.stderr)
    print(table(scores))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
