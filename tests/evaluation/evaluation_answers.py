"""Answers and gold questions, in few words."""

from typing import Any

from esgqa.evaluation.gold import GoldQuestion
from esgqa.types import Answer, AnswerFigure, Citation, Status

Given = tuple[str, str, str]
"""A figure's value, as printed, and unit."""


def gold(**fields: Any) -> GoldQuestion:
    """A figure question on report `r`, changed as named."""
    return GoldQuestion(**{"id": "q", "question": "how many?", "kind": "figure", "report": "r", **fields})


def answer(
    text: str = "",
    *figures: Given,
    quotes: tuple[str, ...] = (),
    status: Status = "answered",
    report: str = "r",
    pages: tuple[int, ...] = (3,),
    kpis: tuple[str, ...] = (),
) -> Answer:
    """An answer; each quote on the page of its place (the last again), whose printed label is two less."""
    where = [pages[min(n, len(pages) - 1)] for n in range(len(quotes))]
    return Answer(
        "how many?",
        status,
        text,
        kpis=kpis,
        figures=tuple(AnswerFigure(value, raw, unit, "", "", "", 1) for value, raw, unit in figures),
        citations=tuple(
            Citation(n, report, page, str(page - 2), "", quote, 0, len(quote))
            for n, (quote, page) in enumerate(zip(quotes, where, strict=True), 1)
        ),
    )
