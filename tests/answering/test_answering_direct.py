"""Answers that need no search: why a KPI is left out, in the report's own words."""

import pytest

from esgqa.library import Library
from esgqa.settings import Settings

PAGES = (
    "Marlow Lane Bakeries Limited\n(Stock Code: 4998)\nEnvironmental, Social and Governance Report\nYear ended 31 March 2022",
    "People\n\nThe Group had 612 employees at 31 March 2022.\n\nCustomers\n\nThe quality of bread is checked daily.",
    "HKEX ESG Reporting Guide Content Index\n\n"
    "KPI   Description                                                                     Page    Remarks\n"
    "B6.1  Percentage of total products sold or shipped subject to recalls                 2\n"
    "B6.2  Number of products and service related complaints received                      —       Records are being moved to a new system and are not disclosed\n"
    "B6.3  Practices relating to observing and protecting intellectual property rights     —       Not material to the business of the Group\n"
    "B6.4  Description of quality assurance process and recall procedures                  2\n"
    "B6.5  Description of consumer data protection and privacy policies                    —\n",
)


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("reasons")
    (folder / "report.txt").write_text("\f".join(PAGES), encoding="utf-8")
    settings = Settings(index=folder / "index")
    library = Library.open(settings.index, settings, create=True)
    assert [result.action for result in library.add([folder / "report.txt"])] == ["added"]
    return library


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Why is no number of complaints given (B6.2)?", "moved to a new system"),
        ("Why does the report not disclose B6.3 on intellectual property?", "Not material"),
        ("B6.3为什么没有披露？", "Not material"),
        ("B6.2: what explanation is given for the missing disclosure?", "moved to a new system"),
        ("B6.3未披露，公司怎樣解釋？", "Not material"),
    ],
)
def test_why_a_kpi_is_left_out(bakery: Library, question: str, said: str) -> None:
    answer = bakery.ask(question)
    assert answer.status == "answered", answer
    assert said in answer.answer
    assert answer.citations[0].page_label == "3"


def test_no_reason_is_made_up(bakery: Library) -> None:
    assert bakery.ask("Why is nothing disclosed on consumer data protection (B6.5)?").status == "not_disclosed"
