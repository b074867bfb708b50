"""Passages of whole pages: sections, paragraphs, lists, index rows, boilerplate, and the real report."""

import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from esgqa.passages import split
from esgqa.passages.headings import Heading, find_headings
from esgqa.passages.headings import Path as HeadingPath
from esgqa.passages.lines import lines_of
from esgqa.types import Page, Passage, Report

CORPUS = Path(__file__).parents[2] / "corpus" / "alibaba-health-2018-esg-report.txt"


def report(*pages: str) -> Report:
    made = tuple(Page(position, str(position), text) for position, text in enumerate(pages, 1))
    return Report("09999-2020", "Example", made, "0", period_start=date(2019, 4, 1), period_end=date(2020, 3, 31))


@pytest.fixture(scope="module")
def real() -> tuple[Report, tuple[Passage, ...]]:
    """The corpus report as its file gives it, uncleaned: harder than what the reader hands over."""
    pages = CORPUS.read_text(encoding="utf-8").split("\f")
    made = Report(
        "00241-2018", "Alibaba Health", tuple(Page(n, str(n), text) for n, text in enumerate(pages, 1)), "0",
        period_start=date(2017, 4, 1), period_end=date(2018, 3, 31),
    )  # fmt: skip
    return made, split(made)


BODY = (
    "We train every member of our crews before they board a vessel, and we repeat the\n"
    "training each year so that what was learnt is not lost over long voyages.\n"
)


def test_headings_become_the_section_and_are_carried_over() -> None:
    passages = split(report("2 Our People\n01 Safety at Sea\n" + BODY, BODY))
    assert [one.section for one in passages] == [("2 Our People", "01 Safety at Sea")] * 2


def test_a_chapter_heading_printed_after_its_text_holds_for_the_page() -> None:
    (found,) = split(report(BODY * 3 + "3 Life on Board\n"))[:1]
    assert found.section == ("3 Life on Board",)


def test_what_stands_below_a_table_of_contents_is_read() -> None:
    entries = "Contents\nOur fleet 2\nOur crews 3\nEmissions 4\nSafety 5\nCommunity 6\n"
    passages = split(report(entries + "Who We Are\n" + BODY * 3, BODY))
    assert [(one.kind, one.label) for one in passages] == [("boilerplate", "1"), ("paragraph", "1"), ("paragraph", "2")]
    assert "We train every member" in passages[1].text
    assert [one.kind for one in split(report(entries + "Published in July\n"))] == ["boilerplate"]


def test_a_title_before_a_name_ends_no_paragraph() -> None:
    text = (
        "The safety committee meets each month and has been chaired since the first of May by Ms.\n"
        "Ada Lam, who was the captain of a tanker for eleven years before she came ashore.\n"
    )
    (found,) = split(report("Our Crews\n\n" + text))
    assert len(found.sentences) == 1


def test_a_caption_stands_under_the_heading_and_the_next_heading_ends_it() -> None:
    path = HeadingPath()
    for text, style in (("Our Crews", 3), ("Table 3: Crew by gender", 4)):
        path.enter([Heading(0, 1, text, style)])
    assert path.titles == ("Our Crews", "Table 3: Crew by gender")
    path.enter([Heading(0, 1, "Safety at Sea", 3)])
    assert path.titles == ("Safety at Sea",)
    (found,) = find_headings(lines_of("表三：按性別劃分\n"), 40, frozenset())
    assert found.style == 4


def test_capital_headings_nest_where_they_stand_together() -> None:
    passages = split(report("SOCIAL ASPECTS\nEMPLOYMENT\n" + BODY + "HEALTH AND SAFETY\n" + BODY))
    assert [one.section for one in passages] == [
        ("SOCIAL ASPECTS", "EMPLOYMENT"), ("SOCIAL ASPECTS", "HEALTH AND SAFETY"),
    ]  # fmt: skip


def test_a_paragraph_broken_by_a_blank_line_within_a_sentence_is_one_passage() -> None:
    (found,) = split(
        report(
            "The shipyard, in the whole of the year, handled a total of\n\n4,120 guest requests, all of them within a day.\n"
        )
    )
    assert len(found.sentences) == 1
    assert [one.value for one in found.figures] == ["4120"]


def test_a_list_keeps_its_lead_and_items() -> None:
    (found,) = split(
        report(
            "The yard takes these steps to lower its use of water:\n• collecting rain in two\ntanks for cleaning;\n• mending leaks.\n"
        )
    )
    assert found.kind == "list"
    assert [found.text[a - found.start : b - found.start].split()[0] for a, b in found.sentences] == ["The", "•", "•"]


def test_long_prose_is_cut_at_sentence_ends() -> None:
    text = BODY * 30
    passages = split(report(text), max_chars=500)
    assert all(len(one.text) <= 500 for one in passages)
    assert all(one.text.endswith(".") for one in passages)


