"""Lines: like stands with like, whatever the words; unlike is refused with the reason."""

from dataclasses import replace

import pytest
from compare_documents import amounts, compared, document, line

from esgqa.compare import compare
from esgqa.errors import UsageError

GAS = (
    "Greenhouse gas emissions\n"
    "Indicator Unit 2022 2021\n"
    "Scope 1 tonnes of CO2-e 41.7 44.9\n"
    "Scope 2 tonnes of CO2-e 812.3 799.0\n"
    "Total emissions tonnes of CO2-e 854.0 843.9\n"
)
OTHER_GAS = (
    "Carbon footprint\n"
    "Item Unit 2022 2021\n"
    "Direct emissions (Scope 1) kg CO2e 98,400 91,250\n"
    "Energy indirect emissions (Scope 2) kg CO2e 1,203,500 1,199,000\n"
    "Total greenhouse gas emissions kg CO2e 1,301,900 1,290,250\n"
)


def energy(rows: str) -> str:
    return f"Energy consumption\nType Unit 2022 2021\n{rows}"


def test_one_measure_in_other_words_and_units_stands_on_one_line() -> None:
    found = compared("A1.2", document("A1.2", GAS), document("A1.2", OTHER_GAS, stock_code="09992"))
    assert amounts(found, "Scope 1") == {
        ("09991-2022", "2022"): "41.7",
        ("09991-2022", "2021"): "44.9",
        ("09992-2022", "2022"): "98.4",
        ("09992-2022", "2021"): "91.25",
    }
    assert amounts(found, "Scope 2")["09992-2022", "2022"] == "1203.5"
    assert amounts(found, "Total")["09992-2022", "2022"] == "1301.9"
    assert len(found.lines) == 3
    assert not found.refusals


def test_a_value_carries_its_conversion_its_page_and_where_it_is_printed() -> None:
    written = document("A1.2", OTHER_GAS)
    value = line(compared("A1.2", written), "Scope 1").cells[0]
    assert value is not None
    assert value.conversion == "98,400 kg CO2e × 0.001 = 98.4 tCO2e"
    assert value.citation.page_label == "11"
    page = written.report.pages[0].text
    assert page[value.start : value.end] == value.raw == "98,400"
    assert page[value.citation.start : value.citation.end] == value.citation.quote
    assert value.citation.start <= value.start < value.end <= value.citation.end


def test_kilowatt_hours_and_joules_meet_in_a_unit_that_is_exact() -> None:
    one = document("A2.1", energy("Diesel MWh 2.5 2.7\nPetrol MWh 1.5 1.6\n"))
    other = document("A2.1", energy("Diesel GJ 9.0 9.4\nPetrol GJ 3.1 3.3\n"), stock_code="09992")
    found = compared("A2.1", one, other)
    assert line(found, "Diesel").unit == "MJ"
    assert amounts(found, "Diesel")["09991-2022", "2022"] == "9000"
    assert amounts(found, "Diesel")["09992-2022", "2022"] == "9000"


def test_an_amount_is_not_set_against_an_intensity() -> None:
    one = document("A2.1", energy("Total energy consumption kWh 5,000 5,100\nDiesel kWh 100 120\n"))
    other = document(
        "A2.1", energy("Energy intensity kWh/employee 310 320\nDiesel kWh 90 95\n"), stock_code="09992"
    )  # fmt: skip
    found = compared("A2.1", one, other)
    assert ("09992-2022", "2022") not in amounts(found, "Total", "kWh")
    assert [refusal.reason for refusal in found.refusals] == ["an absolute amount is not an intensity"]


@pytest.mark.parametrize("per", ["m2", "HK$ million revenue", "tonne"])
def test_intensities_per_other_things_are_refused(per: str) -> None:
    one = document("A2.1", energy("Energy intensity kWh/employee 310 320\nDiesel kWh 100 120\n"))
    other = document("A2.1", energy(f"Energy intensity kWh/{per} 12.5 13.0\nDiesel kWh 90 95\n"), stock_code="09992")
    found = compared("A2.1", one, other)
    assert len(found.lines) == 3
    assert [refusal.reason.startswith("per employee is not per ") for refusal in found.refusals] == [True]


