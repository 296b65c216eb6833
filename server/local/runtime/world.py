"""What the run time stands on, and how it keeps what happened."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from anyio import to_thread

from funnels.events import Event
from funnels.wire import Json

from ..events import EventStore
from .catalogue import Catalogue
from .hit_ids import HitIds
from .middleware import Middleware
from .outbox import Message, Outbox
from .places import Places

Draw = Callable[[], float]

_NOTHING: Event = {}


@dataclass(frozen=True, slots=True)
class World:
    now_ms: Callable[[], int]
    draw: Draw
    """A number of [0, 1), evenly spread; decides where visitors go and which postbacks are sent."""
    ids: HitIds
    catalogue: Catalogue
    events: EventStore
    places: Places
    outbox: Outbox
    middleware: Middleware

    async def keep(
        self,
        events: Sequence[Event],
        sessions: Mapping[str, str],
        deliveries: Sequence[Json] = (),
        messages: Sequence[Message] = (),
        *,
        visit: Event = _NOTHING,
    ) -> None:
        """Durable when it returns; only then anybody is answered. `visit`: as in `EventStore.keep`."""
        await self.events.keep(events, visit=visit, sessions=sessions, deliveries=deliveries)
        if messages:
            await to_thread.run_sync(self.outbox.add, messages)
