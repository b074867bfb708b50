"""Which column of a table a piece of a line is of, where the white between columns does not tell alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from esgqa.reading.layout.merged import Placed
from esgqa.reading.layout.types import Cell
from esgqa.reading.layout.words import VALUE

YEAR = re.compile(
    r"(?:(?:FY\s?)?(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?|FY\s?['’]?\d\d(?:\s?[/–-]\s?\d\d)?)(?:年度?)?[*#†]?"
    r"|[二一][零〇○九][零〇○一二三四五六七八九]{2}年度?",
    re.IGNORECASE,
)
_LONE_UNIT, _NO_VALUE = 4, 14
"""Characters of a unit that stands alone, and of what stands in place of a number (`not counted`), at most."""
_FIRST_LINES = 4
"""Lines of a table in which its heads stand."""


def is_number(text: str) -> bool:
    """Whether a cell holds a value: no year, and no `%` alone, which heads columns as `Number` does."""
    return VALUE.fullmatch(text) is not None and not YEAR.fullmatch(text) and text.strip() not in ("%", "％")


def heads_in_order(placed: Sequence[Sequence[Placed]], columns: int) -> list[Sequence[Placed]]:
    """The lines, heads one to a column where the white puts two in one: set in the middle of their columns, or flush left over
    numbers that are flush right."""
    found = list(placed)
    over = [s for row in placed[:_FIRST_LINES] for column, _, s in row if column == 1]
    for at, row in enumerate(placed):
        if any(column > 0 and is_number(segment.text) for column, _, segment in row):
            break
        if len(row) == 1 and row[0][0] == 1 and any(s.x0 > row[0][2].x1 + s.size for s in over):
            found[at] = [(0, 1, row[0][2])]  # over the labels, in a line of its own, beside a head of their values
        crowded = len({column for column, _, _ in row}) < len(row) and all(span == 1 for _, span, _ in row)
        if crowded and len(row) == columns:
            found[at] = [(place, 1, segment) for place, (_, _, segment) in enumerate(row)]
    else:
        return list(placed)  # no row of numbers, and so no heads to tell
    return found


def apart(row: Sequence[Placed], strips: Sequence[tuple[float, float]]) -> list[Placed]:
    """What stands in the white before a cell, with none of its own column's to the left, is that column's: a lone `%` that is
    set right in the column of units."""
    found = list(row)
    for at, ((column, span, segment), (then, _, _)) in enumerate(pairwise(row)):
        free = column > 1 and span == 1 and (at == 0 or found[at - 1][0] + found[at - 1][1] <= column - 1)
        if free and then == column and len(segment.text) <= _LONE_UNIT and segment.x1 < strips[column - 1][1] - 1:
            found[at] = (column - 1, 1, segment)
    return found


def join_columns(table: Sequence[Sequence[Cell]], heads: int) -> None:
    """Columns side by side that share no row are one, where one of them alone is headed: heads set flush left over values set
    flush right, or words (`not counted`) set left among numbers set right."""
    headed = {cell.column for row in table[:heads] for cell in row}
    rows: dict[int, set[int]] = {}
    worded: set[int] = set()
    for row, line in enumerate(table):
        for cell in line:
            rows.setdefault(cell.column, set()).add(row)
            if cell.span > 1:
                return
            words = len(cell.text) > _NO_VALUE or any(map(str.isdigit, cell.text))
            if row >= heads and words and not VALUE.fullmatch(cell.text):
                worded.add(cell.column)
    labels, *columns = sorted(rows)
    if columns and labels not in headed and max(rows[columns[0]]) < heads:
        _move(table, columns.pop(0), labels)  # a head set in the middle over the labels
    left = 0
    for column in columns:
        if column in worded:
            left = 0
        elif left and (left in headed) != (column in headed) and not rows[left] & rows[column]:
            rows[left] |= rows[column]
            headed.add(left)
            _move(table, column, left)
        else:
            left = column


def _move(table: Sequence[Sequence[Cell]], column: int, to: int) -> None:
    for line in table:
        for cell in line:
            cell.column = to if cell.column == column else cell.column
