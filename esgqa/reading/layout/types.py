"""What a page is made of before it is text. Points, origin at the top left of the page as displayed, y downwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Box = tuple[float, float, float, float]
"""`(x0, y0, x1, y1)`, left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character."""

    char: str
    box: Box
    base: float
    """Where it stands: the y of its baseline, or the x where the text runs up or down the page."""
    turn: int = 0
    """Quarter turns clockwise from upright: 0, 1 (reads downwards), 2, 3 (reads upwards)."""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Ink:
    """All that is printed on a page and matters to its layout."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    """In the order the file draws them; blanks included where the file has them."""
    rules: tuple[Box, ...] = ()
    """Straight lines and the edges of filled boxes, upright or level; thin sides have no thickness."""
    picture_share: float = 0.0
    """Share of the page's area under pictures, 0 to 1."""
    drawn: int = 0
    """Lines, boxes and shapes that are painted; text may be drawn as shapes."""


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell of a table: `text[start:end]` of the raw page, at a row and a column from 0."""

    row: int
    column: int
    span: int
    """Columns it stretches over, at least 1."""
    start: int
    end: int
    indent: float = 0.0
    """Points from the left edge of its column."""
    rows: int = 1
    """Rows it stretches over."""


@dataclass(frozen=True, slots=True)
class RawGrid:
    """A table as rows and columns of the raw page `text[start:end]`; empty cells are left out."""

    start: int
    end: int
    columns: int
    heads: int
    """Rows at the top that head the columns."""
    cells: tuple[RawCell, ...]


@dataclass(frozen=True, slots=True)
class RawLine:
    """How a line outside tables is set: what tells a heading from the text under it."""

    start: int
    end: int
    size: float
    """Height of its characters in points."""
    bold: bool


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page's text in reading order: lines apart by line breaks, blocks by empty lines, cells by tabs."""

    text: str
    boxes: tuple[Box | None, ...] = ()
    """One a character; None where the character was not printed (blanks, breaks), empty where no boxes are known."""
    raised: tuple[tuple[int, int], ...] = ()
    """Spans of `text` set small and above the line: footnote marks and powers."""
    grids: tuple[RawGrid, ...] = ()
    lines: tuple[RawLine, ...] = ()
    size: tuple[float, float] = (0.0, 0.0)
    """Width and height in points."""
    source: Literal["text", "ocr"] = "text"
    confidence: float = 1.0
    """Mean confidence of the recognition, 1 where the text is the file's own."""
    blank: bool = False
    """Nothing is printed or drawn on it."""


@dataclass(slots=True)
class Word:
    """Glyphs that stand together, in reading space (text from left to right)."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    bold: bool
    boxes: list[Box] = field(default_factory=list)
    """One a character, as displayed."""
    raised: list[bool] = field(default_factory=list)
    blank: bool = False
    """A blank stands before it on its line, as printed."""
    tracking: float = 0.0
    """White that its line sets between all characters, in points."""

    @property
    def size(self) -> float:
        return self.y1 - self.y0


def is_chinese(char: str) -> bool:
    """Whether a character is of Chinese writing, punctuation left out."""
    return "\u3400" <= char <= "\u9fff"


@dataclass(slots=True)
class Segment:
    """Words of one line with no wide gap between them: a line of a column, or a cell."""

    words: list[Word]

    @property
    def x0(self) -> float:
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def y0(self) -> float:
        return min(word.y0 for word in self.words)

    @property
    def y1(self) -> float:
        return max(word.y1 for word in self.words)

    @property
    def base(self) -> float:
        return max(self.words, key=lambda word: word.size).base

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def length(self) -> float:
        """How many words it has; Chinese, which sets no blanks, has about one in two characters."""
        chinese = sum(map(is_chinese, self.text))
        return sum(not all(map(is_chinese, word.text)) for word in self.words) + chinese / 2

    @property
    def text(self) -> str:
        parts = [self.words[0].text]
        for word in self.words[1:]:
            parts.append(" " + word.text if word.blank else word.text)
        return "".join(parts)


@dataclass(slots=True)
class Block(Segment):
    """A table found by its lines: for the reading order, one thing."""

    rows: list[list[Segment]] = field(default_factory=list)
    levels: list[float] = field(default_factory=list)
    """The y of the level lines over its whole width, from top to bottom."""
    short_levels: list[tuple[float, float, float]] = field(default_factory=list)
    """Level lines inside it that run over a part of its width, as `(y, x0, x1)`."""
    uprights: list[float] = field(default_factory=list)
    """The x of its upright lines, from left to right."""

    @property
    def base(self) -> float:
        """Where its first line stands: what is beside that is beside the table."""
        return self.rows[0][0].base

    @property
    def size(self) -> float:
        """Of its first line."""
        return self.rows[0][0].size


@dataclass(slots=True)
class Cell:
    """What stands at a row and a column; `span` columns wide."""

    row: int
    column: int
    span: int
    words: list[Word] = field(default_factory=list)
    rows: int = 1
    """Rows it stretches over."""

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(slots=True)
class Grid:
    """A table's cells by row and column."""

    columns: int
    heads: int
    rows: list[list[Cell]]
    """By row, cells from left to right; empty cells are left out."""
