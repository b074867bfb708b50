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
SPLITS = ("dev", "test")
_CHOICES = {"kind": KINDS, "status": STATUSES, "split": SPLITS, "page_kind": ("label", "position")}
_LISTS = ("answers", "all", "pages", "kpi")


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One question of a gold set: a JSON object a line, with these keys."""

    id: str
    question: str
    report: str = ""
    """Id of the report that answers it, and whose pages are meant."""
    within: str = ""
    """Id of the report within which it is asked, as by `--report`; empty where it is asked of the whole library."""
    lang: str = "en"
    kind: str = "text"
    """`figure`, `table`, `text`, `list`, `yes_no` or `undisclosed`."""
    status: str = "answered"
    """`answered`, or the reason why there is no answer: `not_disclosed`, `not_found`, `ambiguous`."""
    answers: tuple[str, ...] = ()
    """Any one is right; numbers are compared as numbers."""
    all: tuple[str, ...] = ()
    """Every one must stand in the answer or its quotes."""
    unit: str = ""
    pages: tuple[str, ...] = ()
    """Any one is right: printed labels, or positions where `page_kind` is `position`."""
    kpi: tuple[str, ...] = ()
    split: str = "dev"
    """`dev` questions may be looked at and fitted to; `test` questions only measure."""
    page_kind: str = "label"
    note: str = ""
    """For readers of the gold set; never scored."""

    @property
    def answerable(self) -> bool:
        """Whether the report answers it."""
        return self.status == "answered"

    @property
    def numeric(self) -> bool:
        """Whether only a number answers it."""
        return self.kind in ("figure", "table")


def load_gold(paths: Iterable[Path]) -> tuple[GoldQuestion, ...]:
    """The questions of all files, in order.

    Raises `UsageError` for a missing file and `DataError` naming file, line and field for a bad line or a twin id.
    """
    questions: list[GoldQuestion] = []
    seen: dict[str, str] = {}
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise UsageError(str(path), cause=error.strerror or "unreadable", remedy="Name a gold set.") from error
        except UnicodeDecodeError as error:
            raise DataError(str(path), cause="not UTF-8", remedy="Save the gold set as UTF-8.") from error
        for number, line in enumerate(text.split("\n"), 1):
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
        raise DataError(where, cause=f"not JSON ({error})", remedy="Write one JSON object a line.") from error
    if not isinstance(found, dict):
        raise DataError(where, cause="not a JSON object", remedy="Write one JSON object a line.")
    known = {field.name for field in fields(GoldQuestion)}
    values: dict[str, Any] = {}
    for key, value in found.items():
        if key not in known:
            raise DataError(where, cause=f"unknown field {key!r}", remedy=f"The fields are {', '.join(sorted(known))}.")
        if key in _LISTS:
            if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
                raise DataError(where, cause=f"{key} is no list of texts", remedy='Write it as ["…", "…"], or [].')
            value = tuple(value)
        elif not isinstance(value, str):
            raise DataError(where, cause=f"{key} is no text", remedy=f'Write it as "{key}": "…".')
        values[key] = value
    for key, allowed in _CHOICES.items():
        if values.get(key, allowed[0]) not in allowed:
            raise DataError(where, cause=f"{key} is {values[key]!r}", remedy=f"It must be one of {', '.join(allowed)}.")
    for key in ("id", "question"):
        if not values.get(key, "").strip():
            raise DataError(where, cause=f"{key} is missing or empty", remedy="Every question needs an id and a text.")
    question = GoldQuestion(**values)
    if question.answerable and not (question.answers or question.all):
        raise DataError(
            where,
            cause="answers and all are both empty",
            remedy="Say what a right answer holds, or set another status.",
        )
    return question
