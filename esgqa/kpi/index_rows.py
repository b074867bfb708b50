"""Lines of an issuer's content index, told apart: aspect headings, general disclosures, KPI rows, what follows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from esgqa.kpi.index_cells import Cell, read_cell
from esgqa.types import Page

RowKind = Literal["kpi", "general", "aspect", "break"]

_LEAD = r"(?:(?:KPIs?|HKEX|關鍵績效指標|关键绩效指标|指標|指标|Aspect|層面|层面)[\s:：]*)*"
_KPI_ROW = re.compile(rf"{_LEAD}([AB])\s?(\d)\s?[.．]\s?(\d{{1,2}})(?![\d.])", re.IGNORECASE)
_GENERAL_WORDS = r"(?:General\s+Disclosures?|GD|一般披露)"
_GENERAL_ROW = re.compile(
    rf"(?:{_LEAD}([AB])\s?(\d)\s*[.:：,–-]?\s*)?{_GENERAL_WORDS}(?![A-Za-z])(?:\s*{_LEAD}([AB])\s?(\d)(?![\d.]))?",
    re.IGNORECASE,
)
_ZERO_ROW = re.compile(rf"{_LEAD}([AB])\s?(\d)\s?[.．]\s?0(?!\d)", re.IGNORECASE)
_ASPECT_ROW = re.compile(rf"{_LEAD}([AB])\s?(\d)(?![\d.])\s*[:：.–-]?\s*(?=\D|$)")
_PARAGRAPH = r"(?P<from>19|2\d|3\d|4[01])(?!\d)\s*(?:段)?(?:\s?\([a-z]+\))*"
_TO = r"(?:\s?(?:[-–—~至]|to)\s?(?:D|第)?\s?(?P<to>2\d|3\d|4[01])(?!\d)(?:\([a-z]+\))*\s*(?:段)?)?"
_CLIMATE_ROW = re.compile(rf"(?:D|(?i:para(?:graph|\.)?s?)\s+|第)\s?{_PARAGRAPH}{_TO}(?=\s|[:：.]|$)")
_CLIMATE_BARE = re.compile(rf"{_PARAGRAPH}{_TO}[.:：]?(?=\s+[^\W\d])")
"""A paragraph's number alone, under the heading of Part D."""
_CLIMATE_PART = re.compile(
    r"(?i:part\s*d\b|d[.:：]?\s*climate[- ]related\s+disclosures|climate[- ]related\s+disclosures?\b)|D\s?部分|氣候相關披露|气候相关披露"
)
_BREAK_ROW = re.compile(
    r"(?:(?:Part|Subject\s+Areas?|主要範疇|主要范畴)?\s*[A-D][.:：、]\s*\D|(?:Environmental|Social|Operating Practices|"
    r"Employment and Labour Practices|Community|環境|环境|社會|社会|營運慣例|营运惯例|僱傭及勞工常規|雇佣及劳工常规|社區|社区)$)",
    re.IGNORECASE,
)
_GENERAL_SPLIT = re.compile(rf"{_LEAD}(?:([AB])\s?(\d)\s*[.:：]?\s*)?General$", re.IGNORECASE)
# a row's end and the next row's start on one line: "37–38 B. Social", "29–32 B6 Product Responsibility"
_NEXT_ON_LINE = re.compile(
    r"\s+(?=(?:KPI\s*)?[AB]\d\.\d{1,2}\s+\S|(?:Aspect\s+)?[AB]\d\s*[:：]?\s+[A-Z一-鿿]|[AB]\.\s+[A-Z一-鿿]|(?:關鍵績效指標|关键绩效指标|層面|层面)\s*[AB]\d)"
)
_TABLE_HEAD = re.compile(
    r"^(?:subject areas?|key$|key performance|performance indicators?|general disclosures? and kpis?|kpis?\b.*\bpages?$|"
    r"section(?:/statement)?\s+pages?|disclosures?\s+pages?|page(?: number| no\.?)?$|description$|section$|remarks?$|"
    r"references?(?: and remarks)?$|[頁页][碼码數数]|章節|章节|備註|备注|描述|主要範疇|主要范畴|關鍵績效指標$|关键绩效指标$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of a page's text, without white space at its ends."""

    page: int
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Row:
    """A row as printed: its first line and those that follow, up to the next row."""

    kind: RowKind
    code: str
    """As printed; of a general disclosure the aspect, or empty where the heading above it tells."""
    lines: list[Line] = field(default_factory=list)
    head: int = 0
    """Characters of the first line taken by the code."""
    head_lines: int = 1
    until: str = ""
    """The last code, where the row answers several in a row (`D21–D22`)."""

    @property
    def page(self) -> int:
        return self.lines[0].page

    def cells(self) -> list[tuple[int, Cell]]:
        """Page cells in the row, with the line each ends."""
        found: list[tuple[int, Cell]] = []
        for n, line in enumerate(self.lines):
            cell = read_cell(line.text)
            if cell is not None and not (n < self.head_lines and cell.start < (self.head if n == 0 else 1)):
                found.append((n, cell))
        return found


def page_rows(pages: Sequence[Page]) -> list[Row]:
    """Rows of consecutive pages, in order; what stands before the first row is dropped."""
    rows: list[Row] = []
    climate = False
    for page in pages:
        lines = list(_lines(page))
        fresh = True
        n = 0
        while n < len(lines):
            row, used = _row_start(lines, n, climate)
            # the heading of the part alone, after the rows of the parts before it
            climate = climate or bool(rows and _CLIMATE_PART.match(lines[n].text))
            if row is not None:
                rows.append(row)
                fresh = False
                n += used
                continue
            # the column heads that a table repeats on every page belong to no row
            if rows and not (fresh and (_TABLE_HEAD.match(lines[n].text) or rows[-1].cells())):
                rows[-1].lines.append(lines[n])
            n += 1
    return rows


def kpi_codes(page: Page) -> list[str]:
    """KPI codes that start a line of the page, as printed, in order."""
    codes: list[str] = []
    for line in _lines(page):
        if match := _KPI_ROW.match(line.text):
            codes.append(f"{match[1].upper()}{match[2]}.{int(match[3])}")
        elif match := _CLIMATE_ROW.match(line.text):
            codes.append(f"D{match['from']}")
    return codes


def _row_start(lines: Sequence[Line], n: int, climate: bool = False) -> tuple[Row | None, int]:
    line = lines[n]
    text = line.text
    if match := _ZERO_ROW.match(text):
        return Row("general", f"{match[1].upper()}{match[2]}", [line], match.end()), 1
    if match := _KPI_ROW.match(text):
        return Row("kpi", f"{match[1].upper()}{match[2]}.{int(match[3])}", [line], match.end()), 1
    if match := _GENERAL_ROW.match(text):
        letter, digit = (match[1], match[2]) if match[1] else (match[3], match[4])
        return Row("general", f"{letter.upper()}{digit}" if letter else "", [line], match.end()), 1
    split = _GENERAL_SPLIT.match(text)
    if split and n + 1 < len(lines) and re.match(r"Disclosures?\b", lines[n + 1].text, re.IGNORECASE):
        code = f"{split[1].upper()}{split[2]}" if split[1] else ""
        return Row("general", code, [line, lines[n + 1]], len(text), 2), 2
    if match := _CLIMATE_ROW.match(text) or (_CLIMATE_BARE.match(text) if climate else None):
        until = f"D{match['to']}" if match["to"] else ""
        return Row("kpi", f"D{match['from']}", [line], match.end(), until=until), 1
    if match := _ASPECT_ROW.match(text):
        return Row("aspect", f"{match[1]}{match[2]}", [line], match.end()), 1
    if _BREAK_ROW.match(text):
        return Row("break", "", [line], len(text)), 1
    return None, 0


def _lines(page: Page) -> Iterator[Line]:
    found: list[Line] = []
    at = 0
    for raw in page.text.split("\n"):
        found.extend(_pieces(page.position, at, raw))
        at += len(raw) + 1
    # the page's own number, at its head or foot
    edges = {0, 1, 2, len(found) - 1, len(found) - 2}
    for n, line in enumerate(found):
        if not (n in edges and page.label and line.text.strip("-–— ") == page.label and _is_furniture(found, n)):
            yield line


def _is_furniture(lines: Sequence[Line], n: int) -> bool:
    """Whether a bare page number is the page's own: at the foot, it is not where the last row still wants its cell."""
    if n <= 2 and n < len(lines) - 1:
        return True
    before = [read_cell(line.text) for line in lines[max(0, n - 3) : n]]
    return any(cell is not None for cell in before)


def _pieces(page: int, at: int, raw: str) -> Iterator[Line]:
    start = 0
    for match in _NEXT_ON_LINE.finditer(raw):
        if read_cell(raw[start : match.start()].strip()) is not None:
            yield from _line(page, at, raw, start, match.start())
            start = match.end()
    yield from _line(page, at, raw, start, len(raw))


def _line(page: int, at: int, raw: str, start: int, end: int) -> Iterator[Line]:
    text = raw[start:end]
    stripped = text.strip()
    if stripped:
        first = at + start + (len(text) - len(text.lstrip()))
        yield Line(page, first, first + len(stripped), stripped)
