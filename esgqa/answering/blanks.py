"""Cells of a table that give nothing: `NA`, `Not available`, a dash."""

from __future__ import annotations

import re

_SIGN = r"(?:n/?a\.?|not\s+(?:applicable|available|disclosed)|–|—|不適用|不适用)"
_WITHIN = re.compile(rf"(?<=\s){_SIGN}(?=\s|$)", re.IGNORECASE)
_AT_END = re.compile(rf"(?:\s(?:{_SIGN}|-|沒有|没有)){{1,6}}\s*$", re.IGNORECASE)
"""At the end of a row a hyphen is such a sign too; within one it joins words."""


def has_blank(row: str) -> bool:
    """Whether a row of a table has a cell that gives nothing."""
    return _WITHIN.search(row) is not None


def ends_blank(row: str) -> bool:
    """Whether a row of a table ends in cells that give nothing."""
    return _AT_END.search(row) is not None
