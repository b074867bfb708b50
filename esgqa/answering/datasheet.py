"""The KPI datasheet of one report: every code of its edition, what became of it, and the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from esgqa.answering.engine import Answerer
from esgqa.kpi import load_edition
from esgqa.types import AnswerFigure, Citation, IndexEntry

KpiStatus = Literal["disclosed", "explicit zero", "not applicable", "marked not disclosed", "not found"]
_NOT_APPLICABLE = ("n/a", "na", "n.a.", "not applicable", "不適用", "不适用")


@dataclass(frozen=True, slots=True)
class DatasheetRow:
    """One KPI of a report."""

    code: str
    name: str
    kind: str
    """`kpi` or `general_disclosure`."""
    status: KpiStatus
    answer: str
    figures: tuple[AnswerFigure, ...]
    citations: tuple[Citation, ...]
    index_pages: tuple[str, ...]
    """Printed pages that the issuer's own index gives."""
    index_mark: str
    """`—`, `N/A` …, where the index gives no page."""
    agrees: bool | None
    """Whether a cited page is among the index's; `None` where there is nothing to compare."""
    confidence: float
    notes: tuple[str, ...]


def datasheet(answerer: Answerer, report_id: str) -> tuple[DatasheetRow, ...]:
    """The datasheet of a report, in the order of its edition. Raises `KeyError` for an unknown id."""
    document = answerer.index.document(report_id)
    edition = load_edition(document.report.edition)
    entries = {entry.code: entry for entry in document.entries}
    return tuple(
        _row(answerer, report_id, item.code, edition.name(item.code, "en"), item.kind, entries.get(item.code))
        for item in edition.disclosures
    )


def _row(answerer: Answerer, report_id: str, code: str, name: str, kind: str, entry: IndexEntry | None) -> DatasheetRow:
    answer = answerer.ask(code, reports=(report_id,))
    mark = entry.mark if entry else ""
    pages = entry.pages if entry else ()
    status: KpiStatus
    if answer.status == "answered":
        zero = answer.figures and all(figure.value.strip("0.") == "" for figure in answer.figures)
        status = "explicit zero" if zero else "disclosed"
    elif mark.lower() in _NOT_APPLICABLE:
        status = "not applicable"
    elif mark:
        status = "marked not disclosed"
    else:
        status = "not found"
    answered = answer.status == "answered"
    agrees = (
        any(c.page_label in pages for c in answer.citations)
        if answered and pages
        else (False if answered and mark else None)
    )
    return DatasheetRow(
        code=code,
        name=name,
        kind=kind,
        status=status,
        answer=answer.answer if answered else "",
        figures=answer.figures,
        citations=answer.citations,
        index_pages=pages,
        index_mark=mark,
        agrees=agrees,
        confidence=answer.confidence,
        notes=answer.notes,
    )
