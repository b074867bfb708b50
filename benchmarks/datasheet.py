"""The datasheet and the tables of the invented reports, held against the truth that was written with them.

    esgqa ingest eval/reports --index DIR
    python benchmarks/datasheet.py --index DIR [--misses]

For each report: the share of KPI rows with the right status; of those that the report gives, the share with evidence on
a right page; recall and precision of figures (value and period together) over all KPIs; and the share of table rows
whose cells are all read as printed, each in a cell of its own.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from esgqa.library import Library
from esgqa.types import Document

TRUTH = Path(__file__).parent.parent / "eval" / "reports" / "truth"
STATUS = {
    "disclosed": "disclosed",
    "partly": "partly disclosed",
    "zero": "explicit zero",
    "explained": "explained",
    "not_applicable": "not applicable",
    "marked_not_disclosed": "marked not disclosed",
    "not_found": "not found",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    arguments = parser.parse_args()
    library = Library.open(arguments.index)
    by_file = {report.file: report for report in library.reports()}
    for path in sorted(TRUTH.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        report = by_file.get(truth["report"]["file"])
        if report is None:
            print(f"{truth['report']['file']}: not indexed")
            continue
        count, misses = of_kpis(library, report.id, truth)
        rows, broken = of_tables(library.document(report.id), truth)
        print(report.file)
        print(f"  status right        {share(count['status'], count['rows'])}")
        print(f"  evidence on a page  {share(count['page'], count['given'])}")
        print(f"  figures recalled    {share(count['hit'], count['true'])}")
        print(f"  figures right       {share(count['hit'], count['found'])}")
        print(f"  table rows whole    {share(rows, rows + len(broken))}")
        for line in (*misses, *broken) if arguments.misses else ():
            print(f"      {line}")


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}  {part} of {whole}" if whole else "-"


def of_kpis(library: Library, report_id: str, truth: dict[str, Any]) -> tuple[Counter[str], list[str]]:
    """Counts over the KPIs of the report's edition, and what differs."""
    sheet = {row.code: row for row in library.kpis(report_id)}
    count: Counter[str] = Counter()
    misses: list[str] = []
    for code, expected in truth["kpis"].items():
        row = sheet.get(code)
        if row is None:
            count["outside the edition"] += 1
            continue
        wanted = STATUS[expected["status"]]
        pages = {quote.page_label for quote in row.citations}
        true = {(figure["value"], figure["period"]) for figure in expected["figures"]}
        found = {(figure.value, figure.period) for figure in row.figures}
        count.update(rows=1, status=row.status == wanted, true=len(true), found=len(found), hit=len(true & found))
        if expected["pages"]:
            count.update(given=1, page=bool(pages & set(expected["pages"])))
        if row.status != wanted:
            misses.append(f"{code}: {row.status}, expected {wanted}")
        if true - found:
            misses.append(f"{code}: lost {sorted(true - found)[:6]}")
        if true and found - true:
            misses.append(f"{code}: beyond the truth {sorted(found - true)[:6]}")
    return count, misses


def of_tables(document: Document, truth: dict[str, Any]) -> tuple[int, list[str]]:
    """How many rows of two cells or more are read cell by cell, and those that are not."""
    read: dict[int, list[list[str]]] = {}
    for page in document.report.pages:
        for grid in page.grids:
            rows: dict[int, list[str]] = {}
            for cell in grid.cells:
                rows.setdefault(cell.row, []).append(bare(page.text[cell.start : cell.end]))
            read.setdefault(page.position, []).extend(rows.values())
    whole, broken = 0, []
    for table in truth["tables"]:
        for cells, where in zip(table["rows"], table["row_pages"], strict=True):
            wanted = [bare(cell) for cell in cells if cell]
            if len(wanted) < 2:
                continue
            positions = where if isinstance(where, list) else [where]
            if any(same(row, wanted) for position in positions for row in read.get(position, ())):
                whole += 1
            else:
                broken.append(f"p. {positions[0]}: {' | '.join(cell for cell in cells if cell)}")
    return whole, broken


def same(row: list[str], wanted: list[str]) -> bool:
    """Equal cell by cell, footnote marks aside."""
    return len(row) == len(wanted) and all(a == b or a[: len(b)] == b for a, b in zip(row, wanted, strict=True))


def bare(text: str) -> str:
    return re.sub(r"[\s*†‡§#]|\(\d\)", "", text).lower()


if __name__ == "__main__":
    main()
