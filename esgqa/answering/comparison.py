"""Questions that two figures answer, or a figure and a limit: did it rise, is it more than that.

Both sides are figures of the report, cited as any other; only the comparison is ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from esgqa.answering.language import has_cjk, simplified
from esgqa.answering.several import Part, by_year, together
from esgqa.answering.verdict import UP, direction_of, lead_of
from esgqa.numerals import NUMERAL, chinese_value
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
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_ITS = re.compile(r"^(?:the|its|their|his)\s+|['’]s?$", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:in|during|for|over|from|between|since|compared\s+(?:with|to)|and|to|than)\s+(?=(?:FY\s?)?(?:19|20)\d\d\b)"
    r"|\b(?:FY\s?)?(?:19|20)\d\d\b|(?:19|20)\d\d年度?|\b(?:last|previous|prior|this)\s+year\b",
    re.IGNORECASE,
)
_DOWNWARDS = re.compile(r"\bcut\b|\bsmaller\b|\bdown\b|\b(?:less|fewer)\b", re.IGNORECASE)
_UPWARDS = re.compile(r"\b(?:rais\w+|up|bigger|greater|more)\b", re.IGNORECASE)

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twenty": 20,
    "fifty": 50, "a": 1,
}  # fmt: skip
_SCALES = {"": 1, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SHARES = {"half": (1, 2), "third": (1, 3), "quarter": (1, 4), "two thirds": (2, 3), "three quarters": (3, 4)}
_SHARES |= {f"{word} tenths": (number, 10) for word, number in _WORDS.items() if number < 10}
_LIMIT = re.compile(
    r"\b(?P<which>more\s+than|over|above|greater\s+than|in\s+excess\s+of|at\s+least|no\s+(?:less|fewer)\s+than|less\s+than|fewer\s+than|under|below|at\s+most|no\s+more\s+than)\s+"
    r"(?:(?P<share>(?:(?:a|one)[\s-])?(?:half|third|quarter)|two[\s-]thirds|three[\s-]quarters|(?:one|two|three|four|five|six|seven|eight|nine)[\s-]tenths?)\b(?:\s+of\b)?"
    rf"|(?:(?P<money>RMB|HK\$|US\$|HKD|USD|CAD|\$)\s?)?(?P<number>\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b)\s?(?P<scale>hundred|thousand|million|billion|)(?:\s?(?P<percent>%|per\s?cent\b)(?:\s+of\b)?)?)",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"^(?:[\w-]+\s+){0,3}(?:employees|staff|people|workers|injuries|accidents|fatalities|deaths|complaints|cases|days|suppliers|incidents|hours|customers|leavers|hires|shops|stores|sites)\b",
    re.IGNORECASE,
)
"""Things that are counted."""
_AGE = re.compile(r"\b(?:aged?|years?[\s-]+old|years?\s+of\s+age)\b", re.IGNORECASE)
"""A limit of age divides people, and is none of a figure."""
_ASKS_WHETHER = re.compile(r"^\W*(?P<verb>is|are|was|were|do|does|did|has|have|had)\b\s*", re.IGNORECASE)
_PREPOSITION = re.compile(r"^\W*(?:in|for|at|during|over|of|by|on|per|a|last|this|$)\b|^\W*$", re.IGNORECASE)
_WHOLE = re.compile(
    r"^(?:the\s+|its\s+|their\s+|all\s+)?(?:[\w-]+\s+){0,2}?(?:employees|staff|workforce|workers|people|suppliers|directors|board|members|managers|management|waste|water|energy|electricity|emissions|sites|plants|products|complaints)\b",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"^\W*(?P<unit>tonnes?|tons?|kilograms?|kilos?|kg|[kmg]wh|[mgt]j|cubic\s+met(?:er|re)s?|m3|m³|lit(?:er|re)s?|hours?|days?|years?|months?|kilomet(?:er|re)s?|km)\b",
    re.IGNORECASE,
)


_CHINESE_LIMIT = re.compile(
    rf"(?P<which>超[过過]|多[于於]|高[于於]|大[于於]|至少|不少[于於]|达到了?|不足|少[于於]|低[于於]|小[于於])(?P<amount>百分之{NUMERAL}|[一二三四五六七八九]分之[一二三四五六七八九]|{NUMERAL}成|一?半|\d[\d,]*(?:\.\d+)?\s?[%％]?|{NUMERAL})(?P<more>[万亿千百]?)(?P<measure>[个名位家宗件人吨次小時时天日度]?)|(?P<half>一半|半数)(?P<side>以[上下])"
)
_CHINESE_WHETHER = re.compile(r"是否|有[没無无]有|有否|是不是|[吗嗎][？?]?$")


@dataclass(frozen=True, slots=True)
class Trend:
    """Whether something rose (`way` 1) or fell (-1) from the one year to the other; `before` and `now` ask for its figures."""

    way: int
    years: tuple[int, int]
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Limit:
    """Whether a figure, which `asked` asks for, lies above (`way` 1) or below (-1) an amount, or upon it where that counts."""

    way: int
    amount: Decimal
    counts: bool
    percent: bool
    unit: str
    asked: str


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
    patterns = (_CHINESE,) if chinese else (_DID, _WAS_THERE, _DID_IT_CUT, _IS_HIGHER)
    found = next((match for pattern in patterns if (match := pattern.match(plain))), None)
    if own is None:
        return None
    if found is None:
        return None if chinese else _more_than(plain, own)
    way = direction_of(plain) or (bool(_UPWARDS.search(plain)) - bool(_DOWNWARDS.search(plain)))
    what = " ".join(_TIME.sub(" ", found["what"]).split())
    what = re.sub(r"是否|是不是|有[没否]有?", "", what).strip(" ,的") if chinese else _ITS.sub("", what)
    if not way or not what:
        return None
    return _between(way, what, plain, own, chinese=chinese)


def _more_than(plain: str, own: int) -> Trend | None:
    """`Did it use less water than in 2022?`"""
    found = _MORE_THAN.match(plain)
    if found is None:
        return None
    who = found["who"].strip()
    what = " ".join(part for part in (found["what"], "" if _DULL.match(who) else who) if part)
    way = UP if found["way"].lower() in ("more", "larger", "higher", "greater", "bigger") else -UP
    return _between(way, _ITS.sub("", " ".join(_TIME.sub(" ", what).split())), plain, own)


def _between(way: int, what: str, plain: str, own: int, *, chinese: bool = False) -> Trend:
    """The trend of something between the years that a question names."""
    named = sorted({int(year) for year in _YEAR.findall(plain)})
    if len(named) > 1:
        years = (named[0], named[-1])
    elif named and named[0] < own:
        years = (named[0], own)
    else:
        years = ((named or [own])[0] - 1, (named or [own])[0])
    lead = "How many" if _PLURAL.search(what) else "How much was"
    before, now = (f"{year}年{what}是多少？" if chinese else f"{lead} {what} in {year}?" for year in years)
    return Trend(way, years, before, now)


def of_trend(question: str, trend: Trend, before: Answer, now: Answer, language: Language) -> Answer | None:
    """Yes or no with both figures; None where they are not two figures of one thing."""
    earlier, later = _first(before), _first(now)
    if earlier is None or later is None or (before.citations == now.citations and earlier == later):
        return None
    if earlier.unit.lower() != later.unit.lower() or _measured(earlier) != _measured(later):
        return None
    moved = Decimal(later.value) - Decimal(earlier.value)
    said = moved * trend.way > 0
    both = together(question, ((str(trend.years[0]), before), (str(trend.years[1]), now)), language)
    return replace(both, answer=lead_of(said, language) + both.answer)


def limit_of(question: str) -> Limit | None:
    """The limit that a yes/no question in English sets a figure; None where it sets none."""
    if has_cjk(question):
        return _chinese_limit(simplified(question))
    verb, found = _ASKS_WHETHER.match(question), _LIMIT.search(question)
    if verb is None or found is None or _AGE.search(question):
        return None
    percent = bool(found["share"] or found["percent"])
    before, after = question[verb.end() : found.start()].strip(), question[found.end() :].strip(" ?.")
    if found["share"]:
        over, under = _SHARES[re.sub(r"^(?:a|one)[\s-]", "", found["share"].lower()).replace("-", " ")]
        amount = Decimal(100 * over) / under
    else:
        number = found["number"].lower()
        amount = Decimal(_WORDS[number]) if number in _WORDS else Decimal(number.replace(",", ""))
        amount *= _SCALES[found["scale"].lower()]
    which = " ".join(found["which"].lower().split())
    way = UP if which in ("more than", "over", "above", "greater than", "in excess of", "at least", "no less than", "no fewer than") else -UP  # fmt: skip
    unit = _UNITS.match(after)
    if percent and after:
        whole = _WHOLE.match(after)
        if not before and whole is None:
            return None
        # `are more than half of the staff women`: the verb goes back between the whole and its part
        after = after if before or whole is None else f"{whole.group()} {verb['verb'].lower()} {after[whole.end() :]}"
        asked = f"What percentage of {after} {before}?"
    elif found["money"] or unit or _PREPOSITION.match(after):
        asked = f"{'How much' if found['money'] or unit else 'What'} {verb['verb'].lower()} {before} {after}?"
    else:
        asked = f"How many {after} {verb['verb'].lower()} {before}?"
    counts = which in ("at least", "at most") or which.startswith("no ")
    return Limit(way, amount, counts, percent, unit["unit"].lower() if unit else "", " ".join(asked.split()))


def _chinese_limit(question: str) -> Limit | None:
    found = _CHINESE_LIMIT.search(question)
    if found is None or not _CHINESE_WHETHER.search(question):
        return None
    plain = _CHINESE_WHETHER.sub("", question[: found.start()] + "{}" + question[found.end() :]).strip("？? ")
    counts = False
    if found["half"]:
        amount, percent, way = Decimal(50), True, UP if found["side"] == "以上" else -UP
    else:
        said = found["amount"]
        percent, amount = _chinese_amount(said, found["more"])
        way = UP if found["which"] in ("超过", "多于", "高于", "大于", "至少", "不少于", "达到", "达到了") else -UP
        counts = found["which"] in ("至少", "不少于", "达到", "达到了")
    if percent:
        asked = f"{plain.replace('{}', '')}的百分比是多少？"
    else:
        asked = plain.replace("{}", f"有多少{found['measure']}" if found["measure"] else "是多少") + "？"
    return Limit(way, amount, counts, percent, "", asked)


def _chinese_amount(said: str, more: str) -> tuple[bool, Decimal]:
    """Whether an amount is a share, and its number."""
    part = re.fullmatch(r"(.)分之(.)", said)
    if said in ("半", "一半"):
        return True, Decimal(50)
    if said.startswith("百分之"):
        return True, Decimal(chinese_value(said.removeprefix("百分之")))
    if part:
        return True, Decimal(100) * Decimal(chinese_value(part[2])) / Decimal(chinese_value(part[1]))
    if said.endswith("成"):
        return True, Decimal(10) * Decimal(chinese_value(said[:-1]))
    number = said.rstrip("%％ ").replace(",", "")
    value = Decimal(number) if number[0].isdigit() else Decimal(chinese_value(number))
    return said[-1] in "%％", value * {"万": 10_000, "亿": 100_000_000, "千": 1_000, "百": 100}.get(more, 1)


def of_limit(question: str, limit: Limit, answer: Answer, language: Language) -> Answer | None:
    """Yes or no with the figure; None where it is none of that kind."""
    figure = _first(answer)
    if figure is None or len({one.value for one in answer.figures}) > 1:
        return None
    unit = figure.unit.lower()
    if limit.percent != (unit == "%" or "per cent" in unit or "percent" in unit):
        return None
    if limit.unit and not unit.startswith(limit.unit.rstrip("s")):
        return None
    over = (Decimal(figure.value) - limit.amount) * limit.way
    said = over > 0 or (limit.counts and over == 0)
    return replace(answer, question=question, answer=lead_of(said, language) + answer.answer)


def _first(answer: Answer) -> AnswerFigure | None:
    if answer.status != "answered" or not answer.figures:
        return None
    try:
        Decimal(answer.figures[0].value)
    except InvalidOperation:
        return None
    return answer.figures[0]


def _measured(figure: AnswerFigure) -> str:
    """What a figure measures, without the year that heads its column."""
    return " ".join(_YEAR.sub(" ", figure.measure.lower()).split())
