"""The datasheet as a workbook: what a client opens."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from esgqa.library import Library
from esgqa.workbook import write_xlsx


def test_sheets_links_and_provenance(library: Library, tmp_path: Path) -> None:
    report = library.report("00241-2018")
    rows = library.kpis(report.id)
    write_xlsx(rows, report, library.provenance(), tmp_path / "sheet.xlsx", library.checks(report.id))
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx")
    assert book.sheetnames == ["KPIs", "Figures", "Evidence", "Checks", "Provenance"]
    assert [cell.value for cell in book["Checks"][2]][2:] == [116, "600; 484", "34, 33"]
    kpis, figures, evidence = book["KPIs"], book["Figures"], book["Evidence"]
    assert kpis.max_row == len(rows) + 1 and kpis.freeze_panes == "C2"
    assert figures.max_row == sum(len(row.figures) for row in rows) + 1
    for cells in figures.iter_rows(min_row=2):
        target = evidence[cells[-1].hyperlink.location.split("!")[1]].row
        assert evidence.cell(target, 2).value == cells[0].value
        assert str(cells[1].value) in str(evidence.cell(target, 5).value)
    source = {cells[0].value: cells[1].value for cells in book["Provenance"].iter_rows()}
    assert source["SHA-256 of file and metadata"] == report.sha256
    assert source["Index build"] and source["Model: embedder"]


def test_values_are_numbers_and_texts_never_formulas(library: Library, tmp_path: Path) -> None:
    report = library.report("00241-2018")
    write_xlsx(library.kpis(report.id), report, {"=1+1": "=HYPERLINK()"}, tmp_path / "sheet.xlsx")
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx")
    found = {cells[1].value: cells[2].value for cells in book["Figures"].iter_rows(min_row=2)}
    assert found["4,917"] == 4917 and found["0.069%"] == 0.069
    for sheet in book:
        assert all(cell.data_type != "f" for cells in sheet.iter_rows() for cell in cells)
