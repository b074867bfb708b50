"""What changed between two runs over the same questions: an earlier version, or one with a part left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from esgqa.evaluation.metrics import BY_NAME, METRICS, as_rows
from esgqa.evaluation.outcome import Outcome
from esgqa.evaluation.record import Past, past_of
from esgqa.evaluation.run import Evaluation
from esgqa.evaluation.stats import Difference, difference


@dataclass(frozen=True, slots=True)
class Change:
    """One question and what it was before."""

    outcome: Outcome
    before: Past


@dataclass(frozen=True, slots=True)
class Comparison:
    """Questions of both runs that differ; those reworded since, or new, are not compared."""

    fixed: tuple[Change, ...]
    broken: tuple[Change, ...]
    changed: tuple[Change, ...]
    """Another answer or status, as right or as wrong as before."""
    new_wrong_figures: tuple[Change, ...]
    """A wrong number is asserted now and was not before."""
    differences: Mapping[str, Difference]
    """By metric name, over the questions compared; a metric that neither run tests is missing."""
    compared: int

    def worse(self, metric: str, significance: float) -> bool:
        """Whether a metric moved the wrong way, and by more than chance would at this level."""
        found = self.differences.get(metric)
        if found is None or found.p >= significance:
            return False
        return (found.value < 0) == BY_NAME[metric].higher_is_better and found.value != 0


def compare(evaluation: Evaluation, baseline: Mapping[str, Past]) -> Comparison:
    """This run against an earlier one."""
    pairs = [
        Change(outcome, past)
        for outcome in evaluation.outcomes
        if (past := baseline.get(outcome.gold.id)) is not None and past.question == outcome.gold.question
    ]
    return Comparison(
        fixed=tuple(c for c in pairs if c.outcome.right and not c.before.right),
        broken=tuple(c for c in pairs if not c.outcome.right and c.before.right),
        changed=tuple(c for c in pairs if c.outcome.right == c.before.right and _differs(c)),
        new_wrong_figures=tuple(c for c in pairs if c.outcome.wrong_figure and not c.before.wrong_figure),
        differences=_differences(pairs),
        compared=len(pairs),
    )


def _differences(pairs: list[Change]) -> dict[str, Difference]:
    found = {}
    for metric in METRICS:
        before = as_rows([change.before.observed.get(metric.name) for change in pairs])
        after = as_rows([metric.observe(change.outcome) for change in pairs])
        if pairs and (moved := difference(before, after, metric.statistic)) is not None and moved.n >= metric.least:
            found[metric.name] = moved
    return found


def _differs(change: Change) -> bool:
    now = past_of(change.outcome)
    return (now.status, now.answer) != (change.before.status, change.before.answer)
