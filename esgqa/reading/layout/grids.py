"""Tables: where their columns are, which lines make one row, and what stands in which cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from statistics import median

from esgqa.reading.layout.merged import Merged, Placed, is_value
from esgqa.reading.layout.placing import YEAR, apart, heads_in_order, is_number, join_columns
from esgqa.reading.layout.types import Cell, Grid, Segment
from esgqa.reading.layout.words import VALUE

Row = list[Segment]
_OPEN_END = re.compile(r"(?:[,&/(–-]|\b(?:of|and|by|per|the|in|for|with|to|or|from|on|at|than))$", re.IGNORECASE)
_GOES_ON = re.compile(r"[a-z(&/)]|(?:tCO2|kWh|MWh|GJ|m[23³²])")
_DASH = re.compile(r"[-–—]+")
_LEADING = 3.2
"""Distance between two lines of one cell, in heights of the text, at most."""
_MAX_BETWEEN = 3
_HEAD_LINES = 3
_NEARER = 0.95
_DENSE, _FLUSH_LEFT = 0.55, 3
_APART = 3.2


def lines_of(segments: Iterable[Segment]) -> list[Row]:
    """Segments on one baseline, left to right; lines top to bottom."""
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda segment: (segment.base, segment.x0)):
        if rows and abs(rows[-1][0].base - segment.base) <= 0.2 * min(segment.size, rows[-1][0].size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=lambda segment: segment.x0)
    return rows


def find_runs(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Runs of lines `first` to `last` (exclusive) that are a table without a frame."""
    pitch = _pitch(rows)
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(rows):
        if len(rows[index]) < 2:
            index += 1
            continue
        last, between = index, 0
        for at in range(index + 1, len(rows)):
            if rows[at][0].base - rows[at - 1][0].base > _APART * pitch:
                break
            if len(rows[at]) >= 2:
                last, between = at, 0
            else:
                between += 1
                if between > _MAX_BETWEEN or _is_sentence(rows[at], rows[index : at + 1]):
                    break
        strips = separators(rows[index : last + 1]) if last > index else []
        if not strips and last > index:
            # two tables, or a table and columns of text, that share no white strip
            last = next((at for at in range(index, last) if _parts(rows, at, pitch)), last)
            strips = separators(rows[index : last + 1]) if last > index else []
        if strips:
            while last + 1 < len(rows) and _hangs_below(rows[last], rows[last + 1], strips[0][1], pitch):
                last += 1  # the rest of a cell that wraps
            found.append((index, last + 1))
        index = last + 1
    return found


def _parts(rows: Sequence[Row], at: int, pitch: float) -> bool:
    """Whether the white under this line is taller than between the rows of a table."""
    return rows[at + 1][0].base - rows[at][0].base > 1.6 * pitch


def _hangs_below(above: Row, below: Row, x: float, pitch: float) -> bool:
    """A line close under the table that stands right of its first column."""
    return below[0].x0 >= x - 1 and below[0].base - above[0].base <= 1.25 * pitch


def _is_sentence(row: Row, table: Sequence[Row]) -> bool:
    """A line that runs over most of the table's width and is no heading of a group."""
    left = min(s.x0 for line in table for s in line)
    right = max(s.x1 for line in table if len(line) > 1 for s in line)
    return len(row) == 1 and row[0].x1 - row[0].x0 > 0.8 * (right - left) and row[0].length > 6


def _pitch(rows: Sequence[Row]) -> float:
    size = median(segment.size for row in rows for segment in row)
    near = [d for a, b in pairwise(rows) if 0.6 * size < (d := b[0].base - a[0].base) < 3 * size]
    return max(median(near), 1.1 * size) if near else 1.3 * size


