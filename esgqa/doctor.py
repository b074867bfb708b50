"""Is everything in order? Models, index and versions, each finding with its remedy."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from esgqa.errors import EsgqaError
from esgqa.settings import Settings

_PACKAGES = (
    "esgqa",
    "sentence-transformers",
    "torch",
    "faiss-cpu",
    "onnxruntime",
    "bm25s",
    "rank-bm25",
    "pypdf",
    "pypdfium2",
    "gradio",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `remedy` is empty where it is in order."""

    what: str
    ok: bool
    finding: str
    remedy: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Every check in turn; none raises."""
    yield Finding("python", True, platform.python_version())
    for name in _PACKAGES:
        try:
            yield Finding(name, True, version(name))
        except PackageNotFoundError:
            yield Finding(name, False, "not installed", f"pip install {name}")
    yield from _models(settings)
    yield from _index(settings)
    for name, field in type(settings).model_fields.items():
        yield Finding(f"setting {name}", True, f"{getattr(settings, name)} ({field.description})")


def _models(settings: Settings) -> Iterator[Finding]:
    from esgqa.retrieval import Models

    try:
        models = Models.load(settings, settings.index / "models")
        models.check()
    except EsgqaError as error:
        yield Finding("models", False, error.cause or error.what, error.remedy)
        return
    for part, name in models.ids().items():
        yield Finding(f"model {part}", True, name)


def _index(settings: Settings) -> Iterator[Finding]:
    from esgqa.retrieval import Index

    try:
        index = Index.open(settings.index, settings)
        index.verify()
    except EsgqaError as error:
        yield Finding("index", False, f"{error.what}: {error.cause}", error.remedy)
        return
    passages = index.manifest.passages
    yield Finding(
        "index", True, f"{settings.index}: {len(index.reports)} reports, {passages} passages, every hash as written"
    )
