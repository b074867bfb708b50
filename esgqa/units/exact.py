"""Exact factors between units, from the unit registry in fractions; what does not end in decimals is no factor."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import lru_cache
from typing import Any

EXACT = Context(prec=200, traps=[Inexact])
"""Arithmetic that fails rather than rounds."""

# in the order they are tried: a joule is no finite decimal of kWh, a minute none of an hour
_CANONICAL = (
    ("tonne", "t"),
    ("kWh", "kWh"),
    ("MJ", "MJ"),
    ("m**3", "m3"),
    ("m**2", "m2"),
    ("km", "km"),
    ("hour", "hour"),
    ("minute", "minute"),
)
_IN_REGISTRY = {label: name for name, label in _CANONICAL}


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)


@lru_cache(maxsize=1024)
def ratio(name: str, target: str) -> Decimal | None:
    """How many `target` make one `name` of the registry; `None` if they differ in kind or the number does not end."""
    import pint

    try:
        found = _registry().Quantity(Fraction(1), name).to(target).magnitude
    except pint.DimensionalityError:
        return None
    return finite(Fraction(found))


def finite(value: Fraction) -> Decimal | None:
    """A fraction as a decimal, `None` where it has no end."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator)) if rest == 1 else None


def canonical_of(name: str) -> tuple[str, Decimal]:
    """The canonical unit of a unit of the registry, and the factor to it; the unit itself where nothing is exact."""
    for target, label in _CANONICAL:
        factor = ratio(name, target)
        if factor is not None:
            return label, factor
    return name.replace("**", ""), Decimal(1)


def bridge(canonical: str, target: str) -> Decimal | None:
    """The factor between two canonical units, each per the same thing; `None` where there is none that is exact."""
    if canonical == target:
        return Decimal(1)
    here, _, per = canonical.partition(" per ")
    there, _, over = target.partition(" per ")
    if per != over or here not in _IN_REGISTRY or there not in _IN_REGISTRY:
        return None
    return ratio(_IN_REGISTRY[here], _IN_REGISTRY[there])


def factor_between(amount: Decimal, per: Decimal) -> Decimal | None:
    """`amount / per`, `None` where it has no end."""
    return finite(Fraction(amount) / Fraction(per))
