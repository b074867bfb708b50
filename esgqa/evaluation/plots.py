"""Small drawings as inline SVG: no script, no font, no file from elsewhere. Colours come from the page's style."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from esgqa.evaluation.calibration import Bin, Point
from esgqa.evaluation.stats import Estimate

_SIDE = 260
_LEFT, _TOP, _RIGHT, _BOTTOM = 46, 10, 14, 40
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def reliability(bins: Sequence[Bin]) -> str:
    """Share of right answers over mean confidence, a dot a bin; on the diagonal confidence is chance."""
    dots = [
        f'<circle class="mark" cx="{_x(b.confidence):.1f}" cy="{_y(b.right):.1f}" r="5">'
        f"<title>confidence {b.confidence:.2f}, right {b.right:.0%} of {b.n}</title></circle>"
        for b in bins
    ]
    return _square("Reliability", "confidence", "share right", [_line([(0, 0), (1, 1)], "guide"), *dots])


def risk_coverage(points: Sequence[Point]) -> str:
    """Share of wrong answers over the share of questions answered, from the surest answers on.

    The upright axis ends at the first quarter that holds every risk.
    """
    top = next(tick for tick in _TICKS[1:] if tick >= max((p.risk for p in points), default=0.0))
    path = _line([(p.coverage, p.risk / top) for p in points], "curve")
    ends = [
        f'<circle class="mark" cx="{_x(p.coverage):.1f}" cy="{_y(p.risk / top):.1f}" r="4">'
        f"<title>confidence {p.confidence:.2f} and more: {p.coverage:.0%} answered, {p.risk:.1%} of them wrong</title>"
        "</circle>"
        for p in points[-1:]
    ]
    return _square("Risk and coverage", "questions answered", "of them wrong", [path, *ends], top)


def intervals(title: str, rows: Sequence[tuple[str, Estimate]]) -> str:
    """A dot with its 95% interval for each named share, one below the other, from 0 to 100%."""
    height = 24 * len(rows)
    left, width = 130, _SIDE
    parts = [
        f'<line class="grid" x1="{left + tick * width:.0f}" y1="{_TOP}" x2="{left + tick * width:.0f}" y2="{_TOP + height}"/>'
        f'<text x="{left + tick * width:.0f}" y="{_TOP + height + 16}" text-anchor="middle">{tick:.0%}</text>'
        for tick in _TICKS
    ]
    for place, (name, found) in enumerate(rows):
        y = _TOP + 24 * place + 12
        parts.append(
            f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{escape(name)}</text>'
            f'<line class="curve" x1="{left + found.low * width:.1f}" y1="{y}" x2="{left + found.high * width:.1f}" y2="{y}"/>'
            f'<circle class="mark" cx="{left + found.value * width:.1f}" cy="{y}" r="5">'
            f"<title>{found.value:.1%} of {found.n}, {found.low:.1%} to {found.high:.1%}</title></circle>"
        )
    return _svg(title, left + width + 24, _TOP + height + 26, parts)


def _square(title: str, across: str, up: str, parts: Sequence[str], top: float = 1.0) -> str:
    """A plot of 0 to 1 across and 0 to `top` upwards."""
    grid = []
    for tick in _TICKS:
        x, y = _x(tick), _y(tick)
        grid.append(
            f'<line class="grid" x1="{_x(0)}" y1="{y}" x2="{_x(1)}" y2="{y}"/>'
            f'<line class="grid" x1="{x}" y1="{_y(0)}" x2="{x}" y2="{_y(1)}"/>'
            f'<text x="{x}" y="{_y(0) + 16}" text-anchor="middle">{tick:.0%}</text>'
            f'<text x="{_x(0) - 6}" y="{y + 4}" text-anchor="end">{tick * top:.{0 if top == 1 else 1}%}</text>'
        )
    middle = _LEFT + _SIDE / 2
    names = (
        f'<text x="{middle}" y="{_y(0) + 34}" text-anchor="middle">{escape(across)}</text>'
        f'<text x="{_x(0) + 6}" y="{_y(1) + 14}">{escape(up)}</text>'
    )
    return _svg(title, _LEFT + _SIDE + _RIGHT, _TOP + _SIDE + _BOTTOM, [*grid, names, *parts])


def _svg(title: str, width: int, height: int, parts: Sequence[str]) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg role="img" aria-label="{escape(title)}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">{"".join(parts)}</svg></figure>'
    )


def _line(points: Sequence[tuple[float, float]], style: str) -> str:
    path = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
    return f'<polyline class="{style}" points="{path}"/>'


def _x(share: float) -> float:
    return _LEFT + share * _SIDE


def _y(share: float) -> float:
    return _TOP + (1 - share) * _SIDE
