"""Where tables begin and end, and which column each of their pieces is of: PDFs written here, read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.platypus import Paragraph
from sheets import BODY, HEAD, HEIGHT, SUPPLIERS, TRAINING, WATER, Sheet, cells, flat

from esgqa.reading.layout.placing import YEAR, heads_in_order
from esgqa.reading.layout.ruled import _is_boxes, merged_levels
from esgqa.reading.layout.types import Segment, Word


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path / "page.pdf")


RULES = [("LINEBELOW", (0, row), (-1, row), 0.5, colors.black) for row in range(6)]
RIGHT = ("ALIGN", (-2, 1), (-1, -1), "RIGHT")


def test_columns_of_text_between_two_tables_of_one_width_end_the_first(sheet: Sheet) -> None:
    gases: list[list[object]] = [["Gas", "Unit", "2024", "2023"], ["NOx", "kg", "18", "17"], ["SOx", "kg", "29", "28"]]
    waste: list[list[object]] = [
        ["Class", "Plants", "Farms", "Share"],
        ["High", "2", "3", "61%"],
        ["Low", "4", "6", "39%"],
    ]
    sheet.table(gases, [180, 80, 120, 120], 80, *HEAD, *RULES[:3])
    sheet.line("1", 52, 150, 7)
    sheet.line("The plants only; what the farms give off is neither metered nor estimated yet.", 60, 150, 7)
    sheet.text(WATER[:190], 50, 160, 230)
    sheet.text(SUPPLIERS[:190], 310, 160, 230)
    sheet.line("Places under water stress", 51, 225, 14, "Helvetica-Bold")
    sheet.table(waste, [180, 80, 120, 120], 235, *HEAD, *RULES[:3], RIGHT)
    page = sheet.read()
    assert [cells(page, grid)[0, 0] for grid in page.grids] == ["Gas", "Class"]
    assert not any("plants only" in page.text[grid.start : grid.end] for grid in page.grids)


def test_heads_set_left_over_numbers_set_right_are_theirs(sheet: Sheet) -> None:
    rows: list[list[object]] = [
        ["Level", "Plants (no.)", "Farms (no.)", "Share"], ["Very high", "2", "3", "38.4%"], ["High", "2", "4", "36.9%"],
        ["Low", "2", "2", "24.7%"],
    ]  # fmt: skip
    sheet.table(rows, [110, 130, 130, 130], 80, *RULES[:4], ("ALIGN", (1, 1), (-1, -1), "RIGHT"))
    page = sheet.read()
    assert page.grids[0].columns == 4
    assert [cells(page, page.grids[0])[1, column] for column in range(4)] == ["Very high", "2", "3", "38.4%"]


def test_words_in_place_of_a_number_stand_in_its_column(sheet: Sheet) -> None:
    rows: list[list[object]] = [
        ["Item", "Unit", "2024", "2023", "2022"], ["Deaths", "persons", "0", "1", "0"],
        ["Injuries", "cases", "19", "27", Paragraph("no count", BODY)], ["Lost days", "days", "486", "713", Paragraph("no count", BODY)],
        ["Spending", "HK$", "1,864", "1,705", "1,532"],
    ]  # fmt: skip
    styles = [*RULES[:5], ("ALIGN", (2, 1), (-1, -1), "RIGHT"), ("ALIGN", (0, 0), (1, -1), "LEFT")]
    sheet.table(rows, [130, 80, 90, 90, 110], 80, *styles)
    page = sheet.read()
    found = cells(page, page.grids[0])
    assert page.grids[0].columns == 5
    assert found[0, 4] == "2022" and found[2, 4] == "no count" and found[4, 4] == "1,532"


def test_years_stand_over_pairs_of_numbers_and_shares(sheet: Sheet) -> None:
    rows: list[list[object]] = [
        ["", "2024", "", "2023", ""], ["Breakdown", "Number", "%", "Number", "%"], ["By gender", "", "", "", ""],
        ["Female", "2,317", "54.1", "2,268", "54.6"], ["Male", "1,969", "45.9", "1,883", "45.4"],
    ]  # fmt: skip
    styles = [*RULES[:5], ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0)), ("ALIGN", (1, 0), (-1, 0), "CENTER")]
    sheet.table(rows, [160, 80, 80, 80, 80], 80, *styles, ("ALIGN", (1, 1), (-1, -1), "RIGHT"))
    page = sheet.read()
    grid = page.grids[0]
    assert grid.heads == 2
    assert {(cell.column, cell.span) for cell in grid.cells if cell.row == 0} == {(1, 2), (3, 2)}


def test_text_beside_boxes_is_read_by_itself(sheet: Sheet) -> None:
    sheet.canvas.setFillColor(colors.beige)
    for top in (97, 142, 187):
        sheet.canvas.rect(336, HEIGHT - top - 40, 204, 40, stroke=0, fill=1)
    sheet.canvas.setFillColor(colors.black)
    sheet.text(WATER + TRAINING, 50, 90, 270)
    for top, words in ((101.5, "Vans"), (146.5, "Ships"), (191.5, "Trucks")):
        sheet.text(f"{words} of the group run on power from the grid since the spring of the year.", 350, top, 180)
    assert flat(WATER + TRAINING) in flat(sheet.read().text)


def test_lines_of_tables_side_by_side_are_two_though_a_shade_stands_half_a_point_higher() -> None:
    shade, left, right = (675, 125.0, 716, 125.0), (40, 125.5, 408, 125.5), (428, 125.5, 796, 125.5)
    found = {(x0, x1) for _, x0, x1 in merged_levels([shade, left, right])}
    assert {(40, 408), (428, 796)} <= found


def test_numbers_under_one_another_are_no_column_of_text(sheet: Sheet) -> None:
    lines = (
        ("Energy that is bought from others", "", "", ""), ("Electricity bought", "MWh", "364.4", "331.5"),
        ("Energy consumption in total", "MWh", "5,284.9", "5,039.6"), ("Intensity", "MWh per employee", "22.39", "23.12"),
        ("", "MWh per HK$ million revenue", "8.63", "9.18"),
    )  # fmt: skip
    sheet.line("Unit", 245, 86)
    for x, year in ((440, "2023"), (505, "2022")):
        sheet.line(year, x, 86)
    for place, (label, unit, *numbers) in enumerate(lines):
        top = 102 + 16 * place
        sheet.line(label, 66, top)
        sheet.line(unit, 245, top)
        for x, number in zip((463, 529), numbers, strict=True):
            sheet.canvas.drawRightString(x, HEIGHT - top, number)
    sheet.line("Note:", 66, 196)
    page = sheet.read()
    assert "Energy consumption in total MWh 5,284.9 5,039.6" in flat(page.text)


def test_a_label_close_to_its_unit_and_a_unit_that_wraps(sheet: Sheet) -> None:
    rows = (
        ("Waste of offices", "tonnes", "5.4", "5.2"), ("Clay put on public fill", "tonnes", "48,627.0", "39,814.0"),
        ("Scrap steel sold", "tonnes", "612.8", "587.4"), ("Waste of every kind, put on landfills all told", "tonnes", "50,017.0", "41,115.4"),
        ("Intensity", "tonnes per employee", "211.94", "188.60"),
    )  # fmt: skip
    for x, year in ((440, "2023"), (505, "2022")):
        sheet.line(year, x, 86)
    for place, (label, unit, *numbers) in enumerate(rows):
        top = 102 + 16 * place
        sheet.line(label, 66, top)
        sheet.line(unit, 245, top)
        for x, number in zip((463, 529), numbers, strict=True):
            sheet.canvas.drawRightString(x, HEIGHT - top, number)
    sheet.line("tonnes per HK$ million", 245, 182)
    sheet.line("revenue", 245, 195.5)
    for x, number in ((463, "81.67"), (529, "74.91")):
        sheet.canvas.drawRightString(x, HEIGHT - 195.5, number)
    page = sheet.read()
    found = [flat(text) for text in cells(page, page.grids[0]).values()]
    assert "Waste of every kind, put on landfills all told" in found
    assert "tonnes per HK$ million revenue" in found and "tonnes per employee" in found


def test_a_head_in_the_middle_of_its_column_is_of_the_labels(sheet: Sheet) -> None:
    rows: list[list[object]] = [
        ["Turnover", "2024", "2023"],
        ["All", "12.2%", "13.6%"],
        ["Men", "12.6%", "14.0%"],
        ["Women", "10.9%", "12.1%"],
        ["Below 30", "21.2%", "23.3%"],
        ["30 to 50", "9.1%", "9.6%"],
        ["Above 50", "5.0%", "5.4%"],
    ]
    sheet.table(
        rows,
        [280, 110, 110],
        80,
        *HEAD,
        *RULES[:4],
        ("ALIGN", (0, 0), (-1, 0), "CENTER"),
        ("ALIGN", (1, 1), (-1, -1), "RIGHT"),
    )
    page = sheet.read()
    assert [cells(page, page.grids[0])[0, column] for column in range(3)] == ["Turnover", "2024", "2023"]


def test_a_column_that_few_rows_have_anything_in(sheet: Sheet) -> None:
    names = ["Water", "Per trip", *(f"Place {n}" for n in range(18))]
    codes = {"Water": "A2.2", "Per trip": "A2.2"}
    rows: list[list[object]] = [["Item", "Unit", "KPI", "2024", "2023"]]
    rows += [[name, "m3", codes.get(name, ""), f"{21 + n},380", f"{22 + n},905"] for n, name in enumerate(names)]
    sheet.table(rows, [150, 80, 60, 80, 80], 80, *HEAD, ("LINEBELOW", (0, 1), (-1, -1), 0.5, colors.grey), RIGHT)
    page = sheet.read()
    found = cells(page, page.grids[0])
    assert [found[1, column] for column in range(5)] == ["Water", "m3", "A2.2", "21,380", "22,905"]
    assert found[0, 2] == "KPI" and (3, 2) not in found


def band(*lines: tuple[float, str, bool]) -> list[list[Segment]]:
    """Lines of one segment each, `(x, words, whether in bold)`, from top to bottom."""
    return [
        [Segment([Word(word, x + 30 * n, 0.0, x + 30 * n + 25, 9.0, 15.0 * place, bold) for n, word in enumerate(words.split())])]
        for place, (x, words, bold) in enumerate(lines)
    ]  # fmt: skip


def test_boxes_side_by_side_are_no_rows_of_a_table() -> None:
    left, right = "The stores hold two tons of it", "Since May the shops get goods"
    boxes = (
        (56.0, "Cooling", True),
        (420.0, "By night", True),
        *((x, t, False) for _ in range(2) for x, t in ((56.0, left), (420.0, right))),
    )
    assert _is_boxes(band(*boxes))
    assert not _is_boxes(band(*((x, words, False) for x, words, _ in boxes)))  # a row whose cells wrap
    assert not _is_boxes(band(*boxes[:3]))


def test_years_in_numerals_head_columns_and_a_corner_in_a_line_of_its_own_is_of_the_labels() -> None:
    assert YEAR.fullmatch("二零二三年") and YEAR.fullmatch("二〇二二年度") and not YEAR.fullmatch("二零")
    words = [
        Word(text, x, 0.0, x + 20, 9.0, 9.0, False)
        for text, x in (("Class", 126.0), ("Heads", 244.0), ("Share", 326.0))
    ]
    class_, heads, share = (Segment([word]) for word in words)
    value = Segment([Word("1,009", 268.0, 20.0, 288.0, 29.0, 29.0, False)])
    placed = heads_in_order([[(1, 1, class_)], [(1, 1, heads), (2, 1, share)], [(1, 1, value)]], 3)
    assert [column for column, _, _ in placed[0]] == [0] and [column for column, _, _ in placed[1]] == [1, 2]
