"""An answer as a card: what a reader must find on it, and that no text from outside becomes markup."""

from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgqa.types import Answer, AnswerFigure, Citation, Report, Scope
from esgqa.web.cards import Turn, conversation_html
from esgqa.web.catalog import Catalog
from esgqa.web.english import ENGLISH
from esgqa.web.shell import header_html, welcome_html

TAGS = {
    "a",
    "article",
    "blockquote",
    "button",
    "details",
    "div",
    "em",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "li",
    "nav",
    "ol",
    "p",
    "section",
    "span",
    "strong",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ATTRIBUTES = {
    "class",
    "role",
    "type",
    "scope",
    "title",
    "href",
    "data-turn",
    "data-n",
    "data-verdict",
    "data-place",
    "data-language",
}
hostile = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        "[x](javascript:alert(1)) **b** ${alert(1)} {{constructor}}",
        "&lt;script&gt;",
        "</article></div><iframe>",
    ]
) | st.text(max_size=40)


class Reader(HTMLParser):
    """Every tag, attribute and text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def catalog(*reports: Report) -> Catalog:
    """A catalogue over reports that need no index."""
    library: Any = SimpleNamespace(reports=lambda: reports)
    return Catalog(library)


REPORT = Report("00001-2020", "Example Limited", (), "0", title="ESG Report 2020", edition="2016")
CITATION = Citation(1, "00001-2020", 12, "10", "00001-2020:12:1", "a total of 45.5% of it", 3, 25)
FIGURE = AnswerFigure("45.5", "45.5%", "%", "share of women", "FY2020", "B1.1", 1)
ANSWER = Answer(
    "what share?",
    "answered",
    "45.5% of it.",
    figures=(FIGURE,),
    kpis=("B1.1",),
    confidence=0.91,
    citations=(CITATION,),
    notes=("Rounded by the issuer.",),
    scope=Scope(reports=("00001-2020",)),
)


def shown(answer: Answer, question: str = "what share?") -> Reader:
    return Reader(conversation_html([Turn(1, question, answer)], catalog(REPORT), ENGLISH))


def test_a_card_shows_figure_period_kpi_confidence_citation_note_and_scope() -> None:
    text = shown(ANSWER).text
    for part in ("45.5%", "share of women", "FY2020", "Answered", "High confidence", "a total of 45.5% of it"):
        assert part in text
    assert "KPI B1.1 Workforce by gender, employment type, age and region" in text
    assert "[1] Example Limited, ESG Report 2020, p.\u00a010" in text
    assert "Rounded by the issuer." in text
    assert "Searched: Example Limited · ESG Report 2020" in text


def test_a_unit_that_the_figure_already_carries_is_not_said_twice() -> None:
    assert "%%" not in shown(ANSWER).text.replace(" ", "")


def test_several_figures_stand_in_a_table_each_with_its_citation() -> None:
    more = replace(ANSWER, figures=(FIGURE, replace(FIGURE, raw="54.5%", measure="share of men")))
    found = shown(more)
    assert found.tags.count("tr") == 3
    assert "share of men" in found.text
    assert found.text.count("[1]") == 3


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("not_disclosed", "Not disclosed by the issuer"),
        ("not_found", "Not found"),
        ("ambiguous", "Ambiguous"),
    ],
)
def test_every_status_is_said_in_words(status: Any, words: str) -> None:
    assert words in shown(Answer("q", status, "No figure.", scope=Scope(reports=("00001-2020",)))).text


def test_an_error_shows_its_reason_and_no_confidence() -> None:
    text = shown(Answer("q", "error", "", reason="the question: is empty")).text
    assert "the question: is empty" in text
    assert "confidence" not in text


def test_a_scope_without_reports_says_why() -> None:
    answer = Answer("q", "not_found", "Not found.", scope=Scope(reason="No report of 2031 is indexed."))
    assert "No report of 2031 is indexed." in shown(answer).text


def test_the_newest_card_comes_first_and_the_one_in_work_says_so() -> None:
    text = Reader(conversation_html([Turn(1, "older", ANSWER), Turn(2, "newer")], catalog(REPORT), ENGLISH)).text
    assert text.index("newer") < text.index(ENGLISH.working) < text.index("older")


def test_a_very_long_question_is_cut_on_its_card() -> None:
    assert len(shown(ANSWER, "word " * 400).text) < 1200


@given(hostile)
def test_no_text_from_outside_becomes_markup(text: str) -> None:
    report = replace(REPORT, issuer=text, title=text)
    answer = Answer(
        text,
        "answered",
        text,
        figures=(AnswerFigure("1", text, text, text, text, text, 1),) * 2,
        kpis=(text,),
        citations=(Citation(1, report.id, 1, text, text, text, 0, 1),),
        notes=(text,),
        scope=Scope(reports=(report.id,), reason=text),
    )
    names = catalog(report)
    for single in (answer, replace(answer, figures=answer.figures[:1]), replace(answer, status="error", reason=text)):
        html = conversation_html([Turn(1, text, single)], names, ENGLISH)
        html += header_html(names, ENGLISH, "zh/") + welcome_html(names, ENGLISH, [text])
        found = Reader(html)
        assert set(found.tags) <= TAGS
        assert {name for name in found.attributes if not name.startswith("aria-")} <= ATTRIBUTES
