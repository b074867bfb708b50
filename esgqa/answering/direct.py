"""Answers that need no search: what the content index gives for a KPI, a bare KPI code, and why a KPI is left out."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

from esgqa.answering.candidates import one_line
from esgqa.answering.compose import period_words
from esgqa.answering.index_page import asks_index, of_index
from esgqa.answering.kpi_answer import kpi_answer
from esgqa.answering.understand import Understanding
from esgqa.answering.verdict import lead_of
from esgqa.answering.verify import faults
from esgqa.datasheet import DatasheetRow, kpi_row
from esgqa.kpi import find_codes, load_edition
from esgqa.retrieval import Index
from esgqa.types import Answer, Citation, Report, Scope

log = logging.getLogger(__name__)

_WHY_LEFT_OUT = re.compile(
    r"\b(?:why|reasons?|how\s+come|explanations?|explain\w*|justif\w*|grounds)\b.*\b(?:not|no|omit\w*|without|left\s+out|missing|absen\w+|lack\w*|undisclosed|unreported|non-?disclos\w*)\b"
    r"|[为為](?:什么|什麼|何|甚麼).*(?:没有|沒有|未|不|缺)|(?:没有|沒有|未|不|缺).*(?:原因|理由|解[释釋])|解[释釋].*(?:没有|沒有|未|不|缺)",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:disclos\w*|report(?:ed|s|ing)?|given|gives?|provid\w*|publish\w*|includ\w*|state[ds]?|figures?|numbers?|data|statistics|omit\w*|left\s+out)\b"
    r"|披露|提供|公布|公佈|列出|數據|数据|數字|数字",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\b(?:comments?|remarks?|says?|said)\b|[備备評评]註|[備备评]注|[說说]明", re.IGNORECASE)
"""What the issuer's index says of a KPI in place of a page."""
_SAID_SO = 0.8
_LEAST_WORDS = 4
"""Words of a remark in the issuer's index from which it explains something."""


def without_search(index: Index, question: str, read: Understanding, report: Report, scope: Scope) -> Answer | None:
    """The answer where the question needs no search; None where it does, or where there is none to be had so."""
    if asks_index(question, code=bool(find_codes(question))):
        page = _of_index(index, question, read, report, scope)
        if page is not None:
            return page
    if read.code and not read.years.any:
        row = kpi_row(index.document(report.id), read.code)
        return None if row is None else of_row(index, question, read, row, report, scope)
    explained = _WHY_LEFT_OUT.search(question) and _GIVEN.search(question)
    if read.weights and (explained or (find_codes(question) and _REMARK.search(question))):
        return _why_left_out(index, question, read, report, scope)
    return None


def of_row(
    index: Index, question: str, read: Understanding, row: DatasheetRow, report: Report, scope: Scope
) -> Answer | None:
    """A row of the datasheet in words; None where it may not be said."""
    language = read.question.language
    name = load_edition(report.edition).name(row.code, language)
    answer = kpi_answer(question, row, report, scope, language, name)
    if read.reading.intent == "yes_no" and row.status == "explicit zero":
        answer = replace(answer, answer=lead_of(False, language) + answer.answer)
    labels = " ".join(f"{figure.period} {figure.measure}" for figure in answer.figures)
    return _verified(index, answer, f"{period_words(report, language)} {labels} {name} {row.code}")


def _of_index(index: Index, question: str, read: Understanding, report: Report, scope: Scope) -> Answer | None:
    """The page that the issuer's own index gives, where the question asks for that."""
    document = index.document(report.id)
    answer = of_index(question, read, document.entries, document.report.pages, document.report, scope)
    return None if answer is None else _verified(index, answer, " ".join(answer.kpis))


def _why_left_out(index: Index, question: str, read: Understanding, report: Report, scope: Scope) -> Answer | None:
    """What the report says of a KPI that it gives no figure or text for; None where it says nothing."""
    row = kpi_row(index.document(report.id), read.weights[0][0])
    if row is None or row.status not in ("explained", "not applicable") or not row.citations:
        return None
    quote, remark = row.citations[0], one_line(row.index_remark)
    whole = one_line(quote.quote)
    explains = len(remark.split()) >= _LEAST_WORDS or _has_reason(remark)
    # with what follows the remark in its row: "… and are", "not disclosed" is a mark
    said = whole[whole.find(remark) :] if explains and remark in whole else remark if explains else whole
    cited = Citation(
        1, report.id, quote.page, quote.page_label, quote.passage, one_line(quote.quote), quote.start, quote.end
    )
    answer = Answer(
        question=question,
        status="answered",
        answer=said,
        kpis=(row.code,),
        confidence=max(row.confidence, _SAID_SO),
        citations=(cited,),
        notes=row.notes,
        scope=scope,
    )
    return _verified(index, answer, row.code)


def _has_reason(remark: str) -> bool:
    """Whether a remark in Chinese is long enough to explain something."""
    return len(re.findall(r"[\u3400-\u9fff]", remark)) >= 2 * _LEAST_WORDS


def _verified(index: Index, answer: Answer, allowed: str) -> Answer | None:
    wrong = faults(answer, index.page, allowed=allowed)
    if wrong:
        log.warning("withheld an answer to %r: %s", answer.question, "; ".join(wrong))
    return None if wrong else answer
