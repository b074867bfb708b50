"""What the labels of a figure say it is of, where a question asks for another: a change, a category, a part of the country,
the staff and not the board."""

from __future__ import annotations

import re

from esgqa.types import Figure

_CHANGE_HEAD = re.compile(
    r"\W*(?:%\s*)?(?:(?:yearly|annual|year[- ]on[- ]year|yoy)\s+)?(?:change|variance|movement|increase|decrease|growth)s?(?:\s*/\s*\(?(?:increase|decrease)\)?)?(?:\s*(?:in|by)?\s*(?:%|per\s?cent|percentage))?\W*"
    r"|\W*(?:按年|同比)?(?:[變变][動动化]|增[減减]|升跌|增長|增长)(?:率|百分比|幅度)?\W*",
    re.IGNORECASE,
)
ASKS_CHANGE = re.compile(
    r"\bchang\w*|\bincreas\w*|\bdecreas\w*|\bgr[oe]w\w*|\bfell\b|\bfall\w*|\bdrop\w*|\bris(?:e[sn]?|ing)\b|\brose\b|\breduc\w*|\bcut\b|\bdeclin\w*|\bup\b|\bdown\b|\blower|\bhigher|\bmore|\bless\b"
    r"|\bfewer|\bsav(?:e[sd]?|ing)\b|\bcompar\w*|\btrend|\bversus\b|\bvs\b|\bdiffer\w*|\bmove\w*|\bvari\w*|[變变][動动化]|增|[減减]|升|跌|降|[節节]省|同比|按年|比.*(?:多|少|高|低)",
    re.IGNORECASE,
)


def is_change(question: str, figure: Figure) -> bool:
    """Whether a figure is by its column's head how much something changed, and that is not asked for."""
    return _CHANGE_HEAD.fullmatch(figure.column) is not None and ASKS_CHANGE.search(question) is None


_CATEGORY = re.compile(
    r"\bcategor(?:y|ies)\s*(\d{1,2})\b|第\s*(\d{1,2})\s*[類类]|[類类][別别]\s*(\d{1,2})", re.IGNORECASE
)


def is_of_another_category(question: str, figure: Figure) -> bool:
    """Whether a category is asked for by its number, and the figure's labels do not have that."""
    numbers = {number for found in _CATEGORY.finditer(question) for number in found.groups() if number}
    labels = f"{figure.row} {figure.column} {figure.measure}"
    return bool(numbers) and not any(re.search(rf"(?<!\d){number}(?!\d)", labels) for number in numbers)


_SIDES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:east|eastern)\b|[華华]東|华东",
        r"\b(?:west|western)\b|[華华]西|西部",
        r"\b(?:north|northern)\b|[華华]北",
        r"\b(?:south|southern)\b|[華华]南",
        r"\bcentral\b|[華华]中(?:地|区|區)",
    )
)


def is_of_another_side(question: str, figure: Figure) -> bool:
    """Whether one part of a country is asked for (`Western China`), and the figure's row is of another."""
    asked = [side for side in _SIDES if side.search(question)]
    labels = f"{figure.row} {figure.measure}"
    named = [side for side in _SIDES if side.search(labels)]
    return bool(asked and named) and not any(side in named for side in asked)


_BOARD = re.compile(r"\bdirectors?\b|\bboard(?:room)?\b|董事", re.IGNORECASE)
_STAFF = re.compile(r"\b(?:employees?|workforce|staff|headcount)\b|[僱雇員员]工|[僱雇][員员]", re.IGNORECASE)


def counts_staff_for_board(question: str, figure: Figure, text: str) -> bool:
    """Whether directors are asked for, and the figure is by its labels one of the staff."""
    labels = f"{figure.row} {figure.column} {figure.caption} {figure.measure} {text}"
    return _BOARD.search(question) is not None and _STAFF.search(labels) is not None and not _BOARD.search(labels)
