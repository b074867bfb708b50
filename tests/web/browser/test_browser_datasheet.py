"""The datasheet and many questions at once, as a rater uses them."""

import csv
import re

import openpyxl
import pytest

from esgqa.web.english import ENGLISH

pytestmark = pytest.mark.browser
BOTH = pytest.mark.parametrize("tab", ["wide", "narrow"], indirect=True)


def opened(tab, site, texts, **query):
    tab.goto(site.address(texts, view="datasheet", **query))
    tab.locator(".eq-row").first.wait_for()


@BOTH
def test_a_row_opens_its_evidence(tab, site, texts):
    opened(tab, site, texts, report="00007-2020")
    row = tab.get_by_role("button", name=re.compile(r"B6\.2"))
    row.scroll_into_view_if_needed()
    row.press("Enter")
    tab.locator("#eq-datasheet-evidence .eq-box.eq-focus").first.wait_for()
    assert texts.page_position.format(position=2, count=4) in tab.locator("#eq-datasheet-evidence").inner_text()
    assert row.get_attribute("aria-current") == "true"
    line = tab.locator("tr", has=row)
    assert texts.kpi_statuses["disclosed"] in line.inner_text()
    assert "73" in line.inner_text()
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_rows_are_sifted_by_words_status_and_aspect(tab, site, texts):
    opened(tab, site, texts, report="00007-2020")
    whole = tab.locator("tr[data-status]").count()
    shown = tab.locator("tr[data-status]:visible")
    assert shown.count() == whole
    assert tab.locator(".eq-shown").inner_text() == texts.rows_shown.format(shown=whole, count=whole)
    tab.get_by_label(texts.status, exact=True).select_option(label=texts.kpi_statuses["disclosed"])
    disclosed = shown.count()
    assert 0 < disclosed < whole
    tab.get_by_label(texts.aspect, exact=True).select_option("B6")
    assert 0 < shown.count() < disclosed
    tab.get_by_label(texts.search_rows).fill("b6.2")
    assert shown.count() == 1
    tab.get_by_label(texts.search_rows).fill("nothing like this")
    assert shown.count() == 0
    assert tab.get_by_text(texts.no_rows).is_visible()


def test_the_report_is_chosen_by_picker_and_by_address(tab, site, texts):
    opened(tab, site, texts, report="00007-2019")
    assert "91" in tab.locator("tr", has=tab.get_by_role("button", name=re.compile(r"B6\.2"))).inner_text()
    tab.locator("#eq-sheet-report input").click()
    tab.get_by_role("option", name=re.compile("2020")).click()
    tab.wait_for_url(re.compile("report=00007-2020"))
    tab.locator("tr", has=tab.get_by_role("button", name=re.compile(r"B6\.2"))).get_by_text("73").wait_for()
    tab.get_by_role("tab", name=texts.views["ask"]).click()
    tab.wait_for_url(re.compile("view=ask"))
    tab.go_back()
    tab.locator(".eq-row").first.wait_for()
    assert tab.get_by_role("tab", name=texts.views["datasheet"]).get_attribute("aria-selected") == "true"


@pytest.mark.parametrize(("name", "suffix"), [("XLSX", ".xlsx"), ("CSV", ".csv"), ("JSON", ".json")])
def test_it_is_downloaded(tab, site, tmp_path, name, suffix):
    opened(tab, site, ENGLISH, report="00007-2020")
    with tab.expect_download() as started:
        tab.get_by_role("link", name=name, exact=True).click()
    path = tmp_path / f"sheet{suffix}"
    started.value.save_as(path)
    if suffix == ".xlsx":
        found = [cell for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True) for cell in row]
        assert "B6.2" in found
    else:
        assert "B6.2" in path.read_text(encoding="utf-8-sig")


def test_many_questions_are_answered_from_a_file(tab, site, texts, tmp_path):
    asked = tmp_path / "questions.csv"
    asked.write_text(
        "question,report,issuer,year\nHow many complaints were there?,00007-2019,,\n"
        'How many employees were there?,,,2020\n"=HYPERLINK(""x"")",,,\nHow many?,,,20x0\n',
        encoding="utf-8-sig",
    )
    opened(tab, site, texts)
    tab.get_by_role("button", name=texts.batch, exact=False).first.click()
    tab.set_input_files("#eq-batch-file input[type=file]", asked)
    tab.locator("#eq-batch-file tr").wait_for()
    tab.locator("#eq-batch-run").click()
    tab.locator("#eq-batch-save").wait_for()
    assert texts.batch_done.format(count=4, failed=1) in tab.locator("#eq-batch-told").inner_text()
    with tab.expect_download() as started:
        tab.locator("#eq-batch-save").click()
    saved = tmp_path / "answers.csv"
    started.value.save_as(saved)
    with saved.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["figure"], row["status"]) for row in rows[:2]] == [("91", "answered"), ("1,250", "answered")]
    assert rows[0]["page"] == "2"
    assert "91 customer complaints" in rows[0]["quote"]
    assert rows[2]["question"].startswith("'=")
    assert (rows[3]["status"], "20x0" in rows[3]["answer"]) == ("error", True)


def test_a_file_that_is_no_list_of_questions_is_refused_with_its_reason(tab, site, tmp_path):
    wrong = tmp_path / "<b>wrong.csv"
    wrong.write_text("colour\nred\n", encoding="utf-8")
    opened(tab, site, ENGLISH)
    tab.get_by_role("button", name=ENGLISH.batch).first.click()
    tab.set_input_files("#eq-batch-file input[type=file]", wrong)
    tab.locator("#eq-batch-file tr").wait_for()
    tab.locator("#eq-batch-run").click()
    told = tab.locator("#eq-batch-told [role=alert]")
    told.wait_for()
    assert "no column named question" in told.inner_text()
    assert told.locator("b").count() == 0
