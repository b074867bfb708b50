"""Which passages answer a KPI in words, and which of their sentences say it."""

from __future__ import annotations

from dataclasses import dataclass

from esgqa.kpi import Edition, Item, wording
from esgqa.types import Document, IndexEntry, Passage

_SURE = 0.6
_FLOOR = 0.5
"""Tag score from which a passage answers an item; on a page that the issuer's index gives, `_LISTED_FLOOR` is enough."""
_LISTED_FLOOR = 0.35
_ON_PAGE = 0.15
_MOST = 3
_MAX_CHARS = 700
_SAYS = 0.1
"""Weight of the item's words in a sentence or row, from which that speaks of it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Sentences `start:end` of the page that speak of an item."""

    passage: Passage
    start: int
    end: int
    score: float
    sure: bool


def text_evidence(document: Document, item: Item, entry: IndexEntry | None, edition: Edition) -> tuple[Evidence, ...]:
    """At most three stretches of text that answer the item, the surest first; empty where none does.

    The issuer's pages come first; a general disclosure may be answered by what answers its aspect's KPIs there.
    """
    listed = set(entry.pages) if entry else set()
    notes = {(note.page, note.start) for passage in document.passages for note in passage.footnotes}
    scored: list[tuple[float, bool, Passage]] = []
    for passage in document.passages:
        if passage.kind in ("index_row", "boilerplate", "heading") or (passage.page, passage.start) in notes:
            continue
        score = _score(passage, item)
        on_page = passage.label in listed
        if score >= (_LISTED_FLOOR if on_page else _FLOOR):
            scored.append((score + _ON_PAGE * on_page, on_page, passage))
    scored.sort(key=lambda one: -one[0])
    if listed and any(on_page for _, on_page, _ in scored):
        # where the issuer's own pages have it, others are of use only if they say it better
        best = max(score for score, on_page, _ in scored if on_page)
        scored = [one for one in scored if one[1] or one[0] > best + _ON_PAGE]
    return tuple(_evidence(passage, score, item, edition) for score, _, passage in scored[:_MOST])


def _score(passage: Passage, item: Item) -> float:
    own = next((tag.score for tag in passage.kpis if tag.code == item.code), 0.0)
    if item.kind != "general_disclosure":
        return own
    aspect = [tag.score for tag in passage.kpis if tag.code.split(".")[0] == item.aspect]
    return max(own, 0.7 * max(aspect, default=0.0))


def _evidence(passage: Passage, score: float, item: Item, edition: Edition) -> Evidence:
    """The sentences from the first to the last that have the item's words, not longer than a quote may be."""
    spans = list(passage.sentences) or [(passage.start, passage.end)]
    weights = [_weight(passage, span, item, edition) for span in spans]
    if passage.kind == "table" and not item.numeric and len(passage.text) <= _MAX_CHARS:
        # all of a table answers in words, and no one row of it: areas and what was spent on each
        return Evidence(passage, passage.start, passage.end, round(min(score, 1.0), 4), score >= _SURE)
    best = max(range(len(spans)), key=lambda index: weights[index])
    first = last = best
    while last + 1 < len(spans) and weights[last + 1] > _SAYS and spans[last + 1][1] - spans[first][0] <= _MAX_CHARS:
        last += 1
    while first and weights[first - 1] > _SAYS and spans[last][1] - spans[first - 1][0] <= _MAX_CHARS:
        first -= 1
    return Evidence(passage, spans[first][0], spans[last][1], round(min(score, 1.0), 4), score >= _SURE)


def _weight(passage: Passage, span: tuple[int, int], item: Item, edition: Edition) -> float:
    text = " ".join(passage.text[span[0] - passage.start : span[1] - passage.start].split())
    found = wording(text, edition)
    own = found.get(item.code, (0.0, ""))[0]
    if item.kind == "general_disclosure":
        own = max([own, *(0.5 * score for code, (score, _) in found.items() if code.split(".")[0] == item.aspect)])
    return own
