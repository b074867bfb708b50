"""A unit as printed → what it means: canonical unit, factor, dimension, and what it is per."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from esgqa.units.exact import canonical_of, factor_between
from esgqa.units.words import CURRENCIES, EQUIVALENT, GAS, SCALES, UNNAMED_CURRENCIES, WORDS, Dimension

Basis = Literal["absolute", "intensity"]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a printed unit means: one of it is `factor` of `canonical`."""

    printed: str
    canonical: str
    """`kWh`, `t`, `tCO2e`, `m3`, `HKD`, `person`, `kWh per m2` …; `""` where the unit is not known."""
    factor: Decimal = Decimal(1)
    dimension: Dimension = "unknown"
    """Of what is measured; that of the numerator where it is per something."""
    basis: Basis = "absolute"
    per: str = ""
    """What it is per, canonical: `employee`, `m2 of floor area`, `HKD million of revenue`; `""` for an absolute amount."""
    substance: str = ""
    """What it is a mass or volume of, where the unit says so: `CO2e`, `waste`, `production`."""
    notes: tuple[str, ...] = ()
    """What was assumed in reading it."""
    numerator: str = ""
    """Canonical unit of the numerator of an intensity, known even where what it is per is not."""

    @property
    def amount(self) -> str:
        """The canonical unit of what is measured: `kWh` of `kWh per m2`."""
        return self.numerator or self.canonical

    @property
    def known(self) -> bool:
        """Whether figures in it can be converted at all."""
        return bool(self.canonical)


_PER = re.compile(r"\s*/\s*|(?:^|\s+)per\s+(?!cent\b)", re.IGNORECASE)
_OF = re.compile(r"^(?P<unit>.+?)\s+of\s+(?P<what>[^\d]+)$", re.IGNORECASE)
_QUOTES = str.maketrans({"‘": "'", "’": "'", "′": "'", "`": "'", "´": "'", "₂": "2", "³": "3", "²": "2"})
_IN = re.compile(r"^(?:in|unit:|單位:|单位:)\s*|\s+in$", re.IGNORECASE)
_REVENUE = re.compile(r"\s*(?:of\s+|in\s+)?(?P<what>[A-Za-z][A-Za-z ]*|[\u3400-\u9fff]+)$")
_TURNOVER = re.compile(r"(?:total )?(?:turnover|revenues?|sales)|(?:[營营]業|[營营]业)?(?:收入|收益|[額额])")


@lru_cache(maxsize=4096)
def parse_unit(printed: str) -> Unit:
    """What a unit as printed means. One that is not known keeps its words and has no canonical unit."""
    text = _folded(printed)
    numerator, *denominators = (part.strip() for part in _PER.split(text))
    amount = _amount(numerator)
    if not denominators:
        return replace(amount, printed=printed)
    if len(denominators) > 1 or not denominators[0]:
        return Unit(printed, "", dimension=amount.dimension, basis="intensity", numerator=amount.canonical)
    return _intensity(printed, amount, denominators[0])


def intensity(unit: Unit, denominator: str) -> Unit:
    """An absolute unit made per something that the row's words name: `tonnes` in a row `Per HK$ million of revenue`."""
    if unit.basis == "intensity":
        return unit
    return _intensity(f"{unit.printed} per {denominator}", unit, _folded(denominator))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.translate(_QUOTES)).translate(_QUOTES)
    return " ".join(plain.replace("(", " ").replace(")", " ").split())


def _intensity(printed: str, amount: Unit, denominator: str) -> Unit:
    base, what = _denominator(denominator)
    factor = factor_between(amount.factor, base.factor)
    per = " of ".join(part for part in (base.canonical, what) if part)
    known = amount.known and bool(per) and factor is not None
    return Unit(
        printed,
        f"{amount.canonical} per {per}" if known else "",
        factor if known and factor is not None else Decimal(1),
        amount.dimension,
        "intensity",
        per,
        amount.substance,
        tuple(dict.fromkeys((*amount.notes, *base.notes))),
        amount.canonical,
    )


