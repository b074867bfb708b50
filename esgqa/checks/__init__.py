"""Arithmetic that a report itself must satisfy: what does not add up, and where both sides stand."""

from esgqa.checks.entries import Finding, Place
from esgqa.checks.find import find_checks

__all__ = ["Finding", "Place", "find_checks"]
