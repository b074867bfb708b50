"""The page cell of a content index row: page numbers, ranges, or a mark in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PREFIX = r"(?:(?:pages?|pp?\.?|pg\.?)\s*|第\s*)?"
_NUMBER = r"\d{1,3}"
_RANGE = rf"{_PREFIX}{_NUMBER}(?:\s*(?:[-‐-―−~～至到]|to)\s*(?:p\.?\s*)?{_NUMBER})?\s*[頁页]?"
_JOIN = r"\s*(?:[,，、;；&/和及與与]|and)\s*"
_PAGES = rf"{_RANGE}(?:{_JOIN}{_RANGE})*"
_WORD_MARKS = (
    r"n\.?\s?/\s?a\.?|n\.a\.?|not\s+applicable|not\s+disclosed|not\s+available|not\s+reported|nil|zero|none|"
    r"不適用|不适用|未披露|未有披露|没有披露|沒有披露|暫無|暂无|無|无"
)
_DASH = r"[-‐-―−]{1,2}"

_PAGE_CELL = re.compile(rf"(?:^|(?<=[\s.。）)”\"」』;；，,]))({_PAGES})\s*$", re.IGNORECASE)
_MARK_CELL = re.compile(rf"(?:^|(?<=[\s.。）)”\"」』]))({_DASH}|{_WORD_MARKS})\s*\.?$", re.IGNORECASE)
_CELLS = re.compile(r"\S+(?: \S+)*")
_SPAN = re.compile(rf"({_NUMBER})(?:\s*(?:[-‐-―−~～至到]|to)\s*(?:p\.?\s*)?({_NUMBER}))?", re.IGNORECASE)
# a number after one of these is the number of something other than a page
_NUMBERED = re.compile(
    r"(?<![a-z])(?:scopes?|iso|levels?|phase|tier|kpis?|section|chapter|paragraph|paras?|appendix|rule|no\.?|note|table|figure|gri|sdgs?|"
    r"goals?|top|part|[ab])\s*$|[範范][圍围畴]\s*$|[附附]錄\s*$",
    re.IGNORECASE,
)
# longer ranges are years or codes, not the pages of one topic
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Cell:
    """A page cell at the end of a line; `start:end` is its span in the line."""

    pages: tuple[str, ...]
    mark: str
    start: int
    end: int

    @property
    def whole(self) -> bool:
        """Whether the line holds nothing else."""
        return self.start == 0


def read_cell(line: str) -> Cell | None:
    """The page cell that ends a line (no trailing white space), or `None`.

    `37–38` → pages 37 and 38; `P.37, 40–41` → 37, 40, 41; `—`, `N/A`, `不適用` → a mark, as printed.
    """
    placed = _placed_cell(line)
    if placed is not None:
        return placed
    if match := _PAGE_CELL.search(line):
        pages = spell_out(match[1])
        if pages and not (match.start(1) and _NUMBERED.search(line[: match.start(1)])):
            return Cell(pages, "", match.start(1), match.end(1))
        return None
    if match := _MARK_CELL.search(line):
        return Cell((), match[1].strip(), match.start(1), match.end(1))
    return None


def _placed_cell(line: str) -> Cell | None:
    """Among cells that wide gaps keep apart, the page cell that a column of remarks follows."""
    pieces = list(_CELLS.finditer(line))
    if len(pieces) < 4:
        return None
    for piece in pieces[-1:1:-1]:
        match = _PAGE_CELL.fullmatch(piece[0]) or _MARK_CELL.fullmatch(piece[0])
        if match:
            pages = spell_out(match[1]) if match.re is _PAGE_CELL else ()
            return Cell(pages, "" if pages else match[1].strip(), piece.start(), piece.end())
    return None


def spell_out(text: str) -> tuple[str, ...]:
    """Printed page labels of a cell, ranges spelt out, each once; empty where a range runs backwards or too far."""
    pages: list[str] = []
    for match in _SPAN.finditer(text):
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 < first <= last <= first + _LONGEST:
            return ()
        pages.extend(str(page) for page in range(first, last + 1))
    return tuple(dict.fromkeys(pages))
