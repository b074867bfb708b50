"""Figures of table cells: unit from the cell, the row, the column or the caption; period from the column's year."""

from __future__ import annotations

import re

from esgqa.passages.footnotes import unmarked, usual_decimals
from esgqa.passages.grids import YEAR_HEAD, is_value
from esgqa.passages.numbers import plain
from esgqa.passages.periods import Period, year_label
from esgqa.passages.tables import Table, TableRow
from esgqa.passages.units import BRACKETED, CURRENCY, TAIL, dimension_of, unit_after
from esgqa.types import Figure

_DIGIT = re.compile(
    r"(?P<currency>(?:HK|US|C)?\$\s?|RMB\s?|€|£|¥|人民[幣币]\s?|港[幣币]\s?)?(?P<negative>[(（])?(?P<raw>[-−+＋]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:\s?[%％]|\s?[百千]?[萬万億亿])?)"
)
_NIL = re.compile(r"(?:[Nn]il|NIL|零|[無无])$")
_NUMBER_OF = re.compile(
    r"(?:\b(?i:number|no\.|total number) of\s+)(?P<noun>[A-Za-z -]+?)"
    r"(?=\s+(?:by|in|with|per|of|who|at|as|for|from)\b|[,():0-9]|$)",
    re.IGNORECASE,
)
_HOURS_ROW = re.compile(r"\btraining hours\b|[時时][數数](?=$|[（(\s])", re.IGNORECASE)
_HOURS_IN_CHINESE = re.compile(r"[時时][數数](?:\s?\d{4}年?)?$")
_COUNTED_CJK = re.compile(r"(?P<noun>[人宗件次起名家]|天|日)[數数](?:目)?(?=$|[（(\s])")
"""Labels that say what is counted: 因工死亡人數, 投訴宗數, 損失工作日數."""
_ONE_CHARACTER = re.compile(r"[\u3400-\u9fff](?<![噸吨])$")
_CJK = re.compile(r"[\u3400-\u9fff]")
_THINGS = re.compile(
    r"\b(?:employees|workers|staff|people|persons|complaints|suppliers|customers|injuries|fatalities|deaths|accidents|incidents|"
    r"cases|participants|volunteers|sessions|visits|members|patents|vehicles|days)\b",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"\b(?:workforce|headcounts?|employment|manpower|personnel|full-time equivalents?)\b|[員员]工|[僱雇][員员]|人手"
    r"|\b(?:people|staff|employees|workers|crew|hands)\s+(?:as\s+)?(?:at|of|on)\s+(?:\d|(?:the\s+)?(?:year[- ])?end)",
    re.IGNORECASE,
)
"""Titles whose whole numbers count people, where nothing printed says so."""
_AVERAGE = re.compile(
    r"\b(?:average|mean|median|intensity|density|per|spent|cost|amount|value|scores?|hours?|tonnes?|kg|year)\b|%|\$",
    re.IGNORECASE,
)
_TITLE_NUMBER = re.compile(r"^(?:table|表)\s?[\w.-]{1,5}\s?[:：.]\s*", re.IGNORECASE)
_PER = re.compile(
    r"\bper\s+(?!cent\b)(?P<what>(?:(?!\bper\b)(?:[^()（）,;]|,(?=\d))){2,50}?)\s*(?:[(（,;].*)?$", re.IGNORECASE
)
_PER_CJK = re.compile(
    r"每(?P<what>(?:[百千萬万億亿]{0,3}[港美]?元(?:[營营][業业][額额收]入?|收入|收益)?|名?[僱雇員员][員员工]工?|人|平方[米呎]|[噸吨](?:[產产]品)?|[件台][產产]品))"
)
_SCALES_SAID = frozenset(
    ("", "million", "millions", "m", "mn", "thousand", "thousands", "000", "billion", "百萬", "百万", "千", "萬", "万")
)
_RATE = re.compile(r"\b(?:rate|percentage|proportion|ratio|%)", re.IGNORECASE)


