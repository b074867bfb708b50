"""Write the two invented reports and their truth.

    python eval/reports/make_reports.py [--out DIR]

The same code, reportlab and zlib give the same bytes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import climate_pages
import closing_pages
import environment_pages
import front_pages
import people_pages
import resource_pages
import value_pages
from book import Book
from facts import NAME, NAME_ZH, STOCK_CODE, Facts
from writing import register_fonts

HERE = Path(__file__).parent
SLUG = "kestrel-bay"
YEARS = (2023, 2024)
_ACCENTS = {2023: (0.05, 0.36, 0.37), 2024: (0.13, 0.22, 0.42)}
# pages without a printed number
_SILENT = {"cover", "open_business", "open_environment", "open_climate", "open_people", "open_value", "back"}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi")
_NOT_DISCLOSED = {
    2023: {"B5.4": "marked_not_disclosed", "B7.3": "not_found"},
    2024: {"D41": "marked_not_disclosed"},
}


def order(year: int) -> list[tuple[str, str]]:
    """The pages of a report with their printed labels: roman before the first chapter, silent pages counted."""
    front = ["contents", "about", "chair"] + (["awards"] if year == 2024 else [])
    body = ["open_business", "glance", "governance", "stakeholders", "materiality", "open_environment"]
    body += ["air", "ghg", "waste", "energy", "water", "sites", "targets", "nature"]
    if year == 2024:
        body += ["open_climate", "climate_board", "climate_risks", "climate_metrics"]
    body += ["open_people", "workforce", "turnover", "voices", "safety", "training", "labour"]
    body += ["open_value", "supply", "product", "privacy", "integrity", "community", "bilingual"]
    body += ["data_1", "data_2", "index_1", "index_2", "back"]
    pages = [("cover", "")]
    pages += [(key, _ROMAN[at]) for at, key in enumerate(front)]
    pages += [(key, "" if key in _SILENT else str(at + 1)) for at, key in enumerate(body)]
    return pages


def write_report(year: int, folder: Path) -> None:
    """One PDF and its truth."""
    facts = Facts(year)
    path = folder / f"{SLUG}-{year}-esg-report.pdf"
    title = f"Environmental, Social and Governance Report {year}"
    book = Book(path, year, _ACCENTS[year], NAME, title, order(year), across=year == 2024)
    front_pages.cover(book, facts)
    front_pages.contents(book, facts)
    front_pages.about(book, facts)
    front_pages.chair(book, facts)
    if year == 2024:
        front_pages.awards(book, facts)
    front_pages.opener(
        book, "open_business", "1", "Our business and how it is governed", "Who we are, who decides, and whom we ask."
    )
    front_pages.glance(book, facts)
    front_pages.governance(book, facts)
    front_pages.stakeholders(book, facts)
    front_pages.materiality(book, facts)
    front_pages.opener(
        book,
        "open_environment",
        "2",
        "Caring for the environment",
        "What we burn, what we throw away and what we flush.",
    )
    for draw in (
        environment_pages.air,
        environment_pages.ghg,
        environment_pages.waste,
        resource_pages.energy,
        resource_pages.water,
        resource_pages.sites,
        environment_pages.targets,
        environment_pages.nature,
    ):
        draw(book, facts)
    if year == 2024:
        front_pages.opener(
            book,
            "open_climate",
            "3",
            "Climate-related disclosures",
            "Four questions, asked of every listed company from 2025 on.",
        )
        climate_pages.board(book, facts)
        climate_pages.risks(book, facts)
        climate_pages.metrics(book, facts)
    front_pages.opener(
        book, "open_people", "4" if year == 2024 else "3", "People", "Those who draw, press, pack, sell and mend."
    )
    for draw in (
        people_pages.workforce,
        people_pages.turnover,
        people_pages.voices,
        people_pages.safety,
        people_pages.training,
        people_pages.labour,
    ):
        draw(book, facts)
    front_pages.opener(
        book,
        "open_value",
        "5" if year == 2024 else "4",
        "From supplier to customer",
        "Where things come from, where they go and what happens if they break.",
    )
    for draw in (
        value_pages.supply,
        value_pages.product,
        value_pages.privacy,
        value_pages.integrity,
        value_pages.community,
        value_pages.bilingual,
        closing_pages.data,
        closing_pages.index,
        closing_pages.back,
    ):
        draw(book, facts)
    for code, status in _NOT_DISCLOSED[year].items():
        book.tell(code, status, page=False)
    book.save()
    target = folder / "truth" / f"{SLUG}-{year}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(_truth(book), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _truth(book: Book) -> dict[str, Any]:
    """All that is known of a report, as JSON."""
    return {
        "report": {
            "file": book.path.name,
            "issuer": NAME,
            "issuer_zh": NAME_ZH,
            "stock_code": STOCK_CODE,
            "title": book.title,
            "period_start": f"{book.year}-01-01",
            "period_end": f"{book.year}-12-31",
            "language": "en",
            "edition": "2020",
            "part_d_adopted_early": book.year == 2024,
        },
        "page_labels": [page["label"] for page in book.pages],
        "pages": book.pages,
        "tables": book.tables,
        "charts": book.charts,
        "footnotes": book.footnotes,
        "content_index": book.index,
        "kpis": dict(sorted(book.kpis.items())),
        "slips": [{"table": table["id"], **slip} for table in book.tables for slip in table["slips"]],
        "traps": book.traps,
    }


def main() -> None:
    """Write both reports into a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to (default: beside this script)")
    folder = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    register_fonts()
    for year in YEARS:
        write_report(year, folder)


if __name__ == "__main__":
    main()
