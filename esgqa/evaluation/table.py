"""An evaluation as tables for the terminal. Questions and answers are shown as text, never read as markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from esgqa.evaluation.baseline import Change, Comparison
from esgqa.evaluation.gate import NOISE, Failure
from esgqa.evaluation.metrics import BY_NAME, METRICS, Group, Metric
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
    console.print(Text(f"{whole.questions} questions"))
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
    table = Table("metric", "before", "now", "95% of the change", "p", "questions", box=None, pad_edge=False)
    for metric in METRICS:
        moved = comparison.differences.get(metric.name)
        if moved is not None and moved.value:
            change = f"{shown_change(metric, moved.low)} – {shown_change(metric, moved.high)}"
            cells = (metric.show(moved.before), metric.show(moved.after), change, f"{moved.p:.3f}", str(moved.n))
            table.add_row(Text(metric.title), *cells)
    if table.row_count:
        console.print(table)
    _changes("fixed", comparison.fixed, "green", console)
    _changes("broken", comparison.broken, "red", console)


def shown_change(metric: Metric, moved: float) -> str:
    """A change in the metric's unit, with its sign."""
    return ("+" if moved >= 0 else "−") + metric.show(abs(moved))


def print_ablations(evaluation: Evaluation, ablations: Mapping[str, Comparison], console: Console) -> None:
    """Every metric of the full run and of each run with a part left out; a mark where the change is beyond noise."""
    table = Table("metric", "full", *(f"without {part}" for part in ablations), box=None, pad_edge=False)
    for row in ablation_rows(evaluation, ablations):
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
    console.print(Text(f"* beyond noise (p < {NOISE}, same questions)"))


def ablation_rows(evaluation: Evaluation, ablations: Mapping[str, Comparison]) -> list[tuple[str, ...]]:
    """Title, the full run's value, and the value without each part, marked `*` where p is under `NOISE`."""
    rows = []
    for metric in METRICS:
        found = evaluation.groups[0].estimates.get(metric.name)
        if found is None:
            continue
        cells = [metric.title, metric.show(found.value)]
        for comparison in ablations.values():
            moved = comparison.differences.get(metric.name)
            cells.append("" if moved is None else metric.show(moved.after) + (" *" if moved.p < NOISE else ""))
        rows.append(tuple(cells))
    return rows


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
    table = Table("metric", "value", "95% interval", "questions", box=None, pad_edge=False)
    for metric in METRICS:
        found = group.estimates.get(metric.name)
        if found is not None:
            title = metric.title if metric.higher_is_better else f"{metric.title} (less is better)"
            bounds = f"{metric.show(found.low)} – {metric.show(found.high)}"
            table.add_row(Text(title), metric.show(found.value), bounds, str(found.n))
    return table


def _groups(groups: Sequence[Group]) -> Table:
    table = Table("group", "questions", *(title for _, title in _GROUP_COLUMNS), "p50 ms", box=None, pad_edge=False)
    for group in groups:
        cells = [shown(group, name) for name, _ in (*_GROUP_COLUMNS, ("latency_p50", ""))]
        table.add_row(Text(group.name), str(group.questions), *cells)
    return table


def shown(group: Group, name: str) -> str:
    """A metric of a group in its unit; empty where nothing tests it."""
    found = group.estimates.get(name)
    return "" if found is None else BY_NAME[name].show(found.value)
