"""What each metric counts, and how well a ranking finds the evidence."""

import pytest
from evaluation_answers import answer, gold

from esgqa.evaluation.metrics import groups_of, summarise
from esgqa.evaluation.outcome import Outcome, score
from esgqa.evaluation.retrieval import evidence_of, judge
from esgqa.types import Answer, Hit, Passage, Status


def passage(name: str, text: str, page: int = 3, report: str = "r") -> Passage:
    return Passage(name, report, page, str(page - 2), 0, len(text), text)


def hits(*passages: Passage) -> list[Hit]:
    return [Hit(p, 1.0 / (n + 1)) for n, p in enumerate(passages)]


def withheld(name: str, expected: Status, given: Status) -> Outcome:
    fields = {"answers": ("5",)} if expected == "answered" else {}
    return score(gold(id=name, status=expected, **fields), answer(status=given))


def test_precision_and_recall_of_each_reason() -> None:
    outcomes = [
        withheld("a", "not_disclosed", "not_disclosed"),
        withheld("b", "not_disclosed", "not_found"),
        withheld("c", "not_found", "not_found"),
        withheld("d", "answered", "not_found"),
        withheld("e", "ambiguous", "not_disclosed"),
    ]
    found = {name: (e.value, e.n) for name, e in summarise(outcomes).estimates.items()}
    assert found["not_disclosed_precision"] == (0.5, 2)
    assert found["not_disclosed_recall"] == (0.5, 2)
    assert found["not_found_precision"] == (pytest.approx(1 / 3), 3)
    assert found["not_found_recall"] == (1.0, 1)
    assert found["ambiguous_recall"] == (0.0, 1)
    assert "ambiguous_precision" not in found
    assert found["abstention_precision"] == (0.8, 5)
    assert found["right"] == (0.4, 5)


def test_calibration_is_of_answers_given_and_of_answers_withheld_apart() -> None:
    def given(name: str, confidence: float, right: bool) -> Outcome:
        said = answer("5", ("5", "5", "")) if right else answer("6", ("6", "6", ""))
        return score(gold(id=name, answers=("5",)), _sure(said, confidence))

    outcomes = [given(f"g{n}", 0.9, n % 10 != 0) for n in range(60)]
    outcomes += [
        score(gold(id=f"w{n}", kind="undisclosed", status="not_found"), _sure(answer(status="not_found"), 0.5))
        for n in range(60)
    ]
    found = summarise(outcomes).estimates
    assert found["calibration_error"].value == pytest.approx(0, abs=1e-9)
    assert found["withheld_calibration_error"].value == pytest.approx(0.5)
    assert found["risk_area"].value == pytest.approx(0.1)
    assert "calibration_error" not in summarise(outcomes[:49]).estimates


def _sure(given: Answer, confidence: float) -> Answer:
    return Answer(given.question, given.status, given.answer, figures=given.figures, confidence=confidence)


def test_kinds_and_languages_have_accuracies_of_their_own() -> None:
    outcomes = [
        score(gold(id="a", answers=("5",), lang="en"), answer("5", ("5", "5", ""))),
        score(gold(id="b", answers=("5",), lang="zh-Hant", kind="table"), answer("6", ("6", "6", ""))),
    ]
    accuracy = {group.name: group.estimates["answer_accuracy"].value for group in groups_of(outcomes)}
    assert accuracy["kind=figure"] == accuracy["lang=en"] == 1.0
    assert accuracy["kind=table"] == accuracy["lang=zh-Hant"] == 0.0


def test_evidence_is_what_holds_an_answer_on_a_gold_page() -> None:
    passages = [
        passage("right", "we had 4,917 complaints"),
        passage("beside", "we had no fires"),
        passage("elsewhere", "we had 4,917 complaints", page=9),
        passage("other", "we had 4,917 complaints", report="other"),
        passage("longer", "14,917 complaints"),
    ]
    assert evidence_of(gold(answers=("4917",), pages=("1",)), passages) == {"right"}
    by_position = gold(answers=("4917",), pages=("9",), page_kind="position")
    assert evidence_of(by_position, passages) == {"elsewhere"}


def test_where_no_passage_holds_the_answer_the_whole_page_is_evidence() -> None:
    passages = [passage("one", "we recycle"), passage("two", "we compost"), passage("far", "we burn", page=9)]
    assert evidence_of(gold(kind="yes_no", answers=("yes",), pages=("1",)), passages) == {"one", "two"}
    assert evidence_of(gold(answers=("5",), pages=("77",)), passages) == frozenset()


def test_measures_of_a_ranking_by_hand() -> None:
    wrong = [passage(f"w{n}", "") for n in range(6)]
    good, late, never = passage("good", ""), passage("late", ""), passage("never", "")
    found = judge(hits(wrong[0], good, *wrong[1:], late), frozenset({"good", "late", "never"})).measures
    assert found["mrr"] == 0.5
    assert found["hit_at_5"] == 1.0
    assert found["recall_at_5"] == pytest.approx(1 / 3)
    assert found["recall_at_10"] == pytest.approx(2 / 3)
    ideal = 1 + 0.63093 + 0.5
    assert found["ndcg_at_10"] == pytest.approx((0.63093 + 0.31546) / ideal, abs=1e-4)
    assert never.id in judge(hits(good), frozenset({"never"})).evidence


def test_finding_nothing_scores_nothing() -> None:
    assert set(judge([], frozenset({"a"})).measures.values()) == {0.0}
    with pytest.raises(ValueError):
        judge(hits(passage("a", "")), frozenset())
