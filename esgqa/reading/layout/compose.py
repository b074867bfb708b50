"""The page written out: text in reading order, every character with its box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from esgqa.reading.layout.bilingual import sides_of
from esgqa.reading.layout.columns import regions
from esgqa.reading.layout.grids import find_runs, grid_of, lines_of
from esgqa.reading.layout.ruled import ruled_blocks
from esgqa.reading.layout.types import (
    Block,
    Box,
    Grid,
    Ink,
    RawCell,
    RawGrid,
    RawLine,
    RawPage,
    Segment,
    Word,
    is_chinese,
)
from esgqa.reading.layout.words import VALUE, rows_of, segments_of, turned, words_of

Row = list[Segment]
_PARAGRAPH = 1.3
"""Distance between lines, in line pitches, that sets paragraphs apart."""
_RESIZED = 1.12
_CALLED_OUT = 1.4
_SEVERAL = 3
_EDGE = 0.085
"""Share of the page's height at its top and bottom where headers and footers stand."""
_MARGIN = 0.08
"""Share of the page's height above and below which a line belongs to a running head or foot."""
_OUTERMOST = 0.065
"""The same above which no table begins."""
_SAME, _HEAD_ROW = 2.0, 0.06
"""Points by which the ends of two lines of a table may differ, and how high a row of heads may be, as a share of the page."""
_EVEN = 1.6
"""How much wider the widest white of a stretched line may be than its narrowest."""
_WIDE = 2.5
"""Gap in a line of text, in heights of the text, that no justified line has."""


def compose(ink: Ink) -> RawPage:
    """The page's text in reading order. Text set upright comes first, then what runs along the page's sides."""
    writer = _Writer()
    turns = Counter(glyph.turn for glyph in ink.glyphs if not glyph.char.isspace())
    for turn, _ in turns.most_common():
        words = words_of([glyph for glyph in ink.glyphs if glyph.turn == turn], turn, ink.width, ink.height)
        rules = [turned(rule, turn, ink.width, ink.height) for rule in ink.rules]
        write_words(writer, words, rules, ink.height if turn % 2 == 0 else ink.width)
    return RawPage(
        "".join(writer.chars),
        tuple(writer.boxes),
        tuple(writer.raised),
        tuple(writer.grids),
        tuple(writer.lines),
        (ink.width, ink.height),
        blank=not (ink.glyphs or ink.drawn or ink.picture_share),
    )


def write_words(writer: _Writer, words: Sequence[Word], rules: Sequence[Box], height: float) -> None:
    """Words of one direction, laid out."""
    uprights = [rule for rule in rules if rule[2] - rule[0] < 1]
    segments = [segment for row in rows_of(words) for segment in segments_of(row, uprights)]
    # the lines of running heads and feet frame no table
    inner = [rule for rule in rules if not _in_margin(rule, rules, height)]
    blocks, rest = ruled_blocks(segments, inner)
    rows = lines_of([*rest, *blocks])
    first, last = _body(rows, height)
    for region in [rows[:first], *regions(rows[first:last], rules), rows[last:]]:
        _write_region(writer, region)
        writer.end_block()


def _in_margin(rule: Box, rules: Sequence[Box], height: float) -> bool:
    """Whether a line is that of a running head or foot. A table may begin right below the head: its first line has another
    of the same width close below it."""
    if rule[1] <= _OUTERMOST * height or rule[3] >= (1 - _MARGIN) * height:
        return True
    if rule[1] > _MARGIN * height:
        return False
    return not any(
        abs(one[0] - rule[0]) < _SAME and abs(one[2] - rule[2]) < _SAME and 1 < one[1] - rule[1] < _HEAD_ROW * height
        for one in rules
    )


