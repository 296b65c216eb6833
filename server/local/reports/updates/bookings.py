"""Conversions and custom events that are added, changed or removed after the fact: what is accepted.

Our rulings where the contract is silent: what is wrong with one hit refuses all; only hits on pages convert; a pair
of hit and transaction that is there already is changed; a custom event without a revenue is worth nothing, and one
that is there keeps its revenue; `disablePostbacks` goes before `forcePostbacks`, which means `all`.
"""

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from funnels.events import CONVERSION, CUSTOM_EVENTS, HIT_TYPES, Event
from funnels.wire import Json

from ...call import Call
from ...documents import at
from ...families import PAGE
from ...refusal import invalid
from ...runtime.money import first_of
from ...runtime.transaction import transaction
from ...storage import Store
from .amounts import amount
from .hits import of_hits
from .settled import settled

KIND = "bookings"

_SHOWN = 3


def convert(call: Call) -> None:
    """Conversions."""
    body = call.sent
    override = body.get("overridePayout")
    if override is not None:
        amount(override, "overridePayout")
    entries = [
        {
            "hit": one["hitId"],
            "type": CONVERSION,
            "transaction": transaction(one.get("transaction", "")),
            **_worth(one.get("payout"), f"hits[{place}].payout", override),
        }
        for place, one in enumerate(body["hits"])
    ]
    _accept(call, entries)


def add_custom_events(call: Call) -> None:
    entries = [
        {
            "hit": one["hitId"],
            "type": CUSTOM_EVENTS[int(one["eventNumber"]) - 1],
            "transaction": transaction(one.get("transaction", "")),
            "data": [one.get("eventData1"), one.get("eventData2")],
            **_worth(one.get("revenue"), f"hits[{place}].revenue", None),
        }
        for place, one in enumerate(call.sent["hits"])
    ]
    _accept(call, entries)


def _worth(given: str | None, field: str, override: str | None) -> Json:
    """`revenue` is decimal text, or None for what is usual."""
    value = None if given is None else amount(given, field, removes=True)
    if value == -1:
        return {"revenue": None, "removes": True}
    shown = override if override is not None else given
    return {"revenue": None if shown is None else shown.strip(), "removes": False}


def _accept(call: Call, entries: list[Json]) -> None:
    settled(call)
    known = of_hits(call.tools.events, [one["hit"] for one in entries])
    hits = {id: hit for id, events in known.items() if (hit := _hit(events)) is not None}
    _refuse(entries, lambda one: one["hit"] not in hits, "names no hit: {!r}")
    _refuse(entries, lambda one: not hits[one["hit"]].get("page_id"), "names a hit that is on no page: {!r}")
    _check_removals(entries, known)
    for one in entries:
        if one["type"] == CONVERSION and one["revenue"] is None and not one["removes"]:
            one["revenue"] = str(_payout(hits[one["hit"]], call.store))
    postbacks = _postbacks(call.sent)
    update = {"id": uuid.uuid4().hex, "entries": entries, "time": call.tools.now_ms(), "postbacks": postbacks}
    call.tools.updates.add(KIND, update)


def _hit(events: Sequence[Event]) -> Event | None:
    return next((event for event in events if event["event_type"] in HIT_TYPES), None)


def _refuse(entries: Sequence[Json], is_wrong: Any, why: str) -> None:
    wrong = [(place, one["hit"]) for place, one in enumerate(entries) if is_wrong(one)]
    if not wrong:
        return
    place, hit = wrong[0]
    others = ", ".join(f"hits[{other}] {id[:40]!r}" for other, id in wrong[1:_SHOWN])
    more = f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
    also = f"; so do {others}{more}" if others else ""
    raise invalid(f"hits[{place}].hitId", f"{why.format(hit[:40])}{also}; nothing was recorded")


def _check_removals(entries: Sequence[Json], known: Mapping[str, Sequence[Event]]) -> None:
    """What is removed must be there, or come before in the same body."""
    there = {pair(event) for events in known.values() for event in events}
    for place, one in enumerate(entries):
        key = (one["hit"], one["type"], one["transaction"])
        if not one["removes"]:
            there.add(key)
        elif key not in there:
            with_transaction = f" with the transaction {one['transaction'][:40]!r}" if one["transaction"] else ""
            raise invalid(
                f"hits[{place}]",
                f"is to be removed, and the hit {one['hit'][:40]!r} has no {one['type']}{with_transaction}; "
                "nothing was recorded",
            )
        else:
            there.discard(key)


def pair(event: Event) -> tuple[str, str, str]:
    """What makes a conversion or custom event one and the same."""
    return event["hit_id"], event["event_type"], event.get("transaction_id") or ""


def _payout(hit: Event, store: Store) -> Decimal:
    stored = store.find(PAGE, hit["page_id"])
    if stored is None:
        return Decimal(0)
    return first_of([at(stored.document(), "offerParams.payout") or ""]) or Decimal(0)


def _postbacks(body: Json) -> str:
    if body.get("disablePostbacks"):
        return "none"
    return "all" if body.get("forcePostbacks") else str(body.get("postbackCalls", "none"))
