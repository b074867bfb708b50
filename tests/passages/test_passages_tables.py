"""Flattened tables, as PDF text gives them, in layouts of several issuers."""

from datetime import date

import pytest

from esgqa.passages import split
from esgqa.passages.tables import split_columns
from esgqa.types import Figure, Page, Passage, Report


def report(*pages: str) -> Report:
    made = tuple(Page(position, str(position), text) for position, text in enumerate(pages, 1))
    return Report(
        "09999-2021", "Example", made, "0", period_start=date(2021, 1, 1), period_end=date(2021, 12, 31)
    )  # fmt: skip


def table(text: str) -> Passage:
    found = [one for one in split(report(text)) if one.kind == "table"]
    assert len(found) == 1, [(one.kind, one.text) for one in split(report(text))]
    return found[0]


def cells(passage: Passage) -> dict[tuple[str, str], Figure]:
    return {(one.row, one.period): one for one in passage.figures}


PROSE = (
    "The Group keeps records of its resource use at every site and reviews them each\n"
    "quarter with the managers who are responsible for the buildings and vehicles.\n"
)


def test_year_columns_units_and_groups() -> None:
    found = table(
        PROSE + "The emissions of the Group are as follows:\n"
        "Emissions Unit 2021 2020\nTotal nitrogen oxides tonnes 1.25 1.75\n- Stationary\ncombustion\ntonnes 1.00 1.50\n"
        "- Vehicles kg 250.50 251.75\nIntensity tonnes/\nm3 of output\n0.15 0.18\n"
    )
    seen = cells(found)
    assert seen["Stationary combustion tonnes", "2020"].value == "1.50"
    assert seen["Stationary combustion tonnes", "2020"].unit == "tonnes"
    assert seen["Vehicles kg", "2021"].unit == "kg"
    assert "Total nitrogen oxides" in seen["Vehicles kg", "2021"].caption
    assert seen["Intensity tonnes/ m3 of output", "2021"].dimension == "intensity"
    assert found.text.startswith("The emissions of the Group")
    rows = [found.text[a - found.start : b - found.start] for a, b in found.sentences]
    assert "- Stationary\ncombustion\ntonnes 1.00 1.50" in rows


def test_structure_list_with_a_wrapped_label_and_its_value_alone() -> None:
    found = table(
        PROSE + "\nNumber of Branches\n\nBranches of the retail business\n(own and franchised)\n\n463\n\n"
        "Overseas branches 20\n\nBranches of other businesses 86\n"
    )
    first = found.figures[0]
    assert (first.value, first.row, first.unit) == (
        "463", "Branches of the retail business (own and franchised)", "branches",
    )  # fmt: skip
    assert [one.value for one in found.figures] == ["463", "20", "86"]


def test_age_groups_are_labels_and_not_quantities() -> None:
    found = table(
        "Workforce (persons)\nNumber of staff by age\n29 years of age or under 165\n30 to 50 years of age 319\n"
        "51 years of age or above 0\nNumber of staff by gender\nMale 264\nFemale 220\n"
    )
    assert [one.value for one in found.figures] == ["165", "319", "0", "264", "220"]
    assert {one.unit for one in found.figures} == {"persons"}
    assert found.figures[3].measure == "Male, Number of staff by gender, Workforce (persons)"


def test_two_column_heads_on_one_line() -> None:
    found = table(
        PROSE + "Training Data by Grade\nPercentage of Training Average Training Hours\nDirectors 100% 36\n"
        "Managers 90% 14.5\n"
    )
    share, hours = found.figures[:2]
    assert (share.column, share.unit) == ("Percentage of Training", "%")
    assert (hours.column, hours.unit, hours.row) == ("Average Training Hours", "hours", "Directors")


def test_the_unit_in_the_row_is_the_first_columns_where_a_cell_has_its_own() -> None:
    found = table(
        PROSE + "Resource Use in 20211\nIndicator Consumption Density (per employee)\n"
        "Electricity (kWh) 350,469 724.11 kWh/person\nWater (tons) 5,341.7 11.04 tons/person\n\n"
        "1 The scope of electricity and water covers the head office and two warehouses only.\n"
    )
    assert [(one.value, one.unit, one.column) for one in found.figures[:2]] == [
        ("350469", "kWh", "Consumption"), ("724.11", "kWh/person", "Density (per employee)"),
    ]  # fmt: skip
    assert all([note.mark for note in one.footnotes] == ["1"] for one in found.figures)


def test_a_footnote_mark_glued_to_a_decimal_is_not_part_of_it() -> None:
    found = table(
        PROSE
        + "Air Emissions Unit 2021 2020\nSulphur oxides tonnes 67.566 71.767\nNitrogen oxides tonnes 67.500 69.7601\n"
        "Particles tonnes 7.275 3.763\n1 The figure of the year before is revised with new emission factors.\n"
    )
    revised = cells(found)["Nitrogen oxides tonnes", "2020"]
    assert (revised.raw, [note.mark for note in revised.footnotes]) == ("69.760", ["1"])


