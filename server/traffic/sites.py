"""The pages of an account as visitors see them: by the address a redirect leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from funnels.account import Account
from funnels.assets import OfferSource, Page

_HIT = "{hit}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A page in a visitor's browser."""

    page: str
    """Its id."""
    is_offer: bool
    hit: str
    """What the address tells the network about the hit; empty where it tells nothing."""
    address: str


@dataclass(frozen=True, slots=True)
class _Site:
    page: Page
    fixed: frozenset[tuple[str, str]]
    """Parameters of its address that hold no token."""
    hit: tuple[str, str, str] | None
    """The parameter that carries the hit, with what stands before and after it."""


class Sites:
    def __init__(self, account: Account) -> None:
        """Of the pages whose documents, and those of their offer sources, were read."""
        self._by_place: dict[str, list[_Site]] = {}
        for page in account.all(Page):
            params = page.offer_params
            source = account.get(OfferSource, params.id_offer_source) if params else None
            self._by_place.setdefault(_place(page.base_url), []).append(_site(page, source))

    def seen(self, address: str) -> Seen | None:
        """The page at an address; None where it is none of the account's."""
        sites = self._by_place.get(_place(address))
        if not sites:
            return None
        site, hit = sites[0], ""
        if site.hit or len(sites) > 1:  # else there is nothing to read in it, and most pages are landers
            query = parse_qsl(urlsplit(address).query, keep_blank_values=True)
            site = next((one for one in sites if one.fixed <= set(query)), site)
            hit = _hit(site, dict(query))
        return Seen(site.page.id, site.page.page_type == "offer", hit, address)


def _place(address: str) -> str:
    return address.partition("#")[0].partition("?")[0].rstrip("/")


def _site(page: Page, source: OfferSource | None) -> _Site:
    further = {**(source.query_params if source else {}), **page.query_params}
    query = [*parse_qsl(urlsplit(page.base_url).query, keep_blank_values=True), *further.items()]
    carrying = next(((name, *value.split(_HIT, 1)) for name, value in query if _HIT in value), None)
    fixed = frozenset((name, value) for name, value in query if "{" not in value)
    return _Site(page, fixed, (carrying[0], carrying[1], carrying[2]) if carrying else None)


def _hit(site: _Site, query: Mapping[str, str]) -> str:
    if site.hit is None:
        return ""
    name, before, after = site.hit
    return query.get(name, "").removeprefix(before).removesuffix(after)
