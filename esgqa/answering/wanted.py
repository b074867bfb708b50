"""Whether a number or words are wanted, where the wording of the question leaves it open."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from esgqa.answering.candidates import Candidate
from esgqa.answering.understand import SURE, Understanding
from esgqa.kpi import Edition

_WHAT_IS = re.compile(
    r"^\W*what(?:['’]s|\s+(?:is|was|are|were|about))\b(?!.*\b(?:policy|policies|measures?|steps?|programmes?|initiatives?)\b)",
    re.I,
)
_QUESTION_WORD = re.compile(
    r"^\W*(?:how|why|who|when|where|which|does|do|did|is|are|was|were|has|have|had|can|will|list|name|describe|explain|define|"
    r"what\s+(?!(?:is|was|are|were|about)\b))\b",
    re.I,
)
# how likely a sentence must be to stand in for a figure that is asked for outright (measured on the dev questions)
SURE_SENTENCE = 0.75
_NUMBER_WORD = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|half|twice|once|every|no|none)\b",
    re.I,
)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,.]*\d)")
_MARK = re.compile(r"^\W*\d{1,2}\s+(?=[A-Z])")
"""The mark of a footnote that opens a sentence."""
_BARE = 6
"""Words that a question without a verb has at most, where it is taken to ask for a figure."""


def is_bare(read: Understanding, stem: Callable[[str], Sequence[str]]) -> bool:
    """A few words without a verb or a question word."""
    return len(stem(read.query)) <= _BARE and not _QUESTION_WORD.match(read.query)


def numeric_kpi(read: Understanding, edition: Edition, stem: Callable[[str], Sequence[str]]) -> bool:
    """Whether the question, a KPI code or a few bare words, means a KPI that is answered by a number."""
    if not read.weights or read.reading.intent not in ("kpi", "text", "list"):
        return False
    item = edition.get(read.weights[0][0])
    if item is None or not item.numeric:
        return False
    if read.reading.intent == "list" and read.question.language != "en":
        return False
    asks_what = _WHAT_IS.match(read.query) is not None
    return read.reading.intent == "kpi" or ((is_bare(read, stem) or asks_what) and read.weights[0][1] >= SURE)


def lacks_number(read: Understanding, best: Candidate) -> bool:
    """Whether only a number would answer and the sentence is no sure source of one ("a three-day course")."""
    said = _NUMBER_WORD.search(_YEAR.sub(" ", _MARK.sub("", best.text))) is not None
    asks_number = read.reading.strict or read.reading.dimension == "intensity"
    if not (asks_number and read.reading.intent in ("figure", "share")):
        return False
    return best.probability < SURE_SENTENCE or not said
