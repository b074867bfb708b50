"""The datasheet as files: JSON, CSV and a workbook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from esgqa.answering.datasheet import DatasheetRow
from esgqa.types import Report

COLUMNS = ("code", "name", "status", "figures", "answer", "pages", "index", "agrees", "confidence", "quote", "notes")


def flat(row: DatasheetRow) -> tuple[str, ...]:
    """One row as the texts of `COLUMNS`."""
    return (
        row.code,
        row.name,
        row.status,
        "; ".join(" ".join(part for part in (f.raw, f.unit, f.period) if part) for f in row.figures),
        row.answer,
        ", ".join(dict.fromkeys(c.page_label for c in row.citations)),
        row.index_mark or ", ".join(row.index_pages),
        "" if row.agrees is None else "yes" if row.agrees else "no",
        f"{row.confidence:.2f}",
        " … ".join(c.quote for c in row.citations),
        " ".join(row.notes),
    )


def as_json(rows: Sequence[DatasheetRow], report: Report) -> str:
    """The rows with the report they are of."""
    head = {"report": report.id, "issuer": report.issuer, "edition": report.edition, "sha256": report.sha256}
    return json.dumps({**head, "kpis": [asdict(row) for row in rows]}, ensure_ascii=False, indent=1)


def as_csv(rows: Sequence[DatasheetRow]) -> str:
    """Comma-separated, with a header; a cell that a spreadsheet would run as a formula is quoted with an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows([inert(cell) for cell in flat(row)] for row in rows)
    return stream.getvalue()


def write_xlsx(rows: Sequence[DatasheetRow], report: Report, path: Path) -> None:
    """A workbook: the sheet, and where it came from."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "KPIs"
    sheet.append([column.capitalize() for column in COLUMNS])
    for row in rows:
        sheet.append([inert(cell) for cell in flat(row)])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, width in enumerate((8, 38, 20, 28, 60, 10, 10, 8, 10, 80, 50), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    source = book.create_sheet("Source")
    for pair in (
        ("Report", report.id),
        ("Issuer", report.issuer),
        ("Title", report.title),
        ("Period", f"{report.period_start or ''} to {report.period_end or ''}"),
        ("Edition of the HKEX guide", report.edition),
        ("File", report.file),
        ("SHA-256 of file and metadata", report.sha256),
    ):
        source.append([inert(text) for text in pair])
    source.column_dimensions["A"].width, source.column_dimensions["B"].width = 30, 80
    book.save(path)


def inert(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "@", "\t", "\r") else cell
