"""Every metric: what it sees of one outcome and how that becomes a number, over all questions and groups of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from esgqa.evaluation.calibration import calibration_error, risk_area
from esgqa.evaluation.outcome import Outcome
from esgqa.evaluation.stats import Estimate, Rows, Statistic, estimate, mean, percentile

Observation = tuple[float, ...]
REASONS = ("not_disclosed", "not_found", "ambiguous")


@dataclass(frozen=True, slots=True)
class Metric:
    """A number over outcomes: `statistic` of what `observe` sees of each; None where the question does not test it."""

    name: str
    title: str
    observe: Callable[[Outcome], Observation | None]
    statistic: Statistic = mean
    unit: Literal["share", "score", "ms"] = "share"
    """`share` of questions or mean `score`, both 0 to 1; or milliseconds."""
    higher_is_better: bool = True
    least: int = 1
    """Fewer observations give no number."""

    @property
    def yes_no(self) -> bool:
        """Whether it sees a mark of each outcome: yes or no."""
        return self.unit == "share"

    def show(self, value: float, digits: int = 1) -> str:
        """A value in its unit: `84.0%`, `0.871`, `230`; `digits` are of a share."""
        if self.unit == "share":
            return f"{value:.{digits}%}"
        return f"{value:.0f}" if self.unit == "ms" else f"{value:.3f}"


def _share(name: str, title: str, mark: Callable[[Outcome], bool | None], better: bool = True) -> Metric:
    def observe(outcome: Outcome) -> Observation | None:
        found = mark(outcome)
        return None if found is None else (float(found),)

    return Metric(name, title, observe, higher_is_better=better)


def _precision(reason: str) -> Callable[[Outcome], bool | None]:
    return lambda o: o.gold.status == reason if o.answer.status == reason else None


def _recall(reason: str) -> Callable[[Outcome], bool | None]:
    return lambda o: o.answer.status == reason if o.gold.status == reason else None


def _retrieved(name: str) -> Callable[[Outcome], Observation | None]:
    return lambda o: (o.retrieval.measures[name],) if o.retrieval else None


def _confidence_given(outcome: Outcome) -> Observation | None:
    return (outcome.answer.confidence, float(outcome.right)) if outcome.answer.status == "answered" else None


def _confidence_withheld(outcome: Outcome) -> Observation | None:
    if outcome.answer.status not in REASONS:
        return None
    return outcome.answer.confidence, float(not outcome.gold.answerable)


def _time(outcome: Outcome) -> Observation | None:
    return (outcome.latency_ms,)


# fewer answers than five a bin say nothing of calibration
_CALIBRATED = 50
METRICS: tuple[Metric, ...] = (
    _share("right", "right answer or right reason for none", lambda o: o.right),
    _share("answer_accuracy", "right answer", lambda o: o.answer_right),
    _share("first_figure_accuracy", "first figure right", lambda o: o.first_figure),
    _share("first_page_accuracy", "right page, first citation", lambda o: o.first_page),
    _share("page_accuracy", "right page cited", lambda o: o.any_page),
    _share("kpi_accuracy", "right KPI", lambda o: o.kpi_right),
    _share("wrong_figure", "wrong number asserted", lambda o: o.wrong_figure, False),
    _share("abstention_accuracy", "no answer where there is none", lambda o: o.abstained),
    _share(
        "abstention_precision",
        "withheld rightly",
        lambda o: not o.gold.answerable if o.answer.status in REASONS else None,
    ),
    _share("reason_accuracy", "right reason for no answer", lambda o: o.reason_right),
    _share("asserted_when_absent", "answered where there is none", lambda o: o.asserted_when_absent, False),
    *(
        metric
        for reason in REASONS
        for metric in (
            _share(f"{reason}_precision", f"{reason}: said rightly", _precision(reason)),
            _share(f"{reason}_recall", f"{reason}: found", _recall(reason)),
        )
    ),
    Metric("hit_at_5", "evidence in the first 5 passages", _retrieved("hit_at_5")),
    Metric("recall_at_5", "evidence passages in the first 5", _retrieved("recall_at_5"), unit="score"),
    Metric("recall_at_10", "evidence passages in the first 10", _retrieved("recall_at_10"), unit="score"),
    Metric("mrr", "MRR@10", _retrieved("mrr"), unit="score"),
    Metric("ndcg_at_10", "nDCG@10", _retrieved("ndcg_at_10"), unit="score"),
    Metric(
        "calibration_error",
        "calibration error of answers",
        _confidence_given,
        calibration_error,
        "score",
        False,
        _CALIBRATED,
    ),
    Metric(
        "withheld_calibration_error",
        "calibration error of withheld answers",
        _confidence_withheld,
        calibration_error,
        "score",
        False,
        _CALIBRATED,
    ),
    Metric("risk_area", "area under risk–coverage", _confidence_given, risk_area, "score", False, _CALIBRATED),
    Metric("latency_p50", "latency, median, ms", _time, percentile(50), "ms", False),
    Metric("latency_p95", "latency, 95th percentile, ms", _time, percentile(95), "ms", False),
)
BY_NAME: Mapping[str, Metric] = {metric.name: metric for metric in METRICS}


@dataclass(frozen=True, slots=True)
class Group:
    """The metrics of some of the outcomes: `all`, or those whose `by` (kind, lang, split, report) is `value`."""

    by: str
    value: str
    questions: int
    estimates: Mapping[str, Estimate]
    """By metric name; a metric that no question of the group tests is missing."""

    @property
    def name(self) -> str:
        """`all`, or as `kind=figure`."""
        return f"{self.by}={self.value}" if self.value else self.by


def as_rows(observed: Sequence[Observation | None]) -> Rows:
    """Observations as rows, NaN for None."""
    columns = max((len(seen) for seen in observed if seen is not None), default=1)
    return np.array([seen if seen is not None else (math.nan,) * columns for seen in observed], dtype=np.float64)


def summarise(outcomes: Sequence[Outcome], by: str = "all", value: str = "") -> Group:
    """All metrics of these outcomes; one that none of them tests is left out."""
    estimates = {}
    for metric in METRICS:
        seen = [found for outcome in outcomes if (found := metric.observe(outcome)) is not None]
        if len(seen) >= metric.least:
            estimates[metric.name] = estimate(as_rows(seen), metric.statistic)
    return Group(by, value, len(outcomes), estimates)


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
