"""Running heads and page numbers: lines that a page carries because it is a page, found by their repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from esgqa.passages.lines import Line, lines_of
from esgqa.types import Page

_EDGE = 2
"""Lines at each end of a page that may be furniture."""
_DEEPER = 3
"""The same for a line that is the page's own number and no more."""
_REPEATS = 3
_GAP = re.compile(r"\s{2,}|\s[|·•]\s")
_STROKE = re.compile(r"[^\W\d][\s.)）]*[|｜]\s*[^\W_]")
_VALUE = re.compile(r"[(（]?[-–—−]?\d[\d,.]*\s?[%％]?[)）]?|[-–—−]|n/?a", re.IGNORECASE)
_LONGEST = 160
_SHARE = 0.3
"""A line is a running head where at least three pages and this share of them carry it."""


class Furniture:
    """What repeats at the pages' edges of one report."""

    def __init__(self, pages: Sequence[Page]) -> None:
        heads: Counter[str] = Counter()
        offsets: Counter[int] = Counter()
        for page in pages:
            lines = lines_of(page.text)
            edge = {line.text for line in (*lines[:_EDGE], *lines[-_EDGE:])}
            heads.update({part for text in edge for part in _parts(text, page.label)})
            offsets.update({page.position - int(number) for text in edge if (number := _number(text))})
        needed = max(_REPEATS, _SHARE * len(pages))
        # `B. Social | B4 Labour standards`: each page has another, and all are made alike
        self._ruled = sum(_is_ruled(lines_of(page.text)[:1]) for page in pages) >= needed
        self._heads = frozenset(text for text, count in heads.items() if count >= needed)
        self._offsets = frozenset(offset for offset, count in offsets.items() if count >= needed)

    def strip(self, lines: list[Line], page: Page) -> list[Line]:
        """The page's lines without its running heads and numbers."""
        first, last = 0, len(lines)
        if self._ruled and _is_ruled(lines[:1]):
            first = 1
        while first < min(last, _EDGE) and self._is(lines[first], page):
            first += 1
        while last > max(first, len(lines) - _EDGE) and self._is(lines[last - 1], page):
            last -= 1
        kept = lines[first:last]
        # the page's number may stand under a title that only its chapter carries
        edge = {*range(min(_DEEPER, len(kept))), *range(max(0, len(kept) - _DEEPER), len(kept))}
        return [one for at, one in enumerate(kept) if at not in edge or _number(one.text) != (page.label or None)]

    def _is(self, line: Line, page: Page) -> bool:
        number = _number(line.text)
        if number:
            return number == page.label or page.position - int(number) in self._offsets
        # beside what every page carries stands the chapter's name or the page's number
        return len(line.text) <= _LONGEST and not self._heads.isdisjoint(_parts(line.text, page.label))


def _is_ruled(lines: Sequence[Line]) -> bool:
    """Whether a page's first line is of short parts with upright strokes between them."""
    return bool(lines) and len(lines[0].text) <= _LONGEST and _STROKE.search(lines[0].text) is not None


def _parts(text: str, label: str) -> list[str]:
    """What stands on an edge line, wide gaps apart, without the page's own number."""
    parts = [part.strip() for part in _GAP.split(text)]
    if any(_VALUE.fullmatch(part) and part != label for part in parts):
        return [text]  # a table's row, of which only the whole may repeat
    if label:
        parts = [re.sub(rf"^{re.escape(label)}\s+(?=\D)|(?<=\D)\s+{re.escape(label)}$", "", part) for part in parts]
    return [part for part in parts if part and part != label and not _number(part)]


def _number(text: str) -> str:
    """The digits of a line that is only a page number (`12`, `- 12 -`), or `""`."""
    digits = text.strip("-–—| ")
    return (digits.lstrip("0") or "0") if digits.isdecimal() and len(digits) <= 3 else ""
