"""Invented front matters of HKEX reports, with what a reader takes from each. Pages are apart by form feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Front:
    """A report's first pages and what they say of it."""

    text: str
    issuer: str
    other: str
    """The issuer's name in the other language; empty where it is not given."""
    code: str
    start: date
    end: date
    title: str
    language: str
    edition: str

    @property
    def pages(self) -> list[str]:
        return self.text.split("\f")


FIRST = (
    Front(
        "SUNNY HARBOUR HOLDINGS LIMITED\n晴港控股有限公司\n(Incorporated in the Cayman Islands with limited liability)\n"
        "(Stock Code: 1234)\n2023\nENVIRONMENTAL, SOCIAL AND GOVERNANCE REPORT\f"
        "ABOUT THIS REPORT\nSunny Harbour Holdings Limited (the “Company”) and its subsidiaries (collectively, the “Group”)\n"
        "publish this report, which covers the year ended 31 December 2023 (the “Year”). It was prepared under Appendix C2\n"
        "to the Rules Governing the Listing of Securities on The Stock Exchange of Hong Kong Limited.",
        "Sunny Harbour Holdings Limited", "晴港控股有限公司", "01234", date(2023, 1, 1), date(2023, 12, 31),
        "ENVIRONMENTAL, SOCIAL AND GOVERNANCE REPORT", "en", "2020",
    ),
    Front(
        "晴港控股有限公司\nSUNNY HARBOUR HOLDINGS LIMITED\n（於開曼群島註冊成立的有限公司）\n股份代號：1234\n二零二三年\n環境、社會及管治報告\f"
        "關於本報告\n晴港控股有限公司（「本公司」，連同其附屬公司統稱「本集團」）欣然發表其環境、社會及管治報告。\n"
        "本報告涵蓋截至二零二三年十二月三十一日止年度（「報告期」）的表現。\n"
        "本報告根據香港聯合交易所有限公司證券上市規則附錄C2編製。",
        "晴港控股有限公司", "SUNNY HARBOUR HOLDINGS LIMITED", "01234", date(2023, 1, 1), date(2023, 12, 31),
        "環境、社會及管治報告", "zh-Hant", "2020",
    ),
    Front(
        "Golden Terrace International\nDevelopment Holdings Limited\n金台國際發展控股有限公司\n"
        "(Incorporated in Bermuda with limited liability)\nStock Code: 00876\nESG Report 2021/22\f"
        "About the Report\nThis is the sixth environmental, social and governance report of the Company. The reporting period\n"
        "runs from 1 July 2021 to 30 June 2022, the same as that of the annual report.",
        "Golden Terrace International Development Holdings Limited", "金台國際發展控股有限公司", "00876",
        date(2021, 7, 1), date(2022, 6, 30), "ESG Report 2021/22", "en", "2020",
    ),
    Front(
        "江源电力股份有限公司\nJiangyuan Power Co., Ltd.\n（在中华人民共和国注册成立的股份有限公司）\n（H股股份代号：1871）\n"
        "2022年度环境、社会及管治报告\f关于本报告\n本报告是江源电力股份有限公司（以下简称“公司”或“我们”）发布的第五份报告。\n"
        "时间范围：2022年1月1日至2022年12月31日，部分内容适当前后延伸。\n报告依据香港联合交易所有限公司的要求编制。",
        "江源电力股份有限公司", "Jiangyuan Power Co., Ltd.", "01871", date(2022, 1, 1), date(2022, 12, 31),
        "2022年度环境、社会及管治报告", "zh-Hans", "2020",
    ),
    Front(
        "Meridian Bay plc\nSustainability Report 2025\nHKEX stock code: 2688\f"
        "Meridian Bay plc is registered in England. Its shares are listed in London and Hong Kong. In this report “we” means\n"
        "Meridian Bay plc and its subsidiaries. Unless stated otherwise data are for the year ended 31 December 2025. KPMG LLP\n"
        "gave limited assurance; Computershare Hong Kong Investor Services Limited keeps the branch register.",
        "Meridian Bay plc", "", "02688", date(2025, 1, 1), date(2025, 12, 31), "Sustainability Report 2025", "en", "2025",
    ),
    Front(
        "Jinhe Smart Appliance Group Co., Ltd.\n金禾智能家電集團股份有限公司\n(A joint stock company incorporated in the People’s Republic of China with limited liability)\n"
        "Stock code: 600999.SH / 06999.HK\n2024 Environmental, Social and Governance (ESG) Report\f"
        "Jinhe Smart Appliance Group Co., Ltd. (hereinafter “Jinhe” or the “Company”) releases its report for the period from\n"
        "January 1, 2024 to December 31, 2024.",
        "Jinhe Smart Appliance Group Co., Ltd.", "金禾智能家電集團股份有限公司", "06999", date(2024, 1, 1),
        date(2024, 12, 31), "2024 Environmental, Social and Governance (ESG) Report", "en", "2020",
    ),
    Front(
        "LANTU Inc.\n藍途出行有限公司*\n(A company controlled through weighted voting rights and incorporated in the Cayman Islands with limited liability)\n"
        "(Stock Code: 9922)\nEnvironmental, Social and Governance Report 2022\n* For identification purposes only\f"
        "LANTU Inc. – W (“LANTU”, together with its subsidiaries and consolidated affiliated entities, the “Group”) issues\n"
        "this report for January 1 to December 31, 2022 in accordance with the guide of Hong Kong Exchanges and Clearing Limited.",
        "LANTU Inc.", "藍途出行有限公司", "09922", date(2022, 1, 1), date(2022, 12, 31),
        "Environmental, Social and Governance Report 2022", "en", "2020",
    ),
    Front(
        "諾信生物科技有限公司－B\nNuoxin Biosciences Limited - B\n(於開曼群島註冊成立的有限公司)\n（股份代號：2167）\n2021 環境、社會及管治報告\f"
        "諾信生物科技有限公司（「諾信」或「本公司」）是一家臨床階段的生物科技公司。\n除另有說明外，本報告的資料涵蓋2021年1月1日至2021年12月31日。",
        "諾信生物科技有限公司", "Nuoxin Biosciences Limited", "02167", date(2021, 1, 1), date(2021, 12, 31),
        "2021 環境、社會及管治報告", "zh-Hant", "2020",
    ),
    Front(
        "Wah Shing Paper Company, Limited 華盛紙業股份有限公司\nStock Code 股份代號：0455\n2019/20 Environmental, Social and Governance Report 環境、社會及管治報告\f"
        "ABOUT THIS REPORT 關於本報告\nWah Shing Paper Company, Limited (“Wah Shing”) presents its report for the year ended 31 March 2020.\n"
        "華盛紙業股份有限公司（「華盛」）發表本報告，涵蓋截至二零二零年三月三十一日止年度。本集團於香港及內地經營造紙業務，"
        "並致力於減少能源、用水及包裝物料的消耗，與員工、客戶、供應商及社區保持溝通，共同推動可持續發展。",
        "華盛紙業股份有限公司", "Wah Shing Paper Company, Limited", "00455", date(2019, 4, 1), date(2020, 3, 31),
        "2019/20 Environmental, Social and Governance Report 環境、社會及管治報告", "zh-Hant", "2016",
    ),
    Front(
        "云岭矿业集团股份有限公司\nYunling Mining Group Company Limited\nA股股票代码：601888 H股股票代码：01888\n2023年可持续发展报告\f"
        "编制说明\n报告主体：云岭矿业集团股份有限公司及其附属公司。\n报告期间：二〇二三年一月一日至二〇二三年十二月三十一日。\n"
        "称谓说明：为便于表述，“云岭矿业”“本公司”均指云岭矿业集团股份有限公司。",
        "云岭矿业集团股份有限公司", "Yunling Mining Group Company Limited", "01888", date(2023, 1, 1),
        date(2023, 12, 31), "2023年可持续发展报告", "zh-Hans", "2020",
    ),
    Front(
        "LO & CHAN (ASIA) HOLDINGS LTD\n羅陳（亞洲）控股有限公司\nSTOCK CODE : 8123\nCorporate Social Responsibility Report FY2017\f"
        "Scope of this report\nLo & Chan (Asia) Holdings Ltd (“L&C”, the “Company”) runs restaurants in Hong Kong and Macau. The data in\n"
        "this report are for the financial year ended 31st March, 2017 unless noted. Our auditor is Baker Tilly Hong Kong Limited.",
        "Lo & Chan (Asia) Holdings Ltd", "羅陳（亞洲）控股有限公司", "08123", date(2016, 4, 1), date(2017, 3, 31),
        "Corporate Social Responsibility Report FY2017", "en", "2016",
    ),
    Front(
        "2024\n環境、社會及\n管治報告\n遠洋航運（集團）有限公司\nFAR OCEAN SHIPPING (GROUP) LIMITED\n於香港註冊成立之有限公司\n股份代號 00517（港幣櫃台）及 80517（人民幣櫃台）\f"
        "有關本報告\n本報告載述遠洋航運（集團）有限公司及其附屬公司由2024年4月1日起至2025年3月31日止財政年度的環境、社會及管治表現。",
        "遠洋航運（集團）有限公司", "FAR OCEAN SHIPPING (GROUP) LIMITED", "00517", date(2024, 4, 1), date(2025, 3, 31),
        "環境、社會及管治報告", "zh-Hant", "2020",
    ),
)  # fmt: skip

