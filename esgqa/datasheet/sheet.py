"""One row a KPI: status, figures, quotes, the issuer's own index, and whether index and evidence agree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from esgqa.datasheet.figures import KpiFigure, figures_by_kpi, fits
from esgqa.datasheet.gaps import Gap, gap_of, gap_of_remark
from esgqa.datasheet.meaning import Direction, Level, Method, Role, meaning_of
from esgqa.datasheet.texts import Evidence, text_evidence
from esgqa.kpi import Edition, Item, chance_of, load_edition
from esgqa.types import Document, Figure, Footnote, IndexEntry, Page, Passage

KpiStatus = Literal[
    "disclosed",
    "partly disclosed",
    "explained",
    "explicit zero",
    "not applicable",
    "marked not disclosed",
    "not found",
    "page unreadable",
]
_NOT_APPLICABLE = frozenset(("n/a", "na", "n.a.", "n.a", "not applicable", "不適用", "不适用"))
_MAX_QUOTES = 60
_ASKED = (
    ("gender", re.compile(r"\b(?:gender|sex)\b", re.IGNORECASE)),
    ("age group", re.compile(r"\bage\b", re.IGNORECASE)),
    ("employment type", re.compile(r"\b(?:employment|contract) type\b|\btype of employment\b", re.IGNORECASE)),
    ("region", re.compile(r"\b(?:region|location)\b", re.IGNORECASE)),
    ("employee category", re.compile(r"\b(?:category|rank|job level)\b", re.IGNORECASE)),
)
_GIVEN = {
    "gender": re.compile(r"\b(?:fe)?males?\b|\b(?:wo)?men\b|\bgender\b|男|女|性別|性别", re.IGNORECASE),
    "age group": re.compile(
        r"\bage[ds]?\b|\byears? old\b|歲|岁|年齡|年龄|\b(?:below|under|over|above) \d\d\b|\b\d\d\s?[-–—]\s?\d\d\b",
        re.IGNORECASE,
    ),
    "employment type": re.compile(
        r"\b(?:full|part)[- ]time\b|\bpermanent\b|\bcontract\b|\btemporary\b|\bshort[- ]term\b|\bemployment type\b|\bintern|"
        r"全職|全职|兼職|兼职|合約|合约|合同",
        re.IGNORECASE,
    ),
    "region": re.compile(
        r"\bregions?\b|\bgeograph|\blocations?\b|\bcountry\b|\boverseas\b|\bmainland\b|\bhong kong\b|\bchina\b|\basia\b|"
        r"\beurope\b|\bamerica\b|地區|地区|香港|中國|中国|海外|內地|内地|國內|国内|境外",
        re.IGNORECASE,
    ),
    "employee category": re.compile(
        r"\bcategory\b|\bsenior\b|\bmiddle\b|\bjunior\b|\bmanagement\b|\bmanagers?\b|\bgeneral\b|\bgrade\b|\blevel\b|\brank\b|"
        r"\bdirectors?\b|管理|高級|高级|中級|中级|基層|基层|類別|类别",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True)
class SheetFigure:
    """A figure of the datasheet, with all that says what it is; `quote` is the number of the quote that holds it."""

    raw: str
    value: str
    unit: str
    measure: str
    period: str
    basis: str
    """`absolute`, `intensity` or `share`."""
    per: str
    """What an intensity is per, as printed; empty for all else."""
    role: Role
    """`result`, or `target` or `limit` where the words say what ought to be."""
    direction: Direction
    """Which way a change or a target goes; empty for an amount."""
    value_to: str
    """The upper end of a range; empty where there is none."""
    method: Method
    """`location-based` or `market-based`, where the words say how purchased energy's emissions were reckoned."""
    level: Level
    """`total` or `part`, where the row says so."""
    canonical_value: str
    canonical_unit: str
    """The value in the common unit of its kind, exact; both empty where the unit is not known."""
    row: str
    column: str
    caption: str
    approximation: str
    notes: tuple[str, ...]
    """Texts of the footnotes that its row, head or sentence carries."""
    page: int
    page_label: str
    start: int
    end: int
    quote: int
    score: float


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim text of a page; `page.text[start:end]` with white space as printed."""

    n: int
    page: int
    page_label: str
    passage: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DatasheetRow:
    """One KPI of a report."""

    code: str
    name: str
    kind: str
    """`kpi`, `general_disclosure`, `mandatory_paragraph` or `climate_paragraph`."""
    obligation: str
    status: KpiStatus
    answer: str
    """In a line: the figures, or the first words of the evidence."""
    figures: tuple[SheetFigure, ...]
    citations: tuple[Quote, ...]
    index_pages: tuple[str, ...]
    """Printed pages that the issuer's own index gives."""
    index_mark: str
    """`—`, `N/A` …, where the index gives no page."""
    index_remark: str
    agrees: bool | None
    """Whether index and evidence agree; `None` where there is nothing to compare."""
    confidence: float
    """0 to 1: how often the surest page is right where the words speak for it this far, as measured when fitted."""
    notes: tuple[str, ...]