def test_index_rows_have_no_figures_but_explicit_zeros() -> None:
    index = (
        "Index of the ESG Reporting Guide\nKPI Disclosures Page\nA1 Emissions\nGeneral Disclosure Policies. 37\n"
        "A1.1 The types of emissions and respective emissions data. 37\nA1.2 Greenhouse gas emissions in total (in tonnes)\n"
        "and intensity.\n38–39\nB6.1 Percentage of total products subject to recalls. —\n"
        "B6.2 Number of complaints received.\nNo complaints were received\nduring the year.\n-\n"
    )
    rows = [one for one in split(report(index)) if one.kind == "index_row"]
    assert [one.text.split()[0] for one in rows] == ["General", "A1.1", "A1.2", "B6.1", "B6.2"]
    assert rows[2].text.endswith("38–39")
    assert [[figure.raw for figure in one.figures] for one in rows] == [[], [], [], [], ["No"]]
    assert rows[1].section[-1] == "A1 Emissions"


def test_contents_and_forms_are_boilerplate() -> None:
    contents = "CONTENTS\n" + "".join(f"CHAPTER {n} ........... {n}\n" for n in range(1, 9))
    form = "Feedback Form\nName:\nCompany:\nPhone:\nE-mail:\nVery much □ Average □ Very little □\n"
    assert [one.kind for one in split(report(contents, form))] == ["boilerplate", "boilerplate"]


def test_heads_of_each_page_made_alike_are_left_out() -> None:
    topics = ("Crews", "Engines", "Harbours", "Fuel")
    pages = (
        f"B. Social | B{at} {topic}\n\nThe {topic.lower()} were looked at by the board in the month of May, which found that\n"
        f"all was as it had been {at} years before. Of {topic.lower()} more is said in the annual report.\n"
        for at, topic in enumerate(topics, 1)
    )
    passages = split(report(*pages))
    assert len(passages) == len(topics)
    assert not any("|" in f"{one.section} {one.text}" for one in passages)


def test_running_heads_and_page_numbers_are_left_out() -> None:
    passages = split(report(*(f"Ocean Lines Report\n{n + 4}\n{BODY}" for n in range(5))))
    assert all("Ocean Lines Report" not in one.text and not one.figures for one in passages)


def test_footnotes_are_tied_by_their_marks() -> None:
    text = BODY + "The fleet produced 1,353.7 tons of carbon dioxide equivalent in emissions2. No waste was burnt.\n\n"
    passages = split(
        report(text + "2 The emissions include only the indirect emissions of electricity bought in port.\n")
    )
    figure = next(one for passage in passages for one in passage.figures if one.value == "1353.7")
    assert [note.mark for note in figure.footnotes] == ["2"]
    assert "indirect emissions" in figure.footnotes[0].text


def test_every_span_of_the_real_report_indexes_its_page(real: tuple[Report, tuple[Passage, ...]]) -> None:
    source, passages = real
    for one in passages:
        text = source.pages[one.page - 1].text
        assert one.text == text[one.start : one.end]
        assert all(one.start <= a < b <= one.end for a, b in one.sentences)
        assert all(text[figure.start : figure.end] == figure.raw for figure in one.figures)
    ids = [one.id for one in passages]
    assert len(set(ids)) == len(ids)


def test_passages_of_the_real_report_do_not_overlap(real: tuple[Report, tuple[Passage, ...]]) -> None:
    _, passages = real
    for a, b in pairwise(passages):
        assert a.page < b.page or a.end <= b.start


@pytest.mark.parametrize(
    ("page", "value", "unit", "words"),
    [
        (29, "4917", "complaints", "customer complaints"),
        (29, "0.069", "%", "customer return request"),
        (32, "463", "suppliers", "online and offline"),
        (33, "45.5", "%", "female"),
        (34, "165", "persons", "29 years of age or under"),
        (34, "144", "hours", "Middle Management"),
        (37, "350469", "kWh", "Electricity"),
        (37, "724.11", "kWh/person", "Electricity"),
        (37, "353.7", "tons of carbon dioxide equivalent", "greenhouse gas emissions"),
    ],
)
def test_figures_of_the_real_report(
    real: tuple[Report, tuple[Passage, ...]], page: int, value: str, unit: str, words: str
) -> None:
    found = [one for passage in real[1] if passage.page == page for one in passage.figures if one.value == value]
    assert any(one.unit == unit and words in one.measure and one.period == "FY2018" for one in found), found


def test_the_real_report_is_split_in_little_time(real: tuple[Report, tuple[Passage, ...]]) -> None:
    begun = time.process_time()
    split(real[0])
    assert time.process_time() - begun < 1.5


def test_no_words_of_the_real_report_are_lost(real: tuple[Report, tuple[Passage, ...]]) -> None:
    """Every line is in a passage, in a section's headings, or is a page's furniture."""
    source, passages = real
    headings = " ".join(" ".join(one.section) for one in passages)
    lost = []
    for page in source.pages:
        inside = [(one.start, one.end) for one in passages if one.page == page.position]
        position = 0
        for line in page.text.splitlines(keepends=True):
            middle = position + len(line) // 2
            words = " ".join(line.split())
            found = any(a <= middle < b for a, b in inside) or words in headings
            if sum(char.isalpha() for char in words) > 2 and not found:
                lost.append((page.position, words))
            position += len(line)
    assert len(lost) <= 3, lost