def test_prose_lines_that_end_in_a_number_are_no_table() -> None:
    passages = split(
        report(
            "During the reporting period, there was no lawsuit against the Company and we had 400\n"
            "person-times of integrity training, and the platform by now already covers more than 20\n"
            "industries in all provinces. We also opened new branches in 17 cities.\n"
        )
    )
    assert [one.kind for one in passages] == ["paragraph"]


def test_a_long_table_is_cut_between_rows_and_keeps_its_caption() -> None:
    rows = "".join(
        f"Facility of the northern region number {chr(65 + n % 26)}{n} {n + 1},000 {n + 2},000\n" for n in range(90)
    )
    found = [one for one in split(report("Water withdrawn Unit 2021 2020\n" + rows)) if one.kind == "table"]
    assert len(found) > 1
    assert all("Water withdrawn" in one.section for one in found[1:])
    assert sum(len(one.figures) for one in found) == 180


def test_financial_year_columns_nil_and_capital_units() -> None:
    found = table(
        "Environmental Performance\nKPI Unit FY2021 FY2020 FY2019\nTotal electricity consumption MWh 12,345 11,222 10,999\n"
        "Electricity intensity MWh/HK$ million revenue 0.12 0.13 0.14\nHazardous waste Tonnes Nil 0.2 N/A\n"
    )
    seen = cells(found)
    assert seen["Hazardous waste Tonnes", "2021"].value == "0"
    assert seen["Hazardous waste Tonnes", "2020"].unit == "Tonnes"
    assert seen["Electricity intensity MWh/HK$ million revenue", "2019"].unit == "MWh/HK$ million revenue"
    assert len(found.figures) == 8


def test_every_cell_on_a_line_of_its_own() -> None:
    found = table(
        "Item\n2021\n2020\nTotal water consumption (m3)\n12,345\n13,456\nWater intensity (m3/employee)\n5.2\n6.1\n"
    )
    assert [(one.value, one.period, one.unit) for one in found.figures] == [
        ("12345", "2021", "m3"), ("13456", "2020", "m3"), ("5.2", "2021", "m3/employee"), ("6.1", "2020", "m3/employee"),
    ]  # fmt: skip


def test_chinese_table_and_a_second_one_with_fewer_columns() -> None:
    first, second = (
        one
        for one in split(
            report(
                "溫室氣體排放\n指標 單位 2021年 2020年\n範圍一 噸二氧化碳當量 120.5 130.2\n範圍二 噸二氧化碳當量 1,114.0 1,200.3\n"
                "員工人數（按性別劃分）\n男性 264\n女性 220\n"
            )
        )
        if one.kind == "table"
    )
    assert [(one.value, one.unit, one.period) for one in first.figures[:2]] == [
        ("120.5", "噸二氧化碳當量", "2021"), ("130.2", "噸二氧化碳當量", "2020"),
    ]  # fmt: skip
    assert [(one.value, one.row) for one in second.figures] == [("264", "男性"), ("220", "女性")]


@pytest.mark.parametrize(
    ("head", "cells", "names"),
    [
        (
            "Level Senior management Middle management General employees",
            ["100%", "98.3%", "92.7%"],
            ("Senior management", "Middle management", "General employees"),
        ),
        (
            "Eastern China Central China Western China Hong Kong and others",
            ["3,120", "1,268", "977", "83"],
            ("Eastern China", "Central China", "Western China", "Hong Kong and others"),
        ),
    ],
)
def test_heads_that_run_together_are_told_apart(head: str, cells: list[str], names: tuple[str, ...]) -> None:
    assert split_columns(head, cells) == names


def test_a_pasted_table_with_a_column_of_changes_and_years_that_hold_below_the_next_title() -> None:
    found = [
        one
        for one in split(
            report(
                PROSE
                + "2020 2021 Change\n(2021 vs 2020)\nWaste produced\nGeneral waste23 (tonnes) 766.61 824.47 +7.55%\n"
                "Scrap metal (tonnes) 26.24 11.63 -55.68%\n" + PROSE + "Water consumption and intensity\n"
                "Water consumption (m3\n) 341,744 366,000 +7.10%\nWater intensity per employee (m3\n/employee) 24.44 28.39 +16.14%\n"
                "23 General waste mainly includes the waste of offices and shops of the Group.\n"
            )
        )
        if one.kind == "table"
    ]
    seen = {(one.row, one.column): one for passage in found for one in passage.figures}
    assert seen["General waste (tonnes)", "2020"].value == "766.61"
    assert seen["General waste (tonnes)", "Change"].value == "7.55"
    assert seen["Water consumption (m3 )", "2021"].value == "366000"
    assert seen["Water intensity per employee (m3 /employee)", "2020"].dimension == "intensity"


