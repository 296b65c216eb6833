"""The hits that updates are about, with all that refers to them."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...events import EventStore

_CHUNK = 1000


def of_hits(events: EventStore, ids: Iterable[str]) -> Mapping[str, list[dict[str, Any]]]:
    """All events of those of the hits that exist, by hit, oldest first."""
    wanted = sorted(set(ids))
    found: dict[str, list[dict[str, Any]]] = {}
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        answer = events.read(
            "SELECT * FROM events WHERE hit_id BETWEEN $first AND $last AND hit_id IN (SELECT unnest($ids))"
            " ORDER BY event_time, event_id",
            {"first": some[0], "last": some[-1], "ids": some},
        )
        for row in answer.rows:
            event = {name: value for name, value in zip(answer.columns, row, strict=True) if value not in ("", None)}
            found.setdefault(event["hit_id"], []).append(event)
    return found
