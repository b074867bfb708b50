"""The verifier of a language model's claims, on claims that are true or false of two invented reports.

    esgqa ingest eval/reports --index demo
    python benchmarks/llm_claims.py --index demo [--verbose] [--support 0.75] [--across 0.5]

eval/llm/claims.jsonl holds, for passages of those reports, sentences that say what they say and sentences that change a
number, a unit, a year, a name, a noun, the direction or yes and no. Every true claim is also tried on every other
passage that another claim is about, where it is false. Prints the share of each that passes, by kind.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from esgqa.answering.compose import period_words
from esgqa.answering.llm import verify_claim
from esgqa.answering.llm.evidence import Source
from esgqa.answering.llm.reply import claims_of
from esgqa.library import Library
from esgqa.settings import load_settings

CLAIMS = Path(__file__).parent.parent / "eval" / "llm" / "claims.jsonl"


@dataclass(frozen=True, slots=True)
class Case:
    """A claim, the passage that it is tried on, and whether the passage says it."""

    claim: str
    language: str
    true: bool
    kind: str
    source: Source


def cases(library: Library, path: Path = CLAIMS) -> Iterator[Case]:
    """Each claim on its own passage, and each true one on all passages that do not say it."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = [(line, _source(library, line["report"], line["page"], line["anchor"])) for line in lines]
    for line, source in found:
        yield Case(line["claim"], line["lang"], line["true"], line["kind"], source)
    elsewhere = {source.passage.id: source for _, source in found}
    for line, own in found:
        for source in elsewhere.values():
            if line["true"] and source.passage.id != own.passage.id:
                yield Case(line["claim"], line["lang"], False, "another passage", source)


def _source(library: Library, report_id: str, page: int, anchor: str) -> Source:
    report = library.report(report_id)
    about = " | ".join((report.issuer, *report.aliases, report.title, period_words(report), report.period_label))
    for passage in library.document(report_id).passages:
        if passage.page == page and anchor in " ".join(passage.text.split()):
            return Source(passage, about, report.period_label)
    raise SystemExit(f"no passage on page {page} of {report_id} holds {anchor!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--support", type=float, default=verify_claim.SUPPORT)
    parser.add_argument("--across", type=float, default=verify_claim.SUPPORT_ACROSS)
    parser.add_argument("--verbose", action="store_true")
    chosen = parser.parse_args()
    verify_claim.SUPPORT, verify_claim.SUPPORT_ACROSS = chosen.support, chosen.across
    settings = load_settings(index=chosen.index)
    tried: Counter[tuple[str, str]] = Counter()
    passed: Counter[tuple[str, str]] = Counter()
    for case in cases(Library.open(settings.index, settings)):
        key = (case.language, "true" if case.true else case.kind)
        (claim,) = claims_of(f"{case.claim} [1]")
        verdict = verify_claim.judge(claim, [case.source], case.language)
        tried[key] += 1
        passed[key] += not verdict.fault
        if chosen.verbose and case.true == bool(verdict.fault):
            print(f"{'refused' if case.true else 'PASSED'} ({case.kind}): {case.claim} — {verdict.fault}")
    for language, kind in sorted(tried):
        print(
            json.dumps(
                {"language": language, "kind": kind, "passed": passed[language, kind], "of": tried[language, kind]}
            )
        )


if __name__ == "__main__":
    main()
