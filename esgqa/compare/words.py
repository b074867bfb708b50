"""The words of a figure → its measure: facets that are said in many ways, and what is left in the report's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from esgqa.units import parse_unit

_SCOPE = re.compile(
    r"(?:scopes?|[範范][圍围疇畴])\s*(?P<first>[123一二三])"
    r"(?P<more>(?:\s*(?:,|and|&|\+|及|和|、)\s*(?:and\s+)?(?:scopes?|[範范][圍围疇畴])?\s*[123一二三](?![\d.]))*)",
    re.IGNORECASE,
)
_CJK_DIGITS = str.maketrans("一二三", "123")
_METHOD = re.compile(r"\b(?P<method>location|market)[ -]based|(?P<zh>[位市])[置場场].{0,2}基[準准]", re.IGNORECASE)
_GENDER = ((re.compile(r"\bfemales?\b|\bwom[ae]n\b|女", re.IGNORECASE), "female"),
           (re.compile(r"\bmales?\b|\bm[ae]n\b|男", re.IGNORECASE), "male"))  # fmt: skip
_YEARS = r"(?:\s*(?:years?(?: old| of age)?|歲|岁))?"
_AGE_BOUNDED = re.compile(
    rf"(?:aged?\s+)?\b(?P<low>[1-9]\d){_YEARS}\s*(?:to|-|–|—|至)\s*(?P<high>[1-9]\d)\b{_YEARS}", re.IGNORECASE
)
_AGE_UNDER = re.compile(
    rf"(?:(?P<word>under|below|younger than|less than|<)\s*(?:the age of\s*)?(?P<age>[1-9]\d)\b{_YEARS})"
    rf"|(?:\b(?P<age2>[1-9]\d){_YEARS}\s*(?:or|and|及|或)?\s*(?P<word2>below|under|younger|以下))",
    re.IGNORECASE,
)
_AGE_OVER = re.compile(
    rf"(?:(?P<word>over|above|older than|more than|>)\s*(?:the age of\s*)?(?P<age>[1-9]\d)\b{_YEARS})"
    rf"|(?:\b(?P<age2>[1-9]\d){_YEARS}\s*(?:or|and|及|或)?\s*(?P<word2>above|over|older|以上))",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s+(?:age|gender|sex|region|geograph|employ|categor|type|level|management|position|country|location|rank|area)|按", re.IGNORECASE)  # fmt: skip
_MARKS = re.compile(r"[⁰¹²³⁴-⁹†‡*#^]+|[(（][\d⁰¹²³⁴-⁹]{1,2}[)）]")
_TABLE_NUMBER = re.compile(r"^(?:table|figure|chart)\s+\d+[:.]?\s*", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:FY\s?)?(?:19|20)\d\d(?:/\d\d)?\b|(?:year|period) ended [^,]*", re.IGNORECASE)
_BRACKET = re.compile(r"[(（](?P<inner>[^()（）]*)[)）]")
_PER = re.compile(r"\bper\s+(?P<what>(?!cent\b)[^,()（）]+)", re.IGNORECASE)
_NARROWED = re.compile(
    r"\bonly\b|\bexclud\w*|\bexcept\b|\bexclusive of\b|\bdoes not include\b|\bdo not include\b|\bnot including\b|僅|仅|不包括|不含",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z0-9.]{0,5}|\d+")
_COMMON = re.compile(
    r"(?<![A-Za-z])(?:total|totals|sub-?total|overall|aggregate|grand|gross|annual|amount|quantity|volume|number|no\.|figures?|data|"
    r"the|a|an|of|in|and|for|our|its|by|on|at|as|from|to|during|with|group|company|year|reporting|period|age|aged|years|old|"
    r"was|were|is|are|unit)(?![A-Za-z])|[總总合共]?[計计數数]|[總总]|合共|本集[團团]|[集][團团]",
    re.IGNORECASE,
)
_TOPICS = frozenset(
    "environment environmental emission resource use employment labour labor health safety training development supply "
    "chain supplier customer product responsibility community investment water waste energy social governance "
    "performance data practice operating workforce people 環境 环境 社會 社会 僱傭 雇佣".split()
)
_WORD = re.compile(r"[a-z][a-z'-]*\d*|\d+|[\u3400-\u9fff]+")
_NOT_MEASURED = re.compile(
    r"\bchanges?\b|\bvariance\b|\bincreased?\b|\bdecreased?\b|\breductions?\b|\breduced?\b|\btargets?\b|\bgoals?\b|\bbase(?:line)?\b"
    r"|\bbase year\b|\bthresholds?\b|\blimits?\b|\blower\b|\bby 20\d\d\b|\bsaved\b|\bsavings?\b|\bavoided\b"
    r"|同比|[變变][動动化]|目[標标]|基[準准]年|減少|减少|增加",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the words of a row, a column or a noun phrase say."""

    words: frozenset[str]
    scopes: tuple[int, ...] = ()
    method: str = ""
    boundary: str = ""
    per: str = ""


