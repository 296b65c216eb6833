"""Conversions and custom events that were accepted are booked, and traffic sources told of them as far as asked."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from funnels.events import CONVERSION, Event
from funnels.wire import Json

from ...events import Wanted
from ...runtime.booking import booked
from ...runtime.deliveries import POSTBACKS
from ...runtime.outbox import Message
from ...runtime.telling import of_event
from ...runtime.world import World
from .bookings import pair
from .hits import of_hits

_NOTHING = Decimal(0)


class Booking:
    """One update. What it finds done already it leaves."""

    def __init__(self, world: World, update: Json) -> None:
        self._world = world
        self._update = update
        hits = of_hits(world.events, [one["hit"] for one in update["entries"]])
        self._hits = {id: next((e for e in events if e["event_id"] == id), events[0]) for id, events in hits.items()}
        self._there = {pair(event): event for events in hits.values() for event in events}
        self._wanted: dict[tuple[str, str, str], dict[str, Any] | None] = {}

    def carry_out(self) -> None:
        for entry in self._update["entries"]:
            if entry["hit"] in self._hits:  # a reset may have taken it since
                self._book(entry)
        before = self._there
        added = [event for key, event in self._wanted.items() if event and key not in before]
        changed = [event for key, event in self._wanted.items() if event and key in before and event != before[key]]
        gone = [before[key]["event_id"] for key, event in self._wanted.items() if event is None and key in before]
        if gone:
            self._world.events.remove(gone)
        if changed:
            self._world.events.replace(changed)
        if added:
            self._world.events.append(added)
        self._tell([event for event in self._wanted.values() if event])

    def _book(self, entry: Json) -> None:
        key = (entry["hit"], entry["type"], entry["transaction"])
        before = self._wanted.get(key, self._there.get(key))
        if entry["removes"]:
            self._wanted[key] = None
        elif before is None:
            self._wanted[key] = self._new(entry)
        else:
            self._wanted[key] = {**before, **_changes(entry)}

    def _new(self, entry: Json) -> dict[str, Any]:
        hit = self._hits[entry["hit"]]
        revenue = Decimal(entry["revenue"] or _NOTHING)
        data = tuple(text or "" for text in entry.get("data", ("", "")))
        made = booked(
            hit,
            entry["type"],
            entry["transaction"],
            revenue,
            now=self._update["time"],
            cost=self._cost(hit) if entry["type"] == CONVERSION else None,
            data=(data[0], data[1]),
        )
        return {name: value for name, value in made.items() if value not in ("", None)}

    def _cost(self, hit: Event) -> Decimal | None:
        """Where the traffic source is paid by conversion; what a link said of it is forgotten by now."""
        catalogue = self._world.catalogue
        funnel = catalogue.late_funnel(hit.get("funnel_id", ""))
        return (
            funnel.cost_of_conversion(catalogue.late_source(hit.get("traffic_source_id", "")), "") if funnel else None
        )

    def _tell(self, events: Sequence[Event]) -> None:
        which = self._update["postbacks"]
        if which == "none" or not events:
            return
        told = self._told_hits(events) if which == "onlyOnce" else set()
        messages: list[Message] = []
        skipped: list[Json] = []
        for event in events:
            if event["hit_id"] in told:
                continue
            own = self._messages(event)
            messages += own[0]
            skipped += own[1]
            if which == "onlyOnce":
                told.add(event["hit_id"])
        if which == "all":
            messages = [Message(f"{one.key}/{self._update['id']}", one.document, one.is_sent) for one in messages]
        if skipped:
            self._world.events.append([], deliveries=skipped)
        if messages:
            self._world.outbox.add(messages)

    def _messages(self, event: Event) -> tuple[list[Message], list[Json]]:
        """Of the postback alone: webhooks tell of what happens by itself [our ruling]."""
        catalogue = self._world.catalogue
        source = catalogue.late_source(event.get("traffic_source_id", ""))
        funnel = catalogue.late_funnel(event.get("funnel_id", ""))

        def data(name: str) -> str:
            slot = source.slots.slot.get(name, "") if source else ""
            return str(event.get(slot, ""))

        told = of_event(event, funnel, source, data, self._world.draw, self._update["time"])
        return [one for one in told.messages if one.key.endswith("/postback")], told.skipped

    def _told_hits(self, events: Sequence[Event]) -> set[str]:
        """Of which a postback went out before; what waits to go out is known by its key."""
        since = min(event.get("hit_time", 0) for event in events)
        hits = {event["hit_id"] for event in events}
        among = {"direction": ["outgoing"], "result": ["sent"], "hitId": hits}
        sent = self._world.events.deliveries(Wanted(POSTBACKS, since, self._world.now_ms() + 1, among))
        return {one["hitId"] for one in sent}


def _changes(entry: Json) -> Mapping[str, Any]:
    changed: dict[str, Any] = {}
    if entry["revenue"] is not None:
        changed["revenue"] = Decimal(entry["revenue"])
    data = zip(("event_data1", "event_data2"), entry.get("data", ()), strict=False)
    return changed | {column: text for column, text in data if text is not None}
