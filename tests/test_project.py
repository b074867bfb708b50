"""What holds for every file of the package, and what a clone must carry."""

import ast
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "esgqa"
MODULES = sorted(PACKAGE.rglob("*.py"))
SOURCES = MODULES + sorted(path for room in ("tests", "eval", "benchmarks") for path in (ROOT / room).rglob("*.py"))

# modules that run code when they load data
PICKLES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}
MOST_LINES = 600
MOST_BYTES = 2_100_000


def roots(node: ast.Import | ast.ImportFrom) -> set[str]:
    """The packages that a statement imports from."""
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    return {name.split(".")[0] for name in names}


def faults(source: str) -> Iterator[str]:
    """What a module of the package must not do, each with its line."""
    for node in ast.walk(ast.parse(source)):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Import | ast.ImportFrom) and roots(node) & PICKLES:
            yield f"{line}: pickle"
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "eval", "exec")
        ):
            yield f"{line}: {node.func.id}"
        elif isinstance(node, ast.keyword) and node.arg == "allow_pickle":
            if not (isinstance(node.value, ast.Constant) and node.value.value is False):
                yield f"{line}: allow_pickle"
        elif isinstance(node, ast.ExceptHandler):
            named = node.type is not None and not (
                isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
            )
            if not named and all(isinstance(step, ast.Pass | ast.Continue) for step in node.body):
                yield f"{line}: an error is swallowed"
    for number, text in enumerate(source.splitlines(), 1):
        if re.search(r"\b(?:TODO|FIXME|XXX)\b", text):
            yield f"{number}: left for later"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_does_nothing_forbidden(path: Path) -> None:
    assert list(faults(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from joblib import load",
        "print('x')",
        "np.load(p, allow_pickle=True)",
        "try:\n    f()\nexcept Exception:\n    pass",
        "for x in y:\n    try:\n        f()\n    except:\n        continue",
        "x = 1  # TODO later",
    ],
)
def test_what_is_forbidden_is_seen(source: str) -> None:
    assert list(faults(source))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_no_longer_than_it_may_be(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.skipif(not (ROOT / ".git").exists() or shutil.which("git") is None, reason="not a git checkout")
def test_no_large_file_or_package_is_kept_in_git() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    kept = [ROOT / name for name in listed.split("\0") if name]
    heavy = [path.name for path in kept if path.is_file() and path.stat().st_size > MOST_BYTES]
    assert heavy == []
    assert [path.name for path in kept if path.suffix in (".whl", ".zip", ".gz")] == []


def test_test_files_have_names_of_their_own() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(names) == len(set(names))


def test_every_data_file_of_the_package_is_installed_with_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = {
        path for pattern in project["tool"]["setuptools"]["package-data"]["esgqa"] for path in PACKAGE.glob(pattern)
    }
    data = {path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")}
    assert data <= shipped


def test_what_a_clone_must_carry_is_there() -> None:
    for name in (
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "Makefile",
        "docs/decisions.md",
        "corpus/README.md",
    ):
        assert (ROOT / name).stat().st_size > 0, name
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_links_between_documents_lead_somewhere() -> None:
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "corpus").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (document.parent / target).exists(), f"{document.name}: {target}"
