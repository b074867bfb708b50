"""Asking: question box and answers on the left, the cited page on the right."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from esgqa.errors import EsgqaError
from esgqa.library import Library
from esgqa.types import Answer, Citation
from esgqa.web.cards import Turn, conversation_html
from esgqa.web.catalog import Catalog
from esgqa.web.events import PRIVATE, number_sent, text_sent
from esgqa.web.evidence import Evidence, View
from esgqa.web.feedback import VERDICTS, Feedback
from esgqa.web.place import Place
from esgqa.web.shell import address_html, welcome_html
from esgqa.web.texts import Texts

log = logging.getLogger(__name__)

KEPT_TURNS = 20
"""Answers that stay on the page; older ones leave it."""
LONGEST_KEPT = 2_000
"""Characters of a question that the page keeps; one that is too long to ask is not sent back and forth whole."""
_CLICKS = (Path(__file__).parent / "conversation.js").read_text(encoding="utf-8")
_STILL = gr.skip()


class Chat:
    """What the events of the view do. Holds nothing of any one session: that comes and goes with each call."""

    def __init__(
        self, library: Library, catalog: Catalog, texts: Texts, evidence: Evidence, feedback: Feedback
    ) -> None:
        self.library, self.catalog, self.texts = library, catalog, texts
        self.evidence, self.feedback = evidence, feedback

    def ask(
        self, question: str, issuer: str, year: int, report: str, turns: list[Turn] | None
    ) -> Iterator[tuple[Any, ...]]:
        """Box, conversation, evidence, turns, view and address: first while working, then with the answer."""
        place = Place(
            question=(question or "").strip()[:LONGEST_KEPT],
            issuer=issuer or "",
            year=year or None,
            reports=(report,) if report else (),
        )
        yield from self._ask(question or "", place, turns or [])

    def try_example(
        self, issuer: str, year: int, report: str, turns: list[Turn] | None, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        """Ask the example that was clicked: of the report that it was drawn from, unless the reader has chosen another."""
        number, examples = number_sent(event, "n"), self.catalog.examples(self.texts)
        if 1 <= number <= len(examples):
            several = len(self.catalog.reports) > 1 and not (issuer or year)
            report = report or (self.catalog.examples_from if several else "")
            yield from self.ask(examples[number - 1], issuer, year, report, turns)
        else:
            yield (_STILL,) * 6

    def reopen(self, place: Place | None, turns: list[Turn] | None) -> Iterator[tuple[Any, ...]]:
        """What an address names: its page, or its question, asked unless this session has its answer already."""
        turns = turns or []
        asked = [turn for turn in turns if turn.place == place and turn.answer is not None]
        if place is None or place.view != "ask" or not (place.page or place.question):
            yield (_STILL,) * 6
        elif place.page and place.report:
            view = self._named_page(place)
            yield _STILL, _STILL, self.evidence.show(view, moved=True), _STILL, view, _STILL
        elif asked:
            view = _first_view(asked[-1])
            yield _STILL, _STILL, self._evidence(view, turns), _STILL, view, _STILL
        elif place.question:
            yield from self._ask(place.question, place, turns)

    def click(
        self, turns: list[Turn] | None, view: View | None, event: gr.EventData
    ) -> tuple[Any, Any, Any, View | None]:
        """Conversation, evidence, turns and view after a click on a citation or a verdict."""
        turns, number = turns or [], number_sent(event, "turn")
        turn = next((turn for turn in turns if turn.number == number and turn.answer is not None), None)
        if turn is None or turn.answer is None:
            return _STILL, _STILL, _STILL, view
        verdict = text_sent(event, "verdict")
        if verdict in VERDICTS and not turn.verdict:
            said = replace(turn, verdict=self._note(verdict, turn, turn.answer))
            turns = [said if one.number == number else one for one in turns]
            return self._cards(turns), _STILL, turns, view
        n = number_sent(event, "n")
        for citation in turn.answer.citations:
            if citation.n == n:
                view = View(citation.report, citation.page, turn.answer.citations, n)
                return _STILL, self.evidence.show(view, moved=True), _STILL, view
        return _STILL, _STILL, _STILL, view

    def _ask(self, question: str, place: Place, turns: list[Turn]) -> Iterator[tuple[Any, ...]]:
        asked = Turn(turns[-1].number + 1 if turns else 1, place.question, place=place)
        kept = turns[1 - KEPT_TURNS :]
        yield "", self._cards([*kept, asked]), _STILL, _STILL, _STILL, _STILL
        asked = replace(asked, answer=self._answer(question, place, kept))
        turns = [*kept, asked]
        view = _first_view(asked)
        # what could not be asked is no place to come back to
        address = _STILL if asked.answer is None or asked.answer.status == "error" else address_html(place)
        yield "", self._cards(turns), self._evidence(view, turns), turns, view, address

    def _answer(self, question: str, place: Place, turns: list[Turn]) -> Answer:
        last = turns[-1].answer if turns else None
        try:
            return self.library.ask(
                question,
                reports=place.reports,
                issuer=place.issuer,
                year=place.year,
                after=(last.read_as or last.question) if last is not None and last.status != "error" else "",
            )
        except EsgqaError as error:
            return Answer(question=question[:LONGEST_KEPT], status="error", answer="", reason=str(error))
        except Exception:
            # one question must not end the session: the reader sees a sentence, the log keeps the traceback
            log.exception("a question could not be answered")
            return Answer(question=question[:LONGEST_KEPT], status="error", answer="", reason=self.texts.broken)

    def _note(self, verdict: str, turn: Turn, answer: Answer) -> str:
        try:
            self.feedback.note(verdict, turn.place, answer, self.library.index.build_id)
        except EsgqaError as error:
            log.warning("%s", error)
            return "failed"
        return verdict

    def _named_page(self, place: Place) -> View | None:
        """The page of an address, its characters marked where it names some."""
        if not 1 <= place.page <= self.catalog.page_count(place.report):
            return None
        page = self.library.page(place.report, place.page)
        cited: tuple[Citation, ...] = ()
        if 0 <= place.start < place.end <= len(page.text):
            words = page.text[place.start : place.end]
            cited = (Citation(1, place.report, place.page, page.label, "", words, place.start, place.end),)
        return View(place.report, place.page, cited)

    def _cards(self, turns: list[Turn]) -> str:
        return conversation_html(turns, self.catalog, self.texts)

    def _evidence(self, view: View | None, turns: list[Turn]) -> str:
        return self.evidence.show(view, instead=self.texts.no_citation if turns else self.texts.no_evidence)

    # the view itself

    def build(self, address: gr.HTML, place: gr.State) -> tuple[list[Any], Any]:
        """The columns and their events, within the app being built.

        Gives the components that an address sets (the scope's) and what reopens an address.
        """
        texts, limit = self.texts, self.library.settings.asking_at_once
        turns = gr.State([])
        with gr.Row(elem_classes=["eq-columns"], equal_height=False):
            with gr.Column(scale=5, min_width=300, elem_classes=["eq-left"]):
                with gr.Group(elem_classes=["eq-ask"]):
                    box = gr.Textbox(
                        label=texts.question, placeholder=texts.placeholder, lines=1, max_lines=4, elem_id="eq-box"
                    )
                    with gr.Row(elem_id="eq-scope-row", equal_height=False):
                        issuer = gr.Dropdown(label=texts.issuer, elem_id="eq-issuer", scale=3, min_width=130)
                        year = gr.Dropdown(label=texts.year, elem_id="eq-year", scale=2, min_width=100)
                        report = gr.Dropdown(label=texts.report, elem_id="eq-report", scale=3, min_width=130)
                        ask = gr.Button(texts.ask, variant="primary", elem_id="eq-go", scale=0, min_width=96)
                conversation = gr.HTML("", js_on_load=_CLICKS, elem_id="eq-conversation", apply_default_css=False)
                welcome = gr.HTML(
                    welcome_html(self.catalog, texts),
                    js_on_load=_CLICKS,
                    elem_id="eq-examples",
                    apply_default_css=False,
                )
            page, view = self.evidence.pane("ask")
        scope = [issuer, year, report]
        for picker, update in zip(scope, self.scope(Place()), strict=True):
            picker.choices, picker.value = update["choices"], update["value"]
        answered = [box, conversation, page, turns, view, address]
        asking: dict[str, Any] = {**PRIVATE, "concurrency_limit": limit, "concurrency_id": "asking"}
        gr.on([box.submit, ask.click], self.ask, [box, *scope, turns], answered, api_name="chat_ask", **asking)
        welcome.click(self.try_example, [*scope, turns], answered, api_name="chat_example", **asking)
        conversation.click(
            self.click,
            [turns, view],
            [conversation, page, turns, view],
            api_name="chat_click",
            trigger_mode="always_last",
            **PRIVATE,
        )

        def reopen(then: Any) -> None:
            opened = then(self.reopen, [place, turns], answered, api_name="chat_reopen", **asking)
            # after the reader's own question: finding examples takes seconds the first time
            opened.then(self.welcome, None, welcome, api_name="chat_welcome", **asking)

        return scope, reopen

    def welcome(self) -> str:
        """Questions to try, drawn from what is indexed."""
        return welcome_html(self.catalog, self.texts, self.catalog.examples(self.texts))

    def scope(self, place: Place) -> tuple[dict[str, Any], ...]:
        """The pickers of issuer, year and report as the library is now, set to a place's."""
        issuers, years, reports = self.catalog.issuers, self.catalog.years, self.catalog.reports
        return (
            gr.update(
                choices=[(self.texts.all_issuers, ""), *((name, name) for name in issuers)],
                value=place.issuer if place.issuer in issuers else "",
            ),
            gr.update(
                choices=[(self.texts.all_years, 0), *((str(year), year) for year in years)],
                value=place.year if place.year in years else 0,
            ),
            gr.update(
                choices=[(self.texts.all_reports, ""), *((self.catalog.label(key), key) for key in reports)],
                value=place.report if place.report in reports else "",
            ),
        )


def _first_view(turn: Turn) -> View | None:
    if turn.answer is None or not turn.answer.citations:
        return None
    first = turn.answer.citations[0]
    return View(first.report, first.page, turn.answer.citations, first.n)
