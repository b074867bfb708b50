"""Asking, as an investor does."""

import re

import pytest

from esgqa.web.english import ENGLISH
from esgqa.web.feedback import Feedback

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize("tab", ["wide", "narrow"], indirect=True)
# the steps are seen for as long as the answer takes, which may be less than a test looks
WATCH = """() => new MutationObserver(() => {
  const steps = document.querySelector(".eq-working .eq-doing");
  if (steps) window.worked = steps.innerText;
}).observe(document.body, { childList: true, subtree: true })"""
QUESTION = "How many complaints were there in 2020?"


def ask(tab, words):
    tab.fill("#eq-box textarea", words)
    tab.press("#eq-box textarea", "Enter")


def first(tab):
    """The newest card, once it has an answer."""
    card = tab.locator(".eq-card").first
    card.locator(".eq-foot, .eq-answer").first.wait_for()
    return card


@BOTH
def test_a_question_gives_its_figure_and_the_page_with_the_quote_boxed(tab, site, texts):
    tab.goto(site.address(texts))
    tab.wait_for_selector(".eq-header")
    tab.evaluate(WATCH)
    ask(tab, QUESTION)
    card = first(tab)
    assert tab.evaluate("window.worked").strip().startswith(texts.working_steps[0])
    assert tab.evaluate("document.documentElement.lang") == texts.language
    assert card.locator(".eq-value").inner_text() == "73"
    assert texts.statuses["answered"] in card.inner_text()
    assert "B6.2" in card.locator(".eq-chip").inner_text()
    box = tab.locator(".eq-box.eq-focus").first
    box.wait_for()
    picture = tab.locator(".eq-sheet img")
    picture.evaluate("image => image.decode()")
    assert picture.evaluate("image => image.naturalWidth") > 500
    sheet, marked = tab.locator(".eq-sheet").bounding_box(), box.bounding_box()
    # the second line of the page, 80 of 595 points from its top
    assert 0.09 < (marked["y"] - sheet["y"]) / sheet["height"] < 0.16
    assert marked["width"] < sheet["width"]
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    tab.locator(".eq-card .eq-cite").first.click()
    tab.wait_for_function("document.querySelector('.eq-page').dataset.moved === '1'")


def test_pages_turn_and_show_their_text(tab, site, texts):
    tab.goto(site.address(texts, q=QUESTION))
    first(tab)
    page = tab.locator("#eq-ask-evidence .eq-page")
    here = texts.page_position.format(position=2, count=4)
    page.get_by_text(here).wait_for()
    page.get_by_role("button", name=texts.following).click()
    page.get_by_text(texts.page_position.format(position=3, count=4)).wait_for()
    assert page.get_by_text(texts.page_elsewhere).count() == 1
    page.get_by_role("button", name=texts.previous).click()
    page.get_by_text(here).wait_for()
    page.get_by_role("button", name=texts.as_text).click()
    assert "73 customer complaints" in page.locator("mark.eq-focus").inner_text()
    assert not page.locator(".eq-page-picture").is_visible()
    # how pages are shown stays as chosen
    page.get_by_role("button", name=texts.following).click()
    page.get_by_text(texts.page_position.format(position=3, count=4)).wait_for()
    page.locator(".eq-page-text").wait_for()


def test_a_quote_is_copied_with_its_reference_and_its_page_opens_by_itself(tab, site):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(site.address(ENGLISH, q=QUESTION))
    first(tab)
    tab.get_by_role("button", name=ENGLISH.copy).click()
    tab.get_by_role("button", name=ENGLISH.copied).wait_for()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert "73 customer complaints" in copied
    assert "Lantern Hill Limited, ESG Report 2020, p.\u00a02" in copied
    with tab.context.expect_page() as opened:
        tab.get_by_role("link", name=ENGLISH.new_tab).click()
    alone = opened.value
    alone.locator(".eq-box.eq-focus").first.wait_for()
    assert alone.locator(".eq-card").count() == 0


def test_a_follow_up_is_read_with_the_question_before_it(tab, site, texts):
    tab.goto(site.address(texts))
    ask(tab, QUESTION)
    first(tab)
    ask(tab, "and in 2019?")
    tab.locator(".eq-card").nth(1).wait_for()
    card = first(tab)
    assert card.locator(".eq-value").inner_text() == "91"
    assert "complaints" in card.locator(".eq-read-as").inner_text()


def test_the_scope_can_be_chosen_and_what_is_not_there_is_said(tab, site, texts):
    tab.goto(site.address(texts))
    tab.get_by_label(texts.year, exact=True).click()
    tab.get_by_role("option", name="2019").click()
    ask(tab, "How many complaints were there?")
    assert first(tab).locator(".eq-value").inner_text() == "91"
    assert "year=2019" in tab.url
    ask(tab, "How much packaging material was used?")
    tab.locator(".eq-not_disclosed").wait_for()
    said = tab.locator(".eq-not_disclosed").inner_text()
    assert texts.statuses["not_disclosed"] in said
    assert texts.considered["not_disclosed"] in said
    assert tab.locator(".eq-not_disclosed .eq-value").count() == 0


