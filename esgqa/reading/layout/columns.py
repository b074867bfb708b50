"""Reading order: which parts of a page are columns of text, read one after the other, and which are tables, read across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from esgqa.reading.layout.bilingual import in_two_scripts
from esgqa.reading.layout.types import Block, Box, Segment
from esgqa.reading.layout.words import VALUE

Row = list[Segment]
_GUTTER = 0.8
"""Width of the white between two columns, in heights of the text, at least."""
_MIN_LINES = 3
_PROSE_LINES = 4
"""Lines, each full on both sides, that are two columns of prose whatever stands close to them."""
_FULL = 0.7
"""A line of prose fills so much of its column."""
_ALIGNED = 0.65
"""Share of a column's lines that stand level with one of the other's, from which the two are a table."""
_MAX_DEPTH = 8
_LEVEL, _MOSTLY, _SOME = 0.9, 0.4, 0.5
_WORDY = 26
"""Characters of a full line of prose in the narrowest column, about; Chinese characters count twice."""
_FLUSH = 0.08
_NEAR = 3.0
_PARTED, _CLOSE = 0.6, 1.6
"""Heights of the text of white that a caption has above it, at least, and below, at most."""
_APART = 1.9
"""Distance between lines, in line pitches, at which one part of a page may end and another begin."""


def regions(rows: Sequence[Row], rules: Sequence[Box], depth: int = 0) -> list[list[Row]]:
    """Parts of a page in reading order; each is read line by line, across."""
    if not rows:
        return []
    gutter = _gutter(rows, rules) if depth < _MAX_DEPTH else None
    if gutter is None:
        return [list(rows)]
    last = _without_caption(rows, gutter)
    left = [[segment for segment in row if segment.x1 <= gutter.x] for row in rows[gutter.first : last]]
    right = [[segment for segment in row if segment.x1 > gutter.x] for row in rows[gutter.first : last]]
    found = regions(rows[: gutter.first], rules, depth + 1)
    found += regions([row for row in left if row], rules, depth + 1)
    found += regions([row for row in right if row], rules, depth + 1)
    return found + regions(rows[last:], rules, depth + 1)


@dataclass(frozen=True, slots=True)
class _Gutter:
    first: int
    last: int
    x: float
    """Its right edge: where the column to the right begins."""
    score: float


def _without_caption(rows: Sequence[Row], gutter: _Gutter) -> int:
    """The columns' last row, exclusive, without a line on the left that white parts from both columns and that is close to
    what is set across below: the caption of a table."""
    last = gutter.last
    if last == len(rows) or last - gutter.first <= _MIN_LINES:
        return last
    line = rows[last - 1]
    if len(line) > 1 or line[0].x1 > gutter.x or isinstance(line[0], Block) or line[0].text[-1] in ".。":
        return last
    # of a table beside them the first line would count, wherever it ends
    above = line[0].y0 - max(segment.y1 for row in rows[gutter.first : last - 1] for segment in row)
    below = min(segment.y0 for segment in rows[last]) - max(segment.y1 for segment in line)
    across = any(segment.x0 < gutter.x < segment.x1 for segment in rows[last])
    apart = _PARTED * line[0].size < above and below < _CLOSE * line[0].size
    return last - 1 if across and apart else last


def _gutter(rows: Sequence[Row], rules: Sequence[Box]) -> _Gutter | None:
    """The tallest white strip that parts two columns of text; None where the rows are one column or a table."""
    size = median(segment.size for row in rows for segment in row)
    starts = sorted({round(segment.x0) for row in rows for segment in row[1:] or row})
    best: _Gutter | None = None
    for x in starts:
        for run in _runs(rows, x - _GUTTER * size, x - 0.5):
            for first, last in _columned(rows, *run, x, rules):
                score = _score(rows[first:last], x)
                if score and (best is None or score > best.score):
                    best = _Gutter(first, last, x - 0.5, score)
    return best


def _columned(rows: Sequence[Row], first: int, last: int, x: float, rules: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """The stretches of a run that are columns: a table with the same white strip may stand above or below them."""
    pitch = _pitch(rows[first:last])
    cuts = [index for index in range(first + 1, last) if _distance(rows[index - 1], rows[index]) > _APART * pitch]
    verdicts: list[tuple[int, int, bool | None]] = []
    bounds = [at for a, b in pairwise([first, *cuts, last]) for at in (a, *_prose_within(rows, a, b, x))]
    for a, b in pairwise([*bounds, last]):
        if _score(rows[a:b], x) > 0:
            verdicts.append((a, b, _is_columns(rows[a:b], x, rules)))
        else:
            verdicts.append((a, b, False if any(map(_is_table_row, rows[a:b])) else None))
    if not any(verdict for _, _, verdict in verdicts):
        start, stop = _trimmed(rows, first, last, x)
        sided = not any(verdict is False for _, _, verdict in verdicts)
        if sided and _score(rows[start:stop], x) and _is_columns(rows[start:stop], x, rules):
            yield start, stop
        return
    stretch: list[tuple[int, int, bool | None]] = []
    for verdict in [*verdicts, (last, last, False)]:
        if verdict[2] is not False:
            stretch.append(verdict)
            continue
        sure = [at for at, one in enumerate(stretch) if one[2]]
        if sure:
            first_row, last_row = stretch[sure[0]][0], stretch[sure[-1]][1]
            # what is too short to tell belongs to the columns where it stands close to them
            for a, b, _ in reversed(stretch[: sure[0]]):
                if _distance(rows[b - 1], rows[b]) > _NEAR * pitch:
                    break
                first_row = a
            for a, b, _ in stretch[sure[-1] + 1 :]:
                if _distance(rows[a - 1], rows[a]) > _NEAR * pitch:
                    break
                last_row = b
            yield _trimmed(rows, first_row, last_row, x)
        stretch = []


def _prose_within(rows: Sequence[Row], first: int, last: int, x: float) -> tuple[int, ...]:
    """Where within a stretch two columns of prose begin and end, if what stands close to them is something else."""
    wordy = [
        any(s.x1 <= x and _length(s) >= _WORDY for s in row)
        and any(s.x0 >= x - 1 and _length(s) >= _WORDY for s in row)
        for row in rows[first:last]
    ]
    start = next((at for at, both in enumerate(wordy) if both), len(wordy))
    stop = next((at for at in range(start, len(wordy)) if not wordy[at]), len(wordy))
    if stop - start < _PROSE_LINES:
        return ()
    pitch = _pitch(rows[first + start : first + stop])
    # the last lines of either column, which the other need not have
    while stop < len(wordy) and _distance(rows[first + stop - 1], rows[first + stop]) < 1.3 * pitch:
        stop += 1
    return tuple(at for at in (first + start, first + stop) if first < at < last)


def _runs(rows: Sequence[Row], x0: float, x1: float) -> list[tuple[int, int]]:
    """Maximal runs of rows in which nothing stands between these two x."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for index in range(len(rows) + 1):
        empty = index < len(rows) and all(segment.x1 <= x0 or segment.x0 >= x1 for segment in rows[index])
        if empty and start is None:
            start = index
        elif not empty and start is not None:
            found.append((start, index))
            start = None
    return found


