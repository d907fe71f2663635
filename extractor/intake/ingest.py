"""Reads, extracts and stores files: many processes extract, one writes, each document once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from extractor import __version__
from extractor.core.document import KnownPart, RawDocument
from extractor.core.errors import SecretError, StoreError, UnreadableError
from extractor.core.extraction import Extraction
from extractor.intake.files import find_files
from extractor.intake.known import Known
from extractor.intake.listed import FailedFiles
from extractor.intake.workers import Cause, Done, run_all
from extractor.review.reopen import reopen
from extractor.store.database import open_store
from extractor.store.originals import Originals, originals_of
from extractor.store.repository import InvalidRowError, Outcome, RunCounts, Store

Found = Sequence[Extraction | UnreadableError | KnownPart]
"""What is in a file: itself and every document inside it, or why one cannot be read, or that it is stored already."""

Extract = Callable[[str], Found]
"""Reads the file at a path and extracts it and every document inside it; importable by its name."""


Begin = Callable[[Iterable[str]], Iterator[Done[Found]]]
"""Begins to extract files, and yields what becomes of each."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be ingested."""

    path: str
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" + (f" ({self.remedy})" if self.remedy else "")


@dataclass(frozen=True, slots=True)
class Step:
    """One file is done: so many of so many, and what became of it."""

    path: Path
    done: int
    total: int
    outcome: Outcome | Literal["failed"]
    failure: Failure | None = None


