"""Which strings are English words, and how common: symspellpy's frequency lists, read as plain files."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

_WORDS = "frequency_dictionary_en_82_765.txt"
_PAIRS = "frequency_bigramdictionary_en_243_342.txt"
# Two letters and fewer that stand alone in English prose. The list has more (`al`, `st`, `co`), but those are as often
# the debris of a broken word.
_SHORT_WORDS = (
    "a i am an as at be by do go he if in is it me my no of oh ok on or so to up us vs we "
    "eg ie ii iv vi kg km mg ml cm mm hr pm tv uk un eu hk"
)
_SHORT = frozenset(_SHORT_WORDS.split())
_PREFIXES = frozenset(
    ("anti", "co", "de", "e", "ex", "mid", "non", "pre", "pro", "re", "self", "semi", "sub", "un", "x")
)
"""What stands before a hyphen and nowhere else."""
_FORMS = frozenset(
    (
        "anti", "bio", "cyber", "de", "eco", "hydro", "inter", "micro", "mis", "multi", "non", "over", "photo", "pre",
        "re", "sub", "trans", "un", "under",
    )
)  # fmt: skip
"""What words are made with that no list has: `biodiesel`, `decarbonise`."""
_BASE = 5
_BRITISH = re.compile(r"is(?=(?:e[ds]?|ing|ations?)$)")
_MIN_THREE = 15_000_000
"""A three-letter string stands alone when it is at least as frequent as `gap` or `era`; `ser`, `str` and `ted` are not."""
_MIN_FOUR = 3_000_000
_PAIR_RATIO = 11
"""Of a pair's count and the joined word's. The pairs' list counts 23 times the words' list in all, and a word in two
pieces is the rarer of the two: half of that."""
_COMPOUND_RATIO = 0.02
_OWN, _FORMED, _UNKNOWN = 12.0, 17.0, 22.0
"""Costs of a word that the list lacks: the report's own, one made of a prefix and a word, any other."""
_PART = re.compile(r"[-‐‑]")
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")


@lru_cache(maxsize=1)
def frequencies() -> dict[str, int]:
    """Word → count, lower case, about 82,800 words."""
    text = resources.files("symspellpy").joinpath(_WORDS).read_text(encoding="utf-8-sig")
    return {word: int(count) for word, _, count in (line.partition(" ") for line in text.splitlines()) if count}


@lru_cache(maxsize=1)
def _total_log() -> float:
    return math.log(sum(frequencies().values()))


@lru_cache(maxsize=1)
def _pairs() -> dict[str, int]:
    text = resources.files("symspellpy").joinpath(_PAIRS).read_text(encoding="utf-8-sig")
    return {pair: int(count) for pair, _, count in (line.rpartition(" ") for line in text.splitlines()) if count}


def common_pair(first: str, second: str) -> bool:
    """Whether these two words often stand next to each other (`in to`, `health care`)."""
    return f"{first.lower()} {second.lower()}" in _pairs()


def rather_two(first: str, second: str) -> bool:
    """Whether these are more likely two words than one: `slow down` and `notice boards` are, `on ly` and `car bon` not."""
    if not plausible(first) or not plausible(second):
        return False
    whole = frequencies().get((first + second).lower(), 0)
    pair = _pairs().get(f"{first.lower()} {second.lower()}", 0)
    if pair:
        return pair > _PAIR_RATIO * whole
    return min(len(first), len(second)) >= 4 and whole > 0 and share_of(first + second, first, second) < _COMPOUND_RATIO


def plausible(word: str) -> bool:
    """Whether this string, letters and inner hyphens, stands alone as a word in running English."""
    first, *rest = _PART.split(_POSSESSIVE.sub("", word))
    return (_stands(first) or (bool(rest) and first.lower() in _PREFIXES)) and all(map(_stands, rest))


