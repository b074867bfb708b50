"""Tables: what a table says (`Table`), how it is drawn, and its truth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from writing import Sheet, Style, break_lines, draw_text, marks, plain, text_height, unmarked

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, from the top left corner of the page as shown."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its share of the width, and what stands in it."""

    share: float
    period: str = ""
    group: str = ""
    unit: str = ""
    role: str = "value"
    """`label`, `unit`, `value`, `change` (worked out from values) or `text`."""

    @property
    def align(self) -> str:
        """Values stand to the right, units in the middle, words to the left."""
        return {"value": "right", "change": "right", "unit": "centre"}.get(self.role, "left")


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from the label on; "" is an empty cell. Cells may carry inline marks."""

    cells: tuple[str, ...]
    kind: str = ""
    """`group` (a heading over the rows that follow), `total`, `sub` (a subtotal) or "" for a plain row."""
    indent: bool = False
    unit: str = ""
    """Where neither a unit column nor the column's head gives it."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A row that is printed as the sum of others, by row numbers from 0, in the given columns (all values if empty)."""

    total: int
    parts: tuple[int, ...]
    columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as its author means it. `header` is rows of (text, columns spanned)."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    header: tuple[tuple[tuple[str, int], ...], ...]
    rows: tuple[Row, ...]
    notes: tuple[tuple[str, str], ...] = ()
    look: str = "lines"
    """`grid`, `lines`, `bands` or `bare` (white space only)."""
    unit: str = ""
    """Of every value, where it stands in the caption."""
    sums: tuple[Sum, ...] = ()
    size: float = 8.9
    slips: tuple[tuple[int, int, str], ...] = ()
    """Errors on purpose: row, column, and what would be right."""
    page_of_row: dict[int, int] = field(default_factory=dict)
    row_boxes: dict[int, Box] = field(default_factory=dict)
    edges: list[float] = field(default_factory=list)
    """Filled as the table is drawn: where its rows stand, and the edges of its columns from left to right."""


def row(*cells: str, kind: str = "", indent: bool = False, unit: str = "") -> Row:
    """A row from its cells."""
    return Row(tuple(cells), kind, indent, unit)


def number(cell: str) -> Decimal | None:
    """The value of a printed cell; None where it is words, empty or a dash."""
    text = unmarked(cell).replace(",", "").replace("%", "").replace("HK$", "").strip()
    if text.lower() in {"nil", "none"}:
        return Decimal(0)
    negative = text.startswith("(") and text.endswith(")")
    text = text.strip("()").replace("−", "-")
    try:
        value = Decimal(text)
    except ArithmeticError:
        return None
    return -value if negative else value


