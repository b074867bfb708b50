"""The command line: parse, call the library, show. Machine output on stdout, all chatter on stderr."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.logging import RichHandler
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from esgqa.errors import EsgqaError, UsageError
from esgqa.library import AddResult, Library
from esgqa.library import Progress as ProgressCall
from esgqa.settings import Settings, load_settings
from esgqa.show import grouped

app = typer.Typer(
    name="esgqa",
    help="Ask ESG reports in plain words; get the figure and the page it stands on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
err = Console(stderr=True, highlight=False)
_debug = False


class Format(StrEnum):
    """How the datasheet is printed."""

    table = "table"
    json = "json"
    csv = "csv"
    xlsx = "xlsx"


class ComparisonFormat(StrEnum):
    """How a comparison is printed."""

    table = "table"
    json = "json"
    csv = "csv"


IndexOption = Annotated[Path | None, typer.Option("--index", help="Folder of the index.", show_default="index")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
ReportOption = Annotated[list[str] | None, typer.Option("--report", help="Only this report (id); may be repeated.")]


@app.callback()
def common(
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks and debug logs.")] = False,
    config: Annotated[Path | None, typer.Option("--config", help="Settings file.", show_default="esgqa.toml")] = None,
) -> None:
    """Options of every command."""
    global _debug
    _debug = debug
    if config is not None:
        os.environ["ESGQA_CONFIG"] = str(config)
    logging.basicConfig(
        level=logging.DEBUG if debug else logging.WARNING, format="%(message)s", handlers=[RichHandler(console=err)]
    )


def main() -> None:
    """Run the command line; every error the package raises on purpose ends in its exit code and no traceback."""
    try:
        app()
    except EsgqaError as error:
        if _debug:
            raise
        err.print(Text(f"esgqa: {error}", style="red"))
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def emit(value: Any) -> None:
    """One JSON value on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def open_library(index: Path | None, *, create: bool = False) -> Library:
    """The library in `index` or where the settings say."""
    settings = load_settings(index=index)
    return Library.open(settings.index, settings, create=create)


class RateColumn(ProgressColumn):
    """Steps a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f}/s" if task.speed else "", style="dim")


@contextmanager
def progress_bar() -> Iterator[ProgressCall]:
    """A bar on stderr: a line a stage, with what is done and the time left."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        RateColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield advance


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="PDF or form-feed text files, or folders of them.")],
    index: IndexOption = None,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="Files read at once; default: one a core.")] = None,
    json_out: JsonOption = False,
) -> None:
    """Read reports and index them; unchanged files cost nothing."""
    library = open_library(index, create=True)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with progress_bar() as advance:
            results = library.add(paths, jobs=jobs, progress=advance)
    except KeyboardInterrupt:
        err.print(Text("Interrupted: nothing was added, the index is as it was.", style="red"))
        raise typer.Exit(130) from None
    by_id = {report.id: report for report in library.reports()}
    if json_out:
        emit([_added(result, library) for result in results])
    for result in results:
        if result.action == "failed":
            err.print(Text(f"failed     {result.message}", style="red"))
        elif not json_out:
            report = by_id[result.report_id]
            typer.echo(
                f"{result.action:<10} {report.id}  {report.issuer}  {len(library.document(report.id).report.pages)} pages  {result.path.name}"
            )
        for warning in grouped(by_id[result.report_id].warnings) if result.report_id in by_id else ():
            err.print(Text(f"           {warning}", style="yellow"))
    if any(result.action == "failed" for result in results):
        raise typer.Exit(1)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def _added(result: AddResult, library: Library) -> dict[str, Any]:
    report = library.document(result.report_id).report if result.report_id else None
    return {
        "file": str(result.path),
        "report": result.report_id,
        "action": result.action,
        "pages": len(report.pages) if report else 0,
        "message": result.message,
        "warnings": list(report.warnings) if report else [],
    }


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question.", show_default=False)] = None,
    index: IndexOption = None,
    report: ReportOption = None,
    issuer: Annotated[str, typer.Option("--issuer", help="Only this issuer: name, alias or stock code.")] = "",
    year: Annotated[int | None, typer.Option("--year", help="Only reports whose year ends in this one.")] = None,
    after: Annotated[str, typer.Option("--after", help="The question before it, for a follow-up: `and water?`.")] = "",
    explain: Annotated[bool, typer.Option("--explain", help="Show how it was read and what was weighed.")] = False,
    json_out: JsonOption = False,
    batch: Annotated[Path | None, typer.Option("--batch", help="Questions, one JSON object a line.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where the answers of --batch go.")] = None,
) -> None:
    """Answer one question, or a file of them."""
    if (question is None) == (batch is None):
        raise UsageError(
            "esgqa ask", cause="it takes a QUESTION or --batch, one of them", remedy="See `esgqa ask --help`."
        )
    if batch is not None:
        from esgqa.batch import answer_batch

        if out is None:
            raise UsageError("esgqa ask --batch", cause="--out is missing", remedy="Name the file for the answers.")
        library = open_library(index)
        with progress_bar() as advance:
            done, failed = answer_batch(library, batch, out, progress=advance)
        err.print(f"{done} answered or withheld, {failed} with an error → {out}")
        return
    library = open_library(index)
    answer = library.ask(question or "", reports=report or (), issuer=issuer, year=year, after=after)
    if json_out:
        from esgqa.answering.shape import to_json

        emit(to_json(answer, explain=explain))
    else:
        from esgqa.show import print_answer, print_trace

        print_answer(answer, library, Console(highlight=False))
        if explain:
            print_trace(answer, Console(highlight=False))
    if answer.status == "error":
        raise typer.Exit(1)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    index: IndexOption = None,
    kpi: Annotated[list[str] | None, typer.Option("--kpi", help="Only passages tagged with this code.")] = None,
    report: ReportOption = None,
    k: Annotated[int, typer.Option("-k", min=1, help="How many passages.")] = 10,
    json_out: JsonOption = False,
) -> None:
    """Find passages, with how each part of the search ranked them."""
    hits = open_library(index).search(query, kpis=kpi or (), reports=report, k=k)
    if json_out:
        emit(
            [
                {
                    "passage": hit.passage.id,
                    "report": hit.passage.report,
                    "page": hit.passage.page,
                    "page_label": hit.passage.label,
                    "section": list(hit.passage.section),
                    "kind": hit.passage.kind,
                    "kpis": {tag.code: round(tag.score, 3) for tag in hit.passage.kpis},
                    "score": hit.score,
                    "lexical_rank": hit.lexical_rank,
                    "dense_rank": hit.dense_rank,
                    "late_rank": hit.late_rank,
                    "kpi_rank": hit.kpi_rank,
                    "rerank_score": hit.rerank_score,
                    "text": hit.passage.text,
                }
                for hit in hits
            ]
        )
        return
    from esgqa.show import print_hits

    print_hits(hits, Console(highlight=False))


