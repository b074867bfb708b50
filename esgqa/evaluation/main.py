"""What `esgqa eval` does: load, ask, compare, show, and say whether the gate is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from esgqa.errors import DataError, UsageError
from esgqa.evaluation.ablation import known_parts, without
from esgqa.evaluation.baseline import compare
from esgqa.evaluation.gate import Gates, check, load_gates
from esgqa.evaluation.gold import SPLITS, GoldQuestion, load_gold
from esgqa.evaluation.html_report import to_html
from esgqa.evaluation.outcome import Outcome
from esgqa.evaluation.record import load_baseline, past_of, to_json
from esgqa.evaluation.run import Evaluation, ask_all, not_indexed, reports_of
from esgqa.evaluation.table import print_ablations, print_comparison, print_evaluation, print_gate
from esgqa.library import Library
from esgqa.settings import Settings

GOLD = Path("eval/gold")
GATES = Path("eval/gates.toml")
BASELINE = Path("eval/baseline.json")
GoldSet = Sequence[GoldQuestion]


def run_eval(
    indexes: Sequence[Path],
    settings: Settings,
    gold_paths: Sequence[Path],
    *,
    split: str | None = None,
    leave_out: Sequence[str] = (),
    baseline: Path | None = None,
    gate: bool = False,
    json_out: Path | None = None,
    html_out: Path | None = None,
    console: Console | None = None,
) -> int:
    """Score the gold sets (default: all of eval/gold) and return the exit code: 1 where `gate` is set and not passed.

    Each gold set is asked of the first of `indexes` that holds all its reports. For each part of the search in
    `leave_out` everything is asked once more without it. With `gate` the bounds are those of eval/gates.toml, and
    eval/baseline.json is the baseline if it is there and no other is named. Everything that can be wrong with the call
    is found before the first question is asked.
    """
    console = console or Console(highlight=False)
    if split is not None and split not in SPLITS:
        raise UsageError(f"--split {split}", cause="no such split", remedy=f"It is one of {', '.join(SPLITS)}.")
    parts = known_parts(leave_out)
    paths = list(gold_paths) or sorted(GOLD.glob("*.jsonl"))
    if not paths:
        raise UsageError(str(GOLD), cause="no gold set here", remedy="Name one: `esgqa eval GOLD.jsonl`.")
    load_gold(paths)  # refuses an id that two of the sets use
    gold_sets = [[question for question in load_gold([path]) if split in (None, question.split)] for path in paths]
    if not any(gold_sets):
        raise DataError("evaluation", cause="no questions", remedy="Name another gold set or another split.")
    gates = load_gates(GATES) if gate else Gates()
    if baseline is None and gate and BASELINE.is_file():
        baseline = BASELINE
    past = load_baseline(baseline) if baseline is not None else None

    evaluation, *ablated = _runs(indexes, settings, gold_sets, parts)
    comparison = compare(evaluation, past) if past is not None else None
    failures = check(evaluation, gates, comparison) if gate else []
    full = {outcome.gold.id: past_of(outcome) for outcome in evaluation.outcomes}
    ablations = {part: compare(run, full) for part, run in zip(parts, ablated, strict=True)}
    print_evaluation(evaluation, console)
    if ablations:
        print_ablations(evaluation, ablations, console)
    if comparison is not None:
        print_comparison(comparison, console)
    if gate:
        print_gate(failures, console)
    if json_out is not None:
        _write(json_out, to_json(evaluation, dict(zip(parts, ablated, strict=True))))
    if html_out is not None:
        _write(html_out, to_html(evaluation, comparison, failures, ablations))
    return 1 if failures else 0


def _runs(
    indexes: Sequence[Path], settings: Settings, gold_sets: Sequence[GoldSet], parts: Sequence[str]
) -> list[Evaluation]:
    """The full run, then one without each part."""
    total = sum(map(len, gold_sets))
    runs = []
    with Progress(console=Console(stderr=True), transient=True) as bar:
        for part in ("", *parts):
            chosen = without(settings, part) if part else settings
            libraries = [Library.open(index, chosen) for index in indexes]
            held = [_library_of(questions, libraries) for questions in gold_sets]
            task = bar.add_task(f"without {part}" if part else "asking", total=total)
            outcomes: list[Outcome] = []
            for library, questions in zip(held, gold_sets, strict=True):
                outcomes += ask_all(library, questions, lambda stage, done, of: bar.advance(task))  # noqa: B023
            runs.append(Evaluation.of(outcomes))
    return runs


def _library_of(questions: GoldSet, libraries: Sequence[Library]) -> Library:
    wanted = reports_of(questions)
    for library in libraries:
        if wanted <= {report.id for report in library.reports()}:
            return library
    raise not_indexed(wanted)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            str(path), cause=error.strerror or "not writable", remedy="Name a file in a writable folder."
        ) from error
