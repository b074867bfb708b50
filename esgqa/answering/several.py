"""A question that several reports or several years could answer: which to ask, and what to say of their answers together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from esgqa.answering.scope import fits_years, names_issuer, years_in
from esgqa.answering.words import say
from esgqa.types import Answer, AnswerFigure, Citation, Language, Report, Scope

MOST = 4
"""Reports that are asked; of more, those that the search finds first."""
_EACH = re.compile(
    r"\b(?:each|both|respectively|compar\w+|versus|vs\.?|differen\w+|trends?|over the (?:years|period)|across|year[- ]on[- ]year|"
    r"every (?:year|company|report)|by (?:year|company|report)|all (?:the )?(?:companies|reports|years))\b"
    r"|\b(?:change|changed|increase|decrease|rise|fall|fell|rose|grow|grew|develop\w*)\b.*\b(?:from|between|since)\b"
    r"|各(?:年|家|公司)|分[别別]|比[较較]|相比|[变變]化|[趋趨][势勢]|[历歷]年|[两兩]年|[两兩]家",
    re.IGNORECASE,
)
_YEAR = r"(?:FY\s?)?(?:19|20)\d\d(?:\s?年度?)?"
_JOINED = re.compile(
    rf"(?:\b(?:from|between|in|for|of)\s+)?{_YEAR}(?:\s*(?:,|、|and|to|&|vs\.?|versus|or|[-–—]|与|與|和|及|至|到|[较較]|比)\s*{_YEAR})+",
    re.IGNORECASE,
)
"""Years that are named together."""
_AND = {"en": "; ", "zh-Hant": "；", "zh-Hans": "；"}
_NONE = {"en": "not given", "zh-Hant": "沒有提供", "zh-Hans": "没有提供"}
_WHICH = {
    "en": "Which one? {count} of the indexed reports fit: {names}.",
    "zh-Hant": "請指明報告：{count} 份已收錄的報告都符合：{names}。",
    "zh-Hans": "请指明报告：{count} 份已收录的报告都符合：{names}。",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions that a question is taken apart into, and the reports that may answer it, best first."""

    label: str
    text: str
    reports: tuple[str, ...]


def parts_of(question: str, reports: Sequence[Report]) -> tuple[Part, ...]:
    """The questions to ask one by one where one answer each is wanted: a year each, or a report each; else none."""
    joined = _JOINED.search(question)
    years = sorted(years_in(joined.group()).any) if joined else []
    if joined and len(years) > 1:
        return tuple(Part(str(year), _with_year(question, joined, year), by_year(reports, year)) for year in years)
    if len(reports) < 2:
        return ()
    named = [report for report in reports if names_issuer(question, report)]
    several_issuers = len({report.issuer for report in named}) > 1
    if several_issuers or _EACH.search(question):
        asked = named or list(reports)
        plain = _asked_plainly(question)
        return tuple(Part(label_of(report, asked), plain, (report.id,)) for report in oldest_first(asked)[:MOST])
    return ()


_LAST_YEAR = re.compile(
    r"\s*\b(?:in\s+|during\s+|for\s+|over\s+)?(?:the\s+)?last\s+year\b(?!['’]s)|去年度?(?:的)?", re.IGNORECASE
)
_BESIDE_IT = re.compile(
    r"\b(?:this|current|than|from|since|versus|vs|against|and|or|why|restat\w*|previously|compared?)\b|今年|本年|[较較]|比|[与與和及]|相比|重列",
    re.IGNORECASE,
)
"""Words beside which last year is the year before the report's own, and no other."""


