"""From an extractive answer to one in the model's words, as far as these can be verified."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from esgqa.answering import model
from esgqa.answering.candidates import Candidate, one_line, text_of
from esgqa.answering.compose import period_words
from esgqa.answering.features import Asked
from esgqa.answering.llm import prompt
from esgqa.answering.llm.client import Endpoint, NoReply
from esgqa.answering.llm.evidence import Row, Source
from esgqa.answering.llm.quantities import canonical, folded, quantities
from esgqa.answering.llm.reply import claims_of
from esgqa.answering.llm.verify_claim import Verdict, judge
from esgqa.answering.llm.wording import content, widened
from esgqa.answering.verify import faults, numbers_in
from esgqa.retrieval import Index
from esgqa.types import Answer, Citation, Hit, Language, Passage, Report

log = logging.getLogger(__name__)

ABOUT = 0.8
"""Share of the question's weight that must stand in the evidence before an abstention may become an answer."""
_TEXT_INTENTS = ("text", "list", "yes_no", "name")
_MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Writer:
    """Words answers over one index. Holds no state of any question, so threads may share it."""

    endpoint: Endpoint
    index: Index

    def write(self, answer: Answer, asked: Asked, hits: Sequence[Hit], sentences: Sequence[Candidate]) -> Answer:
        """The answer in the model's words where these stand in the passages; else as it is, with a note where words
        were left out. Figures stay those of the extractive answer. A failing endpoint is warned of, never raised."""
        abstained = answer.status in ("not_found", "not_disclosed")
        if not (answer.status == "answered" or (abstained and asked.reading.intent in _TEXT_INTENTS)):
            return answer
        shown = prompt.number(self._passages(answer, hits))
        if not shown:
            return answer
        language = asked.question.language
        found = answer.answer if answer.status == "answered" else ""
        if prompt.speaks_to_a_model(found):
            return answer
        try:
            reply = self.endpoint.complete(prompt.messages(answer.question, language, shown, found))
        except NoReply as reason:
            log.warning("the language model at %s: %s; the extractive answer stands", self.endpoint.host, reason)
            return answer
        closed = self._closed(sentences)
        sources = [self._source(one.passage, closed) for one in shown]
        verdicts = [judge(claim, sources, language) for claim in claims_of(_without_verdict(reply))]
        if answer.figures:
            verdicts = [_of_the_figures(verdict, answer, sources) for verdict in verdicts]
        passed = [verdict for verdict in verdicts if not verdict.fault]
        worded = None
        if passed and (not abstained or (len(passed) == len(verdicts) and self._answers(asked, passed))):
            worded = self._worded(answer, passed, language, sentences)
        return _with_note(answer, worded, verdicts)

    def _passages(self, answer: Answer, hits: Sequence[Hit]) -> list[Passage]:
        """The passages that the answer cites, then, unless its figures settle it, the others that were found."""
        by_id: dict[str, Passage] = {hit.passage.id: hit.passage for hit in hits}
        if answer.status != "answered":
            return list(by_id.values())
        cited = [by_id[c.passage] for c in answer.citations if c.passage in by_id]
        others = [] if answer.figures else list(by_id.values())
        return list({passage.id: passage for passage in (*cited, *others)}.values())

    def _closed(self, sentences: Sequence[Candidate]) -> Mapping[str, frozenset[tuple[int, int]]]:
        found: dict[str, set[tuple[int, int]]] = {}
        for candidate in sentences:
            if candidate.refused:
                found.setdefault(candidate.passage.id, set()).add(candidate.span)
        return {passage: frozenset(spans) for passage, spans in found.items()}

    def _source(self, passage: Passage, closed: Mapping[str, frozenset[tuple[int, int]]]) -> Source:
        report = self._report(passage.report)
        return Source(passage, _about(report), report.period_label, closed.get(passage.id, frozenset()))

    def _report(self, report: str) -> Report:
        return self.index.document(report).report

    def _answers(self, asked: Asked, passed: Sequence[Verdict]) -> bool:
        """Whether the evidence speaks of what is asked, and not only truly of something else."""
        text = " ".join(f"{row.text} {row.context} {row.source.about}" for verdict in passed for row in verdict.rows)
        have = widened(frozenset(content(folded(text))))
        whole = sum(asked.weight.values())
        spoken = sum(weight for term, weight in asked.weight.items() if asked.wide[term] & have)
        return whole > 0 and spoken >= ABOUT * whole

    def _worded(
        self, answer: Answer, passed: Sequence[Verdict], language: Language, sentences: Sequence[Candidate]
    ) -> Answer | None:
        """The answer in the words that passed; None where they leave out a figure, or speak of something else."""
        told = [verdict.claim.text for verdict in passed]
        if answer.figures:
            said = {one.value for text in told for one in quantities(folded(text))}
            if not {canonical(figure.value) for figure in answer.figures} <= said:
                return None
        cited = {citation.passage for citation in answer.citations}
        if answer.status == "answered" and not any(
            row.source.passage.id in cited for verdict in passed for row in verdict.rows
        ):
            return None
        citations = list(answer.citations) if answer.status == "answered" else []
        for verdict in passed:
            for row in verdict.rows:
                _cite(citations, row)
        lead = next((lead for lead in _VERDICTS if answer.answer.startswith(lead)), "") if not answer.figures else ""
        new = replace(
            answer,
            status="answered",
            answer=lead + ("" if language != "en" else " ").join(told),
            citations=tuple(citations),
            confidence=answer.confidence if answer.status == "answered" else _likely(passed, sentences),
            notes=answer.notes if answer.status == "answered" else (),
        )
        allowed = " ".join(row.source.about for verdict in passed for row in verdict.rows)
        labels = " ".join(f"{figure.period} {figure.measure}" for figure in answer.figures)
        wrong = faults(new, self.index.page, allowed=f"{allowed} {labels}")
        if wrong:
            log.warning("withheld a wording of %r: %s", answer.question, "; ".join(wrong))
        return None if wrong else new


