"""Flattened tables: runs of rows with their caption, column heads, groups and wrapped labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from esgqa.passages.lexicon import words
from esgqa.passages.lines import Line, joined
from esgqa.passages.rows import Row, plausible, row_of
from esgqa.passages.units import BRACKETED, TAIL

_STARTERS = frozenset(
    words(
        "indicator indicators item items category categories type unit units percentage proportion number no.",
        "average total rate ratio amount consumption emission emissions density intensity quantity male female",
        "region subject",
    )
)
_GENERIC_HEAD = re.compile(
    r"\s*\b(?:Indicators?|Items?|KPIs?|Categor(?:y|ies)|Description|Subjects?|Particulars|指標|指标|項目|项目|類別|类别)"
    r"(?=\s*(?:(?:Units?|單位|单位)\s*)?$)",
    re.IGNORECASE,
)
_UNIT_HEAD = re.compile(r"\s*(?:\bUnits?|單位|单位)\s*$")
_UNIT_WITHIN = re.compile(r"(?P<before>[A-Z][\w ,()&/-]{0,60}?)\s+Units?(?:\s+(?P<after>[A-Z][\w ,()&/-]{2,60}))?")
_MAX_HEAD = 4
"""Title lines above a table's first row: caption, column heads, group; more is text that stands above it."""
_MAX_BETWEEN = 3
"""Lines without cells between two rows: a group's head and the wrapped parts of a label."""


@dataclass(slots=True)
class TableRow:
    """A logical row: all lines of its label and its cells."""

    start: int
    end: int
    label: str
    row: Row
    group: str = ""
    bulleted: bool = False
    title: str = ""
    """The table's title as it stood when the row was read: heads may be printed again for a second part."""
    heads: tuple[str, ...] = ()
    """The head over each cell, where the file places cells under columns; empty where it does not."""
    unit: str = ""
    """What the table's column of units gives for the row."""


@dataclass(slots=True)
class Table:
    """A table found on a page: lines `first` to `last` (exclusive) of the page's lines."""

    first: int
    last: int
    start: int = 0
    end: int = 0
    lead: str = ""
    """The sentence that announces it, ending in a colon."""
    title: str = ""
    columns: tuple[str, ...] = ()
    column_starts: tuple[int, ...] = ()
    """Where each column's head stands, for year heads."""
    open_group: str = ""
    """The group or label that rows with a dash below its last row would belong to."""
    open_heading: str = ""
    """The group that its last row is of, by a line of its own above."""
    unit_column: bool = False
    """Its head names a column of units, printed between label and values."""
    rows: list[TableRow] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Head lines and rows, each as one span."""

    @property
    def caption(self) -> str:
        return self.title or self.lead


def find_tables(lines: Sequence[Line], full: int) -> list[Table]:
    """Tables among a page's lines, in order. `full` is the width of a full line of prose."""
    rows = [_candidate(lines, index, full) for index in range(len(lines))]
    found: list[Table] = []
    index = 0
    while index < len(lines):
        if rows[index] is None:
            index += 1
            continue
        stop = _extent(lines, rows, index, full)
        table = _table(lines, rows, index, stop, full, found[-1].last if found else 0)
        if table:
            if found:
                _go_on(found[-1], table)
            found.append(table)
            index = table.last
        else:
            index += 1
    return found


def _go_on(before: Table, table: Table) -> None:
    """The years over a table hold for one below it whose rows have as many cells and no years of their own."""
    counts = Counter(len(one.row.cells) for one in table.rows)
    if table.columns or not before.columns or not any(_DATED.search(name) for name in before.columns):
        return
    if counts and counts.most_common(1)[0][0] == len(before.columns) > 1:
        table.columns, table.column_starts = before.columns, before.column_starts
        table.unit_column = table.unit_column or before.unit_column


_DATED = re.compile(r"(?:19|20)\d\d")


