"""Conversions and custom events: what they are events of, and what they are worth."""

import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from funnels.events import COLUMNS, CONVERSION, CUSTOM_EVENTS, Event, Level
from funnels.funnel import Connection, OnActions, OnMiddlewareRoute
from funnels.wire import Json

Columns = dict[str, Any]

_OF_HIT = tuple(column.name for column in COLUMNS if column.level is not Level.EVENT)
_OF_VISIT = tuple(column.name for column in COLUMNS if column.level is Level.VISIT)

_NUMBER_NAMES = ("eventNumber", "customEventNumber", "number")
_SHORT = {CONVERSION: "c", **{name: f"e{number}" for number, name in enumerate(CUSTOM_EVENTS, 1)}}


def of_hit(hit: Event) -> Columns:
    """What all events that refer to a hit have in common with it."""
    return {name: hit[name] for name in _OF_HIT if name in hit}


def of_visit(event: Event) -> Columns:
    """What all events of a visit have in common."""
    return {name: event[name] for name in _OF_VISIT if name in event}


def booked(
    hit: Event,
    event_type: str,
    transaction: str,
    revenue: Decimal,
    *,
    now: int,
    cost: Decimal | None = None,
    data: tuple[str, str] = ("", ""),
) -> Columns:
    """A new event. Its id is made of hit, type and transaction: reported twice at once, it is one event."""
    id = _id(hit["hit_id"], event_type, transaction)
    return {
        **of_hit(hit),
        "event_id": id,
        "event_type": event_type,
        "event_time": now,
        "conversion_id": id,
        "transaction_id": transaction,
        "revenue": revenue,
        "cost": cost,
        "event_data1": data[0],
        "event_data2": data[1],
    }


def known(events: Sequence[Event], event_type: str, transaction: str) -> Event | None:
    """The same event, reported before."""
    return next(
        (one for one in events if one["event_type"] == event_type and one.get("transaction_id", "") == transaction),
        None,
    )


def marks(connection: Connection | None) -> Iterator[str]:
    """The types of the events that going this way stands for.

    Which custom event, the contract does not say for sure: the number in its specs, else the first [our ruling].
    """
    block = _block(connection)
    if block is None:
        return
    if block.is_conversion:
        yield CONVERSION
    if block.is_custom_event:
        yield CUSTOM_EVENTS[_number((block.model_extra or {}).get("customEventSpecs")) - 1]


def _block(connection: Connection | None) -> OnActions | OnMiddlewareRoute | None:
    if connection is None:
        return None
    actions = connection.connection_page_params or connection.connection_action_proxy_params
    return actions or connection.connection_middleware_params


def _number(specs: Json | None) -> int:
    given = next((specs[name] for name in _NUMBER_NAMES if name in specs), 1) if isinstance(specs, dict) else 1
    text = str(given)
    return int(text) if text.isdecimal() and 1 <= int(text) <= len(CUSTOM_EVENTS) else 1


def _id(hit: str, event_type: str, transaction: str) -> str:
    digest = hashlib.sha256(transaction.encode()).hexdigest()[:16] if transaction else ""
    return f"{hit}.{_SHORT[event_type]}.{digest}"
