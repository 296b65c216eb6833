"""Drawings of a funnel: SVG, Mermaid, and text for terminals."""

from . import mermaid, svg, terminal

__all__ = ["mermaid", "svg", "terminal"]
