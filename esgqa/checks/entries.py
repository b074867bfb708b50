"""What the checks look at: a report's figures with the passages they stand in, and what a check finds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from esgqa.types import Figure, Passage

Kind = Literal["parts and total", "jump", "said twice", "more than there are", "intensity", "share", "scopes"]
TOTAL = re.compile(
    r"^(?:grand |sub-?)?total\b|\b(?:sub)?total$|^overall\b|^(?:合計|合计|總計|总计|總數|总数)", re.IGNORECASE
)
NO_SUM = re.compile(
    r"\b(?:rate|ratio|average|mean|median|percentage|intensity|density|per|share|proportion|change|target)\b|[%％]|/|"
    r"率|平均|密度|強度|强度|百分比",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A figure as printed, `page.text[start:end]`."""

    page: int
    page_label: str
    start: int
    end: int
    raw: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that do not agree: in a sentence, by how much, and where they stand."""

    kind: Kind
    text: str
    difference: str
    """Plain decimal: printed less computed, or larger less smaller."""
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    figure: Figure
    passage: Passage

    @property
    def value(self) -> Decimal:
        return Decimal(self.figure.value)

    @property
    def rounding(self) -> Decimal:
        """Half a unit of the last printed place."""
        places = len(self.figure.value.partition(".")[2])
        return Decimal(1).scaleb(-places) / 2

    @property
    def title(self) -> str:
        return self.figure.caption.split(" · ")[0]

    @property
    def group(self) -> str:
        return " · ".join(self.figure.caption.split(" · ")[1:])


def table_of(entry: Entry) -> str:
    return " · ".join((*entry.passage.section, entry.title or entry.passage.id))


def sums(entry: Entry) -> bool:
    words = f"{entry.figure.row} {entry.figure.column} {entry.figure.unit} {entry.title}"
    return entry.figure.dimension not in ("percent", "intensity") and NO_SUM.search(words) is None


def place_of(entry: Entry) -> Place:
    figure = entry.figure
    return Place(figure.page, entry.passage.label, figure.start, figure.end, figure.raw)
