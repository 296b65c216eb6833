"""What becomes of what belongs to an asset that is deleted or archived, as changes of their own.

The tracker could do it in the same request; as changes of the plan each is shown, checked, journaled and can be
taken back.
"""

from collections.abc import Iterator

from funnels.account import Account, Entry
from funnels.assets import FAMILIES, Asset, Category, Condition, Funnel, FunnelGroup, OfferSource, Page, PageGroup
from funnels.errors import InputError

from .change import Change
from .drafted import archived, deleted, updated

CASCADES = ("cascade", "move", "orphan")

STAYS = "that belong to it keep pointing to it"
"""Of a delete without a word about what belongs to the asset: told in its note, so that a yes is a yes to that."""

_BY_CATEGORY = {
    "trafficsources": "traffic_source",
    "offersources": "offer_source",
    "lander": "page",
    "offer": "page",
    "landerGroup": "page_group",
    "offerGroup": "page_group",
    "condition": "condition",
    "visitorTag": "visitor_tag",
    "logicScript": "logic_script",
    "webhookConfig": "webhook_config",
    "middlewareConfig": "middleware_config",
}


def candidates(parent: Entry, account: Account) -> Iterator[Entry]:
    """What may belong to it, as far as lists say; of a category that is every asset it could hold."""
    if parent.family == OfferSource.family:
        yield from (one for one in account.entries(Page.family) if one.parent == parent.id)
    elif parent.family == FunnelGroup.family:
        yield from (one for one in account.entries(Funnel.family) if one.parent == parent.id)
    elif parent.family == Category.family:
        for family in sorted(set(_BY_CATEGORY.values())):
            yield from account.entries(family)


def children(parent: Asset, account: Account) -> list[Asset]:
    """What belongs to it, of what was read."""
    family = family_below(parent)
    found = account.all(FAMILIES[family]) if family else iter(())
    own = [one for one in found if one.status != "deleted" and _parent_of(one, parent) == parent.id]
    return sorted(own, key=lambda one: (one.name, one.id))


def settled(do: str, parent: Asset, cascade: str, target: str, account: Account) -> Iterator[Change]:
    """What happens to the children, before their parent goes. InputError where it cannot."""
    for child in children(parent, account):
        if cascade == "cascade":
            yield from retired(do, child, account)
        elif cascade == "orphan" and isinstance(child, Funnel):
            raise InputError("a funnel always needs a group; say cascade or move")
        else:
            yield updated(child, _given(child, parent, target))


def retired(do: str, asset: Asset, account: Account) -> Iterator[Change]:
    """Deleting a funnel takes with it what only it may use."""
    if do != "delete":
        yield archived(asset)
        return
    yield deleted(asset)
    if isinstance(asset, Funnel):
        local: list[Asset] = [*account.all(PageGroup), *account.all(Condition)]
        own = [one for one in local if _is_of(one, asset)]
        yield from (deleted(one) for one in sorted(own, key=lambda one: (one.family, one.name, one.id)))


def family_below(parent: Asset) -> str | None:
    """The family of what may belong to it."""
    if isinstance(parent, Category):
        return _BY_CATEGORY.get(parent.category_type)
    return {OfferSource.family: Page.family, FunnelGroup.family: Funnel.family}.get(parent.family)


def field_above(child: Asset, parent: Asset) -> str:
    """Where the child says that it belongs to the parent."""
    if isinstance(parent, Category):
        return "idCategory"
    return "offerParams.idOfferSource" if isinstance(child, Page) else "idCampaign"


def _is_of(one: Asset, funnel: Funnel) -> bool:
    scope = one.restrict_to_funnel_id if isinstance(one, PageGroup | Condition) else ""
    return scope == funnel.id and one.status != "deleted"


def _parent_of(child: Asset, parent: Asset) -> str:
    if isinstance(parent, Category):
        return str(getattr(child, "id_category", ""))
    if isinstance(child, Page):
        return child.offer_params.id_offer_source if child.offer_params else ""
    return str(getattr(child, "id_campaign", ""))


def _given(child: Asset, parent: Asset, target: str) -> Asset:
    """The child with another parent, or none."""
    if isinstance(parent, Category):
        return child.changed(id_category=target)
    if isinstance(child, Page) and child.offer_params:
        return child.changed(offer_params=child.offer_params.changed(id_offer_source=target))
    return child.changed(id_campaign=target, id_funnel_group=target)
