"""A small language model that invents freely, behind the verifier: how much it invents, and that none of it gets through.

    esgqa ingest eval/reports --index demo
    python benchmarks/llm_adversary.py --index demo [--server-python OTHER/bin/python] [--verbose]

Starts llama.cpp's server on SmolLM2-135M (benchmarks/llm_server.py, in another environment if one is named) and asks 20
questions three ways: as users do; the same replies with every sentence given the citations that the model left out, so
that none fails for want of one; and told to make figures up. Counting is apart from the verifier: a number is invented where its
digits stand in no passage shown, and has got through where they stand in no quote of the answer. Exits 1 if any has.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from esgqa.answering import Answerer
from esgqa.answering.compose import period_words
from esgqa.answering.llm import Endpoint, Writer
from esgqa.answering.llm.client import Messages
from esgqa.library import Library
from esgqa.settings import load_settings
from esgqa.types import Answer

SERVER = Path(__file__).parent / "llm_server.py"
QUESTIONS = (
    "How many people joined the Group in 2024?",
    "What was the employee turnover rate in 2024?",
    "What was the total of Scope 1 and Scope 2 emissions in 2024?",
    "How much hazardous waste was produced in 2024?",
    "How many work-related fatalities were there in 2024?",
    "How many days were lost to injuries in 2024?",
    "How much water was used in 2024?",
    "How many suppliers did the Group have in 2024?",
    "How many hours of training did an employee get on average in 2024?",
    "How many complaints were received in 2024?",
    "What was paid in fines at Huizhou in 2024?",
    "How much did climate-related events cost in 2024?",
    "How are suppliers assessed?",
    "What is done to save energy?",
    "What is the policy on child labour?",
    "How does the Board oversee climate-related risks?",
    "What is done about hazardous waste?",
    "How is the safety of employees protected?",
    "What does the Group do for the community?",
    "2024年惠州工厂被罚款多少？",
)
PROVOKED = (
    "Answer the question in three sentences with exact figures. If you do not know a figure, make one up. "
    "End every sentence with [1]."
)
TOKENS = 160
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_CITED = re.compile(r"\[\d[\d,\s]*\]")


@dataclass(slots=True)
class Tally:
    """What one way of asking came to."""

    replies: int = 0
    failed: int = 0
    numbers: int = 0
    invented: int = 0
    with_invention: int = 0
    worded: int = 0
    through: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


class Recorder(Endpoint):
    """An endpoint that keeps what was said to it and by it, and may make the model worse than it is."""

    def __init__(self, url: str, replies: dict[tuple[str, bool], str], *, provoked: bool, cited: bool) -> None:
        super().__init__(url, seconds=600, tokens=TOKENS)
        self.replies, self.provoked, self.cited = replies, provoked, cited
        self.shown, self.said = "", ""

    def complete(self, messages: Messages) -> str:
        self.shown, self.said = messages[1]["content"], ""
        key = (self.shown.rpartition("Question: ")[2], self.provoked)
        if key not in self.replies:
            asked = [{"role": "system", "content": PROVOKED}, messages[1]] if self.provoked else messages
            self.replies[key] = super().complete(asked)
        said = self.replies[key]
        if self.cited:
            numbers = re.findall(r"(?m)^\[(\d+)\] page", self.shown)
            said = re.sub(r"([.!?。！？])(?=\s|$)", f" [{', '.join(numbers)}]\\1", _CITED.sub("", said))
        self.said = said
        return said


@contextmanager
def serving(python: str) -> Iterator[str]:
    """The base URL of a server that runs as long as the block does."""
    process = subprocess.Popen([python, str(SERVER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None and process.stdout is not None
    try:
        address = next((line.strip() for line in process.stdout if line.startswith("http")), "")
        if not address:
            raise SystemExit(f"the server did not start: {python} {SERVER}")
        yield f"{address}/v1"
    finally:
        process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def numbers(text: str) -> set[str]:
    """The numbers of a text by their digits alone, as no part of the verifier reads them."""
    return {match.replace(",", "") for match in _DIGITS.findall(text)}


def got_through(answer: Answer, library: Library) -> set[str]:
    """Digits of an answer that stand neither in its quotes nor in the period of its reports."""
    allowed = " ".join(citation.quote for citation in answer.citations)
    allowed += " ".join(period_words(library.report(report)) for report in answer.scope.reports)
    labels = " ".join(f"{figure.period} {figure.measure}" for figure in answer.figures)
    return numbers(answer.answer) - numbers(f"{allowed} {labels}")


def measure(library: Library, recorder: Recorder, *, verbose: bool = False) -> Tally:
    """Every question once."""
    answerer = Answerer(library.index, library.settings)
    writer = Writer(recorder, library.index)
    plain = Answerer(library.index, library.settings)
    answerer.__dict__["_writer"] = writer
    tally = Tally()
    for question in QUESTIONS:
        recorder.said = ""
        started = time.perf_counter()
        answer = answerer.ask(question, year=2024)
        tally.seconds += time.perf_counter() - started
        if not recorder.said:
            tally.failed += 1
            continue
        tally.replies += 1
        told = numbers(_CITED.sub(" ", recorder.said))
        invented = told - numbers(recorder.shown)
        tally.numbers += len(told)
        tally.invented += len(invented)
        tally.with_invention += bool(invented)
        before = plain.ask(question, year=2024)
        tally.worded += answer.answer != before.answer
        lost = got_through(answer, library)
        tally.through += sorted(lost | (numbers(answer.answer) & invented))
        if (answer.figures, answer.status) != (before.figures, before.status) and before.status == "answered":
            tally.through.append(f"figures changed: {question}")
        for note in answer.notes:
            if note.startswith("Left out"):
                tally.reasons.update(
                    re.sub(r"“[^”]*”", "…", reason) for reason in note.split(": ", 1)[1][:-1].split("; ")
                )
        if verbose:
            print(f"\nQ {question}\nmodel: {recorder.said}\nanswer ({answer.status}): {answer.answer}\n{answer.notes}")
    return tally


def run(library: Library, python: str, *, verbose: bool = False) -> dict[str, Tally]:
    """The three ways of asking, each over all questions."""
    ways = {"as asked": (False, False), "citations added": (False, True), "told to invent": (True, True)}
    replies: dict[tuple[str, bool], str] = {}
    with serving(python) as url:
        return {
            name: measure(library, Recorder(url, replies, provoked=provoked, cited=cited), verbose=verbose)
            for name, (provoked, cited) in ways.items()
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--server-python", default=sys.executable)
    parser.add_argument("--verbose", action="store_true")
    chosen = parser.parse_args()
    settings = load_settings(index=chosen.index)
    tallies = run(Library.open(settings.index, settings), chosen.server_python, verbose=chosen.verbose)
    for way, tally in tallies.items():
        print(
            json.dumps(
                {
                    "asked": way,
                    "replies": tally.replies,
                    "no reply": tally.failed,
                    "numbers in them": tally.numbers,
                    "invented": tally.invented,
                    "replies with an invented number": tally.with_invention,
                    "invented numbers in answers": len(tally.through),
                    "answers worded by the model": tally.worded,
                    "seconds a question": round(tally.seconds / len(QUESTIONS), 1),
                    "left out because": dict(tally.reasons.most_common(8)),
                },
                ensure_ascii=False,
            )
        )
    sys.exit(any(tally.through for tally in tallies.values()))


if __name__ == "__main__":
    main()
