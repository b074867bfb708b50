"""BM25 twice over the same tokens: bm25s, memory-mapped, does the work; rank-bm25 is the reference.

Both score as `rank_bm25.BM25Okapi`: ATIRE's term weights (Trotman et al., 2014) and an IDF whose negative values are
lifted to a quarter of the average. So the two give the same ranking, and a test holds them to it.
"""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from esgqa.retrieval.protocols import LexicalIndex

K1, B, EPSILON = 1.5, 0.75, 0.25
"""BM25Okapi's defaults."""
_DECIMALS = 9
"""Scores are compared to so many decimals: the two engines sum in different orders."""


def open_lexical(engine: Literal["bm25s", "rank-bm25"], folder: Path) -> LexicalIndex:
    """The lexical index in `folder`, served by the engine named."""
    return Bm25sIndex.open(folder) if engine == "bm25s" else RankBm25Index.open(folder)


class Bm25sIndex:
    """Scores computed at build time in a sparse matrix, read from a memory map."""

    def __init__(self, engine: Any, vocabulary: dict[str, int], rows: int) -> None:
        self._engine, self._vocabulary, self._rows = engine, vocabulary, rows

    @classmethod
    def build(cls, tokens: Sequence[Sequence[str]], folder: Path) -> None:
        vocabulary = _write_tokens(tokens, folder)
        if not vocabulary:
            return
        bm25s = _bm25s()
        ids = [[vocabulary[token] for token in row] for row in tokens]
        engine = bm25s.BM25(k1=K1, b=B, method="atire", idf_method="lucene", dtype="float64", backend="numpy")
        engine.index((ids, vocabulary), create_empty_token=False, show_progress=False)
        _okapi_idf(engine.scores, ids, len(vocabulary))
        engine.save(folder, show_progress=False)

    @classmethod
    def open(cls, folder: Path) -> Bm25sIndex:
        vocabulary, rows = _read_vocabulary(folder)
        if not vocabulary:
            return cls(None, {}, rows)
        bm25s = _bm25s()
        return cls(bm25s.BM25.load(folder, mmap=True, load_vocab=False, show_progress=False), vocabulary, rows)

    def search(
        self, tokens: Sequence[str], k: int, allowed: NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        known = [self._vocabulary[token] for token in tokens if token in self._vocabulary]
        if not known:
            return []
        scores = np.asarray(self._engine.get_scores_from_ids(known), dtype=np.float64)
        return _best(scores, k, allowed)


class RankBm25Index:
    """`rank_bm25.BM25Okapi`, built in memory from the stored tokens: slow beyond some thousand passages."""

    def __init__(self, engine: Any, rows: int) -> None:
        self._engine, self._rows = engine, rows

    @classmethod
    def build(cls, tokens: Sequence[Sequence[str]], folder: Path) -> None:
        _write_tokens(tokens, folder)

    @classmethod
    def open(cls, folder: Path) -> RankBm25Index:
        vocabulary, rows = _read_vocabulary(folder)
        if not vocabulary:
            return cls(None, rows)
        from rank_bm25 import BM25Okapi

        words = list(vocabulary)
        flat = np.load(folder / "tokens.npy", mmap_mode="r")
        ends = np.load(folder / "token_ends.npy")
        corpus = [[words[token] for token in row] for row in np.split(flat, ends[:-1])]
        return cls(BM25Okapi(corpus, k1=K1, b=B, epsilon=EPSILON), rows)

    def search(
        self, tokens: Sequence[str], k: int, allowed: NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        if self._engine is None or not tokens:
            return []
        return _best(np.asarray(self._engine.get_scores(list(tokens)), dtype=np.float64), k, allowed)


def _bm25s() -> Any:
    import bm25s

    # the library sets its own logger to DEBUG when imported
    logging.getLogger("bm25s").setLevel(logging.WARNING)
    return bm25s


def _best(scores: NDArray[np.float64], k: int, allowed: NDArray[np.bool_] | None) -> list[tuple[int, float]]:
    rounded = np.round(scores, _DECIMALS)
    if allowed is not None:
        rounded = np.where(allowed, rounded, 0.0)
    rows = np.flatnonzero(rounded > 0)
    if len(rows) > 4 * k:
        # all rows that tie with the k-th stay in, so that ties go by row
        floor = np.partition(rounded[rows], len(rows) - k)[len(rows) - k]
        rows = rows[rounded[rows] >= floor]
    order = rows[np.lexsort((rows, -rounded[rows]))][:k]
    return [(int(row), float(rounded[row])) for row in order]


def _okapi_idf(scores: dict[str, Any], ids: list[list[int]], words: int) -> None:
    """Exchanges the IDF in the stored scores, in place, for BM25Okapi's own."""
    rows = len(ids)
    frequency = np.zeros(words, dtype=np.int64)
    for row in ids:
        frequency[np.unique(np.asarray(row, dtype=np.int64))] += 1
    okapi = np.array([math.log(rows - n + 0.5) - math.log(n + 0.5) for n in frequency.tolist()])
    okapi[okapi < 0] = EPSILON * (math.fsum(okapi) / words)
    stored = np.array([math.log(1 + (rows - n + 0.5) / (n + 0.5)) for n in frequency.tolist()])
    counts = np.diff(scores["indptr"])
    scores["data"] = scores["data"] * np.repeat(okapi / stored, counts)


def _write_tokens(tokens: Sequence[Sequence[str]], folder: Path) -> dict[str, int]:
    vocabulary: dict[str, int] = {}
    flat = [vocabulary.setdefault(token, len(vocabulary)) for row in tokens for token in row]
    np.save(folder / "tokens.npy", np.asarray(flat, dtype=np.int32), allow_pickle=False)
    ends = np.cumsum([len(row) for row in tokens], dtype=np.int64)
    np.save(folder / "token_ends.npy", ends, allow_pickle=False)
    words = {"rows": len(tokens), "vocabulary": list(vocabulary)}
    (folder / "vocabulary.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    return vocabulary


def _read_vocabulary(folder: Path) -> tuple[dict[str, int], int]:
    found = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
    return {word: number for number, word in enumerate(found["vocabulary"])}, int(found["rows"])
