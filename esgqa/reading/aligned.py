"""Tables in plain text: lines whose cells stand apart by wide gaps, as rows and columns.

`pdftotext -layout` and typists set a table's columns with blanks. Each cell is given the place that it has on a page of
type of one width, and the tables of such pages are told from there as those of a PDF are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from esgqa.reading.layout import RawCell, RawGrid
from esgqa.reading.layout.grids import grid_of
from esgqa.reading.layout.placing import YEAR
from esgqa.reading.layout.types import Grid, Segment, Word
from esgqa.reading.layout.words import VALUE

_GAP = re.compile(r"\t[\s]*|[^\S\n]{2,}|\u3000\s*")
_BARS = re.compile(r"\s*\|\s*")
_WORD = re.compile(r"\S+")
_WIDE, _HIGH = 5.0, 10.0
"""Width of a Latin character and height of a line, in points that only have to agree with each other."""
_PITCH = 12.0
_HANGS = 24
"""How far left of a cell the rest of it may stand on the line below: cells are centred and flushed right."""
_LONGEST_LINE = 1_000
"""Characters of a row, at most: what is longer was never set under anything."""
_TAB = 8
_LONGEST_LABEL = 90
_MAX_BETWEEN = 2
"""Lines of one cell between two rows: a group's name, the first line of a label that wraps."""
_LONGEST_VALUE = 24
_BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]$")
_DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)|\d\s*月|\d[./]\d{1,2}[./]\d",
    re.IGNORECASE,
)
_VALUES = 2
"""Rows with a value that make a table; under a head one will do."""
_LEAST_SHARE = 0.5
"""Share of the rows of several cells, heads aside, that must hold a value outside their first column."""
_OPEN = re.compile(r"(?:[,&/(–-]|\b(?:of|and|by|per|the|in|for|with|to|or|from|on|at|than))$", re.IGNORECASE)
_AGES = re.compile(
    r"\b(?:years?\s+old|aged?|or\s+(?:below|above|under|over|older|younger|more|less))\b|[岁歲]", re.IGNORECASE
)
_MARKED_YEAR = re.compile(r"((?:19|20)\d\d)[1-9]\d?")
_NEAR_YEARS = 6
_DASH = re.compile(r"[-–—•·▪]")
_SENTENCE = re.compile(r"[.!?。！？;；,，]$")


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    text: str
    at: int
    """Where it begins, in characters of one width."""

    @property
    def till(self) -> int:
        """Where it ends, likewise."""
        return self.at + _columns(self.text + " ")[-1]

    @property
    def is_value(self) -> bool:
        """Holds a number, with its unit at most, or a sign for none; no year and no date."""
        first = self.text.split()[0].rstrip(",;:")
        if self.text == "%" or self.is_year or _DATE.search(self.text) or _AGES.search(self.text):
            return False
        if YEAR.fullmatch(first) and first != self.text:
            return False
        return VALUE.fullmatch(self.text.replace(" ", "")) is not None or (
            VALUE.fullmatch(first) is not None and any(map(str.isdigit, first)) and len(self.text) <= _LONGEST_VALUE
        )

    @property
    def is_year(self) -> bool:
        """A year, with the unit of its column at most."""
        return YEAR.fullmatch(_BRACKETED.sub("", self.text)) is not None


_Line = tuple[_Cell, ...]


def aligned_tables(text: str) -> tuple[RawGrid, ...]:
    """The tables of figures on a page of plain text. Two columns of prose set side by side are none."""
    lines = _lines(text)
    found = []
    for first, last in _blocks(lines):
        grid = _grid(lines[first:last])
        if grid is not None:
            found.append(grid)
    return tuple(found)


def _lines(text: str) -> list[_Line]:
    """The cells of every line; an empty line has none."""
    found: list[_Line] = []
    at = 0
    for line in text.split("\n"):
        found.append(tuple(_cells(line, at)) if len(line) <= _LONGEST_LINE else ())
        at += len(line) + 1
    return found


def _cells(line: str, offset: int) -> list[_Cell]:
    gap = _BARS if line.count("|") > 1 else _GAP
    columns = _columns(line)
    cells, start = [], 0
    ends = [(found.start(), found.end()) for found in gap.finditer(line)]
    for stop, following in [*ends, (len(line), len(line))]:
        piece = line[start:stop]
        if text := piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            cells.append(_Cell(offset + begin, offset + begin + len(text), text, columns[begin]))
        start = following
    if len(cells) > 2 and _DASH.fullmatch(cells[0].text) and not cells[1].is_value:
        # a dash set apart from the name that it marks
        mark, name = cells[:2]
        whole = line[mark.start - offset : name.end - offset]
        cells[:2] = [_Cell(mark.start, name.end, whole, mark.at)]
    years = [int(one.text) for one in cells if one.text.isdecimal() and one.is_year]
    return [_without_mark(cell, years) for cell in cells] if years else cells


