"""Metrics with their intervals, the gate's bounds, and what changed since a baseline."""

from dataclasses import replace
from pathlib import Path

import pytest
from evaluation_answers import answer, gold

from esgqa.errors import DataError, UsageError
from esgqa.evaluation.baseline import Comparison, compare
from esgqa.evaluation.gate import Gates, check, load_gates
from esgqa.evaluation.outcome import Outcome, score
from esgqa.evaluation.record import load_baseline, past_of, to_json
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
    return Evaluation.of(outcomes)


def test_groups_are_the_whole_then_kinds_languages_and_splits() -> None:
    evaluation = run(number("a", True, split="test"), number("b", False), absent("c", False))
    names = [group.name for group in evaluation.groups]
    assert names == ["all", "kind=figure", "kind=undisclosed", "split=dev", "split=test"]
    whole = evaluation.groups[0]
    assert whole.estimates["answer_accuracy"].value == 0.5
    assert whole.estimates["answer_accuracy"].n == 2
    assert whole.estimates["abstention_accuracy"].value == 1.0
    assert "page_accuracy" not in whole.estimates
    assert whole.estimates["latency_p50"].value == 10.0


def test_the_gate_names_what_is_below_a_floor_and_above_a_ceiling() -> None:
    evaluation = run(number("a", True), number("b", False), absent("c", True))
    gates = {"answer_accuracy": {"min": 0.85}, "asserted_when_absent": {"max": 0.05}, "page_accuracy": {"min": 0.9}}
    failures = [failure.what for failure in check(evaluation, Gates(gates))]
    assert ["answer_accuracy" in failures[0], "asserted_when_absent" in failures[1], len(failures)] == [True, True, 2]


def test_a_share_that_reaches_the_bound_passes() -> None:
    evaluation = run(number("a", True), number("b", False), absent("c", False))
    assert check(evaluation, Gates({"answer_accuracy": {"min": 0.5}, "asserted_when_absent": {"max": 0.0}})) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[speed]\nmin = 1", "speed"),
        ("[answer_accuracy]\nmin = 85", "85"),
        ("[answer_accuracy]\nleast = 0.8", "answer_accuracy"),
        ("answer_accuracy = 0.8", "answer_accuracy"),
        ("[latency_p50]\nmax = -1", "latency_p50"),
        ("significance = 5", "significance"),
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
    assert "answer_accuracy" in load_gates(GATES).bounds


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
    assert [failure.what.split(":")[0] for failure in check(after, Gates(), found)] == ["a", "c"]


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


def before_and_after(tmp_path: Path, before: list[Outcome], after: list[Outcome]) -> Comparison:
    path = tmp_path / "before.json"
    path.write_text(to_json(run(*before)), encoding="utf-8")
    return compare(run(*after), load_baseline(path))


def test_the_gate_closes_on_a_drop_beyond_noise_and_on_no_other(tmp_path: Path) -> None:
    questions = [number(str(n), True) for n in range(30)]
    gates = Gates({"answer_accuracy": {"min": 0.1}})
    for broken, closed in ((5, False), (6, True)):
        # withheld, so that no wrong number is asserted
        after = [
            score(outcome.gold, answer(status="not_found"), 10.0) if n < broken else outcome
            for n, outcome in enumerate(questions)
        ]
        found = check(run(*after), gates, before_and_after(tmp_path, questions, after))
        assert bool(found) is closed
    assert "answer_accuracy" in found[0].what and "80.0%" in found[0].what


def test_a_rise_is_no_drop_and_more_wrong_numbers_are(tmp_path: Path) -> None:
    good, bad = [number(str(n), True) for n in range(30)], [number(str(n), False) for n in range(30)]
    rise, fall = before_and_after(tmp_path, bad, good), before_and_after(tmp_path, good, bad)
    assert not any(rise.worse(metric, 0.05) for metric in rise.differences)
    assert {metric for metric in fall.differences if fall.worse(metric, 0.05)} == {
        "right",
        "answer_accuracy",
        "first_figure_accuracy",
        "wrong_figure",
    }


def test_a_metric_without_a_gate_and_a_slower_machine_are_no_drop(tmp_path: Path) -> None:
    good = [number(str(n), True) for n in range(30)]
    slow = [score(outcome.gold, answer(status="not_found"), 500.0) for outcome in good]
    comparison = before_and_after(tmp_path, good, slow)
    assert comparison.worse("latency_p50", 0.05)
    assert check(run(*slow), Gates({"latency_p50": {"max": 600}}), comparison) == []
    closed = check(run(*slow), Gates({"latency_p50": {"max": 400}}), comparison)
    assert ["500" in failure.what and "400" in failure.what for failure in closed] == [True]


def test_what_a_run_observed_is_what_a_baseline_remembers(tmp_path: Path) -> None:
    evaluation = run(number("a", True), number("b", False), absent("c", True))
    path = tmp_path / "before.json"
    path.write_text(to_json(evaluation), encoding="utf-8")
    assert load_baseline(path) == {outcome.gold.id: past_of(outcome) for outcome in evaluation.outcomes}
