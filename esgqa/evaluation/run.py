"""Ask every gold question and score the answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.text import Text

from esgqa.errors import UsageError
from esgqa.evaluation import gate as gates
from esgqa.evaluation.gold import GoldQuestion, load_gold
from esgqa.evaluation.metrics import metrics
from esgqa.evaluation.report import as_html, as_json, as_table
from esgqa.evaluation.scoring import Outcome, score
from esgqa.library import Library

GOLD = Path("eval/gold")
FLOORS = Path("eval/gates.toml")


def evaluate(library: Library, questions: Sequence[GoldQuestion], *, progress: bool = False) -> list[Outcome]:
    """The outcome of every question, in order; each is asked of the whole library, as a user would.

    The first question warms the models up and is timed again, so that loading them is no part of the latency.
    """
    outcomes: list[Outcome] = []
    if questions:
        library.ask(questions[0].question)
    asked = track(questions, "asking", console=Console(stderr=True)) if progress else questions
    for question in asked:
        started = time.perf_counter()
        answer = replace(library.ask(question.question), id=question.id)
        outcomes.append(score(question, answer, time.perf_counter() - started))
    return outcomes


def run_eval(
    open_library: Callable[[], Library],
    gold: Sequence[Path],
    *,
    split: str | None = None,
    baseline: Path | None = None,
    gate: bool = False,
    json_out: Path | None = None,
    html_out: Path | None = None,
    console: Console,
) -> int:
    """Score gold sets and print the table; 1 where `gate` is set and something is below it, else 0.

    Raises `UsageError` for missing files and where no question is left, `DataError` for a bad gold line.
    """
    paths = list(gold) or sorted(GOLD.glob("*.jsonl"))
    questions = [q for q in load_gold(paths) if split is None or q.split == split]
    if not questions:
        raise UsageError(
            "esgqa eval", cause="no gold question to ask", remedy="Name a gold set, or run it where eval/gold is."
        )
    outcomes = evaluate(open_library(), questions, progress=True)
    console.print(as_table(outcomes))
    if json_out:
        json_out.write_text(as_json(outcomes), encoding="utf-8")
    if html_out:
        html_out.write_text(as_html(outcomes), encoding="utf-8")
    failures: list[str] = []
    if gate:
        failures += gates.below(metrics(outcomes), gates.load_floors(FLOORS))
    if baseline:
        failures += gates.newly_wrong(outcomes, baseline)
    for failure in failures:
        console.print(Text(f"gate: {failure}", style="red"))
    passed = sum(outcome.right for outcome in outcomes)
    console.print(Text(f"{passed} of {len(outcomes)} questions right"))
    return 1 if failures and gate else 0
