"""Gold records and training sentences from decisions, and decisions from gold records: nothing is lost either way.

A document's gold file holds what people accepted, corrected or added, and the regions in which all that the extractor
found was decided on: outside of them nothing is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from extractor.core.errors import DataError
from extractor.query.documents import text_of
from extractor.review.log import Draft, decide, last_decisions
from extractor.review.propose import hand_made
from extractor.review.records import of_document
from extractor.store.repository import Store, table
from extractor.store.review_tables import ReviewStateRow
from extractor.store.tables import DocumentRow

FIELDS = (
    *("start", "end", "quote", "kind", "value", "upper", "total", "percent", "unit", "subject", "comparator"),
    *("change", "scope", "status", "due", "baseline", "criteria", "criteria_set"),
)
"""The fields of a gold record, as annotations/GUIDELINES.md has them, besides ``document``."""

_STATE, _DOCUMENT = table(ReviewStateRow), table(DocumentRow)
_UNMARKABLE = ("[", "]", "|", "\n")


def export(store: Store, folder: Path) -> tuple[int, int]:
    """Writes ``folder/gold/*.jsonl`` and ``folder/sentences/decided.txt``; tells how many records and sentences.

    Raises ``OSError`` where the folder cannot be written.
    """
    gold = folder / "gold"
    gold.mkdir(parents=True, exist_ok=True)
    (folder / "sentences").mkdir(exist_ok=True)
    records = 0
    lines: list[str] = []
    for document_id, name in _documents(store):
        regions, rows, decided = _decided(store, document_id)
        if not regions:
            continue
        head = {"document": name, "regions": [list(region) for region in regions]}
        said = [head, *({"document": name, **{key: row.get(key) for key in FIELDS}} for row in rows)]
        written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in said)
        (gold / f"{Path(name).stem}.jsonl").write_text(written, "utf-8")
        records += len(rows)
        lines += sentences(decided)
    unique = dict.fromkeys(lines)
    (folder / "sentences" / "decided.txt").write_text("".join(f"{line}\n" for line in unique), "utf-8")
    return records, len(unique)


def sentences(decided: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Training sentences, marked as annotations/sentences are: [T|…] a target, [R|…] a result, [S|…] a subject.

    ``decided`` are the records of a document, those that were rejected with ``rejected``: their numbers become [N|…].
    Sentences whose marks cannot be written in that form (brackets, several lines) are left out.
    """
    by_sentence: dict[tuple[int, int], list[Mapping[str, Any]]] = {}
    for record in decided:
        by_sentence.setdefault((record["sentence_start"], record["sentence_end"]), []).append(record)
    for (start, _), records in sorted(by_sentence.items()):
        text = records[0]["sentence"]
        if any(sign in text for sign in _UNMARKABLE):
            continue
        marks: list[tuple[int, int, str]] = []
        for record in records:
            letter = "N" if record.get("rejected") else "T" if record["status"] == "target" else "R"
            marks.append((record["start"] - start, record["end"] - start, letter))
        for record in records:
            subject = record.get("subject")
            if subject and not record.get("rejected") and text.count(subject) == 1:
                at = text.index(subject)
                marks.append((at, at + len(subject), "S"))
        yield _marked(text, marks)


def read_back(store: Store, folder: Path, reviewer: str) -> int:
    """Makes decisions of gold files, so that exporting them gives the same files; tells how many were made.

    In the regions of a file each record of the extractor is accepted, corrected or rejected as the gold has it, and
    what the gold has besides is added. Documents that are not stored are left out. Raises ``DataError`` with file and
    line for what is no gold record.
    """
    made = 0
    ids = {Path(name).stem: (document_id, name) for document_id, name in _documents(store)}
    for file in sorted((folder / "gold").glob("*.jsonl")):
        if file.stem not in ids:
            continue
        document_id, _ = ids[file.stem]
        regions, golds = _gold(file)
        drafts = list(_as_decisions(store, document_id, regions, golds))
        if drafts:
            decide(store, reviewer, drafts, batch=f"gold {file.stem}")
        made += len(drafts)
    return made


def _as_decisions(
    store: Store, document_id: str, regions: Sequence[Sequence[int]], golds: Sequence[Mapping[str, Any]]
) -> Iterator[Draft]:
    records = of_document(store, document_id)
    seen_of = last_decisions(store, [record["fact_key"] for record in records])
    waiting = {(gold["start"], gold["end"]): gold for gold in golds}
    for record in records:
        if not any(start <= record["start"] < end for start, end in regions):
            continue
        seen = seen_of.get(record["fact_key"], 0)
        about = (record["fact_key"], record["id"], document_id)
        gold = waiting.pop((record["start"], record["end"]), None)
        if gold is None:
            yield Draft("reject", *about, seen=seen, reason="other")
        elif all((record.get(name) or None) == (gold.get(name) or None) for name in FIELDS):
            yield Draft("accept", *about, seen=seen)
        else:
            kept = {**record, **{name: gold.get(name) for name in FIELDS}, "indicator": record["indicator"]}
            yield Draft("correct", *about, seen=seen, record=kept)
    for gold in waiting.values():
        record = {**hand_made(store, document_id, gold["start"], gold["end"]), **{key: gold.get(key) for key in FIELDS}}
        yield Draft("add", record["fact_key"], record["id"], document_id, record=record)


def _decided(
    store: Store, document_id: str
) -> tuple[list[tuple[int, int]], list[dict[str, Any]], list[dict[str, Any]]]:
    """The regions of a document that were decided on, its gold records, and all that was decided, rejected besides."""
    states = {row["fact_key"]: row["state"] for row in store.rows(select(_STATE.c.fact_key, _STATE.c.state))}
    records = of_document(store, document_id)
    known = [(record, states.get(record["fact_key"], "open")) for record in records]
    if not any(state != "open" for _, state in known):
        return [], [], []
    text = text_of(store, document_id) or ""
    regions = _regions(known, len(text))
    gold = [record for record, state in known if state in ("accepted", "corrected")]
    inside = [
        {**record, "rejected": state == "rejected"}
        for record, state in known
        if any(start <= record["start"] < end for start, end in regions) and state != "open"
    ]
    return regions, [record for record in gold if any(a <= record["start"] < b for a, b in regions)], inside


def _regions(known: Sequence[tuple[Mapping[str, Any], str]], length: int) -> list[tuple[int, int]]:
    """The whole document where all of it was decided, else the sentences of which everything was."""
    if all(state != "open" for _, state in known):
        return [(0, length)]
    open_ones = {(record["sentence_start"], record["sentence_end"]) for record, state in known if state == "open"}
    spans = {(record["sentence_start"], record["sentence_end"]) for record, _ in known} - open_ones
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if any(start < b and a < end for a, b in open_ones):
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _gold(file: Path) -> tuple[list[list[int]], list[dict[str, Any]]]:
    regions: list[list[int]] = []
    records: list[dict[str, Any]] = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            if "regions" in row:
                regions = [[int(start), int(end)] for start, end in row["regions"]]
            else:
                records.append({name: row[name] for name in FIELDS})
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{file}:{number}: no gold record ({error})") from error
    return regions, records


def _documents(store: Store) -> list[tuple[str, str]]:
    query = select(_DOCUMENT.c.id, _DOCUMENT.c.name).order_by(_DOCUMENT.c.name, _DOCUMENT.c.id)
    return [(row["id"], row["name"]) for row in store.rows(query)]


def _marked(text: str, marks: Sequence[tuple[int, int, str]]) -> str:
    out, at = [], 0
    for start, end, letter in sorted(set(marks)):
        if start < at:
            continue  # a subject that holds a quantity, or the same subject again
        out += [text[at:start], f"[{letter}|{text[start:end]}]"]
        at = end
    return "".join([*out, text[at:]])
