"""What a question asks the meaning of, and the sentences that say it."""

import pytest

from esgqa.answering.define import asks_what_is, says_what, subject_of


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("What is brackish water?", "brackish water"),
        ("What does Scope 2 cover in this report?", "Scope 2"),
        ("How is the turnover rate calculated?", "turnover rate"),
        ("What is meant by lost days?", "lost days"),
        ("Who are the First Nations?", "First Nations"),
        ("How much water was used?", ""),
        ("Why did emissions fall?", ""),
    ],
)
def test_the_subject_of_a_question(question: str, subject: str) -> None:
    assert subject_of(question) == subject


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("15 Brackish water is the water that has more salt than a river's.", "brackish water"),
        ("11 Scope 2: Indirect emissions from electricity that was bought.", "scope 2"),
        ("17 Turnover rate = leavers in the period / average number of employees.", "turnover rate"),
        ("A lost day (“LD”) is a day on which somebody hurt could not work.", "LD"),
        ("* Lost days means the days from the day after the accident.", "lost days"),
    ],
)
def test_a_sentence_that_says_what_its_subject_is(sentence: str, subject: str) -> None:
    assert says_what(sentence, subject)


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Water consumption is 187,354 cubic metres.", "water consumption"),
        ("Scope 2: 11.59 tonnes.", "scope 2"),
        ("The demand for brackish water is a concern of many.", "brackish water"),
        ("Scope 12 is the last of the annex.", "scope 1"),
    ],
)
def test_a_figure_or_another_subject_is_no_definition(sentence: str, subject: str) -> None:
    assert not says_what(sentence, subject)


def test_what_is_in_a_thing_is_its_meaning_only_where_the_meaning_is_asked_for() -> None:
    note = "3 The noise level includes only traffic at night."
    assert says_what(note, "noise level")
    assert not says_what(note, "noise level", holds=False)
    assert asks_what_is("What is the noise level?")
    assert not asks_what_is("What does the noise level include?")
