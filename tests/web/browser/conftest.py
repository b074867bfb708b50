"""The app in a real browser: Debian's Chromium driven by Playwright, at two widths and in two languages."""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from web_servers import METADATA, empty_library, served, write_pdf

from esgqa.library import Library
from esgqa.web.chinese import CHINESE
from esgqa.web.english import ENGLISH
from esgqa.web.texts import Texts

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

SHOTS = Path(os.environ.get("ESGQA_SHOTS", "build/screenshots"))
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
SIZES = {"wide": (1920, 1080), "narrow": (360, 740)}
COVER = ["Lantern Hill Limited", "ESG Report {year}"]
CUSTOMERS = [
    "Customer service",
    "During {year} the company handled {complaints} customer complaints",
    "in its shops, and all of them were closed within the year.",
    "The company never sells the data of its customers.",
]
CLIMATE = [
    "Emissions",
    "Total greenhouse gas emissions in {year} were {carbon} tonnes of",
    "carbon dioxide equivalent, of which electricity made up most.",
    "The shops used {power} kWh of electricity in {year}.",
]
PEOPLE = ["Employees", "At the end of {year} the company had {staff} employees.", "Women were 54% of them."]
YEARS = {
    2019: {"complaints": "91", "carbon": "612.5", "power": "410,200", "staff": "1,180"},
    2020: {"complaints": "73", "carbon": "548.1", "power": "398,700", "staff": "1,250"},
}


def lantern(folder: Path, year: int) -> Path:
    """A report of four pages, with its metadata."""
    values = {"year": year, **YEARS[year]}
    pages = ([line.format(**values) for line in lines] for lines in (COVER, CUSTOMERS, CLIMATE, PEOPLE))
    path = write_pdf(folder / f"lantern-{year}.pdf", *pages)
    metadata = METADATA.format(id=f"00007-{year}").replace("2020", str(year))
    path.with_suffix(".toml").write_text(metadata, encoding="utf-8")
    return path


@dataclass(frozen=True)
class Site:
    """A server over the reports of two years."""

    url: str
    library: Library

    def address(self, texts: Texts, **query: object) -> str:
        """The page in a language, at a place."""
        pairs = [
            (name, one) for name, value in query.items() for one in (value if isinstance(value, list) else [value])
        ]
        return f"{self.url}/{'' if texts is ENGLISH else 'zh/'}{'?' + urlencode(pairs) if pairs else ''}"


@pytest.fixture(scope="session")
def site(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Started over a fresh index."""
    own = empty_library(library, tmp_path_factory.mktemp("site"), read_only=False)
    for year in YEARS:
        lantern(own.settings.corpus[0], year)
    assert [result.action for result in own.add([own.settings.corpus[0]])] == ["added"] * len(YEARS)
    with served(own) as url:
        yield Site(url, own)


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """One browser for the tests of a file: Playwright keeps an event loop in the thread, which tests elsewhere start."""
    path = os.environ.get("ESGQA_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium, site: Site, request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    """A fresh session, 1920 pixels wide or as `size` says; fails the test at a script error or a request elsewhere."""
    size = getattr(request, "param", "wide")
    width, height = SIZES[size]
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    context.set_default_timeout(30_000)
    faults: list[str] = []
    own = urlsplit(site.url).hostname

    def watch(page) -> None:  # type: ignore[no-untyped-def]
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda sent: faults.append(f"request: {sent.url}") if _elsewhere(sent.url, own) else None)

    context.on("page", watch)
    page = context.new_page()
    yield page
    name = re.sub(r"[^\w-]+", "_", request.node.name).strip("_")
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")
    context.close()
    assert not faults


def _elsewhere(url: str, own: str | None) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob") and parts.hostname != own


@pytest.fixture(params=["en", "zh"])
def texts(request: pytest.FixtureRequest) -> Texts:
    """The interface in each of its languages."""
    return {"en": ENGLISH, "zh": CHINESE}[request.param]
