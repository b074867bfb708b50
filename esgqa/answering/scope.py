"""Scope first: which of the indexed reports a question may be answered from, before anything is searched.

A question that names another issuer or another year is not found; nothing widens silently.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from esgqa.answering.language import has_cjk, simplified
from esgqa.numerals import arabic_years
from esgqa.types import Report, Scope

_YEAR = re.compile(
    r"(?<![\d.,])(?:FY\s?'?|financial\s+year\s+|fiscal\s+year\s+|fiscal\s+)?((?:19|20)\d\d)(?!\d|[.,]\d)",
    re.IGNORECASE,
)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:of\s+)?[a-z]{3,9}\.?\s*(?:\d{1,2}(?:st|nd|rd|th)?\s*)?,?\s*"
_YEAR_ENDED = re.compile(
    rf"\b(?:years?|twelve\s+months|12\s+months)\s+end(?:ed|ing|s)?\s+(?:on\s+)?{_DAY}((?:19|20)\d\d)(?:\s*(?:,|and|&)\s*((?:19|20)\d\d))?"
    r"|(?:截至|至)?\s*((?:19|20)\d\d)\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?\s*(?:为)?止的?(?:财政|会计)?年?度?",
    re.IGNORECASE,
)
"""A financial year named by its last day."""
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_DAY_OF_MONTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:as\s+(?:of|at)|(?:the\s+)?end\s+of)\s+(?:{_DAY_OF_MONTH}\s+)?{_MONTH}(?:\s+{_DAY_OF_MONTH}\b,?)?\s+(?:19|20)\d\d\b"
    rf"|\b(?:{_DAY_OF_MONTH}\s+{_MONTH},?|{_MONTH}\s+{_DAY_OF_MONTH}\b,?)\s+(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""A day of a year, or the month that a count is as of: `31 March 2018`, `as of June 2025`."""
