"""The second look at the likeliest sentences: trees read as they were fitted, and what comes after them never before them."""

import math

import pytest

from esgqa.answering.candidates import Candidate
from esgqa.answering.model import log_odds
from esgqa.answering.second_look import MOST, Trees, features_of, load, look_again
from esgqa.types import Hit, Passage

STUMP = Trees(
    ("liking", "missing"),
    ((0.0, (((0, 1.5, 1, 1, 2), (-1, -2.0, 0, 0, 0), (1, 0.5, 0, 3, 4), (-1, 2.0, 0, 0, 0), (-1, 0.0, 0, 0, 0)),)),),
)


@pytest.mark.parametrize(
    ("features", "odds"),
    [
        ({"liking": 1.0, "missing": 0.0}, -2.0),
        ({"liking": 2.0, "missing": 0.0}, 2.0),
        ({"liking": 2.0, "missing": 1.0}, 0.0),
        ({"missing": 1.0}, -2.0),  # a value that is missing goes left here
    ],
)
def test_a_tree_is_followed_to_its_leaf(features: dict[str, float], odds: float) -> None:
    assert STUMP.probability(features) == pytest.approx(1 / (1 + math.exp(-odds)))


def test_each_candidate_knows_how_far_it_is_ahead_of_the_best_other() -> None:
    seen = features_of([{}, {}, {}], [0.9, 0.5, 0.1])
    assert seen[0]["ahead"] == pytest.approx(log_odds(0.9) - log_odds(0.5))
    assert seen[1]["ahead"] == pytest.approx(log_odds(0.5) - log_odds(0.9))
    assert features_of([{}], [0.3])[0]["ahead"] == 0.0
    assert math.isfinite(log_odds(0.0)) and math.isfinite(log_odds(1.0))


def test_the_likeliest_are_looked_at_and_none_after_them_comes_before_them() -> None:
    passage = Passage("r:1:1", "r", 1, "1", 0, 4, "text", "paragraph", (), ((0, 4),))
    sentences = [Candidate(Hit(passage, 1.0), (0, 4), None, {"ce": 6.0 - n}, 0.95 - 0.05 * n) for n in range(MOST + 3)]
    look_again(sentences)
    chances = [one.probability for one in sentences]
    assert chances == sorted(chances, reverse=True)
    assert all(0.0 <= chance <= 1.0 for chance in chances)
    assert {one.features["ce"] for one in sentences[-3:]} == {1.0, 0.0, -1.0}


def test_the_shipped_trees_are_of_features_that_the_first_look_has_too() -> None:
    trees = load()
    assert {"log_odds", "ahead", "ce"} <= set(trees.names)
    assert all(node[0] < len(trees.names) for _, fit in trees.fits for tree in fit for node in tree)