def table_figures(table: Table, page: int, period: Period, marks: frozenset[str]) -> list[Figure]:
    """Every quantity in a table's cells. `marks` are the page's footnote marks, to tell `69.7604` from `69.760` with 4."""
    found: list[Figure] = []
    places = usual_decimals("\n".join(cell.text for row in table.rows for cell in row.row.cells)) or None
    for row in table.rows:
        label, unit = split_label(unmarked(row.label, marks), table.unit_column)
        unit = unmarked(row.unit, marks).strip("()（）") or unit
        title = unmarked(row.title or table.title, marks)
        group = split_label(unmarked(row.group, marks), table.unit_column)[0]
        for index, cell in enumerate(row.row.cells):
            if row.heads and not is_value(cell.text):
                continue
            column = _column(table, row, index)
            if not row.label and not column and len(row.row.cells) > 1:
                continue  # numbers that a chart leaves behind: nothing says which is which
            figure = _cell_figure(cell.text, cell.start, page, places, marks)
            if figure is None:
                continue
            raw, value, start, cell_unit = figure
            year = year_label(column, period.label) or _dated_row(row.label, period.label)
            own = unit if index == 0 or year or not column or row.unit else ""
            shown = cell_unit or _unit(table, row, column, own, raw)
            name = unmarked(_without_year(column) if row.heads else ("" if year else column), marks)
            shown = _per(_per(shown, unmarked(row.label, marks)), name)
            parts = (label or row.label, name, group, title)
            found.append(
                Figure(
                    raw=raw, value=value, page=page, start=start, end=start + len(raw), unit=shown,
                    dimension=_dimension(shown, raw, (label, name, group, title)),
                    measure=", ".join(dict.fromkeys(part for part in parts if part)),
                    period=year or year_label(table.title, period.label) or period.label,
                    row=unmarked(row.label, marks), column=" ".join(part for part in (name, year) if part),
                    caption=" · ".join(part for part in (title or table.lead, group) if part),
                )
            )  # fmt: skip
    return found


def _dimension(unit: str, raw: str, texts: tuple[str, ...]) -> str:
    """The dimension of a cell's unit; a whole number without any, in a table of the workforce, is a count."""
    if unit or "." in raw or not any(_HEADS.search(text) for text in texts):
        return "money" if CURRENCY.match(unit) else dimension_of(unit)
    return "unknown" if any(_RATE.search(text) or _AVERAGE.search(text) for text in texts) else "count"


def _column(table: Table, row: TableRow, index: int) -> str:
    if row.heads:
        return row.heads[index]
    return table.columns[index] if len(table.columns) == len(row.row.cells) else ""


_ROW_YEAR = re.compile(
    r"(?:[,(（]|\bin\b|\bfor\b|(?<=[a-z]{3})(?=\s+(?:FY\s?)?\d{4}$))\s*(?P<year>(?:FY\s?)?(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?)\b"
    r"(?!\s*(?:base|target|guide|edition))",
    re.IGNORECASE,
)


def _dated_row(label: str, own: str) -> str:
    """The year that a row's label says it is of: `Total energy, FY2024 (restated)`."""
    found = _ROW_YEAR.search(label)
    return year_label(found["year"], own) if found else ""


def _without_year(head: str) -> str:
    """What a column's head says beside its year: `2024 Male` → `Male`."""
    return " ".join(YEAR_HEAD.sub(" ", head).split())


def split_label(label: str, unit_column: bool = False) -> tuple[str, str]:
    """A row's label without the unit that ends it, and that unit: `Total nitrogen oxides`, `tonnes`.

    Counted nouns are units only where the table has a column of units: `Junior employees` is a label.
    """
    bracket = BRACKETED.search(label)
    if bracket and not _age(label):
        return label, bracket.group("unit")
    tail = TAIL.search(label)
    if tail and _ONE_CHARACTER.match(tail.group("unit")) and not label[: tail.start("unit")].endswith((" ", "）", ")")):
        return label, ""  # 客戶滿意度, 排放強度: the end of a word
    if tail and tail.start() > 0 and not _age(label):
        if not unit_column and dimension_of(tail.group("unit")) in ("count", "time"):
            return label, ""
        return label[: tail.start()].rstrip(), tail.group("unit")
    return label, ""


