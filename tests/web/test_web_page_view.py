"""A page with its quoted words marked: the text whole, the marks exact."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from esgqa.types import Citation, Page
from esgqa.web.english import ENGLISH
from esgqa.web.page_view import Shown, page_html


def cited(n: int, start: int, end: int) -> Citation:
    return Citation(n, "r", 1, "1", "r:1:1", "", start, end)


def view(text: str, *citations: Citation, focus: int = 0) -> str:
    return page_html(Page(3, "iii", text), Shown("r", "Example, Report", 9, citations, focus), ENGLISH)


def body(html: str) -> str:
    found = re.search(r'<div class="eq-page-text" tabindex="0">(.*?)</div>', html, re.S)
    return found.group(1) if found else ""


def test_a_page_names_its_report_and_both_of_its_numbers() -> None:
    html = view("some text")
    assert "Example, Report" in html
    assert "Page iii" in html
    assert "3 of 9 in the file" in html


def test_the_cited_span_is_marked_and_nothing_else() -> None:
    html = view("one two three", cited(1, 4, 7))
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", html) == ["two"]


def test_the_citation_asked_for_is_the_one_in_focus() -> None:
    html = view("one two three", cited(1, 0, 3), cited(2, 4, 7), focus=2)
    assert re.findall(r'<mark class="eq-focus"[^>]*>(.*?)</mark>', html) == ["two"]
    assert re.findall(r'<mark class="eq-also"[^>]*>(.*?)</mark>', html) == ["one"]


def test_of_overlapping_spans_the_one_in_focus_stays_whole() -> None:
    html = view("one two three", cited(1, 0, 7), cited(2, 4, 13), focus=2)
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", html) == ["two three"]


def test_a_page_without_text_says_so() -> None:
    assert ENGLISH.page_empty in view("  \n")


def test_markup_in_a_page_is_shown_as_text() -> None:
    html = view('<script>alert(1)</script><img src=x onerror="alert(1)"> ${alert(1)}', cited(1, 0, 8))
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html.replace("</mark>", "")


@given(st.text(min_size=1, max_size=80), st.lists(st.tuples(st.integers(-3, 90), st.integers(-3, 90)), max_size=4))
def test_marks_never_change_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    html = view(text, *(cited(n, start, end) for n, (start, end) in enumerate(spans, 1)), focus=1)
    if text.strip():
        assert unescape(re.sub(r"</?mark[^>]*>", "", body(html))) == unescape(body(view(text)))
        assert body(view(text)).count("<") == 0
