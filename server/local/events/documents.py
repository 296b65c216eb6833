"""Events as the texts they are stored in: compact JSON, without what is empty, money as text."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import orjson

from funnels.events import COLUMN, COLUMNS, Event, Shape

from .errors import EventError

DAY_MS = 86_400_000

_TEXTS = frozenset(column.name for column in COLUMNS if column.shape is Shape.TEXT)

_TIMES = frozenset(column.name for column in COLUMNS if column.shape is Shape.TIME)
_MOST = 2**63
_MOST_MONEY = Decimal(10) ** 12


class Row(NamedTuple):
    """An event as it stands in the table of live events."""

    event_id: str
    hit_id: str
    visitor_id: str
    day: int
    """Of the entrance, in days since 1970, UTC."""
    event_time: int
    document: str


def row(event: Event) -> Row:
    """The event, checked. Half a surrogate pair becomes U+FFFD, for no UTF-8 can hold it."""
    kept, document = _encoded(event)
    return _row(kept, kept, document)


def rows(events: Iterable[Event], visit: Event) -> Iterator[Row]:
    """Events of one visit, whose columns are checked and written as JSON once; what is an event's own comes first."""
    shared, of_visit = _encoded(visit)
    for event in events:
        own, document = _encoded(event)
        if not shared:
            yield _row(own, own, document)
        elif own.keys().isdisjoint(shared):
            yield _row(own, shared, document[:-1] + b"," + of_visit[1:])
        else:
            yield row({**visit, **event})


def _row(own: Mapping[str, Any], visit: Mapping[str, Any], document: bytes) -> Row:
    try:
        event_id, hit_id, time, _ = own["event_id"], own["hit_id"], own["event_time"], own["event_type"]
    except KeyError:
        raise EventError(
            f"The event {own.get('event_id')!r} needs an event_id, event_type, event_time and hit_id."
        ) from None
    day = visit.get("entrance_time", time) // DAY_MS
    return Row(event_id, hit_id, visit.get("visitor_id", ""), day, time, document.decode())


def _encoded(event: Event) -> tuple[dict[str, Any], bytes]:
    """What is kept of the values, and all of it as JSON."""
    kept: dict[str, Any] = {}
    for name, value in event.items():
        if name in _TEXTS and type(value) is str:  # nearly always; this is done for every click
            if value:
                kept[name] = value
        elif type(value) is int and name in _TIMES and 0 <= value < _MOST:
            kept[name] = value
        elif value is not None and value != "":
            kept[name] = _value(name, value)
    try:
        return kept, orjson.dumps(kept)
    except orjson.JSONEncodeError:
        kept = whole(kept)
        return kept, orjson.dumps(kept)


def event(document: str) -> dict[str, Any]:
    values: dict[str, Any] = orjson.loads(document)
    return {name: Decimal(value) if COLUMN[name].shape is Shape.MONEY else value for name, value in values.items()}


def text(document: object) -> str:
    """Any JSON, as text that every database can hold."""
    try:
        return orjson.dumps(document).decode()
    except orjson.JSONEncodeError:
        return orjson.dumps(whole(document)).decode()


def loaded(document: str) -> Any:
    return orjson.loads(document)


def whole(value: Any) -> Any:
    """The value with no half surrogate pairs in its texts."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {whole(name): whole(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [whole(each) for each in value]
    return value


def _value(name: str, value: Any) -> Any:
    column = COLUMN.get(name)
    if column is None:
        raise EventError(f"Events have no column {name!r}.")
    if column.shape is Shape.TEXT:
        if isinstance(value, str):
            return value
    elif column.shape is Shape.MONEY:
        if isinstance(value, Decimal):
            return money(name, value)
    elif isinstance(value, int) and -_MOST <= value < _MOST:
        return value
    raise EventError(f"{name} of an event cannot be {value!r}: {column.shape} is expected.")


def money(name: str, value: Decimal) -> str:
    """As stored: never with an exponent."""
    if not value.is_finite() or abs(value) >= _MOST_MONEY or value != value.quantize(Decimal("0.000001")):
        raise EventError(f"{name} of an event cannot be {value}: at most 12 digits before the point and 6 behind it.")
    return format(value, "f")
