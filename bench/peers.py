"""What others find in the same texts, scored by the same gold in one run.

``python bench/peers.py`` takes the gold of ``annotations/`` over the frozen text of the corpus, and where public texts
with gold lie beside the project, those as well. Four peers stand beside the extraction of this project:

- regular expressions, as one writes them in an afternoon: numbers with a unit, the last year before them, cue words;
- ``underthesea.ner`` with numbers: a number and the nouns behind it, the noun phrase before it as its subject;
- ``quantulum3`` for quantities: values and spans, so that only finding them is compared;
- ``dateparser`` for times: the records of this project, with the time that it reads in their sentence.

Reports, judges nothing. A peer that is not installed is left out by name; ``quantulum3`` is no dependency
of the project (``pip install quantulum3`` beside it).
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
Record = dict[str, Any]
Peer = Callable[[str, list[Record]], list[Record]]

NUMBER = r"\d+(?:\.\d{3})*(?:,\d+)?"
QUANTITY = re.compile(
    rf"(?<![\w/.,])(?P<value>{NUMBER})(?:/(?P<total>{NUMBER}))?(?:\s*-\s*(?P<upper>{NUMBER}))?\s*"
    r"(?P<unit>%|(?:nghìn |triệu |tỷ )?(?:đồng|USD)|tỷ|ha|km|m2|tấn|lần|[a-zà-ỹđ]+(?: [a-zà-ỹđ]+)?)(?![\w/])"
)
YEAR = re.compile(r"(?:đến (?:hết |cuối )?)?năm (20\d\d)", re.IGNORECASE)
GOAL = re.compile(r"mục tiêu|chỉ tiêu|phấn đấu|dự kiến|đến năm|kế hoạch|ít nhất|tối thiểu", re.IGNORECASE)
SENTENCE = re.compile(r"[^\n.;]+(?:\.(?=\d)[^\n.;]*)*")
COMPARATORS = (
    ("ít nhất", ">="),
    ("tối thiểu", ">="),
    ("trên", ">"),
    ("hơn", ">"),
    ("dưới", "<"),
    ("khoảng", "~"),
    ("gần", "~"),
)


def by_expressions(text: str, _: list[Record]) -> list[Record]:
    """An afternoon's work: one expression for quantities, one for years, a few words."""
    out = []
    for sentence in SENTENCE.finditer(text):
        for match in QUANTITY.finditer(text, sentence.start(), sentence.end()):
            before = text[sentence.start() : match.start()]
            out.append(
                record(text, match.start(), match.end("upper") if match["upper"] else match.end("value"))
                | amounts(match["value"], match["upper"], match["total"])
                | told(before, match["unit"], re.split(r"[,;:(]", before)[-1].strip() or match["unit"])
            )
    return out


def by_entities(text: str, _: list[Record]) -> list[Record]:
    """``underthesea.ner``: numbers, nouns behind them as the unit, the noun phrase before as the subject."""
    from underthesea import ner

    out = []
    for sentence in SENTENCE.finditer(text):
        words = ner(sentence.group())
        at, phrase = sentence.start(), ""
        for index, (word, tag, chunk, _) in enumerate(words):
            place = text.find(word, at, sentence.end())
            if place < 0:
                continue
            at = place + len(word)
            number = re.fullmatch(rf"({NUMBER})%?", word)
            if number and not re.fullmatch(r"(?:19|20)\d\d", word):
                unit = "%" if text[at : at + 1] == "%" or word.endswith("%") else ""
                nouns = [w for w, t, _, _ in words[index + 1 : index + 4] if t.startswith(("N", "M"))]
                out.append(
                    record(text, place, at)
                    | amounts(number[1], None, None)
                    | told(text[sentence.start() : place], unit or " ".join(nouns), phrase or " ".join(nouns))
                )
            if chunk == "B-NP" and tag.startswith("N"):
                phrase = word
            elif chunk == "I-NP" and phrase:
                phrase += f" {word}"
    return out


def by_quantulum(text: str, _: list[Record]) -> list[Record]:
    """``quantulum3``: quantities with their spans, read by the English rules that it has."""
    from quantulum3 import parser

    out = []
    for sentence in SENTENCE.finditer(text):
        for found in parser.parse(sentence.group()):
            start, end = (sentence.start() + place for place in found.span)
            unit = "%" if found.unit.name == "percentage" else found.unit.name
            out.append(record(text, start, end) | {"value": str(found.value)} | told("", unit, None))
    return out


