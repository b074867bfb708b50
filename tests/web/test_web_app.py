"""The app as it runs: asked through its own page events and through its endpoints, over HTTP."""

import json
import re
import socket
from html import unescape
from pathlib import Path
from typing import Any

import gradio as gr
import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from esgqa.errors import UsageError
from esgqa.library import Library
from esgqa.settings import Settings
from esgqa.web.catalog import Catalog
from esgqa.web.english import ENGLISH
from esgqa.web.launch import free_port, start

REPORT = "00241-2018"
COMPLAINTS = "what was the complaint count?"


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


def turn(cards: str) -> int:
    found = re.search(r'data-turn="(\d+)"', cards)
    assert found
    return int(found.group(1))


def test_a_question_gives_the_figure_its_page_and_the_marked_quote(browser: Any) -> None:
    cards, page = browser.ask(COMPLAINTS)
    assert '<span class="eq-value">4,917</span>' in cards
    assert "KPI B6.2" in words(cards)
    assert "Searched: Alibaba Health" in words(cards)
    marked = re.search(r"<mark[^>]*>(.*?)</mark>", page, re.S)
    assert marked
    assert "4,917" in marked.group(1)


def test_the_scope_can_be_one_report(browser: Any) -> None:
    cards, _ = browser.ask(COMPLAINTS, REPORT)
    assert "4,917" in cards


def test_a_report_that_is_not_offered_is_refused(browser: Any) -> None:
    with pytest.raises(AssertionError, match="process_completed"):
        browser.ask(COMPLAINTS, "99999-1999")


def test_a_click_on_a_citation_shows_its_page_and_pages_can_be_turned(browser: Any) -> None:
    cards, _ = browser.ask(COMPLAINTS)
    page = browser.fire("eq-conversation", "click", [None, None], {"turn": turn(cards), "n": 1})[1]
    here = int(re.search(r"(\d+) of 42", page).group(1))  # type: ignore[union-attr]
    assert 'data-moved="1"' in page
    on = browser.fire("eq-ask-evidence", "click", [None], {"step": 1})[0]
    assert f"{here + 1} of 42" in on
    assert "<mark" not in on
    again = browser.fire("eq-ask-evidence", "click", [None], {"step": -1})[0]
    assert f"{here} of 42" in again
    assert "<mark" in again


@pytest.mark.parametrize("sent", [None, {}, {"turn": 7, "n": 1}, {"turn": 1, "n": 99}, {"turn": "x", "n": [1]}, "x"])
def test_a_click_that_names_nothing_changes_nothing(browser: Any, sent: Any) -> None:
    browser.ask(COMPLAINTS)
    assert "eq-page" not in json.dumps(browser.fire("eq-conversation", "click", [None, None], sent))


def test_an_example_can_be_asked_by_its_button(browser: Any) -> None:
    cards, _ = browser.try_example(1)
    assert cards.count("<article") == 1


def test_sessions_share_nothing(web: tuple[gr.Blocks, str], browser: Any) -> None:
    browser.ask(COMPLAINTS)
    other, _ = type(browser)(*web).ask("How much electricity was used?")
    assert "complaint count" not in other
    mine, _ = browser.ask("How many employees?")
    assert "complaint count" in mine
    assert mine.count("<article") == 2


@pytest.mark.parametrize("question", ["", "   ", "x" * 50_000])
def test_a_question_that_cannot_be_asked_gets_a_sentence(browser: Any, question: str) -> None:
    cards, _ = browser.ask(question)
    assert ENGLISH.statuses["error"] in words(cards)
    assert "Traceback" not in cards
    assert len(cards) < 3000


def test_examples_come_from_what_is_indexed_and_one_is_chinese(library: Library) -> None:
    examples = Catalog(library).examples(ENGLISH)
    assert 3 <= len(examples) <= 5
    assert sum(bool(re.search(r"[一-鿿]", example)) for example in examples) == 1
    assert {library.ask(example).status for example in examples} == {"answered"}


