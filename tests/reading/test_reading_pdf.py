"""PDFs, written here: labels, rows, raised marks, locked and broken files."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from pypdf.constants import PageLabelStyle
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from esgqa.errors import UnreadableFile
from esgqa.reading import read_report
from esgqa.settings import Settings


def pdf(path: Path, pages: list[list[str]], **options: object) -> Path:
    canvas = Canvas(str(path), invariant=1, **options)
    for lines in pages:
        for row, line in enumerate(lines):
            canvas.drawString(72, 760 - 18 * row, line)
        canvas.showPage()
    canvas.save()
    return path


def numbered(count: int, offset: int) -> list[list[str]]:
    return [
        [
            "Harbour Tide ESG Report",
            *([str(n - offset)] if n > offset else []),
            f"Text of page {'abcdefghijkl'[n]} is here.",
        ]
        for n in range(1, count + 1)
    ]


def test_text_labels_and_headers(tmp_path: Path) -> None:
    report = read_report(pdf(tmp_path / "r.pdf", numbered(8, 2)))
    assert [page.label for page in report.pages] == ["i", "ii", "1", "2", "3", "4", "5", "6"]
    assert report.pages[4].text == "Text of page f is here."
    assert not report.warnings


def test_the_files_own_labels_come_first(tmp_path: Path) -> None:
    path = pdf(tmp_path / "r.pdf", numbered(5, 2))
    writer = pypdf.PdfWriter(clone_from=str(path))
    writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(2, 4, style=PageLabelStyle.DECIMAL, start=21)
    writer.write(str(path))
    assert [page.label for page in read_report(path).pages] == ["i", "ii", "21", "22", "23"]


def test_labels_that_only_count_positions_tell_nothing(tmp_path: Path) -> None:
    path = pdf(tmp_path / "r.pdf", numbered(6, 2))
    writer = pypdf.PdfWriter(clone_from=str(path))
    writer.set_page_label(0, 5, style=PageLabelStyle.DECIMAL)
    writer.write(str(path))
    assert [page.label for page in read_report(path).pages][-1] == "4"


def test_without_any_number_a_page_is_known_by_its_position(tmp_path: Path) -> None:
    assert [page.label for page in read_report(pdf(tmp_path / "r.pdf", [["One."], ["Two."]])).pages] == ["1", "2"]


def test_a_row_stays_one_line_though_a_raised_mark_stands_in_it(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "r.pdf"))
    canvas.setFont("Helvetica", 11)
    for row, (label, mark, values) in enumerate(
        [("Mobile combustion", "3", ("67.5", "69.7")), ("Water", "4", ("12", "13"))]
    ):
        y = 700 - 16 * row
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, y, label)
        end = 72 + canvas.stringWidth(label, "Helvetica", 11)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(end, y + 4.5, mark)
        canvas.setFont("Helvetica", 11)
        for column, value in enumerate(values):
            canvas.drawString(300 + 80 * column, y, value)
    canvas.showPage()
    canvas.save()
    assert read_report(tmp_path / "r.pdf").pages[0].text == "Mobile combustion3  67.5  69.7\nWater4  12  13"


def test_a_blank_page_is_no_loss(tmp_path: Path) -> None:
    report = read_report(pdf(tmp_path / "r.pdf", [["Words are here."], []]))
    assert report.pages[1].text == "" and report.pages[1].source == "text" and not report.warnings


def refused(path: Path, **settings: int) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_report(path, Settings(**settings))  # type: ignore[arg-type]
    assert path.name in str(caught.value) and len(str(caught.value).splitlines()) == 2
    return str(caught.value)


def test_a_scan_is_refused_with_its_remedy(tmp_path: Path) -> None:
    assert "text recognition" in refused(pdf(tmp_path / "r.pdf", [[], []]))


def test_locked_files(tmp_path: Path) -> None:
    locked = pdf(tmp_path / "locked.pdf", [["Secret."]], encrypt=StandardEncryption("user", "owner"))
    assert "password" in refused(locked)
    opened = pdf(tmp_path / "open.pdf", [["Not secret."]], encrypt=StandardEncryption("", "owner"))
    assert read_report(opened).pages[0].text == "Not secret."


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_files_cut_short(tmp_path: Path, share: float) -> None:
    data = pdf(tmp_path / "r.pdf", [["Words " * 10] * 30] * 9, pageCompression=0).read_bytes()
    (tmp_path / "cut.pdf").write_bytes(data[: int(len(data) * share)])
    assert "cut short" in refused(tmp_path / "cut.pdf")


def test_too_many_pages(tmp_path: Path) -> None:
    assert "max_pages" in refused(pdf(tmp_path / "r.pdf", [["a"]] * 4), max_pages=3)


def test_properties_left_over_from_another_report_name_no_issuer(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setAuthor("user")
    canvas.setTitle("Another Company 2016")
    for row, line in enumerate(
        ["Harbour Tide Holdings Limited", "(Stock Code: 2012)", "2019 Environmental, Social and Governance Report"]
    ):
        canvas.drawString(72, 700 - 20 * row, line)
    canvas.save()
    (tmp_path / "r.pdf").write_bytes(buffer.getvalue())
    report = read_report(tmp_path / "r.pdf")
    assert (report.issuer, report.stock_code) == ("Harbour Tide Holdings Limited", "02012")
    assert report.title == "2019 Environmental, Social and Governance Report"


def test_text_in_a_font_that_nobody_has_is_told(tmp_path: Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("MSung-Light"))
    path = tmp_path / "chinese.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("MSung-Light", 12)
    canvas.drawString(100, 700, "環境、社會及管治報告")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 650, "Report of the year")
    canvas.save()
    report = read_report(path)
    told = [warning for warning in report.warnings if "MSung-Light" in warning and "page 1" in warning]
    # with a Chinese font on the machine the text is read; without one its loss is told
    assert ("管治" in report.pages[0].text) != bool(told)
