"""Quantities in prose, on sentences in several issuers' styles."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from esgqa.passages import find_figures
from esgqa.passages.periods import Period
from esgqa.types import Figure

MARCH = Period("FY2020", date(2019, 4, 1), date(2020, 3, 31))
CALENDAR = Period("2021", date(2021, 1, 1), date(2021, 12, 31))


def one(text: str, period: Period = CALENDAR) -> Figure:
    found = find_figures(text, period=period)
    assert len(found) == 1, [figure.raw for figure in found]
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "On 3 June 2021 the plant at 26/F, Harbour Tower opened.",
        "We hold ISO 14001 and ISO 45001:2018 certificates and follow GRI 305.",
        "Please call Tel: 2345 6789 or +852 2345 6789.",
        "Its shares (stock code: 01234) are listed.",
        "See Note 3, Appendix 27, Article 14 and KPI A1.2 on page 45.",
        "In FY2021 and the 2019/20 season, Step 2 of Phase 3 began at 09:30.",
        "The B2B and O2O lines use 5G and 3D models.",
        "Details are in No. 10 of the list at https://example.com/2021/5.",
        "One of the goals is a two-way dialogue; we have zero tolerance for bribery.",
        "本公司於2021年12月31日根據第13條成立。",
    ],
)
def test_dates_codes_and_clauses_are_no_figures(text: str) -> None:
    assert find_figures(text, period=CALENDAR) == ()


def test_a_counted_noun_gives_unit_and_measure() -> None:
    figure = one("The hotline handled a total of 1,284 guest complaints and replied to each.")
    assert (figure.value, figure.unit, figure.measure, figure.dimension) == (
        "1284", "complaints", "guest complaints", "count",
    )  # fmt: skip


def test_a_rate_takes_its_measure_from_before_the_verb() -> None:
    figure = one("During the year our staff turnover rate (for all regions) was only 7.25%.")
    assert (figure.raw, figure.unit, figure.dimension) == ("7.25%", "%", "percent")
    assert "staff turnover rate" in figure.measure


def test_a_mass_of_something_is_measured_by_what_follows() -> None:
    figure = one("The mine sent 12.75 tonnes of scrap steel to recyclers.")
    assert (figure.value, figure.unit, figure.dimension) == ("12.75", "tonnes", "mass")
    assert figure.measure.startswith("scrap steel")


def test_of_whom_refers_to_the_figure_before() -> None:
    _, share = find_figures("The number of permanent staff was 812, of whom 39% were women.", period=CALENDAR)
    assert share.measure == "number of permanent staff, women"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("We planted over 15 million trees.", "over", "15000000"),
        ("It drew nearly 23,000 visitors.", "nearly", "23000"),
        ("At least 40 hours are required.", "At least", "40"),
        ("共培訓員工約1.5萬人次。", "約", "15000"),
    ],
)
def test_hedging_words_are_kept(text: str, words: str, value: str) -> None:
    figure = one(text)
    assert (figure.approximation, figure.value) == (words, value)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In 2019, the fleet used 5,400 litres.", "2019"),
        ("As of 31 March 2020, we had 61 shops.", "FY2020"),
        ("During the reporting period, 61 shops opened.", "FY2020"),
        ("We ran 14 courses in FY2019.", "FY2019"),
        ("We ran 14 courses.", "FY2020"),
        ("Usage fell by 8% as compared to 2018.", "FY2020"),
    ],
)
def test_the_period_is_the_sentences_or_else_the_reports(text: str, period: str) -> None:
    assert one(text, MARCH).period == period


def test_a_comparative_in_brackets_has_its_own_year_and_the_same_measure() -> None:
    now, before = find_figures("We gave $1,000,000 (2020: $850,000) to schools.", period=CALENDAR)
    assert (now.value, now.period, before.value, before.period) == ("1000000", "2021", "850000", "2020")
    assert now.measure == before.measure


def test_explicit_zeros() -> None:
    found = find_figures(
        "During 2021, there were no work-related fatalities and no lost days due to injury. "
        "No legal cases (2020: nil) were brought against the Group.",
        period=CALENDAR,
    )
    assert [(one.raw, one.value, one.period) for one in found] == [
        ("no", "0", "2021"), ("no", "0", "2021"), ("No", "0", "2021"), ("nil", "0", "2020"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["No employee is forced to work.", "There is no doubt about it.", "We no longer buy coal.", "No one was left out."],
)
def test_other_negations_are_no_zero(text: str) -> None:
    assert find_figures(text, period=CALENDAR) == ()


def test_both_ends_of_a_range_are_figures_with_the_unit() -> None:
    low, high = find_figures("Power use can fall by about 30–40% a year.", period=CALENDAR)
    assert (low.value, low.unit, high.value, high.unit) == ("30", "%", "40", "%")
    assert low.approximation == high.approximation == "about"


def test_money_with_scale_word_and_currency() -> None:
    figure = one("The fund gave RMB 3.2 million.")
    assert (figure.raw, figure.value, figure.unit, figure.dimension) == ("RMB 3.2 million", "3200000", "RMB", "money")


def test_chinese_units() -> None:
    found = find_figures("總用電量為350,469千瓦時，減少30％，員工484人。", period=CALENDAR)
    assert [(one.value, one.unit) for one in found] == [("350469", "千瓦時"), ("30", "%"), ("484", "人")]


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from(list("abc 0123456789,.%()-\n$年月為人 ofin")), max_size=120))
def test_every_figure_stands_in_the_text_as_printed(text: str) -> None:
    for figure in find_figures(text, offset=7, period=CALENDAR):
        assert text[figure.start - 7 : figure.end - 7] == figure.raw
        assert figure.value.replace(".", "").lstrip("-").isdigit()


def test_parts_of_a_whole_share_its_noun_and_unit() -> None:
    text = "The Group had 2,345 employees (2020: 2,210), of which 1,234 were male and 1,111 were female."
    found = find_figures(text, period=CALENDAR)
    assert [(one.value, one.unit, one.measure) for one in found] == [
        ("2345", "employees", "employees"), ("2210", "employees", "employees"),
        ("1234", "employees", "employees, male"), ("1111", "employees", "employees, female"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rate was 16.3%, after 17.8% in 2022.", [("16.3%", "2023"), ("17.8%", "2022")]),
        ("In 2023 the rate was 16.3%, after 17.8% in 2022.", [("16.3%", "2023"), ("17.8%", "2022")]),
        ("Emissions rose from 1,200 tonnes in 2022 to 1,400 tonnes in 2023.", [("1,200", "2022"), ("1,400", "2023")]),
        ("We had 5 and 7 complaints in 2022 and 2023 respectively.", [("5", "2022"), ("7", "2023")]),
        ("Click rate in tests\n\n5.6%\n\n3.1%\n\n2022  2023", [("5.6%", "2022"), ("3.1%", "2023")]),
        (
            "We gave HK$1.2 million against HK$0.9 million a year before.",
            [("HK$1.2 million", "2023"), ("HK$0.9 million", "2022")],
        ),
    ],
)
def test_a_year_dates_the_figure_it_follows(text: str, expected: list[tuple[str, str]]) -> None:
    year = Period("2023", date(2023, 1, 1), date(2023, 12, 31))
    assert [(one.raw, one.period) for one in find_figures(text, period=year)] == expected


def test_a_measure_holds_neither_years_nor_the_figure_before() -> None:
    year = Period("2023", date(2023, 1, 1), date(2023, 12, 31))
    first, second = find_figures("Emissions rose from 1,200 tonnes in 2022 to 1,400 tonnes in 2023.", period=year)
    assert (first.measure, second.measure) == ("Emissions", "Emissions")
    (paper, _) = find_figures("We used 300 tonnes of paper (2022: 310 tonnes).", period=year)
    assert paper.measure == "paper"


def test_what_is_told_respectively_is_each_of_its_own() -> None:
    text = (
        "Emissions of nitrogen oxides, sulphur oxides and dust were about 3.2 kg, 0.1 kg and 0.3 kg respectively "
        "(2020: 4.0 kg, 0.2 kg and 0.4 kg)."
    )
    found = find_figures(text, period=CALENDAR)
    assert [(f.raw, f.measure.split()[-1], f.period) for f in found] == [
        ("3.2", "oxides", "2021"),
        ("0.1", "oxides", "2021"),
        ("0.3", "dust", "2021"),
        ("4.0", "oxides", "2020"),
        ("0.2", "oxides", "2020"),
        ("0.4", "dust", "2020"),
    ]
    assert found[0].measure == "Emissions of nitrogen oxides"
    assert found[4].measure == "sulphur oxides"
    male, female = find_figures("Male and female leavers’ rates were 8.1% and 10.5% respectively.", period=CALENDAR)
    assert (male.measure, female.measure) == ("Male leavers’ rates", "female leavers’ rates")


def test_the_parts_of_a_count_count_the_same() -> None:
    found = find_figures("We had 352 suppliers: 340 in the Mainland, 9 in Macau and 3 overseas.", period=CALENDAR)
    assert [(f.value, f.unit, f.dimension) for f in found] == [
        ("352", "suppliers", "count"),
        ("340", "suppliers", "count"),
        ("9", "suppliers", "count"),
        ("3", "suppliers", "count"),
    ]
    assert found[2].measure.startswith("suppliers, ") and found[2].measure.endswith("Macau")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Of the staff 25 were aged below 30, 60 between 30 and 50 and 35 above 50.", ["25", "60", "35"]),
        ("30歲以下僱員180名，50歲以上僱員104名。", ["180", "104"]),
        ("All but 5 employees work in the city.", []),
    ],
)
def test_ages_that_tell_who_is_counted_are_no_figures(text: str, values: list[str]) -> None:
    assert [f.value for f in find_figures(text, period=CALENDAR)] == values


def test_lost_days_are_named_by_what_follows_them() -> None:
    found = find_figures("There were no deaths and 14 lost days due to injuries.", period=CALENDAR)
    assert [(f.value, f.measure) for f in found if f.value == "14"] == [("14", "lost days due to injuries")]


def test_a_word_that_ends_like_the_name_of_a_standard_hides_no_number() -> None:
    found = find_figures("The workforce was as follows: men 66 persons, women 54 persons.", period=CALENDAR)
    assert [f.value for f in found] == ["66", "54"]


def test_years_in_one_bracket_date_what_stands_there_and_nothing_before_it() -> None:
    found = find_figures("We counted 17 spills (2020: 12; 2019: 21).", period=CALENDAR)
    assert [(f.value, f.period) for f in found] == [("17", "2021"), ("12", "2020"), ("21", "2019")]
    found = find_figures("There were eight leaks in the year (2020: eleven).", period=CALENDAR)
    assert [(f.value, f.period) for f in found] == [("8", "2021"), ("11", "2020")]


def test_what_a_rate_is_per_is_no_figure() -> None:
    found = find_figures("The spill rate was 0.31 per 100,000 hours worked.", period=CALENDAR)
    assert [f.value for f in found] == ["0.31"]


def test_money_spent_is_measured_by_what_it_was_spent_on() -> None:
    found = find_figures("We spent HK$2.4 million on noise barriers in 2021.", period=CALENDAR)
    assert [(f.value, f.measure) for f in found] == [("2400000", "spent on noise barriers")]


def test_parts_of_a_count_by_place_count_the_same() -> None:
    text = (
        "Out of the 84 suppliers, 4 were from Beijing, 2 from Shandong province and the remaining 78 were from Henan."
    )
    found = find_figures(text, page=1, offset=0, period=Period(date(2021, 1, 1), date(2021, 12, 31)))
    assert [(one.raw, one.unit) for one in found] == [(raw, "suppliers") for raw in ("84", "4", "2", "78")]
    assert found[3].measure == "suppliers, from Henan"


def test_respective_shares_of_a_clause_that_goes_on() -> None:
    text = "There were 8,094 people, with a proportion between men and women, which accounted for 36.4% and 63.6%, respectively."
    found = find_figures(text, page=1, offset=0, period=Period(date(2021, 1, 1), date(2021, 12, 31)))
    assert {one.raw: one.measure for one in found}["63.6%"] == "women"


def test_how_many_of_how_many_counts_the_things_and_says_what_they_did() -> None:
    found = find_figures(
        "By then 38 of 52 retail wordings had been rewritten, and four of the eleven directors were found to agree."
    )
    assert [(f.value, f.unit, f.dimension, f.measure) for f in found] == [
        (
            "38",
            "retail wordings",
            "count",
            "retail wordings had been rewritten",
        ),
        ("52", "wordings", "count", "retail wordings"),
        ("4", "directors", "count", "directors were found to agree"),
        ("11", "directors", "count", "directors"),
    ]


def test_a_time_that_owns_what_follows_is_of_that() -> None:
    found = find_figures("We offer up to 14 weeks’ maternity leave and five days’ paternity leave.", period=CALENDAR)
    assert [(f.raw, f.unit, f.measure.split(" and")[0]) for f in found] == [
        ("14", "weeks", "maternity leave"),
        ("five", "days", "paternity leave"),
    ]