def either_year(question: str) -> tuple[str, str] | None:
    """A question of `last year` as asked of the report's own year, the last one told of, and as asked of the year before it:
    people mean the one or the other. None where it says nothing of last year, or which one it means."""
    found = _LAST_YEAR.search(question)
    if found is None or _BESIDE_IT.search(question) or years_in(question).any:
        return None
    rest = (question[: found.start()].strip(), question[found.end() :].strip())
    before = "上一年度" if "去" in found.group() else "in the previous year"
    blank = "" if "去" in found.group() else " "
    asked = (blank.join(filter(None, rest)), blank.join(filter(None, (rest[0], before, rest[1]))))
    return re.sub(r"\s+(?=[?.!])", "", asked[0]), re.sub(r"\s+(?=[?.!])", "", asked[1])


def of_either_year(question: str, own: tuple[str, Answer], before: tuple[str, Answer], language: Language) -> Answer:
    """What a report says of its own year and, where a figure is asked for, of the one before as well."""
    if own[1].status != "answered":
        chosen = before[1] if before[1].status == "answered" else own[1]
        return replace(chosen, question=question)
    note = say("own_year", language, name=own[0])
    if not (own[1].figures and before[1].figures):
        return replace(own[1], question=question, notes=(*own[1].notes, note))
    both = together(question, (own, before), language)
    return replace(both, confidence=own[1].confidence, notes=(*both.notes, note))


def _with_year(question: str, joined: re.Match[str], year: int) -> str:
    """The question with one year in place of all that are named together."""
    lead = " in " if re.match(r"(?:from|between|in|for|of)\b", joined.group(), re.IGNORECASE) else " "
    shown = next(text for text in re.findall(_YEAR, joined.group(), re.IGNORECASE) if str(year) in text)
    return _asked_plainly(" ".join(f"{question[: joined.start()]}{lead}{shown}{question[joined.end() :]}".split()))


_CHANGED = re.compile(
    r"^\W*how\s+(?:much\s+|far\s+)?(?:did|do|does|has|have|had)\s+(?P<what>.+?)\s+"
    r"(?:chang\w+|increas\w+|decreas\w+|ris\w+|rose|fall\w*|fell|grow\w*|grew|develop\w*|evolv\w+|improv\w+|drop\w*|go\s+(?:up|down))\b",
    re.IGNORECASE,
)


def _asked_plainly(question: str) -> str:
    """`How did water use change …` asks for water use, then and now."""
    return _CHANGED.sub(lambda found: f"How much was {found.group('what')}", question)


def by_year(reports: Sequence[Report], year: int) -> tuple[str, ...]:
    """The reports of that very year first, then later ones, which give it beside their own."""
    named = years_in(str(year))
    own = [report.id for report in reports if fits_years(report, named)]
    later = [report.id for report in oldest_first(reports) if report.period_end and report.period_end.year > year]
    return tuple(dict.fromkeys([*own, *later]))[:MOST]


def oldest_first(reports: Sequence[Report]) -> list[Report]:
    return sorted(reports, key=lambda report: (report.issuer, str(report.period_end or "")))


def label_of(report: Report, among: Sequence[Report]) -> str:
    """What tells a report from the others: its period, its issuer, or both."""
    issuers = len({one.issuer for one in among}) > 1
    periods = sum(one.issuer == report.issuer for one in among) > 1 or not issuers
    return (
        " ".join(part for part in (report.issuer if issuers else "", report.period_label if periods else "") if part)
        or report.id
    )


def together(question: str, answers: Sequence[tuple[str, Answer]], language: Language) -> Answer:
    """Several answers as one, each behind its label, citations numbered on; the surest `no answer` where there is none."""
    given = [(label, answer) for label, answer in answers if answer.status == "answered"]
    if not given:
        return max(
            (answer for _, answer in answers), key=lambda answer: (answer.status == "not_disclosed", answer.confidence)
        )
    pieces = []
    for label, answer in answers:
        said = answer.answer.rstrip(".。") if answer.status == "answered" else _NONE[language]
        pieces.append(f"{label}: {said}" if language == "en" else f"{label}：{said}")
    whole = _numbered_on([answer for _, answer in given])
    notes = [f"{label}: {note}" for label, answer in answers for note in answer.notes]
    return replace(
        whole,
        question=question,
        answer=_AND[language].join(pieces) + ("." if language == "en" else "。"),
        confidence=min(answer.confidence for _, answer in given),
        notes=tuple(dict.fromkeys(notes)),
        timings_ms=_summed([answer for _, answer in answers]),
    )


