"""What layout found on the raw page, carried over to the clean text: boxes, marks, tables, headings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from esgqa.reading.clean import CleanText
from esgqa.reading.layout import Box, RawGrid, RawLine, RawPage
from esgqa.types import Cell, Grid, Page

_LARGER = 1.1
"""Size of a heading beside that of the report's running text, at least, where it is not bold."""
_LONG = 4
_MAX_HEADING = 160
_MAX_BOLD = 110
_BOLD_SHARE = 0.4
"""Share of the report's running text above which bold tells nothing."""


def heading_levels(pages: Sequence[RawPage]) -> Mapping[tuple[int, bool], int]:
    """Levels, 1 outermost, of the sizes (in half points) and weights that the report sets its headings in."""
    weight: Counter[tuple[int, bool]] = Counter()
    used: Counter[tuple[int, bool]] = Counter()
    for page in pages:
        for line in page.lines:
            weight[_style(line)] += line.end - line.start
        used.update({_style(line) for line in page.lines})
    if not weight:
        return {}
    sizes: Counter[int] = Counter()
    for (size, _), count in weight.items():
        sizes[size] += count
    body = sizes.most_common(1)[0][0]
    usual = sum(count for (size, bold), count in weight.items() if size == body and bold)
    bold_tells = usual < _BOLD_SHARE * sizes[body]
    found = sorted(
        {
            (size, bold)
            for size, bold in weight
            if size >= _LARGER * body or (bold and bold_tells and size >= 0.95 * body)
        },
        key=lambda style: (-style[0], not style[1]),
    )
    levels: dict[tuple[int, bool], int] = {}
    level = 1
    for style in found:
        levels[style] = level
        # in a long report, a size of one page alone, as on its cover, makes no level of its own
        if used[style] > 1 or len(pages) < _LONG:
            level += 1
    return levels


def _style(line: RawLine) -> tuple[int, bool]:
    return round(line.size * 2), line.bold


def placed_page(
    raw: RawPage, clean: CleanText, position: int, label: str, levels: Mapping[tuple[int, bool], int]
) -> Page:
    """The clean page with everything that the raw one knew of its characters' places."""
    carry = _Carry(clean)
    return Page(
        position,
        label,
        clean.text,
        raw.text,
        clean.origin,
        raw.source,
        raw.confidence,
        raw.size,
        _word_boxes(raw.boxes, clean, carry),
        tuple(span for start, end in raw.raised if (span := carry.span(start, end))),
        tuple(grid for one in raw.grids if (grid := _grid(one, carry))),
        tuple(_headings(raw, clean, carry, levels)),
    )


class _Carry:
    """From places in the raw page to places in the clean text."""

    def __init__(self, clean: CleanText) -> None:
        self._texts = [start for start, _, _ in clean.origin]
        self._raws = [start for _, start, _ in clean.origin]
        self._lengths = [length for _, _, length in clean.origin]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the characters `start:end` of the raw page stand in the clean text; None where none is left."""
        first = self._at_or_after(start)
        last = self._before(end)
        return (first, last) if first is not None and last is not None and first < last else None

    def raw(self, at: int) -> int:
        """The raw place of a character of the clean text."""
        run = bisect_right(self._texts, at) - 1
        return self._raws[run] + at - self._texts[run]

    def _at_or_after(self, place: int) -> int | None:
        run = bisect_right(self._raws, place) - 1
        if run >= 0 and place < self._raws[run] + self._lengths[run]:
            # of several characters that one raw character unfolds into, the first
            while run and self._raws[run - 1] == place and self._lengths[run - 1] == 1:
                run -= 1
            return self._texts[run] + place - self._raws[run]
        after = bisect_left(self._raws, place)
        return self._texts[after] if after < len(self._texts) else None

    def _before(self, place: int) -> int | None:
        run = bisect_left(self._raws, place) - 1
        if run < 0:
            return None
        return self._texts[run] + min(place - self._raws[run], self._lengths[run])


def _word_boxes(
    boxes: Sequence[Box | None], clean: CleanText, carry: _Carry
) -> tuple[tuple[int, int, float, float, float, float], ...]:
    """One box a word of the clean text; two where a word is printed on two lines."""
    found: list[tuple[int, int, float, float, float, float]] = []
    if not boxes:
        return ()
    start, frame = 0, None
    places = [raw for _, first, length in clean.origin for raw in range(first, first + length)]
    for at, (char, raw) in enumerate(zip(clean.text, places, strict=True)):
        box = None if char.isspace() else boxes[raw]
        if box is None or (frame is not None and not _beside(frame, box)):
            if frame is not None:
                found.append((start, at, *_rounded(frame)))
            start, frame = at, box
        elif frame is None:
            start, frame = at, box
        else:
            frame = (min(frame[0], box[0]), min(frame[1], box[1]), max(frame[2], box[2]), max(frame[3], box[3]))
    if frame is not None:
        found.append((start, len(clean.text), *_rounded(frame)))
    return tuple(found)


def _beside(frame: Box, box: Box) -> bool:
    """Whether a character stands right behind the word so far, along or across the page."""
    reach = max(box[3] - box[1], box[2] - box[0], 2.0)
    level = box[1] < frame[3] and box[3] > frame[1] and -reach < box[0] - frame[2] < reach
    upright = (
        box[0] < frame[2] and box[2] > frame[0] and (abs(box[1] - frame[3]) < reach or abs(frame[1] - box[3]) < reach)
    )
    return level or upright


def _rounded(box: Box) -> Box:
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)


def _grid(raw: RawGrid, carry: _Carry) -> Grid | None:
    span = carry.span(raw.start, raw.end)
    cells = tuple(
        Cell(cell.row, cell.column, cell.span, *place, cell.indent, cell.rows)
        for cell in raw.cells
        if (place := carry.span(cell.start, cell.end))
    )
    return Grid(*span, raw.columns, raw.heads, cells) if span and cells else None


def _headings(
    raw: RawPage, clean: CleanText, carry: _Carry, levels: Mapping[tuple[int, bool], int]
) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for line in raw.lines:
        level = levels.get(_style(line))
        span = carry.span(line.start, line.end) if level else None
        if level is None or span is None or not any(map(str.isalpha, clean.text[slice(*span)])):
            continue
        length = span[1] - span[0]
        if length <= _MAX_HEADING and (length <= _MAX_BOLD or not line.bold):
            found.append((*span, level))
    return found