def is_scale(row: Row) -> bool:
    """Whether the cells are the marks of a chart's axis: four or more numbers that rise by even steps from nought."""
    texts = [cell.text.replace(",", "").rstrip("%％ ") for cell in row.cells]
    if len(texts) < _SCALE_MARKS or not all(re.fullmatch(r"\d+(?:\.\d+)?", one) for one in texts):
        return False
    marks = [float(one) for one in texts]
    step = marks[1] - marks[0]
    even = step > 0 and all(abs(b - a - step) < 1e-6 * step for a, b in pairwise(marks))
    return even and marks[0] == 0


_SCALE_MARKS = 4
_CLAUSES = re.compile(r"[，。；].")
"""Labels of rows have no clauses."""


def _candidate(lines: Sequence[Line], index: int, full: int) -> Row | None:
    line = lines[index]
    row = row_of(line)
    if row is None or not plausible(row) or is_scale(row):
        return None
    following = lines[index + 1] if index + 1 < len(lines) else None
    long = line.size > 0.8 * full
    if following and following.continues and row.label and long:
        return None  # a full line of prose that happens to end in a number
    if row.label and line.text[0].islower() and long:
        return None
    if len(row.cells) == 1 and _CLAUSES.search(row.label):
        return None  # prose of a narrow column that breaks after a number
    if not row.label and len(row.cells) == 1 and index in (0, len(lines) - 1):
        return None  # a page number
    return row


def _extent(lines: Sequence[Line], rows: Sequence[Row | None], start: int, full: int) -> int:
    """The line after the last row of the run that begins at `start`."""
    last, between = start, 0
    first = rows[start]
    columns = len(first.years) if first else 0
    for index in range(start + 1, len(lines)):
        row = rows[index]
        if row is not None:
            columns = max(columns, len(row.years))
            if len(row.cells) < columns and _new_table(rows, index, len(row.cells)):
                break
            last, between = index, 0
            continue
        between += 1
        line = lines[index]
        prose = line.terminal or line.text[-1] in ",;；，" or line.size > 0.8 * max(full, 60)
        if between > _MAX_BETWEEN or prose:
            break
    return last + 1


def _new_table(rows: Sequence[Row | None], index: int, count: int) -> bool:
    """Under a title of their own stand rows of fewer cells than the head above has years."""
    following = rows[index + 1] if index + 1 < len(rows) else None
    titled = rows[index - 1] is None
    return titled and following is not None and len(following.cells) == count and bool(following.label)


def _table(
    lines: Sequence[Line], rows: Sequence[Row | None], start: int, stop: int, full: int, floor: int
) -> Table | None:
    present = [row for row in rows[start:stop] if row is not None]
    heads = [row for row in present if row.years]
    values = [row for row in present if not row.years]
    if not values or (len(values) < 2 and not heads and not _titled(lines, start, values[0])):
        return None
    if not heads and all(len(row.cells) == 1 and not row.label for row in values):
        return None
    first = start
    while first > floor and start - first < _MAX_HEAD and _head_line(lines[first - 1], lines, first - 1, full):
        first -= 1
    while first < start and lines[first].continues and not lines[first].text.startswith("("):
        first += 1  # the tail of a sentence is no title
    return _Builder(lines, rows, first, stop).build(floor)


def _titled(lines: Sequence[Line], start: int, row: Row) -> bool:
    """A single row is a table only under a caption that counts: `Number of …`."""
    if start == 0:
        return False
    if not row.label and len(row.cells) >= _NAMED_CELLS and names_of(lines[start - 1].text, len(row.cells)):
        return True
    if not row.label and start < 2:
        return False
    above = lines[start - 1].text if row.label else joined(lines[max(0, start - 3) : start])
    return bool(
        re.search(r"^(?:Number|No\.|Percentage|Total|Average|Proportion|Table)\b", above)
    ) and not above.endswith(".")


_NAMED_CELLS = 3


