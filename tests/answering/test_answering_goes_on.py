"""What belongs to an answer beyond its best sentence: steps under headings, a list cut by a page, an address, an index remark."""

from itertools import pairwise

import pytest

from esgqa.answering.goes_on import items_asked, rest_of_list
from esgqa.library import Library
from esgqa.settings import Settings
from esgqa.types import Page, Passage

PAGES = (
    "Heron Creek Ceramics Limited\n(Stock Code: 4872)\nEnvironmental, Social and Governance Report\nYear ended 31 December 2021",
    "About this report\n\nThe report can be read on the website of the Group. "
    "Readers are welcome to write to esg@heroncreek.example with any comments on this report.\n\n"
    "Materiality\n\nThe Group weighs its topics in the following steps:\n\n"
    "Step 1: Collect\n\n• Topics are gathered from kiln managers, customers and the guide of the exchange.\n\n"
    "Step 2: Rank\n\n• Each topic is given marks by the directors in a meeting every autumn.\n\n"
    "Step 3: Confirm\n\n• The audit committee signs off the list before the report is written.\n\n"
    "Duties\n\nThe Glaze Committee has three duties:\n\nto test every glaze for lead;",
    "to keep the safety sheets of all pigments; and\nto train the kiln hands in their use.\n\n"
    "The kilns are fired with natural gas, and the clay comes from two pits in Fujian.",
    "HKEX ESG CONTENT INDEX\n\nAspects and KPIs  Page or remark\n"
    "A2.2 Water consumption in total and intensity  2\n"
    "B6.1 Percentage of total products sold or shipped subject to recalls for safety and health reasons  No products were recalled during the year.\n"
    "B6.2 Number of products and service related complaints received  No complaints were received in the year.\n"
    "B7.1 Number of concluded legal cases regarding corrupt practices  3\n",
)


@pytest.fixture(scope="module")
def pottery(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("pottery")
    (folder / "report.txt").write_text("\f".join(PAGES), encoding="utf-8")
    settings = Settings(index=folder / "index")
    library = Library.open(settings.index, settings, create=True)
    assert [result.action for result in library.add([folder / "report.txt"])] == ["added"]
    return library


def test_all_steps_are_given_with_their_headings(pottery: Library) -> None:
    answer = pottery.ask("In which steps does the Group weigh its topics?")
    assert all(step in answer.answer for step in ("Step 1: Collect", "Step 2: Rank", "Step 3: Confirm"))


def test_a_list_that_a_page_cuts_in_two_is_given_whole(pottery: Library) -> None:
    answer = pottery.ask("What are the duties of the Glaze Committee?")
    assert "test every glaze" in answer.answer and "train the kiln hands" in answer.answer
    assert "natural gas" not in answer.answer
    assert [citation.page for citation in answer.citations][-1] == 3


def test_where_to_write_is_an_address(pottery: Library) -> None:
    assert "esg@heroncreek.example" in pottery.ask("Where can I send my comments about the report?").answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Were any products recalled for safety reasons in 2021?", "No: No products were recalled"),
        ("How many complaints were received?", "No complaints were received"),
        ("年內有沒有收到投訴？", "否：No complaints were received"),
    ],
)
def test_the_index_answers_by_what_it_says_in_place_of_a_page(pottery: Library, question: str, said: str) -> None:
    answer = pottery.ask(question)
    assert answer.status == "answered"
    assert answer.answer.startswith(said), answer.answer
    assert answer.citations[0].page == 4


def test_the_index_says_nothing_of_a_part_or_of_another_year(pottery: Library) -> None:
    assert pottery.ask("How many complaints about late delivery were received?").status != "answered"
    assert pottery.ask("How many complaints were received in 2020?").status != "answered"


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("What are the three phases of the plan?", 3),
        ("气候转型计划分为哪三个阶段？", 3),
        ("Which areas are covered?", 0),
        ("What was done in the 3 years?", 0),
    ],
)
def test_how_many_things_a_question_asks_for(question: str, count: int) -> None:
    assert items_asked(question) == count


def test_a_list_that_a_column_cuts_goes_on_to_as_many_items_as_asked_for() -> None:
    text = "It has three phases.\n• First, cut.\n• Second, shift.\n• Third, close.\nNothing follows."
    cuts = [0, text.index("• Second"), text.index("Nothing"), len(text)]
    passages = [
        Passage(f"r:1:{n}", "r", 1, "1", start, end, text[start:end], "list", ("Plan",))
        for n, (start, end) in enumerate(pairwise(cuts))
    ]
    page = Page(1, "1", text)
    whole = rest_of_list(passages, passages[0], 3, lambda report, number: page)
    assert whole is not None
    assert whole.text == text[: cuts[2]]
    # all there is, or not what is asked for
    assert rest_of_list(passages, passages[0], 1, lambda report, number: page) is None
    assert rest_of_list(passages, passages[0], 4, lambda report, number: page) is None
