"""Answering: from a question and an index to an answer that stands in what it cites."""

from esgqa.answering.engine import Answerer
from esgqa.answering.shape import to_json

__all__ = ["Answerer", "to_json"]