def names_of(text: str, count: int) -> tuple[str, ...]:
    """A line above `count` numbers without labels as the name of each, where most end in the same word:
    `North China East China Hong Kong and others`; else none."""
    words = text.split()
    names = _fits(_by_last_word(words), count) if words and not any(c.isdigit() for c in text) else ()
    return names if all(name[:1].isupper() for name in names) else ()


def _head_line(line: Line, lines: Sequence[Line], index: int, full: int) -> bool:
    """May stand above a table's first row: short, no sentence, not the end of one."""
    text = line.text
    if line.terminal or text[-1] in ",;；，" or line.size > 110:
        return False
    if text[-1] in ":：":
        return False
    if index and line.continues and not lines[index - 1].terminal and lines[index - 1].size > 0.8 * full > 40:
        return False
    return line.size < 0.75 * max(full, 60) or not line.continues


class _Builder:
    """Reads the lines of one table into head, groups and rows."""

    def __init__(self, lines: Sequence[Line], rows: Sequence[Row | None], first: int, stop: int) -> None:
        self.lines, self.rows = lines, rows
        self.table = Table(first, stop)
        self.count = self._columns()
        self.pending: list[Line] = []
        self.group = self.parent = self.title = ""
        self.group_bulleted = False
        self.charted = False
        """The marks of an axis were read: what follows without a label is a chart's."""

    def _columns(self) -> int:
        """How many cells a row has: as many as year heads, else what most rows have."""
        inside = [row for row in self.rows[self.table.first : self.table.last] if row is not None]
        heads = [len(row.years) for row in inside if row.years]
        if heads:
            return max(heads)
        return (
            Counter(len(row.cells) for row in inside if row.label).most_common(1)[0][0]
            if any(row.label for row in inside)
            else max((len(row.cells) for row in inside), default=1)
        )

    def build(self, floor: int) -> Table | None:
        table = self.table
        for index in range(table.first, table.last):
            line, row = self.lines[index], self.rows[index]
            if row is None and (axis := row_of(line)) is not None and is_scale(axis):
                self.charted = True
                continue
            if self.charted and row is not None and not row.label:
                continue  # values of a chart: nothing says whose
            if row is not None and row.years and len(row.years) == self.count:
                self._year_head(row)
            elif row is not None and self._complete(row, index):
                self._row(row.last(self.count) if len(row.cells) > self.count else row)
            else:
                self.pending.append(line)
        if not table.rows:
            return None
        table.spans += [(line.start, line.end) for line in self.pending]
        self._lead(floor)
        table.start, table.end = self.lines[table.first].start, self.lines[table.last - 1].end
        return table

    def _complete(self, row: Row, index: int) -> bool:
        """All its cells are there; `Scope 19` before a line of two cells is only a label."""
        following = self.rows[index + 1] if index + 1 < self.table.last else None
        if following is not None and following.years and not following.label and row.line.continues:
            return False  # the last line of a head whose years stand below
        if len(row.cells) >= self.count:
            return True
        wrapped = following is not None and following.line.continues and len(following.cells) >= self.count
        return not wrapped and (self.count == 1 or not self.table.columns)

    def _year_head(self, row: Row) -> None:
        table = self.table
        title = joined([*self.pending, row.line])
        cut = title.rfind(row.years[0]) if len(row.years) == 1 else len(title) - len(joined_cells(row))
        words = _GENERIC_HEAD.sub("", title[:cut].strip()) if self.pending else title[:cut].strip()
        table.unit_column = table.unit_column or bool(_UNIT_HEAD.search(words))
        words = re.sub(r"(?<=[)）])\s+\d{1,2}$", "", _UNIT_HEAD.sub("", words))  # a note's mark
        start = self.pending[0].start if self.pending else row.line.start
        self.group = self.parent = ""  # heads printed again title the rows below
        self.title = words
        table.title = table.title or words
        table.columns = row.years
        table.column_starts = tuple(cell.start for cell in row.cells)
        table.spans.append((start, row.line.end))
        self.pending = []

    def _row(self, row: Row) -> None:
        wrapped = self._wrapped(row)
        heads = self.pending[: len(self.pending) - len(wrapped)]
        self._heads(heads, row)
        label = joined(wrapped) + (" " if wrapped and row.label else "") + row.label
        start = wrapped[0].start if wrapped else row.line.start
        bulleted = bool(re.match(r"[-–—•]\s", label))
        label = re.sub(r"^[-–—•]\s+", "", label).strip(" :：")
        if not bulleted and self.group_bulleted:
            self.group, self.group_bulleted = "", False
        if bulleted:
            self.group_bulleted = bool(self.group)
        elif not is_bare_intensity(label):
            self.parent = label
        group = self.group or (self.parent if bulleted or is_bare_intensity(label) else "")
        self.table.rows.append(TableRow(start, row.line.end, label, row, group, bulleted, self.title))
        self.table.spans.append((start, row.line.end))
        self.pending = []

    def _wrapped(self, row: Row) -> list[Line]:
        """The pending lines that are the beginning of this row's label."""
        joins = not row.label or row.line.continues or bool(TAIL.fullmatch(row.label)) or bool(_unit_start(row.label))
        joins = joins or bool(self.pending and _open_bracket(self.pending[-1].text))
        if not joins or not self.pending:
            return []
        kept = [self.pending[-1]]
        while len(kept) < len(self.pending) and (kept[0].continues or _unit_start(kept[0].text)):
            kept.insert(0, self.pending[-len(kept) - 1])
        return kept

    def _heads(self, heads: list[Line], row: Row) -> None:
        """Title, column heads and group among the lines above a row."""
        logical: list[list[Line]] = []
        for line in heads:
            if logical and (line.continues or _open(logical[-1][-1].text)):
                logical[-1].append(line)
            else:
                logical.append([line])
        for lines in logical:
            self.table.spans.append((lines[0].start, lines[-1].end))
        texts = [joined(lines) for lines in logical]
        if not texts:
            return
        table = self.table
        if not table.rows and not table.columns:
            texts, over = self._without_unit_head(texts)
            columns = (over,) if over and self.count == 1 else split_columns(texts[-1], [c.text for c in row.cells])
            if columns:
                table.columns = columns
                texts = texts[:-1]
            if texts and (not table.title):
                table.title = texts[0] if len(texts) > 1 or self.count > 1 or columns else ""
                texts = texts[1:] if table.title else texts
        if texts:
            self.group, self.parent, self.group_bulleted = texts[-1], "", False

    def _without_unit_head(self, texts: list[str]) -> tuple[list[str], str]:
        """The head's lines without what they call the column of units, and the name of the only column after it, if any:
        `Type of energy Unit Consumption`."""
        for place, text in enumerate(texts):
            found = _UNIT_WITHIN.fullmatch(text)
            if found is None:
                continue
            self.table.unit_column = True
            after = joined_texts([found["after"], *texts[place + 1 :]])
            kept = [part for part in (*texts[:place], found["before"].strip()) if part]
            return [*kept, after] if after else kept or [text], after if kept else ""
        return texts, ""

    def _lead(self, floor: int) -> None:
        """The announcing sentence right above: `… are as follows:`."""
        table = self.table
        index = table.first - 1
        if index < floor or self.lines[index].text[-1] not in ":：":
            return
        begin = index
        while begin > floor and not self.lines[begin - 1].terminal and index - begin < 6:
            begin -= 1
        text = joined(self.lines[begin : index + 1])
        table.lead = re.split(r"(?<=[.!?。])\s+(?=[A-Z])|。", text)[-1].strip(" :：")
        table.first = begin
        table.spans.insert(0, (self.lines[begin].start, self.lines[index].end))


