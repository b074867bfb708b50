"""A comparison as JSON, CSV and tables, and the facade and the command that give it."""

import csv
import io
import json
import subprocess
import sys

import pytest
from compare_documents import compared, document
from rich.console import Console

from esgqa import compared as face
from esgqa.compare import Comparison
from esgqa.errors import UsageError
from esgqa.library import Library

TABLE = "Energy consumption\nType Unit {} {}\nDiesel kWh in ’000s {} {}\nPetrol kWh in ’000s 1.5 1.6\n"


@pytest.fixture
def comparison() -> Comparison:
    older = document("A2.1", TABLE.format(2021, 2020, "2.5", "2.7"), year=2021)
    return compared("A2.1", document("A2.1", TABLE.format(2022, 2021, "2.1", "2.4")), older)


def test_json_gives_every_value_with_its_source(comparison: Comparison) -> None:
    said = json.loads(face.as_json(comparison))
    assert [column["period"] for column in said["columns"]] == ["2022", "2021", "2021", "2020"]
    diesel = next(line for line in said["lines"] if line["label"] == "Diesel")
    assert [cell["amount"] for cell in diesel["cells"]] == ["2100", "2400", "2500", "2700"]
    assert diesel["cells"][0]["citation"]["page_label"] == "11"
    assert said["differences"][0]["kind"] == "restatement"


def test_csv_has_one_value_a_row(comparison: Comparison) -> None:
    rows = list(csv.DictReader(io.StringIO(face.as_csv(comparison))))
    assert len(rows) == 8
    assert rows[0]["conversion"] == "2.1 kWh in ’000s × 1,000 = 2,100 kWh"
    assert rows[0]["raw"] in rows[0]["quote"]


def test_the_table_tells_a_restatement(comparison: Comparison) -> None:
    stream = io.StringIO()
    face.print_comparison(comparison, Console(file=stream, width=200))
    shown = stream.getvalue()
    assert "RESTATEMENT: A2.1 Diesel, 2021: 2,500 (09991-2021 p. 11) → 2,400 (09991-2022 p. 11) kWh" in shown
    assert "converted: 2.1 kWh in ’000s × 1,000 = 2,100 kWh (and 7 more)" in shown


def test_the_library_compares_what_is_indexed(library: Library) -> None:
    found = library.compare(["kpi a1.2"])
    total = found.lines[0]
    assert found.kpis[0][0] == "A1.2"
    assert total.cells[0] is not None and str(total.cells[0].amount) == "353.7"
    assert "only the indirect emissions" in total.measure.boundary
    with pytest.raises(UsageError, match="not indexed"):
        library.compare(["A1.2"], ["00000-1999"])
    with pytest.raises(UsageError, match="no KPI"):
        library.compare([])


def test_the_command_prints_json_and_refuses_a_code_without_figures(library: Library) -> None:
    command = [sys.executable, "-m", "esgqa.cli", "compare", "--index", str(library.directory), "--kpi"]
    done = subprocess.run([*command, "B1.1", "--format", "json"], capture_output=True, text=True, check=True)
    labels = {line["label"]: line["cells"][0]["raw"] for line in json.loads(done.stdout)["lines"]}
    assert labels["Male"] == "264"
    wrong = subprocess.run([*command, "B6.5"], capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
    assert "B6.5" in wrong.stderr and "Traceback" not in wrong.stderr
