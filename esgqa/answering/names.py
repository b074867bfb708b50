"""Names in a question that the indexed reports do not know: the sign of another issuer, person or product."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from importlib import resources

from esgqa.answering.language import has_cjk, segment, simplified
from esgqa.answering.synonyms import SYNONYMS
from esgqa.kpi import load_edition
from esgqa.numerals import arabic_years
from esgqa.types import Report

# written in capitals and no names: units, currencies, and what a question is about
CAPITALS = frozenset(
    "rmb cny hkd usd eur gbp yuan gj mj tj kj kwh mwh gwh kw mw kg kgs mt ton tons tonne tonnes m3 cbm pct fy esg kpi kpis hkex gri tcfd "
    "issb sasb ghg co2 co2e nox sox pm voc ltifr ltir trir osh ohs ehs csr r&d ceo cfo coo cto hr it ip ipr q1 q2 q3 q4 yoy ytd vs".split()
)
MONTHS = frozenset("january february march april may june july august september october november december".split())
_ACRONYM = 3
"""Letters of a name that may be the first letters of others, at least."""
_CAPITAL = re.compile(r"\b[A-Z](?=[a-z])")
_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9&’'\-]*")


def proper_names(text: str) -> list[str]:
    """Words of an English question that are written as names: capitalised, not the first word, not all in capitals' case.

    A question in Title Case or in capitals throughout tells nothing, so it yields none.
    """
    tokens = [(m.group(), m.start()) for m in _TOKEN.finditer(text)]
    if len(tokens) > 2 and sum(t[0].isupper() for t, _ in tokens) > 0.7 * len(tokens):
        return []
    names: list[str] = []
    for n, (token, start) in enumerate(tokens):
        if token.lower() in MONTHS:
            continue
        opening = n == 0 or text[:start].rstrip()[-1:] in '.?!:“"'
        if (
            token[0].isupper()
            and token != "I"
            and not (opening and token[1:].islower() and not re.match(r"['’]s\b", text[start + len(token) :]))
        ):
            names.append(re.sub(r"['’]s$", "", token))
    return names


def required_names(query: str, reports: Sequence[Report], uncapitalised: Collection[str]) -> list[str]:
    """Names that evidence must carry: all of an English question but the issuer's own, the framework's words and those that
    reports also print without a capital."""
    # words that the framework too writes with a capital only because they are acronyms or open a phrase
    framework = {
        word.lower()
        for e in {r.edition for r in reports}
        for phrase in load_edition(e).all_phrases()
        for place, word in enumerate(phrase.split())
        if place == 0 or word.islower() or word.isupper()
    }
    own = " ".join(f"{r.issuer} {' '.join(r.aliases)}" for r in reports).lower()
    return [
        name
        for name in proper_names(query)
        if name.lower() not in own.split()
        and name.lower() not in framework
        and name.lower() not in CAPITALS
        and name.lower() not in uncapitalised
        and not any(c.isdigit() for c in name)
    ]


def speaks_of(name: str, small: str, text: str) -> bool:
    """Whether a text, `small` in small letters, has a name, in full or short: `IPCC`, the place that `Chinese` is of."""
    plain = name.lower()
    if plain in small or any(other in small for other in SYNONYMS.get(plain, ())):
        return True
    if name.isupper() and len(name) >= _ACRONYM and name in "".join(_CAPITAL.findall(text)):
        return True
    # `China` is spoken of where `Chinese` is
    return len(plain) > _ACRONYM + 1 and re.search(rf"\b{re.escape(plain[:-1])}\w{{0,4}}\b", small) is not None


@lru_cache(maxsize=1)
def _issuers() -> tuple[tuple[str, ...], ...]:
    """Names of well-known companies, from `issuers.yaml`."""
    import yaml

    text = resources.files("esgqa.answering").joinpath("issuers.yaml").read_text(encoding="utf-8")
    return tuple(tuple(map(str, names)) for names in yaml.load(text, Loader=yaml.CSafeLoader))


_POSSESSIVE = re.compile(r"\b((?:[A-Z][\w&-]*\s+){1,4}[A-Z][\w&-]*)['’]s?(?=\s)")
_INCORPORATED = re.compile(
    r"\b((?:[A-Z][\w&-]*\s+){1,4}(?:Corporation|Corp|Limited|Ltd|Incorporated|Inc|PLC|plc|LLC|Berhad|GmbH))\b"
)
"""A company by its legal form."""
_OPENERS = re.compile(
    r"^(?:(?:What|Which|Who|When|Where|Why|How|Does|Do|Did|Is|Are|Was|Were|Has|Have|Had|Can|Could|Will|Would|Tell|Show|Give|List|Name|The|In|And|Of)\s+)+"
)


def owners(text: str, printed: Callable[[str], bool], own: Callable[[str], bool]) -> list[str]:
    """Names of several words to which a question says something belongs (`China Mobile's emissions`) or that have a company's
    legal form, where no report prints them together and they are no name of an issuer (`own`): every word of theirs may be
    known, and they are strangers."""
    if sum(word[0].isupper() for word in _TOKEN.findall(text)) > 0.7 * max(1, len(_TOKEN.findall(text))):
        return []
    named = [*_POSSESSIVE.finditer(text), *_INCORPORATED.finditer(text)]
    names = [_OPENERS.sub("", found[1]) for found in named]
    return [name for name in names if len(name.split()) > 1 and not printed(name.lower()) and not own(name)]


def other_companies(
    text: str,
    known: Callable[[str], bool],
    english: Callable[[str], bool],
    printed: Callable[[str], bool] | None = None,
) -> list[str]:
    """Well-known companies that the question names and of whom the index has not every word or, where `printed` tells, not
    the words together.

    Names that are common English words (`Apple`, `Wharf`) count with their capitals only.
    """
    found: list[str] = []
    both = f"{text}\n{simplified(text)}"
    edges = _edges(both) if has_cjk(both) else set()
    said = [
        match.group()
        for match in _issuers_pattern().finditer(both)
        if not ((beside := _IN_SHORT.match(both, match.end())) and known(beside[1]))
        # 其中电力 (electricity of them) does not name 中电
        and (not has_cjk(match.group()) or {match.start(), match.end()} <= edges)
    ]
    for name in dict.fromkeys(said):
        names, proper = _issuers_by_name()[name.lower()]
        if not has_cjk(name) and name not in proper and english(name):
            continue  # a common word, without the capitals of the name
        words = _TOKEN.findall(names[0])
        told = all(known(word) for word in words)
        if told and printed is not None and len(words) > 1:
            told = any(printed(one.lower()) for one in names if not has_cjk(one))
        if not told and not any(one in found for one in names):
            found.append(name)
    return found


_IN_SHORT = re.compile(r"\w{0,4}\s?[（(]([A-Z]{2,10})[)）]")
"""The short name that stands in brackets behind a company's: by that a report may know it."""


