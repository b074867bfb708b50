"""Numbers as printed: what is read as one, and to which plain decimal."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgqa.passages.numbers import numbers, plain


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_integers_round_trip(number: int) -> None:
    printed = f"{number:,}"
    text = f"a total of {printed} items"
    (found,) = numbers(text)
    assert (found.raw, found.value) == (printed, str(number))
    assert text[found.start : found.end] == printed


@given(st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False))
def test_decimals_keep_every_printed_digit(number: Decimal) -> None:
    assert plain(f"{number:,.3f}") == f"{number:.3f}"


@given(
    st.integers(min_value=1, max_value=9999), st.sampled_from([("million", 6), ("billion", 9), ("萬", 4), ("億", 8)])
)
def test_scale_words_are_multiplied_out(number: int, scale: tuple[str, int]) -> None:
    word, power = scale
    assert plain(f"{number} {word}" if word.isascii() else f"{number}{word}") == str(number * 10**power)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("3.2 million", "3200000"),
        ("1.50", "1.50"),
        ("0.00196", "0.00196"),
        ("４５．５％", "45.5"),
        ("twenty-five", "25"),
        ("one hundred and twenty", "120"),
        ("two million", "2000000"),
        ("a thousand", "1000"),
    ],
)
def test_plain_values(printed: str, value: str) -> None:
    assert plain(printed) == value


def test_a_text_without_number_is_refused() -> None:
    with pytest.raises(ValueError, match="no number"):
        plain("several")


@pytest.mark.parametrize("text", ["ABC12", "emissions2", "PM2.5", "B2B", "COVID-19", "A1.1", "(“SAGD”)1"])
def test_digits_glued_to_letters_or_brackets_are_no_numbers(text: str) -> None:
    assert numbers(text) == []


@given(st.text(max_size=200))
def test_spans_always_index_the_text(text: str) -> None:
    for one in numbers(text):
        assert text[one.start : one.end] == one.raw
