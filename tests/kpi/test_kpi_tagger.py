"""What a passage is about: wording, headings, the issuer's index, figures, and rivals held apart."""

from __future__ import annotations

import numpy as np
import pytest

from esgqa.kpi import load_edition, tag_passages
from esgqa.types import Figure, IndexEntry, Passage

EDITION = load_edition("2016")


def _passage(
    text: str, *, label: str = "9", section: tuple[str, ...] = (), kind: str = "paragraph", dims: str = ""
) -> Passage:
    figures = tuple(Figure(raw="1", value="1", page=9, start=0, end=1, dimension=dim) for dim in dims.split())
    return Passage(
        id=f"x:{label}:1",
        report="x",
        page=9,
        label=label,
        start=0,
        end=len(text),
        text=text,
        kind=kind,
        section=section,
        figures=figures,  # type: ignore[arg-type]
    )


def _tags(passage: Passage, *entries: IndexEntry) -> dict[str, float]:
    return {tag.code: tag.score for tag in tag_passages([passage], entries, EDITION)[0].kpis}


@pytest.mark.parametrize(
    ("text", "code", "not_above"),
    [
        ("The shop received 212 customer complaints, all of them answered within a week.", "B6.2", "B6.1"),
        ("In total 318 tonnes of carbon dioxide equivalent were emitted.", "A1.2", "A1.1"),
        ("Our boilers gave off nitrogen oxides and particulate matter.", "A1.1", "A1.2"),
        ("The mill produced 12 tonnes of hazardous waste.", "A1.3", "A1.4"),
        ("The mill produced 12 tonnes of non-hazardous waste.", "A1.4", "A1.3"),
        ("Tap water consumption fell to 900 cubic metres.", "A2.2", "A2.4"),
        ("We had no issue in sourcing water that is fit for purpose.", "A2.4", "A2.2"),
        ("The employee turnover rate was 9% for women and 11% for men.", "B1.2", "B1.1"),
        ("There were no work-related fatalities.", "B2.1", "B2.2"),
        ("Nineteen lost days due to work injury were recorded.", "B2.2", "B2.1"),
        ("Average training hours per employee came to 14.", "B3.2", "B3.1"),
        ("Percentage of employees trained: 84%.", "B3.1", "B3.2"),
        ("We bought from 88 suppliers; overseas suppliers were 12 of them.", "B5.1", "B5.2"),
        ("Supplier selection follows a tendering process and a yearly supplier audit.", "B5.2", "B5.1"),
        ("Intellectual property rights, patents and trademarks are registered.", "B6.3", "B6.5"),
        ("Personal information of guests is encrypted; data security is audited.", "B6.5", "B6.3"),
        ("No concluded legal cases regarding corrupt practices were brought.", "B7.1", "B7.2"),
        ("A whistleblowing mailbox takes reports in confidence.", "B7.2", "B7.1"),
        ("Donations of HK$40,000 and 500 volunteer hours were given.", "B8.2", "B8.1"),
        ("本集團錄得溫室氣體排放總量三百噸二氧化碳當量。", "A1.2", "A1.1"),
        ("年内接获客户投诉三宗，均已妥善处理。", "B6.2", "B6.1"),
        ("員工流失率為百分之九。", "B1.2", "B1.1"),
    ],
)
def test_wording_tells_an_item_from_its_neighbour(text: str, code: str, not_above: str) -> None:
    tags = _tags(_passage(text))
    assert code in tags
    assert tags[code] > tags.get(not_above, 0.0)
    assert tags[code] == max(tags.values())


@pytest.mark.parametrize(
    "text",
    [
        "The founder opened the first bakery in a side street in 1963.",
        "Dear reader, thank you for your interest.",
        "The integration of the two platforms was finished in May.",
        "It was a minor problem and nobody minded.",
    ],
)
def test_other_text_has_no_tags(text: str) -> None:
    assert _tags(_passage(text)) == {}


def test_the_listed_page_adds_to_wording_and_is_no_evidence_alone() -> None:
    text = "The shop received 212 customer complaints."
    entry = IndexEntry(code="B6.2", pages=("9",), mark="", page=40, start=0, end=10)
    assert _tags(_passage(text), entry)["B6.2"] > _tags(_passage(text))["B6.2"]
    assert _tags(_passage(text, label="10"), entry) == _tags(_passage(text, label="10"))
    assert _tags(_passage("The founder opened a bakery."), entry) == {}


def test_headings_and_agreeing_figures_count() -> None:
    bare = _tags(_passage("Male 12 Female 14"))
    headed = _tags(_passage("Male 12 Female 14", section=("Average training hours",)))
    assert headed["B3.2"] > bare.get("B3.2", 0.0)
    text = "Electricity consumption is watched."
    assert _tags(_passage(text, dims="energy"))["A2.1"] > _tags(_passage(text, dims="money"))["A2.1"]


def test_similarity_finds_what_the_wording_does_not() -> None:
    passage = _passage("Guests who were unhappy wrote to us, and we wrote back.")
    matrix = np.zeros((1, len(EDITION.codes)), dtype=np.float32)
    matrix[0, EDITION.codes.index("B6.2")] = 0.7
    tag = tag_passages([passage], (), EDITION, matrix)[0].kpis[0]
    assert tag.code == "B6.2" and "similarity" in tag.reasons
    with pytest.raises(ValueError, match="similarity has shape"):
        tag_passages([passage, passage], (), EDITION, matrix)


def test_an_index_row_has_its_own_code_alone() -> None:
    row = _passage("B6.2 Number of complaints received and recalls of water 28", kind="index_row")
    entry = IndexEntry(code="B6.2", pages=("28",), mark="", page=9, start=0, end=30)
    other = IndexEntry(code="B6.3", pages=("28",), mark="", page=9, start=500, end=530)
    tagged = tag_passages([row], (entry, other), EDITION)[0].kpis
    assert [(tag.code, tag.score, tag.reasons) for tag in tagged] == [("B6.2", 1.0, ("index row",))]


def test_tags_are_few_sorted_and_say_why() -> None:
    text = " ".join(phrase + "." for item in EDITION.disclosures for phrase in item.phrases.report[:2])
    tags = tag_passages([_passage(text)], (), EDITION)[0].kpis
    assert len(tags) == 6
    assert [tag.score for tag in tags] == sorted((tag.score for tag in tags), reverse=True)
    assert all(0.3 <= tag.score <= 1 and tag.reasons for tag in tags)


def test_nothing_but_the_tags_changes() -> None:
    passage = _passage("The shop received 212 customer complaints.")
    tagged = tag_passages([passage], (), EDITION)[0]
    assert (tagged.id, tagged.text, tagged.start, tagged.figures) == (passage.id, passage.text, 0, ())
    assert tag_passages([], (), EDITION) == ()
