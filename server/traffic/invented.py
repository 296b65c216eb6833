"""Campaigns and behaviour for any account: made up from its assets and a seed, so that every page has a nature."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from funnels.account import Account
from funnels.assets import Condition, Funnel, Page, PageGroup, TrafficSource
from funnels.errors import InputError
from funnels.funnel import PAGE_KINDS, Node

from .behaviour import Behaviour
from .campaign import Campaign
from .chance import stream
from .network import Network
from .profile import Audience

_COUNTRY = "Location: Country"
_USUAL = ("US", "GB", "CA", "DE", "AU")
_IDS_OF_CLICKS = "external"
_VALUES = 8
"""A tracking field has that many values."""


@dataclass(frozen=True, slots=True)
class Invented:
    campaigns: tuple[Campaign, ...]
    behaviour: Behaviour
    networks: Mapping[str, Network]


def invented(account: Account, funnels: Sequence[Funnel], seed: int, visitors: int) -> Invented:
    """`visitors` are shared out over the sources of the funnels; InputError where there is nobody who could send any.

    `account` holds the documents of the funnels, of what they use, and of the traffic sources.
    """
    ways = [(funnel, source) for funnel in funnels for source in _sources(account, funnel, seed)]
    if not ways:
        raise InputError(
            "No traffic source is there to send visitors.", hint="Make a traffic source, then send traffic again."
        )
    pages = list(account.all(Page))
    return Invented(
        tuple(_campaign(account, funnel, source, seed, visitors / len(ways)) for funnel, source in ways),
        Behaviour(
            {page.id: _clicks(page, _buttons(account, funnels, page.id), seed) for page in pages},
            {page.id: _nature(seed, "buys", page.id).uniform(0.03, 0.14) for page in pages if page.offer_params},
        ),
        {page.id: Network(payout=Decimal(page.offer_params.payout or 0)) for page in pages if page.offer_params},
    )


def _sources(account: Account, funnel: Funnel, seed: int) -> list[TrafficSource]:
    """Those the funnel says something about; of one that says nothing, those its name names, or any two."""
    known = [one for one in account.all(TrafficSource) if one.is_active]
    own = {*funnel.incoming_traffic_cost_overrides, *(one.id_traffic_source for one in funnel.postback_overrides)}
    meant = [one for one in known if one.id in own] or [one for one in known if one.name in funnel.name]
    return meant or _nature(seed, funnel.id).sample(known, min(len(known), 2))


def _campaign(account: Account, funnel: Funnel, source: TrafficSource, seed: int, visits: float) -> Campaign:
    nature = _nature(seed, source.id)
    slots = {slot: one for slot, one in source.tracking_field_slots.items() if one.status == "active"}
    cheapest = nature.uniform(0.05, 0.6)
    return Campaign(
        funnel.id,
        source.id,
        visits,
        names={"source": source.name, "funnel": funnel.name},
        audience=Audience(_countries(account, nature), bots=0.01),
        fields={
            one.name.strip() or slot: _values(one.name, nature)
            for slot, one in slots.items()
            if slot != _IDS_OF_CLICKS
        },
        unique=tuple(one.name.strip() or slot for slot, one in slots.items() if slot == _IDS_OF_CLICKS),
        cost=(f"{cheapest:.4f}", f"{cheapest * 1.6:.4f}") if source.cost_type == "cpe" else None,
        returning=0.05,
    )


def _countries(account: Account, nature: Random) -> tuple[tuple[str, float], ...]:
    """Those that conditions ask for, and some others, so that every route has its visitors."""
    asked = [value for condition in account.all(Condition) for value in _asked(condition.document())]
    return tuple((country, nature.uniform(1, 4)) for country in dict.fromkeys((*asked, *_USUAL)))


def _asked(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("attribute") == _COUNTRY:
            yield from map(str, (value.get("genericParams") or {}).get("values") or ())
        for one in value.values():
            yield from _asked(one)
    elif isinstance(value, list):
        for one in value:
            yield from _asked(one)


def _values(name: str, nature: Random) -> tuple[tuple[str, float], ...]:
    """A few values have most of the visitors, as everywhere."""
    return tuple((f"{name}-{nature.randrange(1000, 9999)}", 1 / number) for number in range(1, _VALUES + 1))


def _buttons(account: Account, funnels: Iterable[Funnel], page: str) -> list[int]:
    """The numbers that lead on from a page in any of the funnels."""
    found: set[int] = set()
    for funnel in funnels:
        places = {node.id_node for node in funnel.nodes if page in _pages(account, node)}
        found.update(number for one in funnel.connections if one.id_source_node in places for number in one.actions)
    return sorted(found)


def _pages(account: Account, node: Node) -> set[str]:
    if node.node_type not in PAGE_KINDS:
        return set()
    if node.node_page_params:
        return {node.node_page_params.id_page}
    group = node.node_page_group_params and account.get(PageGroup, node.node_page_group_params.id_page_group)
    return {share.id_page for share in group.pages} if group else set()


def _clicks(page: Page, buttons: Sequence[int], seed: int) -> dict[int, float]:
    nature = _nature(seed, "clicks", page.id)
    whole = nature.uniform(0.05, 0.2) if page.offer_params else nature.uniform(0.15, 0.5)
    parts = [nature.uniform(0.5, 1.5) for _ in buttons]
    return {number: whole * part / sum(parts) for number, part in zip(buttons, parts, strict=True)}


def _nature(seed: int, *words: str) -> Random:
    return stream("nature", seed, *words)
