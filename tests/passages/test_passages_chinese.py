"""Numbers, zeros, periods and units in Chinese prose, Traditional and Simplified."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgqa.numerals import arabic_years, chinese_value
from esgqa.passages import find_figures, split
from esgqa.passages.chinese_numbers import numerals
from esgqa.passages.numbers import numbers, plain
from esgqa.passages.periods import Period, year_before
from esgqa.passages.table_figures import split_label
from esgqa.passages.units import dimension_of, unit_after
from esgqa.types import Figure, Page, Passage, Report

MARCH = Period("FY2024", date(2023, 4, 1), date(2024, 3, 31))
CALENDAR = Period("2023", date(2023, 1, 1), date(2023, 12, 31))
ONES = "零一二三四五六七八九"


def one(text: str, period: Period = CALENDAR) -> Figure:
    found = find_figures(text, period=period)
    assert len(found) == 1, [figure.raw for figure in found]
    return found[0]


def spelled(number: int) -> str:
    """The number in Chinese numerals, as a school book writes it."""
    if number < 10:
        return ONES[number]
    for step, name in ((10**8, "億"), (10**4, "萬"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= step:
            high, rest = divmod(number, step)
            gap = "零" if rest and rest < step // 10 else ""
            return spelled(high) + name + gap + (spelled(rest) if rest else "")
    raise AssertionError(number)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_numerals_mean_what_they_spell(number: int) -> None:
    assert chinese_value(spelled(number)) == str(number)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_simplified_and_traditional_numerals_mean_the_same(number: int) -> None:
    text = spelled(number)
    assert chinese_value(text.replace("萬", "万").replace("億", "亿").replace("二千", "两千")) == str(number)


@given(st.integers(min_value=10, max_value=19))
def test_ten_may_stand_without_its_one(number: int) -> None:
    assert chinese_value(spelled(number).removeprefix("一")) == str(number)


@given(st.integers(min_value=1900, max_value=2099))
def test_a_year_in_numerals_keeps_its_place(year: int) -> None:
    text = f"截至{''.join(ONES[int(digit)] for digit in str(year))}年三月三十一日止年度"
    assert arabic_years(text) == f"截至{year}年三月三十一日止年度"


@given(st.text(alphabet=st.sampled_from(list("一二三十百千萬億零點成名宗分之第數員工，。兩百分之3")), max_size=40))
def test_every_numeral_found_has_a_plain_value_and_stands_in_the_text(text: str) -> None:
    for found in numerals(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.value.replace(".", "", 1).isdecimal()


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("三萬五", "35000"), ("一百五", "150"), ("兩千零一", "2001"), ("三點零五", "3.05"), ("三萬億", "3000000000000")],
)
def test_shortened_and_decimal_numerals(numeral: str, value: str) -> None:
    assert chinese_value(numeral) == value


@pytest.mark.parametrize("text", ["", "三公里", "點五", "3"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no Chinese numeral"):
        chinese_value(text)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("3.5萬", "35000"),
        ("３．５万", "35000"),
        ("2億", "200000000"),
        ("1.2亿", "120000000"),
        ("3億2,500萬", "325000000"),
        ("25百萬", "25000000"),
        ("5千", "5000"),
        ("百分之三十", "30"),
        ("百分之5.2", "5.2"),
        ("三成", "30"),
        ("七成半", "75"),
    ],
)
def test_multipliers_and_shares(printed: str, value: str) -> None:
    (found,) = numbers(f"約{printed}，")
    assert (found.raw, found.value) == (printed, value)


def test_a_unit_that_begins_with_thousand_is_no_multiplier() -> None:
    assert [found.raw for found in numbers("用電350千瓦時，紙張20千克")] == ["350", "20"]
    assert plain("350千瓦時") == "350"


@pytest.mark.parametrize(
    "text",
    [
        "一方面我們十分重視一般廢物，另一方面與第三方一起努力。",
        "我們統一成立專責小組，推行三三四學制及一次性塑膠政策。",
        "數十名義工、三四家供應商及幾百名客戶參與。",
        "第十三條及第二章，第3次會議，見第45頁；頁碼：12。",
        "聯絡電話：2345 6789，股份代號：01234，證書編號：20231234。",
        "公司地址為海港道183號26樓2603室。",
        "根據ISO 14001、附錄27及範圍1和2。",
        "請參閱本報告第12至15頁及附註7。",
        "於二零二三年十二月三十一日，二〇二三年度。",
        "逾三分之一的董事。",
    ],
)
def test_idioms_ordinals_codes_and_dates_are_no_figures(text: str) -> None:
    assert [figure.raw for figure in find_figures(text, period=CALENDAR)] == []


@pytest.mark.parametrize(
    ("text", "raw", "value", "unit", "dimension"),
    [
        ("三名員工因工受傷。", "三", "3", "名", "count"),
        ("共有一宗投訴個案。", "一", "1", "宗", "count"),
        ("全年用電3.5萬千瓦時。", "3.5萬", "35000", "千瓦時", "energy"),
        ("用電120兆瓦時。", "120", "120", "兆瓦時", "energy"),
        ("耗水3,000立方米。", "3,000", "3000", "立方米", "volume"),
        ("廢紙450公斤。", "450", "450", "公斤", "mass"),
        ("樓面面積2,000平方米。", "2,000", "2000", "平方米", "area"),
        ("培訓1,200小時。", "1,200", "1200", "小時", "time"),
        ("捐款人民幣3,500萬元。", "人民幣3,500萬", "35000000", "人民幣", "money"),
        ("捐款120萬港元。", "120萬", "1200000", "港元", "money"),
        ("投资5亿元。", "5亿", "500000000", "元", "money"),
        ("密度為0.35噸/百萬港元收入。", "0.35", "0.35", "噸/百萬港元收入", "intensity"),
        ("用電密度為12千瓦時/平方米。", "12", "12", "千瓦時/平方米", "intensity"),
        ("共12起事故。", "12", "12", "起", "count"),
        ("覆蓋300件產品。", "300", "300", "件", "count"),
        ("約有50家供應商。", "50", "50", "家", "count"),
        ("逾三成為女性。", "三成", "30", "%", "percent"),
    ],
)
def test_units(text: str, raw: str, value: str, unit: str, dimension: str) -> None:
    figure = one(text)
    assert (figure.raw, figure.value, figure.unit, figure.dimension) == (raw, value, unit, dimension)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("約300噸。", "約"),
        ("逾300噸。", "逾"),
        ("超過300噸。", "超過"),
        ("不少於300噸。", "不少於"),
        ("近300噸。", "近"),
        ("至少300噸。", "至少"),
        ("300多噸。", "多"),
        ("300噸以上。", "以上"),
        ("共300噸。", ""),
    ],
)
def test_hedges(text: str, words: str) -> None:
    figure = one(text)
    assert (figure.approximation, figure.value, figure.unit) == (words, "300", "噸")


def test_both_ends_of_a_range() -> None:
    low, high = find_figures("流失率介乎30%至40%。", period=CALENDAR)
    assert (low.value, high.value, low.unit, high.unit) == ("30", "40", "%", "%")
    assert low.measure == high.measure == "流失率"


@pytest.mark.parametrize(
    ("text", "raw", "measure"),
    [
        ("年內並無任何貪污訴訟案件。", "並無", "貪污訴訟案件"),
        ("报告期内未发生工伤死亡事故。", "未", "工伤死亡事故"),
        ("我們沒有接獲投訴。", "沒有", "投訴"),
        ("本年度零宗死亡個案。", "零", "死亡個案"),
        ("因工亡故的人數為零。", "零", "因工亡故的人數"),
        ("本集团不存在童工。", "不存在", "童工"),
    ],
)
def test_explicit_zeros(text: str, raw: str, measure: str) -> None:
    figure = one(text)
    assert (figure.raw, figure.value, figure.measure) == (raw, "0", measure)


@pytest.mark.parametrize(
    "text",
    [
        "我們無法避免投訴。",
        "若無投訴，毋須報告。",
        "我們以零事故為目標。",
        "對貪污零容忍。",
        "實現淨零排放。",
        "並無設立投訴機制。",
        "無論有無事故。",
    ],
)
def test_other_negations_are_no_zero(text: str) -> None:
    assert find_figures(text, period=CALENDAR) == ()


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("二零二四財年用水300噸。", "FY2024"),
        ("二〇二三年度用水300噸。", "FY2023"),
        ("截至二零二四年三月三十一日止年度，用水300噸。", "FY2024"),
        ("截至2023年3月31日止年度，用水300噸。", "FY2023"),
        ("In the year ended 31 March 2023, 300 tonnes were used.", "FY2023"),
        ("去年用水300噸。", "FY2023"),
        ("上年度用水300噸。", "FY2023"),
        ("用水較去年減少300噸。", "FY2024"),
        ("用水較2023年減少300噸。", "FY2024"),
        ("與2022年相比，用水減少300噸。", "FY2024"),
        ("報告期內用水300噸。", "FY2024"),
    ],
)
def test_periods(text: str, period: str) -> None:
    assert one(text, MARCH).period == period


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("接獲12宗產品投訴。", "接獲產品投訴"),
        ("有害廢棄物包括電池、墨盒，共12噸。", "有害廢棄物"),
        ("本集團溫室氣體總排\n放量為12噸。", "本集團溫室氣體總排放量"),
        ("二零二三年的總用水量為12立方米。", "總用水量"),
    ],
)
def test_the_measure_is_what_stands_around_the_number(text: str, measure: str) -> None:
    assert one(text).measure == measure


def test_a_number_compared_with_is_of_its_own_year_and_a_target_year_dates_nothing_before_it() -> None:
    now, before, fell = find_figures("接獲投訴23宗，較上年度的31宗減少8宗。", period=CALENDAR)
    assert (now.period, before.period, fell.period) == ("2023", "2022", "2023")
    services, cut = find_figures("推出兩項服務，預計於2030年前減碳50%。", period=CALENDAR)
    assert (services.period, cut.period) == ("2023", "2030")


def test_a_single_case_last_year_beside_none_this_year() -> None:
    none, before = find_figures("未有任何因工死亡個案（二零二二年：一宗）。", period=CALENDAR)
    assert (none.raw, none.value, before.raw, before.value, before.period) == ("未有", "0", "一", "1", "2022")


def test_a_share_that_fell_belongs_to_the_measure_before() -> None:
    used, fell = find_figures("總用電量為3.5萬千瓦時，較2022年減少百分之三。", period=CALENDAR)
    assert (used.measure, fell.measure, fell.period) == ("總用電量", "總用電量，較2022年減少", "2023")


def test_a_comparative_has_its_own_year_and_the_same_measure() -> None:
    now, before = find_figures("本集團共有1,234名僱員（二零二二年：1,198名）。", period=CALENDAR)
    assert (now.period, before.period, now.measure) == ("2023", "2022", before.measure)


def test_the_year_before_a_label() -> None:
    assert [year_before(label) for label in ("FY2020", "2021", "", "Q1")] == ["FY2019", "2020", "", ""]


def test_the_end_of_a_word_is_no_unit_of_a_row() -> None:
    assert split_label("溫室氣體排放強度") == ("溫室氣體排放強度", "")
    assert split_label("客戶滿意度") == ("客戶滿意度", "")
    assert split_label("有害廢棄物 噸") == ("有害廢棄物", "噸")
    assert split_label("總用電量（千瓦時）")[1] == "千瓦時"


def report(text: str) -> Report:
    return Report("r", "晴港控股有限公司", (Page(1, "1", text),), "0" * 64, period_end=date(2023, 12, 31))


def test_chinese_headings_and_their_depth() -> None:
    prose = "本集團嚴格遵守法規，並在各地設立環境管理小組，監察日常營運對環境的影響，向管理層定期匯報。\n"
    text = f"第一章 環境\n{prose}一、排放物\n{prose}（一）空氣、污水排放\n{prose}二、資源\n{prose}第二章 社會\n{prose}"
    assert [passage.section for passage in split(report(text)) if passage.kind == "paragraph"] == [
        ("第一章 環境",),
        ("第一章 環境", "一、排放物"),
        ("第一章 環境", "一、排放物", "（一）空氣、污水排放"),
        ("第一章 環境", "二、資源"),
        ("第二章 社會",),
    ]


def test_a_chinese_paragraph_ends_where_its_last_line_is_short() -> None:
    line = "本集團嚴格遵守法規並在各地設立環境管理小組監察日常營運對環境的影響向管理層定期匯報結果"
    wrapped = "\n".join(line for _ in range(6)) + "\n於是結束。"
    found = split(report(f"{wrapped}\n{wrapped}"))
    assert [passage.text for passage in found] == [wrapped, wrapped]


def test_more_than_stands_between_number_and_unit() -> None:
    assert unit_after("3,000多名", 5) == ("名", 7)
    assert dimension_of("噸／人") == "intensity"


NARROW = (
    "關於氣味\n\n本公司的發酵車間每逢夏季會散發氣味，附近的居民\n曾於七月致電查詢。我們其後在排氣口加裝活性炭過濾\n"
    "器，並把投料的時間改到清晨。全年合共接獲查詢6宗，\n較上一年度減少三成。車間主任每星期巡視廠區四周，\n"
    "把結果記錄在日誌之內\n\n關於噪音\n\n空氣壓縮機已移到地庫，圍牆外的音量由68分貝降至59\n分貝，低於許可的上限。\n"
)


def whole_report(*pages: str) -> tuple[Passage, ...]:
    made = tuple(Page(position, str(position), text) for position, text in enumerate(pages, 1))
    return split(Report("09998-2023", "例子", made, "0", period_start=date(2023, 1, 1), period_end=date(2023, 12, 31)))


def test_a_narrow_column_of_chinese_is_prose_and_none_of_its_lines_a_heading() -> None:
    found = whole_report(NARROW)
    assert [(one.kind, one.section[-1]) for one in found] == [("paragraph", "關於氣味"), ("paragraph", "關於噪音")]
    first = [found[0].text[a - found[0].start : b - found[0].start].replace("\n", "") for a, b in found[0].sentences]
    assert first[1] == "我們其後在排氣口加裝活性炭過濾器，並把投料的時間改到清晨。"


def test_of_a_change_both_figures_are_of_what_stands_before_the_first() -> None:
    (passage,) = whole_report("關於噪音\n\n每日用水由68噸降至59噸。事故由12宗減少至9宗，返工率從7.1%改善至4.4%。\n")
    assert [(one.raw, one.measure) for one in passage.figures] == [
        ("68", "每日用水"), ("59", "每日用水"), ("12", "事故"), ("9", "事故"), ("7.1%", "返工率"), ("4.4%", "返工率"),
    ]  # fmt: skip


def test_what_is_counted_may_stand_on_the_next_line_and_not_in_the_clause_before() -> None:
    (passage,) = whole_report("學徒班\n\n本年度取錄學徒24名，其中21名結業，19名\n已獲聘為技術員。\n")
    assert [(one.raw, one.measure) for one in passage.figures] == [
        ("24", "取錄學徒"), ("21", "其中結業"), ("19", "已獲聘為技術員"),
    ]  # fmt: skip


def test_who_is_under_an_age_is_no_zero() -> None:
    assert not [f for f in find_figures("集团明令禁止聘用未满16周岁的童工。", period=CALENDAR) if f.value == "0"]
    assert [f.value for f in find_figures("年內並無聘用童工。", period=CALENDAR)] == ["0"]
