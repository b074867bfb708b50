"""A reply taken apart into claims: sentences, each with the numbers of the passages that it cites."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from esgqa.passages.sentences import sentences

MOST_CLAIMS = 8
MOST_CHARS = 6000
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_MARK = r"[\[【［]\s*(?:passages?\s*)?\d{1,2}(?:\s*[,，、;]\s*\d{1,2})*\s*[\]】］]"
_CITES = re.compile(_MARK, re.IGNORECASE)
_AFTER_STOP = re.compile(rf"([.!?。！？；])[ \t]*((?:{_MARK}[ \t]*)+)", re.IGNORECASE)
_ITEM = re.compile(r"^\s*(?:[-*•·–]+\s+|\d{1,2}[.)、]\s+|#+\s+)")
_EMPHASIS = re.compile(r"\*\*|__|`+")
_NONE = re.compile(r"\W*NONE\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a reply, its citation marks taken off."""

    text: str
    cites: tuple[int, ...]


def claims_of(reply: str) -> list[Claim]:
    """The claims of a reply, in order, without repeats; none where it says that the passages do not answer."""
    text = _THOUGHT.sub(" ", _printable(reply))[:MOST_CHARS]
    if _NONE.fullmatch(text):
        return []
    found: dict[str, Claim] = {}
    for line in text.splitlines():
        # a mark behind the full stop belongs to the sentence before it
        plain = _AFTER_STOP.sub(r" \2\1 ", _EMPHASIS.sub("", _ITEM.sub("", line)))
        for start, end in sentences(plain):
            claim = _claim(plain[start:end])
            if claim.text and claim.text not in found:
                found[claim.text] = claim
    return list(found.values())[:MOST_CLAIMS]


def _claim(sentence: str) -> Claim:
    cites = [int(number) for mark in _CITES.findall(sentence) for number in re.findall(r"\d+", mark)]
    text = re.sub(r"\s+([.,;:!?。，；：！？])", r"\1", " ".join(_CITES.sub(" ", sentence).split()))
    return Claim(text if any(char.isalnum() for char in text) else "", tuple(dict.fromkeys(cites)))


def _printable(text: str) -> str:
    """Without invisible characters, which could part a number from its digits or turn the direction of writing."""
    return "".join(
        char if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs", "Cn") else " "
        for char in text.replace("\r", "\n").replace("\u200b", "").replace("\ufeff", "")
    )
