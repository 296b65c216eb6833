"""What checks find alike of several offers is told once for their offer source."""

from collections.abc import Sequence
from dataclasses import replace

from funnels.account import Account
from funnels.assets import OfferSource, Page
from funnels.checks import Finding
from funnels.checks.tracking import lost_click_id

from ..plans import listed

_LOST = "click-id-lost"
_MOST_PLACES = 3


def told_by_source(found: Sequence[Finding], account: Account) -> list[Finding]:
    """The findings with those about lost click ids as one for each offer source, at the place of its first."""
    lost: dict[str, list[Finding]] = {}
    for one in found:
        if one.rule == _LOST:
            lost.setdefault(_source(one, account), []).append(one)
    first = {many[0].subject: _together(many, account.get(OfferSource, id), account) for id, many in lost.items()}
    return [first.get(one.subject, one) for one in found if one.rule != _LOST or one.subject in first]


def _source(one: Finding, account: Account) -> str:
    offer = account.get(Page, one.detail)
    return offer.offer_params.id_offer_source if offer and offer.offer_params else one.detail


def _together(many: Sequence[Finding], source: OfferSource | None, account: Account) -> Finding:
    if len(many) == 1 or source is None:
        return many[0]
    offers = dict.fromkeys(page.name for one in many if (page := account.get(Page, one.detail)))
    places = dict.fromkeys(one.place for one in many)
    return replace(many[0], place=listed([*places], most=_MOST_PLACES), why=lost_click_id([*offers], source.name))
