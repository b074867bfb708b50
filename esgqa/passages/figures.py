"""Quantities in prose: which numbers are figures, with unit, measure, period and hedging words."""

from __future__ import annotations

import re
from dataclasses import replace

from esgqa.numerals import arabic_years
from esgqa.passages.exclusions import is_year, masked
from esgqa.passages.numbers import Number, numbers, widened
from esgqa.passages.periods import Mention, Period, compared_from, dated_right_after, mentions, period_at
from esgqa.passages.phrases import (
    cjk_after,
    cjk_before,
    cjk_counted,
    clause_before,
    counted_after,
    of_phrase,
    subject_of,
    without_when,
)
from esgqa.passages.sentences import sentences
from esgqa.passages.units import CURRENCY, dimension_of, unit_after
from esgqa.passages.zeros import Zero, zeros
from esgqa.types import Figure

_APPROXIMATION = re.compile(
    r"(?:\b(?P<words>(?:no |not )?(?:more|less|fewer|greater) than|over|nearly|almost|about|around|approximately|approx\.?"
    r"|at least|at most|up to|exceed(?:ing|ed|s)?|as (?:many|much) as|roughly|close to|some|below|above|under|within|circa"
    r"|in excess of|estimated(?: to be)?)(?:\s+(?:a total of|the|an average of))?|(?P<signs>[~≈>＞<＜≥≤]=?)"
    r"|(?P<cjk>超[過过]|(?:不[少低多高超]|多|少|高|低)[於于過过]|接近|[將将]近|大?[約约]|近|逾|至少|最少|最多|多[達达]))(?:[為为有共])?\s*$",
    re.IGNORECASE,
)
_PLUS = re.compile(r"\s?\+|[多餘余](?=[^於于元])|以[上下內内]|左右|\s+or (?:more|above|less|fewer)\b")
_AND = re.compile(r"\s+(?:and|or)\s+|\s*[和及與与、]\s*")
_PRONOUN = re.compile(r"(?:we|it|they|he|she|there|this|each)\b", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:after|against|from|than|with|to|by|of|versus|we|it|they|there|this|that|which)", re.IGNORECASE
)
_AXIS = re.compile(r"(?:\s+(?:FY\s?)?(?:19|20)\d\d(?:/\d\d)?){2,}\s*$")
"""Years in a row at the end of a chart's labels: each is of the figure over it."""
_RESPECTIVELY = re.compile(r"\brespectively\b|分[別别]", re.IGNORECASE)
_HOLDS_FIGURE = re.compile(r"\d[\d,.]*\s?(?:%|[A-Za-z])")
_AVERAGE = re.compile(
    r"\b(?:an\s+)?average(?:\s+of)?\s*(?:about|around|approximately|over|more than|nearly)?\s*$", re.IGNORECASE
)
_OF_WHOM = re.compile(r"(?:of whom|of which|among (?:them|which|whom)|of these)\W*$", re.IGNORECASE)
_COMPLEMENT = re.compile(r"\s+(?:was|were|are|is)\s+((?!by\b)[^,.;()]{2,60})")
_ADVERBIAL = re.compile(r"^(?:years?|months?|weeks?|days?|hours?|minutes?|times)\b", re.IGNORECASE)
_DURATION = ("hour", "day", "week", "month", "year", "minute", "second")
_ONE = re.compile(
    r"\s+(?:case|incident|accident|fatality|complaint|death|injury|lawsuit|employee|hour|day|month|year)s?\b"
)
_NO_QUANTITY_AFTER = re.compile(r"(?:-[a-z])|\s*(?:’s|'s)\b|\s*[:：]\s*\d")
_GENERIC = re.compile(r"^(?:of|key|main|major|other|another)\b")
_STATES = re.compile(r"\b(?:was|were|is|are|reached|stood at|totall?ed|amounted to|rate|to|rate of|by)$")
_PREPOSITION = re.compile(r"\s+(of|in|for)\s")
_RATED = re.compile(r"\b(?:magnitude|score|rating|grade|size|aged?|level)\s+(?:of\s+)?$", re.IGNORECASE)
_OUT_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|our|its|their|these|all)\s+|a\s+total\s+of\s+)*", re.IGNORECASE)
"""Between how many and of how many: `38 of 52 wordings`."""
_TOLD_OF = re.compile(r"\s+((?:(?!,\s|\s+and\s+\d)[^.;:()]){2,110})")
_DENOMINATOR = re.compile(r"(?:\bper|每)\s+$")
"""Before a number that a rate is per: `0.44 per 200,000 hours worked`."""
_DATED_BRACKET = re.compile(r"[(（;；,，]\s*(?:in\s+)?(?:FY\s?)?(?:19|20)\d\d\s*年?\s*[:：]\s*$")
_SPENT = re.compile(r"\b(spent|spends?|invest(?:s|ed)?|donate[sd]?|contribute[sd]?|allocate[sd]?)$", re.IGNORECASE)
_SPENT_ON = re.compile(r"\s+((?:on|in|to|towards?|for)\s+[^,.;:()\d]{3,60})")
_SPENT_ENDS = re.compile(r"\s+(?:and|while|which|during|in)\b")
_SECOND = re.compile(r"\s+(?:and|while)\s+\d")
_LONE = re.compile(r"\s+[,;)]")
_NUMBER_OF = re.compile(
    r"\bnumber of (?P<noun>[a-z][\w -]*?)(?=\s+(?:of|by|in|with|per|who|that|on|for|at|from|to)\b|$)", re.IGNORECASE
)
_JOIN = re.compile(r"\s*(?:[及和與与、]|以及|,|and|, and|or|to|[-–—~])\s*(?:a total of|over|nearly|about)?\s*")
_RANGE = re.compile(r"\s?(?:[-–—~～]|to|[至到])\s?")
_CJK = re.compile(r"[\u3400-\u9fff]")
_CJK_CHANGE = re.compile(r"[減减]少|增[加長长]|上升|下降|[較较]")
_CJK_WHEN = re.compile(
    r"[於于在]?(?:(?:19|20)\d\d(?:年度?|[財财]年)[內内中]?|年[內内]|[報报]告[期年]度?[內内]|本[財财]?年度?[內内]?|截至[^，]{4,12}止年度)"
)
_CJK_SAME = re.compile(
    r"(?:[於于在])?(?:其中|而|[較较比與与]?(?:(?:19|20)\d\d(?:年度?|[財财]年)|去年|上[一個个]?(?:[財财]政?)?年度?|前一年度?)?(?:同期|相比)?(?:[則则]?[為为]"
    r"|[減减]少|增[加長长]|上升|下降)?(?:了|至|到)?)"
)
"""Words that say only when, or how it changed: the measure is that of the figure before."""
_CJK_TAIL = re.compile(r"[\u3400-\u9fff]\s*$")
_COMPARATIVE = re.compile(
    r"[（(]\s*(?:(?:in\s+)?(?:FY)?(?:19|20)\d\d|去年|上[一個个]?年度?|(?:last|previous|prior) year)[^:：()]{0,12}[:：]\s*[^()]{0,24}$"
)


