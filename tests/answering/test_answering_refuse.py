"""What the other rows of its table, its place on the page or the question's own words speak against."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from esgqa.answering.candidates import Candidate
from esgqa.answering.clauses import is_of_others, told_by
from esgqa.answering.features import Asked
from esgqa.answering.intent import read_intent
from esgqa.answering.kinds import is_of_intensity
from esgqa.answering.refuse import (
    about,
    is_head,
    is_no_part,
    is_numbers,
    refuse_together,
    refuse_years_beside,
)
from esgqa.answering.scope import Years
from esgqa.types import Figure, Hit, Passage, Question


def stem(text: str) -> Sequence[str]:
    return text.lower().replace("?", " ").replace(",", " ").split()


def asked(text: str) -> Asked:
    terms = tuple(word for word in stem(text) if word not in ("how", "many", "much", "in", "the", "of", "are", "was"))
    return Asked(
        question=Question(text, "en"),
        reading=read_intent(text),
        years=Years(),
        report_years=frozenset({2024}),
        report_labels=frozenset({"2024"}),
        terms=terms,
        wide={term: frozenset({term}) for term in terms},
        weight=dict.fromkeys(terms, 2.0),
        counted=frozenset(),
        parts=frozenset(),
        kpi_weights={},
        query=text,
    )


def table(*rows: tuple[str, str]) -> list[Candidate]:
    """A candidate a row, each `(label, group)`, of one table titled Energy."""
    text = "\n".join(f"{label} {place}" for place, (label, _) in enumerate(rows))
    figures, spans, start = [], [], 0
    for place, (label, group) in enumerate(rows):
        caption = f"Fuel · {group}" if group else "Fuel"
        at = start + len(label) + 1
        figures.append(
            Figure(str(place), str(place), 1, at, at + 1, "kWh", "energy", label, "2024", label, "2024", caption)
        )
        spans.append((start, at + 1))
        start = at + 2
    passage = Passage("r:1:1", "r", 1, "1", 0, len(text), text, "table", figures=tuple(figures), sentences=tuple(spans))
    return [Candidate(Hit(passage, 1.0), span, figure) for span, figure in zip(spans, figures, strict=True)]


@pytest.mark.parametrize(
    ("question", "value", "told"),
    [
        ("Of the nearly 23,000 captains, how many sail ferries?", "23000", True),
        ("How many of the 120 boats are ferries?", "120", True),
        ("How many captains sail ferries?", "23000", False),
        ("How many of the 12 boats are ferries?", "12", False),  # a small number may be both
        ("How many boats were there in 2018?", "2018", False),
    ],
)
def test_a_number_that_the_question_gives_is_not_asked_for(question: str, value: str, told: bool) -> None:
    assert told_by(question, value) == told


@pytest.mark.parametrize(
    ("question", "clause", "others"),
    [
        ("How many apprentices finished in 2020?", "27 apprentices began in 2020.", True),
        ("How many apprentices began in 2020?", "27 apprentices began in 2020 and 9 finished.", False),
        ("How many reports were upheld?", "The hotline received 40 reports.", True),
        ("How many reports were upheld?", "Of 40 reports received three were upheld.", False),
        ("How many reports were received?", "The hotline received 40 reports.", False),
    ],
)
def test_those_who_did_something_else_are_others(question: str, clause: str, others: bool) -> None:
    assert is_of_others(question, clause) == others


def figure(row: str, caption: str = "", period: str = "2024") -> Figure:
    return Figure("6.6", "6.6", 1, 0, 3, "hours", "time", row, period, row, "2024", caption)


def test_a_breakdown_asked_for_is_given_by_no_total() -> None:
    assert is_no_part("training hours by age group", figure("Total"))
    assert not is_no_part("training hours by age group", figure("Below 30", "By age"))
    assert not is_no_part("training hours by gender", figure("Female"))
    assert is_no_part("按性別劃分的培訓時數", figure("Total"))
    assert not is_no_part("training hours", figure("Total"))


def test_the_year_before_beside_the_reports_own_is_not_meant() -> None:
    question = replace(asked("How many days were lost?"), report_labels=frozenset({"FY2024"}))
    text = "173 lost days (2023: 236)"
    days = [
        Figure(raw, raw, 1, at, at + 3, "lost days", "time", "lost days", period)
        for raw, at, period in (("173", 0, "FY2024"), ("236", 21, "2023"))
    ]
    passage = Passage("r:1:1", "r", 1, "1", 0, len(text), text, figures=tuple(days), sentences=((0, len(text)),))
    own, before = (Candidate(Hit(passage, 1.0), (0, len(text)), one) for one in days)
    refuse_years_beside([own, before], question)
    assert not own.refused
    assert before.refused == "is of another year"


def left(question: str, rows: list[Candidate]) -> list[str]:
    sentences = [replace(row, figure=None) for row in rows]
    refuse_together(rows, sentences, asked(question), stem)
    assert [bool(s.refused) for s in sentences] == [bool(r.refused) for r in rows]
    return [row.figure.row for row in rows if row.figure is not None and not row.refused]


def rows() -> list[Candidate]:
    return table(("Depot", ""), ("Coal", "Depot"), ("Diesel", "Depot"), ("Shop", ""), ("Electricity", "Shop"))


def test_a_row_lacks_what_other_rows_say_of_the_question() -> None:
    assert left("coal depot", rows()) == ["Coal"]
    assert left("diesel", rows()) == ["Diesel"]
    assert left("depot", rows()) == ["Depot", "Coal", "Diesel"]


def test_where_no_row_has_both_none_is_meant() -> None:
    assert left("electricity in the depot", rows()) == []


def test_a_question_of_several_rows_refuses_none() -> None:
    assert len(left("coal and electricity", rows())) == 5
    assert len(left("fuel", rows())) == 5


def test_the_head_of_a_table_and_an_announcement_say_nothing() -> None:
    text = "Fuel 2024 2023\nGas 20 18"
    figure = Figure("20", "20", 1, 19, 21)
    passage = Passage(
        "r:1:1", "r", 1, "1", 0, len(text), text, "table", figures=(figure,), sentences=((0, 14), (15, 24))
    )
    assert is_head(Candidate(Hit(passage, 1.0), (0, 14)))
    assert not is_head(Candidate(Hit(passage, 1.0), (15, 24)))
    told = "Our use of fuel is as follows:"
    prose = Passage("r:1:2", "r", 1, "1", 0, len(told), told, "paragraph", sentences=((0, len(told)),))
    assert is_head(Candidate(Hit(prose, 1.0), (0, len(told))))


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("number of complaints about privacy", False),
        ("number of complaints about products", True),
        ("How many employees have disabilities?", False),
        ("How many complaints were there?", True),
    ],
)
def test_a_count_must_be_about_what_is_named(question: str, meant: bool) -> None:
    text = "We received 12 complaints about products from customers and employees."
    figure = Figure("12", "12", 1, 12, 14, "complaints", "count", "complaints")
    passage = Passage(
        "r:1:1", "r", 1, "1", 0, len(text), text, "paragraph", figures=(figure,), sentences=((0, len(text)),)
    )
    candidate = Candidate(Hit(passage, 1.0), (0, len(text)), figure)
    assert about(candidate, asked(question), stem) is meant


def test_a_share_by_region_is_asked_of_several_rows_and_a_use_by_hotels_of_one() -> None:
    rows = [("Total fuel", ""), ("Fuel, hotels", "")]
    assert left("fuel by region", table(*rows)) == ["Total fuel", "Fuel, hotels"]
    assert left("fuel used by hotels", table(*rows)) == ["Fuel, hotels"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("14.44 12.90 2021 2022 2023 Carbon trading", True),
        ("2019 2024 2030 2035 2050", True),
        ("In 2023, 438 grievances were recorded (2022: 467)", False),
        ("Total 12.5", False),
    ],
)
def test_labels_of_a_chart_are_no_sentence(text: str, numbers: bool) -> None:
    assert is_numbers(text) is numbers


@pytest.mark.parametrize(
    ("row", "unit", "intensity"),
    [
        ("Water intensity – Bus", "m³/bus", True),
        ("耗水密度", "立方米/百萬港元", True),
        ("Water consumption", "m³", False),
        ("Energy-intensive sites", "sites", False),
    ],
)
def test_a_row_that_calls_itself_an_intensity(row: str, unit: str, intensity: bool) -> None:
    dimension = "intensity" if "/" in unit else "count"
    assert is_of_intensity(Figure("1", "1", 1, 0, 1, unit, dimension, row, "2024", row)) is intensity
