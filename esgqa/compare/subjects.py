"""What the figures of each KPI are, as data: `subjects.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import yaml

_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Subject:
    """What the figures of a KPI are."""

    units: frozenset[str]
    """Canonical amounts that count; `""` where figures without a unit do."""
    unprinted: str
    """The unit of a figure that is printed without one."""
    about: re.Pattern[str] | None
    """What its words must say; `None` where the unit says enough."""
    never: re.Pattern[str]
    """What makes it another subject."""
    mixed: bool
    """Whether a row that names it outweighs the title of the table."""
    noise: re.Pattern[str]
    """Words that tell no measure of this KPI from another."""
    average_per: str
    """What an average of the KPI is per."""


@lru_cache(maxsize=1)
def subjects() -> Mapping[str, Subject]:
    """The subject of every KPI code that can be compared."""
    text = files("esgqa.compare").joinpath("subjects.yaml").read_text("utf-8")
    return MappingProxyType({code: _subject(row) for code, row in yaml.safe_load(text).items()})


def _subject(row: Mapping[str, object]) -> Subject:
    def pattern(key: str) -> re.Pattern[str] | None:
        return re.compile(str(row[key]), re.IGNORECASE) if key in row else None

    units = row["units"]
    assert isinstance(units, list)
    noise = re.compile(rf"(?<![A-Za-z])(?:{row['noise']})(?![A-Za-z])", re.IGNORECASE)
    return Subject(
        frozenset(map(str, units)),
        str(row.get("unprinted", "")),
        pattern("about"),
        pattern("never") or _NOTHING,
        bool(row.get("mixed")),
        noise,
        str(row.get("average_per", "")),
    )
