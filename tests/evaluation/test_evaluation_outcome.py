"""What a right answer, page, reason and KPI are."""

import pytest
from evaluation_answers import answer, gold

from esgqa.evaluation.outcome import score
from esgqa.types import Answer, Status


def right(question: object, given: Answer) -> bool:
    return score(question, given).right  # type: ignore[arg-type]


def test_a_figure_is_right_by_its_value_whatever_the_separators() -> None:
    assert right(gold(answers=("4917",)), answer("4,917 complaints", ("4917", "4,917", "complaints")))
    assert right(gold(answers=("4,917",)), answer("4,917 complaints"))
    assert not right(gold(answers=("4917",)), answer("491", ("491", "491", "")))


def test_any_of_the_answers_will_do() -> None:
    assert right(gold(answers=("15000000", "15")), answer("15 million", ("15000000", "15 million", "")))


def test_a_number_that_only_a_quote_holds_is_no_answer_to_a_number_question() -> None:
    given = answer("12 suppliers", ("12", "12", "suppliers"), quotes=("12 suppliers and 31 customers",))
    assert not right(gold(answers=("31",)), given)


def test_the_date_that_a_figure_is_for_is_not_the_figure() -> None:
    given = answer("4,917 complaints (FY ended 31 March 2018).", ("4917", "4,917", "complaints"))
    assert not right(gold(answers=("31",)), given)
    assert not right(gold(answers=("2018",)), given)


def test_a_year_is_an_answer_where_no_figure_is_given() -> None:
    assert right(gold(answers=("2014",)), answer("It was founded in 2014."))


def test_a_wanted_percentage_is_not_met_by_tonnes() -> None:
    assert right(gold(answers=("45.5%",)), answer("45.5%", ("45.5", "45.5%", "%")))
    assert right(gold(answers=("45.5",)), answer("45.5%", ("45.5", "45.5%", "%")))
    assert not right(gold(answers=("45.5%",)), answer("45.5 tonnes", ("45.5", "45.5", "tonnes")))


def test_words_answer_a_text_question_from_the_answer_or_its_quotes() -> None:
    assert right(gold(kind="text", answers=("Audit Committee",)), answer("The audit committee."))
    assert right(gold(kind="text", answers=("Audit Committee",)), answer("See:", quotes=("the Audit\nCommittee",)))
    assert not right(gold(kind="text", answers=("Audit Committee",)), answer("The board."))


def test_everything_in_all_must_stand_there_with_numbers_as_numbers() -> None:
    wanted = gold(kind="list", all=("4917", "solar"))
    assert right(wanted, answer("solar panels", quotes=("4,917 panels",)))
    assert not right(wanted, answer("solar panels", quotes=("panels",)))
    assert not right(gold(kind="list", all=("14",)), answer("since 2014"))


def test_all_and_answers_are_both_wanted() -> None:
    wanted = gold(kind="text", answers=("a school", "a college"), all=("2017",))
    assert right(wanted, answer("A college, built in 2017"))
    assert not right(wanted, answer("A college"))
    assert not right(wanted, answer("A clinic, built in 2017"))


@pytest.mark.parametrize(
    ("text", "wanted", "is_right"),
    [
        ("Yes: it does.", "yes", True),
        ("Yes", "yes", True),
        ("No: no cases.", "yes", False),
        ("Not known.", "no", False),
        ("否：沒有", "no", True),
        ("It does.", "yes", False),
    ],
)
def test_a_wanted_yes_or_no_must_open_the_answer(text: str, wanted: str, is_right: bool) -> None:
    assert right(gold(kind="yes_no", answers=(wanted,)), answer(text)) is is_right


@pytest.mark.parametrize("status", ["not_disclosed", "not_found", "ambiguous", "error"])
def test_only_an_answer_is_a_right_answer(status: Status) -> None:
    outcome = score(gold(answers=("5",)), answer("5", ("5", "5", ""), status=status))
    assert (outcome.right, outcome.answer_right, outcome.wrong_figure) == (False, False, False)


@pytest.mark.parametrize(
    ("status", "abstained", "reason"),
    [
        ("not_disclosed", True, True),
        ("not_found", True, False),
        ("ambiguous", False, False),
        ("error", False, False),
        ("answered", False, False),
    ],
)
def test_abstaining_and_its_reason(status: Status, abstained: bool, reason: bool) -> None:
    outcome = score(gold(kind="undisclosed", status="not_disclosed"), answer("x", status=status))
    assert (outcome.abstained, outcome.reason_right, outcome.right) == (abstained, reason, reason)
    assert outcome.asserted_when_absent is (status == "answered")
    assert outcome.answer_right is None


def test_an_ambiguous_question_wants_to_be_called_so() -> None:
    assert score(gold(status="ambiguous"), answer(status="ambiguous")).abstained


def test_a_wrong_number_asserted_is_marked_and_a_withheld_one_is_not() -> None:
    assert score(gold(answers=("5",)), answer("6", ("6", "6", ""))).wrong_figure
    assert score(gold(kind="undisclosed", status="not_found"), answer("6", ("6", "6", ""))).wrong_figure
    assert score(gold(answers=("5",)), answer("5", ("5", "5", ""))).wrong_figure is False
    assert score(gold(answers=("5",)), answer(status="not_found")).wrong_figure is False
    assert score(gold(kind="text", answers=("a",)), answer("6")).wrong_figure is None


def test_giving_many_figures_does_not_make_the_first_right() -> None:
    given = answer("6 and 5", ("6", "6", ""), ("5", "5", ""))
    outcome = score(gold(answers=("5",)), given)
    assert (outcome.answer_right, outcome.first_figure) == (True, False)


def test_pages_are_printed_labels_or_positions() -> None:
    given = answer("5", quotes=("5", "5"), pages=(3, 9))
    first = score(gold(answers=("5",), pages=("1",)), given)
    assert (first.first_page, first.any_page) == (True, True)
    second = score(gold(answers=("5",), pages=("9",), page_kind="position"), given)
    assert (second.first_page, second.any_page) == (False, True)
    assert score(gold(answers=("5",), pages=("3",)), given).any_page is False
    assert score(gold(answers=("5",)), given).any_page is None


def test_a_page_of_another_report_or_of_no_answer_does_not_count() -> None:
    wanted = gold(answers=("5",), pages=("1",))
    assert score(wanted, answer("5", quotes=("5",), report="other")).any_page is False
    assert score(wanted, answer("", quotes=("5",), status="not_disclosed")).any_page is False


def test_one_of_the_gold_kpis_must_be_named() -> None:
    assert score(gold(answers=("5",), kpi=("B6.2", "B6.GD")), answer("5", kpis=("A1.1", "B6.2"))).kpi_right
    assert score(gold(answers=("5",), kpi=("B6.2",)), answer("5", kpis=("B6.1",))).kpi_right is False
    assert score(gold(answers=("5",)), answer("5", kpis=("B6.1",))).kpi_right is None
