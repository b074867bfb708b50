"""The style sheet: readable in light and dark, and nothing fetched from elsewhere."""

import re
from pathlib import Path

import pytest

import esgqa.web

FOLDER = Path(esgqa.web.__file__).parent
CSS = (FOLDER / "style.css").read_text(encoding="utf-8")
TEXT_ON = [
    ("ink", "ground"),
    ("ink", "card"),
    ("soft", "ground"),
    ("soft", "card"),
    ("accent", "card"),
    ("accent", "accent-soft"),
    ("accent-ink", "accent"),
    ("ok", "ok-ground"),
    ("warn", "warn-ground"),
    ("none", "none-ground"),
    ("many", "many-ground"),
    ("error", "error-ground"),
    ("mark-ink", "mark"),
]


def variables(block: str) -> dict[str, str]:
    body = re.search(re.escape(block) + r" \{(.*?)\}", CSS, re.S)
    assert body
    return dict(re.findall(r"--eq-([\w-]+): (#[0-9a-f]{6});", body.group(1)))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mode", [":root", ".dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_contrast_meets_wcag_aa(mode: str, text: str, ground: str) -> None:
    colours = variables(":root") | variables(mode)
    bright, dark = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("name", [path.name for path in sorted(FOLDER.glob("*.css"))])
def test_no_sheet_fetches_anything(name: str) -> None:
    sheet = (FOLDER / name).read_text(encoding="utf-8")
    assert "@import" not in sheet
    assert "url(" not in sheet
