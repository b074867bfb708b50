"""The stored token states of every passage, memory-mapped, and MaxSim over them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from esgqa.retrieval.protocols import TokenStates

_CACHED = 400_000
"""Tokens kept as float32 once used (200 MB at 128 dimensions); more are converted at every query."""
_PIECE = 65_536


class TokenStateStore:
    """Token states of all rows, one after another."""

    def __init__(self, states: NDArray[np.float16], spans: NDArray[np.int32], starts: NDArray[np.int64]) -> None:
        self._states, self._spans, self._starts = states, spans, starts
        self._floats: NDArray[np.float32] | None = None

    @staticmethod
    def build(rows: Sequence[TokenStates], dimension: int, folder: Path) -> None:
        """Writes states (tokens, dimension), spans (tokens, 2) and starts (rows + 1) into `folder`."""
        states = [row.states for row in rows] or [np.zeros((0, dimension), dtype=np.float16)]
        spans = [row.spans for row in rows] or [np.zeros((0, 2), dtype=np.int32)]
        starts = np.concatenate([[0], np.cumsum([len(row.states) for row in rows])]).astype(np.int64)
        np.save(folder / "late.npy", np.concatenate(states).astype(np.float16), allow_pickle=False)
        np.save(folder / "late_spans.npy", np.concatenate(spans).astype(np.int32), allow_pickle=False)
        np.save(folder / "late_starts.npy", starts, allow_pickle=False)

    @classmethod
    def open(cls, folder: Path) -> TokenStateStore:
        return cls(
            np.load(folder / "late.npy", mmap_mode="r", allow_pickle=False),
            np.load(folder / "late_spans.npy", mmap_mode="r", allow_pickle=False),
            np.load(folder / "late_starts.npy", allow_pickle=False),
        )

    @property
    def tokens(self) -> int:
        return len(self._states)

    def row(self, row: int) -> TokenStates:
        """States and spans of one row, copied out of the map."""
        part = slice(int(self._starts[row]), int(self._starts[row + 1]))
        return TokenStates(np.array(self._states[part]), np.array(self._spans[part]))

    def tokens_of(self, rows: NDArray[np.int64]) -> int:
        """How many tokens the rows have together: what scoring them costs."""
        return int((self._starts[rows + 1] - self._starts[rows]).sum())

    def scores(self, query: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Mean over the query's tokens of the best cosine in each row, at most 1; a row without tokens scores 0."""
        found = np.zeros(len(rows), dtype=np.float32)
        filled = np.flatnonzero(self._starts[rows + 1] > self._starts[rows])
        if len(filled) == len(self._starts) - 1 and self._keep():
            everything = self._similarities(query, slice(0, self.tokens))
            best = np.maximum.reduceat(everything, self._starts[:-1], axis=1)
            return np.asarray(best.mean(axis=0)[rows], dtype=np.float32)
        for position in filled.tolist():
            row = int(rows[position])
            part = slice(int(self._starts[row]), int(self._starts[row + 1]))
            found[position] = self._similarities(query, part).max(axis=1).mean()
        return found

    def similarities(self, query: NDArray[np.float32], row: int) -> NDArray[np.float32]:
        """(query tokens, row's tokens) cosines."""
        return self._similarities(query, slice(int(self._starts[row]), int(self._starts[row + 1])))

    def spans(self, row: int) -> NDArray[np.int32]:
        """(tokens, 2): where the row's tokens stand in its search text."""
        return np.array(self._spans[int(self._starts[row]) : int(self._starts[row + 1])])

    def _keep(self) -> bool:
        return self.tokens <= _CACHED

    def _similarities(self, query: NDArray[np.float32], part: slice) -> NDArray[np.float32]:
        if self._keep():
            if self._floats is None:
                self._floats = np.asarray(self._states, dtype=np.float32)
            found: NDArray[np.float32] = query @ self._floats[part].T
            return found
        pieces = [
            query @ np.asarray(self._states[start : min(start + _PIECE, part.stop)], dtype=np.float32).T
            for start in range(part.start, part.stop, _PIECE)
        ]
        return np.concatenate(pieces, axis=1) if pieces else np.zeros((len(query), 0), dtype=np.float32)
