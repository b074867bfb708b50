"""A page of a report as HTML: its text whole, the quoted words marked."""

from __future__ import annotations

from collections.abc import Sequence

from esgqa.types import Citation, Page
from esgqa.web.markup import esc
from esgqa.web.texts import Texts


def page_html(
    page: Page,
    title: str,
    count: int,
    citations: Sequence[Citation],
    texts: Texts,
    *,
    focus: int = 0,
    moved: bool = False,
) -> str:
    """The page of the report called `title`, of `count` pages, with the spans of `citations` marked.

    `focus` is the number of the citation to scroll to (0: the first one). `moved` says that the reader asked for the
    page, so that a narrow screen should jump to it.
    """
    marked = _marked(page.text, citations, focus)
    notice = texts.page_quoted if "<mark" in marked else texts.page_elsewhere
    body = f'<div class="eq-page-text" tabindex="0">{marked}</div>' if page.text.strip() else ""
    source = texts.page_ocr if page.source == "ocr" else ""
    if page.source == "unreadable" or not body:
        notice, source = texts.page_empty, ""
    return (
        f'<article class="eq-page" data-moved="{int(moved)}" data-key="{esc(title)}/{page.position}/{focus}">'
        f'<header><p class="eq-page-title">{esc(title)}</p>'
        f'<p class="eq-page-where"><strong>{esc(texts.page_label.format(label=page.label or page.position))}</strong>'
        f" · {esc(texts.page_position.format(position=page.position, count=count))}</p>"
        f'<p class="eq-page-notice">{esc(notice)} {esc(source)}</p></header>{body}'
        f'<p class="eq-back"><button type="button" class="eq-link" data-back="1">{esc(texts.back)}</button></p></article>'
    )


def placeholder_html(text: str) -> str:
    """What stands in place of a page while there is none to show."""
    return f'<div class="eq-placeholder"><p>{esc(text)}</p></div>'


def _marked(text: str, citations: Sequence[Citation], focus: int) -> str:
    """The text escaped, with each cited span in `<mark>`; where spans overlap the earlier one keeps its words."""
    parts: list[str] = []
    at = 0
    # the one asked for first, so that it is never the one that is cut
    wanted = sorted(citations, key=lambda citation: (citation.n != focus, citation.start))
    taken: list[Citation] = []
    for citation in wanted:
        fits = 0 <= citation.start < citation.end <= len(text)
        if fits and all(citation.end <= other.start or citation.start >= other.end for other in taken):
            taken.append(citation)
    for citation in sorted(taken, key=lambda citation: citation.start):
        parts.append(esc(text[at : citation.start]))
        chosen = citation is taken[0]
        parts.append(
            f'<mark class="{"eq-focus" if chosen else "eq-also"}" data-n="{citation.n}">'
            f"{esc(text[citation.start : citation.end])}</mark>"
        )
        at = citation.end
    parts.append(esc(text[at:]))
    return "".join(parts)
