"""What stands around the chat: header, examples, the page of an empty library, footer."""

from __future__ import annotations

from collections.abc import Sequence

from esgqa.web.catalog import Catalog
from esgqa.web.markup import esc
from esgqa.web.texts import Texts

_REPORTS_SHOWN = 4


def header_html(catalog: Catalog, texts: Texts) -> str:
    """Name, purpose, and the reports that can be asked."""
    ids = list(catalog.reports)
    named = "".join(f"<li>{esc(catalog.label(report))}</li>" for report in ids[:_REPORTS_SHOWN])
    if len(ids) > _REPORTS_SHOWN:
        named += f"<li>{esc(texts.more_reports.format(count=len(ids) - _REPORTS_SHOWN))}</li>"
    count = f'<p class="eq-count">{esc(texts.scope_all(len(ids)))}</p><ul>{named}</ul>' if ids else ""
    return (
        f'<header class="eq-header"><div><h1>{esc(texts.title)}</h1><p>{esc(texts.tagline)}</p></div>'
        f'<div class="eq-indexed">{count}</div></header>'
    )


def examples_html(examples: Sequence[str], texts: Texts) -> str:
    """Questions to try, each a button that carries its number from 1."""
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


def footer_html(texts: Texts) -> str:
    """The last line of the page."""
    return f'<footer class="eq-footer"><p>{esc(texts.footer)}</p><p><a href="gradio_api/openapi.json" target="_blank">{esc(texts.api)}</a></p></footer>'
