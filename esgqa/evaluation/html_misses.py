"""The questions that were missed, as HTML: gold, answer, evidence and trace of each; filters that need no script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from esgqa.evaluation.html_parts import table
from esgqa.evaluation.outcome import Outcome
from esgqa.evaluation.table import expected
from esgqa.types import Answer, Trace

_FAULTS: tuple[tuple[str, Callable[[Outcome], bool]], ...] = (
    ("wrong number", lambda o: bool(o.wrong_figure)),
    ("answered where there is none", lambda o: bool(o.asserted_when_absent)),
    ("withheld", lambda o: o.gold.answerable and o.answer.status != "answered"),
    ("wrong answer", lambda o: o.gold.answerable and o.answer.status == "answered" and not o.right),
    ("wrong reason", lambda o: bool(o.abstained) and not o.right),
    ("wrong page", lambda o: o.right and o.first_page is False),
    ("wrong KPI", lambda o: o.right and o.kpi_right is False),
)


def faults(outcome: Outcome) -> tuple[str, ...]:
    """What is wrong with an outcome, in words; empty where nothing is. Page and KPI count where all else is right."""
    found = tuple(name for name, has in _FAULTS if has(outcome))
    return found or (() if outcome.right else ("wrong",))


def misses(outcomes: Iterable[Outcome]) -> tuple[str, str]:
    """`(style, body)`: every outcome that has a fault, below filters by fault, kind, language and report."""
    missed = [(outcome, found) for outcome in outcomes if (found := faults(outcome))]
    if not missed:
        return "", "<h2>Missed</h2><p>None.</p>"
    keys = [
        {"fault": found, "kind": (o.gold.kind,), "language": (o.gold.lang,), "report": (o.gold.report or "none",)}
        for o, found in missed
    ]
    rules, rows = [], []
    # classes are numbered: a name from a gold set never stands in a style
    names: dict[tuple[str, str], str] = {}
    for group in ("fault", "kind", "language", "report"):
        values = sorted({value for key in keys for value in key[group]})
        if len(values) < 2:
            continue
        choices = [f'<label><input type="radio" name="{group}" checked> all</label>']
        for value in values:
            name = names[group, value] = f"f{len(names)}"
            count = sum(value in key[group] for key in keys)
            choices.append(f'<label><input type="radio" name="{group}" id="{name}"> {escape(value)} ({count})</label>')
            rules.append(f"body:has(#{name}:checked) .miss:not(.{name}) {{ display: none }}")
        rows.append(f"<fieldset><legend>{group}</legend>{' '.join(choices)}</fieldset>")
    cards = [
        _card(outcome, found, [name for (group, value), name in names.items() if value in key[group]])
        for (outcome, found), key in zip(missed, keys, strict=True)
    ]
    return "\n".join(rules), "\n".join([f"<h2>Missed: {len(missed)}</h2>", *rows, *cards])


def _card(outcome: Outcome, found: Sequence[str], classes: Sequence[str]) -> str:
    gold, answer = outcome.gold, outcome.answer
    badges = " ".join(f'<span class="badge">{escape(name)}</span>' for name in found)
    pages = f", page {', '.join(gold.pages)}" if gold.pages else ""
    wanted = f"{expected(outcome)} {gold.unit}".strip()
    facts = [
        ("expected", escape(f"{wanted}{pages}")),
        ("got", f"<b>{escape(answer.status)}</b> {escape(answer.answer or answer.reason)}"),
        ("confidence", f"{answer.confidence:.3f} · {outcome.latency_ms:.0f} ms"),
        ("scope", escape(", ".join(answer.scope.reports) or answer.scope.reason)),
        ("KPI", escape(f"{', '.join(answer.kpis) or 'none'}; expected {', '.join(gold.kpi)}") if gold.kpi else ""),
        ("notes", escape(" ".join((*answer.notes, gold.note))).strip()),
    ]
    body = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in facts if text)
    return (
        f'<details class="{" ".join(("miss", *classes))}"><summary>{badges} {escape(gold.question)} '
        f"<small>{escape(gold.id)}</small></summary>\n<dl>{body}</dl>\n"
        f"{_evidence(answer)}{_searched(outcome)}{_trace(answer.trace)}</details>"
    )


def _evidence(answer: Answer) -> str:
    return "".join(
        f"<blockquote>{escape(c.quote)} <small>{escape(c.report)}, page {escape(c.page_label)}</small></blockquote>\n"
        for c in answer.citations
    )


def _searched(outcome: Outcome) -> str:
    if outcome.retrieval is None:
        return ""
    rows = [
        (
            "✓" if hit.passage.id in outcome.retrieval.evidence else "",
            escape(hit.passage.id),
            escape(_short(hit.passage.text)),
            *(_rank(rank) for rank in (hit.lexical_rank, hit.dense_rank, hit.late_rank, hit.kpi_rank)),
            "" if hit.rerank_score is None else f"{hit.rerank_score:.1f}",
        )
        for hit in outcome.retrieval.hits
    ]
    heads = ("evidence", "passage", "", "lexical", "dense", "late", "KPI", "reranker")
    return table("What the search found, best first", heads, rows, numbers=5)


def _trace(trace: Trace | None) -> str:
    if trace is None:
        return ""
    kpis = ", ".join(f"{code} {weight:.2f}" for code, weight in trace.kpis)
    read = f"{trace.intent}; {trace.language}; years {', '.join(map(str, trace.years)) or 'none'}; KPI {kpis or 'none'}"
    rows = [
        (
            escape(c.kind),
            escape(f"{c.value} {c.unit}".strip()),
            escape(c.period),
            escape(_short(c.text)),
            escape(c.page_label),
            f"{c.probability:.3f}",
            escape(c.verdict),
        )
        for c in trace.candidates
    ]
    heads = ("weighed", "value", "period", "text", "page", "chance", "verdict")
    decided = f"<p>{escape(trace.decision)}</p>\n" if trace.decision else ""
    return f"<p>Read as: {escape(trace.query)} <small>({escape(read)})</small></p>\n" + (
        table("What was weighed", heads, rows) + decided if rows else decided
    )


def _rank(rank: int | None) -> str:
    return "" if rank is None else str(rank)


def _short(text: str, width: int = 160) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else f"{flat[: width - 1]}…"
