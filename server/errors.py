"""Every error the server raises on purpose, beside those of `funnels.errors`.

FunnelError                what a person may read, and what to do next
├─ SettingsError           a setting cannot be used as it is
├─ TrackerError            the tracker's answer cannot be used
│  ├─ TrackerRefused       it said no; trying again will not help
│  └─ TrackerUnavailable   it did not answer, or not yet; try again later
├─ PlanError               the plan is not in a state that allows this: expired, applied, declined
│  └─ StalePlan            what it was made from has changed since it was shown
└─ PolicyError             not allowed here, such as a change where everything is read-only
"""

from collections.abc import Sequence
from dataclasses import dataclass

from funnels.errors import FunnelError


class SettingsError(FunnelError):
    """A setting cannot be used; the message names the variable, never the value of a secret."""


class TrackerError(FunnelError):
    """The tracker's answer cannot be used."""


class TrackerRefused(TrackerError):  # noqa: N818 - the name says what happened
    """The tracker said no. `status` is of HTTP, `code` and `field` are what it answered, 0 and empty if nothing.

    `repeated`: to a second try, so that a first one may have taken effect.
    """

    def __init__(
        self, message: str, *, status: int, code: int = 0, field: str = "", repeated: bool = False, hint: str = ""
    ) -> None:
        super().__init__(message, hint=hint)
        self.repeated = repeated
        self.status = status
        self.code = code
        self.field = field


class TrackerUnavailable(TrackerError):  # noqa: N818 - the name says what happened
    """No usable answer. `sent` says whether the request may have taken effect all the same."""

    def __init__(self, message: str, *, sent: bool, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.sent = sent


class PlanError(FunnelError):
    """The plan is not in a state that allows this."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A field that others changed since a plan was made. Values are in words, clean, short, and without secrets."""

    family: str
    id: str
    name: str
    field: str
    """Dotted, an item of a list by its id; empty for the asset as a whole."""
    planned_on: str
    """What it was when the plan was made."""
    now: str
    wanted: str
    """What the plan would have it be; empty where it leaves the field alone."""


class StalePlan(PlanError):  # noqa: N818 - the name says what happened
    """What the plan was made from has changed since it was shown; `moved` says where, as far as that is known."""

    def __init__(self, message: str, *, moved: Sequence[Moved] = (), hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.moved = tuple(moved)


class PolicyError(FunnelError):
    """Not allowed here, whatever is asked."""
