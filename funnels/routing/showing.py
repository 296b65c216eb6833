"""Nodes that show a page, or send visitors to an address outside."""

from collections.abc import Iterable, Iterator, Mapping

from ..assets import Page, PageGroup
from ..funnel import PageParams
from .places import ByAction, Place, Straight
from .site import Site
from .split import Arm, Split
from .steps import Onward, Sent, Shown


def page(site: Site) -> Place:
    params = site.node.node_page_params
    return Straight(_shown(site, params.id_page, params) if params else site.lost("it names no page"))


def group(site: Site) -> Place:
    params = site.node.node_page_group_params
    asset = site.account.get(PageGroup, params.id_page_group) if params else None
    if asset is None or params is None:
        return Straight(site.lost("its page group is not in the account"))
    own = {one.id_page: one for one in params.page_params}
    shown = [_shown(site, one.id_page, own.get(one.id_page), asset.id) for one in asset.pages]
    if asset.routing == "actionMapped":
        return ByAction(dict(enumerate(shown, 1)), site.lost("its page group has no page for the button pressed"))
    return _shared(site, asset, shown)


def _shared(site: Site, asset: PageGroup, shown: Iterable[Onward]) -> Split:
    reason = "the weights of its pages are all 0" if asset.pages else "its page group is empty"
    arms = [Arm(one.id_page, float(one.weight), onward) for one, onward in zip(asset.pages, shown, strict=True)]
    return Split(asset.id, arms, asset.stickiness_mode, site.lost(reason))


def _shown(site: Site, id_page: str, params: PageParams | None, group: str = "") -> Onward:
    asset = site.account.get(Page, id_page)
    if asset is None:
        return site.lost(f"its page {id_page!r} is not in the account")
    return Onward(site.step(page=asset, page_group=group), ending=Shown(site.node.id_node, asset, params))


def outside(site: Site) -> Place:
    params = site.node.node_external_url_params
    if params is None or not params.url:
        return Straight(site.lost("it names no address"))
    return Straight(Onward(site.step(), ending=Sent(site.node.id_node, params.url, int(params.redirect_type))))


def pages(places: Mapping[str, Place]) -> Iterator[tuple[str, Page]]:
    """Every page with the node that shows it."""
    for id, place in places.items():
        for onward in _onwards(place):
            if isinstance(onward.ending, Shown):
                yield id, onward.ending.page


def _onwards(place: Place) -> Iterable[Onward]:
    """All that can come of a place that shows pages."""
    if isinstance(place, Split):
        return [arm.onward for arm in place.arms]
    if isinstance(place, ByAction):
        return list(place.ways.values())
    return [place.onward] if isinstance(place, Straight) else []


def showing(shown: Iterable[tuple[str, Page]]) -> dict[str, tuple[str, ...]]:
    """Ids of the nodes, by page."""
    found: dict[str, dict[str, None]] = {}
    for node, one in shown:
        found.setdefault(one.id, {})[node] = None
    return {id: tuple(nodes) for id, nodes in found.items()}
