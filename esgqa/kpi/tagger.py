"""Which items of the framework a passage is about, from its wording, its headings, the issuer's index and its figures."""

from __future__ import annotations

import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from esgqa.errors import EsgqaError
from esgqa.kpi.edition import Edition, Item
from esgqa.kpi.phrases import HINT, Phrase, PhraseBook, phrase_book
from esgqa.kpi.words import OPTIONAL, has_cjk, simplified, tokens
from esgqa.types import IndexEntry, KpiTag, Passage


@dataclass(frozen=True, slots=True)
class Weights:
    """How evidence is weighed: each the chance that it alone is right, joined by noisy-or.

    Those of the wording (`phrase` to `phrase_limit`) are set by hand. `own`, `heading`, `similarity`, `listed`, `unit`,
    `neighbour` and the calibration are fitted: `tagger.toml` holds them and says from what, `eval/fit_tagger.py` how.
    """

    own: float
    """Share that the passage's own wording is worth."""
    heading: float
    """Share that a phrase is worth in a heading above the passage."""
    similarity: float
    listed: float
    """The issuer's index lists the passage's page for the item, beside other evidence."""
    unit: float
    """A figure has a dimension that the item is answered in, beside other evidence."""
    neighbour: float
    """Share left to an item whose easily confused neighbour has far better wording."""
    calibration: tuple[tuple[float, float], ...]
    """`(score, chance)`: how often an item's surest page is right, by its score, ascending; between them, a line."""
    phrase: float = 0.62
    """A phrase of two or more telling words, that no other item has."""
    word: float = 0.46
    """A single telling word ("complaints")."""
    hint: float = 0.12
    asked_phrase: float = 0.65
    """Share that a phrase is worth in a report where only askers are known to use it."""
    asked_word: float = 0.4
    inside: float = 0.35
    """Share left to a phrase that lies inside a longer phrase of another item."""
    phrase_limit: float = 0.85
    similarity_from: float = 0.3
    """Cosine similarity from which meaning counts; it counts in full at `similarity_to`."""
    similarity_to: float = 0.65
    listed_needs: float = 0.12
    floor: float = 0.3
    most: int = 6


def load_weights(text: str) -> Weights:
    """The weights from the text of `tagger.toml`; `EsgqaError` where it is damaged."""
    try:
        data = tomllib.loads(text)
        calibration = tuple((float(x), float(y)) for x, y in data["calibration"]["points"])
        own, heading, similarity, unit, neighbour, listed = (float(data["weights"][name]) for name in FITTED)
        return Weights(own, heading, similarity, listed, unit, neighbour, calibration)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise EsgqaError(
            "esgqa/kpi/tagger.toml", cause=f"it is damaged ({error})", remedy="Reinstall esgqa, or undo the edit."
        ) from error


FITTED = ("own", "heading", "similarity", "unit", "neighbour", "listed")
WEIGHTS = load_weights(files("esgqa.kpi").joinpath("tagger.toml").read_text("utf-8"))


