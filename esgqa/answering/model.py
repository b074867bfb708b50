"""The fitted models that turn a candidate's features into the chance that it is a right answer.

Logistic regressions over standardised features, fitted by `eval/fit_answering.py` on the dev split of the gold sets;
`weights.json` says from what. One for figures, one for sentences. Plain numpy, so that asking needs no training library.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from esgqa.errors import EsgqaError


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights by feature name on standardised values, the intercept, and the threshold under which to abstain."""

    names: tuple[str, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float
    threshold: float

    def probability(self, features: Mapping[str, float]) -> float:
        """The chance, 0 to 1; a feature that is missing counts as its mean."""
        total = self.intercept
        for name, mean, scale, weight in zip(self.names, self.means, self.scales, self.weights, strict=True):
            total += weight * (features.get(name, mean) - mean) / scale
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


# how often an answer is right whose likeliest candidate is right with some chance, in log-odds: it is given with what stands beside
# it. Set by hand after what `esgqa eval --json` gave on three sets: answers are right more often than their likeliest candidate
_OF_ANSWER = {"figure": (0.7, 1.0), "text": (0.4, 1.1)}
_EXTREME = 0.001


def log_odds(probability: float, least: float = _EXTREME) -> float:
    """Log-odds of a chance, kept off the ends."""
    kept = min(max(probability, least), 1.0 - least)
    return math.log(kept / (1.0 - kept))


def of_answer(kind: str, probability: float) -> float:
    """The chance, 0 to 1, that an answer of a kind (`figure`, `text`) is right, from that of its likeliest candidate."""
    intercept, slope = _OF_ANSWER[kind]
    return 1.0 / (1.0 + math.exp(-(intercept + slope * log_odds(probability))))


@lru_cache(maxsize=1)
def load() -> Mapping[str, Logistic]:
    """The shipped models by name: `figure` and `text`."""
    try:
        data = json.loads(resources.files("esgqa.answering").joinpath("weights.json").read_text(encoding="utf-8"))
        return {
            name: Logistic(
                names=tuple(entry["names"]),
                means=tuple(entry["means"]),
                scales=tuple(entry["scales"]),
                weights=tuple(entry["weights"]),
                intercept=float(entry["intercept"]),
                threshold=float(entry["threshold"]),
            )
            for name, entry in data["models"].items()
        }
    except (OSError, KeyError, ValueError) as error:
        raise EsgqaError(
            "esgqa/answering/weights.json", cause=f"missing or damaged ({error})", remedy="Reinstall esgqa."
        ) from error
