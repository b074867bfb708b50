"""BM25 over Chinese text: how it is cut into tokens, and whether Traditional is folded to Simplified, measured.

    python benchmarks/chinese.py [--failures]

Two invented reports (`benchmarks/chinese_reports`), one in each script, and questions with the page and words of the
passage that answers; each is searched for in its own report, as written and in the other script. jieba is no dependency: without it
(`pip install jieba`) its rows are left out. Prints one JSON object a line.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import opencc

from esgqa.passages import split
from esgqa.reading import read_report
from esgqa.retrieval.lexical import Bm25sIndex
from esgqa.retrieval.tokens import tokenise
from esgqa.types import Passage

DATA = Path(__file__).parent / "chinese_reports"
DEPTH = 20
RUN = re.compile(r"[\u3400-\u9fff]+")
TO_SIMPLIFIED, TO_TRADITIONAL = opencc.OpenCC("t2s"), opencc.OpenCC("s2t")

Cut = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Gold:
    """A question and where its answer stands."""

    report: str
    question: str
    page: int
    contains: str

    def answered_by(self, passage: Passage) -> bool:
        return passage.report == self.report and passage.page == self.page and self.contains in passage.text


def characters(run: str) -> list[str]:
    """Every character by itself."""
    return list(run)


def bigrams(run: str) -> list[str]:
    """Every pair of neighbours; a lone character is itself."""
    return [run] if len(run) == 1 else [a + b for a, b in pairwise(run)]


def both(run: str) -> list[str]:
    """Pairs and single characters."""
    return bigrams(run) + (list(run) if len(run) > 1 else [])


def jieba_words(run: str, search: bool = False) -> list[str]:
    """jieba's words; its search mode adds the words within long ones."""
    import jieba

    jieba.setLogLevel("ERROR")
    return list(jieba.cut_for_search(run) if search else jieba.cut(run))


def jieba_and_bigrams(run: str) -> list[str]:
    """Words of three characters and more beside all pairs."""
    return bigrams(run) + [word for word in jieba_words(run) if len(word) > 2]


def tokens(text: str, cut: Cut, fold: bool) -> list[str]:
    """The tokens of a text: Chinese runs by `cut`, all else as the package does it."""
    plain = TO_SIMPLIFIED.convert(text) if fold else text
    found = [token for run in RUN.findall(plain) for token in cut(run)]
    return found + tokenise(RUN.sub(" ", plain))


def cuts() -> dict[str, Cut]:
    """The ways to cut, by name."""
    found: dict[str, Cut] = {"characters": characters, "bigrams": bigrams, "bigrams and characters": both}
    if importlib.util.find_spec("jieba"):
        found |= {
            "jieba": jieba_words,
            "jieba for search": partial(jieba_words, search=True),
            "jieba and bigrams": jieba_and_bigrams,
        }
    return found


def ranks(
    gold: Sequence[Gold], passages: Sequence[Passage], make: Callable[[str], list[str]], ask: Callable[[str], str]
) -> list[int]:
    """The rank of the first right passage for each question; 0 where it is not among the first."""
    with tempfile.TemporaryDirectory() as folder:
        Bm25sIndex.build([make(" ".join((*passage.section, passage.text))) for passage in passages], Path(folder))
        index = Bm25sIndex.open(Path(folder))
        found = []
        for one in gold:
            rows = index.search(make(ask(one.question)), DEPTH, np.array([p.report == one.report for p in passages]))
            found.append(next((n for n, (row, _) in enumerate(rows, 1) if one.answered_by(passages[row])), 0))
    return found


def measured(name: str, script: str, found: Sequence[int]) -> dict[str, Any]:
    """MRR and hit@5 of some ranks."""
    return {
        "tokens": name,
        "question": script,
        "mrr": round(sum(1 / rank for rank in found if rank) / len(found), 3),
        "hit@5": round(sum(0 < rank <= 5 for rank in found) / len(found), 3),
        "questions": len(found),
    }


def results(gold: Sequence[Gold], passages: Sequence[Passage], failures: bool) -> Iterator[dict[str, Any]]:
    """Every way to cut, with and without folding, in both scripts; then the package's own."""
    makes = {
        f"{name}{', folded' if fold else ''}": partial(tokens, cut=cut, fold=fold)
        for name, cut in cuts().items()
        for fold in (False, True)
    }
    makes["esgqa"] = tokenise
    for name, make in makes.items():
        for script, ask in (("as written", str), ("other script", other_script)):
            found = ranks(gold, passages, make, ask)
            yield measured(name, script, found)
            if failures and name == "esgqa":
                yield from (
                    {"rank": n, "asked": g.question} for g, n in zip(gold, found, strict=True) if not 0 < n <= 5
                )


def other_script(text: str) -> str:
    """Traditional as Simplified, Simplified as Traditional."""
    simplified = str(TO_SIMPLIFIED.convert(text))
    return simplified if simplified != text else str(TO_TRADITIONAL.convert(text))


def main() -> None:
    """Runs every measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--failures", action="store_true", help="also print the questions missed by the package's own")
    arguments = parser.parse_args()
    reports = {path.stem: read_report(path) for path in sorted(DATA.glob("*.txt"))}
    names = {report.id: stem for stem, report in reports.items()}
    lines = (DATA / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    ids = {stem: report_id for report_id, stem in names.items()}
    gold = [Gold(**(row | {"report": ids[row["report"]]})) for row in map(json.loads, lines)]
    passages = [passage for report in reports.values() for passage in split(report) if passage.kind != "boilerplate"]
    missing = [one.question for one in gold if not any(one.answered_by(passage) for passage in passages)]
    if missing:
        parser.error(f"questions without a passage: {', '.join(missing)}")
    for row in results(gold, passages, arguments.failures):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
