"""What the indexed reports know: their words, the years they give, how they name things."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache

from esgqa.answering.language import english_of_glossary, has_cjk, simplified
from esgqa.answering.names import other_companies, owners, strangers
from esgqa.answering.scope import Years, fits_years, names_issuer
from esgqa.answering.spelling import Speller
from esgqa.answering.understand import Understanding, asked_part, without_jargon
from esgqa.kpi import load_edition
from esgqa.retrieval import Index
from esgqa.retrieval.tokens import tokenise
from esgqa.retrieval.vocabulary import words_of
from esgqa.types import Passage, Report

_SEVERAL = 5
"""Figures of a year from which a report has a column of it."""
_SMALL_WORD = re.compile(r"(?<![\w’'@./-])[a-z]{3,}(?![\w@/])")
_NAME_IN_FULL = re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:(?:of|for|and|the|on|to|in)\s+)*[A-Z][\w’'-]+){2,7}")
_SCOPE = re.compile(r"\bscopes?\s?[123]|範圍[一二三123]|范围[一二三123]", re.IGNORECASE)


_BOTH_SCRIPTS = re.compile(
    r"(?:(?P<latin>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3})\s?[（(](?P<in_chinese>[\u3400-\u9fff]{2,12})[)）]"
    r"|(?<![\u3400-\u9fff])(?:请问|請問)?(?P<chinese>[\u3400-\u9fff]{2,8})\s?[（(](?P<in_latin>[A-Z][A-Za-z’' -]{2,40})[)）])"
)


class Known:
    """One open index, as far as questions are read against it; `stem` gives the stems of a text."""

    def __init__(self, index: Index, stem: Callable[[str], Sequence[str]]) -> None:
        self.index = index
        self._stem = stem
        self.prints = lru_cache(maxsize=50_000)(self._prints)
        self.years_given = lru_cache(maxsize=None)(self._years_given)
        self.numbers_scopes = lru_cache(maxsize=None)(self._numbers_scopes)
        self._under = lru_cache(maxsize=4_000)(self._told_under)

    @cached_property
    def words(self) -> Mapping[str, int]:
        """Words as printed with their counts; issuers' names and the framework's own phrases count too."""
        counts: Counter[str] = Counter(self.index.vocabulary.words)
        for report in self.index.reports:
            for name in (report.issuer, *report.aliases):
                counts.update(words_of(name))
        if any(report.language.startswith("zh") for report in self.index.reports):
            # such reports are asked about in English by the words that say theirs
            counts.update({word: 1 for word in english_of_glossary() if word not in counts})
        for edition in {report.edition for report in self.index.reports}:
            for phrase in load_edition(edition).all_phrases():
                counts.update(words_of(phrase))
        return counts

    @cached_property
    def speller(self) -> Speller:
        """Corrects towards these words."""
        return Speller(self.words)

    @cached_property
    def uncapitalised(self) -> frozenset[str]:
        """Words that some report prints without a capital: no names, however a question writes them."""
        return frozenset(w for p in self.index.passages() for w in _SMALL_WORD.findall(p.text))

    def strangers(self, question: str, read: Understanding, *, translated: bool = False) -> list[str]:
        """What a question names that no indexed report does: things, companies, issuers; no things where it is of reports in
        Chinese and `translated`, since they print few in Latin letters."""
        question = self.in_print(question)
        # what somebody says of himself may be in words that no report has
        plain = without_jargon(asked_part(question))
        in_latin = translated and read.question.language == "en"
        unknown = [] if in_latin else strangers(plain, self.word, self.speller.knows, self.prints)
        unknown = [word for word in unknown if not self.spelt_out(word)]
        unknown += other_companies(question, self.word, self.speller.knows, self.prints)
        unknown = list({word.lower(): word for word in reversed(unknown)}.values())[::-1]
        unknown += owners(without_jargon(question), self.prints, self.is_issuer)
        unknown = [w for w in unknown if not has_cjk(w) or not any(names_issuer(w, r) for r in self.index.reports)]
        return [w for w in unknown if w not in {typed for typed, _ in read.question.corrections}]

    def in_print(self, question: str) -> str:
        """A question with names given in both scripts, `Shigou (石沟)` or `海陽廠（Hai Duong）`, in the one that a report prints."""

        def one(found: re.Match[str]) -> str:
            outer, inner = found["latin"] or found["chinese"], found["in_chinese"] or found["in_latin"]
            if self._has(outer) or not self._has(inner):
                return found.group()
            return f" ({inner}) " if has_cjk(inner) else f" {inner} "

        return _BOTH_SCRIPTS.sub(one, question)

    def _has(self, name: str) -> bool:
        return simplified(name) in self._in_simplified if has_cjk(name) else self.prints(name.lower())

    @cached_property
    def _in_simplified(self) -> str:
        return "\n".join(simplified(p.text) for p in self.index.passages() if has_cjk(p.text))

    def is_issuer(self, name: str) -> bool:
        """Whether a name is that of the issuer of an indexed report."""
        return any(names_issuer(name, report) for report in self.index.reports)

    def word(self, word: str) -> bool:
        """Whether the index or the framework has the word, in any form."""
        plain = word.lower()
        if plain in self.words:
            return True
        if has_cjk(word):
            # as a report in Chinese prints it; pairs of characters, in either script
            return all(token in self.index.vocabulary.stems for token in tokenise(word))
        stems = self._stem(word)
        return bool(stems) and all(stem in self.index.vocabulary.stems for stem in stems)

    @cached_property
    def _letters(self) -> str:
        return "\n".join(p.text for p in self.index.passages()).lower()

    def _prints(self, name: str) -> bool:
        """Whether a report has these small letters together, as words of their own."""
        # most names stand nowhere, which a plain search tells at once
        return name in self._letters and re.search(rf"\b{re.escape(name)}\b", self._letters) is not None

    def told_beside(self, passage: Passage) -> str:
        """The passages of its page under the same heading, in small letters: what one names, another need not say again."""
        return self._under(passage.report, passage.page, passage.section) if passage.section else ""

    def _told_under(self, report: str, page: int, section: tuple[str, ...]) -> str:
        there = [one for one in self.index.passages(report) if (one.page, one.section) == (page, section)]
        return " ".join(one.text for one in there).lower()

    @cached_property
    def _spelt_out(self) -> frozenset[str]:
        """First letters of names that reports print in full: `FSC` for the Forest Stewardship Council."""
        found: set[str] = set()
        for passage in self.index.passages():
            for name in _NAME_IN_FULL.findall(passage.text):
                letters = [word[0] for word in name.split() if word[0].isupper()]
                found.update("".join(letters[start:]) for start in range(len(letters) - 2))
                found.update("".join(letters[:end]) for end in range(3, len(letters)))
        return frozenset(found)

    def spelt_out(self, acronym: str) -> bool:
        """Whether a report prints in full the name that capitals stand for."""
        capitals = acronym.removesuffix("i")  # SBTi: an initiative
        return capitals.isupper() and len(capitals) > 2 and capitals in self._spelt_out

    def _years_given(self, report: str) -> frozenset[int]:
        """Years of which the report gives several figures, its own or a column of an earlier one."""
        counts = Counter(
            f.period[-4:] for p in self.index.passages(report) for f in p.figures if f.row and f.period[-4:].isdigit()
        )
        end = self.index.document(report).report.period_end
        # of a year to come a report has targets only
        return frozenset(
            int(year) for year, count in counts.items() if count >= _SEVERAL and (end is None or int(year) <= end.year)
        )

    def given(self, reports: Sequence[Report]) -> frozenset[int]:
        """Years of which the reports give figures beside their own."""
        return frozenset(year for report in reports for year in self.years_given(report.id))

    def in_time(self, years: Years, reports: Sequence[Report]) -> bool:
        """Whether the reports speak of the years that a question names."""
        if years.prior or any(fits_years(report, years) for report in reports):
            return True
        return bool(years.any) and years.any <= self.given(reports)

    def _numbers_scopes(self, report: str) -> bool:
        """Whether a report counts greenhouse gases by numbered scopes."""
        return any(_SCOPE.search(page.text) for page in self.index.document(report).report.pages)
