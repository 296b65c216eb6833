"""Variants of cases that mean the same: what must come of them is what must come of the case."""

from .variants import Variant, origin, variants

__all__ = ["Variant", "origin", "variants"]
