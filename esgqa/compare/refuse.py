"""Lines that look alike and are not: why they are not set against each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from esgqa.compare.types import Column, Draft, Measure, Refusal

_FAR = 20


def refusals(drafts: Sequence[Draft], columns: Sequence[Column]) -> list[Refusal]:
    """Pairs of lines of the same words, each with a report that the other lacks, and what keeps them apart.

    Of all such pairs the nearest are told: those where neither line has a counterpart that differs in less.
    """
    pairs = [
        (one, other)
        for one, other in combinations(drafts, 2)
        if _alike(one.measure) == _alike(other.measure) and _apart(_reports(one, columns), _reports(other, columns))
    ]
    nearest: dict[int, int] = {}
    for pair in pairs:
        for draft in pair:
            nearest[id(draft)] = min(_distance(*pair), nearest.get(id(draft), _FAR))
    return [
        Refusal(
            one.kpi, _named(one, _reports(one, columns)), _named(other, _reports(other, columns)), _reason(one, other)
        )
        for one, other in pairs
        if _distance(one, other) == nearest[id(one)] == nearest[id(other)]
    ]


def _apart(here: set[str], there: set[str]) -> bool:
    return bool(here - there and there - here)


def _distance(one: Draft, other: Draft) -> int:
    """In how much two lines differ; a different basis weighs more than all else."""
    a, b = one.measure, other.measure
    alike = (a.per == b.per or a.basis != b.basis, a.method == b.method, a.scopes == b.scopes, a.boundary == b.boundary)
    return _FAR // 2 * (a.basis != b.basis) + sum(not same for same in alike)


def _alike(measure: Measure) -> tuple[frozenset[str], tuple[int, ...]]:
    """What a reader would take for one thing: the words, and the scope where it is one; totals may cover several."""
    return measure.what, measure.scopes if len(measure.scopes) == 1 else ()


def _reports(draft: Draft, columns: Sequence[Column]) -> set[str]:
    return {column.report for column, cell in zip(columns, draft.cells, strict=True) if cell is not None}


def _named(draft: Draft, reports: set[str]) -> str:
    unit = f" in {draft.unit}" if draft.unit else ""
    return f"{draft.label}{unit} ({', '.join(sorted(reports))})"


def _reason(one: Draft, other: Draft) -> str:
    a, b = one.measure, other.measure
    reasons: list[str] = []
    if a.basis != b.basis:
        reasons.append("an absolute amount is not an intensity")
    elif a.per != b.per:
        reasons.append(f"{_per(a)} is not {_per(b)}")
    if a.method != b.method:
        reasons.append(f"{a.method or 'method not said'} is not {b.method or 'method not said'}")
    if a.scopes != b.scopes:
        reasons.append(f"{_scopes(a)}, and {_scopes(b)}")
    if a.boundary != b.boundary:
        sides = (("the first", a.boundary), ("the second", b.boundary))
        reasons += [f"{side} is narrowed: “{boundary}”" for side, boundary in sides if boundary]
    amounts = one.unit.split(" per ")[0], other.unit.split(" per ")[0]
    if not reasons or (amounts[0] != amounts[1] and a.basis == b.basis):
        reasons.append(f"{amounts[0] or 'an unknown unit'} does not convert into {amounts[1] or 'an unknown unit'}")
    return "; ".join(reasons)


def _per(measure: Measure) -> str:
    return f"per {measure.per}" if measure.per else "an intensity that does not say per what"


def _scopes(measure: Measure) -> str:
    if not measure.scopes:
        return "scopes are not said"
    return f"scope{'s' if len(measure.scopes) > 1 else ''} {', '.join(map(str, measure.scopes))}"
