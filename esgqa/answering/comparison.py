"""Questions that two figures answer, or a figure and a limit: did it rise, is it more than that.

Both sides are figures of the report, cited as any other; only the comparison is ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from esgqa.answering.language import has_cjk, simplified
from esgqa.answering.limit import Limit, limit_of, meets
from esgqa.answering.several import Part, by_year, together
from esgqa.answering.verdict import UP, direction_of, lead_of
from esgqa.types import Answer, AnswerFigure, Language, Report

_MOVES = (
    r"(?:increas\w+|ris(?:e|en|ing)|rose|grow\w*|grew|climb\w*|decreas\w+|declin\w+|fall(?:en)?|fell|drop(?:ped)?|shr[iau]nk|reduc\w+|go(?:ne)?\s+(?:up|down)|went\s+(?:up|down)|"
    r"come\s+down|came\s+down)"
)
_HOW = r"(?:\s+(?:at\s+all|overall|in\s+total|year[\s-]on[\s-]year))?"
_WHEN = (
    r"(?:\W+(?:(?:compared|relative)\s+(?:with|to)|(?:a\s+year\s+(?:earlier|ago|before)|in|during|for|over|from|between|since|than|versus|against|on|year[\s-]on[\s-]year|the|this|last|previous|prior|year|years|before|and|to|with|FY\s?)\b"
    r"|(?:19|20)\d\d(?:/\d\d)?)\W*)*"
)
_DID = re.compile(
    rf"^\W*(?:did|do|does|has|have|had|is|are|was|were)\s+(?P<what>.{{3,80}}?)\s+(?:been\s+)?{_MOVES}{_HOW}{_WHEN}\W*$",
    re.IGNORECASE,
)
_WAS_THERE = re.compile(
    rf"^\W*(?:was|is|were|has)\s+there\s+(?:been\s+)?(?:a|an|any)\s+(?:increase|rise|growth|fall|drop|decrease|decline|reduction)\s+(?:in|of)\s+(?P<what>.{{3,80}}?){_WHEN}\W*$",
    re.IGNORECASE,
)
_DID_IT_CUT = re.compile(
    rf"^\W*(?:did|has|have)\s+(?:(?:the\s+)?(?:company|group|issuer|firm|business)|it|they)\s+(?:increased?|grow[n]?|cut|reduced?|lower(?:ed)?|rais(?:e|ed)|use[d]?\s+(?:more|less|fewer))\s+"
    rf"(?P<what>(?:its|their|the)?\s*.{{3,80}}?){_WHEN}\W*$",
    re.IGNORECASE,
)
_IS_HIGHER = re.compile(
    rf"^\W*(?:is|are|was|were)\s+(?P<what>.{{3,80}}?)\s+(?:higher|lower|up|down|greater|smaller|bigger)\b{_HOW}{_WHEN}\W*$",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(
    rf"^\W*(?:did|do|does|has|have|had|is|are|was|were)\s+(?P<who>.{{0,60}}?)\b(?:an?\s+)?(?P<way>more|less|fewer|larger|smaller|higher|lower|greater|bigger)\s+(?P<what>.{{3,80}}?)\s+than{_WHEN}\W*$",
    re.IGNORECASE,
)
_DULL = re.compile(
    r"^(?:the\s+)?(?:company|group|issuer|firm|business|it|they|there)?\s*(?:has|have|had|use[ds]?|using|take|took|need|produce[ds]?|consumed?|cost|record(?:ed)?|report(?:ed)?|emit(?:ted)?|been)?\s*$",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"^(?P<what>.{2,30}?)(?:比|较|相比|与)?(?:(?:19|20)\d\d年度?|上一?年度?|去年)?(?:相比)?(?:是否|有没有|有否|是不是)?(?:有所|有)?"
    r"(?:上升|增加|增长|提高|升高|下降|减少|降低|下跌|下滑)了?(?:吗|呢)?[？?]?$"
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_CHINESE_THAN = re.compile(
    r"^(?P<what>.{2,30}?)(?:是否|有[没否]有?|是不是)?(?:比|较|(?=[高低多少][于]))(?P<than>[高低多少]于)?(?:(?:19|20)\d\d年度?|上一?年度?|去年)的?(?:更?(?P<way>[多少高低大小]))?了?[吗呢]?[？?]?$"
)
_ITS = re.compile(r"^(?:the|its|their|his)\s+|['’]s?$", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:in|during|for|over|from|between|since|compared\s+(?:with|to)|and|to|than)\s+(?=(?:FY\s?)?(?:19|20)\d\d\b)"
    r"|\b(?:FY\s?)?(?:19|20)\d\d\b|(?:19|20)\d\d年度?|\b(?:last|previous|prior|this)\s+year\b",
    re.IGNORECASE,
)
_DOWNWARDS = re.compile(r"\bcut\b|\bsmaller\b|\bdown\b|\b(?:less|fewer)\b", re.IGNORECASE)
_UPWARDS = re.compile(r"\b(?:rais\w+|up|bigger|greater|more)\b", re.IGNORECASE)

_PLURAL = re.compile(
    r"^(?:[\w-]+\s+){0,3}(?:employees|staff|people|workers|injuries|accidents|fatalities|deaths|complaints|cases|days|suppliers|incidents|hours|customers|leavers|hires|shops|stores|sites)\b",
    re.IGNORECASE,
)
"""Things that are counted."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Whether something rose (`way` 1) or fell (-1) from the one year to the other; `before` and `now` ask for its figures."""

    way: int
    years: tuple[int, int]
    before: str
    now: str


