"""Which period a figure is of: year and financial-year mentions, and the rule that chooses among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from esgqa.numerals import arabic_years, chinese_value
from esgqa.passages.lexicon import words

_YEAR = r"(?:19|20)\d\d"
_MENTION = re.compile(
    rf"(?P<fy>(?i:\bFY|\bfinancial\s+years?\s+|\bfiscal\s+years?\s+))(?:of\s+)?\s?(?P<fy_year>{_YEAR})(?:/(?P<fy_to>\d\d))?"
    rf"|\bthe\s+(?P<before_year>{_YEAR})\s+(?:financial|fiscal)\s+year"
    r"|(?<!\w)(?i:FY)\s?['’]?(?P<short>\d\d)(?:\s?[/–-]\s?(?P<short_to>\d\d))?(?![\d,.%/]|\s?%)"
    rf"|(?<![\d,.])(?P<split>{_YEAR})\s?[/–-]\s?(?P<split_to>(?:20)?\d\d)(?![\d,.])"
    rf"|(?<![\d,.$])(?P<year>{_YEAR})(?!\d|,\d|\.\d|\s?%)(?P<fiscal>\s?(?:[財财]政?年度?|年度))?"
)
_THIS = re.compile(
    r"(?i:\b(?:reporting|current|this)\s+(?:period|year|financial year)|\b(?:during|for|in|of)\s+the\s+(?:period|year)\b)"
    r"|[報报]告(?:期|年度)|[匯汇][報报]期|回[顧顾](?:期|年度)|本年度|本[財财]年|本年(?!度)|(?<!\d)年[內内]|(?<!同)期[內内]"
)
_PRIOR = re.compile(
    r"(?i:(?:\b(?:in|for|during)\s+(?:the\s+)?|(?<=[(（]))(?:last|previous|prior|preceding)\s+(?:financial\s+|fiscal\s+|reporting\s+)?year\b"
    r"|\b(?:a|the)\s+year\s+(?:before|earlier)\b)"
    r"|去年|(?<![以線线網网])上[個个]?一?(?:[財财]政?)?年度?|前一(?:[財财]政?)?年度?"
)
"""The year before the report's; in English only where it says when, for `10% on last year` does not."""
_COMPARED = re.compile(
    r"(?i:\b(?:compar\w+\s+(?:to|with)|than|since|from|relative to|versus|vs\.?|against|that of|launched in|established in"
    r"|founded in|joined in|back in|baseline(?:\s+year)?(?:\s+of)?|base year(?:\s+of)?|Plan)\s+"
    r"(?:\w+\s+){0,4})$|(?:[較较比自從从]|相[較较][於于]|相[對对比][於于])\s*$"
)
_COMPARED_AFTER = re.compile(r"\s*年?度?(?:的)?(?:同期|相比|相[較较]|比[較较]|[減减]少|增[加長长]|下降|上升)")
_OF_THEN = re.compile(r"年?度?的(?=[約约近]?[\d一二兩两三四五六七八九十百])[約约近]?")
"""`較上年度的31宗減少`: the number compared with is of that year."""
_BEFORE_THEN = re.compile(r"\s*年?(?:底|末)?之?前")
_FEW = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_MONTHS = words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
_DATE = re.compile(
    rf"\b(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*)\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>{_YEAR})\b"
    rf"|\b(?P<day2>\d{{1,2}})\s+(?P<month2>(?:{'|'.join(_MONTHS)})[a-z]*)\.?,?\s+(?P<year2>{_YEAR})\b"
    rf"|(?P<year3>{_YEAR})\s*年\s*(?P<month3>{_FEW})\s*月\s*(?P<day3>{_FEW})\s*日"
)
_ENDED = re.compile(
    rf"(?i:\byears?\s+end(?:ed|ing)\s+(?:on\s+)?(?:\w+,?\s+){{1,3}})(?P<year>{_YEAR})"
    rf"|截至\s*(?P<year2>{_YEAR})\s*年\s*{_FEW}\s*月\s*{_FEW}\s*日\s*止"
)
"""A financial year named by its last day."""


