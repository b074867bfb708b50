"""Many questions from a CSV file, and their answers as one: for raters who work in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from esgqa.errors import UnreadableFile
from esgqa.sheets import inert
from esgqa.types import Answer

COLUMNS = (
    "question", "report", "issuer", "year", "status", "answer", "figure", "unit", "period", "kpi", "confidence",
    "cited_report", "page", "quote", "notes",
)  # fmt: skip
_REMEDY = "Save it as CSV (UTF-8) with a column named question."
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """One question with what narrows it; `wrong` says why it cannot be asked."""

    question: str
    report: str = ""
    issuer: str = ""
    year: int | None = None
    wrong: str = ""


def read_questions(path: Path, most: int) -> list[Line]:
    """The lines of a CSV file with a header; empty lines are left out.

    Raises `UnreadableFile` where it is no CSV, has no column `question`, no line, or more than `most`.
    """
    name = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(name, cause="not text in UTF-8", remedy=_REMEDY) from error
    except OSError as error:
        raise UnreadableFile(name, cause=error.strerror or "unreadable", remedy="Send it again.") from error
    if "\0" in text:
        raise UnreadableFile(name, cause="not a text file", remedy=_REMEDY)
    head = text.partition("\n")[0]
    # Excel writes what the country's settings say
    separator = max(",;\t", key=head.count)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnreadableFile(name, cause=f"not a CSV file ({error})", remedy=_REMEDY) from error
    lines = [
        _line({(key or "").strip().lower(): value for key, value in row.items() if isinstance(value, str)})
        for row in rows
    ]
    if not rows or not any("question" in (key or "").strip().lower() for key in rows[0]):
        raise UnreadableFile(name, cause="it has no column named question, or no line below it", remedy=_REMEDY)
    lines = [line for line in lines if line.question or line.wrong]
    if not lines:
        raise UnreadableFile(name, cause="it has no question", remedy=_REMEDY)
    if len(lines) > most:
        raise UnreadableFile(
            name, cause=f"{len(lines)} questions, more than the {most} allowed", remedy="Send fewer at a time."
        )
    return lines


def _line(row: dict[str, str]) -> Line:
    question, year = row.get("question", "").strip()[:_LONGEST], row.get("year", "").strip()
    wrong = (
        ""
        if not year or (year.isascii() and year.isdigit() and len(year) == 4)
        else f"The year is not one: {year[:20]}"
    )
    return Line(
        question,
        row.get("report", "").strip(),
        row.get("issuer", "").strip(),
        int(year) if year and not wrong else None,
        wrong if question else "",
    )


def write_answers(path: Path, lines: Sequence[Line], answers: Sequence[Answer]) -> None:
    """The answers as CSV, marked as UTF-8 so that a spreadsheet reads Chinese; a line a figure, at least one a question."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for line, answer in zip(lines, answers, strict=True):
            writer.writerows([inert(cell) for cell in row] for row in _rows(line, answer))


def _rows(line: Line, answer: Answer) -> list[tuple[str, ...]]:
    asked = (
        line.question,
        line.report,
        line.issuer,
        str(line.year or ""),
        answer.status,
        answer.answer or answer.reason,
    )
    notes, sure = " ".join(answer.notes), f"{answer.confidence:.2f}"
    cited = {citation.n: citation for citation in answer.citations}
    rows: list[tuple[str, ...]] = []
    for figure in answer.figures:
        source = cited[figure.citation]
        where = (source.report, source.page_label or str(source.page), " ".join(source.quote.split()))
        rows.append((*asked, figure.raw, figure.unit, figure.period, figure.kpi, sure, *where, notes))
    if not rows:
        quotes = " … ".join(" ".join(one.quote.split()) for one in answer.citations)
        pages = ", ".join(dict.fromkeys(one.page_label or str(one.page) for one in answer.citations))
        reports = ", ".join(dict.fromkeys(one.report for one in answer.citations))
        rows.append((*asked, "", "", "", ", ".join(answer.kpis), sure, reports, pages, quotes, notes))
    return rows