def _edges(text: str) -> set[int]:
    """Where the words of Chinese text begin and end."""
    found: set[int] = set()
    at = 0
    for word in segment(text):
        at = text.find(word, at)
        found |= {at, at + len(word)}
        at += len(word)
    return found


@lru_cache(maxsize=1)
def _issuers_by_name() -> dict[str, tuple[tuple[str, ...], frozenset[str]]]:
    """All names of a company by each of them in small letters, with those that are spelt so with their capitals."""
    found: dict[str, tuple[tuple[str, ...], frozenset[str]]] = {}
    for names in _issuers():
        for name in names:
            found.setdefault(name.lower(), (names, frozenset(names)))
    return found


@lru_cache(maxsize=1)
def _issuers_pattern() -> re.Pattern[str]:
    """Any of the names, the longest that fits; Latin ones as whole words."""
    names = sorted(_issuers_by_name(), key=len, reverse=True)
    latin = "|".join(re.escape(name) for name in names if not has_cjk(name))
    return re.compile(rf"(?<!\w)(?:{latin})(?!\w)|{'|'.join(name for name in names if has_cjk(name))}", re.IGNORECASE)


_UNIT = re.compile(
    r"(?:kilo|mega|giga|tera|milli|centi)?(?:joules?|watts?|watt-?hours?|gram(?:me)?s?|tonnes?|lit(?:re|er)s?|met(?:re|er)s?)",
    re.IGNORECASE,
)
"""Units in words: a report prints `GJ` for gigajoules."""
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\.?", re.IGNORECASE)
_LEAST_PART, _LONG_ENOUGH = 4, 7
_CLIPPED = {"pharma": "pharmaceutical", "telecom": "telecommunications", "admin": "administration", "biotech": "biotechnology", "infra": "infrastructure", "chem": "chemical", "petrochem": "petrochemical", "refurb": "refurbishment", "demo": "demonstration", "promo": "promotion", "rehab": "rehabilitation", "reno": "renovation", "subcon": "subcontractor", "recert": "recertification", "comms": "communications", "procure": "procurement"}  # fmt: skip
"""Words cut short, as people write them, by what they stand for."""


def _ordinary(word: str, english: Callable[[str], bool]) -> bool:
    """Whether a word in small letters is two of English written together (`rulebook`) or one with a slip of the fingers:
    two letters the wrong way round (`recieve`), or one too many."""
    if word != word.lower():
        return False
    if english(_CLIPPED.get(word, word)):
        return True
    cuts = range(_LEAST_PART, len(word) - _LEAST_PART + 1)
    if any(english(word[:cut]) and english(word[cut:]) for cut in cuts):
        return True
    if len(word) < _LONG_ENOUGH:
        return False
    slips = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    extra = (word[:at] + word[at + 1 :] for at in range(len(word)))
    return any(map(english, (*slips, *extra)))