def find_figures(text: str, *, page: int = 0, offset: int = 0, period: Period | None = None) -> tuple[Figure, ...]:
    """Every quantity in a piece of prose, in order.

    `offset` is where `text` starts in its page: the figures' spans index the page. `period` is the report's, for
    figures whose sentence names none. Years, dates, codes, clause and phone numbers, list and footnote marks are none.
    """
    own = period or Period()
    hidden = masked(arabic_years(widened(text)))
    found: list[Figure] = []
    spans = sentences(text)
    all_numbers = numbers(text)
    for first, last in spans:
        sentence = text[first:last]
        inside = [number for number in all_numbers if first <= number.start < last and not _hidden(number, hidden)]
        reader = _Sentence(text, first, last, mentions(sentence, own), own.label)
        found += reader.read(inside, zeros(sentence))
    placed = {figure.start: figure for figure in found}
    return tuple(_moved(placed[start], page, offset) for start in sorted(placed))


def _hidden(number: Number, spans: list[tuple[int, int]]) -> bool:
    return any(start < number.end and number.start < end for start, end in spans)


_BESIDE = re.compile(
    r"\s*(?:%|[A-Za-z0-9²³/$-]+(?:\s+[a-z0-9-]+){0,4})?\s*(?:,|and|,\s*and)\s*(?:about|approximately|around)?\s*(?:HK\$|RMB|US\$|\$)?"
)
"""What stands between two figures of one list, the unit of the first with it."""
_SAID_TO_BE = re.compile(
    r"(?:,?\s*\b(?:which|that))?\s*\b(?:was|were|is|are|amounted\s+to|accounted\s+for|accounting\s+for|totall?ed|stood\s+at|reached|of|at|had|recorded|being)\b(?:\s+(?:approximately|about|around|nearly|over))?\s*$",
    re.IGNORECASE,
)


