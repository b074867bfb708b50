"""Reports printed in English and Chinese side by side: columns, notes and short lists in two scripts."""

import pytest

from esgqa.reading.company_names import english_name
from esgqa.reading.infer import find_language
from esgqa.reading.layout.bilingual import is_bilingual_text, sides_of
from esgqa.reading.layout.columns import regions
from esgqa.reading.layout.types import Segment, Word

ENGLISH = (
    "Soldering fumes are collected by exhaust hoods and",
    "treated by activated carbon before being discharged.",
    "A licensed laboratory tests the gas every six months,",
    "and all results complied with the limits of the law.",
    "The plant keeps the records for seven years.",
)
CHINESE = (
    "焊接煙霧經集氣罩收集，並以活性炭吸附處理",
    "後於高空排放。持牌實驗室每六個月檢測廢氣",
    "一次，所有結果均符合法例的限值。廠房保存",
    "有關紀錄七年。",
)


def segment(text: str, x0: float, base: float) -> Segment:
    width = sum(8.0 if char > "\u2e80" else 4.2 for char in text)
    return Segment([Word(text, x0, base - 8, x0 + width, base + 2, base, False)])


def pair(left: str, right: str, base: float) -> list[Segment]:
    return [segment(left, 50, base), segment(right, 310, base)]


def test_paragraphs_that_begin_level_in_two_scripts_are_columns() -> None:
    english, chinese = (*ENGLISH[:4], *ENGLISH[:2]), (*CHINESE[:3], CHINESE[0], *CHINESE[:2])
    rows = [
        pair(one, other, 100 + 12 * at + 10 * (at // 2))
        for at, (one, other) in enumerate(zip(english, chinese, strict=True))
    ]
    parts = [[s.text for row in part for s in row] for part in regions(rows, ())]
    assert parts == [list(english), list(chinese)]


def test_a_short_note_in_two_scripts_has_two_sides() -> None:
    sides = sides_of(
        [pair("Note 1: The Group only.", "附註1：僅包括本集團。", 100), pair("No plants.", "不包括廠房。", 110)]
    )
    assert sides is not None
    assert [[s.text for row in side for s in row] for side in sides] == [
        ["Note 1: The Group only.", "No plants."],
        ["附註1：僅包括本集團。", "不包括廠房。"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [pair("Total workforce", "1,286", 100)],
        [pair("Water use", "Energy use", 100)],
        [
            [
                segment("Purchased electricity", 50, 100),
                segment("外購電力", 200, 100),
                segment("Target of 2030", 330, 100),
            ]
        ],
    ],
)
def test_cells_are_no_sides(rows: list[list[Segment]]) -> None:
    assert sides_of(rows) is None


def test_a_cell_that_wraps_in_two_scripts_is_no_text() -> None:
    assert not is_bilingual_text([pair("Scope 1", "範圍1", 100), pair("Scope 2", "範圍2", 110)])
    assert is_bilingual_text(
        [pair(one, other, 100 + 12 * n) for n, (one, other) in enumerate(zip(ENGLISH, CHINESE, strict=False))]
    )


def test_a_report_in_both_languages_is_english_and_named_so() -> None:
    page = " ".join(ENGLISH) + "\n" + "".join(CHINESE)
    assert find_language([page] * 3) == "en"
    assert find_language(["".join(CHINESE)] * 3) == "zh-Hant"
    opening = "ABOUT THIS REPORT Harbour Lane Electronics Limited (the “Company”) is pleased to present its report."
    assert english_name([opening]) == "Harbour Lane Electronics Limited"
