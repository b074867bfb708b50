"""Gold questions: what is asked, and what a right answer holds."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from esgqa.errors import DataError, UsageError

KINDS = ("figure", "table", "text", "list", "yes_no", "undisclosed")
STATUSES = ("answered", "not_disclosed", "not_found", "ambiguous")


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One line of a gold set, as docs/contract describes it."""

    id: str
    question: str
    report: str = ""
    lang: str = "en"
    kind: str = "text"
    status: str = "answered"
    answers: tuple[str, ...] = ()
    """Any one is right; numbers are compared as numbers."""
    all: tuple[str, ...] = ()
    """Every one must stand in the answer or its quotes."""
    unit: str = ""
    pages: tuple[str, ...] = ()
    """Any one is right: printed labels, or positions where `page_kind` is `position`."""
    kpi: tuple[str, ...] = ()
    split: str = "dev"
    page_kind: str = "label"
    note: str = ""


def load_gold(paths: Iterable[Path]) -> tuple[GoldQuestion, ...]:
    """The questions of all files, in order.

    Raises `UsageError` for a missing file and `DataError` naming file, line and field for a bad line or a twin id.
    """
    questions: list[GoldQuestion] = []
    seen: dict[str, str] = {}
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except OSError as error:
            raise UsageError(str(path), cause=error.strerror or "unreadable", remedy="Name a gold set.") from error
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            question = _question(where, line)
            if question.id in seen:
                raise DataError(where, cause=f"id {question.id!r} is also at {seen[question.id]}", remedy="Rename one.")
            seen[question.id] = where
            questions.append(question)
    return tuple(questions)


def _question(where: str, line: str) -> GoldQuestion:
    try:
        found: Any = json.loads(line)
    except ValueError as error:
        raise DataError(where, cause=f"not JSON ({error})", remedy="One JSON object a line.") from error
    if not isinstance(found, dict):
        raise DataError(where, cause="not a JSON object", remedy="One JSON object a line.")
    known = {field.name for field in fields(GoldQuestion)}
    values: dict[str, Any] = {}
    for key, value in found.items():
        if key not in known:
            raise DataError(where, cause=f"unknown field {key!r}", remedy=f"The fields are {', '.join(sorted(known))}.")
        if key in ("answers", "all", "pages", "kpi"):
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise DataError(where, cause=f"{key} must be a list of texts", remedy="Correct the line.")
            value = tuple(value)
        elif not isinstance(value, str):
            raise DataError(where, cause=f"{key} must be a text", remedy="Correct the line.")
        values[key] = value
    for key, allowed in (
        ("kind", KINDS),
        ("status", STATUSES),
        ("split", ("dev", "test")),
        ("page_kind", ("label", "position")),
    ):
        if values.get(key, allowed[0]) not in allowed:
            raise DataError(where, cause=f"{key} is {values[key]!r}", remedy=f"It must be one of {', '.join(allowed)}.")
    if not values.get("id") or not values.get("question"):
        raise DataError(where, cause="id or question is missing", remedy="Both are needed.")
    return GoldQuestion(**values)
