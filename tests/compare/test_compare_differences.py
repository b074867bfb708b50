"""Differences: what one issuer restates, what one report contradicts, and what is neither."""

from compare_documents import amounts, compared, document

from esgqa.compare import Difference

TABLE = "Greenhouse gas emissions\nIndicator Unit {} {}\nScope 1 tCO2e {} {}\nScope 2 tCO2e 812.3 799.0\n"
OLD = TABLE.format(2021, 2020, "44.9", "47.1")
NOTE = "The Scope 1 figure of 2021 was restated, since 44.9 had left out the fleet in Macau."


def differences(*later: str, stock_code: str = "09991", old: str = OLD) -> tuple[Difference, ...]:
    older = document("A1.2", old, year=2021)
    newer = document("A1.2", *later, year=2022, stock_code=stock_code)
    found = compared("A1.2", newer, older).differences
    turned = compared("A1.2", older, newer).differences
    assert [_raws(one) for one in turned] == [_raws(one) for one in found]
    return tuple(one for one in found if one.label == "Scope 1")


def _raws(difference: Difference) -> tuple[str, list[str]]:
    return difference.kind, [value.raw for value in difference.values]


def test_a_restatement_is_told_with_both_values_pages_and_the_note() -> None:
    (found,) = differences("A page before.", TABLE.format(2022, 2021, "41.7", "46.2"), NOTE)
    assert (found.kind, found.period, found.unit) == ("restatement", "2021", "tCO2e")
    assert [(value.raw, value.citation.report, value.citation.page_label) for value in found.values] == [
        ("44.9", "09991-2021", "11"),
        ("46.2", "09991-2022", "12"),
    ]
    assert found.explanation is not None
    assert (found.explanation.quote, found.explanation.page_label) == (NOTE, "13")


def test_a_restatement_without_a_note_has_no_explanation() -> None:
    (found,) = differences(TABLE.format(2022, 2021, "41.7", "46.2"), "The fleet in Macau was sold.")
    assert found.explanation is None


def test_an_unchanged_or_rounded_figure_is_no_restatement() -> None:
    assert not differences(TABLE.format(2022, 2021, "41.7", "44.9"))
    assert not differences(TABLE.format(2022, 2021, "41.7", "45"))
    assert differences(TABLE.format(2022, 2021, "41.7", "46"))


def test_another_issuers_figure_is_no_restatement() -> None:
    assert not differences(TABLE.format(2022, 2021, "41.7", "46.2"), stock_code="09992")


def test_a_figure_in_another_unit_is_no_restatement() -> None:
    kilos = TABLE.replace("Scope 1 tCO2e", "Scope 1 kg CO2e")
    assert not differences(kilos.format(2022, 2021, "41,700", "44,900"))
    (found,) = differences(kilos.format(2022, 2021, "41,700", "46,200"))
    assert [str(value.amount) for value in found.values] == ["44.9", "46.2"]


def test_two_values_within_one_report_stand_on_no_line() -> None:
    twice = document("A1.2", TABLE.format(2022, 2021, "41.7", "44.9"), TABLE.format(2022, 2021, "40.7", "44.9"))
    found = compared("A1.2", twice)
    (difference,) = found.differences
    assert (difference.kind, difference.period) == ("inconsistency", "2022")
    assert [value.citation.page_label for value in difference.values] == ["11", "12"]
    assert amounts(found, "Scope 1") == {("09991-2022", "2021"): "44.9"}


def test_columns_that_read_as_one_period_are_left_out_and_told() -> None:
    unclear = document("A1.2", TABLE.format("2022", "2022", "41.7", "44.9"))
    found = compared("A1.2", unclear)
    assert not found.lines
    assert not found.differences
    assert any("several columns read as one period: Scope 1; Scope 2" in note for note in found.notes)
