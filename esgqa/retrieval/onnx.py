"""A transformer in ONNX with its tokenizer, loaded when first used, safe to share between threads."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from esgqa.retrieval.adapter import adapted


class OnnxTransformer:
    """Runs one encoded text at a time.

    Never a padded batch: the int8 models quantise their activations over a whole batch, so that a text's states would
    depend on its neighbours, and padding costs what batching saves on a CPU (8 texts of one length: 0 to 20% faster).
    """

    def __init__(
        self, model: Path, tokenizer: Path, *, threads: int, max_tokens: int, adapter: Path | None = None
    ) -> None:
        self._model, self._tokenizer_file, self._adapter = model, tokenizer, adapter
        self._threads, self._max_tokens = threads, max_tokens
        self._lock = threading.Lock()
        self._session: Any = None
        self._tokenizer: Any = None
        self._inputs: tuple[str, ...] = ()

    def load(self) -> None:
        """Loads weights and tokenizer where that has not happened yet."""
        with self._lock:
            if self._session is not None:
                return
            import onnxruntime
            from tokenizers import Tokenizer

            tokenizer = Tokenizer.from_file(str(self._tokenizer_file))
            tokenizer.no_padding()
            tokenizer.enable_truncation(self._max_tokens)
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self._threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            # threads that spin between runs steal the cores from the other models
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            source = adapted(self._model, self._adapter) if self._adapter else str(self._model)
            session = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
            self._inputs = tuple(node.name for node in session.get_inputs())
            self._tokenizer, self._session = tokenizer, session

    def encode(self, text: str | tuple[str, str]) -> Any:
        """The `tokenizers.Encoding` of a text or of a pair; what does not fit is in its `overflowing`."""
        self.load()
        return self._tokenizer.encode(*text) if isinstance(text, tuple) else self._tokenizer.encode(text)

    def run(self, encoding: Any) -> NDArray[np.float32]:
        """The model's first output for one encoding, without the batch axis."""
        self.load()
        columns = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        feed = {name: np.asarray([columns[name]], dtype=np.int64) for name in self._inputs}
        output: NDArray[np.float32] = self._session.run(None, feed)[0][0]
        return output


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Every row scaled to length 1; a zero row stays zero."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: NDArray[np.float32] = (rows / np.maximum(length, 1e-12)).astype(np.float32)
    return scaled


def in_order(texts: Sequence[str]) -> list[int]:
    """Positions of the texts, short ones first, so that memory grows in few steps."""
    return sorted(range(len(texts)), key=lambda position: (len(texts[position]), position))
