"""The datasheet as a workbook for a client: KPIs, figures, evidence, and where all of it came from, linked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from esgqa.checks import Finding
from esgqa.datasheet import DatasheetRow, KpiStatus
from esgqa.sheets import inert
from esgqa.types import Report

_INK, _RULE = "1F2933", "CBD2D9"
_HEAD = PatternFill("solid", fgColor="1F4E5F")
_FILLS: Mapping[KpiStatus, str] = {
    "disclosed": "D7F0DD",
    "partly disclosed": "FFF3C4",
    "explained": "E4E7EB",
    "explicit zero": "D3E8FD",
    "not applicable": "E4E7EB",
    "marked not disclosed": "FADBD8",
    "not found": "FADBD8",
    "page unreadable": "FFD9B3",
}
_THIN = Border(bottom=Side(style="thin", color=_RULE))
_KPIS = (
    ("Code", 9), ("KPI", 40), ("Obligation", 18), ("Status", 20), ("Finding", 56), ("Page (printed)", 12),
    ("Page (file)", 10), ("Issuer's index", 14), ("Index remark", 30), ("Index agrees", 12), ("Confidence", 11),
    ("Notes", 50), ("Evidence", 12),
)  # fmt: skip
_FIGURES = (
    ("Code", 9), ("As printed", 16), ("Value", 16), ("Unit", 24), ("Measure", 56), ("Period", 10), ("Basis", 11),
    ("Per", 18), ("Role", 10), ("Direction", 11), ("Up to", 10), ("Method", 15), ("Level", 8),
    ("Value in common unit", 18), ("Common unit", 16), ("Row", 30), ("Column", 20), ("Table", 36), ("Approximation", 14), ("Footnotes", 50), ("Page (printed)", 12),
    ("Page (file)", 10), ("Evidence", 12),
)  # fmt: skip
_CHECKS = (
    ("Kind", 20), ("What does not agree", 100), ("Difference", 16), ("As printed", 40), ("Page (printed)", 14),
)  # fmt: skip
_EVIDENCE = (
    ("No.", 7), ("Code", 9), ("Page (printed)", 12), ("Page (file)", 10), ("Quote, as printed", 110),
    ("Passage", 24), ("Characters", 16),
)  # fmt: skip


def write_xlsx(
    rows: Sequence[DatasheetRow],
    report: Report,
    provenance: Mapping[str, str],
    path: Path,
    checks: Sequence[Finding] = (),
) -> None:
    """Writes the workbook; `provenance` says with what the index was made (build, date, models).

    `checks` are figures of the report that do not agree; their sheet is there even where there are none.
    """
    book = Workbook()
    kpis = book.active
    assert isinstance(kpis, Worksheet)
    kpis.title = "KPIs"
    figures, evidence = book.create_sheet("Figures"), book.create_sheet("Evidence")
    _head(kpis, _KPIS)
    _head(figures, _FIGURES)
    _head(evidence, _EVIDENCE)
    at = 1
    for row in rows:
        first = at + 1
        rows_of: dict[int, int] = {}
        for quote in row.citations:
            at += 1
            rows_of[quote.n] = at
            span = f"{quote.start}–{quote.end}"
            text = " ".join(quote.quote.split())
            _append(evidence, (at - 1, row.code, quote.page_label, quote.page, text, quote.passage, span))
        _kpi(kpis, row, first if row.citations else 0)
        for figure in row.figures:
            _append(
                figures,
                (
                    row.code, figure.raw, _number(figure.value), figure.unit, figure.measure, figure.period, figure.basis,
                    figure.per, figure.role, figure.direction, figure.value_to, figure.method, figure.level,
                    _number(figure.canonical_value), figure.canonical_unit, figure.row, figure.column, figure.caption, figure.approximation, "\n".join(figure.notes),
                    figure.page_label, figure.page,
                ),
            )  # fmt: skip
            _link(figures, len(_FIGURES), "Evidence", rows_of.get(figure.quote, 0))
    differing = book.create_sheet("Checks")
    _head(differing, _CHECKS)
    for finding in checks:
        places = finding.places
        pages, printed = _pages(place.page_label for place in places), "; ".join(place.raw for place in places)
        _append(differing, (finding.kind, finding.text, _number(finding.difference), printed, pages))
    for sheet, columns in ((kpis, _KPIS), (figures, _FIGURES), (evidence, _EVIDENCE), (differing, _CHECKS)):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(sheet.max_row, 2)}"
    _provenance(book.create_sheet("Provenance"), report, provenance)
    book.properties.title = f"{report.issuer}: HKEX ESG datasheet {report.period_label}".strip()
    book.properties.creator = "esgqa"
    book.save(path)


def _head(sheet: Worksheet, columns: Sequence[tuple[str, int]]) -> None:
    sheet.append([name for name, _ in columns])
    for number, (_, width) in enumerate(columns, 1):
        cell = sheet.cell(1, number)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "C2"
    sheet.sheet_view.showGridLines = False
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _append(sheet: Worksheet, values: Sequence[Any]) -> None:
    sheet.append([inert(value) if isinstance(value, str) else value for value in values])
    for cell in sheet[sheet.max_row]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border, cell.font = _THIN, Font(color=_INK)
        if isinstance(cell.value, str):
            cell.data_type = "s"  # whatever it looks like, it is text


def _kpi(sheet: Worksheet, row: DatasheetRow, quoted: int) -> None:
    _append(
        sheet,
        (
            row.code, row.name, row.obligation, row.status, row.answer, _pages(q.page_label for q in row.citations),
            _pages(str(q.page) for q in row.citations), row.index_mark or ", ".join(row.index_pages), row.index_remark,
            "" if row.agrees is None else "yes" if row.agrees else "no", row.confidence, " ".join(row.notes),
        ),
    )  # fmt: skip
    sheet.cell(sheet.max_row, 4).fill = PatternFill("solid", fgColor=_FILLS[row.status])
    _link(sheet, len(_KPIS), "Evidence", quoted)


def _link(sheet: Worksheet, column: int, to: str, row: int) -> None:
    """A link to a row of another sheet; nothing where there is none."""
    if not row:
        return
    cell: Cell = sheet.cell(sheet.max_row, column)
    cell.value = f"no. {row - 1}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{to}'!A{row}")
    cell.font = Font(color="1F4E5F", underline="single")
    cell.alignment = Alignment(vertical="top")


def _pages(labels: Any) -> str:
    return ", ".join(dict.fromkeys(labels))


def _number(value: str) -> float | int | str:
    """A number where a spreadsheet holds it to the digit, else the text."""
    whole = value.lstrip("-").replace(".", "")
    if not whole.isdigit() or len(whole) > 15:
        return value
    return float(value) if "." in value else int(value)


def _provenance(sheet: Worksheet, report: Report, provenance: Mapping[str, str]) -> None:
    period = f"{report.period_start or '…'} to {report.period_end or '…'}"
    pairs = [
        ("Report", report.id),
        ("Issuer", report.issuer),
        ("Stock code", report.stock_code),
        ("Title", report.title),
        ("Period", period),
        ("Edition of the HKEX guide", report.edition),
        ("Guessed from the text", ", ".join(report.inferred)),
        ("File", report.file),
        ("SHA-256 of file and metadata", report.sha256),
        *provenance.items(),
    ]
    for name, value in pairs:
        sheet.append([inert(name), inert(value)])
    for cells in sheet.iter_rows():
        cells[0].font = Font(bold=True, color=_INK)
        cells[1].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 32, 100
    sheet.sheet_view.showGridLines = False
