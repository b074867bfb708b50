"""Fit the adapter of the cross-encoder on questions of eval/training and write `esgqa/retrieval/fitted/adapter.safetensors`.

    esgqa ingest eval/training --index build/training
    python eval/fit_reader.py gather --index build/training eval/training/*.jsonl > build/pairs.jsonl   # about 20 minutes
    python eval/fit_reader.py train build/pairs.jsonl          # minutes on a GPU, most of a day on two cores

A passage ranker knows what a text is about; whether one sentence of it answers is another matter ("complaints about
privacy" beside a count of all complaints). The base stays frozen; low-rank changes of its linear maps are fitted on the
sentences and rows that the search brings for each question, right ones marked by the gold set. The loss is that of a
choice among them and "none of these" (a score of 0), so that scores mean the same from one question to the next.

The reports of eval/training/held-out.list are not fitted on: the weights of `fit_answering.py` are, so that they see the
reader as it is on reports that it does not know.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Record = dict[str, Any]
RANK = 8
BATCH = 16
"""Questions a step."""
PAIRS_A_QUESTION = 20
"""Texts of a question that a step is made of: the right ones, the likeliest and some by chance."""
MAX_TOKENS = 224
GATHERED = 44
"""Texts of a question that are kept."""
MEASURED = 30
"""Texts of a question, the likeliest first, that a measurement is over."""
HELD_OUT = Path(__file__).parent / "training" / "held-out.list"
TARGET = Path(__file__).parent.parent / "esgqa" / "retrieval" / "fitted" / "adapter.safetensors"


def gather(index: Path | None, gold: Sequence[Path]) -> Iterator[Record]:
    """One record a question: what the cross-encoder is asked, the texts it may be given, likeliest first, and marks."""
    from fit_answering import is_right

    from esgqa.answering.close_reading import close_query, to_read
    from esgqa.answering.scope import resolve
    from esgqa.evaluation.gold import load_gold
    from esgqa.library import Library

    library = Library.open(index)
    answerer = library._answerer
    known = {report.id for report in library.reports()}
    for question in load_gold(gold):
        if question.report not in known:
            continue
        scope = resolve(question.question, library.reports(), only=(question.report,))
        within = [report for report in library.reports() if report.id in scope.reports]
        if not within:
            continue
        read = answerer._read(question.question, within)
        query = close_query(read)
        if not query:
            continue
        figures, sentences = answerer.candidates(
            read, answerer._asked(read, within), answerer.find(read, scope.reports), within
        )
        right: dict[Any, bool] = {}
        for one in (*figures, *sentences):
            key = (one.passage.id, one.span)
            right[key] = right.get(key, False) or is_right(one, question)
        texts = to_read(read, figures, sentences, GATHERED)
        yield {
            "id": question.id,
            "report": question.report,
            "split": question.split,
            "answerable": question.status == "answered",
            "query": query,
            "texts": list(texts.values()),
            "right": [right[key] for key in texts],
        }


def base_state(path: Path) -> dict[str, Any]:
    """Weights of a dynamically quantised BERT in ONNX as floats, by the names that transformers gives them."""
    import numpy as np
    import onnx
    import torch

    graph = onnx.load(str(path)).graph
    tables = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def whole(name: str) -> Any:
        stem = name.removesuffix("_quantized")
        return (tables[name].astype(np.float32) - np.float32(tables[f"{stem}_zero_point"])) * tables[f"{stem}_scale"]

    state: dict[str, Any] = {}
    for name, table in tables.items():
        if (
            name.startswith(("bert.", "classifier."))
            and "_quantized" not in name
            and table.dtype == np.float32
            and table.ndim == 1
        ):
            state[name] = table
        elif "embeddings" in name and name.endswith("_quantized"):
            state[name.removesuffix("_quantized")] = whole(name)
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            module = (
                node.name.removesuffix("_quant")
                .removesuffix("/MatMul")
                .removesuffix("/Gemm_MatMul")
                .strip("/")
                .replace("/", ".")
            )
            state[f"{module}.weight"] = whole(node.input[1]).T
    return {name: torch.tensor(np.ascontiguousarray(table)) for name, table in state.items()}


def build(path: Path) -> Any:
    """The base as a torch model, frozen, each linear map with a low-rank change that is to be fitted."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    state = base_state(path)
    layers = 1 + max(int(name.split(".")[3]) for name in state if name.startswith("bert.encoder.layer."))
    words, width = state["bert.embeddings.word_embeddings.weight"].shape
    config = BertConfig(
        vocab_size=words, hidden_size=width, num_hidden_layers=layers, num_attention_heads=12, num_labels=1,
        intermediate_size=state["bert.encoder.layer.0.intermediate.dense.weight"].shape[0],
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    missing = model.load_state_dict(state, strict=False)
    unset = [name for name in missing.missing_keys if not name.endswith("position_ids")]
    if unset or missing.unexpected_keys:
        raise SystemExit(f"{path} is no BERT as expected: lacks {unset}, has {missing.unexpected_keys}")

    class Adapted(torch.nn.Module):
        def __init__(self, linear: Any) -> None:
            super().__init__()
            self.linear = linear
            rank = min(RANK, linear.out_features)
            self.down = torch.nn.Parameter(torch.randn(linear.in_features, rank) / math.sqrt(linear.in_features))
            self.up = torch.nn.Parameter(torch.zeros(rank, linear.out_features))
            self.drop = torch.nn.Dropout(0.1)

        def forward(self, x: Any) -> Any:
            return self.linear(x) + (self.drop(x) @ self.down) @ self.up

    for parameter in model.parameters():
        parameter.requires_grad_(False)
    for name, module in list(model.named_modules()):
        if isinstance(module, torch.nn.Linear):
            parent = model.get_submodule(name.rpartition(".")[0])
            setattr(parent, name.rpartition(".")[2], Adapted(module))
    return model


def usable(records: Sequence[Record]) -> list[Record]:
    """Records that teach: an answer among the texts, or none anywhere."""
    return [one for one in records if one["texts"] and (any(one["right"]) or not one["answerable"])]


def choose(record: Record, shuffled: random.Random) -> tuple[list[str], list[bool]]:
    """Texts of one question for one step."""
    marked = list(zip(record["texts"], record["right"], strict=True))
    right, wrong = [m for m in marked if m[1]], [m for m in marked if not m[1]]
    shuffled.shuffle(right)
    right = right[: PAIRS_A_QUESTION // 2]
    near = wrong[: PAIRS_A_QUESTION // 2 + 3]
    far = wrong[len(near) :]
    shuffled.shuffle(far)
    chosen = (right + near + far)[:PAIRS_A_QUESTION]
    return [text for text, _ in chosen], [is_right for _, is_right in chosen]


def loss_of(scores: Any, right: Sequence[bool]) -> Any:
    """−log of the chance that a choice among the texts and none of them (score 0) gives to the right ones, or to none."""
    import torch

    none = torch.zeros(1, device=scores.device)
    mask = torch.tensor(right, device=scores.device)
    whole = torch.logsumexp(torch.cat([scores, none]), 0)
    return whole - torch.logsumexp(scores[mask] if mask.any() else none, 0)


class Reader:
    """The cross-encoder with its adapter, in torch."""

    def __init__(self, folder: Path) -> None:
        import torch
        from tokenizers import Tokenizer

        torch.manual_seed(0)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.base = folder / "model.onnx"
        self.model = build(self.base).to(self.device)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_TOKENS)
        self.tokenizer.enable_padding()

    def scores(self, pairs: Sequence[tuple[str, str]]) -> Any:
        """The logit of every pair of question and text."""
        import numpy as np
        import torch

        coded = self.tokenizer.encode_batch(list(pairs))
        tables = {
            name: torch.from_numpy(np.array([getattr(one, part) for one in coded], dtype=np.int32)).to(self.device)
            for name, part in (
                ("input_ids", "ids"),
                ("attention_mask", "attention_mask"),
                ("token_type_ids", "type_ids"),
            )
        }
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.device == "cuda"):
            return self.model(**tables).logits[:, 0].float()

    def fit(self, records: Sequence[Record], *, epochs: int, rate: float) -> None:
        """Fits the adapter; prints the loss after each epoch."""
        import torch

        shuffled = random.Random(0)
        fitted = [parameter for parameter in self.model.parameters() if parameter.requires_grad]
        optimiser = torch.optim.AdamW(fitted, lr=rate, weight_decay=0.01)
        steps = epochs * math.ceil(len(records) / BATCH)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.1)
        started = time.time()
        self.model.train()
        for epoch in range(epochs):
            order = list(records)
            shuffled.shuffle(order)
            total = 0.0
            for at in range(0, len(order), BATCH):
                group = [(record["query"], *choose(record, shuffled)) for record in order[at : at + BATCH]]
                scores = self.scores([(query, text) for query, texts, _ in group for text in texts])
                parts = torch.split(scores, [len(texts) for _, texts, _ in group])
                losses = [loss_of(part, right) for part, (_, _, right) in zip(parts, group, strict=True)]
                loss = torch.stack(losses).mean()
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(fitted, 1.0)
                optimiser.step()
                schedule.step()
                total += float(loss.detach()) * len(group)
            print(f"epoch {epoch + 1}: loss {total / len(order):.4f}, {time.time() - started:.0f} s", flush=True)
        self.model.eval()

    def measure(self, records: Sequence[Record]) -> dict[str, float]:
        """How well the right text is told among all that a question is given to read, and that there is none."""
        import torch

        self.model.eval()
        first, answerable, quiet, absent, reciprocal, total = 0, 0, 0, 0, 0.0, 0.0
        for record in usable(records):
            texts, right = record["texts"][:MEASURED], record["right"][:MEASURED]
            if record["answerable"] and not any(right):
                continue
            with torch.no_grad():
                scores = self.scores([(record["query"], text) for text in texts])
            total += float(loss_of(scores, right))
            order = scores.argsort(descending=True).tolist()
            if any(right):
                answerable += 1
                first += right[order[0]]
                reciprocal += 1 / (1 + next(i for i, place in enumerate(order) if right[place]))
            else:
                absent += 1
                quiet += bool(scores.max() < 0)
        return {
            "questions": answerable + absent,
            "loss": round(total / max(answerable + absent, 1), 4),
            "right_first": round(first / max(answerable, 1), 4),
            "reciprocal_rank": round(reciprocal / max(answerable, 1), 4),
            "quiet_where_none": round(quiet / max(absent, 1), 4),
        }

    def write(self, out: Path, note: Mapping[str, object]) -> None:
        """The adapter as float16 tensors, with the hash of the model it is for."""
        import torch
        from safetensors.torch import save_file

        tensors = {
            name: parameter.detach().to("cpu", torch.float16).contiguous()
            for name, parameter in self.model.named_parameters()
            if name.endswith((".down", ".up"))
        }
        digest = hashlib.sha256(self.base.read_bytes()).hexdigest()
        save_file(tensors, str(out), metadata={"esgqa": json.dumps({"base": digest, **note})})


