"""Every character leads back to the raw page, and nothing is added."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgqa.reading import clean_text, read_report
from esgqa.reading.fold import fold, fold_char

CORPUS = Path(__file__).parents[2] / "corpus" / "alibaba-health-2018-esg-report.txt"


def bare(text: str) -> str:
    return re.sub(r"[\s\-‐‑\ufffe]", "", text)


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def check(text: str, raw: str, origin: tuple[tuple[int, int, int], ...]) -> None:
    assert is_subsequence(bare(text), bare(fold(raw).text))
    covered = 0
    for start, raw_start, length in origin:
        assert start == covered and length > 0
        covered += length
        for char, source in zip(text[start : start + length], raw[raw_start : raw_start + length], strict=True):
            folded = fold_char(source)
            assert char == source or char in folded or (char.isspace() and source.isspace()) or char in ",.-\n ", (
                char,
                source,
            )
    assert covered == len(text)
    places = [raw_start for _, raw_start, _ in origin]
    assert places == sorted(places)


PIECES = ["al l ", "faci l i t ies", "\n", "\n\n", "infor-", "mation", "   ", "\t", "12.5%", "\ufb01", "\u00ad", "\ufffe", "中文", "１２", "，", "\r\n",
          "Report ", "w h e r e  d a m a g e ,", "\x02", "•", "\uf0b7", "- 3 -"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=25).map("".join))
def test_cleaning_any_text(raw: str) -> None:
    cleaned = clean_text(raw)
    check(cleaned.text, raw, cleaned.origin)


@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_cleaning_leaves_no_stray_white_space(raw: str) -> None:
    text = clean_text(raw).text
    assert text == text.strip() and "\n\n\n" not in text and "\t" not in text and not re.search(r" \n|\n ", text)


@pytest.fixture(scope="module")
def report():  # type: ignore[no-untyped-def]
    return read_report(CORPUS)


def test_the_corpus_report(report) -> None:  # type: ignore[no-untyped-def]
    assert len(report.pages) == 42 and not report.inferred and not report.warnings
    for page in report.pages:
        assert page.source == "text" and page.label == str(page.position)
        check(page.text, page.raw, page.origin)


def test_the_corpus_report_reads_well(report) -> None:  # type: ignore[no-untyped-def]
    def on(page: int, words: str) -> bool:
        return words in " ".join(report.pages[page - 1].text.split())

    assert on(29, "handled a total of 4,917 customer complaints and our customer return request")
    assert on(30, "where damage, contamination, abnormal noise") and on(30, "batch number, validity period,")
    assert on(
        35, "Alibaba Health’s policies of recruitment and management, it upholds equal employment, prohibits all kinds"
    )
    assert on(35, "employees from three office locations") and on(35, "“Ali Letter”")
    assert on(37, "Alibaba Health actively responds to climate change by focusing on environmental protection")
    assert on(37, "a total of 5 kilograms of discarded drugs") and on(37, "gas emissions2. All domestic sewage")
    assert "\nElectricity (kWh) 350,469 724.11 kWh/person\n" in report.pages[36].text
    assert report.pages[12].text.startswith("02 Worry-Free") and report.pages[41].text.startswith("Your contact")
    assert report.pages[28].text.startswith("3\n")  # a section's number, not the page's
