"""Which words of a long passage a cross-encoder should read: those around the best late-interaction matches.

A cross-encoder's cost grows with every word; a passage of 150 words costs twice one of 80.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\S+")


def best_window(text: str, spans: NDArray[np.int32], similarities: NDArray[np.float32], words: int) -> tuple[int, int]:
    """The character span of at most `words` words of `text` whose tokens match the query best.

    `spans` (tokens, 2) place the tokens in `text`; `similarities` is (query tokens, tokens).
    """
    places = [match.span() for match in _WORD.finditer(text)]
    if len(places) <= words:
        return 0, len(text)
    starts = np.array([start for start, _ in places])
    word_of = np.searchsorted(starts, spans[:, 0], side="right") - 1
    inside = (spans[:, 0] >= 0) & (word_of >= 0)
    by_word = np.full((similarities.shape[0], len(places)), -1.0, dtype=np.float32)
    for token in np.flatnonzero(inside).tolist():
        np.maximum(by_word[:, word_of[token]], similarities[:, token], out=by_word[:, word_of[token]])
    step = max(1, words // 8)
    last = len(places) - words
    offers = sorted({*range(0, last, step), last})
    worth = [float(by_word[:, offer : offer + words].max(axis=1).sum()) for offer in offers]
    first = offers[int(np.argmax(worth))]
    return places[first][0], places[first + words - 1][1]