def main() -> None:
    """Gather or train, as told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    one = steps.add_parser("gather")
    one.add_argument("gold", nargs="+", type=Path)
    one.add_argument("--index", type=Path)
    two = steps.add_parser("train")
    two.add_argument("pairs", nargs="+", type=Path)
    two.add_argument("--out", type=Path, default=TARGET)
    two.add_argument("--base", type=Path, help="folder of the base model; default: the one that the settings name")
    two.add_argument(
        "--leave-out", type=Path, default=HELD_OUT, help="a file of reports whose questions are only measured"
    )
    two.add_argument("--epochs", type=int, default=3)
    two.add_argument("--rate", type=float, default=1e-3)
    arguments = parser.parse_args()
    if arguments.step == "gather":
        for record in gather(arguments.index, arguments.gold):
            sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
        return
    folder = arguments.base
    if folder is None:
        from esgqa.retrieval import weights
        from esgqa.settings import Settings

        folder = weights.locate(Settings().reranker)
    records = [json.loads(line) for path in arguments.pairs for line in path.read_text(encoding="utf-8").splitlines()]
    left = set(arguments.leave_out.read_text(encoding="utf-8").split())
    held = [record for record in records if record["report"] in left]
    records = [record for record in records if record["report"] not in left]
    records = usable(records)
    print(f"{len(records)} questions to fit on, {len(held)} held out", flush=True)
    reader = Reader(folder)
    print("before", reader.measure(held), flush=True)
    reader.fit(records, epochs=arguments.epochs, rate=arguments.rate)
    found = reader.measure(held)
    print("held out", found, flush=True)
    reader.write(arguments.out, {"fitted_by": "eval/fit_reader.py", "questions": len(records), "held_out": found})


if __name__ == "__main__":
    main()
