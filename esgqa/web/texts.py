"""Every word that the web app itself says, in one place, so that another language is one more value."""

from __future__ import annotations

from dataclasses import dataclass

from esgqa.datasheet import KpiStatus
from esgqa.types import Status


@dataclass(frozen=True, slots=True)
class Texts:
    """The interface in one language. Braces are filled with `str.format`; nothing here is HTML."""

    language: str
    """BCP 47 tag of the page."""
    title: str
    tagline: str
    other_language: str
    """The name of the other interface language, in that language."""
    views: dict[str, str]
    """What each view of the app is called."""
    # asking
    question: str
    placeholder: str
    ask: str
    issuer: str
    year: str
    report: str
    all_issuers: str
    all_years: str
    all_reports: str
    examples: str
    answers: str
    working: str
    working_steps: tuple[str, ...]
    read_as: str
    statuses: dict[Status, str]
    confidence: dict[str, str]
    confidence_value: str
    considered: dict[str, str]
    """What was done before an answer without a figure is given, by status."""
    choices: str
    kpi: str
    citations: str
    page_of: str
    show_page: str
    reference: str
    notes: str
    how: str
    how_searched: str
    how_kpis: str
    how_corrected: str
    how_weighed: str
    how_time: str
    scope_none: str
    scope_one: str
    scope_many: str
    scope_all_one: str
    scope_all_many: str
    more_reports: str
    link: str
    figure: str
    value: str
    period: str
    broken: str
    too_busy: str
    question_template: str
    question_template_zh: str
    # feedback
    feedback: str
    verdicts: dict[str, str]
    thanks: str
    feedback_off: str
    # evidence
    evidence: str
    no_evidence: str
    no_citation: str
    pick_row: str
    page_label: str
    page_position: str
    page_quoted: str
    page_elsewhere: str
    page_empty: str
    page_ocr: str
    page_picture: str
    previous: str
    following: str
    as_page: str
    as_text: str
    copy: str
    copied: str
    new_tab: str
    back: str
    # datasheet
    pick_report: str
    kpi_statuses: dict[KpiStatus, str]
    coverage: str
    coverage_of: str
    aspects: dict[str, str]
    """Groups of the guide that are no aspects."""
    aspect: str
    search_rows: str
    any_status: str
    any_aspect: str
    rows_shown: str
    no_rows: str
    status: str
    found: str
    page: str
    own_index: str
    disagrees: str
    open_row: str
    download: str
    checks: str
    checks_none: str
    difference: str
    # batch
    batch: str
    question_short: str
    batch_help: str
    batch_file: str
    batch_run: str
    batch_save: str
    batch_progress: str
    batch_done: str
    batch_wrong: str
    # comparing
    compare: str
    compare_help: str
    kpis: str
    reports: str
    compare_reports: str
    compare_checks: str
    compare_run: str
    measure: str
    unit: str
    unlike: str
    unlike_help: str
    differences: dict[str, str]
    conversions: str
    nothing_compared: str
    chart: str
    chart_help: str
    chart_measure: str
    intensity: str
    # library
    columns: dict[str, str]
    inferred: str
    warnings: str
    add: str
    add_help: str
    add_files: str
    add_run: str
    outcomes: dict[str, str]
    adding: str
    edit: str
    edit_help: str
    edit_save: str
    edit_none: str
    edited: str
    columns_edit: dict[str, str]
    remove: str
    remove_ask: str
    removed: str
    cancel: str
    read_only: str
    empty_title: str
    empty_remedy: str
    # around
    footer: str
    api: str

    def scope_all(self, count: int) -> str:
        """How many reports are indexed, in words."""
        return self.scope_all_one if count == 1 else self.scope_all_many.format(count=count)