def by_dateparser(text: str, ours: list[Record]) -> list[Record]:
    """The records of this project, with the time that ``dateparser`` finds last before them in their sentence."""
    from dateparser.search import search_dates

    known: dict[str, Any] = {}
    out = []
    for row in ours:
        before = text[row["sentence_start"] : row["start"]]
        if before not in known:
            known[before] = search_dates(before, languages=["vi"]) if before.strip() else None
        found = known[before]
        due = {"text": found[-1][0], "start": None, "end": found[-1][1].date().isoformat()} if found else None
        out.append(row | {"due": due and due | {"recurrence": None, "source": "explicit"}})
    return out


def record(text: str, start: int, end: int) -> Record:
    """A record of which only the place is known."""
    return {
        "start": start,
        "end": end,
        "quote": text[start:end],
        "kind": "count",
        "upper": None,
        "total": None,
        "criteria": [],
    }


def amounts(value: str, upper: str | None, total: str | None) -> Record:
    """Numbers as the expressions read them: dots part thousands, a comma the decimals."""
    plain = {"value": value, "upper": upper, "total": total}
    return {name: number and number.replace(".", "").replace(",", ".") for name, number in plain.items()} | (
        {"kind": "ratio"} if total else {}
    )


def told(before: str, unit: str, subject: str | None) -> Record:
    """What the words before a number say of it: comparator, change, status and year."""
    low = before.lower().rstrip()
    years = YEAR.findall(before)
    kind = {"%": "percentage", "lần": "multiple"}.get(unit) or ("money" if re.search("đồng|USD|tỷ$", unit) else None)
    due = {"text": years[-1], "end": date(int(years[-1]), 12, 31).isoformat(), "recurrence": None} if years else None
    if due and not re.search(rf"đến (?:hết |cuối )?năm {years[-1]}", low):
        due["start"] = f"{years[-1]}-01-01"
    return {
        "unit": unit,
        "subject": subject,
        "comparator": next((sign for word, sign in COMPARATORS if low.endswith(word)), "="),
        "change": "increase" if low.endswith("tăng") else "decrease" if low.endswith("giảm") else "level",
        "status": "target" if GOAL.search(before) else "result",
        "due": due and {"start": None, "source": "explicit"} | due,
        "baseline": None,
    } | ({"kind": kind} if kind else {})


PEERS: dict[str, tuple[str | None, Peer]] = {
    "this project": (None, lambda _, ours: ours),
    "regular expressions": (None, by_expressions),
    "underthesea.ner and numbers": ("underthesea", by_entities),
    "quantulum3": ("quantulum3", by_quantulum),
    "our records, times by dateparser": ("dateparser", by_dateparser),
}


def sets() -> Iterator[tuple[str, Path, list[Path]]]:
    """Names of the gold sets, where their gold lies, and where their texts do."""
    yield "corpus", ROOT / "annotations" / "gold", [ROOT / "corpus" / "text"]
    shared = ROOT.parent / "shared"
    if (shared / "eval" / "gold").is_dir():
        yield "public", shared / "eval" / "gold", [shared / "seeds", shared / "documents"]


def main() -> int:
    """Prints one table, a row for each peer and set of gold."""
    from extractor.evaluate.records import Annotated, document_key, load
    from extractor.evaluate.score import score
    from extractor.pipeline import extract_document, read

    warnings.filterwarnings("ignore")
    print("| gold | peer | found P | found R | found F1 | whole record F1 | time right |\n" + "| --- " * 7 + "|")
    for name, gold, folders in sets():
        golds = load([gold])
        files = [file for folder in folders for file in sorted(folder.iterdir()) if file.suffix in (".txt", ".md")]
        texts = {document_key(file.name): read(file) for file in files if document_key(file.name) in golds}
        golds = {key: golds[key] for key in texts}
        ours = {key: [target.to_json() for target in extract_document(raw).targets] for key, raw in texts.items()}
        for peer, (package, run) in PEERS.items():
            if package and find_spec(package) is None:
                print(f"{peer}: {package} is not installed", file=sys.stderr)
                continue
            made = score(golds, {key: Annotated(run(raw.text, ours[key])) for key, raw in texts.items()})
            found, whole = made.total.found_rates, made.total.record_rates
            cells = [f"{found[rate]:.3f}" for rate in ("p", "r", "f1")] + [
                f"{whole['f1']:.3f}",
                f"{made.fields['due']:.3f}",
            ]
            print(f"| {name} | {peer} | " + " | ".join(cells) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
