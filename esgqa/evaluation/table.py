"""An evaluation as tables for the terminal. Questions and answers are shown as text, never read as markup."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from esgqa.evaluation.baseline import Change, Comparison
from esgqa.evaluation.gate import Failure
from esgqa.evaluation.metrics import METRICS, Estimate, Group
from esgqa.evaluation.outcome import Outcome
from esgqa.evaluation.run import Evaluation

# of a group's row, to fit 80 columns; the rest stands in the JSON
_GROUP_COLUMNS = (
    ("answer_accuracy", "answer"),
    ("page_accuracy", "page"),
    ("abstention_accuracy", "abstain"),
    ("reason_accuracy", "reason"),
    ("wrong_figure", "wrong no."),
)
_SHOWN = 15


def print_evaluation(evaluation: Evaluation, console: Console) -> None:
    """The metrics over all questions, the groups, and the first misses."""
    whole = evaluation.groups[0]
    console.print(Text(f"{whole.questions} questions, p50 {whole.p50_ms:.0f} ms, p95 {whole.p95_ms:.0f} ms"))
    console.print(_metrics(whole))
    console.print(_groups(evaluation.groups[1:]))
    misses = [outcome for outcome in evaluation.outcomes if not outcome.right]
    if misses:
        table = Table("missed", "question", "expected", "got", box=None, pad_edge=False)
        for outcome in misses[:_SHOWN]:
            table.add_row(*(Text(cell) for cell in miss_row(outcome)))
        console.print(table)
        if len(misses) > _SHOWN:
            console.print(Text(f"and {len(misses) - _SHOWN} more: see --json or --html"))


def miss_row(outcome: Outcome) -> tuple[str, str, str, str]:
    """Id, question, what was expected, what came."""
    return outcome.gold.id, outcome.gold.question, expected(outcome), got(outcome)


def expected(outcome: Outcome) -> str:
    """What the gold wants, in a line."""
    gold = outcome.gold
    wanted = " | ".join(gold.answers)
    if gold.all:
        wanted = " & ".join((f"({wanted})" if len(gold.answers) > 1 else wanted, *gold.all)).removeprefix(" & ")
    return wanted or gold.status


def got(outcome: Outcome, width: int = 100) -> str:
    """What came back, in a line."""
    answer = outcome.answer
    text = " ".join((answer.answer or answer.reason).split())
    text = text if len(text) <= width else f"{text[: width - 1]}…"
    return text if answer.status == "answered" else f"[{answer.status}] {text}".strip()


def print_comparison(comparison: Comparison, console: Console) -> None:
    """What was fixed, broken and changed since the baseline."""
    console.print(
        Text(
            f"against the baseline, {comparison.compared} questions: {len(comparison.fixed)} fixed, "
            f"{len(comparison.broken)} broken, {len(comparison.changed)} changed"
        )
    )
    _changes("fixed", comparison.fixed, "green", console)
    _changes("broken", comparison.broken, "red", console)


def _changes(word: str, changes: Sequence[Change], style: str, console: Console) -> None:
    for change in changes:
        console.print(Text(f"  {word:<7} {change.outcome.gold.id}  {change.outcome.gold.question}", style=style))


def print_gate(failures: Sequence[Failure], console: Console) -> None:
    """Whether the gate is open, and what closes it."""
    if not failures:
        console.print(Text("gate: passed", style="green"))
    for failure in failures:
        console.print(Text(f"gate: {failure.what}", style="red"))


def _metrics(group: Group) -> Table:
    table = Table("metric", "share", "95% interval", "questions", box=None, pad_edge=False)
    for metric in METRICS:
        found = group.estimates.get(metric.name)
        if found is not None:
            title = metric.title if metric.higher_is_better else f"{metric.title} (less is better)"
            table.add_row(Text(title), f"{found.value:.1%}", f"{found.low:.1%} – {found.high:.1%}", str(found.n))
    return table


def _groups(groups: Sequence[Group]) -> Table:
    table = Table("group", "questions", *(title for _, title in _GROUP_COLUMNS), "p50 ms", box=None, pad_edge=False)
    for group in groups:
        cells = [_share(group.estimates.get(name)) for name, _ in _GROUP_COLUMNS]
        table.add_row(Text(group.name), str(group.questions), *cells, f"{group.p50_ms:.0f}")
    return table


def _share(found: Estimate | None) -> str:
    return "" if found is None else f"{found.value:.1%}"