def test_the_page_asks_nothing_of_other_hosts(web: tuple[gr.Blocks, str]) -> None:
    _, url = web
    found = httpx.get(url)
    assert "default-src 'self'" in found.headers["content-security-policy"]
    theme = httpx.get(f"{url.rstrip('/')}/theme.css").text
    assert "@import" not in theme
    assert all(address.startswith("data:") for address in re.findall(r"url\([\"']?([^)]*)", theme))
    loaded = re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(https?:)?//', found.text)
    assert loaded == []


def test_only_the_endpoints_for_programs_are_public(web: tuple[gr.Blocks, str]) -> None:
    client = Client(web[1], verbose=False)
    assert set(client.view_api(return_format="dict")["named_endpoints"]) == {"/ask", "/search", "/page"}


def test_the_link_for_programs_leads_to_a_description_of_the_endpoints(web: tuple[gr.Blocks, str]) -> None:
    for page, link in (("", "api/openapi.json"), ("zh/", "../api/openapi.json")):
        assert f'href=\\"{link}\\"' in httpx.get(f"{web[1]}{page}").text
        described = httpx.get(f"{web[1]}{page}{link}").json()["paths"]
        assert "/api/ask" in described


def test_the_ask_endpoint_gives_the_published_shape(web: tuple[gr.Blocks, str]) -> None:
    client = Client(web[1], verbose=False)
    answer = client.predict(COMPLAINTS, REPORT, api_name="/ask")
    assert answer["status"] == "answered"
    assert answer["figures"][0]["value"] == "4917"
    citation = answer["citations"][0]
    page = client.predict(citation["report"], citation["page"], api_name="/page")
    assert "4,917" in page["text"][citation["start"] : citation["end"]]
    assert page["page_label"] == citation["page_label"]


def test_the_ask_endpoint_says_what_is_wrong_with_a_question(web: tuple[gr.Blocks, str]) -> None:
    answer = Client(web[1], verbose=False).predict("x" * 50_000, api_name="/ask")
    assert answer["status"] == "error"
    assert "50,000 characters" in answer["reason"]
    assert len(answer["question"]) <= 200


def test_the_search_endpoint_finds_passages(web: tuple[gr.Blocks, str]) -> None:
    hits = Client(web[1], verbose=False).predict("customer complaints", REPORT, 3, api_name="/search")
    assert len(hits) == 3
    assert any("complaints" in hit["text"] for hit in hits)


@pytest.mark.parametrize(("report", "page"), [("nothing", 1), (REPORT, 0), (REPORT, 4711)])
def test_the_page_endpoint_names_what_is_not_there(web: tuple[gr.Blocks, str], report: str, page: int) -> None:
    with pytest.raises(AppError, match=f"{report}"):
        Client(web[1], verbose=False).predict(report, page, api_name="/page")


def test_a_hostile_report_and_question_stay_text(hostile: Any) -> None:
    cards, page = hostile.ask("how many customer complaints <script>alert(1)</script> ${alert(1)}?")
    assert "<script>alert(1)</script>" in unescape(cards)
    for html in (cards, page):
        assert "<script" not in html
        assert "<img" not in html
    assert "123" in words(cards)
    assert "onerror=alert(1)" in words(page)
    front = httpx.get(hostile.url).text
    assert "<script>alert(1)" not in front


def test_an_empty_library_says_how_to_add_reports(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    app, url = start(Library.open(settings.index, settings, create=True))
    try:
        front = httpx.get(url).text
        assert ENGLISH.empty_title in front
        assert "esgqa ingest PATH" in front
        answer = Client(url, verbose=False).predict("anything?", api_name="/ask")
        assert answer["status"] == "error"
        assert "esgqa ingest" in answer["reason"]
    finally:
        app.close(verbose=False)


def test_a_taken_port_is_named_with_its_remedy() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"port {port}[\s\S]*--port"):
            free_port("127.0.0.1", port)


def test_an_address_of_another_machine_is_named() -> None:
    with pytest.raises(UsageError, match=re.escape("192.0.2.1")):
        free_port("192.0.2.1", 0)
