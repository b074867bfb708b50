"""Glyphs to words, words to lines, lines to segments: what stands together across a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from esgqa.reading.layout.types import Box, Glyph, Segment, Word

_SAME_BASE = 0.2
"""How far the feet of two characters of one line may differ, in parts of their height."""
_SMALL = 0.85
"""Height of a raised or lowered character beside that of the text it stands in, at most; browsers print five sixths."""
_PUSHED = 0.4
"""How far a raised mark pushes the word that it hangs on below its line, in parts of the word's height, at most."""
_FEW = 3
_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
VALUE = re.compile(
    r"[(<>~≈$€£¥]*(?:HK|US|RMB|CAD|CNY)?[$¥]?[-–—−+]?[\d,.]*\d[\d,.]*(?:[-–]\d[\d,.]*)?%?\)?[*#†^]?|[-–—−]{1,3}|n/?a\.?|nil|%",
    re.IGNORECASE,
)
"""A table's cell that holds a number or stands for one."""
_MARKER = re.compile(r"[•●▪■◆►▶✓✔∙·○◦❖➢\uf000-\uf0ff]|[-–—*]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)、]")
_LEADER = re.compile(r"[.…·_]{4,}")


def turned(box: Box, turn: int, width: float, height: float) -> Box:
    """A displayed box in the reading space of text turned by so many quarters clockwise."""
    x0, y0, x1, y1 = box
    if turn == 1:
        return (y0, width - x1, y1, width - x0)
    if turn == 2:
        return (width - x1, height - y1, width - x0, height - y0)
    if turn == 3:
        return (height - y1, x0, height - y0, x1)
    return box


def words_of(glyphs: Sequence[Glyph], turn: int, width: float, height: float) -> list[Word]:
    """The words among glyphs that are all turned so, in the order the file draws them."""
    found: list[Word] = []
    run: list[tuple[Glyph, Box, float]] = []
    for glyph in glyphs:
        box = turned(glyph.box, turn, width, height)
        base = (glyph.base, width - glyph.base, height - glyph.base, glyph.base)[turn]
        if run and not _same_run(run[-1], box, base):
            found += _cut(run)
            run = []
        run.append((glyph, box, base))
    return found + _cut(run)


def _same_run(last: tuple[Glyph, Box, float], box: Box, base: float) -> bool:
    if box == last[1]:
        return True  # two letters that one sign stands for
    size = max(last[1][3] - last[1][1], box[3] - box[1], 1.0)
    ahead = box[0] - last[1][2]
    return abs(base - last[2]) <= _SAME_BASE * 0.5 * size and -0.6 * size <= ahead <= 2.5 * size


def _cut(run: Sequence[tuple[Glyph, Box, float]]) -> list[Word]:
    """A run of characters on one line, cut where a blank is printed or the gap is as wide as one."""
    solid = [item for item in run if not item[0].char.isspace()]
    if not solid:
        return []
    printed = len(solid) < len(run)
    gaps = [after[1][0] - before[1][2] for before, after in pairwise(solid) if after[1] != before[1]]
    tracking = max(0.0, median(gaps)) if len(gaps) > 3 else 0.0
    factor = 0.2 if printed else 0.16
    found: list[Word] = []
    blank = True
    previous: tuple[Glyph, Box, float] | None = None
    for glyph, box, base in run:
        if glyph.char.isspace():
            blank = True
            continue
        size = box[3] - box[1]
        if previous is not None:
            gap = box[0] - previous[1][2] if box != previous[1] else 0.0
            wide = 0.5 if _CJK.match(glyph.char) or _CJK.match(previous[0].char) else factor
            blank = blank or gap > wide * size + tracking
            resized = abs(size - (previous[1][3] - previous[1][1])) > 0.25 * size
            if resized and not blank:
                found.append(_word(glyph, box, base, False))
                previous = (glyph, box, base)
                continue
        if blank or not found:
            found.append(_word(glyph, box, base, True))
        else:
            _extend(found[-1], glyph, box)
        blank = False
        previous = (glyph, box, base)
    for word in found:
        word.tracking = tracking
    return found


def _word(glyph: Glyph, box: Box, base: float, blank: bool) -> Word:
    return Word(glyph.char, *box, base, glyph.bold, [glyph.box], [False], blank)


