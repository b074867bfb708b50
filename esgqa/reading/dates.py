"""The period a report covers, from the phrases that state it, English and Chinese."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from esgqa.numerals import chinese_value

_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTHS = _MONTH.split("|")
_SHORT_MONTH = r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
_M = rf"(?:{_MONTH}|{_SHORT_MONTH})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_DAY}\s*(?:of\s+)?{_M},?\s*\d{{4}}|{_M}\s*{_DAY},?\s*\d{{4}})"
_PARTIAL = rf"(?:{_DAY}\s*{_M}|{_M}\s*{_DAY})"
_RANGE = re.compile(rf"({_DATE}|{_PARTIAL}),?\s*(?:to|until|through|till|and|[-–—])\s*({_DATE})", re.IGNORECASE)
_YEAR_ENDED = re.compile(rf"year[s]?\s+end(?:ed|ing)\s+(?:on\s+)?({_DATE})", re.IGNORECASE)
_DIGITS = "〇零一二三四五六七八九十"
_CHINESE_DAY = rf"(?:\d{{1,2}}|[{_DIGITS}]{{1,3}})\s*月\s*(?:\d{{1,2}}|[{_DIGITS}]{{1,3}})\s*日"
_CHINESE = rf"(?:\d{{4}}|[〇零○一二三四五六七八九]{{4}})\s*年\s*{_CHINESE_DAY}"
_CHINESE_RANGE = re.compile(
    rf"({_CHINESE})\s*(?:起)?\s*(?:至|到|[-–—~～])\s*(?:({_CHINESE})|(?:同年)?({_CHINESE_DAY}))"
)
_CHINESE_YEAR = re.compile(rf"({_CHINESE})\s*止?\s*(?:的)?\s*(?:財政|财政|會計|会计)?\s*(?:止)?\s*年度")
_WORD = re.compile(r"report(?:ing)?\b|報告|报告|匯報|汇报", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
"""A line of Chinese ends anywhere, within a word too."""
_BEFORE = 120
_MIN_DAYS, _MAX_DAYS = 300, 430


def stated_period(text: str) -> tuple[date, date] | None:
    """First and last day of the period that the text states most, those near the word "report" counting more."""
    votes: Counter[tuple[date, date]] = Counter()
    text = _BROKEN.sub("", text)
    for at, first, last in _periods(text):
        if _MIN_DAYS <= (last - first).days <= _MAX_DAYS:
            near = text[max(0, at - _BEFORE) : at]
            votes[first, last] += 3 if _WORD.search(near) else 1
    # of equals, the first stated: a Counter keeps the order
    return votes.most_common(1)[0][0] if votes else None


def _periods(text: str) -> Iterator[tuple[int, date, date]]:
    for match in _RANGE.finditer(text):
        last = _english(match[2])
        first = _english(match[1]) or (_english(f"{match[1]} {last.year}") if last else None)
        if first and last:
            yield match.start(), first, last
    for match in _YEAR_ENDED.finditer(text):
        last = _english(match[1])
        if last:
            yield match.start(), _year_before(last), last
    for match in _CHINESE_RANGE.finditer(text):
        first = _chinese(match[1])
        last = _chinese(match[2] or (f"{first.year}年{match[3]}" if first else ""))
        if first and last:
            yield match.start(), first, last
    for match in _CHINESE_YEAR.finditer(text):
        last = _chinese(match[1])
        if last:
            yield match.start(), _year_before(last), last


def _year_before(last: date) -> date:
    following = last + timedelta(days=1)
    return _date(following.year - 1, following.month, following.day) or date(last.year - 1, 3, 1)


def _english(text: str) -> date | None:
    month = re.search(r"[a-z]{3,}", re.sub(r"(?<=\d)(?:st|nd|rd|th)|\bof\b", " ", text.lower()))
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if month is None or len(numbers) != 2:
        return None
    index = next((at for at, name in enumerate(_MONTHS, 1) if name.startswith(month[0][:3])), 0)
    return _date(numbers[1], index, numbers[0])


def _chinese(text: str) -> date | None:
    parts = [part for part in re.split(r"[年月日\s]+", text) if part]
    return _date(*(_number(part) for part in parts[:3])) if len(parts) >= 3 else None


def _number(text: str) -> int:
    return int(text if text.isdecimal() else chinese_value(text))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
