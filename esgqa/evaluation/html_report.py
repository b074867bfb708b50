"""An evaluation as one HTML file for people: self-contained, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from esgqa.evaluation.baseline import Comparison
from esgqa.evaluation.gate import Failure
from esgqa.evaluation.metrics import METRICS, Estimate, Group
from esgqa.evaluation.outcome import Outcome
from esgqa.evaluation.run import Evaluation
from esgqa.evaluation.table import expected, got

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --bad: #b3261e; --good: #1b7f4b; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --good: #7bdca5; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; }
caption { text-align: left; font-weight: 600; font-size: 1.1rem; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
blockquote { margin: .2rem 0; padding-left: .6rem; border-left: 3px solid var(--line); }
.bad { color: var(--bad); } .good { color: var(--good); }
small { opacity: .75; }
"""


def to_html(evaluation: Evaluation, comparison: Comparison | None = None, failures: Sequence[Failure] = ()) -> str:
    """The page: summary, groups, what changed since the baseline, and every miss with its quote and page."""
    whole = evaluation.groups[0]
    misses = [outcome for outcome in evaluation.outcomes if not outcome.right]
    parts = [
        "<h1>Evaluation</h1>",
        f"<p>{whole.questions} questions, {len(misses)} missed; p50 {whole.p50_ms:.0f} ms, p95 {whole.p95_ms:.0f} ms.</p>",
        *(f'<p class="bad">gate: {escape(failure.what)}</p>' for failure in failures),
        _summary(whole),
        _groups(evaluation.groups[1:]),
        _comparison(comparison) if comparison else "",
        _table("Missed", ("question", "expected", "got", "cited"), (_miss(outcome) for outcome in misses)),
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>esgqa evaluation</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    )


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> str:
    """`rows` hold HTML; the last `numbers` columns are aligned as numbers."""
    first = len(heads) - numbers
    kinds = [' class="n"' if column >= first else "" for column in range(len(heads))]
    head = "".join(f"<th{kind}>{escape(text)}</th>" for text, kind in zip(heads, kinds, strict=True))
    body = "\n".join(
        "<tr>" + "".join(f"<td{kind}>{cell}</td>" for cell, kind in zip(row, kinds, strict=True)) + "</tr>"
        for row in rows
    )
    return f"<table>\n<caption>{escape(caption)}</caption>\n<tr>{head}</tr>\n{body}\n</table>"


def _summary(group: Group) -> str:
    rows = [
        (
            escape(metric.title) + ("" if metric.higher_is_better else " <small>(less is better)</small>"),
            f"{found.value:.1%}",
            f"{found.low:.1%} – {found.high:.1%}",
            str(found.n),
        )
        for metric in METRICS
        if (found := group.estimates.get(metric.name)) is not None
    ]
    return _table("All questions", ("metric", "share", "95% interval", "questions"), rows, numbers=3)


def _groups(groups: Sequence[Group]) -> str:
    heads = ("group", "questions", *(metric.title for metric in METRICS), "p50 ms")
    rows = [
        (
            escape(group.name),
            str(group.questions),
            *(_share(group.estimates.get(metric.name)) for metric in METRICS),
            f"{group.p50_ms:.0f}",
        )
        for group in groups
    ]
    return _table("By group", heads, rows, numbers=len(heads) - 1)


def _share(found: Estimate | None) -> str:
    return "" if found is None else f"{found.value:.0%}"


def _comparison(comparison: Comparison) -> str:
    rows = [
        (f'<span class="{style}">{word}</span>', *_cells(change.outcome), escape(change.before.answer))
        for word, style, changes in (
            ("fixed", "good", comparison.fixed),
            ("broken", "bad", comparison.broken),
            ("changed", "", comparison.changed),
        )
        for change in changes
    ]
    return _table("Since the baseline", ("", "question", "expected", "got", "before"), rows)


def _cells(outcome: Outcome) -> tuple[str, str, str]:
    gold = outcome.gold
    question = (
        f"{escape(gold.question)}<br><small>{escape(gold.id)} · {escape(gold.kind)} · {escape(gold.lang)}</small>"
    )
    pages = f"<br><small>page {escape(', '.join(gold.pages))}</small>" if gold.pages else ""
    return question, escape(expected(outcome)) + pages, escape(got(outcome, 400))


def _miss(outcome: Outcome) -> tuple[str, ...]:
    quotes = "".join(
        f"<blockquote>{escape(c.quote)}<br><small>page {escape(c.page_label)}</small></blockquote>"
        for c in outcome.answer.citations
    )
    return (*_cells(outcome), quotes)
