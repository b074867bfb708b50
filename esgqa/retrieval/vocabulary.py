"""The words of an index: as printed, for spelling, and as stems, for how telling each is."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_FILE = "words.json"
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[’'\-][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s$")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Written once a build."""

    passages: int
    words: Mapping[str, int]
    """Words as printed, lower case, and how often they occur."""
    stems: Mapping[str, int]
    """Tokens of the lexical index and in how many passages each occurs."""

    @classmethod
    def write(cls, texts: Sequence[str], tokens: Sequence[Sequence[str]], folder: Path) -> None:
        """Counts the words of the search texts and their tokens."""
        words = Counter(word for text in texts for word in words_of(text))
        stems = Counter(token for row in tokens for token in set(row))
        counts = {"passages": len(texts), "words": words, "stems": stems}
        (folder / _FILE).write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> Vocabulary:
        """As written."""
        counts = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(counts["passages"], counts["words"], counts["stems"])


def words_of(text: str) -> list[str]:
    """The words of a text, lower case, without possessive endings; numbers are no words."""
    return [_POSSESSIVE.sub("", word.lower()) for word in _WORD.findall(text)]
