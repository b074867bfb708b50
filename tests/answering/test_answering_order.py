"""Which of two figures that look alike is meant: the row that the question names, and the amount before what stands beside it."""

from dataclasses import replace

import pytest

from esgqa.answering.candidates import Candidate
from esgqa.answering.features import Asked, is_caption, is_plain_amount, is_the_opposite
from esgqa.answering.intent import read_intent
from esgqa.answering.order import put_in_order
from esgqa.answering.scope import Years
from esgqa.types import Figure, Hit, Passage, Question


def row(label: str, unit: str, dimension: str, probability: float, kpi: str = "A2.2") -> Candidate:
    figure = Figure("1", "1", 1, 0, 1, unit, dimension, label, "2024", label, kpis=((kpi, 0.9),))
    passage = Passage("r:1:1", "r", 1, "1", 0, 1, "1", "table", figures=(figure,))
    return Candidate(Hit(passage, 1.0), (0, 1), figure, {"own_cover": 1.0, "cover": 1.0}, probability)


def asked(text: str) -> Asked:
    return Asked(
        question=Question(text, "en"),
        reading=read_intent(text),
        years=Years(),
        report_years=frozenset({2024}),
        report_labels=frozenset({"2024"}),
        terms=(),
        wide={},
        weight={},
        counted=frozenset(),
        parts=frozenset(),
        kpi_weights={},
        query=text,
    )


def first(text: str, *rows: Candidate) -> str:
    figures = list(rows)
    put_in_order(figures, asked(text))
    assert figures[0].figure is not None
    return figures[0].figure.row


def test_a_shorter_row_goes_first_only_where_it_gives_up_no_word_of_the_question() -> None:
    whole = row("Fuel intensity per unit of sales", "kWh per unit", "intensity", 0.95, "A2.1")
    other = row("Per unit of sales", "kg per unit", "intensity", 0.94, "A1.3")
    assert first("fuel intensity per unit of sales", whole, other) == "Fuel intensity per unit of sales"
    both, one = row("Scope 1 and Scope 2", "t", "mass", 0.9, "A1.2"), row("Scope 2", "t", "mass", 0.5, "A1.2")
    assert first("scope 2 in tonnes", both, one) == "Scope 2"


@pytest.mark.parametrize("beside", ["Water reused, not counted above", "Water recycled", "of which from wells"])
def test_what_stands_beside_an_amount_is_asked_for_by_name_or_not_at_all(beside: str) -> None:
    rows = row(beside, "m3", "volume", 0.8), row("Mains water", "m3", "volume", 0.5)
    assert first("How much water was used?", *rows) == "Mains water"
    assert first(f"How much is {beside.lower()}?", *rows) == beside


def test_an_unlikely_row_or_one_of_another_item_takes_no_place() -> None:
    best = row("Water recycled", "m3", "volume", 0.8)
    assert first("water use", best, row("Mains water", "m3", "volume", 0.2)) == "Water recycled"
    assert first("water use", best, row("Effluent", "m3", "volume", 0.7, "A1.1")) == "Water recycled"


@pytest.mark.parametrize(
    ("label", "unit", "dimension", "plain"),
    [
        ("Electricity", "kWh", "energy", True),
        ("Electricity per head", "kWh", "energy", False),
        ("Electricity", "kWh/person", "energy", False),
        ("用電密度", "千瓦時", "energy", False),
        ("Accident rate", "", "unknown", False),
    ],
)
def test_an_amount_is_no_intensity_unless_something_says_so(label: str, unit: str, dimension: str, plain: bool) -> None:
    figure = row(label, unit, dimension, 0.9).figure
    assert figure is not None
    assert is_plain_amount(figure) is plain


def test_a_row_that_the_question_names_goes_before_the_total() -> None:
    total, north = row("Total", "persons", "count", 0.9, "B1.1"), row("North Island", "persons", "count", 0.1, "B1.1")
    assert first("How many employees worked on North Island?", total, north) == "North Island"
    assert first("How many employees worked there?", total, north) == "Total"
    # what is counted names no row
    assert first("How many employees were there?", total, row("Employees", "persons", "count", 0.3, "B1.1")) == "Total"


@pytest.mark.parametrize(
    ("question", "row_label", "opposite"),
    [
        ("hazardous waste in tonnes", "Non-hazardous waste", True),
        ("hazardous waste in tonnes", "Hazardous waste", False),
        ("non-hazardous waste", "Hazardous waste disposed", True),
        ("nonhazardous waste", "Non-hazardous waste", False),
        ("total waste", "Non-hazardous waste", False),
        ("hazardous and non-hazardous waste", "Non-hazardous waste", False),
        ("none of the employees", "Number of employees", False),
        ("renewable energy", "Non-renewable energy", True),
    ],
)
def test_a_row_of_the_opposite_is_told(question: str, row_label: str, opposite: bool) -> None:
    assert is_the_opposite(question, row_label) is opposite