class Painter:
    """Draws a table into a strip of a page, part by part where it runs on."""

    def __init__(self, table: Table, accent: tuple[float, float, float], width: float) -> None:
        self.table = table
        self.accent = accent
        shares = sum(column.share for column in table.columns)
        self.widths = [column.share / shares * width for column in table.columns]
        self.style = Style(size=table.size, leading=table.size * 1.26, after=0)
        self.pad = table.size * 0.47
        self.rows_drawn: dict[int, tuple[float, float]] = {}

    def _span(self, start: int, count: int) -> float:
        return sum(self.widths[start : start + count])

    def _header_heights(self) -> list[float]:
        head = replace(self.style, font="Helvetica-Bold")
        heights = []
        for cells in self.table.header:
            at, tallest = 0, self.style.leading
            for text, span in cells:
                if text:
                    tallest = max(tallest, text_height(text, self._span(at, span) - 2 * self.pad, head))
                at += span
            heights.append(tallest + 2 * self.pad)
        return heights

    def _row_height(self, row: Row) -> float:
        tallest = self.style.leading
        for number_, cell in enumerate(row.cells):
            if cell:
                width = self._cell_width(row, number_)
                tallest = max(tallest, text_height(cell, width, self._cell_style(row, number_)))
        return tallest + 1.55 * self.pad

    def _cell_width(self, row: Row, column: int) -> float:
        span = len(self.table.columns) - column if row.kind == "group" and len(row.cells) == 1 else 1
        return self._span(column, span) - 2 * self.pad - (8 if row.indent and column == 0 else 0)

    def _cell_style(self, row: Row, column: int) -> Style:
        font = "Helvetica-Bold" if row.kind in {"group", "total"} else "Helvetica"
        return replace(self.style, font=font, align=self.table.columns[column].align)

    def draw(self, canvas: Sheet, x: float, top: float, floor: float, start: int) -> tuple[float, int]:
        """Header and rows from `start` down to `floor`; returns where it ended and the first row not drawn."""
        y = self._draw_header(canvas, x, top)
        width = sum(self.widths)
        at = start
        while at < len(self.table.rows):
            row = self.table.rows[at]
            height = self._row_height(row)
            if y - height < floor:
                break
            self._draw_row(canvas, row, x, y, height, at)
            self.rows_drawn[at] = (y, y - height)
            y -= height
            at += 1
        if self.table.look != "bare":
            self._rule(canvas, x, y, x + width, 0.9)
        return y, at

    def _draw_header(self, canvas: Sheet, x: float, top: float) -> float:
        y = top
        look = self.table.look
        heights = self._header_heights()
        colour = (1, 1, 1) if look in {"grid", "bands"} else self.accent
        if look in {"grid", "bands"}:
            canvas.setFillColorRGB(*self.accent)
            canvas.rect(x, y - sum(heights), sum(self.widths), sum(heights), stroke=0, fill=1)
        for cells, height in zip(self.table.header, heights, strict=True):
            at = 0
            for text, span in cells:
                left = x + self._span(0, at)
                if text:
                    align = "centre" if span > 1 else self.table.columns[at].align
                    style = replace(self.style, font="Helvetica-Bold", align=align, colour=colour)
                    draw_text(canvas, text, left + self.pad, y - self.pad, self._span(at, span) - 2 * self.pad, style)
                    if span > 1 and look != "bare":
                        self._rule(canvas, left + 4, y - height, left + self._span(at, span) - 4, 0.5, colour)
                at += span
            y -= height
        if look == "lines":
            self._rule(canvas, x, top, x + sum(self.widths), 0.9)
            self._rule(canvas, x, y, x + sum(self.widths), 0.9)
        return y

    def _draw_row(self, canvas: Sheet, row: Row, x: float, y: float, height: float, at: int) -> None:
        width = sum(self.widths)
        if row.kind == "group" and self.table.look != "bare":
            canvas.setFillColorRGB(0.92, 0.93, 0.93)
            canvas.rect(x, y - height, width, height, stroke=0, fill=1)
        elif self.table.look == "bands" and at % 2:
            canvas.setFillColorRGB(0.96, 0.965, 0.97)
            canvas.rect(x, y - height, width, height, stroke=0, fill=1)
        if self.table.look in {"lines", "grid"} and row.kind in {"total", "sub"}:
            self._rule(canvas, x, y, x + width, 0.5)
        for column, cell in enumerate(row.cells):
            if cell:
                left = x + self._span(0, column) + self.pad + (8 if row.indent and column == 0 else 0)
                draw_text(
                    canvas,
                    cell,
                    left,
                    y - self.pad * 0.7,
                    self._cell_width(row, column),
                    self._cell_style(row, column),
                )
        if self.table.look == "grid":
            canvas.setStrokeColorRGB(0.7, 0.72, 0.74)
            canvas.setLineWidth(0.4)
            canvas.line(x, y - height, x + width, y - height)
            edge = x
            alone = row.kind == "group" and len(row.cells) == 1
            for number_, step in enumerate([0.0, *self.widths]):
                edge += step
                if not alone or number_ in {0, len(self.widths)}:
                    canvas.line(edge, y, edge, y - height)
        elif self.table.look == "lines":
            self._rule(canvas, x, y - height, x + width, 0.25, (0.75, 0.77, 0.78))

    def _rule(
        self,
        canvas: Sheet,
        left: float,
        y: float,
        right: float,
        weight: float,
        colour: tuple[float, float, float] | None = None,
    ) -> None:
        canvas.setStrokeColorRGB(*(colour or self.accent))
        canvas.setLineWidth(weight)
        canvas.line(left, y, right, y)

    def fits(self) -> None:
        """Raises ValueError where a row has more cells than there are columns."""
        for row_ in self.table.rows:
            if len(row_.cells) > len(self.table.columns):
                raise ValueError(f"table {self.table.id}: {row_.cells} has more cells than columns")
            for cell, column in zip(row_.cells, range(len(row_.cells)), strict=True):
                break_lines(cell, self._cell_width(row_, column), self._cell_style(row_, column))