def _items(before: str, count: int) -> list[str]:
    """The `count` things listed at the end of a text, each as a phrase of its own: `Male and female turnover rates`."""
    told = _SAID_TO_BE.sub("", " ".join(before.split()))
    clause = re.split(r"[;:]|,\s*(?=the\b|our\b)", told)[-1]
    pieces = [piece.strip() for piece in re.split(r",\s*(?:and\s+)?|\s+and\s+", clause) if piece.strip()]
    if len(pieces) < count:
        return []
    pieces = pieces[-count:]
    last = pieces[-1].split()
    shared = " ".join(last[1:])
    if len(last) > 1 and all(len(piece.split()) == 1 for piece in pieces[1:-1]) and len(pieces[0].split()[-1:]) == 1:
        short = len(pieces[0].split()) <= 2
        pieces = [
            f"{piece} {shared}" if len(piece.split()) == 1 or (place == 0 and short) else piece
            for place, piece in enumerate(pieces[:-1])
        ] + pieces[-1:]
    return pieces


_BOUND = re.compile(r"(?:above|below|over|under|between)\b", re.IGNORECASE)
"""Begins what bounds a group and names nothing counted: `35 above 50`."""
_PARTED = re.compile(r"^[^.;:：(（]{0,40}[:：(（]\s*(?:[^\d.;]{0,30})$")
"""Between a count and the first of its parts."""
_OF_THE = re.compile(r"\W*(?:out\s+)?of\s+(?:the|these|our|its|all)\s+(?:[a-z]+\s+){0,2}$", re.IGNORECASE)
"""Before a count whose parts follow: `Of the 84 suppliers, 4 were from …`."""
_FROM_PLACE = re.compile(
    r"\s*(?:of\s+them\s+)?(?:were|was|are|is)?\s*(?P<where>(?:from|in|based\s+in|located\s+in)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*|\s+(?:province|city|area|region|district))*)"
)
_PLACED = re.compile(r"overseas|domestic|local|abroad|elsewhere", re.IGNORECASE)


