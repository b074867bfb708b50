"""What the reader of an answer must know of how its pages were read."""

from __future__ import annotations

from esgqa.retrieval import Index
from esgqa.types import Answer


def of_reading(index: Index, answer: Answer) -> list[str]:
    """What the reader must know of how the pages were read: by text recognition, or not at all."""
    notes: list[str] = []
    for citation in {(c.report, c.page): c for c in answer.citations}.values():
        page = index.page(citation.report, citation.page)
        if page.source == "ocr":
            sure = f"{page.confidence:.0%}"
            notes.append(f"Page {citation.page_label} is a scan: its text was recognised ({sure} sure).")
    if answer.status in ("not_disclosed", "not_found"):
        for report in answer.scope.reports:
            lost = [p.label for p in index.document(report).report.pages if p.source == "unreadable"]
            if lost:
                more = f" and {len(lost) - 8} more" if len(lost) > 8 else ""
                notes.append(f"Pages that could not be read: {', '.join(lost[:8])}{more} ({report}).")
    return notes