_CHINESE_TIME = re.compile(
    r"(?:截至|于|在)?(?:(?:19|20)\d\d|本|今|去|上|前|同|全)\s*(?:年度?|财年)(?:\d{1,2}月(?:\d{1,2}日)?)?(?:年?[底末终初]|止年度|全年|内|间)?|年[底末终](?!结)|截至"
)
_FINANCIAL_YEAR = re.compile(
    r"\bFY\s?'?(\d{2}|\d{4})\b(?!/)|(?:financial|fiscal)\s+(?:year\s+)?((?:19|20)\d\d)|((?:19|20)\d\d)\s*(?:财政?年度?|年度)",
    re.IGNORECASE,
)
_SPLIT_YEAR = re.compile(r"(?<!\d)(?:FY\s?)?((?:19|20)?\d\d)\s?[/–-]\s?((?:19|20)?\d\d)(?!\d)")
_PRIOR = re.compile(
    r"\b(?:last|previous|prior|preceding)\s+(?:(?:financial\s+|fiscal\s+|reporting\s+)?year|reporting\s+period)\b|\byear\s+(?:before|earlier|prior|previously)\b|\btwelve\s+months\s+(?:before|earlier)\b|去年|(?<![以线网])上[个]?一?(?:财政?)?年度?(?!会)|前一(?:财政?)?年|上一?(?:个)?(?:报告|汇报)期",
    re.IGNORECASE,
)
_OWN_YEAR = re.compile(
    r"\b(?:in|during|for|over|within|throughout|across|as\s+(?:of|at)|at|by)\s+(?:the\s+|this\s+)?(?:(?:whole|full|entire|current|latest|past|end\s+of\s+the|end\s+of\s+this)\s+)*"
    r"(?:(?:financial|fiscal|reporting|reported|report|review|calendar)[\s-]+)*(?:year|period)(?:['’]s)?(?:[\s-]+end)?(?:\s+(?:under\s+review|in\s+question|covered))?\b(?!\s+(?:before|after|on|to|ended|ending))"
    r"|\bthis\s+(?:(?:financial|fiscal|reporting)\s+)?year\b|\b(?:end\s+of\s+the\s+year|year[\s-]end)\b",
    re.IGNORECASE,
)
"""The report's own period, in words that name no year: `in the year`, `during the reporting period`, `at year-end`."""
_STOCK_CODE = re.compile(r"(?<![\d.,])(\d{1,5})\.HK\b|\bstock\s+code\s*:?\s*(\d{1,5})\b", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:by|since|against|than\s+in|(?:compared|relative)\s+(?:with|to)|base(?:line)?(?:\s+year)?\s+of)\s+"
    r"(?:the\s+|an?\s+|its\s+|end\s+of\s+|(?:financial|fiscal)\s+(?:year\s+)?)*(?:FY\s?\d\d(?:\d\d)?|(?:19|20)\d\d)(?![\d%]|[.,]\d|\s?[-–/]\s?\d)"
    r"|\b(?:targets?|goals?|pledges?|commitments?|ambitions?)\s+(?:set\s+)?(?:for|in|of|to|towards?)\s+(?:the\s+(?:end\s+of\s+)?)?(?:FY\s?)?(?:19|20)\d\d(?!\d)"
    r"|\b(?:FY\s?)?(?:19|20)\d\d\s+(?:\w+\s+){0,3}(?:targets?|goals?)\b"
    r"|\b(?:against|from|to|than|with|since|versus|vs\.?|over|on|below|relative)\s+(?:the\s+|an?\s+|its\s+)?(?:FY\s?)?(?:19|20)\d\d\s+(?:base|baseline)\b"
    r"|\bfrom\s+(?:the\s+start\s+of\s+)?(?:FY\s?)?(?:19|20)\d\d(?:\s+on(?:wards?)?\b|(?=,))"
    r"|\b(?:as|in)\s+(?:the|its)\s+(?:FY\s?)?(?:19|20)\d\d\s+report\b"
    r"|\b(?:against|than|over|versus|vs\.?|(?:compared|relative)\s+(?:with|to)|in\s+comparison\s+(?:with|to)|(?:changed?|up|down|increased?|decreased?|rise|risen|rose|fall|fallen|fell|drop(?:ped)?|reduced?)\s+(?:by\s+)?(?:from|on))\s+"
    r"(?:in\s+)?(?:the\s+|that\s+of\s+(?:the\s+)?)?(?:last|previous|prior|preceding)\s+(?:(?:financial|fiscal|reporting)\s+)?(?:year|period)\b"
    r"|(?:较|比|相比|对比)(?:去年|上一?年度?|前一?年)(?:同期)?|(?:与|跟|和|同)(?:去年|上一?年度?|前一?年)(?:同期)?(?:相比|比较|对比)"
    r"|(?:较|对比|相比)(?:19|20)\d\d年?|(?<![\d年])到(?:19|20)\d\d(?:年度?|财年)[底末]?|(?:19|20)\d\d(?:年度?|财年)的?[^，。？?的年]{0,6}?(?:目标|里程碑)|(?:19|20)\d\d年(?:之)?前|(?:以|为|与|跟|按)(?:19|20)\d\d年?(?:为)?(?:基准|基线)",
    re.IGNORECASE,
)
"""A year that a quantity is measured against or is to be reached by, or of a report: not the one that is asked about."""
# prepositions that a name left behind: "emissions of [X] in 2018"
_DANGLING = re.compile(
    r"\b(?:of|by|at|for|from|with|to|in|about)\s+(?=(?:of|by|at|for|from|in|during|over|on)\b|[?.!]|$)", re.IGNORECASE
)
_COMMON_FIRST = frozenset(
    (
        "hong", "kong", "china", "chinese", "asia", "asian", "pacific", "greater", "new", "south", "north", "east", "west",
        "united", "first", "national", "international", "great", "the", "global", "world", "sino", "far", "eastern", "bank",
        "of", "and", "central", "general", "macau", "shanghai", "beijing", "guangdong", "shenzhen", "green", "golden", "clean",
        "energy", "health", "water", "environmental", "power", "gas", "food", "capital", "land", "property",
    )
)  # fmt: skip
_LEGAL_FORM = re.compile(
    r"\b(?:company|co|limited|ltd|holdings?|group|inc|incorporated|corporation|corp|plc|international)\b\.?|有限公司|集团|控股|股份",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Years:
    """The years a question names. `financial` are named as financial years (`FY2017`), `calendar` are bare."""

    financial: frozenset[int] = frozenset()
    calendar: frozenset[int] = frozenset()
    prior: bool = False
    """`last year`: the year before the report's own."""

    @property
    def any(self) -> frozenset[int]:
        return self.financial | self.calendar


def without_own_year(text: str) -> str:
    """A question without the words for the report's own period, which every figure is of that is given no other."""
    return " ".join(re.sub(r"\s+(?=[?.,!])", "", _OWN_YEAR.sub(" ", text)).split())


def without_years(text: str) -> str:
    """A question without the words that say for when it asks: they are no words to look for."""
    for pattern in (_YEAR_ENDED, _DATE, _CHINESE_TIME, _SPLIT_YEAR, _FINANCIAL_YEAR, _YEAR, _PRIOR, _OWN_YEAR):
        text = pattern.sub(" ", text)
    return text


def years_in(text: str) -> Years:
    """The years that a question names, in digits or numerals, in English or Simplified Chinese."""
    financial: set[int] = set()
    text = rest = _REFERENCE.sub(" ", arabic_years(text))
    for match in _YEAR_ENDED.finditer(text):
        financial.update(int(group) for group in match.groups() if group)
        rest = rest.replace(match.group(), " ")
    for match in _SPLIT_YEAR.finditer(rest):
        first, second = match.group(1), match.group(2)
        start = int(first) if len(first) == 4 else 2000 + int(first)
        end = int(second) if len(second) == 4 else start // 100 * 100 + int(second)
        if end == start + 1 and 1990 <= start <= 2060:
            financial.add(end)
            rest = rest.replace(match.group(), " ")
    for match in _FINANCIAL_YEAR.finditer(rest):
        digits = next(group for group in match.groups() if group)
        financial.add(int(digits) if len(digits) == 4 else 2000 + int(digits))
    calendar = {int(match.group(1)) for match in _YEAR.finditer(rest)} - financial
    return Years(frozenset(financial), frozenset(calendar), bool(_PRIOR.search(text)))


def issuer_names(report: Report) -> tuple[str, ...]:
    """Every name the issuer goes by: as in the metadata, without its legal form, in lower case and Simplified."""
    names: set[str] = set()
    for name in (report.issuer, *report.aliases):
        plain = simplified(name).lower().strip()
        short = _LEGAL_FORM.sub("", plain).strip(" ,.()")
        names.update(n for n in (plain, short) if len(n) >= 2)
    names.update(_first_words(report.issuer))
    return tuple(sorted(names, key=len, reverse=True))


def _first_words(issuer: str) -> set[str]:
    """The first two words of a longer name, as people shorten it, where they are no place or common word alone."""
    words = re.findall(r"[A-Za-z][\w&’'-]*", _LEGAL_FORM.sub("", issuer))
    if len(words) < 3 or has_cjk(issuer):
        return set()
    first = [word.lower() for word in words[:2]]
    return set() if set(first) <= _COMMON_FIRST or len("".join(first)) < 6 else {" ".join(first)}


def names_issuer(text: str, report: Report) -> bool:
    """Whether the text names the report's issuer, by name, alias or stock code."""
    plain = simplified(text).lower()
    for name in issuer_names(report):
        if has_cjk(name):
            if name in plain:
                return True
        elif re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain):
            return True
    code = report.stock_code.lstrip("0")
    for match in _STOCK_CODE.finditer(text):
        if code and (match.group(1) or match.group(2)).lstrip("0") == code:
            return True
    return bool(report.stock_code) and bool(re.search(rf"(?<!\d){report.stock_code}(?!\d)", text))


