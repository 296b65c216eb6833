from collections.abc import Mapping
from dataclasses import dataclass

from ..account import Account
from ..assets import Asset, Funnel


@dataclass(frozen=True, slots=True)
class Draft:
    """A funnel as it would be, and what else has to be made or changed for it."""

    funnel: Funnel
    before: Funnel | None
    """The funnel it is an update of."""

    new: tuple[Asset, ...]
    """In the order they have to be made; local page groups and conditions last, the funnel itself not among them."""

    changed: tuple[tuple[Asset, Asset], ...]
    """Existing assets, before and after."""

    dropped: tuple[Asset, ...]
    """Local page groups and conditions that no node uses any more."""

    sources: tuple[str, ...]
    """Ids of the traffic sources its links are for."""

    keys: Mapping[str, str]
    """Step key -> id of the node; the entrance is `start`."""

    words: Mapping[str, str]
    """Id of a node -> the words of the request that asked for it."""

    account: Account
    """Everything as it would be afterwards."""

    @property
    def changes_nothing(self) -> bool:
        return self.funnel == self.before and not (self.new or self.changed or self.dropped)
