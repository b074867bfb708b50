"""Fit the answering weights on the dev split of the gold sets and write `esgqa/answering/weights.json`.

    python eval/fit_answering.py [--index DIR] [GOLD.jsonl …]

Each question's candidates (figures, sentences) are labelled by the gold set: right when the candidate holds an expected
answer on an expected page. Questions without an answer give only wrong ones, which is what teaches abstention. The
regularisation is chosen by cross-validation over questions, never over candidates of one question; thresholds maximise
right answers less five times the wrong ones asserted, on those held-out folds.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from esgqa.evaluation.gold import GoldQuestion, load_gold
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from esgqa.answering.candidates import Candidate
from esgqa.answering.scope import resolve
from esgqa.answering.verify import numbers_in
from esgqa.library import Library

# questions whose wrong answer costs: a wrong number is worse than none
WRONG_COSTS = 2.0
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
    if candidate.figure is not None:
        return any(same_number(candidate.figure.value, answer) for answer in question.answers)
    text = plain(candidate.text)
    if question.kind in ("figure", "table") and question.answers:
        return any(
            any(same_number(n, a) for n in numbers_in(candidate.text)) or plain(a) in text for a in question.answers
        )
    wanted = [*question.answers, *question.all]
    return any(plain(answer) in text for answer in wanted)


def same_number(value: str, answer: str) -> bool:
    """Equal as numbers."""
    try:
        return float(value.replace(",", "")) == float(answer.replace(",", "").rstrip("%"))
    except ValueError:
        return False


def gather(library: Library, questions: Sequence[GoldQuestion]) -> dict[str, list[tuple[str, Candidate, bool]]]:
    """Candidates by model, each with its question's id and whether it is right."""
    answerer = library._answerer
    rows: dict[str, list[tuple[str, Candidate, bool]]] = {"figure": [], "text": []}
    for question in questions:
        scope = resolve(question.question, library.reports(), only=(question.report,) if question.report else ())
        within = [report for report in library.reports() if report.id in scope.reports]
        if not within:
            continue
        read = answerer._read(question.question, within)
        asked = answerer._asked(read, within)
        hits = answerer.find(read, scope.reports)
        figures, sentences = answerer.candidates(read, asked, hits, within)
        numeric = read.reading.intent in ("figure", "share", "kpi") or question.kind in ("figure", "table")
        if numeric:
            rows["figure"] += [(question.id, c, is_right(c, question)) for c in figures if not c.refused]
        if question.kind not in ("figure", "table") or not read.reading.strict:
            rows["text"] += [(question.id, c, is_right(c, question)) for c in sentences if not c.refused]
    return rows


def matrix(rows: Sequence[tuple[str, Candidate, bool]], names: Sequence[str]) -> NDArray[np.float64]:
    """Features as an array of shape (rows, names)."""
    return np.array([[row[1].features.get(name, 0.0) for name in names] for row in rows], dtype=float)


def fit(rows: Sequence[tuple[str, Candidate, bool]]) -> tuple[dict[str, object], dict[str, float]]:
    """The model as written to the file, and what was measured on held-out folds."""
    names = sorted({name for _, candidate, _ in rows for name in candidate.features})
    x, y = matrix(rows, names), np.array([right for _, _, right in rows], dtype=int)
    groups = np.array([question for question, _, _ in rows])
    means, scales = x.mean(axis=0), x.std(axis=0)
    keep = scales > 1e-9
    names = [name for name, kept in zip(names, keep, strict=True) if kept]
    x, means, scales = x[:, keep], means[keep], scales[keep]
    z = (x - means) / scales
    # every question weighs the same, however many candidates it has
    counts = {question: float((groups == question).sum()) for question in set(groups)}
    weights = np.array([len(y) / len(counts) / counts[question] for question in groups])
    weights = np.where(y == 1, weights * 3, weights)
    best: tuple[float, float, NDArray[np.float64]] | None = None
    for strength in (0.003, 0.01, 0.03, 0.1, 0.3, 1.0):
        held_out = np.zeros(len(y))
        for train, test in GroupKFold(5).split(z, y, groups):
            model = LogisticRegression(C=strength, max_iter=2000)
            model.fit(z[train], y[train], sample_weight=weights[train])
            held_out[test] = model.predict_proba(z[test])[:, 1]
        score = top_right(groups, held_out, y)
        if best is None or score > best[0]:
            best = (score, strength, held_out)
    assert best is not None
    model = LogisticRegression(C=best[1], max_iter=2000).fit(z, y, sample_weight=weights)
    threshold, report = choose_threshold(groups, best[2], y)
    written: dict[str, object] = {
        "names": names,
        "means": [round(float(v), 6) for v in means],
        "scales": [round(float(v), 6) for v in scales],
        "weights": [round(float(v), 6) for v in model.coef_[0]],
        "intercept": round(float(model.intercept_[0]), 6),
        "threshold": threshold,
    }
    return written, {"C": best[1], "held_out_top1": round(best[0], 4), **report}


def tops(groups: NDArray[np.str_], scores: NDArray[np.float64], y: NDArray[np.int_]) -> list[tuple[float, bool, bool]]:
    """For each question: its best score, whether that candidate is right, whether any is."""
    found = []
    for question in dict.fromkeys(groups.tolist()):
        mine = groups == question
        best = int(np.argmax(np.where(mine, scores, -1.0)))
        found.append((float(scores[best]), bool(y[best]), bool(y[mine].any())))
    return found


def top_right(groups: NDArray[np.str_], scores: NDArray[np.float64], y: NDArray[np.int_]) -> float:
    """Share of the answerable questions whose best candidate is right, less a little for unsure unanswerable ones."""
    found = tops(groups, scores, y)
    answerable = [right for _, right, any_right in found if any_right]
    order = [score for score, right, _ in found if right], [score for score, right, _ in found if not right]
    apart = np.mean([a > b for a in order[0] for b in order[1]]) if order[0] and order[1] else 0.0
    return float(np.mean(answerable)) + 0.5 * float(apart)


def choose_threshold(
    groups: NDArray[np.str_], scores: NDArray[np.float64], y: NDArray[np.int_]
) -> tuple[float, dict[str, float]]:
    """The threshold with the most right answers less `WRONG_COSTS` times the wrong ones."""
    found = tops(groups, scores, y)
    best = max(
        (sum((1.0 if right else -WRONG_COSTS) for score, right, _ in found if score >= t), t)
        for t in np.linspace(0.02, 0.95, 94)
    )[1]
    asserted = [(right, any_right) for score, right, any_right in found if score >= best]
    return round(float(best), 3), {
        "questions": len(found),
        "answerable": sum(a for _, _, a in found),
        "asserted": len(asserted),
        "asserted_right": sum(r for r, _ in asserted),
        "asserted_when_absent": sum(not a for _, a in asserted),
    }


def main() -> None:
    """Fit both models and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--index", type=Path, default=None)
    parser.add_argument("--dry-run", action="store_true")
    arguments = parser.parse_args()
    paths = arguments.gold or sorted((Path(__file__).parent / "gold").glob("*.jsonl"))
    questions = [q for q in load_gold(paths) if q.split != "test"]
    library = Library.open(arguments.index)
    rows = gather(library, questions)
    models, measured = {}, {}
    for name, group in rows.items():
        models[name], measured[name] = fit(group)
        print(name, measured[name])
    if not arguments.dry_run:
        provenance = {
            "fitted_by": "eval/fit_answering.py",
            "gold": [p.name for p in paths],
            "split": "dev",
            "measured": measured,
        }
        TARGET.write_text(json.dumps({"provenance": provenance, "models": models}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
