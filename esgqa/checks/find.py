"""Checks of a report's figures against each other. A false alarm is worse than a slip that is missed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from esgqa.checks.entries import TOTAL, Entry, Finding, place_of, sums, table_of
from esgqa.checks.ratios import ratio_checks
from esgqa.types import Document

_INSIDE = re.compile(r"^(?:of|in) which\b|\bof which\b|^(?:including|incl\.|thereof)\b|^其中", re.IGNORECASE)
_SLIP = Decimal("0.1")
"""A difference of more than this share of the total is a list that is not whole, and no slip."""
_JUMP = 10
_PEOPLE = re.compile(r"^(?:employees?|workers?|staff|persons?|people|headcount|人|名)$", re.IGNORECASE)
_TRAINED = re.compile(r"\btrain(?:ed|ing|ings)\b|培訓|培训", re.IGNORECASE)
_STAFF = re.compile(
    r"\b(?:total (?:workforce|employees|staff|headcount)|(?:total )?number of (?:full-time )?employees)\b|員工總數|员工总数",
    re.IGNORECASE,
)


def find_checks(document: Document) -> tuple[Finding, ...]:
    """What the report's figures contradict, in the order of its pages; rounding is no finding."""
    tables: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
    prose: list[Entry] = []
    for passage in document.passages:
        for figure in passage.figures:
            entry = Entry(figure, passage)
            if figure.row:
                tables[table_of(entry), figure.column, figure.period, figure.unit].append(entry)
            else:
                prose.append(entry)
    columns = list(tables.values())
    found = [one for column in columns for one in (*_groups(column), *_totals(column))]
    found += _jumps(columns)
    found += _twice(columns)
    found += _more_than_there_are(prose, columns)
    found += ratio_checks(columns)
    return tuple(sorted(set(found), key=lambda one: (one.places[0].page, one.places[0].start)))


def _groups(column: Sequence[Entry]) -> Iterator[Finding]:
    """Rows under a row of the same table that names them: `Scope 1`, `- Stationary combustion`, `- Vehicles`."""
    for whole in column:
        parts = [one for one in column if one.group and _heads(whole, one.group)]
        if len(parts) > 1 and sums(whole) and all(map(_is_part, parts)):
            yield from _compared(parts, whole)


def _totals(column: Sequence[Entry]) -> Iterator[Finding]:
    """Every total against the rows above it that it may be the sum of."""
    since = 0
    for at, whole in enumerate(column):
        if not TOTAL.search(whole.figure.row) or not sums(whole):
            continue
        above = [one for one in column[since:at] if _is_part(one)]
        by_group: defaultdict[str, list[Entry]] = defaultdict(list)
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


def _heads(row: Entry, group: str) -> bool:
    """Whether a row is the one that a group is named by; its unit may stand behind its name."""
    return row.figure.row == group or row.figure.row.startswith(f"{group} ")


def _is_part(entry: Entry) -> bool:
    row = entry.figure.row
    return not TOTAL.search(row) and not _INSIDE.search(row) and sums(entry) and entry.value >= 0


def _agree(parts: Sequence[Entry], whole: Entry) -> bool:
    slack = sum((one.rounding for one in parts), whole.rounding)
    return abs(sum((one.value for one in parts), Decimal(0)) - whole.value) <= slack


def _compared(parts: Sequence[Entry], whole: Entry) -> Iterator[Finding]:
    total = sum((one.value for one in parts), Decimal(0))
    if _agree(parts, whole) or not whole.value or abs(total - whole.value) > _SLIP * whole.value:
        return
    listed = " + ".join(one.figure.raw for one in parts)
    yield Finding(
        "parts and total",
        f"{whole.figure.row} is printed as {whole.figure.raw} (p. {whole.passage.label}); the rows it sums, {listed}, "
        f"make {total:,}.",
        str(whole.value - total),
        (place_of(whole), *map(place_of, parts)),
    )


def _jumps(columns: Sequence[Sequence[Entry]]) -> Iterator[Finding]:
    """The same row over ten times the year before, or under a tenth of it."""
    rows: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for column in columns:
        for entry in column:
            other = entry.figure.column.replace(entry.figure.period, "").strip()
            rows[table_of(entry), entry.figure.row, entry.group, entry.figure.unit, other].append(entry)
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
                (place_of(newest), place_of(before)),
            )


def _twice(columns: Sequence[Sequence[Entry]]) -> Iterator[Finding]:
    """One measure, unit and period with two values in two tables."""
    said: defaultdict[tuple[str, ...], list[Entry]] = defaultdict(list)
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
            (place_of(first), place_of(second)),
        )


def _more_than_there_are(prose: Sequence[Entry], columns: Sequence[Sequence[Entry]]) -> Iterator[Finding]:
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
                (place_of(entry), place_of(most)),
            )
