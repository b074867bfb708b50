"""Yes or no: from a sentence, from the figures of two years, from a figure and a limit, and neither where nothing says so."""

from datetime import date
from decimal import Decimal

import pytest

from esgqa.answering.comparison import trend_of
from esgqa.answering.limit import limit_of, meets
from esgqa.library import Library
from esgqa.settings import Settings
from esgqa.types import Report

PAGES = (
    "Osprey Quay Timber Limited\n(Stock Code: 4871)\nEnvironmental, Social and Governance Report\nYear ended 31 December 2022",
    "About this report\n\nThis is the third environmental, social and governance report of the Group. "
    "Sawmills in Laos run by partners are left out of the environmental data. "
    "The figures have been reviewed by the internal audit department of the Group.\n\n"
    "Use of resources\n\nResource  Unit  2022  2021\nElectricity  MWh  3,482  3,951\nWater  m3  21,660  19,437\nDiesel  litres  4,118  4,118\n\n"
    "Targets\n\nThe target of cutting sawdust by 10% was met in August 2022. "
    "The target for electric lorries is behind schedule, with two delivered.",
    "People\n\nThe Group had 418 employees at 31 December 2022, of whom 37% were women. "
    "Nine of the 12 foremen hold a first-aid certificate. "
    "Only boards that passed the moisture test were sold.\n\nSafety\n\nSafety  2022  2021\nWork-related fatalities  0  1\nLost days due to injury  64  51\n\n"
    "Smoking in the yards is strictly prohibited. Reports of misconduct may be made anonymously by letter.\n\n"
    "Neighbours\n\nNo complaint about dust was received from neighbours in 2022. "
    "In May 2022 a subsidiary was convicted of working at night without a noise permit, and was fined HK$6,000.",
)


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("mill")
    (folder / "report.txt").write_text("\f".join(PAGES), encoding="utf-8")
    settings = Settings(index=folder / "index")
    library = Library.open(settings.index, settings, create=True)
    assert [result.action for result in library.add([folder / "report.txt"])] == ["added"]
    return library


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Is this the first ESG report of the Group?", "No: "),
        ("Are the sawmills in Laos included in the environmental data?", "No: "),
        ("Was the target of cutting sawdust met?", "Yes: "),
        ("Is the target for electric lorries on schedule?", "No: "),
        ("Do all foremen hold a first-aid certificate?", "No: "),
        ("Were there any work-related fatalities in 2022?", "No: "),
        ("Is smoking in the yards allowed?", "No: "),
        ("Can misconduct be reported anonymously?", "Yes: "),
        ("Was there any complaint about dust from neighbours?", "No: "),
        ("Were boards that failed the moisture test sold?", "No: "),
        ("Was a subsidiary convicted of working at night?", "Yes: "),  # `without a permit` denies nothing
    ],
)
def test_sentences_say_yes_or_no(mill: Library, question: str, said: str) -> None:
    answer = mill.ask(question)
    assert answer.answer.startswith(said), answer.answer


@pytest.mark.parametrize(
    ("question", "said", "values"),
    [
        ("Did electricity use go down in 2022?", "Yes: ", ["3951", "3482"]),
        ("Was less water used than in 2021?", "No: ", ["19437", "21660"]),
        ("Has water consumption increased compared with the year before?", "Yes: ", ["19437", "21660"]),
        ("Did diesel consumption fall from 2021 to 2022?", "No: ", ["4118", "4118"]),
        ("用电量有没有减少？", "是：", ["3951", "3482"]),
        ("用水量是否比2021年少？", "否：", ["19437", "21660"]),
    ],
)
def test_trends_are_told_by_the_figures_of_both_years(
    mill: Library, question: str, said: str, values: list[str]
) -> None:
    answer = mill.ask(question)
    assert answer.answer.startswith(said), answer.answer
    assert [figure.value for figure in answer.figures] == values
    assert all(citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Does the Group have more than 400 employees?", "Yes: "),
        ("Does the Group have fewer than 300 employees?", "No: "),
        ("Are more than half of the employees women?", "No: "),
        ("员工总数是否超过五百人？", "否："),
    ],
)
def test_limits_are_held_against_the_figure(mill: Library, question: str, said: str) -> None:
    answer = mill.ask(question)
    assert answer.answer.startswith(said), answer.answer
    assert answer.figures


def test_no_verdict_on_a_limit_that_no_figure_meets(mill: Library) -> None:
    assert not mill.ask("Did the noise fine exceed a quarter of the profit?").answer.startswith(("Yes", "No: "))


def report(year: int) -> Report:
    return Report(f"09999-{year}", "X", (), "0" * 64, period_start=date(year, 1, 1), period_end=date(year, 12, 31))


@pytest.mark.parametrize(
    ("question", "way", "years"),
    [
        ("Did the workforce shrink between 2018 and 2019?", -1, (2018, 2019)),
        ("Was there an increase in water use?", 1, (2019, 2020)),
        ("Was more gas burnt than the year before?", 1, (2019, 2020)),
        ("Has the company cut its emissions since 2018?", -1, (2018, 2020)),
        ("2020年的流失率是否低于2019年？", -1, (2019, 2020)),
        ("用水量有没有上升？", 1, (2019, 2020)),
    ],
)
def test_trends_and_their_years(question: str, way: int, years: tuple[int, int]) -> None:
    trend = trend_of(question, report(2020))
    assert trend is not None
    assert (trend.way, trend.years) == (way, years)


@pytest.mark.parametrize(
    "question", ["Did it plant trees?", "How much did water use rise?", "Is there a policy on gifts?"]
)
def test_other_questions_ask_for_no_trend(question: str) -> None:
    assert trend_of(question, report(2020)) is None


@pytest.mark.parametrize(
    ("question", "amount", "percent", "value", "meets_it"),
    [
        ("Are more than half of the staff women?", "50", True, "50", False),
        ("Are at least half of the staff women?", "50", True, "50", True),
        ("Did it have over 1,000 suppliers?", "1000", False, "1001", True),
        ("Were there fewer than ten accidents?", "10", False, "10", False),
        ("女性比例是否超过三成？", "30", True, "31", True),
        ("投诉是否不足一千宗？", "1000", False, "999", True),
    ],
)
def test_limits_are_read(question: str, amount: str, percent: bool, value: str, meets_it: bool) -> None:
    limit = limit_of(question)
    assert limit is not None
    assert (limit.amount, limit.percent) == (Decimal(amount), percent)
    assert meets(limit, Decimal(value)) is meets_it


@pytest.mark.parametrize("question", ["Does it employ anyone under 18?", "How many are over 50?", "Is there a policy?"])
def test_an_age_is_no_limit_of_a_figure(question: str) -> None:
    assert limit_of(question) is None


def test_a_financial_year_is_asked_for_as_one() -> None:
    half_way = Report("09999-2020", "X", (), "0" * 64, period_start=date(2019, 7, 1), period_end=date(2020, 6, 30))
    trend = trend_of("Did water use rise?", half_way)
    assert trend is not None
    assert (trend.before, trend.now) == ("How much was water use in FY2019?", "How much was water use in FY2020?")
