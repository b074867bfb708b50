"""Fit the answering weights on the dev split of the gold sets and write `esgqa/answering/weights.json`.

    python eval/fit_answering.py [--index DIR] [GOLD.jsonl …]      # --index once for each of index, build/eval-index,
                                                                   # build/issuers-index and build/training
Each question's candidates (figures, sentences) are labelled by the gold set: right when the candidate holds an expected
answer on an expected page. Questions without an answer give only wrong ones, which is what teaches abstention.

One issuer's questions are few, and a free fit on them learns the issuer: signs are held to what a feature means, and
weights are tied to an expert's guess (`EXPERT`) by a strength chosen by cross-validation over questions. The threshold is
the chance at which answering gains nothing, given what a wrong answer costs (`WRONG_COSTS`).
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from esgqa.answering.candidates import Candidate
from esgqa.answering.model import Logistic
from esgqa.answering.scope import resolve
from esgqa.answering.second_look import MOST, features_of
from esgqa.answering.verify import numbers_in
from esgqa.evaluation.gold import GoldQuestion, load_gold
from esgqa.library import Library

# what a wrong answer costs, in right ones: a wrong number is worse than none, a sentence beside the point less so
WRONG_COSTS = {"figure": 1.0, "text": 0.7}

Row = tuple[str, Candidate, bool]

# 1: more of it can only speak for a candidate, -1: only against, 0: either
SIGNS: dict[str, int] = {
    **dict.fromkeys(
        [
            "ce",
            "ce_chosen",
            "late",
            "late_kpi",
            "late_passage",
            "dense",
            "lexical",
            "late_first",
            "cover",
            "own_cover",
            "passage_cover",
            "phrases",
            "kpi",
            "kpi_first",
            "kpi_top",
            "code_kpi",
            "listed",
            "unit",
            "total",
            "counted",
            "unit_counted",
            "measure_cover",
            "kpi_cover",
            "row_fit",
            "figure_kpi",
            "period",
            "near",
            "date_wanted",
            "name_wanted",
        ],
        1,
    ),
    **dict.fromkeys(
        [
            "missing",
            "passage_missing",
            "foreign",
            "passage_foreign",
            "marked",
            "apart",
            "short",
            "extra_part",
            "lacking_part",
            "unitless",
            "unheard",
            "elsewhere",
            "elsewhere_passage",
            "counts_other",
            "ce_behind",
            "late_behind",
            "cover_behind",
            "own_cover_behind",
            "kpi_behind",
            "measure_cover_behind",
            "late_kpi_behind",
            "late_passage_behind",
            "figure_kpi_behind",
            "figure_other",
            "spelt",
            "beside",
        ],
        -1,
    ),
    **dict.fromkeys(["table", "code", "kpi_asked", "length", "zero", "negation"], 0),
}
# guessed before any fit, on raw features
EXPERT: dict[str, tuple[float, dict[str, float]]] = {
    "figure": (
        -5.0,
        {
            "ce": 0.4, "ce_chosen": 0.3, "late": 4, "cover": 1, "measure_cover": 3, "unit": 1, "counted": 1, "extra_part": -2.5,
            "lacking_part": -2, "period": 1, "kpi": 1.5, "near": 0.5, "ce_behind": -0.3, "total": 1.5, "code_kpi": 2,
            "late_kpi": 0.5, "listed": 0.3, "figure_kpi": 2, "figure_other": -0.5,
        },
    ),
    "text": (
        -3.5,
        {
            "ce": 0.5, "ce_chosen": 0.5, "late": 3, "cover": 1, "own_cover": 0.5, "kpi": 1, "short": -2, "ce_behind": -0.3, "apart": -0.3,
            "code_kpi": 3, "late_kpi": 0.5, "listed": 0.5, "date_wanted": 0.5, "name_wanted": 0.5, "marked": -1,
        },
    ),
}  # fmt: skip
TARGET = Path(__file__).parent.parent / "esgqa" / "answering" / "weights.json"


def plain(text: str) -> str:
    """For comparing wording: lower case, single spaces, straight quotes."""
    return re.sub(r"\s+", " ", text.lower().replace("’", "'").replace("‘", "'")).strip()


def is_right(candidate: Candidate, question: GoldQuestion, position_offset: int = 0) -> bool:
    """Whether the candidate answers the gold question."""
    if question.status != "answered":
        return False
    key = str(candidate.passage.page) if question.page_kind == "position" else candidate.passage.label
    if question.pages and key not in question.pages:
        return False
    text = plain(candidate.text)
    if candidate.figure is not None:
        return any(
            same_number(candidate.figure.value, answer) or (plain(answer) in text and is_its_number(candidate, answer))
            for answer in question.answers
        )
    if question.kind in ("figure", "table") and question.answers:
        return any(
            any(same_number(n, a) for n in numbers_in(candidate.text)) or plain(a) in text for a in question.answers
        )
    wanted = [*question.answers, *question.all]
    return any(plain(answer) in text for answer in wanted)


def is_its_number(candidate: Candidate, wording: str) -> bool:
    """Whether a figure is the only one of its sentence that stands in a wording that is expected (`251 passed`)."""
    start, end = candidate.span
    there = {
        one.raw.lower()
        for one in candidate.passage.figures
        if start <= one.start < end
        and re.search(rf"(?<![\w.,]){re.escape(plain(one.raw))}(?![\w]|[.,]\d)", plain(wording))
    }
    return candidate.figure is not None and there == {candidate.figure.raw.lower()}


def same_number(value: str, answer: str) -> bool:
    """Equal as numbers."""
    try:
        return float(value.replace(",", "")) == float(answer.replace(",", "").rstrip("%"))
    except ValueError:
        return False


def gather(library: Library, questions: Sequence[GoldQuestion]) -> dict[str, list[Row]]:
    """Candidates by model, each with its question's id and whether it is right."""
    answerer = library._answerer
    rows: dict[str, list[Row]] = {"figure": [], "text": []}
    for question in questions:
        scope = resolve(
            question.question,
            library.reports(),
            only=(question.within or question.report,) if question.within or question.report else (),
        )
        within = [report for report in library.reports() if report.id in scope.reports]
        if not within:
            continue
        read = answerer._read(question.question, within)
        asked = answerer._asked(read, within)
        hits = answerer.find(read, scope.reports)
        figures, sentences = answerer.candidates(read, asked, hits, within)
        numeric = read.reading.intent in ("figure", "share", "kpi") or question.kind in ("figure", "table")
        marked = [(question.id, c, is_right(c, question)) for c in figures if not c.refused]
        # which of several numbers of an expected wording is meant, no one knows
        told = any(right for *_, right in marked) or not any(is_right(c, question) for c in sentences)
        if numeric and told:
            rows["figure"] += marked
        if question.kind not in ("figure", "table") or not read.reading.strict:
            rows["text"] += [(question.id, c, is_right(c, question)) for c in sentences if not c.refused]
    return rows


