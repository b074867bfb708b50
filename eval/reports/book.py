"""A report in the making: pages, columns and what is drawn into them, and the truth that grows alongside.

`Book` is drawn in the order of its pages; `Page` knows its place and its printed label; a `Strip` is a column of a page
that is filled from the top. Whatever is drawn is written down: blocks in reading order, tables, footnotes, KPIs.
Anything that would run out of its strip is an error, so that nothing is cut off or overlaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from tables import Box, Painter, Table, group_of, number, row_unit, truth
from writing import Sheet, Style, draw_text, marks, plain, text_height, unmarked

WIDTH, HEIGHT = A4
MARGIN = 54.0
BODY = Style()
NOTE = Style(size=7.4, leading=9.4, after=2, colour=(0.3, 0.32, 0.34))
Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Said:
    """A figure that stands in prose, as printed and as a number."""

    raw: str
    value: str
    unit: str
    measure: str
    period: str
    approximation: str = ""


@dataclass(slots=True)
class Book:
    """One report. `order` lists its pages as (key, printed label)."""

    path: Path
    year: int
    accent: Colour
    name: str
    title: str
    order: Sequence[tuple[str, str]]
    across: bool = False
    """Whether the file keeps its lines from top to bottom over all columns, not in reading order."""
    canvas: Sheet = field(init=False)
    pages: list[dict[str, Any]] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    footnotes: list[dict[str, Any]] = field(default_factory=list)
    kpis: dict[str, dict[str, Any]] = field(default_factory=dict)
    charts: list[dict[str, Any]] = field(default_factory=list)
    traps: list[dict[str, Any]] = field(default_factory=list)
    index: list[dict[str, Any]] = field(default_factory=list)
    drawn: dict[str, tuple[Table, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.canvas = Sheet(str(self.path), pagesize=A4, invariant=1, pageCompression=1)
        self.canvas.across = self.across
        self.canvas.setTitle(f"{self.name} – {self.title}")
        self.canvas.setAuthor(self.name)

    def label(self, key: str) -> str:
        """The number printed on the page named `key`."""
        return dict(self.order)[key]

    def page(self, key: str, *, landscape: bool = False, furniture: bool = True, section: str = "") -> Page:
        """Begin the next page, which must be the next in `order`."""
        if self.pages:
            self.canvas.showPage()
        expected, label = self.order[len(self.pages)]
        if key != expected:
            raise ValueError(f"page {key} is drawn where {expected} belongs")
        self.pages.append({"position": len(self.pages) + 1, "label": label, "key": key, "blocks": []})
        page = Page(self, label, landscape)
        # a turned page keeps an upright media box; reportlab swaps the sides of one that it is told to turn
        self.canvas.setPageSize((HEIGHT, WIDTH) if landscape else (WIDTH, HEIGHT))
        self.canvas.setPageRotation(90 if landscape else 0)
        if landscape:
            self.canvas.translate(WIDTH, 0)
            self.canvas.rotate(90)
        if furniture:
            page.furniture(section)
        return page

    def tell(
        self, code: str, status: str = "disclosed", said: Iterable[Said] = (), reason: str = "", page: bool = True
    ) -> None:
        """Note that the page being drawn speaks to a KPI. The first status given stands."""
        entry = self.kpis.setdefault(
            code, {"status": status, "pages": [], "positions": [], "reason": reason, "figures": []}
        )
        entry["reason"] = entry["reason"] or reason
        now = self.pages[-1]
        if page and now["position"] not in entry["positions"]:
            entry["positions"].append(now["position"])
            entry["pages"].append(now["label"])
        for figure in said:
            entry["figures"].append(
                {
                    "raw": figure.raw,
                    "value": figure.value,
                    "unit": figure.unit,
                    "period": figure.period,
                    "measure": figure.measure,
                    "approximation": figure.approximation,
                    "row": "",
                    "column": "",
                    "table": "",
                    "position": now["position"],
                    "label": now["label"],
                }
            )

    def tell_table(self, code: str, table: Table, rows: Iterable[int] | None = None, status: str = "disclosed") -> None:
        """Every value in the given rows (all if None) of a drawn table answers a KPI."""
        self.tell(code, status, page=False)
        entry = self.kpis[code]
        for at in range(len(table.rows)) if rows is None else rows:
            row = table.rows[at]
            place = self.pages[table.page_of_row[at] - 1]
            if place["position"] not in entry["positions"]:
                entry["positions"].append(place["position"])
                entry["pages"].append(place["label"])
            for column, cell in enumerate(row.cells):
                meaning = table.columns[column]
                value = number(cell) if meaning.role == "value" and cell else None
                if value is None:
                    continue
                named = [unmarked(row.cells[0]), group_of(table, at), meaning.group]
                entry["figures"].append(
                    {
                        "raw": unmarked(cell),
                        "value": str(value),
                        "unit": row_unit(table, at, column),
                        "period": meaning.period or str(self.year),
                        "measure": "; ".join(name for name in named if name),
                        "approximation": "",
                        "row": at,
                        "column": column,
                        "table": table.id,
                        "position": place["position"],
                        "label": place["label"],
                    }
                )

    def trap(self, kind: str, text: str) -> None:
        """Write down a near miss on the page being drawn: a figure that answers a neighbouring question only."""
        self.traps.append(
            {"position": self.pages[-1]["position"], "label": self.pages[-1]["label"], "kind": kind, "text": text}
        )

    def save(self) -> None:
        """Write the PDF. Raises ValueError where pages are missing."""
        if len(self.pages) != len(self.order):
            raise ValueError(f"{len(self.pages)} of {len(self.order)} pages were drawn")
        self.canvas.save()


@dataclass(slots=True)
class Page:
    """The page being drawn."""

    book: Book
    label: str
    landscape: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as displayed."""
        return (HEIGHT, WIDTH) if self.landscape else (WIDTH, HEIGHT)

    def furniture(self, section: str) -> None:
        """Running header and footer; the printed number stands in the footer, outside."""
        width, height = self.size
        canvas = self.book.canvas
        grey = replace(NOTE, size=7.2, colour=(0.42, 0.45, 0.47))
        draw_text(canvas, f"{self.book.name}", MARGIN, height - 30, width / 2, grey)
        draw_text(
            canvas, section or self.book.title, width / 2, height - 30, width / 2 - MARGIN, replace(grey, align="right")
        )
        canvas.setStrokeColorRGB(*self.book.accent)
        canvas.setLineWidth(0.7)
        canvas.line(MARGIN, height - 44, width - MARGIN, height - 44)
        draw_text(canvas, self.book.title, MARGIN, 36, width / 2, grey)
        if self.label:
            bold = replace(NOTE, size=9, font="Helvetica-Bold", align="right", colour=self.book.accent)
            draw_text(canvas, self.label, width / 2, 38, width / 2 - MARGIN, bold)
        self.book.pages[-1]["header"] = [self.book.name, section or self.book.title]
        self.book.pages[-1]["footer"] = [self.book.title, self.label]

    def strips(self, *shares: float, top: float = 0.0, floor: float = 62.0, gap: float = 18.0) -> list[Strip]:
        """Columns side by side, their widths in the given proportions; `top` from the top of the page."""
        width, height = self.size
        room = width - 2 * MARGIN - gap * (len(shares) - 1)
        out, x = [], MARGIN
        for number_, share in enumerate(shares):
            wide = room * share / sum(shares)
            out.append(Strip(self, x, wide, height - (top or 62.0), floor, number_ + 1 if len(shares) > 1 else 0))
            x += wide + gap
        return out

    def strip(self, top: float = 0.0, floor: float = 62.0) -> Strip:
        """One column over the width of the page."""
        return self.strips(1, top=top, floor=floor)[0]

    def write(self, kind: str, text: str, column: int = 0, **more: Any) -> None:
        """Put a block into the truth, in reading order."""
        block = {"kind": kind, "text": plain(text), **more}
        if column:
            block["column"] = column
        self.book.pages[-1]["blocks"].append(block)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle; `y` is its lower edge."""
        self.book.canvas.setFillColorRGB(*colour)
        self.book.canvas.rect(x, y, width, height, stroke=0, fill=1)


@dataclass(slots=True)
class Strip:
    """A column of a page, filled downwards from `y`."""

    page: Page
    x: float
    width: float
    y: float
    floor: float
    column: int
    loose: list[tuple[str, str]] = field(default_factory=list)
    """Marks met in prose, waiting for their notes."""

    @property
    def from_top(self) -> float:
        """How far down the strip is filled, measured from the top of the page."""
        return self.page.size[1] - self.y

    def _box(self, height: float, inset: float = 0.0) -> Box:
        """The box of what stands in the strip, `height` points down from where it is filled to."""
        top = self.from_top
        left, right = self.x + inset, self.x + self.width
        return (round(left, 1), round(top, 1), round(right, 1), round(top + height, 1))

    def _draw(self, text: str, style: Style, inset: float = 0.0) -> Box:
        """Text at the place to which the strip is filled; returns its box."""
        height = text_height(text, self.width - inset, style)
        if self.y - height < self.floor - 0.01:
            raise ValueError(
                f"{self.page.book.year}, page {self.page.label or self.page.book.pages[-1]['key']}: "
                f"{plain(text)[:60]!r} runs {self.floor - self.y + height:.0f} points out of its column"
            )
        draw_text(self.page.book.canvas, text, self.x + inset, self.y, self.width - inset, style)
        box = self._box(height, inset)
        self.y -= height + style.after
        return box

    def gap(self, points: float) -> None:
        """Leave room."""
        self.y -= points

    def heading(self, text: str, level: int = 2, tracking: float = 0.0) -> None:
        """A heading; level 1 is a chapter's, 2 a section's, 3 a subsection's."""
        book = self.page.book
        size = {1: 21.0, 2: 13.5, 3: 10.2}[level]
        colour = book.accent if level < 3 else (0.13, 0.13, 0.15)
        face = "VeraBd" if level < 3 else "Helvetica-Bold"
        size = size * 0.9 if face == "VeraBd" else size
        style = Style(font=face, bold=face, size=size, leading=size * 1.25, colour=colour, tracking=tracking)
        self.gap(0 if self.from_top < 70 else {1: 6, 2: 7, 3: 3}[level])
        box = self._draw(text, replace(style, after={1: 12, 2: 7, 3: 4}[level]))
        self.page.write("heading", text, self.column, box=box, level=level)

    def para(self, text: str, style: Style = BODY) -> None:
        """A paragraph."""
        box = self._draw(text, style)
        self.page.write("paragraph", text, self.column, box=box)
        self.loose.extend(marks(text))

    def lead(self, text: str) -> None:
        """A paragraph in the larger face with ligatures."""
        self.para(text, Style(font="Vera", bold="VeraBd", size=9.4, leading=14.4, colour=(0.2, 0.25, 0.28), after=9))

    def items(self, texts: Iterable[str], numbered: str = "", style: Style = BODY) -> None:
        """A list with bullets, or numbered like `1.`, `(a)` or `(i)` after the pattern of `numbered`."""
        romans = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")
        for at, text in enumerate(texts):
            sign = {"": "•", "1.": f"{at + 1}.", "(a)": f"({chr(97 + at)})", "(i)": f"({romans[at]})"}[numbered]
            draw_text(self.page.book.canvas, sign, self.x + 3, self.y, 30, style)
            box = self._draw(text, replace(style, after=3.2), inset={"(i)": 22, "(a)": 20}.get(numbered, 17))
            self.page.write("list_item", text, self.column, box=box, sign=sign)
            self.loose.extend(marks(text))
        self.gap(4)

    def notes(self, *notes: tuple[str, str], where: str = "prose") -> None:
        """Footnotes under a short rule; every mark met above in prose must find its note."""
        canvas = self.page.book.canvas
        canvas.setStrokeColorRGB(0.55, 0.57, 0.6)
        canvas.setLineWidth(0.4)
        self.gap(2)
        canvas.line(self.x, self.y, self.x + 90, self.y)
        self.gap(3)
        self._notes(notes, self.loose, where)
        self.loose = []

    def _notes(self, notes: Sequence[tuple[str, str]], carried: Iterable[tuple[str, str]], where: str) -> None:
        book = self.page.book
        texts = dict(notes)
        for mark, text in notes:
            box = self._draw(f"{mark} {text}", NOTE)
            self.page.write("note", f"{mark} {text}", self.column, box=box, mark=mark)
        for mark, carrier in carried:
            if mark not in texts:
                raise ValueError(f"page {self.page.label}: the mark {mark} on {carrier!r} has no note")
            book.footnotes.append(
                {
                    "position": book.pages[-1]["position"],
                    "label": self.page.label,
                    "mark": mark,
                    "qualifies": carrier,
                    "text": plain(texts[mark]),
                    "where": where,
                }
            )

    def table(self, table: Table, start: int = 0, part: bool = False, continued: str = "") -> int:
        """Draw a table from row `start`; returns the first row left over (only where `part` allows it)."""
        book = self.page.book
        caption = continued or table.caption
        if caption:
            box = self._draw(
                caption, Style(font="Helvetica-Bold", bold="Helvetica-Bold", size=8.8, leading=11.4, after=3)
            )
            self.page.write("caption", caption, self.column, box=box, table=table.id)
        painter = Painter(table, book.accent, self.width)
        painter.fits()
        end, at = painter.draw(book.canvas, self.x, self.y, self.floor, start)
        if at < len(table.rows) and not part:
            raise ValueError(
                f"{book.year}, page {self.page.label}: {len(table.rows) - at} rows of {table.id} do not fit"
            )
        for row in range(start, at):
            table.page_of_row[row] = book.pages[-1]["position"]
            top, bottom = (round(self.page.size[1] - edge, 1) for edge in painter.rows_drawn[row])
            table.row_boxes[row] = (round(self.x, 1), top, round(self.x + self.width, 1), bottom)
        table.edges[:] = [round(self.x + sum(painter.widths[:count]), 1) for count in range(len(painter.widths) + 1)]
        self.page.write("table", "", self.column, box=self._box(self.y - end), table=table.id, rows=[start, at])
        self.y = end - 5
        if at == len(table.rows):
            carried = [
                pair
                for text in (
                    table.caption,
                    *(text for cells in table.header for text, _ in cells),
                    *(cell for row_ in table.rows for cell in row_.cells),
                )
                for pair in _carried(text)
            ]
            self._notes(table.notes, carried, f"table {table.id}")
            self.gap(9)
            book.tables.append(truth(table, table.page_of_row.values()))
            book.drawn[table.id] = (table, book.pages[-1]["position"])
        return at

    def callout(self, big: str, text: str, height: float = 92.0, colour: Colour | None = None) -> None:
        """A box with a big figure and what it counts."""
        book = self.page.book
        if self.y - height < self.floor - 0.01:
            raise ValueError(f"{book.year}, page {self.page.label}: the box {big!r} does not fit")
        self.page.box(self.x, self.y - height, self.width, height, colour or book.accent)
        white = (1.0, 1.0, 1.0)
        inside = self.width - 20
        face = Style(font="VeraBd", size=21, leading=25, colour=white)
        used = draw_text(book.canvas, big, self.x + 10, self.y - 10, inside, face)
        small = Style(size=8.4, leading=10.8, colour=white)
        if used + text_height(text, inside, small) + 18 > height:
            raise ValueError(f"{book.year}, page {self.page.label}: the words of the box {big!r} do not fit")
        draw_text(book.canvas, text, self.x + 10, self.y - 13 - used, inside, small)
        self.page.write("callout", f"{big} {text}", self.column, box=self._box(height))
        self.y -= height + 10

    def sidebar(self, title: str, texts: Sequence[str], tint: Colour = (0.93, 0.95, 0.94)) -> None:
        """A tinted box with a title and paragraphs, down the strip."""
        head = Style(font="Helvetica-Bold", bold="Helvetica-Bold", size=10, leading=13, colour=self.page.book.accent)
        small = Style(size=8.6, leading=11.4)
        inside = self.width - 20
        tall = 18 + text_height(title, inside, head) + sum(text_height(text, inside, small) + 5 for text in texts)
        if self.y - tall < self.floor - 0.01:
            raise ValueError(f"{self.page.book.year}, page {self.page.label}: the box {title!r} does not fit")
        self.page.box(self.x, self.y - tall, self.width, tall, tint)
        bottom = self.y - tall
        inner = replace_strip(self, self.x + 10, self.y - 9, inside)
        box = inner._draw(title, replace(head, after=4))
        self.page.write("heading", title, self.column, box=box, level=3, aside=True)
        for text in texts:
            box = inner._draw(text, replace(small, after=5))
            self.page.write("paragraph", text, self.column, box=box, aside=True)
            self.loose.extend(marks(text))
        self.y = bottom - 10

    def figure(self, drawing: Drawing, caption: str, **more: Any) -> None:
        """A drawing with its caption below; its labels are written down, they belong to no sentence."""
        book = self.page.book
        self.y -= drawing.height
        renderPDF.draw(drawing, book.canvas, self.x, self.y)
        self.gap(4)
        box = self._draw(
            caption, Style(font="Helvetica-Oblique", size=8, leading=10, after=9, colour=(0.3, 0.32, 0.34))
        )
        self.page.write("caption", caption, self.column, box=box)
        book.charts.append(
            {"position": book.pages[-1]["position"], "label": self.page.label, "caption": plain(caption), **more}
        )


def _carried(text: str) -> list[tuple[str, str]]:
    """Marks of a cell, a caption or a head, which qualify all of it unless braces say which words."""
    return [(mark, words if "{" in text else unmarked(text)) for mark, words in marks(text)]


def replace_strip(strip: Strip, x: float, y: float, width: float) -> Strip:
    """A strip inside another."""
    return Strip(strip.page, x, width, y, 0.0, strip.column)
