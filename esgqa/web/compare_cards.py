"""A comparison as HTML: measures as rows, periods of reports as columns, and what was not set side by side."""

from __future__ import annotations

from itertools import groupby

from esgqa.compare import Column, Comparison, Difference, Line, Value
from esgqa.types import Citation
from esgqa.units import spaced
from esgqa.web.catalog import Catalog
from esgqa.web.markup import esc
from esgqa.web.texts import Texts


def comparison_html(found: Comparison, catalog: Catalog, texts: Texts) -> str:
    """The table and the lists below it; each figure is a button that carries where it stands."""
    if not found.lines:
        return f'<div class="eq-placeholder"><p>{esc(texts.nothing_compared)}</p></div>{_notes(found, texts)}'
    return (
        f"{_table(found, catalog, texts)}{_differences(found, texts)}{_refusals(found, texts)}{_conversions(found, texts)}"
        f"{_notes(found, texts)}"
    )


def line_name(line: Line, texts: Texts) -> str:
    """A line in words: KPI, measure, unit and, where it is one, that it is an intensity."""
    basis = f" ({texts.intensity})" if line.measure.basis == "intensity" else ""
    return f"{line.kpi} {line.label}{basis}{f', {line.unit}' if line.unit else ''}"


def _table(found: Comparison, catalog: Catalog, texts: Texts) -> str:
    by_report = [
        (report, list(columns)) for report, columns in groupby(found.columns, key=lambda column: column.report)
    ]
    heads = "".join(
        f'<th scope="colgroup" colspan="{len(columns)}">{esc(catalog.label(report))}</th>'
        for report, columns in by_report
    )
    periods = "".join(f'<th scope="col">{esc(column.period)}</th>' for column in found.columns)
    names = dict(found.kpis)
    bodies = []
    for kpi, lines in groupby(found.lines, key=lambda line: line.kpi):
        rows = "".join(_row(line, found.columns, texts) for line in lines)
        bodies.append(
            f'<tbody><tr class="eq-group"><th scope="rowgroup" colspan="{len(found.columns) + 2}">{esc(kpi)} '
            f"{esc(names.get(kpi, ''))}</th></tr>{rows}</tbody>"
        )
    return (
        f'<div class="eq-table eq-compared" tabindex="0" role="region" aria-label="{esc(texts.views["compare"])}"><table>'
        f'<thead><tr><td rowspan="2"></td><th scope="col" rowspan="2">{esc(texts.unit)}</th>{heads}</tr>'
        f"<tr>{periods}</tr></thead>{''.join(bodies)}</table></div>"
    )


def _row(line: Line, columns: tuple[Column, ...], texts: Texts) -> str:
    cells = "".join(
        f"<td>{_value(value, column, texts) if value is not None else ''}</td>"
        for column, value in zip(columns, line.cells, strict=True)
    )
    basis = f' <span class="eq-of">({esc(texts.intensity)})</span>' if line.measure.basis == "intensity" else ""
    return f'<tr><th scope="row">{esc(line.label)}{basis}</th><td>{esc(line.unit)}</td>{cells}</tr>'


def _value(value: Value, column: Column, texts: Texts) -> str:
    shown = spaced(value.amount) if value.conversion else value.raw
    mark = "*" if value.conversion else ""
    title = value.conversion or " ".join(value.notes)
    where = texts.page_of.format(label=value.citation.page_label or value.citation.page)
    spoken = f"{shown} {mark} {column.period}, {where}"
    return _place(value.citation, f"{shown}{mark}", spoken, title)


def _place(cited: Citation, words: str, spoken: str, title: str = "") -> str:
    """A button that leads to where something stands."""
    return (
        f'<button type="button" class="eq-row eq-number" data-report="{esc(cited.report)}" data-page="{cited.page}" '
        f'data-start="{cited.start}" data-end="{cited.end}" aria-label="{esc(spoken)}" title="{esc(title)}">{esc(words)}'
        "</button>"
    )


def _differences(found: Comparison, texts: Texts) -> str:
    items = "".join(f"<li>{_difference(one, texts)}</li>" for one in found.differences)
    return f'<section class="eq-checks"><h2>{esc(texts.compare_checks)}</h2><ul>{items}</ul></section>' if items else ""


def _difference(one: Difference, texts: Texts) -> str:
    values = " → ".join(
        _place(
            value.citation,
            f"{value.raw} {value.printed_unit}".strip(),
            f"{value.raw}, {texts.page_of.format(label=value.citation.page_label or value.citation.page)}",
        )
        for value in one.values
    )
    why = f"<blockquote>{esc(one.explanation.quote)}</blockquote>" if one.explanation is not None else ""
    return (
        f"<p><strong>{esc(texts.differences[one.kind])}</strong> {esc(one.kpi)} {esc(one.label)}, {esc(one.period)}: {values}"
        f"</p>{why}"
    )


def _refusals(found: Comparison, texts: Texts) -> str:
    items = "".join(
        f"<li><p>{esc(one.kpi)}: {esc(one.one)} ≠ {esc(one.other)}</p><p class='eq-of'>{esc(one.reason)}</p></li>"
        for one in found.refusals
    )
    if not items:
        return ""
    return (
        f'<section class="eq-checks"><h2>{esc(texts.unlike)}</h2><p class="eq-of">{esc(texts.unlike_help)}</p>'
        f"<ul>{items}</ul></section>"
    )


def _conversions(found: Comparison, texts: Texts) -> str:
    said = dict.fromkeys(value.conversion for line in found.lines for value in line.cells if value and value.conversion)
    items = "".join(f"<li>{esc(one)}</li>" for one in said)
    return f'<section class="eq-notes"><h4>* {esc(texts.conversions)}</h4><ul>{items}</ul></section>' if items else ""


def _notes(found: Comparison, texts: Texts) -> str:
    items = "".join(f"<li>{esc(note)}</li>" for note in found.notes)
    return f'<section class="eq-notes"><h4>{esc(texts.notes)}</h4><ul>{items}</ul></section>' if items else ""
