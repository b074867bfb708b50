"""Whether confidence means chance: calibration error, reliability bins, and what is risked at what coverage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from esgqa.evaluation.stats import Rows

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence."""

    confidence: float
    """Mean."""
    right: float
    """Share."""
    n: int


@dataclass(frozen=True, slots=True)
class Point:
    """What giving only the answers of at least this confidence would do."""

    confidence: float
    coverage: float
    """Share of all questions that get an answer."""
    risk: float
    """Share of those answers that are wrong."""


def bins(rows: Rows, count: int = BINS) -> tuple[Bin, ...]:
    """`(confidence, right)` rows in at most `count` bins of equal mass, least confident first."""
    confidence, right = _ordered(rows)
    parts = zip(np.array_split(confidence, count), np.array_split(right, count), strict=True)
    return tuple(Bin(float(c.mean()), float(r.mean()), len(c)) for c, r in parts if len(c))


def calibration_error(rows: Rows) -> float:
    """Expected calibration error over equal-mass bins (Naeini, Cooper and Hauskrecht, 2015): the mean distance of
    confidence and share of right answers."""
    return sum(part.n * abs(part.confidence - part.right) for part in bins(rows)) / len(rows)


def risk_coverage(rows: Rows, questions: int) -> tuple[Point, ...]:
    """A point for every confidence that occurs, surest first; coverage is of all `questions`."""
    confidence, right = (column[::-1] for column in _ordered(rows))
    given = np.arange(1, len(rows) + 1)
    risk = np.cumsum(1 - right) / given
    last = np.append(confidence[1:] != confidence[:-1], True)
    return tuple(
        Point(float(c), float(n / questions), float(r))
        for c, n, r in zip(confidence[last], given[last], risk[last], strict=True)
    )


def risk_area(rows: Rows) -> float:
    """Area under the risk–coverage curve, from no answer to all that are given, over the width of that range: the
    mean risk. 0 is best; wrong answers at the sure end weigh most."""
    _, right = _ordered(rows)
    return float((np.cumsum(1 - right[::-1]) / np.arange(1, len(rows) + 1)).mean())


def _ordered(rows: Rows) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Confidence ascending and right; among equal confidences right is their mean, so that no order counts."""
    levels, level, counts = np.unique(rows[:, 0], return_inverse=True, return_counts=True)
    means = np.bincount(level, weights=rows[:, 1]) / counts
    return np.repeat(levels, counts), np.repeat(means, counts)
