"""The cross-encoder's part: which spans it reads of those found, what it is asked, and what its scores say."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from esgqa.answering.candidates import Candidate, is_whole, one_line
from esgqa.answering.language import in_english, in_letters
from esgqa.answering.scope import without_years
from esgqa.answering.understand import Understanding
from esgqa.retrieval import Index
from esgqa.retrieval.tokens import mostly_cjk
from esgqa.settings import Settings

READ = 17
"""Sentences and rows that it reads of a question's: an answer that shares no word with the question may be far down, and
most of the time of a question goes here."""
OPEN = 8
"""Of these, the sentences where a figure is asked for in words that do not insist on one."""
_READ_OF, _LIST_READ = 600, 400
"""Characters that it reads of a sentence or row, and of a whole list: its time grows with them."""
_LEAST_CHOSEN = -9.0


def read_closely(
    index: Index, settings: Settings, read: Understanding, figures: Sequence[Candidate], sentences: Sequence[Candidate]
) -> None:
    """Lets the cross-encoder read the most promising spans, and adds its scores to their features; in English only,
    since it knows no Chinese."""
    query = close_query(read)
    if not settings.rerank_pool or not settings.reranker or not query:
        return
    texts = to_read(read, figures, sentences, READ)
    scores = index.score_texts(query, list(texts.values())) if texts else ()
    read_scores = {key: float(score) for key, score in zip(texts, scores, strict=True)}
    worst = min(read_scores.values(), default=-11.0)
    # the chance, as its logarithm, that a choice among all that was read and none of it falls on this one
    whole = math.log(1.0 + sum(math.exp(score) for score in read_scores.values()))
    for candidate in (*figures, *sentences):
        key = (candidate.passage.id, candidate.span)
        candidate.features["ce"] = read_scores.get(key, worst)
        candidate.features["ce_chosen"] = max(candidate.features["ce"] - whole, _LEAST_CHOSEN)
        candidate.features["ce_read"] = 1.0 if key in read_scores else 0.0


def reads_clause(index: Index, settings: Settings, read: Understanding, figure: Candidate) -> bool:
    """Whether the cross-encoder takes the clause of a figure alone, without the rest of its sentence, for an answer."""
    query = close_query(read)
    if not settings.rerank_pool or not settings.reranker or not query:
        return False
    text = clause_of(figure)
    return float(index.score_texts(query, [in_english(text) if mostly_cjk(text) else text])[0]) >= 0.0


def clause_of(figure: Candidate) -> str:
    """The part of its sentence that a figure stands in, cut off from the figures before and after: `251 passed.` of
    `286 began and 251 passed.`"""
    own = figure.figure
    if own is None:
        return figure.text
    (start, end), first = figure.span, figure.passage.start
    others = [one for one in figure.passage.figures if start <= one.start < end]
    before = max((one.end for one in others if one.end <= own.start), default=start)
    after = min((one.start for one in others if one.start >= own.end), default=end)
    text = figure.passage.text
    left = before if before == start else before + _cut(text[before - first : own.start - first])
    if len(text[left - first : own.start - first].split()) < _LEAD_WORDS:
        left = start  # `totalling 729 person-times and 1,103.6 hours`: what it is of is said once for both
    right = after if after == end else own.end + _cut(text[own.end - first : after - first])
    return one_line(text[left - first : right - first])


_LEAD_WORDS = 2
_CUTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[;；。]()",
        r"[:：—()（）]()|–(?!\d)()",
        r",(?!\d)()|[，、]()",
        r"()\b(?:and|while|but|against|of\s+wh(?:ich|om)|from|than|out\s+of)\b|()[及和與与而]",
    )
)
"""Where one clause ends and the next begins, the surest first; at the empty group."""


def _cut(between: str) -> int:
    """Where the words between two figures part; at their end where nothing parts them."""
    for pattern in _CUTS:
        found = list(pattern.finditer(between))
        if found:
            return next(found[-1].start(n) for n in range(1, pattern.groups + 1) if found[-1].start(n) >= 0)
    return len(between)


def to_read(
    read: Understanding, figures: Sequence[Candidate], sentences: Sequence[Candidate], most: int
) -> dict[tuple[str, tuple[int, int]], str]:
    """What the cross-encoder is given to read: by passage and span, the most promising first."""

    def promise(candidate: Candidate) -> float:
        f = candidate.features
        return f["late"] + 0.3 * f["dense"] + 0.2 * f["cover"] + 0.3 * f["kpi"] + 0.1 * f["late_passage"]

    chosen: dict[tuple[str, tuple[int, int]], str] = {}
    wants_figure = read.reading.intent in ("figure", "share", "kpi")
    for group in (figures, sentences) if wants_figure else (sentences, figures):
        room = most if group is sentences or wants_figure else most + 2
        if group is figures and wants_figure and not read.reading.strict:
            room = most - OPEN  # "how often" may be answered by "every quarter"
        for candidate in sorted(group, key=promise, reverse=True):
            if len(chosen) >= room:
                break
            if not candidate.refused:
                text = candidate.context[: _LIST_READ if is_whole(candidate) else _READ_OF]
                key = (candidate.passage.id, candidate.span)
                chosen.setdefault(key, _in_letters(read, text) if mostly_cjk(text) else text)
    return chosen


def close_query(read: Understanding) -> str:
    """What the cross-encoder is asked: the question, with the KPI's name, since it knows no paraphrase of the framework;
    for a Chinese question only English words, and nothing where there are too few of them."""
    if read.question.language == "en":
        if read.reading.intent in ("figure", "share", "kpi"):
            # the years are held against each figure's own; to the model a year that a sentence does not print speaks against it
            query = " ".join(without_years(read.query).split()) or read.query
            return f"{query} ({read.subject})" if read.subject and not read.code else query
        query = _ANYTHING.sub("What is there", read.query)
        return f"{query} ({read.subject})" if read.subject and not read.code else query
    asked = next((words for pattern, words in _ASKED if pattern.search(read.question.text)), "")
    if read.words:
        return " ".join(f"{asked} {in_letters(without_years(read.question.text))} {read.subject}".split())
    if not read.query or len(f"{asked} {read.query}".split()) + 3 * bool(read.subject) < 3:
        return ""
    return " ".join(f"{asked} {read.query} {read.subject}".split())


def _in_letters(read: Understanding, text: str) -> str:
    return in_letters(text) if read.words else in_english(text)


_ANYTHING = re.compile(
    r"^\W*(?:is|are|was|were)\s+there\s+(?:anything|something)(?=\s+(?:for|about|on|to)\b)", re.IGNORECASE
)
"""A question that the model takes `ask her anything` for an answer to."""
_ASKED = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"[為为](?:什麼|什么|甚麼|甚么|何)|原因", "Why"),
        (r"百分|比例|比率|佔比|占比|比重", "What percentage of"),
        (r"[誰谁]", "Who"),
        (r"何[時时]|什[麼么][時时]候|哪一?[年月天日]|幾[時月]|几[时月]", "When"),
        (r"多少|[幾几](?:[個个名位家次宗件人間间項项種种])|[數数][量目]", "How many"),
        (r"如何|怎", "How"),
        (r"哪[些幾几]|什[麼么]|甚[麼么]|列出", "What"),
    )
)
"""Words of a Chinese question that say what is asked, of which its search words keep nothing."""