class _Sentence:
    """One sentence being read from left to right: a figure's measure may be that of the figure before it."""

    def __init__(self, text: str, first: int, last: int, named: list[Mention], default: str) -> None:
        self.text, self.first, self.last, self.named, self.default = text, first, last, named, default
        self.earlier, self.earlier_end, self.hedge = "", first, ""
        self.earlier_unit = self.whole = ""
        """The unit of the figure before, and what `of which` parts are parts of."""
        self.paired: dict[int, str] = {}
        """Where numbers start → their periods, where the sentence pairs them: `5 and 7 in 2022 and 2023 respectively`."""

    def read(self, inside: list[Number], explicit: list[Zero]) -> list[Figure]:
        found: list[Figure] = []
        said = self.text[self.first : self.last]
        if _RESPECTIVELY.search(said) or _AXIS.search(said):
            years = [one for one in self.named if one.usable]
            counted = [one for one in inside if not any(y.start <= one.start - self.first < y.end for y in years)]
            if len(years) == len(counted) > 1:
                self.paired = {one.start: year.label for one, year in zip(counted, years, strict=True)}
        for index, number in enumerate(inside):
            follower = inside[index + 1] if index + 1 < len(inside) else None
            while explicit and self.first + explicit[0].start < number.start:
                found.append(self._zero(explicit.pop(0)))
            figure = self._figure(number, follower)
            if figure:
                found.append(figure)
        if self.paired and _AXIS.search(said):
            found = [replace(one, measure=found[0].measure) for one in found]
        return self._respective(self._parted(found)) + [self._zero(zero) for zero in explicit]

    def _respective(self, figures: list[Figure]) -> list[Figure]:
        """Each figure of `A, B and C were 1, 2 and 3 respectively` with its own measure, those in a bracket after too."""
        sentence = self.text[self.first : self.last]
        if not _RESPECTIVELY.search(sentence) or _CJK.search(sentence):
            return figures
        runs: list[list[int]] = []
        for index, figure in enumerate(figures):
            joined = index and _BESIDE.fullmatch(self.text[figures[index - 1].end : figure.start])
            if joined:
                runs[-1].append(index)
            else:
                runs.append([index])
        lists = [run for run in runs if len(run) > 1]
        if not lists:
            return figures
        count = len(lists[0])
        items = _items(self.text[self.first : figures[lists[0][0]].start], count)
        if not items or any(len(run) != count for run in lists):
            return figures
        found = list(figures)
        for run in lists:
            for item, index in zip(items, run, strict=True):
                found[index] = replace(figures[index], measure=item)
        return found

    def _parted(self, figures: list[Figure]) -> list[Figure]:
        """What a count is parted into counts the same: `352 suppliers: 340 in the Mainland and 12 in Hong Kong`."""
        found: list[Figure] = []
        whole: Figure | None = None
        for index, figure in enumerate(figures):
            between = self.text[figures[index - 1].end : figure.start] if index else ""
            first_is_whole = index == 1 and _OF_THE.match(self.text[self.first : figures[0].start])
            opened = index and (first_is_whole or _PARTED.search(between)) and figures[index - 1].dimension == "count"
            if opened:
                whole = found[-1]
            placed = _FROM_PLACE.match(self.text[figure.end : self.last]) if whole is not None else None
            if placed and figure.raw.isdigit():
                figure = replace(figure, measure=placed["where"], unit="")
            bare = not figure.unit or _PLACED.fullmatch(figure.unit)
            if whole is not None and bare and figure.raw.replace(",", "").isdigit():
                figure = replace(
                    figure,
                    unit=whole.unit,
                    dimension="count",
                    measure=f"{whole.measure}, {figure.measure or figure.unit}",
                )
            elif whole is not None and not opened:
                whole = None
            found.append(figure)
        return found

    def _zero(self, zero: Zero) -> Figure:
        measure = zero.measure or (self.earlier if zero.bare else "")
        if not measure and _CJK.match(zero.raw):
            measure = cjk_before(self.text, self.first + zero.start)
        self.earlier, self.earlier_end = measure or self.earlier, self.first + zero.end
        return Figure(
            raw=zero.raw, value="0", page=0, start=self.first + zero.start, end=self.first + zero.end,
            unit=zero.unit, dimension="count" if zero.unit else "unknown", measure=measure,
            period=period_at(zero.start, self.named, self.default),
        )  # fmt: skip

    def _figure(self, number: Number, follower: Number | None) -> Figure | None:
        text, start, end, raw = self.text, number.start, number.end, number.raw
        currency = _currency_before(text, start)
        unit, unit_end = _unit(text, number, follower, bool(currency))
        if not unit and _glued(text, end):
            return None
        rated = _RATED.search(text[max(0, start - 14) : start])
        phrase = "" if currency or number.percent or rated else _counted(text, end, unit)
        if is_year(raw, text[max(0, start - 12) : start], bool(unit)):
            return None
        if _DENOMINATOR.search(
            text[max(0, (currency[0] if currency else start) - 6) : currency[0] if currency else start]
        ):
            return None
        if not currency and (part := self._out_of(number, follower)):
            return part
        if number.word and not _word_counts(text, number, unit, phrase):
            return None
        if not unit and not phrase and _LONE.match(text, end):
            return None  # a raised footnote mark given on its own
        if phrase:
            unit, unit_end = (phrase if number.word else phrase.split()[-1]), end + 1
        if currency:
            start, raw = currency[0], text[currency[0] : end]
            unit, unit_end = _money_unit(text, end, currency[1])
        measure = self._measure(start, unit, unit_end, phrase)
        counted = _NUMBER_OF.search(measure) if not unit else None
        unit = counted.group("noun").split()[-1] if counted else unit
        if (
            not unit
            and self.earlier_unit
            and (measure == self.earlier or (self.whole and measure.startswith(self.whole)))
        ):
            unit = self.earlier_unit
        self.earlier_unit = unit
        about = _approximation(text, self.first, start, number.end, unit_end)
        if self.earlier and _RANGE.fullmatch(text[self.earlier_end : start]):
            about = about or self.hedge
        self.hedge = about
        period = self._period(start, max(number.end, unit_end), number)
        self.earlier, self.earlier_end = measure, unit_end
        dimension = "money" if currency and "/" not in unit else dimension_of(unit)
        return Figure(
            raw=raw, value=number.value, page=0, start=start, end=end, unit=unit, dimension=dimension,
            measure=measure, period=period, approximation=about,
        )  # fmt: skip

    def _out_of(self, number: Number, follower: Number | None) -> Figure | None:
        """`Four` of `Four of eleven directors have climate experience`: it counts directors, those with such experience."""
        if follower is None or number.percent or follower.percent:
            return None
        if not _OUT_OF.fullmatch(self.text[number.end : follower.start]):
            return None
        unit, _ = unit_after(self.text, follower.end)
        noun = _counted(self.text, follower.end, unit) or unit
        if not noun or dimension_of(unit or noun) not in ("count", "unknown") or not noun[0].isascii():
            return None
        told = _TOLD_OF.match(self.text, follower.end, self.last)
        measure = " ".join(told[1].split()) if told else noun
        self.earlier, self.earlier_end, self.earlier_unit, self.hedge = measure, follower.start, noun, ""
        return Figure(
            raw=number.raw, value=number.value, page=0, start=number.start, end=number.end, unit=noun, dimension="count",
            measure=measure, period=self._period(number.start, follower.end, number),
            approximation=_approximation(self.text, self.first, number.start, number.end, number.end),
        )  # fmt: skip

    def _period(self, start: int, end: int, number: Number) -> str:
        named = self._mentions_but(number)
        sentence = self.text[self.first : self.last]
        paired = self.paired.get(number.start)
        if paired:
            return paired
        right_after = dated_right_after(sentence, end - self.first, named)
        return right_after or period_at(
            start - self.first, named, self.default, compared_from(sentence, end - self.first)
        )

    def _mentions_but(self, number: Number) -> list[Mention]:
        """Without the one that is this very number, counted: `2000 employees` names no year."""
        return [one for one in self.named if not one.start <= number.start - self.first < one.end]

    def _measure(self, start: int, unit: str, unit_end: int, phrase: str) -> str:
        """The report's words for what is measured, by where they stand: after a counted number, else before it."""
        text, first = self.text, self.first
        before = text[first:start]
        between = text[self.earlier_end : start] if self.earlier else "-"
        if _COMPARATIVE.search(arabic_years(before)) and self.earlier:
            return self.earlier
        average = "average " if _AVERAGE.search(before.replace("\n", " ")) else ""
        if phrase:
            return average + phrase
        if text[unit_end : unit_end + 1] in ("’", "'") and (named := counted_after(text[: self.last], unit_end + 1)[0]):
            return average + named  # `14 weeks’ maternity leave`
        complement = _COMPLEMENT.match(text, unit_end, self.last)
        if _OF_WHOM.search(_strip_hedge(before)) and complement:
            self.whole = self.earlier
            return _part(self.whole, complement.group(1))
        if self.whole and complement and re.fullmatch(r"[^.;]{0,60}\b(?:and|,)\s*", between):
            return _part(self.whole, complement.group(1))
        after = of_phrase(text[: self.last], unit_end, whole=unit == "%")
        states = _STATES.search(_strip_hedge(before))
        spent = _SPENT.search(_strip_hedge(before))
        what = _SPENT_ON.match(text, unit_end, self.last) if spent else None
        if spent and what:
            thing = _SPENT_ENDS.split(" ".join(what[1].split()))[0]
            return f"{spent[1]} {without_when(thing)}"
        direct = _PREPOSITION.match(text, unit_end, self.last)
        if direct and after and (not states or direct.group(1) == "of"):
            return average + after
        if self.earlier and _RANGE.fullmatch(between):
            return self.earlier
        if unit == "%" and after and not states:
            return after
        if unit.lower().endswith("lost days") or unit.lower() == "working days":
            return average + f"{unit} {after}".strip()
        if dimension_of(unit) == "count" and unit and unit[0].isascii() and not states:
            subject = without_when(clause_before(before, len(before)))
            plain = not _PRONOUN.match(subject) and not re.search(r"\d", subject)
            told = len(subject.split()) > 2 and not after and plain
            return average + (subject if told else f"{unit} {after}".strip())
        if self.earlier and _JOIN.fullmatch(between):
            return self.earlier
        if _CJK_TAIL.search(before) or _CJK.match(text, unit_end - 1):
            return self._cjk_measure(start, unit, unit_end)
        left = clause_before(before, len(before))
        if _HOLDS_FIGURE.search(left):
            left = subject_of(left)  # "emissions rose from 1,200 tonnes to": the figure before is no part of the name
        left = "" if _NO_NAME.fullmatch(left) else without_when(left)
        if not any(char.isalpha() for char in left):
            left = f"{unit} {after}" if after else ""
        return average + (left or self.earlier or subject_of(" ".join(before.split())))

    def _cjk_measure(self, start: int, unit: str, unit_end: int) -> str:
        """What stands before the number since the figure before it, and the noun after its unit."""
        earliest = self.earlier_end if self.earlier else self.first
        counted = cjk_counted(self.text[: self.last], unit_end) if _CJK.search(unit) else ""
        left = cjk_before(self.text, start, earliest, lends=not counted) + counted
        left = left or cjk_counted(self.text[: self.last], unit_end)
        when = _CJK_WHEN.match(arabic_years(left))
        left = left[when.end() :].removeprefix("的") if when and when.end() < len(left) else left
        if self.earlier and _CJK_SAME.fullmatch(arabic_years(left)):
            return f"{self.earlier}，{left}" if _CJK_CHANGE.search(left) else self.earlier
        return left or self.earlier


