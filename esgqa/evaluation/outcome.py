"""One question's outcome: the answer beside the gold, and every mark it earns."""

from __future__ import annotations

from dataclasses import dataclass

from esgqa.evaluation.gold import GoldQuestion
from esgqa.evaluation.matching import Number, as_number, decimal_of, numbers_in, plain, stands_in, text_holds
from esgqa.evaluation.retrieval import Retrieval, is_gold_page
from esgqa.types import Answer, AnswerFigure, Citation

ABSTENTIONS = ("not_disclosed", "not_found")
_VERDICTS = {"yes": ("yes", "是", "有"), "no": ("no", "否", "沒有", "没有")}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was asked, what came back, and the marks; a mark is None where the question does not test it."""

    gold: GoldQuestion
    answer: Answer
    latency_ms: float
    right: bool
    """The right answer, or the right reason for giving none: the one mark that every question has."""
    answer_right: bool | None
    """Answerable questions: answered, and rightly."""
    first_figure: bool | None
    """Answerable number questions: the first figure given is a right one, so that many figures do not help."""
    first_page: bool | None
    any_page: bool | None
    """Answerable questions with gold pages: the first, any, citation is on one of them."""
    abstained: bool | None
    """Unanswerable questions: no answer given, whatever the reason."""
    reason_right: bool | None
    """Unanswerable questions: the status is the gold's own."""
    asserted_when_absent: bool | None
    """Unanswerable questions: an answer was given all the same."""
    wrong_figure: bool | None
    """Number questions and unanswerable ones: a number was asserted that is not the answer."""
    kpi_right: bool | None
    """Questions with gold KPI codes: one of them is named."""
    retrieval: Retrieval | None = None
    """What the search alone found; None where no page is the right one."""


def score(gold: GoldQuestion, answer: Answer, latency_ms: float = 0.0, retrieval: Retrieval | None = None) -> Outcome:
    """All marks of one answer."""
    right = answer_right(gold, answer)
    on_page = [on_gold_page(gold, citation) for citation in answer.citations] if answer.status == "answered" else []
    paged = gold.answerable and bool(gold.pages)
    absent = not gold.answerable
    return Outcome(
        gold=gold,
        answer=answer,
        latency_ms=latency_ms,
        right=right if gold.answerable else answer.status == gold.status,
        answer_right=right if gold.answerable else None,
        first_figure=_first_figure(gold, answer) if gold.answerable and gold.numeric else None,
        first_page=(bool(on_page) and on_page[0]) if paged else None,
        any_page=any(on_page) if paged else None,
        abstained=answer.status in (*ABSTENTIONS, gold.status) if absent else None,
        reason_right=answer.status == gold.status if absent else None,
        asserted_when_absent=answer.status == "answered" if absent else None,
        wrong_figure=asserts_number(answer) and not right if absent or gold.numeric else None,
        kpi_right=bool(set(gold.kpi) & set(answer.kpis)) if gold.kpi else None,
        retrieval=retrieval,
    )


def answer_right(gold: GoldQuestion, answer: Answer) -> bool:
    """Whether an answerable question is answered rightly: one of `answers`, and everything in `all`."""
    if not gold.answerable or answer.status != "answered":
        return False
    one = not gold.answers or any(_meets(wanted, gold, answer) for wanted in gold.answers)
    return one and all(holds(wanted, answer) for wanted in gold.all)


def _meets(wanted: str, gold: GoldQuestion, answer: Answer) -> bool:
    number = as_number(wanted)
    if gold.numeric:
        # a number somewhere in a long quote is no answer to a number question: it must have been chosen
        if number is not None:
            return any(found.meets(number) for found in given_numbers(answer))
        return stands_in(wanted, " \n ".join((answer.answer, *(f"{f.raw} {f.unit}" for f in answer.figures))))
    if gold.kind == "yes_no" and plain(wanted) in _VERDICTS:
        return _verdict(answer) == plain(wanted)
    return holds(wanted, answer)


def holds(wanted: str, answer: Answer) -> bool:
    """Whether the text, or the number that it is, stands in the answer or in a quote it cites."""
    number = as_number(wanted)
    figures = [found for figure in answer.figures if (found := figure_number(figure))]
    if number is not None and any(found.meets(number) for found in figures):
        return True
    return any(text_holds(wanted, text) for text in (answer.answer, *(c.quote for c in answer.citations)))


def given_numbers(answer: Answer) -> tuple[Number, ...]:
    """The numbers that the answer gives: its figures and those in its words.

    Where there are figures, dates and years in the words only say what the figures are for, and do not count.
    """
    figures = [number for figure in answer.figures if (number := figure_number(figure))]
    return (*figures, *numbers_in(answer.answer, dates=not figures))


def figure_number(figure: AnswerFigure) -> Number | None:
    """A figure's value as a number."""
    value = decimal_of(figure.value)
    percent = "%" in plain(f"{figure.raw} {figure.unit}") or plain(figure.unit).startswith(("percent", "per cent"))
    return None if value is None else Number(value, percent)


def _first_figure(gold: GoldQuestion, answer: Answer) -> bool:
    if answer.status != "answered":
        return False
    if not answer.figures:
        return answer_right(gold, answer)
    first = figure_number(answer.figures[0])
    wanted = [number for text in (*gold.answers, *gold.all) if (number := as_number(text))]
    return any(first.meets(number) for number in wanted) if first and wanted else answer_right(gold, answer)


def asserts_number(answer: Answer) -> bool:
    """Whether the answer says that some number is the answer."""
    return answer.status == "answered" and bool(answer.figures or numbers_in(answer.answer, dates=False))


def on_gold_page(gold: GoldQuestion, citation: Citation) -> bool:
    """Whether a citation is on one of the gold pages of the gold report."""
    return is_gold_page(gold, citation.report, citation.page, citation.page_label)


def _verdict(answer: Answer) -> str:
    """`yes` or `no` where the answer opens with it, else an empty string."""
    opening = plain(answer.answer)
    for verdict, words in _VERDICTS.items():
        for word in words:
            rest = opening[len(word) :]
            if opening.startswith(word) and (not word.isascii() or not rest[:1].isalnum()):
                return verdict
    return ""
