"""A comparison for a person or a program: tables on a terminal, JSON, CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from esgqa.compare import Column, Comparison, Difference, Line, Value
from esgqa.sheets import inert
from esgqa.types import Citation
from esgqa.units import plain, spaced

COLUMNS = (
    "kpi", "measure", "unit", "basis", "report", "issuer", "period", "amount", "raw", "printed_unit", "conversion",
    "page", "page_label", "passage", "start", "end", "quote", "notes",
)  # fmt: skip


def as_json(comparison: Comparison) -> str:
    """Everything, with amounts as plain decimal strings."""
    return json.dumps(
        {
            "kpis": [{"code": code, "name": name} for code, name in comparison.kpis],
            "columns": [asdict(column) for column in comparison.columns],
            "lines": [_line(line) for line in comparison.lines],
            "differences": [_difference(difference) for difference in comparison.differences],
            "refusals": [asdict(refusal) for refusal in comparison.refusals],
            "notes": list(comparison.notes),
        },
        ensure_ascii=False,
        indent=1,
    )


def as_csv(comparison: Comparison) -> str:
    """One value a row, with a header; `start` and `end` are the span of `raw`; empty cells are left out."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for line in comparison.lines:
        for column, value in zip(comparison.columns, line.cells, strict=True):
            if value is None:
                continue
            of = value.citation
            row = (
                line.kpi, line.label, line.unit, line.measure.basis, column.report, column.issuer, column.period,
                plain(value.amount), value.raw, value.printed_unit, value.conversion, str(of.page), of.page_label,
                of.passage, str(value.start), str(value.end), of.quote, " ".join(value.notes),
            )  # fmt: skip
            writer.writerow([inert(cell) for cell in row])
    return stream.getvalue()


def print_comparison(comparison: Comparison, console: Console) -> None:
    """A table a KPI, then what differs, what is refused, the conversions and the notes. Text is never read as markup."""
    for code, name in comparison.kpis:
        lines = [line for line in comparison.lines if line.kpi == code]
        console.print(Text(f"{code} {name}", style="bold"))
        if lines:
            console.print(_table(lines, comparison.columns))
    for difference in comparison.differences:
        console.print(Text(_told(difference), style="bold yellow"))
        if difference.explanation:
            console.print(Text(f"    {_place(difference.explanation)}: “{difference.explanation.quote}”"))
    for refusal in comparison.refusals:
        console.print(Text(f"not compared: {refusal.kpi} {refusal.one} | {refusal.other}: {refusal.reason}", "yellow"))
    for text in _conversions(comparison):
        console.print(Text(f"converted: {text}", style="dim"))
    assumed = [note for line in comparison.lines for value in line.cells if value for note in value.notes]
    for note in dict.fromkeys((*assumed, *comparison.notes)):
        console.print(Text(f"note: {note}", style="yellow"))


def _conversions(comparison: Comparison) -> list[str]:
    """One a printed unit, with how many more there are of it: JSON and CSV give each."""
    by_unit: dict[tuple[str, str], list[str]] = {}
    for line in comparison.lines:
        for value in line.cells:
            if value is not None and value.conversion:
                by_unit.setdefault((value.printed_unit, line.unit), []).append(value.conversion)
    return [texts[0] + (f" (and {len(texts) - 1} more)" if len(texts) > 1 else "") for texts in by_unit.values()]


def _table(lines: Sequence[Line], columns: Sequence[Column]) -> Table:
    used = [n for n in range(len(columns)) if any(line.cells[n] for line in lines)]
    heads = [f"{columns[n].report}\n{columns[n].period}" for n in used]
    table = Table("measure", "unit", *heads, box=None)
    for line in lines:
        boundary = f"\n[{line.measure.boundary}]" if line.measure.boundary else ""
        table.add_row(Text(line.label + boundary), Text(line.unit), *(_cell(line.cells[n]) for n in used))
    return table


def _cell(value: Value | None) -> Text:
    return Text(f"{spaced(value.amount)}  p. {value.citation.page_label}" if value else "–")


def _told(difference: Difference) -> str:
    kind = "RESTATEMENT" if difference.kind == "restatement" else "INCONSISTENT within one report"
    values = " → " if difference.kind == "restatement" else " | "
    given = values.join(f"{spaced(value.amount)} ({_place(value.citation)})" for value in difference.values)
    return f"{kind}: {difference.kpi} {difference.label}, {difference.period}: {given} {difference.unit}"


def _place(citation: Citation) -> str:
    return f"{citation.report} p. {citation.page_label}"


def _line(line: Line) -> dict[str, Any]:
    measure = line.measure
    return {
        "kpi": line.kpi,
        "label": line.label,
        "unit": line.unit,
        "basis": measure.basis,
        "per": measure.per,
        "what": sorted(measure.what),
        "scopes": list(measure.scopes),
        "method": measure.method,
        "boundary": measure.boundary,
        "cells": [_value(value) if value else None for value in line.cells],
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "raw": value.raw,
        "printed_unit": value.printed_unit,
        "amount": plain(value.amount),
        "conversion": value.conversion,
        "start": value.start,
        "end": value.end,
        "citation": asdict(value.citation),
        "notes": list(value.notes),
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind,
        "kpi": difference.kpi,
        "label": difference.label,
        "period": difference.period,
        "unit": difference.unit,
        "values": [_value(value) for value in difference.values],
        "explanation": asdict(difference.explanation) if difference.explanation else None,
    }