def _part(whole: str, complement: str) -> str:
    tail = " ".join(_SECOND.split(complement)[0].split())
    return f"{whole}, {tail}" if whole else tail


def _unit(text: str, number: Number, follower: Number | None, money: bool) -> tuple[str, int]:
    if number.percent:
        plain_sign = number.raw.endswith(("%", "％")) or _CJK.search(number.raw)
        return ("%" if plain_sign else number.raw.split()[-1]), number.end
    unit, unit_end = unit_after(text, number.end)
    if unit or money or not follower:
        return unit, unit_end
    between = text[number.end : follower.start]
    if _AND.fullmatch(between) and not number.word:
        # "5 and 7 complaints": what is counted stands once, after the second number
        return ("%" if follower.percent else unit_after(text, follower.end)[0]), number.end
    if not _RANGE.fullmatch(between):
        return unit, unit_end
    # "30–40%": the unit stands once, after the second number
    return ("%" if follower.percent else unit_after(text, follower.end)[0]), number.end


def _counted(text: str, end: int, unit: str) -> str:
    """The counted noun phrase, also where the lexicon knows only its first word (`4,917 customer complaints`)."""
    if unit and dimension_of(unit) != "count":
        return ""
    phrase = counted_after(text, end)[0]
    if _BOUND.match(phrase):
        return ""
    if unit:
        return phrase if phrase.lower().startswith(unit.lower()) and len(phrase.split()) > 1 else ""
    return phrase or cjk_after(text, end)


