"""What the words around a figure make of it."""

from __future__ import annotations

import pytest

from esgqa.datasheet.meaning import meaning_of
from esgqa.types import Figure


def meaning(text: str, raw: str, value: str = "", **known: str):  # type: ignore[no-untyped-def]
    at = text.index(raw)
    figure = Figure(raw, value or raw.strip("%").replace(",", ""), 1, at, at + len(raw), **known)  # type: ignore[arg-type]
    return meaning_of(figure, text[:at], text[at + len(raw) :])


@pytest.mark.parametrize(
    ("text", "raw", "role", "direction"),
    [
        ("We aim to reduce energy use by 20% by 2030.", "20%", "target", "decrease"),
        ("Energy use fell by 12% over the year.", "12%", "result", "decrease"),
        ("Consumption was 12% lower than before.", "12%", "result", "decrease"),
        ("Noise stayed below the limit of 55 decibels.", "55", "limit", ""),
        ("We used 300 tonnes of paper.", "300", "result", ""),
        ("Hours rose by 4.5% to 12.", "4.5%", "result", "increase"),
    ],
)
def test_results_targets_and_limits(text: str, raw: str, role: str, direction: str) -> None:
    found = meaning(
        text, raw, unit="%" if raw.endswith("%") else "tonnes", dimension="percent" if raw.endswith("%") else "mass"
    )
    assert (found.role, found.direction) == (role, direction)


def test_the_other_end_of_a_range() -> None:
    assert meaning("between 47 to 53 decibels", "47").value_to == "53"
    assert meaning("75% to 80% of it", "75%", unit="%").value_to == "80"
    assert meaning("from 53 to 47", "53").value_to == ""


def test_common_units_are_exact_and_unknown_ones_stay_unknown() -> None:
    table = Figure("1.36", "1.36", 1, 0, 4, unit="HK$ million", row="Donations", column="2023")
    assert (meaning_of(table, "", "").canonical_value, meaning_of(table, "", "").canonical_unit) == ("1360000", "HKD")
    assert meaning("7 widgetons", "7", unit="widgetons").canonical_unit == ""


def test_methods_and_totals_are_read_from_the_row() -> None:
    row = Figure("300", "300", 1, 0, 3, unit="tCO2e", row="Scope 2 (market-based)", column="2023")
    assert meaning_of(row, "", "").method == "market-based"
    total = Figure("300", "300", 1, 0, 3, unit="tonnes", row="Total", column="2023")
    assert meaning_of(total, "", "").level == "total"
