"""What a question narrows its amount by: a clause, a material, a rate, a part that a sentence says of another figure."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from esgqa.answering.candidates import Candidate
from esgqa.answering.clauses import is_said_of_another
from esgqa.answering.features import Asked, of_another_kind, period_fit, sums_scopes
from esgqa.answering.intent import read_intent
from esgqa.answering.kinds import is_impossible
from esgqa.answering.qualifiers import unqualified
from esgqa.answering.refuse import about, refuse_together
from esgqa.answering.scope import Years
from esgqa.types import Figure, Hit, Passage, Question


def stem(text: str) -> Sequence[str]:
    return [word.rstrip("s") for word in re.findall(r"[a-z0-9]+", text.lower())]


def asked(text: str) -> Asked:
    terms = tuple(word for word in stem(text) if word not in ("how", "many", "what", "the", "of", "did", "it", "wa"))
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


def figures_of(text: str, *measures: str) -> list[Candidate]:
    """The numbers of a sentence, each with what it measures."""
    found = list(re.finditer(r"\d[\d,.]*\d%?|\d%?", text))
    figures = tuple(
        Figure(m.group(), m.group().rstrip("%"), 1, m.start(), m.end(), "%" if "%" in m.group() else "", "percent", measure, "2024")
        for m, measure in zip(found, measures, strict=True)
    )  # fmt: skip
    passage = Passage("r:1:1", "r", 1, "1", 0, len(text), text, figures=figures, sentences=((0, len(text)),))
    return [Candidate(Hit(passage, 1.0), (0, len(text)), figure, {"unit": 0.0}) for figure in figures]


STAFF = "The staff numbered 8,094, with men and women, who made up 36.4% and 63.6%, respectively, and the turnover rate was 9.4%."


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("turnover rate of women", []),
        ("share of women", ["36.4%", "63.6%"]),
        ("turnover rate", ["9.4%"]),
        ("how many staff left the group", ["9.4%"]),
        ("number of staff", ["8,094", "36.4%", "63.6%", "9.4%"]),
    ],
)
def test_a_part_is_of_the_figure_whose_clause_names_it(question: str, left: list[str]) -> None:
    numbers = figures_of(STAFF, "staff", "men", "women", "turnover rate")
    kept = [one.figure.raw for one in numbers if one.figure and not is_said_of_another(one, asked(question))]
    assert kept == left


def test_a_list_within_a_clause_ends_none() -> None:
    text = "31% of the cotton bought was organic, recycled or of a known source (2023: 24%)."
    numbers = figures_of(text.replace("2023: ", "before: "), "cotton", "cotton")
    assert not any(is_said_of_another(one, asked("share of recycled cotton")) for one in numbers)


def test_what_is_listed_in_brackets_is_named_before_the_first() -> None:
    text = "Complaints arrive by hotline (44%), app (31%), letter (17%) and through offices (8%)."
    numbers = figures_of(text, "complaints arrive by hotline", "app", "letter", "through offices")
    refuse_together(numbers, [], asked("share of complaints through the app"), stem)
    assert [one.figure.raw for one in numbers if one.figure and not one.refused] == ["31%"]


@pytest.mark.parametrize(
    ("question", "printed", "lacks"),
    [
        ("total paper consumption, tonnes", "Total amount of water consumed", True),
        ("total paper consumption, tonnes", "Office paper", False),
        ("brackish water used", "Water consumption", True),
        ("litres of petrol used", "Gasoline", False),
        ("litres of petrol used", "Diesel", True),
        ("energy used, tonnes of standard coal", "Comprehensive energy consumption", False),
        ("ground water drawn", "地下水", False),
    ],
)
def test_an_amount_of_one_material_is_none_of_another(question: str, printed: str, lacks: bool) -> None:
    assert unqualified(question, printed, amount=True) == lacks
    assert not unqualified("Were the surveys done on paper?", "The surveys are done online")


def test_amounts_are_no_shares() -> None:
    assert of_another_kind("mass", "percent") and of_another_kind("money", "percent")
    assert not of_another_kind("mass", "mass") and not of_another_kind("", "percent")


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("By how much is water use to be cut?", True),
        ("What is the target for water?", True),
        ("用水密度到2030年要减少多少？", True),
        ("How much was water use cut?", False),
    ],
)
def test_the_year_of_a_target_need_not_be_said(question: str, fits: bool) -> None:
    assert (period_fit(asked(question), "2030") > 0) == fits
    assert period_fit(replace(asked(question), years=Years(calendar=frozenset({2024}))), "2030") < 0


def test_two_words_of_a_question_are_told_apart_though_they_may_mean_the_same() -> None:
    text = "Invention patents 29\nAll patents 137"
    rows = [("Invention patents", 18, "29"), ("All patents", 33, "137")]
    figures = tuple(
        Figure(raw, raw, 1, at, at + len(raw), "", "count", label, "2024", label) for label, at, raw in rows
    )
    spans = ((0, 20), (21, len(text)))
    passage = Passage("r:1:1", "r", 1, "1", 0, len(text), text, "table", figures=figures, sentences=spans)
    both = [Candidate(Hit(passage, 1.0), span, figure) for span, figure in zip(spans, figures, strict=True)]
    question = asked("how many invention patents")
    alike = frozenset({"invention", "patent"})
    refuse_together(both, [], replace(question, wide={**question.wide, "invention": alike, "patent": alike}), stem)
    assert [bool(one.refused) for one in both] == [False, True]


@pytest.mark.parametrize(
    ("wanted", "value", "unit", "impossible"),
    [
        ("percent", "111", "", True),
        ("percent", "11.1", "", False),
        ("percent", "111", "%", False),
        ("volume", "2225", "tCO2e", True),
        ("mass", "2225", "tCO2e", False),
        ("volume", "2225", "m3", False),
    ],
)
def test_kinds_that_no_figure_can_be(wanted: str, value: str, unit: str, impossible: bool) -> None:
    figure = Figure(value, value, 1, 0, 3, unit, "unknown", "Above 50", "2024")
    assert is_impossible(wanted, figure) == impossible


def test_a_cause_asked_for_is_named() -> None:
    one = figures_of("34 were hurt at work.", "hurt at work")[0]
    question = replace(
        asked("work injuries handling"), question=Question("因人手搬運而引致的工傷有多少宗？", "zh-Hant")
    )

    def chinese(text: str) -> Sequence[str]:
        return ["handling"] if "搬運" in text else stem(text)

    assert not about(one, question, chinese)
    assert about(figures_of("34 were hurt by handling.", "handling")[0], question, chinese)


@pytest.mark.parametrize(
    ("labels", "sums"),
    [
        (("范围一排放", "范围二排放", "排放总量"), True),
        (("Scope 1", "Scope 2", "Total emissions"), True),
        (("Scope 1", "Scope 2", "Scope 3", "Total emissions"), False),
        (("Scope 1", "Total emissions"), False),
    ],
)
def test_a_total_is_of_the_scopes_that_its_table_has(labels: tuple[str, ...], sums: bool) -> None:
    figures = tuple(
        Figure(str(n), str(n), 1, n, n + 1, "t", "mass", label, "2024", label) for n, label in enumerate(labels)
    )
    passage = Passage("r:1:1", "r", 1, "1", 0, 9, "123456789", "table", figures=figures, sentences=((0, 9),))
    total = Candidate(Hit(passage, 1.0), (0, 9), figures[-1])
    assert sums_scopes("total Scope 1 and Scope 2 emissions", total) == sums
    assert not sums_scopes("total emissions", total)
