"""Many people at once: how long they wait, how many fail, and whether the server's memory grows.

    python benchmarks/load.py [--index DIR] [--askers 20] [--rounds 5] [--questions 1000] [--page]

Starts a server of its own in a process of its own, over a built index (`esgqa ingest corpus`). First `--askers` people
ask at the same moment, each `--rounds` questions one after the other, by REST; with `--page` through the queue of the web
page instead. Then `--questions` questions are asked two at a time, and the server's memory is read as it goes (Linux).
Prints one JSON object a line: waits in seconds, memory in MB.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

QUESTIONS = (
    "How many complaints were received?",
    "How much electricity was used?",
    "What was the total number of employees?",
    "What are the scope 1 greenhouse gas emissions?",
    "How many employees received anti-corruption training?",
    "How are suppliers assessed?",
    "How much water was consumed?",
    "How many hours went into community investment?",
    "How much hazardous waste was produced?",
    "What were the average training hours per employee?",
    "本年度的用電量是多少?",
    "Who reviewed the report?",
)
SERVER = """
import sys, threading
from pathlib import Path
from esgqa.library import Library
from esgqa.settings import load_settings
from esgqa.web.launch import start
settings = load_settings(index=Path(sys.argv[1]), requests_per_minute=0)
app, url = start(Library.open(settings.index, settings))
sys.stdout.write(url + "\\n")
sys.stdout.flush()
sys.stdin.read()
app.close(verbose=False)
"""
Ask = Callable[[httpx.Client, str], None]


@contextmanager
def server(index: Path) -> Iterator[tuple[str, int]]:
    """The URL and the process of a server over the index."""
    command = [sys.executable, "-c", SERVER, str(index)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None and process.stdout is not None
    url = process.stdout.readline().strip()
    if not url:
        raise SystemExit(f"the server over {index} did not start")
    try:
        yield url.rstrip("/"), process.pid
    finally:
        process.stdin.close()
        process.wait(30)


def by_rest(client: httpx.Client, question: str) -> None:
    """One question by REST; raises where it fails."""
    answer = client.post("/api/ask", json={"question": question}).raise_for_status().json()
    if answer["status"] == "error":
        raise ValueError(answer["reason"])


def by_page(config: dict[str, object]) -> Ask:
    """Questions as the page's own button sends them, through its queue."""
    ids = {part["props"].get("elem_id"): part["id"] for part in config["components"]}  # type: ignore[attr-defined]
    calls = config["dependencies"]
    begin = next(
        call
        for call in calls  # type: ignore[attr-defined]
        if [ids["eq-go"], "click"] in [list(target) for target in call["targets"]]
    )
    finish = next(call for call in calls if call["api_name"] == "chat_ask")  # type: ignore[attr-defined]

    def run(client: httpx.Client, session: str, call: dict[str, object], data: list[object]) -> None:
        joined = {"fn_index": call["id"], "session_hash": session, "data": data}
        client.post("/gradio_api/queue/join", json=joined).raise_for_status()
        with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
            for line in stream.iter_lines():
                message = json.loads(line[5:]) if line.startswith("data:") else {}
                if message.get("msg") == "process_completed":
                    if not message["success"]:
                        raise ValueError(str(message["output"]))
                    return
        raise ValueError("no answer came")

    def ask(client: httpx.Client, question: str) -> None:
        session = secrets.token_hex(5)
        run(client, session, begin, [question, "", 0, "", None])
        run(client, session, finish, [None, None])

    return ask


def crowd(url: str, process: int, askers: int, rounds: int, ask: Ask) -> dict[str, object]:
    """Waits and failures of people who all begin at one moment."""
    start = threading.Barrier(askers)
    waits: list[float] = []
    failures: list[str] = []

    def person(number: int) -> None:
        with httpx.Client(base_url=url, timeout=120) as client:
            start.wait()
            for turn in range(rounds):
                began = time.perf_counter()
                try:
                    ask(client, QUESTIONS[(number + turn) % len(QUESTIONS)])
                except (httpx.HTTPError, ValueError) as error:
                    failures.append(f"{type(error).__name__}: {error}"[:200])
                waits.append(time.perf_counter() - began)

    began, worked = time.perf_counter(), processor_s(process)
    with ThreadPoolExecutor(askers) as pool:
        list(pool.map(person, range(askers)))
    took, worked = time.perf_counter() - began, processor_s(process) - worked
    waits.sort()
    return {
        "askers": askers,
        "questions": len(waits),
        "failures": len(failures),
        "first_failure": failures[0] if failures else "",
        "median_s": round(statistics.median(waits), 2),
        "p95_s": round(waits[int(0.95 * (len(waits) - 1))], 2),
        "longest_s": round(waits[-1], 2),
        "per_second": round(len(waits) / took, 1),
        # tells the server's own share from that of whatever else the machine does
        "processor_s_each": round(worked / len(waits), 2),
        "cores_got": round(worked / took, 1),
    }


def processor_s(process: int) -> float:
    """Processor time that a process has used; 0 where the system does not tell."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(process: int) -> float:
    """Resident memory of a process."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def endurance(url: str, process: int, questions: int, ask: Ask) -> dict[str, object]:
    """Memory of the server, read ten times while many questions are asked."""
    step = max(1, questions // 10)
    seen = []
    with httpx.Client(base_url=url, timeout=120) as client, ThreadPoolExecutor(2) as pool:
        for first in range(0, questions, step):
            # each with a number of its own, so that no question is like one before
            asked = (f"{QUESTIONS[n % len(QUESTIONS)]} ({n})" for n in range(first, min(first + step, questions)))
            list(pool.map(lambda question: ask(client, question), asked))
            seen.append(round(memory_mb(process)))
    return {"questions": questions, "memory_mb": seen, "grown_after_first_tenth_mb": seen[-1] - seen[0]}


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, default=Path("index"))
    parser.add_argument("--askers", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--page", action="store_true", help="ask through the page's queue, not by REST")
    given = parser.parse_args()
    with server(given.index) as (url, process):
        ask = by_page(httpx.get(f"{url}/config", timeout=60).json()) if given.page else by_rest
        with httpx.Client(base_url=url, timeout=120) as client:
            ask(client, QUESTIONS[0])  # the first question loads what the rest share
        sys.stdout.write(
            json.dumps({"cores": os.cpu_count(), **crowd(url, process, given.askers, given.rounds, ask)}) + "\n"
        )
        sys.stdout.flush()
        if given.questions and Path("/proc").is_dir():
            sys.stdout.write(json.dumps(endurance(url, process, given.questions, ask)) + "\n")


if __name__ == "__main__":
    main()
