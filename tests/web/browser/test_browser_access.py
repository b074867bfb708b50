"""No serious finding of axe-core in any view, at both widths, light and dark."""

import pytest

from esgqa.web.english import ENGLISH

pytestmark = pytest.mark.browser
axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")

READY = {
    "ask": ".eq-sheet img",
    "datasheet": ".eq-row",
    "compare": "#eq-chart .js-plotly-plot .main-svg",
    "library": ".eq-report",
}
# nothing is being fetched, and nothing is half faded in: what is faded has less contrast
STILL = """!document.querySelector('[data-testid=status-tracker]:not(.hide), .pending')
  && document.getAnimations().every(one => one.playState !== 'running')"""
QUERY = {
    "ask": {"q": "How many complaints were there in 2020?"},
    "datasheet": {"report": "00007-2020"},
    "compare": {"kpi": ["B6.2", "B1.1"]},
    "library": {},
}


@pytest.mark.parametrize("tab", ["wide", "narrow"], indirect=True)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", sorted(READY))
def test_axe_finds_nothing_serious(tab, site, view, theme):
    tab.goto(site.address(ENGLISH, view=view, **QUERY[view], __theme=theme))
    tab.locator(READY[view]).first.wait_for()
    tab.wait_for_function(STILL)
    found = axe_playwright.Axe().run(tab).response["violations"]
    serious = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    assert not serious, [(fault["id"], [node["html"][:200] for node in fault["nodes"]][:3]) for fault in serious]