def one_of(
    question: str, answers: Sequence[tuple[Report, Answer]], scope: Scope, language: Language, *, dated: bool
) -> Answer:
    """What several reports say to a question that names none of them.

    The only answer, or the one that all give; of one issuer the newest where the question says for when (`dated`), with what
    the others give as a note; else `ambiguous`, with the choices.
    """
    given = [(report, answer) for report, answer in answers if answer.status == "answered"]
    timings = _summed([answer for _, answer in answers])
    if not given:
        surest = max((a for _, a in answers), key=lambda answer: (answer.status == "not_disclosed", answer.confidence))
        return replace(surest, question=question, scope=scope, timings_ms=timings)
    asked = [report for report, _ in answers]
    newest, best = max(given, key=lambda one: str(one[0].period_end or ""))
    values = {tuple(sorted(figure.value for figure in answer.figures)) or answer.answer for _, answer in given}
    one_issuer = len({report.issuer for report, _ in given}) == 1
    if len(given) == 1 or (len(values) == 1 and one_issuer) or (dated and one_issuer):
        others = [
            f"{label_of(report, asked)}: {answer.answer}"
            for report, answer in given
            if report is not newest and len(values) > 1
        ]
        notes = (*best.notes, say("of_report", language, name=label_of(newest, asked)), *others)
        return replace(best, question=question, notes=notes, timings_ms=timings)
    choices = oldest_first([report for report, _ in given])
    by_id = {report.id: answer for report, answer in given}
    names = ", ".join(label_of(report, choices) for report in choices)
    return replace(
        _numbered_on([by_id[report.id] for report in choices]),
        question=question,
        status="ambiguous",
        answer=_WHICH[language].format(count=len(choices), names=names),
        figures=(),
        confidence=min(answer.confidence for _, answer in given),
        notes=tuple(f"{label_of(report, choices)}: {by_id[report.id].answer}" for report in choices),
        scope=scope,
        timings_ms=timings,
    )


def shortlist(reports: Sequence[Report], found: Sequence[str]) -> list[Report]:
    """At most `MOST` of the reports, those whose passages a search finds first; `found` are report ids, best first."""
    rank = {name: place for place, name in reversed(list(enumerate(found)))}
    return sorted(reports, key=lambda report: rank.get(report.id, len(found)))[:MOST]


def _numbered_on(answers: Sequence[Answer]) -> Answer:
    """The first answer with the figures and citations of all, the citations numbered through."""
    figures: list[AnswerFigure] = []
    citations: list[Citation] = []
    kpis: list[str] = []
    reports: list[str] = []
    for answer in answers:
        places: dict[int, int] = {}
        for citation in answer.citations:
            # two years of one row stand on one quote
            same = next((one for one in citations if replace(one, n=citation.n) == citation), None)
            if same is None:
                same = replace(citation, n=len(citations) + 1)
                citations.append(same)
            places[citation.n] = same.n
        figures += [replace(figure, citation=places.get(figure.citation, figure.citation)) for figure in answer.figures]
        kpis += answer.kpis
        reports += answer.scope.reports
    return replace(
        answers[0],
        figures=tuple(figures),
        citations=tuple(citations),
        kpis=tuple(dict.fromkeys(kpis)),
        scope=Scope(tuple(dict.fromkeys(reports))),
    )


def _summed(answers: Sequence[Answer]) -> tuple[tuple[str, float], ...]:
    total: dict[str, float] = {}
    for answer in answers:
        for name, value in answer.timings_ms:
            total[name] = total.get(name, 0.0) + value
    return tuple(total.items())
