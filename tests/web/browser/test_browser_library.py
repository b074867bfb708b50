"""The library: seen, added to, corrected, removed from."""

import re

import pytest
from web_servers import empty_library, served, with_settings, write_pdf

from esgqa.web.english import ENGLISH

pytestmark = pytest.mark.browser
LINES = ["Customer service", "In 2020 the company handled 58 customer complaints", "and closed all of them."]
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def shelf(library, tmp_path):
    """A server over a library of its own, nothing in it yet."""
    own = empty_library(library, tmp_path / "shelf", read_only=False)
    with served(own) as url:
        yield own, url


def test_a_report_is_added_asked_corrected_and_removed(tab, shelf, tmp_path):
    own, url = shelf
    tab.goto(f"{url}/?view=library")
    tab.locator("#eq-library").get_by_text(ENGLISH.empty_title).wait_for()
    report = write_pdf(tmp_path / f"{HOSTILE.replace('/', '')}.pdf", ["Lantern Hill Limited", "ESG Report 2020"], LINES)
    scan = tmp_path / "torn.pdf"
    scan.write_bytes(b"%PDF-1.7 torn")
    tab.set_input_files("#eq-files input[type=file]", [report, scan])
    tab.locator("#eq-files tr").nth(1).wait_for()
    tab.locator("#eq-add").click()
    outcomes = tab.locator(".eq-outcome")
    outcomes.nth(1).wait_for(timeout=60_000)
    assert sorted(outcomes.evaluate_all("all => all.map(one => one.classList[1])")) == ["eq-added", "eq-failed"]
    assert "torn.pdf" in tab.locator(".eq-failed").inner_text()
    card = tab.locator(".eq-report")
    card.wait_for()
    assert ENGLISH.inferred in card.inner_text()
    # corrected
    card.get_by_role("button", name=ENGLISH.edit).click()
    dialog = card.locator("dialog[open]")
    dialog.get_by_label(ENGLISH.columns_edit["issuer"]).fill("Lantern Hill (Holdings) Limited")
    dialog.get_by_label(ENGLISH.columns_edit["stock_code"]).fill("00009")
    dialog.get_by_label(ENGLISH.columns_edit["period_start"]).fill("2020-01-01")
    dialog.get_by_label(ENGLISH.columns_edit["period_end"]).fill("2020-12-31")
    dialog.get_by_role("button", name=ENGLISH.edit_save).click()
    tab.get_by_text("Lantern Hill (Holdings) Limited").first.wait_for()
    assert [one.id for one in own.reports()] == ["00009-2020"]
    # asked, with the pickers as the library is now
    tab.get_by_role("tab", name=ENGLISH.views["ask"]).click()
    tab.locator("#eq-issuer input").click()
    tab.get_by_role("option", name="Lantern Hill (Holdings) Limited").click()
    tab.fill("#eq-box textarea", "How many complaints were there?")
    tab.press("#eq-box textarea", "Enter")
    tab.locator(".eq-value").get_by_text("58").wait_for()
    tab.locator(".eq-box").first.wait_for()
    # removed, after thinking twice
    tab.get_by_role("tab", name=ENGLISH.views["library"]).click()
    remove = card.get_by_role("button", name=ENGLISH.remove, exact=True)
    remove.first.click()
    assert card.locator("dialog[open]").count() == 1
    tab.keyboard.press("Escape")
    assert card.locator("dialog[open]").count() == 0
    remove.first.click()
    card.locator("dialog[open]").get_by_role("button", name=ENGLISH.remove, exact=True).click()
    tab.locator("#eq-library").get_by_text(ENGLISH.empty_title).wait_for()
    assert own.reports() == ()


@pytest.mark.parametrize("tab", ["wide", "narrow"], indirect=True)
def test_what_is_indexed_is_shown_with_its_metadata(tab, site, texts):
    tab.goto(site.address(texts, view="library"))
    cards = tab.locator(".eq-report")
    cards.nth(1).wait_for()
    first = cards.first.inner_text()
    for words in ("Lantern Hill Limited", "00007-2019", "2019-01-01 – 2019-12-31", "lantern-2019.pdf"):
        assert words in first
    cards.first.get_by_role("link", name=texts.views["datasheet"]).click()
    tab.wait_for_url(re.compile("view=datasheet&report=00007-2019"))
    tab.locator(".eq-row").first.wait_for()


def test_a_read_only_server_offers_no_change(tab, site):
    with served(with_settings(site.library, read_only=True)) as url:
        other = tab.context.browser.new_page()
        other.goto(f"{url}/?view=library")
        other.locator(".eq-report").first.wait_for()
        assert other.get_by_text(ENGLISH.read_only).is_visible()
        assert other.locator("#eq-add, #eq-files, [data-opens]").count() == 0
        other.close()