def strangers(
    text: str,
    known: Callable[[str], bool],
    english: Callable[[str], bool],
    printed: Callable[[str], bool] | None = None,
) -> list[str]:
    """The names or words of the question that neither the index nor, for uncapitalised words, English has.

    `known(word)` says whether the index or the framework has the word, `english(word)` whether English does, `printed(words)`
    whether a report has these small letters together.
    """
    found: list[str] = []
    names = set(proper_names(text))
    for match in _TOKEN.finditer(text):
        token = re.sub(r"['’]s$", "", match.group())
        # H2O, tCO2e, B2B: formulas and units, not names
        if any(known(other) for other in SYNONYMS.get(token.lower(), ())):
            continue  # reports may call it otherwise
        if (
            len(token) < 2
            or known(token)
            or _MONTH.fullmatch(token)
            or any(char.isdigit() for char in token)
            or token.lower() in CAPITALS
        ):
            continue
        if token in names or not (
            english(token) or len(token) <= 4 or _UNIT.fullmatch(token) or _ordinary(token, english)
        ):
            found.append(token)
    found += other_companies(text, known, english, printed)
    if has_cjk(text):
        text = _POLITE.sub("", text)
        found += _chinese_strangers(simplified(text), known)
        found += [name for name in _chinese_companies(arabic_years(simplified(text))) if not known(name)]
    return list({word.lower(): word for word in reversed(found)}.values())[::-1]


_COMPANY = re.compile(
    r"(?:^|[，,。？?！：:\s]|请问|關於|关于)(?P<name>[\u4e00-\u9fff]{2,12}?(?:集团|控股|公司|股份|国际|物流|科技|实业|银行|电子|保险|证券|航空|电力|石油|能源|地产|置业"
    r"|医药|汽车|电信|通信|食品|环球|重工|化工|药业|酒店|餐饮|传媒|网络|健康|资源|水务|燃气|铁路|港口|船务|影业|乳业|钢铁|矿业|纸业))"
    r"(?=(?:于|在|的)?\s?(?:FY\s?)?(?:(?:19|20)\d\d|去年|今年|上年|财年)|(?<=集团|控股|公司|股份)(?:一共|总共|共)?(?:有|雇用|聘用)(?:多少|几))"
)
"""A company by its form or trade, where a question opens with it and goes on with a year, or asks how many it has."""
_NO_COMPANY = re.compile(
    r"[的之和与及在]|^(?:本|该|此|贵|我|我们|这家?|那家?|整个?|整体|全|各|旗下|其|附属|子|母|分|关联|外部|供应|香港|中国|内地|大陆|海外|废物|运输|回收"
    r"|第三方|可再生|再生|新|清洁|直接|间接|购买|外购|总|绿色|消耗|使用|自然|天然|水|人力|职业|员工|雇员)"
    r"(?:集团|控股|公司|股份|国际|物流|科技|电力|石油|能源|健康|资源|汽车|食品|网络)$"
)


_POLITE = re.compile(
    r"^\W*(?:我?想|我想)?(?:请问|請問|问一下|問一下|请教|請教|知道|了解|请告诉我|請告訴我)(?:一下)?[，,：:]?"
)
_TRADE = re.compile(
    r"(?:^|[，,。？?！：:\s])(?P<name>(?P<own>[\u4e00-\u9fff]{2,4})(?:教育|医疗|生物|服饰|纺织|家居|家电|珠宝|旅游|文化|娱乐|体育|园林|环保|建筑|建设|工程|制造|材料|玻璃"
    r"|水泥|煤业|煤炭|光伏|新能源|半导体|软件|游戏|通讯|餐厅|超市|百货|零售))(?=(?:于|在|的)?\s?(?:FY\s?)?(?:(?:19|20)\d\d|去年|今年|上年|财年))"
)
"""The same by trades that are also words of reports: what stands before must be a name and no such word."""


def _chinese_companies(text: str) -> list[str]:
    """Companies that a Chinese question is about, by the form of their names."""
    from esgqa.answering.language import is_term

    named = [found["name"] for found in _COMPANY.finditer(text) if not _NO_COMPANY.search(found["name"])]
    return named + [
        found["name"] for found in _TRADE.finditer(text) if not any(is_term(word) for word in segment(found["own"]))
    ]


def _chinese_strangers(text: str, known: Callable[[str], bool]) -> list[str]:
    """Chinese words whose dictionary sense is a name that the index has no word of (腾讯 → Tencent)."""
    from esgqa.answering.language import _dictionary, _glossary

    found: list[str] = []
    for word in segment(text):
        if len(word) < 2 or not has_cjk(word) or any(map(known, _glossary().get(word, ()))):
            continue
        senses = _dictionary().get_definitions(word) or ()
        first = next((sense for sense in senses if not sense.startswith(("CL:", "variant", "old "))), "")
        names = re.findall(r"\b[A-Z][A-Za-z]{2,}", first)
        if first[:1].isupper() and names and not any(known(name) for name in (word, *names)):
            found.append(word)
    return found
