"""Labels printed first and their values after, or each before its own: what a copied chart or column-wise table leaves of its rows.

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
_HEAD = re.compile(
    r"^(?:by\s|按)|\b(?:by|of)\s+(?:\w+\s+)?(?:gender|age|rank|region|type|category|location|department)\b",
    re.IGNORECASE,
)
_LABEL_LINES = 3
_NAMED = 3
"""Values from which labels that stand before them one by one are a table."""
_AGES = re.compile(r"[<>≤≥]?\s?\d\d\s?(?:[-–—]\s?\d\d|\+)?")
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
        pairs = _pairs(lines, index)
        if pairs:
            found.append(_table_of_pairs(lines, pairs))
            index = pairs[-1].value + 1
            continue
        run = _values_from(lines, index)
        block = _block(lines, index, run, floor) if run >= _FEWEST else _of_one_line(lines, index, floor)
        if block is not None:
            if block.first != floor:
                counted = _counted(lines, block.first)
            found.append(_table(lines, block, counted))
        index += max(run, 1)
    return found


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label of one to three lines, `first` to `value`, and the line of its value, under the head that stood above."""

    first: int
    value: int
    title: str


def _pairs(lines: Sequence[Line], index: int) -> list[_Pair]:
    """Labels each followed by its value, from `index` on, where that is a head that says by what they are told apart."""
    if not _is_head(_whole_head(lines, index)[0]):
        return []
    found: list[_Pair] = []
    title, at = _whole_head(lines, index)
    while at < len(lines):
        if found and _is_head(_whole_head(lines, at)[0]):
            title, at = _whole_head(lines, at)
            continue
        value = next((one for one in range(at, min(at + _LABEL_LINES + 1, len(lines))) if _is_value(lines[one])), 0)
        labels = [lines[one].text for one in range(at, value)]
        if value <= at or not all(_is_label(label) or _AGES.fullmatch(label) for label in labels):
            break
        found.append(_Pair(at, value, title))
        at = value + 1
    kinds = {"%" in lines[one.value].text for one in found}
    return found if len(found) >= _NAMED and len(kinds) == 1 else []


def _whole_head(lines: Sequence[Line], index: int) -> tuple[str, int]:
    """A head with the next line where it is left open (`Total workforce by`), and the line after it."""
    text = lines[index].text
    if text.endswith((" by", " of")) and index + 1 < len(lines):
        return f"{text} {lines[index + 1].text}", index + 2
    return text, index + 1


def _is_value(line: Line) -> bool:
    return _NUMBER.fullmatch(line.text) is not None and lone_cell(line)


def _table_of_pairs(lines: Sequence[Line], pairs: Sequence[_Pair]) -> Table:
    first = pairs[0].first - (2 if pairs[0].title != lines[pairs[0].first - 1].text else 1)
    last = pairs[-1].value + 1
    table = Table(first, last, lines[first].start, lines[last - 1].end, title=pairs[0].title)
    for pair in pairs:
        name = " ".join(line.text for line in lines[pair.first : pair.value])
        line = lines[pair.value]
        row = Row(line, name, (Cell(line.start, line.end, line.text),))
        table.rows.append(TableRow(lines[pair.first].start, line.end, name, row, title=pair.title))
        table.spans.append((lines[pair.first].start, line.end))
    table.spans.insert(0, (table.start, lines[pairs[0].first - 1].end))
    return table


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
    while index + run < len(lines) and run < _MOST and _is_value(lines[index + run]):
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
