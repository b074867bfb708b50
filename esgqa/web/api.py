"""The same functions for programs: `/ask`, `/search` and `/page`, by gradio_client or plain HTTP."""

from __future__ import annotations

from typing import Any

import gradio as gr

from esgqa.answering.shape import to_json
from esgqa.errors import EsgqaError
from esgqa.library import Library
from esgqa.types import Answer

MOST_HITS = 100
"""Passages that one search gives at most."""


def add_endpoints(library: Library, asking_at_once: int) -> None:
    """Add the endpoints to the app being built; `asking_at_once` is shared with the page's own questions."""

    def ask(question: str, report: str = "") -> dict[str, Any]:
        """Answer one question, within one report (its id) or all; the JSON shape of `esgqa ask --json`."""
        try:
            answer = library.ask(question, reports=(report,) if report else ())
        except EsgqaError as error:
            answer = Answer(question=question[:200], status="error", answer="", reason=str(error))
        return to_json(answer)

    def search(query: str, report: str = "", k: int = 10) -> list[dict[str, Any]]:
        """The best `k` passages for a query, at most 100, best first."""
        try:
            hits = library.search(query, reports=(report,) if report else None, k=max(1, min(int(k), MOST_HITS)))
        except EsgqaError as error:
            raise gr.Error(str(error)) from error
        return [
            {
                "passage": hit.passage.id,
                "report": hit.passage.report,
                "page": hit.passage.page,
                "page_label": hit.passage.label,
                "section": list(hit.passage.section),
                "kind": hit.passage.kind,
                "kpis": [tag.code for tag in hit.passage.kpis],
                "score": hit.score,
                "text": hit.passage.text,
            }
            for hit in hits
        ]

    def page(report: str, page: int) -> dict[str, Any]:
        """The text of a page by its position in the file, from 1; citations' `start` and `end` index it."""
        try:
            found = library.page(report, int(page))
            count = len(library.document(report).report.pages)
        except EsgqaError as error:
            raise gr.Error(str(error)) from error
        return {
            "report": report,
            "page": found.position,
            "page_label": found.label,
            "pages": count,
            "source": found.source,
            "text": found.text,
        }

    shared: dict[str, Any] = {"concurrency_limit": asking_at_once, "concurrency_id": "asking"}
    gr.api(ask, api_name="ask", **shared)
    gr.api(search, api_name="search", **shared)
    gr.api(page, api_name="page")
