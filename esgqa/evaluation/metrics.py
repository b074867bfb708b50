"""Shares of right answers with their uncertainty, over all questions and over groups of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from esgqa.evaluation.outcome import Outcome

SAMPLES = 2000
SEED = 20180331


@dataclass(frozen=True, slots=True)
class Metric:
    """A share of outcomes that carry a mark."""

    name: str
    title: str
    mark: Callable[[Outcome], bool | None]
    higher_is_better: bool = True


METRICS: tuple[Metric, ...] = (
    Metric("answer_accuracy", "right answer", lambda o: o.answer_right),
    Metric("first_figure_accuracy", "first figure right", lambda o: o.first_figure),
    Metric("first_page_accuracy", "right page, first citation", lambda o: o.first_page),
    Metric("page_accuracy", "right page cited", lambda o: o.any_page),
    Metric("kpi_accuracy", "right KPI", lambda o: o.kpi_right),
    Metric("abstention_accuracy", "no answer where there is none", lambda o: o.abstained),
    Metric("reason_accuracy", "right reason for no answer", lambda o: o.reason_right),
    Metric("asserted_when_absent", "answered where there is none", lambda o: o.asserted_when_absent, False),
    Metric("wrong_figure", "wrong number asserted", lambda o: o.wrong_figure, False),
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share of `n` outcomes, 0 to 1, with the bounds of its 95% bootstrap interval."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Group:
    """The metrics of some of the outcomes: `all`, or those whose `by` (kind, lang, split, report) is `value`."""

    by: str
    value: str
    questions: int
    estimates: Mapping[str, Estimate]
    """By metric name; a metric that no question of the group tests is missing."""
    p50_ms: float
    p95_ms: float

    @property
    def name(self) -> str:
        """`all`, or as `kind=figure`."""
        return f"{self.by}={self.value}" if self.value else self.by


def estimate(marks: Sequence[bool], *, samples: int = SAMPLES, seed: int = SEED) -> Estimate:
    """The share of true marks; the interval is the percentile bootstrap's.

    Resampling n yes/no marks with replacement and counting is drawing from a binomial distribution, which is what is
    done here. At shares of 0 and 1 the interval has no width: read it with `n`. Raises `ValueError` for no marks.
    """
    n = len(marks)
    if n == 0:
        raise ValueError("no marks to estimate from")
    share = sum(marks) / n
    drawn = np.random.default_rng(seed).binomial(n, share, size=samples) / n
    low, high = np.percentile(drawn, [2.5, 97.5])
    return Estimate(share, float(low), float(high), n)


def summarise(outcomes: Sequence[Outcome], by: str = "all", value: str = "") -> Group:
    """All metrics of these outcomes. Raises `ValueError` for none."""
    estimates = {}
    for metric in METRICS:
        marks = [mark for outcome in outcomes if (mark := metric.mark(outcome)) is not None]
        if marks:
            estimates[metric.name] = estimate(marks)
    p50, p95 = np.percentile([outcome.latency_ms for outcome in outcomes], [50, 95]) if outcomes else (0.0, 0.0)
    return Group(by, value, len(outcomes), estimates, float(p50), float(p95))


def groups_of(outcomes: Sequence[Outcome]) -> tuple[Group, ...]:
    """The whole first, then by kind, language, split and report, where that tells questions apart."""
    groups = [summarise(outcomes)]
    keys: tuple[tuple[str, Callable[[Outcome], str]], ...] = (
        ("kind", lambda o: o.gold.kind),
        ("lang", lambda o: o.gold.lang),
        ("split", lambda o: o.gold.split),
        ("report", lambda o: o.gold.report),
    )
    for by, key in keys:
        values = sorted({key(outcome) for outcome in outcomes})
        if len(values) > 1 or by == "split":
            groups += [summarise([o for o in outcomes if key(o) == value], by, value or "none") for value in values]
    return tuple(groups)
