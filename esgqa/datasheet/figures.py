"""Which figures of a report answer which KPI: by the words of the figure itself, then of what stands around it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod

from esgqa.kpi import Edition, Item, wording
from esgqa.kpi.words import tokens
from esgqa.passages.units import dimension_of
from esgqa.types import Document, Figure, Passage

_OWN, _SENTENCE, _ABOVE, _TAG, _LISTED = 1.0, 0.6, 0.55, 0.35, 0.2
"""What a phrase is worth in the figure's own words, in its sentence, in the headings above it; a tag; the index."""
_FLOOR = 0.42
_NEAR_BEST = 0.85
"""An item is given a figure if it speaks for it so far as the item that does most."""
_NEAR_ZERO = 0.95
"""A zero told in words is of one thing."""
_OF_ITEM, _OF_TABLE, _OF_PAGES = 0.8, 0.6, 0.9
"""Of its surest figure's score, what an item's others need: anywhere, in the same table, beside the issuer's pages."""
_ELSEWHERE = 0.6
"""Share left to an item that only the caption names, where the row names another."""
_PLACED = 0.5
"""Score of a table's figure under the aspect's heading, on a page that the index gives for the item, in one of its units."""
_SPECIFIC = frozenset(("money", "time", "mass", "energy", "volume"))
_RATE = re.compile(r"\b(?:rate|ratio|percentage|proportion|share)\b|率|百分比|比例", re.IGNORECASE)
_BREAKDOWN = re.compile(
    r"\b(?:male|female|men|women|age|aged|years? old|full[- ]time|part[- ]time|permanent|contract|senior|middle|junior|"
    r"management|managers?|staff|employees?|workers?|gender|region)\b|男|女|歲|岁|全職|全职|兼職|兼职|管理|員工|员工",
    re.IGNORECASE,
)
_NO_RESULT_BEFORE = re.compile(
    r"(?:\b(?:threshold|limit|cap|target|goal|benchmark|aims?|plans?|intends?|expects?|strives?|commit(?:s|ted)?|will|would|"
    r"by 20\d\d|not exceed|no more than|eligible for)\b|目標|目标|力爭|力争|上限|標準)[^.;。；]{0,60}$",
    re.IGNORECASE,
)
_NO_RESULT_AFTER = re.compile(
    r"^[^.;。；]{0,40}\b(?:threshold|limit|cap|target|goal|benchmark|standard|by 20\d\d|from (?:a|the) 20\d\d base)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class KpiFigure:
    """A figure, the passage it stands in, and how surely it answers an item."""

    figure: Figure
    passage: Passage
    score: float
    intensity: bool
    """Per something: a person, a square metre, a unit of revenue."""


def tag_figures(document: Document, edition: Edition) -> Document:
    """The document with the KPIs that each of its figures answers.

    Targets, limits and thresholds answer none: they say what ought to be.
    """
    listed = _listed(document)
    return replace(
        document,
        passages=tuple(
            _tagged(passage, edition, frozenset(listed.get(passage.label, set()))) for passage in document.passages
        ),
    )


def figures_by_kpi(document: Document) -> Mapping[str, tuple[KpiFigure, ...]]:
    """For every item that is answered in figures, or may be, those that answer it, in reading order."""
    found: defaultdict[str, list[KpiFigure]] = defaultdict(list)
    for passage in document.passages:
        for figure in passage.figures:
            for code, score in figure.kpis:
                found[code].append(KpiFigure(figure, passage, score, figure.dimension == "intensity"))
    listed = _listed(document)
    return {
        # totals and intensities are two answers to one item, each with words of its own
        code: tuple(
            sorted(
                (
                    *_kept([one for one in figures if one.intensity], listed, code),
                    *_kept([one for one in figures if not one.intensity], listed, code),
                ),
                key=lambda one: (one.figure.page, one.figure.start),
            )
        )
        for code, figures in found.items()
    }


def _listed(document: Document) -> Mapping[str, set[str]]:
    """Printed page → the codes that the issuer's index gives it for."""
    listed: defaultdict[str, set[str]] = defaultdict(set)
    for entry in document.entries:
        for label in entry.pages:
            listed[label].add(entry.code)
    return listed


def _tagged(passage: Passage, edition: Edition, listed: frozenset[str]) -> Passage:
    if passage.kind in ("boilerplate", "heading") or not passage.figures:
        return passage
    hearing = _Hearing(passage, edition, listed)
    figures: list[Figure] = []
    for figure in passage.figures:
        scores: dict[str, float] = {}
        if figure.row or not _no_result(passage, figure):
            scores = {code: round(score, 4) for code, score in hearing.scores(figure).items() if score >= _FLOOR}
        codes = sorted(_answered(figure, scores, edition, hearing), key=lambda code: (-scores[code], code))
        figures.append(replace(figure, kpis=tuple((code, scores[code]) for code in codes)))
    return replace(passage, figures=tuple(figures))


def _answered(figure: Figure, scores: Mapping[str, float], edition: Edition, hearing: _Hearing) -> list[str]:
    """The items that a figure answers, of those whose words it has."""
    numeric = {code for code in scores if (item := edition.get(code)) and item.gives_figures and fits(figure, item)}
    aspects = {_aspect(code) for code in numeric}
    # what is told in words of the same aspect (how waste is handled) may well hold the figure (how much)
    # an older edition's items and those of Part D may ask for one and the same: they do not compete
    best = {
        climate: max(
            (
                score
                for code, score in scores.items()
                if code.startswith("D") == climate and (code in numeric or _aspect(code) not in aspects)
            ),
            default=0.0,
        )
        for climate in (False, True)
    }
    nearest = _NEAR_ZERO if figure.value == "0" and not figure.row else _NEAR_BEST
    # where one item asks for the figure and another for words, the figure is the first one's
    numeric -= {
        code
        for code in numeric
        if not _asks_figure(edition, code)
        and any(
            _asks_figure(edition, c) and _aspect(c) == _aspect(code) and scores[c] >= 0.6 * scores[code]
            for c in numeric
        )
    }
    items = [
        item for code in numeric if scores[code] >= nearest * best[code.startswith("D")] and (item := edition.get(code))
    ]
    if figure.dimension == "percent" and any(map(_in_percent, items)):
        items = [item for item in items if _in_percent(item)]  # a rate, and no share of a count
    return [
        item.code
        for item in items
        if figure.dimension != "percent" or "percent" in item.dimensions or hearing.own(figure, item.code) >= 0.3
    ]


def _asks_figure(edition: Edition, code: str) -> bool:
    item = edition.get(code)
    return item is not None and item.numeric


@lru_cache(maxsize=512)
def _vocabulary(item: Item) -> frozenset[str]:
    """Stems of the phrases that reports use for an item."""
    return frozenset(stem for phrase in (*item.phrases.report, item.title.en) for stem in tokens(phrase))


def _aspect(code: str) -> str:
    """`A1` of `A1.2`; the paragraphs of Part D are one."""
    return "D" if code.startswith("D") else code.split(".")[0]


def _in_percent(item: Item) -> bool:
    """Whether the item is answered in percent before all else."""
    return "percent" in item.dimensions and bool(item.units) and item.units[0].startswith("%")


def _kept(figures: Sequence[KpiFigure], listed: Mapping[str, set[str]], code: str) -> tuple[KpiFigure, ...]:
    """Without those far less sure than the surest, and without those away from the issuer's pages for the item."""
    top = max((one.score for one in figures), default=0.0)
    tables = {_table(one) for one in figures if one.figure.row and one.score >= _OF_ITEM * top}
    sure = [
        one
        for one in figures
        if one.score >= _OF_ITEM * top or (one.figure.row and _table(one) in tables and one.score >= _OF_TABLE * top)
    ]
    own = {one.passage.page for one in sure if code in listed.get(one.passage.label, set())}
    if own:
        sure = [
            one
            for one in sure
            if one.passage.page in own
            or (min(abs(one.passage.page - page) for page in own) == 1 and one.score >= _OF_PAGES * top)
        ]
    return (*sure, *_said_again(figures, sure))


def _said_again(figures: Sequence[KpiFigure], sure: Sequence[KpiFigure]) -> list[KpiFigure]:
    """Years not given yet that stand in one row with a figure kept already: tables of several years give them."""
    kept = {(one.figure.value, one.figure.period) for one in sure if one.figure.value.strip("0.")}
    rows = {_row(one) for one in figures if one.figure.row and (one.figure.value, one.figure.period) in kept}
    have = {(one.figure.page, one.figure.start) for one in sure}
    periods = {one.figure.period for one in sure}
    return [
        one
        for one in figures
        if _row(one) in rows and one.figure.period not in periods and (one.figure.page, one.figure.start) not in have
    ]


def _row(one: KpiFigure) -> tuple[str, str, str]:
    return one.passage.id, one.figure.row, one.figure.caption


def _table(one: KpiFigure) -> tuple[str, ...]:
    """What names a table, whichever pages it runs over: its section and its title."""
    return (*one.passage.section, one.figure.caption.split(" · ")[0] or one.passage.id)


def _no_result(passage: Passage, figure: Figure) -> bool:
    """Whether the words around call it a target, a limit or a plan."""
    sentence = next(((a, b) for a, b in passage.sentences if a <= figure.start < b), (passage.start, passage.end))
    text, at = passage.text, passage.start
    before = " ".join(text[sentence[0] - at : figure.start - at].split())
    after = " ".join(text[figure.end - at : sentence[1] - at].split())
    return _NO_RESULT_BEFORE.search(before) is not None or _NO_RESULT_AFTER.search(after) is not None


class _Hearing:
    """What speaks for which item around the figures of one passage."""

    def __init__(self, passage: Passage, edition: Edition, listed: frozenset[str]) -> None:
        self.passage, self.edition, self.listed = passage, edition, listed
        self.above = wording(" . ".join(passage.section[-2:]), edition)
        self.tags = {tag.code: tag.score for tag in passage.kpis}
        self.aspects = {code.split(".")[0] for code, (score, _) in self.above.items() if score >= 0.3}
        self.aspects |= {code.split(".")[0] for code, score in self.tags.items() if score >= 0.7}

    def own(self, figure: Figure, code: str) -> float:
        """How far the figure's own words speak for an item."""
        return wording(own_words(figure), self.edition).get(code, (0.0, ""))[0]

    def scores(self, figure: Figure) -> dict[str, float]:
        own = wording(own_words(figure), self.edition)
        row = wording(figure.row, self.edition) if figure.row else {}
        # the value of a breakdown ("Male") names the item whose phrases have it, and is any item's
        broken_down = _BREAKDOWN.search(figure.row) is not None
        named = {
            code for code, (score, _) in row.items() if score >= 0.3 and not broken_down and self._may(figure, code)
        }
        around = {} if figure.row else wording(sentence_of(self.passage, figure), self.edition)
        found: dict[str, float] = {}
        for code in {*own, *around, *self.above}:
            said = own.get(code, (0.0, ""))[0]
            if named and code not in named:
                said *= _ELSEWHERE
            chances = (
                _OWN * said,
                _SENTENCE * around.get(code, (0.0, ""))[0],
                _ABOVE * self.above.get(code, (0.0, ""))[0],
                _TAG * self.tags.get(code, 0.0),
                _LISTED * (code in self.listed),
            )
            # headings, tags and the index tell which reading is meant, and nothing where the words are silent
            if chances[0] + chances[1] > 0.05 or (figure.row and chances[2] > 0.2):
                found[code] = 1.0 - prod(1.0 - chance for chance in chances)
        for named_item in self._of_one_word(figure):
            found[named_item.code] = max(found.get(named_item.code, 0.0), _PLACED)
        if figure.row and max(found.values(), default=0.0) < _PLACED and figure.dimension in _SPECIFIC:
            placed = [item for code in self.listed if (item := self.edition.get(code)) and self._holds(item, figure)]
            if len(placed) == 1:
                found[placed[0].code] = _PLACED
        return found

    def _may(self, figure: Figure, code: str) -> bool:
        """Whether the item can be what a row names: one of figures is not, where its unit is of something else."""
        item = self.edition.get(code)
        return item is None or not item.numeric or fits(figure, item)

    def _of_one_word(self, figure: Figure) -> list[Item]:
        """Items whose phrases have every word of a short row, and the unit that the figure has: `Water` in m3."""
        words = tokens(figure.row)
        if not words or len(words) > 2 or figure.dimension not in (*_SPECIFIC, "count"):
            return []
        found = [i for i in self.edition.disclosures if i.numeric and fits(figure, i) and set(words) <= _vocabulary(i)]
        return found if len(found) == 1 else []

    def _holds(self, item: Item, figure: Figure) -> bool:
        return item.numeric and item.aspect in self.aspects and figure.dimension in item.dimensions


def own_words(figure: Figure) -> str:
    """What the figure says of itself: row, column and caption in a table, the measure in prose."""
    if figure.row or figure.column or figure.caption:
        parts = (figure.row, figure.column, figure.caption, figure.measure)
        return " . ".join(dict.fromkeys(part for part in parts if part))
    return " . ".join(part for part in (figure.measure, figure.unit) if part)


def sentence_of(passage: Passage, figure: Figure) -> str:
    """The sentence or row that the figure stands in."""
    for start, end in passage.sentences:
        if start <= figure.start < end:
            return " ".join(passage.text[start - passage.start : end - passage.start].split())
    return " ".join(passage.text.split())


def fits(figure: Figure, item: Item) -> bool:
    """Whether the figure has a dimension that the item is answered in."""
    said = figure.value == "0" and not figure.row and not figure.raw[:1].isdigit()
    if said or not item.dimensions:
        return True  # "no disposal of hazardous waste" is a zero in any unit
    if figure.dimension == "intensity":
        top = dimension_of(_PER.split(figure.unit, maxsplit=1)[0].strip().removeprefix("’000 ").removeprefix("'000 "))
        return top in item.dimensions and (item.answer_type == "number+intensity" or top == "time")
    if figure.dimension == "percent":
        return "percent" in item.dimensions or (item.answer_type == "breakdown table" and "count" in item.dimensions)
    if figure.dimension == "count":
        return "count" in item.dimensions and _counted(figure.unit, item)
    if figure.dimension in item.dimensions:
        return not _GAS.search(figure.unit) or any(map(_GAS.search, item.units))
    if figure.dimension == "unknown":
        # a bare number under a heading of percentages
        bare = "percent" in item.dimensions and _RATE.search(own_words(figure)) is not None
        return "count" in item.dimensions or bare or figure.value == "0"
    return False


_PEOPLE = re.compile(r"\b(?:persons?|people|employees?|workers?|staff|headcounts?|deaths?|fatalities)\b", re.IGNORECASE)
_GAS = re.compile(r"CO\s?[2₂]|carbon dioxide|二氧化碳", re.IGNORECASE)
"""A weight of greenhouse gases, which is no weight of waste."""
_PER = re.compile(r"\s*/\s*|\s+per\s+", re.IGNORECASE)


def _counted(unit: str, item: Item) -> bool:
    """Whether the things counted are among those the item counts: cities are no waste, whatever the sentence says."""
    if not unit.isascii():
        return True
    last = unit.lower().split()[-1:] or [""]
    stem = last[0].rstrip("s")[:6]
    vocabulary = " ".join((*item.units, *item.phrases.report, *item.phrases.asker, item.title.en)).lower()
    return (
        len(stem) < 3
        or stem in vocabulary
        or (_PEOPLE.search(unit) and _PEOPLE.search(" ".join(item.units))) is not None
    )
