"""Comparing reports, in a table and a chart."""

import re

import pytest

from esgqa.web.english import ENGLISH

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize("tab", ["wide", "narrow"], indirect=True)


@BOTH
def test_kpis_of_two_years_stand_side_by_side_and_lead_to_their_pages(tab, site, texts):
    tab.goto(site.address(texts, view="compare"))
    tab.get_by_text(texts.compare_help).wait_for()
    tab.get_by_label(texts.kpis, exact=True).click()
    tab.get_by_role("option", name=re.compile(r"B6\.2")).click()
    tab.keyboard.press("Escape")
    tab.locator("#eq-compare").click()
    table = tab.locator(".eq-compared")
    table.wait_for()
    assert "kpi=B6.2" in tab.url
    assert {"73", "91"} <= set(re.findall(r"\d+", table.inner_text()))
    table.get_by_text("91", exact=True).click()
    tab.locator("#eq-compare-evidence .eq-box.eq-focus").first.wait_for()
    assert "ESG Report 2019" in tab.locator("#eq-compare-evidence").inner_text()
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_bar_of_the_chart_leads_to_its_page(tab, site):
    tab.goto(site.address(ENGLISH, view="compare", kpi=["B6.2"]))
    bars = tab.locator("#eq-chart .barlayer .point path")
    bars.nth(1).wait_for()
    tab.wait_for_function("document.querySelector('#eq-chart .js-plotly-plot').dataset.heard === '1'")
    tab.wait_for_timeout(600)  # plotly's own first drawing
    bars.nth(1).scroll_into_view_if_needed()
    box = bars.nth(1).bounding_box()
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.locator("#eq-chart .hovertext").wait_for()
    tab.mouse.down()
    tab.mouse.up()
    tab.locator("#eq-compare-evidence .eq-box.eq-focus").first.wait_for()
    assert "ESG Report 20" in tab.locator("#eq-compare-evidence").inner_text()


def test_a_link_reopens_the_comparison(tab, site, texts):
    tab.goto(site.address(texts, view="compare", kpi=["B6.2", "A1.2"], report=["00007-2020"]))
    table = tab.locator(".eq-compared")
    table.wait_for()
    assert "73" in table.inner_text()
    assert "91" not in table.inner_text()
    assert "548.1" in table.inner_text()
