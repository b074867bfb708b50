"""Answers from the datasheet: to a bare KPI code its row in words, and rows where no candidate will do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from esgqa.answering.candidates import one_line
from esgqa.answering.compose import period_words, phrase_of
from esgqa.answering.features import Asked, coverage
from esgqa.answering.qualifiers import unqualified
from esgqa.answering.scope import fits_years
from esgqa.answering.understand import SURE, Understanding
from esgqa.datasheet import DatasheetRow, SheetFigure, kpi_row
from esgqa.kpi import find_codes, load_edition
from esgqa.types import Answer, AnswerFigure, Citation, Document, Language, Report, Scope

_MOST_FIGURES = 9
_MOST_QUOTES = 3
_SAYS_THE_KPI, _SURE_ROW = 0.7, 0.5
"""How much of a question the framework's phrases for its KPI must cover, and how sure its row must be, for that row to
answer."""
_BY_NAME = 0.95
"""How surely a question in Chinese must be about a KPI to say little but its name: English words for it may be others."""
_ANSWERED = ("disclosed", "partly disclosed", "explicit zero")
_GAPS = {
    "explained": {"en": "No figure: the report explains why.", "zh-Hant": "沒有數字：報告說明了原因。", "zh-Hans": "没有数字：报告说明了原因。"},
    "not applicable": {"en": "Not applicable, by the report.", "zh-Hant": "報告表示不適用。", "zh-Hans": "报告表示不适用。"},
}  # fmt: skip
_AND = {"en": "; ", "zh-Hant": "；", "zh-Hans": "；"}
_BRACKETED = {"en": " ({})", "zh-Hant": "（{}）", "zh-Hans": "（{}）"}
_NOT_DISCLOSED = {
    "en": "Not disclosed: the report does not give {name}.",
    "zh-Hant": "未披露：報告沒有提供{name}。",
    "zh-Hans": "未披露：报告没有提供{name}。",
}


def kpi_answer(question: str, row: DatasheetRow, report: Report, scope: Scope, language: Language, name: str) -> Answer:
    """What the datasheet has for a KPI, as an answer; `name` is the KPI's in the question's language."""
    if row.status not in _ANSWERED:
        return _absent(question, row, report, scope, language, name)
    current = [one for one in row.figures if one.period in ("", report.period_label)] or list(row.figures)
    if current:
        return _figures(question, row, current[:_MOST_FIGURES], report, scope, language)
    quotes = row.citations[:_MOST_QUOTES]
    return Answer(
        question=question,
        status="answered",
        answer=" … ".join(one_line(quote.quote) for quote in quotes),
        kpis=(row.code,),
        confidence=row.confidence,
        citations=_citations(row, report, [quote.n for quote in quotes]),
        notes=row.notes,
        scope=scope,
    )


def of_remark(row: DatasheetRow) -> bool:
    """Whether the issuer's index says itself, in place of a page, that there was none."""
    return row.status == "explicit zero" and bool(row.index_remark) and not row.index_pages


def _figures(
    question: str, row: DatasheetRow, figures: Sequence[SheetFigure], report: Report, scope: Scope, language: Language
) -> Answer:
    numbers = list(dict.fromkeys(figure.quote for figure in figures))
    places = {number: place for place, number in enumerate(numbers, 1)}
    more = len(row.figures) - len(figures)
    period = period_words(report, language) if figures[0].period in ("", report.period_label) else figures[0].period
    phrases = list(dict.fromkeys(phrase_of(figure) for figure in figures))
    stop = "." if language == "en" else "。"
    if of_remark(row):
        phrases = [one_line(row.index_remark).rstrip(".。 ")]
    notes = [*row.notes, *dict.fromkeys(note for figure in figures for note in figure.notes)]
    if more > 0:
        notes.append("The datasheet has further figures for this KPI, of other periods or parts.")
    return Answer(
        question=question,
        status="answered",
        answer=_AND[language].join(phrases) + (_BRACKETED[language].format(period) if period else "") + stop,
        figures=tuple(
            AnswerFigure(
                figure.value,
                one_line(figure.raw),
                figure.unit,
                one_line(figure.measure),
                figure.period,
                row.code,
                places[figure.quote],
            )
            for figure in figures
        ),
        kpis=(row.code,),
        confidence=row.confidence,
        citations=_citations(row, report, numbers),
        notes=tuple(notes),
        scope=scope,
    )


def _citations(row: DatasheetRow, report: Report, numbers: Sequence[int]) -> tuple[Citation, ...]:
    quotes = {quote.n: quote for quote in row.citations}
    return tuple(
        Citation(
            place,
            report.id,
            quotes[n].page,
            quotes[n].page_label,
            quotes[n].passage,
            one_line(quotes[n].quote),
            quotes[n].start,
            quotes[n].end,
        )
        for place, n in enumerate(numbers, 1)
    )


def _absent(question: str, row: DatasheetRow, report: Report, scope: Scope, language: Language, name: str) -> Answer:
    notes = list(row.notes)
    if row.index_mark:
        page = next((f" (p. {quote.page_label})" for quote in row.citations), "")
        notes.insert(0, f"The issuer's own KPI index marks {row.code} “{row.index_mark}”{page}.")
    if row.index_remark and not row.index_pages:
        notes.append(f"Its remark there: “{row.index_remark}”")
    named = f"{name} ({row.code})" if language == "en" else f"{name}（{row.code}）"
    text = _GAPS[row.status][language] if row.status in _GAPS else _NOT_DISCLOSED[language].format(name=named)
    return Answer(
        question=question,
        status="not_disclosed",
        answer=text,
        kpis=(row.code,),
        confidence=0.9,
        citations=_citations(row, report, [quote.n for quote in row.citations[:1]]),
        notes=tuple(notes),
        scope=scope,
    )


def row_for(
    document: Document, read: Understanding, asked: Asked, stem: Callable[[str], Sequence[str]]
) -> DatasheetRow | None:
    """The row of the datasheet that answers where no candidate is likely enough, and the question says little but the KPI's
    name: one that says there was none, or, where words are asked for, one with its evidence and no figures."""
    code, sure = read.weights[0] if read.weights else (read.topic, 0.0)
    report = document.report
    item, row = load_edition(report.edition).get(code), kpi_row(document, code)
    if item is None or row is None:
        return None
    said = asked.phrase_stems
    if of_remark(row):
        # what the issuer's index says in place of a page is said of that KPI
        said |= frozenset(stem(f"{item.description} {row.index_remark}"))
    elif row.confidence < _SURE_ROW or sure < SURE:
        return None
    # by its code, in whatever words the rest is asked
    by_code = (sure >= _BY_NAME and read.question.language != "en") or (
        of_remark(row) and code in find_codes(asked.question.text)
    )
    if coverage(asked, said) < _SAYS_THE_KPI and not by_code:
        return None
    if unqualified(asked.query, " ".join(quote.quote for quote in row.citations), asked.groups):
        return None
    if row.status == "explicit zero" and (item.numeric or of_remark(row)):
        named = {str(year) for year in read.years.any}
        # "nil" of the year before, in brackets or its column, answers for that year
        own = (
            ("", report.period_label)
            if fits_years(report, read.years)
            else tuple(one.period for one in row.figures if one.period[-4:] in named)
        )
        nil = tuple(one for one in row.figures if one.value.strip("0.") == "" and one.period in own)
        return replace(row, figures=nil[:1]) if nil else None
    if not fits_years(report, read.years):
        return None
    if row.status == "disclosed" and not item.numeric and read.reading.intent in ("text", "list", "yes_no"):
        return replace(row, figures=())
    return None