def _body(rows: Sequence[Row], height: float) -> tuple[int, int]:
    """The lines `first` to `last` (exclusive) between the page's header and footer."""
    first, last = 0, len(rows)
    spaced = 1.2 * _pitch(rows) if rows else 0.0
    while first < last and rows[first][0].base < _EDGE * height and _clear(rows, first, first + 1, spaced):
        first += 1
        # a list set wide apart is no second header
        spaced = max(spaced, 1.1 * (rows[first][0].base - rows[first - 1][0].base)) if first < last else spaced
    spaced = 1.2 * _pitch(rows) if rows else 0.0
    while last > first and rows[last - 1][0].base > (1 - _EDGE) * height and _clear(rows, last - 2, last - 1, spaced):
        last -= 1
        spaced = max(spaced, 1.1 * (rows[last][0].base - rows[last - 1][0].base)) if last > first else spaced
    return first, last


def _clear(rows: Sequence[Row], above: int, below: int, spaced: float) -> bool:
    """Whether white parts these two lines, more than between the page's other lines (`spaced`), or there is but one."""
    if above < 0 or below >= len(rows) or any(isinstance(s, Block) for s in (*rows[above], *rows[below])):
        return above < 0 or below >= len(rows)
    return rows[below][0].base - rows[above][0].base > max(1.6 * rows[above][0].size, spaced)


def _write_region(writer: _Writer, region: Sequence[Row]) -> None:
    """A part of the page that is read line by line: paragraphs and tables."""
    flow: list[Row] = []
    for row in region:
        solid = [segment for segment in row if isinstance(segment, Block)]
        if not solid:
            flow.append(row)
            continue
        beside = [segment for segment in row if not isinstance(segment, Block)]
        if beside:
            flow.append(beside)
        _write_flow(writer, flow)
        flow = []
        for block in solid:
            writer.end_block()
            grid = grid_of(block.rows, block.levels, block.uprights, block.short_levels)
            if grid is None:
                _write_lines(writer, block.rows)
            else:
                writer.grid(grid)
            writer.end_block()
    _write_flow(writer, flow)


def _write_flow(writer: _Writer, rows: Sequence[Row]) -> None:
    if not rows:
        return
    rows = _justified(rows)
    at = 0
    for first, last in find_runs(rows):
        sides = sides_of(rows[first:last])
        if sides is not None:
            _write_lines(writer, rows[at:first])
            for side in sides:
                writer.end_block()
                _write_lines(writer, side)
            writer.end_block()
            at = last
            continue
        grid = grid_of(rows[first:last])
        if grid is None:
            continue
        _write_lines(writer, rows[at:first])
        if first > at and _apart(rows[first - 1], rows[first], _pitch(rows)):
            writer.end_block()
        writer.grid(grid)
        if last < len(rows) and _apart(rows[last - 1], rows[last], _pitch(rows)):
            writer.end_block()
        at = last
    _write_lines(writer, rows[at:])


def _justified(rows: Sequence[Row]) -> list[Row]:
    """The lines, each that a narrow column stretched to its full width in one piece: the white between all its words is
    alike, as it never is between and within the cells of a row."""
    plain = [row for row in rows if len(row) == 1]
    if len(plain) < 2:
        return list(rows)
    left, right = min(row[0].x0 for row in plain), max(row[0].x1 for row in plain)
    pitch = _pitch(rows)
    found = list(rows)
    for at, row in enumerate(rows):
        words = [word for segment in row for word in segment.words]
        if len(row) < 2 or len(words) < 3 or any(isinstance(segment, Block) for segment in row):
            continue
        near = [rows[other] for other in (at - 1, at + 1) if 0 <= other < len(rows)]
        close = any(len(one) == 1 and abs(one[0].base - row[0].base) < 1.3 * pitch for one in near)
        filled = abs(row[0].x0 - left) < row[0].size and abs(row[-1].x1 - right) < row[0].size
        gaps = [then.x0 - word.x1 for word, then in pairwise(words)]
        if close and filled and max(gaps) <= _EVEN * min(gaps):
            for word in words[1:]:
                word.blank = True
            found[at] = [Segment(words)]
    return found


def _write_lines(writer: _Writer, rows: Sequence[Row]) -> None:
    if not rows:
        return
    pitch = _pitch(rows)
    for above, below in pairwise([None, *rows]):
        assert below is not None
        if above is not None and _apart(above, below, pitch):
            writer.end_block()
        writer.row(below)


