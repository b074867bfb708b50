"""The seams: what an embedder, a late-interaction model, a reranker and a lexical engine must offer.

Each has two or more implementations, or can be replaced by one setting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TokenStates:
    """One text as a late-interaction model sees it."""

    states: NDArray[np.float16]
    """(tokens, dimension), every row of length 1."""
    spans: NDArray[np.int32]
    """(tokens, 2): start and end of every token in the text's characters."""


class Embedder(Protocol):
    """Texts to one vector each."""

    @property
    def id(self) -> str:
        """The model's name and the hash of its weights; vectors of different ids must not be compared."""
        ...

    @property
    def dimension(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(texts, dimension), every row of length 1. A text that is too long is cut, not refused."""
        ...


class LateInteraction(Protocol):
    """Texts to one vector a token; relevance is the sum of every query token's best match (ColBERT's MaxSim)."""

    @property
    def id(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def encode_passages(self, texts: Sequence[str]) -> list[TokenStates]: ...

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """(tokens, dimension), every row of length 1; at least one row for any text."""
        ...


class Reranker(Protocol):
    """Reads query and text together (a cross-encoder)."""

    @property
    def id(self) -> str: ...

    def score(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One logit a text: higher is more relevant, no common zero between queries."""
        ...


class LexicalIndex(Protocol):
    """BM25 over tokens, in a folder of its own."""

    @classmethod
    def build(cls, tokens: Sequence[Sequence[str]], folder: Path) -> None:
        """Writes the index of `tokens` (one list a row) into `folder`, which exists and is empty."""
        ...

    @classmethod
    def open(cls, folder: Path) -> Self: ...

    def search(
        self, tokens: Sequence[str], k: int, allowed: NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        """The best `k` rows with their scores, best first, ties by row; only scores above zero, only rows allowed."""
        ...