def group_of(table: Table, at: int) -> str:
    """Label of the group row that stands over row `at`; a total over all groups belongs to none."""
    if table.rows[at].kind == "total" and not table.rows[at].indent:
        return ""
    for number_ in range(at - 1, -1, -1):
        if table.rows[number_].kind == "group":
            return unmarked(table.rows[number_].cells[0])
    return ""


def row_unit(table: Table, at: int, column: int) -> str:
    """Unit of a value: its column's, else its unit column's, else its row's, else the caption's."""
    row_ = table.rows[at]
    if table.columns[column].unit:
        return table.columns[column].unit
    for number_, meaning in enumerate(table.columns):
        if meaning.role == "unit" and number_ < len(row_.cells) and row_.cells[number_]:
            return unmarked(row_.cells[number_])
    return row_.unit or table.unit


def checked_sums(table: Table) -> list[dict[str, Any]]:
    """Every printed sum with whether it holds, column by column."""
    out = []
    for claim in table.sums:
        columns = claim.columns or tuple(
            at
            for at, column in enumerate(table.columns)
            if column.role == "value" and number(table.rows[claim.total].cells[at]) is not None
        )
        for column in columns:
            parts = [number(table.rows[at].cells[column]) or Decimal(0) for at in claim.parts]
            printed = number(table.rows[claim.total].cells[column])
            out.append(
                {
                    "total_row": claim.total,
                    "part_rows": list(claim.parts),
                    "column": column,
                    "printed": str(printed),
                    "sum_of_parts": str(sum(parts)),
                    "holds": printed == sum(parts),
                }
            )
    return out


def truth(table: Table, pages: Iterable[int]) -> dict[str, Any]:
    """The table as data. Cell texts are without their raised marks, which stand under `marks`."""
    width = len(table.columns)
    rows: list[list[str | None]] = []
    for row_ in table.rows:
        cells: list[str | None] = [unmarked(cell) or None for cell in row_.cells]
        rows.append(cells + [None] * (width - len(cells)))
    return {
        "id": table.id,
        "pages": sorted(set(pages)),
        "caption": unmarked(table.caption),
        "header": [[{"text": unmarked(text), "span": span} for text, span in cells] for cells in table.header],
        "columns": [
            {
                "role": c.role,
                "period": c.period,
                "group": c.group,
                "unit": c.unit or (table.unit if c.role == "value" else ""),
            }
            for c in table.columns
        ],
        "rows": rows,
        "row_kinds": [row_.kind for row_ in table.rows],
        "row_groups": [group_of(table, at) for at in range(len(table.rows))],
        "row_units": [row_.unit for row_ in table.rows],
        "row_pages": [table.page_of_row[at] for at in range(len(table.rows))],
        "row_boxes": [list(table.row_boxes[at]) for at in range(len(table.rows))],
        "column_edges": table.edges,
        "marks": [
            {"row": at, "column": column, "mark": mark}
            for at, row_ in enumerate(table.rows)
            for column, cell in enumerate(row_.cells)
            for mark, _ in marks(cell)
        ]
        + [
            {"row": -1, "column": -1, "mark": mark}
            for text in (table.caption, *(text for cells in table.header for text, _ in cells))
            for mark, _ in marks(text)
        ],
        "notes": [{"mark": mark, "text": plain(text)} for mark, text in table.notes],
        "look": table.look,
        "sums": checked_sums(table),
        "slips": [
            {"row": at, "column": column, "printed": unmarked(table.rows[at].cells[column]), "right": right}
            for at, column, right in table.slips
        ],
    }


def years(*periods: str) -> Sequence[Column]:
    """Value columns, one a period."""
    return [Column(1.0, period=period) for period in periods]
