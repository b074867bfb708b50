"""Pages that are pictures: recognised where the extra is installed, named where it is not, never silently empty."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from esgqa.errors import UnreadableFile
from esgqa.reading import Worker, ocr, read_report
from esgqa.settings import Settings

ROWS = (("Staff", "2023", "2022"), ("Male", "1,310", "298.5"), ("Female", "205", "149.1"))


def scanned(path: Path, *, text_page: bool = True) -> Path:
    """A page of text, a page that is a picture of a table, and a blank one."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=A4)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 760, "Employees of Lantern Works Limited by gender")
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            canvas.drawString(72 + 150 * column, 700 - 24 * row, cell)
    canvas.save()
    picture = pypdfium2.PdfDocument(drawn.getvalue())[0].render(scale=2).to_pil()
    canvas = Canvas(str(path), pagesize=A4)
    if text_page:
        canvas.drawString(72, 700, "Lantern Works Limited reports for the year 2023.")
        canvas.showPage()
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.showPage()
    if text_page:
        canvas.showPage()
    canvas.save()
    return path


def test_a_scan_is_read_with_its_table_and_its_places(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    worker = Worker(Settings())
    report = worker.read(scanned(tmp_path / "scan.pdf"))
    worker.close()
    text, scan, blank = report.pages
    assert (text.source, scan.source, blank.source) == ("text", "ocr", "text")
    assert 0.8 < scan.confidence <= 1 and text.confidence == 1
    assert [line.split() for line in scan.text.splitlines() if line][-3:] == [list(row) for row in ROWS]
    (grid,) = scan.grids
    assert (grid.columns, grid.heads) == (3, 1)
    boxes = {scan.text[a:b]: (x0, y0, x1, y1) for a, b, x0, y0, x1, y1 in scan.boxes}
    x0, y0, _, y1 = boxes["149.1"]
    assert x0 == pytest.approx(372, abs=6) and y0 < A4[1] - 652 < y1 + 3
    assert not report.warnings


def test_without_recognition_the_page_is_named(tmp_path: Path) -> None:
    report = read_report(scanned(tmp_path / "scan.pdf"), Settings(ocr="off"))
    assert [page.source for page in report.pages] == ["text", "unreadable", "text"]
    (warning,) = report.warnings
    assert warning.startswith("page 2: no text (a scan?)")


def test_a_file_of_scans_alone_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"no text on any of its 1 pages.*\n.*esgqa\[ocr\]"):
        read_report(scanned(tmp_path / "scan.pdf", text_page=False), Settings(ocr="off"))


def test_only_pictures_without_text_need_it() -> None:
    box = (0.0, 0.0, 10.0, 10.0)
    glyphs = tuple(ocr.Glyph(char, box, 10.0) for char in "Plain text on a photo")
    page = ocr.Ink(600, 800, glyphs, picture_share=1.0)
    assert not ocr.needed(page)
    assert ocr.needed(ocr.Ink(600, 800, glyphs[:3], picture_share=0.9))
    assert not ocr.needed(ocr.Ink(600, 800, glyphs[:3], picture_share=0.05))
    broken = tuple(ocr.Glyph("\ufffd", box, 10.0) for _ in range(40))
    assert ocr.needed(ocr.Ink(600, 800, broken, picture_share=0.0))
