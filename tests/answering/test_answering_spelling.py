"""Misspelt words and unknown names."""

import pytest

from esgqa.answering.names import owners, proper_names, strangers
from esgqa.answering.spelling import Speller

SPELLER = Speller({"complaints": 9, "electricity": 5, "emissions": 7, "employees": 12, "recalls": 2, "woodland": 3})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("how many compliants", "how many complaints"),
        ("electrisity use", "electricity use"),
        ("total emisions", "total emissions"),
        ("number of employes", "number of employees"),
    ],
)
def test_misspelt_words_are_corrected_to_the_vocabulary(typed: str, meant: str) -> None:
    fixed, changes = SPELLER.correct(typed)
    assert fixed == meant
    assert len(changes) == 1


@pytest.mark.parametrize("text", ["gripes and headcount", "How did Tencent do?", "KPI B6.2", "woodland"])
def test_words_that_english_or_the_index_knows_and_names_are_left(text: str) -> None:
    assert SPELLER.correct(text) == (text, ())


def test_a_capital_inside_a_sentence_is_a_name() -> None:
    assert proper_names("How many staff does Sunny Foods employ?") == ["Sunny", "Foods"]
    assert proper_names("Complaints of Tencent's users") == ["Tencent"]
    assert proper_names("WHAT WAS THE COMPLAINT COUNT") == []


def test_a_name_that_the_index_does_not_know_is_a_stranger() -> None:
    known = {"complaints", "water"}.__contains__
    english = {"how", "many", "complaints", "did", "receive", "water", "sunny", "foods", "in"}.__contains__
    assert strangers("How many complaints did Sunny Foods receive?", known, english) == ["Sunny", "Foods"]
    assert strangers("how many complaints did tencent receive", known, english) == ["tencent"]
    assert strangers("How many complaints in water", known, english) == []


def test_what_belongs_to_a_name_that_no_report_prints_is_a_strangers() -> None:
    printed = {"harbour club"}.__contains__
    own = {"Sunny Foods"}.__contains__
    assert owners("What were China Rail's Scope 2 emissions?", printed, own) == ["China Rail"]
    assert owners("What were Sunny Foods' emissions?", printed, own) == []
    assert owners("Who pays the Harbour Club's bills?", printed, own) == []
    assert owners("WHAT WERE CHINA RAIL'S EMISSIONS?", printed, own) == []
