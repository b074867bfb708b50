"""Fit the weights of the KPI tagger on development reports, measure its calibration, and write `esgqa/kpi/tagger.toml`.

    esgqa ingest corpus --index DIR1; esgqa ingest eval/reports --index DIR2
    python eval/fit_tagger.py --index DIR1 --index DIR2 [--write]

A page is right for an item where the truth written with a report says so (`eval/reports/truth`), else where the issuer's own
content index gives it. A page's score is that of its surest passage. Of a report without truth the index is what is to be
foretold, and is left out of the evidence.

The loss is how unlikely an item's right pages are to be drawn by the odds of their scores, and a pull to a guess made by hand,
the strongest that, leaving one report out, costs next to nothing. What is printed and kept in the file is measured on the reports left out: the
share of items with a right page among the first three, and the expected calibration error.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.isotonic import IsotonicRegression

from esgqa.kpi import load_edition
from esgqa.kpi.phrases import phrase_book
from esgqa.kpi.tagger import evidence_of
from esgqa.library import Library

TRUTH = Path(__file__).parent / "reports" / "truth"
GUESS = {"own": 1.0, "heading": 0.6, "similarity": 0.45, "unit": 0.15, "neighbour": 0.65}
LISTED = 0.4
"""Set by hand: pages cannot tell what it should be, since every passage of a right page would earn it."""
STRENGTHS = (10.0, 3.0, 1.0, 0.3, 0.1)
WITHIN = 0.005
"""Of the best share of items, what a stronger pull may cost."""
BINS = 6


@dataclass(frozen=True, slots=True)
class Pages:
    """The evidence of one report: a row a passage and item, and the page of an item that each belongs to."""

    name: str
    source: str
    rows: NDArray[np.float64]
    """phrase, heading, close, listed, unit, outworded; grouped by item and page."""
    starts: NDArray[np.int64]
    """First row of each page of an item."""
    right: NDArray[np.bool_]
    """By page of an item."""
    items: NDArray[np.int64]
    """The item's number, by page of an item."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, action="append", required=True)
    parser.add_argument("--write", action="store_true", help="write the weights")
    arguments = parser.parse_args()
    reports = [pages for folder in arguments.index for pages in read(Library.open(folder))]
    tried = {strength: left_out(reports, strength) for strength in STRENGTHS}
    most = max(top_three(fitted) for fitted in tried.values())
    best = next(strength for strength in STRENGTHS if top_three(tried[strength]) >= most - WITHIN)
    held_out = tried[best]
    points = calibration(*firsts(held_out))
    weights = fit(reports, best)
    lines = [
        "# Fitted by eval/fit_tagger.py; do not edit by hand.",
        *(f"# from {one.name}: {len(set(one.items))} items, right pages by {one.source}" for one in reports),
        f"# pull to the guess {best}; on reports left out, each in turn: a right page among the first three for "
        f"{top_three(held_out):.1%} of items (by the guess {top_three([(one, array(GUESS)) for one in reports]):.1%}),",
        f"# expected calibration error {error_left_out(held_out):.3f} of the chance that an item's surest page is right",
        "",
        "[weights]",
        *(f"{name} = {value:.4f}" for name, value in zip(GUESS, weights, strict=True)),
        f"listed = {LISTED}",
        "",
        "[calibration]",
        f"points = [{', '.join(f'[{x:.3f}, {y:.3f}]' for x, y in points)}]",
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    if arguments.write:
        Path(__file__).parent.parent.joinpath("esgqa", "kpi", "tagger.toml").write_text(text, encoding="utf-8")


def read(library: Library) -> list[Pages]:
    found = []
    for report in library.reports():
        document = library.document(report.id)
        edition = load_edition(report.edition)
        truth = _truth(report.file)
        wanted = truth or {entry.code: set(entry.pages) for entry in document.entries if entry.pages}
        embedder = library.models.embedder
        passages = [p for p in document.passages if p.kind not in ("index_row", "boilerplate", "heading")]
        similarity = (
            embedder.encode([p.search_text for p in passages]) @ embedder.encode(edition.descriptions()).T
        ).astype(np.float32)
        listed: defaultdict[str, set[str]] = defaultdict(set)
        for entry in document.entries if truth else ():
            for label in entry.pages:
                listed[label].add(entry.code)
        grouped: defaultdict[tuple[str, str], list[tuple[float, ...]]] = defaultdict(list)
        for n, passage in enumerate(passages):
            evidence = evidence_of(passage, listed[passage.label], edition, phrase_book(edition), similarity[n])
            for code in wanted:
                if one := evidence.get(code):
                    row = (one.phrase, one.heading, one.close, one.listed, one.unit, one.outworded)
                    grouped[code, passage.label].append(tuple(map(float, row)))
        keys = sorted(grouped)
        codes = {code: n for n, code in enumerate(dict.fromkeys(code for code, _ in keys))}
        found.append(
            Pages(
                report.id,
                "the truth written with it" if truth else "its issuer's index",
                np.array([row for key in keys for row in grouped[key]]),
                np.cumsum([0, *(len(grouped[key]) for key in keys[:-1])]),
                np.array([label in wanted[code] for code, label in keys]),
                np.array([codes[code] for code, _ in keys]),
            )
        )
    return found


def _truth(file: str) -> dict[str, set[str]]:
    for path in TRUTH.glob("*.json"):
        truth = json.loads(path.read_text(encoding="utf-8"))
        if truth["report"]["file"] == file:
            return {code: set(row["pages"]) for code, row in truth["kpis"].items() if row["pages"]}
    return {}


def array(weights: dict[str, float]) -> NDArray[np.float64]:
    return np.array([weights[name] for name in GUESS])


def score(pages: Pages, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """By page of an item, the score of its surest passage: `esgqa.kpi.tagger.weigh` for whole columns."""
    own, heading, similarity, unit, neighbour = weights
    phrase, above, close, on_page, dimension, outworded = pages.rows.T
    left = (
        (1 - phrase * own)
        * (1 - above * heading)
        * (1 - close * similarity)
        * (1 - on_page * LISTED)
        * (1 - dimension * unit)
    )
    return np.maximum.reduceat((1 - left) * np.where(outworded > 0, neighbour, 1.0), pages.starts)


def loss(reports: Sequence[Pages], weights: NDArray[np.float64]) -> float:
    """Mean over items of how unlikely a right page is to be drawn by the odds of its score; each report weighs the same."""
    total = 0.0
    for pages in reports:
        chance = np.clip(score(pages, weights), 1e-3, 1 - 1e-3)
        odds = chance / (1 - chance)
        firsts = np.flatnonzero(np.diff(pages.items, prepend=-1))
        right = np.add.reduceat(odds * pages.right, firsts)
        known = right > 0
        total -= float(np.log(right[known] / np.add.reduceat(odds, firsts)[known]).mean())
    return total / len(reports)


def fit(reports: Sequence[Pages], strength: float) -> NDArray[np.float64]:
    guess = array(GUESS)
    found = minimize(
        lambda weights: loss(reports, weights) + strength * float(np.sum((weights - guess) ** 2)),
        guess,
        bounds=[(0.05, 1.0)] * len(guess),
        method="L-BFGS-B",
    )
    return np.asarray(found.x)


def left_out(reports: Sequence[Pages], strength: float) -> list[tuple[Pages, NDArray[np.float64]]]:
    """Each report with weights fitted on the others."""
    return [(one, fit([other for other in reports if other is not one], strength)) for one in reports]


def top_three(fitted: Sequence[tuple[Pages, NDArray[np.float64]]]) -> float:
    hits = total = 0
    for pages, weights in fitted:
        scores = score(pages, weights)
        for item in set(pages.items):
            of_item = np.flatnonzero(pages.items == item)
            if not pages.right[of_item].any():
                continue
            first = of_item[np.argsort(-scores[of_item], kind="stable")[:3]]
            hits, total = hits + bool(pages.right[first].any()), total + 1
    return hits / max(total, 1)


def firsts(fitted: Sequence[tuple[Pages, NDArray[np.float64]]]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The score of every item's surest page, and whether it is right."""
    best, right = [], []
    for pages, weights in fitted:
        scores = score(pages, weights)
        for item in sorted(set(pages.items)):
            of_item = np.flatnonzero(pages.items == item)
            first = of_item[np.argmax(scores[of_item])]
            best.append(scores[first])
            right.append(pages.right[first])
    return np.array(best), np.array(right)


def calibration(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> list[tuple[float, float]]:
    """Shares of right pages in bins of as many pages each, made to rise with the score."""
    bins = [part for part in np.array_split(np.argsort(scores, kind="stable"), BINS) if len(part)]
    xs = [float(scores[part].mean()) for part in bins]
    # one more right and one more wrong in each, so that none is said to be sure
    ys = IsotonicRegression().fit_transform(xs, [(right[part].sum() + 1) / (len(part) + 2) for part in bins])
    return [(0.0, 0.0), *zip(xs, map(float, ys), strict=True), (1.0, float(ys[-1]))]


def error_left_out(fitted: Sequence[tuple[Pages, NDArray[np.float64]]]) -> float:
    """Expected calibration error, each report's chances from the curve of the others."""
    chances, hits = [], []
    for one in fitted:
        points = calibration(*firsts([other for other in fitted if other is not one]))
        scores, right = firsts([one])
        xs, ys = zip(*points, strict=True)
        chances.append(np.interp(scores, xs, ys))
        hits.append(right)
    chance, hit = np.concatenate(chances), np.concatenate(hits)
    parts = np.array_split(np.argsort(chance, kind="stable"), BINS)
    return float(sum(len(part) * abs(chance[part].mean() - hit[part].mean()) for part in parts) / len(chance))


if __name__ == "__main__":
    main()
