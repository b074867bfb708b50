"""The gate: floors that a run must reach, and no newly asserted wrong answer against a baseline."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from esgqa.errors import DataError, UsageError
from esgqa.evaluation.metrics import Rate
from esgqa.evaluation.scoring import Outcome


def load_floors(path: Path) -> Mapping[str, Mapping[str, float]]:
    """`{metric: {"min": …}}` or `{"max": …}` from a TOML file; raises `UsageError` for a missing or damaged one."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UsageError(str(path), cause=str(error), remedy="Write the floors as [metric] with min or max.") from error
    return {name: {str(k): float(v) for k, v in floor.items()} for name, floor in found.items()}


def below(rates: Mapping[str, Rate], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """A sentence for each metric outside its floor; raises `DataError` for a floor on a metric that does not exist."""
    failures: list[str] = []
    for name, floor in floors.items():
        if name not in rates:
            raise DataError(f"gate {name!r}", cause="no such metric", remedy=f"There are {', '.join(rates)}.")
        value = rates[name].value
        if rates[name].of and value < floor.get("min", value):
            failures.append(f"{name} is {value:.1%}, the gate is at least {floor['min']:.1%}")
        if rates[name].of and value > floor.get("max", value):
            failures.append(f"{name} is {value:.1%}, the gate is at most {floor['max']:.1%}")
    return failures


def newly_wrong(outcomes: Sequence[Outcome], baseline: Path) -> list[str]:
    """A sentence for each question that asserts a wrong answer now and did not in the baseline."""
    try:
        before = {o["id"]: o for o in json.loads(baseline.read_text(encoding="utf-8"))["outcomes"]}
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(
            str(baseline), cause=f"no baseline ({error})", remedy="Write one with `esgqa eval --json FILE`."
        ) from error
    found = []
    for outcome in outcomes:
        old = before.get(outcome.id)
        if old is not None and outcome.asserted_wrong and not (old["got"] == "answered" and not old["right"]):
            found.append(f"{outcome.id} now asserts a wrong answer: {outcome.answer[:80]!r}")
    return found
