"""From a question to a verified answer: scope, reading, search, choice, abstention, wording, the verbatim gate."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING

from esgqa.answering import absence, compose, features, model
from esgqa.answering.ages import WORDS as AGE_WORDS
from esgqa.answering.ages import ages_in
from esgqa.answering.blanks import ends_blank
from esgqa.answering.candidates import Candidate, spans_of, whole_lists, with_figures, with_sentences
from esgqa.answering.caveats import of_reading
from esgqa.answering.close_reading import read_closely, reads_clause
from esgqa.answering.comparison import compared
from esgqa.answering.contact import address_first
from esgqa.answering.define import definition
from esgqa.answering.direct import of_row, without_search
from esgqa.answering.features import BREAKDOWN, Asked
from esgqa.answering.followup import standalone
from esgqa.answering.gloss import ANSWERING, Glosses, first_by_gloss, of_kpis
from esgqa.answering.goes_on import asks_steps, items_asked, passage_after, rest_of_list, steps_around, table_of
from esgqa.answering.known import Known
from esgqa.answering.kpi_answer import row_for
from esgqa.answering.language import detect, has_cjk, in_english, is_place
from esgqa.answering.names import owners, required_names, speaks_of
from esgqa.answering.order import declared_gap, put_in_order
from esgqa.answering.refuse import holds_figure, refusal, refuse_together, stands_in
from esgqa.answering.scope import Years, fits_years, names_issuer, resolve
from esgqa.answering.second_look import look_again
from esgqa.answering.several import (
    MOST,
    Part,
    either_year,
    of_either_year,
    one_of,
    parts_of,
    shortlist,
    together,
)
from esgqa.answering.spelling import english
from esgqa.answering.terms import terms_of
from esgqa.answering.trace import trace_of
from esgqa.answering.understand import Understanding, understand, without_jargon
from esgqa.answering.verify import faults
from esgqa.answering.wanted import (
    SURE_FIGURE,
    SURE_NAME,
    is_bare,
    lacks_number,
    likelier_figure,
    named_kpi,
    none_of_it,
    numeric_kpi,
    only_figure,
    says_it_all,
    stands_alone,
)
from esgqa.answering.words import say
from esgqa.datasheet import declared
from esgqa.errors import UsageError
from esgqa.kpi import Edition, load_edition
from esgqa.retrieval import Index
from esgqa.retrieval.tokens import mostly_cjk, tokenise
from esgqa.settings import Settings
from esgqa.types import Answer, Hit, IndexEntry, Language, Passage, Report, Scope

if TYPE_CHECKING:
    from esgqa.answering.llm import Writer

log = logging.getLogger(__name__)

# what each part of the search brings; more finds little (measured on the dev questions)
HITS, _BY_WORDS, _OFTEN, _HEAD = 24, 12, 3, 12
"""What each part of the search brings, passages that a question's own words bring on reports in Chinese, passages that make
a word a report's own, letters that may be a date over a passage."""
SURE_MEANING = 0.9
"""How sure a sentence is that says `X is …`, where the question is what X is."""


def _stems(text: str) -> tuple[str, ...]:
    """Stems of a text; where it is Chinese, of the English words that say it, and its own pairs of characters."""
    return (*tokenise(in_english(text)), *tokenise(text)) if has_cjk(text) else tuple(tokenise(text))


