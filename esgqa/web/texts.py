"""Every word that the web app itself says, in one place, so that another language is one more value here."""

from __future__ import annotations

from dataclasses import dataclass

from esgqa.types import Status


@dataclass(frozen=True, slots=True)
class Texts:
    """The interface in one language. Braces are filled with `str.format`; nothing here is HTML."""

    language: str
    """BCP 47 tag of the page."""
    title: str
    tagline: str
    question: str
    placeholder: str
    ask: str
    searched: str
    all_reports: str
    examples: str
    evidence: str
    answers: str
    no_evidence: str
    no_citation: str
    working: str
    working_steps: str
    statuses: dict[Status, str]
    confidence: dict[str, str]
    confidence_value: str
    kpi: str
    citations: str
    page_of: str
    show_page: str
    reference: str
    notes: str
    scope_none: str
    scope_one: str
    scope_many: str
    scope_all_one: str
    scope_all_many: str
    page_label: str
    page_position: str
    page_quoted: str
    page_elsewhere: str
    page_empty: str
    page_ocr: str
    previous: str
    following: str
    back: str
    figure: str
    value: str
    period: str
    empty_title: str
    empty_remedy: str
    broken: str
    footer: str
    api: str
    question_template: str
    question_template_zh: str
    more_reports: str

    def scope_all(self, count: int) -> str:
        """How many reports are indexed, in words."""
        return self.scope_all_one if count == 1 else self.scope_all_many.format(count=count)


ENGLISH = Texts(
    language="en",
    title="esgqa",
    tagline="Figures from ESG reports, quoted from the page they stand on.",
    question="Your question, in English or Chinese",
    placeholder="A figure, a policy, a KPI code …",
    ask="Ask",
    searched="Reports searched",
    all_reports="All indexed reports",
    examples="Try one of these",
    evidence="Evidence",
    answers="Answers",
    no_evidence="The cited page appears here, with the quoted words marked.",
    no_citation="This answer cites no page.",
    working="Working on it",
    working_steps="Reading the question, searching the reports, checking every number against its page …",
    statuses={
        "answered": "Answered",
        "not_disclosed": "Not disclosed by the issuer",
        "not_found": "Not found",
        "ambiguous": "Ambiguous",
        "error": "Could not be asked",
    },
    confidence={
        "high": "High confidence",
        "medium": "Medium confidence",
        "low": "Low confidence",
        "doubtful": "Low confidence: check the page",
    },
    confidence_value="{words} ({value:.2f} of 1)",
    kpi="KPI",
    citations="Where it stands",
    page_of="p.\u00a0{label}",
    reference="Citation {n}",
    show_page="Show citation {n}: {where}",
    notes="Notes",
    scope_none="No report was searched: none fits.",
    scope_one="Searched: {report}",
    scope_many="Searched {count} reports: {reports}",
    scope_all_one="1 report indexed",
    scope_all_many="{count} reports indexed",
    page_label="Page {label}",
    page_position="{position} of {count} in the file",
    page_quoted="Quoted words are marked.",
    page_elsewhere="Nothing on this page is quoted in the answer.",
    page_empty="No text could be read on this page.",
    page_ocr="The text of this page was recognised from an image; compare it with the report.",
    previous="‹ Previous page",
    following="Next page ›",
    back="Back to the answer",
    figure="What is measured",
    value="Figure",
    period="Period",
    empty_title="No report is indexed yet",
    empty_remedy="Add reports from a terminal, then start the app again:",
    broken="Something went wrong while answering. The log of the app has the details; the next question can be asked.",
    footer="Every number in an answer stands word for word in a cited report. Not investment advice.",
    api="For programs: API description",
    question_template="What is reported on {topic}?",
    question_template_zh="{topic}是多少？",
    more_reports="and {count} more",
)
