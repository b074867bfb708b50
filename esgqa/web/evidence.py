"""The page beside what cites it: one pane for each view, with its own place in a report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from esgqa.types import Citation
from esgqa.web.catalog import Catalog
from esgqa.web.events import number_sent
from esgqa.web.page_view import Shown, page_html, placeholder_html
from esgqa.web.place import Place
from esgqa.web.texts import Texts

_SCRIPT = (Path(__file__).parent / "evidence.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class View:
    """The page shown: of which report, where in it, and all that is cited beside it."""

    report: str
    position: int
    citations: tuple[Citation, ...] = ()
    focus: int = 0


class Evidence:
    """Shows pages. Holds nothing of any one session: the view comes and goes with each call."""

    def __init__(self, catalog: Catalog, texts: Texts, root: str) -> None:
        self.catalog, self.texts, self.root = catalog, texts, root

    def show(self, view: View | None, *, instead: str = "", moved: bool = False) -> str:
        """The page of a view; a sentence where there is none, or where its report is gone."""
        count = self.catalog.page_count(view.report) if view is not None else 0
        if view is None or not count:
            return placeholder_html(instead or self.texts.no_evidence)
        view = replace(view, position=min(max(view.position, 1), count))
        here = [cited for cited in view.citations if cited.report == view.report and cited.page == view.position]
        shown = Shown(
            view.report,
            self.catalog.title(view.report),
            count,
            here,
            view.focus,
            moved,
            self.catalog.has_picture(view.report),
            self.root,
        )
        return page_html(self.catalog.library.page(view.report, view.position), shown, self.texts)

    def named(self, place: Place) -> View | None:
        """The page that a place names, its characters marked where it names some; `None` where there is no such page."""
        if not 1 <= place.page <= self.catalog.page_count(place.report):
            return None
        page = self.catalog.library.page(place.report, place.page)
        cited: tuple[Citation, ...] = ()
        if 0 <= place.start < place.end <= len(page.text):
            words = page.text[place.start : place.end]
            cited = (Citation(1, place.report, place.page, page.label, "", words, place.start, place.end),)
        return View(place.report, place.page, cited)

    def turn(self, view: View | None, event: gr.EventData) -> tuple[Any, View | None]:
        """Page and view after a click on one of the page's own buttons."""
        step = number_sent(event, "step")
        if view is None or step not in (-1, 1):
            return gr.skip(), view
        last = self.catalog.page_count(view.report)
        view = replace(view, position=max(1, min(view.position + step, last)))
        return self.show(view), view

    def pane(self, name: str, instead: str = "") -> tuple[gr.HTML, gr.State]:
        """The pane of the view called `name` within the app being built, and the state that holds its view."""
        view = gr.State(None)
        with gr.Column(scale=6, min_width=300, elem_id=f"eq-{name}-right", elem_classes=["eq-right"]):
            gr.HTML(f"<h2>{escape(self.texts.evidence)}</h2>", elem_classes=["eq-pane-title"], apply_default_css=False)
            page = gr.HTML(
                placeholder_html(instead or self.texts.no_evidence),
                js_on_load=_SCRIPT,
                elem_id=f"eq-{name}-evidence",
                apply_default_css=False,
            )
        page.click(
            self.turn,
            [view],
            [page, view],
            api_name=f"{name}_page",
            api_visibility="private",
            show_progress="hidden",
            trigger_mode="always_last",
        )
        return page, view