def _without_mark(cell: _Cell, years: Sequence[int]) -> _Cell:
    """`201813` beside `2019` is 2018 with the mark of a note: the year alone."""
    marked = _MARKED_YEAR.fullmatch(cell.text)
    if not marked or not any(abs(int(marked[1]) - year) < _NEAR_YEARS for year in years):
        return cell
    return _Cell(cell.start, cell.start + len(marked[1]), marked[1], cell.at)


def _columns(line: str) -> list[int]:
    """Where each character stands on a line of type of one width: a Chinese one takes two places."""
    found, at = [], 0
    for char in line:
        found.append(at)
        at += _TAB - at % _TAB if char == "\t" else 1 + (east_asian_width(char) in "WF")
    return found


def _blocks(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """Runs of lines, first to last (exclusive), that may be one table."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        if len(lines[index]) < 2:
            index += 1
            continue
        last, valued = index, _valued(lines[index])
        for at in range(index + 1, len(lines)):
            line = lines[at]
            if len(line) < 2:
                if at - last > _MAX_BETWEEN or (line and _is_prose(line[0])):
                    break
                continue
            parted = any(not one for one in lines[last:at])
            if valued and _is_head(line, lines, at, parted):
                break
            if parted and (len(line) != len(lines[last]) or not _valued(line)):
                break
            last, valued = at, valued or _valued(line)
        # what is left of a cell of the last row stands right of the first column
        second = lines[last][1].at
        while last + 1 < len(lines) and len(lines[last + 1]) == 1 and last > index:
            hanging = lines[last + 1][0]
            if hanging.at < second - _HANGS or _is_prose(hanging):
                break
            last += 1
        found.append((index, last + 1))
        index = last + 1
    return found


def _valued(line: _Line) -> bool:
    return any(cell.is_value for cell in line[1:])


def _is_head(line: _Line, lines: Sequence[_Line], at: int, parted: bool) -> bool:
    """Whether a line below rows of values heads a table of its own: years over its columns, or words under a gap."""
    if all(cell.is_year for cell in line[1:]) and (len(line) > 2 or not line[0].is_value):
        return True
    below = lines[at + 1] if at + 1 < len(lines) else ()
    return parted and not any(cell.is_value for cell in line) and _valued(below)


def _is_prose(cell: _Cell) -> bool:
    return len(cell.text) > _LONGEST_LABEL or _SENTENCE.search(cell.text) is not None


def _grid(lines: Sequence[_Line]) -> RawGrid | None:
    rows = [line for line in lines if line]
    several = [line for line in rows if len(line) > 1]
    heads = [line for line in several if not _valued(line)]
    valued = len(several) - len(heads)
    body = len(several) - next((at for at, line in enumerate(several) if _valued(line)), len(several))
    if valued < _VALUES - bool(not _valued(several[0])) or valued < _LEAST_SHARE * body:
        return None
    if not any(cell.is_value and any(map(str.isdigit, cell.text)) for line in several for cell in line[1:]):
        return None  # dashes alone mark points of words
    counts = {len(line) for line in several if _valued(line)}
    if len(counts) == 1 and max(len(line) for line in several) == max(counts):
        return _typed(rows, max(counts))
    places: dict[int, tuple[int, int]] = {}
    grid = grid_of([_row(line, y, places) for y, line in enumerate(rows)])
    return _carried(grid, places) if grid is not None else None


def _typed(rows: Sequence[_Line], columns: int) -> RawGrid:
    """The table of which every row of values has all its cells: they need not be set under one another."""
    full = [line for line in rows if len(line) == columns]
    extents = [
        (min(line[column].at for line in full), max(line[column].till for line in full)) for column in range(columns)
    ]
    first = next(at for at, line in enumerate(rows) if _valued(line))
    last_head = _heads(rows[:first], columns)
    cells: list[RawCell] = []
    row, above = -1, ""
    for at, line in enumerate(rows):
        if len(line) == columns:
            where = [(column, 1) for column in range(columns)]
        elif at < last_head and len(line) == columns - 1:
            where = [(column, 1) for column in range(1, columns)]
        elif at < last_head:
            where = _over(line, rows[at + 1], extents)
        else:
            where = [(_nearest(cell, extents), 1) for cell in line]
        # the first line of a name that wraps stands alone above the row that it names
        joined = at > last_head and len(rows[at - 1]) == 1 and len(line) == columns and _runs_on(above, line[0].text)
        goes_on = at > last_head and len(line) < columns and (where[0][0] > 0 or _runs_on(above, line[0].text))
        if not (joined or goes_on):
            row += 1
        if joined:
            cells[-1] = RawCell(row, 0, 1, cells[-1].start, line[0].end, cells[-1].indent)
            line, where = line[1:], where[1:]
        cells += [
            RawCell(row, column, span, cell.start, cell.end, _WIDE * (cell.at - extents[column][0]))
            for cell, (column, span) in zip(line, where, strict=True)
        ]
        above = line[0].text if where[0][0] == 0 else above
    heads = len({cell.row for cell in cells if cell.start < rows[last_head][0].start}) if last_head else 0
    return RawGrid(min(cell.start for cell in cells), max(cell.end for cell in cells), columns, heads, tuple(cells))


def _heads(rows: Sequence[_Line], columns: int) -> int:
    """How many lines above the first row of values head the columns: down to the first that names them all, and
    those below it that leave the first column empty or give years. A row of words may come before any values."""
    for at, line in enumerate(rows):
        if len(line) >= columns - 1 and at + 1 < len(rows):
            below = rows[at + 1]
            if len(below) != columns - 1 and not all(cell.is_year for cell in below[1:] or below):
                return at + 1
    return max((at + 1 for at, line in enumerate(rows) if len(line) > 1), default=0)


def _runs_on(above: str, below: str) -> bool:
    """Whether the first cell of a line goes on with that of the line above."""
    return (
        bool(_OPEN.search(above)) or above.count("(") > above.count(")") or below[:1].islower() or below[:1] in "()&/"
    )


def _nearest(cell: _Cell, extents: Sequence[tuple[int, int]]) -> int:
    """The column under which a cell of a line with fewer begins."""
    return min(range(len(extents)), key=lambda column: abs(extents[column][0] - cell.at))


def _over(line: _Line, below: _Line, extents: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """First column and width of each cell of a line of heads that has fewer cells than the table has columns."""
    columns = len(extents)
    labelled = line[0].at <= extents[0][0]
    heads = line[labelled:]
    named = below[len(below) - (columns - 1) :] if len(below) >= columns - 1 else ()
    round_of = (columns - 1) // len(heads) if heads and (columns - 1) % len(heads) == 0 else 0
    if round_of > 1 and named and all(named[at].text == named[at % round_of].text for at in range(columns - 1)):
        found = [(1 + at * round_of, round_of) for at in range(len(heads))]
    else:
        found = []
        for cell in heads:
            under = [at for at, (left, right) in enumerate(extents) if at and cell.at < right and left < cell.till]
            under = under or [max(1, _nearest(cell, extents))]
            found.append((under[0], under[-1] - under[0] + 1))
    return [(0, 1), *found] if labelled else found


def _row(line: _Line, y: int, places: dict[int, tuple[int, int]]) -> list[Segment]:
    """The line's cells as segments of words on a page; `places` gets each word's place in the text."""
    segments = []
    base = _PITCH * y
    for cell in line:
        columns = _columns(cell.text)
        words = []
        for found in _WORD.finditer(cell.text):
            begin, end = found.span()
            left, right = cell.at + columns[begin], cell.at + columns[end - 1] + 1
            word = Word(found.group(), _WIDE * left, base - _HIGH, _WIDE * right, base, base, False, blank=begin > 0)
            places[id(word)] = (cell.start + begin, cell.start + end)
            words.append(word)
        segments.append(Segment(words))
    return segments


def _carried(grid: Grid, places: dict[int, tuple[int, int]]) -> RawGrid:
    """The grid with its cells' places in the text; a cell that wraps around others is given line by line."""
    cells: list[RawCell] = []
    edges: dict[int, float] = {}
    for row in grid.rows:
        for cell in row:
            edges[cell.column] = min(edges.get(cell.column, cell.words[0].x0), cell.words[0].x0)
    for row in grid.rows:
        taken = sorted(place for cell in row for word in cell.words for place in [places[id(word)]])
        for cell in row:
            indent = round(cell.words[0].x0 - edges[cell.column], 1)
            runs: list[tuple[int, int]] = []
            for start, end in sorted(places[id(word)] for word in cell.words):
                if runs and not any(runs[-1][1] <= place[0] < start for place in taken):
                    runs[-1] = (runs[-1][0], end)
                else:
                    runs.append((start, end))
            cells += [RawCell(cell.row, cell.column, cell.span, start, end, indent) for start, end in runs]
    return RawGrid(
        min(cell.start for cell in cells), max(cell.end for cell in cells), grid.columns, grid.heads, tuple(cells)
    )
