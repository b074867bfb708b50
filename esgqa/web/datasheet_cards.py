"""The datasheet as HTML: coverage, the table of KPIs, what does not agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from urllib.parse import quote as quoted

from esgqa.checks import Finding
from esgqa.datasheet import DatasheetRow, KpiStatus, SheetFigure
from esgqa.kpi.edition import Edition
from esgqa.web.catalog import named_in
from esgqa.web.markup import esc, shorten
from esgqa.web.texts import Texts

GIVEN: tuple[KpiStatus, ...] = ("disclosed", "partly disclosed", "explained", "explicit zero")
"""Statuses of a row whose issuer has answered it."""
_FIGURES, _ANSWER = 4, 160
_FORMATS = ("xlsx", "csv", "json")


def datasheet_html(
    rows: Sequence[DatasheetRow], edition: Edition, findings: Sequence[Finding], texts: Texts, *, report: str, root: str
) -> str:
    """The whole of it; each row's button carries its number from 0, each finding's its own and its place's."""
    return (
        f'<div data-report="{esc(report)}">{_downloads(report, root, texts)}{_coverage(rows, edition, texts)}'
        f"{_filters(rows, edition, texts)}{_table(rows, edition, texts)}{_checks(rows, findings, texts)}</div>"
    )


def aspect_name(edition: Edition, code: str, texts: Texts) -> tuple[str, str]:
    """The group that a row stands in, as a key and in words: its aspect, or the part of the guide."""
    item = edition.get(code)
    aspect = item.aspect if item is not None else ""
    if edition.get(aspect) is not None:
        return aspect, f"{aspect} {edition.name(aspect, named_in(texts.language))}"
    part = code.partition("-")[0] if "-" in code else code[:1]
    return part, texts.aspects.get(part, part)


def _grouped(rows: Sequence[DatasheetRow], edition: Edition, texts: Texts) -> list[tuple[tuple[str, str], list[int]]]:
    numbered = groupby(range(len(rows)), key=lambda n: aspect_name(edition, rows[n].code, texts))
    return [(aspect, list(numbers)) for aspect, numbers in numbered]


def _downloads(report: str, root: str, texts: Texts) -> str:
    links = "".join(
        f'<li><a class="eq-tool" download href="{esc(root)}api/reports/{esc(quoted(report, safe=""))}/kpis?format={name}">'
        f"{name.upper()}</a></li>"
        for name in _FORMATS
    )
    return f'<div class="eq-downloads"><span>{esc(texts.download)}</span><ul>{links}</ul></div>'


def _coverage(rows: Sequence[DatasheetRow], edition: Edition, texts: Texts) -> str:
    bars = []
    for (_, name), numbers in _grouped(rows, edition, texts):
        given = sum(rows[n].status in GIVEN for n in numbers)
        words = texts.coverage_of.format(aspect=name, given=given, count=len(numbers))
        bars.append(
            f'<li><span class="eq-bar-name">{esc(words)}</span>'
            f'<span class="eq-bar"><span style="width:{100 * given / len(numbers):.0f}%"></span></span></li>'
        )
    counted = Counter(row.status for row in rows)
    chips = "".join(
        f'<li class="eq-chip-status eq-kpi-{_slug(status)}">{esc(words)} <strong>{counted[status]}</strong></li>'
        for status, words in texts.kpi_statuses.items()
        if counted[status]
    )
    return (
        f'<section class="eq-coverage"><h2>{esc(texts.coverage)}</h2><ul class="eq-totals">{chips}</ul>'
        f'<ul class="eq-bars">{"".join(bars)}</ul></section>'
    )


def _filters(rows: Sequence[DatasheetRow], edition: Edition, texts: Texts) -> str:
    """Controls that the page's own script obeys, so that rows come and go at once."""
    present = {row.status for row in rows}
    statuses = "".join(
        f'<option value="{_slug(status)}">{esc(words)}</option>'
        for status, words in texts.kpi_statuses.items()
        if status in present
    )
    aspects = "".join(
        f'<option value="{esc(key)}">{esc(name)}</option>' for (key, name), _ in _grouped(rows, edition, texts)
    )
    shown = esc(texts.rows_shown.format(shown=len(rows), count=len(rows)))
    return (
        f'<div class="eq-filters" role="search"><label>{esc(texts.search_rows)}<input type="search" aria-label="{esc(texts.search_rows)}" data-filter="text"></label>'
        f'<label>{esc(texts.status)}<select aria-label="{esc(texts.status)}" data-filter="status"><option value="">{esc(texts.any_status)}</option>{statuses}'
        f'</select></label><label>{esc(texts.aspect)}<select aria-label="{esc(texts.aspect)}" data-filter="aspect"><option value="">{esc(texts.any_aspect)}'
        f"</option>{aspects}</select></label>"
        f'<p class="eq-shown" role="status" data-words="{esc(texts.rows_shown)}">{shown}</p></div>'
    )