SECOND = (
    Front(
        "Bright Lotus Healthcare Group Limited\n明蓮醫療集團有限公司\n(incorporated in the Cayman Islands with limited liability)\nStock Code : 3309\n"
        "ENVIRONMENTAL, SOCIAL AND\nGOVERNANCE REPORT\n2023/2024\f"
        "1. ABOUT THE REPORT\nWe are pleased to present the ESG report of Bright Lotus Healthcare Group Limited (“Bright Lotus” or the\n"
        "“Company”, together with its subsidiaries, “we”). Reporting period: from 1 October 2023 to 30 September 2024.",
        "Bright Lotus Healthcare Group Limited", "明蓮醫療集團有限公司", "03309", date(2023, 10, 1), date(2024, 9, 30),
        "ENVIRONMENTAL, SOCIAL AND GOVERNANCE REPORT", "en", "2020",
    ),
    Front(
        "中南水务集团股份有限公司\nZHONGNAN WATER GROUP CO., LTD.\n（于中华人民共和国注册成立的股份有限公司）\n证券代码：600321（A股） 03321（H股）\n"
        "2025年度可持续发展报告\f一、报告简介\n本报告是中南水务集团股份有限公司（下称“中南水务”、“本集团”）面向公众发布的年度报告。\n"
        "二、报告范围\n报告覆盖2025年1月1日至12月31日。\n三、编制依据\n香港联交所《环境、社会及管治报告守则》。",
        "中南水务集团股份有限公司", "ZHONGNAN WATER GROUP CO., LTD.", "03321", date(2025, 1, 1), date(2025, 12, 31),
        "2025年度可持续发展报告", "zh-Hans", "2025",
    ),
    Front(
        "Kestrel & Finch International PLC\n2018 Sustainability Report\f"
        "Kestrel & Finch International PLC (stock code: 11 on The Stock Exchange of Hong Kong Limited) and its subsidiaries are\n"
        "referred to as “K&F”. The report covers our operations in the calendar year from 1 January 2018 to 31 December 2018.\n"
        "PricewaterhouseCoopers LLP and Tricor Investor Services Limited act for us.",
        "Kestrel & Finch International PLC", "", "00011", date(2018, 1, 1), date(2018, 12, 31),
        "2018 Sustainability Report", "en", "2016",
    ),
    Front(
        "年輪傢俬國際控股有限公司\nTree Ring Furniture International Holdings Limited\n（於百慕達註冊成立之有限公司）\n（股份代號：1531）\n環境、社會及\n管治報告 2020\f"
        "目錄\n關於本報告 2\n環境 5\n社會 12\f關於本報告\n年輪傢俬國際控股有限公司（以下簡稱「年輪傢俬」，連同其附屬公司，統稱「本集團」）謹此呈列"
        "截至二零二零年六月三十日止財政年度之環境、社會及管治報告。",
        "年輪傢俬國際控股有限公司", "Tree Ring Furniture International Holdings Limited", "01531", date(2019, 7, 1),
        date(2020, 6, 30), "環境、社會及管治報告 2020", "zh-Hant", "2016",
    ),
    Front(
        "PIONEER CLOUD\nTECHNOLOGIES CORPORATION\n先雲科技\n(Incorporated in the British Virgin Islands with limited liability and continued in the Cayman Islands)\n"
        "HKEX: 9788\nNASDAQ: PCT\nEnvironmental, Social and Governance Report\nFor the year ended December 31, 2021\f"
        "Pioneer Cloud Technologies Corporation (NASDAQ: PCT; HKEX: 9788) is a provider of data services in China.",
        "Pioneer Cloud Technologies Corporation", "", "09788", date(2021, 1, 1), date(2021, 12, 31),
        "Environmental, Social and Governance Report", "en", "2020",
    ),
    Front(
        "順達物流有限公司\nShun Tat Logistics Company Limited\nStock Code 股份代號: 2689\nEnvironmental, Social and Governance Report 2022\n環境、社會及管治報告 2022\f"
        "ABOUT SHUN TAT\nShun Tat Logistics Company Limited (“Shun Tat”) moves goods by road and sea between Hong Kong, Macau and the\n"
        "Greater Bay Area with a fleet of trucks and barges, and stores them in five warehouses. This report describes the\n"
        "work of Shun Tat and its subsidiaries in the financial year ended 31 March 2022 and is published in both languages.\n"
        "關於順達\n順達物流有限公司在香港、澳門及大灣區經營物流。",
        "Shun Tat Logistics Company Limited", "順達物流有限公司", "02689", date(2021, 4, 1), date(2022, 3, 31),
        "Environmental, Social and Governance Report 2022", "en", "2020",
    ),
    Front(
        "星图智能汽车有限公司 - SW\nXINGTU SMART AUTO INC. - SW\n（一家通过不同投票权控制并于开曼群岛注册成立的有限公司）\n（股份代号：9877）\n"
        "2023年环境、社会及管治报告\f关于我们\n星图智能汽车有限公司（“星图”，及其附属公司与并表实体）设计、制造并销售电动车。\n"
        "报告期为二零二三年一月一日至二零二三年十二月三十一日。",
        "星图智能汽车有限公司", "XINGTU SMART AUTO INC.", "09877", date(2023, 1, 1), date(2023, 12, 31),
        "2023年环境、社会及管治报告", "zh-Hans", "2020",
    ),
    Front(
        "ESG REPORT\n2019\nRED CLIFF BREWERY CO., LTD.\n(a joint stock limited company incorporated in the People’s Republic of China)\nStock Code: 00168\f"
        "Introduction\nRed Cliff Brewery Co., Ltd. and its subsidiaries (hereinafter referred to as “Red Cliff” or “the Group”) brew beer.\n"
        "Period covered: January 1 to December 31, 2019. Report cycle: annual. Beijing Keyin Certification Co., Ltd. verified data.",
        "Red Cliff Brewery Co., Ltd.", "", "00168", date(2019, 1, 1), date(2019, 12, 31), "ESG REPORT", "en", "2016",
    ),
    Front(
        "恒岳（香港）地產控股有限公司\nHANG NGOK (HONG KONG) PROPERTIES HOLDINGS LIMITED\n（於香港註冊成立之有限公司）\n股份代號：0083\n可持續發展報告\n2024/25\f"
        "本報告闡述恒岳（香港）地產控股有限公司及其附屬公司（「恒岳地產」或「集團」）於2024年7月1日至2025年6月30日期間的可持續發展工作。",
        "恒岳（香港）地產控股有限公司", "HANG NGOK (HONG KONG) PROPERTIES HOLDINGS LIMITED", "00083",
        date(2024, 7, 1), date(2025, 6, 30), "可持續發展報告", "zh-Hant", "2020",
    ),
    Front(
        "Silver Pine Biopharma Holdings Limited - B\n銀松生物醫藥控股有限公司\nStock Code: 02511\n2024 ENVIRONMENTAL, SOCIAL AND GOVERNANCE REPORT\f"
        "CONTENTS\nAbout this Report 1\nAbout Silver Pine 3\f"
        "Board statement\nThe Board of Silver Pine Biopharma Holdings Limited oversees ESG matters.\n"
        "Scope\nThe report covers Silver Pine Biopharma Holdings Limited for the year ended 31 December 2024. Compared with the year\n"
        "ended 31 December 2023, the scope is unchanged.",
        "Silver Pine Biopharma Holdings Limited", "銀松生物醫藥控股有限公司", "02511", date(2024, 1, 1),
        date(2024, 12, 31), "2024 ENVIRONMENTAL, SOCIAL AND GOVERNANCE REPORT", "en", "2020",
    ),
    Front(
        "华麦农业科技股份有限公司\n2021 社会责任报告\n股份代号：06866\f报告说明\n本报告由华麦农业科技股份有限公司（“华麦”或“公司”）编制，Huamai Agritech Co., Ltd. 为其英文名称。\n"
        "报告期间为2021年度，即截至2021年12月31日止年度。\n本报告经毕诚会计师事务所有限公司鉴证。",
        "华麦农业科技股份有限公司", "Huamai Agritech Co., Ltd.", "06866", date(2021, 1, 1), date(2021, 12, 31),
        "2021 社会责任报告", "zh-Hans", "2020",
    ),
    Front(
        "STERLING GATE ASIA LIMITED\n天石亞洲有限公司\n(Incorporated in Hong Kong with limited liability)\n(Stock code: 00728)\nInterim update and\nEnvironmental, Social and Governance Report\nfor the year ended 30 April 2019\f"
        "Reporting scope\nThis ESG Report covers Sterling Gate Asia Limited (“Sterling Gate”, “we” or the “Company”) for the twelve months from\n"
        "1 May 2018 to 30 April 2019 (“FY2019”).",
        "Sterling Gate Asia Limited", "天石亞洲有限公司", "00728", date(2018, 5, 1), date(2019, 4, 30),
        "Environmental, Social and Governance Report", "en", "2016",
    ),
)  # fmt: skip
