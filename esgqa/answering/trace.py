"""How an answer came about: the question as read, what was weighed, and why each was kept or refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from esgqa.answering.candidates import Candidate
from esgqa.answering.model import Logistic
from esgqa.answering.understand import Understanding
from esgqa.types import Trace, TraceCandidate

MOST = 6
"""Candidates of each kind that are told."""


def trace_of(
    read: Understanding,
    figures: Sequence[Candidate],
    sentences: Sequence[Candidate],
    reports: Sequence[str],
    models: Mapping[str, Logistic],
    milestone: str,
) -> Trace:
    """The reading, the thresholds, and the likeliest candidates of each kind with those a rule refused."""
    told = [
        _told(candidate, kind, models[kind].threshold)
        for kind, group in (("figure", figures), ("text", sentences))
        for candidate in [*[c for c in group if not c.refused][:MOST], *_refused(group)]
    ]
    question = read.question
    return Trace(
        language=question.language,
        intent=read.reading.intent,
        dimension=read.reading.dimension,
        counted=read.reading.counted,
        years=tuple(sorted(read.years.any)),
        reports=tuple(reports),
        query=read.query,
        kpis=read.weights,
        corrections=question.corrections,
        candidates=tuple(told),
        decision=milestone,
    )


def _refused(group: Sequence[Candidate]) -> list[Candidate]:
    """The refused ones that the question's words fit best."""
    refused = [candidate for candidate in group if candidate.refused]
    return sorted(refused, key=lambda one: -one.features.get("cover", 0.0))[: MOST // 2]


def _told(candidate: Candidate, kind: str, threshold: float) -> TraceCandidate:
    figure = candidate.figure
    verdict = candidate.refused or ("likely enough" if candidate.probability >= threshold else f"below {threshold:.2f}")
    return TraceCandidate(
        kind=kind,
        report=candidate.passage.report,
        page_label=candidate.passage.label,
        text=candidate.text[:240],
        value=figure.value if figure else "",
        unit=figure.unit if figure else "",
        period=figure.period if figure else "",
        probability=round(candidate.probability, 4),
        verdict=verdict,
    )
