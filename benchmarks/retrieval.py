"""Speed of retrieval: a cold process, warm queries with and without reranking, and the two BM25 engines.

    python benchmarks/retrieval.py [--index DIR] [--passages 20000]

The first two need a built index (`esgqa ingest corpus`); the last makes its own text. Prints one JSON object a line.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from esgqa.retrieval import Index
from esgqa.retrieval.lexical import Bm25sIndex, RankBm25Index
from esgqa.settings import Settings, load_settings

QUERIES = (
    "How many complaints were received?",
    "electricity consumption",
    "total number of employees by gender",
    "greenhouse gas emissions scope 1",
    "anti-corruption training",
    "how are suppliers assessed",
    "water",
    "community investment hours",
    "hazardous waste produced",
    "average training hours per employee",
)
COLD = """
import sys, time
start = time.perf_counter()
from pathlib import Path
from esgqa.retrieval import Index
from esgqa.settings import load_settings
settings = load_settings(index=Path(sys.argv[1]))
index = Index.open(settings.index, settings)
opened = time.perf_counter()
index.search(sys.argv[2])
print(opened - start, time.perf_counter() - start)
"""


def milliseconds(calls: Sequence[Callable[[], object]]) -> dict[str, float]:
    """Median and 95th percentile of the calls."""
    taken = []
    for call in calls:
        start = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - start))
    return {"p50_ms": round(statistics.median(taken), 2), "p95_ms": round(statistics.quantiles(taken, n=20)[-1], 2)}


def warm(settings: Settings) -> Iterator[dict[str, object]]:
    """Searches in this process, after one of each that loads the models."""
    index = Index.open(settings.index, settings)
    for rerank in (True, False):
        index.search(QUERIES[0], rerank=rerank)
        found = milliseconds([partial(index.search, query, rerank=rerank) for query in QUERIES * 5])
        yield {"what": "warm search", "rerank": rerank, "passages": index.manifest.passages, **found}


def cold(settings: Settings) -> dict[str, object]:
    """A fresh process: import and open, then the first search; the median of five."""
    runs = []
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-c", COLD, str(settings.index), QUERIES[0]], capture_output=True, text=True, check=True
        )
        runs.append([float(part) for part in done.stdout.split()])
    opened, answered = (statistics.median(column) for column in zip(*runs, strict=True))
    return {"what": "cold process", "open_s": round(opened, 2), "first_search_s": round(answered, 2)}


def lexical(passages: int) -> Iterator[dict[str, object]]:
    """Both BM25 engines over made-up passages of 60 words, word frequencies as in language (Zipf)."""
    rng = random.Random(7)
    words = [f"w{number}" for number in range(30_000)]
    frequency = [1 / rank for rank in range(1, len(words) + 1)]
    rows = [rng.choices(words, frequency, k=60) for _ in range(passages)]
    queries = [rng.choices(words[50:5000], k=5) for _ in range(40)]
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        Bm25sIndex.build(rows, Path(folder))
        built = round(time.perf_counter() - start, 2)
        for engine in (Bm25sIndex, RankBm25Index):
            start = time.perf_counter()
            index = engine.open(Path(folder))
            opened = round(time.perf_counter() - start, 3)
            found = milliseconds([partial(index.search, query, 40) for query in queries])
            yield {"what": engine.__name__, "passages": passages, "build_s": built, "open_s": opened, **found}


def main() -> None:
    """Runs every measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, help="folder of a built index")
    parser.add_argument("--passages", type=int, default=20_000, help="passages for the BM25 engines")
    arguments = parser.parse_args()
    settings = load_settings(index=arguments.index)
    for line in (cold(settings), *warm(settings), *lexical(arguments.passages)):
        sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()
