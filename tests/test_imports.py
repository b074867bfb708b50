"""Imports go down only: each room knows the rooms below it and none beside or above."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "esgqa"
BASE = {"types", "errors", "settings", "numerals"}
MAY_KNOW: dict[str, set[str]] = {
    "types": set(),
    "errors": set(),
    "numerals": set(),
    "settings": {"errors"},
    "reading": BASE,
    "kpi": BASE,
    "passages": BASE,
    "units": {"types"},
    "compare": BASE | {"kpi", "units"},
    "retrieval": BASE | {"kpi"},
    "answering": BASE | {"kpi", "passages", "retrieval", "datasheet", "units"},
    "datasheet": BASE | {"kpi", "passages", "units"},
    "checks": {"types", "units"},
    "library": BASE | {"reading", "kpi", "passages", "retrieval", "answering", "datasheet", "compare", "checks"},
    "evaluation": BASE | {"library"},
    "doctor": BASE | {"retrieval"},
    "sheets": BASE | {"datasheet"},
    "workbook": BASE | {"checks", "datasheet", "sheets"},
    "show": BASE | {"library", "answering", "datasheet", "checks"},
    "compared": BASE | {"compare", "sheets", "units"},
    "batch": BASE | {"library", "answering"},
    "web": BASE
    | {"library", "answering", "kpi", "datasheet", "checks", "compare", "units", "sheets", "workbook", "compared"},
    "cli": BASE
    | {"library", "answering", "evaluation", "web", "doctor", "sheets", "workbook", "show", "compared", "batch"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            names = [node.module] if node.module != "esgqa" else [f"esgqa.{alias.name}" for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("esgqa.")}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_lies_below_it(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        assert not imported(path)
        return
    above = imported(path) - MAY_KNOW[room] - {room}
    assert not above, f"{path.name} imports {', '.join(sorted(above))}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_pickles_prints_or_outgrows_its_idea(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= 600
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "print" not in calls
    modules = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    assert not modules & {"pickle", "dill", "joblib", "shelve"}
