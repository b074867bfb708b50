"""Whether a number or words are wanted, where the wording of the question leaves it open."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from esgqa.answering.candidates import Candidate
from esgqa.answering.order import division_asked
from esgqa.answering.scope import without_years
from esgqa.answering.understand import SURE, Understanding, asking_sentence
from esgqa.kpi import Edition

_WHAT_IS = re.compile(
    r"^\W*what(?:['’]s|\s+(?:is|was|are|were|about))\b(?!.*\b(?:policy|policies|measures?|steps?|programmes?|initiatives?)\b)",
    re.I,
)
_QUESTION_WORD = re.compile(
    r"^\W*(?:(?:in|into|to|for|from|on|at|by|with|through|of|under|across|among)\s+(?=which|whom|what))?(?:how|why|who|when|where|which|does|do|did|is|are|was|were|has|have|had|can|will|list|name|describe|explain|define|"
    r"what\s+(?!(?:is|was|are|were|about)\b))\b",
    re.I,
)
_ASKS_WHY = re.compile(r"\bwhy\b|\bhow\s+come\b|\breasons?\b", re.I)
_ASKS_CHINESE = re.compile(
    r"[為为](?:什麼|什么|甚麼|甚么|何)|如何|怎[樣样麼么]?|原因|[誰谁]|哪|是否|[嗎吗]|有(?:沒|没)有|什麼|什么|甚麼|甚么|何[時时處处]"
)
SURE_SENTENCE = 0.85
"""How likely a sentence must be to stand in for a figure that is asked for. On the dev questions of seven reports 6 of 17
that were less likely were right, and 21 of 22 that were more."""
LIKELY_SENTENCE = 0.65
"""How likely it must be where the cross-encoder, given only the clause of the figure, takes that for an answer too."""
_WHAT_WAS = re.compile(
    r"^\W*what(?:['’]s|\s+(?:is|was|are|were))\b(?!.*\b(?:polic(?:y|ies)|measures?|steps?|programmes?|initiatives?|targets?|goals?|risks?|reasons?|impacts?|role|purpose)\b)",
    re.I,
)
_LIKELY_FIGURE = 0.7
_NUMBER_WORD = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|half|twice|once|every|no|none)\b",
    re.I,
)
_HOW_OFTEN = re.compile(r"\bhow\s+(?:often|frequent\w*)\b", re.I)
_OFTEN = re.compile(
    r"\b(?:once|twice|times|every|each|daily|weekly|monthly|quarterly|annual\w*|yearly|biannual\w*|regular\w*|semi-?\s?annual\w*|per\s+(?:year|month|week|day|quarter))\b"
    r"|\ba\s+(?:year|month|week|day|quarter)\b|每|定期|一次|[兩两]次",
    re.I,
)
SURE_FIGURE = 0.85
"""How likely a figure must be to answer a question that asks for none in so many words."""
_SAYS_MOST, _SAYS_ALL, _LIKELY = 0.7, 0.95, 0.5
"""Share of a bare question's words that a figure's row, column and table must have to answer it before a sentence does:
less of it where the figure is sure."""
_SAYS_NEARLY_ALL = 0.85
_ABOUT_IT = 0.3
"""How surely a question must be about a KPI for a breakdown that it asks for to be one of numbers."""
LIKELY_ALONE, _READ_SO, _FAR = 0.38, 1.0, 0.2
"""How likely the one figure that may answer must be, how the model must score it, and how far any other must stay behind."""
_NAMED, _NOT_UNLIKELY = 0.9, 0.15
SURE_NAME = 0.8
"""How sure a figure is whose KPI a question names and no more."""
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,.]*\d)")
_MARK = re.compile(r"^\W*\d{1,2}\s+(?=[A-Z])")
"""The mark of a footnote that opens a sentence."""
_BARE = 6
"""Words that a question without a verb has at most, where it is taken to ask for a figure."""


def is_bare(read: Understanding, stem: Callable[[str], Sequence[str]]) -> bool:
    """A few words without a verb or a question word."""
    if read.question.language != "en" and _ASKS_CHINESE.search(read.question.text):
        return False  # the query has only the words that say something
    if _ASKS_WHY.search(read.query) or _QUESTION_WORD.match(asking_sentence(read.query)):
        return False
    return len(stem(without_years(read.query))) <= _BARE and not _QUESTION_WORD.match(read.query)


def says_it_all(figure: Candidate) -> bool:
    """Whether the labels of a figure say what a few bare words ask for."""
    said = figure.features["measure_cover"]
    return (figure.probability >= SURE_FIGURE and said >= _SAYS_MOST) or (
        figure.probability >= _LIKELY and said >= _SAYS_ALL
    )


def named_kpi(read: Understanding, figure: Candidate) -> bool:
    """Whether a few words are the name of a KPI, and the figure is tagged with it and says these words: no model is needed
    to see that it answers, and none was fitted on questions of a word or two."""
    if not read.weights or read.weights[0][1] < _NAMED or figure.refused:
        return False
    said = figure.features["measure_cover"] >= _SAYS_MOST and figure.features["figure_kpi"] >= _SAYS_MOST
    return said and figure.probability >= _NOT_UNLIKELY


def none_of_it(figure: Candidate) -> bool:
    """Whether a figure is a nought in words (`no lost days due to injury`) of all that the question says: to a model that was
    taught by numbers, `no` is no answer to `how many`."""
    found = figure.figure
    if found is None or figure.refused or found.value.strip("0."):
        return False
    if not figure.features["unit_counted"]:
        return False  # `no case` is no number of employees
    return not any(map(str.isdigit, found.raw)) and figure.features["measure_cover"] >= _SAYS_NEARLY_ALL


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
    if division_asked(read.query) is not None and read.weights[0][1] >= _ABOUT_IT:
        return True  # `How does the headcount split between men and women?`
    return read.reading.intent == "kpi" or ((is_bare(read, stem) or asks_what) and read.weights[0][1] >= SURE)


def likelier_figure(read: Understanding, figure: Candidate | None, text: Candidate | None) -> bool:
    """Whether a question of what something was, which asks for no number in so many words, is likelier answered by one."""
    if figure is None or read.reading.intent not in ("text", "list") or not _WHAT_WAS.match(read.query):
        return False
    return figure.probability >= _LIKELY_FIGURE and (text is None or figure.probability > text.probability)


def lacks_number(read: Understanding, best: Candidate, figures: Sequence[Candidate]) -> bool:
    """Whether a figure is asked for and the sentence is no sure source of one ("a three-day course")."""
    if read.reading.intent not in ("figure", "share"):
        return False
    shares = [
        one
        for one in figures
        if (one.passage.id, one.span) == (best.passage.id, best.span)
        and one.figure is not None
        and one.figure.dimension == "percent"
    ]
    if read.reading.dimension == "percent" and shares and not any(one.features["measure_cover"] for one in shares):
        return True  # its only shares are of something else
    if _HOW_OFTEN.search(read.query):
        return _OFTEN.search(best.text) is None
    said = _NUMBER_WORD.search(_YEAR.sub(" ", _MARK.sub("", best.text)))
    if not best.features.get("own_cover", 1.0):
        return True  # only the heading above it says what is asked for
    asks_number = read.reading.strict or read.reading.dimension == "intensity"
    return best.probability < SURE_SENTENCE or (asks_number and said is None)


def only_figure(
    read: Understanding,
    figures: Sequence[Candidate],
    text: Candidate | None,
    reads_clause: Callable[[Candidate], bool],
) -> Candidate | None:
    """The figure of a sentence that is likely to answer, where it is the only one there of the kind that is asked for and
    it, rather than the rest of the sentence, is what is asked for (the complaints settled are no rate of returns)."""
    kind = read.reading.dimension
    if text is None or not kind or text.probability < LIKELY_SENTENCE or read.reading.intent not in ("figure", "share"):
        return None
    there = [
        one
        for one in figures
        if (one.passage.id, one.span) == (text.passage.id, text.span)
        and one.figure is not None
        and one.figure.dimension == kind
        and not one.refused
    ]
    saying = [one for one in there if _says_it(read, one)]
    likeliest = max((one.probability for one in there), default=0.0)
    if len(saying) == 1 and text.probability >= SURE_SENTENCE and saying[0].probability >= likeliest:
        return replace(saying[0], probability=text.probability)
    if len(there) == 1 and reads_clause(there[0]):
        return replace(there[0], probability=text.probability)
    return None


def stands_alone(figures: Sequence[Candidate]) -> bool:
    """Whether the first figure, though none too likely, is read as an answer and no other comes near it."""
    if not figures:
        return False
    first, *others = figures[:2]
    if first.refused or first.probability < LIKELY_ALONE or first.features.get("ce", 0.0) < _READ_SO:
        return False
    return all(one.probability < _FAR * first.probability for one in others if not one.refused)


def _says_it(read: Understanding, figure: Candidate) -> bool:
    """Whether a figure is said to measure something of what is asked."""
    return figure.features.get("measure_cover", 1.0) > 0.0 and (
        not read.reading.counted or figure.features.get("counted", 1.0) > 0.0
    )
