"""Text printed twice, side by side: in English to the left and in Chinese to the right, or the other way round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from esgqa.reading.layout.types import Block, Segment, is_chinese
from esgqa.reading.layout.words import VALUE

Row = list[Segment]
_ONE_SCRIPT = 0.2
"""Share of a side's letters that may be of the script that it is not written in."""
_LETTERS_A_CHARACTER = 2.5
"""A Chinese character is about half a word, of some five letters."""
_LEAST = 6
"""Letters, or what is as much, of the shorter side."""
_TEXT_LINES, _TEXT = 3, 60
"""Lines and letters from which what stands in two scripts is a text and no cell that wraps."""


def in_two_scripts(left: Iterable[Row], right: Iterable[Row]) -> bool:
    """Whether one side of these lines is in English and the other in Chinese."""
    shares = sorted(_chinese_share(side) for side in (left, right))
    return shares[0] <= _ONE_SCRIPT and shares[1] >= 1 - _ONE_SCRIPT


def sides_of(rows: Sequence[Row]) -> tuple[list[Row], list[Row]] | None:
    """The two sides of lines that say one thing in two scripts, however few they are; None for any other lines.

    A line may stand on one side only: a translation is shorter or longer than its text.
    """
    segments = [segment for row in rows for segment in row]
    if any(isinstance(s, Block) or VALUE.fullmatch(s.text) for s in segments):
        return None
    chinese = [segment for segment in segments if _chinese_share([[segment]]) >= 0.5]
    latin = [segment for segment in segments if _chinese_share([[segment]]) < 0.5]
    if not chinese or not latin:
        return None
    first, second = sorted((latin, chinese), key=lambda side: min(s.x0 for s in side))
    x = min(s.x0 for s in second)
    if max(s.x1 for s in first) > x or min(_weight(side) for side in (first, second)) < _LEAST:
        return None
    left = [kept for row in rows if (kept := [s for s in row if s.x0 < x])]
    right = [kept for row in rows if (kept := [s for s in row if s.x0 >= x])]
    return (left, right) if in_two_scripts(left, right) else None


def is_bilingual_text(rows: Sequence[Row]) -> bool:
    """Whether lines are a text in two scripts, side by side."""
    if len(rows) < _TEXT_LINES:
        return False
    sides = sides_of(rows)
    return sides is not None and all(_weight(s for row in side for s in row) >= _TEXT for side in sides)


def _weight(segments: Iterable[Segment]) -> float:
    """How many letters; a Chinese character is several."""
    text = "".join(segment.text for segment in segments)
    return sum(_LETTERS_A_CHARACTER if is_chinese(char) else char.isalpha() for char in text)


def _chinese_share(side: Iterable[Row]) -> float:
    """Of the letters of a side, how many are Chinese, each character as much as the letters that say it."""
    text = "".join(segment.text for row in side for segment in row)
    chinese = _LETTERS_A_CHARACTER * sum(map(is_chinese, text))
    latin = sum(char.isascii() and char.isalpha() for char in text)
    return chinese / (chinese + latin) if chinese or latin else 0.0
