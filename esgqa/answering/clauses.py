"""Which figure of a sentence a word of it is said of."""

from __future__ import annotations

import re

from esgqa.answering.candidates import Candidate
from esgqa.answering.features import Asked
from esgqa.answering.qualifiers import qualifies_another
from esgqa.answering.verify import numbers_in
from esgqa.types import Figure

_OPPOSITES = tuple(
    (re.compile(rf"\b(?:{asked})\w*", re.IGNORECASE), re.compile(rf"\b(?:{said})\w*", re.IGNORECASE))
    for asked, said in (
        (r"finish|complet|graduat", r"began|begun|start|enrol|enter"),
        (r"hired|recruited|newcomers?|joiners?", r"left|resign|depart|dismiss|leavers?"),
        (r"left|quit|resign|depart|leavers?", r"hired|recruit|joined"),
        (r"reject|refus|turned\s+down|declin", r"accept|approv|grant"),
        (r"accept|approv|granted", r"reject|refus|turned\s+down|declin"),
        (r"sold", r"bought|purchas"),
        (r"upheld|substantiat|proved|proven|founded", r"receiv|report|lodg"),
    )
)
"""What is done in a question, and what else of the same things a report counts."""


def is_of_others(question: str, clause: str) -> bool:
    """Whether a question counts those who did one thing and the clause those who did another: who finished, who began."""
    return any(a.search(question) and b.search(clause) and not a.search(clause) for a, b in _OPPOSITES)


_RESPECTIVELY = re.compile(r"\brespectively\b|分[別别]", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"[;；，。]|,(?=\s*(?:and|while|whereas|with|which|who|of|but|respectively|including|representing|accounting)\b)"
)
"""Where a clause ends; a comma alone may stand in a list (`organic, recycled or of sustainable source`)."""


def is_said_of_another(candidate: Candidate, asked: Asked) -> bool:
    """Whether what a question narrows its amount by is said of another figure of the sentence: the women of `8,094 staff, men
    and women being 36.4% and 63.6%, respectively, and a turnover rate of 9.4%` are no part of the turnover."""
    passage, figure = candidate.passage, candidate.figure
    if figure is None or passage.kind == "table":
        return False
    start, end = candidate.span
    clauses = [_clause(candidate, one) for one in passage.figures if start <= one.start < end]
    own = f"{_clause(candidate, figure)} {figure.measure}"
    return qualifies_another(asked.query, own, clauses)


def _clause(candidate: Candidate, figure: Figure) -> str:
    """The clause of a sentence in which a figure stands, with the one before it where it lists what that names."""
    base = candidate.span[0]
    text = candidate.passage.text[base - candidate.passage.start : candidate.span[1] - candidate.passage.start]
    stops = [0, *(stop.end() for stop in _CLAUSE_END.finditer(text)), len(text)]
    place = max(at for at, stop in enumerate(stops) if stop <= figure.start - base)
    end = stops[min(place + 1, len(stops) - 1)]
    if _RESPECTIVELY.match(text[end:].lstrip()) or _RESPECTIVELY.search(text[stops[place] : end]):
        place = max(0, place - 1)
    return text[stops[place] : end]


def in_brackets(one: Candidate) -> bool:
    """Whether a figure of prose stands in brackets behind what it is of."""
    assert one.figure is not None
    before = one.passage.text[: one.figure.start - one.passage.start].rstrip()
    return before.endswith(("(", "（"))


def told_by(question: str, value: str) -> bool:
    """Whether a question gives the number itself (`Of the 23,000 advisers, how many …`), one of three digits or more and no
    year: it asks for another."""
    return len(value.replace(".", "")) > 2 and value in numbers_in(question) and not _A_YEAR.fullmatch(value)


_A_YEAR = re.compile(r"(?:19|20)\d\d")
