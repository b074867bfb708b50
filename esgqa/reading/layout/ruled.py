"""Tables framed by level lines: which lines belong together, and what stands between and right above them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from esgqa.reading.layout.bilingual import is_bilingual_text, sides_of
from esgqa.reading.layout.grids import Row, lines_of
from esgqa.reading.layout.placing import YEAR
from esgqa.reading.layout.types import Block, Box, Segment
from esgqa.reading.layout.words import VALUE

_STUB = 24.0
"""Points: a line within a table that is shorter underlines a word."""
_TALLEST_HEAD = 60.0
"""Points above a table's first line in which its heads may stand."""
_ON_LINE, _WRAPPED = 0.9, 0.5
"""White between the heads and the line they stand on, and between two lines of a head, in heights of the text."""
_WIDEST_HEAD = 0.6
_FEW_ROWS = 3
_HEADING = 1.15
"""Height of a heading between two tables, over that of most of their text."""
_TEXT_LINES, _NEARLY, _FEW_TEXTS = 5, 0.7, 0.34
"""Lines of a text in a box at least, the share of them that are full, and the share of a frame's bands that are such texts
at most: where more are, they are the rows of a table."""
_LONG, _WIDE = 6, 0.6
"""Words of a line, and its share of the table's width, beyond which it is prose."""
_MOVED = 6.0
"""Points by which a year stands off the columns above, from which it heads another."""
_NOTE = re.compile(r"(?:notes?\b|remarks?\b|[註注备備]\s?[\d一二三四五六七八九十]?\s?[:：.、)）])", re.IGNORECASE)
_BOX_LINES, _BOX_WORDS = 2, 12
"""Lines and words of the text in a box under its title, at least."""
_MARK = re.compile(r"[(（]?(?:\d{1,2}|[a-z]|[*#†‡]{1,3}|[①-⑳])[)）.]?")
_VALUE_FIRST = re.compile(r"[<>~≈$+-]?\s?(?:HK|US|RMB)?\$?\s?\d")
_SHORT_SENTENCE = 5
"""Words of a line that is a sentence if it closes as one; the name of a group of rows may end in a colon too."""


def ruled_blocks(segments: Sequence[Segment], rules: Sequence[Box]) -> tuple[list[Block], list[Segment]]:
    """Tables framed by three or more level lines of one extent, and the segments that stand in none."""
    rest = list(segments)
    blocks: list[Block] = []
    drawn = merged_levels(rules)
    for x0, x1, levels in _tables(_frames(drawn), segments):
        levels = _with_last_row(rest, x0, x1, _with_heads_above(rest, x0, x1, levels))
        inside = [
            segment
            for segment in rest
            if segment.x0 >= x0 - 3 and segment.x1 <= x1 + 3 and levels[0] - 1 <= _middle(segment) <= levels[-1] + 1
        ]
        filled = {sum(level < _middle(segment) for level in levels) for segment in inside}
        if len(inside) < 4 or len(filled) < 2:
            continue  # a box around a text
        uprights = _upright_lines(rules, x0, x1, levels[0], levels[-1])
        rows = lines_of(inside)
        if not any(len(row) > 1 for row in rows) or _labelled_outside(rows, rest, x0):
            continue
        if len(rows) <= _FEW_ROWS and len(_years_at(rows)) > 1:
            continue  # only the heads of a table whose rows stand on no lines
        kept = {id(segment) for segment in inside}
        rest = [segment for segment in rest if id(segment) not in kept]
        short = [
            (y, a, b)
            for y, a, b in drawn
            if levels[0] < y < levels[-1] and a >= x0 - 3 and b <= x1 + 3 and b - a > _STUB and y not in levels
        ]
        words = [word for segment in inside for word in segment.words]
        blocks.append(Block(words, rows, levels, short, uprights))
    return blocks, rest


def _labelled_outside(rows: Sequence[Row], segments: Sequence[Segment], x0: float) -> bool:
    """Whether the lines run under the numbers of a wider table only: the labels of its rows stand to the left of them."""
    values = sum(all(VALUE.fullmatch(word.text) for word in segment.words) for row in rows for segment in row)
    if values < _LABELLED * sum(map(len, rows)):
        return False
    bases = [segment.base for segment in segments if segment.x1 < x0 - 3]
    return sum(any(abs(row[0].base - base) < 0.2 * row[0].size for base in bases) for row in rows) >= _LABELLED * len(
        rows
    )


