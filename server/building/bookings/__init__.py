"""From plainly written updates of traffic to the changes of a plan."""

from .drafting import draft

__all__ = ["draft"]