def matrix(rows: Sequence[Row], names: Sequence[str]) -> NDArray[np.float64]:
    """Features as an array of shape (rows, names); one that a row lacks is the mean of those that have it, as in use."""
    x = np.array([[row[1].features.get(name, np.nan) for name in names] for row in rows], dtype=float)
    return np.where(np.isnan(x), np.nanmean(x, axis=0), x)


@dataclass(frozen=True)
class Problem:
    """One model's data, standardised, with the expert's weights as the centre of the prior."""

    names: list[str]
    x: NDArray[np.float64]
    y: NDArray[np.bool_]
    groups: NDArray[np.int_]
    means: NDArray[np.float64]
    scales: NDArray[np.float64]
    centre: NDArray[np.float64]
    """Weights on standardised features, the intercept last."""
    bounds: list[tuple[float | None, float | None]]


def problem(rows: Sequence[Row], expert: Mapping[str, float], intercept: float) -> Problem:
    """Standardises; a feature whose sign is known may only get that sign."""
    names = [name for name in SIGNS if any(name in row[1].features for row in rows)]
    x = matrix(rows, names)
    means, scales = x.mean(axis=0), x.std(axis=0)
    keep = scales > 1e-9
    names = [name for name, kept in zip(names, keep, strict=True) if kept]
    x, means, scales = x[:, keep], means[keep], scales[keep]
    raw = np.array([expert.get(name, 0.0) for name in names])
    centre = np.append(raw * scales, intercept + float(raw @ means))
    limits: dict[int, tuple[float | None, float | None]] = {1: (0.0, None), -1: (None, 0.0), 0: (None, None)}
    bounds = [limits[SIGNS[name]] for name in names] + [(None, None)]
    ids = {question: number for number, question in enumerate(dict.fromkeys(row[0] for row in rows))}
    return Problem(
        names,
        (x - means) / scales,
        np.array([row[2] for row in rows], dtype=bool),
        np.array([ids[row[0]] for row in rows]),
        means,
        scales,
        centre,
        bounds,
    )


