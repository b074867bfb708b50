"""The datasheet of the report in corpus/, checked row by row against the report itself."""

from __future__ import annotations

import pytest

from esgqa.datasheet import DatasheetRow
from esgqa.library import Library

# code: status, values of the report's own period, printed pages of the evidence, whether the index agrees.
# The issuer's index is wrong for B6.1 and B6.2 (28 for 29) and marks B7.1 "—" although page 32 answers it.
EXPECTED: dict[str, tuple[str, tuple[str, ...], set[str], bool | None]] = {
    "A1.GD": ("disclosed", (), {"37", "38"}, True),
    "A1.1": ("partly disclosed", (), {"37"}, True),
    "A1.2": ("disclosed", ("353.7",), {"37"}, True),
    "A1.3": ("partly disclosed", (), {"37", "38"}, True),
    "A1.4": ("partly disclosed", (), {"37", "38"}, True),
    "A1.5": ("disclosed", (), {"37", "38"}, True),
    "A1.6": ("disclosed", ("5", "1.705"), {"37", "38"}, True),
    "A2.GD": ("disclosed", (), {"37", "38"}, True),
    "A2.1": ("disclosed", ("350469", "724.11"), {"37"}, True),
    "A2.2": ("disclosed", ("5341.7", "11.04"), {"37"}, True),
    "A2.3": ("disclosed", ("30", "40"), {"37", "38"}, True),
    "A2.4": ("not found", (), {"39"}, False),
    "A2.5": ("not applicable", (), {"39"}, True),
    "A3.GD": ("disclosed", (), {"37", "38"}, True),
    "A3.1": ("disclosed", (), {"37", "38"}, True),
    "B1.GD": ("disclosed", (), {"33", "34"}, True),
    "B1.1": (
        "partly disclosed", ("484", "45.5", "12", "37", "435", "165", "319", "0", "264", "220"), {"33", "34"}, True,
    ),
    "B1.2": ("marked not disclosed", (), {"40"}, True),
    "B2.GD": ("disclosed", (), {"35"}, True),
    "B2.1": ("marked not disclosed", (), {"40"}, True),
    "B2.2": ("marked not disclosed", (), {"40"}, True),
    "B2.3": ("disclosed", (), {"35"}, True),
    "B3.GD": ("disclosed", (), {"34"}, True),
    "B3.1": ("partly disclosed", ("100", "100", "100"), {"34"}, True),
    "B3.2": ("partly disclosed", ("76", "36", "144", "58"), {"34"}, True),
    "B4.GD": ("disclosed", (), {"33"}, True),
    "B4.1": ("disclosed", (), {"33"}, True),
    "B4.2": ("marked not disclosed", (), {"40"}, True),
    "B5.GD": ("disclosed", (), {"32"}, True),
    "B5.1": ("disclosed", ("463", "20", "86"), {"32"}, True),
    "B5.2": ("disclosed", (), {"29", "30", "31", "32"}, True),
    "B6.GD": ("disclosed", (), {"28"}, True),
    "B6.1": ("disclosed", ("0.069",), {"29"}, False),
    "B6.2": ("disclosed", ("4917",), {"29"}, False),
    "B6.3": ("disclosed", (), {"29"}, True),
    "B6.4": ("disclosed", (), {"28"}, True),
    "B6.5": ("disclosed", (), {"29"}, True),
    "B7.GD": ("disclosed", (), {"32"}, True),
    "B7.1": ("explicit zero", ("0",), {"32"}, False),
    "B7.2": ("disclosed", (), {"32"}, True),
    "B8.GD": ("disclosed", (), {"22"}, True),
    "B8.1": ("disclosed", (), {"22", "23", "24"}, True),
    "B8.2": ("disclosed", ("729", "1103.6"), {"22", "23", "24", "25", "26"}, True),
}  # fmt: skip


@pytest.fixture(scope="module")
def rows(library: Library) -> dict[str, DatasheetRow]:
    return {row.code: row for row in library.kpis("00241-2018")}


def test_every_item_of_the_edition_has_a_row(rows: dict[str, DatasheetRow]) -> None:
    assert list(rows) == list(EXPECTED)


@pytest.mark.parametrize("code", EXPECTED)
def test_row(rows: dict[str, DatasheetRow], code: str) -> None:
    row = rows[code]
    status, values, pages, agrees = EXPECTED[code]
    assert (row.status, row.agrees) == (status, agrees)
    assert tuple(figure.value for figure in row.figures) == values
    assert row.citations and {quote.page_label for quote in row.citations} <= pages


def test_every_figure_stands_in_its_quote(library: Library, rows: dict[str, DatasheetRow]) -> None:
    for row in rows.values():
        quotes = {quote.n: quote for quote in row.citations}
        for figure in row.figures:
            page = library.page("00241-2018", figure.page)
            assert page.text[figure.start : figure.end] == figure.raw
            held = quotes[figure.quote]
            assert held.page == figure.page and held.start <= figure.start < figure.end <= held.end
        for quote in row.citations:
            assert library.page("00241-2018", quote.page).text[quote.start : quote.end] == quote.quote


def test_units_periods_and_notes(rows: dict[str, DatasheetRow]) -> None:
    electricity, density = rows["A2.1"].figures
    assert (electricity.unit, electricity.basis, electricity.period) == ("kWh", "absolute", "FY2018")
    assert (density.unit, density.basis) == ("kWh/person", "intensity")
    assert "only Alibaba" in electricity.notes[0]
    assert "only the indirect emissions" in rows["A1.2"].figures[0].notes[0]
    assert rows["B1.1"].notes == ("No figures by region.",)
    assert "page 28" in rows["B6.2"].notes[0] and "page 29" in rows["B6.2"].notes[0]
