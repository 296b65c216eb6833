"""Deterministic English understanding of funnel talk: no key, no network."""

from .planner import OfflinePlanner

__all__ = ["OfflinePlanner"]
