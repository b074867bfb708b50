"""Fit the adapter of the cross-encoder on questions of eval/training and write `esgqa/retrieval/fitted/adapter.safetensors`.

    esgqa ingest eval/training --index build/training
    python eval/fit_reader.py gather --index build/training eval/training/*.jsonl > build/pairs.jsonl   # about 20 minutes
    python eval/fit_reader.py train build/pairs*.jsonl         # on a GPU
    python eval/fit_reader.py train build/pairs*.jsonl --start esgqa/retrieval/fitted/adapter.safetensors --upper 6 \
        --rank 16 --rate 5e-4                                  # on two cores, half an hour an epoch

A passage ranker knows what a text is about; whether one sentence of it answers is another matter ("complaints about
privacy" beside a count of all complaints). The base stays frozen; low-rank changes of its linear maps are fitted on the
sentences and rows that the search brings for each question, right ones marked by the gold set. The loss is that of a
choice among them and "none of these" (a score of 0), so that scores mean the same from one question to the next.

Questions of a test split are not fitted on, nor are the reports of eval/training/held-out.list: the weights of `fit_answering.py` are, so that they see the
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

Record = dict[str, Any]
RANK = 8
BATCH = 16
"""Questions a step."""
PAIRS_A_QUESTION = 7
"""Texts of a question that a step is made of: the right ones, the likeliest and some by chance."""
RIGHT_KEPT, PAIRS_KEPT = 3, 10
"""Right texts, and texts, of a question that steps choose among."""
DROPPED = 0.1
"""Share of a change's inner values that a step leaves out; of the base none, which would take half of the time."""
LOT = 32
"""Pairs that are computed together; those of a step are sorted by length first, for the sake of less padding."""
MAX_TOKENS = 224
GATHERED = 44
"""Texts of a question that are kept."""
MEASURED = 17
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


