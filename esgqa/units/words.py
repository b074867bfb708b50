"""What the words of a unit mean: each pattern is matched against the whole of a unit without its scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Dimension = Literal[
    "percent", "mass", "energy", "volume", "area", "length", "money", "time", "count", "intensity", "unknown"
]


@dataclass(frozen=True, slots=True)
class Word:
    """One unit, in all the ways it is printed."""

    pattern: re.Pattern[str]
    name: str
    """Its name in the unit registry, or the canonical unit itself where `counted`."""
    dimension: Dimension
    note: str = ""
    """What was assumed in reading it."""

    @property
    def counted(self) -> bool:
        """Whether it converts into nothing else: a person, a percentage, a working day (no 24 hours), a convention."""
        return self.dimension in ("percent", "count") or self.name in _APART


_APART = frozenset(("day", "month", "year", "tce", "toe", "mu"))
_TON = "“ton” may be short, long or metric: read as metric"
_FUEL = "an equivalent in coal or oil is a convention, not a unit of energy: not converted"


def _word(name: str, dimension: Dimension, pattern: str, note: str = "", *, cased: bool = False) -> Word:
    return Word(re.compile(pattern, 0 if cased else re.IGNORECASE), name, dimension, note)


# case matters where it alone tells units apart: M and m, T and t, g and G
WORDS: tuple[Word, ...] = (
    _word("%", "percent", r"%|per ?cent|百分比"),
    _word("percentage point", "percent", r"percentage points?|[個个]百分[點点]"),
    _word("kWh", "energy", r"kWh|kilowatt[ -]?hours?|千瓦[時时]|度電?|度电"),
    _word("MWh", "energy", r"MWh|Mwh|[Mm]egawatt[ -]?hours?|兆瓦[時时]", cased=True),
    _word("GWh", "energy", r"GWh|gigawatt[ -]?hours?|吉瓦[時时]"),
    _word("TWh", "energy", r"TWh|terawatt[ -]?hours?"),
    _word("kJ", "energy", r"kJ|kilojoules?|千焦耳?"),
    _word("MJ", "energy", r"MJ|[Mm]egajoules?|兆焦耳?", cased=True),
    _word("GJ", "energy", r"GJ|gigajoules?|吉焦耳?"),
    _word("TJ", "energy", r"TJ|terajoules?"),
    _word("tce", "energy", r"tce|tonnes? of (?:standard coal|coal equivalent)|[噸吨][標标]準煤|吨标准煤", _FUEL),
    _word("toe", "energy", r"toe|tonnes? of oil equivalent", _FUEL),
    _word("tonne", "mass", r"(?:metric )?tonnes?|t|metric tons?|公?[噸吨]"),
    _word("tonne", "mass", r"tons?", _TON),
    _word("short_ton", "mass", r"short tons?"),
    _word("long_ton", "mass", r"long tons?"),
    _word("kilotonne", "mass", r"kt|kilo-?tonnes?"),
    _word("kg", "mass", r"kgs?|kilograms?|kilogrammes?|千克|公斤"),
    _word("gram", "mass", r"g|grams?|grammes?|克"),
    _word("mg", "mass", r"mg|milligrams?|毫克", cased=True),
    _word("pound", "mass", r"pounds?|lbs?"),
    _word("m**3", "volume", r"m3|cu\.? ?m\.?|cubic met(?:re|er)s?|立方米"),
    _word("ft**3", "volume", r"ft3|cubic (?:feet|foot)"),
    _word("litre", "volume", r"l|litres?|liters?|公?升"),
    _word("ml", "volume", r"ml|millilitres?|毫升"),
    _word("US_liquid_gallon", "volume", r"US gallons?"),
    _word("oil_bbl", "volume", r"barrels?(?: of oil)?|bbls?|桶"),
    _word("m**2", "area", r"m2|sq\.? ?m\.?|square met(?:re|er)s?|平方米"),
    _word("ft**2", "area", r"ft2|sq\.? ?ft\.?|square (?:feet|foot)|平方呎|平方英尺"),
    _word("km**2", "area", r"km2|sq\.? ?km\.?|square kilomet(?:re|er)s?|平方公里"),
    _word("hectare", "area", r"ha|hectares?|公[頃顷]"),
    _word("acre", "area", r"acres?"),
    _word("mu", "area", r"mu|[畝亩]"),
    _word("km", "length", r"kms?|kilomet(?:re|er)s?|公里|千米"),
    _word("m", "length", r"m|met(?:re|er)s?|米", cased=True),
    _word("mile", "length", r"miles?"),
    _word(
        "hour",
        "time",
        r"(?:training |working |work |volunteer |service |man-?)?(?:hours?|hrs?)|(?:培訓|培训|工作|服務|服务)?小[時时]",
    ),
    _word("minute", "time", r"minutes?|mins?|分[鐘钟]"),
    # a working day is no number of hours, a month no number of days
    _word("day", "time", r"(?:lost |working |work |calendar |man-?)?days?|(?:工作)?[天日]|工作日"),
    _word("month", "time", r"months?|[個个]?月"),
    _word("year", "time", r"years?|年"),
    _word(
        "person",
        "count",
        r"persons?|people|employees?|staff(?: members?)?|headcounts?|workers?|heads?|capita|[人名位]|人[數数]|[員员]工",
    ),
    _word("person-time", "count", r"(?:person|man)[ -]times?|人次"),
    _word("case", "count", r"cases?|[宗件起]|[個个]案"),
    _word("complaint", "count", r"complaints?"),
    _word("supplier", "count", r"suppliers?|供[應应]商"),
    _word("incident", "count", r"incidents?"),
    _word("fatality", "count", r"fatalit(?:y|ies)|deaths?"),
    _word("piece", "count", r"pieces?|pcs\.?"),
    _word("unit", "count", r"units?"),
)

GAS = re.compile(
    r"(?: of | )?(?P<gas>CO2[ -]?e(?:q(?:uivalents?)?)?\.?|CO2[ -]?equivalents?|carbon dioxide[ -]equivalents?|carbon equivalents?"
    r"|二氧化碳[當当]量|CO2|carbon dioxide|二氧化碳)$",
    re.IGNORECASE,
)
"""Greenhouse gas at the end of a mass: its own quantity, never set against a mass of anything else."""
EQUIVALENT = re.compile(r"e|[當当]量", re.IGNORECASE)

CURRENCIES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), code)
    for code, pattern in (
        ("HKD", r"HK ?\$|HKD|Hong Kong dollars?|港[元幣币]"),
        ("CNY", r"RMB(?: ?yuan)?|CNY|Renminbi|yuan|人民[幣币]元?"),
        ("USD", r"US ?\$|USD|US dollars?|美元"),
        ("CAD", r"CA? ?\$|CAD|Canadian dollars?|加元"),
        ("SGD", r"S ?\$|SGD|Singapore dollars?"),
        ("AUD", r"A ?\$|AUD|Australian dollars?|澳元"),
        ("TWD", r"NT ?\$|TWD|新台[幣币]"),
        ("EUR", r"€|EUR|euros?|歐元|欧元"),
        ("GBP", r"£|GBP|pounds sterling|英鎊|英镑"),
        ("$", r"\$|dollars?"),
        ("¥", r"¥|元"),
    )
)
"""Longest forms first; `$` and `¥` are currencies that the unit does not name."""
UNNAMED_CURRENCIES = {"$": "the currency is not named", "¥": "the currency is not named"}

SCALES: tuple[tuple[str, int], ...] = (
    ("十億", 10**9),
    ("十亿", 10**9),
    ("百萬", 10**6),
    ("百万", 10**6),
    ("千萬", 10**7),
    ("千万", 10**7),
    ("萬", 10**4),
    ("万", 10**4),
    ("億", 10**8),
    ("亿", 10**8),
    ("千", 10**3),
    ("百", 10**2),
    ("billions", 10**9),
    ("billion", 10**9),
    ("millions", 10**6),
    ("million", 10**6),
    ("thousands", 10**3),
    ("thousand", 10**3),
    ("'000,000", 10**6),
    ("'000s", 10**3),
    ("'000", 10**3),
    ("000s", 10**3),
    ("000", 10**3),
)
