"""An evaluation as JSON: for scripts, and as the baseline of a later run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from esgqa.errors import DataError, UsageError
from esgqa.evaluation.metrics import BY_NAME, METRICS, Group, Observation
from esgqa.evaluation.outcome import Outcome
from esgqa.evaluation.run import Evaluation

FORMAT = 2
_WRITES_IT = "Name a file that `esgqa eval --json` wrote."


@dataclass(frozen=True, slots=True)
class Past:
    """What is remembered of one outcome."""

    question: str
    right: bool
    wrong_figure: bool
    status: str
    answer: str
    observed: Mapping[str, Observation]
    """What each metric saw, by its name; none where the question does not test it."""


def past_of(outcome: Outcome) -> Past:
    """What to remember of an outcome."""
    answer = outcome.answer
    observed = {metric.name: seen for metric in METRICS if (seen := metric.observe(outcome)) is not None}
    return Past(
        question=outcome.gold.question,
        right=outcome.right,
        wrong_figure=bool(outcome.wrong_figure),
        status=answer.status,
        answer=answer.answer or answer.reason,
        observed=observed,
    )


def to_json(evaluation: Evaluation, ablations: Mapping[str, Evaluation] | None = None) -> str:
    """The evaluation as JSON text, one outcome a line so that two runs can be compared by `diff`.

    Of ablations, by the part left out, only the metrics over all questions are kept.
    """
    groups = {group.name: _group(group) for group in evaluation.groups}
    without = {part: _group(run.groups[0]) for part, run in (ablations or {}).items()}
    outcomes = ",\n".join("  " + json.dumps(_outcome(o), ensure_ascii=False) for o in evaluation.outcomes)
    parts = [f' "format": {FORMAT}', f' "metrics": {json.dumps(groups, ensure_ascii=False, indent=1)}']
    if without:
        parts.append(f' "without": {json.dumps(without, ensure_ascii=False, indent=1)}')
    return "{\n" + ",\n".join([*parts, f' "outcomes": [\n{outcomes}\n ]']) + "\n}\n"


def _group(group: Group) -> dict[str, Any]:
    rounded = {
        name: {key: round(value, 4) for key, value in asdict(estimate).items()}
        for name, estimate in group.estimates.items()
    }
    return {"questions": group.questions, **rounded}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    gold, answer, past = outcome.gold, outcome.answer, past_of(outcome)
    found = outcome.retrieval
    return {
        "id": gold.id,
        "question": gold.question,
        "kind": gold.kind,
        "lang": gold.lang,
        "expected": {"status": gold.status, "answers": gold.answers, "all": gold.all, "pages": gold.pages},
        "status": answer.status,
        "answer": past.answer,
        "figures": [f"{figure.raw} {figure.unit}".strip() for figure in answer.figures],
        "pages": [citation.page_label for citation in answer.citations],
        "kpis": answer.kpis,
        "retrieved": [hit.passage.id for hit in found.hits] if found else [],
        "confidence": round(answer.confidence, 4),
        "marks": {name: bool(seen[0]) for name, seen in past.observed.items() if BY_NAME[name].yes_no},
        "values": {
            name: [round(value, 4) for value in seen]
            for name, seen in past.observed.items()
            if not BY_NAME[name].yes_no
        },
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
                observed={name: (float(mark),) for name, mark in outcome["marks"].items()}
                | {name: tuple(map(float, seen)) for name, seen in outcome["values"].items()},
            )
            for outcome in found["outcomes"]
        }
    except OSError as error:
        raise UsageError(str(path), cause=error.strerror or "unreadable", remedy=_WRITES_IT) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(str(path), cause="not an evaluation", remedy=_WRITES_IT) from error