def test_a_head_that_names_the_column_of_units_before_the_only_other_one() -> None:
    found = table(
        PROSE + "The main consumption was as follows:\nType of energy Unit Consumption\n"
        "Electricity consumed Megawatt-hour 54,257.8\nWater consumed Thousand ton 3,153.7\nDust Gram 66,032.1\n"
    )
    assert [(one.unit, one.dimension) for one in found.figures] == [
        ("Megawatt-hour", "energy"),
        ("Thousand ton", "mass"),
        ("Gram", "mass"),
    ]


def test_what_a_chart_leaves_behind_is_no_table_of_figures() -> None:
    text = PROSE + "Staff by gender in 2021\n0 2,000 4,000 6,000 8,000\n2,948 5,146\n0 2,000 4,000\n761 8,094\n" + PROSE
    figures = [one.raw for passage in split(report(text)) for one in passage.figures]
    assert not {"2,000", "2,948", "761"} & set(figures)


def test_notes_that_run_on_in_one_line_are_notes_each() -> None:
    found = split(
        report(
            PROSE
            + "Indicator 2020 2021\nGeneral waste7 (tonnes) 766.61 824.47\nBuilding waste8 (tonnes) 171.80 742.79\n"
            "7 General waste mainly includes the waste of offices. 8 Building waste rose since shops were closed.\n"
        )
    )
    notes = {one.row: [note.mark for note in one.footnotes] for passage in found for one in passage.figures}
    assert notes["Building waste (tonnes)"] == ["8"]


def test_labels_first_and_as_many_values_after() -> None:
    found = split(
        report(
            PROSE
            + "Category Number of employees\nBy gender\nMale\nFemale\n3,897\n2,387\nBy age\nBelow 30\n30 to 50\nAbove 50\n2,871\n3,246\n167\n"
            "By region\nNorthern Coast Southern Coast Central Coast Harbour and others\n3,120 1,268 977 836\n" + PROSE
        )
    )
    seen = {one.row: one for passage in found for one in passage.figures}
    assert {row: one.value for row, one in seen.items()} == {
        "Male": "3897", "Female": "2387", "Below 30": "2871", "30 to 50": "3246", "Above 50": "167",
        "Northern Coast": "3120", "Southern Coast": "1268", "Central Coast": "977", "Harbour and others": "836",
    }  # fmt: skip
    assert seen["Below 30"].unit == "employees"
    assert "By age" in seen["Below 30"].caption


def test_labels_and_values_that_do_not_match_in_number_are_no_table() -> None:
    found = split(report(PROSE + "By gender\nMale\nFemale\n3,897\n2,387\n1,200\n" + PROSE))
    assert not [one.row for passage in found for one in passage.figures if one.row in ("Male", "Female")]


def test_labels_each_before_its_own_value_under_heads() -> None:
    found = split(
        report(
            PROSE
            + "Total workforce by age group\n<30\n28.02%\n>50\n15.3%\n30–50\n56.68%\nTotal workforce by\nlocation\n"
            "Others\n10.76%\nChina excluding\nHong Kong\n89.24%\n" + PROSE
        )
    )
    seen = {one.row: (one.value, one.caption) for passage in found for one in passage.figures}
    assert seen["30–50"] == ("56.68", "Total workforce by age group")
    assert seen["China excluding Hong Kong"] == ("89.24", "Total workforce by location")


def test_an_intensity_is_of_the_row_above() -> None:
    found = table(
        PROSE
        + "The use of resources was as follows:\nType of resource Unit 2021 2020\nTotal electricity MWh 54.2 55.1\n"
        "Intensity MWh/shop 1.87 1.90\nTotal water m3 3,153 3,201\nIntensity m3/shop 108.7 110.4\n"
    )
    captions = {one.raw: one.caption for one in found.figures}
    assert captions["1.87"].endswith("Total electricity") and captions["108.7"].endswith("Total water")
    assert not captions["3,153"].endswith("electricity")


def test_prose_in_chinese_that_breaks_before_its_unit_is_no_table() -> None:
    text = (
        "本章說明本集團如何管治、評估及應對氣候變化所帶來的風險和機遇，並載列董事會在本年度內所審議的各項主要議題及其結論。\n\n"
        "本集團推行改善工作。按照這個計劃，2030\n年的減排量將有三分之一來自電力，而到了2035\n"
        "年則全部來自再生能源。董事會已批准，並撥款 120\n百萬港元予各附屬公司。\n"
    )
    assert {one.kind for one in split(report(text))} == {"paragraph"}
