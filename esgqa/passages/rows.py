"""One printed line read as a row of a table: a label and, at its end, cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from esgqa.passages.lines import Line
from esgqa.passages.units import AFTER

_NUMBER = r"(?:(?:HK|US|C)?\$\s?|RMB\s?|€|£|¥)?[(（]?[-−+＋]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:\s?[%％])?[)）]?[¹²³⁴⁵⁶⁷⁸⁹*#^]?"
_UNITS = AFTER.pattern.replace("?P<unit>", "?:").replace(r"(?:\s{0,4}|-)", r"\s?", 1)
_BLANK = r"N/?A\.?|NA|n/a|[—–-]|[Nn]il|NIL|Not applicable|不適用|不适用|無|无|零"
_YEAR = r"FY\s?20\d\d(?:\s?/\s?\d\d)?(?!\d)|20\d\d/\d\d(?!\d)|20\d\d\s?(?:財年|财年|年度|年)"
_CELL = re.compile(rf"(?:{_YEAR}|{_NUMBER}(?:{_UNITS})?|(?:{_BLANK}))(?=\s|$)")
_LABEL_END = re.compile(r"(?:^|(?<=\s)|(?<=[\u3400-\u9fff：:）)]))(?=\S)")
_YEAR_CELL = re.compile(
    r"(?:FY\s?)?(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?(?:財年|财年|年度|年)?(?P<mark>\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹*#])?$",
    re.IGNORECASE,
)
_CHANGE = (
    r"(?:%\s?)?(?:[Yy]ear[- ]on[- ][Yy]ear\s+|YoY\s+|[Aa]nnual\s+)?(?:[Cc]hanges?|CHANGES?|[Vv]ariances?|YoY|[Tt]rend)(?:\s?[(（][^()（）]{1,24}[)）]|\s?%)?"
    r"|[變变][動动化](?:[(（][^()（）]{1,16}[)）])?|增[減减](?:[(（][^()（）]{1,16}[)）])?|同比"
)
_CHANGE_CELL = re.compile(_CHANGE)
_CHANGE_HEAD = re.compile(
    rf"(?P<label>.*?)(?P<years>(?:(?:^|\s)(?:{_YEAR}|(?:FY\s?)?20\d\d)){{2,}})\s+(?P<change>{_CHANGE})"
)
"""Years over the columns of a table, and over its last the change from one to the other."""
_WIDE = re.compile(r"(?<=\S) {2,}(?=\S)")
_VERBS = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|shall|can|may|been|being|do|does|did|which|who|that|we|our|it|they|there)\b"
    r"(?![^()]*\))"
)
_HANGING = re.compile(
    r"(?:^|\s)(?:of|than|over|the|a|an|in|on|to|nearly|about|almost|around|at|by|for|from|with|and|or|covers?|reached|within"
    r"|approximately|total of|least|most|every|each|only|up|through|into|as|No\.|Step|Phase|Unit|Appendix|Directive|Section"
    r"|Article|Chapter|Clause|Part|Rule|Stage|Level|ISO|May|June|July|March|April|January|February|August|September|October"
    r"|November|December|since|per|between|(?<!or )under|year|another|some|first|last|next|past|these|those|other|their|its|his)$"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at the end of a line, as a span of the page's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line split into label and cells; the label may be empty."""

    line: Line
    label: str
    cells: tuple[Cell, ...]

    @property
    def years(self) -> tuple[str, ...]:
        """The cells' texts where every one is a year, but for a last one over changes; else none."""
        texts = tuple(cell.text for cell in self.cells)
        dated = texts[:-1] if len(texts) > 2 and _CHANGE_CELL.fullmatch(texts[-1]) else texts
        return texts if dated and all(_YEAR_CELL.match(text) for text in dated) else ()

    def last(self, count: int) -> Row:
        """The same row with only its last `count` cells, the rest given back to the label."""
        kept = self.cells[-count:]
        cut = kept[0].start - self.line.start
        return Row(self.line, self.line.text[:cut].rstrip(), kept)


def year_mark(text: str) -> str:
    """The footnote mark glued to a year heading (`201813` → `13`), or `""`."""
    found = _YEAR_CELL.match(text)
    return (found.group("mark") or "") if found else ""


def row_of(line: Line) -> Row | None:
    """The line as a row, or None where no cell ends it. The label is as short as the cells allow."""
    text = line.text
    head = _CHANGE_HEAD.fullmatch(text)
    if head:
        years = re.finditer(rf"{_YEAR}|(?:FY\s?)?20\d\d", text)
        spans = [one.span() for one in years if head.start("years") <= one.start() < head.end("years")]
        placed = tuple(Cell(line.start + a, line.start + b, text[a:b]) for a, b in (*spans, head.span("change")))
        return Row(line, head["label"].rstrip(), placed)
    if not (text[-1].isalnum() or text[-1] in "%％)）—–-²³¹⁴⁵⁶⁷⁸⁹*#"):
        return None
    wide = [match.end() for match in _WIDE.finditer(text)]
    starts = [match.start() for match in _LABEL_END.finditer(text)]
    # where wide gaps part several cells, a digit that a single blank joins to the label is the label's: "Scope 1 and 2"
    for start in [*(at for at in wide if len(_cells(text, at)) > 1 and _all_wide(text, at)), *starts]:
        cells = _cells(text, start)
        if cells:
            placed = tuple(Cell(line.start + a, line.start + b, text[a:b]) for a, b in cells)
            return Row(line, text[:start].rstrip(), placed)
    return None


def _all_wide(text: str, start: int) -> bool:
    cells = _cells(text, start)
    return all(text[end:begin].isspace() and begin - end > 1 for (_, end), (begin, _) in pairwise(cells))


def _cells(text: str, start: int) -> list[tuple[int, int]]:
    """Cells that fill the text from `start` to its end, or none."""
    found: list[tuple[int, int]] = []
    position = start
    while position < len(text):
        match = _CELL.match(text, position)
        if not match:
            return []
        found.append(match.span())
        position = match.end()
        while position < len(text) and text[position].isspace():
            position += 1
    return found


def merged_cells(lines: list[Line], text: str) -> list[Line]:
    """Lines with the cells of a row made one again, where the file gives every cell a line of its own.

    Two or more years, each alone on its line, are the head; so many lines of one cell each are then a row.
    """
    found: list[Line] = []
    columns, index = 0, 0
    while index < len(lines):
        run = index
        while run < len(lines) and lone_cell(lines[run]):
            run += 1
        years = index
        while years < run and _YEAR_CELL.match(lines[years].text):
            years += 1
        if years - index >= 2:
            columns = years - index
        if columns and run - index >= columns:
            last = index + columns
            start, end = lines[index].start, lines[last - 1].end
            found.append(Line(start, end, text[start:end], lines[index].gap))
            index = last
        else:
            found.append(lines[index])
            index += 1
    return found


def lone_cell(line: Line) -> bool:
    """Whether a line is one cell and nothing else."""
    return line.size <= 24 and len(_cells(line.text, 0)) == 1


def plausible(row: Row) -> bool:
    """The label reads as a label and not as the start or middle of a sentence."""
    label = row.label
    if not label or len(row.years) > 1:
        return True
    if len(label) > 90 or len(label.split()) > 14 or label[-1] in ".;,，。!?":
        return False
    if _VERBS.search(label) or _HANGING.search(label):
        return False
    if all(not any(char.isdigit() for char in cell.text) for cell in row.cells):
        return len(row.cells) > 1 or not row.cells[0].text.startswith(("-", "–", "—"))
    return True
