"""A page of a report as HTML: as printed with the quote's boxes drawn over it, and its text whole with the quote marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote as quoted

from esgqa.types import Citation, Page
from esgqa.web.boxes import boxes_of
from esgqa.web.markup import esc
from esgqa.web.place import Place
from esgqa.web.texts import Texts

_WIDTH = 1000  # pixels of the picture; columns are narrower, screens have two pixels to a point


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page is shown with."""

    report: str
    """Its report's id."""
    title: str
    count: int
    """Pages of the report."""
    citations: Sequence[Citation] = ()
    """What is marked on it."""
    focus: int = 0
    """The number of the citation to bring into view; 0: the first one."""
    moved: bool = False
    """The reader asked for the page, so that a narrow screen should jump to it."""
    picture: bool = False
    """The page can be drawn."""
    root: str = ""
    """What leads from the address of the app to that of the server: empty, or `../`."""


def page_html(page: Page, shown: Shown, texts: Texts) -> str:
    """The page with its two numbers, what can be done with it, its picture where there is one, and its text."""
    marked = _marked(page.text, shown.citations, shown.focus)
    notice = texts.page_quoted if "<mark" in marked else texts.page_elsewhere
    source = texts.page_ocr if page.source == "ocr" else ""
    empty = page.source == "unreadable" or not page.text.strip()
    if empty:
        notice, source = texts.page_empty, ""
    text = "" if empty else f'<div class="eq-page-text" tabindex="0">{marked}</div>'
    picture = _picture(page, shown, texts) if shown.picture and min(page.size) > 0 else ""
    both = f"{_toggle(texts)}" if picture and text else ""
    label = texts.page_label.format(label=page.label or page.position)
    return (
        f'<article class="eq-page" data-moved="{int(shown.moved)}" data-mode="{"page" if picture else "text"}" '
        f'data-key="{esc(shown.report)}/{page.position}/{shown.focus}" aria-label="{esc(shown.title)}, {esc(label)}">'
        f'<header><p class="eq-page-title">{esc(shown.title)}</p>'
        f'<div class="eq-page-bar"><p class="eq-page-where"><strong>{esc(label)}</strong>'
        f" · {esc(texts.page_position.format(position=page.position, count=shown.count))}</p>"
        f"{_steps(page.position, shown.count, texts)}</div>"
        f'<p class="eq-page-notice">{esc(notice)} {esc(source)}</p>'
        f'<div class="eq-page-tools">{both}{_tools(page, shown, texts)}</div></header>{picture}{text}'
        f'<p class="eq-back"><button type="button" class="eq-link" data-back="1">{esc(texts.back)}</button></p></article>'
    )


def placeholder_html(text: str) -> str:
    """What stands in place of a page while there is none to show."""
    return f'<div class="eq-placeholder"><p>{esc(text)}</p></div>'


def _steps(position: int, count: int, texts: Texts) -> str:
    def button(step: int, sign: str, words: str, *, on: bool) -> str:
        off = "" if on else " disabled"
        return (
            f'<button type="button" class="eq-step" data-step="{step}" aria-label="{esc(words)}" title="{esc(words)}"'
            f"{off}>{sign}</button>"
        )

    back = button(-1, "‹", texts.previous, on=position > 1)
    return f'<div class="eq-steps">{back}{button(1, "›", texts.following, on=position < count)}</div>'


def _toggle(texts: Texts) -> str:
    return (
        f'<div class="eq-toggle" role="group"><button type="button" data-show="page" aria-pressed="true">'
        f'{esc(texts.as_page)}</button><button type="button" data-show="text" aria-pressed="false">{esc(texts.as_text)}'
        f"</button></div>"
    )


def _tools(page: Page, shown: Shown, texts: Texts) -> str:
    """Copying what is in focus, and the page by itself."""
    focus = _in_focus(shown)
    place = Place(reports=(shown.report,), page=page.position)
    copy = ""
    if focus is not None:
        place = Place(reports=(shown.report,), page=page.position, start=focus.start, end=focus.end)
        where = f"{shown.title}, {texts.page_of.format(label=page.label or page.position)}"
        words = f"“{' '.join(focus.quote.split())}” ({where})"
        copy = (
            f'<button type="button" class="eq-tool" data-copy="{esc(words)}" data-done="{esc(texts.copied)}">'
            f"{esc(texts.copy)}</button>"
        )
    return (
        f'{copy}<a class="eq-tool" href="{esc(place.search())}" target="_blank" rel="noopener">{esc(texts.new_tab)}</a>'
    )


def _in_focus(shown: Shown) -> Citation | None:
    named = [citation for citation in shown.citations if citation.n == shown.focus]
    return next(iter([*named, *shown.citations]), None)


def _picture(page: Page, shown: Shown, texts: Texts) -> str:
    """The page as printed, the boxes of what is cited over it in percent of its size."""
    width, height = page.size
    focus = _in_focus(shown)
    boxes = "".join(
        f'<div class="eq-box{" eq-focus" if citation is focus else ""}" style="left:{100 * box.x0 / width:.3f}%;'
        f"top:{100 * box.y0 / height:.3f}%;width:{100 * (box.x1 - box.x0) / width:.3f}%;"
        f'height:{100 * (box.y1 - box.y0) / height:.3f}%"></div>'
        for citation in shown.citations
        for box in boxes_of(page, citation.start, citation.end)
    )
    source = f"{shown.root}api/reports/{quoted(shown.report, safe='')}/pages/{page.position}/image?width={_WIDTH}"
    words = texts.page_picture.format(label=page.label or page.position)
    return (
        f'<div class="eq-page-picture" tabindex="0"><div class="eq-sheet" style="aspect-ratio:{width:g}/{height:g}">'
        f'<img src="{esc(source)}" alt="{esc(words)}" decoding="async">{boxes}</div></div>'
    )


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
