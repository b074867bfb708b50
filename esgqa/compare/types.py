"""What a comparison is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from esgqa.types import Citation, Footnote
from esgqa.units import Unit


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure measures. Two figures stand on one line only if their measures are equal."""

    what: frozenset[str]
    """Words that tell it from its neighbours, in singular: `{"male"}`, `{"natural gas"}`; empty for the total."""
    scopes: tuple[int, ...] = ()
    """Greenhouse gas scopes that it covers, where the report says which."""
    method: str = ""
    """`location-based` or `market-based`, where the report says so."""
    boundary: str = ""
    """Words that narrow what is counted: `only …`, `excluding …`, what a bracket adds."""
    basis: Literal["absolute", "intensity"] = "absolute"
    per: str = ""
    """What an intensity is per; `""` for an intensity that does not say."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure of one report with its measure, before anything is set beside it."""

    measure: Measure
    label: str
    """The measure in the report's words, shortened."""
    period: str
    raw: str
    value: Decimal
    unit: Unit
    citation: Citation
    """The row or sentence that holds it."""
    start: int
    end: int
    """Span of `raw` in the page's text."""
    in_table: bool
    footnotes: tuple[Footnote, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A line before its values are converted."""

    kpi: str
    label: str
    unit: str
    measure: Measure
    cells: tuple[Reading | None, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One period as one report gives it."""

    report: str
    issuer: str
    period: str


@dataclass(frozen=True, slots=True)
class Value:
    """One figure on a line."""

    raw: str
    """As printed."""
    printed_unit: str
    amount: Decimal
    """In the line's unit, exactly."""
    conversion: str
    """How `raw` became `amount`; `""` where nothing was converted."""
    citation: Citation
    """The row or sentence that holds it."""
    start: int
    end: int
    """Span of `raw` in the page's text, within the citation's."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One measure over all columns."""

    kpi: str
    label: str
    unit: str
    """Canonical unit of every amount on it; the printed one where it is not known; `""` where none is printed."""
    measure: Measure
    cells: tuple[Value | None, ...]
    """One a column of the comparison."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure and period given twice, differently."""

    kind: Literal["restatement", "inconsistency"]
    """`restatement`: by two reports of one issuer, older first. `inconsistency`: within one report."""
    kpi: str
    label: str
    period: str
    unit: str
    values: tuple[Value, ...]
    explanation: Citation | None = None
    """The note that says why, where one does."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Two lines that look alike and are not set against each other."""

    kpi: str
    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Measures of one or several KPIs, side by side."""

    kpis: tuple[tuple[str, str], ...]
    """`(code, name)`."""
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    differences: tuple[Difference, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
