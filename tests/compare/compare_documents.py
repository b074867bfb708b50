"""Reports written for these tests, split and tagged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from esgqa.compare import Comparison, Line, compare
from esgqa.passages import split
from esgqa.types import Document, KpiTag, Page, Report

OPENING = (
    "The Group keeps records of its resource use at every site and reviews them each\n"
    "quarter with the managers who are responsible for the buildings and vehicles.\n\n"
)


def document(code: str, *pages: str, stock_code: str = "09991", year: int = 2022, edition: str = "2020") -> Document:
    """A report whose every passage is tagged with `code`; pages are labelled from 11."""
    made = tuple(
        Page(position, str(position + 10), OPENING + text if "\n" in text else text)
        for position, text in enumerate(pages, 1)
    )
    report = Report(
        f"{stock_code}-{year}",
        f"Issuer {stock_code}",
        made,
        "0",
        stock_code=stock_code,
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        edition=edition,
    )
    passages = tuple(replace(passage, kpis=(KpiTag(code, 0.9),)) for passage in split(report))
    return Document(report, passages)


def compared(code: str, *documents: Document) -> Comparison:
    return compare(documents, [code])


def line(comparison: Comparison, label: str, unit: str = "") -> Line:
    """The one line of that label, and unit where several have it."""
    found = [one for one in comparison.lines if one.label == label and unit in ("", one.unit)]
    assert len(found) == 1, [(one.label, one.unit, one.measure) for one in comparison.lines]
    return found[0]


def amounts(comparison: Comparison, label: str, unit: str = "") -> dict[tuple[str, str], str]:
    """What stands on a line, by report and period."""
    cells = zip(comparison.columns, line(comparison, label, unit).cells, strict=True)
    return {(column.report, column.period): str(cell.amount) for column, cell in cells if cell is not None}
