"""Ratios that a report prints beside what they are ratios of: intensities, shares of a total, the scopes of a footprint.

A ratio alone accuses nothing: what it is divided by may be an average or cover less. One is a finding only where others of
its kind agree among themselves and it does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from esgqa.checks.entries import TOTAL, Entry, Finding, place_of, sums, table_of
from esgqa.units import parse_unit

_AGREE = 2
"""Ratios that must agree with each other before one that does not is a finding."""
_FAR = Decimal(12)
"""Beyond this factor the two are not of one thing: another unit or another scope."""
_SCOPE = re.compile(
    r"^(?:total\s+|sub-?total\s+)?(?:scope|範圍|范围|範疇|范畴)\s?(?P<n>[12一二])\b(?!\s?(?:and|&|\+|,|及|和|-|–))",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"(?:scopes?|範圍|范围|範疇|范畴)\s?[1一]\s?(?:and|&|\+|及|和|、)\s?(?:scope|範圍|范围|範疇|范畴)?\s?[2二](?!\s?(?:and|&|\+|,|及|和)\s?(?:scope\s?)?3)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Ratio:
    """An intensity and the amount it is of: what they say it was divided by, as a range that rounding leaves open."""

    ratio: Entry
    amount: Entry
    low: Decimal
    high: Decimal

    def agrees(self, other: _Ratio) -> bool:
        return self.low <= other.high and other.low <= self.high


def ratio_checks(columns: Sequence[Sequence[Entry]]) -> list[Finding]:
    """Findings over the figures of the report's tables; each of `columns` has one table, column, period and unit."""
    entries = [entry for column in columns for entry in column]
    return [*_intensities(entries), *_shares(entries), *_scopes(entries)]


