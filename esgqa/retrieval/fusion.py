"""Weighted reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009) over the union of what each part found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def ranks(found: Iterable[tuple[int, float]]) -> dict[int, int]:
    """Row → rank from 1, for rows given best first."""
    return {row: rank for rank, (row, _) in enumerate(found, start=1)}


def fuse(rankings: Mapping[str, Mapping[int, int]], weights: Mapping[str, float], k: int) -> dict[int, float]:
    """Row → sum over the parts of weight / (k + rank); a part that did not find a row adds nothing."""
    scores: dict[int, float] = {}
    for part, ranking in rankings.items():
        weight = weights[part]
        for row, rank in ranking.items():
            scores[row] = scores.get(row, 0.0) + weight / (k + rank)
    return scores


def merge(lists: Sequence[Sequence[tuple[int, float]]], k: int) -> list[tuple[int, float]]:
    """One ranking out of several queries' rankings by the same part: a row's best score counts, ties by row."""
    best: dict[int, float] = {}
    for found in lists:
        for row, score in found:
            best[row] = max(score, best.get(row, score))
    return best_first(best, k)


def best_first(scores: Mapping[int, float], k: int) -> list[tuple[int, float]]:
    """The best `k` rows, ties by row."""
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:k]
