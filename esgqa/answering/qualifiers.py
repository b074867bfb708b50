"""What a question may ask for that evidence either speaks of or does not answer: a gender, a scope, a substance …"""

from __future__ import annotations

import re
from collections.abc import Sequence

# qualifiers that a figure either has or does not answer for: what the question says, and what the evidence may say for it
QUALIFIERS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(said, re.IGNORECASE))
    for asked, said in (
        (r"\b(?:females?|wom[ae]n|girls?|ladies)\b", r"\b(?:females?|wom[ae]n)\b|女"),
        (r"\b(?:males?|m[ae]n|boys?|gentlemen)\b", r"\b(?:males?|m[ae]n)\b|男"),
        (
            r"\bscope\s*(?:1|one|i)\b|(?<!in)direct\s+(?:greenhouse|ghg|carbon|emission)",
            r"\bscope\s*(?:1|one\b|i\b)|(?<!in)direct\s+(?:greenhouse|ghg|emission)|範圍[一1]|范围[一1]",
        ),
        (
            r"\bscope\s*(?:2|two|ii)\b|(?<!other )\bindirect\s+(?:greenhouse|ghg|carbon|emission)",
            r"\bscope\s*(?:2|two\b|ii\b)|indirect\s+(?:greenhouse|ghg|emission)|範圍[二2]|范围[二2]",
        ),
        (
            r"\bscope\s*(?:3|three|iii)\b|\bother\s+indirect\b",
            r"\bother\s+indirect|\bscope\s*(?:3|three\b|iii\b)|範圍[三3]|范围[三3]",
        ),
        (r"\bnon-?hazardous\b", r"\bnon-?\s?hazardous|general\s+(?:waste|refuse)|無害|无害|一般"),
        (r"(?<!non-)(?<!non )\bhazardous\b", r"(?<!non-)(?<!non )hazardous|有害|危險|危险"),
        (
            r"\baverage\b|\b(?:the|a|arithmetic|weighted)\s+mean\b(?!\s+(?:by|to|that)\b)|\bmean\s+(?:number|hours?|pay|salary|value)\b",
            r"\baverage|\bmean\b|\bper\b|/|平均|人均|每",
        ),
        (r"\bmedian\b", r"\bmedian\b|中位"),
        (
            r"(?<!per )(?<!million of )(?<!million )(?<!billion of )(?<!billion )(?<!by )\bturnover\b(?!\s*(?:of\s+)?(?:hk|rmb|us|\$))",
            r"\b(?:turnover|left|leavers?|resign\w*|attrition|departed)\b|流失|離職|离职",
        ),
        (
            r"\b(?:leavers?|resigned|departed)\b|\b(?:employees|staff|people|workers)\s+(?:who\s+)?(?:left|quit)\b|\bleft\s+(?:the|their|its)\s+(?:company|group|employ|job)",
            r"\b(?:turnover|left|leavers?|leaving|resign\w*|attrition|depart\w*|quit)\b|流失|離職|离职",
        ),
        (r"\btargets?\b", r"\b(?:targets?|goals?|aims?|pledge\w*|commit\w*|by 20\d\d)\b|目標|目标"),
        (r"\bsenior\s+(?:management|managers?|executives?|staff)\b", r"\b(?:senior|executives?|top)\b|高[級级层層管]"),
        (r"\bmiddle\s+(?:management|managers?)\b|\bmid-?level\b", r"\bmid(?:dle)?\b|中[級级层層]"),
        (
            r"\b(?:grass-?\s?roots?|front-?\s?line|rank[- ]and[- ]file|junior|entry[- ]level)\b",
            r"\b(?:grass|front|rank|junior|entry|general|ordinary|operat|worker|other|below)|基[层層]|前[线線]|一般|普通|初[级級]|[员員]工$",
        ),
        (r"\bpart-?time\b", r"\bpart-?time\b|兼職|兼职"),
        (r"\b(?:temporary|contract)\s+(?:staff|employees?|workers?)\b", r"\b(?:temporary|contract)"),
        (
            r"^(?!.*\brecall).*\b(?:recycl(?:ed|ing)|re-?used|reclaimed)\b",
            r"\b(?:recycl|re-?us|reclaim|recover)\w*|回收|循環|循环|再用|再造|再生",
        ),
        (
            r"^(?!.*\b(?:before|prior\s+to|original(?:ly)?|(?:first|previously)\s+(?:stated|reported|published))\b).*\b(?:restated|restatement)\b",
            r"restat|adjust|reclassif|revis|recalculat|correct|重列|重述|調整|调整",
        ),
        (
            r"\b(?:before|prior\s+to)\s+(?:(?:the|its|any)\s+)?restate\w*|\b(?:as\s+)?(?:first|originally|previously|initially)\s+(?:stated|reported|published|disclosed)\b",
            r"\b(?:first|originally|previously|initially|before|prior|from)\b|\boriginal\b|原[先來来本]|先前|重列前|重述前|[調调]整前",
        ),
        (r"\b(?:sub-?)?contractors?\b", r"\b(?:sub-?)?contract(?:or|ed)|\boutsourc|承[辦办包]|分判|外判|外包"),
        (r"\b(?:agency|dispatch(?:ed)?)\s+(?:workers?|staff|employees?|labou?r)\b", r"\b(?:agency|dispatch)|派遣|外判"),
        (r"\brecall(?:s|ed|ing)?\b", r"\brecall|\bwithdr[ae]w|回收|召回"),
        (r"\boverseas\b", r"\b(?:overseas|foreign|outside|international)\b|海外"),
        # amounts of money that a report of this kind seldom gives
        (
            r"(?<!of )(?<!per )(?<!million )(?<!billion )\brevenues?\b",
            r"revenue|turnover|\bsales\b|income|收入|收益|[營营][業业][額额]",
        ),
        (r"\bprofits?\b", r"profit|earning|surplus|溢利|利[潤润]|盈利"),
        # substances: a row of diesel or of "total emissions" is no answer where one of them is asked for
        (r"\bno[x2]\b|\bnitrogen\s+oxides?\b", r"\bno\s?[x2ₓ]|nitrogen|氮"),
        (r"\bso[x2]\b|\bsul(?:ph|f)ur\b", r"\bso\s?[x2ₓ]|sul(?:ph|f)ur|硫"),
        (
            r"\bparticulates?\b|\bpm(?:\s?(?:10|2\.5))?\b|\brsp\b",
            r"particulate|\bpm\b|\bpm\s?(?:10|2)|\brsp\b|dust|soot|[顆颗]粒|粒子|[懸悬]浮|粉[塵尘]|[煙烟][塵尘]",
        ),
        (r"\bvocs?\b|\bvolatile\s+organic\b", r"\bn?m?vocs?\b|volatile|hydrocarbon|[揮挥][發发]"),
        (r"\bmethane\b|\bch4\b", r"methane|\bch\s?4|甲烷"),
        (r"\bcarbon\s+monoxide\b", r"monoxide|一氧化碳"),
        (r"\bnitrous\s+oxide\b|\bn2o\b", r"nitrous|\bn2o\b|氧化[亞亚][氮]"),
        (r"\bammonia\b", r"ammonia|氨"),
        (r"\bchemical\s+oxygen\s+demand\b|\bcod\b", r"oxygen|\bcod\b|需氧"),
        (
            r"\b(?:purchased|outsourced|bought|district|supplied)\s+(?:heat|heating|steam|thermal)\b|\bthermal\s+(?:power|energy)\b",
            r"\bheat|\bthermal|\bsteam|[熱热]|蒸[汽氣气]",
        ),
        # of the third scope one category
        (
            r"\bscope\s*(?:3|three|iii)\b.*\bpurchased\s+goods\b",
            r"purchased\s+goods|goods\s+and\s+services|[採采購购][購买買]",
        ),
        (r"\bscope\s*(?:3|three|iii)\b.*\bcommut", r"commut|通勤"),
        (r"\bscope\s*(?:3|three|iii)\b.*\bcapital\s+goods\b", r"capital\s+goods|資本|资本"),
        (r"\bscope\s*(?:3|three|iii)\b.*\b(?:business|air)\s+travel", r"travel|flights?\b|差旅|飛行|飞行|出差"),
        # of complaints those of one kind
        (
            r"\bcomplaints?\b.*\b(?:privacy|personal\s+data)\b|\bprivacy\s+complaints?\b",
            r"privacy|personal|\bdata\b|[隱隐]私|私[隱隐]|資料|资料|數據|数据",
        ),
        (
            r"\brenewables?\b|\bsolar\b|\bphotovoltaic|\bgreen\s+(?:power|electricity|energy)\b",
            r"renewable|solar|photovoltaic|\bpv\b|\bwind\b|\bhydro|green\s+(?:power|electricity|energy)|clean\s+energy|再生|太[陽阳]能|光伏|[綠绿]",
        ),
        # people and what befell them
        (r"\boccupational\s+(?:diseases?|illness)", r"occupational\s+(?:disease|illness)|[職职][業业]病"),
        (r"\bnear[-\s]miss", r"near[-\s]miss"),
        (r"\bdisabilit(?:y|ies)\b|\bdisabled\b", r"disab|handicap|[殘残][疾障]"),
        (r"\bovertime\b", r"overtime|加班|超時|超时"),
        (r"\b(?:maternity|paternity|parental)\b", r"maternity|paternity|parental|[產产]假|陪[產产]|育[兒儿]"),
        (r"\bcollective(?:ly)?\s+bargain|\btrade\s+unions?\b", r"collective|\bunion|工[會会]|集[體体]"),
        (r"\bscenarios?\b", r"scenario|情景|情境"),
        (r"\bpolitical\b", r"politic|政治|政[黨党]"),
        (
            r"\bwhistle-?\s?blow",
            r"whistle|hotline|informant|misconduct|malpractice|speak[-\s]up|reporting\s+(?:channel|line|mechanism|system|mailbox|procedure)|[舉举][報报]|告[發发]",
        ),
        (
            r"\b(?:external|independent|third[-\s]party|limited)\s+assurance\b",
            r"assur|verif|[審审]|[鑒鉴][證证]|核[證证实實]",
        ),
        (
            r"\bnew\s+(?:hires?|joiners?|recruits?|employees|staff)\b|\bnewly\s+(?:hired|recruited|employed)\b",
            r"\bnew|\bhir|\brecruit|\bjoin|新",
        ),
    )
)


