"""Names in a question: which words are names, and what speaks of them."""

import pytest

from esgqa.answering.names import proper_names, speaks_of


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How much was bought in the year ended 31 March 2022?", []),
        ("headcount in Vietnam at June 2024", ["Vietnam"]),
        ("Which IPCC pathways were used?", ["IPCC"]),
    ],
)
def test_months_are_no_names(question: str, names: list[str]) -> None:
    assert proper_names(question) == names


@pytest.mark.parametrize(
    ("name", "text", "spoken_of"),
    [
        ("China", "Chinese Mainland 2,897", True),
        ("IPCC", "by the Intergovernmental Panel on Climate Change", True),
        ("IPCC", "by the International Energy Agency", False),
        ("Vietnam", "the Thai plant", False),
        ("Macau", "the Macau restaurants", True),
    ],
)
def test_a_text_speaks_of_a_name_in_other_forms(name: str, text: str, spoken_of: bool) -> None:
    assert speaks_of(name, text.lower(), text) is spoken_of
