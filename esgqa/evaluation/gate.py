"""The gate: bounds that a change must not cross."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from esgqa.errors import DataError, UsageError
from esgqa.evaluation.baseline import Comparison
from esgqa.evaluation.metrics import METRICS
from esgqa.evaluation.run import Evaluation

Gates = Mapping[str, Mapping[str, float]]
"""By metric, then `min` or `max`: the share that it must reach, or must not pass."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One bound that is crossed, in words."""

    what: str


def load_gates(path: Path) -> Gates:
    """The gates of a TOML file: a table a metric, with `min` or `max` or both.

    Raises `UsageError` for a missing file and `DataError` for an unknown metric or a bound that is no share.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            str(path), cause=error.strerror or "unreadable", remedy="Run where the gates are, or leave --gate out."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(str(path), cause=f"not valid TOML ({error})", remedy="Correct the file.") from error
    names = [metric.name for metric in METRICS]
    for name, bounds in found.items():
        if name not in names:
            raise DataError(str(path), cause=f"unknown metric {name!r}", remedy=f"They are {', '.join(names)}.")
        if not isinstance(bounds, dict) or not bounds or set(bounds) - {"min", "max"}:
            raise DataError(
                str(path), cause=f"{name} has no min or max", remedy=f"Write [{name}] and min or max below."
            )
        for side, bound in bounds.items():
            if isinstance(bound, bool) or not isinstance(bound, int | float) or not 0 <= bound <= 1:
                raise DataError(str(path), cause=f"{name}.{side} is {bound!r}", remedy="Write a share from 0 to 1.")
    return found


def check(evaluation: Evaluation, gates: Gates, comparison: Comparison | None = None) -> list[Failure]:
    """Every bound that is crossed, and every wrong number that an earlier run did not assert; empty: the gate is open.

    A metric that no question tests is not checked, so that a small gold set can be run alone.
    """
    failures = []
    for metric in METRICS:
        found, bounds = evaluation.groups[0].estimates.get(metric.name), gates.get(metric.name, {})
        if found is None:
            continue
        said = f"{metric.title} ({metric.name}) {found.value:.1%} of {found.n}"
        if found.value < bounds.get("min", 0.0):
            failures.append(Failure(f"{said}, the gate is at least {bounds['min']:.1%}"))
        if found.value > bounds.get("max", 1.0):
            failures.append(Failure(f"{said}, the gate is at most {bounds['max']:.1%}"))
    for change in comparison.new_wrong_figures if comparison else ():
        gold = change.outcome.gold
        failures.append(Failure(f"{gold.id}: a wrong number that the baseline did not assert, for {gold.question!r}"))
    return failures
