"""What the pages of an evaluation are made of: a table and a style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

STYLE = """
:root { color-scheme: light dark; --line: #8884; --bad: #b3261e; --good: #1b7f4b; --ink: #2f5d8a; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --good: #7bdca5; --ink: #8ab8e6; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem; }
caption { text-align: left; font-weight: 600; font-size: 1.1rem; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
blockquote { margin: .2rem 0; padding-left: .6rem; border-left: 3px solid var(--line); }
th.n { white-space: normal; vertical-align: bottom; min-width: 4.5rem; }
.bad { color: var(--bad); } .good { color: var(--good); }
small { opacity: .75; }
.plots { display: flex; flex-wrap: wrap; gap: 1.5rem; }
figure { margin: 0; } figcaption { font-weight: 600; }
svg { max-width: 100%; height: auto; } svg text { font-size: 11px; fill: currentColor; }
svg .grid { stroke: var(--line); } svg .mark { fill: var(--ink); }
svg .curve, svg .guide { fill: none; stroke: var(--ink); stroke-width: 2; } svg .guide { stroke-dasharray: 4 4; stroke-width: 1; }
fieldset { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; } label { margin-right: 1rem; white-space: nowrap; }
.miss { border-bottom: 1px solid var(--line); padding: .4rem 0; } .miss table { font-size: .85rem; }
summary { cursor: pointer; } dl { display: grid; grid-template-columns: 7rem 1fr; gap: .2rem 1rem; } dd { margin: 0; }
.badge { border: 1px solid var(--bad); color: var(--bad); border-radius: 4px; padding: 0 .4rem; font-size: .85rem; }
"""


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: int = 0) -> str:
    """`rows` hold HTML, caption and heads text; the last `numbers` columns are aligned as numbers."""
    first = len(heads) - numbers
    kinds = [' class="n"' if column >= first else "" for column in range(len(heads))]
    head = "".join(f"<th{kind}>{escape(text)}</th>" for text, kind in zip(heads, kinds, strict=True))
    body = "\n".join(
        "<tr>" + "".join(f"<td{kind}>{cell}</td>" for cell, kind in zip(row, kinds, strict=True)) + "</tr>"
        for row in rows
    )
    return f'<div class="wide"><table>\n<caption>{escape(caption)}</caption>\n<tr>{head}</tr>\n{body}\n</table></div>\n'
