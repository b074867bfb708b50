"""The yardstick of reading tells a page read well from the same page with its rows torn and its columns mixed."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

pytest.importorskip("pdfplumber")
from benchmarks.reading import Scores, as_json, line_scores, merge, printed_pages, row_scores, scores_of, word_scores

LEFT = ["Drivers repeat the safety course each spring and", "records are kept for seven years by the office"]
RIGHT = ["Suppliers sign a code of conduct before the first", "order and are visited once in every three years"]
ROWS = [("Diesel", "1,412", "1,498"), ("Water used", "22,871", "24,006")]
WELL = "\n".join([*LEFT, "", *RIGHT, "", *("  ".join(row) for row in ROWS)])
BADLY = "\n".join([f"{LEFT[0]} {RIGHT[0]}", f"{LEFT[1]} {RIGHT[1]}", "Diesel", "1,412", "Water used  22,871", "24,006"])


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheet.pdf"
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 9)
    for x, lines in ((50, LEFT), (310, RIGHT)):
        for index, line in enumerate(lines):
            canvas.drawString(x, 700 - 12 * index, line)
    for index, row in enumerate(ROWS):
        for x, cell in zip((50, 300, 400), row, strict=True):
            canvas.drawString(x, 600 - 14 * index, cell)
    canvas.save()
    return path


def scored(path: Path, text: str) -> Scores:
    (page,) = printed_pages(path)
    found: Scores = {}
    for measure in (word_scores, line_scores, row_scores):
        merge(found, measure(page, text, 1))
    return found


def test_a_page_read_well_scores_full_marks(sheet: Path) -> None:
    found = scored(sheet, WELL)
    assert {name: tally.share for name, tally in found.items()} == dict.fromkeys(found, 1.0)
    assert found["rows"].all == 2 and found["flow"].all == 2


def test_torn_rows_mixed_columns_and_lost_words_are_counted_and_named(sheet: Path) -> None:
    found = scored(sheet, BADLY)
    assert found["rows"].faults == ["p.1: Diesel | 1,412 | 1,498", "p.1: Water used | 22,871 | 24,006"]
    assert found["flow"].share == 0.0
    assert found["recall"].faults == ["p.1: 1 498"]
    assert found["recall"].all - found["recall"].good == 2


def test_a_written_truth_is_held_against_the_pages(sheet: Path) -> None:
    truth = {
        "tables": [{"pages": [1], "rows": [["Diesel", "1,412", None], ["Diesel", "9,999"]]}],
        "order": {"1": [" ".join(LEFT), " ".join(RIGHT)]},
        "labels": {"1": "i"},
    }
    found = as_json(scores_of(sheet, truth))
    shares = {name: tally["share"] for name, tally in found.items() if "true" in name or "paragraphs" in name}
    assert shares == {"true labels": 0.0, "true rows": 0.5, "paragraphs whole": 1.0, "paragraphs in order": 1.0}