MATERIALS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(said, re.IGNORECASE))
    for asked, said in (
        (r"\bpaper\b(?!\s*-?less)", r"paper|carton|cardboard|[紙纸]"),
        (r"\bplastics?\b", r"plastic|polyethylene|塑"),
        (r"\bdiesel\b", r"diesel|柴油"),
        (r"\b(?:petrol|gasoline)\b", r"petrol|gasoline|汽油"),
        (r"\b(?:natural|town)\s+gas\b|\btowngas\b", r"\bgas\b|towngas|\bl[np]g\b|[氣气]"),
        (r"(?<!standard )\bcoal\b(?!\s+equivalent)", r"coal|煤"),
        (r"\brefrigerants?\b", r"refrigera|coolant|\bh?c?fc|[製制]冷|冷媒|雪[種种]"),
        (r"\bbrackish\b", r"brackish|[鹹咸]水"),
        (r"\b(?:ground|under\s?ground)\s?-?water\b", r"ground|\bwells?\b|地下|井"),
        (r"\brain\s?-?water\b", r"\brain|雨"),
        (r"\bsea\s?-?water\b", r"\bsea|海"),
        (r"\bsurface\s+water\b", r"surface|river|lake|地表|江|河|湖"),
    )
)
"""Materials, fuels and waters: an amount of another is none of the one asked for."""
_STEM = 6
"""Letters by which a sense of a word is found in evidence."""


