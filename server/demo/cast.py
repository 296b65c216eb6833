"""Who takes part in the traffic of the demo account: what of it still stands, and may be visited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from funnels.account import Account
from funnels.assets import Asset, Funnel, TrafficSource

from ..tracker import Tracker, read_account, with_documents
from ..traffic import Behaviour, Campaign, Network, Sites, invented, source_tells, tells
from .account import demo_assets
from .campaigns import campaigns
from .nature import behaviour, networks

_SEED = 1
"""Of the nature of pages that a person has put into a demo funnel."""


@dataclass(frozen=True, slots=True)
class Cast:
    campaigns: tuple[Campaign, ...]
    behaviour: Behaviour
    networks: Mapping[str, Network]
    sites: Sites

    @property
    def funnels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.funnel for one in self.campaigns))


def id_of(kind: type[Asset], name: str) -> str:
    """Of a demo asset, whatever it is called by now."""
    return next(one.id for one in demo_assets() if isinstance(one, kind) and one.name == name)


async def cast_of(tracker: Tracker, anchor: date) -> Cast:
    """Funnels that are gone, or whose visits others would be told of, are left out; pages are as they are now."""
    bought = campaigns(id_of, anchor)
    account = await _read(tracker, bought)
    standing = tuple(one for one in bought if _may_be_visited(account, one))
    funnels = [found for id in {one.funnel for one in standing} if (found := account.get(Funnel, id))]
    true = behaviour(id_of, anchor)
    if not funnels:
        return Cast((), true, {}, Sites(account))
    made_up = invented(account, funnels, _SEED, 0)
    clicks = {page: _on(true.clicks.get(page), usual) for page, usual in made_up.behaviour.clicks.items()}
    return Cast(
        standing,
        Behaviour(clicks, {**made_up.behaviour.buys, **true.buys}, true.habits),
        {**made_up.networks, **networks(id_of, anchor)},
        Sites(account),
    )


async def _read(tracker: Tracker, bought: tuple[Campaign, ...]) -> Account:
    account = await read_account(tracker, status="active")
    wanted = [(kind, id) for one in bought for kind, id in ((Funnel, one.funnel), (TrafficSource, one.source))]
    there = [(kind, id) for kind, id in wanted if account.entry(kind.family, id)]
    return await with_documents(tracker, account, there)


def _may_be_visited(account: Account, campaign: Campaign) -> bool:
    funnel, source = account.get(Funnel, campaign.funnel), account.get(TrafficSource, campaign.source)
    return funnel is not None and source is not None and not tells(funnel, account) and not source_tells(source)


def _on(true: Mapping[int, float] | None, usual: Mapping[int, float]) -> Mapping[int, float]:
    """The true chances of the buttons that are still there."""
    return usual if true is None else {number: chance for number, chance in true.items() if number in usual}
