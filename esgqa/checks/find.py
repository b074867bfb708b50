"""Checks of a report's figures against each other. A false alarm is worse than a slip that is missed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from esgqa.types import Document, Figure, Passage

Kind = Literal["parts and total", "jump", "said twice", "more than there are"]
_TOTAL = re.compile(
    r"^(?:grand |sub-?)?total\b|\b(?:sub)?total$|^overall\b|^(?:合計|合计|總計|总计|總數|总数)", re.IGNORECASE
)
_INSIDE = re.compile(r"^(?:of|in) which\b|\bof which\b|^(?:including|incl\.|thereof)\b|^其中", re.IGNORECASE)
_NO_SUM = re.compile(
    r"\b(?:rate|ratio|average|mean|median|percentage|intensity|density|per|share|proportion|change|target)\b|[%％]|/|"
    r"率|平均|密度|強度|强度|百分比",
    re.IGNORECASE,
)
_SLIP = Decimal("0.1")
"""A difference of more than this share of the total is a list that is not whole, and no slip."""
_JUMP = 10
_PEOPLE = re.compile(r"^(?:employees?|workers?|staff|persons?|people|headcount|人|名)$", re.IGNORECASE)
_TRAINED = re.compile(r"\btrain(?:ed|ing|ings)\b|培訓|培训", re.IGNORECASE)
_STAFF = re.compile(
    r"\b(?:total (?:workforce|employees|staff|headcount)|(?:total )?number of (?:full-time )?employees)\b|員工總數|员工总数",
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
class _Entry:
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


def find_checks(document: Document) -> tuple[Finding, ...]:
    """What the report's figures contradict, in the order of its pages; rounding is no finding."""
    tables: defaultdict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    prose: list[_Entry] = []
    for passage in document.passages:
        for figure in passage.figures:
            entry = _Entry(figure, passage)
            if figure.row:
                tables[_table(entry), figure.column, figure.period, figure.unit].append(entry)
            else:
                prose.append(entry)
    columns = list(tables.values())
    found = [one for column in columns for one in (*_groups(column), *_totals(column))]
    found += _jumps(columns)
    found += _twice(columns)
    found += _more_than_there_are(prose, columns)
    return tuple(sorted(set(found), key=lambda one: (one.places[0].page, one.places[0].start)))


def _table(entry: _Entry) -> str:
    return " · ".join((*entry.passage.section, entry.title or entry.passage.id))


def _sums(entry: _Entry) -> bool:
    words = f"{entry.figure.row} {entry.figure.column} {entry.figure.unit} {entry.title}"
    return entry.figure.dimension not in ("percent", "intensity") and _NO_SUM.search(words) is None


def _groups(column: Sequence[_Entry]) -> Iterator[Finding]:
    """Rows under a row of the same table that names them: `Scope 1`, `- Stationary combustion`, `- Vehicles`."""
    for whole in column:
        parts = [one for one in column if one.group and _heads(whole, one.group)]
        if len(parts) > 1 and _sums(whole) and all(map(_is_part, parts)):
            yield from _compared(parts, whole)


def _totals(column: Sequence[_Entry]) -> Iterator[Finding]:
    """Every total against the rows above it that it may be the sum of."""
    since = 0
    for at, whole in enumerate(column):
        if not _TOTAL.search(whole.figure.row) or not _sums(whole):
            continue
        above = [one for one in column[since:at] if _is_part(one)]
        by_group: defaultdict[str, list[_Entry]] = defaultdict(list)
        for one in above:
            if not one.group or not any(_heads(row, one.group) for row in column):
                # (the parts of a row are in its own value already)
                by_group[one.group].append(one)
        groups = [parts for parts in by_group.values() if len(parts) > 1]
        if len(by_group) == 1 and groups:
            yield from _compared(groups[0], whole)
        elif any(_agree(parts, whole) for parts in groups):
            # of several breakdowns of one whole, one that agrees shows that the others are meant to
            for parts in groups:
                yield from _compared(parts, whole)
        since = at + 1


def _heads(row: _Entry, group: str) -> bool:
    """Whether a row is the one that a group is named by; its unit may stand behind its name."""
    return row.figure.row == group or row.figure.row.startswith(f"{group} ")


def _is_part(entry: _Entry) -> bool:
    row = entry.figure.row
    return not _TOTAL.search(row) and not _INSIDE.search(row) and _sums(entry) and entry.value >= 0


