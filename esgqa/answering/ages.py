"""Age groups: the same one is asked for and printed in many ways (`over 50`, `51 years old or above`, `50歲以上`)."""

from __future__ import annotations

import re

Ages = tuple[int, int]
"""Youngest and oldest, both within; `OLDEST` where there is no upper end."""
OLDEST = 200
_APART = 1
"""`over 50` and `50 or above` are the same group of a table: their ends may differ by this much."""

_N = r"(?<![\d.,])(\d\d)(?![\d,.]*\d|\s?[%％]|\s*(?:hours?|days?|times|tonnes?|tons?|per\s?cent|[kmg]wh|kg|suppliers|cases|people)\b)"
_YEARS = r"(?:\s*[-–]?\s*(?:years?|yrs?)(?:\s*[-–]?\s*(?:olds?|of\s+age))?|\s*[岁歲])?"
_BETWEEN = re.compile(rf"{_N}{_YEARS}\s*(?:[-–—~至到]|to|and|or)\s*{_N}", re.IGNORECASE)
_FROM = re.compile(
    rf"{_N}{_YEARS}\s*(?:or|and|及|或)?\s*(?:above|over|older|more|[以之]上|\+)|(?:≥|>=)\s*{_N}", re.IGNORECASE
)
_OVER = re.compile(
    rf"(?:\b(?:over|above|older\s+than|past)[\s-]+(?:the\s+age\s+of\s+)?|>\s*){_N}|(?:超过|超過){_N}", re.IGNORECASE
)
_UP_TO = re.compile(
    rf"{_N}{_YEARS}\s*(?:or|and|及|或)?\s*(?:below|under|younger|less|[以之]下)|(?:≤|<=)\s*{_N}", re.IGNORECASE
)
_UNDER = re.compile(
    rf"(?:\b(?:under|below|younger\s+than)[\s-]+(?:the\s+age\s+of\s+)?|<\s*){_N}|(?:低于|低於|未满|未滿){_N}",
    re.IGNORECASE,
)
_DECADE = re.compile(
    r"\b(?:in\s+)?(?:their|the|his|her)\s+(?:(\d)0s|(twenties|thirties|forties|fifties|sixties))\b", re.IGNORECASE
)
_OR_YOUNGER = re.compile(r"\s*or\s+(?:younger|below|under|less)\b", re.IGNORECASE)
_OR_OLDER = re.compile(r"\s*or\s+(?:older|above|over|more)\b", re.IGNORECASE)
_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60}
_AGE_SAID = re.compile(
    r"\b(?:age[ds]?|years?[\s-]*olds?|yrs?|older|younger|oldest|youngest)\b|[岁歲]|[年龄齡]{2}", re.IGNORECASE
)
_PEOPLE = re.compile(
    r"\b(?:staff|employees?|workers?|people|persons?|workforce|headcount|turnover|attrition|leavers?|colleagues|women|men|aged?|anyone|anybody|someone|somebody|nobody|everyone)\b|员工|員工|雇员|僱員|流失",
    re.IGNORECASE,
)
WORDS = frozenset(
    "age aged ages old older younger under above below over between year years and or than their in group twenties thirties "
    "forties fifties sixties".split()
)
"""Words that say an age group and nothing else."""


def ages_in(text: str, *, of_people: bool = False) -> Ages | None:
    """The age group that a label or question names; None where it names none.

    `of_people`: ages are the only numbers of two digits that the text may be of (a row under `By age group`).
    """
    text = _digits_for_words(text)
    decade = _DECADE.search(text)
    if decade:
        start = int(decade.group(1)) * 10 if decade.group(1) else _DECADES[decade.group(2).lower()]
        after = text[decade.end() :]
        youngest = 0 if _OR_YOUNGER.match(after) else start
        return youngest, OLDEST if _OR_OLDER.match(after) else start + 9
    if not of_people and not _AGE_SAID.search(text) and not _PEOPLE.search(text):
        return None
    for pattern, kind in ((_BETWEEN, "between"), (_FROM, "from"), (_UP_TO, "to"), (_OVER, "over"), (_UNDER, "under")):
        found = pattern.search(text)
        if not found:
            continue
        ends = [int(group) for group in found.groups() if group]
        if not all(14 <= end <= 80 for end in ends):
            continue
        if kind == "between":
            if ends[0] < ends[1] and (of_people or _AGE_SAID.search(text)):
                return ends[0], ends[1]
            continue
        return {
            "from": (ends[0], OLDEST),
            "over": (ends[0] + 1, OLDEST),
            "to": (0, ends[0]),
            "under": (0, ends[0] - 1),
        }[kind]
    return None


_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_ONES = {word: n for n, word in enumerate("one two three four five six seven eight nine".split(), 1)}
_AGE_IN_WORDS = re.compile(
    rf"(?P<before>\b(?:than|over|under|above|below|aged|age|past|between|and|to|or)\s+(?:the\s+age\s+of\s+)?|^)(?P<tens>{'|'.join(_TENS)})(?:[\s-](?P<ones>{'|'.join(_ONES)}))?\b",
    re.IGNORECASE,
)


def _digits_for_words(text: str) -> str:
    """`older than fifty` in digits."""
    return _AGE_IN_WORDS.sub(
        lambda found: f"{found['before']}{_TENS[found['tens'].lower()] + _ONES.get((found['ones'] or '').lower(), 0)}",
        text,
    )


def same_ages(one: Ages, other: Ages) -> bool:
    """Whether two age groups are the same group of a table."""
    return abs(one[0] - other[0]) <= _APART and abs(one[1] - other[1]) <= _APART


def without_ages(text: str) -> str:
    """The text without what names its age group."""
    text = _digits_for_words(text)
    for pattern in (_BETWEEN, _FROM, _UP_TO, _OVER, _UNDER, _DECADE):
        text = pattern.sub(" ", text)
    return text
