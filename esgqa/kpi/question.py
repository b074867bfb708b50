"""Which items of the framework a question is about, in English or either Chinese script."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from esgqa.kpi.codes import find_codes
from esgqa.kpi.edition import Edition, Item
from esgqa.kpi.phrases import HINT, Phrase, PhraseBook, phrase_book
from esgqa.kpi.words import OPTIONAL, QUANTITY, STOP, has_cjk, raw_words, simplified, stem, words
from esgqa.types import Language

# below this a match says nothing and is left out
_FLOOR = 0.1
# a phrase whose words of quantity the question leaves out ("suppliers" for "number of suppliers")
_WITHOUT_QUANTITY = 0.75
# a phrase inside a longer phrase of another item: "emissions" in "GHG emissions"
_INSIDE = 0.4
# an item in words where the question asks for a quantity
_WORDS_FOR_QUANTITY = 0.62
# how fast a match falls as the question says other things too
_COVERAGE_POWER = 0.8
# other items beside a code that was named outright
_BESIDE_CODE = 0.5
_CHINESE_CHARACTER = 1.0
_CHINESE_FILLER = re.compile(
    r"公司|集团|几多|有冇|有无|咗|报告期|报告|年度|请问|什么|如何|怎么|怎样|多少|哪些|哪里|是否|有没有|告诉我|一共|总共|总数|数量|数目|是多少|披露|"
    r"情况|期内|以及|我想知道|方面|有关|关于|相关|[嘅的了是有吗呢在和及与对其该本被几年吧把为会个名次]|[^\u3400-\u9fff]"
)


@dataclass(frozen=True, slots=True)
class KpiMatch:
    """An item that a question is about."""

    code: str
    score: float
    """0 to 1; 1 where the question names the code."""
    phrase: str
    """The phrase of the framework that matched, or the code as named."""


def match_question(text: str, edition: Edition, *, vocabulary: Collection[str] | None = None) -> tuple[KpiMatch, ...]:
    """Items that a question is about, best first; empty where it is about none.

    `vocabulary`: words (lower case) that are spelt right although the framework does not have them; without it, a
    list of English words is read when a word looks misspelt. Words of five letters or more that neither has are
    taken for the nearest word of the framework, one or two edits away.
    """
    book = phrase_book(edition)
    scores: dict[str, tuple[float, str]] = {}
    for code in find_codes(text):
        item = edition.get(code)
        if item is not None:
            named = f"{code}.GD" if item.kind == "aspect" and edition.get(f"{code}.GD") else code
            scores.setdefault(named, (1.0, code))
    damp = _BESIDE_CODE if scores else 1.0
    numeric = frozenset(item.code for item in edition.disclosures if item.numeric)
    for code, score, phrase in _by_phrases(text, book, vocabulary, numeric):
        if score * damp >= _FLOOR and code not in scores:
            scores[code] = (score * damp, phrase)
    order = {code: n for n, code in enumerate(edition.codes)}
    ranked = sorted(scores.items(), key=lambda entry: (-entry[1][0], order.get(entry[0], len(order))))
    return tuple(KpiMatch(code, round(score, 4), phrase) for code, (score, phrase) in ranked)


def expand_query(codes: Sequence[str], edition: Edition, language: Language = "en") -> tuple[str, ...]:
    """Search phrases for items, in a language: title first, then what reports write, the items taken in turns.

    With `en`, a question in Chinese finds English text. An aspect stands for all its items.
    """
    lists: list[list[str]] = []
    for code in codes:
        item = edition.get(code)
        if item is None:
            continue
        within = [i for i in edition.disclosures if i.aspect == code] if item.kind == "aspect" else [item]
        for one in within:
            lists.append(_phrases_in(one, language))
    turns = [entry[n] for n in range(max(map(len, lists), default=0)) for entry in lists if n < len(entry)]
    return tuple(dict.fromkeys(turns))


def _phrases_in(item: Item, language: Language) -> list[str]:
    if language == "zh-Hant":
        return [item.title.zh_hant, *(p.replace(" ", "") for p in item.phrases.zh_hant)]
    if language == "zh-Hans":
        return [item.title.zh_hans, *(p.replace(" ", "") for p in item.phrases.zh_hans)]
    return [item.title.en.removeprefix("General Disclosure – "), *item.phrases.report]


def _by_phrases(
    text: str, book: PhraseBook, vocabulary: Collection[str] | None, numeric: frozenset[str]
) -> list[tuple[str, float, str]]:
    stems = [stem(word) for word in words(_respelt(text, book, vocabulary))]
    weights = {s: book.stem_weight(s) for s in stems}
    found: list[tuple[Phrase, frozenset[object], float]] = [
        (p, frozenset(p.parts & weights.keys()), 1.0 if p.parts <= weights.keys() else _WITHOUT_QUANTITY)
        for p in book.present(stems)
    ]
    units: dict[object, float] = {}
    units.update(weights)
    if has_cjk(text):
        # a particle between two words of a phrase says nothing: 因工伤损失的工作日数
        chinese = re.sub(r"[\s的]+", "", simplified(text)).lower()
        filler = {n for m in _CHINESE_FILLER.finditer(chinese) for n in range(*m.span())}
        units.update({n: _CHINESE_CHARACTER for n in range(len(chinese)) if n not in filler})
        for phrase in book.chinese:
            parts = [part.replace("的", "") for part in phrase.parts]
            if all(part in chinese for part in parts):
                spots = {n for part in parts for n in _spots(part, chinese)}
                # filler inside a phrase counts: it is part of what was said
                units.update(dict.fromkeys(spots, _CHINESE_CHARACTER))
                found.append((phrase, frozenset(spots), 1.0))
    asked = QUANTITY in weights
    total = sum(units.values())
    if not found or total <= 0:
        return []
    by_code: defaultdict[str, list[tuple[float, Phrase, frozenset[object]]]] = defaultdict(list)
    for phrase, spots_, whole in found:
        core = spots_ - OPTIONAL
        around = [
            other.code
            for other, other_spots, _ in found
            if core < (other_spots - OPTIONAL) and other.code != phrase.code and other.worth > HINT
        ]
        quality = phrase.worth * whole
        if around:
            # asked for a quantity, the figure holds against the longer phrase of an item in words
            rescued = asked and phrase.code in numeric and not numeric.intersection(around)
            quality *= 1.0 if rescued else _INSIDE
        if asked and phrase.code not in numeric:
            quality *= _WORDS_FOR_QUANTITY
        quality /= max(book.shared.get(phrase.parts, 1), 1) ** 0.15
        by_code[phrase.code].append((quality, phrase, spots_))
    results: list[tuple[str, float, str]] = []
    for code, entries in by_code.items():
        # the best phrase leads; others of nearly its quality add what they cover of the question
        def alone(entry: tuple[float, Phrase, frozenset[object]]) -> float:
            share: float = sum(units[s] for s in entry[2]) / total
            return float(entry[0] * share**_COVERAGE_POWER)

        best = max(entries, key=alone)
        covered = set(best[2]).union(*(spots_ for quality, _, spots_ in entries if quality >= 0.5 * best[0]))
        share = min(1.0, sum(units[s] for s in covered) / total)
        results.append((code, 0.98 * best[0] * share**_COVERAGE_POWER, best[1].text))
    return results


def _spots(part: str, text: str) -> set[int]:
    spots: set[int] = set()
    start = text.find(part)
    while start >= 0:
        spots.update(range(start, start + len(part)))
        start = text.find(part, start + 1)
    return spots


def _respelt(text: str, book: PhraseBook, vocabulary: Collection[str] | None) -> str:
    """The text with misspelt words of the framework put right, before compounds are read ("non-hazardus waste")."""
    for word in dict.fromkeys(raw_words(text)):
        if len(word) < 5 or word in book.spellings or stem(word) in book.weight or word in STOP:
            continue
        if vocabulary is not None and word in vocabulary:
            continue
        nearest = _nearest(word, book)
        if nearest != word and (vocabulary is not None or word not in _english()):
            text = re.sub(rf"(?i)(?<![a-z]){word}(?![a-z])", nearest, text)
    return text


@lru_cache(maxsize=4096)
def _nearest(word: str, book: PhraseBook) -> str:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    edits = 1 if len(word) < 7 else 2
    candidates = [w for w in book.spellings if abs(len(w) - len(word)) <= edits and w[0] == word[0]]
    best = process.extractOne(word, sorted(candidates), scorer=OSA.distance, score_cutoff=edits)
    return str(best[0]) if best else word


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    """English words, from symspellpy's frequency list."""
    lines = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text("utf-8").splitlines()
    return frozenset(line.split(" ", 1)[0].lstrip("\ufeff") for line in lines)
