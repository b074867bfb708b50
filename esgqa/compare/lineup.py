"""Readings of several reports → lines: one a measure; what differs is reported, what is unlike is refused."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from esgqa.compare.collect import readings
from esgqa.compare.differ import agree, best, restatements, value_of
from esgqa.compare.refuse import refusals
from esgqa.compare.subjects import subjects
from esgqa.compare.types import Column, Comparison, Difference, Draft, Line, Measure, Reading, Refusal, Value
from esgqa.errors import UsageError
from esgqa.kpi import load_edition
from esgqa.types import Document
from esgqa.units import shared_unit


def compare(documents: Sequence[Document], codes: Sequence[str]) -> Comparison:
    """The measures of `codes` in `documents`, side by side.

    A figure stands on a line with another only if both measure the same by their own words, on the same basis and in
    units that convert exactly. Raises `UsageError` for a code whose figures cannot be compared.
    """
    known = subjects()
    for code in codes:
        if code not in known:
            raise UsageError(
                f"KPI {code!r}", cause="it has no figures to compare", remedy=f"Name one of {', '.join(known)}."
            )
    notes: list[str] = []
    names: list[tuple[str, str]] = []
    found: list[tuple[str, list[Reading]]] = []
    unclear: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code in codes:
        names.append((code, _name(documents, code, notes)))
        kept: list[Reading] = []
        for document in documents:
            of_report = _told_apart(readings(document, code, known[code]), unclear)
            kept += of_report
            if not of_report:
                notes.append(f"{document.report.id}: no figure of {code} that can be compared")
        found.append((code, kept))
    notes += [
        f"{report} p. {page}: left out, since several columns read as one period: {_few(labels)}"
        for (report, page), labels in unclear.items()
    ]
    columns = _columns(documents, [reading for _, kept in found for reading in kept])
    by_id = {document.report.id: document for document in documents}
    lines: list[Line] = []
    differences: list[Difference] = []
    refused: list[Refusal] = []
    for code, kept in found:
        drafts, within = _drafts(code, kept, columns)
        lines += [_line(draft) for draft in drafts]
        differences += within
        differences += restatements(drafts, columns, by_id)
        refused += refusals(drafts, columns)
    return _numbered(
        Comparison(tuple(names), columns, tuple(lines), tuple(differences), tuple(refused), tuple(dict.fromkeys(notes)))
    )


def _name(documents: Sequence[Document], code: str, notes: list[str]) -> str:
    """The KPI's name, from the first report whose edition has it; the others are told of."""
    name = code
    for document in reversed(documents):
        edition = load_edition(document.report.edition)
        if edition.get(code) is None:
            notes.append(f"{document.report.id}: its edition of the guide ({edition.id}) has no {code}")
        else:
            name = edition.name(code)
    return name


def _told_apart(found: Sequence[Reading], unclear: dict[tuple[str, str], list[str]]) -> list[Reading]:
    """Without the rows of a table that give one measure and period twice, differently: its columns are not understood.

    What is left out goes to `unclear`: labels by report and page.
    """
    rows: dict[object, list[Reading]] = defaultdict(list)
    for reading in found:
        if reading.in_table:
            of = reading.citation
            rows[of.passage, of.start, reading.measure, reading.unit.canonical, reading.period].append(reading)
    doubtful = [row for row in rows.values() if len({reading.value for reading in row}) > 1]
    for row in doubtful:
        labels = unclear[row[0].citation.report, row[0].citation.page_label]
        if row[0].label not in labels:
            labels.append(row[0].label)
    dropped = {id(reading) for row in doubtful for reading in row}
    return [reading for reading in found if id(reading) not in dropped]


def _few(labels: Sequence[str], most: int = 4) -> str:
    more = f" and {len(labels) - most} more" if len(labels) > most else ""
    return "; ".join(labels[:most]) + more


