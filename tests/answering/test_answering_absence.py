"""How sure one is that there is no answer, and which kind of absence it is."""

import pytest

from esgqa.answering.absence import is_of_the_day, sure_of_absence
from esgqa.answering.blanks import has_blank
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


@pytest.mark.parametrize(
    "question",
    [
        "What is the weather in Hangzhou today?",
        "what's the weather like",
        "Will it rain tomorrow?",
        "今天杭州天氣如何？",
        "现在股价是多少？",
    ],
)
def test_a_report_tells_nothing_of_the_day(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert answer.status == "not_found"
    assert answer.notes[0].startswith(("A report on a past period tells nothing", "過往期間的報告", "过往期间的报告"))


@pytest.mark.parametrize(
    "question",
    [
        "What is the time limit for a complaint?",
        "How many joined Leaders of Tomorrow?",
        "What was the weather-related loss?",
        "How many stores are there now?",
    ],
)
def test_what_is_so_today_is_asked_of_the_report(question: str) -> None:
    assert not is_of_the_day(question)


@pytest.mark.parametrize(
    ("row", "blank"),
    [
        ("NOx  kg  NA  12", True),
        ("Gas  MWh  –  12", True),
        ("Steam  not available  not available", True),
        ("Transition risk — policy and law  Medium  Yearly review", False),
        ("轉型風險 — 政策及法律  中期  每年盤查", False),
    ],
)
def test_a_dash_between_words_is_no_empty_cell(row: str, blank: bool) -> None:
    assert has_blank(row) == blank
