"""Cells of a table that give nothing: `NA`, `Not available`, a dash."""

from __future__ import annotations

import re

_SIGN = r"(?:n/?a\.?|not\s+(?:applicable|available|disclosed)|–|—|不適用|不适用)"
_WITHIN = re.compile(rf"(?<=\s){_SIGN}(?=\s|$)", re.IGNORECASE)
_AT_END = re.compile(rf"(?:\s(?:{_SIGN}|-|沒有|没有)){{1,6}}\s*$", re.IGNORECASE)
"""At the end of a row a hyphen is such a sign too; within one it joins words."""


_WORD = re.compile(r"[^\W\d_]{2,}")


def has_blank(row: str) -> bool:
    """Whether a row of a table has a cell that gives nothing; a dash between two words is none (`Transition risk — policy`)."""
    for found in _WITHIN.finditer(row):
        before, after = row[: found.start()].split(), row[found.end() :].split()
        beside = [word for word in (*before[-1:], *after[:1]) if not any(map(str.isdigit, word))]
        if found.group() not in "–—" or len(beside) < 2 or not all(_WORD.search(word) for word in beside):
            return True
    return False


def ends_blank(row: str) -> bool:
    """Whether a row of a table ends in cells that give nothing."""
    return _AT_END.search(row) is not None
