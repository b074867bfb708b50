"""The one facade over the rooms: open a library of reports, add to it, search it, ask it."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from esgqa.errors import BrokenIndex, DataError, EsgqaError, UsageError
from esgqa.settings import Settings, load_settings
from esgqa.types import Answer, Document, Hit, Page, Report

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from esgqa.answering import Answerer
    from esgqa.checks import Finding
    from esgqa.compare import Comparison
    from esgqa.datasheet import DatasheetRow
    from esgqa.retrieval import Index, Models

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""Called as `(what is being done, steps done, steps in all)`."""


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of one file: its report's id and, for `failed`, the reason."""

    path: Path
    report_id: str
    action: Literal["added", "replaced", "unchanged", "failed"]
    message: str = ""


class Library:
    """The reports in one index folder. Safe to share between threads that ask; one writer at a time."""

    def __init__(self, directory: Path, settings: Settings, index: Index | None) -> None:
        self.directory = directory
        self.settings = settings
        self._index = index
        self._checked: dict[tuple[str, str], tuple[Finding, ...]] = {}
        self._writing = threading.RLock()
        self._opening = threading.Lock()
        self._answering: tuple[Index, Answerer] | None = None

    @classmethod
    def open(cls, directory: Path | None = None, settings: Settings | None = None, *, create: bool = False) -> Library:
        """Open the index in `directory` (default: the `index` setting).

        With `create` a folder without an index opens as an empty library. Raises `BrokenIndex` for a damaged index,
        and for none at all unless `create`; with it, an index that cannot be used is warned of and built anew.
        """
        settings = settings or load_settings()
        directory = directory or settings.index
        from esgqa.retrieval import Index

        if not Index.exists(directory):
            if not create:
                raise BrokenIndex(
                    str(directory), cause="no index here", remedy="Build one: `esgqa ingest corpus` (or `make run`)."
                )
            return cls(directory, settings, None)
        try:
            return cls(directory, settings, Index.open(directory, settings))
        except BrokenIndex as error:
            if not create:
                raise
            # a rebuild is asked for: the old build keeps serving others until the new one is swapped in
            log.warning(
                "%s is built anew from the reports named; others must be ingested again (%s)", directory, error.cause
            )
            return cls(directory, settings, None)

    @cached_property
    def models(self) -> Models:
        """The models that the settings name, loaded when first used."""
        if self._index is not None:
            return self._index.models
        from esgqa.retrieval import Models

        return Models.load(self.settings, self.directory / "models")

    @property
    def index(self) -> Index:
        """The open index; raises `BrokenIndex` while nothing is indexed."""
        if self._index is None:
            raise BrokenIndex(
                str(self.directory), cause="nothing is indexed", remedy="Add reports: `esgqa ingest PATH`."
            )
        return self._index

    @property
    def _answerer(self) -> Answerer:
        """The answerer over the index as it is now: kept with that index, so that it never outlives it."""
        from esgqa.answering import Answerer

        index = self.index
        with self._opening:
            if self._answering is None or self._answering[0] is not index:
                self._answering = index, Answerer(index, self.settings)
            return self._answering[1]

    # what is indexed

    def reports(self) -> tuple[Report, ...]:
        """The indexed reports, by id, without their pages: `page` and `document` give those."""
        return self._index.reports if self._index is not None else ()

    def report(self, report_id: str) -> Report:
        """One report; raises `UsageError` naming what is indexed if there is none of that id."""
        for report in self.reports():
            if report.id == report_id:
                return report
        known = ", ".join(report.id for report in self.reports()) or "nothing"
        raise UsageError(f"report {report_id!r}", cause="not indexed", remedy=f"Indexed: {known}.")

    def page(self, report_id: str, position: int) -> Page:
        """A page by its position in the file, from 1."""
        pages = self.document(report_id).report.pages
        if not 1 <= position <= len(pages):
            raise UsageError(f"page {position} of {report_id}", cause=f"the report has pages 1 to {len(pages)}")
        return pages[position - 1]

    def document(self, report_id: str) -> Document:
        """A report whole: pages, passages in reading order, and the rows of the issuer's own content index."""
        self.report(report_id)
        return self.index.document(report_id)

    def source_file(self, report_id: str) -> Path | None:
        """The file that a report was read from; None where no folder of the `corpus` setting has it, or it has changed.

        Raises `UsageError` where the report is not indexed.
        """
        from esgqa.reading import fingerprint, report_files

        report = self.report(report_id)
        for folder in self.settings.corpus:
            root = folder.resolve()
            for path in report_files([root]) if root.is_dir() else ():
                # a link that leads out of the folder is not in it
                if path.name != report.file or not path.resolve().is_relative_to(root):
                    continue
                try:
                    if fingerprint(path) == report.sha256:
                        return path
                except (EsgqaError, OSError) as error:
                    log.debug("%s is not the file of %s: %s", path, report_id, error)
        return None

    # changing it

    def add(
        self, paths: Iterable[Path], *, jobs: int | None = None, progress: Progress | None = None
    ) -> list[AddResult]:
        """Read the reports at `paths` (files or folders) and index them; all or none of them becomes visible at once.

        `jobs` files are read at once (default: one a core), each in a process of its own.
        A file that cannot be read is reported as `failed` and the rest goes on. A file whose content and metadata are
        as indexed is `unchanged`; when all are, nothing is written. Another thread that writes is waited for.
        """
        with self._writing:
            return self._add(paths, jobs, progress)

    def _add(
        self, paths: Iterable[Path], jobs: int | None, progress: Progress | None, *, kept: Collection[str] = ()
    ) -> list[AddResult]:
        """As `add`; a file that would take the place of one of the reports `kept` has failed."""
        from esgqa.reading import fingerprint, report_files

        files = report_files(paths)
        if not files:
            raise UsageError(
                ", ".join(map(str, paths)) or "no path",
                cause="no report here",
                remedy="Name PDF or form-feed text files.",
            )
        indexed = {(report.file, report.sha256): report.id for report in self.reports()}
        results: list[AddResult] = []
        wanted: list[Path] = []
        for path in files:
            try:
                known = indexed.get((path.name, fingerprint(path)))
            except EsgqaError as error:
                results.append(AddResult(path, "", "failed", str(error)))
                continue
            if known:
                results.append(AddResult(path, known, "unchanged"))
            else:
                wanted.append(path)
        read, failed = _read_all(wanted, self.settings, jobs, progress)
        results += failed
        documents = {report.id: self.index.document(report.id) for report in self.reports()}
        before = set(documents)
        fresh: list[Report] = []
        taken: dict[str, Path] = {}
        for path, report in read:
            if report.id in taken:
                results.append(
                    AddResult(
                        path,
                        report.id,
                        "failed",
                        f"{path}: has the same id {report.id} as {taken[report.id]}\n"
                        f"Give one of them another id in its metadata file ({path.with_suffix('.toml').name}).",
                    )
                )
                continue
            if report.id in kept:
                results.append(
                    AddResult(path, report.id, "failed", f"{path}: would take the place of another report, {report.id}")
                )
                continue
            taken[report.id] = path
            fresh.append(report)
            results.append(AddResult(path, report.id, "replaced" if report.id in before else "added"))
        if fresh:
            vectors: dict[str, NDArray[np.float32]] = {}
            for report in fresh:
                documents[report.id] = self._analyse(report, vectors, progress)
            self._rebuild(list(documents.values()), progress, vectors)
        order = {path: i for i, path in enumerate(files)}
        return sorted(results, key=lambda result: order[result.path])

    def remove(self, report_id: str) -> None:
        """Take one report out; raises `UsageError` if it is not indexed."""
        with self._writing:
            self.report(report_id)
            self._rebuild([self.index.document(r.id) for r in self.reports() if r.id != report_id], None, {})

    def correct(self, report_id: str, changes: Mapping[str, object]) -> str:
        """State metadata of a report in the file beside it and read the report again; gives its id, which may be new.

        `changes` are keys of a metadata file with their values; an empty one is to be inferred again. Where the report
        cannot be read with them, the file is as before. Raises `UsageError` where the report's file is not at hand, and
        `EsgqaError` for values that do not fit.
        """
        from esgqa.reading import metadata_file, put_back, restate

        path = self.source_file(report_id)
        if path is None:
            raise UsageError(
                report_id,
                cause="its file is in no folder of the setting `corpus`, or has changed",
                remedy="Put it back there, or name its folder.",
            )
        beside = metadata_file(path)
        with self._writing:
            before = restate(beside, changes)
            try:
                others = {report.id for report in self.reports()} - {report_id}
                (result,) = self._add([path], 1, None, kept=others)
                if result.action == "failed":
                    raise DataError(report_id, cause=result.message, remedy="Correct the values.")
            except EsgqaError:
                put_back(beside, before)
                raise
            if result.report_id != report_id:
                self.remove(report_id)
        return result.report_id

    def _analyse(self, report: Report, vectors: dict[str, NDArray[np.float32]], progress: Progress | None) -> Document:
        """Passages with KPI tags; their sentence vectors are left in `vectors`, for the index to use again."""
        from esgqa.datasheet import tag_figures
        from esgqa.kpi import edition_for, load_edition, printed_codes, read_content_index, tag_passages
        from esgqa.passages import split

        passages = split(report)
        if not passages:
            raise DataError(report.file, cause="no text was found in it", remedy="A scanned report needs OCR first.")
        # a guess by the date gives way to the codes that the issuer's own index lists
        guessed = not report.edition or "edition" in report.inferred
        name = edition_for(report.period_start, printed_codes(report)) if guessed else report.edition
        edition = load_edition(name)
        if guessed:
            inferred = tuple(dict.fromkeys((*report.inferred, "edition")))
            report = replace(report, edition=edition.id, inferred=inferred)
        entries = read_content_index(report, edition)
        embedder = self.models.embedder
        if progress:
            progress(f"{report.id}: tagging KPIs", 0, 1)
        own = embedder.encode([passage.search_text for passage in passages])
        vectors.update({passage.id: vector for passage, vector in zip(passages, own, strict=True)})
        similarity = own @ embedder.encode(edition.descriptions()).T
        tagged = tag_passages(passages, entries, edition, similarity)
        return tag_figures(Document(report, tagged, entries), edition)

    def _rebuild(
        self, documents: Sequence[Document], progress: Progress | None, vectors: Mapping[str, NDArray[np.float32]]
    ) -> None:
        from esgqa.retrieval import Index

        self._index = Index.build(
            sorted(documents, key=lambda document: document.report.id),
            self.directory,
            self.settings,
            self.models,
            progress=progress,
            previous=self._index,
            vectors=vectors,
        )

    # asking it

    def search(
        self,
        query: str,
        *,
        kpis: Sequence[str] = (),
        reports: Sequence[str] | None = None,
        k: int = 10,
        rerank: bool = True,
    ) -> list[Hit]:
        """The best `k` passages for a query, with how each part ranked them; `kpis` and `reports` filter."""
        return self._answerer.search(query, kpis=kpis, reports=reports, k=k, rerank=rerank)

    def ask(
        self,
        question: str,
        *,
        reports: Sequence[str] = (),
        issuer: str = "",
        year: int | None = None,
        id: str = "",
        after: str = "",
    ) -> Answer:
        """The answer to one question, within the named reports, issuer and year (default: all that is indexed).

        `after` is the question before it, for a follow-up (`and water?`); of an answer that was one, its `read_as`.
        """
        answer = self._answerer.ask(question, reports=reports, issuer=issuer, year=year, after=after)
        return replace(answer, id=id, notes=(*answer.notes, *self._failed_checks(answer)))

    def _failed_checks(self, answer: Answer) -> list[str]:
        """Checks of the report that fail over a figure that the answer gives."""
        raws = {
            (citation.report, figure.raw)
            for figure in answer.figures
            for citation in answer.citations
            if citation.n == figure.citation
        }
        notes: list[str] = []
        for report_id in dict.fromkeys(report for report, _ in raws):
            for finding in self._findings(report_id):
                for place in finding.places:
                    cited = any(
                        citation.report == report_id
                        and citation.page == place.page
                        and citation.start <= place.start < citation.end
                        for citation in answer.citations
                    )
                    if cited and (report_id, place.raw) in raws:
                        notes.append(f"Check ({finding.kind}): {finding.text}")
                        break
        return list(dict.fromkeys(notes))

    def _findings(self, report_id: str) -> tuple[Finding, ...]:
        key = (self.index.build_id, report_id)
        if key not in self._checked:
            self._checked[key] = self.checks(report_id)
        return self._checked[key]

    def provenance(self) -> dict[str, str]:
        """What the index was made with: build, date, models with the hashes of their weights."""
        manifest = self.index.manifest
        models = {f"Model: {part}": name for part, name in sorted(manifest.models.items()) if name}
        return {"Index build": self.index.build_id, "Indexed": manifest.created.isoformat(), **models}

    def checks(self, report_id: str) -> tuple[Finding, ...]:
        """Figures of a report that do not agree with each other, each with where both sides stand."""
        from esgqa.checks import find_checks

        return find_checks(self.document(report_id))

    def kpis(self, report_id: str) -> tuple[DatasheetRow, ...]:
        """The KPI datasheet of a report: a row for every code of its edition, with status and evidence."""
        from esgqa.datasheet import datasheet

        return datasheet(self.document(report_id))

    def compare(self, kpis: Sequence[str], reports: Sequence[str] = ()) -> Comparison:
        """The measures of KPI codes over reports (default: all), like set against like, unlike refused with the reason.

        Raises `UsageError` for a code that has no figures to compare, or a report that is not indexed.
        """
        from esgqa.compare import compare
        from esgqa.kpi import parse_code

        if not kpis:
            raise UsageError("compare", cause="no KPI is named", remedy="Name a code, as A1.2.")
        codes = tuple(dict.fromkeys(parse_code(code) or code for code in kpis))
        ids = tuple(dict.fromkeys(reports or (report.id for report in self.reports())))
        return compare([self.document(report_id) for report_id in ids], codes)


