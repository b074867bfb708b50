"""The phrases of an edition, compiled for matching, and how much each word of them tells."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from esgqa.kpi.edition import Edition, Item
from esgqa.kpi.words import LIGHT, OPTIONAL, has_cjk, is_light, raw_words, stem, tokens, words

# what a phrase of each sort is worth: a hint alone stays below what counts as a match (0.3)
ASKER, REPORT, HINT = 1.0, 0.9, 0.28


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of speaking of an item. `parts` are stems, or, in Chinese, strings that all stand in the text."""

    code: str
    text: str
    parts: frozenset[str]
    needed: frozenset[str]
    """`parts` without the words of quantity, which a terse question leaves out."""
    worth: float
    reported: bool
    """Whether reports are known to write it."""


@dataclass(frozen=True, slots=True, eq=False)
class PhraseBook:
    """All phrases of an edition, English by stem and Chinese by string."""

    english: tuple[Phrase, ...]
    chinese: tuple[Phrase, ...]
    weight: Mapping[str, float]
    """Of a stem: high where few items share it."""
    shared: Mapping[frozenset[str], int]
    """How many items have the same phrase."""
    by_stem: Mapping[str, tuple[int, ...]]
    """Positions in `english` of the phrases that need a stem."""
    spellings: frozenset[str]
    """Words as written, for finding misspelt ones."""

    def present(self, stems: Collection[str]) -> list[Phrase]:
        """English phrases whose needed stems are all among `stems`."""
        have = set(stems)
        seen: set[int] = set()
        found: list[Phrase] = []
        for s in have:
            for n in self.by_stem.get(s, ()):
                if n not in seen:
                    seen.add(n)
                    if self.english[n].needed <= have:
                        found.append(self.english[n])
        # sets have no order of their own; the same text must always read the same
        return sorted(found, key=lambda p: (p.code, p.text, -p.worth))

    def stem_weight(self, token: str) -> float:
        """What a stem tells, `UNKNOWN` where no item has it."""
        return self.weight.get(token, UNKNOWN)


# a word that no item has: less than a telling word, more than a common one
UNKNOWN = 2.4
_LIGHT_WEIGHT = 0.15


@lru_cache(maxsize=8)
def phrase_book(edition: Edition) -> PhraseBook:
    """The compiled phrases of an edition, made once."""
    english: dict[tuple[str, frozenset[str]], Phrase] = {}
    chinese: dict[tuple[str, frozenset[str]], Phrase] = {}
    spellings: set[str] = set()
    for item in edition.disclosures:
        for text, worth in _spoken(item):
            if has_cjk(text):
                parts = frozenset(text.lower().split())
                needed = parts
            else:
                parts = frozenset(tokens(text))
                needed = parts - OPTIONAL
                spellings.update(w for w in (*words(text), *raw_words(text)) if len(w) >= 4)
            if not needed or (not has_cjk(text) and all(is_light(w) for w in words(text))):
                continue
            book = chinese if has_cjk(text) else english
            old = book.get((item.code, parts))
            written = worth == REPORT or has_cjk(text)
            if old is None:
                book[item.code, parts] = Phrase(item.code, text, parts, needed, worth, written)
            else:
                best = text if worth > old.worth else old.text
                book[item.code, parts] = Phrase(
                    item.code, best, parts, needed, max(worth, old.worth), written or old.reported
                )
    shared: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    users: defaultdict[str, set[str]] = defaultdict(set)
    for phrase in (*english.values(), *chinese.values()):
        if phrase.worth > HINT:
            shared[phrase.parts].add(phrase.code)
    for phrase in english.values():
        for part in phrase.needed:
            users[part].add(phrase.code)
    total = len(edition.disclosures)
    weight = {part: math.log(1 + total / len(codes)) for part, codes in users.items()}
    weight.update({stem(word): _LIGHT_WEIGHT for word in (*LIGHT, *OPTIONAL)})
    listed = tuple(english.values())
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    for n, phrase in enumerate(listed):
        by_stem[min(phrase.needed, key=lambda s: len(users[s]))].append(n)
    return PhraseBook(
        english=listed,
        chinese=tuple(chinese.values()),
        weight=weight,
        shared={parts: len(codes) for parts, codes in shared.items()},
        by_stem={s: tuple(ns) for s, ns in by_stem.items()},
        spellings=frozenset(spellings),
    )


def _spoken(item: Item) -> Sequence[tuple[str, float]]:
    phrases = item.phrases
    title = item.title.en.removeprefix("General Disclosure – ")
    return (
        *((text, ASKER) for text in phrases.asker),
        *((text, REPORT) for text in phrases.report),
        *((text, ASKER) for text in phrases.zh_hans),
        *((text, HINT) for text in (*phrases.hint, *phrases.zh_hint)),
        *(((title, REPORT),) if item.kind != "general_disclosure" else ((title, HINT),)),
    )
