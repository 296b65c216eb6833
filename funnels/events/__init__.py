"""What happened: the events a tracker records, and what each of them carries."""

from .columns import COLUMN, COLUMNS, FIELD_SLOTS, Column, Event, Level, Shape
from .types import ACTION, CONVERSION, CUSTOM_EVENTS, ENTRANCE, EVENT_TYPES, HIT_TYPES, VIEW

__all__ = [
    "ACTION",
    "COLUMN",
    "COLUMNS",
    "CONVERSION",
    "CUSTOM_EVENTS",
    "ENTRANCE",
    "EVENT_TYPES",
    "FIELD_SLOTS",
    "HIT_TYPES",
    "VIEW",
    "Column",
    "Event",
    "Level",
    "Shape",
]
