"""Closing up words that a PDF left in pieces: `A l ibaba Hea l th`, `off ice`, `d a m a g e ,`.

A dynamic programme over the pieces between two wide gaps of a line finds the cheapest reading, in which neighbours may
be joined and nothing is ever split. Numbers are walls. What is joined must be a word, of English or of the report
itself, and how much evidence a join needs depends on how telling its pieces are:

* telling: two or more pieces that are no words, as `util ization`: joined anywhere;
* likely: one such piece, as `gradual ly`, or a word of four letters and fewer: joined where the line or page has more;
* weak: all pieces are words, as `off ice`: joined on badly damaged pages, if the two words are no common pair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from esgqa.reading.traced import Traced
from esgqa.reading.words import Vocabulary, common_pair, frequencies, plausible

_MAX_PIECES = 30
_MAX_LETTERS = 32
_PAGE_EVIDENCE = 4
"""Telling and likely joins on a page that make its likely ones safe; a clean page of prose has 0 or 1."""
_WEAK_EVIDENCE = 8
_WEAK_RATIO = 0.5
"""How frequent a joined word must be beside the rarer of two real words that it swallows."""
_GAP = re.compile(r"\s+")
_WORD = r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*"
_PIECE = re.compile(rf"(?P<lead>[\"'“‘(\[«•]*)(?P<core>{_WORD})(?P<mark>\d{{0,2}})(?P<trail>[\"'”’)\].,;:!?»%]*[-‐‑]?)")
_CLOSING = re.compile(r"[.,;:!?)\]”’]+")
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]")


class Strength(IntEnum):
    """How little evidence around it a join needs."""

    TELLING = 1
    LIKELY = 2
    WEAK = 3


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    lead: str
    core: str
    tail: str
    """Footnote mark and punctuation behind the letters."""
    plausible: bool

    @property
    def opens(self) -> bool:
        """Whether another piece may follow within the same word."""
        return bool(self.core) and not self.tail

    @property
    def follows(self) -> bool:
        return bool(self.core) and not self.lead


@dataclass(frozen=True, slots=True)
class _Reading:
    """How one line reads: index ranges of pieces that make one word, and the strength of each join."""

    joins: tuple[tuple[int, int, Strength], ...] = ()

    @property
    def telling(self) -> int:
        return sum(strength is Strength.TELLING for _, _, strength in self.joins)

    @property
    def evidence(self) -> int:
        return sum(strength is not Strength.WEAK for _, _, strength in self.joins)


def repair_lines(lines: Sequence[Traced], vocabulary: Vocabulary) -> list[Traced]:
    """The lines of one page with their broken words closed; a line without debris comes back as it is."""
    pieces = [_pieces(line.text) for line in lines]
    readings = [_read(line, vocabulary, Strength.LIKELY) for line in pieces]
    page = sum(reading.evidence for reading in readings)
    telling = sum(reading.telling for reading in readings)
    safe = page >= _PAGE_EVIDENCE or telling >= 2
    repaired = []
    for line, found, reading in zip(lines, pieces, readings, strict=True):
        if page >= _WEAK_EVIDENCE:
            reading = _read(found, vocabulary, Strength.WEAK)
        elif reading.joins and not safe and reading.evidence < 2:
            reading = _read(found, vocabulary, Strength.TELLING)
        repaired.append(_close(line, found, reading) if reading.joins else line)
    return repaired


def _pieces(line: str) -> list[_Piece]:
    found = []
    for match in re.finditer(r"\S+", line):
        parts = _PIECE.fullmatch(match[0])
        if parts is None or _CJK.search(match[0]):
            found.append(_Piece(match.start(), match.end(), "", "", match[0], True))
        else:
            core = parts["core"]
            stands = all(plausible(part) for part in re.split(r"[-‐‑]", re.sub(r"['’]s?$", "", core)) if part)
            found.append(_Piece(match.start(), match.end(), parts["lead"], core, parts["mark"] + parts["trail"], stands))
    return found


def _read(pieces: Sequence[_Piece], vocabulary: Vocabulary, limit: Strength) -> _Reading:
    if limit is not Strength.WEAK and all(piece.plausible for piece in pieces):
        return _Reading()
    joins: list[tuple[int, int, Strength]] = []
    start = 0
    for index in range(1, len(pieces) + 1):
        # Two blanks and more are always a word's end; so is anything but letters.
        if index == len(pieces) or pieces[index].start - pieces[index - 1].end > 1 or not _may_touch(pieces, index):
            if index - start > 1:
                joins += _cheapest(pieces, start, index, vocabulary, limit)
            start = index
    return _Reading(tuple(joins))


def _may_touch(pieces: Sequence[_Piece], index: int) -> bool:
    return pieces[index - 1].opens and pieces[index].follows


def _cheapest(
    pieces: Sequence[_Piece], start: int, end: int, vocabulary: Vocabulary, limit: Strength
) -> list[tuple[int, int, Strength]]:
    best: list[float] = [0.0]
    back: list[tuple[int, Strength | None]] = [(start, None)]
    for stop in range(start + 1, end + 1):
        alone = best[stop - 1 - start] + vocabulary.cost(pieces[stop - 1].core)
        choice: tuple[float, int, Strength | None] = (alone, stop - 1, None)
        for first in range(stop - 2, max(start, stop - _MAX_PIECES) - 1, -1):
            group = pieces[first:stop]
            if sum(len(piece.core) for piece in group) > _MAX_LETTERS:
                break
            strength = _strength(group, vocabulary)
            if strength is None or strength > limit:
                continue
            cost = best[first - start] + vocabulary.cost("".join(piece.core for piece in group))
            if cost < choice[0]:
                choice = (cost, first, strength)
        best.append(choice[0])
        back.append((choice[1], choice[2]))
    joins: list[tuple[int, int, Strength]] = []
    stop = end
    while stop > start:
        first, strength = back[stop - start]
        if strength is not None:
            joins.append((first, stop, strength))
        stop = first
    return joins[::-1]


def _strength(group: Sequence[_Piece], vocabulary: Vocabulary) -> Strength | None:
    """How telling it is to join these pieces; None: not a word, or not written as one."""
    cores = [piece.core for piece in group]
    word = "".join(cores)
    if len(word) < 2 or not _one_case(cores) or not vocabulary.known(word):
        return None
    debris = sum(not piece.plausible for piece in group)
    if debris == 0:
        return Strength.WEAK if _swallows(cores, word) else None
    single = all(len(core) == 1 for core in cores)
    telling = debris >= 2 and (len(word) >= 5 if not single else len(word) >= 6)
    return Strength.TELLING if telling else Strength.LIKELY


def _one_case(cores: Sequence[str]) -> bool:
    """A word goes on in small letters, or is all capitals."""
    rest = "".join(cores[1:])
    return rest.islower() or ("".join(cores).isupper() and len(rest) > 0)


def _swallows(cores: Sequence[str], word: str) -> bool:
    if len(cores) != 2 or min(map(len, cores)) < 2 or len(word) < 5 or common_pair(cores[0], cores[1]):
        return False
    count = frequencies().get
    return count(word.lower(), 0) > _WEAK_RATIO * min(count(core.lower(), 0) for core in cores)


def _close(line: Traced, pieces: Sequence[_Piece], reading: _Reading) -> Traced:
    """The line without the blanks inside its joined words, nor before punctuation that was spaced off one."""
    drop: set[int] = set()
    for first, stop, _ in reading.joins:
        for index in range(first + 1, stop):
            drop.update(range(pieces[index - 1].end, pieces[index].start))
        after = pieces[stop] if stop < len(pieces) else None
        if after and after.start - pieces[stop - 1].end == 1 and _CLOSING.fullmatch(line.text[after.start : after.end]):
            drop.add(pieces[stop - 1].end)
    return line.without(drop)
