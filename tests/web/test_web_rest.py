"""The REST endpoints as programs call them, over HTTP, and what they refuse."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from PIL import Image
from web_servers import METADATA, empty_library, served, with_settings, write_pdf

from esgqa.answering.shape import to_json
from esgqa.library import Library
from esgqa.web import models
from esgqa.web.feedback import FILE, Feedback

REPORT = "00241-2018"
COMPLAINTS = "what was the complaint count?"
LINES = [
    "Customer service",
    "During the year the company handled 73 customer complaints",
    "in its shops, and all of them were closed within the year.",
]


@pytest.fixture(scope="module")
def api(web: tuple[Any, str]) -> Iterator[httpx.Client]:
    """A client of the server over corpus/."""
    with httpx.Client(base_url=web[1], timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def own(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, httpx.Client]]:
    """A library of one PDF, and a client of its server."""
    mine = empty_library(library, tmp_path_factory.mktemp("own"), max_file_mb=1, max_upload_files=3)
    pdf = write_pdf(mine.settings.corpus[0] / "lantern.pdf", ["Lantern Hill Limited", "ESG Report 2020"], LINES)
    pdf.with_suffix(".toml").write_text(METADATA.format(id="00007-2020"), encoding="utf-8")
    assert [result.action for result in mine.add([pdf])] == ["added"]
    with served(mine) as url, httpx.Client(base_url=url, timeout=120) as client:
        yield mine, client


def test_health_and_reports(api: httpx.Client) -> None:
    assert api.get("/api/health").json()["reports"] == 1
    (report,) = api.get("/api/reports").json()
    assert report["id"] == REPORT
    assert report["pages"] == 42
    assert api.get(f"/api/reports/{REPORT}").json() == report


def test_a_follow_up_leans_on_the_question_before(own: tuple[Library, httpx.Client]) -> None:
    asked = {"question": "and in 2019?", "after": "how many customer complaints were there in 2020?"}
    answer = own[1].post("/api/ask", json=asked).json()
    assert any("how many customer complaints were there in 2019?" in note for note in answer["notes"])


def test_a_verdict_is_kept_with_the_answer_it_is_on(own: tuple[Library, httpx.Client]) -> None:
    mine, api = own
    judged = {"question": "how many customer complaints?", "reports": ["00007-2020"], "verdict": "wrong_page"}
    noted = api.post("/api/feedback", json=judged).json()
    assert (noted["verdict"], noted["status"]) == ("wrong_page", "answered")
    (row,) = Feedback(mine.directory / FILE).rows()
    assert (row["verdict"], row["scope"]["report"]) == ("wrong_page", ["00007-2020"])
    assert row["answer"]["figures"][0]["value"] == "73"


def test_an_answer_has_exactly_the_published_shape(api: httpx.Client, library: Library) -> None:
    asked = {"question": COMPLAINTS, "reports": [REPORT], "id": "q1"}
    got = api.post("/api/ask", json=asked).json()
    expected = json.loads(json.dumps(to_json(library.ask(COMPLAINTS, reports=[REPORT], id="q1"))))
    got.pop("timings_ms"), expected.pop("timings_ms")
    assert got == expected
    assert got["figures"][0]["value"] == "4917"


def test_scope_by_issuer_and_year(api: httpx.Client) -> None:
    there = api.post("/api/ask", json={"question": COMPLAINTS, "issuer": "Alibaba Health", "year": 2018}).json()
    assert there["status"] == "answered"
    assert there["scope"] == {"reports": [REPORT], "issuer": there["scope"]["issuer"], "year": 2018}
    gone = api.post("/api/ask", json={"question": COMPLAINTS, "year": 1999}).json()
    assert gone["status"] == "not_found"


def test_a_batch_keeps_its_order_and_one_bad_question_stops_nothing(api: httpx.Client) -> None:
    asked = [{"question": COMPLAINTS, "id": "a"}, {"question": " ", "id": "b"}, {"question": COMPLAINTS, "id": "c"}]
    answers = api.post("/api/ask/batch", json={"questions": asked}).json()["answers"]
    assert [(answer["id"], answer["status"]) for answer in answers] == [
        ("a", "answered"),
        ("b", "error"),
        ("c", "answered"),
    ]
    assert "empty" in answers[1]["reason"]


def test_search_gives_ranks_and_spans(api: httpx.Client) -> None:
    hits = api.get("/api/search", params={"query": "customer complaints", "report": REPORT, "k": 3}).json()["hits"]
    assert len(hits) == 3
    best = hits[0]
    page = api.get(f"/api/reports/{REPORT}/pages/{best['page']}").json()
    assert page["text"][best["start"] : best["end"]] == best["text"]
    only = api.get("/api/search", params={"query": "customers", "kpi": "B6.2"}).json()["hits"]
    assert only and all("B6.2" in hit["kpis"] for hit in only)


def test_the_datasheet_in_its_three_formats(api: httpx.Client) -> None:
    path = f"/api/reports/{REPORT}/kpis"
    sheet = models.Datasheet.model_validate_json(api.get(path).content)
    assert sheet.report == REPORT
    codes = [row.code for row in sheet.kpis]
    assert "B6.2" in codes
    csv = api.get(path, params={"format": "csv"})
    assert csv.headers["content-disposition"] == f'attachment; filename="{REPORT}.csv"'
    assert csv.content.startswith(b"\xef\xbb\xbfcode,")
    book = openpyxl.load_workbook(io.BytesIO(api.get(path, params={"format": "xlsx"}).content))
    assert [cell.value for cell in book["KPIs"]["A"][1:]] == codes
    assert api.get(path, params={"format": "exe"}).status_code == 400


def test_checks_and_comparison_are_typed(api: httpx.Client) -> None:
    assert models.Checks.model_validate_json(api.get(f"/api/reports/{REPORT}/checks").content).report == REPORT
    compared = models.ComparisonOut.model_validate_json(
        api.get("/api/compare", params={"kpi": ["A1.2", "B6.2"]}).content
    )
    assert [kpi.code for kpi in compared.kpis] == ["A1.2", "B6.2"]
    assert any(cell for line in compared.lines for cell in line.cells)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "said"),
    [
        ("GET", "/api/reports/none", None, 404, "not indexed"),
        ("GET", f"/api/reports/{REPORT}/pages/4711", None, 404, "pages 1 to 42"),
        ("GET", f"/api/reports/{REPORT}/pages/x", None, 400, "page"),
        ("GET", f"/api/reports/{REPORT}/pages/1/boxes?start=5&end=2", None, 400, "span"),
        ("GET", "/api/reports/none/kpis", None, 404, "not indexed"),
        ("GET", "/api/search?query=", None, 400, "query"),
        ("GET", f"/api/search?query={'x' * 3000}", None, 400, "3,000 characters"),
        ("GET", "/api/compare", None, 400, "kpi"),
        ("GET", "/api/compare?kpi=Z9", None, 400, "Z9"),
        ("GET", "/api/compare?kpi=A1.2&report=none", None, 404, "not indexed"),
        ("GET", "/api/nothing", None, 404, "no such endpoint"),
        ("POST", "/api/ask", {"question": ""}, 400, "empty"),
        ("POST", "/api/ask", {"question": "x" * 50_000}, 400, "50,000 characters"),
        ("POST", "/api/ask", {"question": COMPLAINTS, "reports": ["none"]}, 404, "not indexed"),
        ("POST", "/api/ask", {"query": COMPLAINTS}, 400, "question"),
        ("POST", "/api/ask", {"question": COMPLAINTS, "reprots": []}, 400, "reprots"),
        ("POST", "/api/ask", {"question": COMPLAINTS, "year": "soon"}, 400, "year"),
        ("POST", "/api/feedback", {"question": COMPLAINTS, "verdict": "drop table"}, 400, "verdict"),
        ("POST", "/api/ask/batch", {"questions": []}, 400, "questions"),
        ("POST", "/api/ask/batch", {"questions": [{"question": "x"}] * 201}, 400, "201 questions"),
        ("POST", "/api/ask", {"question": "x" * 2_000_000}, 413, "larger"),
        ("DELETE", "/api/reports/none", None, 404, "not indexed"),
    ],
)
def test_a_refusal_is_one_sentence_in_json(
    api: httpx.Client, method: str, path: str, body: Any, status: int, said: str
) -> None:
    found = api.request(method, path, json=body)
    assert found.status_code == status
    assert list(found.json()) == ["error"]
    assert said in found.json()["error"]
    assert "Traceback" not in found.text
    assert len(found.text) < 1000
    assert "default-src 'self'" in found.headers["content-security-policy"]


def test_every_endpoint_is_described_with_its_types(api: httpx.Client) -> None:
    described = api.get("/api/openapi.json").json()
    assert "422" not in json.dumps(list(described["paths"].values()))
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert operation["description"], (method, path)
            ok = operation["responses"]["200"]["content"]
            assert all(content["schema"] for content in ok.values()), (method, path)
    assert api.get("/docs").status_code == 404
    assert api.get("/redoc").status_code == 404


def test_a_page_is_drawn_and_the_span_of_a_quote_placed_on_it(own: tuple[Library, httpx.Client]) -> None:
    _, api = own
    answer = api.post("/api/ask", json={"question": "how many customer complaints were handled?"}).json()
    (citation,) = answer["citations"]
    assert "73" in citation["quote"]
    page = f"/api/reports/00007-2020/pages/{citation['page']}"
    drawn = api.get(f"{page}/image", params={"width": 300})
    assert drawn.headers["content-type"] == "image/png"
    picture = Image.open(io.BytesIO(drawn.content)).convert("L")
    assert picture.width == 300
    assert abs(picture.height - 300 * 595 / 420) <= 1
    found = api.get(f"{page}/boxes", params={"start": citation["start"], "end": citation["end"]}).json()
    assert (found["width"], found["height"]) == (420, 595)
    assert len(found["boxes"]) == 2, "the quote stands on two lines"
    scale = 300 / found["width"]
    for box in found["boxes"]:
        inside = picture.crop(tuple(int(box[side] * scale) for side in ("x0", "y0", "x1", "y1")))
        assert inside.getextrema()[0] < 128, "a box without ink in it"
    baselines = [80, 100]
    assert [box["y0"] < line < box["y1"] for box, line in zip(found["boxes"], baselines, strict=True)] == [True, True]


def test_a_text_report_and_a_missing_file_have_no_picture(api: httpx.Client, own: tuple[Library, httpx.Client]) -> None:
    text = api.get(f"/api/reports/{REPORT}/pages/1/image")
    assert text.status_code == 404
    assert "is text" in text.json()["error"]
    mine, client = own
    file = mine.settings.corpus[0] / "lantern.pdf"
    data = file.read_bytes()
    try:
        file.write_bytes(data + b"%")
        changed = client.get("/api/reports/00007-2020/pages/1/image")
    finally:
        file.write_bytes(data)
    assert changed.status_code == 404
    assert "corpus" in changed.json()["error"]
    assert str(file.parent) not in changed.text


def test_a_link_out_of_the_corpus_folder_is_not_followed(library: Library, tmp_path: Path) -> None:
    mine = empty_library(library, tmp_path)
    outside = write_pdf(tmp_path / "elsewhere" / "lantern.pdf", LINES)
    outside.with_suffix(".toml").write_text(METADATA.format(id="x"), encoding="utf-8")
    mine.add([outside])
    assert mine.source_file("x") is None
    mine.settings.corpus[0].mkdir()
    for name in ("lantern.pdf", "lantern.toml"):
        (mine.settings.corpus[0] / name).symlink_to(outside.with_name(name))
    assert mine.source_file("x") is None
    (mine.settings.corpus[0] / "lantern.pdf").unlink()
    (mine.settings.corpus[0] / "lantern.pdf").write_bytes(outside.read_bytes())
    assert mine.source_file("x") is not None


def test_a_report_is_uploaded_asked_shown_and_removed(own: tuple[Library, httpx.Client], tmp_path: Path) -> None:
    mine, api = own
    uploads = mine.settings.corpus[0] / "uploads"
    words = [line.replace("73", "88") for line in LINES]
    good = write_pdf(tmp_path / "new.pdf", ["Osier Reach Limited", "ESG Report 2021", "Stock code 00008"], words)
    sent = [
        ("files", ("../../Osier <b>.pdf", good.read_bytes())),
        ("files", ("fake.pdf", b"MZ this is no report")),
        ("files", ("tool.exe", b"MZ")),
    ]
    outcome = api.post("/api/reports", files=sent).json()["files"]
    assert [file["action"] for file in outcome] == ["added", "failed", "failed"]
    assert "not a PDF" in outcome[1]["message"]
    assert "neither PDF nor text" in outcome[2]["message"]
    assert str(tmp_path) not in json.dumps(outcome)
    assert str(uploads) not in json.dumps(outcome)
    new = outcome[0]["report"]
    assert [path.name for path in uploads.iterdir()] == ["Osier _b_.pdf"]
    answer = api.post("/api/ask", json={"question": "how many customer complaints?", "reports": [new]}).json()
    assert answer["figures"][0]["value"] == "88"
    assert api.get(f"/api/reports/{new}/pages/1/image").status_code == 200
    again = api.post("/api/reports", files=sent[:1]).json()["files"]
    assert again[0]["action"] == "failed"
    assert "uploaded before" in again[0]["message"]
    assert api.delete(f"/api/reports/{new}").json() == {"removed": new}
    assert list(uploads.iterdir()) == []
    assert [report["id"] for report in api.get("/api/reports").json()] == ["00007-2020"]


def test_metadata_is_corrected_and_only_what_was_sent(library: Library, tmp_path: Path) -> None:
    mine = empty_library(library, tmp_path)
    pdf = write_pdf(mine.settings.corpus[0] / "lantern.pdf", ["Lantern Hill Limited", "ESG Report 2020"], LINES)
    pdf.with_suffix(".toml").write_text(METADATA.format(id="00007-2020"), encoding="utf-8")
    mine.add([pdf])
    with served(mine) as url:
        address = f"{url}/api/reports/00007-2020"
        told = httpx.patch(address, json={"title": "Sustainability Report", "aliases": ["Lantern"]}, timeout=60).json()
        assert (told["title"], told["aliases"], told["issuer"]) == (
            "Sustainability Report",
            ["Lantern"],
            "Lantern Hill Limited",
        )
        assert httpx.patch(address, json={"period_end": "2019-12-31"}, timeout=60).status_code == 400
        assert httpx.patch(address, json={"colour": "red"}, timeout=60).status_code == 400
        assert httpx.patch(f"{url}/api/reports/nothing", json={}, timeout=60).status_code == 404
        assert httpx.get(address).json()["period_end"] == "2020-12-31"
    with served(with_settings(mine, read_only=True)) as url:
        assert httpx.patch(f"{url}/api/reports/00007-2020", json={"title": "x"}, timeout=60).status_code == 403


def test_uploads_are_bounded_in_number_and_size(own: tuple[Library, httpx.Client]) -> None:
    _, api = own
    many = api.post("/api/reports", files=[("files", (f"{n}.txt", b"x")) for n in range(4)])
    assert many.status_code == 400
    assert "4 files" in many.json()["error"]
    large = api.post("/api/reports", files=[("files", ("a.txt", b"x" * 2_100_000))])
    assert large.status_code == 413
    one = api.post("/api/reports", files=[("files", ("a.txt", b"x" * 1_200_000))]).json()["files"][0]
    assert "more than the 1 MB" in one["message"]


def test_a_read_only_server_changes_nothing(library: Library) -> None:
    with served(with_settings(library, read_only=True)) as url:
        assert httpx.get(f"{url}/api/health").json()["read_only"] is True
        sent = httpx.post(f"{url}/api/reports", files=[("files", ("a.txt", b"some text"))])
        gone = httpx.delete(f"{url}/api/reports/{REPORT}")
        assert {sent.status_code, gone.status_code} == {403}
        assert "read-only" in gone.json()["error"]
        assert len(httpx.get(f"{url}/api/reports").json()) == 1


def test_an_empty_library_answers_that_nothing_is_indexed(library: Library, tmp_path: Path) -> None:
    with served(empty_library(library, tmp_path)) as url:
        found = httpx.post(f"{url}/api/ask", json={"question": "anything?"})
        assert found.status_code == 503
        assert "esgqa ingest" in found.json()["error"]
        assert httpx.get(f"{url}/api/health").json()["reports"] == 0


def test_only_pages_of_indexed_reports_are_served(web: tuple[Any, str]) -> None:
    for path in ("/etc/passwd", str(Path("README.md").resolve()), str(Path("corpus").resolve() / "README.md")):
        assert httpx.get(f"{web[1]}gradio_api/file={path}").status_code in (403, 404)
    assert httpx.get(f"{web[1]}gradio_api/proxy=https://example.com/").status_code in (400, 401, 403, 404)
    assert httpx.get(f"{web[1]}api/reports/..%2f..%2fetc/pages/1").status_code == 404
