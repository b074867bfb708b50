from hypothesis import given
from hypothesis import strategies as st

from esgqa.retrieval.fusion import best_first, fuse, merge, ranks


def test_reciprocal_ranks_are_weighted_and_added() -> None:
    scores = fuse({"a": {7: 1, 8: 2}, "b": {8: 1}}, {"a": 1.0, "b": 0.5}, 10)
    assert scores == {7: 1 / 11, 8: 1 / 12 + 0.5 / 11}


def test_a_part_of_weight_zero_brings_candidates_but_no_score() -> None:
    assert fuse({"a": {1: 1}}, {"a": 0.0}, 10) == {1: 0.0}


def test_merged_queries_count_a_rows_best_score() -> None:
    assert merge([[(1, 0.9), (2, 0.5)], [(2, 0.8), (3, 0.7)]], 2) == [(1, 0.9), (2, 0.8)]


def test_ties_go_by_row() -> None:
    assert best_first({9: 1.0, 3: 1.0, 5: 2.0}, 3) == [(5, 2.0), (3, 1.0), (9, 1.0)]


@given(st.lists(st.integers(0, 50), unique=True, min_size=1))
def test_one_part_alone_keeps_its_order(rows: list[int]) -> None:
    fused = fuse({"only": ranks((row, 0.0) for row in rows)}, {"only": 0.7}, 10)
    assert [row for row, _ in best_first(fused, len(rows))] == rows
