"""The examples of docs/api.md, run as they stand against a live server."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:7860"
EXAMPLES = re.findall(r"```(sh|python)\n(.*?)```(?:\s+```text\n(.*?)```)?", TEXT, re.S)


def test_there_is_an_example_of_each_kind() -> None:
    assert [kind for kind, _, _ in EXAMPLES] == ["sh", "python", "python"]


@pytest.mark.parametrize(("kind", "code", "printed"), EXAMPLES)
def test_an_example_does_what_the_page_says(web: tuple[Any, str], kind: str, code: str, printed: str) -> None:
    assert ADDRESS in code
    code = code.replace(ADDRESS, web[1].rstrip("/"))
    if kind == "sh":
        if not shutil.which("curl"):
            pytest.skip("curl is not installed")
        command = ["sh", "-ec", code]
    else:
        command = [sys.executable, "-c", code]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    if kind == "sh":
        assert json.loads(ran.stdout)["figures"][0]["value"] == "4917"
    else:
        assert ran.stdout == printed


def test_the_page_names_every_endpoint(web: tuple[Any, str]) -> None:
    import httpx

    table = TEXT.replace("{n}", "{page}").replace("{id}", "{report_id}")
    for path in httpx.get(f"{web[1]}api/openapi.json").json()["paths"]:
        assert path in table