@dataclass(slots=True)
class Report:
    """What an ingestion did."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    records: int = 0
    reopened: int = 0
    failures: list[Failure] = field(default_factory=list)

    @property
    def counts(self) -> RunCounts:
        return RunCounts(self.added, self.replaced, self.unchanged, len(self.failures))

    def __str__(self) -> str:
        text = f"{self.added} added, {self.replaced} replaced, {self.unchanged} unchanged, {len(self.failures)} failed"
        again = f", {self.reopened} decided facts changed and wait for review" if self.reopened else ""
        return f"{text}; {self.records} records written{again}"


def extract_file(
    path: str,
    *,
    allow_secret: bool = False,
    originals: Originals | None = None,
    known: Callable[[str], bool] | None = None,
) -> list[Extraction | UnreadableError | KnownPart]:
    """Reads and extracts one file and the documents inside it, such as the attachments of a message.

    In the place of one that cannot be read stands the reason, in that of one that is ``known`` by its SHA-256 this.
    The bytes of each document are kept in ``originals``.
    Raises ``UnreadableError`` for the file itself, and where its bytes cannot be kept.
    """
    from extractor.pipeline import extract_document  # noqa: PLC0415 - the processes that extract import it, the writer not
    from extractor.reading import read_new_of  # noqa: PLC0415 - likewise
    from extractor.reading.source import load  # noqa: PLC0415 - likewise

    try:
        source = load(path, allow_secret=allow_secret)
        parts = read_new_of(source, known, originals.keep if originals else None)
    except StoreError as error:
        raise UnreadableError(path, str(error)) from error
    return [extract_document(part) if isinstance(part, RawDocument) else part for part in parts]


def ingest(
    paths: Iterable[Path | str],
    url: str,
    workers: int = 1,
    progress: Callable[[Step], None] | None = None,
    *,
    allow_secret: bool = False,
    version: str = __version__,
    extract: Extract | None = None,
    originals: str | Path | None = None,
    scheduler: str | None = None,
) -> Report:
    """Ingests files and folders into the store at ``url``, and calls ``progress`` after every file.

    What is stored already as this version extracts it is told by its SHA-256 and not read again, also within a message
    or an archive; what could not be read of these is tried again, and that alone. A document is written
    in one transaction; a failure is stored, reported and stops no other. Archives and messages give a document for
    each file in them. A file that takes too long or too much memory is given up (``extractor.reading.limits``). May be
    interrupted or killed at any moment and run again. The files themselves are kept in the folder ``originals``, by
    default where ``store.originals`` says. With ``scheduler`` the machines of a Dask cluster extract, and this one
    writes; what they cannot read is listed among the jobs, which try it again.
    Raises ``StoreError`` where the database cannot be used, ``ClusterError`` where the cluster cannot.
    """
    from extractor.intake.cluster import run_on_cluster  # noqa: PLC0415 - only where there is a cluster

    with open_store(url) as store:
        kept = originals_of(url, originals)

        def results(files: Iterable[str]) -> Iterator[Done[Found]]:
            if scheduler is not None:
                return run_on_cluster(scheduler, files, allow_secret=allow_secret)
            own = extract or partial(extract_file, allow_secret=allow_secret, originals=kept, known=Known(url, version))
            return run_all(own, files, workers)

        job = _Ingestion(store, version, progress or (lambda _: None), kept)
        job.on_cluster = scheduler is not None
        return job.run(paths, results)


class _Ingestion:
    """One run. Its row is written with its first change, so that a run without changes changes nothing."""

    def __init__(self, store: Store, version: str, progress: Callable[[Step], None], kept: Originals | None) -> None:
        self.store = store
        self.originals = kept
        self.version = version
        self.progress = progress
        self.report = Report()
        self.ids: dict[str, str] = {}
        self.total = 0
        self.done = 0
        self.on_cluster = False
        """Whether other machines extract: files are then kept, and those that failed listed, by this process."""
        self.listed = FailedFiles(store, kept)
        self._run_id: str | None = None

    @property
    def run_id(self) -> str:
        if self._run_id is None:
            self._run_id = self.store.start_run(self.version)
        return self._run_id

    def run(self, paths: Iterable[Path | str], begin: Begin) -> Report:
        outcome = "interrupted"
        try:
            from extractor.reading import SUFFIXES  # noqa: PLC0415 - slow to import

            files = list(find_files(map(Path, paths), SUFFIXES, self._cannot_search))
            self.total = self.done + len(files)
            results = begin(self._to_extract(files))
            try:
                for result in results:
                    self._store(result)
            finally:
                results.close()  # type: ignore[attr-defined] # a generator, declared as what it yields
            outcome = "done"
        finally:
            if self._run_id is not None:
                self.store.finish_run(self._run_id, outcome, self.report.counts)
        return self.report

    def _cannot_search(self, path: Path, error: UnreadableError) -> None:
        self.total += 1
        self._fail(str(path), error.reason, error.remedy)

    def _to_extract(self, files: Iterable[Path]) -> Iterator[str]:
        """The files that are new, or were extracted by an older version; the others are counted as they come by."""
        from extractor.reading.source import load  # noqa: PLC0415 - slow to import

        seen: set[str] = set()
        for file in files:
            try:
                source = load(file, allow_secret=True)
                document_id = source.document_id
            except UnreadableError as error:
                self._fail(str(file), error.reason, error.remedy)
                continue
            if document_id in seen or (
                self.store.is_current(document_id, self.version) and not self.store.has_failed_parts(str(file))
            ):
                if not self._keep(source.data, document_id, file):
                    continue
                self.report.unchanged += 1
                self._step(file, "unchanged")
            else:
                seen.add(document_id)
                self.ids[str(file)] = document_id
                yield str(file)

    def _keep(self, data: bytes, document_id: str, file: Path) -> bool:
        """Keeps the original of a document that was stored before originals were kept."""
        if self.originals is None or document_id in self.originals:
            return True
        try:
            self.originals.keep(data)
        except StoreError as error:
            self._fail(str(file), str(error), "")
            return False
        return True

    def _store(self, result: Done[Found]) -> None:
        own, failed = self.ids.get(result.job), len(self.report.failures)
        cause = result.cause
        if result.value is None:
            self._fail(result.job, result.reason, result.remedy)
        else:
            self._store_parts(result.job, own, result.value)
            if any(isinstance(part, SecretError) for part in result.value):
                cause = "secret"
        if own is None:
            return
        if len(self.report.failures) == failed:
            self.listed.stored(own, self.version)
        elif self.on_cluster:
            self._list(Path(result.job), own, self.report.failures[failed:], cause or "document")

    def _store_parts(self, job: str, own: str | None, parts: Found) -> None:
        self.total += len(parts) - 1
        read = [one.raw.document_id for one in parts if isinstance(one, Extraction)]
        if self.on_cluster and own in read and own is not None:
            file = Path(job)
            if not self._keep(file.read_bytes(), own, file):
                return
        for part in parts:
            if isinstance(part, UnreadableError):
                self._fail(part.path, part.reason, part.remedy)
            elif isinstance(part, KnownPart):
                self.report.unchanged += 1
                self._step(Path(part.origin), "unchanged")
            else:
                self._save(part, part.raw.origin or job)

    def _list(self, file: Path, document_id: str, failures: Sequence[Failure], cause: Cause) -> None:
        """Makes a failed job of a file, whose bytes are kept for it."""
        reason = "; ".join(one.reason if one.path == str(file) else f"{one.path}: {one.reason}" for one in failures)
        try:
            self.listed.add(file, document_id, reason, failures[0].remedy, cause)
        except (OSError, StoreError) as error:
            self._fail(str(file), f"cannot be listed among the jobs: {error}", "ingest it again")

    def _save(self, extraction: Extraction, path: str) -> None:
        if extraction.raw.meta.get("within") and self.store.is_current(extraction.raw.document_id, self.version):
            self.report.unchanged += 1  # a part is known only now
            self._step(Path(path), "unchanged")
            return
        try:
            outcome = self.store.save(extraction, self.version, self.run_id, path)
        except InvalidRowError as error:
            self._fail(path, f"cannot be stored: {error}", "report it with the file")
            return
        setattr(self.report, outcome, getattr(self.report, outcome) + 1)
        if outcome != "unchanged":
            self.report.records += len(extraction.targets)
            self.report.reopened += len(reopen(self.store, extraction.raw.document_id))
        self._step(Path(path), outcome)

    def _fail(self, path: str, reason: str, remedy: str) -> None:
        failure = Failure(path, reason, remedy)
        self.report.failures.append(failure)
        self.store.fail(self.run_id, path, self.ids.get(path), reason, remedy)
        self._step(Path(path), "failed", failure)

    def _step(self, path: Path, outcome: Outcome | Literal["failed"], failure: Failure | None = None) -> None:
        self.done += 1
        self.progress(Step(path, self.done, self.total, outcome, failure))
