"""When there is no answer: why, in one of the three ways that differ, with what the issuer itself says about it."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from esgqa.answering.candidates import Candidate, one_line
from esgqa.answering.compose import period_words
from esgqa.answering.model import log_odds
from esgqa.answering.scope import fits_years
from esgqa.answering.understand import Understanding
from esgqa.answering.words import say
from esgqa.kpi import Edition
from esgqa.types import Answer, Citation, IndexEntry, Language, Page, Report, Scope

# how surely a question must be about a KPI to name it where the report declares a gap (measured on the dev questions)
ABOUT = 0.3
# how often it is right to withhold where the likeliest candidate is this unlikely: log-odds, fitted on the dev questions of
# the gold sets (123 withheld answers: calibration error 0.16 before, 0.09 after)
_INTERCEPT, _SLOPE = -1.0, 0.68

_NOT_FOUND = {
    "en": "Not found in the indexed reports.",
    "zh-Hant": "在已收錄的報告中找不到相關內容。",
    "zh-Hans": "在已收录的报告中找不到相关内容。",
}
_NOT_DISCLOSED = {
    "en": "Not disclosed: the report does not give {name}.",
    "zh-Hant": "未披露：報告沒有提供{name}。",
    "zh-Hans": "未披露：报告没有提供{name}。",
}

_THIS = {"en": "this", "zh-Hant": "這項資料", "zh-Hans": "这项资料"}


def indexed(reports: Sequence[Report], language: Language = "en") -> str:
    """What there is to ask about, in a sentence."""
    if not reports:
        return say("nothing", language)
    listed = [f"{report.issuer} ({period_words(report, language) or report.id})" for report in reports[:5]]
    more = say("more", language, count=len(reports) - 5) if len(reports) > 5 else ""
    return say("indexed", language, names=", ".join(listed), more=more)


def out_of_scope(question: str, scope: Scope, reports: Sequence[Report], language: Language) -> Answer:
    """Not found, because no indexed report is of the issuer or year asked for."""
    return Answer(
        question=question,
        status="not_found",
        answer=_NOT_FOUND[language],
        notes=(scope.reason, indexed(reports, language)),
        scope=scope,
        confidence=0.9,
    )


def stranger(
    question: str,
    words: Sequence[str],
    scope: Scope,
    reports: Sequence[Report],
    language: Language,
    *,
    mentioned: bool = False,
) -> Answer:
    """Not found, because the question turns on a name or word that no indexed report has or, where it is `mentioned`, on a
    company of which there is no report."""
    named = ", ".join(f"“{word}”" for word in words)
    return Answer(
        question=question,
        status="not_found",
        answer=_NOT_FOUND[language],
        notes=(
            say("of_another" if mentioned else "no_mention", language, names=named),
            indexed(reports, language),
        ),
        scope=scope,
        confidence=0.9,
    )


def said_so(question: str, read: Understanding, edition: Edition, gap: Candidate, scope: Scope) -> Answer:
    """Not disclosed, in the report's own words."""
    language = read.question.language
    code = read.weights[0][0] if read.weights and read.weights[0][1] >= ABOUT else ""
    name = edition.name(code, language) if code else ""
    named = (f"{name} ({code})" if language == "en" else f"{name}（{code}）") if code else _THIS[language]
    start, end = gap.span
    passage = gap.passage
    quote = gap.text
    return Answer(
        question=question,
        status="not_disclosed",
        answer=_NOT_DISCLOSED[language].format(name=named),
        kpis=(code,) if code else (),
        confidence=gap.features["own_cover"],
        citations=(Citation(1, passage.report, passage.page, passage.label, passage.id, quote, start, end),),
        notes=(say("says_so", language, page=passage.label, quote=quote),),
        scope=scope,
    )


def sure_of_absence(likely: float) -> float:
    """The chance, 0 to 1, that there is no answer where the likeliest candidate is right with the chance `likely`."""
    return 1.0 / (1.0 + math.exp(-(_INTERCEPT + _SLOPE * log_odds(1.0 - likely))))


def withheld(
    question: str,
    read: Understanding,
    edition: Edition,
    entries: Sequence[tuple[Report, IndexEntry]],
    nearest: Candidate | None,
    scope: Scope,
    reports: Sequence[Report],
    pages: Sequence[Page],
    given: Collection[int] = (),
) -> Answer:
    """No candidate is likely enough: `not_disclosed` for a KPI of the framework, `not_found` for anything else.

    `pages` are those of the first report in scope, for quoting its index row; `given` are years that the reports give
    figures of beside their own.
    """
    language = read.question.language
    likely = nearest.probability if nearest is not None else 0.0
    within = [report for report in reports if report.id in scope.reports]
    in_time = any(fits_years(report, read.years) for report in within)
    in_time = in_time or (bool(read.years.any) and read.years.any <= set(given))
    if within and not in_time:
        named = ", ".join(str(year) for year in sorted(read.years.any)) or "another year"
        return Answer(
            question=question,
            status="not_found",
            answer=_NOT_FOUND[language],
            notes=(say("names_years", language, years=named), indexed(within, language)),
            scope=scope,
            confidence=sure_of_absence(likely),
        )
    code = read.weights[0][0] if read.weights else read.topic
    if not code:
        return Answer(
            question=question,
            status="not_found",
            answer=_NOT_FOUND[language],
            notes=(indexed(reports, language),),
            scope=scope,
            confidence=sure_of_absence(likely),
        )
    name = edition.name(code, language)
    notes: list[str] = []
    citations: list[Citation] = []
    for report, entry in entries:
        if entry.code != code:
            continue
        label = pages[entry.page - 1].label if 0 < entry.page <= len(pages) else str(entry.page)
        if entry.mark:
            place = f" (p. {label})" if language == "en" else f"（第{label}頁）"
            notes.append(say("index_mark", language, code=code, mark=entry.mark, page=place))
            quote = (
                one_line(pages[entry.page - 1].text[entry.start : entry.end]) if 0 < entry.page <= len(pages) else ""
            )
            if quote:
                passage = f"{report.id}:{entry.page}:0"
                citations.append(Citation(1, report.id, entry.page, label, passage, quote, entry.start, entry.end))
        elif entry.pages:
            notes.append(say("index_page_not", language, code=code, pages=", ".join(entry.pages)))
        break
    return Answer(
        question=question,
        status="not_disclosed",
        answer=_NOT_DISCLOSED[language].format(name=f"{name} ({code})" if language == "en" else f"{name}（{code}）"),
        kpis=(code,),
        confidence=sure_of_absence(likely),
        citations=tuple(citations[:1]),
        notes=tuple(notes),
        scope=scope,
    )
