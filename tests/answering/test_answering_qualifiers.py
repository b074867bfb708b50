"""What a question names must be spoken of by what answers it: a substance, a source of power, a kind of case."""

import pytest

from esgqa.answering.candidates import Candidate, is_run_in_heading, run_in_heading, whole_lists
from esgqa.answering.features import Asked, is_the_opposite
from esgqa.answering.intent import read_intent
from esgqa.answering.kinds import of_another_resource
from esgqa.answering.order import put_in_order
from esgqa.answering.qualifiers import unqualified
from esgqa.answering.refuse import is_average_of_total, is_axis, is_part_of_whole
from esgqa.answering.scope import Years
from esgqa.types import Figure, Hit, Passage, Question


@pytest.mark.parametrize(
    ("question", "evidence"),
    [
        ("SOx from lorries", "Diesel – lorries 92.71 tCO2e"),
        (
            "products recalled for reasons of health",
            "the customer return request (for health and safety reasons) rate was 0.07%",
        ),
        ("nitrogen oxides in 2024", "Total emissions kg 12"),
        ("How much carbon monoxide (CO) did the vehicles emit?", "溫室氣體排放總量 22,418.3 公噸"),
        ("Scope 3 emissions from purchased goods and services", "Scope 3 (business air travel) tCO2e 96"),
        ("COD of the effluent", "Effluent discharged 1,204 m3"),
        ("outsourced thermal power used", "Electricity 350,469 kWh"),
        ("complaints about breaches of privacy", "4,917 customer complaints were handled"),
        ("How much renewable electricity was used?", "Purchased electricity MWh 155"),
        ("cases of occupational disease", "Lost-time injuries 31"),
        ("What whistleblowing channels are there?", "Integrity training was held 14 times"),
        ("Has a climate scenario analysis been made?", "Spells of hot weather bring heat stroke"),
        ("Which firm gave independent assurance?", "A team for data security was set up"),
        ("Scope 1 emissions", "Emissions were 353 tonnes. The scope includes three entities, indirect emissions only"),
        ("Scope 2 emissions", "The scope is that of the year before"),
    ],
)
def test_evidence_that_lacks_what_is_named_is_refused(question: str, evidence: str) -> None:
    assert unqualified(question, evidence)


@pytest.mark.parametrize(
    ("question", "evidence"),
    [
        ("SOx from lorries", "Sulphur oxides (SOx) kg 0.57"),
        ("NOx emissions", "NO x kg 12"),
        ("How much renewable electricity was used?", "Solar panels on two roofs gave 40 MWh"),
        ("What does the report mean by a key supplier?", "A supplier is key where we spend much with it"),
        ("What whistleblowing channels are there?", "Staff may use a hotline"),
    ],
)
def test_evidence_that_speaks_of_it_in_other_words_is_not(question: str, evidence: str) -> None:
    assert not unqualified(question, evidence)


def asked(text: str, counted: frozenset[str] = frozenset()) -> Asked:
    return Asked(
        question=Question(text, "en"),
        reading=read_intent(text),
        years=Years(),
        report_years=frozenset({2024}),
        report_labels=frozenset({"2024"}),
        terms=(),
        wide={},
        weight={},
        counted=counted,
        parts=frozenset(),
        kpi_weights={},
        query=text,
    )


def figure(row: str, caption: str = "", unit: str = "", value: str = "1") -> Figure:
    return Figure(value, value, 1, 0, 1, unit, "unknown", row, "2024", row, "", caption)


def test_a_total_is_no_average_and_the_whole_no_part() -> None:
    average = figure("Overall", "Average training hours", "hours")
    assert is_average_of_total(asked("How many hours of training were given in total?"), average)
    assert not is_average_of_total(asked("How many hours of training did each employee get in total?"), average)
    part = figure("General staff", "Employees trained · By rank", "%")
    assert is_part_of_whole(asked("What percentage of all employees was trained?"), part)
    assert not is_part_of_whole(asked("What percentage of all employees was trained, by rank?"), part)
    assert not is_part_of_whole(asked("What percentage of all employees was trained?"), figure("Total", "Trained"))


def test_a_figure_of_another_resource_answers_nothing() -> None:
    water = figure("Intensity per million of sales", "Water", "m³/million")
    assert of_another_resource(asked("carbon intensity per million of sales"), water)
    assert not of_another_resource(asked("water intensity per million of sales"), water)
    assert not of_another_resource(asked("intensity per million of sales"), water)
    assert not of_another_resource(asked("water and carbon intensity"), water)


def told(*sentences: str, kind: str = "paragraph") -> Passage:
    text, spans, start = " ".join(sentences), [], 0
    for sentence in sentences:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    return Passage("r:1:1", "r", 1, "1", 0, len(text), text, kind, ("Sites",), tuple(spans))  # type: ignore[arg-type]


def test_a_run_in_heading_heads_the_sentences_after_it() -> None:
    passage = told("Noise control.", "Breakers are wrapped with mats.", "Idle plant is shut off.")
    first, second = passage.sentences[:2]
    assert is_run_in_heading(passage, first) and not is_run_in_heading(passage, second)
    assert run_in_heading(passage, second) == "Noise control"
    assert Candidate(Hit(passage, 1.0), second).context.startswith("Sites: Noise control: Breakers")
    for sentence in ("Nobody was hurt.", "Eleven went to mediation.", "The mirror uses Sight-AR technology."):
        plain = told(sentence, "Breakers are wrapped with mats.")
        assert not is_run_in_heading(plain, plain.sentences[0])


def test_a_list_is_one_candidate_whole_and_a_table_of_numbers_is_not() -> None:
    items = told("1. checks of suppliers;", "2. yearly audits;", "3. reviews.", kind="list")
    (whole,) = whole_lists([Hit(items, 1.0)])
    assert whole.text == "1. checks of suppliers; 2. yearly audits; 3. reviews."
    assert whole_lists([Hit(told("One.", "Two."), 1.0)]) == []
    assert is_axis(Candidate(Hit(told("Tonnes by year 600 400 200", "2023", kind="table"), 1.0), (0, 26)))
    assert not is_axis(Candidate(Hit(told("Shops 12", "Depots", kind="table"), 1.0), (0, 8)))


def test_of_two_counts_in_a_sentence_the_thing_that_is_counted_goes_first() -> None:
    passage = told("A total of 85 products were tested on 171 items.")
    found = []
    for value, unit, counted, probability in (("171", "items", 0.0, 0.7), ("85", "products", 1.0, 0.6)):
        one = Figure(value, value, 1, 0, 1, unit, "count", unit, "2024")
        found.append(Candidate(Hit(passage, 1.0), passage.sentences[0], one, {"counted": counted}, probability))
    put_in_order(found, asked("How many products were tested?", frozenset({"product"})))
    assert found[0].figure is not None and found[0].figure.value == "85"


def test_both_genders_are_answered_by_a_row_of_either() -> None:
    assert not unqualified("How does the headcount split between men and women?", "Male 264")
    assert unqualified("How does the headcount split between men and women?", "Junior employees 435")
    assert unqualified("How many women work there?", "Male 264")


def test_the_other_part_of_a_whole_is_the_opposite() -> None:
    assert is_the_opposite("number of part-time employees", "Full-time, By type of contract")
    assert is_the_opposite("How many women work there?", "Male")
    assert not is_the_opposite("men and women", "Male")
    assert not is_the_opposite("number of employees", "Full-time")
    assert not is_the_opposite("part-time staff", "Full-time and part-time staff")
