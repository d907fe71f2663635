"""What is written and read: one transaction a document, rows validated first."""

from __future__ import annotations

import re
import uuid
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal, Self, cast

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Select, Table, delete, insert, or_, select, text, update
from sqlalchemy.exc import DataError, IntegrityError

from extractor.core.errors import StoreError
from extractor.core.extraction import Extraction
from extractor.store import mapping
from extractor.store.database import explained, writing
from extractor.store.reference_tables import ExtractionRunRow, FailureRow
from extractor.store.tables import (
    METADATA,
    DocumentRow,
    PageRow,
    Row,
    SectionRow,
    SentenceRow,
    TargetCriterionRow,
    TargetRow,
)

Outcome = Literal["added", "replaced", "unchanged"]


class InvalidRowError(StoreError):
    """What was extracted cannot be a row; the other documents can still be stored."""


@dataclass(frozen=True, slots=True)
class RunCounts:
    """How many inputs of a run ended in which way."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    failed: int = 0


def table(row: type[Row]) -> Table:
    """The table of a row class."""
    return METADATA.tables[str(row.__tablename__)]


class Store:
    """An open database. May be used from one thread at a time; several processes may each have one."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that may write. Raises ``StoreError`` where the database is locked or gone."""
        with explained(self.engine.url), writing(self.engine) as connection:
            yield connection

    def rows(self, query: Select[Any], size: int = 500) -> Iterator[Mapping[str, Any]]:
        """The rows of a query, read in portions so that a large result does not fill the memory."""
        with explained(self.engine.url), self.engine.connect().execution_options(yield_per=size) as connection:
            yield from cast(Iterator[Mapping[str, Any]], connection.execute(query).mappings())

    def version_of(self, document_id: str) -> str | None:
        """The version of the program that extracted a document, ``None`` for one that is not stored."""
        query = select(table(DocumentRow).c.extractor_version).where(table(DocumentRow).c.id == document_id)
        with explained(self.engine.url), self.engine.connect() as connection:
            return connection.execute(query).scalar()

    def is_current(self, document_id: str, version: str) -> bool:
        """Whether a document is stored as this version, or a newer one, extracts it."""
        stored = self.version_of(document_id)
        return stored is not None and not is_newer(version, stored)

    def save(self, extraction: Extraction, version: str, run_id: str, path: str | None = None) -> Outcome:
        """Stores a document with all its records in one transaction, or nothing of it.

        The same bytes again change nothing; a newer version replaces the document's records and leaves review
        decisions alone. A failure of these bytes or of ``path`` is none any more. Raises ``InvalidRowError`` for values
        that are no valid rows, ``StoreError`` for a database that is locked.
        """
        from extractor.store.index import index_document  # noqa: PLC0415 - it reads the tables that this writes
        from extractor.store.reviewed import restore_added  # noqa: PLC0415 - likewise

        now = datetime.now(UTC)
        document_id = extraction.raw.document_id
        try:
            batches = list(self._batches(extraction))
            document = _valid(DocumentRow, mapping.document_values(extraction, version, run_id, now))
        except (ValidationError, ValueError) as error:
            raise InvalidRowError(_first_reason(error)) from error
        documents = table(DocumentRow)
        with self.writing() as connection:
            self._one_writer(connection, document_id)
            stored = connection.execute(
                select(documents.c.extractor_version).where(documents.c.id == document_id)
            ).scalar()
            if stored is not None and not is_newer(version, stored):
                return "unchanged"
            if stored is None:
                connection.execute(insert(documents), [document])
            else:
                for part in (table(TargetRow), table(SentenceRow), table(SectionRow), table(PageRow)):
                    connection.execute(delete(part).where(part.c.document_id == document_id))
                document = {name: value for name, value in document.items() if name not in ("id", "seq", "added_at")}
                connection.execute(update(documents).where(documents.c.id == document_id).values(document))
            try:
                for row, values in batches:
                    if values:
                        connection.execute(insert(table(row)), values)
            except (IntegrityError, DataError) as error:
                raise InvalidRowError(" ".join(str(error.orig).split())) from error
            restore_added(connection, document_id)
            index_document(connection, document_id)
            failures = table(FailureRow)
            same = or_(failures.c.document_id == document_id, failures.c.path == path)
            connection.execute(delete(failures).where(same))
        return "added" if stored is None else "replaced"

    def _batches(self, extraction: Extraction) -> Iterator[tuple[type[Row], list[dict[str, Any]]]]:
        """The validated rows of a document, parents first."""
        text = extraction.raw.text
        sections, section_of = mapping.section_values(extraction)
        yield PageRow, [_valid(PageRow, values) for values in mapping.page_values(extraction)]
        yield SectionRow, [_valid(SectionRow, values) for values in sections]
        sentences = mapping.sentence_values(extraction, section_of)
        yield SentenceRow, [_valid(SentenceRow, values) for values in sentences]
        starts = [0, *(match.end() for match in re.finditer("\n", text))]
        targets, criteria = [], []
        for position, target in enumerate(extraction.targets):
            place = target.evidence
            if place.document_id != extraction.raw.document_id:
                raise ValueError(f"record {target.id} belongs to another document")
            if text[place.sentence_start : place.sentence_end] != place.sentence:
                raise ValueError(f"the sentence of record {target.id} does not stand at {place.sentence_start}")
            values = mapping.target_values(target, position, bisect_right(starts, place.start))
            targets.append(_valid(TargetRow, values))
            criteria += [{"target_id": target.id, "code": code} for code in dict.fromkeys(target.criteria)]
        yield TargetRow, targets
        yield TargetCriterionRow, [_valid(TargetCriterionRow, values) for values in criteria]

    @staticmethod
    def _one_writer(connection: Connection, document_id: str) -> None:
        """Two processes do not store the same document at once; on SQLite there is one writer anyway."""
        if connection.dialect.name == "postgresql":
            key = int(document_id[:15], 16)
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})

    def start_run(self, version: str) -> str:
        """Writes down that an ingestion began, and returns its id."""
        run_id = uuid.uuid4().hex
        values = {"id": run_id, "extractor_version": version, "started_at": datetime.now(UTC)}
        with self.writing() as connection:
            connection.execute(insert(table(ExtractionRunRow)), [_valid(ExtractionRunRow, values)])
        return run_id

    def finish_run(self, run_id: str, outcome: str, counts: RunCounts) -> None:
        """Writes down how a run ended ("done", "interrupted") and what it did."""
        runs = table(ExtractionRunRow)
        values = {
            "outcome": outcome,
            "finished_at": datetime.now(UTC),
            "added": counts.added,
            "replaced": counts.replaced,
            "unchanged": counts.unchanged,
            "failed": counts.failed,
        }
        with self.writing() as connection:
            connection.execute(update(runs).where(runs.c.id == run_id).values(values))

    def fail(self, run_id: str, path: str, document_id: str | None, reason: str, remedy: str) -> None:
        """Writes down that an input failed; an earlier failure of the same path or bytes is replaced."""
        failures = table(FailureRow)
        values = _valid(
            FailureRow,
            {
                "id": uuid.uuid4().hex,
                "run_id": run_id,
                "path": storable(path),
                "document_id": document_id,
                "reason": storable(reason),
                "remedy": storable(remedy),
                "failed_at": datetime.now(UTC),
            },
        )
        same = [failures.c.path == values["path"]]
        if document_id is not None:
            same.append(failures.c.document_id == document_id)
        with self.writing() as connection:
            connection.execute(delete(failures).where(or_(*same)))
            connection.execute(insert(failures), [values])

    def has_failed_parts(self, path: str) -> bool:
        """Whether a document inside the message or archive at a path failed, and was not stored since."""
        failures = table(FailureRow)
        inside = failures.c.path.startswith(f"{storable(path)}: ", autoescape=True)
        return next(iter(self.rows(select(failures.c.id).where(inside).limit(1))), None) is not None


def storable(words: str) -> str:
    """Words of an operating system as a database can hold them: no NUL, no half characters."""
    return words.replace("\x00", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode("utf-8")


def is_newer(version: str, stored: str) -> bool:
    """Whether a version comes after the stored one: "0.10.0" after "0.9.1"."""
    return _key(version) > _key(stored)


def _key(version: str) -> tuple[tuple[int, str], ...]:
    parts: Iterable[str] = re.findall(r"\d+|[a-z]+", version.lower())
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def _valid(row: type[Row], values: dict[str, Any]) -> dict[str, Any]:
    """The values as the table's own row class lets them through."""
    return row.model_validate(values).model_dump()


def _first_reason(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(error)
