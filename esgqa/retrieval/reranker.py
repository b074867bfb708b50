"""A cross-encoder in ONNX: query and text read together, one logit."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from esgqa.retrieval import weights
from esgqa.retrieval.onnx import OnnxTransformer

MAX_TOKENS = 512


class OnnxReranker:
    """A sequence classifier with one output, such as ms-marco-MiniLM; reads up to 512 tokens of a pair.

    With an adapter its logit is the log odds that the text answers, against "none of these".
    """

    def __init__(self, name: str, folder: Path, fingerprint: str, *, threads: int, adapter: Path | None = None) -> None:
        self.id = f"{name} sha256:{fingerprint}"
        if adapter is not None:
            self.id += f" adapter sha256:{weights.sha256(weights.need(adapter))}"
        # several texts at once, each on one core, take two thirds of the time of one text at a time on all cores
        self._at_once = max(1, threads)
        self._model = OnnxTransformer(
            weights.need(folder / "model.onnx"),
            weights.need(folder / "tokenizer.json"),
            threads=1,
            max_tokens=MAX_TOKENS,
            adapter=adapter,
        )

    def load(self) -> None:
        """Loads the weights now."""
        self._model.load()

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._at_once, thread_name_prefix="reranker")

    def score(self, query: str, texts: Sequence[str]) -> NDArray[np.float32]:
        self._model.load()
        order = sorted(
            range(len(texts)), key=lambda position: -len(texts[position])
        )  # the longest first: no core waits
        logits = np.zeros(len(texts), dtype=np.float32)

        def run(position: int) -> None:
            logits[position] = self._model.run(self._model.encode((query, texts[position])))[0]

        list(self._pool.map(run, order))
        return logits
