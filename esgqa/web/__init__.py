"""The web app: a question box, the answer with its citations, and the cited page beside it."""

from __future__ import annotations

import os

# read by gradio when it is imported: without it gradio reports each start to its makers
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

from esgqa.web.launch import launch

__all__ = ["launch"]
