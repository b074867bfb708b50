"""Writes a sentence-transformers model as ONNX. Run as a program so that torch never enters the process that serves.

python -m esgqa.retrieval.export MODEL_FOLDER OUT.onnx
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

OPSET = 17


def export(folder: Path, out: Path) -> None:
    """Exports the transformer of the model in `folder`; the graph gives token states, pooling is the reader's part."""
    import torch
    from sentence_transformers import SentenceTransformer

    transformer: Any = SentenceTransformer(str(folder), device="cpu")[0]
    model = transformer.auto_model.eval()
    # fused attention has no counterpart in this opset
    model.set_attn_implementation("eager")

    class TokenStates(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            found = self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids)
            return found.last_hidden_state

    names = ["input_ids", "attention_mask", "token_type_ids"]
    example = torch.ones(2, 8, dtype=torch.long)
    torch.onnx.export(
        TokenStates(),
        (example, example.clone(), torch.zeros_like(example)),
        str(out),
        input_names=names,
        output_names=["token_states"],
        dynamic_axes={name: {0: "batch", 1: "tokens"} for name in [*names, "token_states"]},
        opset_version=OPSET,
        dynamo=False,
    )


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    export(Path(sys.argv[1]), Path(sys.argv[2]))
