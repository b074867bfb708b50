"""The invented reports are what their script writes, and their truth is true of them."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from esgqa.kpi.edition import load_edition

FOLDER = Path(__file__).parents[2] / "eval" / "reports"
TRUTHS = sorted((FOLDER / "truth").glob("*.json"))
# what a reader sees as the same: spaces, hyphens at line ends (pdfium writes them as U+FFFE or U+0002)
_LOOSE = re.compile(r"[\s\-\u00ad\ufffe\u0002]+")


_CHINESE = re.compile(r"[\u3400-\u9fff]")


def squeezed(text: str) -> str:
    """Text by which what is drawn and what is meant can be compared."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text))


class Made:
    """A report beside its truth."""

    def __init__(self, path: Path) -> None:
        self.truth: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self.file = FOLDER / self.truth["report"]["file"]
        self.pdf = pypdfium2.PdfDocument(self.file)
        self.pages = [page.get_textpage() for page in self.pdf]
        self.text = [squeezed(page.get_text_bounded()) for page in self.pages]

    def stands(self, text: str, position: int, box: Sequence[float] | None = None) -> bool:
        """Whether a text stands on a page, or in a box of it (points from the top left as shown).

        The files bring no font for their Chinese: on a machine without one pdfium tells none of it.
        """
        if _CHINESE.search(text) and not any(_CHINESE.search(page) for page in self.text):
            return True
        found = self.text[position - 1] if box is None else squeezed(self.within(position, box))
        return squeezed(text) in found

    def within(self, position: int, box: Sequence[float]) -> str:
        """The text in a box."""
        page = self.pdf[position - 1]
        left, top, right, bottom = box[0] - 1, box[1] - 3, box[2] + 3, box[3] + 2
        if page.get_rotation() == 90:
            bounds = (top, left, bottom, right)
        else:
            bounds = (left, page.get_height() - bottom, right, page.get_height() - top)
        return self.pages[position - 1].get_text_bounded(*bounds)

    def cells(self) -> Iterator[tuple[str, int, tuple[float, ...], str]]:
        """Every filled cell: table, position of its page, box, text."""
        for table in self.truth["tables"]:
            edges = table["column_edges"]
            for at, row in enumerate(table["rows"]):
                _, top, end, bottom = table["row_boxes"][at]
                alone = table["row_kinds"][at] == "group"
                for column, cell in enumerate(row):
                    if cell is not None:
                        right = end if alone else edges[column + 1]
                        yield table["id"], table["row_pages"][at], (edges[column], top, right, bottom), cell


@pytest.fixture(scope="module", params=TRUTHS, ids=lambda path: path.stem)
def made(request: pytest.FixtureRequest) -> Made:
    return Made(request.param)


def test_the_script_writes_the_files_that_are_kept(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(FOLDER / "make_reports.py"), "--out", str(tmp_path)], check=True)
    kept = {path.relative_to(FOLDER) for kind in ("*.pdf", "truth/*.json") for path in FOLDER.glob(kind)}
    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert written == kept and len(kept) == 4
    for name in sorted(kept):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), f"{name}: run {FOLDER}/make_reports.py"


def test_a_report_is_small_and_has_about_thirty_pages(made: Made) -> None:
    assert made.file.stat().st_size < 1_000_000
    assert 30 <= len(made.pdf) <= 45
    assert len(made.truth["pages"]) == len(made.truth["page_labels"]) == len(made.pdf)


def test_labels_are_roman_in_front_then_count_every_page_and_openers_bear_none(made: Made) -> None:
    labels = made.truth["page_labels"]
    assert labels[0] == "" and labels[1:4] == ["i", "ii", "iii"]
    shift = {position - int(label) for position, label in enumerate(labels, 1) if label.isdigit()}
    assert len(shift) == 1
    assert labels.count("") >= 6


def test_running_header_and_footer_stand_on_every_numbered_page(made: Made) -> None:
    for page in made.truth["pages"]:
        if not page["label"]:
            assert "header" not in page
            continue
        assert all(made.stands(text, page["position"]) for text in page["header"] + page["footer"])


def test_every_block_stands_on_its_page(made: Made) -> None:
    missing = [
        (page["position"], block["text"][:60])
        for page in made.truth["pages"]
        for block in page["blocks"]
        if block["text"] and not made.stands(block["text"], page["position"], block.get("box"))
    ]
    assert missing == []


def test_every_cell_and_every_note_stands_on_its_page(made: Made) -> None:
    assert [cell for cell in made.cells() if not made.stands(cell[3], cell[1], cell[2])] == []
    for table in made.truth["tables"]:
        below = [
            block["text"] for block in made.truth["pages"][table["pages"][-1] - 1]["blocks"] if block["kind"] == "note"
        ]
        assert {f"{note['mark']} {note['text']}" for note in table["notes"]} <= set(below)
        assert all(len(row) == len(table["columns"]) for row in table["rows"])
        assert all(sum(cell["span"] for cell in line) == len(table["columns"]) for line in table["header"])


def test_parts_add_up_but_for_the_one_slip(made: Made) -> None:
    broken = {
        (table["id"], claim["total_row"], claim["column"], claim["sum_of_parts"])
        for table in made.truth["tables"]
        for claim in table["sums"]
        if Decimal(claim["printed"]) != Decimal(claim["sum_of_parts"])
    }
    assert sum(len(table["sums"]) for table in made.truth["tables"]) >= 20
    assert len(broken) == 1
    slips = {(slip["table"], slip["row"], slip["column"], slip["right"]) for slip in made.truth["slips"]}
    assert broken <= slips