@app.command()
def kpis(
    index: IndexOption = None,
    report: Annotated[str, typer.Option("--report", help="Of this report (id); default: the only one.")] = "",
    format: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.table,
    out: Annotated[Path | None, typer.Option("--out", help="Write it here; needed for xlsx.")] = None,
) -> None:
    """The KPI datasheet of a report: every code of its edition with status, figures, quotes and pages."""
    from esgqa import sheets
    from esgqa.show import kpi_table

    library = open_library(index)
    if not report:
        known = [r.id for r in library.reports()]
        if len(known) != 1:
            raise UsageError(
                "esgqa kpis", cause="several reports are indexed", remedy=f"Name one with --report: {', '.join(known)}."
            )
        report = known[0]
    rows = library.kpis(report)
    of = library.report(report)
    if format is Format.xlsx:
        if out is None:
            raise UsageError("esgqa kpis --format xlsx", cause="--out is missing", remedy="Name the file to write.")
        from esgqa.workbook import write_xlsx

        write_xlsx(rows, of, library.provenance(), out, library.checks(report))
        return
    if format is Format.table and out is None:
        Console(highlight=False).print(kpi_table(rows))
        return
    text = sheets.as_json(rows, of, library.provenance()) if format is Format.json else sheets.as_csv(rows)
    if out is None:
        typer.echo(text)
    else:
        out.write_text(text, encoding="utf-8-sig" if format is Format.csv else "utf-8")


@app.command()
def compare(
    kpi: Annotated[list[str], typer.Option("--kpi", help="A KPI code, as A1.2; may be repeated.")],
    index: IndexOption = None,
    report: Annotated[
        list[str] | None, typer.Option("--report", help="A report (id); may be repeated; default: all.")
    ] = None,
    format: Annotated[ComparisonFormat, typer.Option("--format", help="How to print it.")] = ComparisonFormat.table,
) -> None:
    """Measures of several reports side by side: units converted, restatements found, unlike refused with the reason."""
    from esgqa import compared

    comparison = open_library(index).compare(kpi, report or ())
    if format is ComparisonFormat.table:
        compared.print_comparison(comparison, Console(highlight=False))
    else:
        typer.echo(compared.as_json(comparison) if format is ComparisonFormat.json else compared.as_csv(comparison))