_LABELLED = 0.9
"""Share of a frame's rows that have a label outside it, and of its cells that are numbers, from which it is no table."""


def _with_heads_above(segments: Sequence[Segment], x0: float, x1: float, levels: list[float]) -> list[float]:
    """The lines of a frame with one above its heads, where these stand on the first line drawn and not below it."""
    top = levels[0]
    above = [s for s in segments if s.x0 >= x0 - 3 and s.x1 <= x1 + 3 and top - _TALLEST_HEAD < _middle(s) < top - 1]
    first: Row | None = None
    for row in reversed(lines_of(above)):
        height = max(segment.y1 - segment.y0 for segment in row)
        below = top if first is None else min(segment.y0 for segment in first)
        near = below - max(segment.y1 for segment in row) <= (_ON_LINE if first is None else _WRAPPED) * height
        wide = any(segment.x1 - segment.x0 > _WIDEST_HEAD * (x1 - x0) for segment in row)
        # the head's own last line has cells over the columns; what wraps above it stands over one of them
        placed = len(row) > 1 if first is None else row[0].x0 > x0 + 0.2 * (x1 - x0)
        if not near or wide or not placed:
            break
        first = row
    if first is None:
        return levels
    end = levels[min(_FEW_ROWS, len(levels) - 1)]  # the first row may be the name of a group
    under = [s for s in segments if s.x0 >= x0 - 3 and s.x1 <= x1 + 3 and levels[0] < _middle(s) < end]
    if not any(len(row) > 1 for row in lines_of(under)):
        return levels
    return [min(segment.y0 for segment in first) - 1, *levels]


def _with_last_row(segments: Sequence[Segment], x0: float, x1: float, levels: list[float]) -> list[float]:
    """The lines of a frame with one below its last row, where rows are told by shade and the last has none under it."""
    inside = [s for s in segments if s.x0 >= x0 - 3 and s.x1 <= x1 + 3]
    rows = lines_of(s for s in inside if levels[0] < _middle(s) < levels[-1])
    below = lines_of(s for s in inside if levels[-1] < _middle(s) < levels[-1] + _TALLEST_HEAD)
    if len(rows) < _FEW_ROWS or not below or len(below[0]) != len(rows[-1]) or len(rows[-1]) < 2:
        return levels
    last, row = rows[-1], below[0]
    pitch = last[0].base - rows[-2][0].base
    near = row[0].base - last[0].base <= 1.15 * pitch
    placed = abs(row[0].x0 - last[0].x0) < 1 and all(
        a.x0 < b.x1 and b.x0 < a.x1 for a, b in zip(row, last, strict=True)
    )
    return [*levels, max(s.y1 for s in row) + 1] if near and placed else levels


