"""Outcomes as rates, each with a bootstrap interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from esgqa.evaluation.scoring import Outcome

_DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of `of` questions, with its 95% bootstrap interval (percentile, seeded)."""

    value: float
    low: float
    high: float
    of: int


def rate(hits: Sequence[bool]) -> Rate:
    """The share of true values."""
    if not hits:
        return Rate(float("nan"), float("nan"), float("nan"), 0)
    values = np.asarray(hits, dtype=float)
    draws = np.random.default_rng(0).choice(values, (_DRAWS, len(values))).mean(axis=1)
    return Rate(float(values.mean()), float(np.quantile(draws, 0.025)), float(np.quantile(draws, 0.975)), len(values))


def metrics(outcomes: Sequence[Outcome]) -> Mapping[str, Rate]:
    """Every metric of a run, by name; the latency is not among them."""
    answerable = [o for o in outcomes if o.answerable]
    absent = [o for o in outcomes if not o.answerable]
    measures: dict[str, tuple[Sequence[Outcome], Callable[[Outcome], bool]]] = {
        "answer_accuracy": (answerable, lambda o: o.right),
        "page_accuracy": (answerable, lambda o: o.page_right),
        "first_page_accuracy": (answerable, lambda o: o.first_page_right),
        "abstention_accuracy": (absent, lambda o: o.right),
        "reason_accuracy": (absent, lambda o: o.status_right),
        "asserted_when_absent": (absent, lambda o: o.got == "answered"),
        "wrong_answers": (answerable, lambda o: o.asserted_wrong),
        "kpi_accuracy": ([o for o in outcomes if o.kpi_right is not None], lambda o: bool(o.kpi_right)),
    }
    return {name: rate([hit(o) for o in chosen]) for name, (chosen, hit) in measures.items()}


def by(outcomes: Sequence[Outcome], key: Callable[[Outcome], str]) -> Mapping[str, Rate]:
    """Share of right outcomes (right answer, or rightly none) by a property."""
    return {name: rate([o.right for o in outcomes if key(o) == name]) for name in sorted({key(o) for o in outcomes})}


def latency_ms(outcomes: Sequence[Outcome]) -> Mapping[str, float]:
    """Median and 95th percentile of the time for one answer, in milliseconds."""
    seconds = [o.seconds for o in outcomes] or [0.0]
    return {"p50": float(np.quantile(seconds, 0.5)) * 1000, "p95": float(np.quantile(seconds, 0.95)) * 1000}
