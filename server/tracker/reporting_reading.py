"""What the Reporting API answers, read with tolerance: its shapes are derived, and a live one may differ.

Columns are found by their names in any spelling, rows in a tree or flat; what is no report at all is never taken for
one without rows.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from funnels.events import COLUMNS
from funnels.reports import METRIC

from ..errors import TrackerUnavailable
from .reporting_answers import (
    Calls,
    Drilldown,
    Happening,
    Happenings,
    Key,
    Postback,
    PostbackLog,
    Row,
    Values,
    Visitor,
)
from .reporting_questions import By, Question

_NAMES = {
    "funnel_id": "funnelName",
    "node_id": "nodeName",
    "page_id": "pageName",
    "page_group_id": "pageGroupName",
    "traffic_source_id": "trafficSourceName",
    "funnel_group_id": "funnelGroupName",
    "offer_source_id": "offerSourceName",
    "category_id": "categoryName",
}
"""Where an event has the name of the asset whose id is in the column."""

_ALSO = {"ip": "ipv6"}
"""A second place of a column's value."""


def report(answer: Any, question: Question) -> Drilldown:
    """TrackerUnavailable for what is no report of this question."""
    columns, rows = _member(answer, "columns"), _member(answer, "rows")
    if not isinstance(rows, list) or (rows and not isinstance(columns, list)):
        raise _unreadable("report")
    places = _places(columns or [], question)
    found = tuple(_row(cells, places, question) for cells in _leaves(rows))
    totals = _member(_member(answer, "totals"), "cells")
    told = _member(answer, "rowsTotal")
    total = told if isinstance(told, int) else 0
    return Drilldown(
        rows=found,
        totals=_values(totals, places, question) if isinstance(totals, list) and totals and columns else {},
        total=max(total, question.start + len(found)),
    )


def attributes(answer: Any) -> tuple[str, ...]:
    """Their names, also from a bare list of strings."""
    if not isinstance(answer, list):
        raise _unreadable("list of attributes")
    return tuple(str(one.get("name", "")) if isinstance(one, dict) else str(one) for one in answer)


def happenings(answer: Any) -> Happenings:
    events = _member(answer, "events")
    if not isinstance(events, list):
        raise _unreadable("list of events")
    return Happenings(tuple(map(_happening, filter(_is_object, events))), bool(_member(answer, "hasMore")))


def visitor(answer: Any) -> Visitor:
    hits = _member(answer, "hits")
    about = _member(answer, "visitor")
    if not _is_object(answer):
        raise _unreadable("answer about a visitor")
    known = {_ours(word): str(value) for word, value in (about or {}).items() if value not in (None, "")}
    return Visitor(known, tuple(map(_happening, filter(_is_object, hits or ()))), bool(_member(answer, "hasMore")))


def postback_log(answer: Any) -> PostbackLog:
    entries = _member(answer, "entries")
    if not isinstance(entries, list):
        raise _unreadable("log of postbacks")
    found = tuple(map(_postback, filter(_is_object, entries)))
    return PostbackLog(found, max(_count(_member(answer, "rowsTotal")), len(found)))


def calls(answer: Any, kind: str) -> tuple[Calls, ...]:
    """`kind` is `webhook` or `middleware`."""
    rows = _member(answer, "rows")
    if not isinstance(rows, list):
        raise _unreadable(f"summary of {kind} calls")
    return tuple(_calls(row, kind) for row in rows if _is_object(row))


def hit_count(answer: Any) -> int:
    """TrackerUnavailable where there is no number: a reset must never look smaller than it is."""
    value = _member(answer, "value") if isinstance(answer, dict) else answer
    if isinstance(answer, dict) and value is None and len(answer) == 1:
        value = next(iter(answer.values()))
    if isinstance(value, str) and value.isdigit():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _unreadable("count of hits")
    return value


def _places(columns: Sequence[Any], question: Question) -> list[int | None]:
    """Of each grouping, then of each metric, None for one the tracker does not know.

    What is called otherwise is taken in order, where there are as many columns as were asked for.
    """
    names = [_letters(str(one.get("name", "") if isinstance(one, dict) else one)) for one in columns]
    wanted = [*map(_grouping_spellings, question.by), *map(_metric_spellings, question.metrics)]
    places: list[int | None] = []
    for spellings in wanted:
        fitting = (at for at, name in enumerate(names) if name in spellings and at not in places)
        places.append(next(fitting, None))
    if len(names) == len(wanted):
        rest = iter([at for at in range(len(names)) if at not in places])
        places = [next(rest) if at is None else at for at in places]
    if names and None in places[: len(question.by)]:
        raise _unreadable("report")
    return places


