"""Content-index pages: which pages are one, and where their rows begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgqa.passages.lines import Line

_CODE = re.compile(r"^(?:KPI\s*)?(?P<code>[A-D]\s?\d{1,2}\s?\.\s?\d{1,2})(?![\d.])|^關鍵績效指標|^关键绩效指标")
_GENERAL = re.compile(r"^(?:General\b|一般披露|General\s+Disclosures?)", re.IGNORECASE)
_ASPECT = re.compile(r"^(?:Aspect\s+)?[A-D]\d{0,2}\s?[.:：]?\s+[A-Z“][^.]{2,70}$|^(?:層面|层面)\s?[A-D]\d|^[A-D]\.\s")
_ASPECT_ROW = re.compile(
    r"^[A-D]\d{1,2}(?:\s?[、,，]\s?[A-D]\d{1,2}(?:\.\d{1,2})?)*\s+\D.*\s(?:\d{1,3}(?:\s?[-–—,、]\s?\d{1,3})*|[–—-])(?:\s|$)"
)
"""What an aspect tells in general, or an aspect with its KPIs, with its page in the same line."""
_WORDS = re.compile(r"\bindex\b|general\s+disclosure|\bpages?\b|comply or explain|索引|一般披露", re.IGNORECASE)
_PAGE_CELL = re.compile(r"(?:\d{1,3}(?:\s?[-–—,]\s?\d{1,3})*|[—–-]|N/?A|Not applicable|不適用|不适用)$", re.IGNORECASE)
_QUANTITY = re.compile(r"\d,\d{3}|\d\.\d{2,}\s*$|\d\s?%")


def is_index_page(lines: Sequence[Line], carried: bool) -> bool:
    """Several lines that begin with different KPI codes, and no table of data under them.

    `carried`: the page before was an index; then two codes are enough.
    """
    codes = {found.group("code") for line in lines if (found := _CODE.match(line.text)) and found.group("code")}
    text = "\n".join(line.text for line in lines)
    if len(codes) < (1 if carried and _WORDS.search(text) else 3) or not _WORDS.search(text):
        return False
    quantities = sum(bool(_QUANTITY.search(line.text)) for line in lines)
    starts = sum(bool(_CODE.match(line.text)) for line in lines)
    return quantities <= 0.5 * starts


def index_groups(lines: Sequence[Line]) -> list[tuple[int, int, str]]:
    """Runs of lines `(first, last, kind)`: a `row`, an `aspect` heading, or `other` text above the first row."""
    groups: list[tuple[int, int, str]] = []
    for index, line in enumerate(lines):
        general = _GENERAL.match(line.text) and len(line.text) > 6
        if _CODE.match(line.text) or general or _ASPECT_ROW.match(line.text):
            groups.append((index, index + 1, "row"))
        elif (_ASPECT.match(line.text) and not _PAGE_CELL.search(line.text)) or _topic(lines, index):
            groups.append((index, index + 1, "aspect"))
        elif groups and groups[-1][2] != "aspect":
            first, _, kind = groups[-1]
            groups[-1] = (first, index + 1, kind)
        else:
            groups.append((index, index + 1, "other"))
    return groups


def _topic(lines: Sequence[Line], index: int) -> bool:
    """A heading without code between two rows (`Operating Practices`): after a page cell, before the next aspect."""
    if index == 0 or index + 1 >= len(lines) or _PAGE_CELL.search(lines[index].text):
        return False
    below = lines[index + 1].text
    ended = bool(_PAGE_CELL.search(lines[index - 1].text))
    return ended and len(lines[index].text.split()) <= 6 and bool(_ASPECT.match(below))
