"""The repair on the control text: no word of clean text changes, and most of what damage breaks comes back."""

from __future__ import annotations

import pytest

from esgqa.reading import clean_text
from eval.repair import DAMAGES, control_pages, measure

PAGES = control_pages()


def test_clean_text_keeps_every_word() -> None:
    assert sum(len(page.split("\n")) for page in PAGES) > 280
    for page in PAGES:
        assert clean_text(page).text.split() == page.split()


@pytest.mark.parametrize(
    ("damage", "restored", "kept"),
    [
        ("none", 1.0, 1.0),
        ("every gap, words two blanks apart", 0.97, 1.0),
        ("15% of gaps", 0.925, 0.993),
        ("40% of gaps", 0.92, 0.989),
        ("behind narrow letters", 0.95, 0.995),
        ("around ligatures", 0.97, 0.997),
        ("behind capitals", 0.70, 0.997),
        ("two blanks between words", 1.0, 1.0),
        ("ligature signs", 1.0, 1.0),
        ("footnote marks, 15% of gaps", 0.925, 0.993),
        ("words cut at line ends", 1.0, 1.0),
    ],
)
def test_broken_words_come_back_and_whole_ones_stay(damage: str, restored: float, kept: float) -> None:
    """Floors a little under what `python eval/repair.py` prints; where none is broken, nothing is to be restored."""
    found, _ = measure(PAGES, DAMAGES[damage])
    assert found.restored >= restored * found.broken
    assert found.kept >= kept * found.whole
    assert found.broken + found.whole > 4000
