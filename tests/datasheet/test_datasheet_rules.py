"""What makes a status, and which figure answers which KPI, on text written for the purpose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from esgqa.datasheet import DatasheetRow, datasheet, tag_figures
from esgqa.datasheet.gaps import declared
from esgqa.kpi import load_edition, read_content_index, tag_passages
from esgqa.passages import split
from esgqa.types import Document, Page, Report

INDEX = """HKEX ESG Reporting Guide Content Index
KPI  Description  Section  Page
A1.1  The types of emissions and respective emissions data  Air  2
A1.2  Greenhouse gas emissions in total and intensity  Climate  2
A1.3  Total hazardous waste produced and intensity  Waste  3
A1.4  Total non-hazardous waste produced and intensity  Waste  3
A2.2  Water consumption in total and intensity  Water  3
A2.5  Total packaging material used for finished products  We do not sell packaged goods and it is not applicable.  -
B2.1  Number and rate of work-related fatalities  Safety  4
B6.2  Number of products and service related complaints received  No complaints were received in the year.  -
"""


def rows(*pages: str, index: str = INDEX) -> dict[str, DatasheetRow]:
    texts = [*pages, *([""] * (3 - len(pages))), index] if index else list(pages)
    whole = tuple(Page(n, str(n), text) for n, text in enumerate(texts, 1))
    report = Report(
        "09999-2023", "Lantern Works Limited", whole, "0" * 64, period_start=date(2023, 1, 1),
        period_end=date(2023, 12, 31), edition="2020",
    )  # fmt: skip
    edition = load_edition("2020")
    entries = read_content_index(report, edition)
    document = Document(report, tag_passages(split(report), entries, edition), entries)
    return {row.code: row for row in datasheet(tag_figures(document, edition))}


def values(row: DatasheetRow) -> list[str]:
    return [figure.value for figure in row.figures]


def test_a_table_gives_each_row_to_its_own_kpi() -> None:
    found = rows(
        "About us",
        "Environment\n\nOur footprint in 2023\n\nGreenhouse gas emissions (tonnes of CO2e)  1,204.5\n"
        "Hazardous waste (tonnes)  1.7\nNon-hazardous waste (tonnes)  88.2\nWater consumption (m3)  10,400\n"
        "Electricity consumption (kWh)  2,400,000",
    )
    assert {code: values(found[code]) for code in ("A1.2", "A1.3", "A1.4", "A2.2", "A2.1")} == {
        "A1.2": ["1204.5"], "A1.3": ["1.7"], "A1.4": ["88.2"], "A2.2": ["10400"], "A2.1": ["2400000"],
    }  # fmt: skip
    assert found["A1.2"].agrees is True
    assert found["A1.3"].agrees is False and "page 3" in found["A1.3"].notes[-1]


def test_zero_not_applicable_and_not_found_are_three_answers() -> None:
    found = rows("About us", "Safety\n\nDuring the year there were no work-related fatalities among our staff.")
    assert found["B2.1"].status == "explicit zero" and values(found["B2.1"]) == ["0"]
    assert found["A2.5"].status == "not applicable"
    assert found["B6.2"].status == "explicit zero"
    assert found["A1.2"].status == "not found"
    assert found["B7.1"].status == "not found" and found["B7.1"].agrees is None


def test_a_declared_gap_is_explained() -> None:
    found = rows(
        "Waste\n\nWe did not collect statistics on the hazardous waste produced by our offices in the reporting year."
    )
    assert found["A1.3"].status == "explained"
    assert "did not collect statistics" in found["A1.3"].citations[0].quote


def test_a_target_is_no_result() -> None:
    found = rows(
        "Climate\n\nOur target is to cut greenhouse gas emissions to 900 tonnes by 2030.\n\n"
        "In 2023 greenhouse gas emissions amounted to 1,204.5 tonnes of CO2e."
    )
    assert values(found["A1.2"]) == ["1204.5"]


def test_missing_breakdowns_make_it_partial() -> None:
    found = rows("Our people\n\nEmployee turnover rate\n\nTurnover rate by gender\nMale  12%\nFemale  15%", index="")
    row = found["B1.2"]
    assert row.status == "partly disclosed" and values(row) == ["12", "15"]
    assert "age group" in row.notes[0] and "region" in row.notes[0] and "gender" not in row.notes[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Group does not keep statistics on packaging material.", "explained"),
        ("Data on turnover are not available for the year.", "explained"),
        ("Packaging material is not applicable to our business of leasing.", "not applicable"),
        ("包裝材料不適用於本集團的業務。", "not applicable"),
        ("本年度未有收集有關數據。", "explained"),
        ("The Group will consider disclosing the number of crews in future reports.", "explained"),
        ("本集團將考慮於未來披露有關數據。", "explained"),
        ("The Group plans to report its progress each year.", None),
        ("The Board will consider reporting lines in future.", None),
        ("We recycled 40 tonnes of packaging material.", None),
        ("The committee meets twice a year.", None),
    ],
)
def test_declared_gaps(text: str, expected: str | None) -> None:
    assert declared(text) == expected


def test_confusable_neighbours_keep_apart() -> None:
    pairs: Sequence[tuple[str, str, str]] = (
        ("In 2023 we handled 31 complaints about our products.", "B6.2", "B6.1"),
        ("In 2023, 0.4% of products sold were subject to recall for safety and health reasons.", "B6.1", "B6.2"),
        ("In 2023 the average training hours per employee were 8.4 hours.", "B3.2", "B3.1"),
        ("In 2023, 92% of our employees received training.", "B3.1", "B3.2"),
        ("In 2023, 57 days were lost due to work injury.", "B2.2", "B2.1"),
        ("In 2023 there was 1 work-related fatality.", "B2.1", "B2.2"),
        ("In 2023 we produced 1.7 tonnes of hazardous waste.", "A1.3", "A1.4"),
        ("In 2023 we produced 88.2 tonnes of non-hazardous waste.", "A1.4", "A1.3"),
        ("In 2023 we consumed 10,400 cubic metres of water.", "A2.2", "A2.1"),
        ("In 2023 we consumed 2,400 MWh of electricity.", "A2.1", "A2.2"),
    )
    for text, right, wrong in pairs:
        found = rows(f"Performance\n\n{text}", index="")
        assert found[right].figures, text
        assert not found[wrong].figures, text
