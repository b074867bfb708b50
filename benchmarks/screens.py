"""The pictures of the README: the main screens as they are, over a built index.

    esgqa ingest corpus eval/reports --index build/demo
    ESGQA_CORPUS=corpus:eval/reports python benchmarks/screens.py --index build/demo [--out docs/images]

Needs Playwright (the extra `dev`) and a Chromium (`ESGQA_CHROMIUM` names another than the one on the path).
"""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from esgqa.library import Library
from esgqa.settings import load_settings
from esgqa.web.launch import start

SIZE = {"width": 1360, "height": 860}
SCREENS = {
    # name: address, what must be there, what is clicked
    "ask": ("?view=ask&year=2024&q=How+many+complaints+were+received%3F", ".eq-box.eq-focus", ""),
    "datasheet": ("?view=datasheet&report=02999-2024", ".eq-row", "button[aria-label*='B6.2']"),
    "compare": ("?view=compare&kpi=A1.2&report=02999-2023&report=02999-2024", ".eq-compared", ".eq-compared button"),
}


def main() -> None:
    """Write one PNG a screen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("docs/images"))
    arguments = parser.parse_args()
    settings = load_settings(index=arguments.index)
    pages, url = start(Library.open(settings.index, settings))
    chromium = os.environ.get("ESGQA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            for name, (address, wanted, clicked) in SCREENS.items():
                tab = browser.new_page(viewport=SIZE, locale="en-GB")  # type: ignore[arg-type]
                tab.goto(f"{url}{address}")
                tab.locator(wanted).first.wait_for()
                if clicked:
                    tab.locator(clicked).first.click()
                    tab.locator(f"#eq-{name}-evidence .eq-page").wait_for()
                    tab.evaluate("window.scrollTo(0, 0)")
                tab.wait_for_timeout(1500)  # pictures and the chart are drawn
                path = arguments.out / f"{name}.png"
                tab.screenshot(path=path)
                with Image.open(path) as drawn:  # 256 colours are enough for a screen, and a third of the size
                    drawn.convert("RGB").quantize(256).save(path, optimize=True)
            browser.close()
    finally:
        pages.close(verbose=False)


if __name__ == "__main__":
    main()
