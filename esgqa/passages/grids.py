"""Tables whose cells the reader placed: what each column and row means, from heads of several levels down."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgqa.passages.footnotes import MARKS
from esgqa.passages.lines import Line, joined
from esgqa.passages.rows import Cell as RowCell
from esgqa.passages.rows import Row
from esgqa.passages.tables import Table, TableRow, is_bare_intensity
from esgqa.passages.units import BRACKETED, TAIL, dimension_of, one_script, unit_after
from esgqa.types import Cell, Grid

_NUMBER = re.compile(
    r"[(（<>~≈]*\s?(?:(?:HK|US|C|CA|NT|R)?\$|RMB|HKD|€|£|¥)?\s?[-–−+]?[\d,.]*\d[\d,.]*(?:\s?[-–~至]\s?[\d,.]+)?\s?[%％]?[)）]?"
    rf"\s?[{MARKS}]*(?:\s?[(（][^()（）]{{1,12}}[)）])?"
)
_LEADING = re.compile(r"(?:(?:HK|US|C)?\$|RMB|HKD)?\s?[\d,.]*\d(?:\s?[%％])?")
_ABSENT = re.compile(r"[-–—−]{1,3}|n/?a\.?|nil|none|not applicable|不適用|不适用|無|无|零", re.IGNORECASE)
YEAR_HEAD = re.compile(
    r"(?:(?:for\s+the\s+)?(?:financial\s+|fiscal\s+)?years?\s+(?:ended\s+|ending\s+)?(?:\d{1,2}\s+\w+\s+|\w+\s+\d{1,2},?\s+)?)?"
    rf"(?:(?:FY|CY)?\s?(?:19|20)\d\d(?:\s?[/–-]\s?\d{{2,4}})?|FY\s?['’]?\d\d(?:\s?[/–-]\s?\d\d)?)\s?(?:年度?|財年|财年)?[{MARKS}]*"
    r"|[二一][零〇○九][零〇○一二三四五六七八九]{2}年度?",
    re.IGNORECASE,
)
_UNIT_HEAD = re.compile(r"units?(?: of measure(?:ment)?)?|單位|单位|計量單位|计量单位", re.IGNORECASE)
_GENERIC_HEAD = re.compile(
    r"indicators?|items?|kpis?|categor(?:y|ies)|description|subjects?|particulars|metrics?|aspects?|指標|指标|項目|项目|類別|类别",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:table|figure|chart|表|圖|图)\s?[\dA-Z一二三四五六七八九十]", re.IGNORECASE)
_CELLS = re.compile(r"\S\s{2,}(?:\S*\d|[-–—]|n/?a\b)", re.IGNORECASE)
"""A line of placed cells with values: the last row of the table above, and no caption."""
_HEADED = re.compile(
    r"(?:number of )?(?:hours?|days?|persons?|people|headcounts?|numbers?|no\.|times|cases)|percentages?|rates?",
    re.IGNORECASE,
)
"""Heads of a column of values that say only what they are."""
_PART_OF = re.compile(r"(?:of which|thereof|including|其中|當中|当中)\b|其中|當中|当中", re.IGNORECASE)
_SUB_TOTAL = re.compile(r"sub-?\s?totals?\b|小[計计]", re.IGNORECASE)
_TOTAL_OF = re.compile(r"(?:grand\s+)?total\s+(?P<what>[A-Za-z].*)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]{3,}")
_FLAG = re.compile(
    r"yes|no|[✓✔√✗✘×●○]|(?:not )?(?:applicable|included|disclosed|assured)|partly|n/a|[-–—]|是|否|[不]?適用|不?适用|有|[無无]",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[-–—•·]")
_BREAKDOWN_HEAD = re.compile(r"by\s+\w|按|依", re.IGNORECASE)
_DEEPER = 2.5
"""Points by which a label stands right of another, from which it is of a part of it."""
_MIN_VALUES = 0.2
"""Share of the cells outside the first column that must hold values, for a table of figures."""
_CAPTION = 110
_LONGEST_ENTRY = 900
"""Characters of an entry of a table of words, at most."""
_LEFT_HANGING = re.compile(r"(?:[,/&(（、，–-]|\b(?:and|or|of|the|to|for|in|with|by|on|a))$", re.IGNORECASE)
"""Ends of a line that goes on below."""
_CJK_TEXT = re.compile(r"[\u3400-\u9fff]")
_PANEL, _MOSTLY = 3, 0.7
"""Cells of a panel of key figures, at least, and the share of them that begin with a number and go on in words."""
_VALUE_FIRST = re.compile(
    r"(?:over |more than |about |approximately |~|>|超[過过]|[約约])?(?:(?:HK|US|C)?\$\s?|RMB\s?|HKD\s?)?\d[\d,]*(?:\.\d+)?\s?[%+＋％]?\s*(?:[A-Za-z/()²³0-9]+\s+){0,2}[A-Za-z]{3,}"
    r"|\d[\d,]*(?:\.\d+)?\s?[%％]?\s*[\u3400-\u9fff]{3,}",
    re.IGNORECASE,
)


def is_numeric(grid: Grid, text: str) -> bool:
    """Whether the table gives figures: enough of its cells hold numbers."""
    cells = [text[cell.start : cell.end] for cell in grid.cells if cell.column and cell.row >= grid.heads]
    absent = sum(bool(_ABSENT.fullmatch(cell.strip())) for cell in cells)
    numbers = sum(is_value(cell) and not YEAR_HEAD.fullmatch(cell.strip()) for cell in cells) - absent
    return numbers > 0 and numbers + absent >= _MIN_VALUES * len(cells)


def entries_of(grid: Grid, text: str) -> list[list[Cell]]:
    """The entries of a table of words: its rows, each with the lines below it into which its cells run over."""
    entries: list[list[Cell]] = []
    for cells in rows_of(grid):
        if (
            entries
            and cells[0].row >= grid.heads
            and entries[-1][0].row >= grid.heads
            and _runs_over(entries[-1], cells, text)
        ):
            entries[-1] += cells
        else:
            entries.append(list(cells))
    return entries


def _runs_over(entry: Sequence[Cell], cells: Sequence[Cell], text: str) -> bool:
    """Whether a line of cells goes on with the entry above it."""
    if cells[-1].end - entry[0].start > _LONGEST_ENTRY:
        return False
    named = cells[0].column == 0 and not _BULLET.fullmatch(text[cells[0].start : cells[0].end].strip())
    if named:
        above = [cell for cell in entry if cell.column == 0]
        said = text[above[-1].start : above[-1].end].strip() if above else ""
        own = text[cells[0].start : cells[0].end].strip()
        return bool(said) and (own[:1].islower() or own[:1] in "()（）" or _LEFT_HANGING.search(said) is not None)
    if any(_BULLET.fullmatch(text[cell.start : cell.end].strip()) for cell in cells):
        return True
    for cell in cells:
        before = [one for one in entry if one.column == cell.column]
        said, own = (
            (text[before[-1].start : before[-1].end].strip() if before else ""),
            text[cell.start : cell.end].strip(),
        )
        if own[:1].islower() or (said and _LEFT_HANGING.search(said)):
            return True
        if said and _CJK_TEXT.search(own) and said[-1] not in "。；;.":
            return True
    return False


def is_panel(grid: Grid, text: str) -> bool:
    """Whether its cells are key figures, each a number with what it is of (`27% women on the board`), and no rows or columns."""
    cells = [" ".join(text[cell.start : cell.end].split()) for cell in grid.cells]
    cells = [cell for cell in cells if any(map(str.isdigit, cell))]  # headings of a part of the panel aside
    named = sum(bool(_VALUE_FIRST.match(cell)) and not YEAR_HEAD.match(cell) for cell in cells)
    return len(cells) >= _PANEL and named >= _MOSTLY * len(cells)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text.strip()) is not None and not YEAR_HEAD.fullmatch(text.strip())


def _is_value(text: str) -> bool:
    return _is_number(text) or _ABSENT.fullmatch(text.strip()) is not None


def rows_of(grid: Grid) -> list[list[Cell]]:
    """Cells by row, from left to right; rows without any are left out."""
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    return [rows[row] for row in sorted(rows)]


def worded_cells(table: Table) -> list[tuple[int, int]]:
    """Spans of the placed cells that hold more than a number: what they say is read as prose."""
    return [
        (cell.start, cell.end) for row in table.rows if row.heads for cell in row.row.cells if not is_value(cell.text)
    ]


def is_value(text: str) -> bool:
    """Whether a cell holds one number, with its unit at most, or a sign for none."""
    text = one_script(text)
    found = _LEADING.match(text.strip())
    return _is_value(text) or bool(found and unit_after(text.strip(), found.end())[1] == len(text.strip()))


def grid_table(
    grid: Grid,
    lines: Sequence[Line],
    first: int,
    last: int,
    text: str,
    carried: Table | None = None,
    *,
    floor: int = 0,
) -> Table:
    """The grid that stands on the page's lines `first` to `last` (exclusive), as a table of rows with their heads.

    `carried` is the table that ends the page before: this one may go on from it. What stands above line `floor` is of
    another table and no caption.
    """
    reader = _Reader(grid, text, carried)
    table = Table(first, last, grid.start, grid.end)
    table.columns = tuple(reader.heads)
    table.rows = reader.rows()
    table.open_group, table.open_heading = reader.open_group, reader.open_heading
    table.title = _title(
        _caption(lines, first) if first > floor else "", reader.titled, carried if reader.goes_on else None
    )
    if first and lines[first - 1].text[-1] in ":：":
        table.lead = lines[first - 1].text.strip(" :：")
    for row in table.rows:
        row.title = table.title if row.title in ("", reader.titled) else row.title
    table.spans = [(cells[0].start, cells[-1].end) for cells in reader.lines if cells]
    return table


def _title(caption: str, corner: str, carried: Table | None) -> str:
    """What the table is about: the line above it, beside a corner that says more than what its rows are."""
    above = carried.title if carried and not caption else caption
    if not above or corner.lower() in above.lower():
        return above or corner
    telling = len(corner.split()) > 2 or BRACKETED.search(corner)
    return f"{above} · {corner}" if telling else above


def _caption(lines: Sequence[Line], first: int) -> str:
    """The line above, where it reads as a caption, with the line that it goes on from."""
    if not first:
        return ""
    line = lines[first - 1]
    ends = line.text[-1]
    if len(line.text) > _CAPTION or line.terminal or ends in ",;:，；：" or _CELLS.search(line.text):
        return ""
    if line.continues and first > 1 and _NUMBERED.match(lines[first - 2].text):
        return joined([lines[first - 2], line])
    return line.text


class _Reader:
    """One grid, read from its heads down."""

    def __init__(self, grid: Grid, text: str, carried: Table | None = None) -> None:
        self.grid, self.text = grid, text
        self.lines: list[list[Cell]] = [[] for _ in range(1 + max(cell.row for cell in grid.cells))]
        for cell in grid.cells:
            self.lines[cell.row].append(cell)
        self.first = self._first_row()
        self.heads: list[str] = [""] * grid.columns
        self.corner = ""
        self.open_group = self.open_heading = ""
        if not grid.heads and carried and len(carried.columns) == grid.columns:
            self.heads, self.corner = list(carried.columns), _corner(carried.columns[0])
        else:
            self._read_heads(self.lines[: self.first])
        self.goes_on = carried is not None and _told(self.heads) == _told(carried.columns)
        """Whether it is the table of the page before, going on."""
        if carried and self.goes_on:
            self.open_group, self.open_heading = carried.open_group, carried.open_heading
        body = self.lines[self.first :]
        self.titled = self.corner
        """What the head of the first column says of the table; heads below it are of others."""
        self.unit_column = self._unit_column(body)
        self.labels = self._label_columns(body)
        self.flags = {column for column in range(1, self.labels) if self._holds_flags(body, column)}
        self.dated = {column for column in range(grid.columns) if self._holds_years(body, column)}

    def _first_row(self) -> int:
        """The first row below the heads; `By gender` right under the heads is the first group and none of them."""
        first = self.grid.heads
        while first > 1 and self.lines[first - 1]:
            cells = self.lines[first - 1]
            if len(cells) > 1 or cells[0].column or not _BREAKDOWN_HEAD.match(self._of(cells[0])):
                break
            first -= 1
        # a head whose bracket is open goes on below
        while 0 < first < len(self.lines) - 1:
            head, below = self.lines[first - 1], self.lines[first]
            if not head or head[0].column or len(below) != 1 or below[0].column or not _left_open(self._of(head[0])):
                break
            first += 1
        return first

    def _of(self, cell: Cell) -> str:
        return " ".join(self.text[cell.start : cell.end].split())

    def _read_heads(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Heads of several levels: what spans columns stands before what is under it."""
        heads: list[list[str]] = [[] for _ in range(self.grid.columns)]
        for cells in rows:
            for cell in cells:
                for column in range(cell.column, min(cell.column + cell.span, self.grid.columns)):
                    heads[column].append(self._of(cell))
        self.heads = [" ".join(dict.fromkeys(parts)) for parts in heads]
        self.corner = _corner(self.heads[0])

    def _unit_column(self, body: Sequence[Sequence[Cell]]) -> int | None:
        for column in range(1, self.grid.columns):
            if _UNIT_HEAD.fullmatch(one_script(self.heads[column])):
                return column
            cells = [self._of(cell) for cells in body for cell in cells if cell.column == column]
            units = sum(_is_unit(cell) for cell in cells)
            if cells and units >= 0.6 * len(cells):
                return column
        return None

    def _holds_years(self, body: Sequence[Sequence[Cell]], column: int) -> bool:
        """Whether the column gives years (base years, target years): no figures, though they are numbers."""
        texts = [self._of(cell) for cells in body for cell in cells if cell.column == column]
        numbers = [text for text in texts if _is_value(text) or YEAR_HEAD.fullmatch(text)]
        return bool(numbers) and sum(bool(YEAR_HEAD.fullmatch(text)) for text in numbers) >= 0.5 * len(numbers)

    def _holds_flags(self, body: Sequence[Sequence[Cell]], column: int) -> bool:
        """Whether the column only says yes or no to something: no name of its rows."""
        texts = [one_script(self._of(cell)) for cells in body for cell in cells if cell.column == column]
        return bool(texts) and all(_FLAG.fullmatch(text) for text in texts)

    def _label_columns(self, body: Sequence[Sequence[Cell]]) -> int:
        """How many columns at the left name the rows: those before the first that holds values."""
        for column in range(1, self.grid.columns):
            cells = [self._of(cell) for cells in body for cell in cells if cell.column == column]
            years = YEAR_HEAD.fullmatch(one_script(self.heads[column])) is not None
            if column == self.unit_column or years or sum(map(_is_value, cells)) >= 0.5 * max(1, len(cells)):
                return column
        return 1

    def rows(self) -> list[TableRow]:
        found: list[TableRow] = []
        group, title = self.open_heading, ""
        above: list[str] = [""] * self.labels
        parent, bulleted = self.open_group, False
        whole = ""
        """The last row that is no part `of which`."""
        heads: list[tuple[float, str]] = [(0.0, group)] if group else []
        """Names of groups above, each deeper than the one before."""
        wholes: list[tuple[float, str]] = []
        """Rows above of which deeper ones are parts."""
        divided = before = ""
        """The last row or group before a breakdown (`By gender`): what the breakdown is of."""
        for cells in self.lines[self.first :]:
            if not cells:
                continue
            label_cells = [cell for cell in cells if cell.column < self.labels]
            # a dash that stands apart marks the row; it is no name of anything
            dashed = len(label_cells) > 1 and _BULLET.fullmatch(self._of(label_cells[0])) is not None
            label_cells = label_cells[1:] if dashed else label_cells
            others = [cell for cell in cells if cell.column >= self.labels]
            values = [cell for cell in others if cell.column != self.unit_column]
            indent = label_cells[0].indent if label_cells and not label_cells[0].column else 0.0
            if not others or (not values and not label_cells):
                name = self._of(cells[0])
                kept = [(far, one) for far, one in heads if far < indent - _DEEPER]
                if _BREAKDOWN.match(name) and not kept and divided:
                    kept = [(indent, divided)]
                elif not _BREAKDOWN.match(name):
                    divided = name
                heads = [*kept, (indent, name)]
                group, parent, bulleted = " · ".join(name for _, name in heads), "", False
                wholes = []
                continue
            texts = [self._of(cell) for cell in values]
            if self._is_head(cells, label_cells, texts):
                self._read_heads([cells])  # another table right below, with a head of its own
                title, group, parent, bulleted = self._of(label_cells[0]), "", "", False
                continue
            if values and all(YEAR_HEAD.fullmatch(text) for text in texts) and (len(values) > 1 or not label_cells):
                self._read_heads([cells])  # heads printed again for a second part
                title, group = (self._of(label_cells[0]) if label_cells else ""), ""
                continue
            wordy = not any(any(map(str.isdigit, text)) or _ABSENT.fullmatch(text) for text in texts)
            if wordy and all(_GENERIC_HEAD.fullmatch(one_script(self._of(cell))) for cell in label_cells):
                self._read_heads([cells])
                continue
            names = [""] * self.labels
            for cell in label_cells:
                names[cell.column] = (
                    f"{names[cell.column]} {self._of(cell)}".strip()
                )  # a name may wrap around the values
            if self.labels > 1:
                if not names[0] and not dashed:
                    names[0] = above[0]
                above = names
            names = [name for at, name in enumerate(names) if at not in self.flags]
            label = next((name for name in reversed(names) if name), "")
            if not label and values and _PER_UNIT.search(self._unit(cells)):
                label = before  # the same, per something else: a unit of its own below the one above
            before = label
            outer = [name for name in names if name and name != label]
            # a column of years beside the names: the year is of the values, the row is of what is named
            dated = label if outer and YEAR_HEAD.fullmatch(label) else ""
            label = outer.pop() if dated else label
            marked = dashed or (re.match(r"[-–—•]\s*", label) is not None and len(label) > 2)
            label = re.sub(r"^[-–—•]\s*", "", label).strip(" :：") if marked else label
            bare = is_bare_intensity(label) and bool(parent) and not _BARE_TOTAL.fullmatch(parent)
            if marked:
                bulleted = bulleted or bool(group)
            elif not bare:
                if bulleted:
                    group, bulleted = "", False
                parent = label
            if _PART_OF.match(label):
                outer = [*outer, *([whole] if whole else [])]
            elif not dated or label != whole:
                whole = label
            if group and _ends_group(group, label):
                group, parent, bulleted = "", label, False
            if not group and not marked and not _BARE_TOTAL.fullmatch(label):
                divided = label
            wholes = [(far, name) for far, name in wholes if far < indent - _DEEPER]
            over = " · ".join(
                [
                    *outer,
                    *([group] if group else ([parent] if (marked or bare) and parent != label else [])),
                    *(name for _, name in wholes if not marked),
                ]
            )
            wholes.append((indent, label))
            unit = self._unit(cells) or self._unit_of_table(label)
            values = [
                cell for cell in values if cell.column not in self.dated or not YEAR_HEAD.fullmatch(self._of(cell))
            ]
            if not values:
                continue
            line = Line(cells[0].start, cells[-1].end, self.text[cells[0].start : cells[-1].end], False)
            row = Row(line, label, tuple(RowCell(*self._stripped(cell)) for cell in values))
            above_cells = tuple(f"{self._head(cell)} {dated}".strip() for cell in values)
            found.append(
                TableRow(
                    line.start, line.end, label, row, over, marked, title or self.titled, heads=above_cells, unit=unit
                )
            )
            self.open_group = group or parent
            if _SUB_TOTAL.match(label):
                group, bulleted = "", False
        self.open_group, self.open_heading = group or self.open_group, group
        return found

    def _unit_of_table(self, label: str) -> str:
        """The unit that stands over the names of all rows, for a row that gives nothing per something."""
        if self.unit_column is not None or _PER_SOMETHING.search(label) or not _is_unit(self.corner):
            return ""
        return one_script(self.corner).strip("()（） ")

    def _unit(self, cells: Sequence[Cell]) -> str:
        """What the row's values are in, by its own cell of the column of units or by one above that stretches over it."""
        row = cells[0].row
        of_row = [cell for cell in cells if cell.column == self.unit_column] or [
            cell
            for line in self.lines[self.first : row]
            for cell in line
            if cell.column == self.unit_column and cell.row + cell.rows > row
        ]
        return " ".join(one_script(self._of(cell)) for cell in of_row)

    def _is_head(self, cells: Sequence[Cell], labels: Sequence[Cell], texts: Sequence[str]) -> bool:
        """Whether a row within the table heads another: a name, and years or units over the columns."""
        if len(labels) != 1 or not texts:
            return False
        units = [self._of(cell) for cell in cells if cell.column == self.unit_column]
        if units:
            return bool(_UNIT_HEAD.fullmatch(one_script(units[0]))) and all(YEAR_HEAD.fullmatch(text) for text in texts)
        return all(_HEADED.fullmatch(text) or (_is_unit(text) and not any(map(str.isdigit, text))) for text in texts)

    def _head(self, cell: Cell) -> str:
        covered = self.heads[cell.column : cell.column + cell.span]
        return " ".join(dict.fromkeys(head for head in covered if head))

    def _stripped(self, cell: Cell) -> tuple[int, int, str]:
        return cell.start, cell.end, self.text[cell.start : cell.end]


