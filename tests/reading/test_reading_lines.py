"""Line ends, blank lines, columns, invisible characters."""

from __future__ import annotations

import pytest

from esgqa.reading import clean_text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("the infor-\nmation is there", "the information\nis there"),
        ("a high-\nperformance team", "a high-performance\nteam"),
        ("the cross-\nborder trade", "the cross-border\ntrade"),
        ("an eco-\nsystem of partners", "an ecosystem\nof partners"),
        ("one-\non-one aid", "one-on-one\naid"),
        ("during the Mid-\nAutumn Festival", "during the Mid-Autumn\nFestival"),
        ("from 2017-\n2018 on", "from 2017-\n2018 on"),
        ("the infor\u00ad\nmation is there", "the information\nis there"),
        ("hazardous and non\ufffehazardous waste", "hazardous and non-hazardous waste"),
        ("the infor\ufffemation is", "the information is"),
        ("- item\n- item", "- item\n- item"),
        ("the re-use, then the re-\nuse of it", "the re-use, then the re-use\nof it"),
    ],
)
def test_words_cut_at_a_line_end(raw: str, text: str) -> None:
    assert clean_text(raw).text == text


def test_double_spacing_is_no_paragraph_break_but_paragraphs_stay() -> None:
    raw = (
        "Our port has invested in electric cranes over the past four years, and\n\n"
        "all of them are powered from the grid, which has cut the consumption of\n\n"
        "diesel by a third since the programme began. Training followed for the\n\n"
        "Engineering Department and for every one of the contractors on site,\n\n"
        "who now work in two shifts.\n\n"
        "The Board reviews progress each quarter and has set a target for the\n\n"
        "years to come, which is set out in the section on climate.\n\n"
        "Water Management\n\n"
        "Water is drawn from the city's supply and from rain, which is collected\n\n"
        "on the roofs of two warehouses."
    )
    blocks = clean_text(raw).text.split("\n\n")
    assert [block.split()[0] for block in blocks] == ["Our", "The", "Water", "Water"]
    assert "on the\n" not in blocks[0] and "for the\nEngineering Department" in blocks[0]


def test_paragraphs_of_single_spaced_prose_stay_apart() -> None:
    raw = "The first paragraph is here.\nIt goes on.\n\nThe second one is here.\nIt ends."
    assert clean_text(raw).text == raw


def test_rows_of_a_spaced_out_list_stay_lines_of_their_own() -> None:
    raw = "Number of staff by rank\n\nSenior management 12\n\nMiddle management 37\n\nJunior employees 435"
    assert clean_text(raw).text.split("\n")[-3:] == [
        "Senior management 12",
        "Middle management 37",
        "Junior employees 435",
    ]


def test_columns_keep_two_blanks_and_prose_one() -> None:
    assert clean_text("Electricity     350,469\tkWh").text == "Electricity  350,469 kWh"
    assert clean_text("With emphasis on   energy  and water ").text == "With emphasis on energy and water"


def test_characters_a_reader_does_not_see_go_and_folded_ones_read_plainly() -> None:
    assert (
        clean_text("\ufeffe\ufb03cient\u200b o\ufb00ice\x00 １２，３４５ ％ ＣＯ２").text
        == "efficient office 12,345 % CO2"
    )
    assert clean_text("公司地址：香港，「報告」").text == "公司地址：香港，「報告」"
    assert clean_text("\uf0b7 first\n\uf06c second").text == "• first\n• second"
    assert clean_text("a\u00a0b\u3000c").text == "a b c"


def test_an_empty_page_is_empty() -> None:
    assert clean_text("").text == "" and clean_text(" \n\n ").origin == ()
