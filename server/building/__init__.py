"""From wishes to plans to links: what the tools call."""

from .desk import Desk, open_desk

__all__ = ["Desk", "open_desk"]