def _age(label: str) -> bool:
    return bool(re.search(r"\d+\s*(?:years?|days?|歲|岁)", label))


def _cell_figure(
    text: str, at: int, page: int, places: int | None, marks: frozenset[str]
) -> tuple[str, str, int, str] | None:
    """Raw, value, start and the cell's own unit."""
    if _NIL.match(text):
        return text, "0", at, ""
    found = _DIGIT.match(text)
    if not found or not any(char.isdigit() for char in text):
        return None
    raw, start = found.group("raw"), at + found.start("raw")
    if places is not None and "." in raw:
        extra = raw.split(".")[1][places:]
        if extra and extra in marks:
            raw = raw[: len(raw) - len(extra)]
    value = plain(raw)
    if found.group("negative") and text.endswith((")", "）")) and "%" not in raw:
        value = "-" + value
    if found.group("currency"):
        start = at + found.start("currency")
        return text[: found.end("raw")], value, start, found.group("currency").strip()
    if raw.endswith(("%", "％")):
        return raw, value, start, "%"
    unit, _ = unit_after(text, found.end("raw"))
    return raw, value, start, unit


def _unit_head(column: str) -> str:
    """The unit that a column's head is, alone or beside a year: `HK$ million`, `% of all`, `2023 tonnes`."""
    words = _without_year(column)
    if words[:1] in ("%", "％"):
        return "%"
    money = CURRENCY.match(words)
    if money:
        scale = words[money.end() :].strip(" '‘’").lower()
        return words if scale in _SCALES_SAID else ""
    found = TAIL.fullmatch(words)
    return found.group("unit") if found and dimension_of(found.group("unit")) not in ("count", "unknown") else ""


def _per(unit: str, label: str) -> str:
    """The unit of a row that is per something by its label: `tonnes` in a row `Per HK$ million of revenue`."""
    if dimension_of(unit) in ("unknown", "percent", "intensity"):
        return unit
    found = _PER.search(label)
    if found:
        return f"{unit} per {found.group('what').strip(' ,;:*#†‡^')}"
    found = _PER_CJK.search(label)
    return f"{unit}/{found.group('what')}" if found else unit


def _unit(table: Table, row: TableRow, column: str, row_unit: str, raw: str) -> str:
    """The unit given in words nearest to the cell: column in brackets, row, group, caption, then what is counted."""
    for text in (column,):
        bracket = BRACKETED.search(text)
        if bracket:
            return bracket.group("unit")
        if headed := _unit_head(text):
            return headed
    if row_unit:
        return row_unit
    if re.search(r"\bhours?\b", column or row.label, re.IGNORECASE) or _HOURS_ROW.search(row.label):
        return _hours_in(row.label) if _CJK.search(row.label) else "hours"
    if _HOURS_IN_CHINESE.search(column):
        return _hours_in(column)
    for text in (row.group, row.title or table.title, table.lead):
        bracket = BRACKETED.search(text)
        if bracket:
            return bracket.group("unit")
    for text in (row.label, column, row.group, row.title or table.title, table.lead):
        counted = _NUMBER_OF.search(text)
        if counted and not _RATE.search(text):
            noun = counted.group("noun").strip()
            return noun if noun.isupper() else noun[:1].lower() + noun[1:]
        counted = _COUNTED_CJK.search(text)
        if counted:
            return counted.group("noun")
    return _thing_counted(table, row, column, raw)


def _hours_in(label: str) -> str:
    """Hours in the script of a label."""
    return "小时" if "时" in label else "小時"


def _thing_counted(table: Table, row: TableRow, column: str, raw: str) -> str:
    """What a whole number without a unit counts: the things that row, column or title name, where none of them is a rate."""
    texts = (row.label, column, row.group, row.title or table.title)
    if "." in raw or any(_RATE.search(text) or _AVERAGE.search(text) for text in texts):
        return ""
    for text in texts:
        found = _THINGS.search(_TITLE_NUMBER.sub("", text))
        if found:
            return found.group().lower()
    return ""
