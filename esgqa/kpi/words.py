"""English and Chinese words brought to one form, so that everyday speech and report language meet.

Pure language knowledge, used alike on phrases of the framework, on questions and on passages.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

import Stemmer

QUANTITY = "#"
"""Stands for `how many`, `number of`, `count` …"""
SHARE = "%"
"""Stands for `percentage`, `rate`, `proportion` …"""
OPTIONAL = frozenset((QUANTITY, SHARE))

_REWRITES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[’‘]", "'"),
        (r"'s\b", ""),
        (r"\bnon[\s-]?hazardous", " nonhazardous "),
        (r"\bharmless waste", " nonhazardous waste "),
        (r"\bwhistle[\s-]?blow(?:er|ers|ing)?\b|\bblow(?:s|ing)? the whistle\b", " whistleblow "),
        (r"\bscope\s*(?:1|one|i)\b", " scope1 "),
        (r"\bscope\s*(?:2|two|ii)\b", " scope2 "),
        (r"\bscope\s*(?:3|three|iii)\b", " scope3 "),
        (r"\be[\s-]waste\b", " electronic waste "),
        (r"\be[\s-]learning\b", " elearning "),
        (r"\banti[\s-]?(?=[a-z])", " "),
        (r"\bt?co2(?:[\s-]?eq?\b)?|\bco₂e?", " co2 "),
        (r"\bgreen[\s-]?house[\s-]gas(?:es)?\b", " ghg "),
        (r"\bhead[\s-]count", " headcount "),
        (r"\bby[\s-]products?\b", " byproduct "),
        (r"\bmade up of\b", " "),
        (
            r"\b(?:how many|how much|numbers? of|no\. of|amounts? of|counts? of|quantity of|total number|counts?|tally)\b",
            " # ",
        ),
        (r"\b(?:percentages?|percent|per cent|proportions? of|shares? of|fractions? of|rates?|ratios?)\b|%", " % "),
    )
)
_WORD = re.compile(r"[a-z]+[0-9]*(?:\.[0-9]+)?|#|%")

_FUNCTION_WORDS = """
a an the of to in on at by for with from as is are was were be been being am do does did done doing has have had
having it its it's this that these those there their they them he she we our us you your i my me and or but nor
not if then than so such which what who whom whose when where why how can could will would shall should may
might must any some all both each every either other another same also just only very too more most much many
few please into onto out up down over under about between during through per via within against off s t d ll re
ve don doesn didn isn wasn aren weren hasn haven let lets get gets got
"""
STOP = frozenset(_FUNCTION_WORDS.split())
_FRAMING_WORDS = """
company companies group issuer firm business corporation organisation organization enterprise report reports
reported year years total figure figures data information info describe disclose disclosed disclosure tell give
show period annual esg kpi kpis hkex provide provided main overall kind kinds detail details list example
statistics stats value level last current fiscal fy there happen happened take taken make made receive received
explain state mention mentioned know like want need find result results many average mean amount number
"""
LIGHT = frozenset(_FRAMING_WORDS.split())
_SAME = {
    word: one
    for one, words in {
        "staff": "employee employees staffs worker workers personnel colleague colleagues workmen crew",
        "customer": "customers client clients consumer consumers user users shopper shoppers buyer buyers",
        "supplier": "suppliers vendor vendors",
        "use": "used uses using usage consumption consume consumed consumes consuming",
        "reduce": "reduced reduces reducing reduction reductions cut cuts cutting lower lowers lowering decrease decreased "
        "mitigate mitigated mitigation lessen curb minimise minimize minimising minimizing",
        "waste": "wastes rubbish garbage trash refuse litter",
        "electricity": "power electric electrical",
        "death": "deaths die died dies dying dead fatal fatality fatalities killed kill kills",
        "injury": "injuries injured injure hurt wounded",
        "child": "children kid kids juvenile juveniles underage minors",
        "found": "find discovered discover discovery detected detect",
        "hazardous": "toxic dangerous poisonous harmful",
        "program": "programme programmes programs",
        "labor": "labour labours",
        "complaint": "complain complains complained complaining complaints gripe gripes grievance grievances grumble grumbles",
        "corruption": "corrupt",
        "bribery": "bribe bribes bribed bribing kickback kickbacks",
        "prevent": "prevention preventing prevented preventive avoid avoids avoiding",
        "select": "selected selection selecting choose chooses choosing chosen chose",
        "assess": "assessed assessment evaluate evaluated evaluation evaluating appraise",
        "reuse": "reused",
        "privacy": "private",
        "save": "saving savings saved saves conserve conserving",
        "hour": "hours hrs",
        "female": "women woman females",
        "male": "men man males",
        "volunteer": "volunteers volunteering volunteered voluntary",
        "donate": "donation donations donated donates donating",
        "recall": "recalls recalled recalling",
        "health": "healthy",
        "turnover": "churn leavers leaver",
        "quit": "quits quitting resign resigned resigns resignation resignations",
        "leave": "leaving left leaves departure departures depart departed",
        "procurement": "procure procures procured procuring purchasing",
        # the stemmer takes "integrity" and "integration" for one word
        "honesty": "integrity honest honestly",
        "hire": "hiring hired recruit recruitment recruiting recruited",
        "measure": "measures steps actions initiatives",
        "policy": "policies",
        "pollution": "pollute polluting polluted",
    }.items()
    for word in words.split()
}
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_STEM = Stemmer.Stemmer("english")


def has_cjk(text: str) -> bool:
    """Whether any character is Chinese."""
    return _CJK.search(text) is not None


def plain(text: str) -> str:
    """Lower case, full-width forms narrowed, spelling variants of compound words closed."""
    low = unicodedata.normalize("NFKC", text).lower()
    for pattern, replacement in _REWRITES:
        low = pattern.sub(replacement, low)
    return low


def raw_words(text: str) -> list[str]:
    """Words as written, lower case, before anything is closed or left out."""
    return re.findall(r"[a-z]+", unicodedata.normalize("NFKC", text).lower())


def words(text: str) -> list[str]:
    """English words of a text in order, in one spelling, function words left out; `#` and `%` as above."""
    return [w for w in _WORD.findall(plain(text)) if w not in STOP]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The token of a word: the stem of its synonym class."""
    if word in OPTIONAL:
        return word
    return str(_STEM.stemWord(_SAME.get(word, word)))


def tokens(text: str) -> list[str]:
    """Stems of `words(text)`."""
    return [stem(word) for word in words(text)]


def is_light(word: str) -> bool:
    """Whether a word frames a question about anything and so says little about which item is meant."""
    return word in LIGHT or word in OPTIONAL


@lru_cache(maxsize=4096)
def simplified(text: str) -> str:
    """Traditional Chinese as Simplified, waste that is not hazardous by one name; anything else as it is. Loads OpenCC on the first Chinese text."""
    if not has_cjk(text):
        return text
    plain = str(_converter().convert(unicodedata.normalize("NFKC", text)))
    return _NON_HAZARDOUS.sub("无害", plain)


_NON_HAZARDOUS = re.compile(r"非(?:有害|危险)(?=(?:工业|固体)?(?:废|垃圾))")
"""非有害廢棄物: as the framework has it, 無害廢棄物, and not 有害廢棄物 with a word before it."""


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