def separators(rows: Sequence[Row], uprights: Sequence[float] = ()) -> list[tuple[float, float]]:
    """White strips between columns as `(x0, x1)`, left to right: hardly any line's text crosses them."""
    most = max(len(row) for row in rows)
    many = [row for row in rows if len(row) > 1 and len(row) >= _DENSE * most]  # heads over several columns are few
    if not many:
        return [(x, x) for x in uprights[1:-1]]
    # heads set close may run together over the white that parts the columns below them
    first = next((at for at, row in enumerate(many) if any(is_value(s) and not YEAR.fullmatch(s.text) for s in row)), 0)
    body = many[max(1, min(first, _HEAD_LINES)) :] if len(many) > 3 + min(first, _HEAD_LINES) else many
    starts = Counter(round(segment.x0) for row in body for segment in row[1:])
    flush = {x for x, count in starts.items() if count >= max(_FLUSH_LEFT, 0.5 * len(body))}
    spans = [span for row in body for segment in row for span in _spans(segment, flush)]
    edges = sorted({round(x, 1) for span in spans for x in span})
    allowed = max(0, int(0.12 * len(body)))
    strips: list[tuple[float, float]] = []
    for x0, x1 in pairwise(edges):
        middle = (x0 + x1) / 2
        crossing = sum(a < middle < b for a, b in spans)
        if crossing > allowed:
            continue
        if strips and abs(strips[-1][1] - x0) < 0.01:
            strips[-1] = (strips[-1][0], x1)
        else:
            strips.append((x0, x1))
    size = median(segment.size for row in many for segment in row)
    wide = [strip for strip in strips if strip[1] - strip[0] >= 0.35 * size]
    wide = [part for strip in wide for part in _around(strip, many[: len(many) - len(body)], body, size)]
    wide += [strip for strip in _flush(many) if not any(a < strip[1] and strip[0] < b for a, b in wide)]
    left, right = min(a for a, _ in spans), max(b for _, b in spans)
    for x in uprights:
        if left < x < right and not any(a - 1 <= x <= b + 1 for a, b in wide):
            wide.append((x, x))
    return sorted(wide)


def _around(
    strip: tuple[float, float], heads: Sequence[Row], body: Sequence[Row], size: float
) -> list[tuple[float, float]]:
    """The white before and behind a column that few rows have anything in: its head stands within the white of the others."""
    values = [row for row in body if any(is_number(s.text) for s in row)]  # and no heads printed again
    inside = [[s for row in part for s in row if strip[0] < s.x0 and s.x1 < strip[1]] for part in (heads, values)]
    if not all(inside):
        return [strip]
    left, right = min(s.x0 for part in inside for s in part), max(s.x1 for part in inside for s in part)
    parts = [(strip[0], left), (right, strip[1])]
    return parts if all(b - a >= 0.35 * size for a, b in parts) else [strip]


def _spans(segment: Segment, flush: Collection[int]) -> list[tuple[float, float]]:
    """From where to where it reaches; a dash that stands before its words may be a cell of its own and no bullet, and a word
    that begins where a column of others does (`flush`) is of that column, however close to it the label ends."""
    first, *rest = segment.words
    if rest and _DASH.fullmatch(first.text) and rest[0].x0 - first.x1 > first.size:
        return [(first.x0, first.x1), (rest[0].x0, segment.x1)]
    cuts = [at for at, word in enumerate(segment.words) if at and round(word.x0) in flush]
    return [(segment.words[a].x0, segment.words[b - 1].x1) for a, b in pairwise([0, *cuts, len(segment.words)])]


