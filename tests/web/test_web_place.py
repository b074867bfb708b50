"""Addresses: what a link holds comes back, and what cannot be is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgqa.web.place import VIEWS, Place

words = st.text(st.characters(exclude_categories=["Cs", "Zs", "Zl", "Zp", "Cc"]), min_size=1, max_size=30)


@given(
    st.builds(
        Place,
        view=st.sampled_from(VIEWS),
        question=words,
        issuer=words,
        year=st.none() | st.integers(1, 9999),
        reports=st.lists(words, max_size=4, unique=True).map(tuple),
        kpis=st.lists(words, max_size=4, unique=True).map(tuple),
        page=st.integers(1, 9999),
        start=st.integers(0, 99),
        end=st.integers(1, 99),
    )
)
def test_a_place_comes_back_from_its_address(place: Place) -> None:
    assert Place.read(place.search()) == place


@pytest.mark.parametrize(
    "search",
    ["", "?", "?view=nowhere", "?year=x", "?at=-3", "?year=1e9", "?q=", "?page=2", "?" + "&" * 50_000, "?%ff=%00"],
)
def test_what_cannot_be_is_left_out(search: str) -> None:
    assert Place.read(search) == Place()


def test_no_name_in_an_address_is_one_that_gradio_reads_itself() -> None:
    # gradio takes `page` for a page of its own, and fails
    place = Place(question="q", issuer="i", year=1, reports=("r",), kpis=("k",), page=2, start=3, end=4)
    names = {pair.partition("=")[0] for pair in place.search()[1:].split("&")}
    assert not names & {"page", "deep_link", "session_hash", "view_api", "__theme", "logs"}