def solve(p: Problem, chosen: NDArray[np.bool_], strength: float) -> NDArray[np.float64]:
    """Weights that minimise the listwise loss over the chosen rows.

    Each question is a choice among its candidates and "none of these" (score 0): the loss is −log of the probability
    given to the right ones, or to none where none is right. `strength` ties the weights to the expert's.
    """
    x, y = p.x[chosen], p.y[chosen]
    _, groups = np.unique(p.groups[chosen], return_inverse=True)
    count = groups.max() + 1
    answerable = np.zeros(count, dtype=bool)
    np.logical_or.at(answerable, groups, y)

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        s = x @ w[:-1] + w[-1]
        top = np.zeros(count)
        np.maximum.at(top, groups, s)
        e = np.exp(s - top[groups])
        none = np.exp(-top)
        total = none.copy()
        np.add.at(total, groups, e)
        right = np.where(answerable, 0.0, none)
        np.add.at(right, groups, np.where(y, e, 0.0))
        right = np.maximum(right, 1e-300)
        share = e / total[groups]
        wanted = np.where(y, e / right[groups], 0.0)
        gradient = share - wanted
        away = w - p.centre
        value = float(np.log(total / right).sum()) + strength * float((away[:-1] ** 2).sum())
        slope = np.append(x.T @ gradient + 2 * strength * away[:-1], gradient.sum())
        return value, slope

    start = np.array([min(max(w, lo if lo is not None else w), hi if hi is not None else w)
                      for w, (lo, hi) in zip(p.centre, p.bounds, strict=True)])  # fmt: skip
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=p.bounds).x)


def fit(
    rows: Sequence[Row], expert: Mapping[str, float], intercept: float, cost: float
) -> tuple[dict[str, object], dict[str, float]]:
    """The model as written to the file, and what was measured on held-out questions."""
    p = problem(rows, expert, intercept)
    folds = np.random.default_rng(0).integers(0, 5, p.groups.max() + 1)[p.groups]
    best: tuple[float, float, NDArray[np.float64]] | None = None
    for strength in (1.0, 3.0, 10.0, 30.0):
        held_out = np.zeros(len(p.y))
        for fold in range(5):
            w = solve(p, folds != fold, strength)
            test = folds == fold
            held_out[test] = 1 / (1 + np.exp(-(p.x[test] @ w[:-1] + w[-1])))
        utility = gain(tops(p, held_out), cost / (1 + cost), cost)
        print(f"  strength {strength}: {utility:.1f}")
        if best is None or utility > best[0]:
            best = (utility, strength, held_out)
    assert best is not None
    w = solve(p, np.ones(len(p.y), dtype=bool), best[1])
    found = tops(p, best[2])
    # where the gain of answering is nought; fitted thresholds jumped from 0.2 to 0.7 between samples of questions
    threshold = cost / (1 + cost)
    asserted = [(right, possible) for score, right, possible in found if score >= threshold]
    written: dict[str, object] = {
        "names": p.names,
        "means": [round(float(v), 6) for v in p.means],
        "scales": [round(float(v), 6) for v in p.scales],
        "weights": [round(float(v), 6) for v in w[:-1]],
        "intercept": round(float(w[-1]), 6),
        "threshold": round(float(threshold), 3),
    }
    return written, {
        "strength": best[1],
        "questions": len(found),
        "answerable": sum(possible for _, _, possible in found),
        "right_first": sum(right for _, right, _ in found),
        "asserted": len(asserted),
        "asserted_right": sum(right for right, _ in asserted),
        "asserted_when_absent": sum(not possible for _, possible in asserted),
    }


# of trees for the second look; three depths and counts came out alike
TREES = {
    "learning_rate": 0.05,
    "max_iter": 100,
    "max_depth": 4,
    "min_samples_leaf": 25,
    "l2_regularization": 5.0,
    "max_features": 0.5,
}
FITS = 2
LOOKED_AT = TARGET.with_name("second_look.json")


