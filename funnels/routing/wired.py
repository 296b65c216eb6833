from collections.abc import Mapping
from dataclasses import dataclass, field

from ..assets import Page
from ..funnel import Connection, NodeKind
from .places import Place


@dataclass(frozen=True, eq=False)
class Wired:
    """A funnel with all it uses, made ready for walking: nothing is looked up in documents any more.

    Two of them are never equal, so that what is found out about one can be remembered.
    """

    funnel_id: str
    root: str
    """Id of the root; empty where there is none."""
    places: Mapping[str, Place]
    """By node id; labels are no places."""
    kinds: Mapping[str, NodeKind]
    clicks: Mapping[str, Mapping[int, Connection]]
    """The connection of each action, by the id of the page's node."""
    pages: Mapping[str, Page]
    """Every page that some node shows, by id."""
    showing: Mapping[str, tuple[str, ...]]
    """Ids of the nodes that show a page, by its id."""
    targets: Mapping[str, tuple[str, ...]]
    """Ids of the nodes that connections lead to, by the id of the node they leave."""
    unevaluated: Mapping[str, str] = field(default_factory=dict)
    """Why a script cannot be run, by node id: these always take the default way."""


def follow(wired: Wired, node_id: str, page_id: str, action: int) -> Connection | None:
    """The connection a click takes; None where there is nothing to follow. The next walk starts at its target.

    Where the node is not known any more, the only one that shows the page stands for it [our ruling].
    """
    clicks = wired.clicks.get(node_id)
    if clicks is None:
        shown = wired.showing.get(page_id, ())
        clicks = wired.clicks.get(shown[0]) if len(shown) == 1 else None
    return clicks.get(action) if clicks else None
