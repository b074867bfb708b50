"""Printed units: each is read as what it means, and what is not known stays unknown."""

from decimal import Decimal

import pytest

from esgqa.units import intensity, parse_unit


@pytest.mark.parametrize(
    ("printed", "canonical", "factor"),
    [
        ("kWh in '000s", "kWh", "1000"),
        ("kWh in ‘000s", "kWh", "1000"),
        ("kWh (in ’000s)", "kWh", "1000"),
        ("’000 kWh", "kWh", "1000"),
        ("million kWh", "kWh", "1000000"),
        ("MWh", "kWh", "1000"),
        ("GJ", "MJ", "1000"),
        ("千瓦時", "kWh", "1"),
        ("百萬千瓦時", "kWh", "1000000"),
        ("千克", "t", "0.001"),
        ("kg", "t", "0.001"),
        ("噸", "t", "1"),
        ("short tons", "t", "0.90718474"),
        ("lbs", "t", "0.00045359237"),
        ("tonnes of CO2-e", "tCO2e", "1"),
        ("tCO₂e", "tCO2e", "1"),
        ("kg CO2 equivalent", "tCO2e", "0.001"),
        ("噸二氧化碳當量", "tCO2e", "1"),
        ("kt CO2e", "tCO2e", "1000"),
        ("m³", "m3", "1"),
        ("cubic metres", "m3", "1"),
        ("立方米", "m3", "1"),
        ("litres", "m3", "0.001"),
        ("barrels", "m3", "0.158987294928"),
        ("HK$'000", "HKD", "1000"),
        ("HK$ million", "HKD", "1000000"),
        ("千港元", "HKD", "1000"),
        ("RMB million", "CNY", "1000000"),
        ("人民幣百萬元", "CNY", "1000000"),
        ("hours", "hour", "1"),
        ("人", "person", "1"),
        ("employees", "person", "1"),
        ("人次", "person-time", "1"),
        ("%", "%", "1"),
        ("per cent", "%", "1"),
    ],
)
def test_an_absolute_unit(printed: str, canonical: str, factor: str) -> None:
    unit = parse_unit(printed)
    assert (unit.canonical, unit.factor, unit.basis, unit.per) == (canonical, Decimal(factor), "absolute", "")


@pytest.mark.parametrize(
    ("printed", "canonical", "factor", "per"),
    [
        ("hours/employee", "hour per employee", "1", "employee"),
        ("hours per employee", "hour per employee", "1", "employee"),
        ("kWh/person", "kWh per employee", "1", "employee"),
        ("kWh/m2", "kWh per m2", "1", "m2"),
        ("千瓦時/平方米", "kWh per m2", "1", "m2"),
        ("tCO2e/m² of floor area", "tCO2e per m2 of floor area", "1", "m2 of floor area"),
        ("tCO2e per HK$ million revenue", "tCO2e per HKD million of revenue", "1", "HKD million of revenue"),
        ("噸二氧化碳當量/百萬港元收入", "tCO2e per HKD million of revenue", "1", "HKD million of revenue"),
        ("tCO2e / HK$’000 of turnover", "tCO2e per HKD million of revenue", "1000", "HKD million of revenue"),
        ("kWh in ‘000s/ m³ of production volume", "kWh per m3 of production volume", "1000", "m3 of production volume"),
        ("kWh per litre", "kWh per m3", "1000", "m3"),
    ],
)
def test_a_unit_per_something(printed: str, canonical: str, factor: str, per: str) -> None:
    unit = parse_unit(printed)
    assert (unit.canonical, unit.factor, unit.basis, unit.per) == (canonical, Decimal(factor), "intensity", per)


@pytest.mark.parametrize("printed", ["", "conferences", "Mt", "kWh/m2/year", "customer complaints", "M", "widgets/kWh"])
def test_what_is_not_known_has_no_canonical_unit(printed: str) -> None:
    assert not parse_unit(printed).known


def test_a_gas_is_no_other_mass() -> None:
    assert parse_unit("tonnes of CO2").canonical != parse_unit("tonnes of CO2e").canonical
    assert parse_unit("tonnes").canonical != parse_unit("tonnes CO2e").canonical
    assert parse_unit("tonnes of waste").substance == "waste"
    assert parse_unit("tCO2e").substance == "CO2e"


def test_what_was_assumed_is_said() -> None:
    assert "metric" in parse_unit("tons").notes[0]
    assert "metric" in parse_unit("tons/person").notes[0]
    assert not parse_unit("tonnes").notes
    assert not parse_unit("metric tons").notes
    assert "not named" in parse_unit("萬元").notes[0]
    assert parse_unit("萬元").canonical not in ("HKD", "CNY")


def test_a_row_that_names_what_it_is_per_makes_an_intensity() -> None:
    unit = intensity(parse_unit("tonnes"), "HK$ million of revenue")
    assert unit.canonical == parse_unit("tonnes per HK$ million of revenue").canonical
    already = parse_unit("kWh/m2")
    assert intensity(already, "employee") is already