_SHARED = "average mean target restated first reported median scenario independent assurance revenue profit"


def qualifies_another(question: str, own: str, others: Sequence[str]) -> bool:
    """Whether a qualifier that the question names is said, in one sentence, of other figures and not of this one: `8,094 staff,
    of whom 36.4% were women, and a turnover rate of 9.4%`. `own` is the clause of the figure, `others` those of the others."""
    for asked, said in QUALIFIERS:
        if asked.search(_SHARED):
            continue  # said once of all
        if asked.search(question) and not said.search(own) and any(map(said.search, others)):
            return True
    return False


def unqualified(question: str, evidence: str, groups: Sequence[Sequence[str]] = (), *, amount: bool = False) -> bool:
    """Whether the question names a qualifier (a gender, a scope of emissions … and, where an `amount` is asked for, a material)
    that the evidence does not carry.

    `groups` are the English senses of each word of a Chinese question: a word is a qualifier by each of them, and one that
    the evidence carries will do (`回收` is recycling, collection or recall).
    """
    (women, female), (men, male) = QUALIFIERS[:2]
    both = women.search(question) is not None and men.search(question) is not None
    if both and not (female.search(evidence) or male.search(evidence)):
        return True
    listed = (*QUALIFIERS[2 * both :], *(MATERIALS if amount else ()))
    lacking = [asked for asked, said in listed if asked.search(question) and not said.search(evidence)]
    if not lacking or not groups:
        return bool(lacking)
    met = [asked for asked, said in (*QUALIFIERS, *MATERIALS) if said.search(evidence)]
    printed = evidence.lower()

    def meets(sense: str) -> bool:
        return sense[:_STEM] in printed or any(one.search(sense) for one in met)

    def excused(asked: re.Pattern[str]) -> bool:
        own = [group for group in groups if any(asked.search(sense) for sense in group)]
        return bool(own) and all(any(map(meets, group)) for group in own)

    return not all(excused(asked) for asked in lacking)
