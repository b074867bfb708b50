"""Where sentences end."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from esgqa.passages import sentences


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_abbreviations_and_decimals_do_not_end_a_sentence() -> None:
    text = "Acme Co., Ltd. of the U.S. sold 3.5 tons, e.g. No. 7 oil, to Mr. Li. It was 0.4% more."
    assert parts(text) == ["Acme Co., Ltd. of the U.S. sold 3.5 tons, e.g. No. 7 oil, to Mr. Li.", "It was 0.4% more."]


def test_a_line_break_is_no_end_and_a_quotation_mark_belongs_to_its_sentence() -> None:
    assert parts("He said “we\nwill go.” Then they\nleft!") == ["He said “we\nwill go.”", "Then they\nleft!"]


def test_chinese_stops() -> None:
    assert parts("本集團有員工484人。其中女性佔45%！沒有投訴；") == [
        "本集團有員工484人。",
        "其中女性佔45%！",
        "沒有投訴；",
    ]


def test_a_chinese_stop_within_brackets_or_before_a_particle_is_no_end() -> None:
    assert parts("我們遵守法例（包括《條例》。）及其他規定。「安全第一。」的理念深入人心。") == [
        "我們遵守法例（包括《條例》。）及其他規定。",
        "「安全第一。」的理念深入人心。",
    ]


def test_chinese_quotation_marks_belong_to_their_sentence() -> None:
    assert parts("主席表示：「我們會節約用水。」各部門均已響應！") == [
        "主席表示：「我們會節約用水。」",
        "各部門均已響應！",
    ]


def test_a_chinese_sentence_too_long_to_quote_is_cut_at_a_comma() -> None:
    clause = "本集團在各營運地點設立環境管理小組負責監察日常營運對環境造成的影響，"
    spans = parts(clause * 12 + "並定期匯報。")
    assert len(spans) > 1 and all(len(span) <= 240 for span in spans)
    assert all(span.endswith("，") for span in spans[:-1]) and spans[-1].endswith("匯報。")
    assert parts(clause * 3 + "並定期匯報。") == [clause * 3 + "並定期匯報。"]


def test_a_blank_line_within_a_sentence_is_no_end() -> None:
    assert parts("The company handled a total of\n\n4,917 requests in the\n\nyear.") == [
        "The company handled a total of\n\n4,917 requests in the\n\nyear."
    ]


def test_a_footnote_mark_after_the_stop_stays_with_the_sentence() -> None:
    assert parts("We cut emissions.2 All sites took part.") == ["We cut emissions.2", "All sites took part."]


@given(st.text(max_size=300))
def test_spans_cover_all_that_is_not_white_space(text: str) -> None:
    spans = sentences(text)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