_INTENSITY = re.compile(r"(?:intensity|density|[密強强]度)(?![A-Za-z])\s*(?P<rest>.*)", re.IGNORECASE)
_BY_UNIT = re.compile(r"[(（\[].*|.{0,30}(?:/|／|\bper\b|每).*", re.IGNORECASE | re.DOTALL)


def is_bare_intensity(label: str) -> bool:
    """Whether a row's label says only that it is an intensity, with its unit at most: of what, the row above says."""
    found = _INTENSITY.match(label)
    return found is not None and (not found["rest"] or _BY_UNIT.fullmatch(found["rest"]) is not None)


def joined_texts(texts: Sequence[str | None]) -> str:
    return " ".join(text for text in texts if text)


def joined_cells(row: Row) -> str:
    return row.line.text[row.cells[0].start - row.line.start :]


def _open(text: str) -> bool:
    """A bracket or joining word is left open at the line's end."""
    return _open_bracket(text) or bool(re.search(r"\b(?:of|and|by|per|the|in|for|with)$|[/&,]$", text))


def _open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("（") > text.count("）")


def _unit_start(text: str) -> bool:
    """Begins with a unit, as the second line of a wrapped row does: `tonnes of CO2-e 94,962`."""
    return bool(re.match(r"(?:m[23³²]|kWh|MWh|GWh|GJ|MJ|kg|L|tCO2|HK\$|RMB)\b", text))


