"""What readers say of answers, kept beside the index: each with its question, scope and the whole answer."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from esgqa.answering.shape import to_json
from esgqa.errors import DataError
from esgqa.types import Answer
from esgqa.web.place import Place

FILE = "feedback.sqlite"
"""Name of the file in the index's folder."""
VERDICTS = ("right", "wrong_number", "wrong_page", "wrong")
_SCHEMA = """CREATE TABLE IF NOT EXISTS feedback (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, verdict TEXT NOT NULL, question TEXT NOT NULL, scope TEXT NOT NULL,
  build TEXT NOT NULL, answer TEXT NOT NULL)"""


class Feedback:
    """A SQLite file. Safe to share between threads; made when first written to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def note(self, verdict: str, place: Place, answer: Answer, build: str) -> None:
        """Keep one verdict on one answer; `build` names the index that gave it.

        Raises `DataError` where the file cannot be written.
        """
        if verdict not in VERDICTS:
            raise ValueError(verdict)
        scope = {"report": list(place.reports), "issuer": place.issuer, "year": place.year}
        row = (
            datetime.now(UTC).isoformat(timespec="seconds"),
            verdict,
            answer.question,
            json.dumps(scope, ensure_ascii=False),
            build,
            json.dumps(to_json(answer, explain=True), ensure_ascii=False),
        )
        try:
            with self._lock, closing(sqlite3.connect(self.path, timeout=10)) as store, store:
                store.execute(_SCHEMA)
                store.execute(
                    "INSERT INTO feedback (at, verdict, question, scope, build, answer) VALUES (?, ?, ?, ?, ?, ?)", row
                )
        except sqlite3.Error as error:
            raise DataError(
                str(self.path), cause=f"cannot be written ({error})", remedy="Make its folder writable."
            ) from error

    def rows(self) -> Iterator[dict[str, Any]]:
        """All that was said, oldest first, with `scope` and `answer` as values."""
        if not self.path.is_file():
            return
        try:
            with closing(sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)) as store:
                store.row_factory = sqlite3.Row
                for row in store.execute("SELECT * FROM feedback ORDER BY id"):
                    found = dict(row)
                    yield {**found, "scope": json.loads(found["scope"]), "answer": json.loads(found["answer"])}
        except sqlite3.Error as error:
            raise DataError(
                str(self.path), cause=f"cannot be read ({error})", remedy="Restore or remove it."
            ) from error

    def drafts(self) -> Iterator[dict[str, Any]]:
        """Gold questions to finish by hand: of an answer called right, what it gave; of others, what to look up."""
        for row in self.rows():
            answer, right = row["answer"], row["verdict"] == "right"
            cited = answer["citations"]
            reports = row["scope"]["report"] or [citation["report"] for citation in cited] or answer["scope"]["reports"]
            keep_pages = right or row["verdict"] == "wrong_number"
            yield {
                "id": f"feedback-{row['id']}",
                "question": row["question"],
                "report": next(iter(reports), ""),
                "kind": "figure" if answer["figures"] else "text",
                "status": answer["status"] if right else "",
                "answers": [figure["value"] for figure in answer["figures"]] if right else [],
                "unit": answer["figures"][0]["unit"] if right and answer["figures"] else "",
                "pages": list(dict.fromkeys(c["page_label"] for c in cited)) if keep_pages else [],
                "kpi": answer["kpis"] if right else [],
                "split": "draft",
                "comment": f"{row['verdict']}; said {row['at']} of: {answer['answer']}",
            }


def write_drafts(feedback: Feedback, path: Path) -> int:
    """Write the drafts as JSON lines; gives how many there are."""
    drafts = [json.dumps(draft, ensure_ascii=False) + "\n" for draft in feedback.drafts()]
    path.write_text("".join(drafts), encoding="utf-8")
    return len(drafts)
