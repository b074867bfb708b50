"""A run for people (table, HTML) and for programs (JSON)."""

from __future__ import annotations

import html
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from rich.console import Group
from rich.table import Table
from rich.text import Text

from esgqa.evaluation.metrics import Rate, by, latency_ms, metrics
from esgqa.evaluation.scoring import Outcome


def shown(rate: Rate) -> str:
    """`91.2% [86.0, 95.4] of 114`."""
    if math.isnan(rate.value):
        return "–"
    return f"{rate.value:.1%} [{rate.low:.1%}, {rate.high:.1%}] of {rate.of}"


def sections(outcomes: Sequence[Outcome]) -> Mapping[str, Mapping[str, str]]:
    """The summary as texts: all metrics, then right outcomes by kind, language and split, then latency."""
    return {
        "all": {name: shown(rate) for name, rate in metrics(outcomes).items()},
        "right by kind": {name: shown(rate) for name, rate in by(outcomes, lambda o: o.kind).items()},
        "right by language": {name: shown(rate) for name, rate in by(outcomes, lambda o: o.lang).items()},
        "right by split": {name: shown(rate) for name, rate in by(outcomes, lambda o: o.split).items()},
        "latency, ms": {name: f"{value:.0f}" for name, value in latency_ms(outcomes).items()},
    }


def as_table(outcomes: Sequence[Outcome]) -> Group:
    """The summary for the terminal."""
    tables = []
    for title, rows in sections(outcomes).items():
        table = Table(title, "share [95% interval]" if "latency" not in title else "", box=None)
        for name, value in rows.items():
            table.add_row(Text(name), Text(value))
        tables.append(table)
    return Group(*tables)


def as_json(outcomes: Sequence[Outcome]) -> str:
    """Metrics and every outcome; what `--baseline` reads."""
    rates = {name: asdict(rate) if rate.of else None for name, rate in metrics(outcomes).items()}
    body = {"metrics": rates, "latency_ms": latency_ms(outcomes), "outcomes": [asdict(o) for o in outcomes]}
    return json.dumps(body, ensure_ascii=False, indent=1)


def as_html(outcomes: Sequence[Outcome]) -> str:
    """One self-contained page: the summary, then every miss with its evidence."""

    def cells(values: Sequence[str], tag: str = "td") -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(value)}</{tag}>" for value in values) + "</tr>"

    parts = []
    for title, rows in sections(outcomes).items():
        body = "".join(cells((name, value)) for name, value in rows.items())
        parts.append(f"<h2>{html.escape(title)}</h2><table>{body}</table>")
    misses = [o for o in outcomes if not o.right or (o.answerable and not o.page_right) or not o.status_right]
    head = cells(("id", "question", "wanted", "got", "quotes", "pages", "confidence"), "th")
    lines = "".join(
        cells(
            (
                o.id,
                o.question,
                f"{o.expected}: {o.wanted}",
                f"{o.got}: {o.answer}",
                " … ".join(o.quotes),
                ", ".join(o.pages),
                f"{o.confidence:.2f}",
            )
        )
        for o in misses
    )
    parts.append(f"<h2>{len(misses)} misses</h2><table>{head}{lines}</table>")
    style = (
        "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#1a1d21;background:#fff}"
        "table{border-collapse:collapse}td,th{border-bottom:1px solid #d8dce0;padding:.3rem .6rem;text-align:left;vertical-align:top}"
    )
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>esgqa eval</title><style>{style}</style><h1>Evaluation</h1>{"".join(parts)}</html>\n'
