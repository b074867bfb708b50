import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgqa.retrieval.lexical import Bm25sIndex, RankBm25Index
from esgqa.retrieval.tokens import tokenise

CORPUS = Path(__file__).parents[2] / "corpus" / "alibaba-health-2018-esg-report.txt"
QUESTIONS = (
    "How many complaints were handled?",
    "electricity consumption kWh per person",
    "total employees by gender and age group",
    "A1.2 greenhouse gas emissions",
    "suppliers by region",
    "anti-corruption training",
    "water water water",
)


@pytest.fixture(scope="module")
def report_rows() -> list[list[str]]:
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    return [tokenise(" ".join(lines[first : first + 6])) for first in range(0, len(lines), 6)]


def both(rows: list[list[str]], folder: Path) -> tuple[Bm25sIndex, RankBm25Index]:
    Bm25sIndex.build(rows, folder)
    return Bm25sIndex.open(folder), RankBm25Index.open(folder)


def test_both_engines_rank_a_real_report_alike(report_rows: list[list[str]], tmp_path: Path) -> None:
    fast, reference = both(report_rows, tmp_path)
    for question in QUESTIONS:
        found, expected = (engine.search(tokenise(question), 40) for engine in (fast, reference))
        assert found
        assert [row for row, _ in found] == [row for row, _ in expected]
        assert np.allclose([score for _, score in found], [score for _, score in expected])


words = st.sampled_from(["water", "energi", "staff", "4917", "b6.2", "员工", "train", "suppli"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(words, max_size=8), min_size=1, max_size=12), st.lists(words, min_size=1, max_size=5))
def test_both_engines_rank_anything_alike(rows: list[list[str]], query: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        fast, reference = both(rows, Path(folder))
        assert [row for row, _ in fast.search(query, 5)] == [row for row, _ in reference.search(query, 5)]


ROWS = [["water", "use"], ["staff"], ["water"], ["train"], ["staff", "train"], ["water"], ["law"], ["law"], ["law"]]


@pytest.mark.parametrize("engine", [0, 1])
def test_only_rows_that_share_a_word_are_found(engine: int, tmp_path: Path) -> None:
    index = both(ROWS, tmp_path)[engine]
    found = index.search(["water"], 10)
    # rows 2 and 5 are equal, so they come in the order of the rows
    assert [row for row, _ in found] == [2, 5, 0]
    assert all(score > 0 for _, score in found)
    assert index.search(["moon"], 10) == []
    assert index.search([], 10) == []


@pytest.mark.parametrize("engine", [0, 1])
def test_a_filter_never_pads_with_zero_scores(engine: int, tmp_path: Path) -> None:
    index = both(ROWS, tmp_path)[engine]
    allowed = np.zeros(len(ROWS), dtype=np.bool_)
    allowed[[0, 1]] = True
    assert [row for row, _ in index.search(["water"], 10, allowed)] == [0]
    assert index.search(["law"], 10, allowed) == []


@pytest.mark.parametrize("rows", [[], [[]], [[], []]])
def test_nothing_indexed_finds_nothing(rows: list[list[str]], tmp_path: Path) -> None:
    for index in both(rows, tmp_path):
        assert index.search(["water"], 5) == []


def test_ties_at_the_cut_go_by_row(tmp_path: Path) -> None:
    rows = [["x"]] * 3 + [["y"]] * 40 + [["z"]] * 60
    for index in both(rows, tmp_path):
        assert [row for row, _ in index.search(["y"], 4)] == [3, 4, 5, 6]
