"""Labels printed first and their values after: what a copied chart or column-wise table leaves of its rows.

    By gender            Henan Province Shandong Province Thailand
    Male                 Staff by region in 2019
    Female               4,301
    3,897                1,812
    2,387                366
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from esgqa.passages.lines import Line
from esgqa.passages.rows import Cell, Row, lone_cell, row_of
from esgqa.passages.tables import Table, TableRow, names_of

_FEWEST = 2
_MOST = 9
_LONGEST_LABEL = 40
_HEAD = re.compile(r"^(?:by\s|按)|\b(?:by|of)\s+(?:\w+\s+)?(?:gender|age|rank|region|type|category|location|department)\b", re.IGNORECASE)
_COUNTS = re.compile(r"\b(?:numbers?|no\.|headcount)\b|人[數数]", re.IGNORECASE)
_NUMBER = re.compile(r"[\d,]*\d(?:\.\d+)?\s?%?")
_SENTENCE = re.compile(r"[.;,:。；，：]$")


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines `first` to `last` (exclusive) that are one table, the names of its values and where these stand."""

    first: int
    last: int
    title: str
    names: tuple[str, ...]
    values: tuple[Cell, ...]


def paired_tables(lines: Sequence[Line]) -> list[Table]:
    """Tables of as many labels as values, a run of the one after a run of the other, in the order of the page."""
    found: list[Table] = []
    index, counted = 0, ""
    while index < len(lines):
        floor = found[-1].last if found else 0
        run = _values_from(lines, index)
        block = _block(lines, index, run, floor) if run >= _FEWEST else _of_one_line(lines, index, floor)
        if block is not None:
            if block.first != floor:
                counted = _counted(lines, block.first)
            found.append(_table(lines, block, counted))
        index += max(run, 1)
    return found


def _counted(lines: Sequence[Line], first: int) -> str:
    """The line right above a table that says what its values count: `Category Number of employees`."""
    above = lines[first - 1].text if first else ""
    return above if _COUNTS.search(above) and len(above) <= 2 * _LONGEST_LABEL else ""


def _of_one_line(lines: Sequence[Line], index: int, floor: int) -> _Block | None:
    """The same with all values on one line, under one that names them all."""
    row = row_of(lines[index])
    if row is None or row.label or len(row.cells) <= _FEWEST or index - 1 < floor:
        return None
    names = names_of(lines[index - 1].text, len(row.cells))
    if not names or not all(_NUMBER.fullmatch(cell.text) for cell in row.cells):
        return None
    headed = index - 2 >= floor and _is_head(lines[index - 2].text)
    return _Block(index - 1 - headed, index + 1, lines[index - 2].text if headed else "", names, row.cells)


def _values_from(lines: Sequence[Line], index: int) -> int:
    """How many lines from `index` on are a number and nothing else."""
    run = 0
    while index + run < len(lines) and run < _MOST and _NUMBER.fullmatch(lines[index + run].text) and lone_cell(lines[index + run]):
        run += 1
    return run


def _block(lines: Sequence[Line], index: int, run: int, floor: int) -> _Block | None:
    """The table whose values are the `run` lines from `index` on: their names stand on as many lines above, under a head
    that says by what they are told apart, or all on one line."""
    values = tuple(Cell(line.start, line.end, line.text) for line in lines[index : index + run])
    for above in (1, 2):
        at = index - above
        if at < floor:
            break
        names = names_of(lines[at].text, run)
        if names and above == 2 and _is_head(lines[index - 1].text):
            return _Block(at, index + run, lines[index - 1].text, names, values)
        if names and above == 1:
            headed = at - 1 >= floor and _is_head(lines[at - 1].text)
            return _Block(at - headed, index + run, lines[at - 1].text if headed else "", names, values)
    first = index - run
    if first - 1 < floor or not _is_head(lines[first - 1].text):
        return None
    labels = [lines[at].text for at in range(first, index)]
    if not all(_is_label(label) for label in labels):
        return None
    return _Block(first - 1, index + run, lines[first - 1].text, tuple(labels), values)


def _is_head(text: str) -> bool:
    return len(text) <= 2 * _LONGEST_LABEL and _HEAD.search(text) is not None and _SENTENCE.search(text) is None


def _is_label(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and _SENTENCE.search(text) is None and any(map(str.isalpha, text))


def _table(lines: Sequence[Line], block: _Block, counted: str) -> Table:
    start, end = lines[block.first].start, lines[block.last - 1].end
    table = Table(block.first, block.last, start, end, title=counted or block.title)
    for name, cell in zip(block.names, block.values, strict=True):
        row = Row(lines[block.first], name, (cell,))
        # a row is quoted with all of its table: its label and its value stand apart
        group = block.title if counted else ""
        table.rows.append(TableRow(start, end, name, row, group=group, title=table.title))
    table.spans.append((start, end))
    return table
