"""What each part of the search is worth: the same questions with the part left out."""

from __future__ import annotations

from collections.abc import Sequence

from esgqa.errors import UsageError
from esgqa.settings import Settings

# a part of weight 0 neither ranks nor brings passages; the cross-encoder reads sentences for an answer too
_OFF: dict[str, dict[str, float]] = {
    "lexical": {"weight_lexical": 0.0},
    "dense": {"weight_dense": 0.0},
    "late": {"weight_late": 0.0},
    "kpi": {"weight_kpi": 0.0},
    "rerank": {"rerank_pool": 0},
}
PARTS = tuple(_OFF)


def known_parts(parts: Sequence[str]) -> tuple[str, ...]:
    """The parts, each once; raises `UsageError` for one that there is not."""
    for part in parts:
        if part not in _OFF:
            raise UsageError(f"--without {part}", cause="no such part", remedy=f"It is one of {', '.join(PARTS)}.")
    return tuple(dict.fromkeys(parts))


def without(settings: Settings, part: str) -> Settings:
    """The settings with one part of the search off."""
    return settings.model_copy(update=_OFF[part])