_VERDICTS = ("Yes: ", "No: ", "是：", "否：")


def _without_verdict(reply: str) -> str:
    """A reply without its opening yes or no: that is the extractive answer's to say, from the words of the report."""
    for lead in ("yes", "no", "是的", "是", "否", "不是"):
        rest = reply.lstrip()
        if rest.lower().startswith(lead) and rest[len(lead) : len(lead) + 1] in tuple(",.:，。："):
            return rest[len(lead) + 1 :].lstrip()
    return reply


def _about(report: Report) -> str:
    """What may be said of a report without a quote: whose it is, what it is called, the period it covers."""
    return " | ".join((report.issuer, *report.aliases, report.title, period_words(report), report.period_label))


def _of_the_figures(verdict: Verdict, answer: Answer, sources: Sequence[Source]) -> Verdict:
    """A claim beside figures may carry no other number than theirs: another may be true and of something else."""
    if verdict.fault:
        return verdict
    periods = " ".join(f"{figure.period} {figure.raw}" for figure in answer.figures)
    about = " ".join(source.about for source in sources)
    known = {one.value for one in quantities(folded(f"{answer.answer} {periods} {about}"))}
    known |= {canonical(figure.value) for figure in answer.figures}
    known |= {canonical(number) for number in numbers_in(folded(f"{answer.answer} {periods} {about}"))}
    text = folded(verdict.claim.text)
    for one in quantities(text):
        if one.value not in known:
            return replace(verdict, fault=f"the number “{text[one.start : one.end]}” is none of the answer's figures")
    return verdict


def _cite(citations: list[Citation], row: Row) -> None:
    """Add the quote that bears a claim, unless a citation holds it already."""
    passage, (start, end) = row.source.passage, row.quote
    text = text_of(passage, (start, end))
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    if any(c.passage == passage.id and c.start <= start and end <= c.end for c in citations):
        return
    quote = one_line(text_of(passage, (start, end)))
    n = len(citations) + 1
    citations.append(Citation(n, passage.report, passage.page, passage.label, passage.id, quote, start, end))


def _likely(passed: Sequence[Verdict], sentences: Sequence[Candidate]) -> float:
    """How likely an answer is that the fitted model held too unlikely to give: as likely as it may be at most."""
    held = {(row.source.passage.id, row.span) for verdict in passed for row in verdict.rows}
    own = max((c.probability for c in sentences if (c.passage.id, c.span) in held), default=0.0)
    return min(own, model.load()["text"].threshold)


def _with_note(answer: Answer, worded: Answer | None, verdicts: Sequence[Verdict]) -> Answer:
    """The wording, or the answer as it was, and what of the model's words was left out and why."""
    left = [verdict.fault for verdict in verdicts if verdict.fault]
    notes: list[str] = []
    if worded is not None:
        notes.append("Worded by a language model; every sentence was checked against what it cites.")
    if left:
        reasons = "; ".join(list(dict.fromkeys(left))[:_MOST_REASONS])
        kept = "" if worded is not None else ", and the answer stands as found"
        notes.append(f"Left out {len(left)} of {len(verdicts)} sentences of the language model{kept}: {reasons}.")
    chosen = worded or answer
    return replace(chosen, notes=(*chosen.notes, *notes))
