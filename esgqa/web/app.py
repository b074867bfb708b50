"""The app itself: its views as tabs, and the address that leads to each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from esgqa.web.api import add_endpoints
from esgqa.web.catalog import Catalog
from esgqa.web.chat import Chat
from esgqa.web.compare_view import CompareView
from esgqa.web.datasheet_view import DatasheetView
from esgqa.web.english import ENGLISH
from esgqa.web.events import PRIVATE, number_sent, text_sent
from esgqa.web.evidence import Evidence
from esgqa.web.library_view import LibraryView
from esgqa.web.place import Place
from esgqa.web.service import Service
from esgqa.web.shell import footer_html, header_html
from esgqa.web.texts import Texts

HERE = Path(__file__).parent


_SWEEP, _KEPT = 600, 3600
"""Seconds between two sweeps of files sent and made, and how long one is kept."""
_SESSIONS = 500
"""Sessions whose turns are kept, the oldest lost first: each takes about 0.15 MB, and gradio would keep 10,000."""


class Router:
    """Leads an address to what the views are to show; the page itself turns to the view."""

    def __init__(self, catalog: Catalog, texts: Texts, chat: Chat, other: str) -> None:
        self.catalog, self.texts, self.chat, self.other = catalog, texts, chat, other

    def go(self, issuer: str, year: int, report: str, event: gr.EventData) -> tuple[Any, ...]:
        """Place and header, and the pickers, which are as the library is now."""
        place = Place.read(text_sent(event, "search", 16_000), fresh=number_sent(event, "fresh") == 1)
        chosen = (issuer, year, report) if place.bare else None
        scope = self.chat.scope(place, chosen) if place.view == "ask" else (gr.skip(),) * 3
        header = header_html(self.catalog, self.texts, self.other)
        return place, header, *scope


def build_app(
    service: Service,
    texts: Texts = ENGLISH,
    *,
    catalog: Catalog,
    root: str = "",
    other: str = "zh/",
) -> gr.Blocks:
    """The app over a service's library, to be mounted with `page_options` of `esgqa.web.server`, which carry its style.

    `root` leads from the app's address to the server's, `other` to the same app in the other language. Apps of one
    server share a `catalog`.
    """
    library = service.library
    evidence = Evidence(catalog, texts, root)
    chat = Chat(library, catalog, texts, evidence, service.feedback)
    datasheet = DatasheetView(library, catalog, texts, evidence)
    compare = CompareView(library, catalog, texts, evidence)
    shelf = LibraryView(service, catalog, texts)
    router = Router(catalog, texts, chat, other)
    with gr.Blocks(title=texts.title, analytics_enabled=False, fill_width=True, delete_cache=(_SWEEP, _KEPT)) as app:
        place = gr.State(None)
        address = gr.HTML(
            f'<span data-lang="{texts.language}"></span>',
            js_on_load=(HERE / "address.js").read_text(encoding="utf-8"),
            elem_id="eq-address",
            apply_default_css=False,
        )
        header = gr.HTML(header_html(catalog, texts, other), elem_id="eq-header", apply_default_css=False)
        tabs = gr.Tabs(selected="ask", elem_id="eq-views", overflow_behavior="wrap")
        with tabs, gr.Tab(texts.views["ask"], id="ask", elem_id="eq-view-ask"):
            shown, reopen_chat = chat.build(address, place)
        with tabs, gr.Tab(texts.views["datasheet"], id="datasheet", elem_id="eq-view-datasheet"):
            reopen_datasheet = datasheet.build(address, place)
        with tabs, gr.Tab(texts.views["compare"], id="compare", elem_id="eq-view-compare"):
            reopen_compare = compare.build(address, place)
        with tabs, gr.Tab(texts.views["library"], id="library", elem_id="eq-view-library"):
            reopen_library = shelf.build(place)
        gr.HTML(footer_html(texts, root), elem_id="eq-footer", apply_default_css=False)
        # each step of a reader who goes back and forth counts, in its order
        gone = address.submit(
            router.go,
            shown,
            [place, header, *shown],
            api_name="go",
            trigger_mode="multiple",
            concurrency_limit=1,
            **PRIVATE,
        )
        for reopen in (reopen_chat, reopen_datasheet, reopen_compare, reopen_library):
            reopen(gone.then)
        if not root:
            add_endpoints(library, library.settings.asking_at_once)
    app.state_session_capacity = _SESSIONS
    app.queue(
        default_concurrency_limit=None, max_size=library.settings.asking_waiting + library.settings.asking_at_once
    )
    return app