def _denominator(text: str) -> tuple[Unit, str]:
    """The unit that an intensity is per, and of what: `m3`, `production volume`. A person is an employee."""
    base = _amount(text)
    what = base.substance
    if not base.known:
        money = _money(text, trailing=True)
        if money is not None:
            base, what = money[0], money[1]
    if base.dimension == "money" and base.known:
        # a single dollar is too small a measure: intensities are stated per million
        base = replace(base, canonical=f"{base.canonical} million", factor=base.factor / 10**6)
    if base.canonical == "person":
        return replace(base, canonical="employee"), ""
    if base.known and factor_between(Decimal(1), base.factor) is not None:
        return base, what
    return Unit(text, text.lower()), ""


def _amount(text: str) -> Unit:
    """A unit that is per nothing."""
    found = _scaled(text)
    if found is not None:
        return found
    money = _money(text, trailing=False)
    if money is not None:
        return money[0]
    of = _OF.match(text)
    if of:
        inner = _scaled(of.group("unit"))
        if inner is not None and not inner.substance:
            return replace(inner, printed=text, substance=of.group("what").lower())
    return Unit(text, "")


def _scaled(text: str) -> Unit | None:
    """A unit of the lexicon, with or without a scale before or after it."""
    plain = _named(text)
    if plain is not None:
        return plain
    for rest, scale in _without_scale(text):
        inner = _named(rest)
        if inner is not None and inner.dimension != "percent":
            return replace(inner, printed=text, factor=inner.factor * scale)
    return None


def _without_scale(text: str) -> list[tuple[str, int]]:
    lower = text.lower()
    found: list[tuple[str, int]] = []
    for word, scale in SCALES:
        if lower.endswith(word):
            rest = text[: len(text) - len(word)].rstrip(" ('")
        elif lower.startswith(word):
            rest = text[len(word) :].lstrip(" )'")
        else:
            continue
        rest = _IN.sub("", rest.strip()).strip(" ,")
        if rest:
            found.append((rest, scale))
    return found


def _named(text: str) -> Unit | None:
    text = _IN.sub("", text)
    gas = GAS.search(text)
    if gas:
        mass = _named(text[: gas.start()].strip(" -")) if gas.start() else None
        if mass is None or mass.dimension != "mass":
            return None
        said = gas.group("gas")
        tail = said.lower().removeprefix("co2").removeprefix("carbon dioxide").removeprefix("二氧化碳")
        substance = "CO2e" if EQUIVALENT.search(tail) else "CO2"
        return replace(mass, printed=text, canonical=f"t{substance}", substance=substance)
    for word in WORDS:
        if word.pattern.fullmatch(text):
            canonical, factor = (word.name, Decimal(1)) if word.counted else canonical_of(word.name)
            return Unit(text, canonical, factor, word.dimension, notes=(word.note,) if word.note else ())
    return None


def _money(text: str, *, trailing: bool) -> tuple[Unit, str] | None:
    """A currency with its scale, before or after it, and with `trailing` the words after: `HK$ million of revenue`."""
    for pattern, code in CURRENCIES:
        found = pattern.search(text)
        if not found:
            continue
        before, after = text[: found.start()].strip(), text[found.end() :].strip()
        scale, after = _scale_at_start(after)
        if before:
            more, rest = _scale_at_start(before)
            if rest or more == 1:
                continue
            scale *= more
        after = re.sub(r"^(?:元|dollars?)", "", after).strip()
        what = ""
        if after:
            words = _REVENUE.match(after) if trailing else None
            if not words:
                continue
            what = _TURNOVER.sub("revenue", words.group("what").lower())
        note = UNNAMED_CURRENCIES.get(code)
        return Unit(text, code, Decimal(scale), "money", notes=(note,) if note else ()), what
    return None


def _scale_at_start(text: str) -> tuple[int, str]:
    lower = text.lower()
    for word, scale in SCALES:
        if lower.startswith(word):
            return scale, text[len(word) :].strip()
        if lower.startswith(f"in {word}"):
            return scale, text[len(word) + 3 :].strip()
    if lower in ("m", "mn", "bn"):
        return (10**9 if lower == "bn" else 10**6), ""
    return 1, text
