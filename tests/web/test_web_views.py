"""The views' events as a browser may send them: what is meant, what is not, and what is forbidden."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from web_servers import METADATA, empty_library, with_settings, write_pdf

from esgqa.errors import UsageError
from esgqa.library import Library
from esgqa.web.catalog import Catalog
from esgqa.web.english import ENGLISH
from esgqa.web.library_view import LibraryView
from esgqa.web.place import Place
from esgqa.web.service import Service

REPORT = "00241-2018"
LINES = ["Customer service", "In 2020 the company handled 58 customer complaints", "and closed all of them."]


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html))


class Sent:
    """What an event brings."""

    def __init__(self, **data: Any) -> None:
        self._data = data


def test_a_row_of_the_datasheet_shows_its_page_with_all_that_is_cited(browser: Any) -> None:
    browser.open(f"?view=datasheet&report={REPORT}")
    table = browser.then("datasheet_reopen", [None])[1]
    row = re.search(r'data-row="(\d+)" aria-label="[^"]*B6\.2', table)
    assert row
    page = browser.fire("eq-datasheet", "click", [], {"report": REPORT, "row": int(row.group(1)) + 1})[0]
    assert re.search(r"<mark[^>]*>[^<]*4,917", page)


@pytest.mark.parametrize(
    "sent",
    [None, {}, {"row": 1, "report": "x"}, {"row": 10_000}, {"row": -1}, {"check": 99, "place": 1}, {"row": "1"}, "x"],
)
def test_a_click_on_nothing_shows_nothing(browser: Any, sent: Any) -> None:
    sent = {"report": REPORT, **sent} if isinstance(sent, dict) else sent
    assert "eq-page" not in str(browser.fire("eq-datasheet", "click", [], sent))


def test_a_contradiction_leads_to_both_its_places(browser: Any) -> None:
    shown = [
        browser.fire("eq-datasheet", "click", [], {"report": REPORT, "check": 1, "place": place})[0] for place in (1, 2)
    ]
    assert "Page 34" in words(shown[0])
    assert "Page 33" in words(shown[1])


@pytest.mark.parametrize(
    "sent",
    [
        {"report": REPORT, "page": 0, "start": 0, "end": 5},
        {"report": REPORT, "page": 4711, "start": 0, "end": 5},
        {"report": "../../etc/passwd", "page": 1, "start": 0, "end": 5},
        {"report": None, "page": "1"},
    ],
)
def test_a_place_that_is_none_shows_nothing(browser: Any, sent: Any) -> None:
    assert "eq-page" not in str(browser.fire("eq-compared", "click", [], sent))


def test_a_hostile_report_stays_text_in_every_view(hostile: Any) -> None:
    for view, name, at in (("datasheet", "datasheet_reopen", 1), ("library", "library_reopen", 0)):
        hostile.open(f"?view={view}")
        html = hostile.then(name, [None])[at]
        assert "onerror=alert(1)" in unescape(html)
        assert "<script" not in html
        assert "<img" not in html
    hostile.open("?view=compare&kpi=B6.2")
    html = hostile.then("compare_reopen", [None])[2]
    assert "<script" not in html
    assert "<img" not in html


@pytest.fixture
def shelf(library: Library, tmp_path: Path) -> Library:
    """A library of its own with one PDF."""
    own = empty_library(library, tmp_path)
    pdf = write_pdf(own.settings.corpus[0] / "lantern.pdf", ["Lantern Hill Limited", "ESG Report 2020"], LINES)
    pdf.with_suffix(".toml").write_text(METADATA.format(id="00007-2020") + "language = 'en'\n" * 0, encoding="utf-8")
    assert [one.action for one in own.add([pdf])] == ["added"]
    return own


def view_of(library: Library, *, read_only: bool) -> LibraryView:
    return LibraryView(Service(library, read_only=read_only), Catalog(library), ENGLISH)


@pytest.mark.parametrize("sent", [{"remove": 1, "id": "00007-2020"}, {"edit": 1, "id": "00007-2020", "issuer": "X"}])
def test_a_read_only_server_changes_nothing_whatever_is_sent(shelf: Library, sent: dict[str, Any]) -> None:
    told, _ = view_of(shelf, read_only=True).change(Sent(**sent))
    assert "read-only" in told
    assert [(one.id, one.issuer) for one in shelf.reports()] == [("00007-2020", "Lantern Hill Limited")]


def test_nothing_is_added_to_a_read_only_server(shelf: Library, tmp_path: Path) -> None:
    other = write_pdf(tmp_path / "other.pdf", ["Another Limited"], LINES)
    *_, (told, _, _) = view_of(shelf, read_only=True).add([str(other)])
    assert "read-only" in told
    assert len(shelf.reports()) == 1


def test_a_number_whose_report_has_changed_changes_nothing(shelf: Library) -> None:
    view_of(shelf, read_only=False).change(Sent(remove=1, id="00001-1999"))
    assert len(shelf.reports()) == 1


def test_a_change_waits_for_no_other_but_says_so(shelf: Library) -> None:
    view = view_of(shelf, read_only=False)
    with view.service.changing():
        told, _ = view.change(Sent(remove=1, id="00007-2020"))
    assert "another change is under way" in told
    assert len(shelf.reports()) == 1


def test_correcting_moves_a_report_to_its_new_id_and_keeps_what_was_not_touched(shelf: Library) -> None:
    fields = dict.fromkeys(("issuer", "aliases", "title", "edition", "period_start", "period_end"), "")
    fields |= {"issuer": "Lantern Hill Limited", "title": "ESG Report 2020", "edition": "2016"}
    fields |= {
        "period_start": "2020-01-01",
        "period_end": "2020-12-31",
        "stock_code": "00009",
        "aliases": "Lantern, 燈山",
    }
    (beside,) = shelf.settings.corpus[0].glob("*.toml")
    beside.write_text(beside.read_text(encoding="utf-8").replace("id = '00007-2020'\n", ""), encoding="utf-8")
    assert [one.action for one in shelf.add([shelf.settings.corpus[0]])] == ["replaced"]
    told, cards = view_of(shelf, read_only=False).change(Sent(edit=1, id="00007-2020", **fields))
    assert "was read again" in told
    (report,) = shelf.reports()
    assert (report.id, report.aliases, report.language) == ("00009-2020", ("Lantern", "燈山"), "en")
    assert "00009-2020" in cards
    assert "language" not in report.inferred


def test_values_that_do_not_fit_leave_the_metadata_as_it_was(shelf: Library) -> None:
    (beside,) = shelf.settings.corpus[0].glob("*.toml")
    before = beside.read_bytes()
    view = view_of(shelf, read_only=False)
    for fault in (
        {"period_end": "yesterday"},
        {"period_start": "2021-06-01", "period_end": "2020-12-31"},
        {"edition": "1999"},
    ):
        told, _ = view.change(Sent(edit=1, id="00007-2020", **fault))
        assert "eq-wrong" in told
        assert beside.read_bytes() == before
    assert [one.id for one in shelf.reports()] == ["00007-2020"]


def test_a_report_whose_file_is_gone_cannot_be_corrected(shelf: Library) -> None:
    (pdf,) = shelf.settings.corpus[0].glob("*.pdf")
    pdf.unlink()
    with pytest.raises(UsageError, match="setting `corpus`"):
        shelf.correct("00007-2020", {"title": "Another"})


def test_a_correction_never_takes_the_place_of_another_report(shelf: Library) -> None:
    corpus = shelf.settings.corpus[0]
    other = write_pdf(corpus / "other.pdf", ["Other Limited", "ESG Report 2020"], LINES)
    other.with_suffix(".toml").write_text(METADATA.format(id="00008-2020"), encoding="utf-8")
    shelf.add([corpus])
    with pytest.raises(Exception, match="the place of another report"):
        shelf.correct("00008-2020", {"id": "00007-2020"})
    assert {one.id for one in shelf.reports()} == {"00007-2020", "00008-2020"}
    assert "00008-2020" in other.with_suffix(".toml").read_text(encoding="utf-8")


def test_an_address_that_names_what_is_not_there_shows_what_is(browser: Any) -> None:
    browser.open("?view=datasheet&report=99999-1999")
    assert "B6.2" in browser.then("datasheet_reopen", [None])[1]
    browser.open("?view=ask&report=99999-1999&at=3")
    assert "eq-page" not in str(browser.then("chat_open", [None, None]))


def test_examples_and_pickers_follow_the_library(library: Library, tmp_path: Path) -> None:
    own = empty_library(library, tmp_path)
    catalog = Catalog(with_settings(own))
    assert (dict(catalog.reports), catalog.issuers, catalog.examples(ENGLISH)) == ({}, (), ())
    assert Place.read("?view=library").view == "library"