def clean(text: str) -> str:
    """Without footnote marks, table numbers and years."""
    return " ".join(_YEAR.sub(" ", _TABLE_NUMBER.sub("", _MARKS.sub(" ", text))).split())


def titled(text: str) -> str:
    """A row's label for a reader: without marks, years and the unit in brackets."""
    return " ".join(_BRACKET.sub(lambda m: "" if parse_unit(m["inner"]).known else m.group(), clean(text)).split())


def bracketed_rate(text: str) -> str:
    """The unit per something that a label gives in brackets: `Energy intensity (kWh per m2)`; `""` where it gives none."""
    for bracket in _BRACKET.finditer(text):
        unit = parse_unit(bracket["inner"])
        if unit.known and unit.basis == "intensity":
            return bracket["inner"]
    return ""


def is_breakdown(text: str) -> bool:
    """Whether a heading only says along what the rows part: `By gender`."""
    return bool(_BY.search(text))


def is_topic(words: frozenset[str]) -> bool:
    """Whether a heading's words only name a part of the report: `Environment`, `Water and waste`."""
    return words <= _TOPICS


def not_measured(text: str) -> bool:
    """Whether the words are of a change, a target or a limit, not of a measured amount."""
    return bool(_NOT_MEASURED.search(text))


def narrowing(texts: Iterable[str]) -> str:
    """The first sentence that narrows what is counted, `""` where none does."""
    for text in texts:
        for sentence in re.split(r"(?<=[.;。；])\s*", _MARKS.sub("", text)):
            if _NARROWED.search(sentence):
                return " ".join(sentence.split()).strip(" .;。；0123456789")
    return ""


def read_words(text: str, noise: re.Pattern[str]) -> Said:
    """What a row's label, a column's head or a noun phrase says."""
    text = clean(text)
    found: set[str] = set()
    scopes: set[int] = set()

    def scope(match: re.Match[str]) -> str:
        said = (match.group("first") + match.group("more")).translate(_CJK_DIGITS)
        scopes.update(int(digit) for digit in re.findall(r"[123]", said))
        return " "

    text = _SCOPE.sub(scope, text)
    method = ""
    said_method = _METHOD.search(text)
    if said_method:
        kind = said_method.group("method") or ("location" if said_method.group("zh") == "位" else "market")
        method = f"{kind.lower()}-based"
        text = _METHOD.sub(" ", text)
    text, boundary = _bounded(text, noise)
    per = ""
    said_per = _PER.search(text)
    if said_per:
        per = said_per.group("what").strip()
        text = _PER.sub(" ", text)
    for pattern, name in _GENDER:
        if pattern.search(text):
            found.add(name)
            text = pattern.sub(" ", text)
    text, ages = _ages(text)
    found |= ages
    return Said(frozenset(found | _left(text, noise)), tuple(sorted(scopes)), method, boundary, per)


def periods(text: str) -> set[str]:
    """The years that a sentence names."""
    return set(re.findall(r"(?<![\d.,])(?:19|20)\d\d(?![\d,]|\.\d)", text))


def _bounded(text: str, noise: re.Pattern[str]) -> tuple[str, str]:
    """The text without what narrows it, and that: brackets that are no abbreviation, `…, Dongguan line only`."""
    said: list[str] = []
    for bracket in _BRACKET.finditer(text):
        inner = bracket.group("inner").strip()
        explained = _ABBREVIATION.fullmatch(inner) or _PER.search(inner) or parse_unit(inner).known
        if not explained and _left(inner, noise):
            said.append(inner)
    text = _BRACKET.sub(
        lambda m: f" {m['inner']} " if _PER.search(m["inner"]) and not parse_unit(m["inner"]).known else " ", text
    )
    parts = re.split(r"\s*[,，;–—]\s*", text)
    said += [part for part in parts if _NARROWED.search(part)]
    return ", ".join(part for part in parts if not _NARROWED.search(part)), "; ".join(said)


def _ages(text: str) -> tuple[str, set[str]]:
    found: set[str] = set()

    def bounded(match: re.Match[str]) -> str:
        found.add(f"age {match.group('low')}–{match.group('high')}")
        return " "

    def under(match: re.Match[str]) -> str:
        word, age = match.group("word") or match.group("word2"), int(match.group("age") or match.group("age2"))
        # “30 or below” holds the age itself, “under 30” does not
        found.add(f"age up to {age - 1 if match.group('word') else age}" if word else "")
        return " "

    def over(match: re.Match[str]) -> str:
        word, age = match.group("word") or match.group("word2"), int(match.group("age") or match.group("age2"))
        found.add(f"age {age + 1 if match.group('word') else age} and over" if word else "")
        return " "

    text = _AGE_BOUNDED.sub(bounded, text)
    text = _AGE_UNDER.sub(under, text)
    return _AGE_OVER.sub(over, text), found


def _left(text: str, noise: re.Pattern[str]) -> set[str]:
    """Words that neither the KPI nor the language explains, each in singular."""
    rest = _COMMON.sub(" ", noise.sub(" ", text)).lower()
    return {_singular(word) for word in _WORD.findall(rest) if len(word) > 1 or word.isdigit()}


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