def _pitch(rows: Sequence[Row]) -> float:
    """Distance between two lines of one paragraph, in points."""
    near = [
        below[0].base - above[0].base
        for above, below in pairwise(rows)
        if abs(above[0].size - below[0].size) < 0.15 * below[0].size
    ]
    close = [gap for gap, row in zip(near, rows[1:], strict=False) if 0 < gap < 2.6 * row[0].size]
    return median(close) if close else 1.4 * median(segment.size for row in rows for segment in row)


def _apart(above: Row, below: Row, pitch: float) -> bool:
    """Whether a new block begins: more white than between lines, or text of another size or weight."""
    first, then = above[0], below[0]
    gap = then.base - first.base
    if len(above) == len(below) == 1 and first.size > _CALLED_OUT * then.size and 0 < gap < 1.4 * first.size:
        return not VALUE.fullmatch(first.text)  # a number set large over what it counts
    larger = max(first.size, then.size) > _RESIZED * min(first.size, then.size)
    return gap > _PARAGRAPH * pitch or gap < 0 or larger or (first.bold != then.bold and len(above) == len(below) == 1)


def _set_in(row: Row) -> float:
    """The size that a line is set in, by its Chinese characters where it has several: the font that numbers among them are of
    may be taller."""
    chinese = [
        box[3] - box[1]
        for segment in row
        for word in segment.words
        for char, box in zip(word.text, word.boxes, strict=False)
        if is_chinese(char)
    ]
    tallest = max(segment.size for segment in row)
    return min(median(chinese), tallest) if len(chinese) >= _SEVERAL else tallest


class _Writer:
    """The raw page as it grows."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.boxes: list[Box | None] = []
        self.raised: list[tuple[int, int]] = []
        self.grids: list[RawGrid] = []
        self.lines: list[RawLine] = []
        self._breaks = 0

    def end_block(self) -> None:
        """An empty line before what comes next."""
        self._breaks = max(self._breaks, 2) if self.chars else 0

    def row(self, row: Row) -> None:
        """A line; segments that stand well apart are parted by a tab, others are loosely set words."""
        self._start()
        start = len(self.chars)
        for before, segment in pairwise([None, *row]):
            assert segment is not None
            if before is not None:
                wide = segment.x0 - before.x1 > _WIDE * segment.size
                self._gap() if wide else self._put(" ", None)
            self._words(segment.words)
        self.lines.append(RawLine(start, len(self.chars), _set_in(row), all(segment.bold for segment in row)))
        self._breaks = 1

    def grid(self, grid: Grid) -> None:
        """A table, a row a line, cells apart by tabs."""
        cells: list[RawCell] = []
        edges: dict[int, float] = {}
        for row in grid.rows:
            for cell in row:
                edges[cell.column] = min(edges.get(cell.column, cell.words[0].x0), cell.words[0].x0)
        first = None
        for row in grid.rows:
            self._start()
            first = len(self.chars) if first is None else first
            for index, cell in enumerate(row):
                if index:
                    self._gap()
                start = len(self.chars)
                self._words(cell.words)
                indent = round(cell.words[0].x0 - edges[cell.column], 1)
                cells.append(RawCell(cell.row, cell.column, cell.span, start, len(self.chars), indent, cell.rows))
            self._breaks = 1
        self.grids.append(RawGrid(first or 0, len(self.chars), grid.columns, grid.heads, tuple(cells)))

    def _gap(self) -> None:
        """What keeps cells apart: tabs, which the clean text has as two blanks."""
        self._put("\t", None)
        self._put("\t", None)

    def _start(self) -> None:
        for _ in range(self._breaks):
            self._put("\n", None)
        self._breaks = 0

    def _words(self, words: Sequence[Word]) -> None:
        for index, word in enumerate(words):
            if index and word.blank:
                self._put(" ", None)
            start = len(self.chars)
            for char, box in zip(word.text, word.boxes, strict=True):
                self._put(char, box)
            if word.raised and all(word.raised):
                self.raised.append((start, len(self.chars)))

    def _put(self, char: str, box: Box | None) -> None:
        self.chars.append(char)
        self.boxes.append(box)