def _table(rows: Sequence[DatasheetRow], edition: Edition, texts: Texts) -> str:
    heads = (texts.kpi, texts.status, texts.found, texts.page, texts.own_index)
    head = "".join(f'<th scope="col">{esc(words)}</th>' for words in heads)
    bodies = "".join(
        f'<tbody data-aspect="{esc(key)}"><tr class="eq-group"><th scope="rowgroup" colspan="{len(heads)}">{esc(name)}'
        f"</th></tr>{''.join(_row(n, rows[n], edition, texts) for n in numbers)}</tbody>"
        for (key, name), numbers in _grouped(rows, edition, texts)
    )
    return (
        f'<div class="eq-table eq-kpis" tabindex="0" role="region" aria-label="{esc(texts.views["datasheet"])}"><table>'
        f"<thead><tr>{head}</tr></thead>{bodies}</table>"
        f'<p class="eq-none" hidden>{esc(texts.no_rows)}</p></div>'
    )


def _row(n: int, row: DatasheetRow, edition: Edition, texts: Texts) -> str:
    name = edition.name(row.code, named_in(texts.language))
    words = f"{row.code} {name} {row.answer} {texts.kpi_statuses[row.status]}".lower()
    pages = ", ".join(dict.fromkeys(cited.page_label or str(cited.page) for cited in row.citations))
    code = f"<strong>{esc(row.code)}</strong> {esc(name)}"
    if row.citations:
        spoken = esc(f"{texts.open_row.format(code=row.code)}: {name}")
        code = f'<button type="button" class="eq-row" data-row="{n}" aria-label="{spoken}">{code}</button>'
    return (
        f'<tr data-status="{_slug(row.status)}" data-words="{esc(words)}"><th scope="row">{code}</th>'
        f'<td><span class="eq-chip-status eq-kpi-{_slug(row.status)}">{esc(texts.kpi_statuses[row.status])}</span></td>'
        f"<td>{_found(row)}</td><td>{esc(pages)}</td><td>{_own(row, texts)}</td></tr>"
    )


def _own(row: DatasheetRow, texts: Texts) -> str:
    own = esc(row.index_mark or ", ".join(row.index_pages))
    if row.agrees is False:
        own += f' <span class="eq-differs" title="{esc(texts.disagrees)}">≠<span class="eq-sr"> {esc(texts.disagrees)}</span></span>'
    return own


def _found(row: DatasheetRow) -> str:
    if not row.figures:
        return esc(shorten(row.answer, _ANSWER))
    latest = row.figures[0].period
    # what is asked for first: the latest year before others, totals before parts
    order = sorted(row.figures, key=lambda one: (one.period != latest, one.role != "result", one.level != "total"))
    shown = [f"<li>{_figure(figure)}</li>" for figure in order]
    more = len(shown) - _FIGURES
    if more <= 1:
        return f'<ul class="eq-found">{"".join(shown)}</ul>'
    rest = f"<details><summary>+ {more}</summary><ul class='eq-found'>{''.join(shown[_FIGURES:])}</ul></details>"
    return f'<ul class="eq-found">{"".join(shown[:_FIGURES])}</ul>{rest}'


def _figure(figure: SheetFigure) -> str:
    unit = "" if figure.unit and figure.raw.endswith(figure.unit) else figure.unit
    label = " · ".join(part for part in (figure.row or figure.measure, figure.period) if part)
    return (
        f'<span class="eq-number">{esc(" ".join(part for part in (figure.raw, unit) if part))}</span> '
        f'<span class="eq-of">{esc(shorten(label, 80))}</span>'
    )


def _checks(rows: Sequence[DatasheetRow], findings: Sequence[Finding], texts: Texts) -> str:
    items = "".join(
        f"<li><p>{esc(found.text)} ({esc(texts.difference.format(difference=found.difference))})</p>{_places(n, found, texts)}"
        "</li>"
        for n, found in enumerate(findings)
    )
    items += "".join(
        f"<li><p><strong>{esc(row.code)}</strong> {esc(texts.disagrees)} "
        f"{esc(texts.own_index)}: {esc(row.index_mark or ', '.join(row.index_pages))}</p>"
        + (
            f'<button type="button" class="eq-tool" data-row="{n}">{esc(texts.open_row.format(code=row.code))}</button>'
            if row.citations
            else ""
        )
        + "</li>"
        for n, row in enumerate(rows)
        if row.agrees is False
    )
    body = f"<ul>{items}</ul>" if items else f"<p>{esc(texts.checks_none)}</p>"
    return f'<section class="eq-checks"><h2>{esc(texts.checks)}</h2>{body}</section>'


def _places(n: int, found: Finding, texts: Texts) -> str:
    return "".join(
        f'<button type="button" class="eq-tool" data-check="{n}" data-place="{at}">{esc(place.raw)}, '
        f"{esc(texts.page_of.format(label=place.page_label or place.page))}</button> "
        for at, place in enumerate(found.places)
    )


def _slug(status: str) -> str:
    return status.replace(" ", "-")
