"""Exact nearest neighbours by cosine: FAISS IndexIDMap2 over Flat, filtered by row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class DenseIndex:
    """Unit vectors by row; inner product is cosine similarity."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @staticmethod
    def build(vectors: NDArray[np.float32], file: Path) -> None:
        """Writes `vectors` (rows, dimension) to `file`."""
        import faiss

        index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        index.add_with_ids(np.ascontiguousarray(vectors), np.arange(len(vectors), dtype=np.int64))
        faiss.write_index(index, str(file))

    @classmethod
    def open(cls, file: Path) -> DenseIndex:
        import faiss

        return cls(faiss.read_index(str(file)))

    def vectors(self) -> NDArray[np.float32]:
        """All vectors, by row."""
        import faiss

        flat = faiss.downcast_index(self._index.index)
        if not flat.ntotal:
            return np.zeros((0, flat.d), dtype=np.float32)
        found: NDArray[np.float32] = flat.reconstruct_n(0, flat.ntotal)
        return found

    def cosines(self, queries: NDArray[np.float32], rows: Sequence[int]) -> list[float]:
        """The best cosine of each row to any of the queries."""
        if not rows:
            return []
        stored = self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return [float(best) for best in (queries @ stored.T).max(axis=0)]

    def search(
        self, vector: NDArray[np.float32], k: int, rows: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """The best `k` rows with their cosines, best first; only among `rows` where given."""
        import faiss

        wanted = min(k, self._index.ntotal if rows is None else len(rows))
        if wanted == 0:
            return []
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        if rows is None:
            scores, found = self._index.search(query, wanted)
        else:
            selector: Any = faiss.IDSelectorBatch(np.ascontiguousarray(rows, dtype=np.int64))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
            scores, found = self._index.search(query, wanted, params=parameters)
        return [(int(row), float(score)) for row, score in zip(found[0], scores[0], strict=True) if row >= 0]
