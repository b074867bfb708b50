"""Gaps that the issuer declares: not applicable, not material, no statistics kept, nothing to report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from esgqa.kpi import Edition, Item, wording
from esgqa.types import Document, IndexEntry

GapStatus = Literal["explained", "not applicable", "explicit zero"]
_NOT_APPLICABLE = re.compile(
    r"\b(?:not|in)\s*applicable\b|\bN/A\b|\bdo(?:es)? not (?:apply|involve|produce any|manufacture)\b|"
    r"\bnot (?:involved|engaged) in\b|不適用|不适用|並不涉及|并不涉及|不涉及",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(
    r"\b(?:immaterial|not (?:considered )?(?:to be )?(?:material|significant)|insignificant|(?:no|not|never|neither|nor|without|unable|yet to|"
    r"(?:has|have|had|did|do|does|is|are|was|were) not|n't)\b[^.;]{0,60}\b(?:statistic\w*|record(?:ed|s)?(?! (?:of|that|a|an)\b)|track(?:ed|ing)?|"
    r"collect(?:ed|ing|ion)?|compil\w+|disclos\w+|metered|monitored|included|published|broken\s+down|quantif\w+|measur(?:ed?|ing)|calculat\w+|estimat\w+|known|(?<=not )report(?:ed)?\b|data(?: (?:is|are|was|were))? available|"
    r"available|keep|kept|maintain(?:ed)? (?:any )?(?:data|records|statistics)|set (?:any )?(?:targets?)|formulated))\b|"
    r"\b(?:will consider|(?:plan|intend|aim|expect|hope)(?:s|ing)? to(?: consider)?|consider(?:s|ing)?) (?:disclos(?:e|ing)|report(?:ing)?|publish(?:ing)?|provid(?:e|ing)) (?:the|its|their|our|such|these|more|further|relevant|data|figures)\b[^.;]{0,60}\b(?:in future|future reports?|(?:next|coming|following) (?:reports?|years?))\b|"
    r"[將将會会][^。；]{0,6}(?:考慮|考虑|計劃|计划)[^。；]{0,10}披露|(?:日後|日后|未來|未来)[^。；]{0,12}(?:報告|报告)[^。；]{0,6}披露|(?:未有|沒有|没有|並無|并无|未能|尚未|暫未|暂未)[^。；]{0,20}(?:統計|统计|收集|記錄|记录|披露|量化|數據|数据)|並不重大|并不重大|不重大|不重要",
    re.IGNORECASE,
)
_NONE_HAPPENED = re.compile(
    r"\bno\b(?![^.;]{0,40}\b(?:statistics?|data|records?|figures?|information|breakdown)\b)[^.;]{1,60}"
    r"\b(?:recorded|reported|known|identified|found|noted)\b",
    re.IGNORECASE,
)
"""`No accidents were recorded` is a zero, and no gap."""
_ZERO = re.compile(
    r"^(?:no|nil|none|zero)\b(?! (?:data|information|statistics|record))|\bwere no\b|\bwas no\b|^(?:無|无|沒有|没有|零|並無|并无)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does?|did|will|not)\b.{3,}|[.。]\s*$|\S{8,}[\u3400-\u9fff]*[，。]",
    re.IGNORECASE,
)
"""A remark that says something; names of sections do not."""
_SAYS = 0.35
"""How far a sentence's words must speak for the item whose gap it declares."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence that says why there is no figure, or that there is nothing."""

    status: GapStatus
    page: int
    start: int
    end: int
    passage: str


def gap_of(document: Document, item: Item, edition: Edition) -> Gap | None:
    """The sentence in which the report declares that it does not give the item, the one that names it best."""
    best: tuple[float, Gap] | None = None
    for passage in document.passages:
        if passage.kind in ("index_row", "boilerplate", "heading"):
            continue
        for start, end in passage.sentences:
            text = " ".join(passage.text[start - passage.start : end - passage.start].split())
            status = declared(text)
            if status is None:
                continue
            found = wording(text, edition)
            own = found.get(item.code, (0.0, ""))[0]
            most = max((score for score, _ in found.values()), default=0.0)
            if own >= _SAYS and own >= 0.9 * most and (best is None or own > best[0]):
                best = own, Gap(status, passage.page, start, end, passage.id)
    return best[1] if best else None


def declared(text: str) -> Literal["explained", "not applicable"] | None:
    """Whether a sentence declares something not to apply, or not to be given."""
    if _NOT_APPLICABLE.search(text):
        return "not applicable"
    return "explained" if _EXPLAINED.search(text) and not _NONE_HAPPENED.search(text) else None


def gap_of_remark(entry: IndexEntry) -> Gap | None:
    """What the remark in the issuer's index declares, where it gives no page."""
    if entry.pages or not entry.remark:
        return None
    status: GapStatus | None = declared(entry.remark)
    if status is None and _ZERO.search(entry.remark):
        status = "explicit zero"
    elif status is None and _SENTENCE.search(entry.remark):
        status = "explained"
    return Gap(status, entry.page, entry.start, entry.end, f"{entry.page}:0") if status else None
