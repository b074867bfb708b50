"""Companies named in a text, English and Chinese, and which of them the text is most about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_FULL_LINE = 60
_COVER = 2
"""Pages at the front whose names count more: the issuer's stands there, its auditor's rarely does."""
_FORM = r"(?:Limited|LIMITED|Ltd\.?|LTD\.?|PLC|plc|Inc\.?|INC\.?|Corporation|CORPORATION|Corp\.|Company|COMPANY|S\.A\.|N\.V\.|Berhad|BERHAD)"
_NAME = (
    r"(?:[A-Z0-9][\w&’'.-]*(?:,? (?=[A-Z(&]|plc\b| ?of | ?and ))(?:(?:of|and|&) )?(?:\([A-Z][\w .]+\) )?){0,9}"
    rf"{_FORM}(?!\w)"
)
_ENGLISH = re.compile(_NAME)
_CHINESE = re.compile(r"[\u4e00-\u9fff（）()]{2,30}?(?:股份有限公司|有限公司)")
_OTHERS = re.compile(
    r"stock exchange|exchanges and clearing|registrars?\b|share registr|investor services|quality assurance|certification"
    r"|this company|the company$|our company"
    r"|聯交所|联交所|交易所|結算|结算|登記|登记|品質保證|质量保证|[認认][證证]|註冊成立|注册成立|[的之](?:股份)?有限公司|本公司|貴公司",
    re.IGNORECASE,
)
"""Companies that a report names and that are not its issuer, and phrases of a company's form."""
_GENERIC_WORD = re.compile(
    r"(?:holdings?|groups?|international|development|investments?|industr(?:y|ial|ies)|technolog(?:y|ies)|enterprises?|company|co\.?,?"
    r"|limited|ltd\.?|inc\.?|plc|corp(?:oration|\.)|services?|financial|management|properties|energy|land|\(.*\)|and|&)$",
    re.IGNORECASE,
)
_CALLED = re.compile(r"[^.]{0,60}[“\"‘](?:the |our |this )?(?:company|group)\b", re.IGNORECASE)
_CALLED_CHINESE = re.compile(r"[^。]{0,20}[「“\"『](?:本?公司|本?集[團团]|我[們们])")
_LEAD_IN = re.compile(
    r"^(?:本?(?:年度)?[報报]告)?(?:是由|是|由|為|为|乃|載述|载述|涵[蓋盖]了?|概述了?|[闡阐]述了?|展示了?|披露了?|介[紹绍]了?|包括|[彙匯汇][報报]了?|詳述|详述)+"
    r"|^本?(?:年度)?[報报]告|^歡迎[閱阅]讀|^欢迎阅读|^[關关][於于]"
)
_PAGE_NUMBER = re.compile(r"^\d{1,3} (?=[A-Z])")
"""The page's number before the name in a running head; a name that begins with a number has it glued or a longer one."""
_REPORT_WORD = re.compile(r"\breports?\b|\bESG\b|\d|[.:;。]$", re.IGNORECASE)
_ON_COVER, _IS_CALLED = 5, 10
"""Votes of a name on the cover, and of one that is then called “the Company”; any other mention has one."""


def is_company(name: str) -> bool:
    """Whether the whole text is one English company name."""
    return bool(_ENGLISH.fullmatch(name))


def english_name(pages: Sequence[str]) -> str:
    """The English company name that the pages are most about, or `""`; in capitals only where it is always printed so."""
    votes: Counter[str] = Counter()
    shown: dict[str, Counter[str]] = {}
    for position, page in enumerate(pages):
        flat = _flat(page)
        for match in _ENGLISH.finditer(flat):
            name = _whole_name(_without_heading(_PAGE_NUMBER.sub("", match[0])), flat[: match.start()])
            if _OTHERS.search(name) or " " not in name:
                continue
            called = _CALLED.match(flat[match.end() :])
            key = name.casefold()
            votes[key] += 1 + (_ON_COVER if position < _COVER else 0) + (_IS_CALLED if called else 0)
            shown.setdefault(key, Counter())[name] += 1
    if not votes:
        return ""
    forms = shown[votes.most_common(1)[0][0]]
    return max(forms, key=lambda form: (not form.isupper(), forms[form]))


def chinese_name(pages: Sequence[str]) -> str:
    """The Chinese company name that the pages are most about, or `""`."""
    votes: Counter[str] = Counter()
    for position, page in enumerate(pages):
        for name, alone, called in _chinese_mentions(page):
            on_cover = _ON_COVER if alone and position < _COVER else 0
            votes[name] += 1 + on_cover + (_IS_CALLED if called else 0)
    for name in list(votes):
        # a name with words before it that belong to the sentence is a mention of the name
        votes[name] += sum(count for other, count in votes.items() if other != name and other.endswith(name))
    return votes.most_common(1)[0][0] if votes else ""


def _chinese_mentions(page: str) -> Iterator[tuple[str, bool, bool]]:
    """Names, whether each stands alone (by white space or punctuation) and whether it is then called 「本公司」."""
    for match in _CHINESE.finditer(page):
        name = _balanced(_LEAD_IN.sub("", match[0]))
        if _OTHERS.search(name) or re.fullmatch(r"(?:股份)?有限公司", name):
            continue
        alone = not page[match.end() : match.end() + 1].strip(" \n（(－-–*「“")
        yield name, alone and name == match[0], bool(_CALLED_CHINESE.match(page[match.end() :]))


def _balanced(name: str) -> str:
    """Without a bracket at its start that belongs to the sentence."""
    while name[:1] in ("（", "(", "）", ")"):
        closing = next((at for at, char in enumerate(name) if char in "）)"), -1)
        if name[0] in "（(" and 0 < closing < 6:
            break  # （香港）…有限公司
        name = name[1:]
    return name


def _flat(page: str) -> str:
    """The page on one line; short lines, which are headings and cover lines, stay apart by a bar."""
    return "".join(f"{line} " if len(line) >= _FULL_LINE else f"{line} | " for line in page.splitlines())


def _without_heading(name: str) -> str:
    """A name without the words in capitals of a heading that runs into it: `ABOUT THIS REPORT Golden Terrace Limited`."""
    rest = re.sub(r"^(?:[A-Z]{2,}[,:]? ){2,}(?=[A-Z][a-z])", "", name)
    return rest if " " in rest and is_company(rest) else name


_LAST_CAPITALS = re.compile(r"(?<![\w’'.-])[A-Z][\w&’'-]*(?: (?:(?:of|and|&) )?[A-Z][\w&’'-]*)*$")


def _whole_name(name: str, before: str) -> str:
    """A name of which a cover gives the first words on the line above: `Golden Terrace | Holdings Limited`."""
    if not all(_GENERIC_WORD.match(word) for word in name.split()):
        return name
    above = re.search(r"([^|]+) \| $", before)
    words = above[1].strip() if above else ""
    capitals = all(word[0].isupper() or not word[0].isalpha() for word in words.split())
    if words and not capitals:
        # a sentence that a narrow column breaks within the name
        run = _LAST_CAPITALS.search(words)
        words, capitals = (run[0], True) if run else (words, False)
    return f"{words} {name}" if words and words.isascii() and capitals and not _REPORT_WORD.search(words) else name