def chance_of(score: float, weights: Weights = WEIGHTS) -> float:
    """How often an item's surest page is a right page for it where its score is this, measured on development data."""
    xs, ys = zip(*weights.calibration, strict=True)
    return float(np.interp(score, xs, ys))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an item in a passage, before it is weighed. All but the flags from 0 to 1."""

    phrase: float
    heading: float
    close: float
    listed: bool
    unit: bool
    outworded: bool
    """An easily confused neighbour has far better wording."""
    phrase_text: str = ""
    heading_text: str = ""


def weigh(found: Evidence, w: Weights = WEIGHTS) -> float:
    """The score of a tag, 0 to 1."""
    chances = [found.phrase * w.own, found.heading * w.heading, found.close * w.similarity]
    if found.listed:
        chances.append(w.listed)
    if found.unit:
        chances.append(w.unit)
    return _either(chances) * (w.neighbour if found.outworded else 1.0)


# words of a phrase may stand this many words further apart than in the phrase itself
_SLACK = 3


def tag_passages(
    passages: Sequence[Passage],
    entries: Sequence[IndexEntry],
    edition: Edition,
    similarity: NDArray[np.float32] | None = None,
) -> tuple[Passage, ...]:
    """The passages with their KPI tags, best first, at most six each and none below 0.3.

    `similarity`: cosine similarities of shape (passages, codes), the codes as in `edition.codes`. A row of the
    issuer's index is tagged with its own code and nothing else.
    """
    if similarity is not None and similarity.shape != (len(passages), len(edition.codes)):
        raise ValueError(f"similarity has shape {similarity.shape}, not {(len(passages), len(edition.codes))}")
    book = phrase_book(edition)
    listed: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for label in entry.pages:
            listed[label].add(entry.code)
    tagged: list[Passage] = []
    for n, passage in enumerate(passages):
        row = None if similarity is None else similarity[n]
        tags = (
            _index_tags(passage, entries)
            if passage.kind == "index_row"
            else _tags(passage, listed.get(passage.label, set()), edition, book, row)
        )
        tagged.append(replace(passage, kpis=tags))
    return tuple(tagged)


def _index_tags(passage: Passage, entries: Sequence[IndexEntry]) -> tuple[KpiTag, ...]:
    codes = [e.code for e in entries if e.page == passage.page and e.start < passage.end and passage.start < e.end]
    return tuple(KpiTag(code, 1.0, ("index row",)) for code in dict.fromkeys(codes))


def _tags(
    passage: Passage, listed: set[str], edition: Edition, book: PhraseBook, similarity: NDArray[np.float32] | None
) -> tuple[KpiTag, ...]:
    found = evidence_of(passage, listed, edition, book, similarity)
    scores = {code: weigh(one) for code, one in found.items()}
    ranked = sorted((code for code in scores if scores[code] >= WEIGHTS.floor), key=lambda code: -scores[code])
    return tuple(KpiTag(code, round(scores[code], 4), _reasons(found[code])) for code in ranked[: WEIGHTS.most])


def evidence_of(
    passage: Passage, listed: set[str], edition: Edition, book: PhraseBook, similarity: NDArray[np.float32] | None
) -> dict[str, Evidence]:
    """By code, what speaks for the item in a passage on a page that the issuer's index gives for `listed`."""
    w = WEIGHTS
    own = _evidence(passage.text, book, edition)
    above = _evidence(" . ".join(passage.section), book, edition)
    dimensions = {figure.dimension for figure in passage.figures} - {"unknown"}
    found: dict[str, Evidence] = {}
    for n, item in enumerate(edition.disclosures):
        phrase, text = own.get(item.code, (0.0, ""))
        heading, title = above.get(item.code, (0.0, ""))
        close = 0.0
        if similarity is not None:
            close = float(np.clip((similarity[n] - w.similarity_from) / (w.similarity_to - w.similarity_from), 0, 1))
        said = _either([phrase * w.own, heading * w.heading, close * w.similarity])
        found[item.code] = Evidence(
            phrase=phrase,
            heading=heading,
            close=close,
            listed=said >= w.listed_needs and item.code in listed,
            unit=max(phrase, heading) > w.hint and _dimensions_agree(item, dimensions),
            outworded=False,
            phrase_text=text,
            heading_text=title,
        )
    wording = {code: one.phrase + 0.5 * one.heading for code, one in found.items()}
    for item in edition.disclosures:
        best = max((wording.get(code, 0.0) for code, _ in item.neighbours), default=0.0)
        if best >= 0.4 and wording[item.code] < 0.6 * best:
            found[item.code] = replace(found[item.code], outworded=True)
    return found


def _reasons(found: Evidence) -> tuple[str, ...]:
    why = [f"phrase: {found.phrase_text}"] if found.phrase else []
    why += [f"heading: {found.heading_text}"] if found.heading else []
    why += ["similarity"] if found.close > 0.2 else []
    why += ["index page"] if found.listed else []
    return (*why, "unit") if found.unit else tuple(why)


def _dimensions_agree(item: Item, dimensions: set[str]) -> bool:
    return item.numeric and bool(item.dimensions & dimensions)


def _either(chances: Sequence[float]) -> float:
    left = 1.0
    for chance in chances:
        left *= 1.0 - chance
    return 1.0 - left


@lru_cache(maxsize=4096)
def wording(text: str, edition: Edition) -> Mapping[str, tuple[float, str]]:
    """By code, how far a text's wording alone speaks for the item (0 to 0.85), and the phrase that says most."""
    return MappingProxyType(dict(_evidence(text, phrase_book(edition), edition)))