def test_every_figure_of_a_kpi_stands_on_its_page_and_has_its_value(made: Made) -> None:
    figures = [figure for kpi in made.truth["kpis"].values() for figure in kpi["figures"]]
    assert len(figures) > 150
    for figure in figures:
        said = [block["text"] for block in made.truth["pages"][figure["position"] - 1]["blocks"]]
        said += [cell for _, position, _, cell in made.cells() if position == figure["position"]]
        assert any(figure["raw"] in text for text in said), figure
        digits = re.sub(r"HK\$|million|[,%\s]", "", figure["raw"])
        if digits.replace(".", "").isdigit():
            assert Decimal(digits) == Decimal(figure["value"]), figure
        assert figure["period"] and figure["measure"], figure
        if figure["table"]:
            table = next(table for table in made.truth["tables"] if table["id"] == figure["table"])
            assert table["rows"][figure["row"]][figure["column"]] == figure["raw"]
            assert table["row_pages"][figure["row"]] == figure["position"]
    assert [f for f in figures if f["table"] and not f["unit"]] == []


def test_every_item_of_the_edition_has_a_status(made: Made) -> None:
    codes = {item.code for item in load_edition("2020").items if item.kind in ("kpi", "general_disclosure")}
    if made.truth["report"]["part_d_adopted_early"]:
        codes |= {item.code for item in load_edition("2025").items if item.kind == "climate_paragraph"}
    kpis = made.truth["kpis"]
    assert codes - kpis.keys() == set()
    silent = {"marked_not_disclosed", "not_found"}
    assert all(bool(kpi["positions"]) != (kpi["status"] in silent) for kpi in kpis.values())
    assert all(kpi["reason"] for kpi in kpis.values() if kpi["status"] in ("partly", "explained", "not_applicable"))


def test_the_two_reports_show_every_status() -> None:
    found = {kpi["status"] for path in TRUTHS for kpi in json.loads(path.read_text("utf-8"))["kpis"].values()}
    assert found == {
        "disclosed",
        "partly",
        "explained",
        "zero",
        "not_applicable",
        "marked_not_disclosed",
        "not_found",
    }


def test_footnotes_know_what_they_qualify(made: Made) -> None:
    assert len(made.truth["footnotes"]) >= 6
    for note in made.truth["footnotes"]:
        blocks = made.truth["pages"][note["position"] - 1]["blocks"]
        assert any(block["kind"] == "note" and note["text"] in block["text"] for block in blocks)
    marked = {(table["id"], mark["mark"]) for table in made.truth["tables"] for mark in table["marks"]}
    assert all(
        any(n["text"] for n in t["notes"] if n["mark"] == m)
        for t in made.truth["tables"]
        for i, m in marked
        if i == t["id"]
    )


def test_the_content_index_has_one_wrong_page(made: Made) -> None:
    index = made.truth["content_index"]
    labels = set(made.truth["page_labels"])
    assert len([entry for entry in index if entry["wrong"]]) == 1
    assert {page for entry in index for page in entry["pages"]} <= labels
    assert {"N/A", "–"} <= {entry["mark"] for entry in index}
    assert any("–" in entry["cell"] for entry in index if entry["pages"])
    for entry in index:
        if not entry["wrong"] and entry["code"] in made.truth["kpis"] and entry["pages"]:
            assert set(entry["pages"]) & set(made.truth["kpis"][entry["code"]]["pages"]), entry
    assert len({entry["position"] for entry in index}) == 2


def test_one_page_is_turned_and_shown_wide(made: Made) -> None:
    turned = [page for page in made.pdf if page.get_rotation() == 90]
    assert len(turned) == 1
    assert turned[0].get_width() > turned[0].get_height()
    left, bottom, right, top = turned[0].get_mediabox()
    assert right - left < top - bottom


def test_a_table_runs_over_two_pages_with_its_header_repeated(made: Made) -> None:
    table = next(table for table in made.truth["tables"] if table["id"] == "data")
    assert len(table["pages"]) == 2
    for position in table["pages"]:
        assert made.stands("Year ended 31 December", position)


def test_the_second_report_restates_the_first() -> None:
    first, second = (json.loads(path.read_text("utf-8")) for path in TRUTHS)

    def total(truth: dict[str, Any], period: str) -> str:
        return next(
            f["raw"]
            for f in truth["kpis"]["A1.2"]["figures"]
            if f["table"] == "ghg" and f["row"] == 9 and f["period"] == period
        )

    assert total(first, "2023") != total(second, "2023")
    assert any("Restated" in note["text"] and total(first, "2023") in note["text"] for note in second["footnotes"])


def test_ligatures_hyphens_and_two_scripts_are_in_the_pages(made: Made) -> None:
    fonts = made.file.read_bytes()
    assert b"MSung-Light" in fonts and b"BitstreamVeraSans" in fonts
    raw = [page.get_text_range() for page in made.pages]
    assert any("供應商" in text for text in raw)
    assert any("\ufffe" in text for text in raw), "no word is parted at a line's end"
    written = "".join(page.extract_text() for page in pypdf.PdfReader(made.file).pages)
    assert "\ufb01" in written and "\ufb02" in written


def test_the_second_file_keeps_its_lines_across_columns_and_tears_its_titles() -> None:
    first, second = (Made(path) for path in TRUTHS)

    def scattered(made: Made) -> int:
        return sum(
            not made.stands(block["text"], page["position"])
            for page in made.truth["pages"]
            for block in page["blocks"]
            if block["kind"] == "paragraph"
        )

    assert scattered(first) == 0 and scattered(second) > 20
    torn = next(page["position"] for page in second.truth["pages"] if page["key"] == "open_people")
    assert "P e o p l e" in second.pages[torn - 1].get_text_range()
