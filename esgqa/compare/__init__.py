"""Measures of several reports side by side: like set against like, unlike refused with the reason."""

from esgqa.compare.lineup import compare
from esgqa.compare.types import Column, Comparison, Difference, Line, Refusal, Value

__all__ = ["Column", "Comparison", "Difference", "Line", "Refusal", "Value", "compare"]