class Answerer:
    """Answers questions over one open index. Holds no state of any question, so threads may share it."""

    def __init__(self, index: Index, settings: Settings) -> None:
        self.index = index
        self.settings = settings
        self._stem = lru_cache(maxsize=50_000)(_stems)
        self.known = Known(index, self._stem)
        self._glosses = Glosses(index, self._stem)

    @cached_property
    def _writer(self) -> Writer | None:
        """The language model's part, where the settings name an endpoint; else nothing of it is even imported."""
        if not self.settings.llm_url:
            return None
        from esgqa.answering.llm import Endpoint, Writer

        return Writer(Endpoint.of(self.settings), self.index)

    # searching

    def search(
        self,
        query: str,
        *,
        kpis: Sequence[str] = (),
        reports: Sequence[str] | None = None,
        k: int = 10,
        rerank: bool = True,
    ) -> list[Hit]:
        """Passages for a query, read as a question is: spelling, KPI and language, but no scope beyond the filters."""
        within = [r for r in self.index.reports if reports is None or r.id in reports]
        if not query.strip() or not within:
            return []
        read = self._read(query, within)
        found = self.index.search(
            read.query or query,
            reports=[r.id for r in within],
            kpis=kpis,
            hints=dict(read.weights),
            extra_queries=read.extra,
            k=k,
            rerank=rerank and read.question.language == "en",
        )
        own = of_kpis(self._by_own_words(read, [r.id for r in within]), kpis)
        return first_by_gloss(own, found)[:k] if own else found

    def _read(self, text: str, reports: Sequence[Report]) -> Understanding:
        scopes = any(self.known.numbers_scopes(report.id) for report in reports)
        chinese = bool(reports) and all(report.language.startswith("zh") for report in reports)
        return understand(
            self.known.in_print(text),
            reports,
            self._edition(reports),
            self.known.speller,
            self.known.word,
            printed=self.known.prints,
            scopes=scopes,
            chinese=chinese,
        )

    def _edition(self, reports: Sequence[Report]) -> Edition:
        return load_edition(max((report.edition for report in reports), default="2016"))

    # asking

    def ask(
        self, text: str, *, reports: Sequence[str] = (), issuer: str = "", year: int | None = None, after: str = ""
    ) -> Answer:
        """The answer to a question, which may lean on the one `after` which it comes.

        Raises `UsageError` for an empty or overlong one.
        """
        question = " ".join(text.split())
        if not question:
            raise UsageError(
                "the question", cause="is empty", remedy="Ask something, for example: what was the complaint count?"
            )
        if len(question) > self.settings.max_question_chars:
            raise UsageError(
                "the question",
                cause=f"has {len(question):,} characters, {self.settings.max_question_chars:,} are allowed",
                remedy="Ask one thing at a time.",
            )
        whole = standalone(question, after, self.index.reports) if after else question
        if whole != question:
            answer = self.ask(whole, reports=reports, issuer=issuer, year=year)
            return replace(
                answer,
                question=question,
                read_as=whole,
                notes=(say("read_as", detect(question), text=whole), *answer.notes),
            )
        language = detect(question)
        scope = resolve(question, self.index.reports, only=tuple(reports), issuer=issuer, year=year)
        if not scope.reports:
            return absence.out_of_scope(question, scope, self.index.reports, language)
        within = [report for report in self.index.reports if report.id in scope.reports]
        either = either_year(question) if len(within) == 1 else None
        if either is not None:
            report = within[0]
            own, before = (self._ask_one(one, scope, within) for one in either)
            year_before = str(report.period_end.year - 1) if report.period_end else "–"
            return of_either_year(question, (report.period_label, own), (year_before, before), language)
        left = self._of_scope(question, reports, issuer, year)
        by_figures = compared(question, left, language, self._first_answer)
        if by_figures is not None:
            return by_figures
        parts = parts_of(question, left)
        if parts:
            answers = [(part.label, self._first_answer(part, language)) for part in parts]
            return replace(together(question, answers, language), question=question)
        if len(within) == 1:
            return self._ask_one(question, scope, within)
        return self._ask_several(question, scope, within, language)

    def _of_scope(self, question: str, only: Sequence[str], issuer: str, year: int | None) -> list[Report]:
        """The reports that the caller and the issuers named leave, whatever years the question names."""
        left = [report for report in self.index.reports if not only or report.id in only]
        left = [report for report in left if not issuer or names_issuer(issuer, report)]
        left = [report for report in left if year is None or (report.period_end and report.period_end.year == year)]
        return [report for report in left if names_issuer(question, report)] or left

    def _first_answer(self, part: Part, language: Language) -> Answer:
        """The answer of the first of the part's reports that has one; else what the first says."""
        first: Answer | None = None
        for name in part.reports:
            report = self.index.document(name).report
            answer = self._ask_one(part.text, Scope((name,)), [report])
            if answer.status == "answered":
                return answer
            first = first or answer
        nothing = Scope(reason=f"No indexed report is for {part.label}.")
        return first or absence.out_of_scope(part.text, nothing, self.index.reports, language)

    def _ask_several(self, question: str, scope: Scope, within: Sequence[Report], language: Language) -> Answer:
        """One question that several reports fit: each is asked for itself, so that no figure of one answers for another."""
        started = time.perf_counter()
        read = self._read(question, within)
        unknown = self.known.strangers(question, read, translated=self._glosses.of(scope.reports) is not None)
        if unknown:
            return absence.stranger(question, unknown, scope, self.index.reports, language)
        asked = within
        if len(within) > MOST:
            asked = shortlist(within, [hit.passage.report for hit in self.find(read, scope.reports)])
        searched = time.perf_counter()
        answers = [(report, self._ask_one(question, Scope((report.id,)), [report])) for report in asked]
        answer = one_of(question, answers, scope, language, dated=bool(read.years.any or read.years.prior))
        if len(within) > len(asked):
            left = f"{len(within)} reports fit; the {len(asked)} that the search found first were asked."
            answer = replace(answer, notes=(*answer.notes, left))
        timings = dict(answer.timings_ms)
        timings["retrieve"] = timings.get("retrieve", 0.0) + 1000 * (searched - started)
        return replace(answer, timings_ms=tuple(timings.items()))

    def _ask_one(self, question: str, scope: Scope, within: Sequence[Report]) -> Answer:
        """The answer from one report."""
        started = time.perf_counter()
        language = detect(question)
        read = self._read(question, within)
        if absence.is_of_the_day(question):
            return absence.of_the_day(question, scope, self.index.reports, language)
        unknown = self.known.strangers(question, read, translated=self._glosses.of(scope.reports) is not None)
        if unknown:
            return absence.stranger(question, unknown, scope, self.index.reports, language)
        found = without_search(self.index, question, read, within[0], scope)
        if found is not None:
            return replace(found, notes=(*found.notes, *of_reading(self.index, found)))
        asked = self._asked(read, within)
        hits = self.find(read, scope.reports)
        retrieved = time.perf_counter()
        figures, sentences = self.candidates(read, asked, hits, within)
        ranked = time.perf_counter()
        answer = self._decide(question, read, asked, figures, sentences, scope, within)
        if self._writer is not None and any(fits_years(report, read.years) for report in within):
            answer = self._writer.write(answer, asked, hits, sentences)
        ended = time.perf_counter()
        timings = (
            ("retrieve", 1000 * (retrieved - started)),
            ("rerank", 1000 * (ranked - retrieved)),
            ("answer", 1000 * (ended - ranked)),
        )
        notes = answer.notes
        if read.question.corrections:
            pairs = ", ".join(f"“{typed}” as “{meant}”" for typed, meant in read.question.corrections)
            notes = (*notes, say("read_words", language, pairs=pairs))
        trace = trace_of(read, figures, sentences, scope.reports, model.load(), answer.status)
        return replace(answer, timings_ms=timings, notes=(*notes, *of_reading(self.index, answer)), trace=trace)

    def find(self, read: Understanding, reports: Sequence[str]) -> list[Hit]:
        """The passages to look for an answer in: body text only, since an index row is evidence and never an answer."""
        found = self.index.search(
            read.query or read.question.text,
            reports=reports,
            hints=dict(read.weights),
            extra_queries=read.extra,
            kinds=ANSWERING,
            k=HITS,
            rerank=False,
        )
        own = self._by_own_words(read, reports)
        if read.words:  # found by the index too, with all that it tells of them
            return list({hit.passage.id: hit for hit in (*own, *found)}.values())
        return first_by_gloss(own, found) if own else found

    def _by_own_words(self, read: Understanding, reports: Sequence[str]) -> list[Hit]:
        """The passages of reports in Chinese that have most of a question's own words, or of the English for theirs, which no
        English model finds; none of other reports."""
        if (gloss := self._glosses.of(reports)) and read.question.language == "en":
            _, wide, weight = terms_of(read, gloss.vocabulary, self._stem, aged=False)
            return gloss.search(wide, weight, _BY_WORDS)
        if not read.words:
            return []
        own = " ".join(word for word, _ in read.words)
        found = self.index.search(own, reports=reports, kinds=ANSWERING, k=4 * HITS, rerank=False)
        return sorted(found, key=lambda hit: hit.lexical_rank or HITS + 1)[:_BY_WORDS]

    def _asked(self, read: Understanding, reports: Sequence[Report]) -> Asked:
        ages = ages_in(read.query) or ages_in(read.question.text)
        gloss = self._glosses.of([report.id for report in reports])
        vocabulary = gloss.vocabulary if gloss else self.index.vocabulary
        terms, wide, weight = terms_of(read, vocabulary, self._stem, aged=ages is not None)
        counted = frozenset(self._stem(read.reading.counted))
        entries = [(r, e) for r in reports for e in self.index.document(r.id).entries]
        edition = self._edition(reports)
        item = edition.get(read.weights[0][0]) if read.weights else None
        stems = vocabulary.stems
        return Asked(
            question=read.question,
            reading=read.reading,
            years=read.years,
            report_years=features.report_years(reports),
            report_labels=frozenset(report.period_label for report in reports),
            terms=terms,
            wide=wide,
            weight=weight,
            counted=counted | {term for term in terms if not term.isascii() and wide[term] & counted},
            # the words of a report in Chinese are not the English ones that it is weighed by
            unheard=0.0 if all(r.language.startswith("zh") for r in reports) else self._unheard(wide, weight),
            heard=frozenset(t for t in terms if any(stems.get(s, 0) >= _OFTEN for s in wide[t])),
            parts=(frozenset(read.query.lower().replace("?", " ").split()) & BREAKDOWN)
            - (AGE_WORDS if ages else set()),
            ages=ages,
            kpi_weights=dict(read.weights),
            query=read.query,
            groups=read.groups,
            total=features.asks_total(read.question.text),
            marked={e.code for _, e in entries if e.mark},
            listed={
                (r.id, label) for r, e in entries if read.weights and e.code == read.weights[0][0] for label in e.pages
            },
            code=bool(read.code),
            rate=re.search(r"\brate$", read.subject) is not None,
            phrase_stems=frozenset(s for phrase in (item.phrases_en if item else ()) for s in self._stem(phrase)),
        )

    def _unheard(self, wide: Mapping[str, frozenset[str]], weight: Mapping[str, float]) -> float:
        known = self.index.vocabulary.stems
        away = (
            weight[term] for term in weight if term != features.THAT_AGE and not any(s in known for s in wide[term])
        )
        return max(away, default=0.0) / max(weight.values(), default=1.0)

    def candidates(
        self, read: Understanding, asked: Asked, hits: Sequence[Hit], reports: Sequence[Report]
    ) -> tuple[list[Candidate], list[Candidate]]:
        """Figure candidates and sentence candidates with features and probability, best first."""
        figures, sentences = with_figures(hits), with_sentences(hits)
        if read.reading.intent in ("list", "text"):
            sentences += whole_lists(hits)
        late = self._late(read.query or read.question.text, hits)
        late_kpi = self._late(read.subject, hits) if read.subject else {}
        english = read.question.language == "en"
        names = required_names(read.query, reports, self.known.uncapitalised) if english else []
        if self._glosses.of([report.id for report in reports]) is not None:
            names = [name for name in names if is_place(name) or self.known.prints(name.lower())]
        for candidate in (*figures, *sentences):
            key = (candidate.passage.id, candidate.span)
            self._describe(candidate, asked, names, read.places)
            candidate.features["late"] = late.get(key, 0.0)
            candidate.features["late_kpi"] = late_kpi.get(key, 0.0)
            if mostly_cjk(candidate.text):
                # the model knows no Chinese: the share of the question's words takes its place, on its scale
                likeness = features.LIKE_NOTHING + features.LIKE_ALL * candidate.features["cover"]
                candidate.features["late"] = max(candidate.features["late"], likeness)
                candidate.features["late_passage"] = max(candidate.features["late_passage"], likeness)
        refuse_together(figures, sentences, asked, self._stem)
        read_closely(self.index, self.settings, read, figures, sentences)
        for group, name in ((figures, "figure"), (sentences, "text")):
            features.relative(
                group,
                ("late", "ce", "cover", "own_cover", "kpi", "measure_cover", "late_passage", "late_kpi", "figure_kpi"),
            )
            fitted = model.load()[name]
            for candidate in group:
                candidate.probability = 0.0 if candidate.refused else fitted.probability(candidate.features)
                if none_of_it(candidate):
                    candidate.probability = max(candidate.probability, SURE_NAME)
            group.sort(key=lambda c: -c.probability)
        if not (read.reading.strict and read.reading.intent in ("figure", "share")):
            look_again(sentences)
        address_first(f"{read.query} {read.question.text}", sentences)
        put_in_order(figures, asked)
        return figures, sentences

    def _only_a_word(self, name: str, figure: bool) -> bool:
        """Whether a capitalised word of English need not stand in the evidence; for a figure it must, since another's
        figure would be taken for the issuer's own."""
        return not figure and not name.isupper() and name.lower() in english()

    def _late(self, query: str, hits: Sequence[Hit]) -> dict[tuple[str, tuple[int, int]], float]:
        """Late-interaction score of every sentence and row of the hits, from the stored token states."""
        found: dict[tuple[str, tuple[int, int]], float] = {}
        for hit in hits:
            passage = hit.passage
            spans = tuple(dict.fromkeys((*spans_of(passage), (passage.start, passage.end))))
            scores = self.index.late_spans(query, hit.passage.id, spans)
            found.update({(hit.passage.id, span): float(score) for span, score in zip(spans, scores, strict=True)})
        return found

    def _describe(
        self, candidate: Candidate, asked: Asked, names: Sequence[str], places: Sequence[Sequence[str]]
    ) -> None:
        passage = candidate.passage
        passage_stems = features.stems_of(passage, self._stem)
        context = candidate.context
        aged = frozenset((features.THAT_AGE,)) if features.of_that_age(asked, candidate) else frozenset()
        candidate.features = {
            **features.of_passage(asked, candidate, passage_stems | aged),
            **features.of_span(
                asked,
                candidate.text,
                aged | frozenset(self._stem(context)),
                aged | frozenset(self._stem(candidate.text)),
            ),
        }
        if candidate.figure is not None:
            candidate.features.update(features.of_figure(asked, candidate, self._stem, aged))
        whole = passage.search_text.lower()
        # what stands in for a figure must be of the place asked for, as a figure must
        figure = candidate.figure is not None or (asked.reading.strict and asked.reading.intent in ("figure", "share"))
        if candidate.figure is not None:
            # the group of its row may stand on the page before
            whole = f"{whole} {candidate.figure.caption.lower()}"
        named_in = f"{whole} {self.known.told_beside(passage)}" if names and not figure else whole
        if names and mostly_cjk(passage.text):
            named_in += f" {in_english(named_in).lower()}"
        absent = [
            name
            for name in names
            if not speaks_of(name, named_in, passage.text) and not self._only_a_word(name, figure)
        ]
        if figure:
            absent += [place[0] for place in places if not any(speaks_of(one, named_in, passage.text) for one in place)]
        entries = self.index.document(passage.report).entries
        candidate.refused = refusal(
            candidate, asked, absent, entries, whole, self._stem, year_fits=self._year_fits(asked, candidate)
        )

    def _year_fits(self, asked: Asked, candidate: Candidate) -> bool:
        """Whether the candidate may speak for the years named: the report's own, or a year that it names itself."""
        report = self.index.document(candidate.passage.report).report
        years: Years = asked.years
        if candidate.figure is not None and candidate.figure.period:
            fit = features.period_fit(asked, candidate.figure.period)
            if years.any or years.prior:
                own = candidate.figure.period == report.period_label
                # the year of an event may head the text: `2017` over the milestones of a month
                told = f"{candidate.text} {candidate.passage.text[:_HEAD]} {' '.join(candidate.passage.section[-1:])}"
                return fit > 0 or (own and fits_years(report, years) and any(str(y) in told for y in years.any))
            return fit >= 0
        if fits_years(report, years):
            return True
        if years.prior and not years.any and asked.reading.intent not in ("figure", "share"):
            return True  # what is told of last year is told this year
        return bool(years.any) and all(str(year) in candidate.text for year in years.any)

    def _decide(
        self,
        question: str,
        read: Understanding,
        asked: Asked,
        figures: list[Candidate],
        sentences: list[Candidate],
        scope: Scope,
        reports: Sequence[Report],
    ) -> Answer:
        models = model.load()
        edition = self._edition(reports)
        wants_figure = read.reading.intent in ("figure", "share") or numeric_kpi(read, edition, self._stem)
        # a few words and a year ask for what changes from year to year
        dated = read.reading.intent == "text" and bool(read.years.any or read.years.prior)
        wants_figure = wants_figure or (dated and is_bare(read, self._stem))
        best_figure = figures[0] if figures else None
        if wants_figure:
            # a row of a table answers by its figure or not at all
            sentences = [one for one in sentences if not holds_figure(one) and stands_in(one, asked)]
        best_text = sentences[0] if sentences else None
        clause = partial(reads_clause, self.index, self.settings, read)
        chosen: Answer | None = None
        gap = (
            declared_gap(sentences, figures, asked, self._stem)
            if wants_figure and self.known.in_time(read.years, reports)
            else None
        )
        if gap is not None:
            return absence.said_so(question, read, edition, gap, scope)
        if best_figure is not None and is_bare(read, self._stem) and named_kpi(read, best_figure):
            best_figure.probability = max(best_figure.probability, SURE_NAME)
        meaning = definition(read.query, sentences)
        if meaning is not None:
            meaning.probability = max(meaning.probability, SURE_MEANING)
            own = self._entries(meaning)
            chosen = compose.text_answer(
                question, read, [meaning], scope, self._report_of(meaning), own, 1.0, exact=True
            )
        elif wants_figure and best_figure is not None and best_figure.probability >= models["figure"].threshold:
            chosen = self._with_figure(question, read, figures, scope)
        elif (
            best_figure is not None
            and says_it_all(best_figure)
            and read.reading.intent == "text"
            and is_bare(read, self._stem)
        ):
            # a few bare words that the row of a figure says
            chosen = self._with_figure(question, read, figures, scope)
        elif wants_figure and (only := only_figure(read, figures, best_text, clause)) is not None:
            chosen = self._with_figure(question, read, [only], scope)
        elif likelier_figure(read, best_figure, best_text) or (wants_figure and stands_alone(figures)):
            chosen = self._with_figure(question, read, figures, scope)
        elif (
            best_text is not None
            and best_text.probability >= models["text"].threshold
            and not lacks_number(read, best_text, figures)
        ):
            listing = self._listing(read, best_text.passage)
            report, own = self._report_of(best_text), self._entries(best_text)
            chosen = compose.text_answer(
                question, read, sentences, scope, report, own, models["text"].threshold,
                after=self._after(listing or best_text.passage), listing=listing,
            )  # fmt: skip
        elif (
            best_figure is not None
            and best_figure.probability >= SURE_FIGURE
            and read.reading.intent == "text"
            and not compose.asks_to_explain(read.query)
        ):
            # a few bare words that no sentence answers and one figure does
            chosen = self._with_figure(question, read, figures, scope)
        if chosen is not None and not chosen.figures and len(chosen.citations) == 1 and best_text is not None:
            said = best_text
            blank = said.passage.kind == "table" and ends_blank(said.text) and not holds_figure(said)
            # "the amount is not metered" is likely to be read as the answer to how much there is
            amount = read.reading.intent in ("figure", "share") or absence.is_fragment(question)
            amount = amount and not any(map(str.isdigit, said.text))
            if blank or (amount and declared(said.text) is not None):
                return absence.said_so(question, read, edition, said, scope)
        if chosen is not None:
            language = read.question.language
            periods = " ".join(compose.period_words(report, language) for report in reports)
            # a year that is a column's head, and labels that lost a footnote mark ("Scope 11"), are the table's own words
            columns = " ".join(f"{figure.period} {figure.measure}" for figure in chosen.figures)
            wrong = faults(chosen, self.index.page, allowed=f"{periods} {columns}")
            if not wrong:
                return chosen
            log.warning("withheld an answer to %r: %s", question, "; ".join(wrong))
        if len(reports) == 1 and self.known.in_time(read.years, reports):
            row = row_for(self.index.document(reports[0].id), read, asked, self._stem)
            told = of_row(self.index, question, read, row, reports[0], scope) if row is not None else None
            if told is not None:
                return told
        others = owners(without_jargon(question), lambda _: False, self.known.is_issuer)
        if others:
            language = read.question.language
            return absence.stranger(question, others, scope, self.index.reports, language, mentioned=True)
        entries = [(r, e) for r in reports for e in self.index.document(r.id).entries]
        nearest, given = best_figure if wants_figure else best_text, self.known.given(reports)
        pages = self.index.document(reports[0].id).report.pages
        bears = any(map(absence.bears_on_it, (*figures, *sentences)))
        return absence.withheld(
            question, read, edition, entries, nearest, scope, self.index.reports, pages, given, bears
        )

    def _with_figure(self, question: str, read: Understanding, figures: Sequence[Candidate], scope: Scope) -> Answer:
        best, threshold = figures[0], model.load()["figure"].threshold
        report = self._report_of(best)
        return compose.figure_answer(question, read, figures, scope, report, self._entries(best), threshold)

    def _after(self, passage: Passage) -> Passage | None:
        """The passage that follows in reading order."""
        return passage_after(self.index.passages(passage.report), passage, self.index.page)

    def _listing(self, read: Understanding, passage: Passage) -> Passage | None:
        """All that is asked for where the best sentence is of a part of it: steps, or the table that lists them."""
        passages = self.index.passages(passage.report)
        if read.reading.intent in ("list", "text") and asks_steps(read.query):
            steps = steps_around(passages, passage, self.index.page)
            if steps is not None or read.reading.intent != "list":
                return steps
        if read.reading.intent != "list":
            return None
        wanted = items_asked(read.question.text)
        rest = rest_of_list(passages, passage, wanted, self.index.page) if wanted else None
        return rest or table_of(passages, passage, read.query)

    def _entries(self, candidate: Candidate) -> Sequence[IndexEntry]:
        return self.index.document(candidate.passage.report).entries

    def _report_of(self, candidate: Candidate) -> Report:
        return self.index.document(candidate.passage.report).report
