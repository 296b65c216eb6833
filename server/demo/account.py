"""The assets of the demo account, the same in every installation.

Their ids are all made at one instant in 2020, which no id of a person's own can share: that is the mark by which
they are known, shown and removed.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from random import Random

from funnels.account import Account
from funnels.assets import (
    Asset,
    Category,
    Condition,
    FunnelGroup,
    OfferParams,
    OfferSource,
    Page,
    PageGroup,
    PageShare,
    Postback,
    TrackingField,
    TrafficSource,
    UserSettings,
    VisitorTag,
)
from funnels.blueprint import compile, parse
from funnels.ids import IdMaker, NewId

from .funnels import CONDITIONS, FUNNELS, SHARED_LANDERS
from .pages import GROUPS, LANDERS, OFFER_SOURCES, OFFERS, DemoOffer
from .traffic import TRAFFIC_SOURCES

INSTANT = datetime(2020, 1, 1, tzinfo=UTC)
DOMAIN = "localhost:8650"
"""The tracking domain of links: where `funnelwright serve` answers by default."""

_CATEGORY = "Demo account"
_CATEGORY_TYPES = ("trafficsources", "offersources", "lander", "offer", "landerGroup", "condition", "visitorTag")


def is_demo(id: str) -> bool:
    """Whether an id is one of the demo account's."""
    return id[:7] == _new_ids()()[:7]


@cache
def demo_assets() -> tuple[Asset, ...]:
    """Everything but the user settings, in the order in which it can be made."""
    new_id = _new_ids()
    categories = {kind: Category(id=new_id(), name=_CATEGORY, category_type=kind) for kind in _CATEGORY_TYPES}
    filed = {kind: category.id for kind, category in categories.items()}
    networks = {one.name: one for one in _offer_sources(new_id, filed)}
    landers = list(_landers(new_id, filed))
    base = [
        *categories.values(),
        *networks.values(),
        *_traffic_sources(new_id, filed),
        *landers,
        *(_offer(offer, new_id(), networks[offer.source], filed["offer"]) for offer in OFFERS),
        *_shared(new_id, filed, [page.id for page in landers[:2]]),
    ]
    groups = [FunnelGroup(id=new_id(), name=name, status="active") for name in GROUPS]
    account = Account(documents=[*base, *groups])
    return (*base, *groups, *_funnels(account, new_id))


def demo_settings() -> UserSettings:
    return UserSettings(
        default_homepage_url=None,
        default_offer_redirect="307",
        default_lander_redirect="307",
        ip_anonymizer="disabled",
        default_custom_domain=DOMAIN,
    )


def _new_ids() -> NewId:
    instant = int(INSTANT.timestamp() * 1000)
    return IdMaker(lambda: instant, Random("funnelwright demo").randrange)  # noqa: S311  # ids, not secrets


def _offer_sources(new_id: NewId, filed: Mapping[str, str]) -> Iterator[OfferSource]:
    for name, postback in OFFER_SOURCES.items():
        yield OfferSource(id=new_id(), name=name, id_category=filed["offersources"], status="active", **postback)


def _traffic_sources(new_id: NewId, filed: Mapping[str, str]) -> Iterator[TrafficSource]:
    for name, slots in TRAFFIC_SOURCES.items():
        id = new_id()
        yield TrafficSource(
            id=id,
            name=name,
            cost_type="cpe",
            status="active",
            id_category=filed["trafficsources"],
            tracking_field_slots={
                slot: TrackingField(name=alias, value=macro or None) for slot, (alias, macro) in slots.items()
            },
            postback=Postback(id_traffic_source=id, postback_type="none"),
        )


def _landers(new_id: NewId, filed: Mapping[str, str]) -> Iterator[Page]:
    for name in LANDERS:
        yield Page(
            id=new_id(),
            name=name,
            page_type="lander",
            base_url=f"https://read.example.net/{name.lower().replace(' ', '-')}",
            redirect_type="307",
            id_category=filed["lander"],
            notes=_CATEGORY,
            status="active",
        )


def _offer(offer: DemoOffer, id: str, network: OfferSource, category: str) -> Page:
    return Page(
        id=id,
        name=offer.name,
        page_type="offer",
        base_url=f"https://offers.example.net/{offer.slug}?{network.postback_sub_id}={{hit}}",
        redirect_type="307",
        id_category=category,
        notes=_CATEGORY,
        offer_params=OfferParams(id_offer_source=network.id, payout=offer.payout),
        status="active",
    )


def _shared(new_id: NewId, filed: Mapping[str, str], pages: Sequence[str]) -> Iterator[Asset]:
    yield VisitorTag(id=new_id(), name="Seen advertorial", color="3b82f6", id_category=filed["visitorTag"])
    yield VisitorTag(id=new_id(), name="Quiz finished", color="22c55e", id_category=filed["visitorTag"])
    for condition in CONDITIONS:
        yield Condition.read(
            {**condition, "idCondition": new_id(), "idCategory": filed["condition"], "status": "active"}
        )
    yield PageGroup(
        id=new_id(),
        name=SHARED_LANDERS,
        page_type="lander",
        routing="rotator",
        pages=tuple(PageShare(id_page=page, weight=0.5) for page in pages),
        id_category=filed["landerGroup"],
        status="active",
    )


def _funnels(account: Account, new_id: NewId) -> Iterator[Asset]:
    for blueprint in FUNNELS:
        draft = compile(parse(blueprint), account, new_id=new_id)
        yield from draft.new
        yield draft.funnel
        account = draft.account
