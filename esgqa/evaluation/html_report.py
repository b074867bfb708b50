"""An evaluation as one HTML file for people: self-contained, without scripts, every text escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from esgqa.evaluation import plots
from esgqa.evaluation.baseline import Comparison
from esgqa.evaluation.calibration import bins, risk_coverage
from esgqa.evaluation.gate import Failure
from esgqa.evaluation.html_misses import misses
from esgqa.evaluation.html_parts import STYLE, table
from esgqa.evaluation.metrics import BY_NAME, METRICS, Group, as_rows
from esgqa.evaluation.run import Evaluation
from esgqa.evaluation.table import ablation_rows, expected, got, shown, shown_change

_GROUP_COLUMNS = (
    "right",
    "answer_accuracy",
    "first_page_accuracy",
    "page_accuracy",
    "kpi_accuracy",
    "wrong_figure",
    "abstention_accuracy",
    "reason_accuracy",
    "asserted_when_absent",
    "mrr",
    "calibration_error",
    "latency_p50",
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(
    evaluation: Evaluation,
    comparison: Comparison | None = None,
    failures: Sequence[Failure] = (),
    ablations: Mapping[str, Comparison] | None = None,
) -> str:
    """The page: summary, plots, groups, what each part is worth, what changed since the baseline, and every miss."""
    whole = evaluation.groups[0]
    missed = sum(not outcome.right for outcome in evaluation.outcomes)
    style, cards = misses(evaluation.outcomes)
    parts = [
        "<h1>Evaluation</h1>",
        f"<p>{whole.questions} questions, {missed} missed.</p>",
        *(f'<p class="bad">gate: {escape(failure.what)}</p>' for failure in failures),
        _summary(whole),
        _plots(evaluation),
        _groups(evaluation.groups[1:]),
        _ablations(evaluation, ablations) if ablations else "",
        _comparison(comparison) if comparison else "",
        cards,
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>esgqa evaluation</title>\n<style>{STYLE}{style}\n</style>\n</head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    )


def _summary(group: Group) -> str:
    rows = [
        (
            escape(metric.title) + ("" if metric.higher_is_better else " <small>(less is better)</small>"),
            f"<small>{metric.name}</small>",
            metric.show(found.value),
            f"{metric.show(found.low)} – {metric.show(found.high)}",
            str(found.n),
        )
        for metric in METRICS
        if (found := group.estimates.get(metric.name)) is not None
    ]
    return table("All questions", ("metric", "", "value", "95% interval", "questions"), rows, numbers=3)


def _plots(evaluation: Evaluation) -> str:
    """Reliability and risk–coverage of the answers given, and the share that is right by kind and by language."""
    given = [seen for o in evaluation.outcomes if (seen := BY_NAME["risk_area"].observe(o)) is not None]
    drawn = []
    if given:
        rows = as_rows(given)
        drawn += [
            plots.reliability(bins(rows)),
            plots.risk_coverage(risk_coverage(rows, len(evaluation.outcomes))),
        ]
    for by, title in (("kind", "Right, by kind"), ("lang", "Right, by language"), ("report", "Right, by report")):
        shares = [(group.value, group.estimates["right"]) for group in evaluation.groups if group.by == by]
        if shares:
            drawn.append(plots.intervals(title, shares))
    return f'<div class="plots">{"".join(drawn)}</div>'


def _groups(groups: Sequence[Group]) -> str:
    heads = ("group", "questions", *(BY_NAME[name].title for name in _GROUP_COLUMNS))
    rows = [
        (escape(group.name), str(group.questions), *(_with_interval(group, name) for name in _GROUP_COLUMNS))
        for group in groups
    ]
    return table("By group", heads, rows, numbers=len(heads) - 1)


def _with_interval(group: Group, name: str) -> str:
    found, metric = group.estimates.get(name), BY_NAME[name]
    if found is None:
        return ""
    return f"{shown(group, name)}<br><small>{metric.show(found.low, 0)} – {metric.show(found.high, 0)}</small>"


def _ablations(evaluation: Evaluation, ablations: Mapping[str, Comparison]) -> str:
    heads = ("metric", "full", *(f"without {part}" for part in ablations))
    rows = [tuple(map(escape, row)) for row in ablation_rows(evaluation, ablations)]
    return table("What each part is worth (* beyond noise)", heads, rows, numbers=len(heads) - 1)


def _comparison(comparison: Comparison) -> str:
    moved = [
        (
            escape(metric.title),
            metric.show(found.before),
            metric.show(found.after),
            f"{shown_change(metric, found.low)} – {shown_change(metric, found.high)}",
            f"{found.p:.3f}",
            str(found.n),
        )
        for metric in METRICS
        if (found := comparison.differences.get(metric.name)) is not None
    ]
    rows = [
        (
            f'<span class="{style}">{word}</span>',
            f"{escape(change.outcome.gold.question)}<br><small>{escape(change.outcome.gold.id)}</small>",
            escape(expected(change.outcome)),
            escape(got(change.outcome, width=600)),
            escape(f"[{change.before.status}] {change.before.answer}"),
        )
        for word, style, changes in (
            ("fixed", "good", comparison.fixed),
            ("broken", "bad", comparison.broken),
            ("changed", "", comparison.changed),
        )
        for change in changes
    ]
    heads = ("metric", "before", "now", "95% of the change", "p", "questions")
    return table(f"Since the baseline, {comparison.compared} questions", heads, moved, numbers=5) + table(
        "Questions that changed", ("", "question", "expected", "got", "before"), rows
    )