@app.command()
def checks(
    index: IndexOption = None,
    report: Annotated[str, typer.Option("--report", help="Of this report (id); default: every one.")] = "",
    json_out: JsonOption = False,
) -> None:
    """Arithmetic that a report must satisfy: what does not add up, with both places and the difference."""
    library = open_library(index)
    found = {one: library.checks(one) for one in ([report] if report else [r.id for r in library.reports()])}
    if json_out:
        emit([{"report": one, **asdict(finding)} for one, findings in found.items() for finding in findings])
        return
    from esgqa.show import print_checks

    print_checks(found, Console(highlight=False))


@app.command()
def reports(index: IndexOption = None, json_out: JsonOption = False) -> None:
    """List what is indexed, with the metadata as read; guessed fields are marked."""
    library = open_library(index)
    if json_out:
        emit(
            [
                {
                    "id": report.id,
                    "issuer": report.issuer,
                    "aliases": list(report.aliases),
                    "stock_code": report.stock_code,
                    "title": report.title,
                    "period_start": report.period_start.isoformat() if report.period_start else None,
                    "period_end": report.period_end.isoformat() if report.period_end else None,
                    "language": report.language,
                    "edition": report.edition,
                    "pages": len(library.document(report.id).report.pages),
                    "file": report.file,
                    "inferred": list(report.inferred),
                    "warnings": list(report.warnings),
                }
                for report in library.reports()
            ]
        )
        return
    from esgqa.show import reports_table

    Console(highlight=False).print(reports_table([library.document(report.id).report for report in library.reports()]))


@app.command()
def remove(report_id: Annotated[str, typer.Argument(metavar="ID")], index: IndexOption = None) -> None:
    """Take one report out of the index."""
    open_library(index).remove(report_id)
    err.print(f"removed {report_id}")


@app.command("eval")
def evaluate(
    gold: Annotated[list[Path] | None, typer.Argument(help="Gold sets.", show_default="eval/gold/*.jsonl")] = None,
    index: Annotated[
        list[Path] | None,
        typer.Option(
            "--index",
            help="Folder of the index; may be repeated: a gold set is asked of the first that holds its reports.",
            show_default="index",
        ),
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Outcomes of an earlier run to compare with.")
    ] = None,
    gate: Annotated[bool, typer.Option("--gate", help="Exit 1 when a metric falls below its gate.")] = False,
    gates: Annotated[Path, typer.Option("--gates", help="The bounds that --gate holds.")] = Path("eval/gates.toml"),
    json_out: Annotated[Path | None, typer.Option("--json", help="Write outcomes and metrics here.")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write a report for people here.")] = None,
    split: Annotated[str | None, typer.Option("--split", help="Only `dev` or `test` questions.")] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="Once more without this: lexical, dense, late, kpi, rerank; may be repeated."),
    ] = None,
) -> None:
    """Score the answers against gold questions."""
    from esgqa.evaluation import run_eval

    settings = load_settings()
    raise typer.Exit(
        run_eval(
            index or [settings.index],
            settings,
            gold or [],
            split=split,
            leave_out=without or (),
            baseline=baseline,
            gate=gate,
            gates_path=gates,
            json_out=json_out,
            html_out=html,
            console=Console(highlight=False),
        )
    )


@app.command()
def serve(
    index: IndexOption = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")] = 7860,
) -> None:
    """Start the web app, with the same functions as a REST API (/api) and as tools for assistants (/mcp)."""
    from esgqa.web import launch

    launch(open_library(index), host=host, port=port)


@app.command()
def feedback(
    out: Annotated[Path, typer.Option("--out", help="File to write, a JSON object a line.")],
    index: IndexOption = None,
) -> None:
    """Drafts of gold questions from what readers said of answers in the web app."""
    from esgqa.web.feedback import FILE, Feedback, write_drafts

    kept = Feedback(load_settings(index=index).index / FILE)
    try:
        count = write_drafts(kept, out)
    except OSError as error:
        raise UsageError(
            str(out), cause=error.strerror or "not writable", remedy="Name a file in a writable folder."
        ) from error
    Console(stderr=True, highlight=False).print(f"{count} drafts in {out}", markup=False)


@app.command()
def doctor(index: IndexOption = None) -> None:
    """Check models, index and versions; each finding comes with its remedy."""
    from esgqa.doctor import examine

    settings: Settings = load_settings(index=index)
    table = Table("check", "finding", "remedy", box=None)
    worst = 0
    for finding in examine(settings):
        mark = "ok" if finding.ok else "broken"
        worst = worst if finding.ok else 3
        table.add_row(Text(finding.what), Text(f"{mark}: {finding.finding}"), Text(finding.remedy))
    Console(highlight=False).print(table)
    raise typer.Exit(worst)


if __name__ == "__main__":
    main()
