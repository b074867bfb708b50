"""Reading issuers' content indexes: the whole table of a real report, and the layouts that others print."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgqa.kpi import load_edition, printed_codes, read_content_index
from esgqa.kpi.index_cells import read_cell, spell_out
from esgqa.types import IndexEntry, Page, Report

EDITION = load_edition("2016")
CORPUS = Path(__file__).parents[2] / "corpus" / "alibaba-health-2018-esg-report.txt"

# read by hand from the printed index; the third row of B2 is misprinted "B2.2" there
EXPECTED = """
A1.GD 37 38 | A1.1 37 | A1.2 37 | A1.3 37 | A1.4 37 | A1.5 37 38 | A1.6 37
A2.GD 37 38 | A2.1 37 | A2.2 37 | A2.3 37 38 | A2.4 37 | A2.5 N/A
A3.GD 37 38 | A3.1 37 38
B1.GD 33 34 | B1.1 34 | B1.2 —
B2.GD 35 | B2.1 — | B2.2 — | B2.3 35
B3.GD 34 | B3.1 34 | B3.2 34
B4.GD 33 | B4.1 33 | B4.2 —
B5.GD 32 | B5.1 32 | B5.2 29 30 31 32
B6.GD 28 | B6.1 28 | B6.2 28 | B6.3 29 | B6.4 28 | B6.5 29
B7.GD 32 | B7.1 — | B7.2 32
B8.GD 22 | B8.1 22 23 24 | B8.2 22 23 24 25 26
"""


def _report(*texts: str, labels: tuple[str, ...] = ()) -> Report:
    names = labels or tuple(str(n) for n in range(1, len(texts) + 1))
    pages = tuple(Page(n, label, text) for n, (label, text) in enumerate(zip(names, texts, strict=True), 1))
    return Report(id="x", issuer="x", pages=pages, sha256="")


def _padded(*texts: str, first: int = 60) -> Report:
    """Pages before the index, so that its page numbers exist."""
    return _report(*(f"Body text of page {n}." for n in range(1, first)), *texts)


def _table(entries: tuple[IndexEntry, ...]) -> dict[str, str]:
    return {entry.code: " ".join(entry.pages) or entry.mark for entry in entries}


def test_all_43_rows_of_a_real_report() -> None:
    texts = CORPUS.read_text("utf-8").split("\f")
    report = _report(*texts)
    expected = {
        row.split()[0]: " ".join(row.split()[1:]) for line in EXPECTED.strip().splitlines() for row in line.split("|")
    }
    assert len(expected) == 43
    entries = read_content_index(report, EDITION)
    assert _table(entries) == expected
    assert tuple(entry.code for entry in entries) == EDITION.codes
    for entry in entries:
        row = texts[entry.page - 1][entry.start : entry.end]
        printed = entry.code if "." in entry.code and not entry.code.endswith(".GD") else "General"
        assert row.startswith(printed) or entry.code == "B2.3"
        assert entry.mark == "" or row.endswith(entry.mark)
        assert not entry.remark


SECTIONS = (
    """Orchard Holdings Limited
27
REPORTING
INDEX
Subject areas, aspects, general disclosures and Key
Performance Indicators (KPIs)
Section Page
A. Environmental
A1: Emissions
General Disclosure “Our Air” 5-8
KPI A1.1 The types of emissions and the data
of each
“Our Air - What
Leaves the Chimney”
6-7
KPI A1.2 Greenhouse gases in total “Our Air - Carbon” 8
KPI A1.3 Hazardous waste in total and, where
suitable, intensity
“Our Bins -
Two Kinds”
-
KPI A2.5 Packaging for finished
goods
It does not apply to the
Group’s business.
-
A3: The Environment and Natural Resources""",
    """Orchard Holdings Limited
28
Subject areas, aspects, general disclosures and Key
Performance Indicators (KPIs)
Section Page
General Disclosure “The Land and
the Trees”
13
KPI A3.1 What the business does to
nature
“The Land”
13-14
B. Social
Operating Practices
B5: Supply Chain Management
General Disclosure “Growers” 22
KPI B5.1 Growers by region “Growers” 22
KPI B5.2 How growers are engaged and
how that is monitored
- -
B6: Product Responsibility""",
    """Orchard Holdings Limited