def build(path: Path, start: Path | None, upper: int | None, rank: int) -> Any:
    """The base as a torch model, frozen, each linear map with a low-rank change.

    With `start`, an adapter that is already fitted, the changes begin as it has them, widened to `rank`. Only the changes
    in the last `upper` layers and in the head are to be fitted; None: in all.
    """
    import torch
    from safetensors.torch import load_file
    from transformers import BertConfig, BertForSequenceClassification

    state = base_state(path)
    layers = 1 + max(int(name.split(".")[3]) for name in state if name.startswith("bert.encoder.layer."))
    words, width = state["bert.embeddings.word_embeddings.weight"].shape
    config = BertConfig(
        vocab_size=words, hidden_size=width, num_hidden_layers=layers, num_attention_heads=12, num_labels=1,
        intermediate_size=state["bert.encoder.layer.0.intermediate.dense.weight"].shape[0],
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    missing = model.load_state_dict(state, strict=False)
    unset = [name for name in missing.missing_keys if not name.endswith("position_ids")]
    if unset or missing.unexpected_keys:
        raise SystemExit(f"{path} is no BERT as expected: lacks {unset}, has {missing.unexpected_keys}")

    fitted = {} if start is None else {name: table.float() for name, table in load_file(str(start)).items()}

    class Adapted(torch.nn.Module):
        def __init__(self, linear: Any, name: str, *, is_frozen: bool) -> None:
            super().__init__()
            self.linear = linear
            down, up = torch.empty(linear.in_features, 0), torch.empty(0, linear.out_features)
            if f"{name}.down" in fitted:
                down, up = fitted[f"{name}.down"], fitted[f"{name}.up"]
            more = 0 if is_frozen else max(min(rank, linear.out_features) - down.shape[1], 0)
            drawn = torch.randn(linear.in_features, more) / math.sqrt(linear.in_features)
            self.down = torch.nn.Parameter(torch.cat([down, drawn], 1), requires_grad=not is_frozen)
            self.up = torch.nn.Parameter(
                torch.cat([up, torch.zeros(more, linear.out_features)]), requires_grad=not is_frozen
            )
            self.drop = torch.nn.Dropout(DROPPED)

        def forward(self, x: Any) -> Any:
            return self.linear(x) + self.drop(x @ self.down) @ self.up

    for parameter in model.parameters():
        parameter.requires_grad_(False)
    for name, module in list(model.named_modules()):
        if isinstance(module, torch.nn.Linear):
            parent = model.get_submodule(name.rpartition(".")[0])
            place = name.split(".layer.")[1].split(".")[0] if ".layer." in name else str(layers)
            is_frozen = upper is not None and int(place) < layers - upper
            setattr(parent, name.rpartition(".")[2], Adapted(module, name, is_frozen=is_frozen))
    return model


def usable(records: Sequence[Record]) -> list[Record]:
    """Records that teach: an answer among the texts, or none anywhere."""
    return [one for one in records if one["texts"] and (any(one["right"]) or not one["answerable"])]


def pool(record: Record) -> tuple[list[str], list[bool]]:
    """Texts of one question that steps are made of: right ones and the likeliest wrong ones."""
    marked = list(zip(record["texts"], record["right"], strict=True))
    right, wrong = [m for m in marked if m[1]], [m for m in marked if not m[1]]
    chosen = right[:RIGHT_KEPT] + wrong[: PAIRS_KEPT - len(right[:RIGHT_KEPT])]
    return [text for text, _ in chosen], [is_right for _, is_right in chosen]


def choose(right: Sequence[bool], shuffled: random.Random) -> list[int]:
    """Places in a pool of the texts for one step: the right ones, the likeliest and some by chance."""
    taken = [place for place, is_right in enumerate(right) if is_right]
    wrong = [place for place, is_right in enumerate(right) if not is_right]
    left = max(PAIRS_A_QUESTION - len(taken), 1)
    near, far = wrong[: left // 2], wrong[left // 2 :]
    shuffled.shuffle(far)
    return [*taken, *near, *far[: left - len(near)]]


def loss_of(scores: Any, right: Sequence[bool]) -> Any:
    """−log of the chance that a choice among the texts and none of them (score 0) gives to the right ones, or to none."""
    import torch

    none = torch.zeros(1, device=scores.device)
    mask = torch.tensor(right, device=scores.device)
    whole = torch.logsumexp(torch.cat([scores, none]), 0)
    return whole - torch.logsumexp(scores[mask] if mask.any() else none, 0)


class Reader:
    """The cross-encoder with its adapter, in torch.

    What the layers below the fitted ones make of a pair never changes and is computed once.
    """

    def __init__(self, folder: Path, start: Path | None, upper: int | None, rank: int) -> None:
        import torch
        from tokenizers import Tokenizer

        torch.manual_seed(0)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.base = folder / "model.onnx"
        self.model = build(self.base, start, upper, rank).to(self.device)
        layers = self.model.bert.encoder.layer
        self.lower = layers[: 0 if upper is None else max(len(layers) - upper, 0)]
        self.upper = layers[len(self.lower) :]
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()  # the file pads all to 512
        self.tokenizer.enable_truncation(MAX_TOKENS)

    def begun(self, pairs: Sequence[tuple[str, str]]) -> list[Any]:
        """What goes into the fitted layers, float16 arrays (tokens, width), a pair each."""
        import torch

        coded = self.tokenizer.encode_batch(list(pairs))
        order = sorted(range(len(coded)), key=lambda at: len(coded[at].ids))
        found: list[Any] = [None] * len(coded)
        self.model.eval()
        for start in range(0, len(order), 4 * LOT):
            lot = order[start : start + 4 * LOT]
            longest = max(len(coded[at].ids) for at in lot)
            ids, types, mask = (torch.zeros(len(lot), longest, dtype=torch.long, device=self.device) for _ in range(3))
            for row, at in enumerate(lot):
                size = len(coded[at].ids)
                ids[row, :size] = torch.tensor(coded[at].ids)
                types[row, :size] = torch.tensor(coded[at].type_ids)
                mask[row, :size] = 1
            with torch.no_grad():
                states = self.model.bert.embeddings(input_ids=ids, token_type_ids=types)
                states = self._through(self.lower, states, mask)
            for row, at in enumerate(lot):
                found[at] = states[row, : len(coded[at].ids)].to("cpu", torch.float16).clone()
        return found

    def _through(self, layers: Any, states: Any, mask: Any) -> Any:
        import torch

        added = (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.device == "cuda"):
            for layer in layers:
                states = layer(states, added)
        return states.float()

    def scores(self, begun: Sequence[Any]) -> Any:
        """The logit of every pair of question and text, from what `begun` made of it."""
        import torch

        order = sorted(range(len(begun)), key=lambda at: len(begun[at]))
        parts = []
        for start in range(0, len(order), LOT):
            lot = [begun[at] for at in order[start : start + LOT]]
            states = torch.nn.utils.rnn.pad_sequence(lot, batch_first=True).float().to(self.device)
            mask = torch.zeros(states.shape[:2], device=self.device)
            for row, one in enumerate(lot):
                mask[row, : len(one)] = 1
            states = self._through(self.upper, states, mask)
            parts.append(self.model.classifier(self.model.dropout(self.model.bert.pooler(states)))[:, 0])
        places = torch.empty(len(order), dtype=torch.long, device=self.device)
        places[torch.tensor(order, device=self.device)] = torch.arange(len(order), device=self.device)
        return torch.cat(parts)[places]

    def fit(self, records: Sequence[Record], *, epochs: int, rate: float, after: Callable[[int], None]) -> None:
        """Fits the adapter; prints the loss and calls `after` with its number after each epoch."""
        import torch

        shuffled = random.Random(0)
        fitted = [parameter for parameter in self.model.parameters() if parameter.requires_grad]
        optimiser = torch.optim.AdamW(fitted, lr=rate, weight_decay=0.01)
        steps = epochs * math.ceil(len(records) / BATCH)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.1)
        started = time.time()
        lots: list[tuple[list[Any], list[bool]]] = []
        for at in range(0, len(records), 10 * BATCH):
            pools = [pool(record) for record in records[at : at + 10 * BATCH]]
            queries = [record["query"] for record in records[at : at + 10 * BATCH]]
            begun = iter(
                self.begun([(query, text) for query, (texts, _) in zip(queries, pools, strict=True) for text in texts])
            )
            lots += [([next(begun) for _ in texts], right) for texts, right in pools]
        print(f"{sum(len(right) for _, right in lots)} pairs, {time.time() - started:.0f} s", flush=True)
        for epoch in range(epochs):
            self.model.train()
            order = list(range(len(lots)))
            shuffled.shuffle(order)
            total = 0.0
            for at in range(0, len(order), BATCH):
                group = []
                for states, right in (lots[place] for place in order[at : at + BATCH]):
                    chosen = choose(right, shuffled)
                    group.append(([states[one] for one in chosen], [right[one] for one in chosen]))
                scores = self.scores([one for states, _ in group for one in states])
                parts = torch.split(scores, [len(states) for states, _ in group])
                loss = torch.stack([loss_of(part, right) for part, (_, right) in zip(parts, group, strict=True)]).mean()
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(fitted, 1.0)
                optimiser.step()
                schedule.step()
                total += float(loss.detach()) * len(group)
                if at % (50 * BATCH) == 0:
                    print(f"  {at}: {total / (at + len(group)):.4f}, {time.time() - started:.0f} s", flush=True)
            print(f"epoch {epoch + 1}: loss {total / len(order):.4f}, {time.time() - started:.0f} s", flush=True)
            after(epoch + 1)
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
                if "begun" not in record:
                    record["begun"] = self.begun([(record["query"], text) for text in texts])
                scores = self.scores(record["begun"])
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
    two.add_argument("--start", type=Path, help="an adapter to begin from; default: none")
    two.add_argument("--upper", type=int, help="fit the changes in so many of the last layers only; default: in all")
    two.add_argument("--rank", type=int, default=RANK)
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
    records = usable([one for one in records if one["report"] not in left and one["split"] != "test"])
    print(f"{len(records)} questions to fit on, {len(held)} held out", flush=True)
    reader = Reader(folder, arguments.start, arguments.upper, arguments.rank)
    print("before", reader.measure(held), flush=True)

    def write(epoch: int) -> None:
        found = reader.measure(held)
        print(f"held out after epoch {epoch}", found, flush=True)
        reader.write(arguments.out, {"fitted_by": "eval/fit_reader.py", "questions": len(records), "held_out": found})

    reader.fit(records, epochs=arguments.epochs, rate=arguments.rate, after=write)


if __name__ == "__main__":
    main()