def split_columns(head: str, cells: Sequence[str]) -> tuple[str, ...]:
    """A flattened line of column heads split into as many names as there are cells, or none where it does not split.

    Wide gaps first, then words that begin column heads (`Percentage`, `Average`), then single words; a name left of
    the cells' (`Indicator`) is dropped.
    """
    wanted = len(cells)
    gaps = [part for part in re.split(r"\s{2,}|\t|\s\|\s", head) if part]
    parts = _fits(gaps, wanted)
    if parts:
        return parts
    words = re.sub(r"\([^()]*\)", lambda found: found.group().replace(" ", "\0"), head).split()
    marked: list[str] = []
    for word in words:
        if not marked or (word[0].isupper() and word.lower() in _STARTERS):
            marked.append(word)
        else:
            marked[-1] += " " + word
    parts = _fits(marked, wanted)
    if not parts:
        merged: list[str] = []
        for word in words:
            if merged and word.startswith("("):
                merged[-1] += " " + word
            else:
                merged.append(word)
        parts = _fits(merged, wanted) or _fits(_by_capitals(words), wanted) or _fits(_by_last_word(words), wanted)
    parts = tuple(part.replace("\0", " ") for part in parts)
    if wanted == 1 and parts and not (parts[0].split()[0].lower() in _STARTERS or BRACKETED.search(parts[0])):
        return ()
    return parts


def _by_capitals(words: Sequence[str]) -> list[str]:
    """`Level Senior management Middle management`: names that each begin with a capital and go on in small letters."""
    parts: list[str] = []
    for word in words:
        if parts and not word[0].isupper():
            parts[-1] += " " + word
        else:
            parts.append(word)
    return parts


def _by_last_word(words: Sequence[str]) -> list[str]:
    """`Eastern China Central China Hong Kong`: names of which most end in the same word."""
    last, times = Counter(words).most_common(1)[0]
    parts: list[str] = []
    for before, word in zip([last, *words], words, strict=False):
        if before == last:
            parts.append(word)
        else:
            parts[-1] += " " + word
    return parts if times > 1 else []


_JOINING = frozenset(("and", "or", "of", "by", "the", "in", "to", "for", "with", "per", "&", "/"))


def _fits(parts: Sequence[str], wanted: int) -> tuple[str, ...]:
    if any(part.lower() in _JOINING for part in parts):
        return ()  # `Water consumption and intensity` is a title, and no name of a column is `and`
    if len(parts) == wanted + 1:
        return tuple(parts[1:])
    return tuple(parts) if len(parts) == wanted and wanted > 1 else ()
