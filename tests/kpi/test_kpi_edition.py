"""The editions as data: complete, consistent, quick, and plain about what is wrong."""

from __future__ import annotations

import time
from datetime import date

import pytest

from esgqa.errors import EsgqaError, UsageError
from esgqa.kpi import edition_for, editions, expand_query, load_edition
from esgqa.kpi.edition import parse_edition

GOOD = """
edition: '2016'
name: A guide
periods_from: '2016-01-01'
items:
- {code: A1, kind: aspect, aspect: A1, title: {en: E, zh_hant: 排, zh_hans: 排}, description: d, answer_type: heading}
"""


@pytest.mark.parametrize(("name", "kpis", "general"), [("2016", 32, 11), ("2020", 36, 12), ("2025", 34, 11)])
def test_every_edition_has_all_its_kpis_and_general_disclosures(name: str, kpis: int, general: int) -> None:
    edition = load_edition(name)
    assert len(edition.kpis) == kpis
    assert sum(item.kind == "general_disclosure" for item in edition.items) == general
    assert load_edition(name) is edition


@pytest.mark.parametrize("name", ["2016", "2020", "2025"])
def test_every_kpi_can_be_named_described_and_searched_for_in_every_language(name: str) -> None:
    edition = load_edition(name)
    for item in edition.disclosures:
        assert item.title.en and item.title.zh_hant and item.title.zh_hans and item.description
        assert edition.get(item.code) is item
        if item.kind == "kpi":
            assert item.phrases.report and item.phrases.asker and item.phrases.zh_hant and item.phrases.zh_hans
            assert item.obligation
        assert item.equivalents_status == "unverified" or not item.equivalents
    assert len(edition.descriptions()) == len(edition.codes)
    assert "complaints" in edition.all_phrases()


def test_codes_are_in_the_order_of_the_guide() -> None:
    codes = load_edition("2016").codes
    assert codes[:3] == ("A1.GD", "A1.1", "A1.2")
    assert codes[-3:] == ("B8.GD", "B8.1", "B8.2")
    assert len(codes) == 43
    assert "A1" not in codes
    assert load_edition("2020").codes[:4] == ("MDR-13", "MDR-14", "MDR-15", "A1.GD")
    assert load_edition("2025").codes[-1] == "D41"


def test_what_later_editions_changed() -> None:
    assert load_edition("2016").get("B5.3") is None
    assert load_edition("2020").get("A4.1") is not None
    assert load_edition("2025").get("A1.2") is None
    assert load_edition("2025").get("D28(a)") is not None
    assert "target" in load_edition("2020").name("A2.3", "en")
    assert "target" not in load_edition("2016").name("A2.3", "en")


def test_names_in_three_scripts() -> None:
    edition = load_edition("2016")
    assert "omplaint" in edition.name("B6.2", "en")
    assert "投訴" in edition.name("B6.2", "zh-Hant")
    assert "投诉" in edition.name("B6.2", "zh-Hans")
    assert edition.name("Z9", "en") == "Z9"


def test_units_give_dimensions() -> None:
    edition = load_edition("2016")
    expected = {"A2.1": "energy", "A1.2": "mass", "A2.2": "volume", "B3.2": "time", "B1.2": "percent", "B5.1": "count"}
    for code, dimension in expected.items():
        item = edition.get(code)
        assert item is not None and item.numeric and dimension in item.dimensions
    policy = edition.get("B6.5")
    assert policy is not None and not policy.numeric


def test_an_unknown_edition_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="2013") as caught:
        load_edition("2013")
    assert "2016, 2020, 2025" in str(caught.value)
    assert editions() == ("2016", "2020", "2025")


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("a: [", "not YAML"),
        ("- 1", "list of items"),
        (GOOD.replace("'2016'\nname", "'2020'\nname"), "edition: '2016'"),
        (GOOD.replace("answer_type: heading", "answer_type: song"), "item A1"),
        (GOOD.replace("title: {en: E, zh_hant: 排, zh_hans: 排}, ", ""), "item A1"),
        (GOOD.replace("answer_type: heading", "answer_type: heading, neighbours: {A9.9: x}"), "A9.9"),
        (GOOD + GOOD.rsplit("items:\n", 1)[1], "twice"),
        (GOOD.replace("'2016-01-01'", "soon"), "periods_from"),
    ],
)
def test_a_damaged_file_is_named_with_the_fault(text: str, cause: str) -> None:
    assert parse_edition("2016", GOOD).get("A1") is not None
    with pytest.raises(EsgqaError, match=r"2016\.yaml") as caught:
        parse_edition("2016", text)
    assert cause in str(caught.value)
    assert "Reinstall" in str(caught.value)


@pytest.mark.parametrize(
    ("start", "codes", "name"),
    [
        (date(2017, 4, 1), (), "2016"),
        (date(2020, 6, 30), (), "2016"),
        (date(2020, 7, 1), (), "2020"),
        (date(2024, 12, 31), (), "2020"),
        (date(2025, 1, 1), (), "2025"),
        (date(2015, 1, 1), (), "2016"),
        (None, (), "2016"),
        (date(2020, 1, 1), ("A1.1", "A4.1"), "2020"),
        (date(2024, 4, 1), ("A1.1", "B5.3", "B7.3"), "2025"),
        (date(2020, 4, 1), ("A1.2", "B5.3"), "2020"),
        (None, ("A1.2", "B6.2"), "2016"),
    ],
)
def test_the_edition_follows_the_index_then_the_period(start: date | None, codes: tuple[str, ...], name: str) -> None:
    assert edition_for(start, codes) == name


def test_expanding_gives_search_phrases_in_turns() -> None:
    edition = load_edition("2016")
    phrases = expand_query(("B6.2", "B6.1"), edition)
    assert phrases[0] == edition.name("B6.2") and phrases[1] == edition.name("B6.1")
    assert "customer complaints" in phrases and "product recall" in phrases
    assert len(set(phrases)) == len(phrases)
    assert any("投訴" in phrase for phrase in expand_query(("B6.2",), edition, "zh-Hant"))
    assert any("投诉" in phrase for phrase in expand_query(("B6.2",), edition, "zh-Hans"))
    assert "intellectual property rights" in expand_query(("B6",), edition)
    assert expand_query(("Z9",), edition) == ()


def test_loading_is_quick() -> None:
    best = min(_seconds() for _ in range(3))
    assert best < 0.3, "an edition takes about 30 ms; ten times that is a regression"


def _seconds() -> float:
    load_edition.cache_clear()
    start = time.perf_counter()
    load_edition("2016")
    return time.perf_counter() - start


def test_part_d_is_added_to_an_older_edition_whose_index_lists_it() -> None:
    codes = ("A1.1", "A4.1", "B5.3", "D19", "D20", "D28")
    assert edition_for(date(2024, 1, 1), codes) == "2020+D"
    assert edition_for(date(2024, 1, 1), codes[:4]) == "2020"  # one alone may be a reference
    assert edition_for(date(2025, 1, 1), ("A1.1", "B5.3", "D19", "D20", "D28")) == "2025"
    early = load_edition("2020+D")
    assert early.get("A4.1") and early.get("D28") and early.id == "2020+D"
    assert len(early.codes) == len(set(early.codes)) > len(load_edition("2020").codes)
