"""The gate: bounds that a change must not cross, and what it must not make worse."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from esgqa.errors import DataError, UsageError
from esgqa.evaluation.baseline import Comparison
from esgqa.evaluation.metrics import BY_NAME, METRICS
from esgqa.evaluation.run import Evaluation

_SIGNIFICANCE = "significance"
NOISE = 0.05
"""How unlikely a change must be to be more than noise, where the gates do not say."""


@dataclass(frozen=True, slots=True)
class Gates:
    """The bounds, and how unlikely a drop must be to be more than noise."""

    bounds: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By metric, then `min` or `max`: what it must reach, or must not pass."""
    significance: float = NOISE


@dataclass(frozen=True, slots=True)
class Failure:
    """One bound that is crossed, in words."""

    what: str


def load_gates(path: Path) -> Gates:
    """The gates of a TOML file: `significance`, and a table a metric with `min` or `max` or both.

    Raises `UsageError` for a missing file and `DataError` for an unknown metric or a bound that it cannot have.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            str(path), cause=error.strerror or "unreadable", remedy="Run where the gates are, or leave --gate out."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(str(path), cause=f"not valid TOML ({error})", remedy="Correct the file.") from error
    significance = found.pop(_SIGNIFICANCE, NOISE)
    if not _is_number(significance) or not 0 < significance < 1:
        raise DataError(
            str(path), cause=f"{_SIGNIFICANCE} is {significance!r}", remedy="Write a share between 0 and 1."
        )
    for name, bounds in found.items():
        if name not in BY_NAME:
            raise DataError(str(path), cause=f"unknown metric {name!r}", remedy=f"They are {', '.join(BY_NAME)}.")
        if not isinstance(bounds, dict) or not bounds or set(bounds) - {"min", "max"}:
            raise DataError(
                str(path), cause=f"{name} has no min or max", remedy=f"Write [{name}] and min or max below."
            )
        in_ms = BY_NAME[name].unit == "ms"
        for side, bound in bounds.items():
            if not _is_number(bound) or bound < 0 or (bound > 1 and not in_ms):
                wanted = "Write milliseconds." if in_ms else "Write a share from 0 to 1."
                raise DataError(str(path), cause=f"{name}.{side} is {bound!r}", remedy=wanted)
    return Gates(found, significance)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def check(evaluation: Evaluation, gates: Gates, comparison: Comparison | None = None) -> list[Failure]:
    """Every bound that is crossed and, against an earlier run, every gated metric that is worse beyond noise and every
    wrong number that was not asserted then; empty: the gate is open.

    A metric that no question tests is not checked, so that a small gold set can be run alone. Times are held to their
    bounds only: another machine is no drop.
    """
    failures = []
    for metric in METRICS:
        found, bounds = evaluation.groups[0].estimates.get(metric.name), gates.bounds.get(metric.name)
        if found is None or bounds is None:
            continue
        said = f"{metric.title} ({metric.name}) {metric.show(found.value)} of {found.n}"
        if found.value < bounds.get("min", 0.0):
            failures.append(Failure(f"{said}, the gate is at least {metric.show(bounds['min'])}"))
        if found.value > bounds.get("max", found.value):
            failures.append(Failure(f"{said}, the gate is at most {metric.show(bounds['max'])}"))
        if comparison and metric.unit != "ms" and comparison.worse(metric.name, gates.significance):
            moved = comparison.differences[metric.name]
            failures.append(
                Failure(
                    f"{metric.title} ({metric.name}) went from {metric.show(moved.before)} to "
                    f"{metric.show(moved.after)} on {moved.n} questions, which is more than noise (p {moved.p:.3f})"
                )
            )
    for change in comparison.new_wrong_figures if comparison else ():
        gold = change.outcome.gold
        failures.append(Failure(f"{gold.id}: a wrong number that the baseline did not assert, for {gold.question!r}"))
    return failures
