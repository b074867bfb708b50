"""Documents to the files of one build. What has not changed since the previous build is copied, not computed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from esgqa.errors import DataError
from esgqa.retrieval.dense import DenseIndex
from esgqa.retrieval.lexical import Bm25sIndex
from esgqa.retrieval.models import Models
from esgqa.retrieval.protocols import TokenStates
from esgqa.retrieval.records import Records
from esgqa.retrieval.tokens import tokenise
from esgqa.retrieval.tokenstates import TokenStateStore
from esgqa.retrieval.vocabulary import Vocabulary
from esgqa.types import Document

Progress = Callable[[str, int, int], None]
"""Called with the step's name, how many are done and how many there are."""

DENSE, LEXICAL = "dense.faiss", "lexical"
_STEP = 16
"""Texts encoded between two reports of progress."""


class Reuse:
    """Vectors and token states of texts seen before, by the hash of the text."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self.vectors: NDArray[np.float32] | None = None
        self.states: TokenStateStore | None = None


def text_hash(text: str) -> str:
    """Names a search text; 128 bits of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def write_files(
    documents: Sequence[Document],
    folder: Path,
    models: Models,
    *,
    reuse: Reuse,
    vectors: Mapping[str, NDArray[np.float32]],
    progress: Progress,
) -> None:
    """Writes all files of a build but the manifest into the empty `folder`.

    Raises `DataError` for an id given twice.
    """
    passages = [passage for document in documents for passage in document.passages]
    _refuse_twins("report", [document.report.id for document in documents])
    _refuse_twins("passage", [passage.id for passage in passages])
    texts = [passage.search_text for passage in passages]
    hashes = [text_hash(text) for text in texts]

    Records.write(documents, hashes, folder)
    (folder / LEXICAL).mkdir()
    progress("words", 0, len(texts))
    tokens = [tokenise(text) for text in texts]
    Bm25sIndex.build(tokens, folder / LEXICAL)
    Vocabulary.write(texts, tokens, folder)
    progress("words", len(texts), len(texts))

    given = {row: vectors[passage.id] for row, passage in enumerate(passages) if passage.id in vectors}
    DenseIndex.build(_vectors(texts, hashes, given, models, reuse, progress), folder / DENSE)
    if models.late is not None:
        TokenStateStore.build(_states(texts, hashes, models, reuse, progress), models.late.dimension, folder)


def _vectors(
    texts: Sequence[str],
    hashes: Sequence[str],
    given: Mapping[int, NDArray[np.float32]],
    models: Models,
    reuse: Reuse,
    progress: Progress,
) -> NDArray[np.float32]:
    dimension = models.embedder.dimension
    found = np.zeros((len(texts), dimension), dtype=np.float32)
    missing = []
    for row, name in enumerate(hashes):
        if row in given and given[row].shape == (dimension,):
            found[row] = given[row]
        elif reuse.vectors is not None and name in reuse.rows:
            found[row] = reuse.vectors[reuse.rows[name]]
        else:
            missing.append(row)
    progress("sentence vectors", len(texts) - len(missing), len(texts))
    for start in range(0, len(missing), _STEP):
        rows = missing[start : start + _STEP]
        found[rows] = models.embedder.encode([texts[row] for row in rows])
        progress("sentence vectors", len(texts) - len(missing) + start + len(rows), len(texts))
    return found


def _states(
    texts: Sequence[str], hashes: Sequence[str], models: Models, reuse: Reuse, progress: Progress
) -> list[TokenStates]:
    late = models.late
    assert late is not None
    found: dict[int, TokenStates] = {}
    missing = []
    for row, name in enumerate(hashes):
        if reuse.states is not None and name in reuse.rows:
            found[row] = reuse.states.row(reuse.rows[name])
        else:
            missing.append(row)
    progress("token states", len(found), len(texts))
    for start in range(0, len(missing), _STEP):
        rows = missing[start : start + _STEP]
        encoded = late.encode_passages([texts[row] for row in rows])
        found.update(zip(rows, encoded, strict=True))
        progress("token states", len(found), len(texts))
    return [found[row] for row in range(len(texts))]


def _refuse_twins(what: str, ids: Sequence[str]) -> None:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise DataError(f"{what} {name}", cause="two of one id", remedy="Give one another id in its metadata file.")
        seen.add(name)
