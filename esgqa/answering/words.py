"""What an answer says of itself around the report's own words, in the question's language."""

from __future__ import annotations

from typing import Literal

from esgqa.answering.language import simplified
from esgqa.types import Language

Key = Literal[
    "footnote", "index_page", "index_page_not", "index_mark", "says_so", "read_as", "read_words", "of_report", "no_mention", "of_another", "of_the_day",
    "names_years", "own_year", "indexed", "more", "nothing", "scan", "unread",
]  # fmt: skip
_TEXTS: dict[Key, tuple[str, str]] = {
    "footnote": ("Note {mark} on p. {page}: {text}", "第{page}頁註{mark}：{text}"),
    "index_page": ("The issuer's KPI index gives page {pages} for {code}.", "發行人的指標索引就{code}列出第{pages}頁。"),
    "index_page_not": (
        "The issuer's KPI index gives page {pages} for {code}, which does not answer this.",
        "發行人的指標索引就{code}列出第{pages}頁，但該頁沒有回答這個問題。",
    ),
    "index_mark": ("The issuer's own KPI index marks {code} “{mark}”{page}.", "發行人的指標索引把{code}標為「{mark}」{page}。"),
    "says_so": ("The report says so on p. {page}: “{quote}”", "報告第{page}頁如此說明：「{quote}」"),
    "read_as": ("Read as: “{text}”", "理解為：「{text}」"),
    "read_words": ("Read {pairs}.", "讀作：{pairs}。"),
    "of_report": ("From the report {name}.", "出自{name}的報告。"),
    "of_the_day": ("A report on a past period tells nothing of the day.", "過往期間的報告不會說明當天的情況。"),
    "no_mention": ("No indexed report mentions {names}.", "已收錄的報告都沒有提及{names}。"),
    "of_another": ("The question is about {names}, of whom no report is indexed.", "問題是關於{names}的，並未收錄其報告。"),
    "names_years": ("The question names {years}.", "問題所指的是{years}。"),
    "own_year": (
        "“Last year” read as the report's own year, {name}, the last that it tells of.",
        "「去年」理解為報告本身的年度{name}，即其所述的最近一年。",
    ),
    "indexed": ("Indexed: {names}{more}.", "已收錄：{names}{more}。"),
    "more": (" and {count} more", "等，另有{count}份"),
    "nothing": ("Nothing is indexed.", "尚未收錄任何報告。"),
    "scan": ("Page {page} is a scan: its text was recognised ({sure} sure).", "第{page}頁為掃描頁：文字經辨識得出（把握{sure}）。"),
    "unread": ("Pages that could not be read: {pages}{more} ({report}).", "無法讀取的頁：{pages}{more}（{report}）。"),
}  # fmt: skip


def say(key: Key, language: Language, **values: object) -> str:
    """A sentence of the frame in a language; what is filled in stays as it is."""
    english, traditional = _TEXTS[key]
    if language == "en":
        return english.format(**values)
    frame = traditional if language == "zh-Hant" else simplified(traditional)
    return frame.format(**values)