def _agree(parts: Sequence[_Entry], whole: _Entry) -> bool:
    slack = sum((one.rounding for one in parts), whole.rounding)
    return abs(sum((one.value for one in parts), Decimal(0)) - whole.value) <= slack


def _compared(parts: Sequence[_Entry], whole: _Entry) -> Iterator[Finding]:
    total = sum((one.value for one in parts), Decimal(0))
    if _agree(parts, whole) or not whole.value or abs(total - whole.value) > _SLIP * whole.value:
        return
    listed = " + ".join(one.figure.raw for one in parts)
    yield Finding(
        "parts and total",
        f"{whole.figure.row} is printed as {whole.figure.raw} (p. {whole.passage.label}); the rows it sums, {listed}, "
        f"make {total:,}.",
        str(whole.value - total),
        (_place(whole), *map(_place, parts)),
    )


def _jumps(columns: Sequence[Sequence[_Entry]]) -> Iterator[Finding]:
    """The same row over ten times the year before, or under a tenth of it."""
    rows: defaultdict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for column in columns:
        for entry in column:
            other = entry.figure.column.replace(entry.figure.period, "").strip()
            rows[_table(entry), entry.figure.row, entry.group, entry.figure.unit, other].append(entry)
    for entries in rows.values():
        periods = {entry.figure.period: entry for entry in entries if entry.figure.period and entry.value > 0}
        if len(periods) != len(entries) or len(periods) < 2:
            continue
        newest, before = [periods[name] for name in sorted(periods, reverse=True)[:2]]
        low, high = sorted((newest.value, before.value))
        if high > _JUMP * low and high > _JUMP:
            yield Finding(
                "jump",
                f"{newest.figure.measure}: {newest.figure.raw} in {newest.figure.period} (p. {newest.passage.label}) after "
                f"{before.figure.raw} in {before.figure.period} (p. {before.passage.label}), over ten times apart.",
                str(high - low),
                (_place(newest), _place(before)),
            )


def _twice(columns: Sequence[Sequence[_Entry]]) -> Iterator[Finding]:
    """One measure, unit and period with two values in two tables."""
    said: defaultdict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for column in columns:
        for entry in column:
            figure = entry.figure
            if figure.unit and figure.period and not figure.approximation:
                said[" ".join(figure.measure.lower().split()), figure.unit, figure.period].append(entry)
    for entries in said.values():
        values = {entry.value for entry in entries}
        if len(values) != 2 or len({entry.passage.id for entry in entries}) != 2 or len(entries) != 2:
            continue
        first, second = entries
        if abs(first.value - second.value) <= first.rounding + second.rounding:
            continue
        yield Finding(
            "said twice",
            f"{first.figure.measure} ({first.figure.period}) is {first.figure.raw} on p. {first.passage.label} and "
            f"{second.figure.raw} on p. {second.passage.label}.",
            str(abs(first.value - second.value)),
            (_place(first), _place(second)),
        )


def _more_than_there_are(prose: Sequence[_Entry], columns: Sequence[Sequence[_Entry]]) -> Iterator[Finding]:
    """More people trained than are employed: no error in itself, and what a reader would want to know."""
    staff = [
        entry
        for entry in (*prose, *(one for column in columns for one in column))
        if _STAFF.search(f"{entry.figure.row} {entry.figure.measure}")
        and entry.figure.dimension in ("count", "unknown")
    ]
    for entry in prose:
        figure = entry.figure
        sentence = next(
            (entry.passage.text[a - entry.passage.start : b - entry.passage.start]
             for a, b in entry.passage.sentences if a <= figure.start < b),
            "",
        )  # fmt: skip
        if not _PEOPLE.match(figure.unit) or not _TRAINED.search(sentence):
            continue
        own = [one for one in staff if one.figure.period == figure.period and one is not entry]
        if own and entry.value > max(one.value for one in own):
            most = max(own, key=lambda one: one.value)
            about = f"{figure.approximation} " if figure.approximation else ""
            yield Finding(
                "more than there are",
                f"{about}{figure.raw} {figure.unit} trained (p. {entry.passage.label}) are more than the {most.figure.raw} "
                f"employed (p. {most.passage.label}).",
                str(entry.value - most.value),
                (_place(entry), _place(most)),
            )


def _place(entry: _Entry) -> Place:
    figure = entry.figure
    return Place(figure.page, entry.passage.label, figure.start, figure.end, figure.raw)
