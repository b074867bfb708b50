"""What a claim may rest on: the sentences and rows of the passages it cites, and those of them that bear it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from esgqa.answering.candidates import Span, one_line, spans_of, text_of
from esgqa.answering.language import all_senses, has_cjk, segment, simplified
from esgqa.answering.llm.quantities import Quantity, folded, quantities
from esgqa.answering.llm.wording import LIGHT, NEUTRAL, content, widened
from esgqa.retrieval.tokens import tokenise
from esgqa.types import Figure, Passage
from esgqa.units import parse_unit

MOST_QUOTES = 3
"""Sentences or rows that one claim may join."""
_SHORT_TABLE = 600
_NUMBER_WEIGHT = 4.0
_IN_ALL = re.compile(r"共(?=处理|收|接|录|有|计|发生)")


@dataclass(frozen=True, slots=True)
class Source:
    """A passage as evidence. `about` names its report: issuer, aliases, title, period; `period` is its period's label."""

    passage: Passage
    about: str = ""
    period: str = ""
    closed: frozenset[Span] = frozenset()
    """Spans that no claim may rest on: another year, another name, another part than the question asks for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence or table row of a source, with the figures that stand in it."""

    source: Source
    span: Span
    text: str
    quantities: tuple[Quantity, ...]
    figures: tuple[Figure, ...]

    @property
    def quote(self) -> Span:
        """What to quote: the row, with caption and header above it where that stays short."""
        passage = self.source.passage
        whole = passage.kind in ("table", "list") and self.span[1] - passage.start <= _SHORT_TABLE
        return (passage.start, self.span[1]) if whole else self.span

    @property
    def context(self) -> str:
        """The words that a reader takes with the row: headings, caption, header, labels of its figures."""
        passage = self.source.passage
        first = spans_of(passage)[0][0]
        head = text_of(passage, (passage.start, first)) if passage.kind in ("table", "list") else ""
        labels = [label for f in self.figures for label in (f.caption, f.row, f.column, f.measure, f.unit, f.period)]
        return " | ".join(dict.fromkeys(part for part in (*passage.section, one_line(head), *labels) if part))


def rows(sources: Sequence[Source]) -> list[Row]:
    """Every sentence and row that a claim may rest on, in order."""
    found: list[Row] = []
    for source in sources:
        for span in spans_of(source.passage):
            if span in source.closed:
                continue
            text = folded(one_line(text_of(source.passage, span)))
            figures = tuple(f for f in source.passage.figures if span[0] <= f.start and f.end <= span[1])
            found.append(Row(source, span, text, _quantities(text), figures))
    return found


def bearing(claim: str, stated: Sequence[Quantity], found: Sequence[Row]) -> list[Row]:
    """The fewest rows that bear a claim: each adds a number of it or, after the first, at least two of its words."""
    wanted = set(stems(claim, across(claim, found)))
    values = {one.value for one in stated}
    chosen: list[Row] = []
    while len(chosen) < MOST_QUOTES:
        best, most = None, 0.0
        for row in found:
            if row in chosen:
                continue
            mine = widened(frozenset(stems(f"{row.text} | {row.context}", across(claim, [row]))))
            words = len(wanted & mine)
            held = len(values & {one.value for one in row.quantities})
            gain = _NUMBER_WEIGHT * held + words
            if gain > most and (not chosen or held or words >= 2):
                best, most = row, gain
        if best is None:
            break
        chosen.append(best)
        bag = widened(frozenset(stems(f"{best.text} | {best.context}", across(claim, [best]))))
        wanted -= bag
        values -= {one.value for one in best.quantities}
        if not wanted and not values:
            break
    return sorted(chosen, key=lambda row: (row.source.passage.id, row.span))


def across(claim: str, found: Sequence[Row]) -> bool:
    """Whether a claim and its evidence are in two languages, so that a dictionary must lead from one to the other."""
    return bool(found) and has_cjk(claim) != any(has_cjk(row.text) for row in found)


@lru_cache(maxsize=4096)
def stems(text: str, translated: bool) -> tuple[str, ...]:
    """The stems that carry facts; those of Chinese text in English where it is `translated`."""
    if not (translated and has_cjk(text)):
        return content(text)
    return tuple(stem for group in groups(text) for stem in group)


@lru_cache(maxsize=4096)
def groups(text: str) -> tuple[frozenset[str], ...]:
    """For every Chinese word of a text that carries a fact, the English stems that may say it; none may be empty."""
    found: list[frozenset[str]] = []
    # 共 before a verb is "in all", though the dictionary would read 共处 "to coexist"
    for word in segment(_IN_ALL.sub(" ", simplified(text))):
        if len(word) > 1 and has_cjk(word) and word not in LIGHT and not parse_unit(word).known:
            found.append(_senses(word) - NEUTRAL)
        elif not has_cjk(word):
            found += [frozenset({stem}) for stem in content(word)]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _senses(word: str) -> frozenset[str]:
    return frozenset(stem for said in all_senses(word) for stem in tokenise(said) if not stem[0].isdigit())


@lru_cache(maxsize=4096)
def _quantities(text: str) -> tuple[Quantity, ...]:
    return tuple(quantities(text))
