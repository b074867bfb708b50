"""Printed page numbers, running headers and footers."""

from __future__ import annotations

from esgqa.reading.clean import clean_pages
from esgqa.reading.labels import fit_offset, offset_labels, printed_number


def test_lines_that_are_page_numbers() -> None:
    assert [printed_number(line) for line in ("12", "- 12 -", "Page 12 of 40", "第12頁", "| 12")] == [12] * 5
    assert [printed_number(line) for line in ("12%", "Scope 1", "2 Growing Talents", "1,234", "B6.2", "")] == [None] * 6


def test_the_offset_most_pages_agree_on_wins_over_stray_numbers() -> None:
    pages = [["Cover"], ["Contents", "a", "b"]] + [
        ["Header", "7" if n == 3 else "text", "more", "words", "x", str(n)] for n in range(1, 9)
    ]
    assert fit_offset(pages) == 2


def test_numbers_at_the_end_of_a_header_count_when_none_stand_alone() -> None:
    pages = [[f"Harbour Holdings Limited {n + 30}", "text"] for n in range(1, 8)]
    assert fit_offset(pages) == -30


def test_too_few_numbers_are_no_offset() -> None:
    assert fit_offset([["Cover"], ["3", "text"], ["text"], ["text"]]) is None


def test_pages_before_the_first_numbered_one_are_roman() -> None:
    assert offset_labels(5, 2) == ("i", "ii", "1", "2", "3")
    assert offset_labels(2, -14) == ("15", "16")


def test_headers_and_page_numbers_go_and_chapter_numbers_stay() -> None:
    raws = [
        f"Harbour Holdings Limited\n{n}\nChapter text of page number {'abcdefgh'[n - 1]}.\nESG Report 2021"
        for n in range(1, 9)
    ]
    raws[4] = "Harbour Holdings Limited\n3\nOur People\nESG Report 2021\n5"
    texts = [page.text for page in clean_pages(raws, [str(n) for n in range(1, 9)])]
    assert texts[0] == "Chapter text of page number a."
    assert texts[4] == "3\nOur People"


def test_headers_with_the_page_number_in_them_go() -> None:
    raws = [f"Harbour Holdings Limited {n}\nText {'abcdef'[n - 1]} goes here." for n in range(1, 7)]
    assert [page.text for page in clean_pages(raws, [str(n) for n in range(1, 7)])][2] == "Text c goes here."


def test_what_is_said_on_every_page_but_not_at_its_edge_stays() -> None:
    raws = [
        f"Title {c}\nline one {c}\nline two {c}\nTotal 100\nline three {c}\nline four {c}\nline five {c}"
        for c in "abcdef"
    ]
    assert all("Total 100" in page.text for page in clean_pages(raws, ["x"] * 6))


def test_a_number_at_either_end_of_a_footer_with_other_numbers_counts_last() -> None:
    pages = [
        ["text", f"Annual Report 2023 Harbour Holdings Limited (Stock code: 8967) {n}"]
        if n % 2
        else ["text", f"{n} Harbour Holdings Limited (Stock code: 8967)"]
        for n in range(41, 49)
    ]
    assert fit_offset(pages) == -40


def test_a_number_under_a_running_title_of_several_lines_is_found_last() -> None:
    pages = [
        [
            "OUR PEOPLE",
            "Our people",
            "Harbour ESG Report 2021",
            str(n + 3),
            "Text",
            "more",
            "words",
            "end of it",
            "that",
            "is",
        ]
        for n in range(1, 8)
    ]
    assert fit_offset(pages) == -3


def test_what_repeats_under_a_chapter_title_goes_and_the_title_stays() -> None:
    raws = [
        f"CHAPTER {'ABCDEFGH'[n]}\nHarbour ESG Report 2021\n{n + 4}\nThe text of page {'abcdefgh'[n]} says something."
        for n in range(8)
    ]
    found = clean_pages(raws, [str(n + 4) for n in range(8)])
    assert [one.text.split("\n")[0] for one in found][:2] == ["CHAPTER A", "CHAPTER B"]
    assert not any("Harbour ESG Report" in one.text for one in found)
