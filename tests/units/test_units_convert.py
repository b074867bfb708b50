"""Conversion: exact, shown, and refused between quantities that are not the same."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgqa.units import convert, parse_unit, shared_unit


def test_the_conversion_is_shown_as_a_reader_would_check_it() -> None:
    done = convert(Decimal("577926.55"), parse_unit("kWh in '000s"), raw="577,926.55")
    assert done.value == 577926550
    assert done.text == "577,926.55 kWh in '000s × 1,000 = 577,926,550 kWh"


def test_nothing_is_shown_where_nothing_was_converted() -> None:
    assert convert(Decimal("43.0"), parse_unit("%")).text == ""
    assert str(convert(Decimal("43.0"), parse_unit("%")).value) == "43.0"


def test_an_assumption_is_shown_even_at_a_factor_of_one() -> None:
    assert convert(Decimal("5341.7"), parse_unit("tons")).text == "5,341.7 tons = 5,341.7 t"


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("MWh", "kWh", "kWh"),
        ("GJ", "MWh", "MJ"),
        ("MWh", "GJ", "MJ"),
        ("kWh/m2", "GJ/m2", "MJ per m2"),
        ("hours", "minutes", "minute"),
        ("kg", "tonnes", "t"),
    ],
)
def test_units_of_one_quantity_share_one(one: str, other: str, shared: str) -> None:
    assert shared_unit([parse_unit(one), parse_unit(other)]) == shared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HK$", "RMB"),
        ("HK$'000", "US$'000"),
        ("HK$", "元"),
        ("tonnes", "tCO2e"),
        ("tonnes of CO2", "tCO2e"),
        ("kWh", "kWh/m2"),
        ("kWh/employee", "kWh/m2"),
        ("tCO2e per HK$ million", "tCO2e per RMB million"),
        ("tce", "kWh"),
        ("days", "hours"),
        ("persons", "person-times"),
        ("kWh", "conferences"),
        ("acres", "m2"),
        ("m3", "tonnes"),
    ],
)
def test_unlike_units_share_none(one: str, other: str) -> None:
    assert shared_unit([parse_unit(one), parse_unit(other)]) == ""
    assert shared_unit([parse_unit(other), parse_unit(one)]) == ""


def test_unlike_units_do_not_convert() -> None:
    with pytest.raises(ValueError, match="does not convert"):
        convert(Decimal(1), parse_unit("HK$"), "CNY")
    with pytest.raises(ValueError, match="does not convert"):
        convert(Decimal(1), parse_unit("conferences"))


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**30), max_value=10**30),
    st.sampled_from(["kWh in '000s", "GWh", "lbs", "barrels", "short tons", "kg", "HK$ million", "litres"]),
)
def test_every_conversion_is_exact(value: Decimal, printed: str) -> None:
    unit = parse_unit(printed)
    assert Fraction(convert(value, unit).value) == Fraction(value) * Fraction(unit.factor)
