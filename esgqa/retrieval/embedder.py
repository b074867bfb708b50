"""Sentence embeddings: a BERT-like model through onnxruntime, or any model through sentence-transformers."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from esgqa.errors import MissingModel
from esgqa.retrieval import weights
from esgqa.retrieval.onnx import OnnxTransformer, in_order, unit_rows

log = logging.getLogger(__name__)

_MEAN = "pooling_mode_mean_tokens"


class OnnxEmbedder:
    """A BERT of sentence-transformers exported to ONNX once, then run without torch; mean pooling happens here.

    torch takes 8 s to import and onnxruntime a tenth of a second; the vectors are the same (cosine over 0.9999, held by
    a test). The exported file is named for the hash of the weights, so a changed model is exported anew.
    """

    def __init__(self, name: str, folder: Path, fingerprint: str, cache: Path, *, threads: int) -> None:
        self.id = f"{name} sha256:{fingerprint}"
        self._folder, self._threads = folder, threads
        self._file = cache / f"{_plain(name)}-{fingerprint[:12]}.onnx"
        self.dimension = int(json.loads(weights.need(folder / "config.json").read_text("utf-8"))["hidden_size"])
        self._lock = threading.Lock()
        self._model: OnnxTransformer | None = None

    @staticmethod
    def fits(folder: Path) -> bool:
        """Whether the model in `folder` is one whose pooling is done here: a BERT, mean pooled, normalised."""
        try:
            modules = json.loads((folder / "modules.json").read_text("utf-8"))
            config = json.loads((folder / "config.json").read_text("utf-8"))
            pooling = json.loads((folder / modules[1]["path"] / "config.json").read_text("utf-8"))
        except (OSError, ValueError, LookupError):
            return False
        kinds = [str(module.get("type", "")).rpartition(".")[2] for module in modules]
        return (
            kinds == ["Transformer", "Pooling", "Normalize"]
            and config.get("model_type") == "bert"
            and (folder / "tokenizer.json").is_file()
            and [mode for mode, on in pooling.items() if mode.startswith("pooling_mode_") and on is True] == [_MEAN]
        )

    def load(self) -> OnnxTransformer:
        """Exports the model where that has not happened yet, and loads it."""
        with self._lock:
            if self._model is None:
                if not self._exported():
                    self._export()
                tokenizer = weights.need(self._folder / "tokenizer.json")
                self._model = OnnxTransformer(
                    self._file, tokenizer, threads=self._threads, max_tokens=self._max_tokens()
                )
            model = self._model
        model.load()
        return model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if texts:
            model = self.load()
            for position in in_order(texts):
                vectors[position] = model.run(model.encode(texts[position])).mean(axis=0)
        return unit_rows(vectors)

    def _max_tokens(self) -> int:
        limits = self._folder / "sentence_bert_config.json"
        found = json.loads(limits.read_text("utf-8")) if limits.is_file() else {}
        return int(found.get("max_seq_length") or 512)

    def _exported(self) -> bool:
        """Whether a whole export is there: its hash was written after it, so a half-written file has none."""
        sums = self._file.with_suffix(".json")
        if not (self._file.is_file() and sums.is_file()):
            return False
        found = json.loads(sums.read_text("utf-8"))
        return bool(found.get("bytes") == self._file.stat().st_size)

    def verify(self) -> None:
        """Raises `MissingModel` where an exported file is not what was written."""
        sums = self._file.with_suffix(".json")
        if not (self._file.is_file() and sums.is_file()):
            return
        if weights.sha256(self._file) != json.loads(sums.read_text("utf-8")).get("sha256"):
            raise MissingModel(
                str(self._file),
                cause="its SHA-256 has changed since it was exported",
                remedy="Delete it: it is made again.",
            )

    def _export(self) -> None:
        log.info("exporting %s to ONNX, once", self._folder.name)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part = self._file.with_name(f".{self._file.name}.{os.getpid()}")
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
        done = subprocess.run(
            [sys.executable, "-m", "esgqa.retrieval.export", str(self._folder), str(part)],
            env={**os.environ, "PYTHONPATH": path, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or not part.is_file():
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            part.unlink(missing_ok=True)
            raise MissingModel(
                str(self._folder),
                cause=f"its export to ONNX failed ({last})",
                remedy="Check torch and onnx: esgqa doctor.",
            )
        sums = {"sha256": weights.sha256(part), "bytes": part.stat().st_size}
        os.replace(part, self._file)
        note = self._file.with_suffix(".json")
        fresh = note.with_name(f".{note.name}.{os.getpid()}")
        fresh.write_text(json.dumps(sums), encoding="utf-8")
        os.replace(fresh, note)


class SentenceTransformerEmbedder:
    """Any other model, by path or hub id, through sentence-transformers and torch."""

    def __init__(self, name: str, folder: Path | None, fingerprint: str) -> None:
        self.id = f"{name} sha256:{fingerprint}" if fingerprint else name
        self._name, self._folder = name, folder
        self._lock = threading.Lock()
        self._model: Any = None

    @property
    def dimension(self) -> int:
        return int(self.load().get_embedding_dimension())

    def load(self) -> Any:
        """The loaded model. Raises `MissingModel` where it cannot be loaded."""
        with self._lock:
            if self._model is None:
                if self._folder is not None:
                    # a local model needs nothing from the network, so nothing is asked of it
                    os.environ.setdefault("HF_HUB_OFFLINE", "1")
                from sentence_transformers import SentenceTransformer

                try:
                    self._model = SentenceTransformer(str(self._folder or self._name), device="cpu")
                except (OSError, ValueError) as error:
                    reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
                    raise MissingModel(
                        self._name, cause=reason, remedy="Name a model folder, or a hub id while online."
                    ) from error
            return self._model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        model = self.load()
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        found = model.encode(list(texts), convert_to_numpy=True, show_progress_bar=False, batch_size=16)
        return unit_rows(np.asarray(found, dtype=np.float32))


def _plain(name: str) -> str:
    return "".join(char if char.isalnum() or char in "-_" else "-" for char in name.removeprefix("package:"))
