"""An index is immutable: built beside, checked, swapped in by one rename; damage is named, never served."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from retrieval_documents import make_document

from esgqa.errors import BrokenIndex, DataError
from esgqa.retrieval import Index, Models, store
from esgqa.settings import Settings
from esgqa.types import Document, Figure, Footnote, IndexEntry

ROOT = Path(__file__).parents[2]

# a build of one more report that is killed at the moment named: before the call, or right after it
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from retrieval_documents import GREEN, make_document
from esgqa.retrieval import Index, Models, build, index, store
from esgqa.settings import Settings

directory, cache, where, when = Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4], sys.argv[5]
owner, name = {"write_files": (index, "write_files"), "seal": (store, "seal"), "verify": (store, "verify"),
               "replace": (os, "replace"), "dense": (build.DenseIndex, "build")}[where]
original = getattr(owner, name)

def fatal(*args, **kwargs):
    if name == "replace" and Path(args[1]).name != "CURRENT":
        return original(*args, **kwargs)
    if when == "after":
        original(*args, **kwargs)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(owner, name, staticmethod(fatal) if owner is build.DenseIndex else fatal)
settings = Settings()
models = Models.load(settings, cache)
before = Index.open(directory, settings, models)
documents = [before.document(report.id) for report in before.reports]
Index.build([*documents, make_document("00009-2018", GREEN)], directory, settings, models, previous=before)
"""


@pytest.fixture
def served(directory: Path, settings: Settings, models: Models, green: Document, index: Index) -> Path:
    Index.build([green], directory, settings, models, previous=index)
    return directory


@pytest.mark.parametrize(
    ("where", "when", "new"),
    [
        ("dense", "before", False),
        ("write_files", "after", False),
        ("seal", "after", False),
        ("verify", "after", False),
        ("replace", "before", False),
        ("replace", "after", True),
    ],
)
def test_killed_at_any_moment_a_whole_index_serves(
    where: str, when: str, new: bool, served: Path, settings: Settings, models: Models, green: Document
) -> None:
    here = str(Path(__file__).parent)
    arguments = [here, str(served), str(models.cache), where, when]
    child = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert child.returncode == -signal.SIGKILL, child.stderr
    after = Index.open(served, settings, models)
    after.verify()
    expected = ["00001-2018", "00009-2018"] if new else ["00001-2018"]
    assert [report.id for report in after.reports] == expected
    assert after.search("electricity consumption", rerank=False)[0].passage.id.endswith(":1:1")
    # and the next build neither trips over what was left nor keeps it
    Index.build([green], served, settings, models, previous=after)
    assert len(list((served / "builds").iterdir())) == 2
    assert not list(served.glob(".CURRENT.*"))


def test_a_rename_that_fails_leaves_the_old_index(
    served: Path, settings: Settings, models: Models, people: Document, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(store.os, "replace", refuse)
        with pytest.raises(OSError, match="disk is gone"):
            Index.build([people], served, settings, models, previous=index)
    assert [report.id for report in Index.open(served, settings, models).reports] == ["00001-2018"]
    assert len(list((served / "builds").iterdir())) == 1, "a build that failed leaves nothing behind"


def test_a_reader_keeps_its_build_while_the_next_is_written(
    served: Path, settings: Settings, models: Models, people: Document, index: Index
) -> None:
    reader = Index.open(served, settings, models)
    Index.build([people], served, settings, models, previous=index)
    assert reader.search("electricity", rerank=False)[0].passage.report == "00001-2018"
    assert reader.page("00001-2018", 1).text


def test_only_the_build_before_is_kept(
    served: Path, settings: Settings, models: Models, green: Document, index: Index
) -> None:
    second = Index.build([green], served, settings, models, previous=index).folder
    third = Index.build([green], served, settings, models, previous=index).folder
    assert set((served / "builds").iterdir()) == {second, third}
    assert store.current(served) == third


def test_one_writer_at_a_time(served: Path, settings: Settings, models: Models, green: Document, index: Index) -> None:
    with store.writing(served), pytest.raises(BrokenIndex, match="another process is writing"):
        Index.build([green], served, settings, models, previous=index)


def test_no_index(tmp_path: Path, settings: Settings, models: Models) -> None:
    with pytest.raises(BrokenIndex, match=r"no index here\n.*esgqa ingest"):
        Index.open(tmp_path, settings, models)


@pytest.mark.parametrize(
    "name", ["dense.faiss", "passages.jsonl", "lexical/tokens.npy", "late.npy", "reports/0.json.gz"]
)
def test_a_cut_file_is_named_when_opening(name: str, served: Path, settings: Settings, models: Models) -> None:
    file = store.current(served) / name
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(BrokenIndex, match=f"{file.name}.* bytes instead of"):
        Index.open(served, settings, models)


def test_a_missing_file_is_named_when_opening(served: Path, settings: Settings, models: Models) -> None:
    (store.current(served) / "columns.json").unlink()
    with pytest.raises(BrokenIndex, match=r"columns\.json: no such file"):
        Index.open(served, settings, models)


def test_changed_content_of_the_same_size_is_found_by_verify(served: Path, settings: Settings, models: Models) -> None:
    file = store.current(served) / "late.npy"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(bytes(content))
    opened = Index.open(served, settings, models)
    with pytest.raises(BrokenIndex, match=r"late\.npy: its content has changed"):
        opened.verify()


@pytest.mark.parametrize("content", ["", "{", "[]", f'{{"format": {store.FORMAT}}}', "\ufeff{}"])
def test_an_unreadable_manifest(content: str, served: Path, settings: Settings, models: Models) -> None:
    (store.current(served) / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(BrokenIndex, match=r"manifest\.json"):
        Index.open(served, settings, models)


def test_another_format(served: Path, settings: Settings, models: Models) -> None:
    file = store.current(served) / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"format": 999}))
    with pytest.raises(BrokenIndex, match="format 999"):
        Index.open(served, settings, models)


