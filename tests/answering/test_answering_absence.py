"""How sure one is that there is no answer, and which kind of absence it is."""

import pytest

from esgqa.answering.absence import sure_of_absence
from esgqa.library import Library


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("What were the methane emissions?", "not_disclosed"),
        ("How many spills were recorded?", "not_disclosed"),
        ("甲烷排放量是多少？", "not_disclosed"),
        ("How much was given to political donations?", "not_disclosed"),
        ("What final dividend per share was declared?", "not_found"),
        ("Who won the football world cup?", "not_found"),
        ("How many employees did Northgate Health Corporation have?", "not_found"),
    ],
)
def test_a_topic_of_the_framework_is_not_disclosed_and_anything_else_not_found(
    library: Library, question: str, status: str
) -> None:
    assert library.ask(question).status == status


def test_the_likelier_the_nearest_candidate_the_less_sure_is_its_absence() -> None:
    sure = [sure_of_absence(likely / 100) for likely in range(101)]
    assert sure == sorted(sure, reverse=True)
    assert 0.0 < sure[-1] < 0.1 < 0.9 < sure[0] < 1.0
    # a candidate that only just fails is no sign of absence
    assert sure_of_absence(0.4) < 0.5
