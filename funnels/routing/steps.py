"""What a walk is made of: the steps, and how it ends. All of it is made once, when a funnel is wired."""

from dataclasses import dataclass

from ..assets import MiddlewareConfig, Page
from ..funnel import Connection, MiddlewareParams, NodeKind, PageParams


@dataclass(frozen=True, slots=True)
class Step:
    """A visitor comes to a node: one hit."""

    node: str
    kind: NodeKind
    page: Page | None = None
    page_group: str = ""
    """Id of the page group, where the page was chosen from one."""
    route: str = ""
    """Id or number of the route, key of the script or number of the action that was taken; empty where none is."""
    connection: Connection | None = None
    """The way on, as far as this walk went on; those of middleware and hubs may carry marks of their own."""
    tags_added: tuple[str, ...] = ()
    tags_removed: tuple[str, ...] = ()
    webhooks: tuple[str, ...] = ()
    """Ids of the webhooks to fire: those of a webhook node, and of the way out of a hub."""
    unevaluated: str = ""
    """Why a script was not followed; the visitor took its default way instead."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The visitor sees a page and chooses what to do: the walk of their next click starts there."""

    node: str
    page: Page
    params: PageParams | None = None
    """What the node says about showing this page; None where it says nothing."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The visitor leaves for an address outside."""

    node: str
    url: str
    code: int


@dataclass(frozen=True, slots=True)
class Asks:
    """A middleware has to be asked for a route before the walk can go on; see `walk`."""

    node: str
    config: MiddlewareConfig
    params: MiddlewareParams


@dataclass(frozen=True, slots=True)
class Lost:
    """Nobody knows where to send the visitor. `reason` is a clause about the node: `its weights are all 0`."""

    node: str
    reason: str


Ending = Shown | Sent | Asks | Lost


@dataclass(frozen=True, slots=True)
class Onward:
    """What comes of a visit to a node: its step, then the next node or the end."""

    step: Step
    target: str = ""
    ending: Ending | None = None
