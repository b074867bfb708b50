"""What kind of quantity a figure is of, and which it cannot be: an intensity, a share, carbon in place of water."""

from __future__ import annotations

import re

from esgqa.answering.features import Asked
from esgqa.types import Figure

_OF_INTENSITY = re.compile(r"\bintensit(?:y|ies)\b|\bdensity\b|密度|[強强]度", re.IGNORECASE)


def is_of_intensity(figure: Figure) -> bool:
    """Whether a row calls itself an intensity: no answer where an amount is asked for."""
    return (
        figure.dimension in ("intensity", "unknown")
        and _OF_INTENSITY.search(f"{figure.row} {figure.measure}") is not None
    )


def described(figure: Figure) -> str:
    """All that is printed of what a figure is."""
    return " ".join((figure.measure, figure.row, figure.column, figure.caption, figure.unit))


_RESOURCES: tuple[tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(said, re.IGNORECASE), codes)
    for asked, said, codes in (
        (
            r"\b(?:carbon|ghg|greenhouse|co2e?|emissions?)\b",
            r"carbon|ghg|greenhouse|co\s?[2₂]|emission|scope|碳|[溫温]室|排放",
            ("A1.1", "A1.2", "A1.5", "D"),
        ),
        (r"\bwater\b", r"water|m3|m³|cubic|水|立方", ("A2.2", "A2.4")),
        (
            r"\b(?:energy|electricity|power|fuel)\b",
            r"energy|electric|power|fuel|wh\b|\bgj\b|joule|diesel|petrol|gas|能源|能耗|[電电]|燃|油",
            ("A2.1", "A2.3"),
        ),
        (r"\bwastes?\b", r"waste|refuse|garbage|landfill|recycl|[廢废]|垃圾|回收", ("A1.3", "A1.4", "A1.6")),
        (r"\bpackaging\b", r"packag|carton|plastic|paper|包[裝装]", ("A2.5",)),
    )
)


def of_another_resource(asked: Asked, figure: Figure) -> bool:
    """Whether one of carbon, water, energy, waste and packaging is asked for, and what is printed with the figure speaks of
    another of them and not of it."""
    wanted = [one for one in _RESOURCES if one[0].search(asked.query)]
    if len(wanted) != 1:
        return False
    _, said, codes = wanted[0]
    words = described(figure)
    if said.search(words) or any(code.startswith(codes) for code, _ in figure.kpis):
        return False
    return any(other is not wanted[0] and other[1].search(words) for other in _RESOURCES)


_OF_CARBON = re.compile(r"co\s?[2₂]|二氧化碳", re.IGNORECASE)


def is_impossible(wanted: str, figure: Figure) -> bool:
    """Whether a figure cannot be of the dimension wanted, though nothing printed says what it is: a share above all, carbon in
    place of water or power."""
    if wanted == "percent":
        return not figure.unit and figure.dimension == "unknown" and float(figure.value or 0) > _ALL
    return wanted in ("volume", "energy", "area", "time", "money") and _OF_CARBON.search(figure.unit) is not None


_ALL = 100