def _money_unit(text: str, end: int, sign: str) -> tuple[str, int]:
    after, after_end = unit_after(text, end)
    if dimension_of(after) == "intensity":
        return sign + after, after_end
    return sign, after_end if dimension_of(after) == "money" else end


def _strip_hedge(before: str) -> str:
    flat = re.sub(r"\s+", " ", before)
    found = _APPROXIMATION.search(flat)
    return flat[: found.start()].rstrip() if found else flat.rstrip()


def _approximation(text: str, first: int, start: int, number_end: int, end: int) -> str:
    found = _APPROXIMATION.search(re.sub(r"\s", " ", text[max(first, start - 40) : start]))
    if found:
        return next(part for part in found.group("words", "signs", "cjk") if part)
    plus = _PLUS.match(text, number_end) or _PLUS.match(text, end)
    return plus.group().strip() if plus else ""


def _currency_before(text: str, start: int) -> tuple[int, str] | None:
    """Where a currency right before a number begins, and what it is."""
    for match in CURRENCY.finditer(text, max(0, start - 6), start):
        if not text[match.end() : start].strip() and not re.match(r"[A-Za-z]", text[match.start() - 1 : match.start()]):
            return match.start(), match.group()
    return None


def _glued(text: str, end: int) -> bool:
    """A letter touches the number: `21CN`, `3D`, `5G`."""
    after = text[end : end + 1]
    return (after.isalpha() and after.isascii()) or (after == "/" and text[end + 1 : end + 2].isalnum())


def _word_counts(text: str, number: Number, unit: str, phrase: str) -> bool:
    """A number in words is a quantity only where it counts something: not `one of`, `two-way`, `one-stop`."""
    if text[number.end : number.end + 1] == "-" and not unit.lower().lstrip("-").startswith(_DURATION):
        return False
    if _DATED_BRACKET.search(text[: number.start]):
        return True  # (2022: twelve): what stands before the bracket is counted
    if number.raw.lower() == "one":
        return bool(_ONE.match(text, number.end))
    if number.raw.lower().startswith(("a ", "an ")):
        return bool(phrase or unit)
    return bool(unit or (phrase and not _GENERIC.match(phrase)))


def _moved(figure: Figure, page: int, offset: int) -> Figure:
    return Figure(
        raw=figure.raw, value=figure.value, page=page, start=figure.start + offset, end=figure.end + offset,
        unit=figure.unit, dimension=figure.dimension, measure=figure.measure, period=figure.period,
        approximation=figure.approximation,
    )  # fmt: skip