def test_intensities_per_the_same_thing_stand_together() -> None:
    one = document("A2.1", energy("Energy intensity kWh/employee 310 320\nDiesel kWh 100 120\n"))
    other = document("A2.1", energy("Energy intensity MWh/person 0.4 0.5\nDiesel kWh 90 95\n"), stock_code="09992")
    found = compared("A2.1", one, other)
    assert amounts(found, "Total", "kWh per employee")["09992-2022", "2022"] == "400"
    assert not found.refusals


def test_location_based_is_not_set_against_market_based() -> None:
    rows = "Greenhouse gas emissions\nIndicator Unit 2022 2021\nScope 2 ({}) tCO2e {} 799.0\nScope 1 tCO2e 41.7 44.9\n"
    one = document("A1.2", rows.format("location-based", "812.3"))
    other = document("A1.2", rows.format("market-based", "402.3"), stock_code="09992")
    found = compared("A1.2", one, other)
    assert [refusal.reason for refusal in found.refusals] == ["location-based is not market-based"]
    again = compared("A1.2", one, document("A1.2", rows.format("location-based", "402.3"), stock_code="09992"))
    assert not again.refusals
    assert {report for report, _ in amounts(again, "Scope 2, location-based")} == {"09991-2022", "09992-2022"}


def test_a_narrower_boundary_is_refused_with_its_words() -> None:
    narrow = OTHER_GAS.replace("Direct emissions (Scope 1)", "Scope 1 (Shenzhen plant only)")
    found = compared("A1.2", document("A1.2", GAS), document("A1.2", narrow, stock_code="09992"))
    assert [refusal.reason for refusal in found.refusals] == ["the second is narrowed: “Shenzhen plant only”"]


def test_a_total_of_other_scopes_is_another_total() -> None:
    other = OTHER_GAS.replace("Total greenhouse gas emissions", "Total emissions, Scope 1 and Scope 2,")
    found = compared("A1.2", document("A1.2", GAS), document("A1.2", other, stock_code="09992"))
    assert [refusal.reason for refusal in found.refusals] == ["scopes are not said, and scopes 1, 2"]


def test_gas_is_not_set_against_waste_and_currencies_not_against_each_other() -> None:
    waste = "Hazardous waste\nKind Unit 2022 2021\nHazardous waste tonnes 3.5 3.9\nUsed oil tonnes 1.5 1.9\n"
    assert not compared("A1.2", document("A1.2", waste)).lines
    assert len(compared("A1.3", document("A1.3", waste)).lines) == 2
    rows = "Intensity of emissions\nItem Unit 2022 2021\nEmission intensity tCO2e per {} 5.5 5.9\nScope 1 tCO2e 8 9\n"
    one = document("A1.2", rows.format("HK$ million"))
    other = document("A1.2", rows.format("RMB million"), stock_code="09992")
    assert [refusal.reason for refusal in compared("A1.2", one, other).refusals] == [
        "per HKD million is not per CNY million"
    ]


def test_ages_are_matched_by_what_they_hold_not_by_their_words() -> None:
    rows = "Workforce\nEmployees Unit 2022 2021\nMale people 40 41\n{} people 12 13\n"
    one = document("B1.1", rows.format("Under 30"))
    same = document("B1.1", rows.format("29 years old or below"), stock_code="09992")
    unlike = document("B1.1", rows.format("30 years old or below"), stock_code="09993")
    assert len(compared("B1.1", one, same).lines) == 2
    assert len(compared("B1.1", one, unlike).lines) == 3


def test_a_sentence_counts_where_it_says_nothing_but_the_measure() -> None:
    plain = "Greenhouse gas emissions of 353.7 tonnes of carbon dioxide equivalent were recorded."
    bound = "Greenhouse gas emissions of about 350 tonnes of carbon dioxide equivalent were recorded."
    more = "Greenhouse gas emissions of the canteen were 3.5 tonnes of carbon dioxide equivalent."
    assert amounts(compared("A1.2", document("A1.2", plain)), "Total") == {("09991-2022", "2022"): "353.7"}
    assert not compared("A1.2", document("A1.2", bound)).lines
    assert "Total" not in [one.label for one in compared("A1.2", document("A1.2", more)).lines]


