"""What is indexed as HTML: a card a report, with its metadata as read, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from esgqa.kpi.edition import EARLY, editions
from esgqa.library import AddResult
from esgqa.types import Report
from esgqa.web.catalog import Catalog
from esgqa.web.markup import esc
from esgqa.web.place import Place
from esgqa.web.shell import empty_html
from esgqa.web.texts import Texts

FIELDS = ("issuer", "aliases", "stock_code", "title", "period_start", "period_end", "edition")
"""Of a report's metadata, what can be corrected from the page."""


def library_html(catalog: Catalog, texts: Texts, *, changes: bool) -> str:
    """A card for every report, in order; with `changes` each can be corrected and removed, by its number from 0."""
    if not catalog.reports:
        return empty_html(texts)
    cards = "".join(
        _card(n, report, catalog, texts, changes=changes) for n, report in enumerate(catalog.reports.values())
    )
    return f'<ul class="eq-reports">{cards}</ul>'


def outcome_html(results: Sequence[AddResult], texts: Texts) -> str:
    """What became of each file that was sent."""
    items = "".join(
        f'<li class="eq-outcome eq-{esc(one.action)}"><strong>{esc(texts.outcomes[one.action])}</strong> {esc(one.path.name)} '
        f"{esc(one.message or one.report_id)}</li>"
        for one in results
    )
    return f'<ul class="eq-outcomes" role="status">{items}</ul>'


def told_html(words: str, *, wrong: bool = False) -> str:
    """One sentence on what was done, or why it was not."""
    return f'<p class="{"eq-wrong" if wrong else "eq-told"}" role="{"alert" if wrong else "status"}">{esc(words)}</p>'


def _card(n: int, report: Report, catalog: Catalog, texts: Texts, *, changes: bool) -> str:
    sheet = Place("datasheet", reports=(report.id,)).search()
    warnings = ""
    if report.warnings:
        items = "".join(f"<li>{esc(line)}</li>" for line in report.warnings)
        warnings = (
            f"<details class='eq-how'><summary>{esc(texts.warnings.format(count=len(report.warnings)))}</summary>"
            f"<ul>{items}</ul></details>"
        )
    tools = f'<a class="eq-tool" data-place href="{esc(sheet)}">{esc(texts.views["datasheet"])}</a>'
    dialogs = ""
    if changes:
        tools += (
            f'<button type="button" class="eq-tool" data-opens="edit-{n}">{esc(texts.edit)}</button>'
            f'<button type="button" class="eq-tool eq-danger" data-opens="remove-{n}">{esc(texts.remove)}</button>'
        )
        dialogs = _edit(n, report, catalog, texts) + _remove(n, report, catalog, texts)
    return (
        f'<li class="eq-report" data-report="{esc(report.id)}"><h3>{esc(catalog.title(report.id))}</h3>{_metadata(report, catalog, texts)}{warnings}'
        f'<div class="eq-page-tools">{tools}</div>{dialogs}</li>'
    )


def _metadata(report: Report, catalog: Catalog, texts: Texts) -> str:
    values = {
        "id": report.id,
        "issuer": report.issuer,
        "stock_code": report.stock_code,
        "title": report.title,
        "period_end": " – ".join(str(day) for day in (report.period_start, report.period_end) if day),
        "edition": report.edition,
        "language": report.language,
        "pages": str(catalog.page_count(report.id)),
        "file": report.file,
    }
    pairs = "".join(
        f"<div><dt>{esc(texts.columns[name])}</dt><dd>{esc(value or '–')}{_guess(name, report, texts)}</dd></div>"
        for name, value in values.items()
    )
    return f"<dl>{pairs}</dl>"


def _guess(name: str, report: Report, texts: Texts) -> str:
    return f' <span class="eq-guess">{esc(texts.inferred)}</span>' if name in report.inferred else ""


def _edit(n: int, report: Report, catalog: Catalog, texts: Texts) -> str:
    stated = {
        "issuer": report.issuer,
        "aliases": ", ".join(report.aliases),
        "stock_code": report.stock_code,
        "title": report.title,
        "period_start": str(report.period_start or ""),
        "period_end": str(report.period_end or ""),
        "edition": report.edition,
    }
    inputs = "".join(f"<label>{esc(texts.columns_edit[name])}{_input(name, stated[name])}</label>" for name in FIELDS)
    return (
        f'<dialog data-dialog="edit-{n}" aria-label="{esc(texts.edit)}: {esc(catalog.title(report.id))}"><form method="dialog" '
        f'data-edit="{n}"><h4>{esc(texts.edit)}</h4><p class="eq-of">{esc(texts.edit_help)}</p>{inputs}{_ends(texts.edit_save, texts)}'
        "</form></dialog>"
    )


def _input(name: str, value: str) -> str:
    if name == "edition":
        options = "".join(f"<option{' selected' if one == value else ''}>{one}</option>" for one in _editions())
        return f'<select name="{name}">{options}</select>'
    kind = "date" if name.startswith("period_") else "text"
    return f'<input name="{name}" type="{kind}" maxlength="500" value="{esc(value)}">'


def _editions() -> list[str]:
    """Those that can be stated, with nothing first, which is to be guessed."""
    return ["", *sorted((*editions(), f"2020{EARLY}"))]


def _remove(n: int, report: Report, catalog: Catalog, texts: Texts) -> str:
    question = texts.remove_ask.format(report=catalog.label(report.id))
    return (
        f'<dialog data-dialog="remove-{n}" aria-label="{esc(question)}"><form method="dialog" data-remove="{n}">'
        f"<p>{esc(question)}</p>{_ends(texts.remove, texts)}</form></dialog>"
    )


def _ends(words: str, texts: Texts) -> str:
    return (
        f'<div class="eq-page-tools"><button type="submit" value="yes" class="eq-tool eq-yes">{esc(words)}</button>'
        f'<button type="button" class="eq-tool" data-closes="1">{esc(texts.cancel)}</button></div>'
    )
