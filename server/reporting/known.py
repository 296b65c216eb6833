from collections.abc import Sequence
from dataclasses import dataclass

from funnels.account import Account, Entry
from funnels.assets import TrafficSource


@dataclass(frozen=True, slots=True)
class Known:
    """What words of a question can mean in an account."""

    account: Account
    sources: Sequence[TrafficSource] = ()
    nodes: Sequence[Entry] = ()
    """Of funnels, by their names; read only where a question filters by them."""
