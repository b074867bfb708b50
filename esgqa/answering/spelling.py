"""Misspelt words, corrected to words that the index or the framework uses; a word that English knows is left alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from importlib import resources

from symspellpy import SymSpell, Verbosity

_WORD = re.compile(r"[A-Za-z][A-Za-z’'\-]*")
_SHORT = 3
# words that questions are made of, which no report need have
_ASKED_WITH = [
    "what",
    "when",
    "where",
    "which",
    "whose",
    "many",
    "much",
    "does",
    "company",
    "companies",
    "number",
    "total",
    "average",
    "percentage",
    "report",
    "year",
    "staff",
    "people",
    "employees",
    "workers",
    "women",
    "female",
    "male",
    "policy",
    "training",
    "hours",
    "complaints",
    "suppliers",
    "emissions",
    "electricity",
    "energy",
    "water",
    "waste",
]
_LONG = 8
_LONGEST_ACRONYM = 6


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """The words of symspellpy's English frequency list."""
    text = resources.files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    return frozenset(line.split(" ", 1)[0] for line in text.splitlines() if line)


class Speller:
    """Corrects against a vocabulary: words and how often they occur."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary

    @cached_property
    def _index(self) -> SymSpell:
        index = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
        for word in _ASKED_WITH:
            index.create_dictionary_entry(word, 1)
        for word, count in self._vocabulary.items():
            if len(word) > _SHORT and word.isascii() and word.isalpha():
                index.create_dictionary_entry(word, count)
        return index

    def knows(self, word: str) -> bool:
        """Whether the word is in the vocabulary or in English."""
        plain = word.lower().replace("’", "'").removesuffix("'s").strip("'-")
        return (
            plain in self._vocabulary
            or plain in english()
            or all(p in english() or p in self._vocabulary for p in plain.split("-"))
        )

    def correct(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The text with unknown words corrected, and what was changed.

        One edit (two from eight letters on), the first letter kept; capitals inside a sentence mark a name, which is
        corrected only to a word one edit away.
        """
        changed: list[tuple[str, str]] = []

        def fix(match: re.Match[str]) -> str:
            word = match.group()
            if len(word) <= _SHORT or self.knows(word) or not word.isascii():
                return word
            if word.isupper() and len(word) <= _LONGEST_ACRONYM and not text.isupper():
                return word
            plain = word.lower()
            name = word[0].isupper() and match.start() > 0
            limit = 2 if len(word) >= _LONG and not name else 1
            for suggestion in self._index.lookup(plain, Verbosity.CLOSEST, max_edit_distance=limit):
                if suggestion.term[0] == plain[0]:
                    changed.append((word, suggestion.term))
                    return str(suggestion.term)
            return word

        fixed = _WORD.sub(fix, text)
        return fixed, tuple(changed)
