"""What the issuer's own index says in place of a page, a conclusion with its cause, amounts per something."""

import pytest

from esgqa.library import Library
from esgqa.settings import Settings

PAGES = (
    "Quarry Lane Tiles Limited\n(Stock Code: 4997)\nEnvironmental, Social and Governance Report\nYear ended 31 December 2022",
    "Water\n\nThe supply of the head office is in the hands of the managers of the building. Hence, no readings of water can be given "
    "for it.\n\nThe use of resources was as follows:\nType of resource Unit 2022 2021\nTotal electricity MWh 5,425 5,511\n"
    "Intensity MWh/kiln 187.1 190.0\nTotal water m3 31,537 32,010\nIntensity m3/kiln 1,087 1,104\n",
    "HKEX ESG Reporting Guide content index\n\n"
    "KPI        Description                                          Section or remark                    Page\n"
    "B6         Product Responsibility\n"
    "KPI B6.1   Products subject to recalls                          It is not material to our trade.     -\n"
    "KPI B6.2   Products and service related complaints received     No complaints were received          -\n"
    "KPI B6.4   Quality assurance process                            Products                             2\n"
    "KPI B6.5   Data protection                                      Products                             2\n",
)


@pytest.fixture(scope="module")
def quarry(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("quarry")
    (folder / "report.txt").write_text("\f".join(PAGES), encoding="utf-8")
    settings = Settings(index=folder / "index")
    library = Library.open(settings.index, settings, create=True)
    assert [result.action for result in library.add([folder / "report.txt"])] == ["added"]
    return library


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How much water was used per kiln?", "1087"),
        ("electricity intensity per kiln, 2021", "190.0"),
        ("total water", "31537"),
        ("How many MWh of electricity were used in total?", "5425"),
    ],
)
def test_an_intensity_is_of_the_row_above_and_an_amount_is_none(quarry: Library, question: str, value: str) -> None:
    answer = quarry.ask(question)
    assert answer.figures and answer.figures[0].value == value


def test_a_conclusion_comes_with_its_cause(quarry: Library) -> None:
    answer = quarry.ask("Why are no water readings given for the head office?")
    assert answer.status == "answered"
    assert "managers of the building" in answer.answer


def test_the_index_is_believed_where_the_code_is_named(quarry: Library) -> None:
    answer = quarry.ask("B6.2 – did any buyer lodge complaints in the period?")
    assert answer.answer.startswith("No: ") and "No complaints were received" in answer.answer
    remark = quarry.ask("What is the comment on KPI B6.1?")
    assert "not material to our trade" in remark.answer
