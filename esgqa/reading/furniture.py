"""What stands on a page and belongs to none: page numbers, running headers and footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from esgqa.reading.labels import printed_number

_DEPTH = 3
"""Lines from a page's edge that may be furniture."""
_MIN_PAGES = 4
_MIN_SHARE = 0.3
"""Of the pages: left and right pages may carry different headers, and chapter openers none."""
_TITLE = 60
"""Characters of a line at the edge beyond which furniture may stand: no more than a title has."""
_MAX_LENGTH = 160
_DASHED = re.compile(r"[-–—]\s*\d{1,4}\s*[-–—]")


def furniture(pages: Sequence[Sequence[str]], labels: Sequence[str]) -> list[set[int]]:
    """For every page, the indexes of its lines that are furniture.

    A number alone at a page's edge goes only if it is the page's own (label or `- n -`): a chapter number stays.
    """
    edges = [(_edge(lines, False), _edge(lines, True)) for lines in pages]
    seen: Counter[tuple[bool, str]] = Counter()
    for lines, label, sides in zip(pages, labels, edges, strict=True):
        for bottom, side in enumerate(sides):
            seen.update({(bool(bottom), _pattern(lines[index], label)) for index in side})
    needed = max(_MIN_PAGES, _MIN_SHARE * len(pages))
    repeated = {key for key, count in seen.items() if count >= needed and len(key[1]) > 1}
    found: list[set[int]] = []
    for lines, label, sides in zip(pages, labels, edges, strict=True):
        drop: set[int] = set()
        for bottom, side in enumerate(sides):
            for index in side:
                line = lines[index]
                # a chapter's title, which few pages carry, may stand outside of it
                if _is_number(line, label) or (bool(bottom), _pattern(line, label)) in repeated:
                    drop.add(index)
                elif len(line) > _TITLE:
                    break
        found.append(drop)
    return found


def _edge(lines: Sequence[str], bottom: bool) -> list[int]:
    full = [index for index, line in enumerate(lines) if line]
    return full[-_DEPTH:][::-1] if bottom else full[:_DEPTH]


def _is_number(line: str, label: str) -> bool:
    number = printed_number(line)
    if number is None:
        return line.strip().lower() == label.lower()
    return str(number) == label or _DASHED.fullmatch(line.strip()) is not None


def _pattern(line: str, label: str) -> str:
    """The line with the page's own number out of it, so that `Report 12` and `Report 13` are one."""
    if len(line) > _MAX_LENGTH:
        return ""
    return re.sub(rf"(?<!\w){re.escape(label)}(?!\w)", "#", re.sub(r"\s+", " ", line))
