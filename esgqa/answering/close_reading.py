"""The cross-encoder's part: which spans it reads of those found, what it is asked, and what its scores say."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from esgqa.answering.candidates import Candidate, is_whole
from esgqa.answering.language import in_english
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
                chosen.setdefault(key, in_english(text) if mostly_cjk(text) else text)
    return chosen


def close_query(read: Understanding) -> str:
    """What the cross-encoder is asked: the question, with the KPI's name, since it knows no paraphrase of the framework;
    for a Chinese question only English words, and nothing where there are too few of them."""
    if read.question.language == "en":
        if read.reading.intent in ("figure", "share", "kpi"):
            # the years are held against each figure's own; to the model a year that a sentence does not print speaks against it
            query = " ".join(without_years(read.query).split()) or read.query
            return f"{query} ({read.subject})" if read.subject and not read.code else query
        return f"{read.query} ({read.subject})" if read.subject and not read.code else read.query
    asked = next((words for pattern, words in _ASKED if pattern.search(read.question.text)), "")
    if not read.query or len(f"{asked} {read.query}".split()) + 3 * bool(read.subject) < 3:
        return ""
    return " ".join(f"{asked} {read.query} {read.subject}".split())


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
