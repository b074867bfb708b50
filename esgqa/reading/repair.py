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
from esgqa.reading.words import Vocabulary, common_pair, plausible, rather_two, share_of

_MAX_PIECES = 30
_MAX_LETTERS = 32
_PAGE_EVIDENCE = 4
"""Telling and likely joins on a page that make its likely ones safe; a clean page of prose has 0 or 1."""
_WEAK_EVIDENCE = 8
_MAX_UNKNOWN = 0.35
"""Share of small-letter words left unknown above which a page is not in English; damaged English has up to 0.1."""
_LETTER_RATIO = 0.01
"""How frequent a word must be beside the word in it, for a lone letter to be part of it and no symbol or unit."""
_WEAK_RATIO = 0.5
"""How frequent a joined word must be beside the rarer of two real words that it swallows."""
_LOUD = 8
_WORDS_APART = 3
"""Wide gaps and broken words in a line, at least, for the gaps to be those between words and not between cells."""
_APART_SHARE = 0.7
"""Share of the broken words between such gaps that the dictionary must know."""
_WORD = r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*"
_PIECE = re.compile(
    rf"(?P<lead>[\"'“‘(\[«•]*)(?P<core>{_WORD})(?P<mark>\d{{0,2}})(?P<trail>[\"'”’)\].,;:!?»%$]*[-‐‑]?)"
)
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


Join = tuple[int, int, Strength]
"""First piece, piece behind the last, and how telling it is."""


def repair_lines(lines: Sequence[Traced], vocabulary: Vocabulary) -> list[Traced]:
    """The lines of one page with their broken words closed; a line without debris comes back as it is."""
    pieces = [_pieces(line.text, vocabulary) for line in lines]
    readings = [_read(line, vocabulary, Strength.LIKELY) for line in pieces]
    if _is_foreign(pieces, readings):
        return list(lines)
    here = [_evidence(*pair) for pair in zip(pieces, readings, strict=True)]
    page = set().union(*here) if here else set()
    safe = len(page) >= _PAGE_EVIDENCE or sum(strength is Strength.TELLING for _, strength in page) >= 2
    repaired = []
    for line, found, joins, words in zip(lines, pieces, readings, here, strict=True):
        if len(page) >= _WEAK_EVIDENCE:
            joins = _read(found, vocabulary, Strength.WEAK)
        elif joins and not safe and len(words) < 2:
            joins = _read(found, vocabulary, Strength.TELLING)
        repaired.append(_close(line, found, joins) if joins else line)
    return repaired


def _evidence(pieces: Sequence[_Piece], joins: Sequence[Join]) -> set[tuple[str, Strength]]:
    """The words joined, each once: a report that writes `e mail` all over is not damaged all over."""
    return {("".join(piece.core for piece in pieces[first:stop]).lower(), how) for first, stop, how in joins}


def _is_foreign(pieces: Sequence[Sequence[_Piece]], readings: Sequence[Sequence[Join]]) -> bool:
    """Whether the page is in another language: too many of its words stay unknown when all joins are made."""
    words = unknown = 0
    for line, joins in zip(pieces, readings, strict=True):
        joined = {index for first, stop, _ in joins for index in range(first, stop)}
        plain = [piece for index, piece in enumerate(line) if index not in joined and piece.core.islower()]
        words += len(plain) + len(joins)
        unknown += sum(not piece.plausible for piece in plain)
    return unknown > _MAX_UNKNOWN * words


def _pieces(line: str, vocabulary: Vocabulary) -> list[_Piece]:
    found = []
    # in a line all in capitals, two of them are no abbreviation
    loud = line.isupper() and sum(map(str.isalpha, line)) >= _LOUD
    for match in re.finditer(r"\S+", line):
        parts = _PIECE.fullmatch(match[0])
        if parts is None or _CJK.search(match[0]):
            found.append(_Piece(match.start(), match.end(), "", "", match[0], True))
        else:
            core = parts["core"]
            stands = plausible(core.lower() if loud else core) or re.sub(r"['’]s?$", "", core) in vocabulary.names
            found.append(
                _Piece(match.start(), match.end(), parts["lead"], core, parts["mark"] + parts["trail"], stands)
            )
    return found