def likeliest(rows: Sequence[Row], fitted: Logistic) -> list[list[tuple[dict[str, float], bool]]]:
    """Of each question its likeliest candidates as the second look sees them, and whether each is right."""
    groups: dict[str, list[tuple[float, Candidate, bool]]] = {}
    for question, candidate, right in rows:
        groups.setdefault(question, []).append((fitted.probability(candidate.features), candidate, right))
    found = []
    for group in groups.values():
        best = sorted(group, key=lambda one: -one[0])[:MOST]
        seen = features_of([one.features for _, one, _ in best], [chance for chance, _, _ in best])
        found.append([(features, right) for features, (_, _, right) in zip(seen, best, strict=True)])
    return found


def fit_trees(rows: Sequence[Row], fitted: Logistic) -> dict[str, object]:
    """The trees of the second look as written to the file. Signs are held as those of the sum are."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    examples = [example for group in likeliest(rows, fitted) for example in group]
    names = [name for name in (*SIGNS, "log_odds", "ahead") if any(name in features for features, _ in examples)]
    x = np.array([[features.get(name, np.nan) for name in names] for features, _ in examples], dtype=float)
    y = np.array([right for _, right in examples])
    signs = [SIGNS.get(name, 1) for name in names]
    fits = []
    for seed in range(FITS):
        boosted = HistGradientBoostingClassifier(monotonic_cst=signs, random_state=seed, **TREES).fit(x, y)
        trees = [
            [
                [-1, round(float(node["value"]), 5), 0, 0, 0]
                if node["is_leaf"]
                else [
                    int(node["feature_idx"]),
                    round(float(node["num_threshold"]), 6),
                    int(node["missing_go_to_left"]),
                    int(node["left"]),
                    int(node["right"]),
                ]
                for node in predictor.nodes
            ]
            for (predictor,) in boosted._predictors
        ]
        fits.append({"start": round(float(np.ravel(boosted._baseline_prediction)[0]), 5), "trees": trees})
    return {"names": names, "fits": fits}


def tops(p: Problem, scores: NDArray[np.float64]) -> list[tuple[float, bool, bool]]:
    """For each question: its best score, whether that candidate is right, whether any is."""
    found = []
    for question in range(p.groups.max() + 1):
        mine = np.flatnonzero(p.groups == question)
        best = mine[int(np.argmax(scores[mine]))]
        found.append((float(scores[best]), bool(p.y[best]), bool(p.y[mine].any())))
    return found


def gain(found: Sequence[tuple[float, bool, bool]], threshold: float, cost: float) -> float:
    """Right answers given, less `WRONG_COSTS` for each wrong one."""
    return sum(1.0 if right else -cost for score, right, _ in found if score >= threshold)


def main() -> None:
    """Fit both models and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--index", type=Path, action="append", help="an index; several may be given")
    parser.add_argument("--dry-run", action="store_true")
    arguments = parser.parse_args()
    here = Path(__file__).parent
    held_out = [
        here / "training" / f"{name}.jsonl" for name in (here / "training" / "held-out.list").read_text().split()
    ]
    paths = arguments.gold or [*sorted((here / "gold").glob("*.jsonl")), *held_out]
    questions = [q for q in load_gold(paths) if q.split != "test"]
    rows: dict[str, list[Row]] = {"figure": [], "text": []}
    for index in arguments.index or [None]:
        library = Library.open(index)
        known = {report.id for report in library.reports()}
        for name, found in gather(library, [q for q in questions if q.report in known]).items():
            rows[name] += found
    models, measured = {}, {}
    for name, group in rows.items():
        intercept, expert = EXPERT[name]
        models[name], measured[name] = fit(group, expert, intercept, WRONG_COSTS[name])
        print(name, measured[name])
    text = {key: models["text"][key] for key in ("names", "means", "scales", "weights", "intercept", "threshold")}
    trees = fit_trees(
        rows["text"], Logistic(**{key: tuple(v) if isinstance(v, list) else v for key, v in text.items()})
    )
    if not arguments.dry_run:
        LOOKED_AT.write_text(json.dumps(trees, separators=(",", ":")) + "\n", encoding="utf-8")
        provenance = {
            "fitted_by": "eval/fit_answering.py",
            "gold": [p.name for p in paths],
            "split": "dev",
            "measured": measured,
        }
        TARGET.write_text(json.dumps({"provenance": provenance, "models": models}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