_IN_BRACKET = re.compile(
    rf"[(（]\s*(?:(?:in|FY|for|as at|at)\s*)?$|[(（]\s*(?:in\s+)?(?:FY\s?)?{_YEAR}\s*年?度?\s*[:：][^()（）]*[;；,，]\s*(?:in\s+)?(?:FY\s?)?$"
)
"""Before a year that dates what stands in a bracket: the first there, or a later one of `(2020: 27; 2019: 38)`."""


@dataclass(frozen=True, slots=True)
class Period:
    """The report's own period: its label, and its first and last day where they are known."""

    label: str = ""
    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        return bool(self.start and self.end and self.start <= day <= self.end)


@dataclass(frozen=True, slots=True)
class Mention:
    """A year named in a text, as a period label."""

    start: int
    end: int
    label: str
    scope: int
    """Where what it says ends: the bracket's end for `(2018: nil)`, else the text's."""
    usable: bool
    """It says when something was, not what it is compared with or since when it runs."""
    only_ahead: bool = False
    """It dates what follows and nothing before it: in brackets, or a target's year."""


def mentions(text: str, period: Period) -> list[Mention]:
    """Period mentions in a text. A bare year is a calendar year: `2017`; a financial one `FY2018`.

    A full date within the report's own period means that period. Where the report's label is a plain year, its
    financial year is written the same way.
    """
    default = period.label
    text = arabic_years(text)
    ended = [match.span() for match in _ENDED.finditer(text)]
    inside = [match.span() for match in _DATE.finditer(text) if period.holds(_day(match) or date.min)]
    found: list[Mention] = []
    for match in _MENTION.finditer(text):
        usable = not _COMPARED.search(text[max(0, match.start() - 60) : match.start()].replace("\n", " "))
        own = any(start <= match.start() < end for start, end in inside)
        usable = usable and not _compared_after(text, match.end())
        ahead = _OF_THEN.match(text, match.end()) if match.group("year") else None
        label = default if own else _label(match, default)
        if not own and any(start <= match.start() < end for start, end in ended):
            label = f"FY{match.group('year')}" if default.startswith("FY") and match.group("year") else label
        closing = _closing(text, match.end()) if _IN_BRACKET.search(text[: match.start()]) else -1
        scope = ahead.end() if ahead and not usable else closing if closing > 0 else len(text)
        only_ahead = closing > 0 or bool(ahead) or bool(_BEFORE_THEN.match(text, match.end()))
        found.append(Mention(match.start(), match.end(), label, scope, usable or bool(ahead), only_ahead))
    found += [Mention(match.start(), match.end(), default, len(text), bool(default)) for match in _THIS.finditer(text)]
    found += [_prior(match, text, default) for match in _PRIOR.finditer(text)]
    return sorted(found, key=lambda mention: mention.start)


def _prior(match: re.Match[str], text: str, default: str) -> Mention:
    """`去年`, `(last year: 300)`: the year before the report's own."""
    before = text[max(0, match.start() - 60) : match.start()]
    closing = _closing(text, match.end())
    bracketed = bool(_IN_BRACKET.search(before)) and closing > 0
    label = year_before(default)
    usable = bool(label) and not _COMPARED.search(before) and not _compared_after(text, match.end())
    ahead = _OF_THEN.match(text, match.end()) if label and not usable else None
    scope = ahead.end() if ahead else closing if bracketed else len(text)
    return Mention(match.start(), match.end(), label, scope, usable or bool(ahead), bracketed or bool(ahead))


def _closing(text: str, start: int) -> int:
    """Where the bracket that is open at `start` closes, or -1."""
    found = re.compile(r"[)）]").search(text, start)
    return found.start() if found else -1


def _compared_after(text: str, end: int) -> bool:
    return bool(_COMPARED_AFTER.match(text, end))


def year_before(label: str) -> str:
    """The label of the year before: `FY2019` for `FY2020`, `2020` for `2021`; `""` where the label holds no year."""
    found = re.search(_YEAR, label)
    return label[: found.start()] + str(int(found.group()) - 1) if found and found.end() == len(label) else ""


