"""What `esgqa eval` does: load, ask, compare, show, and say whether the gate is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.text import Text

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


def run_eval(
    indexes: Sequence[Path],
    settings: Settings,
    gold_paths: Sequence[Path],
    *,
    split: str | None = None,
    leave_out: Sequence[str] = (),
    baseline: Path | None = None,
    gate: bool = False,
    gates_path: Path = GATES,
    json_out: Path | None = None,
    html_out: Path | None = None,
    console: Console | None = None,
) -> int:
    """Score the gold sets and return the exit code: 1 where `gate` is set and not passed.

    Each gold set is asked of the first of `indexes` that holds all its reports; by default the sets are those of
    eval/gold that have one. For each part of the search in `leave_out` everything is asked once more without it. With
    `gate` the bounds are those of `gates_path`, and eval/baseline.json is the baseline if it is there and no other is
    named. Everything that can be wrong with the call is found before the first question is asked.
    """
    console = console or Console(highlight=False)
    if split is not None and split not in SPLITS:
        raise UsageError(f"--split {split}", cause="no such split", remedy=f"It is one of {', '.join(SPLITS)}.")
    parts = known_parts(leave_out)
    paths = list(gold_paths) or sorted(GOLD.glob("*.jsonl"))
    if not paths:
        raise UsageError(str(GOLD), cause="no gold set here", remedy="Name one: `esgqa eval GOLD.jsonl`.")
    for path in (json_out, html_out):
        if path is not None and (path.is_dir() or not path.parent.is_dir()):
            raise UsageError(str(path), cause="cannot be written there", remedy="Name a file in a folder that exists.")
    load_gold(paths)  # refuses an id that two of the sets use
    gates = load_gates(gates_path) if gate else Gates()
    if baseline is None and gate and BASELINE.is_file():
        baseline = BASELINE
    past = load_baseline(baseline) if baseline is not None else None
    libraries = [Library.open(index, settings) for index in indexes]
    asked = _placed(paths, split, libraries, skip=not gold_paths)

    evaluation = _run(asked, libraries, "asking")
    ablated = {}
    for part in parts:
        chosen = without(settings, part)
        ablated[part] = _run(asked, [Library.open(index, chosen) for index in indexes], f"without {part}")
    comparison = compare(evaluation, past) if past is not None else None
    failures = check(evaluation, gates, comparison) if gate else []
    full = {outcome.gold.id: past_of(outcome) for outcome in evaluation.outcomes}
    ablations = {part: compare(run, full) for part, run in ablated.items()}
    print_evaluation(evaluation, console)
    if ablations:
        print_ablations(evaluation, ablations, console)
    if comparison is not None:
        print_comparison(comparison, console)
    if gate:
        print_gate(failures, console)
    if json_out is not None:
        _write(json_out, to_json(evaluation, ablated))
    if html_out is not None:
        _write(html_out, to_html(evaluation, comparison, failures, ablations))
    return 1 if failures else 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """The questions of one gold set, and which of the libraries they are asked of."""

    questions: Sequence[GoldQuestion]
    library: int


def _placed(paths: Sequence[Path], split: str | None, libraries: Sequence[Library], *, skip: bool) -> list[_Asked]:
    """Each gold set with the first library that holds its reports; with `skip` a set that has none is left out and
    named, else it is an error."""
    held = [{report.id for report in library.reports()} for library in libraries]
    placed = []
    for path in paths:
        questions = load_gold([path])
        wanted = reports_of(questions)
        place = next((number for number, ids in enumerate(held) if wanted <= ids), None)
        if place is not None:
            placed.append(_Asked([question for question in questions if split in (None, question.split)], place))
        elif skip:
            missing = ", ".join(sorted(wanted - set().union(*held)) or sorted(wanted))
            Console(stderr=True, highlight=False).print(Text(f"{path.name} is left out: {missing} not indexed"))
        else:
            raise not_indexed(wanted)
    if not any(one.questions for one in placed):
        raise DataError("evaluation", cause="no questions", remedy="Name another gold set or another split.")
    return placed


def _run(asked: Sequence[_Asked], libraries: Sequence[Library], what: str) -> Evaluation:
    outcomes: list[Outcome] = []
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=sum(len(one.questions) for one in asked))
        for one in asked:
            outcomes += ask_all(libraries[one.library], one.questions, lambda stage, done, total: bar.advance(task))
    return Evaluation.of(outcomes)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            str(path), cause=error.strerror or "not writable", remedy="Name a file in a writable folder."
        ) from error
