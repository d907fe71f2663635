"""Trains with what people decided, and keeps the new models only where they lose nothing.

    python -m extractor.evaluate.promote --decided FOLDER [--gold GOLD --documents FOLDER ...]

``FOLDER`` is what ``chitieu export-annotations`` wrote. The models are trained on annotations/sentences and on
FOLDER/sentences, and scored beside the present ones on annotations/gold, on the gold that is named, and on FOLDER/gold
where its documents are in ``--documents``. They take the place of the present ones only if no score of any of these
falls: found, whole records, and every field. Exit status 0 where they were promoted, 3 where they were not.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractor.evaluate.records import Annotated, document_key, load
from extractor.evaluate.score import score
from extractor.evaluate.sentences import load as load_sentences
from extractor.evaluate.train import ROOT, SENTENCES, write_all
from extractor.ner import home

NOT_PROMOTED = 3
_NOISE = 1e-9


def scores(golds: Sequence[Path], documents: Sequence[Path]) -> dict[str, float]:
    """Found F1, record F1 and every field of what the models of now give, by "gold: figure"."""
    from extractor.pipeline import extract_document, read  # noqa: PLC0415 - it loads the models

    found: dict[str, float] = {}
    for gold in golds:
        wanted = load([gold])
        files = {
            document_key(file.name): file
            for folder in documents
            for file in sorted(folder.iterdir())
            if file.is_file() and document_key(file.name) in wanted
        }
        if not files:
            continue
        predicted = {
            key: Annotated([target.to_json() for target in extract_document(read(file)).targets])
            for key, file in files.items()
        }
        result = score({key: wanted[key] for key in files}, predicted)
        found[f"{gold}: found"] = result.total.found_rates["f1"]
        found[f"{gold}: record"] = result.total.record_rates["f1"]
        found |= {f"{gold}: {name}": value for name, value in result.fields.items()}
    return found


def falls(before: dict[str, float], after: dict[str, float]) -> list[str]:
    """The figures that are lower after than before."""
    return [name for name, value in before.items() if after.get(name, 0.0) < value - _NOISE]


def promote(decided: Path, golds: Sequence[Path], documents: Sequence[Path], models: Path | None = None) -> bool:
    """Trains, compares and, where nothing falls, puts the new models in place; tells whether it did."""
    models = models or home.MODELS
    sentences = [*load_sentences(SENTENCES), *load_sentences(decided / "sentences")]
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder) / "models"
        print(f"training on {len(sentences)} sentences ...", file=sys.stderr)
        write_all(sentences, new)
        before = _with(models, golds, documents)
        after = _with(new, golds, documents)
        for name, value in before.items():
            print(f"{name:60} {value:.4f} {after.get(name, 0.0):.4f} {after.get(name, 0.0) - value:+.4f}")
        lost = falls(before, after)
        if lost:
            print(f"not promoted: {len(lost)} figures fall ({lost[0]} first)", file=sys.stderr)
            return False
        for part in ("ner", "status.npy", "subject.npy"):
            _replace(new / part, models / part)
    print(f"promoted into {models}", file=sys.stderr)
    return True


def _with(models: Path, golds: Sequence[Path], documents: Sequence[Path]) -> dict[str, float]:
    """The scores with the models of a folder; what was loaded of others is forgotten."""
    from extractor import pipeline  # noqa: PLC0415 - likewise
    from extractor.ner import subject  # noqa: PLC0415 - likewise

    kept: Any = home.MODELS
    home.MODELS = models
    try:
        subject.weights.cache_clear()
        pipeline._subject_model.cache_clear()
        return scores(golds, documents)
    finally:
        home.MODELS = kept
        subject.weights.cache_clear()
        pipeline._subject_model.cache_clear()


def _replace(new: Path, old: Path) -> None:
    """Puts a file or folder in the place of another one, which is whole until then."""
    waiting = old.with_name(f"{old.name}.new")
    if new.is_dir():
        shutil.copytree(new, waiting, dirs_exist_ok=True)
        shutil.rmtree(old, ignore_errors=True)
    else:
        shutil.copyfile(new, waiting)
    waiting.replace(old)


def main() -> int:
    """The command; see the module."""
    parser = argparse.ArgumentParser(
        prog="python -m extractor.evaluate.promote", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--decided", type=Path, required=True, help="what chitieu export-annotations wrote")
    parser.add_argument("--gold", type=Path, nargs="*", default=[], help="more gold records to lose nothing on")
    parser.add_argument("--documents", type=Path, nargs="*", default=[], help="where their documents are")
    asked = parser.parse_args()
    golds = [ROOT / "annotations" / "gold", *asked.gold]
    if (asked.decided / "gold").is_dir():
        golds.append(asked.decided / "gold")
    folders = [ROOT / "corpus" / "documents", *asked.documents]
    for place in [asked.decided / "sentences", *golds, *folders]:
        if not place.exists():
            print(f"{place}: there is nothing here (chitieu export-annotations FOLDER makes it)", file=sys.stderr)
            return 2
    return 0 if promote(asked.decided, golds, folders) else NOT_PROMOTED


if __name__ == "__main__":
    sys.exit(main())
