"""Reports in Chinese by the English words that say theirs: a question in English finds its passages there, which no English
model and no index of Chinese words can."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from esgqa.answering.features import stems_of
from esgqa.retrieval.index import Index
from esgqa.retrieval.vocabulary import Vocabulary
from esgqa.types import Hit, Passage, PassageKind

Tokens = Callable[[str], Sequence[str]]
ANSWERING: tuple[PassageKind, ...] = ("paragraph", "list", "table", "heading", "boilerplate")
"""Kinds of passages to look for an answer in: an index row is evidence and never an answer."""
_FEW = 3
"""Reports that are searched by English words together, at most."""
_LONG = 60
"""Stems of a passage from which it is long, and has a question's words by chance."""


@dataclass(frozen=True, slots=True)
class Gloss:
    """The passages of reports in Chinese, each with its English stems."""

    passages: tuple[tuple[Passage, frozenset[str]], ...]
    vocabulary: Vocabulary
    """In how many passages each stem occurs."""

    @classmethod
    def of(cls, passages: Collection[Passage], stem: Tokens) -> Gloss:
        """Read when a report is first asked about, which takes most of the time of that answer."""
        said = tuple((one, stems_of(one, stem)) for one in passages if one.kind in ANSWERING)
        return cls(said, Vocabulary(len(said), {}, Counter(one for _, stems in said for one in stems)))

    def search(self, wide: Mapping[str, frozenset[str]], weight: Mapping[str, float], k: int) -> list[Hit]:
        """The `k` passages that have most of a question's words by weight, best first; `wide` are the stems for each."""
        scored = []
        for passage, stems in self.passages:
            score = sum(weight[term] for term, any_of in wide.items() if not any_of.isdisjoint(stems))
            if score:
                scored.append((score / (1 + math.log(1 + len(stems) / _LONG)), passage))
        scored.sort(key=lambda one: (-one[0], one[1].page, one[1].start))
        return [Hit(passage, score, rank) for rank, (score, passage) in enumerate(scored[:k], 1)]


class Glosses:
    """Of the reports of one index, each read when it is first asked about."""

    def __init__(self, index: Index, stem: Tokens) -> None:
        self._index, self._stem = index, stem
        self._known: dict[tuple[str, ...], Gloss] = {}

    def of(self, reports: Collection[str]) -> Gloss | None:
        """The English words of these reports, where all are in Chinese and few; else None."""
        chosen = [report for report in self._index.reports if report.id in reports]
        if not 0 < len(chosen) <= _FEW or not all(report.language.startswith("zh") for report in chosen):
            return None
        key = tuple(report.id for report in chosen)
        if key not in self._known:
            self._known[key] = Gloss.of([one for report in key for one in self._index.passages(report)], self._stem)
        return self._known[key]


def of_kpis(hits: Sequence[Hit], kpis: Collection[str]) -> list[Hit]:
    """Those whose passages are about any of these items; all where none is named."""
    return [hit for hit in hits if not kpis or any(tag.code in kpis for tag in hit.passage.kpis)]


def first_by_gloss(by_gloss: Sequence[Hit], found: Sequence[Hit]) -> list[Hit]:
    """What the gloss finds, as the search found it where it did, then the rest of the search's."""
    known = {hit.passage.id: hit for hit in found}
    first = [
        replace(known[hit.passage.id], lexical_rank=hit.lexical_rank) if hit.passage.id in known else hit
        for hit in by_gloss
    ]
    return list({hit.passage.id: hit for hit in (*first, *found)}.values())
