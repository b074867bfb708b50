"""The datasheet of a report: its KPIs on the left, the evidence of the row chosen on the right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from esgqa.checks import Finding
from esgqa.datasheet import DatasheetRow
from esgqa.library import Library
from esgqa.types import Citation
from esgqa.web.batch_view import BatchView
from esgqa.web.catalog import Catalog
from esgqa.web.datasheet_cards import datasheet_html
from esgqa.web.events import PRIVATE, number_sent, text_sent
from esgqa.web.evidence import Evidence, View
from esgqa.web.page_view import placeholder_html
from esgqa.web.place import Place
from esgqa.web.shell import address_html, empty_html
from esgqa.web.texts import Texts

_SCRIPT = (Path(__file__).parent / "datasheet.js").read_text(encoding="utf-8")
_STILL = gr.skip()


class DatasheetView:
    """What the events of the view do. Holds nothing of any one session."""

    def __init__(self, library: Library, catalog: Catalog, texts: Texts, evidence: Evidence) -> None:
        self.library, self.catalog, self.texts, self.evidence = library, catalog, texts, evidence
        self.batch = BatchView(library, texts)

    def choose(self, report: str) -> tuple[Any, ...]:
        """Table, evidence, view and address once a report is chosen."""
        return self.table(report), self._waiting(), None, address_html(Place("datasheet", reports=(report,)))

    def reopen(self, place: Place | None) -> tuple[Any, ...]:
        """Picker, table, evidence and view of an address; the first report where it names none."""
        if place is None or place.view != "datasheet":
            return (_STILL,) * 4
        report = self._named(place)
        return self.picker(place), self.table(report), self._waiting(), None

    def table(self, report: str) -> str:
        """The datasheet of a report as HTML; what to do where nothing is indexed."""
        edition = self.catalog.edition(report)
        if edition is None:
            return empty_html(self.texts)
        rows, findings = self._rows(report), self._findings(report)
        return datasheet_html(rows, edition, findings, self.texts, report=report, root=self.evidence.root)

    def click(self, event: gr.EventData) -> tuple[Any, View | None]:
        """Evidence and view after a click on a row or on a place of a check; numbers are sent from 1."""
        report = text_sent(event, "report")
        row, check, place = (number_sent(event, name) - 1 for name in ("row", "check", "place"))
        rows = self._rows(report) if report in self.catalog.reports else ()
        if 0 <= row < len(rows) and rows[row].citations:
            cited = tuple(
                Citation(one.n, report, one.page, one.page_label, one.passage, one.quote, one.start, one.end)
                for one in rows[row].citations
            )
            view = View(report, cited[0].page, cited, cited[0].n)
            return self.evidence.show(view, moved=True), view
        findings = self._findings(report) if rows else ()
        if 0 <= check < len(findings) and 0 <= place < len(findings[check].places):
            places = findings[check].places
            cited = tuple(
                Citation(n, report, one.page, one.page_label, "", one.raw, one.start, one.end)
                for n, one in enumerate(places, 1)
            )
            view = View(report, places[place].page, cited, place + 1)
            return self.evidence.show(view, moved=True), view
        return _STILL, _STILL

    def picker(self, place: Place) -> dict[str, Any]:
        """The picker of reports as the library is now, set to a place's."""
        choices = [(self.catalog.label(key), key) for key in self.catalog.reports]
        return gr.update(choices=choices, value=self._named(place) or None)  # type: ignore[no-any-return]

    def _named(self, place: Place) -> str:
        reports = self.catalog.reports
        return place.report if place.report in reports else next(iter(reports), "")

    def _rows(self, report: str) -> tuple[DatasheetRow, ...]:
        return self.library.kpis(report)

    def _findings(self, report: str) -> tuple[Finding, ...]:
        return self.library.checks(report)

    def _waiting(self) -> str:
        return placeholder_html(self.texts.pick_row)

    def build(self, address: gr.HTML, place: gr.State) -> Any:
        """The columns and their events, within the app being built; gives what reopens an address."""
        texts, limit = self.texts, self.library.settings.asking_at_once
        with gr.Row(elem_classes=["eq-columns"], equal_height=False):
            with gr.Column(scale=7, min_width=300, elem_classes=["eq-left"]):
                report = gr.Dropdown(
                    [(self.catalog.label(key), key) for key in self.catalog.reports],
                    label=texts.pick_report,
                    elem_id="eq-sheet-report",
                )
                table = gr.HTML("", js_on_load=_SCRIPT, elem_id="eq-datasheet", apply_default_css=False)
                self.batch.build()
            page, view = self.evidence.pane("datasheet", texts.pick_row)
        heavy: dict[str, Any] = {
            **PRIVATE,
            "concurrency_limit": limit,
            "concurrency_id": "asking",
            "show_progress": "minimal",
            "show_progress_on": [table],
        }
        report.input(self.choose, [report], [table, page, view, address], api_name="datasheet_choose", **heavy)
        table.click(self.click, None, [page, view], api_name="datasheet_click", trigger_mode="always_last", **PRIVATE)

        def reopen(then: Any) -> None:
            then(self.reopen, [place], [report, table, page, view], api_name="datasheet_reopen", **heavy)

        return reopen
