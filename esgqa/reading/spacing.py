"""White space that means something, and white space that does not.

Within a line: wide gaps between table cells become two blanks, all others one. Between lines: where a page is
double-spaced (an empty line after every line), the empty lines go and those between paragraphs stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from esgqa.reading.traced import Traced, join

_WIDE = re.compile(r"[ \t]*\t[ \t]*| {3,}")
_BLANKS = re.compile(r"[ \t]+")
_VALUE = re.compile(r"[(<>~≈$€£¥]*[-–—]?[\d,.]*\d[\d,.]*(?:[-–]\d+)?\)?%?|[-–—]+|n/?a|nil", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;。！？：；][\"'”’)\]]*\d{0,2}$")
_HANGS = re.compile(
    r"(?:[,，、&/(]|\w[-–—]|\b(?:a|an|and|as|at|by|for|from|in|into|is|its|of|on|or|our|than|that|the|their|to|was|were|which|with))$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[•●▪■◆➢✓*·]|[-–—] |\(?[a-z0-9ivx]{1,4}[.)] |\d+[.\s]+[A-Z]")
_SHORT_LINE = 0.8
"""Of the width of the text around it: a paragraph's last line is seldom fuller, its other lines seldom shorter."""
_READING_ON = 0.35
"""Share of the gaps around, a line apart, that must read on for the rest to be line spacing too."""
_AROUND = 5
_TITLE_CASE = 0.7


def narrow(line: Traced, neighbours: bool = False) -> Traced:
    """The line with single blanks; two where columns of a table are kept apart.

    `neighbours`: whether a line next to it has a wide gap too.
    """
    line = line.strip()
    gaps = [match.span() for match in _WIDE.finditer(line.text)]
    columns = neighbours or len(gaps) > 1
    drop: list[int] = []
    for match in _BLANKS.finditer(line.text):
        start, end = match.span()
        wide = match.span() in gaps and (columns or "\t" in match[0] or _between_values(line.text, start, end))
        drop.extend(range(start + (2 if wide and end - start > 1 else 1), end))
    kept = line.without(drop)
    return Traced(kept.text.replace("\t", " "), kept.at) if "\t" in kept.text else kept


def has_columns(line: str) -> bool:
    """Whether the line has a gap as wide as between table cells."""
    return _WIDE.search(line.strip()) is not None


def _between_values(text: str, start: int, end: int) -> bool:
    left, right = text[:start].split(), text[end:].split()
    return bool(left and right and (_VALUE.fullmatch(left[-1]) or _VALUE.fullmatch(right[0])))


def close_double_spacing(lines: Sequence[Traced]) -> list[Traced]:
    """The lines without the empty ones that are mere line spacing, and at most one empty line in a row."""
    full = [index for index, line in enumerate(lines) if line.text]
    gaps = [after - before - 1 for before, after in pairwise(full)]
    kept = [lines[index] for index in full]
    texts = [line.text for line in kept]
    on = [0 < gap <= 2 and _reads_on(texts[index], texts[index + 1]) for index, gap in enumerate(gaps)]
    result: list[Traced] = []
    for index, line in enumerate(kept):
        result.append(line)
        if index < len(gaps) and gaps[index] and not on[index] and not _is_spacing(index, texts, gaps, on):
            result.append(Traced("", ()))
    return result


def _reads_on(above: str, below: str) -> bool:
    """Whether a sentence plainly runs over the gap."""
    if _ENDS.search(above) or _ITEM.match(below) or len(above) < 8:
        return False
    return below[0].islower() or (_HANGS.search(above) is not None and len(above) >= 20)


def _is_spacing(index: int, texts: Sequence[str], gaps: Sequence[int], on: Sequence[bool]) -> bool:
    """Whether an undecided gap lies in double-spaced text and ends no paragraph."""
    if gaps[index] != 1:
        return False
    above, below = texts[index], texts[index + 1]
    if _is_row(above) and _is_row(below):
        return True
    if _VALUE.fullmatch(below):  # a cell that fell below its label
        return not _ENDS.search(above) and not _is_row(above) and any(map(_is_row, texts[index + 2 : index + 4]))
    if _is_row(above):
        return False
    near = range(max(0, index - _AROUND), min(len(gaps), index + _AROUND + 1))
    single = [other for other in near if gaps[other] == 1]
    reading = [len(texts[other]) for other in single if on[other]]
    if not reading or _ITEM.match(below):
        return False
    wide = bool(len(above) >= _SHORT_LINE * median(reading))
    if not _ENDS.search(above):
        return wide and not _is_title(above)
    heading = len(below) < _SHORT_LINE * median(reading) and not _ENDS.search(below)
    dense = len(single) >= 3 and len(reading) >= _READING_ON * len(single)
    return dense and wide and not heading


def _is_row(line: str) -> bool:
    """Whether the line reads as a label with its values."""
    words = line.split()
    values = [bool(_VALUE.fullmatch(word)) for word in words]
    if len(words) < 2 or _ENDS.search(line) or all(values):
        return False
    return values[-1] or sum(values) > 1


def _is_title(line: str) -> bool:
    """Whether the line is set as a heading: most of its longer words are capitalised, and its first one is."""
    if line[0].islower():
        return False
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    capitals: int = sum(word[0].isupper() for word in words)
    return bool(capitals > _TITLE_CASE * len(words))


def lines_of(page: Traced) -> list[Traced]:
    """The page cut at its line breaks, each line stripped; blanks within lines are kept."""
    found = []
    start = 0
    for part in page.text.split("\n"):
        found.append(page[start : start + len(part)].strip())
        start += len(part) + 1
    return found


def assemble(lines: Sequence[Traced], page: Traced) -> Traced:
    """One text: lines apart by one line break, blocks by two, each traced to white space of the raw page."""
    parts: list[Traced] = []
    pending = 0
    for line in lines:
        if not line.text:
            pending = 2 if parts else 0
            continue
        if parts:
            breaks = max(pending, 1)
            before, after = parts[-1].at[-1], line.at[0]
            parts.append(Traced("\n" * breaks, _break_places(page, before, after, breaks)))
        parts.append(line)
        pending = 0
    return join(parts)


def _break_places(page: Traced, before: int, after: int, count: int) -> list[int]:
    """Where in the raw page the break between two kept characters stands; their own places where nothing is between."""
    first = min(before + 1, after)
    return [min(first + step, max(first, after - 1)) for step in range(count)]
