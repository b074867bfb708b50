"""What a figure's labels say it is of, where a question asks for another."""

import pytest

from esgqa.answering.features import is_of_another_scope
from esgqa.answering.labels import counts_staff_for_board, is_change, is_of_another_category, is_of_another_side
from esgqa.types import Figure


def figure(row: str, column: str = "") -> Figure:
    return Figure("1.0", "1.0", 1, 0, 3, "", "unknown", f"{row}, {column}", "2024", row, column)


@pytest.mark.parametrize(
    "head", ["Change", "% change", "Year-on-year change", "Increase/(decrease)", "變動", "按年变化"]
)
def test_how_much_something_changed_answers_only_where_that_is_asked(head: str) -> None:
    assert is_change("What share of all emissions is Scope 3?", figure("Total Scope 3", head))
    assert not is_change("By how much did Scope 3 change?", figure("Total Scope 3", head))
    assert not is_change("Is Scope 3 higher than a year ago?", figure("Total Scope 3", head))
    assert not is_change("What share of all emissions is Scope 3?", figure("Total Scope 3", "2024"))


def test_a_category_by_its_number_is_of_that_number() -> None:
    assert is_of_another_category("Scope 3 category 15 emissions", figure("Scope 3"))
    assert is_of_another_category("範圍三第 15 類（投資）排放量", figure("Category 1 Purchased goods"))
    assert not is_of_another_category("Scope 3 category 15 emissions", figure("15 Investments"))
    assert not is_of_another_category("Scope 3 emissions", figure("Scope 3"))


def test_one_part_of_a_country_is_not_another() -> None:
    assert is_of_another_side("華西地區有多少名僱員？", figure("Eastern China"))
    assert is_of_another_side("staff in Northern China", figure("Southern China"))
    assert not is_of_another_side("staff in Northern China", figure("Northern China"))
    assert not is_of_another_side("staff in Northern China", figure("Total"))
    assert not is_of_another_side("How many staff are there?", figure("Southern China"))


def test_a_sentence_on_other_scopes_says_nothing_of_the_one_asked_for() -> None:
    assert is_of_another_scope("What is in Scope 3?", "Direct emissions (Scope 1) and indirect ones (Scope 2)")
    assert not is_of_another_scope("What is in Scope 3?", "Scopes 1, 2 and 3 are counted")
    assert not is_of_another_scope("What is in Scope 3?", "Travel is counted for the first time")


def test_women_of_the_staff_are_no_women_of_the_board() -> None:
    women = figure("Female employees")
    assert counts_staff_for_board("How many women sit on the board?", women, "Female employees 738")
    assert not counts_staff_for_board("How many women work here?", women, "Female employees 738")
    assert not counts_staff_for_board(
        "How many women sit on the board?", figure("Female directors"), "Female directors 3"
    )