def _evidence(text: str, book: PhraseBook, edition: Edition) -> Mapping[str, tuple[float, str]]:
    """By code, how far the wording speaks for it (0 to 0.85), and the phrase that says most."""
    if not text.strip():
        return {}
    hits: list[tuple[Phrase, frozenset[int]]] = []
    stems = [s for s in tokens(text) if s not in OPTIONAL]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for n, s in enumerate(stems):
        places[s].append(n)
    for phrase in book.present(places.keys()):
        if spots := _together(phrase, places):
            hits.append((phrase, spots))
    if has_cjk(text):
        chinese = re.sub(r"\s+", "", simplified(text)).lower()
        for phrase in book.chinese:
            if all(part in chinese for part in phrase.parts):
                if len(phrase.parts) > 1 and not _near(phrase.parts, chinese):
                    continue
                start = min(chinese.find(part) for part in phrase.parts)
                # Chinese spots are counted from below zero, apart from the English ones
                hits.append((phrase, frozenset(-1 - n for p in phrase.parts for n in range(start, start + len(p)))))
    found: defaultdict[str, dict[frozenset[int], tuple[float, str]]] = defaultdict(dict)
    numeric = _numeric(edition)
    for phrase, spots in hits:
        value = _value(phrase, book, phrase.code in numeric)
        if min(spots) >= 0:
            # the further apart its words stand, the less they are the phrase
            value *= math.sqrt(len(spots) / (max(spots) - min(spots) + 1))
        if any(spots < other_spots and other.code != phrase.code and other.worth > HINT for other, other_spots in hits):
            value *= WEIGHTS.inside
        old = found[phrase.code].get(spots)
        if old is None or old[0] < value:
            found[phrase.code][spots] = (value, phrase.text)
    evidence: dict[str, tuple[float, str]] = {}
    for code, values in found.items():
        chances = sorted(values.values(), reverse=True)
        # what lies inside a longer phrase of the same item says nothing more
        apart = [v for spots, v in values.items() if not any(spots < o for o in values)]
        total = _either([value for value, _ in sorted(apart, reverse=True)[:4]])
        evidence[code] = (min(max(total, chances[0][0]), WEIGHTS.phrase_limit), chances[0][1])
    return evidence


@lru_cache(maxsize=8)
def _numeric(edition: Edition) -> frozenset[str]:
    return frozenset(item.code for item in edition.disclosures if item.numeric)


def _value(phrase: Phrase, book: PhraseBook, numeric: bool) -> float:
    w = WEIGHTS
    if phrase.worth <= HINT:
        return w.hint
    chinese = has_cjk(phrase.text)
    long = len("".join(phrase.parts)) >= 4 if chinese else len(phrase.needed) > 1
    base = w.phrase if long else w.word
    if not chinese:
        # a word that many items share tells little, however it is used
        telling = max(book.stem_weight(part) for part in phrase.needed)
        base *= min(1.0, telling / _TELLING)
    if not chinese and not phrase.reported:
        base *= w.asked_phrase if long else w.asked_word
    # "staff" for "number of staff": the words of quantity are what made it a phrase
    if phrase.parts != phrase.needed and len(phrase.needed) == 1 and numeric:
        base *= 0.5
    return float(base / max(book.shared.get(phrase.parts, 1), 1) ** 0.5)


# weight of a stem that three items of some forty share
_TELLING = 2.7


def _together(phrase: Phrase, places: Mapping[str, Sequence[int]]) -> frozenset[int]:
    """Positions of the phrase's words where they stand closest, empty where they stand too far apart."""
    if len(phrase.needed) == 1:
        return frozenset(places[next(iter(phrase.needed))][:1])
    rare = min(phrase.needed, key=lambda s: len(places[s]))
    best: tuple[int, frozenset[int]] | None = None
    for anchor in places[rare]:
        spots = frozenset(min(places[s], key=lambda n: abs(n - anchor)) for s in phrase.needed)
        width = max(spots) - min(spots)
        if best is None or width < best[0]:
            best = (width, spots)
    if best is None or best[0] > len(phrase.needed) - 1 + _SLACK:
        return frozenset()
    return best[1]


def _near(parts: frozenset[str], text: str, reach: int = 12) -> bool:
    spots = [text.find(part) for part in parts]
    return max(spots) - min(spots) <= reach