def _trimmed(rows: Sequence[Row], first: int, last: int, x: float) -> tuple[int, int]:
    """Without the lines at either end that belong to one side only and stand well apart."""
    sides = [(any(s.x1 <= x for s in row), any(s.x0 >= x - 1 for s in row)) for row in rows[first:last]]
    both_from = [next((at for at, side in enumerate(sides) if side[part]), len(sides)) for part in (0, 1)]
    both_to = [next((at for at in range(len(sides), 0, -1) if sides[at - 1][part]), 0) for part in (0, 1)]
    start, stop = max(both_from), min(both_to)
    if start >= stop:
        return first, first
    pitch = _pitch(rows[first:last])
    low, high = start, stop
    while low > 0 and _distance(rows[first + low - 1], rows[first + low]) <= 2.2 * pitch:
        low -= 1
    while high < len(sides) and _distance(rows[first + high - 1], rows[first + high]) <= 2.2 * pitch:
        high += 1
    return first + low, first + high


def _is_table_row(row: Row) -> bool:
    """A label with numbers behind it, in three cells or more."""
    return len(row) >= 3 and _values([row]) >= _MOSTLY and not any(isinstance(segment, Block) for segment in row)


def _distance(above: Row, below: Row) -> float:
    return below[0].base - above[0].base


def _pitch(rows: Sequence[Row]) -> float:
    """Distance between the lines of one text, the smaller of two columns' that interleave."""
    size = median(segment.size for row in rows for segment in row)
    near = [d for above, below in pairwise(rows) if 0.6 * size < (d := _distance(above, below)) < 3 * size]
    return max(median(near), 1.1 * size) if near else 1.3 * size


def _score(rows: Sequence[Row], x: float) -> float:
    left = sum(any(s.x1 <= x for s in row) for row in rows)
    right = sum(any(s.x0 >= x - 1 for s in row) for row in rows)
    tall = [len(s.rows) for row in rows for s in row if isinstance(s, Block)]
    if tall and min(left, right) > 0:
        return float(left + right + max(tall))
    return 0.0 if min(left, right) < _MIN_LINES else left + right + min(left, right)