_TOTAL_IN_CHINESE = re.compile(r"[總总](?:[耗排產产用數数量計计]|[\u3400-\u9fff]{0,4}量)")
_PER_SOMETHING = re.compile(r"\bper\b|/|intensit|ratio|\brate\b|%|密度|比[率例]|[流回]\w?率|每|[(（]", re.IGNORECASE)
_PER_UNIT = re.compile(r"\bper\b|/|／|每", re.IGNORECASE)
_BREAKDOWN = re.compile(r"by\s+[a-z]|按", re.IGNORECASE)
_BARE_TOTAL = re.compile(r"(?:grand\s+)?(?:total|overall|all|group)|[總总合][計计數数]", re.IGNORECASE)


def _ends_group(group: str, label: str) -> bool:
    """Whether a row is a total of more than the group above it: `Total energy consumption` below `Electricity`."""
    if _TOTAL_IN_CHINESE.search(label) and _CJK_TEXT.search(group) and not _BARE_TOTAL.fullmatch(label):
        return group not in label  # 能源總耗量 below 可再生能源; 有害廢棄物總量 is of 有害廢棄物
    found = _TOTAL_OF.match(label)
    if found is None:
        return False
    said = {word.lower().rstrip("s") for word in _WORD.findall(found["what"])}
    of_group = {word.lower().rstrip("s") for word in _WORD.findall(group)}
    return bool(said) and not said & of_group


def _told(heads: Sequence[str]) -> tuple[str, ...]:
    """Heads, each once: a column for dashes, which one page has and the next lacks, has the
    head of its neighbour."""
    return tuple(dict.fromkeys(head for head in heads if head))


def _left_open(text: str) -> bool:
    return text.count("(") + text.count("（") > text.count(")") + text.count("）")


def _corner(head: str) -> str:
    """The head of the first column, where it says what the table is about."""
    return "" if _GENERIC_HEAD.fullmatch(one_script(head)) or YEAR_HEAD.fullmatch(head) else head


def _is_unit(text: str) -> bool:
    text = one_script(text)
    found = TAIL.fullmatch(text) or BRACKETED.fullmatch(text)
    return found is not None and (dimension_of(found.group("unit")) != "count" or len(text.split()) <= 2)