def compared(
    question: str, reports: Sequence[Report], language: Language, ask: Callable[[Part, Language], Answer]
) -> Answer | None:
    """Yes or no by the figures of two years, or by a figure and a limit; None where the question asks for neither, or the
    reports of one issuer do not give them. `ask` is the engine's way to the first answer of a part."""
    if len({report.issuer for report in reports}) != 1:
        return None
    newest = max(reports, key=lambda report: str(report.period_end or ""))
    trend = trend_of(question, newest)
    if trend is not None:
        before, now = (
            ask(Part(str(year), asked, by_year(reports, year)), language)
            for year, asked in zip(trend.years, (trend.before, trend.now), strict=True)
        )
        return of_trend(question, trend, before, now, language)
    limit = limit_of(question) if len(reports) == 1 else None
    if limit is None:
        return None
    return of_limit(question, limit, ask(Part(newest.id, limit.asked, (newest.id,)), language), language)


def trend_of(question: str, report: Report) -> Trend | None:
    """The trend that a yes/no question asks for, between the years that it names or else the report's own and the one before;
    None where it asks for none."""
    own = report.period_end.year if report.period_end else None
    plain = simplified(question.strip())
    chinese = has_cjk(plain)
    patterns = (_CHINESE, _CHINESE_THAN) if chinese else (_DID, _WAS_THERE, _DID_IT_CUT, _IS_HIGHER)
    found = next((match for pattern in patterns if (match := pattern.match(plain))), None)
    if own is None:
        return None
    if found is None:
        return None if chinese else _more_than(plain, report, own)
    way = direction_of(plain) or (bool(_UPWARDS.search(plain)) - bool(_DOWNWARDS.search(plain)))
    if found.re is _CHINESE_THAN:
        side = (found["than"] or found["way"] or " ")[0]
        way = {"高": UP, "多": UP, "大": UP, "低": -UP, "少": -UP, "小": -UP}.get(side, 0)
    what = " ".join(_TIME.sub(" ", found["what"]).split())
    what = re.sub(r"是否|是不是|有[没否]有?", "", what).strip(" ,的") if chinese else _ITS.sub("", what)
    if not way or not what:
        return None
    return _between(way, what, plain, report, own, chinese=chinese)


def _more_than(plain: str, report: Report, own: int) -> Trend | None:
    """`Did it use less water than in 2022?`"""
    found = _MORE_THAN.match(plain)
    if found is None:
        return None
    who = found["who"].strip()
    what = " ".join(part for part in (found["what"], "" if _DULL.match(who) else who) if part)
    way = UP if found["way"].lower() in ("more", "larger", "higher", "greater", "bigger") else -UP
    return _between(way, _ITS.sub("", " ".join(_TIME.sub(" ", what).split())), plain, report, own)


def _between(way: int, what: str, plain: str, report: Report, own: int, *, chinese: bool = False) -> Trend:
    """The trend of something between the years that a question names."""
    named = sorted({int(year) for year in _YEAR.findall(plain)})
    if len(named) > 1:
        years = (named[0], named[-1])
    elif named and named[0] < own:
        years = (named[0], own)
    else:
        years = ((named or [own])[0] - 1, (named or [own])[0])
    lead = "How many" if _PLURAL.search(what) else "How much was"
    # a bare year may be either of two financial years that touch it
    financial = report.period_label.startswith("FY")
    when = [f"{year}{'财年' if financial else '年'}" if chinese else f"{'FY' * financial}{year}" for year in years]
    before, now = (f"{one}{what}是多少？" if chinese else f"{lead} {what} in {one}?" for one in when)
    return Trend(way, years, before, now)


def of_trend(question: str, trend: Trend, before: Answer, now: Answer, language: Language) -> Answer | None:
    """Yes or no with both figures; None where they are not two figures of one thing."""
    pairs = (
        (earlier, later)
        for earlier in _numbers(before)
        for later in _numbers(now)
        if earlier.unit.lower() == later.unit.lower() and _measured(earlier) == _measured(later)
    )
    earlier, later = next(pairs, (None, None))
    if earlier is None or later is None or (earlier == later and before.citations == now.citations):
        return None
    moved = Decimal(later.value) - Decimal(earlier.value)
    said = moved * trend.way > 0
    both = together(question, ((str(trend.years[0]), before), (str(trend.years[1]), now)), language)
    stop = "." if language == "en" else "。"
    told = ("; " if language == "en" else "；").join(one.answer.rstrip(stop) for one in (before, now))
    return replace(both, answer=lead_of(said, language) + told + stop)


def of_limit(question: str, limit: Limit, answer: Answer, language: Language) -> Answer | None:
    """Yes or no with the figure; None where it is none of that kind."""
    figures = _numbers(answer)
    if not figures or len({one.value for one in answer.figures}) > 1:
        return None
    figure = figures[0]
    unit = figure.unit.lower()
    if limit.percent != (unit == "%" or "per cent" in unit or "percent" in unit):
        return None
    if limit.unit and not unit.startswith(limit.unit.rstrip("s")):
        return None
    said = meets(limit, Decimal(figure.value))
    return replace(answer, question=question, answer=lead_of(said, language) + answer.answer)


def _numbers(answer: Answer) -> list[AnswerFigure]:
    """The figures of an answer that are numbers."""
    if answer.status != "answered":
        return []
    return [one for one in answer.figures if _NUMBER.fullmatch(one.value)]


def _measured(figure: AnswerFigure) -> str:
    """What a figure measures, without the year that heads its column."""
    return " ".join(_YEAR.sub(" ", figure.measure.lower()).split())
