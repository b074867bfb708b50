"""Figures in one unit, exactly: the value, and the conversion as a reader would check it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from esgqa.units.exact import EXACT, bridge
from esgqa.units.parse import Unit


@dataclass(frozen=True, slots=True)
class Converted:
    """A figure in another unit."""

    value: Decimal
    unit: str
    text: str
    """`577,926.55 kWh in '000s × 1,000 = 577,926,550 kWh`; `""` where nothing was converted."""


def shared_unit(units: Sequence[Unit]) -> str:
    """The canonical unit into which all convert exactly; `""` where there is none, or one of them is not known."""
    candidates = list(dict.fromkeys(unit.canonical for unit in units))
    if not all(candidates):
        return ""
    for target in candidates:
        if all(bridge(canonical, target) is not None for canonical in candidates):
            return target
    return ""


def convert(value: Decimal, unit: Unit, target: str = "", *, raw: str = "") -> Converted:
    """A value in `target`, by default the unit's canonical one. Exact, or `ValueError` where it cannot be.

    `raw` is the number as printed, for the text of the conversion.
    """
    target = target or unit.canonical
    step = bridge(unit.canonical, target) if unit.known else None
    if step is None:
        raise ValueError(f"{unit.printed!r} does not convert into {target!r}")
    factor = EXACT.multiply(unit.factor, step)
    result = _trimmed(EXACT.multiply(value, factor), value) if factor != 1 else value
    shown = f"{raw or spaced(value)} {unit.printed}".strip()
    if factor != 1:
        text = f"{shown} × {spaced(factor)} = {spaced(result)} {target}"
    elif unit.notes:
        text = f"{shown} = {spaced(result)} {target}"
    else:
        text = ""
    return Converted(result, target, text)


def plain(value: Decimal) -> str:
    """A decimal without exponent or separators."""
    return format(value, "f")


def spaced(value: Decimal) -> str:
    """A decimal with thousands separators, all its digits kept."""
    return format(value, ",f")


def _trimmed(value: Decimal, original: Decimal) -> Decimal:
    """Without the zeros that a multiplication left behind the point, and without any where the value is whole."""
    keep = max(0, -int(original.as_tuple().exponent))
    places = max(0, -int(value.as_tuple().exponent))
    while places and value.as_tuple().digits[-1] == 0 and (places > keep or value == value.to_integral_value()):
        places -= 1
        value = EXACT.quantize(value, Decimal(1).scaleb(-places))
    return value
