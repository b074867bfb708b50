"""The models of the settings in force, each loaded when first used."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from esgqa.errors import MissingModel
from esgqa.retrieval import weights
from esgqa.retrieval.adapter import ADAPTER
from esgqa.retrieval.embedder import OnnxEmbedder, SentenceTransformerEmbedder
from esgqa.retrieval.late import OnnxLateInteraction
from esgqa.retrieval.protocols import Embedder, LateInteraction, Reranker
from esgqa.retrieval.reranker import OnnxReranker
from esgqa.settings import Settings

_Part = TypeVar("_Part")


class Models:
    """Embedder, late interaction and cross-encoder. Making one is cheap; every part loads its weights at first use."""

    def __init__(self, settings: Settings, cache: Path) -> None:
        self.settings = settings
        self.cache = cache
        self._fingerprints = weights.Fingerprints(cache / "fingerprints.json")

    @classmethod
    def load(cls, settings: Settings, cache: Path | None = None) -> Models:
        """`cache` keeps the exported embedder and remembered hashes; default: `models/` in the index folder."""
        return cls(settings, cache or settings.index / "models")

    @cached_property
    def embedder(self) -> Embedder:
        """Raises `MissingModel` where its files are not there."""
        name = self.settings.embedder
        folder = weights.locate(name)
        if folder is not None and OnnxEmbedder.fits(folder):
            return OnnxEmbedder(name, folder, self._fingerprints.of(folder), self.cache, threads=self.settings.threads)
        return SentenceTransformerEmbedder(name, folder, self._fingerprints.of(folder) if folder else "")

    @cached_property
    def late(self) -> LateInteraction | None:
        """None where the setting is empty."""
        return self._onnx(self.settings.late, OnnxLateInteraction)

    @cached_property
    def reranker(self) -> Reranker | None:
        """None where the setting is empty."""
        fitted = self.settings.reranker_adapter
        folder = weights.locate(fitted) if fitted else None
        return self._onnx(
            self.settings.reranker, partial(OnnxReranker, adapter=folder / ADAPTER if folder is not None else None)
        )

    def ids(self) -> dict[str, str]:
        """Part → model name and hash of its weights; an empty string for a part that is turned off."""
        return {
            "embedder": self.embedder.id,
            "late": self.late.id if self.late else "",
            "reranker": self.reranker.id if self.reranker else "",
        }

    def check(self) -> dict[str, list[str]]:
        """Holds every part's files to the checksums that its package ships; part → files compared.

        Raises `MissingModel` for the first that differs. Reads every weight: for building and `esgqa doctor`.
        """
        compared = {}
        for part in ("embedder", "late", "reranker"):
            name = str(getattr(self.settings, part))
            folder = weights.locate(name) if name else None
            compared[part] = weights.check(folder) if folder else []
        if isinstance(self.embedder, OnnxEmbedder):
            self.embedder.verify()
        return compared

    def _onnx(self, name: str, kind: Callable[..., _Part]) -> _Part | None:
        if not name:
            return None
        folder = weights.locate(name)
        if folder is None:
            raise MissingModel(
                name, cause="no such folder", remedy="Name a folder that holds model.onnx and tokenizer.json."
            )
        return kind(name, folder, self._fingerprints.of(folder), threads=self.settings.threads)
