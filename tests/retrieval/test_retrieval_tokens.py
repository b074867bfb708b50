import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgqa.retrieval.tokens import mostly_cjk, tokenise


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("4,917", ["4917"]),
        ("0.069%", ["0.069"]),
        ("1,234,567.89 tonnes", ["1234567.89", "tonn"]),
        ("2,500", ["2500"]),
        ("in 2017, 30 staff", ["2017", "30", "staff"]),
        ("A1.2", ["a1.2", "a1"]),
        ("KPI B6.2", ["kpi", "b6.2", "b6"]),
        ("ISO27000", ["iso27000", "iso", "27000"]),
        ("ISO 27000", ["iso", "27000"]),
        ("O2O", ["o2o"]),
        ("CO2", ["co2"]),
        ("FY2018", ["fy2018", "fy", "2018"]),
        ("e-commerce", ["ecommerc", "commerc"]),
        ("energy-saving", ["energysav", "energi", "save"]),
        ("the Company\u2019s suppliers' staff", ["compani", "supplier", "staff"]),
        ("Nestl\u00e9 caf\u00e9s", ["nestl", "cafe"]),
        ("What was the number of complaints?", ["number", "complaint"]),
        ("350kWh", ["350kwh", "350", "kwh"]),
        ("2nd 5G", ["2nd", "5g"]),
        ("3.5 4.", ["3.5", "4"]),
        ("1,2,3", ["1", "2", "3"]),
        ("", []),
        ("the of and", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert tokenise(text) == tokens


def test_word_forms_meet() -> None:
    assert tokenise("employee training hours") == tokenise("employees trained hour")


def test_traditional_and_simplified_chinese_meet_in_pairs_and_characters() -> None:
    assert tokenise("員工總數") == tokenise("员工总数") == ["员工", "工总", "总数", "员", "工", "总", "数"]


def test_chinese_synonyms_that_share_a_character_meet() -> None:
    assert set(tokenise("用電量")) & set(tokenise("外購電力")) == {"电"}


def test_a_single_chinese_character_is_a_token() -> None:
    assert tokenise("2018 年") == ["2018", "年"]


def test_chinese_glued_to_digits_and_letters_is_taken_apart() -> None:
    assert tokenise("2018年") == ["2018", "年"]
    assert tokenise("O2O平台") == ["o2o", "平台", "平", "台"]


def test_mostly_chinese() -> None:
    assert mostly_cjk("员工人数是多少？")
    assert mostly_cjk("A1.2 溫室氣體排放")
    assert not mostly_cjk("What does 阿里健康 say about water?")
    assert not mostly_cjk("2018")


@given(st.text(max_size=200))
def test_any_text_gives_clean_tokens(text: str) -> None:
    for token in tokenise(text):
        assert token
        assert not any(char.isspace() or char == "," for char in token)


@given(st.integers(min_value=0, max_value=10**12))
def test_separators_do_not_matter(number: int) -> None:
    assert tokenise(f"{number:,}") == tokenise(str(number)) == [str(number)]
