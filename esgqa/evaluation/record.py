"""An evaluation as JSON: for scripts, and as the baseline of a later run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from esgqa.errors import DataError, UsageError
from esgqa.evaluation.metrics import Group
from esgqa.evaluation.outcome import Outcome
from esgqa.evaluation.run import Evaluation

FORMAT = 1
_MARKS = (
    "right",
    "answer_right",
    "first_figure",
    "first_page",
    "any_page",
    "abstained",
    "reason_right",
    "asserted_when_absent",
    "wrong_figure",
    "kpi_right",
)


@dataclass(frozen=True, slots=True)
class Past:
    """What a baseline remembers of one outcome."""

    question: str
    right: bool
    wrong_figure: bool
    status: str
    answer: str


def to_json(evaluation: Evaluation) -> str:
    """The evaluation as JSON text, one outcome a line so that two runs can be compared by `diff`."""
    groups = {group.name: _group(group) for group in evaluation.groups}
    outcomes = ",\n".join("  " + json.dumps(_outcome(o), ensure_ascii=False) for o in evaluation.outcomes)
    metrics = json.dumps(groups, ensure_ascii=False, indent=1)
    return f'{{\n "format": {FORMAT},\n "metrics": {metrics},\n "outcomes": [\n{outcomes}\n ]\n}}\n'


def _group(group: Group) -> dict[str, Any]:
    rounded = {
        name: {key: round(value, 4) for key, value in asdict(estimate).items()}
        for name, estimate in group.estimates.items()
    }
    latency = {"p50": round(group.p50_ms, 1), "p95": round(group.p95_ms, 1)}
    return {"questions": group.questions, **rounded, "latency_ms": latency}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    gold, answer = outcome.gold, outcome.answer
    return {
        "id": gold.id,
        "question": gold.question,
        "kind": gold.kind,
        "expected": {"status": gold.status, "answers": gold.answers, "all": gold.all, "pages": gold.pages},
        "status": answer.status,
        "answer": answer.answer or answer.reason,
        "figures": [f"{figure.raw} {figure.unit}".strip() for figure in answer.figures],
        "pages": [citation.page_label for citation in answer.citations],
        "kpis": answer.kpis,
        "confidence": round(answer.confidence, 3),
        "marks": {mark: value for mark in _MARKS if (value := getattr(outcome, mark)) is not None},
        "latency_ms": round(outcome.latency_ms, 1),
    }


def load_baseline(path: Path) -> Mapping[str, Past]:
    """The outcomes of an earlier run by question id.

    Raises `UsageError` for a missing file and `DataError` for one that `esgqa eval --json` did not write.
    """
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise DataError(
                str(path), cause=f"format {found['format']!r}", remedy="Write it anew: `esgqa eval --json`."
            )
        return {
            outcome["id"]: Past(
                question=outcome["question"],
                right=outcome["marks"]["right"],
                wrong_figure=outcome["marks"].get("wrong_figure", False),
                status=outcome["status"],
                answer=outcome["answer"],
            )
            for outcome in found["outcomes"]
        }
    except OSError as error:
        raise UsageError(
            str(path), cause=error.strerror or "unreadable", remedy="Name a file that `esgqa eval --json` wrote."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            str(path), cause="not an evaluation", remedy="Name a file that `esgqa eval --json` wrote."
        ) from error
