"""What the front pages of reports in English, Chinese and both say of themselves."""

import pytest
from front_matters import FIRST, SECOND, Front

from esgqa.reading.company_names import chinese_name, english_name
from esgqa.reading.dates import stated_period
from esgqa.reading.infer import edition_for, find_aliases, find_code, find_issuer, find_language, find_title

ALL = [pytest.param(front, id=front.issuer) for front in FIRST + SECOND]


@pytest.mark.parametrize("front", ALL)
def test_the_issuer_is_named_in_the_reports_language_and_known_in_the_other(front: Front) -> None:
    issuer = find_issuer(front.pages)
    assert issuer == front.issuer or (issuer.isupper() and issuer.casefold() == front.issuer.casefold())
    assert not front.other or front.other in find_aliases(front.pages, issuer)


@pytest.mark.parametrize("front", ALL)
def test_code_title_and_language(front: Front) -> None:
    found = find_code(front.pages), find_title(front.pages), find_language(front.pages)
    assert found == (front.code, front.title, front.language)


@pytest.mark.parametrize("front", ALL)
def test_the_period_and_the_edition_of_its_first_day(front: Front) -> None:
    period = stated_period(" ".join(front.text.split()))
    assert period == (front.start, front.end)
    assert edition_for(front.start) == front.edition


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("股票代码：00939", "00939"),
        ("（股份代號：\n1234）", "01234"),
        ("Stock Code: 5\n", "00005"),
        ("A Share stock code: 601318 H Share stock code: 2318", "02318"),
        ("Stock code: 600000.SH / 01234.HK", "01234"),
        ("證券代號 00001", "00001"),
        ("stock codes of 3 subsidiaries of 1,200 staff", ""),
    ],
)
def test_how_a_stock_code_is_printed(text: str, code: str) -> None:
    assert find_code([text]) == code


def test_forms_of_company_and_service_providers_are_no_issuer() -> None:
    assert chinese_name(["（於開曼群島註冊成立的有限公司）\n卓信證券登記有限公司\n香港聯合交易所有限公司"]) == ""
    assert english_name(["Tricor Investor Services Limited\nThe Stock Exchange of Hong Kong Limited"]) == ""


def test_a_sentence_before_a_chinese_name_is_not_part_of_it() -> None:
    assert chinese_name(["本報告涵蓋和順（香港）有限公司的業務。"]) == "和順（香港）有限公司"


def test_the_name_on_the_cover_outweighs_one_named_more_often() -> None:
    partner = "Quick Parcel Limited carried our goods. " * 4
    assert english_name(["Slow Boat Limited\nESG Report", "", partner]) == "Slow Boat Limited"
    assert chinese_name(["慢船有限公司\n報告", "", "速遞有限公司運貨。" * 4]) == "慢船有限公司"


def test_the_name_called_the_company_outweighs_one_named_more_often() -> None:
    partner = "Quick Parcel Limited carried our goods. " * 4
    assert english_name(["", "", f"{partner}Slow Boat Limited (the “Company”) reports."]) == "Slow Boat Limited"
    assert chinese_name(["", "", "速遞有限公司運貨。" * 4 + "慢船有限公司（「本公司」）"]) == "慢船有限公司"
