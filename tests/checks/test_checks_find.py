"""What a report's figures contradict, and what only looks as if they did."""

from __future__ import annotations

from datetime import date

import pytest

from esgqa.checks import Finding, find_checks
from esgqa.passages import split
from esgqa.types import Document, Page, Report


def findings(*pages: str) -> tuple[Finding, ...]:
    whole = tuple(Page(n, str(n + 10), text) for n, text in enumerate(pages, 1))
    report = Report(
        "09999-2023", "Lantern Works", whole, "0" * 64, period_start=date(2023, 1, 1), period_end=date(2023, 12, 31)
    )
    return find_checks(Document(report, split(report)))


def test_a_total_that_its_parts_do_not_make() -> None:
    (found,) = findings("Waste (tonnes)  2023  2022\nPaper  41.9  44.0\nPlastic  21.3  20.8\nTotal  65.2  64.8\n")
    assert (found.kind, found.difference) == ("parts and total", "2.0")
    assert [place.raw for place in found.places] == ["65.2", "41.9", "21.3"]
    assert {place.page_label for place in found.places} == {"11"}
    assert "63.2" in found.text and "65.2" in found.text


@pytest.mark.parametrize(
    "table",
    [
        "Waste (tonnes)  2023  2022\nPaper  41.9  44.0\nPlastic  21.3  20.8\nTotal  63.3  64.7\n",  # rounding
        "Waste (tonnes)  2023  2022\nPaper  41.9  44.0\nPlastic  21.3  20.8\nTotal  163.2  164.8\n",  # a list that is not whole
        "Turnover rate  2023  2022\nMale  12%  14%\nFemale  15%  11%\nTotal  13%  12%\n",  # rates do not add up
        "Waste (tonnes)  2023  2022\nPaper  41.9  44.0\nof which recycled  11.9  14.0\nPlastic  21.3  20.8\nTotal  63.2  64.8\n",
        "Average hours  2023  2022\nMale  8.1  8.0\nFemale  8.8  8.4\nTotal  16.0  16.1\n",
    ],
)
def test_what_is_no_finding(table: str) -> None:
    assert not findings(table)


def test_the_parts_of_a_row_are_not_added_to_the_total() -> None:
    table = (
        "GHG emissions  2023  2022\nScope 1 tonnes  100.0  90.0\n- Vehicles tonnes  60.0  50.0\n- Boilers tonnes  40.0  40.0\n"
        "Scope 2 tonnes  11.6  8.8\nTotal tonnes  111.6  98.8\n"
    )
    assert not findings(table)
    (found,) = findings(table.replace("- Boilers tonnes  40.0", "- Boilers tonnes  42.0"))
    assert [place.raw for place in found.places] == ["100.0", "60.0", "42.0"]


def test_a_jump_over_ten_times() -> None:
    (found,) = findings("Water (m3)  2023  2022\nTap water  104,000  10,100\nRain water  300  290\n")
    assert found.kind == "jump" and "104,000 in 2023" in found.text and "10,100 in 2022" in found.text


def test_one_measure_with_two_values() -> None:
    first = "Our year\n\nWater consumption (m3)  2023  2022\nTap water  1,040  1,010\nRain water  300  290\n"
    assert not findings(first, first)
    (found,) = findings(first, first.replace("300  290", "320  290"))
    assert found.kind == "said twice" and "p. 11" in found.text and "p. 12" in found.text
    assert not findings(first, first.replace("Rain water  300", "Rain water, plants only  320"))


def test_more_people_trained_than_employed() -> None:
    text = (
        "At the end of 2023 the number of full-time employees was 484.\n\n"
        "During 2023, more than 600 workers took part in training courses on safety.\n"
    )
    (found,) = findings(text)
    assert found.kind == "more than there are" and found.difference == "116"
    assert not findings(text.replace("600", "400"))