def _read_all(
    paths: Sequence[Path], settings: Settings, jobs: int | None, progress: Progress | None
) -> tuple[list[tuple[Path, Report]], list[AddResult]]:
    """The reports that could be read, in order, and a `failed` result for each that could not.

    Each of `jobs` threads has a process of its own that reads, so that no file can harm more than its own reading.
    """
    from esgqa.reading import Worker

    if not paths:
        return [], []
    count = min(jobs or os.cpu_count() or 1, len(paths))
    pages: dict[Path, tuple[int, int]] = {}
    lock = threading.Lock()
    idle = [Worker(settings) for _ in range(count)]
    workers = tuple(idle)

    def read(path: Path) -> Report | EsgqaError:
        def told(done: int, total: int) -> None:
            with lock:
                pages[path] = (done, total)
                if progress:
                    progress("pages", sum(d for d, _ in pages.values()), sum(t for _, t in pages.values()))

        log.debug("reading %s", path)
        with lock:
            worker = idle.pop()
        try:
            return worker.read(path, told)
        except EsgqaError as error:
            return error
        finally:
            with lock:
                idle.append(worker)

    pool = ThreadPoolExecutor(count)
    try:
        outcomes = list(pool.map(read, paths))
    finally:
        # on an interrupt too: a child that ends frees the thread that waits for it
        for worker in workers:
            worker.close()
        pool.shutdown(cancel_futures=True)
    found = [(path, outcome) for path, outcome in zip(paths, outcomes, strict=True) if isinstance(outcome, Report)]
    failed = [
        AddResult(path, "", "failed", str(outcome))
        for path, outcome in zip(paths, outcomes, strict=True)
        if isinstance(outcome, EsgqaError)
    ]
    return found, failed
