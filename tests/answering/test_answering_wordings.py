"""A small report asked in words that are not its own: what answers, what only comes near, and what comes with it."""

import pytest

from esgqa.library import Library
from esgqa.settings import Settings

PAGES = (
    "Marlow Lane Bakeries Limited\n(Stock Code: 4998)\nEnvironmental, Social and Governance Report\nYear ended 31 March 2022",
    "About the Group\n\nThe Group sells bread under three brands of its own. Marlow is sold in supermarkets. Lane serves hotels. "
    "Crumb & Co is the line without gluten.\n\nAbout this report\n\nThis report covers the year ended 31 March 2022. "
    "Electricity of the year before was restated because one meter had been counted twice.",
    "Energy\n\nEnergy  Unit  FY2022  FY2021\nElectricity – Hong Kong  MWh  5,618  5,204\nElectricity – Chinese Mainland  MWh  486  501\n\n"
    "Emissions\n\nThe Group emitted 1,240 tonnes of carbon dioxide equivalent in the year. Against FY2019 emissions fell by 18%. "
    "They are to fall by 40% by 2030.",
    "People\n\nThe Group had 612 employees at 31 March 2022. A room with a refrigerator is kept for mothers who express milk. "
    "Identity cards of applicants are checked before an offer is made.\n\n"
    "Customers\n\nThe Group received 37 complaints, all of them settled within a week.",
)


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("bakery")
    (folder / "report.txt").write_text("\f".join(PAGES), encoding="utf-8")
    settings = Settings(index=folder / "index")
    library = Library.open(settings.index, settings, create=True)
    assert [result.action for result in library.add([folder / "report.txt"])] == ["added"]
    return library


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How much electricity was bought in China in the year ended 31 March 2022?", "486"),
        ("electricity in Hong Kong, previous year", "5204"),
        ("headcount at 31 March 2022", "612"),
        ("complaints", "37"),
        ("gripes", "37"),
        ("How many complaints were received during the reporting period?", "37"),
        ("I compare bakers for a fund. How many people work here?", "612"),
        ("Complaints in the whole year - how many?", "37"),
    ],
)
def test_figures_asked_in_other_words(bakery: Library, question: str, value: str) -> None:
    answer = bakery.ask(question)
    assert [figure.value for figure in answer.figures][:1] == [value], answer.answer


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("Why was last year's electricity restated?", "counted twice"),
        ("Is there anything for nursing mothers?", "mothers who express milk"),
        ("By how many per cent are emissions to fall by 2030?", "40% by 2030"),
        ("By how many per cent have emissions fallen since FY2019?", "fell by 18%"),
        ("How do they make sure that nobody under age is hired?", "Identity cards of applicants"),
    ],
)
def test_sentences_asked_in_other_words(bakery: Library, question: str, quoted: str) -> None:
    answer = bakery.ask(question)
    assert answer.status == "answered"
    assert quoted in " ".join(citation.quote for citation in answer.citations)


def test_last_year_is_told_of_both_years_that_it_may_mean(bakery: Library) -> None:
    answer = bakery.ask("How much electricity was bought in Hong Kong last year?")
    assert [figure.value for figure in answer.figures] == ["5618", "5204"]
    assert any("Last year" in note for note in answer.notes)
    only_own = bakery.ask("How many complaints came in last year?")
    assert [figure.value for figure in only_own.figures] == ["37"]


@pytest.mark.parametrize("question", ["Emissions fell against FY2019. Why?", "Complaints rose, how come?"])
def test_a_number_is_no_reason(bakery: Library, question: str) -> None:
    assert not bakery.ask(question).figures


def test_a_list_that_is_announced_comes_whole(bakery: Library) -> None:
    quotes = " ".join(citation.quote for citation in bakery.ask("Which brands does the group sell?").citations)
    assert all(brand in quotes for brand in ("Marlow is", "Lane serves", "Crumb & Co"))


@pytest.mark.parametrize(
    "question",
    [
        "greenhouse gases per employee",  # every word of which is read though the report has none of "gases"
        "How many complaints were about delivery?",
        "employees of contractors",
        "electricity in Vietnam",
    ],
)
def test_what_only_comes_near_is_withheld(bakery: Library, question: str) -> None:
    assert bakery.ask(question).status in ("not_disclosed", "not_found")


def test_a_not_in_a_sentence_on_something_else_denies_nothing(library: Library) -> None:
    answer = library.ask("Is there anything for nursing mothers?")
    assert "lactating rooms" in answer.answer
    assert not answer.answer.startswith("No")


@pytest.mark.parametrize(
    "question", ["Do the greenhouse gas figures include direct emissions?", "溫室氣體排放數據是否包括直接排放？"]
)
def test_what_counts_one_part_only_says_that_the_other_is_not_counted(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert answer.answer.startswith(("No: ", "否："))
    assert "only the indirect emissions" in " ".join(answer.citations[0].quote.split())


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("How many loaves did Marlow (瑪露) sell?", "How many loaves did Marlow (瑪露) sell?"),
        ("瑪露（Marlow）賣了多少？", "Marlow 賣了多少？"),
        ("瑪露（Quarry）賣了多少？", "瑪露（Quarry）賣了多少？"),
    ],
)
def test_a_name_in_both_scripts_is_read_by_the_one_that_is_printed(bakery: Library, question: str, read: str) -> None:
    assert " ".join(bakery._answerer.known.in_print(question).split()) == read
