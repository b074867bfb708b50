"""When there is no answer: why, in one of the three ways that differ, with what the issuer itself says about it."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

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


_SPOKEN_OF, _NOT_FAR = 0.6, -6.0
"""Share of the question's words that a text has, and the cross-encoder's score, from which it speaks of what is asked about."""
_TOPIC = re.compile(
    r"\bemissions?\b|\bcarbon\b|\bmethane\b|\brefrigerants?\b|\bvocs?\b|\bozone\b|\beffluents?\b|\bsewage\b|\bwastes?\b|\bwastewater\b|\bspills?\b|\bspillages?\b"
    r"|\bpollut\w+|\bbiodiversity\b|\bclimate\b|\brenewables?\b|\benergy\b|\belectricity\b|\bdiesel\b|\bpetrol\b|\bgasoline\b|\bfuels?\b"
    r"|\b(?:natural|town)\s+gas\b|\bgas\b.*\bburn|\bwater\s+(?:use|usage|consumption|withdrawal|risk|stress)\b|\bpackaging\b|\brecycl\w+"
    r"|\bemployees?\b|\bworkforce\b|\bheadcount\b|\bstaff\b|\blabou?r\b|\bgrievances?\b|\bdiscriminat\w+|\bharass\w+|\bdiversity\b|\bpay\s+(?:gap|ratio)\b"
    r"|\bcollective(?:ly)?\s+bargain\w*|\bunions?\b|\bmedian\b.*\bpay\b|\boccupational\b|\binjur\w+|\bfatalit\w+|\baccidents?\b|\bnear[- ]miss\w*|\bsafety\b|\btraining\b"
    r"|\bsuppliers?\b|\bsupply\s+chain\b|\bcomplaints?\b|\brecall(?:s|ed)?\b|\bproduct\s+(?:quality|responsibility)\b|\bprivacy\b|\bdata\s+(?:leak\w*|breach\w*|protection)\b|\bcyber\w*"
    r"|\bcorrupt\w*|\bbribe\w*|\bfraud\b|\bmoney\s+laundering\b|\bwhistle-?blow\w*|\bpolitical\s+(?:contributions?|donations?)\b|\bdonat\w+|\bcharit\w+|\bvolunteer\w*|\bcommunity\b"
    r"|\besg\b|\bsustainab\w+|\bmateriality\b|\bstakeholders?\b|\bassurance\b|\bgreen\s+(?:loans?|bonds?|buildings?)\b|\bhuman\s+rights\b"
    r"|排放|[溫温]室|碳|甲烷|[廢废]|污染|洩漏|泄漏|能源|用[電电水]|耗[電电水]|[氣气]候|包[裝装]材料|回收|[員员]工|[僱雇][員员]|[勞劳]工|[歧]視|[騷骚][擾扰]|多元|工[傷伤]|[職职][業业]病|安全|培[訓训]"
    r"|供[應应]商|投[訴诉]|召回|[隱隐]私|[資资數数][料据據][外洩泄露]|[貪贪]污|腐[敗败]|[賄贿][賂赂]|[舉举][報报]|政治捐|捐[款贈赠]|公益|慈善|[義义]工|志[願愿]者|社[區区]|可持[續续]|[環环]境|社[會会]及管治",
    re.IGNORECASE,
)
"""Topics of the framework in words that are no KPI's."""


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


def of_the_day(question: str, scope: Scope, reports: Sequence[Report], language: Language) -> Answer:
    """Not found, because the question is of the weather or of a price, today or tomorrow."""
    return replace(
        out_of_scope(question, scope, reports, language),
        notes=(say("of_the_day", language), indexed(reports, language)),
    )


_OF_THE_DAY = re.compile(
    r"\bwhat(?:'s|’s|\s+(?:is|will))\s+the\s+(?:weather|time)(?=\s+(?:like|in|at|today|now|be)\b|\s*\?|$)|\b(?:weather|rain|snow|share\s+price|stock\s+price|exchange\s+rate)\b.*\b(?:today|now|tonight|tomorrow)\b"
    r"|(?:今[天日]|明[天日]|[现現]在).*(?:天[气氣]|股[价價]|[汇匯]率)|(?:天[气氣]|股[价價]|[汇匯]率).*(?:今[天日]|明[天日]|[现現]在|怎[么麼樣样]|如何)",
    re.IGNORECASE,
)


def is_of_the_day(question: str) -> bool:
    """Whether a question asks of today's weather or prices, or tomorrow's."""
    return bool(_OF_THE_DAY.search(question))


_ASKS = re.compile(
    r"\W*(?:why|how|what|who|whom|whose|when|where|which|do|does|did|is|are|was|were|has|have|had|can|could|will|would|please|tell|explain|describe|list)\b"
    r"|.*[?？吗嗎呢]\s*$|.*(?:[為为]何|[為为]什|如何|怎|是否|有[沒没]有)",
    re.IGNORECASE,
)


def is_fragment(question: str) -> bool:
    """Whether a question is only the name of a thing (`lost days due to injuries`): it asks for that, and for no words on it."""
    return _ASKS.match(question) is None


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


def bears_on_it(candidate: Candidate) -> bool:
    """Whether a text speaks of what is asked about, though it gives no answer."""
    f = candidate.features
    return bool(f.get("ce_read")) and f["own_cover"] >= _SPOKEN_OF and f["ce"] >= _NOT_FAR


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
    told: bool = False,
) -> Answer:
    """No candidate is likely enough: `not_disclosed` for a KPI or topic of the framework and for what the report speaks of
    (`told`), `not_found` for anything else.

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
        is_topic = told or _TOPIC.search(question) is not None
        return Answer(
            question=question,
            status="not_disclosed" if is_topic else "not_found",
            answer=_NOT_DISCLOSED[language].format(name=_THIS[language]) if is_topic else _NOT_FOUND[language],
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
