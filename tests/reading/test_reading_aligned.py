"""Tables of plain text: which lines make one, where its columns are, and what each row of cells holds."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from hypothesis import given
from hypothesis import strategies as st

from esgqa.passages import split
from esgqa.reading import read_report
from esgqa.reading.aligned import aligned_tables


def tables(text: str) -> list[list[list[tuple[int, str]]]]:
    """Of each table its rows, of each row the cells as column and text."""
    text = dedent(text).strip("\n")
    found = []
    for grid in aligned_tables(text):
        rows: dict[int, list[tuple[int, str]]] = {}
        for cell in grid.cells:
            rows.setdefault(cell.row, []).append((cell.column, " ".join(text[cell.start : cell.end].split())))
        found.append([rows[row] for row in sorted(rows)])
    return found


def heads(text: str) -> list[int]:
    return [grid.heads for grid in aligned_tables(dedent(text).strip("\n"))]


def test_cells_set_under_one_another() -> None:
    text = """
        Moorings at year end      2021    2020
        Northern basin           1,204   1,188
        Up to 25 feet              310     297
        26 to 40 feet              612     605
        """
    assert tables(text) == [
        [
            [(0, "Moorings at year end"), (1, "2021"), (2, "2020")],
            [(0, "Northern basin"), (1, "1,204"), (2, "1,188")],
            [(0, "Up to 25 feet"), (1, "310"), (2, "297")],
            [(0, "26 to 40 feet"), (1, "612"), (2, "605")],
        ]
    ]
    assert heads(text) == [1]


def test_cells_typed_with_two_blanks_and_no_columns() -> None:
    text = """
        Pilots  Hours  Landings
        Juniors  1,020  44
        Captains of the long routes  18  3
        """
    assert tables(text)[0][2] == [(0, "Captains of the long routes"), (1, "18"), (2, "3")]


def test_an_empty_cell_leaves_its_column_empty() -> None:
    text = """
        Berth          Ships    Cargo (t)    Staff
        East             120       44,000       31
        West                       12,500       17
        South             88                     9
        """
    assert tables(text)[0][2:] == [
        [(0, "West"), (2, "12,500"), (3, "17")],
        [(0, "South"), (1, "88"), (3, "9")],
    ]


def test_a_head_over_several_columns_spans_them() -> None:
    text = dedent(
        """
                      FY2021             FY2020
                   Trips   Share (%)   Trips   Share (%)
        Weekdays     812        71.0     790        70.1
        Holidays     332        29.0     337        29.9
        """
    ).strip("\n")
    (grid,) = aligned_tables(text)
    spans = {text[cell.start : cell.end]: (cell.column, cell.span) for cell in grid.cells if cell.row == 0}
    assert spans == {"FY2021": (1, 2), "FY2020": (3, 2)}
    assert grid.heads == 2


def test_a_name_on_two_lines_is_one_cell() -> None:
    text = """
        Item                          2021     2020
        Sludge taken away by
        licensed collectors             14       12
        Glass                            3        4
        """
    assert tables(text)[0][1] == [(0, "Sludge taken away by licensed collectors"), (1, "14"), (2, "12")]


def test_groups_stand_on_rows_of_their_own() -> None:
    text = """
        Crew at 31 May         2021     2020
        By grade
        Masters                  14       12
        By sex
        Women                     3        4
        """
    assert [row[0][1] for row in tables(text)[0]] == ["Crew at 31 May", "By grade", "Masters", "By sex", "Women"]


def test_years_below_rows_head_another_table() -> None:
    text = """
        Water (m3)     2021     2020
        Mains        40,120   41,003
        Wells           512      498
        Lost days      FY21     FY20
        Office           12        9
        Yard             44       51
        """
    assert [rows[0][0][1] for rows in tables(text)] == ["Water (m3)", "Lost days"]


def test_years_with_their_unit_and_dates_are_heads() -> None:
    assert heads("Refuse    2021 (tonnes)    2020 (tonnes)\nPaper    12    14\nMetal    3    2") == [1]
    assert heads("Hands    30.6.2021    30.6.2020\nYard    12    14\nQuay    3    2") == [1]
    assert heads("Fish    Total 2021    2020 total\nCod    12    14\nEel    3    2") == [1]


def test_targets_with_words_beside_numbers_keep_their_rows() -> None:
    text = """
        Target                          Base     Due      Where we stand
        Rope bought used, half of it    FY2018   FY2024   37%, in progress
        Fewer spills than six           None     Yearly   4, met
        """
    assert [row[0][1] for row in tables(text)[0]][1:] == ["Rope bought used, half of it", "Fewer spills than six"]
    assert heads(text) == [1]


def test_chinese_takes_two_places() -> None:
    text = dedent(
        """
        僱員人數          二零二一年    二零二零年
        船員                  1,204           88
        碼頭                                  31
        """
    ).strip("\n")
    assert [(0, "碼頭"), (2, "31")] in tables(text)[0]


def test_bars_part_cells() -> None:
    text = "| Port | Ships | Staff |\n| East | 120 | 31 |\n| West | 88 | 17 |"
    assert tables(text)[0][1] == [(0, "East"), (1, "120"), (2, "31")]


def test_prose_makes_no_table() -> None:
    assert not aligned_tables("We moved  12 boats in spring. The crew\nthen went  home, and 14 of them came back.")
    columns = """
        The harbour was dredged in        Nobody was hurt, and the
        spring of the year, and the       mayor thanked the 40 divers
        mud went to the brick kiln.       who had worked at night.
        """
    assert not tables(columns)


def test_spaced_letters_make_no_table() -> None:
    assert not aligned_tables("h a r b o u r  m a s t e r s  a n d\nt h e i r  m e n  w e r e  p a i d")


def test_figures_of_a_typed_table_have_their_row_and_year(tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text(
        "CREW\n\nAs at 31 May 2021      2021    2020\nAged under 30           540     556\n26 to 40 years        1,326   1,170\n"
        "\nLeavers (%)    2021\nWomen          16.4\n",
        encoding="utf-8",
    )
    found = {
        (f.row, f.period): f.value
        for passage in split(read_report(tmp_path / "harbour.txt"))
        for f in passage.figures
        if f.row
    }
    assert found == {
        ("Aged under 30", "2021"): "540",
        ("Aged under 30", "2020"): "556",
        ("26 to 40 years", "2021"): "1326",
        ("26 to 40 years", "2020"): "1170",
        ("Women", "2021"): "16.4",
    }


def test_dashes_set_apart_belong_to_the_names_they_mark() -> None:
    text = """
        Hands                             2021    2020
        By age
        -      30 years old or below        40      35
        -      51 years old or above        58      57
        By sea
        -      Coast                         9       8
        """
    assert [row[0][1] for row in tables(text)[0]] == [
        "Hands",
        "By age",
        "- 30 years old or below",
        "- 51 years old or above",
        "By sea",
        "- Coast",
    ]


def test_points_of_words_beside_one_another_make_no_table() -> None:
    assert not tables("Crews      -   Safe decks\n           -   Warm meals\nOwners     -   Fair rates")


def test_the_rest_of_a_cell_below_the_last_row_belongs_to_it() -> None:
    text = """
        Sludge                    Unit          2021     202012
        Dried                    tonnes        14,420   17,003
        Dried, intensity        tonnes/          0.15     0.18
                            m3 of grain moved
        """
    (rows,) = tables(text)
    assert rows[0] == [(0, "Sludge"), (1, "Unit"), (2, "2021"), (3, "2020")]  # without the mark of note 12
    assert rows[2][-1] == (1, "m3 of grain moved")


_PIECE = st.sampled_from(
    [
        "Boats",
        "2021",
        "202112",
        "1,204",
        "-",
        "n/a",
        "30 years old or below",
        "of which",
        "(tonnes)",
        "漁船",
        "|",
        "％",
        "%",
        "12 May",
        "FY21",
    ]
)
_GAP = st.sampled_from([" ", "  ", "      ", "\t", "\u3000", "\n", "\n\n", " | "])


@given(st.lists(st.tuples(_PIECE, _GAP), max_size=60))
def test_any_text_is_read_and_every_cell_stands_in_it(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    for grid in aligned_tables(text):
        assert 0 <= grid.heads <= 1 + max(cell.row for cell in grid.cells)
        for cell in grid.cells:
            assert text[cell.start : cell.end].strip()
            assert 0 <= cell.column < grid.columns
            assert cell.span >= 1