def _flush(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """White between a number and words that ends and begins at the same two x in line after line: a column of numbers,
    set flush right, close to one of words, set flush left."""
    found: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for row in rows:
        for segment in row:
            for before, after in pairwise(segment.words[:2]):
                if VALUE.fullmatch(before.text) and after.x0 - before.x1 > 0.2 * after.size:
                    found.setdefault((round(before.x1), round(after.x0)), []).append((before.x1, after.x0))
    needed = max(3, 0.3 * len(rows))
    return [(max(a for a, _ in gaps), min(b for _, b in gaps)) for gaps in found.values() if len(gaps) >= needed]


def grid_of(
    rows: Sequence[Row],
    levels: Sequence[float] = (),
    uprights: Sequence[float] = (),
    short_levels: Sequence[tuple[float, float, float]] = (),
) -> Grid | None:
    """The lines of a table as rows of cells; None where they make fewer than two columns."""
    strips = separators(rows, uprights)
    if not strips:
        return None
    placed: Sequence[Sequence[Placed]] = [
        apart([_placed(piece, strips) for segment in row for piece in _pieces(segment, strips)], strips) for row in rows
    ]
    placed = heads_in_order(placed, len(strips) + 1)
    merged = Merged(rows, placed, strips, levels, short_levels)
    rows, placed, levels = merged.rows, merged.placed, merged.levels
    # a line under a head of several columns parts it from the heads below; one within a column is a cell's own
    under = [y for y, a, b in short_levels if any(a < x0 and x1 < b for x0, x1 in strips)]
    grouped = _rows(rows, placed, levels, under)
    table: list[list[Cell]] = []
    for number, group in enumerate(grouped):
        cells: dict[int, Cell] = {}
        for index in group:
            for column, span, segment in placed[index]:
                over = next((at for at, cell in cells.items() if at <= column < at + cell.span), column)
                cell = cells.setdefault(over, Cell(number, column, span))
                cell.span = max(cell.span, span)
                if cell.words:
                    segment.words[0].blank = True
                cell.words += segment.words
        table.append([cells[column] for column in sorted(cells)])
    merged.put_back(table, [rows[group[0]] for group in grouped])
    join_columns(table, _heads(table))
    _absorb(table)
    used = sorted({cell.column for line in table for cell in line})
    if len(used) < 2:
        return None
    heads = _heads(table)
    _span_heads(table[:heads], table[heads:], short_levels)
    order = {column: at for at, column in enumerate(used)}
    for line in table:
        for cell in line:
            last = max(order[c] for c in used if c < cell.column + cell.span)
            cell.column = order[cell.column]
            cell.span = last - cell.column + 1
    return Grid(len(used), heads, table)


def _absorb(table: list[list[Cell]]) -> None:
    """A word that stands alone in a column of its own was set loosely in the cell to its left."""
    columns: dict[int, list[Cell]] = {}
    for row in table:
        for cell in row:
            columns.setdefault(cell.column, []).append(cell)
    for cells in columns.values():
        cell = cells[0]
        row = table[cell.row]
        at = row.index(cell)
        if len(cells) == 1 and len(table) > 2 and at and cell.column and not any(map(str.isdigit, cell.text)):
            if len(row) < len(columns) and row[at - 1].column + row[at - 1].span < cell.column:
                continue  # a white column lies between
            cell.words[0].blank = True
            row[at - 1].words = sorted(row[at - 1].words + cell.words, key=lambda word: (round(word.base), word.x0))
            row.remove(cell)


def _extents(rows: Sequence[Sequence[Cell]]) -> dict[int, tuple[float, float]]:
    """From where to where the cells of each column reach."""
    found: dict[int, tuple[float, float]] = {}
    for row in rows:
        for cell in row:
            if cell.span == 1:
                x0, x1 = min(word.x0 for word in cell.words), max(word.x1 for word in cell.words)
                low, high = found.get(cell.column, (x0, x1))
                found[cell.column] = (min(low, x0), max(high, x1))
    return found


def _span_heads(
    heads: Sequence[list[Cell]], body: Sequence[list[Cell]], rules: Sequence[tuple[float, float, float]]
) -> None:
    """Heads over several columns, though their words stand over one: each gets the columns it is centred over."""
    fullest = max((len(row) for row in heads), default=0)
    columns = sorted(_extents([*heads, *body]))
    # the line right above the values heads single columns; one above it that is as full does too
    sparse = [row for row in heads[:-1] if len(row) < max(fullest, len(columns) - 1)]
    sparse += [row for row in heads[-1:] if len(row) < fullest]
    extents = _extents([row for row in [*heads, *body] if row not in sparse])
    columns = sorted(extents)
    lowest = next((row for row in reversed(heads) if sum(cell.column > columns[0] for cell in row) > 1), [])
    for row in sparse:
        outer = [cell for cell in row if cell.column > columns[0]] if columns else []
        ranges = _repeated(outer, lowest, min(columns, default=0)) or _ruled(outer, columns, extents, rules)
        for cell, (first, last) in zip(outer, ranges or _best_ranges(outer, columns, extents), strict=False):
            cell.column, cell.span = first, last - first + 1


def _repeated(cells: Sequence[Cell], below: Sequence[Cell], labels: int) -> list[tuple[int, int]]:
    """Where the heads below repeat (`Male Female Male Female`), right of the column of `labels`, each head above is over one
    round of them."""
    inner = [cell for cell in below if cell.column > labels]
    if len(inner) < 2 or len(cells) < 2 or cells[0] in below:
        return []
    starts = [cell.column for cell in inner if cell.text == inner[0].text]
    if len(starts) != len(cells):
        return []
    return [(a, b - 1) for a, b in pairwise([*starts, inner[-1].column + 1])]


def _ruled(
    cells: Sequence[Cell],
    columns: Sequence[int],
    extents: dict[int, tuple[float, float]],
    rules: Sequence[tuple[float, float, float]],
) -> list[tuple[int, int]]:
    """The columns over which the line under each head runs; a head without one is over its own column."""
    found: list[tuple[int, int]] = []
    any_ruled = False
    for cell in cells:
        base, size = cell.words[0].base, cell.words[0].size
        left, right = min(word.x0 for word in cell.words), max(word.x1 for word in cell.words)
        under = [(a, b) for y, a, b in rules if 0 < y - base < 1.6 * size and a <= left + 2 and b >= right - 2]
        # a line below all of them tells none apart
        under = [(a, b) for a, b in under if sum(a <= one.words[0].x0 <= b for one in cells) == 1]
        covered = [
            c for c in columns if under and extents[c][0] >= under[0][0] - 3 and extents[c][1] <= under[0][1] + 3
        ]
        any_ruled = any_ruled or bool(covered)
        found.append((covered[0], covered[-1]) if covered else (cell.column, cell.column))
    return found if any_ruled else []


def _best_ranges(
    cells: Sequence[Cell], columns: Sequence[int], extents: dict[int, tuple[float, float]]
) -> list[tuple[int, int]]:
    """For each head the first and last column it covers: ranges that do not overlap, each centred under its head."""
    places = [(min(word.x0 for word in cell.words), max(word.x1 for word in cell.words)) for cell in cells]

    def search(at: int, free: int) -> tuple[float, list[tuple[int, int]]]:
        if at == len(cells):
            return 0.0, []
        best: tuple[float, list[tuple[int, int]]] = (float("inf"), [])
        x0, x1 = places[at]
        for i in range(free, len(columns)):
            for j in range(i, len(columns)):
                low, high = extents[columns[i]][0], extents[columns[j]][1]
                if high < x0 or low > x1:
                    continue
                off = min(abs((low + high) - (x0 + x1)) / 2, abs(low - x0) + 1.0, abs(high - x1) + 1.0)
                rest, ranges = search(at + 1, j + 1)
                # of ranges that fit alike, the wider: a head over one column stands in the line below
                cost = off - 0.5 * (j - i) + rest
                if cost < best[0]:
                    best = (cost, [(columns[i], columns[j]), *ranges])
        return best

    if len(columns) > 14 or len(cells) > 5:
        return []
    return search(0, 1)[1]


def _pieces(segment: Segment, strips: Sequence[tuple[float, float]]) -> list[Segment]:
    """A segment cut where a column's white strip falls into a wide enough gap of its own."""
    found = [Segment([segment.words[0]])]
    for before, word in pairwise(segment.words):
        gap = word.x0 - before.x1
        inside = any(before.x1 - 1 <= (a + b) / 2 <= word.x0 + 1 for a, b in strips)
        values = bool(VALUE.fullmatch(before.text) and VALUE.fullmatch(word.text))
        flush = any(before.x1 <= a + 0.7 and word.x0 >= b - 0.7 for a, b in strips if b > a)
        # heads set flush right over their columns, close to one another
        ends = any(abs(before.x1 - a) <= 1.0 and word.x0 > a and gap > 0.4 * word.size for a, b in strips if b > a)
        if ends or (inside and (values or flush or gap > 0.55 * word.size)):
            found.append(Segment([word]))
        else:
            found[-1].words.append(word)
    return found


def _placed(segment: Segment, strips: Sequence[tuple[float, float]]) -> tuple[int, int, Segment]:
    """First column, columns over, segment. What begins or ends within a white strip does not cross it."""
    slack = 0.15 * segment.size
    first = sum(x0 <= segment.x0 + slack for x0, _ in strips)
    last = sum(x1 < segment.x1 - slack for _, x1 in strips)
    return first, max(last, first) - first + 1, segment


def _rows(
    rows: Sequence[Row],
    placed: Sequence[Sequence[Placed]],
    levels: Sequence[float],
    short_levels: Sequence[float],
) -> list[list[int]]:
    """Which lines make one row of the table."""
    bands = _bands(rows, levels)
    found: list[list[int]] = []
    for band in bands:
        found += (
            [band] if len(band) == 1 else _split_band(band, rows, placed, bool(levels) and len(bands) > 2, short_levels)
        )
    return found


def _bands(rows: Sequence[Row], levels: Sequence[float]) -> list[list[int]]:
    """Lines between the same two level lines."""
    bands: dict[int, list[int]] = {}
    for index, row in enumerate(rows):
        middle = (min(s.y0 for s in row) + max(s.y1 for s in row)) / 2
        bands.setdefault(sum(level < middle for level in levels), []).append(index)
    return [bands[key] for key in sorted(bands)]


def _split_band(
    band: Sequence[int],
    rows: Sequence[Row],
    placed: Sequence[Sequence[Placed]],
    framed: bool,
    short_levels: Sequence[float],
) -> list[list[int]]:
    """The rows among the lines of a band: a line with values of its own begins one, wrapped lines join it."""
    anchors = [index for index in band if _has_values(placed[index])]
    if framed and len(anchors) <= 1:
        return _close_lines(band, rows, short_levels)
    gaps = [rows[b][0].base - rows[a][0].base for a, b in pairwise(band)]
    low, high = min(gaps), max(gaps)
    if high > 1.3 * low and (not anchors or framed or _gaps_tell(band, gaps, placed, low)):
        limit = (low + high) / 2 if high < 2 * low else 1.3 * low
        groups = [[band[0]]]
        for index, gap in zip(band[1:], gaps, strict=True):
            if gap > limit:
                groups.append([index])
            else:
                groups[-1].append(index)
        return [part for group in groups for part in _by_anchors(group, rows, placed)]
    return _by_anchors(band, rows, placed)


def _close_lines(band: Sequence[int], rows: Sequence[Row], short_levels: Sequence[float]) -> list[list[int]]:
    """The lines between two level lines, parted by shorter lines and where they stand far apart."""
    found = [[band[0]]]
    for above, below in pairwise(band):
        first, then = rows[above][0].base, rows[below][0].base
        ruled = any(first - 1 < y < then for y in short_levels) or _years_over(rows[above], rows[below])
        if ruled or then - first > _LEADING * max(s.size for s in rows[above]):
            found.append([below])
        else:
            found[-1].append(below)
    return found


def _gaps_tell(band: Sequence[int], gaps: Sequence[float], placed: Sequence[Sequence[Placed]], low: float) -> bool:
    """Whether lines set close together are one row: no two of them both have values."""
    close = [(a, b) for (a, b), gap in zip(pairwise(band), gaps, strict=True) if gap <= 1.15 * low]
    return not any(_has_values(placed[a]) and _has_values(placed[b]) for a, b in close)


def _by_anchors(group: Sequence[int], rows: Sequence[Row], placed: Sequence[Sequence[Placed]]) -> list[list[int]]:
    """Lines of one group as rows; where several have values, a line without goes to the one its words belong to."""
    anchors = [index for index in group if _has_values(placed[index])]
    over = next((at for at, (a, b) in enumerate(pairwise(group)) if _years_over(rows[a], rows[b])), None)
    if over is not None:
        return [list(group[: over + 1]), *_by_anchors(group[over + 1 :], rows, placed)]
    if len(anchors) <= 1 and (len(anchors) == len(group) or _one_row(group, rows, placed)):
        return [list(group)]
    found: list[list[int]] = []
    pending: list[int] = []
    for index in group:
        if index in anchors:
            tail = _wrapped_before(pending, index, rows)
            found += [[line] for line in pending[: len(pending) - len(tail)]]
            found.append([*tail, index])
            pending = []
        elif found and not pending and _leads(index, group, anchors, rows, placed):
            pending.append(index)
        elif found and not pending and _carries_on(rows[found[-1][-1]], rows[index], placed[index]):
            found[-1].append(index)
        elif pending and _carries_on(rows[pending[-1]], rows[index], placed[index]):
            pending.append(index)
        else:
            pending.append(index)
    return found + [[line] for line in pending]


def _leads(
    index: int, group: Sequence[int], anchors: Sequence[int], rows: Sequence[Row], placed: Sequence[Sequence[Placed]]
) -> bool:
    """Whether a line without label or values begins the cell of the line below, which is nearer: a unit that wraps."""
    at = group.index(index)
    if at == 0 or at + 1 == len(group) or group[at + 1] not in anchors or placed[index][0][0] == 0:
        return False
    above, below = rows[group[at - 1]][0].base, rows[group[at + 1]][0].base
    own = rows[index][0].base
    return placed[group[at + 1]][0][0] > 0 and below - own < _NEARER * (own - above)


def _years_over(above: Row, below: Row) -> bool:
    """Whether a line of years heads several columns each: more heads, and none of them a value, stand in the line below."""
    years = [segment for segment in above if YEAR.fullmatch(segment.text)]
    if len(years) < 2 or len(years) < len(above) - 1 or len(below) < 2 * len(years):
        return False
    return not any(VALUE.fullmatch(segment.text) for segment in below)


def _one_row(group: Sequence[int], rows: Sequence[Row], placed: Sequence[Sequence[Placed]]) -> bool:
    """Lines set close with at most one line of values among them: one row whose cells wrap."""
    if len(group) == 1:
        return True
    labels = [index for index in group if len(placed[index]) == 1 and placed[index][0][0] == 0]
    anchors = [index for index in group if _has_values(placed[index])]
    if not anchors:
        return len(labels) < len(group) - 1 or all(_carries_on(rows[a], rows[b], placed[b]) for a, b in pairwise(group))
    return all(_carries_on(rows[a], rows[b], placed[b]) for a, b in pairwise(group) if b in labels or a in labels)


def _wrapped_before(pending: Sequence[int], index: int, rows: Sequence[Row]) -> list[int]:
    """The pending lines that are the beginning of this row's label."""
    kept: list[int] = []
    below = rows[index]
    for line in reversed(pending):
        if not _joins(rows[line], below):
            break
        kept.insert(0, line)
        below = rows[line]
    return kept


def _carries_on(above: Row, below: Row, placed: Sequence[Placed]) -> bool:
    """Whether a line without values is the rest of the line above."""
    if below[0].base - above[0].base > 1.7 * below[0].size:
        return False
    if placed and placed[0][0] > 0:
        return True  # no label: only a cell that wraps
    return _joins(above, below)


def _joins(above: Row, below: Row) -> bool:
    """Whether the label of the line below goes on from the line above."""
    first, then = above[0].text, below[0].text
    hangs = _OPEN_END.search(first) is not None or first.count("(") > first.count(")")
    return hangs or _GOES_ON.match(then) is not None


def _has_values(placed: Sequence[Placed]) -> bool:
    """Whether the line has a number, or a sign for none, outside its first column."""
    return any(column > 0 and is_value(segment) for column, _, segment in placed)


def _heads(table: Sequence[Sequence[Cell]]) -> int:
    """Rows at the top that head the columns: those above the first row with values, years among them not counted."""
    last, labels = 0, min((cell.column for row in table for cell in row), default=0)
    for index, row in enumerate(table):
        others = [cell for cell in row if cell.column > labels]
        if any(is_number(cell.text) for cell in others):
            break
        if others:
            last = index + 1
    else:
        bold = [all(word.bold for cell in row for word in cell.words) for row in table]
        return 1 if bold and bold[0] and not all(bold) else min(1, last)
    return last
