"""Text to lexical tokens: one rule for both BM25 engines, for passages and for queries.

Words are stemmed (Snowball English) and lose their accents, stop words go, numbers stay whole without thousands
separators (`4,917` is `4917`), codes stay whole and give their parts too (`ISO27000` is also `iso` and `27000`),
hyphenated words are given joined and split, and runs of Chinese become two-character pieces and single characters
in Simplified script (measured by benchmarks/chinese.py: synonyms often share one character, 用電 and 外購電力).
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

STOP_WORDS = frozenset(
    """
    a an the this that these those and or but if then than as of at by for from in into on onto to with within upon
    is are was were be been being am do does did done doing have has had having will would shall should can could may
    might must it its itself they them their theirs we us our ours you your yours he him his she her hers i me my mine
    what which who whom whose when where why how there here s t so such also any some each per via about please tell
    give show find let
    """.split()
)

_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005\u3007"
_LETTER = rf"[^\W_{_CJK}]"
_TOKEN = re.compile(
    rf"(?P<cjk>[{_CJK}]+)"
    rf"|(?P<number>\d{{1,3}}(?:,\d{{3}})++(?:\.\d++)?(?!{_LETTER})|\d++(?:\.\d++)?(?!{_LETTER}))"
    rf"|(?P<word>{_LETTER}+(?:\.\d+)*(?:-{_LETTER}+(?:\.\d+)*)*)"
)
_CJK_RUN = re.compile(rf"[{_CJK}]+")
_CODE = re.compile(r"(?P<letters>[a-z]+)(?P<number>\d+(?:\.\d+)*)[a-z]?")
_GLUED_UNIT = re.compile(r"(?P<number>\d{2,}(?:\.\d+)?|\d+\.\d+)(?P<unit>[a-z]+)")
_LONG_WORD = 5
"""Letters from which a word with one or two digits at its end is a word with a mark, and no code."""
_POSSESSIVE = re.compile(r"(?<=\w)'s\b|(?<=s)'(?=\s|$)")
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u2010": "-", "\u2011": "-", "\u00ad": ""})

_local = threading.local()


def tokenise(text: str) -> list[str]:
    """The tokens of `text`, in order, repeats kept."""
    return list(_tokens(text))


def mostly_cjk(text: str) -> bool:
    """Whether at least half of the letters of `text` are Chinese characters: an English-only model is lost on it."""
    letters = [char for char in text if char.isalpha()]
    cjk = sum(len(run) for run in _CJK_RUN.findall(text))
    return bool(letters) and 2 * cjk >= len(letters)


def _tokens(text: str) -> Iterator[str]:
    for match in _TOKEN.finditer(_normalise(text)):
        kind, found = match.lastgroup, match.group()
        if kind == "cjk":
            yield from _pieces(_simplified(found))
        elif kind == "number":
            yield found.replace(",", "")
        else:
            yield from _word(found)


def _normalise(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return _POSSESSIVE.sub("", unicodedata.normalize("NFC", plain).lower())


def _word(found: str) -> Iterator[str]:
    parts = found.split("-")
    if len(parts) > 1:
        joined = "".join(parts)
        if not joined.isdigit():
            yield _stem(joined)
        for part in parts:
            if len(part) > 1 or part.isdigit():
                yield from _word(part)
        return
    if found in STOP_WORDS:
        return
    code = _CODE.fullmatch(found)
    if code is None:
        yield _stem(found)
        glued = _GLUED_UNIT.fullmatch(found)
        if glued:
            yield glued["number"]
            yield _stem(glued["unit"])
        return
    letters, number = code["letters"], code["number"]
    if len(letters) >= _LONG_WORD and len(number) <= 2:
        yield _stem(letters)  # the mark of a footnote, glued to a word: `consumption29`
        return
    yield found
    if "." in number:
        # A1.2 also answers to its aspect A1
        yield letters + number.partition(".")[0]
    elif len(letters) > 1 and len(number) > 1:
        yield letters
        yield number


def _pieces(run: str) -> Iterator[str]:
    for first, second in pairwise(run):
        yield first + second
    yield from run


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    # a PyStemmer object keeps a buffer of its own, so every thread has one
    stemmer: Any = getattr(_local, "stemmer", None)
    if stemmer is None:
        import Stemmer

        stemmer = _local.stemmer = Stemmer.Stemmer("english")
    return str(stemmer.stemWord(word))


@lru_cache(maxsize=65536)
def _simplified(run: str) -> str:
    return str(_converter().convert(run))


@lru_cache(maxsize=1)
def _converter() -> Any:
    # OpenCC reads its dictionaries for a while: only a text with Chinese in it pays for that
    import opencc

    return opencc.OpenCC("t2s")
