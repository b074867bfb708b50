"""Runs of lines that read as one: paragraphs, lists with the sentence that leads in, columns of short text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from esgqa.passages.lines import CJK, Line

_LONGEST_LABEL = 60
"""In Latin characters, as all widths of lines."""
_COLUMN = 6
"""Lines: fewer short lines in a row may be headings and wrapped titles."""
_CARRIED_ON, _EVEN = 0.4, 0.7
"""Share of the lines below the first that begin small, and how full the emptiest must be, from which they are prose."""
_NUMBERED = re.compile(r"^0?\d{1,2}(?:\.\d)?(?:\s|$)")
_OPEN_QUOTE = re.compile(r"^[“\"「]")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `first` to `last` (exclusive) of a page; `parts` are its items, or its one run of prose."""

    first: int
    last: int
    kind: Literal["paragraph", "list", "table"]
    parts: tuple[tuple[int, int], ...]
    """Spans in the page's text: the items of a list, the whole of a paragraph."""


def find_blocks(lines: Sequence[Line], first: int, last: int, full: int) -> list[Block]:
    """Blocks among the lines `first` to `last`, none of which is a heading, table row or note."""
    bounds = [first]
    bounds += [index for index in range(first + 1, last) if _breaks(lines, index, first, full)]
    bounds.append(last)
    pieces = [(a, b) for a, b in pairwise(bounds) if a < b]
    return _lists(_short_runs(lines, pieces, full), lines)


def _breaks(lines: Sequence[Line], index: int, first: int, full: int) -> bool:
    """A paragraph or item begins at this line."""
    before, line = lines[index - 1], lines[index]
    if (
        line.bullet
        and not _inline_letter(lines, index, first)
        and (before.terminal or before.bullet or before.text[-1] in ":：;；,，" or line.gap or not _dash(line))
    ):
        return True
    if line.continues:
        return False
    if before.terminal:
        if _OPEN_QUOTE.match(line.text) and before.text[-1] in '”"」':
            return True
        local = _local_width(lines, index, first, full)
        # Chinese is broken after any character, so that one more always had room on a line ended on purpose
        needed = 6 if CJK.match(line.text) else 1 + len(line.text.split()[0])
        fits = before.size + needed < 0.94 * local
        return fits or (line.gap and not _double_spaced(lines, index, first))
    if before.text[-1] in ":：" and not line.text[0].isdigit():
        return True
    if CJK.search(before.text):
        return before.size < 0.8 * full and line.gap
    local = _local_width(lines, index, first, full)
    # a line that ends early although the next word had room was ended on purpose
    return before.size + 1 + len(line.text.split()[0]) < 0.82 * local and line.text[0].isupper()


def _inline_letter(lines: Sequence[Line], index: int, first: int) -> bool:
    """`(b) …` at a line's start by chance of wrapping: its `(a)` stands within a line."""
    found = re.match(r"^[(（]([b-h])[)）]", lines[index].text)
    if not found:
        return False
    earlier = f"({chr(ord(found.group(1)) - 1)})"
    return not any(line.text.startswith(earlier) for line in lines[first:index])


def _dash(line: Line) -> bool:
    return line.text[0] in "-–—"


def _local_width(lines: Sequence[Line], index: int, first: int, full: int) -> int:
    """The width of the column that the line above stands in: columns of one page differ."""
    near = [line.size for line in lines[max(first, index - 8) : index + 3]]
    return min(full, max(near)) if near else full


def _double_spaced(lines: Sequence[Line], index: int, first: int) -> bool:
    """Blank lines stand between most lines hereabouts, so that one says nothing."""
    near = lines[max(first + 1, index - 4) : index + 5]
    return sum(line.gap for line in near) > 0.5 * len(near)


def _short_runs(lines: Sequence[Line], pieces: list[tuple[int, int]], full: int) -> list[Block]:
    blocks: list[Block] = []
    for first, last in pieces:
        blocks.append(_piece(lines, first, last, full))
    return blocks


def _piece(lines: Sequence[Line], first: int, last: int, full: int) -> Block:
    """A paragraph, one list item, or, where its lines are all short and none ends a sentence, a column of labels."""
    inside = lines[first:last]
    if inside[0].bullet:
        return Block(first, last, "list", ((inside[0].start, inside[-1].end),))
    short = sum(line.size < 0.6 * full for line in inside)
    stops = sum(line.terminal for line in inside)
    prose = any(line.text[-1] in ",，" for line in inside) or _fill_a_column(inside)
    if len(inside) >= 3 and short >= 0.8 * len(inside) and stops == 0 and not prose and full > 40:
        return Block(first, last, "table", logical_entries(inside))
    return Block(first, last, "paragraph", ((inside[0].start, inside[-1].end),))


def _fill_a_column(lines: Sequence[Line]) -> bool:
    """Whether lines, short as they are on their page, are full but the last, and carry each other on."""
    full = [line.size for line in lines[:-1]]
    carried = sum(line.continues for line in lines[1:])
    return bool(full) and min(full) >= _EVEN * max(full) and carried >= _CARRIED_ON * len(full)


def short_columns(lines: Sequence[Line], full: int, taken: frozenset[int] | set[int]) -> list[tuple[int, int]]:
    """Runs of lines that are all short and end no sentence: a diagram's labels or a flattened table of text.

    The first line of a run is left out where the run is a heading over prose; six lines at least.
    """
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        last = index
        while (
            last < len(lines)
            and last not in taken
            and (_label_line(lines[last], full) or (last > index and _long_label(lines, last, full)))
        ):
            last += 1
        while index < last < len(lines) and last not in taken and lines[last].continues:
            last -= 1  # the line is carried on below: the run ends above it
        capital = sum(not line.text[0].islower() for line in lines[index:last])
        if last - index >= _COLUMN and capital >= 0.55 * (last - index):  # narrow prose begins most lines small
            found.append((index, last))
        index = max(last, index + 1)
    return found


def _label_line(line: Line, full: int) -> bool:
    text = line.text
    return (
        line.size < min(0.6 * max(full, 60), _LONGEST_LABEL)  # narrow prose on a wide page is no column of labels
        and not line.terminal
        and text[-1] not in ",;:，；：-"
        and not line.bullet
        and not _NUMBERED.match(text)
    )


def _long_label(lines: Sequence[Line], index: int, full: int) -> bool:
    """A longer entry of such a run: it begins anew and ends no sentence, and so does what follows, a short one soon."""
    for line in lines[index : index + 3]:
        if line.terminal or line.bullet or line.text[-1] in ",;:，；：-" or line.size > _LONGEST_LABEL:
            return False
        if not line.text[0].isupper():
            return False
        if _label_line(line, full):
            return True
    return False


def logical_entries(lines: Sequence[Line]) -> tuple[tuple[int, int], ...]:
    """Each entry of a column of labels, wrapped lines joined to the line they carry on."""
    spans: list[tuple[int, int]] = []
    for line in lines:
        if spans and (line.continues or line.text[0] in "“&"):
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
    return tuple(spans)


def _lists(blocks: list[Block], lines: Sequence[Line]) -> list[Block]:
    """Items that follow each other become one list, with the paragraph that ends in a colon above them."""
    merged: list[Block] = []
    for block in blocks:
        previous = merged[-1] if merged else None
        if (
            previous
            and block.kind == "list"
            and (
                previous.kind == "list" or (previous.kind == "paragraph" and lines[previous.last - 1].text[-1] in ":：")
            )
        ):
            merged[-1] = Block(previous.first, block.last, "list", previous.parts + block.parts)
        else:
            merged.append(block)
    return merged
