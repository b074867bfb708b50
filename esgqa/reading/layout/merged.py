"""Cells over several rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from esgqa.reading.layout.types import Cell, Segment
from esgqa.reading.layout.words import VALUE

Row = list[Segment]
Placed = tuple[int, int, Segment]
"""A part of a line with the first of its columns and how many it stretches over."""
_FEWER = 0.67
"""How many lines of a column, as a share of the lines with numbers, may have anything, for its cells to be over several rows."""
_PARTED = 0.5
"""Share of the columns that a level line must run under to part two rows, and of the lines that have values."""


class Merged:
    """Cells over several rows, told by level lines that leave them out: their words are taken out of the lines that they
    happen to stand on, the middle ones as a rule, and put into the first row that they are of.

    `rows`, `placed` and `levels` are the lines of the table without them, and the lines that part its rows.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        placed: Sequence[Sequence[Placed]],
        strips: Sequence[tuple[float, float]],
        levels: Sequence[float],
        short_levels: Sequence[tuple[float, float, float]],
    ) -> None:
        self.rows, self.placed, self.levels = rows, placed, levels
        self._lifted: dict[tuple[int, float, float], list[Segment]] = {}
        edges = [min(s.x0 for row in rows for s in row), *(x for strip in strips for x in strip)]
        edges.append(max(s.x1 for row in rows for s in row))
        middles = [(x0 + x1) / 2 for x0, x1 in zip(edges[::2], edges[1::2], strict=True)]
        drawn: list[tuple[float, set[int]]] = []
        for y, a, b in sorted(short_levels):
            over = {at for at, x in enumerate(middles) if a <= x <= b}
            if drawn and y - drawn[-1][0] <= 1:
                drawn[-1][1].update(over)  # pieces of one line, on both sides of a cell that it leaves out
            elif levels and levels[0] < y < levels[-1]:
                drawn.append((y, over))
        inner = [(y, over) for y, over in drawn if _PARTED * len(middles) <= len(over) < len(middles)]
        # in a table of words a line may be drawn under any of them
        if not inner or sum(map(_has_numbers, placed)) < _PARTED * len(placed):
            return
        for column in range(len(middles)):
            if self._lines(column, levels[0], levels[-1]) > _FEWER * self._values(levels[0], levels[-1]):
                continue  # as many names as rows: each is of its own row
            own = sorted([*levels, *(y for y, over in inner if column in over)])
            for top, bottom in pairwise(own):
                whole = any(top < y < bottom and column not in over for y, over in inner)
                if whole and self._lines(column, top, bottom) < self._values(top, bottom):
                    self._lift(column, top, bottom)
        self.levels = sorted([*levels, *(y for y, _ in inner)])

    def _lines(self, column: int, top: float, bottom: float) -> int:
        """How many lines have something in this column only, between two heights."""
        inside = (pieces for row, pieces in zip(self.rows, self.placed, strict=True) if top < _height(row) < bottom)
        return sum(any(at == column and span == 1 for at, span, _ in pieces) for pieces in inside)

    def _values(self, top: float, bottom: float) -> int:
        """How many lines have numbers."""
        inside = (pieces for row, pieces in zip(self.rows, self.placed, strict=True) if top < _height(row) < bottom)
        return sum(map(_has_numbers, inside))

    def _lift(self, column: int, top: float, bottom: float) -> None:
        rows: list[Row] = []
        placed: list[list[Placed]] = []
        for row, pieces in zip(self.rows, self.placed, strict=True):
            own = [s for at, span, s in pieces if at == column and span == 1 and top < (s.y0 + s.y1) / 2 < bottom]
            kept = [piece for piece in pieces if not any(piece[2] is one for one in own)]
            if own:
                self._lifted.setdefault((column, top, bottom), []).extend(own)
            if kept:
                rows.append([segment for _, _, segment in kept] if own else row)
                placed.append(kept)
        self.rows, self.placed = rows, placed

    def put_back(self, table: Sequence[list[Cell]], firsts: Sequence[Row]) -> None:
        """Into the rows of a table, of each of which the first line is given."""
        heights = [_height(row) for row in firsts]
        for (column, top, bottom), segments in self._lifted.items():
            # where no row begins inside, the nearest: no word of a page may be lost
            inside = [at for at, height in enumerate(heights) if top < height < bottom] or [
                min(range(len(heights)), key=lambda at: abs(heights[at] - (top + bottom) / 2))
            ]
            cell = Cell(inside[0], column, 1, [word for segment in segments for word in segment.words], len(inside))
            for word in cell.words[1:]:
                word.blank = word.blank or word.x0 < cell.words[0].x1
            row = table[inside[0]]
            row.insert(sum(one.column < column for one in row), cell)


def is_value(segment: Segment) -> bool:
    """Whether it begins with a number, or is but a sign for none."""
    first = segment.words[0].text
    if VALUE.fullmatch(first) is None or first[-1] in ".,":
        return False
    return any(map(str.isdigit, first)) or len(segment.words) == 1


def _has_numbers(placed: Sequence[Placed]) -> bool:
    return any(column > 0 and is_value(one) and any(map(str.isdigit, one.text)) for column, _, one in placed)


def _height(row: Row) -> float:
    """Where the middle of a line stands."""
    return (min(s.y0 for s in row) + max(s.y1 for s in row)) / 2
