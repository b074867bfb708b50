"""What kind of answer a question wants."""

import pytest

from esgqa.answering.intent import read_intent


@pytest.mark.parametrize(
    ("question", "intent", "dimension"),
    [
        ("How many complaints were received?", "figure", "count"),
        ("how much electricity was used in kWh", "figure", "energy"),
        ("What percentage of staff are women?", "share", "percent"),
        ("average training hours per manager", "figure", "time"),
        ("water intensity per employee", "figure", "intensity"),
        ("How does the company protect customer data?", "text", ""),
        ("Why was the committee founded?", "text", ""),
        ("What explains the rise in emissions?", "text", ""),
        ("What caused the drop in the amount of waste?", "text", ""),
        ("What does Scope 3 cover?", "text", ""),
        ("hours of anti-corruption training", "figure", "time"),
        ("How many kWh did each worker account for?", "figure", "intensity"),
        ("When did the programme start?", "date", ""),
        ("Who chairs the committee?", "name", ""),
        ("Which certifications does it hold?", "list", ""),
        ("Does the company employ children?", "yes_no", ""),
        ("By how many per cent did emissions fall?", "share", "percent"),
        ("What did it report for Scope 1 emissions?", "figure", ""),
        ("How much electricity was bought?", "figure", "energy"),
        ("How many of the pilots left, in per cent?", "share", "percent"),
        ("How many temps quit, as a rate?", "share", "percent"),
        ("tonnes of CO2 per million dollars of revenue", "figure", "intensity"),
        ("What brands does the group own?", "list", ""),
        ("What basis does it use?", "text", ""),
        ("流失率上升的原因是什么？", "text", ""),
        ("捐款金额", "figure", "money"),
        ("公司向外来工退还了多少招聘费用", "figure", "money"),
        ("员工每年最多可获多少进修及专业考试资助", "figure", "money"),
        ("有多少个投资项目", "figure", "count"),
        ("因工伤损失了多少个工作日？", "figure", "time"),
        ("有几多间供应商？", "figure", "count"),
        ("有多少名员工？", "figure", "count"),
        ("女性员工的比例是多少？", "share", "percent"),
        ("公司如何处理投诉？", "text", ""),
        ("What area of lawn was laid?", "figure", "area"),
        ("Water use rose, how come?", "text", ""),
        ("公司有哪三个部门？", "list", ""),
        ("保质期少于多少的食品不得销售？", "text", ""),
        ("是否有因工死亡？", "yes_no", ""),
        ("项目何时启动？", "date", ""),
        ("有哪些认证？", "list", ""),
    ],
)
def test_intent_and_dimension(question: str, intent: str, dimension: str) -> None:
    reading = read_intent(question)
    assert (reading.intent, reading.dimension) == (intent, dimension)


def test_the_counted_noun_ends_at_the_verb() -> None:
    assert read_intent("How many overseas suppliers did the group have?").counted == "overseas suppliers"
    assert read_intent("the number of customer complaints in the year").counted == "customer complaints"


def test_only_an_outright_question_for_a_number_is_strict() -> None:
    assert read_intent("How many accidents were there?").strict
    assert not read_intent("What does the company say about accidents?").strict


@pytest.mark.parametrize(
    "question",
    ["What is the internal carbon price?", "what was the total cost of training?", "What are its audit fees?"],
)
def test_a_price_is_an_amount_of_money(question: str) -> None:
    reading = read_intent(question)
    assert (reading.intent, reading.dimension) == ("figure", "money")


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        (
            "How many anti-corruption/integrity training sessions were held?",
            "anti-corruption/integrity training sessions",
        ),
        ("How many of the vendors are based in Henan?", "vendors"),
        ("How many kinds of adult vaccines are there?", "adult vaccines"),
        ("How many shops made up the group?", "shops"),
    ],
)
def test_what_is_counted(question: str, counted: str) -> None:
    assert read_intent(question).counted == counted


def test_what_a_thing_is_made_into_is_no_number() -> None:
    assert read_intent("废纸累积到一定数量后会制成什么？").intent == "text"
    assert read_intent("废纸的数量是多少？").intent == "figure"


def test_a_bus_of_a_standard_is_no_money() -> None:
    assert read_intent("How many Euro V buses were in service?").dimension == "count"
    assert read_intent("How many euros were paid in fines?").dimension == "money"
