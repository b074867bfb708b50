"""Many questions from a file: order kept, and one bad line never stops the rest."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from esgqa.answering.shape import to_json
from esgqa.errors import EsgqaError, UsageError
from esgqa.types import Answer

if TYPE_CHECKING:
    from esgqa.library import Library


def answer_batch(
    library: Library, questions: Path, out: Path, *, progress: Callable[[str, int, int], None] | None = None
) -> tuple[int, int]:
    """Answer each line of `questions` (`{"question": …, "id": …, "report": …}`) into the same line of `out`.

    Returns how many were asked and how many of the lines are `error`. Raises `UsageError` if a file cannot be opened.
    """
    try:
        lines = questions.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        raise UsageError(
            str(questions), cause=error.strerror or "unreadable", remedy="Name a file that exists."
        ) from error
    lines = [line for line in lines if line.strip()]
    failed = 0
    beside = out.with_name(out.name + ".part")
    try:
        with beside.open("w", encoding="utf-8") as stream:
            for done, line in enumerate(lines, 1):
                answer = _answer_line(library, line)
                failed += answer.status == "error"
                stream.write(json.dumps(to_json(answer), ensure_ascii=False) + "\n")
                if progress:
                    progress("asking", done, len(lines))
        os.replace(beside, out)
    except OSError as error:
        raise UsageError(
            str(out), cause=error.strerror or "not writable", remedy="Name a file in a writable folder."
        ) from error
    return len(lines) - failed, failed


def _answer_line(library: Library, line: str) -> Answer:
    try:
        asked: Any = json.loads(line)
    except ValueError as error:
        return Answer(question=line[:200], status="error", answer="", reason=f"The line is not JSON: {error}.")
    if not isinstance(asked, dict) or not isinstance(asked.get("question"), str):
        name = str(asked.get("id", "")) if isinstance(asked, dict) else ""
        return Answer(
            question="", status="error", answer="", id=name, reason='The line has no "question" that is a text.'
        )
    name = str(asked.get("id", ""))
    only = asked.get("report", asked.get("reports", ()))
    try:
        return library.ask(
            asked["question"],
            reports=(only,) if isinstance(only, str) and only else tuple(map(str, only or ())),
            issuer=str(asked.get("issuer", "") or ""),
            year=int(asked["year"]) if asked.get("year") else None,
            id=name,
        )
    except (EsgqaError, ValueError, TypeError) as error:
        failed = Answer(question=asked["question"], status="error", answer="", reason=str(error))
        return replace(failed, id=name)