def _stands(word: str) -> bool:
    lower = word.lower()
    if len(word) <= 2:
        return lower in _SHORT or (len(word) == 2 and word.isupper())
    count = frequencies().get(lower, 0)
    if len(word) == 3:
        return count >= _MIN_THREE or word.isupper()
    return count >= (_MIN_FOUR if len(word) == 4 else 1)


def share_of(whole: str, *parts: str) -> float:
    """How frequent a word is beside the rarest of its parts that are words; 0 where it or they are none."""
    count = frequencies().get
    rarest = min((found for part in parts if (found := count(part.lower(), 0))), default=0)
    return count(whole.lower(), 0) / rarest if rarest else 0.0


@lru_cache(maxsize=4096)
def _is_formed(word: str) -> bool:
    """Whether a word is one by its spelling (`-isation`) or as a prefix and a word."""
    spelt = _BRITISH.sub("iz", word)
    if spelt != word and spelt in frequencies():
        return True
    return any(spelt[:cut] in _FORMS and spelt[cut:] in frequencies() for cut in range(2, len(spelt) - _BASE + 1))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """English, and the words that a report itself uses where its text is whole."""

    own: frozenset[str] = frozenset()
    """Lower case; words seen at least twice on undamaged lines."""
    names: frozenset[str] = frozenset()
    """Short capitalised words that are no English (`Lu`, `Ng`), as written; seen at least twice beside whole words."""
    compounds: frozenset[str] = frozenset()
    """Hyphenated words seen within a line, lower case."""

    def known(self, word: str) -> bool:
        """Whether every hyphenated part of this word is one, whatever its case and possessive ending."""
        first, *rest = _PART.split(_POSSESSIVE.sub("", word.lower()))
        opens = bool(rest) and first in _PREFIXES
        return (opens or self._has(first)) and all(map(self._has, rest))

    def _has(self, part: str) -> bool:
        return len(part) > 1 and (part in frequencies() or part in self.own or _is_formed(part))

    def cost(self, word: str) -> float:
        """Negative log probability; an unknown word costs more than any known one, and more the longer it is."""
        found = 0.0
        first, *rest = _PART.split(_POSSESSIVE.sub("", word.lower()))
        for part in (first, *rest):
            count = frequencies().get(part, 0)
            if part in self.own or (rest and part == first and part in _PREFIXES):
                own = _OWN
            else:
                own = _FORMED if not count and _is_formed(part) else _UNKNOWN + len(part)
            found += min(own, _total_log() - math.log(count)) if count else own
        return found


_CUT = re.compile(r"[^\W\d_]+[-‐‑]\s*$")
"""The first half of a word that the line's end cuts."""
_TOKEN = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*")


def vocabulary(lines: Iterable[str]) -> Vocabulary:
    """The words of the lines that show no damage: none of their short words is debris."""
    seen: Counter[str] = Counter()
    compounds: set[str] = set()
    whole: list[list[str]] = []
    for line in lines:
        words = _TOKEN.findall(_CUT.sub("", line))
        if any(len(word) <= 3 and word.islower() and not plausible(word) for word in words):
            continue
        whole.append(words)
        for word in words:
            lower = _POSSESSIVE.sub("", word.lower())
            parts = _PART.split(lower)
            seen.update(part for part in parts if len(part) >= 4)
            if len(parts) > 1:
                compounds.add(lower.replace("‐", "-").replace("‑", "-"))
    known = Vocabulary(frozenset(word for word, count in seen.items() if count > 1))
    names = Counter(name for words in whole for name in _names(words, known))
    return Vocabulary(known.own, frozenset(name for name, count in names.items() if count > 1), frozenset(compounds))


def _names(words: Sequence[str], known: Vocabulary) -> Iterator[str]:
    """The short capitalised words of a line that make no word with a neighbour (`Th` `is` would)."""
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        joins = known.known(before + word) or known.known(word + after)
        if len(word) in (2, 3) and word.istitle() and not plausible(word) and not joins:
            yield word
