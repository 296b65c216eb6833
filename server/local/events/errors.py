from collections.abc import Sequence

from funnels.errors import FunnelError


class EventError(FunnelError):
    """An event cannot be kept as it is; nothing of what was handed in with it is."""


class UnknownEventsError(EventError):
    """Events that were to be changed do not exist; nothing was changed. `event_ids` are all of them."""

    def __init__(self, event_ids: Sequence[str]) -> None:
        self.event_ids = tuple(event_ids)
        some = ", ".join(map(repr, self.event_ids[:3]))
        more = f" and {len(self.event_ids) - 3} more" if len(self.event_ids) > 3 else ""
        super().__init__(f"There is no event {some}{more}.", hint="Nothing was changed.")


class QueryTimeoutError(FunnelError):
    """A query took longer than it may."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"The question took longer than {seconds:g} seconds.",
            hint="Ask about a shorter period, or group by fewer attributes.",
        )
