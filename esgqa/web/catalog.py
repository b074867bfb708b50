"""What is indexed, as the pages of the app name it: reports, KPIs, and questions worth trying."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from esgqa.errors import EsgqaError
from esgqa.kpi import load_edition
from esgqa.kpi.edition import Edition, Item
from esgqa.library import Library
from esgqa.types import Document, Language, Report
from esgqa.web.texts import Texts

_SURE = 0.8  # confidence of a datasheet's row from which a question about it is worth trying


class Catalog:
    """The names of reports and KPIs of one library, as it is at each call. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._lock, self._finding = threading.Lock(), threading.Lock()
        self._read: tuple[tuple[Report, ...], dict[str, Report]] = ((), {})
        self._examples: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        self._pictures: dict[str, bool] = {}

    @property
    def reports(self) -> Mapping[str, Report]:
        """The indexed reports by id."""
        found = self.library.reports()
        with self._lock:
            if self._read[0] is not found:
                self._read = found, {report.id: report for report in found}
            return self._read[1]

    @property
    def issuers(self) -> tuple[str, ...]:
        """Those whose reports are indexed, in the order of the reports."""
        return tuple(dict.fromkeys(report.issuer for report in self.reports.values() if report.issuer))

    @property
    def years(self) -> tuple[int, ...]:
        """The years that reports' periods end in, latest first."""
        ends = {report.period_end.year for report in self.reports.values() if report.period_end}
        return tuple(sorted(ends, reverse=True))

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

    def has_picture(self, report_id: str) -> bool:
        """Whether the report's PDF was at hand when first looked for; it may have gone since."""
        report = self.reports.get(report_id)
        if report is None or not report.file.lower().endswith(".pdf"):
            return False
        if report.sha256 not in self._pictures:
            self._pictures[report.sha256] = self.library.source_file(report_id) is not None
        return self._pictures[report.sha256]

    def edition(self, report_id: str) -> Edition | None:
        """The edition of the guide that a report follows."""
        report = self.reports.get(report_id)
        return load_edition(report.edition) if report is not None and report.edition else None

    def kpi_name(self, code: str, report_ids: tuple[str, ...], language: str = "en") -> str:
        """The title of a code in the edition of the first report that has it; empty where none does."""
        for report_id in report_ids or tuple(self.reports):
            edition = self.edition(report_id)
            if edition is not None and edition.get(code) is not None:
                return edition.name(code, named_in(language))
        return ""

    def comparable(self, language: str = "en") -> dict[str, str]:
        """The codes that have figures in some indexed report's edition, with their names, in the guide's order."""
        found: dict[str, str] = {}
        for name in sorted({report.edition for report in self.reports.values() if report.edition}):
            edition = load_edition(name)
            for item in edition.kpis:
                if item.numeric:
                    found.setdefault(item.code, edition.name(item.code, named_in(language)))
        return dict(sorted(found.items()))

    def examples(self, texts: Texts, count: int = 4) -> tuple[str, ...]:
        """`count` questions on KPIs that the report of `examples_from` gives figures for, and one in the other language.

        Found once for the reports as they are, by asking: takes seconds where they have changed.
        """
        key = texts.language, tuple(report.sha256 for report in self.reports.values())
        with self._finding:
            if key not in self._examples:
                self._examples = {old: value for old, value in self._examples.items() if old[1] == key[1]}
                self._examples[key] = self._find_examples(texts, count)
            return self._examples[key]

    @property
    def examples_from(self) -> str:
        """The report that the examples are drawn from and asked of; empty where nothing is indexed."""
        return next(iter(self.reports), "")

    def _find_examples(self, texts: Texts, count: int) -> tuple[str, ...]:
        first = self.examples_from
        if not first:
            return ()
        items = self._with_figures(self.library.document(first))
        # one an aspect, so that the examples show how far the report reaches
        spread = list({item.aspect: item for item in reversed(items)}.values())[::-1]
        english = [_question(item, texts) for item in spread]
        chinese = [
            texts.question_template_zh.format(topic=phrase) for item in spread for phrase in item.phrases.zh_hant[:1]
        ]
        own, other = (english, chinese) if texts.language == "en" else (chinese, english)
        return (*self._answered(own, count), *self._answered(other[::-1], 1))

    def _answered(self, questions: list[str], count: int) -> list[str]:
        """`count` of the questions that can be answered, spread over them, in their order."""
        first = _evenly(questions, count)
        found: list[str] = []
        for question in [*first, *(question for question in questions if question not in first)]:
            if len(found) < count and self._answers(question):
                found.append(question)
        return sorted(found, key=questions.index)

    def _answers(self, question: str) -> bool:
        """An example that the app cannot answer would be a poor welcome."""
        try:
            return self.library.ask(question, reports=(self.examples_from,)).status == "answered"
        except EsgqaError:
            return False

    def _with_figures(self, document: Document) -> list[Item]:
        """KPIs that the report's own datasheet has figures for, where the issuer's index, if any, puts them."""
        rows = self.library.kpis(document.report.id)
        sure = {row.code for row in rows if row.figures and row.agrees is not False and row.confidence >= _SURE}
        return [item for item in load_edition(document.report.edition).kpis if item.numeric and item.code in sure]


def named_in(language: str) -> Language:
    """The language of the framework's names for an interface language."""
    return "zh-Hant" if language.startswith("zh") else "en"


def _question(item: Item, texts: Texts) -> str:
    for phrase in item.phrases.asker:
        if phrase.endswith("?"):
            return phrase
    return texts.question_template.format(topic=item.title.en[:1].lower() + item.title.en[1:])


def _evenly(items: list[str], count: int) -> list[str]:
    """`count` of `items`, spread over their whole length."""
    if len(items) <= count:
        return items
    return [items[round(i * (len(items) - 1) / max(count - 1, 1))] for i in range(count)]