def _extend(word: Word, glyph: Glyph, box: Box) -> None:
    word.text += glyph.char
    word.x1 = max(word.x1, box[2])
    word.y0, word.y1 = min(word.y0, box[1]), max(word.y1, box[3])
    word.bold = word.bold and glyph.bold
    word.boxes.append(glyph.box)
    word.raised.append(False)


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words on one baseline, left to right; the lines from top to bottom. Raised and lowered marks join their line."""
    rows: list[list[Word]] = []
    bases: list[float] = []
    for word in sorted(words, key=lambda word: (word.base, word.x0)):
        near = bisect_left(bases, word.base - _SAME_BASE * word.size)
        home = next(
            (
                at
                for at in range(len(bases) - 1, near - 1, -1)
                if abs(bases[at] - word.base) <= _SAME_BASE * min(word.size, rows[at][0].size)
            ),
            None,
        )
        if home is None:
            rows.append([word])
            bases.append(word.base)
        else:
            rows[home].append(word)
    for row in rows:
        row.sort(key=lambda word: word.x0)
    return _marks_joined(rows)


def _marks_joined(rows: list[list[Word]]) -> list[list[Word]]:
    """Small words that touch a larger one of the line above or below stand in that line."""
    found = [list(row) for row in rows]
    tallest = [max(word.size for word in row) for row in rows]
    for index, row in enumerate(rows):
        near = _SMALL * max(tallest[max(0, index - 3) : index + 4])
        for word in row:
            if word.size > near:
                continue
            home = _host(word, rows, index)
            if home is None:
                continue
            at, host = home
            raised = word.base < host.base - 0.08 * host.size
            word.raised = [raised] * len(word.text)
            if at != index:
                found[index].remove(word)
                found[at].append(word)
    for row in found:
        row.sort(key=lambda word: word.x0)
        for before, after in pairwise(row):
            low, high = sorted((before.size, after.size))
            if low <= _SMALL * high:  # a mark is drawn apart from what it hangs on, whatever the gap
                after.blank = after.x0 - before.x1 > 0.16 * max(before.size, after.size)
    return _pushed_joined([row for row in found if row])


def _pushed_joined(rows: list[list[Word]]) -> list[list[Word]]:
    """A figure that its own raised mark has pushed down a little stands in the line of the row's other cells."""
    found: list[list[Word]] = []
    for row in rows:
        above = found[-1] if found else []
        marked = len(row) <= _FEW and any(all(word.raised) for word in row)
        feet = [max(row, key=lambda word: word.size).base, max(above, key=lambda word: word.size).base] if above else []
        if marked and above and abs(feet[0] - feet[1]) <= _PUSHED * max(w.size for w in row):
            apart = all(word.x1 <= other.x0 or other.x1 <= word.x0 for word in row for other in above)
            if apart:
                for word in row:
                    word.base += feet[1] - feet[0]
                above.extend(row)
                above.sort(key=lambda word: word.x0)
                continue
        found.append(row)
    return found


def _host(word: Word, rows: Sequence[Sequence[Word]], index: int) -> tuple[int, Word] | None:
    """The larger word that this one hangs on, and its line."""
    best: tuple[float, int, Word] | None = None
    for at in range(max(0, index - 3), min(len(rows), index + 4)):
        for other in rows[at]:
            if word.size > _SMALL * other.size or other is word:
                continue
            behind = word.x0 - other.x1
            before = other.x0 - word.x1  # a note's mark stands before the note
            gap = behind if behind >= -0.35 * other.size else before
            reach = 0.35 if gap is behind else 1.2
            overlap = min(word.y1, other.y1) - max(word.y0, other.y0)
            shifted = abs(word.base - other.base) > 0.06 * other.size
            if -0.35 * other.size <= gap <= reach * other.size and overlap >= 0.35 * word.size and shifted:
                distance = abs(gap) + abs(word.base - other.base)
                if best is None or distance < best[0]:
                    best = (distance, at, other)
    return (best[1], best[2]) if best else None


def segments_of(row: Sequence[Word], uprights: Sequence[Box] = ()) -> list[Segment]:
    """A line's words, parted where the gap is wider than between words or an upright line stands in it."""
    found: list[Segment] = []
    top, bottom = row[0].y0, row[0].y1
    level = [rule for rule in uprights if rule[1] - 1 <= bottom and rule[3] + 1 >= top]
    for word in row:
        if _LEADER.fullmatch(word.text):
            continue  # dots that lead from a heading to its page number
        if found and not _parted(found[-1], word, level):
            found[-1].words.append(word)
        else:
            found.append(Segment([word]))
    return found


def _parted(segment: Segment, word: Word, uprights: Sequence[Box]) -> bool:
    before = segment.words[-1]
    gap = word.x0 - before.x1 - 2 * max(before.tracking, word.tracking)
    size = min(max(before.size, 1.0), max(word.size, 1.0)) if not any(word.raised) else before.size
    middle = (word.y0 + word.y1) / 2
    if any(before.x1 - 1 <= x <= word.x0 + 1 and y0 - 1 <= middle <= y1 + 1 for x, y0, _, y1 in uprights):
        return True
    if gap <= 0.1 * size:
        return False
    marker = _MARKER.fullmatch(before.text) is not None and not VALUE.fullmatch(word.text)
    leads = marker or all(before.raised)
    if len(segment.words) == 1 and leads and gap <= 4 * size:
        return False
    values = VALUE.fullmatch(before.text) is not None and VALUE.fullmatch(word.text) is not None
    return gap > (0.5 if values else 0.95) * size
