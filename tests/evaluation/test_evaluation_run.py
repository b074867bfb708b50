"""A whole run over a real library: questions asked, table printed, files written, exit code."""

import io
import json
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from esgqa.errors import DataError, UsageError
from esgqa.evaluation import GoldQuestion, evaluate, run_eval
from esgqa.library import Library
from esgqa.settings import Settings


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


def run(library: Library, gold: Path, **options: object) -> tuple[int, str]:
    out = io.StringIO()
    console = Console(file=out, width=120)
    code = run_eval([library.directory], library.settings, [gold], console=console, **options)  # type: ignore[arg-type]
    return code, out.getvalue()


def test_a_run_prints_its_table_and_writes_both_files(library: Library, gold: Path, tmp_path: Path) -> None:
    record, page = tmp_path / "out.json", tmp_path / "out.html"
    code, printed = run(library, gold, json_out=record, html_out=page)
    assert code == 0
    assert "right answer" in printed
    outcomes = json.loads(record.read_text(encoding="utf-8"))["outcomes"]
    assert [(o["id"], o["status"], o["marks"]["right"]) for o in outcomes] == [
        ("c", "answered", True),
        ("n", "not_found", True),
    ]
    assert all(o["values"]["latency_p50"][0] > 0 for o in outcomes)
    assert outcomes[0]["values"]["mrr"][0] > 0
    assert "mrr" not in outcomes[1]["values"]
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_gate_closes_when_answers_are_wrong(
    library: Library, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "eval").mkdir()
    (tmp_path / "eval" / "gates.toml").write_text("[answer_accuracy]\nmin = 0.9\n", encoding="utf-8")
    assert run(library, gold, gate=True)[0] == 0
    gold.write_text(gold.read_text(encoding="utf-8").replace("4917", "4918"), encoding="utf-8")
    code, printed = run(library, gold, gate=True)
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
    # an index that is opened would be missed first
    nowhere, settings = [tmp_path / "none"], Settings()
    quiet = Console(file=io.StringIO())
    with pytest.raises(UsageError, match="split"):
        run_eval(nowhere, settings, [gold], split="train", console=quiet)
    with pytest.raises(UsageError, match=r"none\.json"):
        run_eval(nowhere, settings, [gold], baseline=tmp_path / "none.json", console=quiet)
    with pytest.raises(UsageError, match=r"out\.html"):
        run_eval(nowhere, settings, [gold], html_out=tmp_path / "no folder" / "out.html", console=quiet)
    with pytest.raises(UsageError, match="magic"):
        run_eval(nowhere, settings, [gold], leave_out=["magic"], console=quiet)


def test_a_part_left_out_stands_beside_the_full_run(library: Library, gold: Path, tmp_path: Path) -> None:
    record = tmp_path / "out.json"
    code, printed = run(library, gold, leave_out=["rerank", "kpi", "rerank"], json_out=record)
    assert code == 0
    head = next(line for line in printed.splitlines() if "full" in line)
    assert head.split() == ["metric", "full", "without", "rerank", "without", "kpi"]
    found = json.loads(record.read_text(encoding="utf-8"))
    assert set(found["without"]) == {"rerank", "kpi"}
    assert found["without"]["rerank"]["latency_p50"]["value"] < found["metrics"]["all"]["latency_p50"]["value"]


def test_each_gold_set_is_asked_of_the_library_that_holds_its_reports(
    library: Library, gold: Path, tmp_path: Path
) -> None:
    small = tmp_path / "small"
    shutil.copytree(library.directory / "models", small / "models")  # the exported embedder need not be made again
    report = tmp_path / "mill.txt"
    report.write_text("The mill used 7,311 tonnes of water in the year.\f", encoding="utf-8")
    report.with_suffix(".toml").write_text('id = "00009-2020"\nissuer = "Mill Ltd"\nedition = "2016"', encoding="utf-8")
    Library.open(small, library.settings, create=True).add([report])
    own = tmp_path / "own.jsonl"
    water = {"id": "w", "question": "How much water was used?", "report": "00009-2020", "kind": "figure"}
    own.write_text(json.dumps({**water, "answers": ["7311"]}), encoding="utf-8")
    out, quiet = tmp_path / "out.json", Console(file=io.StringIO())
    run_eval([small, library.directory], library.settings, [gold, own], json_out=out, console=quiet)
    outcomes = json.loads(out.read_text(encoding="utf-8"))["outcomes"]
    assert [(o["id"], o["marks"]["right"]) for o in outcomes] == [("c", True), ("n", True), ("w", True)]
    with pytest.raises(DataError, match="00009-2020"):
        run_eval([library.directory], library.settings, [gold, own], console=quiet)


def test_by_default_a_gold_set_that_is_not_indexed_is_left_out_and_named(
    library: Library, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "eval" / "gold"
    folder.mkdir(parents=True)
    gold.rename(folder / "here.jsonl")
    other = {"id": "x", "question": "how many?", "report": "99999-2018", "answers": ["5"]}
    (folder / "other.jsonl").write_text(json.dumps(other), encoding="utf-8")
    out = io.StringIO()
    assert run_eval([library.directory], library.settings, [], console=Console(file=out)) == 0
    assert out.getvalue().startswith("2 questions")
    told = capsys.readouterr().err
    assert "other.jsonl" in told and "99999-2018" in told


def test_twin_ids_of_two_sets_are_refused(library: Library, gold: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.jsonl"
    twin.write_bytes(gold.read_bytes())
    with pytest.raises(DataError, match="'c'"):
        run_eval([library.directory], library.settings, [gold, twin], console=Console(file=io.StringIO()))
