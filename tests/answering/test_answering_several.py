"""One question and several reports or years: one answer each, the only answer, or the choices."""

from __future__ import annotations

from datetime import date

import pytest

from esgqa.answering.several import either_year, one_of, parts_of, shortlist, together
from esgqa.types import Answer, AnswerFigure, Citation, Report, Scope


def report(year: int, issuer: str = "Heron Mills Holdings Limited", code: str = "01111") -> Report:
    return Report(
        f"{code}-{year}",
        issuer,
        (),
        "0" * 64,
        stock_code=code,
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
    )


TWO = (report(2022), report(2023))


def answer(value: str, name: str = "01111-2023", status: str = "answered") -> Answer:
    if status != "answered":
        return Answer("q", status, "Not found.", confidence=0.5)  # type: ignore[arg-type]
    figure = AnswerFigure(value, value, "complaints", "complaints", "2023", "B6.2", 1)
    cited = Citation(1, name, 3, "3", f"{name}:3:1", f"{value} complaints", 0, 9)
    return Answer(
        "q",
        "answered",
        f"{value} complaints.",
        figures=(figure,),
        citations=(cited,),
        confidence=0.8,
        scope=Scope((name,)),
    )


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("How many complaints in 2022 and 2023?", ["How many complaints in 2022?", "How many complaints in 2023?"]),
        ("complaints 2022 vs 2023", ["complaints 2022", "complaints 2023"]),
        (
            "How did water use change from 2022 to 2023?",
            ["How much was water use in 2022?", "How much was water use in 2023?"],
        ),
        ("2022年和2023年的員工總數是多少？", ["2022年的員工總數是多少？", "2023年的員工總數是多少？"]),
    ],
)
def test_years_named_together_are_asked_one_by_one(question: str, texts: list[str]) -> None:
    parts = parts_of(question, TWO)
    assert [part.text.replace("年 的", "年的").strip() for part in parts] == texts
    assert [part.label for part in parts] == ["2022", "2023"]
    assert parts[0].reports[0] == "01111-2022" and parts[1].reports[0] == "01111-2023"


def test_a_year_of_no_report_is_sought_in_later_ones() -> None:
    parts = parts_of("complaints in 2021 and 2022", TWO)
    assert parts[0].reports == ("01111-2022", "01111-2023")


def test_each_report_is_asked_only_where_the_question_wants_it() -> None:
    assert [part.label for part in parts_of("complaints in each year", TWO)] == ["2022", "2023"]
    assert not parts_of("How many complaints were there?", TWO)
    assert not parts_of("How many complaints were there in 2022?", TWO)


def test_answers_together_keep_their_citations_apart() -> None:
    whole = together("q", [("2022", answer("31", "01111-2022")), ("2023", answer("40"))], "en")
    assert whole.answer == "2022: 31 complaints; 2023: 40 complaints."
    assert [(f.value, f.citation) for f in whole.figures] == [("31", 1), ("40", 2)]
    assert [c.report for c in whole.citations] == ["01111-2022", "01111-2023"]
    assert together("q", [("2022", answer("", status="not_found")), ("2023", answer("40"))], "en").answer.startswith(
        "2022: not given"
    )


def test_two_fitting_reports_are_a_choice_and_one_answer_is_none() -> None:
    old, new = TWO
    scope = Scope((old.id, new.id))
    asked = one_of("q", [(old, answer("31", old.id)), (new, answer("40"))], scope, "en", dated=False)
    assert asked.status == "ambiguous" and not asked.figures
    assert [note.split(":")[0] for note in asked.notes] == ["2022", "2023"]
    only = one_of("q", [(old, answer("", status="not_found")), (new, answer("40"))], scope, "en", dated=False)
    assert (only.status, only.figures[0].value) == ("answered", "40")
    same = one_of("q", [(old, answer("40", old.id)), (new, answer("40"))], scope, "en", dated=False)
    assert same.status == "answered"


def test_a_restated_figure_is_the_newest_with_the_older_as_a_note() -> None:
    old, new = TWO
    said = one_of("q", [(old, answer("31", old.id)), (new, answer("33"))], Scope((old.id, new.id)), "en", dated=True)
    assert said.figures[0].value == "33" and any("31 complaints" in note for note in said.notes)


def test_of_many_reports_those_found_first_are_asked() -> None:
    many = [report(year) for year in range(2010, 2020)]
    assert [r.period_end.year for r in shortlist(many, ["01111-2015", "01111-2012", "01111-2015"]) if r.period_end][
        :2
    ] == [2015, 2012]
    assert len(shortlist(many, [])) == 4


def test_last_year_is_asked_of_the_own_year_and_of_the_one_before() -> None:
    assert either_year("How many classes were held last year?") == (
        "How many classes were held?",
        "How many classes were held in the previous year?",
    )
    assert either_year("去年用水量是多少？") == ("用水量是多少？", "上一年度用水量是多少？")
    for text in (
        "Water this year versus last year",
        "Why was last year's figure restated?",
        "the previous year",
        "more than last year",
    ):
        assert either_year(text) is None
