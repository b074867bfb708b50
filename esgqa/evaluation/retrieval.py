"""How well the search alone finds the evidence, by the usual measures (ir-measures)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ir_measures
from ir_measures import RR, Qrel, R, ScoredDoc, Success, nDCG

from esgqa.evaluation.gold import GoldQuestion
from esgqa.evaluation.matching import text_holds
from esgqa.types import Hit, Passage

DEPTH = 10
"""Passages that are looked at."""
_MEASURES = {
    "hit_at_5": Success @ 5,
    "recall_at_5": R @ 5,
    "recall_at_10": R @ 10,
    "mrr": RR @ 10,
    "ndcg_at_10": nDCG @ 10,
}


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What the search found for one question, best first, and how good that is (each measure 0 to 1)."""

    measures: Mapping[str, float]
    hits: tuple[Hit, ...]
    evidence: frozenset[str]
    """Ids of the passages that should be found."""


def evidence_of(gold: GoldQuestion, passages: Iterable[Passage]) -> frozenset[str]:
    """Ids of the passages that hold a right answer on a gold page; where none does (a yes or no), of all on these."""
    on_page = [p for p in passages if is_gold_page(gold, p.report, p.page, p.label)]
    wanted = (*gold.answers, *gold.all)
    holding = [p for p in on_page if any(text_holds(text, p.text) for text in wanted)]
    return frozenset(p.id for p in holding or on_page)


def judge(hits: Sequence[Hit], evidence: frozenset[str]) -> Retrieval:
    """The measures of one ranking. Raises `ValueError` for no evidence: nothing could be right or wrong."""
    if not evidence:
        raise ValueError("no evidence to find")
    ranking = [ScoredDoc("q", hit.passage.id, float(-rank)) for rank, hit in enumerate(hits)]
    wanted = [Qrel("q", passage, 1) for passage in sorted(evidence)]
    found = ir_measures.calc_aggregate(_MEASURES.values(), wanted, ranking)
    return Retrieval({name: float(found[measure]) for name, measure in _MEASURES.items()}, tuple(hits), evidence)


def is_gold_page(gold: GoldQuestion, report: str, position: int, label: str) -> bool:
    """Whether a page of a report is one of the gold pages of the gold report."""
    if gold.report and report != gold.report:
        return False
    page = str(position) if gold.page_kind == "position" else label
    return page.strip().casefold() in {wanted.strip().casefold() for wanted in gold.pages}
