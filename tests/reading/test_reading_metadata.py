"""What a person states, and what is inferred where nobody did."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from esgqa.errors import UnreadableFile
from esgqa.reading import fingerprint, read_report
from esgqa.reading.dates import stated_period
from esgqa.reading.infer import (
    edition_for,
    find_aliases,
    find_code,
    find_issuer,
    find_language,
    find_title,
    normal_code,
)

COVER = (
    "Harbour Tide Holdings Limited\n海潮控股有限公司\n(Incorporated in Bermuda with limited liability)\n(Stock Code: 941)\n"
    "Environmental, Social and Governance Report 2021\f"
    "About this report\nHarbour Tide Holdings Limited (“Harbour Tide” or the “Company”, together with its subsidiaries, the “Group”)\n"
    "presents its report, which follows the guide of The Stock Exchange of Hong Kong Limited. The reporting period is the\n"
    "year from 1 July 2020 to 30 June 2021. In the year ended 30 June 2020, the Group had begun to count.\n"
)


def write(folder: Path, text: str, toml: str | None = None) -> Path:
    path = folder / "tide.txt"
    path.write_text(text, encoding="utf-8")
    if toml is not None:
        (folder / "tide.toml").write_text(toml, encoding="utf-8")
    return path


def test_a_report_without_metadata_describes_itself(tmp_path: Path) -> None:
    report = read_report(write(tmp_path, COVER))
    assert (report.id, report.issuer, report.stock_code) == ("00941-2021", "Harbour Tide Holdings Limited", "00941")
    assert (report.period_start, report.period_end) == (date(2020, 7, 1), date(2021, 6, 30))
    assert (report.edition, report.language) == ("2020", "en")
    assert report.title == "Environmental, Social and Governance Report 2021"
    assert "Harbour Tide" in report.aliases and "海潮控股有限公司" in report.aliases
    assert set(report.inferred) == {
        "id", "issuer", "aliases", "stock_code", "title", "language", "edition", "period_start", "period_end",
    }  # fmt: skip


def test_stated_metadata_wins_and_is_not_called_inferred(tmp_path: Path) -> None:
    toml = 'id = "tide"\nissuer = "HT"\nstock_code = "241.HK"\nperiod_start = 2019-01-01\nperiod_end = 2019-12-31\nedition = "2016"'
    report = read_report(write(tmp_path, COVER, toml))
    assert (report.id, report.issuer, report.stock_code, report.period_label) == ("tide", "HT", "00241", "2019")
    assert set(report.inferred) == {"aliases", "title", "language"}


def test_page_labels_and_offset(tmp_path: Path) -> None:
    assert [p.label for p in read_report(write(tmp_path, "a\fb\fc", "printed_page_offset = 1")).pages] == [
        "i",
        "1",
        "2",
    ]
    assert [p.label for p in read_report(write(tmp_path, "a\fb", 'page_labels = ["iv", "x"]')).pages] == ["iv", "x"]
    assert [p.label for p in read_report(write(tmp_path, "a\fb", "")).pages] == ["1", "2"]


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ('isuer = "x"', "isuer"),
        ("issuer = 3", "issuer"),
        ('period_end = "2019"', "period_end"),
        ('aliases = "x"', "aliases"),
        ("printed_page_offset = true", "printed_page_offset"),
        ('edition = "1999"', "edition"),
        ('page_labels = ["1"]', "page_labels"),
        ("id = ", "TOML"),
        ("period_start = 2020-01-01\nperiod_end = 2019-01-01", "period_start"),
        ('id = "a/b"', "id"),
    ],
)
def test_wrong_metadata_is_refused_by_name(tmp_path: Path, toml: str, named: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_report(write(tmp_path, "a\fb", toml))
    assert named in str(caught.value) and "tide.toml" in str(caught.value) and len(str(caught.value).splitlines()) <= 2


def test_the_hash_covers_the_metadata(tmp_path: Path) -> None:
    path = write(tmp_path, "some text")
    plain = fingerprint(path)
    write(tmp_path, "some text", 'title = "T"')
    assert plain != fingerprint(path) == read_report(path).sha256


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("starting from April 1, 2017 to March 31, 2018", (2017, 4, 1), (2018, 3, 31)),
        ("for the year ended 31 December 2019", (2019, 1, 1), (2019, 12, 31)),
        ("from 1 January 2019 to 31 December 2019", (2019, 1, 1), (2019, 12, 31)),
        ("covers 1 January to 31 December 2022 (the “Year”)", (2022, 1, 1), (2022, 12, 31)),
        ("for the financial year ended 29 February 2020", (2019, 3, 1), (2020, 2, 29)),
        ("截至二零一九年十二月三十一日止年度", (2019, 1, 1), (2019, 12, 31)),
        ("截至2022年12月31日止年\n度", (2022, 1, 1), (2022, 12, 31)),
        ("2019年1月1日至2019年12月31日", (2019, 1, 1), (2019, 12, 31)),
        ("1st July 2020 – 30th June 2021", (2020, 7, 1), (2021, 6, 30)),
    ],
)
def test_periods(text: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert stated_period(text) == (date(*start), date(*end))


@pytest.mark.parametrize(
    "text", ["from 1 May 2019 to 3 May 2019", "", "on 31 December 2019", "from 45 May 2019 to 99 June 2020"]
)
def test_no_period(text: str) -> None:
    assert stated_period(text) is None


def test_editions_by_the_day_the_year_starts() -> None:
    days = [
        date(2015, 12, 31),
        date(2016, 1, 1),
        date(2020, 6, 30),
        date(2020, 7, 1),
        date(2024, 12, 31),
        date(2025, 1, 1),
    ]
    assert [edition_for(day) for day in days] == ["2012", "2016", "2016", "2020", "2020", "2025"]
    assert edition_for(None) == ""


def test_stock_codes() -> None:
    assert [normal_code(code) for code in ("2012", "241.HK", "00241", "")] == ["02012", "00241", "00241", ""]
    pages = [
        "(HKEX: 2012)",
        "Stock code: 00005",
        "股份代號：700",
        "listed as 1299.HK",
        "In 2019, the Stock Exchange said",
    ]
    assert [find_code([page]) for page in pages] == ["02012", "00005", "00700", "01299", ""]


def test_the_exchange_is_no_issuer_and_prose_is_no_title() -> None:
    assert find_issuer(["as The Stock Exchange of Hong Kong Limited requires"]) == ""
    assert find_title(["the second environmental, social and governance (ESG) report issued by us"]) == ""
    assert find_issuer(["海潮控股有限公司\n環境、社會及管治報告"]) == "海潮控股有限公司"
    assert find_aliases(["Tide Ltd. (“the Company”)"], "Tide Ltd.") == ("Tide",)


def test_languages() -> None:
    assert find_language(["本集團與員工的關係及環境數據"]) == "zh-Hant"
    assert find_language(["本集团与员工的关系及环境数据"]) == "zh-Hans"
    assert find_language(["The Group 本集團 reports on its environmental data"]) == "en"


def test_a_sentence_that_goes_on_is_no_title() -> None:
    opening = 'Environmental, Social and Governance ("ESG")\nreport (the "Report"), which summarises the\npolicies'
    assert (
        find_title([opening, "prepared in accordance with the\nEnvironmental, Social and Governance Reporting\nGuide"])
        == ""
    )
    assert find_title(["按《環境、社會及管治報告\n指引》編製"]) == ""


def test_a_name_that_a_narrow_column_breaks_within_a_sentence_is_whole(tmp_path: Path) -> None:
    text = (
        "ESG Report 2021\f"
        "This is the sixth\nsuch report of Lantern Peak\nHoldings Limited (“Lantern\nPeak”, the “Group” or “we”).\n"
        "The year is 1 January 2021\nto 31 December 2021.\n"
    )
    assert read_report(write(tmp_path, text)).issuer == "Lantern Peak Holdings Limited"


def test_an_issuer_and_a_code_that_only_running_heads_and_the_cover_give() -> None:
    assert find_issuer(["2 HARBOUR LIGHT EDUCATION LIMITED\nText.", "Text.\n4 HARBOUR LIGHT EDUCATION LIMITED"]) == (
        "HARBOUR LIGHT EDUCATION LIMITED"
    )
    assert find_code(["2019\n6543\nESG Report", "Text"]) == "06543"
    assert find_code(["2019\nESG Report", "Text"]) == ""
