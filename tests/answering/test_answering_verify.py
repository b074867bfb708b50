"""The verbatim gate."""

from dataclasses import replace

import pytest

from esgqa.answering.verify import faults, numbers_in
from esgqa.types import Answer, AnswerFigure, Citation, Page

TEXT = "In the year we handled a total of\n1,204 customer complaints, 3% fewer than before."
QUOTE = "we handled a total of 1,204 customer complaints"
START = TEXT.index("we handled")
GOOD = Answer(
    question="complaints?",
    status="answered",
    answer="1,204 customer complaints (FY ended 31 March 2018).",
    figures=(AnswerFigure("1204", "1,204", "complaints", "customer complaints", "FY2018", "B6.2", 1),),
    citations=(Citation(1, "r", 1, "1", "r:1:1", QUOTE, START, START + len(QUOTE)),),
)


def page(report: str, position: int) -> Page:
    return Page(position, str(position), TEXT)


def check(answer: Answer) -> list[str]:
    return faults(answer, page, allowed="FY ended 31 March 2018")


def test_an_answer_that_stands_in_its_quote_passes() -> None:
    assert check(GOOD) == []


@pytest.mark.parametrize(
    "bad",
    [
        replace(GOOD, answer="1,205 customer complaints."),
        replace(GOOD, answer="1,204 customer complaints, 7 of them serious."),
        replace(GOOD, citations=(replace(GOOD.citations[0], quote=QUOTE.replace("1,204", "1,304")),)),
        replace(GOOD, citations=(replace(GOOD.citations[0], start=START + 3),)),
        replace(GOOD, citations=()),
        replace(GOOD, figures=(replace(GOOD.figures[0], raw="1204"),)),
        replace(GOOD, figures=(replace(GOOD.figures[0], citation=2),)),
    ],
)
def test_anything_else_is_a_fault(bad: Answer) -> None:
    assert check(bad)


def test_numbers_are_compared_without_separators() -> None:
    assert numbers_in("1,204 and 0.069% of 12") == ["1204", "0.069", "12"]