def _intensities(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Amounts by their intensities say what they were divided by: all of one period and one denominator say the same."""
    amounts: defaultdict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        unit = parse_unit(entry.figure.unit)
        if unit.known and unit.basis == "absolute" and sums(entry):
            amounts[table_of(entry), entry.figure.period, unit.canonical].append(entry)
    by_denominator: defaultdict[tuple[str, str], list[_Ratio]] = defaultdict(list)
    for entry in entries:
        unit = parse_unit(entry.figure.unit)
        if unit.basis != "intensity" or not unit.per or entry.value <= 0:
            continue
        of = amounts.get((table_of(entry), entry.figure.period, unit.amount), [])
        of = [one for one in of if _of_one_thing(entry, one)]
        whole = [one for one in of if TOTAL.search(one.figure.row)] or of
        if len(whole) == 1 and (found := _ratio(entry, whole[0])):
            by_denominator[unit.per, entry.figure.period].append(found)
    for ratios in by_denominator.values():
        for one in ratios:
            others = [other for other in ratios if other is not one]
            agreeing = max((sum(map(other.agrees, others)) for other in others), default=0)
            if agreeing < _AGREE or any(map(one.agrees, others)):
                continue
            if not others[0].low / _FAR < one.low < others[0].high * _FAR:
                continue
            low, high = max(other.low for other in others), min(other.high for other in others)
            yield Finding(
                "intensity",
                f"{one.ratio.figure.measure}: {one.ratio.figure.raw} of {one.amount.figure.raw} (p. {one.ratio.passage.label}) "
                f"means a divisor of about {_short(one.low, one.high)}; the other intensities of {one.ratio.figure.period} "
                f"mean about {_short(low, high)}.",
                f"{abs((one.low + one.high) - (low + high)) / 2:.2f}",
                (place_of(one.ratio), place_of(one.amount)),
            )


def _of_one_thing(ratio: Entry, amount: Entry) -> bool:
    """Whether an intensity may be of the amount: its row names nothing of its own, or shares a word with the amount's."""
    own = _words(ratio.figure.row) - _words(amount.figure.unit)
    return (
        not own
        or bool(own & _words(amount.figure.row))
        or bool(TOTAL.search(amount.figure.row) and ratio.group == amount.group)
    )


def _words(row: str) -> set[str]:
    named = re.split(r"\bper\b|每|/", row.lower(), maxsplit=1)[0]
    return set(re.findall(r"[a-z]{3,}|[\u3400-\u9fff]{2}", named)) - {
        "intensity",
        "total",
        "average",
        "group",
        "overall",
        "密度",
        "強度",
    }


def _ratio(ratio: Entry, amount: Entry) -> _Ratio | None:
    above, below = parse_unit(ratio.figure.unit), parse_unit(amount.figure.unit)
    half = ratio.rounding
    if ratio.value <= half or not above.factor:
        return None
    scale = below.factor / above.factor
    low = (amount.value - amount.rounding) * scale / (ratio.value + half)
    return _Ratio(ratio, amount, low, (amount.value + amount.rounding) * scale / (ratio.value - half))


def _shares(entries: Sequence[Entry]) -> Iterator[Finding]:
    """A column of counts beside a column of their shares: each count by the total is its share."""
    tables: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        tables[table_of(entry), entry.figure.period].append(entry)
    for table in tables.values():
        rows: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in table:
            rows[entry.figure.row, entry.group].append(entry)
        pairs = []
        for cells in rows.values():
            percent = [one for one in cells if one.figure.dimension == "percent"]
            counts = [
                one
                for one in cells
                if one.figure.dimension in ("count", "unknown", "mass", "energy", "volume", "money")
            ]
            if len(percent) == 1 and len(counts) == 1:
                pairs.append((counts[0], percent[0]))
        wholes = [count for count, _ in pairs if TOTAL.search(count.figure.row)]
        if len(wholes) != 1 or not wholes[0].value:
            continue
        whole = wholes[0]
        parts = [(count, share) for count, share in pairs if count is not whole]
        wrong = [(count, share) for count, share in parts if not _is_share(count, share, whole)]
        if len(wrong) != 1 or len(parts) - 1 < _AGREE:
            continue
        count, share = wrong[0]
        means = count.value / whole.value * 100
        yield Finding(
            "share",
            f"{count.figure.row}: {count.figure.raw} of {whole.figure.raw} is {means:.1f}%, printed as {share.figure.raw} "
            f"(p. {share.passage.label}).",
            f"{abs(means - share.value):.2f}",
            (place_of(share), place_of(count), place_of(whole)),
        )


def _is_share(count: Entry, share: Entry, whole: Entry) -> bool:
    counted = count.figure.dimension in ("count", "unknown") and count.value == int(count.value)
    slack = Decimal(0) if counted else (count.rounding + share.value / 100 * whole.rounding) / whole.value * 100
    return abs(count.value / whole.value * 100 - share.value) <= share.rounding + slack


def _scopes(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Scope 1 and Scope 2 against the row that is both."""
    tables: defaultdict[tuple[str, str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if sums(entry):
            figure = entry.figure
            column = figure.column.replace(figure.period, "").strip()
            tables[entry.passage.id, column, figure.period, figure.unit].append(entry)
    for table in tables.values():
        scopes = {"1": [one for one in table if _scope(one) == "1"], "2": [one for one in table if _scope(one) == "2"]}
        both = [one for one in table if _BOTH.search(one.figure.row) and not _SCOPE.search(one.figure.row)]
        if any(len(found) != 1 for found in (*scopes.values(), both)):
            continue
        first, second, whole = scopes["1"][0], scopes["2"][0], both[0]
        total = first.value + second.value
        if abs(total - whole.value) <= first.rounding + second.rounding + whole.rounding:
            continue
        yield Finding(
            "scopes",
            f"Scope 1 and Scope 2 are printed as {whole.figure.raw} (p. {whole.passage.label}); {first.figure.raw} and "
            f"{second.figure.raw} make {total:,}.",
            str(whole.value - total),
            (place_of(whole), place_of(first), place_of(second)),
        )


def _scope(entry: Entry) -> str:
    found = _SCOPE.search(entry.figure.row)
    return {"一": "1", "二": "2"}.get(found.group("n"), found.group("n")) if found else ""


def _short(low: Decimal, high: Decimal) -> str:
    middle = (low + high) / 2
    return f"{middle:,.0f}" if middle >= 100 else f"{middle:,.2f}"