@pytest.mark.parametrize("pointer", ["", "nowhere", "../builds", "/etc"])
def test_a_pointer_to_nowhere(pointer: str, served: Path, settings: Settings, models: Models) -> None:
    (served / "CURRENT").write_text(pointer)
    with pytest.raises(BrokenIndex, match="points to a build that is not there"):
        Index.open(served, settings, models)


def test_other_models_mean_a_new_build(served: Path, settings: Settings, models: Models) -> None:
    other = settings.model_copy(update={"late": ""})
    with pytest.raises(BrokenIndex, match="built with late"):
        Index.open(served, other, Models.load(other, models.cache))


def test_another_reranker_needs_no_new_build(served: Path, settings: Settings, models: Models) -> None:
    other = settings.model_copy(update={"reranker": ""})
    opened = Index.open(served, other, Models.load(other, models.cache))
    assert opened.search("electricity")[0].rerank_score is None


def test_adding_a_report_embeds_only_the_new_one(
    served: Path, settings: Settings, models: Models, green: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    previous = Index.open(served, settings, models)
    assert models.late is not None
    encoded: list[str] = []
    dense, late = models.embedder.encode, models.late.encode_passages
    monkeypatch.setattr(models.embedder, "encode", lambda texts: encoded.extend(texts) or dense(texts))
    monkeypatch.setattr(models.late, "encode_passages", lambda texts: encoded.extend(texts) or late(texts))
    new = make_document("00003-2019", (("Solar panels cover the roof of the new warehouse.", ("A3.1",)),))
    after = Index.build([new, green], served, settings, models, previous=previous)
    assert encoded == [new.passages[0].search_text] * 2
    monkeypatch.undo()
    assert after.search("solar roof", rerank=False)[0].passage.report == "00003-2019"
    assert after.search("electricity", rerank=False)[0].passage.id == "00001-2018:1:1"
    assert np.allclose(after._searcher.dense.vectors()[1:], previous._searcher.dense.vectors()), (
        "a passage keeps its vector though its row has moved"
    )


def test_an_id_given_twice_is_refused_and_the_old_index_serves(
    served: Path, settings: Settings, models: Models, green: Document, index: Index
) -> None:
    with pytest.raises(DataError, match="report 00001-2018: two of one id"):
        Index.build([green, green], served, settings, models, previous=index)
    assert len(Index.open(served, settings, models).reports) == 1


def test_every_value_of_a_document_survives_the_disk(
    directory: Path, settings: Settings, models: Models, green: Document
) -> None:
    note = Footnote(mark="1", text="Head office only.", page=1, start=0, end=5)
    figure = Figure(
        raw="350,469", value="350469", page=1, start=21, end=28, unit="kWh", dimension="energy", footnotes=(note,)
    )
    passage = replace(
        green.passages[0],
        kind="table",
        section=("A", "環境"),
        figures=(figure,),
        footnotes=(note,),
        sentences=((0, 9),),
    )
    page = replace(green.report.pages[0], label="ii", raw="raw\x00\u2028text", origin=((0, 0, 3),), source="ocr")
    report = replace(
        green.report, pages=(page,), aliases=("甲",), period_end=date(2018, 3, 31), inferred=("title",), warnings=("w",)
    )
    entry = IndexEntry(code="B6.GD", pages=("37", "38"), mark="", page=1, start=0, end=4, remark="r")
    document = Document(report, (passage,), (entry,))
    assert Index.build([document], directory, settings, models).document(report.id) == document


def test_documents_come_back_whole(index: Index, green: Document, people: Document) -> None:
    assert index.document("00001-2018") == green
    assert index.document("00002-2018") == people
    assert index.manifest.reports == {"00001-2018": "a", "00002-2018": "b"}


def test_nothing_on_disk_is_a_pickle(index: Index) -> None:
    for file in index.folder.rglob("*.npy"):
        np.load(file, allow_pickle=False)
    assert {file.suffix for file in index.folder.rglob("*") if file.is_file()} <= {
        ".npy", ".json", ".jsonl", ".gz", ".faiss",
    }  # fmt: skip
