"""What a browser sends with an event. It can send what it likes: anything else than what is meant counts as nothing."""

from __future__ import annotations

from typing import Any

import gradio as gr

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""Of every event of the pages: not for programs, and the app says itself what it does."""


def number_sent(event: gr.EventData, name: str) -> int:
    """A number; 0 for anything else."""
    value = _sent(event).get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def text_sent(event: gr.EventData, name: str, limit: int = 2_000) -> str:
    """A text of up to `limit` characters; empty for anything else."""
    value = _sent(event).get(name)
    return value if isinstance(value, str) and len(value) <= limit else ""


def _sent(event: gr.EventData) -> dict[str, Any]:
    data = event._data
    return data if isinstance(data, dict) else {}
