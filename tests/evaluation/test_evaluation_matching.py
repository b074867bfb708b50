"""When numbers and texts count as the same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgqa.evaluation.matching import Number, as_number, numbers_in, plain, stands_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("4,917 customer complaints", ["4917"]),
        ("from 350,469 to 1,002.50 kWh", ["350469", "1002.50"]),
        ("a fall of -3.5", ["-3.5"]),
        ("10-20 or 10–20", ["10", "20", "10", "20"]),
        ("B6.2, ISO27000 and FY2018", []),
        ("共4,917宗投訴", ["4917"]),
        ("全角１２３", ["123"]),
        ("2016,2017", ["2016"]),
    ],
)
def test_numbers_of_a_text(text: str, values: list[str]) -> None:
    assert [number.value for number in numbers_in(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize("text", ["45.5%", "45.5 %", "45.5 percent", "45.5 per cent", "45.5％"])
def test_a_percent_sign_or_word_makes_a_percentage(text: str) -> None:
    assert as_number(text) == Number(Decimal("45.5"), percent=True)


def test_a_wanted_percentage_is_met_by_a_percentage_only_and_a_plain_number_by_both() -> None:
    plain_number, percentage = Number(Decimal(5)), Number(Decimal(5), percent=True)
    assert percentage.meets(plain_number)
    assert percentage.meets(percentage)
    assert not plain_number.meets(percentage)


@pytest.mark.parametrize(
    "text", ["as of 31 March 2018", "on March 31, 2018", "FY2018", "in 2018", "2018-03-31", "2018年3月31日", "2018 年"]
)
def test_dates_can_be_left_out(text: str) -> None:
    assert numbers_in(text, dates=False) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [("2,018 people in 2018", ["2018"]), ("2018.5 tonnes", ["2018.5"]), ("12 of the 31 suppliers", ["12", "31"])],
)
def test_leaving_dates_out_keeps_quantities(text: str, values: list[str]) -> None:
    assert [number.value for number in numbers_in(text, dates=False)] == [Decimal(value) for value in values]


@given(st.integers(0, 10**12), st.integers(0, 999))
def test_separators_never_change_a_number(whole: int, part: int) -> None:
    text = f"{whole:,}.{part:03d}"
    assert as_number(text) == Number(Decimal(text.replace(",", "")))
    assert [n.value for n in numbers_in(f"there were {text} of them")] == [Decimal(text.replace(",", ""))]


@pytest.mark.parametrize("text", ["", "six", "6 hours", "5 and 6", "B6.2", "March 2018"])
def test_what_is_no_number_as_a_whole(text: str) -> None:
    assert as_number(text) is None


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("Anti-Fraud  policy", "the anti–fraud\npolicy of 2017"),
        ("the “green” office", 'THE "GREEN" OFFICE'),
        ("客戶投訴", "共處理客戶\n投訴"),
        ("supplier", "all suppliers"),
        ("2017", "in 2017."),
        ("CEO", "the CEO said"),
    ],
)
def test_texts_that_stand_in_others(wanted: str, text: str) -> None:
    assert stands_in(wanted, text)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("14", "in 2014"),
        ("20", "20,000 people"),
        ("5", "1.5 tonnes"),
        ("000 people", "20,000 people"),
        ("Ada", "Canada"),
        ("no", "note"),
        ("農藥", "农药"),
        ("", "anything"),
    ],
)
def test_texts_that_do_not(wanted: str, text: str) -> None:
    assert not stands_in(wanted, text)


@given(st.text())
def test_plain_is_done_in_one_go(text: str) -> None:
    once = plain(text)
    assert " ".join(once.split()) == once
