"""Units of ESG figures: what a printed unit means, and exact conversion between those that mean the same quantity."""

from esgqa.units.convert import Converted, convert, plain, shared_unit, spaced
from esgqa.units.parse import Unit, intensity, parse_unit

__all__ = ["Converted", "Unit", "convert", "intensity", "parse_unit", "plain", "shared_unit", "spaced"]
