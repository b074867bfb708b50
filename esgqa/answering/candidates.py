"""Candidates for an answer: every sentence or row of the passages found, and every figure in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from esgqa.types import Figure, Hit, Passage

Span = tuple[int, int]


@dataclass(slots=True)
class Candidate:
    """A span that may answer, alone or for one of its figures. `features` are filled in by `features.py`."""

    hit: Hit
    span: Span
    figure: Figure | None = None
    features: dict[str, float] = field(default_factory=dict)
    probability: float = 0.0
    """That this is a right answer, by the fitted model."""
    refused: str = ""
    """Why a rule refused it outright; empty where none did."""

    @property
    def passage(self) -> Passage:
        return self.hit.passage

    @property
    def text(self) -> str:
        """The span as printed, on one line."""
        return one_line(text_of(self.passage, self.span))

    @property
    def context(self) -> str:
        """The span with what a reader needs to understand it: the heading and, for a table, caption and column."""
        lead: list[str] = [*self.passage.section[-1:], run_in_heading(self.passage, self.span)]
        if self.figure is not None:
            lead += [self.figure.caption, self.figure.column]
        elif self.passage.kind in ("table", "list") and self.passage.sentences:
            lead.append(text_of(self.passage, (self.passage.start, self.passage.sentences[0][0])))
        own = self.text
        kept = [one_line(piece) for piece in lead if piece and one_line(piece) and one_line(piece) not in own]
        return ": ".join([*dict.fromkeys(kept), own])


_RUN_IN = re.compile(r"[A-Z][\w’'&/,\- ()]*[.:]")
_LONGEST_RUN_IN = 7
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|must|shall|should|we|our|us|it|its|they|their|this|these|that|there|"
    r"no|none|nil|not|yes|see|total"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundred|thousand"
    r"|uses?|goes|went|comes?|came|makes?|made|takes?|took|gives?|gave|runs|ran|holds|held|meets|met|covers|includes?|provides?|offers|requires|applies|applied"
    r"|helps|keeps|kept|shows|showed|becomes?|became|rose|rises|fell|falls|stood|stands|lies|lay|lasts?|lasted|says|said|began|begins|starts|ended|ends"
    r"|gets?|got|puts?|sets|sends|sent|brings?|brought|buys|bought|sells|sold|pays|paid|built|builds|grew|grows|led|leads|left|leaves|lost|won|wore|bears|belongs|depends|serves|works\s+(?:with|for|in|on)|reports?\s+to)\b|\d|ed\.$",
    re.IGNORECASE,
)


def is_run_in_heading(passage: Passage, span: Span) -> bool:
    """Whether a span is a heading that the paragraph after it goes on from in the same line: `Noise control. Sites …`."""
    if passage.kind not in ("paragraph", "list") or span not in passage.sentences[:-1]:
        return False
    text = one_line(text_of(passage, span))
    return _RUN_IN.fullmatch(text) is not None and len(text.split()) <= _LONGEST_RUN_IN and _CLAUSE.search(text) is None


def run_in_heading(passage: Passage, span: Span) -> str:
    """The run-in heading that a sentence stands under; empty where there is none."""
    before = [one for one in passage.sentences if one[0] < span[0] and is_run_in_heading(passage, one)]
    return one_line(text_of(passage, before[-1])).rstrip(".:") if before else ""


def text_of(passage: Passage, span: Span) -> str:
    """The text of a page span that lies within the passage."""
    return passage.text[span[0] - passage.start : span[1] - passage.start]


def one_line(text: str) -> str:
    """Text with its line breaks and runs of blanks as single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def spans_of(passage: Passage) -> tuple[Span, ...]:
    """The passage's sentences, rows or items; the whole passage where it has none."""
    return passage.sentences or ((passage.start, passage.end),)


def with_figures(hits: Iterable[Hit]) -> list[Candidate]:
    """One candidate a figure, with the sentence or row it stands in."""
    found: list[Candidate] = []
    for hit in hits:
        spans = spans_of(hit.passage)
        for figure in hit.passage.figures:
            span = _holding(spans, figure) or (hit.passage.start, hit.passage.end)
            found.append(Candidate(hit, span, figure))
    return found


def with_sentences(hits: Iterable[Hit]) -> list[Candidate]:
    """One candidate a sentence, row or item."""
    return [Candidate(hit, span) for hit in hits for span in spans_of(hit.passage)]


LONGEST_LIST = 1500
"""Characters of a list or table of words that is given whole, at most."""


def whole_lists(hits: Iterable[Hit]) -> list[Candidate]:
    """One candidate for each list and each table of words, whole: no entry of it need have a word of the question."""
    return [
        Candidate(hit, (hit.passage.start, hit.passage.end))
        for hit in hits
        if hit.passage.kind in ("list", "table")
        and len(hit.passage.sentences) > 1
        and len(hit.passage.text) <= LONGEST_LIST
        and not of_numbers(hit.passage)
    ]


def is_whole(candidate: Candidate) -> bool:
    """Whether a candidate is a whole list or table of words."""
    passage = candidate.passage
    return (
        candidate.figure is None
        and len(passage.sentences) > 1
        and candidate.span == (passage.start, passage.end)
        and passage.kind in ("list", "table")
    )


def of_numbers(passage: Passage) -> bool:
    """Whether a good part of a table's rows hold figures; of a list never."""
    if passage.kind != "table":
        return False
    spans = passage.sentences
    holding = sum(any(start <= f.start < end for f in passage.figures) for start, end in spans)
    return 3 * holding >= len(spans)


def _holding(spans: Sequence[Span], figure: Figure) -> Span | None:
    for start, end in spans:
        if start <= figure.start and figure.end <= end:
            return start, end
    return None