def without_issuer(text: str, reports: Sequence[Report]) -> str:
    """The question without the issuers' names, which say where to look and not what for."""
    plain = text
    for report in reports:
        for name in issuer_names(report):
            if has_cjk(name):
                plain = plain.replace(name, "").replace(_traditional_of(name, plain), "")
            else:
                plain = re.sub(rf"(?<!\w){re.escape(name)}(?:['’]s)?(?!\w)", " ", plain, flags=re.IGNORECASE)
        plain = _STOCK_CODE.sub(" ", plain)
        if report.stock_code:
            plain = re.sub(rf"(?<!\d){report.stock_code}(?!\d)", " ", plain)
    plain = _DANGLING.sub(" ", plain)
    return plain if plain.strip(" ?？.。,，") else text


def _traditional_of(name: str, text: str) -> str:
    """How `name` (Simplified) is written in `text`: characters convert one to one, so positions carry over."""
    at = simplified(text).find(name)
    return text[at : at + len(name)] if at >= 0 else "\0"


def foreign_stock_code(text: str, reports: Sequence[Report]) -> str:
    """A stock code that the question names and no report in scope has, else an empty string."""
    own = {report.stock_code.lstrip("0") for report in reports}
    for match in _STOCK_CODE.finditer(text):
        digits = match.group(1) or match.group(2)
        if digits.lstrip("0") not in own:
            return digits
    return ""


def resolve(
    text: str, reports: Sequence[Report], *, only: Sequence[str] = (), issuer: str = "", year: int | None = None
) -> Scope:
    """The scope of a question over the indexed reports, narrowed by what the caller asked for (`only`, `issuer`, `year`).

    A year in the question narrows by a report's own period only where several reports are left; whether a single
    report speaks of another year is decided on its figures (`fits_years`).
    """
    left = [report for report in reports if not only or report.id in only]
    if not left:
        return Scope(reason=f"No indexed report has the id {', '.join(only)}." if only else "Nothing is indexed yet.")
    if issuer:
        left = [report for report in left if names_issuer(issuer, report) or issuer.strip() == report.id]
        if not left:
            return Scope(issuer=issuer, year=year, reason=f"No indexed report is of {issuer}.")
    if year is not None:
        left = [report for report in left if report.period_end is not None and report.period_end.year == year]
        if not left:
            return Scope(issuer=issuer, year=year, reason=f"No indexed report in scope is for {year}.")
    code = foreign_stock_code(text, left)
    if code:
        return Scope(reason=f"No indexed report has the stock code {code}.")
    named = [report for report in left if names_issuer(text, report)]
    left = named or left
    years = years_in(simplified(text))
    if len(left) > 1 and years.any:
        fitting = [report for report in left if fits_years(report, years)]
        left = fitting or left
    return Scope(tuple(report.id for report in left), issuer, year)


def fits_years(report: Report, years: Years) -> bool:
    """Whether the report's own period is among the years named: all of them, if any are named.

    A financial year must be the one that the period ends in. A bare year may be any year that the period touches.
    """
    end = report.period_end
    if years.prior:
        return False
    if end is None or not years.any:
        return True
    start = report.period_start or end
    own = set(range(start.year, end.year + 1))
    return all(year == end.year for year in years.financial) and all(year in own for year in years.calendar)
