"""Questions put into the words of a report before they are searched: scopes, jargon, what somebody says of himself."""

import pytest

from esgqa.answering.scope import without_own_year
from esgqa.answering.understand import asked_part, by_scope, understand
from esgqa.library import Library


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("direct greenhouse gas emissions", "Scope 1 greenhouse gas emissions"),
        ("energy indirect GHG emissions", "Scope 2 GHG emissions"),
        ("other indirect emissions in 2018", "Scope 3 emissions in 2018"),
        ("Scope 1 direct emissions", "Scope 1 direct emissions"),
        ("direct energy use", "direct energy use"),
    ],
)
def test_emissions_by_the_number_of_their_scope(question: str, meant: str) -> None:
    assert by_scope(question) == meant


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("I'm writing a paper on them - how big is the workforce?", "how big is the workforce?"),
        ("Hello, what was the water use?", "what was the water use?"),
        ("H2O usage for the year", "water usage"),
        ("planet-warming pollution", "greenhouse gas emissions"),
        (
            "How many people took part: which of them were staff?",
            "How many people took part: which of them were staff?",
        ),
    ],
)
def test_what_is_searched_for(library: Library, question: str, query: str) -> None:
    answerer = library._answerer
    reports = list(library.reports())
    read = understand(question, reports, answerer._edition(reports), answerer.known.speller, answerer.known.word)
    assert read.query == query


def test_a_word_that_a_report_prints_small_is_no_name(library: Library) -> None:
    answer = library.ask("How much Electricity was used in kWh?")
    assert [figure.value for figure in answer.figures][:1] == ["350469"]


@pytest.mark.parametrize(
    ("question", "query"),
    [
        ("B6.2 grievances of patients in 2018", "grievances of patients in 2018"),
        ("Scope 1 of the fleet (not the buses)", "Scope 1 of the fleet"),
        ("How many staff worked outside China?", "How many staff worked overseas?"),
        ("二零一八年範圍2溫室氣體", "scope 2 greenhouse gas emissions"),
    ],
)
def test_what_asks_for_nothing_is_not_searched_for(library: Library, question: str, query: str) -> None:
    answerer = library._answerer
    reports = list(library.reports())
    read = understand(question, reports, answerer._edition(reports), answerer.known.speller, answerer.known.word)
    assert " ".join(read.query.split()) == query


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I like firms that fly less. How many meetings were held by video?", "How many meetings were held by video?"),
        (
            "As a retail investor I compare names: about how many visits were there?",
            "about how many visits were there?",
        ),
        ("Pharmacies in the alliance - how many?", "how many pharmacies in the alliance?"),
        ("Any fatalities? How many?", "Any fatalities? How many?"),
        ("What was the water use? And the waste?", "What was the water use? And the waste?"),
    ],
)
def test_the_part_of_a_question_that_asks(text: str, asked: str) -> None:
    assert asked_part(text) == asked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("How many complaints were received in the year?", "How many complaints were received?"),
        ("water used during the reporting period", "water used"),
        ("Staff at year-end?", "Staff?"),
        ("How did it change over the year before?", "How did it change over the year before?"),
        ("In which year was it founded?", "In which year was it founded?"),
    ],
)
def test_the_own_year_is_no_word_to_look_for(text: str, left: str) -> None:
    assert without_own_year(text) == left