def year_label(text: str, default: str = "") -> str:
    """The period that a column header names, or `""`; `Preceding year` is the one before the report's own, `default`."""
    found = _MENTION.search(arabic_years(text))
    if found:
        return _label(found, default)
    if _PRIOR_HEAD.fullmatch(text.strip()):
        return year_before(default)
    return default if _OWN_HEAD.fullmatch(text.strip()) else ""


_PRIOR_HEAD = re.compile(
    r"(?i:(?:the\s+)?(?:last|previous|prior|preceding)\s+(?:financial\s+|fiscal\s+|reporting\s+)?(?:year|period)|the\s+year\s+before)"
    r"|[去上]一?(?:[財财]政?)?年度?|上期|前一?年度?"
)
_OWN_HEAD = re.compile(
    r"(?i:(?:the\s+)?(?:this|current|reporting)\s+(?:financial\s+|fiscal\s+)?(?:year|period))|[本今](?:[財财]政?)?年度?|本期|[報报]告(?:期|年度?)"
)


_AGAINST = re.compile(
    r"(?i:\b(?:after|from|against|than|compar\w+\s+(?:to|with)|versus|vs\.?|instead\s+of)\s+(?:\w+\s+){0,3}?(?:HK\$|US\$|RMB\s?|\$)?(?=[\d.]*\d))"
    r"|[較较比](?=[^，。]{0,12}\d)"
)
_RIGHT_AFTER = re.compile(r"\s*[,，]?\s*(?:(?i:in|for|during|of)\s+)?(?:(?i:the\s+year)\s+)?\Z")


def compared_from(text: str, end: int) -> int:
    """Where, after a figure that ends at `end`, another begins that it is compared with: `16.3%, after 17.8% in 2022`."""
    found = _AGAINST.search(text, end)
    return found.start() if found else len(text)


def dated_right_after(text: str, end: int, found: list[Mention]) -> str:
    """The year named right after a figure that ends at `end`: `17.8% in 2022`; `""` where none is."""
    for mention in found:
        if mention.start >= end and mention.label and mention.usable and _RIGHT_AFTER.match(text[end : mention.start]):
            return mention.label
    return ""


def period_at(position: int, found: list[Mention], default: str, until: int | None = None) -> str:
    """The period of a figure at `position` in a sentence: the nearest usable mention before it, else the next after.

    What stands from `until` on dates another figure.
    """
    if until is not None:
        found = [mention for mention in found if mention.start < until]
    usable = [mention for mention in found if mention.usable]
    before = [mention for mention in usable if mention.end <= position <= mention.scope]
    if before:
        return before[-1].label
    after = [mention for mention in usable if mention.start >= position and not mention.only_ahead]
    return after[0].label if after else default


def _day(match: re.Match[str]) -> date | None:
    month = match.group("month") or match.group("month2") or match.group("month3")
    day = match.group("day") or match.group("day2") or match.group("day3")
    year = match.group("year") or match.group("year2") or match.group("year3")
    try:
        number = _MONTHS.index(month[:3].title()) + 1 if month.isascii() and month.isalpha() else _count(month)
        return date(int(year), number, _count(day))
    except ValueError:
        return None


def _count(text: str) -> int:
    return int(text if text.isdecimal() else chinese_value(text))


def _label(match: re.Match[str], default: str) -> str:
    financial = not default or default.startswith("FY")
    year = match.group("fy_year") or match.group("before_year") or ""
    if match.group("split"):
        tail = match.group("split_to")
        year = match.group("split")[: 4 - len(tail)] + tail if len(tail) < 4 else tail
        return f"FY{year}"
    if match.group("fy_to"):
        return f"FY{year[:2]}{match.group('fy_to')}"
    if year:
        return f"FY{year}" if financial else year
    if match.group("short"):
        year = f"20{match.group('short_to') or match.group('short')}"
        return f"FY{year}" if financial else year
    year = match.group("year")
    if match.group("fiscal"):
        return f"FY{year}" if financial else year
    return year
