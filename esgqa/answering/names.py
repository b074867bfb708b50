"""Names in a question that the indexed reports do not know: the sign of another issuer, person or product."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import resources

from esgqa.answering.language import has_cjk, segment, simplified
from esgqa.answering.synonyms import SYNONYMS

# written in capitals and no names: units, currencies, and what a question is about
CAPITALS = frozenset(
    "rmb cny hkd usd eur gbp yuan gj mj tj kj kwh mwh gwh kw mw kg kgs mt ton tons tonne tonnes m3 cbm pct fy esg kpi kpis hkex gri tcfd "
    "issb sasb ghg co2 co2e nox sox pm voc ltifr ltir trir osh ohs ehs csr ceo cfo coo cto hr it ip ipr q1 q2 q3 q4 yoy ytd vs".split()
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


def other_companies(text: str, known: Callable[[str], bool], english: Callable[[str], bool]) -> list[str]:
    """Well-known companies that the question names and of whom the index has not every word.

    Names that are common English words (`Apple`, `Wharf`) count with their capitals only.
    """
    found: list[str] = []
    plain = simplified(text)
    for names in _issuers():
        for name in names:
            if has_cjk(name):
                there = name in plain
            else:
                flags = 0 if english(name) else re.IGNORECASE
                there = bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags))
            if there and not all(known(word) for word in _TOKEN.findall(names[0])):
                found.append(name)
                break
    return found


def strangers(text: str, known: Callable[[str], bool], english: Callable[[str], bool]) -> list[str]:
    """The names or words of the question that neither the index nor, for uncapitalised words, English has.

    `known(word)` says whether the index or the framework has the word, `english(word)` whether English does.
    """
    found: list[str] = []
    names = set(proper_names(text))
    for match in _TOKEN.finditer(text):
        token = re.sub(r"['’]s$", "", match.group())
        # H2O, tCO2e, B2B: formulas and units, not names
        if any(known(other) for other in SYNONYMS.get(token.lower(), ())):
            continue  # reports may call it otherwise
        if len(token) < 2 or known(token) or any(char.isdigit() for char in token) or token.lower() in CAPITALS:
            continue
        if token in names or (not english(token) and len(token) > 4):
            found.append(token)
    found += other_companies(text, known, english)
    if has_cjk(text):
        found += _chinese_strangers(simplified(text), known)
    return list({word.lower(): word for word in reversed(found)}.values())[::-1]


def _chinese_strangers(text: str, known: Callable[[str], bool]) -> list[str]:
    """Chinese words whose dictionary sense is a name that the index has no word of (腾讯 → Tencent)."""
    from esgqa.answering.language import _dictionary

    found: list[str] = []
    for word in segment(text):
        if len(word) < 2 or not has_cjk(word):
            continue
        senses = _dictionary().get_definitions(word) or ()
        first = next((sense for sense in senses if not sense.startswith(("CL:", "variant", "old "))), "")
        names = re.findall(r"\b[A-Z][A-Za-z]{2,}", first)
        if first[:1].isupper() and names and not any(known(name) for name in (word, *names)):
            found.append(word)
    return found
