"""Age groups in questions and labels: the same group in many wordings, and no number of two digits that is none."""

import pytest

from esgqa.answering.ages import OLDEST, ages_in, same_ages, without_ages


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("How many staff are over 50?", (51, OLDEST)),
        ("51 years old or above", (51, OLDEST)),
        ("Does anyone over 60 still work there?", (61, OLDEST)),
        ("50歲以上的僱員", (50, OLDEST)),
        ("employees under 30", (0, 29)),
        ("aged 30 or below", (0, 30)),
        ("30岁以下员工", (0, 30)),
        ("turnover among 31-40 year olds", (31, 40)),
        ("staff aged 41 to 50", (41, 50)),
        ("Turnover of the under-30s", (0, 29)),
        ("attrition among people below 30", (0, 29)),
        ("staff in their thirties", (30, 39)),
        ("staff in their twenties or younger", (0, 29)),
        ("staff in their fifties or older", (50, OLDEST)),
    ],
)
def test_an_age_group_is_read_however_it_is_worded(text: str, ages: tuple[int, int]) -> None:
    assert ages_in(text) == ages


@pytest.mark.parametrize(
    "text",
    [
        "over 95% of the staff",
        "employees with over 40 hours of training",
        "more than 50 tonnes",
        "suppliers over 50",
        "staff turnover in 2018",
        "workers in 45 shops",
        "over 90 staff",
    ],
)
def test_other_numbers_are_no_ages(text: str) -> None:
    assert ages_in(text) is None


def test_a_label_under_a_head_of_ages_needs_no_word_for_it() -> None:
    assert ages_in("30 or below") is None
    assert ages_in("30 or below", of_people=True) == (0, 30)


def test_groups_that_meet_at_their_ends_are_the_same() -> None:
    over = ages_in("staff over 50")
    assert over is not None
    assert same_ages(over, (50, OLDEST))
    assert same_ages(over, (51, OLDEST))
    assert not same_ages(over, (41, 50))


def test_the_words_of_the_group_are_left_out_and_no_others() -> None:
    assert without_ages("turnover rate of staff over 50 in 2018").split() == "turnover rate of staff in 2018".split()


def test_ages_in_words() -> None:
    assert ages_in("How many employees were older than fifty?") == (51, 200)
    assert ages_in("staff under thirty") == (0, 29)
    assert ages_in("How many staff aged thirty to fifty-nine?") == (30, 59)
