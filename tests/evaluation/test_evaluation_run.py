"""A whole run over a real library: questions asked, table printed, files written, exit code."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from esgqa.errors import DataError, UsageError
from esgqa.evaluation import GoldQuestion, evaluate, run_eval
from esgqa.library import Library


def question(library: Library, name: str, text: str, **fields: object) -> dict[str, object]:
    return {"id": name, "question": text, "report": library.reports()[0].id, **fields}


@pytest.fixture
def gold(library: Library, tmp_path: Path) -> Path:
    lines = [
        question(library, "c", "what was the complaint count?", kind="figure", answers=["4917"], pages=["29"]),
        question(library, "n", "How many complaints did MTR receive?", kind="undisclosed", status="not_found"),
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def run(library: Library, gold: Path, tmp_path: Path, **options: object) -> tuple[int, str]:
    out = io.StringIO()
    code = run_eval(lambda: library, [gold], console=Console(file=out, width=120), **options)  # type: ignore[arg-type]
    return code, out.getvalue()


def test_a_run_prints_its_table_and_writes_both_files(library: Library, gold: Path, tmp_path: Path) -> None:
    record, page = tmp_path / "out.json", tmp_path / "out.html"
    code, printed = run(library, gold, tmp_path, json_out=record, html_out=page)
    assert code == 0
    assert "right answer" in printed
    outcomes = json.loads(record.read_text(encoding="utf-8"))["outcomes"]
    assert [(o["id"], o["status"], o["marks"]["right"]) for o in outcomes] == [
        ("c", "answered", True),
        ("n", "not_found", True),
    ]
    assert all(o["latency_ms"] > 0 for o in outcomes)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_gate_closes_when_answers_are_wrong(
    library: Library, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "eval").mkdir()
    (tmp_path / "eval" / "gates.toml").write_text("[answer_accuracy]\nmin = 0.9\n", encoding="utf-8")
    assert run(library, gold, tmp_path, gate=True)[0] == 0
    gold.write_text(gold.read_text(encoding="utf-8").replace("4917", "4918"), encoding="utf-8")
    code, printed = run(library, gold, tmp_path, gate=True)
    assert code == 1
    assert "answer_accuracy" in printed


def test_a_report_that_is_not_indexed_is_named_before_anything_is_asked(library: Library) -> None:
    with pytest.raises(DataError, match="99999-2018"):
        evaluate(library, [GoldQuestion("a", "how many?", report="99999-2018", answers=("5",))])


def test_a_question_that_is_refused_does_not_end_the_run(library: Library) -> None:
    refused = GoldQuestion("long", "why " * 2000, answers=("5",))
    asked = GoldQuestion("c", "what was the complaint count?", kind="figure", answers=("4917",))
    statuses = [outcome.answer.status for outcome in evaluate(library, [refused, asked]).outcomes]
    assert statuses == ["error", "answered"]


def test_wrong_calls_are_told_before_the_library_is_opened(gold: Path, tmp_path: Path) -> None:
    def never() -> Library:
        raise AssertionError("opened")

    quiet = Console(file=io.StringIO())
    with pytest.raises(UsageError, match="split"):
        run_eval(never, [gold], split="train", console=quiet)
    with pytest.raises(UsageError, match=r"none\.json"):
        run_eval(never, [gold], baseline=tmp_path / "none.json", console=quiet)
