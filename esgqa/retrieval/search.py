"""One query over one build: every part ranks, the ranks are fused, a cross-encoder reads the best."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from esgqa.retrieval.dense import DenseIndex
from esgqa.retrieval.fusion import best_first, fuse, merge, ranks
from esgqa.retrieval.models import Models
from esgqa.retrieval.protocols import LexicalIndex
from esgqa.retrieval.records import KINDS, Records
from esgqa.retrieval.tokens import mostly_cjk, tokenise
from esgqa.retrieval.tokenstates import TokenStateStore
from esgqa.retrieval.window import best_window
from esgqa.settings import Settings
from esgqa.types import Hit, Passage, PassageKind


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and among what."""

    text: str
    reports: Collection[str] | None = None
    kpis: Collection[str] = ()
    hints: Mapping[str, float] = field(default_factory=dict)
    extra: Sequence[str] = ()
    kinds: Collection[PassageKind] | None = None
    k: int = 10
    rerank: bool = True

    @property
    def readable(self) -> tuple[str, ...]:
        """The texts that English models can read: all but those mostly in Chinese, where there is any other."""
        texts = (self.text, *self.extra)
        return tuple(text for text in texts if text.strip() and not mostly_cjk(text)) or texts


@dataclass(frozen=True, slots=True)
class Searcher:
    """The opened parts of one build."""

    records: Records
    lexical: LexicalIndex
    dense: DenseIndex
    states: TokenStateStore | None
    models: Models
    settings: Settings

    def search(self, query: Query) -> list[Hit]:
        """Hits best first, at most `query.k`; none where nothing is allowed.

        A part of weight 0 is left out: it neither ranks nor brings passages.
        """
        allowed = self._allowed(query)
        rows = np.flatnonzero(allowed)
        if not len(rows) or not query.text.strip() or query.k < 1:
            return []
        settings, pool = self.settings, self.settings.pool
        lexical = self._lexical(query, allowed) if settings.weight_lexical else []
        embedded = query.readable if settings.weight_dense else ()
        vectors = self.models.embedder.encode(embedded) if embedded else np.empty((0, 0), dtype=np.float32)
        every = None if len(rows) == len(self.records) else rows
        dense = merge([self.dense.search(vector, pool, every) for vector in vectors], pool)
        states = self._query_states(query)
        late_scores = self._late(states, self._late_rows(rows, lexical, dense, vectors, every))
        late = best_first(late_scores, pool) if settings.weight_late else []
        kpi = self._kpi(query.hints, allowed) if settings.weight_kpi else []

        ranked = {"lexical": ranks(lexical), "dense": ranks(dense), "late": ranks(late), "kpi": ranks(kpi)}
        weights = {part: float(getattr(settings, f"weight_{part}")) for part in (*ranked, "rerank")}
        fused = fuse(ranked, weights, settings.rrf_k)
        fused = {row: score * self._kind_weight(row) for row, score in fused.items()}
        order = [row for row, _ in best_first(fused, len(fused))]
        logits = self._rerank(query, states, order[: settings.rerank_pool]) if query.rerank else {}
        if logits:
            read = ranks(best_first(logits, len(logits)))
            for row, rank in read.items():
                fused[row] += weights["rerank"] / (settings.rrf_k + rank) * self._kind_weight(row)
            order = [row for row, _ in best_first(fused, len(fused))]

        chosen = order[: query.k]
        cosines = self.dense.cosines(vectors, chosen) if embedded else [None] * len(chosen)
        late_scores |= self._late(states, np.array([row for row in chosen if row not in late_scores], dtype=np.int64))
        return [
            Hit(
                passage=self.records.passage_at(row),
                score=fused[row],
                lexical_rank=ranked["lexical"].get(row),
                dense_rank=ranked["dense"].get(row),
                late_rank=ranked["late"].get(row),
                kpi_rank=ranked["kpi"].get(row),
                rerank_score=logits.get(row),
                late_score=late_scores.get(row),
                dense_score=cosine,
            )
            for row, cosine in zip(chosen, cosines, strict=True)
        ]

    def late_spans(self, query: str, passage: str, spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """Late-interaction score of each span (page coordinates) of a passage; 0 for a span without tokens."""
        found = np.zeros(len(spans), dtype=np.float32)
        if self.models.late is None or self.states is None or not spans:
            return found
        row = self.records.row(passage)
        stored = self.records.passage_at(row)
        places = self.states.spans(row) + (stored.start - _head(stored))
        similar = self.states.similarities(self.models.late.encode_query(query), row)
        for position, (start, end) in enumerate(spans):
            inside = (places[:, 0] >= start) & (places[:, 1] <= end) & (places[:, 0] >= stored.start)
            if inside.any():
                found[position] = similar[:, inside].max(axis=1).mean()
        return found

    def _allowed(self, query: Query) -> NDArray[np.bool_]:
        records = self.records
        allowed = np.ones(len(records), dtype=np.bool_)
        if query.reports is not None:
            numbers = [number for report in query.reports if (number := records.number(report)) is not None]
            allowed &= np.isin(records.report_of, np.asarray(numbers, dtype=np.int32))
        if query.kinds is not None:
            allowed &= np.isin(records.kind_of, [KINDS.index(kind) for kind in query.kinds])
        if query.kpis:
            tagged = np.zeros(len(records), dtype=np.bool_)
            for code in query.kpis:
                tagged[[row for row, _ in records.kpis.get(code, [])]] = True
            allowed &= tagged
        return allowed

    def _lexical(self, query: Query, allowed: NDArray[np.bool_]) -> list[tuple[int, float]]:
        lists = []
        for text in (query.text, *query.extra):
            found = self.lexical.search(tokenise(text), self.settings.pool, allowed)
            # BM25 scores of different queries have no common scale: each is measured against its own best
            lists.append([(row, score / found[0][1]) for row, score in found])
        return lists[0] if len(lists) == 1 else merge(lists, self.settings.pool)

    def _query_states(self, query: Query) -> list[NDArray[np.float32]]:
        late = self.models.late
        return [] if late is None or self.states is None else [late.encode_query(text) for text in query.readable]

    def _late_rows(
        self,
        rows: NDArray[np.int64],
        lexical: list[tuple[int, float]],
        dense: list[tuple[int, float]],
        vectors: NDArray[np.float32],
        every: NDArray[np.int64] | None,
    ) -> NDArray[np.int64]:
        """All allowed rows where there are few; beyond that, those that the cheap parts found."""
        if self.states is None or self.states.tokens_of(rows) <= self.settings.late_scan_tokens:
            return rows
        wider = [row for vector in vectors for row, _ in self.dense.search(vector, 5 * self.settings.pool, every)]
        return np.unique(np.array([*wider, *(row for row, _ in [*lexical, *dense])], dtype=np.int64))

    def _late(self, states: list[NDArray[np.float32]], rows: NDArray[np.int64]) -> dict[int, float]:
        if self.states is None or not states or not len(rows):
            return {}
        best = np.max([self.states.scores(state, rows) for state in states], axis=0)
        return dict(zip(rows.tolist(), best.tolist(), strict=True))

    def _kpi(self, hints: Mapping[str, float], allowed: NDArray[np.bool_]) -> list[tuple[int, float]]:
        scores: dict[int, float] = {}
        for code, weight in hints.items():
            for row, score in self.records.kpis.get(code, []):
                if allowed[row] and score * weight > 0:
                    scores[row] = max(score * weight, scores.get(row, 0.0))
        return best_first(scores, self.settings.pool)

    def _kind_weight(self, row: int) -> float:
        kind = KINDS[int(self.records.kind_of[row])]
        return self.settings.kind_weights.get(kind, 1.0)

    def _rerank(self, query: Query, states: list[NDArray[np.float32]], rows: Sequence[int]) -> dict[int, float]:
        reader, text = self.models.reranker, query.readable[0]
        if reader is None or not rows or mostly_cjk(text):
            return {}
        logits = reader.score(text, [self._to_read(states, row) for row in rows])
        return dict(zip(rows, logits.tolist(), strict=True))

    def _to_read(self, states: list[NDArray[np.float32]], row: int) -> str:
        """What the cross-encoder reads of a passage: the nearest heading and the words that match best."""
        passage = self.records.passage_at(row)
        start, end = 0, len(passage.text)
        if self.states is not None and states:
            spans = self.states.spans(row) - _head(passage)
            similar = self.states.similarities(states[0], row)
            start, end = best_window(passage.text, spans, similar, self.settings.rerank_words)
        heading = f"{passage.section[-1]}\n" if passage.section else ""
        return heading + passage.text[start:end]


def _head(passage: Passage) -> int:
    """How many characters stand before the passage's own text in its search text."""
    return len(passage.search_text) - len(passage.text)
