"""How the command line shows values to a person: answers, hits, tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from esgqa.types import Answer, Hit, Report

if TYPE_CHECKING:
    from esgqa.checks import Finding
    from esgqa.datasheet import DatasheetRow
    from esgqa.library import Library

_STYLES = {
    "answered": "bold green",
    "not_disclosed": "bold yellow",
    "not_found": "bold yellow",
    "ambiguous": "bold cyan",
}


def print_answer(answer: Answer, library: Library, console: Console) -> None:
    """The answer, its citations with quotes, its notes and its scope. Text is never read as markup."""
    style = _STYLES.get(answer.status, "bold red")
    console.print(Text(answer.answer or answer.reason, style=style))
    names = {report.id: report for report in library.reports()}
    for citation in answer.citations:
        report = names[citation.report]
        where = f"[{citation.n}] {report.issuer}, {report.title or report.id}, p. {citation.page_label}"
        console.print(Text(where, style="dim"))
        console.print(Text(f"    “{citation.quote}”"))
    for note in answer.notes:
        console.print(Text(f"note: {note}", style="yellow"))
    if answer.status == "answered":
        kpis = f" · KPI {', '.join(answer.kpis)}" if answer.kpis else ""
        console.print(
            Text(f"{', '.join(answer.scope.reports)}{kpis} · confidence {answer.confidence:.2f}", style="dim")
        )


def print_trace(answer: Answer, console: Console) -> None:
    """How the question was read, and the candidates with why each was kept or refused."""
    trace = answer.trace
    if trace is None:
        console.print(Text("Nothing was weighed: scope or code alone decided.", style="dim"))
        return
    codes = ", ".join(f"{code} {weight:.2f}" for code, weight in trace.kpis) or "none"
    years = ", ".join(map(str, trace.years)) or "none named"
    console.print(
        Text(f"read as    {trace.intent} {trace.dimension or 'any'} · counts {trace.counted or '—'} · {trace.language}")
    )
    console.print(Text(f"searched   {trace.query}"))
    console.print(Text(f"KPI        {codes}\nyears      {years}\nreports    {', '.join(trace.reports)}"))
    table = Table("kind", "chance", "verdict", "page", "figure", "period", "text", box=None, header_style="bold")
    for one in trace.candidates:
        figure = f"{one.value} {one.unit}".strip()
        cells = (one.kind, f"{one.probability:.2f}", one.verdict, one.page_label, figure, one.period, one.text[:90])
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)


def print_hits(hits: Sequence[Hit], console: Console) -> None:
    """Passages with their page and where they came from."""
    for n, hit in enumerate(hits, 1):
        passage = hit.passage
        ranks = " ".join(
            f"{name} {rank}"
            for name, rank in (
                ("lexical", hit.lexical_rank),
                ("dense", hit.dense_rank),
                ("late", hit.late_rank),
                ("kpi", hit.kpi_rank),
            )
            if rank is not None
        )
        rerank = f" rerank {hit.rerank_score:.2f}" if hit.rerank_score is not None else ""
        codes = " ".join(tag.code for tag in passage.kpis)
        head = f"{n}. {passage.report} p. {passage.label} · {' › '.join(passage.section)} · {passage.kind} · {codes}"
        console.print(Text(head, style="bold"))
        console.print(Text(f"   score {hit.score:.4f} · {ranks}{rerank}", style="dim"))
        console.print(Text("   " + " ".join(passage.text.split())))


_STYLES = {"disclosed": "green", "partly disclosed": "yellow", "explicit zero": "cyan", "not found": "red"}


def kpi_table(rows: Sequence[DatasheetRow]) -> Table:
    """The datasheet in short: code, name, status, what was found, pages, the issuer's own index."""
    table = Table("code", "KPI", "status", "figures or text", "page", "index", box=None)
    for row in rows:
        found = row.answer
        table.add_row(
            Text(row.code),
            Text(row.name),
            Text(row.status, style=_STYLES.get(row.status, "")),
            Text(found if len(found) <= 90 else found[:88] + " …"),
            Text(", ".join(dict.fromkeys(c.page_label for c in row.citations))),
            Text(row.index_mark or ", ".join(row.index_pages)),
        )
    return table


def print_checks(found: Mapping[str, Sequence[Finding]], console: Console) -> None:
    """The findings of each report, a line each; that there is none is said too."""
    for report, findings in found.items():
        console.print(Text(report, style="bold"))
        for finding in findings:
            console.print(Text(f"  {finding.kind}: {finding.text} Difference {finding.difference}."))
        if not findings:
            console.print(Text("  nothing that does not agree", style="dim"))


def reports_table(reports: Sequence[Report]) -> Table:
    """What is indexed; a field that was guessed from the text ends in `?`."""
    table = Table("id", "issuer", "code", "period", "edition", "language", "pages", "file", box=None)
    for report in reports:
        guessed = set(report.inferred)

        def mark(name: str, value: object, guessed: set[str] = guessed) -> Text:
            return Text(f"{value}?" if name in guessed and value else str(value or "–"))

        period = f"{report.period_start or '…'} to {report.period_end or '…'}"
        table.add_row(
            Text(report.id),
            mark("issuer", report.issuer),
            mark("stock_code", report.stock_code),
            mark("period_end", period),
            mark("edition", report.edition),
            mark("language", report.language),
            str(len(report.pages)),
            Text(report.file),
        )
    return table


_OF_PAGE = re.compile(r"^page (\d+): (.*)$", re.DOTALL)


def grouped(warnings: Sequence[str]) -> list[str]:
    """Warnings with the pages of one cause in one line: `pages 3, 7–9: no text, blank or a picture`."""
    pages: dict[str, list[int]] = {}
    rest: list[str] = []
    for warning in warnings:
        found = _OF_PAGE.match(warning)
        if found:
            pages.setdefault(found[2], []).append(int(found[1]))
        else:
            rest.append(warning)
    lines = [f"page{'s' if len(numbers) > 1 else ''} {_ranges(numbers)}: {cause}" for cause, numbers in pages.items()]
    return lines + rest


def _ranges(numbers: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
