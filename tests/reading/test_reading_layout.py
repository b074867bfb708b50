"""Pages set in columns, tables with and without lines, turned pages, raised marks: PDFs written here, read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph
from sheets import BODY, FUEL, HEAD, HEIGHT, LINES, PLACE, SUPPLIERS, TRAINING, WATER, WIDTH, WIDTHS, Sheet, cells, flat

from esgqa.reading.layout.compose import _in_margin
from esgqa.types import Page


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "page.pdf")


@pytest.mark.parametrize("width", [155, 160])
def test_three_columns_are_read_one_after_the_other(sheet: Sheet, width: float) -> None:
    for index, words in enumerate((WATER, SUPPLIERS, TRAINING)):
        sheet.text(words, 50 + index * (width + 15), 100, width)
    assert flat(sheet.read().text) == flat(WATER + SUPPLIERS + TRAINING)


def test_header_title_columns_and_footer_keep_their_places(sheet: Sheet) -> None:
    sheet.line("Lantern Holdings", 50, 30, 8)
    sheet.line("ESG Report", 480, 30, 8)
    sheet.line("Water and suppliers", 50, 80, 14, "Helvetica-Bold")
    sheet.text(WATER, 50, 110, 235)
    sheet.text(SUPPLIERS, 310, 110, 235)
    sheet.line("Printed on recycled paper", 50, 815, 8)
    text = flat(sheet.read().text)
    assert text == flat(
        f"Lantern Holdings ESG Report Water and suppliers {WATER} {SUPPLIERS} Printed on recycled paper"
    )


def test_a_table_under_two_columns_is_read_across(sheet: Sheet) -> None:
    sheet.text(WATER, 50, 60, 235)
    sheet.text(SUPPLIERS, 310, 60, 235)
    sheet.table([["Employees", "2023", "2022"], ["Male", "310", "298"], ["Female", "205", "190"]], [150, 130, 130], 300)
    page = sheet.read()
    assert flat(page.text).startswith(flat(WATER + SUPPLIERS))
    assert [flat(line) for line in page.text.splitlines()[-3:]] == [
        "Employees 2023 2022",
        "Male 310 298",
        "Female 205 190",
    ]


def test_a_table_in_one_column_stays_in_it(sheet: Sheet) -> None:
    sheet.table(
        [["Workforce", "2023", "2022"], ["Male", "310", "298"], ["Female", "205", "190"]],
        [100, 60, 60],
        90,
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
    )
    sheet.text(TRAINING, 50, 180, 220)
    sheet.text(SUPPLIERS + WATER, 310, 90, 235)
    text = flat(sheet.read().text)
    assert text == flat(f"Workforce 2023 2022 Male 310 298 Female 205 190 {TRAINING} {SUPPLIERS} {WATER}")


def test_empty_cells_leave_the_others_in_their_columns(sheet: Sheet) -> None:
    rows: list[list[object]] = [
        ["", "", "2023", "", "", "2022", ""],
        ["Emissions", "Unit", "Hong Kong", "Mainland", "Total", "Hong Kong", "Total"],
        ["Scope 1 (direct)", "tCO2e", "120.5", "–", "120.5", "", "98.2"],
        [Paragraph("Nitrogen oxides from vehicles owned or leased", BODY), "kg", "", "1.1", "15.3", "12.0", "13.1"],
    ]
    sheet.table(
        rows,
        [150, 50, 60, 60, 60, 60, 50],
        80,
        ("SPAN", (2, 0), (4, 0)),
        ("SPAN", (5, 0), (6, 0)),
        ("ALIGN", (2, 0), (-1, -1), "RIGHT"),
        ("ALIGN", (2, 0), (6, 0), "CENTER"),
    )
    page = sheet.read()
    (grid,) = page.grids
    found = cells(page, grid)
    assert (grid.columns, grid.heads) == (7, 2)
    assert [found.get((2, column)) for column in range(7)] == [
        "Scope 1 (direct)", "tCO2e", "120.5", "–", "120.5", None, "98.2",
    ]  # fmt: skip
    assert [found.get((3, column)) for column in range(7)] == [
        "Nitrogen oxides from vehicles owned or leased", "kg", None, "1.1", "15.3", "12.0", "13.1",
    ]  # fmt: skip
    heads = {flat(page.text[c.start : c.end]): (c.column, c.span) for c in grid.cells if c.row == 0}
    assert heads == {"2023": (2, 3), "2022": (5, 2)}


@pytest.mark.parametrize("lines", [True, False])
def test_cells_of_prose_are_kept_whole(sheet: Sheet, lines: bool) -> None:
    ragged = ParagraphStyle("ragged", parent=BODY, alignment=0)
    rows: list[list[object]] = [
        ["Stakeholder", "Concern", "Channel"],
        [
            "Employees",
            Paragraph("Pay, health and safety, and the hours worked in the peak season", ragged),
            Paragraph("Town hall meetings; a suggestion box; an annual survey of all the staff", ragged),
        ],
        ["Investors", Paragraph("Return and governance", ragged), Paragraph("General meeting and reports", ragged)],
    ]
    styles: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    sheet.table(rows, [110, 160, 180], 80, *styles, *([("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if lines else []))
    page = sheet.read()
    assert [flat(line) for line in page.text.splitlines()] == [
        "Stakeholder Concern Channel",
        "Employees Pay, health and safety, and the hours worked in the peak season "
        "Town hall meetings; a suggestion box; an annual survey of all the staff",
        "Investors Return and governance General meeting and reports",
    ]


def test_a_sentence_between_two_framed_tables_parts_them(sheet: Sheet) -> None:
    framed = (("GRID", (0, 0), (-1, -1), 0.5, colors.black),)
    sheet.table([["Staff", "2023"], ["Male", "310"], ["Female", "205"]], [300, 180], 80, *framed)
    sheet.line(
        "The hours of training by gender in the period under review are given in the table that follows.", 56, 160
    )
    sheet.table([["Hours", "2023"], ["Male", "8.5"], ["Female", "9.1"]], [300, 180], 180, *framed)
    page = sheet.read()
    assert [cells(page, grid)[1, 1] for grid in page.grids] == ["310", "8.5"]


@pytest.mark.parametrize("turn", [90, 270])
def test_a_page_set_across_is_read_upright(sheet: Sheet, turn: int) -> None:
    canvas = sheet.canvas
    canvas.setPageSize((HEIGHT, WIDTH))  # as displayed: the file's own page is upright, and turned to be shown
    canvas.setPageRotation(turn)
    canvas.rotate(turn)
    if turn == 90:
        canvas.translate(0, -WIDTH)
    else:
        canvas.translate(-HEIGHT, 0)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(60, 500, "A page set across.")
    for x, words in ((60, "Hours per employee"), (260, "8.1"), (360, "8.4")):
        canvas.drawString(x, 450, words)
    page = sheet.read()
    assert [flat(line) for line in page.text.splitlines() if line] == [
        "A page set across.",
        "Hours per employee 8.1 8.4",
    ]
    assert page.size == pytest.approx((HEIGHT, WIDTH), abs=0.1)
    first = page.boxes[0]
    assert page.text[first[0] : first[1]] == "A"
    assert first[2] == pytest.approx(60, abs=1) and first[5] == pytest.approx(WIDTH - 500, abs=4)


def test_raised_digits_stand_apart_and_lowered_ones_do_not(sheet: Sheet) -> None:
    sheet.line("Emissions fell in FY2023", 50, 100, 10)
    x = 50 + sheet.canvas.stringWidth("Emissions fell in FY2023", "Helvetica", 10)
    sheet.line("1", x, 96, 6)
    sheet.line("to 3,320.5 tonnes of CO", x + 6, 100, 10)
    x += 6 + sheet.canvas.stringWidth("to 3,320.5 tonnes of CO", "Helvetica", 10)
    sheet.line("2", x, 102, 6)
    sheet.line("e.", x + 3.6, 100, 10)
    page = sheet.read()
    assert page.text == "Emissions fell in FY20231 to 3,320.5 tonnes of CO2e."
    assert [(page.text[a:b], a) for a, b in page.raised] == [("1", page.text.index("20231") + 4)]


def test_every_word_has_its_box(sheet: Sheet) -> None:
    sheet.line("Water withdrawn", 50, 100, 10)
    sheet.line("45.2", 300, 100, 10)
    page = sheet.read()
    words = {page.text[a:b]: (x0, y0, x1, y1) for a, b, x0, y0, x1, y1 in page.boxes}
    assert list(words) == ["Water", "withdrawn", "45.2"]
    x0, y0, x1, y1 = words["45.2"]
    assert x0 == pytest.approx(300, abs=0.6) and x1 == pytest.approx(
        300 + sheet.canvas.stringWidth("45.2", "Helvetica", 10), abs=0.6
    )
    assert y0 < 100 < y1 and y1 - y0 < 14


def test_larger_and_bold_lines_are_headings(sheet: Sheet) -> None:
    sheet.line("Our environment", 50, 60, 16)
    sheet.line("Use of water", 50, 90, 9, "Helvetica-Bold")
    sheet.text(WATER + SUPPLIERS + TRAINING, 50, 100, 480)
    page = sheet.read()
    assert [(page.text[a:b], level) for a, b, level in page.headings] == [("Our environment", 1), ("Use of water", 2)]


def test_letters_set_wide_are_words(sheet: Sheet) -> None:
    made = sheet.canvas.beginText(50, 700)
    made.setFont("Helvetica-Bold", 14)
    made.setCharSpace(4)
    made.textOut("OUR PEOPLE AND PLACES")
    sheet.canvas.drawText(made)
    assert sheet.read().text == "OUR PEOPLE AND PLACES"


def test_heads_that_stand_on_the_first_line_belong_to_the_table(sheet: Sheet) -> None:
    sheet.text(WATER, 50, 60, 480)
    rows = [
        ["Indicator", "Unit", "2023"],
        ["Staff", "person", "712"],
        ["Women", "person", "318"],
        ["Men", "person", "394"],
    ]
    sheet.table(
        rows,
        [200, 80, 80],
        150,
        ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, 1), (-1, -1), 0.25, colors.grey),
    )
    page = sheet.read()
    (grid,) = page.grids
    found = cells(page, grid)
    assert (grid.heads, [found[0, column] for column in range(3)]) == (1, ["Indicator", "Unit", "2023"])
    assert "head office" not in " ".join(found.values())


def test_prose_right_above_the_first_line_is_no_head(sheet: Sheet) -> None:
    sheet.text(WATER, 50, 60, 480)
    rows = [["Staff", "person", "712"], ["Women", "person", "318"], ["Men", "person", "394"]]
    styles = [("LINEABOVE", (0, row), (-1, row), 0.25, colors.grey) for row in range(3)]
    sheet.table(rows, [200, 80, 80], 100, *styles, ("LINEBELOW", (0, 2), (-1, 2), 0.25, colors.grey))
    page = sheet.read()
    (grid,) = page.grids
    assert len(cells(page, grid)) == 9


def firsts(page: Page) -> list[str]:
    """The text of the first cell of every table."""
    return [page.text[grid.cells[0].start : grid.cells[0].end] for grid in page.grids]


def test_tables_of_one_width_end_where_a_heading_stands_between_them(sheet: Sheet) -> None:
    sheet.table(FUEL, WIDTHS, 100, *HEAD, *LINES)
    sheet.line("Energy by place", 50, 200, 13, "Helvetica-Bold")
    sheet.table(PLACE, WIDTHS, 210, *HEAD, *LINES)
    page = sheet.read()
    assert firsts(page) == ["Fuel (MWh)", "Place (MWh)"]


def test_tables_of_one_width_end_where_a_sentence_stands_between_them(sheet: Sheet) -> None:
    sheet.table(FUEL, WIDTHS, 100, *HEAD, *LINES)
    sheet.line("Note: factors are those of the agency.", 50, 190)
    sheet.line("Energy used by the hotels and offices of each place was as follows:", 50, 204)
    sheet.table(PLACE, WIDTHS, 212, *HEAD, *LINES)
    page = sheet.read()
    assert firsts(page) == ["Fuel (MWh)", "Place (MWh)"]
    assert "as follows:" not in page.text[page.grids[0].start : page.grids[0].end]


def test_a_table_right_below_another_has_heads_of_its_own(sheet: Sheet) -> None:
    sheet.table(FUEL, WIDTHS, 100, *HEAD, *LINES)
    sheet.table(PLACE, WIDTHS, 175, *HEAD, *LINES)
    assert firsts(sheet.read()) == ["Fuel (MWh)", "Place (MWh)"]


def test_the_last_row_of_a_table_whose_rows_are_told_by_shade_is_in_it(sheet: Sheet) -> None:
    shades = [("BACKGROUND", (0, n), (-1, n), colors.whitesmoke) for n in (2, 4)]
    rows = [*FUEL, ["Coal", "3", "2"], ["Steam", "1", "0"]]
    sheet.table(rows, WIDTHS, 100, *HEAD, *shades)
    page = sheet.read()
    assert "Steam" in page.text[page.grids[0].start : page.grids[0].end]


def test_a_box_around_columns_of_text_is_no_table(sheet: Sheet) -> None:
    sheet.canvas.setFillColor(colors.beige)
    sheet.canvas.rect(50, HEIGHT - 260, 480, 160, stroke=0, fill=1)
    sheet.canvas.setFillColor(colors.black)
    sheet.text(WATER, 60, 110, 220)
    sheet.text(SUPPLIERS, 300, 110, 220)
    sheet.table(FUEL, WIDTHS, 300, *HEAD, *LINES)
    page = sheet.read()
    assert firsts(page) == ["Fuel (MWh)"]
    assert WATER.strip() in flat(page.text) and SUPPLIERS.strip() in flat(page.text)


def test_columns_of_text_stay_columns_close_above_the_numbers_of_a_chart(sheet: Sheet) -> None:
    sheet.text(WATER, 50, 100, 230)
    sheet.text(SUPPLIERS, 310, 100, 230)
    for place, (left, right) in enumerate(
        (("119,039", "4,671"), ("115,879", "4,216"), ("104,780", "2,561"), ("96", "1"))
    ):
        sheet.line(left, 80 + 60 * place, 205 + 11 * place, 7)
        sheet.line(right, 340 + 40 * place, 205 + 11 * place, 7)
    page = sheet.read()
    assert WATER.strip() in flat(page.text) and SUPPLIERS.strip() in flat(page.text)


def test_years_over_several_columns_are_a_line_of_heads_of_their_own(sheet: Sheet) -> None:
    rows: list[list[object]] = [
        ["Employee category", "", "2023", "", "", "2024", ""],
        ["", "Male", "Female", "Total", "Male", "Female", "Total"],
        ["Senior management", "58", "18", "76", "54", "19", "73"],
        ["Middle management", "317", "162", "479", "318", "168", "486"],
        ["General staff", "1,043", "274", "1,317", "1,011", "283", "1,294"],
    ]
    spans = [("SPAN", (1, 0), (3, 0)), ("SPAN", (4, 0), (6, 0)), ("ALIGN", (1, 0), (-1, -1), "CENTER")]
    rows[0] = ["Employee category", "2023", "", "", "2024", "", ""]
    lines = [("LINEABOVE", (0, 0), (-1, 0), 1, colors.black), ("LINEBELOW", (0, 1), (-1, -1), 0.5, colors.black)]
    sheet.table(rows, [120, 55, 55, 55, 55, 55, 55], 100, *spans, *lines)
    page = sheet.read()
    assert page.grids[0].heads == 2
    found = cells(page, page.grids[0])
    assert (found[1, 1], found[1, 4], found[4, 4]) == ("Male", "Male", "1,011")


def test_a_label_set_deeper_keeps_how_deep(sheet: Sheet) -> None:
    rows: list[list[object]] = [
        ["Indicator", "Unit", "2023", "2024"],
        ["Total waste recycled", "tonnes", "2,804", "3,079"],
        ["   Paper", "tonnes", "417", "436"],
        ["   Food waste", "tonnes", "394", "572"],
    ]
    lines = [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black), ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black)]
    deeper = [("LEFTPADDING", (0, 2), (0, 3), 18)]
    sheet.table(rows, [150, 60, 60, 60], 100, *lines, *deeper)
    page = sheet.read()
    indents = {flat(page.text[c.start : c.end]): c.indent for c in page.grids[0].cells if c.column == 0}
    assert indents["Total waste recycled"] == 0
    assert indents["Paper"] > 2.5


def test_a_mark_of_five_sixths_joins_its_word_and_a_figure_that_its_mark_pushed_down_its_row(sheet: Sheet) -> None:
    for row, (label, now, then) in enumerate(
        (("Fuel", "1,184", "1,251"), ("Power", "81,203", "85,964"), ("Sum", "82,387", "87,215"))
    ):
        top = 100 + 18 * row
        pushed = 2.1 if label == "Power" else 0.0
        sheet.line(label, 50, top, 10)
        sheet.line(now, 300, top, 10)
        sheet.line(then, 380, top + pushed, 10)
        if pushed:
            sheet.line("(1)", 380 + sheet.canvas.stringWidth(then, "Helvetica", 10), top - 1.4, 8.33)
    sheet.line("Tonnes of CO", 50, 200, 10)
    x = 50 + sheet.canvas.stringWidth("Tonnes of CO", "Helvetica", 10)
    sheet.line("2", x, 202.5, 8.33)
    sheet.line("e were saved.", x + 4.7, 200, 10)
    text = sheet.read().text
    assert "Power  81,203  85,964(1)" in text
    assert "Tonnes of CO2e were saved." in text


def test_a_line_near_the_top_is_a_running_heads_unless_a_table_begins_with_it() -> None:
    head, below, other = (60.0, 56.0, 440.0, 57.0), (60.0, 88.0, 440.0, 89.0), (60.0, 88.0, 300.0, 89.0)
    assert _in_margin(head, [head, other], 800.0)
    assert not _in_margin(head, [head, below], 800.0)
    assert _in_margin((60.0, 40.0, 440.0, 41.0), [below], 800.0)
    assert not _in_margin(below, [below], 800.0)


@pytest.mark.parametrize("valign", ["TOP", "MIDDLE"])
def test_a_cell_over_several_rows_stands_in_the_first_of_them(sheet: Sheet, valign: str) -> None:
    two = Paragraph("Gases<br/>direct", BODY)
    rows: list[list[object]] = [
        ["Scope", "Source", "Unit", "2024", "2023"],
        [two, "Boilers", "tonnes", "310.5", "322.1"],
        ["", "Vehicles", "", "44.0", "51.7"],
        ["", "Coolants", "", "7.2", "3.9"],
        ["", "Sum", "", "361.7", "377.7"],
        ["Power", "Bought", "tonnes", "905.6", "941.3"],
        ["", "Steam", "", "120.0", "118.8"],
        ["", "Sum", "", "1,025.6", "1,060.1"],
    ]
    sheet.table(
        rows,
        [70, 120, 70, 70, 70],
        80,
        *(("SPAN", (at, first), (at, last)) for at in (0, 2) for first, last in ((1, 4), (5, 7))),
        ("VALIGN", (0, 0), (-1, -1), valign),
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    )
    page = sheet.read()
    (grid,) = page.grids
    found = cells(page, grid)
    assert [found.get((row, 0)) for row in range(8)] == ["Scope", "Gases direct", None, None, None, "Power", None, None]
    assert [found.get((row, 1)) for row in range(1, 8)] == [
        "Boilers", "Vehicles", "Coolants", "Sum", "Bought", "Steam", "Sum",
    ]  # fmt: skip
    assert {(cell.row, cell.column): cell.rows for cell in grid.cells if cell.rows > 1} == {
        (1, 0): 4, (1, 2): 4, (5, 0): 3, (5, 2): 3,
    }  # fmt: skip


def test_names_without_lines_of_their_own_are_of_their_rows(sheet: Sheet) -> None:
    rows: list[list[object]] = [
        ["", "2024", "2023"], ["Boilers", "310.5", "322.1"], ["Vehicles", "44.0", "51.7"], ["Coolants", "7.2", "3.9"],
        ["Sum", "361.7", "377.7"],
    ]  # fmt: skip
    under_the_numbers = [("LINEBELOW", (1, row), (2, row), 0.5, colors.black) for row in (1, 2, 3)]
    framed = [("LINEABOVE", (0, row), (-1, row), 0.5, colors.black) for row in (0, 1)]
    sheet.table(rows, [150, 80, 80], 80, *framed, *under_the_numbers, ("LINEBELOW", (0, 4), (-1, 4), 0.5, colors.black))
    page = sheet.read()
    assert [flat(line) for line in page.text.splitlines()][2:] == [
        "Vehicles 44.0 51.7", "Coolants 7.2 3.9", "Sum 361.7 377.7",
    ]  # fmt: skip


def test_the_caption_of_a_table_under_two_columns_stays_with_the_table(sheet: Sheet) -> None:
    sheet.text(WATER, 50, 80, 235)
    sheet.text(SUPPLIERS + TRAINING, 310, 80, 235)
    sheet.line("Table 1 Workforce", 50, 236, 9, "Helvetica-Bold")
    rows: list[list[object]] = [["", "2023", "2022"], ["Male", "310", "298"], ["Female", "205", "190"]]
    sheet.table(rows, [250, 120, 125], 242, ("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    text = flat(sheet.read().text)
    assert "Table 1 Workforce 2023 2022 Male 310 298" in text
    assert flat(WATER + SUPPLIERS)[:-1] in text


def test_a_text_between_two_tables_with_columns_of_their_own_is_in_neither(sheet: Sheet) -> None:
    wide: list[list[object]] = [["Gas", "Unit", "2024", "2023"], ["NOx", "kg", "18", "17"], ["SOx", "kg", "29", "28"]]
    more: list[list[object]] = [["Waste", "Unit", "2024", "2023"], ["Oil", "kg", "11", "10"], ["Lamps", "kg", "4", "5"]]
    lines = [("LINEBELOW", (0, row), (-1, row), 0.5, colors.black) for row in (0, 1, 2)]
    sheet.table(wide, [180, 80, 120, 120], 80, *lines)
    sheet.line("Note: the gases of vehicles are worked out with the factors that the exchange gives.", 50, 150)
    sheet.text(TRAINING, 50, 160, 500)
    sheet.table(more, [140, 160, 140, 60], 215, *lines)
    page = sheet.read()
    assert len(page.grids) == 2
    assert not any("Records" in page.text[grid.start : grid.end] for grid in page.grids)
