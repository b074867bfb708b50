"""Pages drawn here to be read back: a sheet, texts and tables for it."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, Paragraph, Table, TableStyle

from esgqa.reading import read_report
from esgqa.types import Grid, Page

WIDTH, HEIGHT = A4
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=12, alignment=4)
WATER = (
    "The group reviews its use of water every quarter and sets a target for each site. Managers of the plants report "
    "their readings to head office, where the figures are compared with those of the year before and with the budget. "
    "Where a site uses more than planned the manager explains the cause and proposes a remedy to the committee. "
)
SUPPLIERS = (
    "Suppliers are asked to sign a code of conduct before the first order is placed. In the year under review we visited "
    "eleven factories, found four breaches of the rules on working hours and ended one contract after warnings. "
    "The board receives a summary twice a year and may ask for further checks by an outside firm. "
)
TRAINING = (
    "Training is offered to every employee regardless of grade. New joiners attend a course of two days in their first "
    "month, and drivers repeat the safety course each spring. Records are kept for seven years by the training office. "
)


class Sheet:
    """One page being drawn."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1)

    def text(self, words: str, x: float, top: float, width: float, height: float = 330) -> None:
        frame = Frame(x, HEIGHT - top - height, width, height, 0, 0, 0, 0)
        frame.addFromList([Paragraph(words, BODY)], self.canvas)

    def table(self, rows: list[list[object]], widths: list[float], top: float, *styles: tuple[object, ...]) -> None:
        made = Table(rows, colWidths=widths, style=TableStyle([("FONTSIZE", (0, 0), (-1, -1), 9), *styles]))
        _, height = made.wrapOn(self.canvas, 500, 600)
        made.drawOn(self.canvas, 50, HEIGHT - top - height)

    def line(self, words: str, x: float, top: float, size: float = 9, font: str = "Helvetica") -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - top, words)

    def read(self) -> Page:
        self.canvas.showPage()
        self.canvas.save()
        return read_report(self.path).pages[0]


def flat(text: str) -> str:
    return " ".join(text.split())


def cells(page: Page, grid: Grid) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): flat(page.text[cell.start : cell.end]) for cell in grid.cells}


HEAD = [("BACKGROUND", (0, 0), (-1, 0), colors.navy), ("TEXTCOLOR", (0, 0), (-1, 0), colors.white)]
LINES = [("LINEBELOW", (0, 1), (-1, -1), 0.5, colors.grey)]
FUEL = [["Fuel (MWh)", "2023", "2022"], ["Diesel", "44", "42"], ["Petrol", "17", "16"], ["Gas", "9", "8"]]
PLACE = [["Place (MWh)", "Hotels", "Offices"], ["Macau", "21", "19"], ["Zhuhai", "33", "31"], ["Seoul", "12", "11"]]
WIDTHS = [240, 120, 120]