29
Section Page
General Disclosure “Fruit” 23
KPI B6.1 Share of goods sold that had
to be recalled
No goods were recalled
during the year.
-
KPI B7.1 Concluded cases and
outcomes of the case
No cases were brought against the
Group in
2019.
25
KPI B8.2 Resources given “Neighbours” 26-27
Notes
The index was prepared in 2020.
Contact: 12""",
)


def test_a_section_column_beside_the_page_and_rows_that_wrap() -> None:
    entries = {entry.code: entry for entry in read_content_index(_padded(*SECTIONS), EDITION)}
    assert _table(tuple(entries.values())) == {
        "A1.GD": "5 6 7 8",
        "A1.1": "6 7",
        "A1.2": "8",
        "A1.3": "-",
        "A2.5": "-",
        "A3.GD": "13",
        "A3.1": "13 14",
        "B5.GD": "22",
        "B5.1": "22",
        "B5.2": "-",
        "B6.GD": "23",
        "B6.1": "-",
        "B7.1": "25",
        "B8.2": "26 27",
    }
    assert entries["A1.1"].remark == "Our Air - What Leaves the Chimney"
    assert entries["A2.5"].remark == "It does not apply to the Group’s business."
    assert entries["B6.1"].remark == "No goods were recalled during the year."
    assert entries["B7.1"].remark == "No cases were brought against the Group in 2019."
    assert entries["B5.2"].remark == ""


CHINESE = """香港聯交所《環境、社會及管治報告指引》內容索引
關鍵績效指標 描述 頁碼
A. 環境
層面A1：排放物
一般披露
有關廢氣及溫室氣體排放的政策及遵守法律的資料。
第37至38頁
關鍵績效指標A1.1 排放物種類及相關排放數據。 37
關鍵績效指標A1.2 溫室氣體總排放量（範圍1及
範圍2）及密度。
37–38
關鍵績效指標A1.3 所產生有害廢棄物總量。 不適用
層面A2：資源使用
一般披露 有效使用資源的政策。 39
關鍵績效指標A2.5 製成品所用包裝材料的總量。 不適用
B. 社會
層面B6：產品責任
一般披露 41、43
關鍵績效指標B6.2 接獲關於產品及服務的投訴數目以及應對方法。 —
關鍵績效指標B6.5 描述消費者資料保障及私隱政策。 「資訊安全」 第45頁
"""


def test_a_chinese_index() -> None:
    entries = {entry.code: entry for entry in read_content_index(_padded(CHINESE), EDITION)}
    assert _table(tuple(entries.values())) == {
        "A1.GD": "37 38",
        "A1.1": "37",
        "A1.2": "37 38",
        "A1.3": "不適用",
        "A2.GD": "39",
        "A2.5": "不適用",
        "B6.GD": "41 43",
        "B6.2": "—",
        "B6.5": "45",
    }
    assert entries["B6.5"].remark == "資訊安全"


SIMPLIFIED = """内容索引
指标 内容 页码
层面B2 健康与安全
一般披露 35
B2.1 因工亡故的人数及比率。 35
B2.2 因工伤损失工作日数。 未披露
B2.3 职业健康与安全措施。 35-36
"""


def test_a_simplified_chinese_index_with_bare_codes() -> None:
    assert _table(read_content_index(_padded(SIMPLIFIED), EDITION)) == {
        "B2.GD": "35",
        "B2.1": "35",
        "B2.2": "未披露",
        "B2.3": "35 36",
    }


def test_misprinted_codes_are_repaired_by_their_place() -> None:
    text = """ESG Reporting Guide Index
