"""Names in a question: which words are names, and what speaks of them."""

import pytest

from esgqa.answering.language import detect, has_cjk, names_in_pinyin
from esgqa.answering.names import owners, proper_names, speaks_of, strangers


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How much was bought in the year ended 31 March 2022?", []),
        ("headcount in Vietnam at June 2024", ["Vietnam"]),
        ("Which IPCC pathways were used?", ["IPCC"]),
    ],
)
def test_months_are_no_names(question: str, names: list[str]) -> None:
    assert proper_names(question) == names


@pytest.mark.parametrize(
    ("name", "text", "spoken_of"),
    [
        ("China", "Chinese Mainland 2,897", True),
        ("IPCC", "by the Intergovernmental Panel on Climate Change", True),
        ("IPCC", "by the International Energy Agency", False),
        ("Vietnam", "the Thai plant", False),
        ("Macau", "the Macau restaurants", True),
    ],
)
def test_a_text_speaks_of_a_name_in_other_forms(name: str, text: str, spoken_of: bool) -> None:
    assert speaks_of(name, text.lower(), text) is spoken_of


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("北灣環球物流2024年的有害廢棄物總量", ["北湾环球物流"]),
        ("加拿大自然资源公司2019年的员工流失率是多少？", ["加拿大自然资源公司"]),
        ("本公司2024年的有害廢棄物總量", []),
        ("可再生能源2024年的用量", []),
        ("附屬公司2023年的捐款", []),
    ],
)
def test_a_company_that_a_chinese_question_opens_with_is_a_stranger(question: str, unknown: list[str]) -> None:
    found = strangers(question, lambda word: False, lambda word: True)
    assert [name for name in found if has_cjk(name) and len(name) > 4] == unknown


def test_names_in_pinyin_are_found_as_reports_print_them() -> None:
    printed = {"zhongkai", "yi zhi lu"}
    names, rest = names_in_pinyin("惠州仲恺工厂的志愿服务", printed.__contains__)
    assert names == ["zhongkai"]
    assert "仲" not in rest
    assert names_in_pinyin("医知鹿有多少名专家", printed.__contains__)[0] == ["yi zhi lu"]
    assert names_in_pinyin("公司的用水量", printed.__contains__)[0] == []


def test_months_and_words_cut_short_are_no_strangers() -> None:
    known = {"emissions", "pharmaceutical"}
    found = strangers(
        "Which pharma firms joined in Nov 2017 and Sept 2018?",
        lambda word: word in known,
        lambda word: word != "pharma",
    )
    assert found == []


def test_a_company_by_its_legal_form_is_an_owner_unless_it_is_printed_or_the_issuer() -> None:
    question = "How many employees did Northgate Oil Corporation have in 2019?"
    assert owners(question, lambda name: False, lambda name: False) == ["Northgate Oil Corporation"]
    assert owners(question, lambda name: name == "northgate oil corporation", lambda name: False) == []
    assert owners(question, lambda name: False, lambda name: name == "Northgate Oil Corporation") == []


def test_words_written_together_slips_and_units_are_no_strangers() -> None:
    english = {"rule", "book", "receive", "water"}.__contains__
    found = strangers(
        "how many reports did the firm recieve by the rulebook in gigajoules of tencent",
        lambda word: word in _SAID,
        english,
    )
    assert found == ["tencent"]


_SAID = frozenset("how many reports did the firm by in of".split())


def test_courtesy_is_no_name() -> None:
    known = {"集团", "安全", "生产", "投入"}
    assert "请问集团" not in strangers(
        "請問集團在2020年的安全生產投入為多少？", lambda word: word in known, lambda word: True
    )


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Why was the Ulanqab (乌兰察布) plant fined?", "en"),
        ("新員工培訓「Welcome New Arrivals Here」為期多少天？", "zh-Hant"),
        ("海陽廠（Hai Duong）的排放量是多少？", "zh-Hant"),
        ("How many staff (員工)", "en"),
    ],
)
def test_a_name_in_brackets_makes_no_question_chinese(question: str, language: str) -> None:
    assert detect(question) == language