def datasheet(document: Document) -> tuple[DatasheetRow, ...]:
    """The datasheet of a report, in the order of its edition."""
    edition = load_edition(document.report.edition)
    maker = _Maker(document, edition)
    return tuple(maker.row(item) for item in edition.disclosures)


def kpi_row(document: Document, code: str) -> DatasheetRow | None:
    """One row of the datasheet; None where the report's edition has no such item."""
    edition = load_edition(document.report.edition)
    item = edition.get(code)
    return _Maker(document, edition).row(item) if item else None


class _Maker:
    """What all rows of one report share."""

    def __init__(self, document: Document, edition: Edition) -> None:
        self.document, self.edition = document, edition
        self.pages = {page.position: page for page in document.report.pages}
        self.labels: dict[str, Page] = {page.label: page for page in document.report.pages if page.label}
        self.entries: Mapping[str, IndexEntry] = {entry.code: entry for entry in document.entries}
        self.figures = figures_by_kpi(document)
        self.period = document.report.period_label

    def row(self, item: Item) -> DatasheetRow:
        entry = self.entries.get(item.code)
        found = self.figures.get(item.code, ())
        if not item.numeric:  # "no lawsuit was brought" is no figure of what was done
            found = tuple(one for one in found if one.figure.row or one.figure.value != "0")
        texts = text_evidence(self.document, item, entry, self.edition)
        gap = gap_of(self.document, item, self.edition) if not self._current(found) else None
        remark = gap_of_remark(entry) if entry else None
        notes: list[str] = []
        status = self._status(item, entry, found, texts, gap, remark, notes)
        quotes = self._quotes(item, status, found, texts, gap, entry)
        if item.answer_type == "description" and status in _WITH_FIGURES:
            found = (*found, *_told(texts, item, found))
        figures = self._figures(found, quotes) if status in _WITH_FIGURES else ()
        agrees = self._agrees(entry, quotes, status, notes)
        return DatasheetRow(
            code=item.code,
            name=self.edition.name(item.code),
            kind=item.kind,
            obligation=item.obligation,
            status=status,
            answer=_summary(figures if item.numeric else (), quotes, self.period),
            figures=figures,
            citations=quotes,
            index_pages=entry.pages if entry else (),
            index_mark=entry.mark if entry else "",
            index_remark=entry.remark if entry else "",
            agrees=agrees,
            confidence=round(chance_of(max([*(one.score for one in found), *(one.score for one in texts), 0.0])), 2),
            notes=(*notes, *self._of_reading(quotes)),
        )

    def _current(self, found: Sequence[KpiFigure]) -> list[KpiFigure]:
        """The figures of the report's own period, or of no other."""
        return [one for one in found if not self.period or not one.figure.period or one.figure.period == self.period]

    def _status(
        self,
        item: Item,
        entry: IndexEntry | None,
        found: Sequence[KpiFigure],
        texts: Sequence[Evidence],
        gap: Gap | None,
        remark: Gap | None,
        notes: list[str],
    ) -> KpiStatus:
        current = self._current(found)
        if item.numeric and current:
            if all(one.figure.value.strip("0.") == "" for one in current):
                return "explicit zero"
            return self._whole(item, current, notes)
        if gap is not None and (item.numeric or not any(one.sure for one in texts)):
            return gap.status
        if remark is not None:
            return remark.status
        mark = entry.mark.strip() if entry else ""
        if mark.lower() in _NOT_APPLICABLE:
            return "not applicable"
        if item.numeric and found:
            notes.append("Only figures of other periods are given.")
            return "partly disclosed"
        if mark and not any(one.sure for one in texts):
            return "marked not disclosed"
        if texts and item.numeric:
            if mark:
                return "marked not disclosed"
            if texts[0].sure:
                notes.append("The text treats it and gives no figure.")
                return "partly disclosed"
        elif texts or found:
            return "disclosed"
        if mark:
            return "marked not disclosed"
        if entry and entry.pages and self._unreadable(entry.pages):
            notes.append("The page that the index gives could not be read.")
            return "page unreadable"
        lost = [page.label for page in self.pages.values() if page.source == "unreadable"]
        if lost:
            notes.append(f"{len(lost)} pages of the report could not be read, among them {lost[0]}.")
        return "not found"

    def _whole(self, item: Item, current: Sequence[KpiFigure], notes: list[str]) -> KpiStatus:
        """`partly disclosed` where a breakdown that the item asks for is not among the figures."""
        asked = f"{item.title.en} {item.description}"
        wanted = [name for name, pattern in _ASKED if pattern.search(asked)]
        said = " ".join(
            f"{one.figure.row} {one.figure.column} {one.figure.caption} {one.figure.measure}" for one in current
        )
        missing = [name for name in wanted if not _GIVEN[name].search(said)]
        # regions are named by names that no list holds: a breakdown by something else than people is one
        if "region" in missing and _by_place(current):
            missing.remove("region")
        if missing:
            notes.append(f"No figures by {', '.join(missing)}.")
            return "partly disclosed"
        if item.answer_type == "number+intensity" and all(one.intensity for one in current):
            notes.append("Only the intensity is given, not the total.")
            return "partly disclosed"
        return "disclosed"

    def _unreadable(self, labels: Sequence[str]) -> bool:
        pages = [self.labels[label] for label in labels if label in self.labels]
        return bool(pages) and all(page.source == "unreadable" for page in pages)

    def _quotes(
        self,
        item: Item,
        status: KpiStatus,
        found: Sequence[KpiFigure],
        texts: Sequence[Evidence],
        gap: Gap | None,
        entry: IndexEntry | None,
    ) -> tuple[Quote, ...]:
        spans: list[tuple[int, int, int, str]] = []
        told = [(one.passage.page, one.start, one.end, one.passage.id) for one in texts]
        if status in _WITH_FIGURES and found:
            spans += told if not item.numeric else []
            for one in found:
                row = _row_span(one.passage, one.figure.start)
                if not any(row[0] == page and start <= row[1] and row[2] <= end for page, start, end, _ in spans):
                    spans.append(row)
        elif gap is not None and status == gap.status:
            spans.append((gap.page, gap.start, gap.end, gap.passage))
        elif status in ("disclosed", "partly disclosed"):
            spans += told
        elif entry is not None:
            spans.append((entry.page, entry.start, entry.end, f"{self.document.report.id}:{entry.page}:0"))
        unique = list(dict.fromkeys(spans))[:_MAX_QUOTES]
        return tuple(
            Quote(n, page, self.pages[page].label, passage, self.pages[page].text[start:end], start, end)
            for n, (page, start, end, passage) in enumerate(unique, 1)
            if page in self.pages
        )

    def _of_reading(self, quotes: Sequence[Quote]) -> list[str]:
        """Pages of the evidence that are scans."""
        scans = {q.page_label: self.pages[q.page].confidence for q in quotes if self.pages[q.page].source == "ocr"}
        return [f"Page {label} is a scan: its text was recognised ({sure:.0%} sure)." for label, sure in scans.items()]

    def _figures(self, found: Sequence[KpiFigure], quotes: Sequence[Quote]) -> tuple[SheetFigure, ...]:
        figures: list[SheetFigure] = []
        for one in found:
            figure = one.figure
            held = next((q.n for q in quotes if q.page == figure.page and q.start <= figure.start < q.end), 0)
            if not held:
                continue  # beyond the quotes that are kept: no figure without its evidence
            meaning = meaning_of(figure, *_around(one.passage, figure))
            figures.append(
                SheetFigure(
                    raw=figure.raw,
                    value=figure.value,
                    unit=figure.unit,
                    measure=figure.measure,
                    period=figure.period,
                    basis="intensity" if one.intensity else "share" if figure.dimension == "percent" else "absolute",
                    per=_per(figure.unit) if one.intensity else "",
                    role=meaning.role,
                    direction=meaning.direction,
                    value_to=meaning.value_to,
                    method=meaning.method,
                    level=meaning.level,
                    canonical_value=meaning.canonical_value,
                    canonical_unit=meaning.canonical_unit,
                    row=figure.row,
                    column=figure.column,
                    caption=figure.caption,
                    approximation=figure.approximation,
                    notes=tuple(_note(note) for note in figure.footnotes),
                    page=figure.page,
                    page_label=self.pages[figure.page].label,
                    start=figure.start,
                    end=figure.end,
                    quote=held,
                    score=one.score,
                )
            )
        return tuple(figures)

    def _agrees(
        self, entry: IndexEntry | None, quotes: Sequence[Quote], status: KpiStatus, notes: list[str]
    ) -> bool | None:
        if entry is None:
            return None
        stated = status in ("disclosed", "partly disclosed", "explicit zero")
        if entry.pages and stated:
            agrees = any(quote.page_label in entry.pages for quote in quotes)
            if not agrees and quotes:
                notes.append(
                    f"The index gives page {', '.join(entry.pages)}, the evidence stands on page "
                    f"{', '.join(dict.fromkeys(quote.page_label for quote in quotes))}."
                )
            return agrees
        if entry.pages:
            notes.append(f"The index gives page {', '.join(entry.pages)}; nothing was found there.")
            return False
        if entry.mark and stated and any(quote.page != entry.page for quote in quotes):
            notes.append(f"The index marks it “{entry.mark}”, and yet the text gives it.")
            return False
        return True


