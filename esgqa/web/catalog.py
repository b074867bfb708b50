"""What is indexed, as the pages of the app name it: reports, KPIs, and questions worth trying."""

from __future__ import annotations

from functools import cached_property

from esgqa.kpi import load_edition
from esgqa.kpi.edition import Item
from esgqa.library import Library
from esgqa.types import Document, Report
from esgqa.web.texts import Texts

_SURE = 0.8  # confidence of a datasheet's row from which a question about it is worth trying


class Catalog:
    """The names of reports and KPIs of one library, read once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.reports: dict[str, Report] = {report.id: report for report in library.reports()}

    def title(self, report_id: str) -> str:
        """Issuer and title, as a citation names a report; the id where it is not indexed."""
        report = self.reports.get(report_id)
        if report is None:
            return report_id
        return f"{report.issuer}, {report.title}" if report.title else f"{report.issuer}, {report.id}"

    def label(self, report_id: str) -> str:
        """Issuer, period and title, as the scope names a report."""
        report = self.reports.get(report_id)
        if report is None:
            return report_id
        return " · ".join(part for part in (report.issuer, report.period_label, report.title or report.id) if part)

    def page_count(self, report_id: str) -> int:
        """Pages of a report; 0 where it is not indexed."""
        return len(self.library.document(report_id).report.pages) if report_id in self.reports else 0

    def kpi_name(self, code: str, report_ids: tuple[str, ...]) -> str:
        """The English title of a code in the edition of the first report that has it; empty where none does."""
        for report_id in report_ids or tuple(self.reports):
            report = self.reports.get(report_id)
            if report is None or not report.edition:
                continue
            edition = load_edition(report.edition)
            if edition.get(code) is not None:
                return edition.name(code)
        return ""

    @cached_property
    def _first(self) -> Document | None:
        return self.library.document(next(iter(self.reports))) if self.reports else None

    def examples(self, texts: Texts, count: int = 4) -> tuple[str, ...]:
        """`count` questions in English on KPIs that the first report gives figures for, and one in Chinese."""
        if self._first is None:
            return ()
        items = self._with_figures(self._first)
        # one an aspect, so that the examples show how far the report reaches
        spread = list({item.aspect: item for item in reversed(items)}.values())[::-1]
        questions = [question for item in spread if self._answers(question := _question(item, texts))]
        chinese = (
            texts.question_template_zh.format(topic=phrase) for item in items for phrase in item.phrases.zh_hant[:1]
        )
        return (*_evenly(questions, count), *[question for question in chinese if self._answers(question)][-1:])

    def _answers(self, question: str) -> bool:
        """An example that the app cannot answer would be a poor welcome."""
        return self.library.ask(question).status == "answered"

    def _with_figures(self, document: Document) -> list[Item]:
        """KPIs that the report's own datasheet has figures for, where the issuer's index, if any, puts them."""
        rows = self.library.kpis(document.report.id)
        sure = {row.code for row in rows if row.figures and row.agrees is not False and row.confidence >= _SURE}
        return [item for item in load_edition(document.report.edition).kpis if item.numeric and item.code in sure]


def _question(item: Item, texts: Texts) -> str:
    for phrase in item.phrases.asker:
        if phrase.endswith("?"):
            return phrase
    return texts.question_template.format(topic=item.title.en[:1].lower() + item.title.en[1:])


def _evenly(items: list[str], count: int) -> list[str]:
    """`count` of `items`, spread over their whole length."""
    if len(items) <= count:
        return items
    return [items[round(i * (len(items) - 1) / (count - 1))] for i in range(count)]
