"""Intensities, shares and scopes that do not agree with what they are ratios of."""

from __future__ import annotations

from datetime import date

import pytest

from esgqa.checks import Finding, find_checks
from esgqa.passages import split
from esgqa.types import Document, Page, Report

ENERGY = "Energy\n\nEnergy (kWh)  2023  2022\nElectricity  400,000  390,000\nPer employee  {}  780.0\n"
WATER = "Water\n\nWater (m3)  2023  2022\nTap water  6,000  5,500\nPer employee  12.00  11.00\n"
WASTE = "Waste\n\nWaste (tonnes)  2023  2022\nOffice waste  150.0  155.0\nPer employee  0.300  0.310\n"


def findings(*pages: str) -> tuple[Finding, ...]:
    whole = tuple(Page(n, str(n + 10), text) for n, text in enumerate(pages, 1))
    report = Report(
        "09999-2023", "Lantern Works", whole, "0" * 64, period_start=date(2023, 1, 1), period_end=date(2023, 12, 31)
    )
    return find_checks(Document(report, split(report)))


def test_an_intensity_that_means_another_divisor_than_the_others() -> None:
    assert not findings(ENERGY.format("800.0"), WATER, WASTE)
    (found,) = findings(ENERGY.format("880.0"), WATER, WASTE)
    assert found.kind == "intensity" and [place.raw for place in found.places] == ["880.0", "400,000"]
    assert "about 455" in found.text and "about 500" in found.text


def test_two_intensities_alone_accuse_neither() -> None:
    assert not findings(ENERGY.format("880.0"), WATER)


SHARES = "Employees  Number  Share (%)\nMale  120  60.0\nFemale  80  {}\nUnder 30  50  25.0\nOver 50  20  10.0\nTotal  200  100.0\n"


@pytest.mark.parametrize(("printed", "kinds"), [("40.0", []), ("40.1", ["share"]), ("45.0", ["share"])])
def test_a_share_that_is_not_the_count_by_the_total(printed: str, kinds: list[str]) -> None:
    found = [one for one in findings(SHARES.format(printed)) if one.kind == "share"]
    assert [one.kind for one in found] == kinds


SCOPES = "GHG emissions (tCO2e)  2023  2022\nScope 1  1,200  1,100\nScope 2  3,400  3,300\nScope 1 and 2  {}  4,400\n"


def test_the_scopes_and_their_sum() -> None:
    assert not findings(SCOPES.format("4,600"))
    (found,) = findings(SCOPES.format("4,660"))
    assert (found.kind, found.difference) == ("scopes", "60")
