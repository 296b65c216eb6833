"""What reports can be asked for: attributes to group and filter by, and metrics."""

from .attributes import ATTRIBUTE, ATTRIBUTES, Attribute, Reach
from .figures import NOT_APPLICABLE, chance, figure, span
from .metrics import BASE, METRIC, METRICS, Metric, Number, Of, Unit, derived, needed

__all__ = [
    "ATTRIBUTE",
    "ATTRIBUTES",
    "BASE",
    "METRIC",
    "METRICS",
    "NOT_APPLICABLE",
    "Attribute",
    "Metric",
    "Number",
    "Of",
    "Reach",
    "Unit",
    "chance",
    "derived",
    "figure",
    "needed",
    "span",
]
