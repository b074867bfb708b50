"""Metrics with their intervals, the gate's bounds, and what changed since a baseline."""

from dataclasses import replace
from pathlib import Path

import pytest
from evaluation_answers import answer, gold

from esgqa.errors import DataError, UsageError
from esgqa.evaluation.baseline import compare
from esgqa.evaluation.gate import check, load_gates
from esgqa.evaluation.html_report import to_html
from esgqa.evaluation.metrics import estimate, groups_of
from esgqa.evaluation.outcome import Outcome, score
from esgqa.evaluation.record import load_baseline, to_json
from esgqa.evaluation.run import Evaluation

FIVE = ("5", "5", "")
SIX = ("6", "6", "")
GATES = Path(__file__).parents[2] / "eval" / "gates.toml"


def number(name: str, right: bool, **fields: object) -> Outcome:
    return score(gold(id=name, answers=("5",), **fields), answer("given", FIVE if right else SIX), 10.0)


def absent(name: str, asserted: bool) -> Outcome:
    given = answer("given", SIX) if asserted else answer(status="not_found")
    return score(gold(id=name, kind="undisclosed", status="not_found"), given, 30.0)


def run(*outcomes: Outcome) -> Evaluation:
    return Evaluation(outcomes, groups_of(outcomes))


def test_an_estimate_lies_in_its_interval_and_is_the_same_each_time() -> None:
    marks = [True] * 8 + [False] * 2
    found = estimate(marks)
    assert found.value == 0.8
    assert found.low < 0.8 < found.high
    assert found == estimate(marks)


def test_more_questions_make_the_interval_narrower() -> None:
    few, many = estimate([True, False] * 10), estimate([True, False] * 500)
    assert many.high - many.low < few.high - few.low


def test_groups_are_the_whole_then_kinds_languages_and_splits() -> None:
    evaluation = run(number("a", True, split="test"), number("b", False), absent("c", False))
    names = [group.name for group in evaluation.groups]
    assert names == ["all", "kind=figure", "kind=undisclosed", "split=dev", "split=test"]
    whole = evaluation.groups[0]
    assert whole.estimates["answer_accuracy"].value == 0.5
    assert whole.estimates["answer_accuracy"].n == 2
    assert whole.estimates["abstention_accuracy"].value == 1.0
    assert "page_accuracy" not in whole.estimates
    assert whole.p50_ms == 10.0


def test_the_gate_names_what_is_below_a_floor_and_above_a_ceiling() -> None:
    evaluation = run(number("a", True), number("b", False), absent("c", True))
    gates = {"answer_accuracy": {"min": 0.85}, "asserted_when_absent": {"max": 0.05}, "page_accuracy": {"min": 0.9}}
    failures = [failure.what for failure in check(evaluation, gates)]
    assert ["answer_accuracy" in failures[0], "asserted_when_absent" in failures[1], len(failures)] == [True, True, 2]


def test_a_share_that_reaches_the_bound_passes() -> None:
    evaluation = run(number("a", True), number("b", False), absent("c", False))
    assert check(evaluation, {"answer_accuracy": {"min": 0.5}, "asserted_when_absent": {"max": 0.0}}) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[speed]\nmin = 1", "speed"),
        ("[answer_accuracy]\nmin = 85", "85"),
        ("[answer_accuracy]\nleast = 0.8", "answer_accuracy"),
        ("answer_accuracy = 0.8", "answer_accuracy"),
        ("[", "TOML"),
    ],
)
def test_bad_gates_are_named(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "gates.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=named):
        load_gates(path)


def test_missing_gates_are_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_gates(tmp_path / "none.toml")


def test_the_project_s_own_gates_can_be_read() -> None:
    assert "answer_accuracy" in load_gates(GATES)


def test_a_run_is_its_own_baseline(tmp_path: Path) -> None:
    evaluation = run(number("a", True), number("b", False), absent("c", True))
    path = tmp_path / "before.json"
    path.write_text(to_json(evaluation), encoding="utf-8")
    found = compare(evaluation, load_baseline(path))
    assert (found.fixed, found.broken, found.changed, found.new_wrong_figures) == ((), (), (), ())
    assert found.compared == 3


def test_fixed_broken_and_newly_wrong_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "before.json"
    path.write_text(to_json(run(number("a", True), number("b", False), absent("c", False))), encoding="utf-8")
    after = run(number("a", False), number("b", True), absent("c", True), number("new", False))
    found = compare(after, load_baseline(path))
    assert [change.outcome.gold.id for change in found.fixed] == ["b"]
    assert [change.outcome.gold.id for change in found.broken] == ["a", "c"]
    assert [change.outcome.gold.id for change in found.new_wrong_figures] == ["a", "c"]
    assert [failure.what.split(":")[0] for failure in check(after, {}, found)] == ["a", "c"]


def test_a_reworded_question_is_not_compared(tmp_path: Path) -> None:
    before = number("a", True)
    path = tmp_path / "before.json"
    path.write_text(to_json(run(before)), encoding="utf-8")
    reworded = replace(before, gold=replace(before.gold, question="how few?"))
    assert compare(run(reworded), load_baseline(path)).compared == 0


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 1}', '{"format": 9, "outcomes": []}', "null"])
def test_what_is_no_baseline_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "before.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"before\.json"):
        load_baseline(path)


def test_the_page_shows_every_miss_and_escapes_what_it_shows() -> None:
    hostile = "<script>alert(1)</script>"
    wanted = gold(id="x", question=hostile, answers=("5",), pages=("1",))
    missed = score(wanted, answer(hostile, SIX, quotes=(f"quote {hostile}",)), 10.0)
    page = to_html(run(missed, number("fine", True)))
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == 3
    assert "src=" not in page
    assert "fine" not in page
