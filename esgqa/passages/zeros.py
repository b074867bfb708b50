"""Zero in words: `nil`, `zero complaints`, `no lawsuit`. Only where something countable is said not to have happened."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COUNTABLE = (
    r"cases?|lawsuits?|litigations?|fatalit(?:y|ies)|deaths?|injur(?:y|ies)|accidents?|incidents?|complaints?|recalls?"
    r"|days?|hours?|breach(?:es)?|violations?|non-?compliances?|fines?|penalt(?:y|ies)|products?|disposals?|claims?"
    r"|disputes?|spills?|leak(?:s|ages?)?|strikes?|prosecutions?|convictions?|grievances?|sanctions?|warnings?"
    r"|infringements?|proceedings?|occurrences?|instances?|events?|layoffs?|redundanc(?:y|ies)|allegations?|reports?"
    r"|workers?|labou?r|deductions?|contraventions?|misconducts?|corruption|charges?|donations?|waste|emissions?"
)
_NOT = r"doubt|longer|later|matter|need|limit|one|such|more|less|fewer|other|difference|distinction|difficult|end|way"
_PHRASE = rf"(?!(?:{_NOT})\b)(?P<np>(?:(?!(?:tolerance|carbon|towards|to|by|with|for|in|and|that|was|were|is|are)\b)[\w’'/-]+\s+){{0,6}}?(?P<noun>{_COUNTABLE}))\b"
_NO = re.compile(rf"(?:(?<=^)|(?<=[\s(“]))(?P<raw>[Nn]o|[Zz]ero|NO|ZERO)\s+{_PHRASE}(?!-)", re.MULTILINE)
_CLAIM = re.compile(
    r"\b(?:was|were|has been|have been|had been|there (?:is|are)|recorded|received|reported|identified|had|has|have|found"
    r"|with|and|noted|occurred|involved|incurred|experienced|resulted in|due to|caused|aware of|achieved|maintained|or)\s*$"
    r"|[(:：–—-]\s*$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"[^.;]{0,120}?\b(?:was|were|has been|have been|had been|occurred|happened|took place|arose|received|reported|recorded"
    r"|identified|found|noted|brought|filed)\b"
)
_THERE_WERE = re.compile(
    r"\b[Tt]here\s+(?:was|were|has been|have been|had been)\s+(?P<raw>no|zero)\s+"
    r"(?!(?:significant|material|major)\s+(?:change|difference|impact|effect)|change|impact|evidence|effect|plan|doubt|need|such)"
    r"(?P<np>[\w’'/-]+(?:\s+[\w’'/-]+){0,2}?)(?=\s+(?:generated|of|in|during|due|to|for|that|which|against|related|recorded|reported"
    r"|arising|involving|concerning|regarding|and|by|at|with|from|brought|received)\b|[,.;])"
)
_NIL = re.compile(r"(?:(?<=[:：(（\s])|^)(?P<raw>[Nn]il|NIL|[Nn]one(?=\s*[).;,]|$)|零)(?=[\s).,;；）宗起件人次]|$)")
_MEASURE_END = re.compile(
    r"\s+and\s+(?:no|the|we|our|[A-Z]\w*)\b|\s+(?:during|in|for)\s+(?:the|this)\s+(?:\w+\s+)?(?:period|year)\b"
    r"|\s+(?:has |have |had )?(?:occurred|happened)\b"
)
_SPREAD = re.compile(r"[^,.;()]{0,90}")


@dataclass(frozen=True, slots=True)
class Zero:
    """An explicit zero in a sentence; `bare` where the word stands without its noun (`nil`)."""

    start: int
    end: int
    raw: str
    unit: str
    measure: str
    bare: bool = False


def zeros(sentence: str) -> list[Zero]:
    """Explicit zeros in a sentence, in order. `zero tolerance`, `net zero`, `no one`, `no longer` are none."""
    found: dict[int, Zero] = {}
    claimed = False
    for match in _NO.finditer(sentence):
        before = sentence[: match.start("raw")]
        at_start = match.group("raw")[0].isupper() or not before.strip(" “(\n") or before.rstrip().endswith((",", ";"))
        claim = _CLAIM.search(before.rstrip())
        joined = bool(re.search(r"\b(?:and|or)\s*$", before)) and not claimed and not at_start
        event = at_start and _EVENT.match(sentence, match.end())
        event = event or (joined and _EVENT.match(sentence, match.end()))
        if (claim and not joined) or event or match.group("raw").lower() == "zero":
            claimed = True
            found[match.start("raw")] = _zero(sentence, match, match.group("noun"))
    for match in _THERE_WERE.finditer(sentence):
        noun = match.group("np").split()[-1]
        found.setdefault(match.start("raw"), _zero(sentence, match, noun))
    for match in _NIL.finditer(sentence):
        raw_start, raw_end = match.span("raw")
        if match.group("raw").lower() == "none" and not re.search(r"[:：(（]\s*$", sentence[:raw_start]):
            continue
        found.setdefault(raw_start, Zero(raw_start, raw_end, match.group("raw"), "", "", bare=True))
    return [found[start] for start in sorted(found)]


def _zero(sentence: str, match: re.Match[str], noun: str) -> Zero:
    start, end = match.span("raw")
    spread = _SPREAD.match(sentence, match.start("np"))
    measure = spread.group() if spread else match.group("np")
    return Zero(start, end, match.group("raw"), noun, _MEASURE_END.split(" ".join(measure.split()))[0].strip())
