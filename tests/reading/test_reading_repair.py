"""Broken words close, whole text stays as it is."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgqa.reading import clean_text
from esgqa.reading.fold import fold
from esgqa.reading.repair import repair_lines
from esgqa.reading.spacing import lines_of
from esgqa.reading.words import vocabulary

# Prose of other companies' kind, which the rules were not written on.
CLEAN = """\
The Group operates three container terminals and a fleet of 42 tugboats in the Pearl River Delta.
Scope 1 and 2 emissions fell by 12.5% in FY2021, mainly because of shore power at Berth 7 and Berth 8.
Mr. J. K. Lee and Ms. Ng Wai Man sit on the board; Dr. Li Jr. advises the committee (see A1.2 and B6.4).
Staff take vitamin C, work from 9 a.m. to 6 p.m., and may use plan B, i.e. the ferry, or plan C, e.g. the bus.
Our B2B and B2C channels sell 3 million t of coal a year at US$ 85 per t, or 24 GJ per t, to 5 buyers.
Our policy asks for the re-use of the re-laid track, per se and ex gratia.
a b c d e f g
Water (m 3) 5,341.7 11.04 m 3 per head
PLAN A PLAN B CLASS C
Hydrogen sulphide (H 2 S) and methane (CH 4) are monitored at each well pad in situ and ex situ.
Set up costs, land fill, on line training, in to work, every day, may be, can not, health care, work place.
El Nino and La Nina; Al Gore; de facto; et al.; vis a vis; pro rata; ad hoc; Ma Wei of Xi An.
Employees 12 000 | Turnover 4 5 % | Hours 1 234 567
"""


def repaired(text: str) -> str:
    lines = lines_of(fold(text))
    return "\n".join(line.text for line in repair_lines(lines, vocabulary(line.text for line in lines)))


def test_clean_lines_do_not_change() -> None:
    assert repaired(CLEAN).split("\n") == [line.strip() for line in CLEAN.split("\n")]


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        (
            "A l ibaba Hea l th ac t i ve l y responds to c l imate change",
            "A l ibaba Health actively responds to climate change",
        ),
        (
            "the coope rat ive pub l ishes i ts annual repor t in Apr i l",
            "the cooperative publishes its annual report in April",
        ),
        ("w h e r e  d a m a g e ,  c o n t a m i n a t i o n ,", "where damage, contamination,"),
        ("ba t ch  numbe r ,  va l i d i t y  pe r i od ,", "batch number, validity period,"),
        (
            "the mine’s safe ty pol ic ies apply to al l contrac tors",
            "the mine’s safety policies apply to all contractors",
        ),
        ("a total of 5 ki lograms and 30 % of 12 fac i l i t ies", "a total of 5 kilograms and 30 % of 12 facilities"),
        ("environmental ly-fr iendly vessels cut emiss ions2.", "environmentally-friendly vessels cut emissions2."),
    ],
)
def test_broken_words_close(damaged: str, whole: str) -> None:
    # the report's own name is known only from the rest of a report: see the next test
    assert clean_text(damaged).text == whole


def test_the_reports_own_words_close_where_they_stand_whole_elsewhere() -> None:
    text = (
        "Zhaoyuan is a port.\nThe port of Zhaoyuan is old.\nAt Zhao yuan al l vesse ls use shore powe r faci l i t ies."
    )
    assert repaired(text).endswith("At Zhaoyuan all vessels use shore power facilities.")


def test_two_real_words_close_on_a_badly_broken_page_unless_they_often_stand_together() -> None:
    damaged = "The off ice of the Group is in to th ird year; al l faci l i t ies ser ve the publ ic wel l and the pol icy is publ ished twice year ly"
    assert "The office of the Group is in to third year; all facilities serve the public well" in repaired(damaged)


def test_one_broken_word_on_a_page_closes_only_if_its_pieces_tell() -> None:
    assert repaired("It improves the space util ization rate.") == "It improves the space utilization rate."
    assert repaired("We answer every e mail within a day.") == "We answer every e mail within a day."


@pytest.mark.parametrize(
    "two", ["slow do wn the ve sse ls", "in li ne with pol ic ies", "a to tal per t of was te", "per l of wa ter"]
)
def test_two_words_stay_two_though_one_is_broken(two: str) -> None:
    page = repaired("Fac i l i t ies and pub l ic pol icy of al l emp loy ees are rev iewed by sta ff.\n" + two)
    whole = ["slow down the vessels", "in line with policies", "a total per t of waste", "per l of water"]
    assert page.split("\n")[1] in whole


def test_names_and_abbreviations_close_where_words_stand_two_blanks_apart() -> None:
    line = "t h e  G R I  a n d  t h e  c o d e  o f  L a n t a u  a p p l y"
    assert clean_text(line).text == "the GRI and the code of Lantau apply"
    cells = "Staff  Po Kee  Ms. Ng  Hull paint  Lost days  R 22  12"
    assert clean_text(cells).text.split() == cells.split()


def test_a_capital_set_off_its_word_closes() -> None:
    line = "A ppendix and A nnex list all A udit and A ssessment work."
    assert repaired(line) == "Appendix and Annex list all Audit and Assessment work."


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("bi odi esel and de carb onis ation", "biodiesel and decarbonisation"),
        ("notice boa rds and notic es", "notice boards and notices"),
        ("HAR BOUR POL IC IES TO RE DU CE WA STE", "HARBOUR POLICIES TO REDUCE WASTE"),
    ],
)
def test_made_words_compounds_and_headings_on_a_broken_page(damaged: str, whole: str) -> None:
    page = "Fac i l i t ies and pub l ic pol icy of al l emp loy ees are rev iewed by sta ff.\n" + damaged
    assert repaired(page).split("\n")[1] == whole


def test_short_names_seen_elsewhere_are_whole() -> None:
    text = "Director Lu chairs the board.\nMembers include Lu and others.\nLu is pres ident of al l faci l i t ies and publ ic pol icy."
    assert "Lu is president" in repaired(text)


def test_other_languages_are_left_alone() -> None:
    text = "personalmente o per il tramite di un ente di gestione collettiva che la legge\nesclusivo di riscuotere compensi o la parte"
    assert repaired(text) == text


PROSE = """The company discharges treated water into the river only after testing, and publishes the results every
quarter. Independent laboratories verify the quality of samples. During the year the committee reviewed climate
policies, visited facilities, and interviewed managers about diversity, training and safety. Suppliers must follow
international standards; violations lead to suspension. Recycling initiatives reduced landfill volumes considerably."""


def test_prose_broken_at_narrow_letters_comes_back() -> None:
    """Breaks as a font's narrow letters cause them, on text no rule was fitted to: at least 95% of words return."""
    random.seed(7)
    lines = PROSE.split("\n")
    broken = [
        re.sub(r"(?<=[a-z])([lit])(?=[a-z])", lambda m: m[1] + " " if random.random() < 0.5 else m[1], x) for x in lines
    ]
    assert broken != lines
    wanted, found = PROSE.split(), repaired("\n".join(broken)).split()
    assert sum(word in found for word in wanted) >= 0.95 * len(wanted)


BITS = "the of 12 4,917 l t f i co al re 30% kWh (b) — A1.2 off ice ing reg ular ly wel fare"


@given(st.lists(st.sampled_from(BITS.split()), max_size=12))
def test_repair_only_takes_blanks_away_and_never_beside_a_number(words: list[str]) -> None:
    line = " ".join(words)
    result = repaired(line)
    assert result.replace(" ", "") == line.replace(" ", "")
    numbers = [word for word in words if word[:1].isdigit()]
    assert [word for word in result.split() if word[:1].isdigit()] == numbers
