"""Drawings of a funnel: SVG, Mermaid, and text for terminals; and of what a plan does to several."""

from . import mermaid, svg, terminal
from .svg_sheet import Part, sheet

__all__ = ["Part", "mermaid", "sheet", "svg", "terminal"]
