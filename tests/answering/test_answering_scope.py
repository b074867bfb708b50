"""Which reports a question may be answered from."""

from datetime import date

import pytest

from esgqa.answering.scope import fits_years, names_issuer, resolve, without_issuer, without_years, years_in
from esgqa.types import Report


def report(id: str, issuer: str, start: date, end: date, code: str, *aliases: str) -> Report:
    return Report(id, issuer, (), "0" * 64, aliases=aliases, stock_code=code, period_start=start, period_end=end)


HARBOUR = report(
    "01234-2020",
    "Harbour Light Holdings Limited",
    date(2019, 4, 1),
    date(2020, 3, 31),
    "01234",
    "港光",
    "Harbour Light",
)
PEAK = report("00567-2020", "Peak Foods Co., Ltd.", date(2020, 1, 1), date(2020, 12, 31), "00567")
PEAK_BEFORE = report("00567-2019", "Peak Foods Co., Ltd.", date(2019, 1, 1), date(2019, 12, 31), "00567")
ALL = (HARBOUR, PEAK, PEAK_BEFORE)


@pytest.mark.parametrize(
    ("text", "financial", "calendar"),
    [
        ("in FY2018", {2018}, set()),
        ("in FY18", {2018}, set()),
        ("for 2017/18", {2018}, set()),
        ("FY2019/20 total", {2020}, set()),
        ("in 2017", set(), {2017}),
        ("the financial year 2016", {2016}, set()),
        ("2018财年", {2018}, set()),
        ("staff in the year ended 31 March 2017", {2017}, set()),
        ("the year ended March 31, 2017", {2017}, set()),
        ("years ended 31 March 2017 and 2018", {2017, 2018}, set()),
        ("as at 31 March 2017", set(), {2017}),
        ("截至2017年3月31日止年度", {2017}, set()),
        ("截至二零一七年三月三十一日止年度", {2017}, set()),
        ("二零一七年的用水量", set(), {2017}),
        ("二〇一七年度", {2017}, set()),
        ("二零一六/一七年度", {2017}, set()),
        ("2,019 tonnes and 20,180 people", set(), set()),
        ("ISO 14001 since the start", set(), set()),
    ],
)
def test_years_in_a_question(text: str, financial: set[int], calendar: set[int]) -> None:
    years = years_in(text)
    assert (set(years.financial), set(years.calendar)) == (financial, calendar)


@pytest.mark.parametrize(
    "text",
    [
        "complaints last year",
        "the prior financial year",
        "the previous reporting period",
        "去年",
        "上年度",
        "上一财年",
        "前一年度",
    ],
)
def test_words_for_the_year_before(text: str) -> None:
    assert years_in(text).prior


@pytest.mark.parametrize("text", ["the last page", "线上年会", "30岁以上年龄", "本年度"])
def test_words_that_only_look_like_it(text: str) -> None:
    assert not years_in(text).prior


def test_last_year_is_the_year_before_the_report() -> None:
    assert not fits_years(HARBOUR, years_in("complaints last year"))


def test_a_financial_year_is_the_one_the_period_ends_in() -> None:
    assert fits_years(HARBOUR, years_in("FY2020"))
    assert not fits_years(HARBOUR, years_in("FY2019"))
    assert fits_years(HARBOUR, years_in("during 2019"))
    assert not fits_years(HARBOUR, years_in("during 2018"))


@pytest.mark.parametrize(
    "text", ["Harbour Light's emissions", "港光的排放量", "1234.HK", "stock code 01234", "HARBOUR LIGHT"]
)
def test_an_issuer_is_known_by_name_alias_and_stock_code(text: str) -> None:
    assert names_issuer(text, HARBOUR)
    assert not names_issuer(text, PEAK)


def test_a_name_inside_another_word_is_not_the_issuer() -> None:
    assert not names_issuer("Peakfoods and harbourlights", PEAK)


def test_the_named_issuer_and_year_narrow_the_scope() -> None:
    assert resolve("Peak Foods water use in 2019", ALL).reports == ("00567-2019",)
    assert resolve("Harbour Light water use", ALL).reports == ("01234-2020",)


def test_an_empty_filter_gives_nothing_and_says_why() -> None:
    assert resolve("water", ALL, issuer="Acme").reports == ()
    assert "Acme" in resolve("water", ALL, issuer="Acme").reason
    assert resolve("water", ALL, year=1999).reports == ()
    assert resolve("water", ALL, only=["nothing"]).reports == ()


def test_another_stock_code_is_out_of_scope() -> None:
    assert resolve("emissions of 0005.HK", ALL).reports == ()


def test_the_issuer_is_taken_out_of_what_is_searched() -> None:
    assert "harbour" not in without_issuer("How much water did Harbour Light use?", (HARBOUR,)).lower()
    assert without_issuer("港光的用水量", (HARBOUR,)) == "的用水量"


@pytest.mark.parametrize(
    "text",
    [
        "From 2030, how much of the bonus will hinge on ESG?",
        "到2030年會有多少個站點？",
        "By how much should emissions be cut by 2030?",
        "How far have emissions fallen since FY2019?",
        "the reduction against the 2015 base year",
        "water use compared with 2018",
        "较2020年减少多少？",
    ],
)
def test_a_year_that_a_figure_is_measured_against_is_not_asked_about(text: str) -> None:
    assert not years_in(text).any


def test_the_year_asked_about_stays_beside_one_it_is_measured_against() -> None:
    assert years_in("By how much did emissions fall in 2025 since the FY2019 base year?").any == {2025}
    assert years_in("total emissions in 2018, in tonnes").any == {2018}
    assert years_in("emissions in 2022, as the 2023 report gives them").any == {2022}
    assert years_in("2,018 tonnes").any == set()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("electricity in the year ended 31 March 2022", "electricity in the"),
        ("headcount at 30 June 2024", "headcount at"),
        ("women as of June 2025", "women"),
        ("What happened in April 2017?", "What happened in April ?"),
        ("2022年底女性员工人数", "女性员工人数"),
    ],
)
def test_days_and_years_are_no_words_to_look_for(text: str, left: str) -> None:
    assert " ".join(without_years(text).split()) == left


@pytest.mark.parametrize(
    ("text", "prior"),
    [
        ("By what percentage did emissions fall against the previous fiscal year?", False),
        ("How much higher was water use than last year?", False),
        ("与去年相比，用水量减少了多少？", False),
        ("用水量较上年减少了多少？", False),
        ("What was water use in the previous year?", True),
        ("去年的用水量是多少？", True),
    ],
)
def test_a_year_that_a_change_is_measured_against_is_not_asked_about(text: str, prior: bool) -> None:
    assert years_in(text).prior == prior


@pytest.mark.parametrize("text", ["到2030财年女性所占比例的目标是多少？", "减排目标的2027年中期里程碑是多少？"])
def test_a_targets_year_in_chinese_is_not_the_one_asked_about(text: str) -> None:
    assert not years_in(text).any
