"""Intervals, paired tests, calibration error and risk–coverage, against independent implementations where there are."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from esgqa.evaluation.calibration import bins, calibration_error, risk_area, risk_coverage
from esgqa.evaluation.stats import Rows, difference, estimate, mcnemar, percentile

NAN = math.nan


def column(*values: float) -> Rows:
    return np.array([[value] for value in values], dtype=np.float64)


def answers(*pairs: tuple[float, float]) -> Rows:
    return np.array(pairs, dtype=np.float64)


def test_an_estimate_lies_in_its_interval_and_is_the_same_each_time() -> None:
    rows = column(*[1] * 8, 0, 0)
    found = estimate(rows)
    assert (found.value, found.n) == (0.8, 10)
    assert found.low < 0.8 < found.high
    assert found == estimate(rows)


def test_more_questions_make_the_interval_narrower() -> None:
    few, many = estimate(column(*[1, 0] * 10)), estimate(column(*[1, 0] * 500))
    assert many.high - many.low < few.high - few.low


def test_the_interval_of_a_share_is_the_binomial_one() -> None:
    found = estimate(column(*[1] * 80, *[0] * 20))
    half = 1.96 * math.sqrt(0.8 * 0.2 / 100)
    assert found.low == pytest.approx(0.8 - half, abs=0.015)
    assert found.high == pytest.approx(0.8 + half, abs=0.015)


def test_a_percentile_has_an_interval_too() -> None:
    found = estimate(column(*range(100, 200)), percentile(50))
    assert found.value == 149.5
    assert found.low < 149.5 < found.high


def test_nothing_cannot_be_estimated() -> None:
    with pytest.raises(ValueError):
        estimate(column())


@given(st.integers(0, 60), st.integers(0, 60))
def test_mcnemar_is_the_binomial_test_of_the_questions_that_differ(fixed: int, broken: int) -> None:
    expected = binomtest(fixed, fixed + broken).pvalue if fixed + broken else 1.0
    assert mcnemar(fixed, broken) == pytest.approx(expected)


def test_a_difference_of_marks_is_tested_by_who_changed() -> None:
    before, after = column(*[1] * 20, *[0] * 20), column(*[0] * 10, *[1] * 10, *[0] * 20)
    found = difference(before, after)
    assert found is not None
    assert (found.before, found.after, found.value, found.n) == (0.5, 0.25, -0.25, 40)
    assert found.p == mcnemar(0, 10)
    assert found.low < -0.25 < found.high < 0


def test_as_many_fixed_as_broken_is_noise_however_many() -> None:
    found = difference(column(*[1] * 20, *[0] * 20), column(*[0] * 20, *[1] * 20))
    assert found is not None and found.p == 1.0


def test_scores_are_compared_question_by_question() -> None:
    random = np.random.default_rng(1)
    before = random.random((60, 1))
    found = difference(before, before - 0.01)
    assert found is not None
    # a hundredth on every question is no noise, though the questions differ by far more
    assert found.p < 0.01
    assert found.low == pytest.approx(-0.01) and found.high == pytest.approx(-0.01)


def test_a_question_that_only_one_run_tests_counts_for_that_run() -> None:
    found = difference(column(1, 0, NAN, NAN), column(1, NAN, 0, NAN))
    assert found is not None
    assert (found.before, found.after, found.n) == (0.5, 0.5, 3)


def test_a_run_that_tests_nothing_cannot_be_compared() -> None:
    assert difference(column(1, 0), column(NAN, NAN)) is None


def test_confidence_that_is_the_chance_has_no_error_and_sure_mistakes_have_all() -> None:
    fair = answers(*[(0.75, 1)] * 30, *[(0.75, 0)] * 10)
    assert calibration_error(fair) == pytest.approx(0)
    assert calibration_error(answers(*[(1.0, 0)] * 20)) == pytest.approx(1)


def test_calibration_error_by_hand() -> None:
    # ten answers, one a bin: the distances are 0.1 five times and 0.3 five times
    rows = answers(*[(0.9 + n / 1e9, 1) for n in range(5)], *[(0.3 + n / 1e9, 0) for n in range(5)])
    assert calibration_error(rows) == pytest.approx((5 * 0.1 + 5 * 0.3) / 10)


def test_bins_hold_as_many_answers_each() -> None:
    found = bins(answers(*[(n / 100, n % 2) for n in range(100)]))
    assert [part.n for part in found] == [10] * 10
    assert [part.confidence for part in found] == sorted(part.confidence for part in found)


@given(st.lists(st.tuples(st.sampled_from([0.2, 0.5, 0.9]), st.sampled_from([0.0, 1.0])), min_size=1, max_size=40))
def test_the_order_of_the_questions_does_not_count(pairs: list[tuple[float, float]]) -> None:
    rows, turned = answers(*pairs), answers(*reversed(pairs))
    assert calibration_error(rows) == pytest.approx(calibration_error(turned))
    assert risk_area(rows) == pytest.approx(risk_area(turned))
    assert [p.risk for p in risk_coverage(rows, 50)] == pytest.approx([p.risk for p in risk_coverage(turned, 50)])


def test_the_curve_starts_at_the_surest_and_ends_with_all_that_was_answered() -> None:
    points = risk_coverage(answers((0.9, 1), (0.8, 0), (0.8, 1), (0.5, 0)), 8)
    assert [(p.confidence, p.coverage, p.risk) for p in points] == [
        (0.9, 1 / 8, 0),
        (0.8, 3 / 8, 1 / 3),
        (0.5, 0.5, 0.5),
    ]


def test_a_mistake_costs_more_the_surer_it_was() -> None:
    sure = risk_area(answers((0.9, 0), (0.8, 1), (0.7, 1)))
    unsure = risk_area(answers((0.9, 1), (0.8, 1), (0.7, 0)))
    assert sure == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)
    assert unsure == pytest.approx(1 / 9)
