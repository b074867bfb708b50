"""One measure of a comparison as a chart; each bar carries where its figure stands."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as plotly

from esgqa.compare import Comparison
from esgqa.web.catalog import Catalog

# of these each is told from the others with any kind of colour vision, on light ground and dark
_COLOURS = ("#3b82c4", "#c77700", "#159a74", "#b0558c", "#7a6fd0", "#8a8a2c")


def chart_of(found: Comparison, number: int, catalog: Catalog) -> Any:
    """Bars of the line of this number, a colour a report, over the periods in order."""
    line = found.lines[number]
    figure = plotly.Figure()
    periods = sorted({column.period for column in found.columns}, key=lambda period: (period[-4:], period))
    for n, report in enumerate(dict.fromkeys(column.report for column in found.columns)):
        here = [
            (column.period, value)
            for column, value in zip(found.columns, line.cells, strict=True)
            if column.report == report and value is not None
        ]
        if not here:
            continue
        figure.add_bar(
            x=[period for period, _ in here],
            y=[float(value.amount) for _, value in here],
            text=[value.raw for _, value in here],
            name=catalog.label(report),
            marker_color=_COLOURS[n % len(_COLOURS)],
            customdata=[
                [value.citation.report, value.citation.page, value.citation.start, value.citation.end]
                for _, value in here
            ],
            hovertemplate=f"%{{text}} {line.unit}<extra>%{{x}}</extra>"
            if _plain(line.unit)
            else "%{text}<extra>%{x}</extra>",
        )
    figure.update_layout(
        barmode="group",
        height=360,
        margin={"l": 60, "r": 10, "t": 20, "b": 40},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        legend={"orientation": "h", "y": -0.15},
        showlegend=True,
        font={"family": "system-ui, sans-serif", "color": "#6b7788"},
    )
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=periods)
    figure.update_yaxes(
        rangemode="tozero", title={"text": line.unit if _plain(line.unit) else ""}, gridcolor="rgba(127,127,127,0.25)"
    )
    return figure


def _plain(words: str) -> bool:
    """Whether plotly, which reads a little markup, shows these words as they are."""
    return not set(words) & set("<>&%{}")