_WITH_FIGURES = ("disclosed", "partly disclosed", "explicit zero")


def _row_span(passage: Passage, at: int) -> tuple[int, int, int, str]:
    for start, end in passage.sentences:
        if start <= at < end:
            return passage.page, start, end, passage.id
    return passage.page, passage.start, passage.end, passage.id


def _told(texts: Sequence[Evidence], item: Item, found: Sequence[KpiFigure]) -> tuple[KpiFigure, ...]:
    """The figures in the evidence of an item that is answered in words, where figures are one form of its answer."""
    if not item.dimensions:
        return ()
    have = {(one.figure.page, one.figure.start) for one in found}
    return tuple(
        KpiFigure(figure, one.passage, one.score, figure.dimension == "intensity")
        for one in texts
        for figure in one.passage.figures
        if one.start <= figure.start < one.end
        and (figure.page, figure.start) not in have
        and figure.dimension != "unknown"
        and figure.value != "0"
        and fits(figure, item)
    )


def _around(passage: Passage, figure: Figure) -> tuple[str, str]:
    """The words of the figure's sentence before it and after it."""
    _, start, end, _ = _row_span(passage, figure.start)
    text, at = passage.text, passage.start
    before, after = text[start - at : figure.start - at], text[figure.end - at : end - at]
    return before.replace("\n", " "), after.replace("\n", " ")


