"""The command line, run as a user runs it: output, exit codes, errors of one or two lines."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from esgqa.library import Library


def esgqa(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "esgqa.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


def test_ask_prints_the_answer_its_page_and_its_quote(library: Library) -> None:
    done = esgqa("ask", "what was the complaint count?", "--index", library.directory)
    assert done.returncode == 0
    assert "4,917 customer complaints" in done.stdout
    assert "p. 29" in done.stdout


def test_ask_json_has_the_published_shape(library: Library) -> None:
    done = esgqa("ask", "what was the complaint count?", "--json", "--index", library.directory)
    answer = json.loads(done.stdout)
    assert set(answer) >= {
        "id", "question", "status", "answer", "figures", "kpis", "confidence", "citations", "notes", "scope", "timings_ms"
    }  # fmt: skip
    assert answer["figures"][0]["value"] == "4917"
    assert set(answer["citations"][0]) == {"n", "report", "page", "page_label", "passage", "quote", "start", "end"}
    assert answer["scope"] == {"reports": ["00241-2018"]}


def test_a_bad_line_of_a_batch_never_stops_the_rest(library: Library, tmp_path: Path) -> None:
    asked = tmp_path / "in.jsonl"
    lines = [
        '{"id": "a", "question": "how many employees"}',
        "no json",
        '{"id": "c"}',
        '{"id": "d", "question": "B6.2"}',
    ]
    asked.write_text("\n".join(lines), encoding="utf-8")
    done = esgqa("ask", "--batch", asked, "--out", tmp_path / "out.jsonl", "--index", library.directory)
    assert done.returncode == 0
    assert done.stdout == ""
    answers = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [answer["status"] for answer in answers] == ["answered", "error", "error", "answered"]
    assert all(answer["reason"] for answer in answers if answer["status"] == "error")
    assert [answer["id"] for answer in answers] == ["a", "", "c", "d"]


def test_search_shows_where_a_hit_came_from(library: Library) -> None:
    done = esgqa("search", "warehouse cooling", "-k", "3", "--json", "--index", library.directory)
    hits = json.loads(done.stdout)
    assert len(hits) == 3
    assert {"lexical_rank", "dense_rank", "late_rank", "rerank_score", "page_label", "text"} <= set(hits[0])


def test_the_datasheet_as_csv_and_workbook(library: Library, tmp_path: Path) -> None:
    done = esgqa("kpis", "--format", "csv", "--index", library.directory)
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert len(rows) == 43
    assert "4,917" in rows["B6.2"]["figures"]
    assert rows["A2.5"]["status"] == "not applicable"
    assert rows["B1.2"]["status"] == "marked not disclosed"
    out = tmp_path / "sheet.xlsx"
    assert esgqa("kpis", "--format", "xlsx", "--out", out, "--index", library.directory).returncode == 0
    assert out.read_bytes().startswith(b"PK")


def test_reports_lists_what_is_indexed(library: Library) -> None:
    (report,) = json.loads(esgqa("reports", "--json", "--index", library.directory).stdout)
    assert (report["id"], report["stock_code"], report["pages"]) == ("00241-2018", "00241", 42)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["ask", "x", "--index", "no-such-index"], 3, "esgqa ingest"),
        (["ask"], 2, "QUESTION"),
        (["ask", "--batch", "no-such-file.jsonl", "--out", "o"], 2, "no-such-file.jsonl"),
        (["ingest", "no-such-folder"], 2, "no-such-folder"),
        (["kpis", "--format", "nonsense"], 2, "nonsense"),
        (["frobnicate"], 2, "frobnicate"),
    ],
)
def test_errors_name_the_cause_and_the_remedy_without_a_traceback(
    library: Library, tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    place = [] if "--index" in arguments else ["--index", str(library.directory)]
    if arguments[0] == "ingest":
        place = ["--index", str(tmp_path / "index")]
    done = esgqa(*arguments, *(place if arguments[0] != "frobnicate" else []))
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_one_damaged_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text("Acme Limited\nWe handled 12 customer complaints in the year.\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "<img src=x onerror=alert(1)>.pdf").write_bytes(b"%PDF-1.4 cut short")
    done = esgqa("ingest", folder, "--index", tmp_path / "index", "--json")
    results = {Path(item["file"]).name: item for item in json.loads(done.stdout)}
    assert done.returncode == 1
    assert results["good.txt"]["action"] == "added"
    assert results["empty.txt"]["action"] == "failed"
    assert results["<img src=x onerror=alert(1)>.pdf"]["action"] == "failed"
    again = esgqa("ingest", folder / "good.txt", "--index", tmp_path / "index", "--json")
    assert json.loads(again.stdout)[0]["action"] == "unchanged"


def test_doctor_finds_everything_in_order(library: Library) -> None:
    done = esgqa("doctor", "--index", library.directory)
    assert done.returncode == 0, done.stdout
    assert "every hash as" in done.stdout
