"""What `esgqa eval` does: load, ask, compare, show, and say whether the gate is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from esgqa.errors import UsageError
from esgqa.evaluation.baseline import compare
from esgqa.evaluation.gate import check, load_gates
from esgqa.evaluation.gold import SPLITS, GoldQuestion, load_gold
from esgqa.evaluation.html_report import to_html
from esgqa.evaluation.record import load_baseline, to_json
from esgqa.evaluation.run import evaluate
from esgqa.evaluation.table import print_comparison, print_evaluation, print_gate
from esgqa.library import Library

GOLD = Path("eval/gold")
GATES = Path("eval/gates.toml")
BASELINE = Path("eval/baseline.json")


def run_eval(
    library_open: Callable[[], Library],
    gold_paths: Sequence[Path],
    *,
    split: str | None = None,
    baseline: Path | None = None,
    gate: bool = False,
    gates_path: Path = GATES,
    json_out: Path | None = None,
    html_out: Path | None = None,
    console: Console | None = None,
) -> int:
    """Score the gold sets and return the exit code: 1 where `gate` is set and not passed.

    By default they are those of eval/gold whose reports are all indexed. With `gate` the bounds are those of `gates_path`, and eval/baseline.json is the baseline if it is there and no
    other is named. Everything that can be wrong with the call is found before the first question is asked.
    """
    console = console or Console(highlight=False)
    if split is not None and split not in SPLITS:
        raise UsageError(f"--split {split}", cause="no such split", remedy=f"It is one of {', '.join(SPLITS)}.")
    paths = list(gold_paths) or sorted(GOLD.glob("*.jsonl"))
    if not paths:
        raise UsageError(str(GOLD), cause="no gold set here", remedy="Name one: `esgqa eval GOLD.jsonl`.")
    questions = [question for question in load_gold(paths) if split in (None, question.split)]
    gates = load_gates(gates_path) if gate else {}
    if baseline is None and gate and BASELINE.is_file():
        baseline = BASELINE
    past = load_baseline(baseline) if baseline is not None else None
    library = library_open()
    if not gold_paths:
        questions = _of_what_is_indexed(paths, questions, library, Console(stderr=True))
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=len(questions))
        evaluation = evaluate(
            library, questions, lambda stage, done, total: bar.update(task, completed=done, total=total)
        )
    comparison = compare(evaluation, past) if past is not None else None
    failures = check(evaluation, gates, comparison) if gate else []
    print_evaluation(evaluation, console)
    if comparison is not None:
        print_comparison(comparison, console)
    if gate:
        print_gate(failures, console)
    for path, text in ((json_out, to_json(evaluation)), (html_out, to_html(evaluation, comparison, failures))):
        if path is not None:
            _write(path, text)
    return 1 if failures else 0


def _of_what_is_indexed(
    paths: Sequence[Path], questions: Sequence[GoldQuestion], library: Library, console: Console
) -> list[GoldQuestion]:
    """The questions of the gold sets whose reports are all indexed; the others are named as left out."""
    known = {report.id for report in library.reports()}
    left: list[GoldQuestion] = []
    for path in paths:
        ids = {question.id for question in load_gold([path])}
        own = [question for question in questions if question.id in ids]
        missing = sorted({question.report for question in own if question.report} - known)
        if missing:
            console.print(f"{path.name} is left out: {', '.join(missing)} not indexed", highlight=False)
        else:
            left += own
    return left


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            str(path), cause=error.strerror or "not writable", remedy="Name a file in a writable folder."
        ) from error
