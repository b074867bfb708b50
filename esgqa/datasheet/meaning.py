"""What a figure of the datasheet is beyond its number: result or target, which way, up to what, in which common unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from esgqa.passages.numbers import plain
from esgqa.types import Figure
from esgqa.units import convert, parse_unit
from esgqa.units import plain as decimal_text

Role = Literal["result", "target", "limit"]
Direction = Literal["", "increase", "decrease"]
Method = Literal["", "location-based", "market-based"]
Level = Literal["", "total", "part"]

_TARGET = re.compile(
    r"\b(?:targets?|goals?|aims?|aimed|plans? to|intends? to|expects? to|strives? to|commit(?:s|ted|ment)?|will|would|by (?:the end of )?20\d\d)\b"
    r"|目標|目标|力爭|力争|計劃|计划",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:thresholds?|limits?|cap|ceiling|not exceed|no more than|maximum|benchmark|standard)\b|上限|限值|標準|标准",
    re.IGNORECASE,
)
_ACHIEVED = re.compile(
    r"\b(?:achieved|reached|recorded|was|were|has|had|totall?ed|amounted)\b|達到|达到|錄得|录得", re.IGNORECASE
)
_DOWN = re.compile(
    r"\b(?:reduc\w+|decreas\w+|lower\w*|fell|fall(?:en|ing)?|drop\w*|declin\w+|cut|less|saved?|savings?|down)\b|減少|减少|下降|降低|減低",
    re.IGNORECASE,
)
_UP = re.compile(
    r"\b(?:increas\w+|rose|ris(?:e|en|ing)|grew|growth|higher|more|up|improv\w+|rais\w+)\b|增加|增長|增长|上升|提高|提升",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:no |not )?(?:more|less|fewer|lower|higher) than\s*$|\bup to\s*$|\bdown to\s*$", re.IGNORECASE
)
_RANGE = re.compile(
    r"\s?(?P<unit>[%％])?\s?(?:[-–—~～]|to|至|到)\s?(?P<to>\d[\d,]*(?:\.\d+)?)(?=\s?[%％]|\s|[^\d.,]|$)"
)
_LOCATION = re.compile(r"\blocation[- ]based\b|基於位置|基于位置|基於地點|按地點", re.IGNORECASE)
_MARKET = re.compile(r"\bmarket[- ]based\b|基於市場|基于市场|按市場", re.IGNORECASE)
_TOTAL = re.compile(
    r"^(?:sub-?|grand )?total\b|\btotal$|\boverall\b|^group$|^all\b|合計|合计|總計|总计|小計|小计|^總|^总",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\bof which\b|^(?:male|female|men|women)\b|\baged?\b|\byears? old\b|其中|^男|^女|歲|岁", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words around a figure make of it."""

    role: Role = "result"
    direction: Direction = ""
    """Which way a change or a target goes; `""` for an amount."""
    value_to: str = ""
    """The other end of a range, a plain decimal: `40` for `30%–40%`."""
    method: Method = ""
    """How purchased energy's emissions were reckoned, where the words say."""
    level: Level = ""
    """`total` or `part`, where its row says which."""
    canonical_value: str = ""
    canonical_unit: str = ""
    """The value in the common unit of its kind (kWh, t, tCO2e, m3, HKD …), exact; both empty where the unit is not known."""


def meaning_of(figure: Figure, before: str, after: str) -> Meaning:
    """What a figure is, from the words `before` and `after` it in its sentence; a table's figure from its row and heads."""
    told = f"{figure.row} {figure.column} {figure.caption}" if figure.row else ""
    value, unit = _canonical(figure)
    found = _RANGE.match(after) if not figure.value.startswith("-") else None
    around = f"{told} {figure.measure} {before[-160:]} {after[:80]}"
    return Meaning(
        role=_role(figure, told, before, after),
        direction=_direction(figure, before, after),
        value_to=plain(found.group("to")) if found and _is_range(figure, found) else "",
        method="location-based" if _LOCATION.search(around) else "market-based" if _MARKET.search(around) else "",
        level="total" if _TOTAL.search(figure.row) else "part" if _PART.search(figure.row) else "",
        canonical_value=value,
        canonical_unit=unit,
    )


def _role(figure: Figure, told: str, before: str, after: str) -> Role:
    if figure.row:
        own = f"{figure.row} {figure.column}"
        return "target" if re.search(r"\btargets?\b|目標|目标", own, re.IGNORECASE) else "result"
    near = before[-90:]
    if _LIMIT.search(near[-60:]) or _LIMIT.search(after[:40]):
        return "limit"
    target = list(_TARGET.finditer(near))
    if target and not _ACHIEVED.search(near[target[-1].end() :]):
        return "target"
    return "target" if re.match(r"[^.;]{0,40}\b(?:by (?:the end of )?20\d\d|target|goal)\b", after, re.I) else "result"


def _direction(figure: Figure, before: str, after: str) -> Direction:
    """Of a change: a share or amount that something rose or fell by, or is to."""
    near, following = before[-50:], after[:24]
    if _HEDGE.search(near):
        near = _HEDGE.sub("", near)
    ends = [(m.end(), way) for pattern, way in ((_DOWN, "decrease"), (_UP, "increase")) for m in pattern.finditer(near)]
    said = max(ends)[1] if ends and re.search(r"\b(?:by|of|to)\b|[^\x00-\x7f]", near[max(ends)[0] - 1 :]) else ""
    if not said and figure.dimension == "percent":
        lead = re.match(r"\s*(\w+)", following)
        word = lead.group(1) if lead else ""
        said = "decrease" if _DOWN.match(word) else "increase" if _UP.match(word) else ""
    return "decrease" if said == "decrease" else "increase" if said == "increase" else ""


def _is_range(figure: Figure, found: re.Match[str]) -> bool:
    """Whether what follows is the upper end: `30–40`, and no year, code or lower number."""
    try:
        return Decimal(plain(found.group("to"))) > Decimal(figure.value)
    except InvalidOperation:
        return False


def _canonical(figure: Figure) -> tuple[str, str]:
    unit = parse_unit(figure.unit)
    if not unit.known:
        return "", ""
    try:
        scaled = Decimal(figure.value)
        converted = convert(scaled, unit)
    except (InvalidOperation, ValueError):
        return "", ""
    return decimal_text(converted.value), converted.unit
