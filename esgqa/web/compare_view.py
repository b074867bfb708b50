"""KPIs of several reports side by side, as a table and a chart, with the page of each figure beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from esgqa.compare import Comparison
from esgqa.errors import EsgqaError
from esgqa.library import Library
from esgqa.web.catalog import Catalog
from esgqa.web.chart import chart_of
from esgqa.web.compare_cards import comparison_html, line_name
from esgqa.web.events import PRIVATE, number_sent, text_sent
from esgqa.web.evidence import Evidence, View
from esgqa.web.markup import esc
from esgqa.web.page_view import placeholder_html
from esgqa.web.place import Place
from esgqa.web.shell import address_html, empty_html
from esgqa.web.texts import Texts

_SCRIPT = (Path(__file__).parent / "compare.js").read_text(encoding="utf-8")
_STILL = gr.skip()


class CompareView:
    """What the events of the view do. Holds nothing of any one session."""

    def __init__(self, library: Library, catalog: Catalog, texts: Texts, evidence: Evidence) -> None:
        self.library, self.catalog, self.texts, self.evidence = library, catalog, texts, evidence

    def compare(self, kpis: list[str] | None, reports: list[str] | None) -> tuple[Any, ...]:
        """Table, measures, chart and address of what is chosen."""
        place = Place("compare", kpis=tuple(kpis or ()), reports=tuple(reports or ()))
        return *self._shown(place), address_html(place)

    def reopen(self, place: Place | None) -> tuple[Any, ...]:
        """Pickers, table, measures and chart of an address."""
        if place is None or place.view != "compare":
            return (_STILL,) * 5
        known, indexed = self.catalog.comparable(self.texts.language), self.catalog.reports
        choices = (
            [(f"{code} {name}", code) for code, name in known.items()],
            [(self.catalog.label(key), key) for key in indexed],
        )
        if place.bare and place.fresh:
            return *(gr.update(choices=each) for each in choices), _STILL, _STILL, _STILL
        kpis, reports = [kpi for kpi in place.kpis if kpi in known], [key for key in place.reports if key in indexed]
        pickers = (
            gr.update(choices=choices[0], value=kpis),
            gr.update(choices=choices[1], value=reports),
        )
        return *pickers, *self._shown(Place("compare", kpis=tuple(kpis), reports=tuple(reports)))

    def draw(self, kpis: list[str] | None, reports: list[str] | None, number: int | None) -> Any:
        """The chart of another measure."""
        found = self._compared(Place(kpis=tuple(kpis or ()), reports=tuple(reports or ())))
        if found is None or number is None or not 0 <= number < len(found.lines):
            return gr.update(visible=False, value=None)
        return gr.update(visible=True, value=chart_of(found, number, self.catalog))

    def click(self, event: gr.EventData) -> tuple[Any, View | None]:
        """Evidence and view of a figure that was clicked, in the table or in the chart."""
        report, at = text_sent(event, "report"), {name: number_sent(event, name) for name in ("page", "start", "end")}
        view = self.evidence.named(Place(reports=(report,), page=at["page"], start=at["start"], end=at["end"]))
        return (_STILL, _STILL) if view is None else (self.evidence.show(view, moved=True), view)

    def _compared(self, place: Place) -> Comparison | None:
        return self.library.compare(place.kpis, place.reports) if place.kpis else None

    def _shown(self, place: Place) -> tuple[Any, Any, Any]:
        hidden = gr.update(visible=False, value=None)
        if not self.catalog.reports:
            return empty_html(self.texts), hidden, hidden
        try:
            found = self._compared(place)
        except EsgqaError as error:
            return f'<p class="eq-wrong" role="alert">{esc(error)}</p>', hidden, hidden
        if found is None:
            return placeholder_html(self.texts.compare_help), hidden, hidden
        table = comparison_html(found, self.catalog, self.texts)
        if not found.lines:
            return table, hidden, hidden
        # the line that most columns give says most
        first = max(range(len(found.lines)), key=lambda n: (sum(v is not None for v in found.lines[n].cells), -n))
        choices = [(line_name(line, self.texts), n) for n, line in enumerate(found.lines)]
        chart = gr.update(visible=True, value=chart_of(found, first, self.catalog))
        return table, gr.update(visible=True, choices=choices, value=first), chart

    def build(self, address: gr.HTML, place: gr.State) -> Any:
        """The columns and their events, within the app being built; gives what reopens an address."""
        texts, limit = self.texts, self.library.settings.asking_at_once
        known = [(f"{code} {name}", code) for code, name in self.catalog.comparable(texts.language).items()]
        with gr.Row(elem_classes=["eq-columns"], equal_height=False):
            with gr.Column(scale=7, min_width=300, elem_classes=["eq-left"]):
                with gr.Group(elem_classes=["eq-ask"]), gr.Row(elem_classes=["eq-picking"], equal_height=False):
                    kpis = gr.Dropdown(
                        known, label=texts.kpis, multiselect=True, elem_id="eq-kpis", scale=4, min_width=220
                    )
                    reports = gr.Dropdown(
                        [(self.catalog.label(key), key) for key in self.catalog.reports],
                        label=texts.compare_reports,
                        multiselect=True,
                        elem_id="eq-reports",
                        scale=4,
                        min_width=220,
                    )
                    run = gr.Button(
                        texts.compare_run,
                        variant="primary",
                        elem_id="eq-compare",
                        elem_classes=["eq-go"],
                        scale=0,
                        min_width=110,
                    )
                measure = gr.Dropdown(label=texts.chart_measure, visible=False, elem_id="eq-measure")
                chart = gr.Plot(label=texts.chart, show_label=False, visible=False, elem_id="eq-chart")
                table = gr.HTML(
                    placeholder_html(texts.compare_help),
                    js_on_load=_SCRIPT,
                    elem_id="eq-compared",
                    apply_default_css=False,
                )
            page, view = self.evidence.pane("compare")
        heavy: dict[str, Any] = {
            **PRIVATE,
            "concurrency_limit": limit,
            "concurrency_id": "asking",
            "show_progress": "minimal",
            "show_progress_on": [table],
        }
        shown = [table, measure, chart]
        gr.on([run.click], self.compare, [kpis, reports], [*shown, address], api_name="compare", **heavy)
        measure.input(self.draw, [kpis, reports, measure], [chart], api_name="compare_chart", **heavy)
        table.click(self.click, None, [page, view], api_name="compare_click", trigger_mode="always_last", **PRIVATE)

        def reopen(then: Any) -> None:
            then(self.reopen, [place], [kpis, reports, *shown], api_name="compare_reopen", **heavy)

        return reopen