def _read(pieces: Sequence[_Piece], vocabulary: Vocabulary, limit: Strength) -> list[Join]:
    if limit is not Strength.WEAK and all(piece.plausible for piece in pieces):
        return []
    groups: list[tuple[int, int]] = []
    start = wide = 0
    for index in range(1, len(pieces) + 1):
        # Two blanks and more are always a word's end; so is anything but letters.
        apart = index < len(pieces) and pieces[index].start - pieces[index - 1].end > 1
        wide += apart
        if index == len(pieces) or apart or not _may_touch(pieces, index):
            if index - start > 1:
                groups.append((start, index))
            start = index
    found = [_cheapest(pieces, *group, vocabulary, limit) for group in groups]
    if wide >= _WORDS_APART and len(groups) >= _WORDS_APART:
        whole = sum(len(joins) == 1 and joins[0][:2] == group for group, joins in zip(groups, found, strict=True))
        if whole >= _APART_SHARE * len(groups):
            found = [_whole(pieces, group) or joins for group, joins in zip(groups, found, strict=True)]
    return [join for joins in found for join in joins]


def _whole(pieces: Sequence[_Piece], group: tuple[int, int]) -> list[Join]:
    """All that stands between two wide gaps of a line whose words stand so apart: names and abbreviations too."""
    broken = any(not piece.plausible for piece in pieces[slice(*group)])
    return [(*group, Strength.TELLING)] if broken else []


def _may_touch(pieces: Sequence[_Piece], index: int) -> bool:
    return pieces[index - 1].opens and pieces[index].follows


def _cheapest(pieces: Sequence[_Piece], start: int, end: int, vocabulary: Vocabulary, limit: Strength) -> list[Join]:
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
    joins: list[Join] = []
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
    if word.isupper() and debris < 2:
        return None  # `PLAN B`, `CLASS A`
    if len(word) == 2 and not plausible(word):
        return None
    if debris == 1 and _is_apart(group, word):
        return None
    if any(rather_two("".join(cores[:cut]), "".join(cores[cut:])) for cut in range(1, len(cores))):
        return None
    single = all(len(core) == 1 for core in cores)
    telling = debris >= 2 and (len(word) >= 5 if not single else len(word) >= 6)
    return Strength.TELLING if telling else Strength.LIKELY


def _is_apart(group: Sequence[_Piece], word: str) -> bool:
    """Whether the one piece that is no word is a sign of its own: `per t` is more likely a ton than `pert`."""
    sign = next(piece.core for piece in group if not piece.plausible)
    cores = [piece.core for piece in group]
    if len(cores) == 2 and cores[0].lower() == "per" and len(sign) == 1:
        return True
    if min(map(len, cores)) > 2 or (len(sign) >= 4 and not share_of(sign, sign)):
        return False  # `A ppendix`
    return share_of(word, *cores) < _LETTER_RATIO


def _one_case(cores: Sequence[str]) -> bool:
    """A word goes on in small letters, or is all capitals."""
    rest = "".join(cores[1:])
    return rest.islower() or ("".join(cores).isupper() and len(rest) > 0)


def _swallows(cores: Sequence[str], word: str) -> bool:
    if len(cores) != 2 or min(map(len, cores)) < 2 or len(word) < 5 or common_pair(cores[0], cores[1]):
        return False
    return share_of(word, *cores) > _WEAK_RATIO


def _close(line: Traced, pieces: Sequence[_Piece], joins: Sequence[Join]) -> Traced:
    """The line without the blanks inside its joined words, nor before punctuation that was spaced off one."""
    drop: set[int] = set()
    for first, stop, _ in joins:
        for index in range(first + 1, stop):
            drop.update(range(pieces[index - 1].end, pieces[index].start))
        after = pieces[stop] if stop < len(pieces) else None
        if after and after.start - pieces[stop - 1].end == 1 and _CLOSING.fullmatch(line.text[after.start : after.end]):
            drop.add(pieces[stop - 1].end)
    return line.without(drop)
