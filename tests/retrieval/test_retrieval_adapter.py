"""What was fitted on top of the cross-encoder: added to the model it was fitted on, and to no other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from esgqa.errors import MissingModel
from esgqa.retrieval import Models
from esgqa.retrieval.adapter import ADAPTER, DOWN, UP
from esgqa.retrieval.reranker import OnnxReranker
from esgqa.retrieval.weights import locate, sha256
from esgqa.settings import Settings

MAP = "bert.encoder.layer.0.attention.self.query"
QUERY = "How many customers were unhappy enough to write in?"
TEXTS = (
    "Customer service: We received 214 complaints in the year, all of which were settled.",
    "Customer service: Our 214 shops are open on every day of the year.",
)


@pytest.fixture(scope="module")
def folder() -> Path:
    found = locate(Settings().reranker)
    assert found is not None
    return found


def plain(folder: Path, adapter: Path | None = None) -> OnnxReranker:
    return OnnxReranker("test", folder, "", threads=1, adapter=adapter)


def written(file: Path, tensors: Mapping[str, NDArray[Any]], base: str) -> Path:
    save_file(dict(tensors), str(file), metadata={"esgqa": json.dumps({"base": base})})
    return file


def test_an_adapter_that_changes_nothing_changes_no_score(folder: Path, tmp_path: Path) -> None:
    nothing = {f"{MAP}{DOWN}": np.ones((384, 2), np.float16), f"{MAP}{UP}": np.zeros((2, 384), np.float16)}
    file = written(tmp_path / "a", nothing, sha256(folder / "model.onnx"))
    assert np.allclose(plain(folder, file).score(QUERY, TEXTS), plain(folder).score(QUERY, TEXTS), atol=1e-5)


def test_what_it_adds_is_the_product_of_its_two_tables(folder: Path, tmp_path: Path) -> None:
    base = sha256(folder / "model.onnx")
    rng = np.random.default_rng(0)
    down, up = (rng.normal(0, 0.05, shape).astype(np.float16) for shape in ((384, 4), (4, 384)))
    one = written(tmp_path / "one", {f"{MAP}{DOWN}": down, f"{MAP}{UP}": up}, base)
    # the same product in other tables
    two = written(tmp_path / "two", {f"{MAP}{DOWN}": 2 * down, f"{MAP}{UP}": up / 2}, base)
    scores = [plain(folder, file).score(QUERY, TEXTS) for file in (one, two)]
    assert np.allclose(*scores, atol=0.05)
    assert not np.allclose(scores[0], plain(folder).score(QUERY, TEXTS), atol=0.05)


def test_an_adapter_of_another_model_is_refused(folder: Path, tmp_path: Path) -> None:
    shipped = locate(Settings().reranker_adapter)
    assert shipped is not None
    file = written(tmp_path / "a", load_file(str(shipped / ADAPTER)), "0" * 64)
    with pytest.raises(MissingModel, match="another model"):
        plain(folder, file).score(QUERY, TEXTS)


def test_a_map_that_the_model_lacks_is_named(folder: Path, tmp_path: Path) -> None:
    tables = {f"bert.pooler{DOWN}": np.ones((384, 1), np.float16), f"bert.pooler{UP}": np.ones((1, 384), np.float16)}
    file = written(tmp_path / "a", tables, sha256(folder / "model.onnx"))
    with pytest.raises(MissingModel, match="no map"):
        plain(folder, file).score(QUERY, TEXTS)


@pytest.mark.parametrize("content", [b"", b"no tensors at all"])
def test_a_damaged_file_is_named_with_its_remedy(folder: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / ADAPTER
    file.write_bytes(content)
    with pytest.raises(MissingModel, match="no adapter") as raised:
        plain(folder, file).score(QUERY, TEXTS)
    assert "reranker_adapter" in str(raised.value)


def test_a_missing_file_is_told_before_anything_is_read(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match="no such file"):
        plain(folder, tmp_path / ADAPTER)


@pytest.mark.parametrize(
    ("question", "answer", "beside"),
    [
        (
            "Who takes away the ordinary rubbish?",
            "General waste is collected by the property management company every evening.",
            "Waste is sorted into three kinds at every floor.",
        ),
        (
            "How do you stop people under the legal age being hired?",
            "Identity cards of applicants are checked before an offer is made.",
            "The company hired 120 people in the year.",
        ),
    ],
)
def test_the_shipped_one_tells_what_answers_in_other_words(
    models: Models, folder: Path, question: str, answer: str, beside: str
) -> None:
    assert models.reranker is not None
    right, wrong = models.reranker.score(question, (answer, beside))
    assert right > 0
    assert (
        right > wrong + 1
    )  # whether the other lies just above nought or just below hangs on the processor's arithmetic
    assert plain(folder).score(question, (answer,))[0] < 0, "the base knows it too: this says nothing of the adapter"
    assert "adapter" in models.ids()["reranker"]


def test_it_can_be_turned_off(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path, reranker_adapter="")
    assert "adapter" not in Models.load(settings).ids()["reranker"]
