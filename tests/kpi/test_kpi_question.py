"""Which KPI a question is about: pairs that are easily confused, everyday words, misspellings, and questions of none."""

from __future__ import annotations

import time

import pytest

from esgqa.kpi import load_edition, match_question

EDITION = load_edition("2016")

PAIRS = [
    # what is asked, which item, and which one it is easily taken for
    ("GHG emissions", "A1.2", "A1.1"),
    ("what types of emissions are there", "A1.1", "A1.2"),
    ("carbon footprint", "A1.2", "A1.1"),
    ("NOx and SOx", "A1.1", "A1.2"),
    ("溫室氣體排放量是多少？", "A1.2", "A1.1"),
    ("氮氧化物", "A1.1", "A1.2"),
    ("how does it cut emissions", "A1.5", "A1.2"),
    ("减排措施", "A1.5", "A1.2"),
    ("hazardous waste", "A1.3", "A1.4"),
    ("non-hazardous waste", "A1.4", "A1.3"),
    ("nonhazardous waste generated in total", "A1.4", "A1.3"),
    ("有害廢棄物", "A1.3", "A1.4"),
    ("無害廢棄物", "A1.4", "A1.3"),
    ("how is hazardous waste handled", "A1.6", "A1.3"),
    ("how much non-hazardous waste did it dispose of", "A1.4", "A1.6"),
    ("如何处理废弃物", "A1.6", "A1.4"),
    ("power use", "A2.1", "A2.3"),
    ("energy saving measures", "A2.3", "A2.1"),
    ("用電量是多少", "A2.1", "A2.3"),
    ("怎么节约用电", "A2.3", "A2.1"),
    ("water consumption", "A2.2", "A2.4"),
    ("is there any problem in sourcing water", "A2.4", "A2.2"),
    ("耗水量多少？", "A2.2", "A2.4"),
    ("節水措施", "A2.4", "A2.2"),
    ("packaging material", "A2.5", "A1.4"),
    ("包装材料用了多少", "A2.5", "A1.4"),
    ("headcount", "B1.1", "B1.2"),
    ("employee turnover", "B1.2", "B1.1"),
    ("staff leaving", "B1.2", "B1.1"),
    ("有多少員工？", "B1.1", "B1.2"),
    ("離職率", "B1.2", "B1.1"),
    ("fatalities", "B2.1", "B2.2"),
    ("on-the-job deaths", "B2.1", "B2.2"),
    ("lost days", "B2.2", "B2.1"),
    ("因工死亡人数", "B2.1", "B2.2"),
    ("因工傷損失工作日數", "B2.2", "B2.1"),
    ("fire drills", "B2.3", "B2.GD"),
    ("percentage of employees trained", "B3.1", "B3.2"),
    ("how many employees were trained", "B3.1", "B1.1"),
    ("training hours", "B3.2", "B3.1"),
    ("average training hours per male employee", "B3.2", "B3.1"),
    ("受訓僱員百分比", "B3.1", "B3.2"),
    ("人均培训多少小时", "B3.2", "B3.1"),
    ("how does it prevent child labour", "B4.1", "B4.2"),
    ("what happens if child labour is found", "B4.2", "B4.1"),
    ("如何避免童工", "B4.1", "B4.2"),
    ("发现童工怎么办", "B4.2", "B4.1"),
    ("how many suppliers", "B5.1", "B5.2"),
    ("suppliers", "B5.1", "B5.2"),
    ("how are suppliers selected", "B5.2", "B5.1"),
    ("供應商數目", "B5.1", "B5.2"),
    ("如何挑选供应商", "B5.2", "B5.1"),
    ("recalls", "B6.1", "B6.4"),
    ("recall procedure", "B6.4", "B6.1"),
    ("產品召回率", "B6.1", "B6.4"),
    ("产品召回程序", "B6.4", "B6.1"),
    ("what was the complaint count?", "B6.2", "B6.1"),
    ("gripes", "B6.2", "B7.2"),
    ("收到多少投訴", "B6.2", "B7.2"),
    ("IP", "B6.3", "B6.5"),
    ("privacy", "B6.5", "B6.3"),
    ("知識產權", "B6.3", "B6.5"),
    ("用户隐私怎么保护", "B6.5", "B6.3"),
    ("corruption cases", "B7.1", "B7.2"),
    ("whistleblowing", "B7.2", "B7.1"),
    ("貪污訴訟案件", "B7.1", "B7.2"),
    ("舉報渠道", "B7.2", "B7.1"),
    ("volunteering hours", "B8.2", "B8.1"),
    ("donations", "B8.2", "B8.1"),
    ("what causes does it support", "B8.1", "B8.2"),
    ("義工時數", "B8.2", "B8.1"),
    ("公益领域", "B8.1", "B8.2"),
]


