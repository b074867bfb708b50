"""Figures of tables whose cells the reader placed: what row, column, head and unit each belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from esgqa.passages import split
from esgqa.types import Cell, Figure, Grid, Page, Report

Row = Sequence[str | None]


def page(
    rows: Sequence[Row],
    *,
    heads: int,
    above: str = "",
    below: str = "",
    position: int = 1,
    spans: dict[str, int] | None = None,
) -> Page:
    """A page with one table; `None` is an empty cell, `spans` says how many columns a head covers."""
    text, cells = above, []
    start = len(text)
    for number, row in enumerate(rows):
        parts = []
        for column, value in enumerate(row):
            if value is not None:
                parts.append((column, value))
        for index, (column, value) in enumerate(parts):
            text += "  " if index else ""
            cells.append(Cell(number, column, (spans or {}).get(value, 1), len(text), len(text) + len(value)))
            text += value
        text += "\n"
    end = len(text) - 1
    columns = max(len(row) for row in rows)
    boxes = tuple((cell.start, cell.end, 0.0, 0.0, 1.0, 1.0) for cell in cells)
    return Page(
        position, str(position), text + below, boxes=boxes, grids=(Grid(start, end, columns, heads, tuple(cells)),)
    )


def report_of(*pages: Page) -> Report:
    return Report(
        "09999-2023", "Lantern Works", pages, "0" * 64, period_start=date(2023, 1, 1), period_end=date(2023, 12, 31)
    )


def figures(*pages: Page) -> dict[tuple[str, str], Figure]:
    return {(f.row, f.column): f for passage in split(report_of(*pages)) for f in passage.figures}


def test_empty_cells_do_not_move_their_neighbours() -> None:
    found = figures(
        page(
            [
                (None, None, "2023", None, "2022", None),
                ("Emissions", "Unit", "Hong Kong", "Mainland", "Hong Kong", "Mainland"),
                ("Scope 1", "tCO2e", "120.5", None, None, "98.2"),
                ("Scope 2", "tCO2e", None, "3,200", "–", "2,990"),
            ],
            heads=2,
            spans={"2023": 2, "2022": 2},
        )
    )
    assert {key: (f.value, f.period, f.unit) for key, f in found.items()} == {
        ("Scope 1", "Hong Kong 2023"): ("120.5", "2023", "tCO2e"),
        ("Scope 1", "Mainland 2022"): ("98.2", "2022", "tCO2e"),
        ("Scope 2", "Mainland 2023"): ("3200", "2023", "tCO2e"),
        ("Scope 2", "Mainland 2022"): ("2990", "2022", "tCO2e"),
    }


def test_heads_that_say_which_year_without_a_number() -> None:
    found = figures(
        page(
            [("Refuse", "This year", "Preceding year"), ("Ash (tonnes)", "21.6", "17.9"), ("Mud (tonnes)", "3", "4")],
            heads=1,
        )
    )
    assert {(f.row, f.period, f.value) for f in found.values()} >= {
        ("Ash (tonnes)", "2023", "21.6"),
        ("Ash (tonnes)", "2022", "17.9"),
    }


def test_a_row_that_ends_in_a_year_is_of_that_year() -> None:
    found = figures(
        page(
            [("Crew", "Upper yard", "Lower yard"), ("Turnover 2023", "12.9%", "9%"), ("Turnover 2022", "13.6%", "8%")],
            heads=1,
        )
    )
    assert found["Turnover 2022", "Upper yard 2022"].value == "13.6"


def test_a_table_of_people_counts_people() -> None:
    found = figures(
        page([("People at 30 June", "2023", "2022"), ("Blue ferries", "812", "826"), ("Yard", "9", "8")], heads=1)
    )
    assert {f.dimension for f in found.values()} == {"count"}


def test_groups_and_dashes_name_what_the_rows_are_of() -> None:
    found = figures(
        page(
            [
                ("Turnover rate", "2023"),
                ("By gender",),
                ("- Male", "12%"),
                ("- Female", "15%"),
                ("By region",),
                ("- Hong Kong", "9%"),
                ("Total", "13%"),
            ],
            heads=1,
        )
    )
    assert found["Male", "2023"].caption == "Turnover rate · By gender"
    assert found["Hong Kong", "2023"].caption == "Turnover rate · By region"
    assert found["Total", "2023"].caption == "Turnover rate"
    assert found["Female", "2023"].measure == "Female, By gender, Turnover rate"


def test_a_table_goes_on_over_the_page_with_heads_and_group() -> None:
    first = page(
        [
            ("Energy", "Unit", "2023", "2022"),
            ("Hong Kong", "kWh", "27.3", "18.9"),
            ("- Electricity", "kWh", "14.7", "11.1"),
        ],
        heads=1,
    )
    second = page([("- Petrol", "kWh", "12.6", "7.8"), ("Total", "kWh", "27.3", "18.9")], heads=0, position=2)
    found = figures(first, second)
    assert found["Petrol", "2022"].value == "7.8"
    assert found["Petrol", "2022"].caption == "Energy · Hong Kong"


def test_heads_printed_again_begin_a_new_part() -> None:
    found = figures(
        page(
            [
                ("Workforce", "2023", "2022"),
                ("Male", "310", "298"),
                ("Hours of training", "2023", "2022"),
                ("Male", "8.1", "8.4"),
            ],
            heads=1,
        )
    )
    assert {f.caption for f in found.values()} == {"Hours of training"}  # the later of two with one row and column
    assert found["Male", "2022"].value == "8.4"


def test_two_columns_of_labels() -> None:
    found = figures(
        page(
            [
                ("Category", "Grade", "Trained (%)", "Hours"),
                ("Male", "Senior", "100", "12.5"),
                (None, "Junior", "92", "8.0"),
                ("Female", "Senior", "98", "13.1"),
            ],
            heads=1,
        )
    )
    assert found["Junior", "Hours"].measure == "Junior, Hours, Male"
    assert found["Junior", "Trained (%)"].unit == "%"


def test_words_in_a_cell_are_read_as_words() -> None:
    found = figures(
        page(
            [
                ("Target", "Base", "Progress"),
                ("Cut emissions", "2019", "Emissions fell by 8% in 2023"),
                ("Save water", "2020", "40 m3"),
                ("Plant trees", "2021", "1,200"),
            ],
            heads=1,
        )
    )
    assert sorted(f.value for f in found.values()) == ["1200", "40", "8"]
    assert found["", ""].raw == "8%"
    assert (found["Save water", "Progress"].value, found["Save water", "Progress"].unit) == ("40", "m3")


def test_a_glued_digit_is_no_mark_where_the_file_shows_which_are_raised() -> None:
    rows = [("Intensity", "2023", "2022"), ("Per employee", "1.84", "1.92"), ("Per shop", "2.01", "2.11")]
    notes = "\nNotes:\n(1) Covers Hong Kong alone.\n(2) Restated to include the Dongguan plant.\n"
    found = figures(page(rows, heads=1, below=notes))
    assert found["Per employee", "2022"].value == "1.92" and found["Per shop", "2023"].value == "2.01"
    assert [note.mark for note in found["Per shop", "2023"].footnotes] == ["1", "2"]


def test_a_dash_in_a_cell_of_its_own_leaves_the_row_under_its_parent() -> None:
    found = page(
        [
            ("Air pollutants", None, "Unit", "2023", "2022"),
            ("Total nitrogen oxides", None, "kg", "67.5", "71.7"),
            ("-", "Boilers", "kg", "60.1", "69.7"),
            ("-", "Vehicles", "kg", "7.4", "2.0"),
            ("Total dust", None, "kg", "7.2", "3.7"),
            ("-", "Vehicles", "kg", "1.2", "0.7"),
        ],
        heads=1,
        spans={"Air pollutants": 2, "Total nitrogen oxides": 2, "Total dust": 2},
    )
    rows = [(f.row, f.value, f.caption) for p in split(report_of(found)) for f in p.figures if f.period == "2023"]
    assert rows == [
        ("Total nitrogen oxides", "67.5", "Air pollutants"),
        ("Boilers", "60.1", "Air pollutants · Total nitrogen oxides"),
        ("Vehicles", "7.4", "Air pollutants · Total nitrogen oxides"),
        ("Total dust", "7.2", "Air pollutants"),
        ("Vehicles", "1.2", "Air pollutants · Total dust"),
    ]


def test_a_parent_goes_on_over_the_page_though_only_one_page_has_a_column_for_dashes() -> None:
    one = page(
        [
            ("Energy", None, "Unit", "2023", "2022"),
            ("Depot", None, "MWh", "30.5", "31.5"),
            ("-", "Gas", "MWh", "20.1", "22.1"),
        ],
        heads=1,
        spans={"Energy": 2, "Depot": 2},
    )
    two = page(
        [("Energy", "Unit", "2023", "2022"), ("- Diesel", "MWh", "10.4", "9.4"), ("All", "MWh", "30.5", "31.5")],
        heads=1,
        position=2,
    )
    found = figures(one, two)
    assert found["Diesel", "2023"].caption == "Energy · Depot"
    assert found["All", "2023"].caption == "Energy"


def test_a_first_group_that_was_read_as_a_head_is_the_group() -> None:
    found = figures(
        page(
            [
                ("Turnover rate", None, "2023"),
                ("By gender",),
                ("-", "Male", "12%"),
                ("By region",),
                ("-", "Hong Kong", "9%"),
            ],
            heads=2,
            spans={"Turnover rate": 2},
        )
    )
    assert found["Male", "2023"].caption == "Turnover rate · By gender"
    assert found["Hong Kong", "2023"].caption == "Turnover rate · By region"


def test_a_head_with_an_open_bracket_goes_on_in_the_row_below() -> None:
    found = figures(
        page([("Average training (hours per", "2023"), ("employee)",), ("Male", "12.5"), ("Female", "11.5")], heads=1)
    )
    assert found["Male", "2023"].unit == "hours per employee"


def test_whole_numbers_of_a_workforce_are_counts() -> None:
    found = figures(page([("Total workforce", "59"), ("Workforce turnover rate", "12")], heads=0))
    dims = {row: f.dimension for (row, _), f in found.items()}
    assert dims == {"Total workforce": "count", "Workforce turnover rate": "unknown"}


def test_a_second_table_right_below_has_heads_of_its_own() -> None:
    found = figures(
        page(
            [
                ("Indicator", "Unit", "2023"),
                ("Employees", "person", "712"),
                ("Turnover rate", "Unit", "2023"),
                ("Male", "%", "1.93"),
                ("Overall", "%", "6.94"),
            ],
            heads=1,
        )
    )
    assert {row: (f.value, f.unit, f.caption) for (row, _), f in found.items()} == {
        "Employees": ("712", "person", ""),
        "Male": ("1.93", "%", "Turnover rate"),
        "Overall": ("6.94", "%", "Turnover rate"),
    }


def test_a_head_that_only_says_hours_heads_the_rows_below() -> None:
    found = figures(
        page(
            [("Trained staff", "2023"), ("Teachers", "78.3%"), ("Average training hours", "Hour"), ("Tutors", "51")],
            heads=1,
        )
    )
    tutors = next(f for (row, _), f in found.items() if row == "Tutors")
    assert (tutors.value, tutors.caption) == ("51", "Average training hours")


def test_short_and_split_years_are_years() -> None:
    found = figures(
        page([("Item", "Unit", "FY20/21", "FY21/22", "FY23"), ("Sludge", "t", "7.5", "8.5", "9.5")], heads=1)
    )
    assert {f.value: f.period for f in found.values()} == {"7.5": "2021", "8.5": "2022", "9.5": "2023"}


def test_the_last_row_of_the_table_above_is_no_caption() -> None:
    found = figures(
        page(
            [("Recycled", "Unit", "2023"), ("Paper", "kg", "334"), ("Metal", "kg", "20")],
            heads=1,
            above="Waste intensity  kg  0.15\n",
        )
    )
    assert {f.caption for (row, _), f in found.items() if row in ("Paper", "Metal")} == {"Recycled"}


def test_deeper_rows_are_parts_of_the_row_above() -> None:
    table = page(
        [
            ("Waste", "Unit", "2023"),
            ("Recycled", "tonnes", "2,804"),
            ("Paper", "tonnes", "417"),
            ("Landfilled", "tonnes", "6"),
        ],
        heads=1,
    )
    (grid,) = table.grids
    deeper = tuple(replace(cell, indent=8.0) if cell.row == 2 and cell.column == 0 else cell for cell in grid.cells)
    found = figures(replace(table, grids=(replace(grid, cells=deeper),)))
    assert "Recycled" in found["Paper", "2023"].caption
    assert "Recycled" not in found["Landfilled", "2023"].caption


def test_a_total_of_more_than_its_group_stands_outside_it() -> None:
    found = figures(
        page(
            [
                ("Energy", "Unit", "2023"),
                ("Electricity",),
                ("Purchased", "MWh", "120"),
                ("Sub-total", "MWh", "120"),
                ("Diesel", "MWh", "30"),
                ("Fuels",),
                ("Petrol", "MWh", "12"),
                ("Total energy consumption", "MWh", "162"),
            ],
            heads=1,
        )
    )
    assert found["Purchased", "2023"].measure == "Purchased, Electricity, Energy"
    assert found["Diesel", "2023"].measure == "Diesel, Energy"
    assert found["Total energy consumption", "2023"].measure == "Total energy consumption, Energy"


def test_a_column_of_years_dates_the_row_and_names_nothing() -> None:
    found = figures(
        page(
            [
                ("Indicator", "Year", "Property", "Hotels"),
                ("Hazardous waste (tonnes)", "2023", "7.1", "12.9"),
                (None, "2022", "8.4", "13.3"),
                ("of which sent to disposal", "2023", "5.8", "3.9"),
            ],
            heads=1,
        )
    )
    assert found["Hazardous waste (tonnes)", "Hotels 2022"].period == "2022"
    assert found["Hazardous waste (tonnes)", "Property 2023"].value == "7.1"
    assert "Hazardous waste" in found["of which sent to disposal", "Hotels 2023"].caption


def test_a_column_of_yes_and_no_is_no_name() -> None:
    found = figures(
        page(
            [
                ("Category", "Applicable?", "2022", "2023"),
                ("Business travel", "Yes", "412", "487"),
                ("Employee commuting", "Yes", "8,926", "8,754"),
                ("Franchises", "No", "N/A", "N/A"),
            ],
            heads=1,
        )
    )
    assert found["Business travel", "2022"].value == "412"


def test_cells_in_two_languages_give_one_unit() -> None:
    found = figures(
        page(
            [
                ("GHG emissions 溫室氣體排放", "2023", "2022", "Unit 單位"),
                ("Mobile combustion 移動源燃燒", "241.57", "230.18", "tCO2e 噸二氧化碳當量"),
                ("Packaging 包裝", "N/A 不適用", "3.1", "tonnes 噸"),
            ],
            heads=1,
        )
    )
    assert found["Mobile combustion 移動源燃燒", "2023"].unit == "tCO2e"
    assert found["Packaging 包裝", "2022"].unit == "tonnes"


def test_a_year_in_a_row_s_label_dates_it() -> None:
    found = figures(
        page(
            [
                ("Energy (MWh)", "Property", "Hotels"),
                ("Total, FY2022 (restated)", "141", "137"),
                ("Total", "150", "140"),
            ],
            heads=1,
        )
    )
    assert found["Total, FY2022 (restated)", "Hotels 2022"].period == "2022"


def test_a_breakdown_is_of_the_row_or_group_above_it() -> None:
    found = figures(
        page(
            [
                ("Indicator", "Unit", "2023"),
                ("Staff at year end", "persons", "310"),
                ("By gender",),
                ("Female", "persons", "120"),
                ("Rate of leavers",),
                ("Overall", "%", "9.1"),
                ("By gender",),
                ("Female.", "%", "8.8"),
                ("By age group",),
                ("Under 30", "%", "14.2"),
            ],
            heads=1,
        )
    )
    assert found["Female", "2023"].measure.startswith("Female, Staff at year end · By gender")
    assert found["Female.", "2023"].measure.startswith("Female., Rate of leavers · By gender")
    assert found["Under 30", "2023"].measure.startswith("Under 30, Rate of leavers · By age group")


def test_a_panel_of_key_figures_has_no_rows_and_columns() -> None:
    panel = page(
        [
            ("41.2% of waste recycled", "6 solar plants", "18 hours of training per head"),
            ("Governance", None, None),
            ("33% women on the Board", "100% of directors trained", "0 data breaches"),
        ],
        heads=1,
    )
    found = [f for passage in split(report_of(panel)) for f in passage.figures]
    assert {f.raw: f.measure for f in found}["33%"] == "women on the Board"
    assert {f.raw: f.measure for f in found}["100%"] == "directors trained"
    assert not any(f.row or f.column for f in found)


def test_cells_that_run_over_several_lines_are_one_entry() -> None:
    table = page(
        [
            ("Group", "Concerns", "Channels"),
            ("Growers", "Fair prices and", "Yearly meeting"),
            (None, "prompt payment", None),
            ("Banks and", "Steady returns", "Results briefing,"),
            ("lenders", None, "site visits"),
            ("Villagers", "Noise", "Open days"),
        ],
        heads=1,
    )
    spans = [
        " ".join(passage.text[a - passage.start : b - passage.start].split())
        for passage in split(report_of(table))
        for a, b in passage.sentences
    ]
    assert spans == [
        "Group Concerns Channels",
        "Growers Fair prices and Yearly meeting prompt payment",
        "Banks and Steady returns Results briefing, lenders site visits",
        "Villagers Noise Open days",
    ]


def test_a_unit_over_the_names_of_rows_is_of_all_but_what_is_per_something() -> None:
    found = figures(
        page(
            [
                ("MWh", "2023", "2022"),
                ("Gas", "48,730", "55,478"),
                ("Power", "37,480", "41,918"),
                ("Intensity per HK$ million", "97.39", "101.84"),
            ],
            heads=1,
            above="Table 4 Use of energy\n",
        )
    )
    assert found["Gas", "2023"].unit == found["Power", "2022"].unit == "MWh"
    assert found["Intensity per HK$ million", "2023"].unit != "MWh"


def test_a_total_in_chinese_of_more_than_the_group_above_ends_the_group() -> None:
    found = figures(
        page(
            [
                ("千瓦時", "2023年", "2022年"),
                ("可再生能源", None, None),
                ("光伏電力", "3,264", "1,158"),
                ("能源總耗量", "125,277", "137,753"),
                ("有害廢棄物", None, None),
                ("燈管", "12", "14"),
                ("有害廢棄物總量", "40", "43"),
            ],
            heads=1,
        )
    )
    assert "可再生能源" in found["光伏電力", "2023"].caption
    assert "可再生能源" not in found["能源總耗量", "2023"].caption
    assert "有害廢棄物" in found["有害廢棄物總量", "2023"].caption


def test_an_intensity_without_a_name_is_of_the_row_above_in_each_of_its_units() -> None:
    found = figures(
        page(
            [
                (None, "Unit", "2023", "2022"),
                ("Total water", "m3", "16,798", "14,063"),
                ("Intensity", "m3 per employee", "71.18", "64.51"),
                (None, "m3 per HK$ million", "27.43", "25.62"),
            ],
            heads=1,
        )
    )
    assert {(f.raw, f.unit, f.row) for f in found.values() if f.period == "2023"} >= {
        ("27.43", "m3 per HK$ million", "Intensity")
    }
    assert "Total water" in next(f.caption for f in found.values() if f.raw == "25.62")


def test_hours_by_the_head_of_their_column() -> None:
    found = figures(
        page([("職級", "2023年受訓百分比", "2023年平均受訓時數"), ("中層管理人員", "99.0%", "38.2")], heads=1)
    )
    assert [(f.raw, f.unit, f.dimension) for f in found.values() if f.raw == "38.2"] == [("38.2", "小時", "time")]


def test_a_group_goes_on_with_its_table_on_the_next_page() -> None:
    head = ("Training", "Unit", "2023", "2022")
    first = page(
        [head, ("Share trained", None, None, None), ("All", "%", "82.5", "76.7"), ("Average hours", None, None, None),
         ("All", "hours", "6.2", "5.4")],
        heads=1,
    )  # fmt: skip
    second = page([("Managers", "hours", "9.4", "8.5"), ("Staff", "hours", "6.0", "5.2")], heads=0, position=2)
    found = figures(first, second)
    assert next(f.caption for f in found.values() if f.raw == "9.4").endswith("Average hours")


def test_years_in_numerals_are_no_names_of_columns() -> None:
    found = figures(
        page(
            [(None, "二零二三年", "二零二二年"), ("類別", "人數", "人數"), ("男性", "1,009", "982")],
            heads=2,
        )
    )
    assert {(f.raw, f.period, f.column) for f in found.values()} == {
        ("1,009", "2023", "人數 2023"),
        ("982", "2022", "人數 2022"),
    }
