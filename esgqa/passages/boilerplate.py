"""What no answer should rest on: tables of contents, forms, contact blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgqa.passages.lines import Line

_DOTS = re.compile(r"\.{4,}\s*\d{0,3}$|…{2,}\s*\d{0,3}$")
_TOC_ROW = re.compile(r"^\D.*\s\d{1,3}(?:\s?[–-]\s?\d{1,3})?$|^\d{1,3}\s+\D+$")
_TOC_TITLE = re.compile(r"^(?:table of )?contents$|^目[錄录](?:[及與与和]\S{1,8})?$", re.IGNORECASE)
_BOX = re.compile(r"[□☐]")
_FIELD = re.compile(r"^[A-Z][A-Za-z ./-]{1,28}[:：]?\s*_*$")
_CONTACT = re.compile(
    r"^(?:your\s+)?(?:name|company|job title|position|phone|tel(?:ephone)?|e-?mail|fax|address|website|地址|電話|电话|電子郵件"
    r"|网站|網站|公司地址|公司網站[^:：]*)\s*[:：]|^(?:name|phone|e-?mail|fax)$",
    re.IGNORECASE,
)
_FORM = re.compile(r"feedback form|reader(?:’s|'s|s’)? feedback|意見反饋|意见反馈", re.IGNORECASE)


def is_contents(lines: Sequence[Line]) -> bool:
    """A table of contents: dot leaders, or its title above rows that end or begin in page numbers."""
    if sum(bool(_DOTS.search(line.text)) for line in lines) >= 4:
        return True
    titled = any(_TOC_TITLE.match(line.text) for line in lines[:6])
    rows = sum(bool(_TOC_ROW.match(line.text)) for line in lines)
    return titled and rows >= 4 and rows >= 0.4 * len(lines)


def contents_end(lines: Sequence[Line]) -> int:
    """The line after the last row of a table of contents, where a page goes on in prose below it; else 0."""
    rows = [at for at, line in enumerate(lines) if _DOTS.search(line.text) or _TOC_ROW.match(line.text)]
    titled = next((at for at, line in enumerate(lines[:6]) if _TOC_TITLE.match(line.text)), None)
    if titled is None:
        return 0
    last = titled
    while last + 1 in rows or last + 2 in rows:  # an entry may take two lines
        last += 1 if last + 1 in rows else 2
    prose = [line for line in lines[last + 1 :] if line.size > _FULL]
    return last + 1 if last - titled >= _ENTRIES and len(prose) >= _LINES and any(one.terminal for one in prose) else 0


_ENTRIES, _LINES, _FULL = 4, 5, 40
"""Entries of a table of contents, at least, and lines of prose so wide below it."""


def is_form(lines: Sequence[Line]) -> bool:
    """A form for the reader to fill in, or a page of addresses."""
    text = "\n".join(line.text for line in lines)
    boxes = len(_BOX.findall(text))
    fields = sum(bool(_CONTACT.match(line.text)) for line in lines)
    return fields >= 3 or (boxes >= 4 and bool(_FORM.search(text)))