def _tables(
    frames: Sequence[tuple[float, float, list[float]]], segments: Sequence[Segment]
) -> Iterator[tuple[float, float, list[float]]]:
    """Frames cut where a sentence or a heading stands between two of their lines, or a narrow white between two tables: one
    table ends there and another begins. What is left with fewer than three lines is none."""
    for x0, x1, levels in frames:
        inside = [s for s in segments if s.x0 >= x0 - 3 and s.x1 <= x1 + 3 and levels[0] < _middle(s) < levels[-1]]
        size = median(s.size for s in inside) if inside else 0.0
        bands = [lines_of(s for s in inside if above < _middle(s) < below) for above, below in pairwise(levels)]
        # what stands first in a row: letters of some scripts are taller than the numbers beside them
        label = median(line[0].size for lines in bands for line in lines) if inside else 0.0
        texts = [_is_text(lines) or _is_boxes(lines) for lines in bands]
        boxed = sum(texts) <= _FEW_TEXTS * sum(map(bool, bands))
        parts, part = [], [levels[0]]
        heads = next((years for band in bands[:2] if (years := _years_at(band))), ())
        for at, (above, below) in enumerate(pairwise(levels)):
            lines = bands[at]
            years = _years_at(lines)
            if at > 1 and heads and years and not _same_places(years, heads):
                parts.append(part)  # another table right below, whose columns are its own
                _, last = _prose(lines, x1 - x0)  # or below a text between the two
                part, heads = [_top(lines[last]) - 1 if 0 < last < len(lines) else above, below], years
                continue
            if not lines and 1.5 < below - above < size and at + 1 < len(bands) and _heads_columns(bands[at + 1]):
                parts.append(part)
                part = [below]
                continue
            first, last = _prose(lines, x1 - x0)
            if (texts[at] and boxed) or is_bilingual_text(lines):
                first, last = 0, len(lines)  # a box around a text, as wide as the table below it
            elif lines and all(len(line) == 1 and line[0].size > _HEADING * label for line in lines):
                first, last = 0, len(lines)
            elif at and at + 1 < len(bands) and _heads_columns(bands[at + 1]):
                first, last = _between(lines, _HEADING * label, x0, x1) or (first, last)
            if first == last:
                part.append(below)
                continue
            if first:
                part.append(_top(lines[first]) - 1)  # the table's last row stands on no line of its own
            parts.append(part)
            part = [_top(lines[last]) - 1, below] if last < len(lines) else [below]
        parts.append(part)
        yield from ((x0, x1, part) for part in parts if len(part) > (1 if len(parts) == 1 else 2))


def _years_at(lines: Sequence[Row]) -> tuple[float, ...]:
    """Where the years of a band that heads columns stand, by their middles; none where it is no head."""
    if not _heads_columns(lines):
        return ()
    years = [(s.x0 + s.x1) / 2 for line in lines for s in line if YEAR.fullmatch(s.text)]
    return tuple(years) if len(years) > 1 else ()


def _same_places(years: Sequence[float], heads: Sequence[float]) -> bool:
    return all(any(abs(year - head) <= _MOVED for head in heads) for year in years)


def _is_text(lines: Sequence[Row]) -> bool:
    """Whether a band is a text in columns: many lines, nearly all full on every side."""
    full = sum(map(_is_full, lines))
    return len(lines) >= _TEXT_LINES and full >= _NEARLY * len(lines)


def _is_boxes(lines: Sequence[Row]) -> bool:
    """Whether a band is boxes side by side, each a title in bold with its text below: no cells of the table above them."""
    stacks: list[list[Segment]] = []
    for segment in sorted((s for line in lines for s in line), key=lambda s: s.x0):
        if stacks and segment.x0 <= max(s.x1 for s in stacks[-1]):
            stacks[-1].append(segment)
        else:
            stacks.append([segment])
    if len(stacks) < 2:
        return False
    for stack in stacks:
        title, *text = sorted(stack, key=lambda s: s.base)
        words = sum(s.length for s in text)
        if len(text) < _BOX_LINES or words < _BOX_WORDS or not title.bold or all(s.bold for s in text):
            return False
    return True


def _heads_columns(lines: Sequence[Row]) -> bool:
    """Whether a band heads columns: cells, and none that is a value but a year."""
    cells = [segment for line in lines for segment in line]
    return len(cells) > 1 and not any(VALUE.fullmatch(cell.text) and not YEAR.fullmatch(cell.text) for cell in cells)


def _prose(lines: Sequence[Row], width: float) -> tuple[int, int]:
    """The lines `first` to `last` (exclusive) of a band that are no part of a table; equal where all may be."""
    rows = [line for line in lines if len(line) > 1]
    if lines and not rows:
        return (0, len(lines)) if any(_sentence(line[0], width) for line in lines) else (0, 0)
    prose = [
        at
        for at, line in enumerate(lines)
        if (len(line) == 1 and _runs_over(line[0], rows, width)) or _says_it_twice(line) or _is_note(line, width)
    ]
    return (prose[0], prose[-1] + 1) if prose else (0, 0)