def _columns(documents: Sequence[Document], kept: Sequence[Reading]) -> tuple[Column, ...]:
    """One a report and period, the reports in the order given, the latest period first."""
    columns: list[Column] = []
    for document in documents:
        report = document.report
        periods = {reading.period for reading in kept if reading.citation.report == report.id}
        columns += [
            Column(report.id, report.issuer, period)
            for period in sorted(periods, key=lambda period: (period[-4:], period), reverse=True)
        ]
    return tuple(columns)


def _drafts(code: str, kept: Sequence[Reading], columns: Sequence[Column]) -> tuple[list[Draft], list[Difference]]:
    """One a measure and shared unit, and what a report gives twice, differently."""
    drafts: list[Draft] = []
    differences: list[Difference] = []
    for group in _alike(kept):
        first = min(group, key=lambda reading: not reading.in_table)
        unit = shared_unit([reading.unit for reading in group]) or first.unit.printed
        label = _label(first)
        cells: list[Reading | None] = []
        for column in columns:
            here = [r for r in group if (r.citation.report, r.period) == (column.report, column.period)]
            if here and not all(agree(one, other, unit) for one in here for other in here):
                values = tuple(value_of(reading, unit) for reading in _distinct(here))
                differences.append(Difference("inconsistency", code, label, column.period, unit, values))
                here = []
            cells.append(best(here) if here else None)
        if any(cells):
            drafts.append(Draft(code, label, unit, first.measure, tuple(cells)))
    # what several reports give comes first, and else the order of the reports
    return sorted(drafts, key=lambda draft: -_reports_on(draft)), differences


def _reports_on(draft: Draft) -> int:
    return len({cell.citation.report for cell in draft.cells if cell is not None})


def _alike(kept: Sequence[Reading]) -> Iterable[list[Reading]]:
    """Readings of one measure whose units share one."""
    groups: dict[Measure, list[list[Reading]]] = defaultdict(list)
    for reading in kept:
        measure = replace(reading.measure, boundary=_plain(reading.measure.boundary))
        for group in groups[measure]:
            if shared_unit([group[0].unit, reading.unit]) or group[0].unit.printed == reading.unit.printed:
                group.append(reading)
                break
        else:
            groups[measure].append([reading])
    return [group for of_measure in groups.values() for group in of_measure]


def _plain(boundary: str) -> str:
    """Without years and punctuation, so that one issuer's yearly note stays the same note."""
    return " ".join(re.findall(r"[^\W\d_]+", boundary.lower()))


def _distinct(found: Sequence[Reading]) -> list[Reading]:
    return list({reading.value: reading for reading in reversed(found)}.values())[::-1]


def _label(reading: Reading) -> str:
    measure = reading.measure
    if not measure.what and len(measure.scopes) == 1:
        said = f"Scope {measure.scopes[0]}"
    elif not measure.what and measure.scopes:
        said = f"Total (scopes {', '.join(map(str, measure.scopes))})"
    elif not measure.what:
        said = "Total"
    else:
        said = reading.label
    return f"{said}, {measure.method}" if measure.method and measure.method.split("-")[0] not in said.lower() else said


def _line(draft: Draft) -> Line:
    return Line(
        draft.kpi,
        draft.label,
        draft.unit,
        draft.measure,
        tuple(value_of(cell, draft.unit) if cell else None for cell in draft.cells),
    )


def _numbered(comparison: Comparison) -> Comparison:
    """With the citations numbered in the order they come, one number a row or sentence."""
    numbers: dict[tuple[str, int, int, int], int] = {}

    def numbered(value: Value) -> Value:
        of = value.citation
        n = numbers.setdefault((of.report, of.page, of.start, of.end), len(numbers) + 1)
        return replace(value, citation=replace(of, n=n))

    lines = tuple(
        replace(line, cells=tuple(numbered(cell) if cell else None for cell in line.cells)) for line in comparison.lines
    )
    differences = tuple(
        replace(difference, values=tuple(numbered(value) for value in difference.values))
        for difference in comparison.differences
    )
    return replace(comparison, lines=lines, differences=differences)
