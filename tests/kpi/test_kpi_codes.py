"""Codes as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgqa.kpi import find_codes, load_edition, parse_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KPI b6.2", "B6.2"),
        ("B6.2", "B6.2"),
        ("B6 2", "B6.2"),
        ("B 6.2", "B6.2"),
        ("b6-2", "B6.2"),
        ("關鍵績效指標B6.2", "B6.2"),
        ("关键绩效指标 B6.2", "B6.2"),
        ("Ｂ６．２", "B6.2"),
        ("“B6.2”?", "B6.2"),
        ("B6 general disclosure", "B6.GD"),
        ("General Disclosure B6", "B6.GD"),
        ("B6.GD", "B6.GD"),
        ("B6 一般披露", "B6.GD"),
        ("B6.0", "B6.GD"),
        ("B6", "B6"),
        ("層面B6", "B6"),
        ("D28(a)", "D28(a)"),
        ("Part D paragraph 28", "D28"),
        ("MDR-13", "MDR-13"),
        ("A4 paper", None),
        ("28", None),
        ("complaints", None),
        ("", None),
    ],
)
def test_a_code_alone_is_read(text: str, code: str | None) -> None:
    assert parse_code(text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("What about KPI B6.2 and A1.1?", ("B6.2", "A1.1")),
        ("does it answer the B6 general disclosure", ("B6.GD",)),
        ("how much A4 paper was used", ()),
        ("tell me about aspect A1", ("A1",)),
        ("B6.2 or B6.2", ("B6.2",)),
        ("version A1.2.3", ()),
        ("Vitamin B12", ()),
    ],
)
def test_codes_in_running_text(text: str, codes: tuple[str, ...]) -> None:
    assert find_codes(text) == codes


@given(st.text(max_size=40))
def test_any_text_is_read_without_error(text: str) -> None:
    find_codes(text)
    parse_code(text)


@pytest.mark.parametrize("name", ["2016", "2020", "2025"])
def test_every_code_of_an_edition_reads_as_itself(name: str) -> None:
    for item in load_edition(name).items:
        if not item.code.startswith("MDR-14."):
            assert parse_code(item.code) == item.code
