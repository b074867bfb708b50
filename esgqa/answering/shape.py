"""An answer in its published JSON shape."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from esgqa.types import Answer


def to_json(answer: Answer, *, explain: bool = False) -> dict[str, Any]:
    """The answer as JSON-ready values; the shape that scripts rely on, so keys are only ever added.

    With `explain` the trace goes with it: how the question was read and what was weighed.
    """
    scope: dict[str, Any] = {"reports": list(answer.scope.reports)}
    if answer.scope.issuer:
        scope["issuer"] = answer.scope.issuer
    if answer.scope.year is not None:
        scope["year"] = answer.scope.year
    shaped: dict[str, Any] = {
        "id": answer.id,
        "question": answer.question,
        "status": answer.status,
        "answer": answer.answer,
        "figures": [
            {
                "value": figure.value,
                "raw": figure.raw,
                "unit": figure.unit,
                "measure": figure.measure,
                "period": figure.period,
                "kpi": figure.kpi,
                "citation": figure.citation,
            }
            for figure in answer.figures
        ],
        "kpis": list(answer.kpis),
        "confidence": round(answer.confidence, 3),
        "citations": [
            {
                "n": citation.n,
                "report": citation.report,
                "page": citation.page,
                "page_label": citation.page_label,
                "passage": citation.passage,
                "quote": citation.quote,
                "start": citation.start,
                "end": citation.end,
            }
            for citation in answer.citations
        ],
        "notes": list(answer.notes),
        "scope": scope,
        "timings_ms": {name: round(value, 1) for name, value in answer.timings_ms},
    }
    if answer.reason:
        shaped["reason"] = answer.reason
    if answer.read_as:
        shaped["read_as"] = answer.read_as
    if explain and answer.trace is not None:
        shaped["trace"] = asdict(answer.trace)
    return shaped
