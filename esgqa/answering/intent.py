"""What kind of answer a question wants, from its wording alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

Intent = Literal["figure", "share", "list", "yes_no", "text", "kpi", "date", "name"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The intent, the dimension a figure must have (empty: any) and the noun that is counted (empty: none named)."""

    intent: Intent
    dimension: str = ""
    counted: str = ""
    strict: bool = False
    """The wording asks for a number outright (`how many`, `percentage of`), so that text alone is no answer."""


_RULES: tuple[tuple[Intent, str, re.Pattern[str]], ...] = tuple(
    (cast(Intent, intent), dimension, re.compile(pattern, re.IGNORECASE))
    for intent, dimension, pattern in (
        # English, the more specific first
        (
            "text",
            "",
            r"\bhow\s+come\b|^\W*(?:how|why)\b(?!\s+(?:many|much|large|big|high|low|long|often|old|few|great|heavy|far|fast|quickly|soon|frequent))",
        ),
        (
            "text",
            "",
            r"^\W*what\s+(?:explain\w*|caus\w+|drove|led|triggered|lies|lay|(?:is|was|are|were)\s+behind)\b|\breasons?\s+(?:for|behind|why)\b"
            r"|^\W*what\s+(?:does|do|did)\b.*\b(?:mean|cover|include|refer\s+to|stand\s+for)\b",
        ),
        ("share", "percent", r"\bhow\s+many\s+(?:per\s?cent|percent(?:age)?(?:\s+points?)?|%)"),
        (
            "share",
            "percent",
            r"\bhow\s+many\b.*\b(?:in\s+per\s?cent|as\s+a\s+(?:rate|share|percentage|proportion))\W*$",
        ),
        ("share", "percent", r"\b(?:what|which)\s+(?:percentage|percent|proportion|share|fraction|portion|%)"),
        ("share", "percent", r"\b(?:percentage|percent|proportion|share)\s+of\b|\b%\s+of\b|\bpct\b"),
        (
            "date",
            "",
            r"^\W*(?:when|since when|what\s+(?:date|day|year|month)|(?:on|in)\s+(?:what|which)\s+(?:date|day|year|month))\b",
        ),
        ("date", "", r"\b(?:what|which)\s+(?:was|is)\s+the\s+(?:launch\s+|start\s+|end\s+)?date\b|\bdate of\b"),
        (
            "figure",
            "time",
            r"\bhow\s+many\s+(?:[\w\-]+\s+){0,3}?(?:hours?|days?)\b|\bhow\s+(?:long|fast|quickly|soon)\b",
        ),
        ("figure", "money", r"\bhow\s+much\s+(?:money|cash)\b|\bhow\s+many\s+(?:dollars|yuan|rmb)\b"),
        (
            "figure",
            "money",
            r"\bwhat\s+(?:did|does|do)\s+(?:[\w’']+\s+){1,4}(?:spend|pay\s+for)\b|\bwhat\s+(?:was|is)\s+(?:spent|paid)\b"
            r"|\bin\s+(?:hk|us|a|c)\$\s*\??$",
        ),
        (
            "figure",
            "money",
            r"\bhow\s+much\s+(?:did|does|do|has|have|had|was|were|is|are)\b.{0,60}\b(?:spen[dt]|spending|invest(?:ed)?|pay|paid|fined|donat(?:e|ed)\s+to)\b",
        ),
        (
            "figure",
            "money",
            r"\bwhat(?:'s|’s|\s+(?:is|was|are|were))\s+(?:the|its|their)\s+(?:[\w-]+\s+){0,4}(?:price|cost|costs|fees?|expenditure)\b",
        ),
        (
            "figure",
            "energy",
            r"\bhow\s+much\s+(?:[\w-]+\s+){0,2}?(?:electricity|energy|power)\b(?!\s+(?:cost|bill|expens))",
        ),
        ("figure", "area", r"\bwhat\s+(?:(?:total|floor)\s+)?area\b"),
        ("figure", "length", r"\bwhat\s+(?:length|distance)\b"),
        ("figure", "mass", r"\bwhat\s+(?:weight|tonnage)\b"),
        ("figure", "", r"\bwhat\s+(?:amount|quantity|number|volume|sum)\b"),
        ("figure", "", r"\bhow\s+(?:many|much|large|big|high|low|often|old|few|great|heavy|frequent\w*)\b"),
        ("figure", "", r"^\W*what\s+(?:did|does|do)\b.{0,60}\b(?:report(?:ed)?\s+(?:for|as)|contribute\s+to)\b"),
        ("figure", "", r"\b(?:number|count|amount|quantity|total|totals|volume|size|level|figures?)\s+(?:of|for)\b"),
        (
            "figure",
            "",
            r"^\W*(?:the\s+)?(?:hours|days|tonnes|tons|kilograms|kilos|kg|litres|liters|[kmg]wh|weight|value|cost|costs)\s+of\b",
        ),
        (
            "figure",
            "",
            r"^\W*(?:the\s+)?(?:total|overall|annual|average|combined|aggregate|gross|net)\s+(?!.*\b(?:policy|policies|approach)\b)\w",
        ),
        (
            "list",
            "",
            r"^\W*who\s+(?:are|were)\b|^\W*who\s+do(?:es)?\b.{0,40}\b(?:count|consider|regard|see)\b.{0,20}\bas\b",
        ),
        (
            "name",
            "",
            r"^\W*(?:who|whom|whose)\b|\bwhat\s+(?:is|was)\s+the\s+names?\b|^\W*(?:what|which)\s+(?:company|firm|organi[sz]ation|person|platform)\b",
        ),
        (
            "figure",
            "",
            r"^\W*what\s+(?:is|was|are|were)\s+(?:the\s+|its\s+|their\s+)?(?:total|overall|average|annual|combined)\b",
        ),
        (
            "list",
            "",
            r"^\W*(?:list|name|enumerate)\b|^\W*(?:which|what)\s+(?:kinds?|types?|sorts?)\b|^\W*what\s+(?:are|were)\b|^\W*(?:(?:in|into|to|for|from|on|at|by|with|through|of|under|across|among)\s+)?which\s+(?!(?:basis|process|address|business|access|status|class)\b)\w+s\b",
        ),
        (
            "list",
            "",
            r"^\W*(?:what|which)\s+(?:[\w’'-]+\s+){0,3}(?!(?:was|does|is|has|this|process|business|status|basis|access|progress)\b)\w{3,}s\s+(?:does|do|did|are|were|has|have|can|will)\b",
        ),
        ("yes_no", "", r"^\W*(?:so\s+)?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|any)\b"),
        (
            "figure",
            "",
            r"\b(?:rate|ratio|intensity|density|average|per\s+(?:person|employee|capita|head)|headcount|tonnage|number|count)\b",
        ),
        ("share", "percent", r"\b(?:share|proportion|percentage|percent)\W*(?:(?:in|for|of)\s+(?:FY\s?)?\d{4}\W*)?$"),
        # Chinese, Simplified (questions are converted first)
        ("text", "", r"(?:低于|少于|不足|超过|高于|多于|大于|小于)(?:多少|几)"),
        (
            "text",
            "",
            r"(?:成|作|用|取|行|做|因|由|受|对|向|了|到|出|有)(?:为|至)?什么(?!数|比|金额|水平|程度)[^多少几]{0,6}$",
        ),
        ("text", "", r"原因|为什么|为何|为甚么|(?:如何|怎样|怎么)(?![？?]?$)"),
        ("list", "", r"哪[一二三四五六七八九十两几](?:[个项种类家名位所间]|方面)"),
        (
            "figure",
            "money",
            r"金额|款额|多少钱|几多钱|(?:多少|几多)(?![个名位家间宗件次人项笔吨度种])[\u4e00-\u9fff]{0,10}(?:费用?|款项?|成本|开支|投资|资金|奖金|补贴|津贴|资助|赔偿|罚款)(?![人者者项])",
        ),
        (
            "share",
            "percent",
            r"百分之几|百分比|百分率|比例|占比|比率|比重|几成|率(?:是|为|有|达|约)?多少(?!吨|人|名|个|宗|件|次)",
        ),
        ("date", "", r"何时|什么时候|哪一?[天年月日]|几时|日期|几月|几号"),
        ("figure", "time", r"(?:多少|几多?)个?(?:小时|钟|天|日|工作日)|时数|时长"),
        ("figure", "count", r"(?:多少|几多?)[个名位家间宗件次人项](?!钟|工作日)|人数|次数|件数|数目"),
        (
            "figure",
            "",
            r"多少|几多|几[个名位家次宗件人吨度]|数量|数目|总量|总数|人数|次数|用量|耗量|排放量|产生量|件数|平均|密度|强度",
        ),
        ("share", "percent", r"率[是为有]?"),
        ("name", "", r"谁|哪[家位个]|叫什么|名称|名字"),
        ("list", "", r"哪些|有什么|列出|哪几"),
        ("yes_no", "", r"是否|有没有|有无|有否|曾否|吗|是不是|会不会|能否|可否"),
        ("text", "", r"如何|怎样|怎么|为什么|为何|什么"),
    )
)
_STRICT = re.compile(
    r"\bhow\s+(?:many|much|large|big|high|long)\b|\bnumber\s+of\b|\bwhat\s+(?:percentage|percent|proportion|share|fraction)"
    r"|^\W*(?:hours|days|tonnes|tons|kilograms|litres|liters|[kmg]wh)\s+of\b|\b(?:percentage|proportion|share|count|total|tonnage|amount|average|rate)\b|多少|几多|几[个名位家次宗件人吨]|数目|数量|总量|比例|百分|率|人数|用量|平均",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\bhow\s+many\b|\bnumbers?\b|\bcount\b|\bheadcount\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:how\s+many|number\s+of|count\s+of)\s+(?:of\s+(?:the|its|their|these|those|all)\s+)?(?:(?:kinds?|types?|sorts?|categories|varieties)\s+of\s+)?((?:[\w’'\-]+(?:\s*/\s*|\s*)){1,4})",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|there|in|of|at|for|by|on|per|the|it|that|who|which|made|took|take|got|get|came|come|joined|join|attended|attend|signed|worked|gave)\b.*",
    re.IGNORECASE,
)
_UNIT_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("energy", re.compile(r"\b[kmg]wh\b|\b[mgt]j\b|kilowatt|megawatt|joules?\b|千瓦时|焦耳?", re.IGNORECASE)),
    (
        "mass",
        re.compile(r"\b(?:tons?|tonnes?|tonnage|kg|kilograms?|kilos?|weight|weigh)\b|吨|公斤|千克", re.IGNORECASE),
    ),
    ("volume", re.compile(r"\b(?:m3|m³|cubic\s+met(?:er|re)s?|lit(?:er|re)s?)\b|立方米|公升", re.IGNORECASE)),
    (
        "money",
        re.compile(
            r"\b(?:rmb|usd|hkd|aud|cad|sgd|gbp|euros?(?!\s?(?:[ivx]+|\d)\b)|yuan|dollars?|renminbi)\b|\b(?:hk|us|a|c|s|nt)\$|[€£¥]|元",
            re.IGNORECASE,
        ),
    ),
    (
        "time",
        re.compile(
            r"\b(?:average\s+)?(?:training\s+|volunteer\w*\s+)?hours\b|\blost\s+days\b|小时|工时", re.IGNORECASE
        ),
    ),
    (
        "intensity",
        re.compile(
            r"\bper\s+(?:(?:full[- ]time\s+)?(?:person|employee|capita|head|staff|unit|million|thousand|square|sq|room|guest|bed|vehicle|tonne|ton|barrel)\b|(?:HK|US)\$|m[23²³])|\b(?:intensity|density)\b|人均|密度|强度"
        ),
    ),
)
_EACH = re.compile(
    r"\b(?:each|every|per|a)\s+(?:worker|employee|person|head|member\s+of\s+staff|staff\s+member|capita)\b",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(
    r"\b(?:(?:net|gross|operating|total|annual)\s+(?:profit|revenue|income|sales|earnings)|profits?|revenues?|earnings|dividends?|salar(?:y|ies)|"
    r"share\s+price|stock\s+price|remuneration\s+of|paid\s+(?:to|in|last|this)|market\s+cap\w*)\b|利润|营业额|营收|薪酬|股息|股价|市值",
    re.IGNORECASE,
)
"""Things that are amounts of money, whatever else a sentence about them counts."""
_TELLS = re.compile(r"^\W*(?:how(?!\s+(?:much|many|high|large))|why|describe|explain)\b|如何|怎", re.IGNORECASE)
_RATIO = re.compile(
    r"\b(?:percentage|percent|share\s+of|proportion|rate|ratio|margin|per|how\s+many|growth|who|polic\w+|linked|depend\w*)\b|%|率|比例|百分|增长|挂钩|政策",
    re.IGNORECASE,
)


def read_intent(text: str) -> Reading:
    """The reading of a question, in English or Simplified Chinese."""
    intent: Intent = "text"
    dimension = ""
    for candidate, wanted, pattern in _RULES:
        if pattern.search(text):
            intent, dimension = candidate, wanted
            break
    counted = ""
    match = _COUNTED.search(text)
    if match:
        counted = _AUXILIARY.sub("", match.group(1)).strip()
    if intent in ("figure", "share") and not dimension:
        for name, pattern in _UNIT_WORDS:
            if pattern.search(text):
                dimension = name
        if not dimension and _COUNTS.search(text):
            dimension = "count"
    if intent in ("figure", "text", "yes_no") and not dimension and _OF_MONEY.search(text) and not _RATIO.search(text):
        dimension = "money"
        intent = "figure" if intent == "text" and not _TELLS.search(text) else intent
    if dimension in ("energy", "mass", "volume") and _EACH.search(text):
        dimension = "intensity"
    return Reading(intent, dimension, counted, bool(_STRICT.search(text)))
