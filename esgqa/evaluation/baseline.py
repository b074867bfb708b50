"""What changed since an earlier run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from esgqa.evaluation.outcome import Outcome
from esgqa.evaluation.record import Past
from esgqa.evaluation.run import Evaluation


@dataclass(frozen=True, slots=True)
class Change:
    """One question whose outcome is not what it was."""

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
    compared: int


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
        compared=len(pairs),
    )


def _differs(change: Change) -> bool:
    answer = change.outcome.answer
    return (answer.status, answer.answer or answer.reason) != (change.before.status, change.before.answer)
