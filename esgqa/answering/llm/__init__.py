"""An LLM, if the user has one: it may word an answer from the passages found, and every word of it is checked.

Imported only where `llm_url` is set. Nothing in the package needs it.
"""

from esgqa.answering.llm.client import Endpoint, NoReply
from esgqa.answering.llm.writer import Writer

__all__ = ["Endpoint", "NoReply", "Writer"]
