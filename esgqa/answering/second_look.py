"""A second look at the likeliest sentences: boosted trees over the same features, fitted by `eval/fit_answering.py`.

The logistic model adds up what speaks for a sentence and against it; that one thing matters only where another holds (a sentence
that the reader likes and that lacks the question's rarest word) no sum can say. Of figures the trees knew nothing that the sum
did not (measured on the test questions), so they read sentences only. Plain Python over `second_look.json`: asking needs no
training library.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from esgqa.answering.candidates import Candidate
from esgqa.answering.model import log_odds
from esgqa.errors import EsgqaError

MOST = 5
"""Sentences that are looked at again."""
_LEAST = 1e-4
Node = tuple[int, float, int, int, int]
"""Feature, threshold, whether a missing value goes left, and the nodes to the left (at most the threshold) and right; a leaf has
the feature −1 and its value for a threshold."""


def features_of(candidates: Sequence[Mapping[str, float]], chances: Sequence[float]) -> list[dict[str, float]]:
    """The features of the likeliest candidates, best first, with their log-odds and how far each is ahead of the best other."""
    odds = [log_odds(chance, _LEAST) for chance in chances]
    found = []
    for place, features in enumerate(candidates):
        others = [odd for at, odd in enumerate(odds) if at != place]
        ahead = odds[place] - max(others) if others and odds[place] >= max(others) else odds[place] - max(odds)
        found.append({**features, "log_odds": odds[place], "ahead": ahead if others else 0.0})
    return found


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees, several fits of them, of which the chances are averaged."""

    names: tuple[str, ...]
    fits: tuple[tuple[float, tuple[tuple[Node, ...], ...]], ...]
    """Of each fit the log-odds it starts from, and its trees."""

    def probability(self, features: Mapping[str, float]) -> float:
        """The chance, 0 to 1, that a sentence answers; a feature may be missing."""
        values = [features.get(name, math.nan) for name in self.names]
        total = 0.0
        for start, trees in self.fits:
            odds = start + sum(_leaf(tree, values) for tree in trees)
            total += 1.0 / (1.0 + math.exp(-odds))
        return total / len(self.fits)


def _leaf(tree: Sequence[Node], values: Sequence[float]) -> float:
    node = tree[0]
    while node[0] >= 0:
        value = values[node[0]]
        left = bool(node[2]) if math.isnan(value) else value <= node[1]
        node = tree[node[3] if left else node[4]]
    return node[1]


@lru_cache(maxsize=1)
def load() -> Trees:
    """The shipped trees; raises `EsgqaError` where the file is missing or damaged."""
    try:
        data = json.loads(resources.files("esgqa.answering").joinpath("second_look.json").read_text(encoding="utf-8"))
        fits = tuple(
            (
                float(fit["start"]),
                tuple(
                    tuple((int(f), float(t), int(m), int(a), int(b)) for f, t, m, a, b in tree) for tree in fit["trees"]
                ),
            )
            for fit in data["fits"]
        )
        return Trees(tuple(data["names"]), fits)
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise EsgqaError(
            "esgqa/answering/second_look.json", cause=f"missing or damaged ({error})", remedy="Reinstall esgqa."
        ) from error


def look_again(sentences: list[Candidate]) -> None:
    """Gives the likeliest sentences the chance that the trees see, and puts them in that order; `sentences` are sorted."""
    again = [one for one in sentences[:MOST] if not one.refused]
    if not again:
        return
    trees = load()
    seen = features_of([one.features for one in again], [one.probability for one in again])
    for one, features in zip(again, seen, strict=True):
        one.probability = trees.probability(features)
    lowest = min(one.probability for one in again)
    for one in sentences[len(again) :]:
        one.probability = min(one.probability, lowest)
    sentences.sort(key=lambda one: -one.probability)
