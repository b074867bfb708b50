"""Which number is printed on which page, from the numbers that stand alone at the pages' edges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_EDGE = 2
"""Lines at the top and at the bottom of a page among which its number is looked for."""
_DEEPER = 4
"""The same where a running title of several lines stands above or below the number."""
_MIN_PAGES = 3
_MIN_SHARE = 0.3
"""Share of the pages that must agree on one offset; chapter openers and covers carry no number."""
_NUMBER = re.compile(
    r"(?:page|p\.|第)?\s*(?P<left>[-–—|~·•]*)\s*(?P<number>\d{1,4})\s*[-–—|~·•]*\s*(?:頁|页)?(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_SIGNS = {"i": 1, "v": 5, "x": 10, "l": 50}
_ROMAN = re.compile(r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_HEADER = re.compile(r"^(?P<first>\d{1,4})\s*[-–—|·•]?\s+\D{4,}$|^\D{4,}\s[-–—|·•]?\s*(?P<last>\d{1,4})$")
_ENDS = re.compile(r"^(\d{1,4})(?=\s+\D)|(?<=\D)\s+(\d{1,4})$")


def printed_number(line: str) -> int | None:
    """The number of a line that holds nothing but a page number (`12`, `- 12 -`, `Page 12 of 40`, `第12頁`)."""
    match = _NUMBER.fullmatch(line.strip())
    return int(match["number"]) if match else None


def edge_lines(lines: Sequence[str], count: int = _EDGE) -> list[str]:
    """The first and last lines of a page that are not empty."""
    full = [line for line in lines if line]
    return full if len(full) <= 2 * count else full[:count] + full[-count:]


def fit_offset(pages: Sequence[Sequence[str]]) -> int | None:
    """`position - printed number` that most pages agree on; None where too few carry a number.

    Numbers that stand alone, on a line or at one end of it, are believed first; those run together with a header
    (`Annual Report 12`) only if those fail, then those of a header with other numbers (`Annual Report 2023  12`), and last
    those that stand alone under more lines of a running title.
    """
    for pattern, depth in ((_alone, _EDGE), (_in_header, _EDGE), (_at_end, _EDGE), (_alone, _DEEPER)):
        votes: Counter[int] = Counter()
        for position, lines in enumerate(pages, 1):
            votes.update({position - number for line in edge_lines(lines, depth) for number in pattern(line)})
        if votes:
            offset, count = max(votes.items(), key=lambda item: (item[1], -abs(item[0])))
            if count >= max(_MIN_PAGES, _MIN_SHARE * len(pages)):
                return offset
    return None


def fit_roman(pages: Sequence[Sequence[str]]) -> int | None:
    """The same for roman numerals, which the pages before the first chapter may carry; None where none are printed."""
    votes: Counter[int] = Counter()
    for position, lines in enumerate(pages, 1):
        found = {piece for line in edge_lines(lines) for piece in _pieces(line) if _ROMAN.fullmatch(piece)}
        votes.update({position - _roman_value(piece) for piece in found})
    if not votes:
        return None
    offset, count = max(votes.items(), key=lambda item: (item[1], -abs(item[0])))
    return offset if count >= 2 and offset >= 0 else None


def _pieces(line: str) -> list[str]:
    """What stands apart on a line by wide gaps: a running title and the page's number."""
    return [piece for piece in re.split(r"\s*\t\s*|\s{3,}", line.strip()) if piece]


def _alone(line: str) -> list[int]:
    pieces = _pieces(line)
    ends = pieces[:1] + pieces[-1:]
    return [number for piece in ends if (number := printed_number(piece)) is not None]


def _in_header(line: str) -> list[int]:
    match = _HEADER.match(line) if len(line) <= 120 else None
    return [int(match["first"] or match["last"])] if match else []


def _at_end(line: str) -> list[int]:
    return [int(found[1] or found[2]) for found in _ENDS.finditer(line)] if len(line) <= 160 else []


def offset_labels(count: int, offset: int, front: int | None = None) -> tuple[str, ...]:
    """The label of every page where `printed = position - offset`.

    Pages before the one that bears 1 get roman numerals: those printed on them, where `front` is `position - numeral`,
    and none before these; else those that front matter is cited by.
    """
    first = 0 if front is None else front
    return tuple(
        str(at - offset) if at > offset else roman(at - first) if at > first else "" for at in range(1, count + 1)
    )


def _roman_value(text: str) -> int:
    values = [_SIGNS[sign] for sign in text.lower()]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def roman(number: int) -> str:
    """Lower-case roman numeral of a positive whole number."""
    parts = (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
        (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    )  # fmt: skip
    found = ""
    for value, sign in parts:
        count, number = divmod(number, value)
        found += sign * count
    return found