def _per(unit: str) -> str:
    parts = re.split(r"\s*/\s*|\s+per\s+", unit, maxsplit=1)
    return parts[1] if len(parts) > 1 else ""


def _by_place(current: Sequence[KpiFigure]) -> bool:
    """Whether two rows of one table are names of places: capitalised words that are no people, ages or grades."""
    rows: dict[str, int] = {}
    for one in current:
        words = one.figure.row
        known = any(pattern.search(words) for name, pattern in _GIVEN.items() if name != "region")
        if words[:1].isupper() and not known and not re.search(r"\b(?:total|overall|average)\b", words, re.IGNORECASE):
            rows[one.passage.id] = rows.get(one.passage.id, 0) + 1
    return any(count > 1 for count in rows.values())


def _note(note: Footnote) -> str:
    return " ".join(note.text.split())


def _shown(one: SheetFigure) -> str:
    unit = "" if one.unit in one.raw else one.unit
    return " ".join(part for part in (one.approximation, one.raw, unit) if part)


def _summary(figures: Sequence[SheetFigure], quotes: Sequence[Quote], period: str) -> str:
    current = [one for one in figures if not period or not one.period or one.period == period]
    if current:
        parts = [_shown(one) for one in current[:4]]
        more = f" and {len(current) - 4} more" if len(current) > 4 else ""
        return "; ".join(parts) + more
    return " ".join(quotes[0].quote.split())[:300] if quotes else ""
