"""How often a verdict of yes or no is right on sentences where it cannot be guessed (eval/verdicts).

    python benchmarks/verdicts.py [--index DIR] [--show N]

Each question is put with its sentence as if that had been found with certainty; questions in Chinese are left out. What
comes out is how many verdicts are given, how many of these are right, and what the wrong ones are.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from esgqa.answering.candidates import Candidate
from esgqa.answering.verdict import verdict
from esgqa.library import Library
from esgqa.types import Hit, Passage

BLOCKS = Path(__file__).parent.parent / "eval" / "verdicts"
SURE = 0.95


def blocks() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each sentence with its questions, as `Y`, `N` or `U` and the question."""
    for path in sorted(BLOCKS.glob("*.txt")):
        for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip()):
            lines = [line.partition("\t") for line in block.split("\n")]
            sentence = next(text.strip() for kind, _, text in lines if kind == "S")
            yield sentence, [(kind, text.strip()) for kind, _, text in lines if kind != "S"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    library = Library.open(arguments.index)
    answerer, reports = library._answerer, library.reports()[:1]
    counts: Counter[tuple[str, str]] = Counter()
    for sentence, questions in blocks():
        passage = Passage("r:1:1", reports[0].id, 1, "1", 0, len(sentence), sentence, sentences=((0, len(sentence)),))
        printed = frozenset(answerer._stem(sentence))
        for right, question in questions:
            read = answerer._read(question, reports)
            if read.question.language != "en" or read.reading.intent != "yes_no":
                continue
            asked = answerer._asked(read, reports)
            said = sum(bool(asked.wide[term] & printed) for term in asked.terms) / max(1, len(asked.terms))
            candidate = Candidate(Hit(passage, 1.0), (0, len(sentence)), None)
            candidate.probability, candidate.features = SURE, {"own_cover": said}
            found = verdict(read, candidate)
            given = "U" if found is None else "Y" if found else "N"
            counts[right, given] += 1
            if (
                given not in ("U", right)
                and sum(n for (r, g), n in counts.items() if g not in ("U", r)) <= arguments.show
            ):
                print(f"{right}, not {given}: {question}\n    {sentence}")
    given = sum(n for (_, verdict_), n in counts.items() if verdict_ != "U")
    right_ones = sum(n for (right, verdict_), n in counts.items() if verdict_ == right != "U")
    print(f"{sum(counts.values())} questions, {given} verdicts, {right_ones / max(1, given):.1%} of them right")
    for (right, verdict_), number in sorted(counts.items()):
        print(f"  {right} told {verdict_}: {number}")


if __name__ == "__main__":
    main()
