"""Late interaction (ColBERT, Khattab and Zaharia 2020): token states kept, relevance by MaxSim at query time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from esgqa.retrieval import weights
from esgqa.retrieval.onnx import OnnxTransformer, in_order, unit_rows
from esgqa.retrieval.protocols import TokenStates

DIMENSION = 128
MAX_TOKENS = 512
_QUERIES = 256
"""Queries whose states are remembered; some kilobytes each."""


class OnnxLateInteraction:
    """A ColBERT model in ONNX; the first 128 dimensions of every token state, normalised.

    A text longer than 512 tokens is read in windows of 512, and keeps the states of all of them.
    """

    dimension = DIMENSION

    def __init__(self, name: str, folder: Path, fingerprint: str, *, threads: int) -> None:
        self.id = f"{name} sha256:{fingerprint}"
        self._model = OnnxTransformer(
            weights.need(folder / "model.onnx"),
            weights.need(folder / "tokenizer.json"),
            threads=threads,
            max_tokens=MAX_TOKENS,
        )
        # one question is matched with the spans of many passages
        self._remembered = lru_cache(maxsize=_QUERIES)(self._query)

    def load(self) -> None:
        """Loads the weights now."""
        self._model.load()

    def encode_passages(self, texts: Sequence[str]) -> list[TokenStates]:
        found: dict[int, TokenStates] = {}
        for position in in_order(texts):
            found[position] = self._passage(texts[position])
        return [found[position] for position in range(len(texts))]

    def encode_query(self, text: str) -> NDArray[np.float32]:
        return self._remembered(text)

    def _query(self, text: str) -> NDArray[np.float32]:
        encoding = self._model.encode(text)
        states = unit_rows(self._model.run(encoding)[:, :DIMENSION])
        kept = _content(encoding, text)
        # a query of marks alone still needs a row: the text's own summary token
        found = states[kept] if kept.any() else states[:1]
        found.flags.writeable = False
        return found

    def _passage(self, text: str) -> TokenStates:
        encoding = self._model.encode(text)
        states, spans = [], []
        for window in [encoding, *encoding.overflowing]:
            kept = _content(window, text)
            states.append(unit_rows(self._model.run(window)[kept, :DIMENSION]).astype(np.float16))
            spans.append(np.asarray(window.offsets, dtype=np.int32).reshape(-1, 2)[kept])
        return TokenStates(np.concatenate(states), np.concatenate(spans))


def _content(encoding: Any, text: str) -> NDArray[np.bool_]:
    """Which tokens carry meaning: no special tokens, no punctuation; `%` and currency signs stay."""
    kept = [
        not special and any(char.isalnum() or char in "%$€£¥°" for char in text[start:end])
        for special, (start, end) in zip(encoding.special_tokens_mask, encoding.offsets, strict=True)
    ]
    return np.asarray(kept, dtype=np.bool_)