def test_an_ambiguous_question_offers_the_reports_it_may_mean(tab, site):
    tab.goto(site.address(ENGLISH, q="How many complaints were there?"))
    card = first(tab)
    if card.locator(".eq-choice").count():
        card.get_by_role("link", name=re.compile("2019")).click()
        tab.locator(".eq-card").nth(1).wait_for()
        assert first(tab).locator(".eq-value").inner_text() == "91"
    else:
        assert {"73", "91"} <= set(re.findall(r"\d+", card.inner_text()))


def test_a_link_reopens_the_question_and_back_leads_to_the_one_before(tab, site, texts):
    tab.goto(site.address(texts))
    ask(tab, QUESTION)
    first(tab)
    ask(tab, "How many employees were there at the end of 2020?")
    tab.get_by_text(texts.page_position.format(position=4, count=4)).wait_for()
    link = tab.locator(".eq-card").first.get_by_role("link", name=texts.link).get_attribute("href")
    tab.go_back()
    tab.get_by_text(texts.page_position.format(position=2, count=4)).wait_for()
    assert "complaints" in tab.url
    assert tab.locator(".eq-card").count() == 2
    again = tab.context.new_page()
    again.goto(f"{site.address(texts)}{link}")
    assert first(again).locator(".eq-value").inner_text() == "1,250"


def test_the_other_language_keeps_the_question(tab, site):
    tab.goto(site.address(ENGLISH, q=QUESTION))
    first(tab)
    tab.get_by_role("link", name=ENGLISH.other_language).click()
    tab.wait_for_url(re.compile("/zh/"))
    assert first(tab).locator(".eq-value").inner_text() == "73"
    tab.get_by_role("link", name="English").click()
    tab.wait_for_url(re.compile(r":\d+/\?"))
    assert first(tab).locator(".eq-value").inner_text() == "73"


@BOTH
def test_an_example_can_be_tried(tab, site, texts):
    tab.goto(site.address(texts))
    tab.locator(".eq-example").first.click()
    assert texts.statuses["answered"] in first(tab).inner_text()


def test_what_a_reader_says_of_an_answer_is_kept(tab, site):
    feedback = Feedback(site.library.directory / "feedback.sqlite")
    before = len(list(feedback.rows()))
    tab.goto(site.address(ENGLISH, q=QUESTION))
    first(tab).get_by_role("button", name=ENGLISH.verdicts["wrong_page"]).click()
    tab.get_by_text(ENGLISH.thanks).wait_for()
    row = list(feedback.rows())[before]
    assert (row["verdict"], row["question"]) == ("wrong_page", QUESTION)
    assert row["answer"]["figures"][0]["value"] == "73"
    assert row["answer"]["trace"]


def test_the_keyboard_reaches_everything_and_escape_leaves_the_box(tab, site):
    tab.goto(site.address(ENGLISH, q=QUESTION))
    first(tab)
    tab.focus("#eq-box textarea")
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.tagName") != "TEXTAREA"
    tab.focus("#eq-box textarea")
    reached = set()
    for _ in range(40):
        tab.keyboard.press("Tab")
        reached.add(tab.evaluate("document.activeElement.className.split(' ')[0]"))
    assert {"eq-ref", "eq-cite", "eq-verdict", "eq-step", "eq-tool", "eq-page-picture"} <= reached


def test_a_question_of_markup_stays_text(tab, site):
    tab.goto(site.address(ENGLISH, q="<img src=x onerror=alert(1)> **bold** [a](javascript:alert(1)) complaints 2020?"))
    card = first(tab)
    assert "<img src=x onerror=alert(1)>" in card.inner_text()
    assert card.locator("img, script, a[href^=javascript]").count() == 0


def test_a_question_asked_while_the_page_still_opens_is_answered(tab, site):
    held = []
    # two are held back, and what follows them is let through
    tab.route("**/queue/join**", lambda route: held.append(route) if len(held) < 2 else route.continue_())
    tab.goto(site.address(ENGLISH))
    ask(tab, QUESTION)
    tab.locator(".eq-working").wait_for()
    for _ in range(100):
        if len(held) == 2:
            break
        tab.wait_for_timeout(50)
    opening, asking = held
    # the address is dealt with after the question was begun and before it is answered
    with tab.expect_response("**/run/predict**"):
        opening.continue_()
    asking.continue_()
    assert first(tab).locator(".eq-value").inner_text() == "73"