B2 Health and Safety
B2.1 Fatalities. 12
B2.2 Lost days. 13
B3.3 Safety measures. 14
B6 Product Responsibility
B6.1 Recalls. 20
B6.3 Complaints. 21
B6.3 Intellectual property. 22
B6.4 Quality. 23
B6.4 Privacy. 24
"""
    assert _table(read_content_index(_padded(text), EDITION)) == {
        "B2.1": "12",
        "B2.2": "13",
        "B2.3": "14",
        "B6.1": "20",
        "B6.2": "21",
        "B6.3": "22",
        "B6.4": "23",
        "B6.5": "24",
    }


def test_a_bare_aspect_row_is_its_general_disclosure() -> None:
    text = """Content Index
Aspect A1 Information on emission policies and compliance 30
A1.1 Types of emissions P.31
A1.2 Greenhouse gases pp. 31-32, 35
A1.3 Hazardous waste Not applicable
A1.4 Other waste Nil
"""
    assert _table(read_content_index(_padded(text), EDITION)) == {
        "A1.GD": "30",
        "A1.1": "31",
        "A1.2": "31 32 35",
        "A1.3": "Not applicable",
        "A1.4": "Nil",
    }


def test_general_disclosure_rows_without_a_heading_belong_to_the_kpis_that_follow() -> None:
    text = """Index of the reporting guide
General Disclosure 10
A1.1 Types of emissions 11
A1.2 Greenhouse gases 11
General Disclosure 12
A2.1 Energy 13
"""
    table = _table(read_content_index(_padded(text), EDITION))
    assert (table["A1.GD"], table["A2.GD"]) == ("10", "12")


def test_a_table_of_data_with_codes_is_no_index() -> None:
    text = """Performance data
A1.1 NOx emissions (kg) 812
A1.2 Greenhouse gases (tonnes) 904
A2.1 Electricity (MWh) 655
A2.2 Water (tonnes) 733
"""
    assert read_content_index(_padded(text), EDITION) == ()


def test_body_text_under_kpi_headings_is_no_index() -> None:
    body = "The Group measures what leaves its sites and has done so for many years, with care and by hand. " * 12
    text = "\n".join(f"KPI A1.{n} Something\n{body}" for n in range(1, 5))
    assert read_content_index(_report(text), EDITION) == ()


def test_a_report_without_an_index_has_no_entries() -> None:
    assert read_content_index(_report("Nothing here.", ""), EDITION) == ()
    assert read_content_index(_report(), EDITION) == ()


def test_printed_codes_tell_the_edition() -> None:
    codes = printed_codes(_padded(SECTIONS[0]))
    assert {"A1.1", "A1.2", "A1.3", "A2.5"} == codes


@pytest.mark.parametrize(
    ("line", "pages", "mark"),
    [
        ("37", ("37",), ""),
        ("37–38", ("37", "38"), ""),
        ("of each year. 22–24", ("22", "23", "24"), ""),
        ("P.37, 40–41", ("37", "40", "41"), ""),
        ("pages 3 to 5", ("3", "4", "5"), ""),
        ("第37至39頁", ("37", "38", "39"), ""),
        ("cases. —", (), "—"),
        ("N/A", (), "N/A"),
        ("Not disclosed", (), "Not disclosed"),
        ("不適用", (), "不適用"),
    ],
)
def test_cells(line: str, pages: tuple[str, ...], mark: str) -> None:
    cell = read_cell(line)
    assert cell is not None
    assert (cell.pages, cell.mark) == (pages, mark)


@pytest.mark.parametrize(
    "line",
    [
        "in 2019.",
        "direct emissions of Scope 1",
        "certified to ISO 14001",
        "範圍1",
        "a year",
        "",
        "38–37",
        "under GRI 305",
    ],
)
def test_not_cells(line: str) -> None:
    assert read_cell(line) is None


@given(st.integers(1, 900), st.integers(0, 40))
def test_ranges_are_spelt_out(first: int, more: int) -> None:
    pages = spell_out(f"{first}–{first + more}") if first + more < 1000 else ()
    assert len(pages) in (0, more + 1)


@given(st.text(alphabet="AB12.6 –—-37\nGeneral DisclosureKPI", max_size=200))
def test_any_page_is_read_without_error(text: str) -> None:
    for entry in read_content_index(_report(text), EDITION):
        assert 0 <= entry.start <= entry.end <= len(text)
