"""The app itself: question box and answers on the left, the cited page on the right."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from esgqa.errors import EsgqaError
from esgqa.library import Library
from esgqa.types import Answer
from esgqa.web.api import add_endpoints
from esgqa.web.cards import Turn, conversation_html
from esgqa.web.catalog import Catalog
from esgqa.web.page_view import page_html, placeholder_html
from esgqa.web.shell import empty_html, examples_html, footer_html, header_html
from esgqa.web.texts import ENGLISH, Texts

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
KEPT_TURNS = 20
"""Answers that stay on the page; older ones leave it."""
ASKING_AT_ONCE = 2
"""Questions answered at the same time, by page and by API together: each keeps a core busy."""
LONGEST_KEPT = 2_000
"""Characters of a question that the page keeps; one that is too long to ask is not sent back and forth whole."""


@dataclass(frozen=True, slots=True)
class View:
    """The page shown: of which report, where in it, for which answer of the session."""

    report: str
    position: int
    turn: int


class Chat:
    """What the events of the page do. Holds nothing of any one session: that comes and goes with each call."""

    def __init__(self, library: Library, catalog: Catalog, texts: Texts, examples: tuple[str, ...]) -> None:
        self.library, self.catalog, self.texts, self.examples = library, catalog, texts, examples

    def ask(self, question: str, report: str, turns: list[Turn]) -> Iterator[tuple[Any, ...]]:
        """Box, conversation, evidence, turns, view and page buttons: first while working, then with the answer."""
        asked = Turn(turns[-1].number + 1 if turns else 1, question[:LONGEST_KEPT])
        kept = turns[1 - KEPT_TURNS :]
        yield "", self._cards([*kept, asked]), gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip()
        asked = Turn(asked.number, asked.question, self._answer(question, report))
        turns = [*kept, asked]
        view = self._first_view(asked)
        yield "", self._cards(turns), *self._evidence(turns, view), turns, view

    def try_example(self, report: str, turns: list[Turn], event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        """Ask the example that was clicked."""
        number = _number(event, "n")
        if 1 <= number <= len(self.examples):
            yield from self.ask(self.examples[number - 1], report, turns)

    def show_citation(self, turns: list[Turn], view: View | None, event: gr.EventData) -> tuple[Any, ...]:
        """Evidence, page buttons and view after a click on a citation."""
        n = _number(event, "n")
        for turn in turns:
            if turn.number != _number(event, "turn") or turn.answer is None:
                continue
            for citation in turn.answer.citations:
                if citation.n == n:
                    view = View(citation.report, citation.page, turn.number)
                    return *self._evidence(turns, view, focus=n, moved=True), view
        return gr.skip(), gr.skip(), gr.skip(), view

    def turn_page(self, turns: list[Turn], view: View | None, step: int) -> tuple[Any, ...]:
        """Evidence, page buttons and view, `step` pages on."""
        if view is None:
            return gr.skip(), gr.skip(), gr.skip(), view
        last = self.catalog.page_count(view.report)
        view = View(view.report, min(max(view.position + step, 1), last), view.turn)
        return *self._evidence(turns, view), view

    def _answer(self, question: str, report: str) -> Answer:
        try:
            return self.library.ask(question, reports=(report,) if report else ())
        except EsgqaError as error:
            return Answer(question=question[:LONGEST_KEPT], status="error", answer="", reason=str(error))
        except Exception:
            # one question must not end the session: the reader sees a sentence, the log keeps the traceback
            log.exception("a question could not be answered")
            return Answer(question=question[:LONGEST_KEPT], status="error", answer="", reason=self.texts.broken)

    def _first_view(self, turn: Turn) -> View | None:
        if turn.answer is None or not turn.answer.citations:
            return None
        first = turn.answer.citations[0]
        return View(first.report, first.page, turn.number)

    def _cards(self, turns: list[Turn]) -> str:
        return conversation_html(turns, self.catalog, self.texts)

    def _evidence(
        self, turns: list[Turn], view: View | None, *, focus: int = 0, moved: bool = False
    ) -> tuple[str, Any, Any]:
        """The page and the two page buttons."""
        if view is None:
            words = self.texts.no_citation if turns else self.texts.no_evidence
            return placeholder_html(words), gr.update(interactive=False), gr.update(interactive=False)
        count = self.catalog.page_count(view.report)
        cited = [
            citation
            for turn in turns
            if turn.number == view.turn and turn.answer is not None
            for citation in turn.answer.citations
            if citation.report == view.report and citation.page == view.position
        ]
        page = self.library.page(view.report, view.position)
        html = page_html(page, self.catalog.title(view.report), count, cited, self.texts, focus=focus, moved=moved)
        return html, gr.update(interactive=view.position > 1), gr.update(interactive=view.position < count)


def _number(event: gr.EventData, name: str) -> int:
    """A number that the browser sent with an event; 0 for anything else, since a browser can send what it likes."""
    data = event._data
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def build_app(library: Library, texts: Texts = ENGLISH) -> gr.Blocks:
    """The app over a library; launch it with `launch_options` of `esgqa.web.launch`, which carry its style and headers."""
    catalog = Catalog(library)
    with gr.Blocks(title=texts.title, analytics_enabled=False, fill_width=True) as app:
        gr.HTML(header_html(catalog, texts), elem_id="eq-header", apply_default_css=False)
        if catalog.reports:
            _chat(library, catalog, texts)
        else:
            gr.HTML(empty_html(texts), elem_id="eq-empty", apply_default_css=False)
        gr.HTML(footer_html(texts), elem_id="eq-footer", apply_default_css=False)
        add_endpoints(library, ASKING_AT_ONCE)
    app.queue(default_concurrency_limit=None)
    return app


def _chat(library: Library, catalog: Catalog, texts: Texts) -> None:
    """The two columns and their events, within the app being built."""
    examples = catalog.examples(texts)
    chat = Chat(library, catalog, texts, examples)
    turns = gr.State([])
    view = gr.State(None)
    clicks = (HERE / "conversation.js").read_text(encoding="utf-8")
    with gr.Row(elem_id="eq-columns", equal_height=False):
        with gr.Column(scale=5, min_width=300, elem_id="eq-left"):
            with gr.Group(elem_classes=["eq-ask"]):
                box = gr.Textbox(
                    label=texts.question,
                    placeholder=texts.placeholder,
                    lines=1,
                    max_lines=4,
                    autofocus=True,
                    elem_id="eq-box",
                )
                with gr.Row(elem_id="eq-scope-row", equal_height=False):
                    report = gr.Dropdown(
                        choices=[(texts.all_reports, ""), *((catalog.label(key), key) for key in catalog.reports)],
                        value="",
                        label=texts.searched,
                        elem_id="eq-report",
                        scale=4,
                        min_width=180,
                    )
                    ask = gr.Button(texts.ask, variant="primary", elem_id="eq-go", scale=0, min_width=96)
            conversation = gr.HTML(
                conversation_html([], catalog, texts),
                js_on_load=clicks,
                elem_id="eq-conversation",
                apply_default_css=False,
            )
            tries = gr.HTML(
                examples_html(examples, texts), js_on_load=clicks, elem_id="eq-examples", apply_default_css=False
            )
        with gr.Column(scale=6, min_width=300, elem_id="eq-right"):
            with gr.Row(elem_id="eq-evidence-bar", equal_height=False):
                gr.HTML(f"<h2>{escape(texts.evidence)}</h2>", elem_id="eq-evidence-title", apply_default_css=False)
                back = gr.Button(
                    texts.previous, elem_id="eq-previous", size="sm", interactive=False, scale=0, min_width=130
                )
                on = gr.Button(texts.following, elem_id="eq-next", size="sm", interactive=False, scale=0, min_width=130)
            evidence = gr.HTML(
                placeholder_html(texts.no_evidence),
                js_on_load=(HERE / "evidence.js").read_text(encoding="utf-8"),
                elem_id="eq-evidence",
                apply_default_css=False,
            )
    answered = [box, conversation, evidence, back, on, turns, view]
    asking: dict[str, Any] = {
        "show_progress": "hidden",
        "api_visibility": "private",
        "concurrency_limit": ASKING_AT_ONCE,
        "concurrency_id": "asking",
    }
    turning: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "trigger_mode": "always_last"}
    shown = [evidence, back, on, view]
    # named apart from the endpoints for programs, which have the plain names
    gr.on([box.submit, ask.click], chat.ask, [box, report, turns], answered, api_name="chat_ask", **asking)
    tries.click(chat.try_example, [report, turns], answered, api_name="chat_example", **asking)
    conversation.click(chat.show_citation, [turns, view], shown, api_name="chat_citation", **turning)
    back.click(lambda t, v: chat.turn_page(t, v, -1), [turns, view], shown, api_name="chat_back", **turning)
    on.click(lambda t, v: chat.turn_page(t, v, +1), [turns, view], shown, api_name="chat_on", **turning)
