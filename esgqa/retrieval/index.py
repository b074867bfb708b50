"""The index: built from documents, opened from disk, searched. The only door into this room's machinery."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from esgqa.errors import BrokenIndex
from esgqa.retrieval import store
from esgqa.retrieval.build import DENSE, LEXICAL, Progress, Reuse, write_files
from esgqa.retrieval.dense import DenseIndex
from esgqa.retrieval.lexical import open_lexical
from esgqa.retrieval.models import Models
from esgqa.retrieval.records import Records
from esgqa.retrieval.search import Query, Searcher
from esgqa.retrieval.tokenstates import TokenStateStore
from esgqa.retrieval.vocabulary import Vocabulary
from esgqa.settings import Settings
from esgqa.types import Document, Hit, Page, Passage, PassageKind, Report

_STORED = ("embedder", "late")
"""The models whose output is in the files; the reranker can change without a new build."""


class Index:
    """One build, read-only and safe to share between threads."""

    def __init__(self, folder: Path, manifest: store.Manifest, settings: Settings, models: Models) -> None:
        self.folder = folder
        """Of the build, not of the index around it."""
        self.manifest = manifest
        self.settings = settings
        self.models = models
        self._lock = threading.Lock()

    @classmethod
    def build(
        cls,
        documents: Sequence[Document],
        directory: Path,
        settings: Settings,
        models: Models,
        *,
        progress: Progress | None = None,
        previous: Index | None = None,
        vectors: Mapping[str, NDArray[np.float32]] | None = None,
    ) -> Index:
        """Builds an index of `documents` beside the one that serves, checks it, and swaps it in by one rename.

        `previous` lends vectors and token states of texts that have not changed; `vectors` gives sentence embeddings
        already computed, by passage id: unit vectors of `Passage.search_text` by `models.embedder`. Killed at any
        moment, the index that was there keeps serving.

        Raises `MissingModel` for model files that are not what their package lists, `DataError` for an id given
        twice, `BrokenIndex` where another process is writing or the written files do not verify.
        """
        models.check()
        ids = models.ids()
        with store.writing(directory), store.new_build(directory) as build:
            write_files(
                documents,
                build,
                models,
                reuse=previous._lend(ids) if previous else Reuse(),
                vectors=vectors or {},
                progress=progress or _silent,
            )
            store.seal(
                build,
                models=ids,
                settings={"lexical": settings.lexical},
                reports={document.report.id: document.report.sha256 for document in documents},
                passages=sum(len(document.passages) for document in documents),
            )
            store.verify(build)
            store.publish(directory, build)
        return cls.open(directory, settings, models)

    @classmethod
    def open(cls, directory: Path, settings: Settings, models: Models | None = None) -> Index:
        """The index in `directory`. Sizes are compared now, hashes by `verify`; models load at the first search.

        Raises `BrokenIndex` (missing, damaged, of another format, built with other models) and `MissingModel`.
        """
        models = models or Models.load(settings, directory / "models")
        build = store.current(directory)
        manifest = store.read_manifest(build)
        ids = models.ids()
        for part in _STORED:
            built, named = manifest.models.get(part, ""), ids[part]
            if built != named:
                raise BrokenIndex(
                    str(directory),
                    cause=f"built with {part} {built or 'none'}, the settings name {named or 'none'}",
                    remedy=store.REMEDY,
                )
        return cls(build, manifest, settings, models)

    @staticmethod
    def exists(directory: Path) -> bool:
        """Whether any index was ever published in `directory`; says nothing of its health."""
        return store.exists(directory)

    @property
    def build_id(self) -> str:
        """Name of the build's folder: when it was made, and a random part."""
        return str(self.folder.name)

    def verify(self) -> None:
        """Reads every file of the build and of the models against its hash. Raises `BrokenIndex`, `MissingModel`."""
        store.verify(self.folder)
        self.models.check()

    @property
    def reports(self) -> tuple[Report, ...]:
        """Every report, without its pages: `document` and `page` give those."""
        return self._records.reports

    def document(self, report: str) -> Document:
        """The report whole, with pages, passages and index entries. Raises `KeyError` for an unknown id."""
        number = self._records.number(report)
        if number is None:
            raise KeyError(report)
        return self._records.document_at(number)

    def page(self, report: str, position: int) -> Page:
        """The page at `position`, from 1. Raises `KeyError` where there is none."""
        for page in self.document(report).report.pages:
            if page.position == position:
                return page
        raise KeyError(f"{report}:{position}")

    def passage(self, passage: str) -> Passage:
        """Raises `KeyError` for an unknown id."""
        return self._records.passage_at(self._records.row(passage))

    def passages(self, report: str | None = None) -> tuple[Passage, ...]:
        """All passages, of one report where named; none for an unknown one."""
        records = self._records
        rows = range(len(records)) if report is None else records.rows_of(report).tolist()
        return tuple(records.passage_at(row) for row in rows)

    def search(
        self,
        query: str,
        *,
        reports: Collection[str] | None = None,
        kpis: Collection[str] = (),
        hints: Mapping[str, float] | None = None,
        extra_queries: Sequence[str] = (),
        kinds: Collection[PassageKind] | None = None,
        k: int = 10,
        rerank: bool = True,
    ) -> list[Hit]:
        """The best `k` passages for a query, best first.

        `reports`, `kpis` (tagged with any) and `kinds` restrict; `reports=()` or a filter that fits nothing gives
        nothing. `hints` are KPI codes the question is about, with weights: they rank, and do not restrict.
        `extra_queries` are searched too (English phrases for a Chinese question), a passage's best rank counting; where
        the query is mostly Chinese, the English-only models read those instead.
        """
        return self._searcher.search(
            Query(
                text=query,
                reports=reports,
                kpis=kpis,
                hints=hints or {},
                extra=tuple(extra_queries),
                kinds=kinds,
                k=k,
                rerank=rerank,
            )
        )

    def score_texts(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Cross-encoder logits of short texts; zeros where no reranker is set.

        The shipped model reads English only: for a Chinese question give its English phrase as the query.
        """
        reranker = self.models.reranker
        return np.zeros(len(texts), dtype=np.float32) if reranker is None else reranker.score(query, texts)

    def late_spans(self, query: str, passage: str, spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """How well each span (page coordinates) of a passage matches, from its stored token states, at most 1.

        A span without tokens scores 0, and so does everything where no late-interaction model is set.
        """
        return self._searcher.late_spans(query, passage, spans)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all passages, with their counts."""
        return Vocabulary.open(self.folder)

    @cached_property
    def _records(self) -> Records:
        return Records(self.folder)

    @cached_property
    def _searcher(self) -> Searcher:
        with self._lock:
            return Searcher(
                records=self._records,
                lexical=open_lexical(self.settings.lexical, self.folder / LEXICAL),
                dense=DenseIndex.open(self.folder / DENSE),
                states=TokenStateStore.open(self.folder) if self.models.late is not None else None,
                models=self.models,
                settings=self.settings,
            )

    def _lend(self, ids: Mapping[str, str]) -> Reuse:
        """What a new build with the models `ids` may copy from this one."""
        reuse = Reuse()
        reuse.rows = {name: row for row, name in enumerate(self._records.hashes)}
        if self.manifest.models.get("embedder") == ids["embedder"]:
            reuse.vectors = self._searcher.dense.vectors()
        if ids["late"] and self.manifest.models.get("late") == ids["late"]:
            reuse.states = TokenStateStore.open(self.folder)
        return reuse


def _silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
