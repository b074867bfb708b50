"""Ask a library every gold question and mark what comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from esgqa.errors import DataError, UsageError
from esgqa.evaluation.gold import GoldQuestion
from esgqa.evaluation.metrics import Group, groups_of
from esgqa.evaluation.outcome import Outcome, score
from esgqa.evaluation.retrieval import DEPTH, Retrieval, evidence_of, judge
from esgqa.library import Library
from esgqa.types import Answer

Progress = Callable[[str, int, int], None]
"""Called as `(what is being done, steps done, steps in all)`."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every outcome, in the order of the gold set, and the metrics of groups of them."""

    outcomes: tuple[Outcome, ...]
    groups: tuple[Group, ...]
    """The first is over all outcomes."""

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Evaluation:
        """Outcomes, of one library or several, with their metrics."""
        return cls(tuple(outcomes), groups_of(outcomes))


def evaluate(library: Library, questions: Sequence[GoldQuestion], progress: Progress | None = None) -> Evaluation:
    """Ask and score every question; raises `DataError` for no questions, or for a report that is not indexed."""
    if not questions:
        raise DataError("evaluation", cause="no questions", remedy="Name another gold set or another split.")
    missing = reports_of(questions) - {report.id for report in library.reports()}
    if missing:
        raise not_indexed(missing)
    return Evaluation.of(ask_all(library, questions, progress))


def ask_all(library: Library, questions: Sequence[GoldQuestion], progress: Progress | None = None) -> list[Outcome]:
    """Ask each question of the whole library, or within the report it names, as a user would; the first is asked once
    more, unmeasured, so that no time is model loading. Where pages are known, the search alone is asked too, within
    their report, off the clock.

    A question that the library refuses is an outcome of status `error`; a broken index or a missing model ends the run.
    """
    if questions:
        _ask(library, questions[0])
    outcomes = []
    for done, question in enumerate(questions, 1):
        start = time.perf_counter()
        answer = _ask(library, question)
        latency = (time.perf_counter() - start) * 1000
        outcomes.append(score(question, answer, latency, _search(library, question)))
        if progress:
            progress("asking", done, len(questions))
    return outcomes


def reports_of(questions: Sequence[GoldQuestion]) -> set[str]:
    """Ids of the reports that the questions are about or asked within."""
    return {report for question in questions for report in (question.report, question.within) if report}


def not_indexed(reports: Collection[str]) -> DataError:
    """The error for reports that no library holds."""
    return DataError(
        "evaluation",
        cause=f"not indexed, or not together: {', '.join(sorted(reports))}",
        remedy="Index them (`esgqa ingest PATH --index DIR`) and name the folder: `esgqa eval --index DIR`.",
    )


def _search(library: Library, question: GoldQuestion) -> Retrieval | None:
    if not (question.answerable and question.report and question.pages):
        return None
    evidence = evidence_of(question, library.document(question.report).passages)
    if not evidence:
        return None
    return judge(library.search(question.question, reports=(question.report,), k=DEPTH), evidence)


def _ask(library: Library, question: GoldQuestion) -> Answer:
    try:
        return library.ask(question.question, reports=(question.within,) if question.within else (), id=question.id)
    except (DataError, UsageError) as error:
        return Answer(question.question, "error", "", id=question.id, reason=str(error))