@pytest.mark.parametrize(("question", "code", "rival"), PAIRS)
def test_the_right_one_of_a_confusable_pair(question: str, code: str, rival: str) -> None:
    scores = {match.code: match.score for match in match_question(question, EDITION)}
    assert max(scores, key=lambda c: scores[c]) == code
    assert scores[code] >= 0.4
    assert scores[code] > scores.get(rival, 0.0)


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("child labour", {"B4.1", "B4.GD"}),
        ("juvenile workers", {"B4.1", "B4.GD"}),
        ("kickbacks", {"B7.GD", "B7.1"}),
        ("回扣", {"B7.GD"}),
        ("rubbish", {"A1.3", "A1.4"}),
    ],
)
def test_a_topic_of_two_items_leads_to_both(question: str, codes: set[str]) -> None:
    found = match_question(question, EDITION)
    assert found[0].code in codes
    assert codes <= {match.code for match in found if match.score >= 0.3} or len(codes) == 1 or "B7.1" in codes


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("complants", "B6.2"),
        ("employe turnovr rate", "B1.2"),
        ("greenhose gas emmissions", "A1.2"),
        ("hazardus waste", "A1.3"),
        ("non-hazardus waste", "A1.4"),
        ("electricty usage", "A2.1"),
        ("fatalaties", "B2.1"),
        ("intelectual property", "B6.3"),
        ("whistelblowing", "B7.2"),
        ("packging material", "A2.5"),
    ],
)
def test_misspelt_words_are_read(question: str, code: str) -> None:
    assert match_question(question, EDITION)[0].code == code


def test_a_known_word_is_not_taken_for_a_misspelling() -> None:
    assert match_question("pateint", EDITION, vocabulary={"pateint"}) == ()
    assert [m.code for m in match_question("patants", EDITION, vocabulary=frozenset())] == ["B6.3"]


@pytest.mark.parametrize("question", ["B6.2", "KPI b6.2", "what does it say on B6.2?", "關鍵績效指標B6.2是多少"])
def test_a_named_code_is_certain(question: str) -> None:
    best = match_question(question, EDITION)[0]
    assert (best.code, best.score) == ("B6.2", 1.0)


def test_a_code_of_another_edition_is_not_matched() -> None:
    assert match_question("B5.4", EDITION) == ()
    assert match_question("B5.4", load_edition("2020"))[0].code == "B5.4"


def test_an_aspect_means_its_general_disclosure_first() -> None:
    assert match_question("aspect B6", EDITION)[0].code == "B6.GD"


def test_the_same_words_mean_the_code_of_the_edition() -> None:
    assert match_question("greenhouse gas emissions", load_edition("2025"))[0].code == "D28"
    assert match_question("anti-corruption training", EDITION)[0].code == "B7.2"
    assert match_question("anti-corruption training", load_edition("2020"))[0].code == "B7.3"
    assert match_question("climate risks", load_edition("2020"))[0].code == "A4.1"


OUTSIDE = [
    "what was the revenue?",
    "what is the weather like in Hong Kong?",
    "share price",
    "what is the CEO's name",
    "how many vaccination points",
    "dividend per share",
    "net profit for the year",
    "how many stores does it have",
    "when was the company listed",
    "what is its address",
    "how many users does the app have",
    "online sales growth",
    "how many hospitals are partners",
    "price of gold",
    "公司收入是多少",
    "股價",
    "董事長是誰",
    "天气怎么样",
    "有多少个疫苗接种点",
    "有多少注册医生",
]


@pytest.mark.parametrize("question", OUTSIDE)
def test_questions_outside_the_framework_match_little_or_nothing(question: str) -> None:
    assert all(match.score < 0.3 for match in match_question(question, EDITION))


@pytest.mark.parametrize("question", ["", "   ", "???", "的", "2018", "the of and"])
def test_empty_questions_match_nothing(question: str) -> None:
    assert match_question(question, EDITION) == ()


def test_traditional_and_simplified_read_alike() -> None:
    for traditional, simple in [
        ("溫室氣體排放量", "温室气体排放量"),
        ("僱員流失率", "雇员流失率"),
        ("舉報渠道", "举报渠道"),
    ]:
        one, two = match_question(traditional, EDITION), match_question(simple, EDITION)
        assert [(m.code, m.score) for m in one] == [(m.code, m.score) for m in two]


def test_matching_is_quick() -> None:
    questions = [question for question, _, _ in PAIRS]
    for question in questions:
        match_question(question, EDITION)
    start = time.process_time()
    for question in questions:
        match_question(question, EDITION)
    assert (time.process_time() - start) / len(questions) < 0.006
