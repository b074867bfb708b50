"""Which period a figure is of: year and financial-year mentions, and the rule that chooses among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from esgqa.passages.lexicon import words

_YEAR = r"(?:19|20)\d\d"
_MENTION = re.compile(
    rf"(?P<fy>(?i:\bFY|\bfinancial\s+years?\s+|\bfiscal\s+years?\s+))(?:of\s+)?\s?(?P<fy_year>{_YEAR})(?:/(?P<fy_to>\d\d))?"
    rf"|\bthe\s+(?P<before_year>{_YEAR})\s+(?:financial|fiscal)\s+year"
    rf"|(?<![\d,.])(?P<split>{_YEAR})\s?[/–-]\s?(?P<split_to>(?:20)?\d\d)(?![\d,.])"
    rf"|(?<![\d,.$])(?P<year>{_YEAR})(?!\d|,\d|\.\d|\s?%)(?P<fiscal>財年|财年|年度)?"
)
_THIS = re.compile(
    r"(?i:\b(?:reporting|current|this)\s+(?:period|year|financial year)|\b(?:during|for|in|of)\s+the\s+(?:period|year)\b)|報告期|报告期|本年度|本财年|本財年"
)
_COMPARED = re.compile(
    r"(?i:\b(?:compar\w+\s+(?:to|with)|than|since|from|relative to|versus|vs\.?|against|that of|launched in|established in"
    r"|founded in|joined in|back in|baseline(?:\s+year)?(?:\s+of)?|base year(?:\s+of)?|Plan)\s+"
    r"(?:\w+\s+){0,4})$"
)


_MONTHS = words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
_DATE = re.compile(
    rf"\b(?P<month>(?:{'|'.join(_MONTHS)})[a-z]*)\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>{_YEAR})\b"
    rf"|\b(?P<day2>\d{{1,2}})\s+(?P<month2>(?:{'|'.join(_MONTHS)})[a-z]*)\.?,?\s+(?P<year2>{_YEAR})\b"
    rf"|(?P<year3>{_YEAR})\s*年\s*(?P<month3>\d{{1,2}})\s*月\s*(?P<day3>\d{{1,2}})\s*日"
)


_IN_BRACKET = re.compile(r"[(（]\s*(?:(?:in|FY|for|as at|at)\s*)?$")


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
    bracketed: bool = False


def mentions(text: str, period: Period) -> list[Mention]:
    """Period mentions in a text. A bare year is a calendar year: `2017`; a financial one `FY2018`.

    A full date within the report's own period means that period. Where the report's label is a plain year, its
    financial year is written the same way.
    """
    default = period.label
    inside = [match.span() for match in _DATE.finditer(text) if period.holds(_day(match) or date.min)]
    found: list[Mention] = []
    for match in _MENTION.finditer(text):
        usable = not _COMPARED.search(text[max(0, match.start() - 60) : match.start()].replace("\n", " "))
        own = any(start <= match.start() < end for start, end in inside)
        label = default if own else _label(match, default)
        closing = text.find(")", match.end()) if _IN_BRACKET.search(text[: match.start()]) else -1
        bracketed = closing > 0
        found.append(Mention(match.start(), match.end(), label, closing if bracketed else len(text), usable, bracketed))
    found += [Mention(match.start(), match.end(), default, len(text), bool(default)) for match in _THIS.finditer(text)]
    return sorted(found, key=lambda mention: mention.start)


def year_label(text: str, default: str = "") -> str:
    """The period that a column header names, or `""`."""
    found = _MENTION.search(text)
    return _label(found, default) if found else ""


def period_at(position: int, found: list[Mention], default: str) -> str:
    """The period of a figure at `position` in a sentence: the nearest usable mention before it, else the next after."""
    usable = [mention for mention in found if mention.usable]
    before = [mention for mention in usable if mention.end <= position <= mention.scope]
    if before:
        return before[-1].label
    after = [mention for mention in usable if mention.start >= position and not mention.bracketed]
    return after[0].label if after else default


def _day(match: re.Match[str]) -> date | None:
    month = match.group("month") or match.group("month2") or match.group("month3")
    day = match.group("day") or match.group("day2") or match.group("day3")
    year = match.group("year") or match.group("year2") or match.group("year3")
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].title()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


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
    year = match.group("year")
    if match.group("fiscal") and match.group("fiscal") != "年度":
        return f"FY{year}" if financial else year
    return year