def _between(lines: Sequence[Row], height: float, x0: float, x1: float) -> tuple[int, int] | None:
    """What stands between two tables, where a heading, taller than `height` and at the frame's edge, names the second: all but
    the first one's last rows."""
    headings = [
        at
        for at, line in enumerate(lines)
        if len(line) == 1 and line[0].size > height and line[0].x0 <= x0 + 3 and not _VALUE_FIRST.match(line[0].text)
    ]
    if not headings:
        return None
    for at, line in enumerate(lines):
        alone = len(line) == 1 and (_sentence(line[0], x1 - x0) or _NOTE.match(line[0].text))
        if at == headings[0] or alone or _is_full(line) or _is_note(line, x1 - x0):
            return at, len(lines)
    return None


def _is_note(line: Row, width: float) -> bool:
    """Whether a line is a note, its mark set apart."""
    return len(line) == 2 and _MARK.fullmatch(line[0].text) is not None and _sentence(line[1], width)


def _is_full(line: Row) -> bool:
    return len(line) > 1 and all(segment.length >= _LONG for segment in line)


def _says_it_twice(line: Row) -> bool:
    """Whether a line is of a note in two scripts, side by side."""
    return len(line) == 2 and all(segment.length > _LONG for segment in line) and sides_of([line]) is not None


def _runs_over(line: Segment, rows: Sequence[Row], width: float) -> bool:
    """Whether a line begins left of the rows' cells and runs over more than the first of them, as no cell's text does."""
    if line.x0 > min(row[0].x0 for row in rows) + 1:
        return False
    long = line.length > _LONG and line.x1 - line.x0 > _WIDE * width
    return _NOTE.match(line.text) is not None or (long and line.x1 > min(row[1].x0 for row in rows))


def _top(line: Row) -> float:
    return min(segment.y0 for segment in line)


def _sentence(segment: Segment, width: float) -> bool:
    """Whether a line is of prose: long, or closed as a sentence is."""
    long = segment.length > _LONG and segment.x1 - segment.x0 > _WIDE * width
    return long or (segment.length >= _SHORT_SENTENCE and segment.text.endswith((".", "。", ":", "：")))


def _middle(segment: Segment) -> float:
    return (segment.y0 + segment.y1) / 2


def merged_levels(rules: Iterable[Box]) -> list[tuple[float, float, float]]:
    """Level lines as `(y, x0, x1)`, pieces that touch made one, top to bottom."""
    pieces = sorted((round(y0 * 2) / 2, x0, x1) for x0, y0, x1, y1 in rules if y1 - y0 < 1 and x1 > x0)
    found: list[tuple[float, float, float]] = []
    for y, x0, x1 in pieces:
        # what stands to the left of the last piece, half a point lower, may be of another table beside it
        if found and abs(found[-1][0] - y) <= 1.0 and x0 <= found[-1][2] + 4 and x1 >= found[-1][1] - 4:
            found[-1] = (found[-1][0], min(found[-1][1], x0), max(found[-1][2], x1))
        else:
            found.append((y, x0, x1))
    return found


def _frames(levels: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, list[float]]]:
    """Groups of three or more level lines that begin and end at the same x, no farther apart than a tall row."""
    groups: list[tuple[float, float, list[float]]] = []
    for y, x0, x1 in levels:
        if x1 - x0 < 60:
            continue
        home = next(
            (g for g in groups if abs(g[0] - x0) <= 4 and abs(g[1] - x1) <= 4 and y - g[2][-1] <= 260),
            None,
        )
        if home is None:
            groups.append((x0, x1, [y]))
        elif y - home[2][-1] > 1.5:
            home[2].append(y)
    framed = [group for group in groups if len(group[2]) >= 3]
    return sorted(framed, key=lambda group: (group[0] - group[1], group[2][0]))


def _upright_lines(rules: Iterable[Box], x0: float, x1: float, top: float, bottom: float) -> list[float]:
    """The x of upright lines inside a frame that together run over half its height."""
    lengths: dict[int, float] = {}
    for a, b, c, d in rules:
        if c - a < 1 and d - b > 3 and x0 - 2 <= a <= x1 + 2:
            over = min(d, bottom + 2) - max(b, top - 2)
            if over > 0:
                key = next((known for known in lengths if abs(known - a) <= 2), round(a))
                lengths[key] = lengths.get(key, 0.0) + over
    return sorted(float(x) for x, length in lengths.items() if length >= 0.5 * (bottom - top))