def test_a_row_over_sites_gives_the_column_of_all_of_them() -> None:
    def site(column: str, probability: float) -> Candidate:
        one = row("Waste", "t", "mass", probability, "A1.4")
        assert one.figure is not None
        figure = replace(one.figure, column=column)
        return Candidate(one.hit, one.span, figure, one.features, probability)

    figures = [site("North plant", 0.9), site("South plant", 0.8), site("Group", 0.4)]
    put_in_order(figures, asked("How much waste was there?"))
    assert figures[0].figure is not None and figures[0].figure.column == "Group"
    figures = [site("North plant", 0.9), site("Group", 0.4)]
    put_in_order(figures, asked("How much waste was there at the North plant?"))
    assert figures[0].figure is not None and figures[0].figure.column == "North plant"


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Table 19: Complaints by channel", True),
        ("表 3 用水量", True),
        ("Figure 2: Governance", True),
        ("Table 3 shows that emissions fell by a tenth.", False),
        ("Tables are cleaned daily.", False),
    ],
)
def test_the_name_of_a_table_is_no_sentence(text: str, caption: bool) -> None:
    assert is_caption(text) is caption


def test_how_much_asks_for_an_amount_and_not_a_share() -> None:
    share, amount = row("Share reused", "%", "percent", 0.98), row("Glass reused", "t", "mass", 0.9)
    assert first("How much glass was reused?", share, amount) == "Glass reused"
    assert first("What share of glass was reused?", share, amount) == "Share reused"
    assert first("By how much did glass reused fall?", share, amount) == "Share reused"


def test_the_row_that_says_more_of_the_question_goes_first_over_the_page_too() -> None:
    total, part = row("Nitrogen oxides", "t", "mass", 0.99, "A1.1"), row("Vehicles", "t", "mass", 0.8, "A1.1")
    total.features["measure_cover"], part.features["measure_cover"] = 0.6, 0.9
    assert first("nitrogen oxides from vehicles", total, part) == "Vehicles"
    assert part.figure is not None and total.figure is not None
    far = replace(part, hit=Hit(replace(part.passage, id="r:2:1", page=2), 1.0), probability=0.8)
    assert first("nitrogen oxides from vehicles", total, far) == "Nitrogen oxides"
    far.figure, total.figure = replace(part.figure, caption="Air"), replace(total.figure, caption="Air")
    assert first("nitrogen oxides from vehicles", total, far) == "Vehicles"


def test_a_few_bare_words_ask_for_an_amount_where_its_row_says_as_much() -> None:
    share, count = row("General staff", "%", "percent", 0.99), row("General staff", "people", "count", 0.9)
    for one in (share, count):
        one.features["measure_cover"] = 1.0
    assert first("general staff", share, count) == "General staff"
    figures = [share, count]
    put_in_order(figures, asked("general staff"))
    assert figures[0] is count
    figures = [share, count]
    put_in_order(figures, asked("share of general staff"))
    assert figures[0] is share


def told(raw: str, at: int, text: str, column: str = "", row_label: str = "") -> Candidate:
    figure = Figure(raw, raw, 1, at, at + len(raw), "tonnes", "mass", "refrigerants", "2023", row_label, column=column)
    passage = Passage("r:1:1", "r", 1, "1", 0, len(text), text, "paragraph", figures=(figure,))
    return Candidate(Hit(passage, 1.0), (0, len(text)), figure, {"own_cover": 1.0, "cover": 1.0}, 0.8 - at / 1000)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("refrigerant emissions after restatement", "5984"),
        ("refrigerant emissions in 2023", "5984"),
        ("refrigerant emissions before they were restated", "6241"),
        ("refrigerant emissions as originally reported", "6241"),
    ],
)
def test_of_from_and_to_the_one_that_holds(question: str, value: str) -> None:
    text = "Losses have been restated from 6241 to 5984 tonnes."
    figures = [told("6241", 31, text), told("5984", 39, text)]
    put_in_order(figures, asked(question))
    assert figures[0].figure is not None
    assert figures[0].figure.raw == value


@pytest.mark.parametrize(
    ("question", "value"), [("water in 2023", "269"), ("water in 2023 as first reported, before restatement", "262")]
)
def test_of_columns_as_reported_and_restated_the_one_asked_for(question: str, value: str) -> None:
    text = "Water 262 269"
    figures = [told("262", 6, text, "As first reported", "Water"), told("269", 10, text, "Restated", "Water")]
    put_in_order(figures, asked(question))
    assert figures[0].figure is not None
    assert figures[0].figure.raw == value


def test_a_rate_goes_before_the_count_it_is_reckoned_from() -> None:
    leavers = row("employees left", "employees", "count", 0.8, "B1.2")
    rate = row("turnover rate", "%", "percent", 0.6, "B1.2")
    figures = [leavers, rate]
    put_in_order(figures, replace(asked("staff turnover 2021"), rate=True))
    assert figures[0] is rate
    figures = [leavers, rate]
    put_in_order(figures, replace(asked("how many staff left, turnover 2021"), rate=True))
    assert figures[0] is leavers


def test_a_breakdown_that_is_asked_for_goes_before_the_whole_of_it() -> None:
    def of(group: str, label: str, probability: float) -> Candidate:
        one = row(label, "persons", "count", probability, "B1.1")
        assert one.figure is not None
        one.figure = replace(one.figure, caption=f"Staff · {group}" if group else "Staff")
        return one

    rows = (
        of("", "Total", 0.9),
        of("By gender", "Women", 0.3),
        of("By gender", "Men", 0.3),
        of("By rank", "Clerks", 0.5),
    )
    figures = list(rows)
    put_in_order(figures, asked("staff by gender"))
    assert [one.figure.row for one in figures[:2] if one.figure is not None] == ["Women", "Men"]
    assert figures[0].probability == figures[1].probability == 0.9
    assert first("staff", *rows) == "Total"
