"""What stands around the views: header, welcome, footer, and the address."""

from __future__ import annotations

import time
from collections.abc import Sequence

from esgqa.web.catalog import Catalog
from esgqa.web.markup import esc
from esgqa.web.place import Place
from esgqa.web.texts import Texts

_REPORTS_SHOWN = 3


def header_html(catalog: Catalog, texts: Texts, other: str) -> str:
    """Name, purpose, the reports that can be asked, and the way to the other language, which is at `other`."""
    ids = list(catalog.reports)
    named = "".join(f"<li>{esc(catalog.label(report))}</li>" for report in ids[:_REPORTS_SHOWN])
    if len(ids) > _REPORTS_SHOWN:
        named += f"<li>{esc(texts.more_reports.format(count=len(ids) - _REPORTS_SHOWN))}</li>"
    count = f'<p class="eq-count">{esc(texts.scope_all(len(ids)))}</p><ul>{named}</ul>' if ids else ""
    language = f'<a class="eq-language" data-language href="{esc(other)}">{esc(texts.other_language)}</a>'
    return (
        f'<header class="eq-header"><div><h1>{esc(texts.title)}</h1><p>{esc(texts.tagline)}</p></div>'
        f'<div class="eq-indexed">{count}</div>{language}</header>'
    )


def welcome_html(catalog: Catalog, texts: Texts, examples: Sequence[str] = ()) -> str:
    """Questions to try, each a button that carries its number from 1; what to do where nothing is indexed."""
    if not catalog.reports:
        return empty_html(texts)
    if not examples:
        return ""
    buttons = "".join(
        f'<li><button type="button" class="eq-example" data-n="{n}">{esc(question)}</button></li>'
        for n, question in enumerate(examples, 1)
    )
    return f'<nav aria-label="{esc(texts.examples)}"><h2>{esc(texts.examples)}</h2><ul>{buttons}</ul></nav>'


def empty_html(texts: Texts) -> str:
    """What to do where nothing is indexed."""
    return (
        f'<div class="eq-placeholder eq-empty"><h2>{esc(texts.empty_title)}</h2><p>{esc(texts.empty_remedy)}</p>'
        "<pre><code>esgqa ingest PATH\nesgqa serve</code></pre></div>"
    )


def footer_html(texts: Texts, root: str) -> str:
    """The last line of the page."""
    return (
        f'<footer class="eq-footer"><p>{esc(texts.footer)}</p>'
        f'<p><a href="{esc(root)}api/openapi.json" target="_blank" rel="noopener">{esc(texts.api)}</a></p></footer>'
    )


def address_html(place: Place) -> str:
    """The address that the browser is to show; the time makes each one new, since only what is new is heard of."""
    return f'<span data-search="{esc(place.search())}" data-at="{time.monotonic_ns()}"></span>'
