"""Visits of a funnel as the run time books them, put straight into the events of an embedded tracker."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from mcp import Client
from mcp_desk import answer

from funnels.assets import Funnel
from server.local.events import EventStore
from server.tracker import embedded_tracker

Event = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """A node that a visit comes to, with what happens there."""

    node: str
    page: str = ""
    actions: Sequence[int] = ()
    payouts: Sequence[str] = ()
    """Revenue of each conversion."""


@dataclass
class Visits:
    """Numbered through, so that the same calls give the same events."""

    funnel: Funnel
    source: str
    country: str = "US"
    device: str = "mobile"
    cost: str = "0"
    events: list[Event] = field(default_factory=list)

    def come(self, at: datetime, *seen: Seen, **visit: str) -> None:
        """One visit, minutes spread over the day of `at`; `visit` sets columns such as `country`."""
        number = len(self.events)
        start = at + timedelta(seconds=number * 7 % 80_000)
        about = {
            "visit_id": _hit(start, number, False),
            "visitor_id": f"v{number:026d}",
            "entrance_time": _ms(start),
            "funnel_id": self.funnel.id,
            "funnel_group_id": self.funnel.id_campaign,
            "traffic_source_id": self.source,
            "country": self.country,
            "device_type": self.device,
            **visit,
        }
        root = self.funnel.graph.root
        assert root
        hit = {"hit_id": about["visit_id"], "hit_time": _ms(start), "node_id": root.id_node, "node_type": "root"}
        cost = Decimal(self.cost)
        self.events.append(
            {
                **about,
                **hit,
                "event_id": hit["hit_id"],
                "event_type": "entrance",
                "event_time": _ms(start),
                "cost": cost,
            }
        )
        for place, one in enumerate(seen, 1):
            self.events += self._of(one, start + timedelta(seconds=place), about, number + place)

    def _of(self, one: Seen, time: datetime, about: Event, number: int) -> Iterator[Event]:
        node = self.funnel.graph.node[one.node]
        kind = str(node.node_type.value)
        page_type = "lander" if "lander" in kind else "offer" if "offer" in kind else ""
        group = node.node_page_group_params.id_page_group if node.node_page_group_params else ""
        hit = {
            **about,
            "hit_id": _hit(time, number, page_type == "offer"),
            "hit_time": _ms(time),
            "node_id": one.node,
            "node_type": kind,
            "page_id": one.page,
            "page_type": page_type,
            "page_group_id": group,
        }
        yield {**hit, "event_id": hit["hit_id"], "event_type": "view", "event_time": _ms(time)}
        for place, action in enumerate(one.actions, 1):
            id = f"{hit['hit_id']}-a{place}"
            yield {
                **hit,
                "event_id": id,
                "event_type": "action",
                "event_time": _ms(time) + place,
                "action_number": action,
            }
        for place, payout in enumerate(one.payouts, 1):
            id = f"{hit['hit_id']}-c{place}"
            yield {
                **hit,
                "event_id": id,
                "conversion_id": id,
                "event_type": "conversion",
                "event_time": _ms(time) + 1000 * place,
                "transaction_id": str(place),
                "revenue": Decimal(payout),
            }

    def keep(self, home: Path) -> None:
        with closing(EventStore(home, lambda: _ms(datetime.now(UTC)))) as store:
            store.append(self.events)
        self.events.clear()


def spread(total: int, first: datetime, days: int) -> Iterator[datetime]:
    """So many midnights, evenly over the days."""
    for number in range(total):
        yield first + timedelta(days=number % days)


def every(count: int, of: int, number: int) -> bool:
    """Whether this one of `of` is among `count` that are evenly spaced."""
    return number * count // of != (number + 1) * count // of


async def funnel_in(home: Path, id: str) -> Funnel:
    async with embedded_tracker(home) as tracker:
        return await tracker.get(Funnel, id)


async def built(client: Client, blueprint: dict[str, Any]) -> str:
    """The id of a new funnel, planned and applied."""
    plan = await answer(client, "plan_funnel", blueprint=blueprint)
    assert plan["status"] == "ready", plan["text"]
    await answer(client, "apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])
    return str((await answer(client, "get_funnel", funnel=blueprint["funnel"]))["id"])


def node(funnel: Funnel, name: str) -> str:
    """The id of the node of this name."""
    return next(one.id_node for one in funnel.nodes if one.node_name == name)


def _ms(time: datetime) -> int:
    return int(time.timestamp() * 1000)


def _hit(time: datetime, number: int, converts: bool) -> str:
    return f"{_ms(time):013d}{number:012d}{'h' if converts else '0'}"