def test_changes_and_targets_are_no_measures() -> None:
    rows = "Emission targets\nIndicator Unit 2022 2021\nScope 1 tCO2e 40.0 41.0\nScope 2 tCO2e 800.0 801.0\n"
    assert not compared("A1.2", document("A1.2", rows)).lines
    assert compared("A1.2", document("A1.2", rows.replace("Emission targets", "Emissions"))).lines


def test_a_code_without_figures_and_one_an_edition_lacks() -> None:
    with pytest.raises(UsageError, match=r"A1\.5"):
        compare([document("A1.5", GAS)], ["A1.5"])
    found = compared("A1.2", document("A1.2", GAS), document("A1.3", "Nothing.", stock_code="09992", edition="2025"))
    assert "09992-2022: its edition of the guide (2025) has no A1.2" in found.notes
    assert "09992-2022: no figure of A1.2 that can be compared" in found.notes


def test_a_table_titled_by_the_heading_above_it_is_known_by_it() -> None:
    rows = "By region\nRegion 2022 2021\nHong Kong 12 11\nGuangdong 48 51\n"
    written = document("B5.1", rows)
    (table,) = [one for one in written.passages if one.figures]
    for title, lines in (("Suppliers", 2), ("Shops", 0)):
        titled = replace(written, passages=(replace(table, section=("Operations", title)),))
        assert len(compared("B5.1", titled).lines) == lines


def test_of_two_numbers_in_a_sentence_neither_is_guessed() -> None:
    two = "Greenhouse gas emissions were 353.7 tonnes of CO2e, after 361.2 tonnes of CO2e."
    assert not compared("A1.2", document("A1.2", two)).lines


def test_a_cell_under_a_bare_year_has_the_unit_of_its_row() -> None:
    rows = "Greenhouse gas emissions\nSource 2022 2021\nVehicles 41.7 44.9\nRefrigerants 2.3 9.0\n"
    written = document("A1.2", rows)
    (table,) = [one for one in written.passages if one.figures]
    figures = tuple(
        replace(one, column=str(2022 - n % 2), period=str(2022 - n % 2), unit="" if n % 2 else "tCO2e")
        for n, one in enumerate(table.figures)
    )
    found = compared("A1.2", replace(written, passages=(replace(table, figures=figures),)))
    value = line(found, "Vehicles").cells[1]
    assert value is not None
    assert (str(value.amount), value.notes) == ("44.9", ("unit as in the row's other column: tCO2e",))


def test_a_table_of_another_subject_is_left_out_although_its_rows_name_people() -> None:
    rows = "{}\nEmployees Unit 2022 2021\nGeneral staff people 40 41\nMale people 12 13\n"
    assert len(compared("B1.1", document("B1.1", rows.format("Workforce"))).lines) == 2
    assert not compared("B1.1", document("B1.1", rows.format("Employees trained"))).lines


def test_a_row_decides_in_a_table_that_holds_several_subjects() -> None:
    rows = (
        "Hazardous and non-hazardous waste\nKind Unit 2022 2021\nHazardous waste kg 40 41\nNon-hazardous waste kg 3 4\n"
    )
    assert amounts(compared("A1.3", document("A1.3", rows)), "Total")["09991-2022", "2022"] == "0.04"
    assert amounts(compared("A1.4", document("A1.4", rows)), "Total")["09991-2022", "2022"] == "0.003"


def test_a_count_is_whole() -> None:
    rows = "Workforce\nEmployees 2022 2021\nMale 40 41\nFemale {} 13\n"
    for second, found in (("12", {"Male", "Female"}), ("12.5", {"Male"})):
        shown = compared("B1.1", document("B1.1", rows.format(second)))
        assert {one.label for one in shown.lines if one.cells[0]} == found
