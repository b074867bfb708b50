"""Questions that lean on the one before them."""

from __future__ import annotations

from datetime import date

import pytest

from esgqa.answering.followup import standalone
from esgqa.types import Report

REPORTS = (
    Report("01111-2023", "Heron Mills Holdings Limited", (), "0" * 64, period_end=date(2023, 12, 31)),
    Report("02222-2023", "Osprey Ferry Company Limited", (), "1" * 64, period_end=date(2023, 12, 31)),
)
BEFORE = "How many complaints did Heron Mills receive in 2023?"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("what about 2022?", "How many complaints did Heron Mills receive in 2022?"),
        ("and last year?", "How many complaints did Heron Mills receive last year?"),
        ("per employee?", "How many complaints did Heron Mills receive in 2023 per employee?"),
        ("and water?", "water of Heron Mills Holdings Limited in 2023?"),
        ("how about injuries?", "How many injuries of Heron Mills Holdings Limited in 2023?"),
        ("same for Osprey Ferry", "How many complaints did receive in 2023 at Osprey Ferry Company Limited?"),
        ("the other company?", "How many complaints did receive in 2023 at Osprey Ferry Company Limited?"),
        ("and who chairs the board?", "who chairs the board?"),
    ],
)
def test_what_is_new_replaces_its_like(text: str, whole: str) -> None:
    assert standalone(text, BEFORE, REPORTS) == whole


@pytest.mark.parametrize(
    "text",
    ["What was total energy consumption in 2021?", "why?", "How many suppliers are there?", "2,000 tonnes of waste"],
)
def test_a_question_that_stands_alone_drops_the_one_before(text: str) -> None:
    assert standalone(text, BEFORE, REPORTS) == text


def test_without_a_question_before_it_nothing_is_read_into_it() -> None:
    assert standalone("and water?", "", REPORTS) == "and water?"


def test_chinese_follow_ups() -> None:
    assert standalone("2022年呢？", "2023年員工總數是多少？", REPORTS) == "2022年員工總數是多少？"
    assert standalone("那用水呢？", "2023年員工總數是多少？", REPORTS) == "2023年用水？"
