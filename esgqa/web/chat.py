"""Asking: question box and answers on the left, the cited page on the right."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from esgqa.errors import EsgqaError
from esgqa.library import Library
from esgqa.types import Answer
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

    # a question begins at once, outside the queue: it is seen, and what an older one left is gone

    def begin(self, question: str, issuer: str, year: int, report: str, turns: list[Turn] | None) -> tuple[Any, ...]:
        """Box, conversation and the turn to be worked on."""
        place = Place(
            question=(question or "").strip()[:LONGEST_KEPT],
            issuer=issuer or "",
            year=year or None,
            reports=(report,) if report else (),
        )
        turn = self._turn(place)
        if len(question or "") > LONGEST_KEPT:  # refused now: it is not kept whole
            turn = replace(turn, answer=self._answer(question, place, []))
        return "", self._cards([*_kept(turns), turn]), turn

    def begin_example(
        self, issuer: str, year: int, report: str, turns: list[Turn] | None, event: gr.EventData
    ) -> tuple[Any, ...]:
        """Begin with the example that was clicked: of the report that it was drawn from, unless another is chosen."""
        number, examples = number_sent(event, "n"), self.catalog.examples(self.texts)
        if not 1 <= number <= len(examples):
            return _STILL, _STILL, None
        several = len(self.catalog.reports) > 1 and not (issuer or year)
        report = report or (self.catalog.examples_from if several else "")
        return self.begin(examples[number - 1], issuer, year, report, turns)

    def begin_address(self, place: Place | None, turns: list[Turn] | None) -> tuple[Any, ...]:
        """Begin with the question of an address; one that this session has asked there is shown again as it is."""
        if place is None or place.view != "ask":
            return _STILL, _STILL, _STILL, _STILL, None
        if place.page and place.report:
            view = self.evidence.named(place)
            return _STILL, _STILL, self.evidence.show(view, moved=True), view, None
        if not place.question:
            return _STILL, _STILL, _STILL, _STILL, None
        asked = [turn for turn in turns or [] if turn.place == place]
        if asked:
            view = _first_view(asked[-1])
            return _STILL, _STILL, self._evidence(view, asked), view, None
        turn = self._turn(place)
        return "", self._cards([*_kept(turns), turn]), _STILL, _STILL, turn

    def finish(self, asked: Turn | None, turns: list[Turn] | None) -> tuple[Any, ...]:
        """Conversation, evidence, turns, view and address once the question that was begun has its answer."""
        kept = _kept(turns)
        if asked is None or any(turn.number == asked.number for turn in kept):
            return (_STILL,) * 5
        place = asked.place
        if asked.answer is None:
            asked = replace(asked, answer=self._answer(place.question, place, kept))
        turns = [*kept, asked]
        view = _first_view(asked)
        # what could not be asked is no place to come back to
        address = _STILL if asked.answer is None or asked.answer.status == "error" else address_html(place)
        return self._cards(turns), self._evidence(view, turns), turns, view, address

    def give_up(self, asked: Turn | None, turns: list[Turn] | None) -> tuple[Any, ...]:
        """Conversation and turns where a question found no room in the queue."""
        if asked is None:
            return _STILL, _STILL
        answer = Answer(question=asked.question, status="error", answer="", reason=self.texts.too_busy)
        turns = [*_kept(turns), replace(asked, answer=answer)]
        return self._cards(turns), turns

    def _turn(self, place: Place) -> Turn:
        # numbers only grow, whatever of a session is lost
        return Turn(time.monotonic_ns() // 1000, place.question, place=place)

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
        # as arguments: gradio holds what is sent against the choices that a component was made with
        issuers, years, reports = (
            {name: update[name] for name in ("choices", "value")} for update in self.scope(Place())
        )
        with gr.Row(elem_classes=["eq-columns"], equal_height=False):
            with gr.Column(scale=5, min_width=300, elem_classes=["eq-left"]):
                with gr.Group(elem_classes=["eq-ask"]):
                    box = gr.Textbox(
                        label=texts.question, placeholder=texts.placeholder, lines=1, max_lines=4, elem_id="eq-box"
                    )
                    with gr.Row(elem_id="eq-scope-row", equal_height=False):
                        issuer = gr.Dropdown(label=texts.issuer, elem_id="eq-issuer", scale=3, min_width=130, **issuers)
                        year = gr.Dropdown(label=texts.year, elem_id="eq-year", scale=2, min_width=100, **years)
                        report = gr.Dropdown(label=texts.report, elem_id="eq-report", scale=3, min_width=130, **reports)
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
        begun: dict[str, Any] = {**PRIVATE, "queue": False}
        # one for each way to ask: an address opened while a question is begun must not take its place
        by_box, by_example, by_address = gr.State(None), gr.State(None), gr.State(None)
        answer: dict[str, Any] = {
            "fn": self.finish,
            "outputs": [conversation, page, turns, view, address],
            **PRIVATE,
            "concurrency_limit": limit,
            "concurrency_id": "asking",
            # shows how many wait before this one
            "show_progress": "minimal",
            "show_progress_on": [conversation],
        }

        def answering(begins: Any, asked: gr.State, name: str) -> Any:
            done = begins.then(**answer, inputs=[asked, turns], api_name=f"chat_{name}")
            done.failure(self.give_up, [asked, turns], [conversation, turns], api_name=f"chat_{name}_not", **begun)
            return done

        asks = gr.on(
            [box.submit, ask.click],
            self.begin,
            [box, *scope, turns],
            [box, conversation, by_box],
            api_name="chat",
            **begun,
        )
        answering(asks, by_box, "ask")
        tries = welcome.click(
            self.begin_example, [*scope, turns], [box, conversation, by_example], api_name="chat_try", **begun
        )
        answering(tries, by_example, "example")
        conversation.click(
            self.click,
            [turns, view],
            [conversation, page, turns, view],
            api_name="chat_click",
            trigger_mode="always_last",
            **PRIVATE,
        )

        def reopen(then: Any) -> None:
            opens = then(
                self.begin_address,
                [place, turns],
                [box, conversation, page, view, by_address],
                api_name="chat_open",
                **begun,
            )
            # after the reader's own question: finding examples takes seconds the first time
            answering(opens, by_address, "reopen").then(self.welcome, None, welcome, api_name="chat_welcome", **PRIVATE)

        return scope, reopen

    def welcome(self) -> str:
        """Questions to try, drawn from what is indexed."""
        return welcome_html(self.catalog, self.texts, self.catalog.examples(self.texts))

    def scope(self, place: Place, chosen: tuple[str, int, str] | None = None) -> tuple[dict[str, Any], ...]:
        """The pickers of issuer, year and report as the library is now, set to a place's.

        Where the reader has `chosen`, what is chosen stays as it is, unless the library no longer has it.
        """
        issuers, years, reports = self.catalog.issuers, self.catalog.years, self.catalog.reports

        def picker(choices: list[tuple[str, Any]], value: Any, now: Any) -> dict[str, Any]:
            values = [each for _, each in choices]
            update: dict[str, Any] = gr.update(choices=choices)
            if chosen is None or now not in values:
                update["value"] = value if value in values else values[0]
            return update

        now = chosen or ("", 0, "")
        return (
            picker([(self.texts.all_issuers, ""), *((name, name) for name in issuers)], place.issuer, now[0]),
            picker([(self.texts.all_years, 0), *((str(year), year) for year in years)], place.year, now[1]),
            picker(
                [(self.texts.all_reports, ""), *((self.catalog.label(key), key) for key in reports)],
                place.report,
                now[2],
            ),
        )


def _kept(turns: list[Turn] | None) -> list[Turn]:
    return (turns or [])[1 - KEPT_TURNS :]


def _first_view(turn: Turn) -> View | None:
    if turn.answer is None or not turn.answer.citations:
        return None
    first = turn.answer.citations[0]
    return View(first.report, first.page, turn.answer.citations, first.n)
