"""Questions of the issuer's own content index: which page it gives for a KPI."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgqa.answering.candidates import one_line
from esgqa.answering.understand import Understanding
from esgqa.answering.words import say
from esgqa.types import Answer, AnswerFigure, Citation, IndexEntry, Language, Page, Report, Scope

_PAGE = re.compile(
    r"\b(?:which|what|on\s+what|on\s+which)\s+pages?\b|\bpages?\s+(?:numbers?|references?)\b"
    r"|\bwhere\b.*\bindex\b|\bindex\b.*\b(?:where|pages?)\b|\bpages?\b.*\bindex\b|第?[哪幾几]一?[頁页]|[頁页][碼码數数]",
    re.IGNORECASE,
)
_INDEX = re.compile(
    r"\b(?:content|esg|kpi|guide|hkex|reporting\s+guide)(?:\s+\w+)?\s+(?:index|table)\b|\bindex\b|索引|[內内]容[對对]照",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\bpages?\b.*\b(?:listed|cited|referenced|referred)\b", re.IGNORECASE)
"""Pages that something is listed with stand in an index, whether it is named or not."""
_SHOWN = re.compile(
    r"\bindex\b.*\b(?:show|say|state|give|mark|list|put)s?\b|\b(?:shown|said|stated|given|marked|listed|put)\b.*\bindex\b"
    r"|索引.*(?:[顯显]示|列出|[寫写]|[標标])",
    re.IGNORECASE,
)
"""What the index has for a KPI, be it a page or a mark."""
_SAID = {"en": "The issuer's index gives page {pages} for {code}.", "zh-Hant": "發行人的索引就{code}列出第{pages}頁。", "zh-Hans": "发行人的索引就{code}列出第{pages}页。"}  # fmt: skip
_SURE = 0.9


def asks_index(text: str, *, code: bool) -> bool:
    """Whether a question asks for the page that a content index gives, or for what it marks; `code` is whether it names a
    KPI by its code, of which only an index gives pages."""
    asks_page = _PAGE.search(text) is not None
    if _INDEX.search(text) is None:
        return code and _LISTED.search(text) is not None
    return asks_page or (code and _SHOWN.search(text) is not None)


def _prints(quote: str, label: str) -> bool:
    """Whether a page stands in the row as a number of its own: the 2 of `B6.2` is no page."""
    return re.search(rf"(?<![\w.]){re.escape(label)}(?![\w]|\.\d)", quote) is not None


def of_index(
    question: str,
    read: Understanding,
    entries: Sequence[IndexEntry],
    pages: Sequence[Page],
    report: Report,
    scope: Scope,
) -> Answer | None:
    """What the issuer's index says of the KPI asked about, its row quoted; None where the question names no KPI or the index
    has no page for it."""
    if not read.weights:
        return None
    code = read.weights[0][0]
    entry = next((one for one in entries if one.code == code and (one.pages or one.mark)), None)
    if entry is None or not 0 < entry.page <= len(pages):
        return None
    page = pages[entry.page - 1]
    quote = one_line(page.text[entry.start : entry.end])
    language: Language = read.question.language
    if entry.pages:
        span = re.search(rf"(?<![\w.]){re.escape(entry.pages[0])}\s?[-–—]\s?{re.escape(entry.pages[-1])}(?!\w)", quote)
        printed = all(_prints(quote, label) for label in entry.pages)  # else they are printed as a range
        shown = span.group() if span else ", ".join(entry.pages) if printed else f"{entry.pages[0]}–{entry.pages[-1]}"
        said = _SAID[language].format(pages=shown, code=code)
    else:
        said = say("index_mark", language, code=code, mark=entry.mark, page="")
    figures = tuple(
        AnswerFigure(label, label, "page", "page in the issuer's index", report.period_label, code, 1)
        for label in entry.pages
        if label.isdigit() and _prints(quote, label)
    )
    return Answer(
        question=question,
        status="answered",
        answer=said,
        figures=figures,
        kpis=(code,),
        confidence=_SURE,
        citations=(
            Citation(
                1, report.id, entry.page, page.label, f"{report.id}:{entry.page}:0", quote, entry.start, entry.end
            ),
        ),
        scope=scope,
    )
