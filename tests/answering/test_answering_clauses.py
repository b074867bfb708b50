"""One figure of a sentence that is likely to answer: told from the rest of the sentence by its clause."""

import re
from dataclasses import replace

import pytest

from esgqa.answering.candidates import Candidate
from esgqa.answering.close_reading import clause_of
from esgqa.answering.intent import read_intent
from esgqa.answering.scope import Years
from esgqa.answering.understand import Understanding
from esgqa.answering.wanted import LIKELY_ALONE, only_figure, stands_alone
from esgqa.types import Figure, Hit, Passage, Question


def of(text: str, dimension: str = "count") -> list[Candidate]:
    """Every number of a sentence as a candidate; what follows it in `%` is a share."""
    found = []
    figures = []
    for match in re.finditer(r"[\d,]*\d(?:\.\d+)?%?", text):
        kind = "percent" if match.group().endswith("%") else dimension
        value = match.group().rstrip("%").replace(",", "")
        figures.append(Figure(match.group(), value, 1, match.start() + 40, match.end() + 40, "", kind))
    passage = Passage(
        "r:1:1", "r", 1, "1", 40, 40 + len(text), text, "paragraph", (), ((40, 40 + len(text)),), tuple(figures)
    )
    for figure in figures:
        features = {"measure_cover": 0.0, "counted": 0.0, "own_cover": 0.2}
        found.append(Candidate(Hit(passage, 1.0), passage.sentences[0], figure, features, 0.2))
    return found


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Some 286 people began and another 251 passed.", ["Some 286 people began", "and another 251 passed."]),
        ("We met 12 times; of the items 40 were closed.", ["We met 12 times;", "of the items 40 were closed."]),
        ("All told 1,204 calls came, in all 96% answered.", ["All told 1,204 calls came,", "in all 96% answered."]),
        # what it is of is said once for both
        (
            "Staff gave 729 turns and 1,103.6 hours.",
            ["Staff gave 729 turns", "Staff gave 729 turns and 1,103.6 hours."],
        ),
        ("Only 7 left.", ["Only 7 left."]),
    ],
)
def test_the_clause_of_a_figure_ends_where_the_next_begins(text: str, clauses: list[str]) -> None:
    assert [clause_of(one) for one in of(text)] == clauses


def read(question: str) -> Understanding:
    return Understanding(
        Question(question, "en", "figure"), read_intent(question), Years(), question, (), (), "", "", (), ()
    )


def sentence(figures: list[Candidate], probability: float) -> Candidate:
    return replace(figures[0], figure=None, probability=probability)


def test_the_only_figure_of_its_kind_answers_where_its_clause_does() -> None:
    share = of("Of the callers 4,917 wrote and another 96% were answered.")
    question = read("What percentage of the callers got a reply?")
    likely = sentence(share, 0.7)
    found = only_figure(question, share, likely, lambda one: True)
    assert found is not None and found.figure is not None
    assert (found.figure.raw, found.probability) == ("96%", 0.7)
    assert only_figure(question, share, likely, lambda one: False) is None
    assert only_figure(question, share, sentence(share, 0.5), lambda one: True) is None


def test_of_two_of_a_kind_neither_does() -> None:
    counts = of("Some 286 people began and another 251 passed.")
    found = only_figure(read("How many beginners made it?"), counts, sentence(counts, 0.9), lambda one: True)
    assert found is None


@pytest.mark.parametrize(
    ("chance", "score", "other", "alone"),
    [
        (0.42, 3.0, 0.02, True),
        (0.42, 3.0, 0.3, False),
        (0.42, -1.0, 0.02, False),
        (LIKELY_ALONE - 0.01, 3.0, 0.02, False),
    ],
)
def test_a_figure_that_no_other_comes_near_may_be_less_likely(
    chance: float, score: float, other: float, alone: bool
) -> None:
    first, second = of("Of 84 crews 12 were new.")
    first.probability, second.probability = chance, other
    first.features["ce"] = score
    assert stands_alone([first, second]) is alone
    second.refused = "is of another year"
    assert stands_alone([first, second]) is (alone or (score > 1 and chance > LIKELY_ALONE))
    assert not stands_alone([])
