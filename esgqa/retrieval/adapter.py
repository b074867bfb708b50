"""A low-rank adapter on a transformer in ONNX: what a fit to this field changed, kept apart from the model it was fitted on.

LoRA (Hu et al. 2021): a linear map `y = x W + b` becomes `y = x W + (x A) B + b` with `A` (inputs, rank) and `B` (rank,
outputs). The base stays as its package ships it, int8 and all; the adapter is a fiftieth of its size.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from esgqa.errors import MissingModel
from esgqa.retrieval import weights

ADAPTER = "adapter.safetensors"
"""Name of the file in the folder that the setting `reranker_adapter` names."""
DOWN, UP = ".down", ".up"
"""Ends of the names of `A` and `B` in the file, after the name of the map: `bert.encoder.layer.0.attention.self.query`."""
_REMEDY = "Install esgqa again, or set `reranker_adapter` to an empty string."
_QUANTISED = ("/MatMul_quant", "/Gemm_MatMul_quant")


def adapted(model: Path, file: Path) -> bytes:
    """The ONNX model, quantised dynamically, with the adapter's products added to its linear maps.

    Raises `MissingModel` where the file is no adapter, was fitted on another model or names a map that this one lacks.
    """
    import onnx

    tensors = _read(file, weights.sha256(model))
    whole = onnx.load(str(model))
    graph = whole.graph
    maps = _linear_maps(graph)
    # by the output of the node after which they go: a graph is in the order it is computed in
    added: dict[str, list[Any]] = {}
    for name in sorted(key.removesuffix(DOWN) for key in tensors if key.endswith(DOWN)):
        if name not in maps:
            raise MissingModel(str(file), cause=f"{model} has no map {name!r}", remedy=_REMEDY)
        source, product = maps[name]
        for part in (DOWN, UP):
            table = tensors[f"{name}{part}"].astype(np.float32)
            graph.initializer.append(onnx.numpy_helper.from_array(table, f"{name}{part}"))
        wanted = product.output[0]
        product.output[0] = f"{name}.base"
        added[product.output[0]] = [
            onnx.helper.make_node("MatMul", [source, f"{name}{DOWN}"], [f"{name}.small"]),
            onnx.helper.make_node("MatMul", [f"{name}.small", f"{name}{UP}"], [f"{name}.change"]),
            onnx.helper.make_node("Add", [f"{name}.base", f"{name}.change"], [wanted]),
        ]
    nodes = [onnx.NodeProto.FromString(node.SerializeToString()) for node in graph.node]
    del graph.node[:]
    for node in nodes:
        graph.node.append(node)
        graph.node.extend(added.get(node.output[0], ()))
    serialised: bytes = whole.SerializeToString()
    return serialised


def _read(file: Path, base: str) -> Mapping[str, NDArray[Any]]:
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(weights.need(file)), "numpy") as opened:
            fitted_on = str(json.loads((opened.metadata() or {})["esgqa"])["base"])
            tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118, no mapping
    except (SafetensorError, KeyError, ValueError) as error:
        raise MissingModel(str(file), cause=f"no adapter ({error})", remedy=_REMEDY) from error
    if fitted_on != base:
        raise MissingModel(str(file), cause="fitted on another model than the one named", remedy=_REMEDY)
    return tensors


def _linear_maps(graph: Any) -> dict[str, tuple[str, Any]]:
    """Name → the float tensor that goes in, and the node whose output is the product, not quantised any more."""
    made = {output: node for node in graph.node for output in node.output}
    used: dict[str, list[Any]] = {}
    for node in graph.node:
        for source in node.input:
            used.setdefault(source, []).append(node)
    found = {}
    for node in graph.node:
        end = next((end for end in _QUANTISED if node.name.endswith(end)), None)
        if node.op_type == "MatMulInteger" and end:
            (cast,) = used[node.output[0]]
            (scaled,) = used[cast.output[0]]
            name = node.name.removesuffix(end).strip("/").replace("/", ".")
            found[name] = (made[node.input[0]].input[0], scaled)
    return found
