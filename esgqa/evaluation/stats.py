"""How far a number can be trusted: bootstrap intervals, and tests for two runs over the same questions."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float64]
"""What a metric saw of each question, `(questions, columns)`; a row of NaN where the question does not test it."""
Statistic = Callable[[Rows], float]
"""Rows without NaN, at least one → a number."""

SAMPLES = 2000
SLOW_SAMPLES = 400
"""Of a statistic that is computed sample by sample."""
SEED = 20180331


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number measured on `n` questions, with the bounds of its 95% bootstrap interval."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How much a number moved between two runs, with its 95% interval and how likely so much is without cause."""

    before: float
    after: float
    low: float
    high: float
    p: float
    """Two-sided: McNemar's exact test for yes/no marks on the same questions, else the paired bootstrap's."""
    n: int
    """Questions that both runs answered and either tests."""

    @property
    def value(self) -> float:
        """After less before."""
        return self.after - self.before


def mean(rows: Rows) -> float:
    """The mean of the first column."""
    return float(rows[:, 0].mean())


def percentile(share: float) -> Statistic:
    """The statistic that is a percentile of the first column."""
    return lambda rows: float(np.percentile(rows[:, 0], share))


def estimate(rows: Rows, statistic: Statistic = mean, *, seed: int = SEED) -> Estimate:
    """A statistic with its interval; raises `ValueError` for no rows.

    Means and percentiles: the percentile bootstrap. At means of 0 and 1 the interval has no width: read it with `n`.
    Any other statistic: the basic bootstrap, since what cannot fall below 0 (as a calibration error) is biased
    upwards in every resample, and percentiles of resamples would not even hold the estimate. Bounds stop at 0.
    """
    n = len(rows)
    if n == 0:
        raise ValueError("no questions to estimate from")
    value = statistic(rows)
    random = np.random.default_rng(seed)
    if statistic is mean:
        drawn = rows[random.integers(n, size=(SAMPLES, n)), 0].mean(axis=1)
        low, high = np.percentile(drawn, [2.5, 97.5])
        return Estimate(value, float(low), float(high), n)
    resampled = [statistic(rows[random.integers(n, size=n)]) for _ in range(SLOW_SAMPLES)]
    low, high = np.percentile(resampled, [2.5, 97.5])
    return Estimate(value, max(0.0, 2 * value - float(high)), max(0.0, 2 * value - float(low)), n)


def mcnemar(fixed: int, broken: int) -> float:
    """Two-sided p of McNemar's exact test: so uneven a split of the questions that differ, were both as likely."""
    n, fewer = fixed + broken, min(fixed, broken)
    return min(1.0, 2 * sum(math.comb(n, k) for k in range(fewer + 1)) / (1 << n))


def difference(before: Rows, after: Rows, statistic: Statistic = mean, *, seed: int = SEED) -> Difference | None:
    """A statistic of two runs over the same questions, row by row; None where a run has nothing to compute it from."""
    tested = ~(np.isnan(before[:, 0]) & np.isnan(after[:, 0]))
    before, after = before[tested], after[tested]
    old, new = _known(before), _known(after)
    if not len(old) or not len(new):
        return None
    first, second = statistic(old), statistic(new)
    n = len(before)
    random = np.random.default_rng(seed)
    moved = []
    for _ in range(SLOW_SAMPLES):
        picked = random.integers(n, size=n)
        one, other = _known(before[picked]), _known(after[picked])
        if len(one) and len(other):
            moved.append(statistic(other) - statistic(one))
    low, high = np.percentile(moved, [2.5, 97.5])
    if len(old) == len(new) == n and statistic is mean and np.isin(np.concatenate([old, new]), (0.0, 1.0)).all():
        p = mcnemar(int((new > old).sum()), int((new < old).sum()))
    else:
        falls, rises = sum(m <= 0 for m in moved), sum(m >= 0 for m in moved)
        p = min(1.0, 2 * (min(falls, rises) + 1) / (len(moved) + 1))
    return Difference(first, second, float(low), float(high), p, n)


def _known(rows: Rows) -> Rows:
    return rows[~np.isnan(rows[:, 0])]
