"""The datasheet as text: JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from esgqa.datasheet import DatasheetRow
from esgqa.types import Report

COLUMNS = (
    "code", "name", "obligation", "status", "figures", "answer", "pages", "file_pages", "index", "index_remark",
    "agrees", "confidence", "quote", "notes",
)  # fmt: skip


def flat(row: DatasheetRow) -> tuple[str, ...]:
    """One row as the texts of `COLUMNS`."""
    return (
        row.code,
        row.name,
        row.obligation,
        row.status,
        "; ".join(" ".join(part for part in (f.raw, f.unit, f.period) if part) for f in row.figures),
        row.answer,
        ", ".join(dict.fromkeys(c.page_label for c in row.citations)),
        ", ".join(dict.fromkeys(str(c.page) for c in row.citations)),
        row.index_mark or ", ".join(row.index_pages),
        row.index_remark,
        "" if row.agrees is None else "yes" if row.agrees else "no",
        f"{row.confidence:.2f}",
        " … ".join(" ".join(c.quote.split()) for c in row.citations),
        " ".join(row.notes),
    )


def as_json(rows: Sequence[DatasheetRow], report: Report, provenance: Mapping[str, str]) -> str:
    """The rows with the report they are of and what the index was made with."""
    head = {
        "report": report.id,
        "issuer": report.issuer,
        "period": report.period_label,
        "edition": report.edition,
        "sha256": report.sha256,
        "provenance": dict(provenance),
    }
    return json.dumps({**head, "kpis": [asdict(row) for row in rows]}, ensure_ascii=False, indent=1)


def as_csv(rows: Sequence[DatasheetRow]) -> str:
    """Comma-separated, with a header; a cell that a spreadsheet would run as a formula is quoted with an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows([inert(cell) for cell in flat(row)] for row in rows)
    return stream.getvalue()


def inert(cell: str) -> str:
    """The text, quoted with an apostrophe where a spreadsheet would run it as a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "@", "\t", "\r") else cell
