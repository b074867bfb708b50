"""What readers say of answers: kept whole, and given out as drafts of gold questions."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from esgqa.errors import DataError
from esgqa.types import Answer, AnswerFigure, Citation, Scope
from esgqa.web.feedback import Feedback, write_drafts
from esgqa.web.place import Place

ANSWER = Answer(
    "how many?",
    "answered",
    "45 complaints.",
    figures=(AnswerFigure("45", "45", "complaints", "complaints", "2020", "B6.2", 1),),
    kpis=("B6.2",),
    citations=(Citation(1, "00001-2020", 12, "10", "00001-2020:12:1", "a total of 45", 3, 16),),
    scope=Scope(reports=("00001-2020",)),
)


def test_a_verdict_is_kept_with_scope_answer_and_index(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "said.sqlite")
    assert list(feedback.rows()) == []
    feedback.note("wrong_page", Place(question="how many?", year=2020), ANSWER, "build-1")
    (row,) = feedback.rows()
    assert (row["verdict"], row["question"], row["build"]) == ("wrong_page", "how many?", "build-1")
    assert row["scope"]["year"] == 2020
    assert row["answer"]["figures"][0]["value"] == "45"


def test_a_right_answer_becomes_a_whole_draft_and_a_wrong_one_leaves_open_what_was_wrong(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "said.sqlite")
    for verdict in ("right", "wrong_number", "wrong_page"):
        feedback.note(verdict, Place(), ANSWER, "b")
    assert write_drafts(feedback, tmp_path / "drafts.jsonl") == 3
    right, number, page = map(json.loads, (tmp_path / "drafts.jsonl").read_text(encoding="utf-8").splitlines())
    assert (right["answers"], right["pages"], right["kpi"]) == (["45"], ["10"], ["B6.2"])
    assert (number["answers"], number["pages"]) == ([], ["10"])
    assert page["pages"] == []
    assert {one["split"] for one in (right, number, page)} == {"draft"}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nowhere"):
        Feedback(tmp_path / "nowhere" / "said.sqlite").note("right", Place(), ANSWER, "b")


def test_only_known_verdicts_are_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="drop table"):
        Feedback(tmp_path / "said.sqlite").note("drop table", Place(), ANSWER, "b")


def test_the_command_writes_the_drafts(tmp_path: Path) -> None:
    from esgqa.cli import app

    Feedback(tmp_path / "feedback.sqlite").note("right", Place(), ANSWER, "b")
    out = tmp_path / "drafts.jsonl"
    ran = CliRunner().invoke(app, ["feedback", "--index", str(tmp_path), "--out", str(out)])
    assert ran.exit_code == 0, ran.output
    assert json.loads(out.read_text(encoding="utf-8"))["answers"] == ["45"]