def _is_columns(rows: Sequence[Row], x: float, rules: Sequence[Box]) -> bool:
    left = [part for row in rows if (part := [s for s in row if s.x1 <= x])]
    right = [part for row in rows if (part := [s for s in row if s.x0 >= x - 1])]
    framed = [any(isinstance(segment, Block) for row in side for segment in row) for side in (left, right)]
    left, right = _text_only(left), _text_only(right)
    if any(framed) or not left or not right:
        return True  # a table with its frame is whole: what stands beside it is something else
    crossing = _crossing(rows, x, rules)
    if crossing >= 3:
        return False
    worded = max(_values(left), _values(right)) < _MOSTLY  # numbers beside Chinese labels are no other language
    if worded and (_is_prose(left) or _is_prose(right)) and in_two_scripts(left, right):
        return True  # paragraphs that begin level are no cells
    level = _level(left, right)
    if level >= _LEVEL and _values(right) >= _MOSTLY:
        return False  # every line goes on across the gutter, to numbers
    if level >= _SOME and _in_columns(right):
        return False  # numbers under one another, with a label each for most
    # of several columns on one side, the one at the gutter
    prose = [_is_prose([row[-1:] for row in left]), _is_prose([row[:1] for row in right])]
    if all(prose):
        return not _banded(left, right, level)
    if any(prose):
        return level < _ALIGNED
    return level < 0.5 and crossing == 0 and min(_values(left), _values(right)) < 0.5


def _in_columns(side: Sequence[Row]) -> bool:
    """Whether most lines of a side have two values or more: columns of numbers."""
    several = sum(sum(all(VALUE.fullmatch(word.text) for word in s.words) for s in row) > 1 for row in side)
    return several > 1 and several >= 0.5 * len(side)


def _text_only(side: Sequence[Row]) -> list[Row]:
    return [kept for row in side if (kept := [segment for segment in row if not isinstance(segment, Block)])]


def _crossing(rows: Sequence[Row], x: float, rules: Sequence[Box]) -> int:
    """Level lines that run through the gutter between these rows; the edge of a box around the column on the right begins in it."""
    top, bottom = min(s.y0 for s in rows[0]), max(s.y1 for s in rows[-1])
    left = min(x - 12, max((s.x1 for row in rows for s in row if s.x1 <= x), default=x))
    found = {round(y0) for x0, y0, x1, y1 in rules if y1 - y0 < 1 and x0 < left and x1 > x + 12 and top < y0 < bottom}
    return len(found)


def _is_prose(side: Sequence[Row]) -> bool:
    """Whether most of its text stands in lines that fill the column."""
    widths = sorted(row[-1].x1 - row[0].x0 for row in side)
    full = _FULL * widths[min(len(widths) - 1, int(0.9 * len(widths)))]
    lengths = [sum(map(_length, row)) for row in side]
    filled = sum(
        length for row, length in zip(side, lengths, strict=True) if row[-1].x1 - row[0].x0 >= full and length >= _WORDY
    )
    return len(side) >= _MIN_LINES and filled >= 0.5 * sum(lengths) and _values(side) < 0.3


def _length(segment: Segment) -> int:
    text = segment.text
    return len(text) + sum(char > "\u2e80" for char in text)


def _values(side: Sequence[Row]) -> float:
    """Share of its segments that are values."""
    segments = [segment for row in side for segment in row]
    return sum(all(VALUE.fullmatch(word.text) for word in segment.words) for segment in segments) / len(segments)


def _level(left: Sequence[Row], right: Sequence[Row]) -> float:
    """Share of the lines of the side with fewer that stand level with a line of the other."""
    few, many = sorted((left, right), key=len)
    bases = [row[0].base for row in many]
    return sum(any(abs(row[0].base - base) < 0.25 * row[0].size for base in bases) for row in few) / len(few)


def _banded(left: Sequence[Row], right: Sequence[Row], level: float) -> bool:
    """Whether both sides break into the same bands: rows of a table whose cells are prose."""
    breaks = [_breaks(side) for side in (left, right)]
    if min(map(len, breaks)) < 2 or level < 0.5:
        return False
    fewer, more = sorted(breaks, key=len)
    # the cells of a row begin on one line; paragraphs of two columns do so by chance
    near = _FLUSH * median(segment.size for row in left for segment in row)
    common = sum(any(abs(a - b) <= near for b in more) for a in fewer)
    return common >= 0.75 * len(more)


def _breaks(side: Sequence[Row]) -> list[float]:
    """Where lines begin anew after white that is taller than between most."""
    pitch = _pitch(side)
    return [below[0].base for above, below in pairwise(side) if _distance(above, below) > 1.35 * pitch]
