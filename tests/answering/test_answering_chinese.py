"""A report in Chinese, asked in both languages: what it says is found by its own words and by the English for them."""

import pytest

from esgqa.answering.language import chinese_words, english_words, in_letters, places_in, segment
from esgqa.library import Library
from esgqa.settings import Settings

PAGES = (
    "長堤紡織有限公司\n（股份代號：4999）\n2023年環境、社會及管治報告",
    "關於本報告\n本報告涵蓋長堤紡織有限公司截至2023年12月31日止年度的環境、社會及管治表現，並按《環境、社會及管治報告指引》編製。",
    "排放物\n本年度的排放如下：\n排放物  單位  2023年  2022年\n氮氧化物  千克  85.6  90.2\n硫氧化物  千克  1.2  1.4\n"
    "本集團於年內產生無害廢棄物156噸（2022年：171噸）。",
    "資源使用\n電力消耗為3,120,000千瓦時（2022年：3,305,000千瓦時）。總耗水量為28,400立方米。",
    "僱傭\n截至2023年12月31日，本集團共有714名僱員，其中男性402名，女性312名。50歲以上僱員104名。僱員流失率為18.5%。\n"
    "每名僱員平均受訓時數為12.5小時。",
    "產品責任\n年內接獲產品投訴23宗，均已妥善處理。",
    "運輸\n本集團以甩掛方式調度貨車，空駛率由21.3%降至16.4%。本集團並無購買碳信用抵銷排放。颱風期間倉庫水浸，保險公司賠償了37萬港元。\n"
    "舉報直達審核委員會主席梁詠梅女士，不經管理層。",
)


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("chinese")
    (folder / "report.txt").write_text("\f".join(PAGES), encoding="utf-8")
    settings = Settings(index=folder / "index")
    library = Library.open(settings.index, settings, create=True)
    assert [result.action for result in library.add([folder / "report.txt"])] == ["added"]
    assert library.reports()[0].language == "zh-Hant"
    return library


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("氮氧化物排放量", "85.6"),
        ("2022年硫氧化物排放量是多少？", "1.4"),
        ("无害废弃物总量", "156"),
        ("用電量", "3120000"),
        ("总耗水量", "28400"),
        ("女性僱員人數", "312"),
        ("雇员流失率", "18.5"),
        ("平均受訓時數", "12.5"),
        ("產品投訴宗數", "23"),
        ("How many employees does it have?", "714"),
        ("employees over 50", "104"),
        ("water consumption", "28400"),
        ("electricity consumption in 2022", "3305000"),
        ("turnover rate", "18.5"),
    ],
)
def test_figures_in_either_language(chinese: Library, question: str, value: str) -> None:
    answer = chinese.ask(question)
    assert [figure.value for figure in answer.figures][:1] == [value]
    assert answer.figures[0].raw in answer.citations[0].quote


@pytest.mark.parametrize("question", ["範圍三排放量", "scope 3 emissions", "女性流失率", "part-time employees"])
def test_what_it_does_not_say_is_withheld(chinese: Library, question: str) -> None:
    assert chinese.ask(question).status in ("not_disclosed", "not_found")


@pytest.mark.parametrize(
    ("text", "never"),
    [("标准中环保占多少", "中环"), ("报告期内地区流失率", "内地"), ("共有多少人参加", "人参")],
)
def test_a_text_is_cut_where_the_words_cost_least(text: str, never: str) -> None:
    cut = segment(text)
    assert "".join(cut) == text
    assert never not in cut


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("货车的空驶率降到了多少？", "16.4%"),
        ("本年度有沒有買碳信用來抵銷排放？", "並無購買碳信用"),
        ("How much did the insurers pay after the typhoon?", "37萬港元"),
        ("誰接收舉報？", "梁詠梅女士"),
    ],
)
def test_words_that_no_dictionary_has_and_sentences_by_their_own_words(
    chinese: Library, question: str, said: str
) -> None:
    answer = chinese.ask(question)
    assert answer.status == "answered"
    assert said in answer.citations[0].quote


def test_searching_finds_what_answering_does(chinese: Library) -> None:
    hits = chinese.search("typhoon insurance claim", k=3)
    assert "保險公司賠償" in hits[0].passage.text
    assert chinese.search("颱風保險賠償", k=1)[0].passage.id == hits[0].passage.id


def test_lone_characters_that_may_be_a_word_are_given_in_pairs() -> None:
    assert ("空驶", ()) in chinese_words("货车空驶率是多少")
    assert in_letters("空驶率") == in_letters("空駛率") == "kongshi rate"


def test_a_compound_is_said_by_all_its_words_and_a_place_by_any() -> None:
    assert english_words("情景分析") == [("scenario",), ("analysis",)]
    assert places_in("2020年澳門有多少名員工？") == [("Macau", "Macao")]
    assert places_in("香港以外的員工有多少？") == []


def test_of_a_town_with_its_country_the_town_tells_the_place() -> None:
    assert places_in("越南北宁工厂的用电量") == [("Bac", "Ninh")]
    assert places_in("香港澳门的员工") == [("Hong", "Kong"), ("Macau", "Macao")]


def test_so_many_years_are_years_whatever_follows() -> None:
    assert "三年" in segment("服务满三年会获得什么")
    words = english_words("服务满三年会获得什么")
    assert ("three",) in words
    assert not any("dinner" in group for group in words)


def test_which_day_is_no_span_of_a_day() -> None:
    assert english_words("報告是哪一天經董事會通過的？") == [("board", "of", "directors")]


def test_a_character_that_stands_alone_is_said_where_it_means_one_thing() -> None:
    assert ("plant", "factory") in english_words("哪间厂停了三天？")
    assert ("sold", "sell") in english_words("卖了多少辆")
    # within a longer word it is no word of its own, and what no report says is not missed
    assert english_words("车间") == [("workshop",)]
    assert english_words("船", lambda word: word != "ship" and not word.startswith("vessel")) == []
