"""What the words of a claim assert beside its numbers: yes or no, up or down, done or meant, all or some, and whose name."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from esgqa.answering.names import strangers
from esgqa.answering.spelling import english
from esgqa.answering.synonyms import SYNONYMS
from esgqa.retrieval.tokens import tokenise

_PIECES = re.compile(
    r"(?<!\d),|,(?!\d)|[;:，；：、。()（）\n|]|\.\s|\s[-–—]\s|\b(?:and|while|whereas|but|although|though|because|since|with|which|who|that|compared|versus)\b"
    r"|以及|[和及而但且]|其中|[并並](?![无無未非没沒])",
    re.IGNORECASE,
)
_STOPS = re.compile(r"(?<!\d),|,(?!\d)|[;:，；：。]|\bbut\b", re.IGNORECASE)


def _either(english_words: str, chinese: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{english_words})(?!\w)|{chinese}", re.IGNORECASE)


NEGATION = _either(
    r"no|not|nor|never|none|neither|nil|zero|nothing|nobody|without|cannot|\w+n['’]t|fail(?:s|ed|ing|ure|ures)?|lack(?:s|ed|ing)?|unable|absence"
    r"|absent|except|excluding|exclude[sd]?|rather|instead|refuse[sd]|refusal|deni\w*|denied|in(?:complete|sufficient|adequate)\w*",
    r"没有|沒有|[并並]?[无無](?!障碍|障礙)|未|[并並]?非|不(?!同|少|断|斷|仅|僅|平等|良|利|公|当|當|足|[动動][产產]|[锈鏽])|零(?!售|件|部)|缺乏|除外|拒",
)
"""The claim and the words that bear it must agree on it, both ways."""

NON = re.compile(r"\bnon-?(\w{4,})", re.IGNORECASE)
"""What turns one word only: hazardous and non-hazardous waste, executive and non-executive directors."""

MEANT = _either(
    r"will|shall|would|could|may|might|should|must|plans?|planned|planning|aim(?:s|ed|ing)?|targets?|targeted|targeting|goals?|intend(?:s|ed)?"
    r"|expect(?:s|ed)?|hopes?|seeks?|strives?|striving|propos\w+|commit(?:s|ted|ment|ments)?|if|unless|require[sd]?|encourage[sd]?",
    r"[将將](?=会|會|于|於|在|继|繼|进|進|对|對)|[计計][划劃]|目[标標]|[拟擬]|[预預][计計期]|期望|希望|力[争爭]|[争爭]取|[应應][当當该該]|必[须須]|如果|[旨致]",
)
"""What is planned, due or conditional is not yet done: the claim and its evidence must agree, both ways."""

DIRECTIONS = ("a rise", "a fall")
"""Groups of `ONE_WAY` of which a claim must name all that its evidence does, once it names one."""
ONE_WAY: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "a rise",
        _either(
            r"increas\w+|ris(?:e|es|en|ing)|rose|grow(?:s|n|th|ing)?|grew|improv\w+|gain\w*|higher|more|greater|larger|above|over|exceed\w*|up"
            r"|better|longer|faster|expand\w*|climb\w*|surg\w+|strengthen\w*|raise[sd]?",
            r"增|上升|提高|提升|上[涨漲]|高[于於]|超[过過]|多[于於]|改善|[扩擴]大|逾",
        ),
    ),
    (
        "a fall",
        _either(
            r"decreas\w+|fall(?:s|en|ing)?|fell|drop\w*|declin\w+|reduc\w+|lower(?:ed|s|ing)?|less|fewer|smaller|below|under|down|worse|worsen\w*"
            r"|shorter|slower|shrank|shrink\w*|cut(?:s|ting)?|weaken\w*|los[te]\w*|loss(?:es)?|sav(?:e|es|ed|ing|ings)",
            r"减|減|下降|降|下[跌滑]|低[于於]|少[于於]|[恶惡]化|[缩縮]小|不足|[节節](?:省|[约約])",
        ),
    ),
    (
        "the whole",
        _either(
            r"all|every|each|always|entire(?:ly)?|whole|full(?:y)?|complete(?:ly)?|only|sole(?:ly)?|exclusive(?:ly)?|any|everyone|total(?:ly)?|unanimous\w*"
            r"|throughout|perfect(?:ly)?|guarantee\w*|ensur\w+",
            r"所有|全部|全[体體面年]|每|均|[只祇]|[仅僅]|唯一|任何|一[切律]|完全|[确確]保|[总總]",
        ),
    ),
    (
        "the most",
        _either(
            r"most(?:ly)?|least|largest|biggest|highest|lowest|best|worst|leading|first|last|majority|minority|main(?:ly)?|primar(?:y|ily)|top|record"
            r"|unprecedented|pioneer\w*|world-?\w*|global(?:ly)?|top-?\w+",
            r"最|大部分|大多[数數]|主要|[领領]先|首|第一",
        ),
    ),
    (
        "success",
        _either(
            r"achiev\w+|met|win|wins|won|award\w*|certif\w+|compl(?:y|ies|ied|iance|iant)|pass(?:es|ed)?|succe\w+|effective(?:ly)?|approv\w+|verif\w+"
            r"|assur\w+|audit\w*|accredit\w*|recogni[sz]\w+|independent(?:ly)?",
            r"[达達](?:到|成|[标標])|[获獲]|[赢贏]|符合|合[规規]|遵守|通[过過]|成功|有效|[认認][证證可]|[审審][计計核]",
        ),
    ),
    (
        "a breach",
        _either(
            r"breach\w*|violat\w+|illegal\w*|fine[sd]?|penal\w+|convict\w*|guilty|lawsuits?|litigation|fraud\w*|corrupt\w*|brib\w+|scandal\w*|injur\w+|kill\w*"
            r"|died?|deaths?|fatal\w*|accidents?|incidents?|recall\w*|leak\w*|complain\w*|strikes?",
            r"[违違][反规規法]|[处處]?[罚罰]|[诉訴][讼訟]|[贪貪]|[贿賄]|事故|[伤傷]|死|身故|召回|泄[漏露]|洩漏|投[诉訴]|[欺诈詐]",
        ),
    ),
)
"""What a claim may say only where its evidence says it; the evidence may say more than the claim."""

NEUTRAL = frozenset(
    stem
    for word in """company group report year period issuer reporting total number amount figure stated states disclosed discloses
    noted notes said says mentioned according during overall recorded reported reports shows showed shown reached reach amounted stood came made make
    accounted represents represented equal equals totalled totaled totalling come respectively following including include includes
    handled received get gets got has have held holds hold there one its approximately about around also passage passages provided gave given""".split()
    for stem in tokenise(word)
)
"""Stems that carry no fact of their own in an answer about a report."""
LIGHT = frozenset(
    """公司 集团 企业 本公司 本集团 报告 报告期 期内 年内 年度 财年 财政年度 全年 没有 并无 未有 并未 共有 总共 一共 合计 合共 总计 达到 进行 获得 享有 可享
    担任 从事 曾经 已经 其中 包括 采取 通过 有关 相关 按照 根据 以及 或者 此外 同时 对于 关于 由于 因为 均为 均已 为了 处理 接获 收到 设有 目前 方面 情况 予以 以上
    以下 超过 大约 约为 该等 我们 他们 一个 一项 一家 两个 各种 多种 等等 分别 报告期内""".split()
)
"""Chinese words that carry no fact of their own, in Simplified script."""
_OPENERS = frozenset(
    """a an the this that these those in on at by for from of to as it its they their there we our during according based overall
    additionally furthermore moreover also however while both all some each every no not yes and but or if when where with within total
    i""".split()
)
_CAPITAL = re.compile(r"(?<![\w’'])[A-Z][\w&’'-]*")
_CJK = re.compile(r"[\u3400-\u9fff]")
_MARKUP = re.compile(
    r"<\s*[/!a-z]|&#?\w+;|\]\s*\(|https?:|www\.|javascript:|data:\w+/|\{\{|\$\(|\\[a-z]+\{", re.IGNORECASE
)


def markup(text: str) -> bool:
    """Whether a claim holds tags, links or entities: an answer is plain text."""
    return _MARKUP.search(text) is not None


def parts(text: str) -> list[str]:
    """The parts of a claim that say yes or no each for itself: cut at commas and stops, where `no` ends its reach."""
    return [part for part in _STOPS.split(text) if any(char.isalnum() for char in part)]


def pieces(text: str) -> list[tuple[int, int]]:
    """Spans of the clauses of a sentence, those without a letter or digit left out."""
    found, start = [], 0
    for match in (*_PIECES.finditer(text), None):
        end = match.start() if match else len(text)
        if any(char.isalnum() for char in text[start:end]):
            found.append((start, end))
        start = match.end() if match else end
    return found


@lru_cache(maxsize=4096)
def content(text: str) -> tuple[str, ...]:
    """Stems of the words that carry facts, in order, repeats kept; numbers are looked at elsewhere."""
    return tuple(
        stem
        for stem in tokenise(text)
        if stem not in NEUTRAL and not stem[0].isdigit() and (len(stem) > 1 or _CJK.match(stem))
    )


def widened(stems: frozenset[str]) -> frozenset[str]:
    """The stems with those of the words that the reader of questions takes to mean the same."""
    return stems | frozenset(other for stem in stems for other in _synonyms().get(stem, ()))


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for word, others in SYNONYMS.items():
        group = frozenset(stem for said in (word, *others) for stem in tokenise(said))
        for stem in tokenise(word):
            found[stem] = found.get(stem, frozenset()) | group
    return found


def unknown_names(claim: str, evidence: str, known: Callable[[str], bool]) -> list[str]:
    """Names in a claim that its evidence does not have: capitalised words wherever they stand, well-known companies,
    words of no language. `known(word)` says whether the evidence has the word in any form."""
    found = [
        name
        for match in _CAPITAL.finditer(claim)
        if (name := re.sub(r"['’]s$", "", match[0])).lower() not in _OPENERS
        and not set(tokenise(name)) <= NEUTRAL
        and not known(name)
    ]
    found += [
        name
        for name in strangers(claim, known, _is_english)
        if not known(name) and name not in evidence and not set(tokenise(name)) <= NEUTRAL
    ]
    return list(dict.fromkeys(found))


def _is_english(word: str) -> bool:
    return word.lower().strip("’'-") in english()