def _grouping_spellings(one: By) -> set[str]:
    label, field = _letters(one.attribute), _letters(one.field)
    return {label, f"{label}{field}", field} - {""}


def _metric_spellings(id: str) -> set[str]:
    known = METRIC.get(id)
    return {_letters(id), *((_letters(known.label),) if known else ())}


def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold().rpartition(":")[2])


def _leaves(rows: Iterable[Any]) -> Iterator[Sequence[Any]]:
    """The cells of the innermost rows."""
    for row in rows:
        children = _member(row, "children")
        if isinstance(children, list) and children:
            yield from _leaves(children)
            continue
        cells = _member(row, "cells")
        if not isinstance(cells, list):
            raise _unreadable("report")
        yield cells


def _row(cells: Sequence[Any], places: Sequence[int | None], question: Question) -> Row:
    at = [place for place in places[: len(question.by)] if place is not None]
    if any(place >= len(cells) for place in places if place is not None):
        raise _unreadable("report")
    return Row(tuple(_key(cells[place]) for place in at), _values(cells, places, question))


def _values(cells: Sequence[Any], places: Sequence[int | None], question: Question) -> Values:
    metrics = zip(question.metrics, places[len(question.by) :], strict=True)
    return {id: _number(cells[place]) for id, place in metrics if place is not None and place < len(cells)}


def _key(cell: Any) -> Key:
    raw = cell.get("raw") if isinstance(cell, dict) else cell
    if raw is None:
        return Key(None, "N/A")
    formatted = cell.get("formatted") if isinstance(cell, dict) else None
    return Key(str(raw), str(raw if formatted in (None, "") else formatted))


def _number(cell: Any) -> Decimal | None:
    raw = cell.get("raw") if isinstance(cell, dict) else cell
    if raw is None:
        return None
    try:
        number = Decimal(str(raw))
    except InvalidOperation:
        raise _unreadable("report") from None
    if not number.is_finite():
        raise _unreadable("report")
    return number


def _happening(event: Mapping[str, Any]) -> Happening:
    values = {column.name: event.get(column.wire) for column in COLUMNS if column.wire}
    values |= {name: event.get(wire) for name, wire in _ALSO.items() if values.get(name) in (None, "")}
    values["revenue"] = event.get("totalRevenue", values["revenue"])  # `revenue` is of conversions alone
    names = {column: str(event[wire]) for column, wire in _NAMES.items() if event.get(wire)}
    known = {name: str(value) for name, value in values.items() if value not in (None, "")}
    return Happening(known, names, _moment(event.get("eventTime")))


def _moment(told: Any) -> datetime | None:
    """From RFC 3339, or Unix time in milliseconds."""
    try:
        if isinstance(told, int | float):
            return datetime.fromtimestamp(told / 1000, UTC)
        found = datetime.fromisoformat(str(told))
    except (ValueError, OverflowError, OSError):
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _postback(entry: Mapping[str, Any]) -> Postback:
    status = entry.get("httpStatus")
    return Postback(
        time=_text(entry, "time"),
        direction=_text(entry, "direction"),
        result=_text(entry, "result"),
        event=_text(entry, "eventType"),
        hit=_text(entry, "hitId"),
        funnel=_text(entry, "funnelId"),
        source=_text(entry, "trafficSourceId"),
        payout=_text(entry, "payout"),
        transaction=_text(entry, "transaction"),
        status=status if isinstance(status, int) else None,
        url=_text(entry, "url"),
        message=_text(entry, "message"),
    )


def _calls(row: Mapping[str, Any], kind: str) -> Calls:
    config = f"{kind}Config"
    status, latency = row.get("lastStatusCode"), row.get("averageLatencyMs")
    routes = (one for one in row.get("routes") or () if _is_object(one))
    return Calls(
        id=_text(row, f"id{config[0].upper()}{config[1:]}"),
        name=_text(row, f"{config}Name"),
        requests=_count(row.get("requests")),
        successes=_count(row.get("successes")),
        failures=_count(row.get("failures")),
        timeouts=_count(row.get("timeouts")),
        last_status=status if isinstance(status, int) else None,
        last_time=_text(row, "lastRequestTime"),
        average_ms=float(latency) if isinstance(latency, int | float) else None,
        routes={_text(one, "matchedRouteID"): _count(one.get("count")) for one in routes},
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)


def _count(value: Any) -> int:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0


def _ours(word: str) -> str:
    """`deviceOSVersion` is `device_os_version`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", word).casefold()


def _member(document: Any, name: str) -> Any:
    return document.get(name) if isinstance(document, dict) else None


def _is_object(value: Any) -> bool:
    return isinstance(value, dict)


def _unreadable(what: str) -> TrackerUnavailable:
    return TrackerUnavailable(f"The tracker's {what} cannot be read.", sent=False)
