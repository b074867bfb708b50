"""HTML put together safely: what comes from reports, questions or file names only ever enters through `esc`."""

from __future__ import annotations

from html import escape


def esc(text: object) -> str:
    """Text for HTML, within an element or a quoted attribute."""
    return escape(str(text), quote=True)


def shorten(text: str, limit: int) -> str:
    """`text`, cut to `limit` characters with an ellipsis where it is longer."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
