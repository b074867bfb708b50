"""Ask a library every gold question and mark what comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from esgqa.errors import DataError, UsageError
from esgqa.evaluation.gold import GoldQuestion
from esgqa.evaluation.metrics import Group, groups_of
from esgqa.evaluation.outcome import Outcome, score
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


def evaluate(library: Library, questions: Sequence[GoldQuestion], progress: Progress | None = None) -> Evaluation:
    """Ask each question of the whole library, or within the report it names, as a user would; the first is asked once more, unmeasured, so that no time is model loading.

    A question that the library refuses is an outcome of status `error`. Raises `DataError` for no questions, or for a
    report that is not indexed; a broken index or a missing model ends the run.
    """
    if not questions:
        raise DataError("evaluation", cause="no questions", remedy="Name another gold set or another split.")
    missing = sorted({q.report for q in questions if q.report} - {report.id for report in library.reports()})
    if missing:
        raise DataError(
            "evaluation", cause=f"not indexed: {', '.join(missing)}", remedy="Index it first: `esgqa ingest PATH`."
        )
    _ask(library, questions[0])
    outcomes = []
    for done, question in enumerate(questions, 1):
        start = time.perf_counter()
        answer = _ask(library, question)
        outcomes.append(score(question, answer, (time.perf_counter() - start) * 1000))
        if progress:
            progress("asking", done, len(questions))
    return Evaluation(tuple(outcomes), groups_of(outcomes))


def _ask(library: Library, question: GoldQuestion) -> Answer:
    try:
        return library.ask(question.question, reports=(question.within,) if question.within else (), id=question.id)
    except (DataError, UsageError) as error:
        return Answer(question.question, "error", "", id=question.id, reason=str(error))
