"""A limit that a yes/no question sets a figure: `more than half`, `at least 90%`, `over 1,000`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from esgqa.answering.language import has_cjk, simplified
from esgqa.numerals import NUMERAL, chinese_value

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twenty": 20,
    "fifty": 50, "a": 1,
}  # fmt: skip
_SCALES = {"": 1, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SHARES = {
    "fifth": (1, 5),
    "two fifths": (2, 5),
    "tenth": (1, 10),
    "half": (1, 2),
    "third": (1, 3),
    "quarter": (1, 4),
    "two thirds": (2, 3),
    "three quarters": (3, 4),
}
_SHARES |= {f"{word} tenths": (number, 10) for word, number in _WORDS.items() if number < 10}
_LIMIT = re.compile(
    r"\b(?P<which>more\s+than|over|above|greater\s+than|in\s+excess\s+of|at\s+least|no\s+(?:less|fewer)\s+than|less\s+than|fewer\s+than|under|below|at\s+most|no\s+more\s+than)\s+"
    r"(?:(?P<share>(?:(?:a|one)[\s-])?(?:half|third|quarter|fifth|tenth)|two[\s-](?:thirds|fifths)|three[\s-]quarters|(?:one|two|three|four|five|six|seven|eight|nine)[\s-]tenths?)\b(?:\s+of\b)?"
    rf"|(?:(?P<money>RMB|HK\$|US\$|HKD|USD|CAD|\$)\s?)?(?P<number>\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b)\s?(?P<scale>hundred|thousand|million|billion|)(?:\s?(?P<percent>%|per\s?cent\b)(?:\s+of\b)?)?)",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:any(?:one|body)|people|persons?|child(?:ren)?|minors?|workers?|employees?|staff)\s+(?:who\s+(?:is|are)\s+)?(?:under|over|below|above)\s+(?:the\s+age\s+of\s+)?\d\d\b(?!\s*%)|\b(?:aged?|years?[\s-]+old|years?\s+of\s+age)\b",
    re.IGNORECASE,
)
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
class Limit:
    """Whether a figure, which `asked` asks for, lies above (`way` 1) or below (-1) an amount, or upon it where that counts."""

    way: int
    amount: Decimal
    counts: bool
    percent: bool
    unit: str
    asked: str


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
    way = 1 if which in ("more than", "over", "above", "greater than", "in excess of", "at least", "no less than", "no fewer than") else -1  # fmt: skip
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
        amount, percent, way = Decimal(50), True, 1 if found["side"] == "以上" else -1
    else:
        said = found["amount"]
        percent, amount = _chinese_amount(said, found["more"])
        way = 1 if found["which"] in ("超过", "多于", "高于", "大于", "至少", "不少于", "达到", "达到了") else -1
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


def meets(limit: Limit, value: Decimal) -> bool:
    """Whether a value lies on the side of the limit that is asked about."""
    over = (value - limit.amount) * limit.way
    return over > 0 or (limit.counts and over == 0)
