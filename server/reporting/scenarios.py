"""A funnel with what is assumed of it, ready to be simulated."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from funnels.account import Account
from funnels.blueprint import Reading
from funnels.errors import InputError
from funnels.names import folded, nearest
from funnels.simulation import Assumptions, Audience, Segment
from funnels.simulation.assumptions import Kind

from .assumed import YOURS
from .mixes import Traffic, crossed
from .rates import Found
from .said import Buttons
from .showings import Showing, showings
from .wishes import Assume

_EVERY = ""


@dataclass(frozen=True)
class Scenario:
    reading: Reading
    account: Account
    showings: tuple[Showing, ...]
    audience: Audience
    mix_origins: Mapping[str, str]
    """Where the shares of countries and of devices are from."""
    assumptions: Assumptions
    per_conversion: Mapping[str, Decimal] = field(default_factory=dict)
    """Cost of a conversion, by id of a source that is paid so."""
    per_day: float = 0.0
    """Visits."""
    now: datetime | None = None
    """Of conditions on time."""

    @property
    def source(self) -> str:
        """Id of the source where all visitors are from one."""
        sources = {one.source for one in self.audience.segments}
        return sources.pop() if len(sources) == 1 else ""


def scenario(reading: Reading, account: Account, traffic: Traffic, found: Found, now: datetime) -> Scenario:
    """As the account's reports have it."""
    costs = {id: price.visit for id, price in traffic.prices.items()}
    prices: dict[tuple[Kind, str], str] = {("cost", id): price.origin for id, price in traffic.prices.items()}
    return Scenario(
        reading,
        account,
        tuple(showings(reading, account)),
        traffic.audience,
        dict.fromkeys(("country", "device"), traffic.origin),
        Assumptions(
            clicks=found.clicks,
            conversions=found.conversions,
            payouts=found.payouts,
            costs=costs,
            origins={**found.origins, **prices},
        ),
        {id: price.conversion for id, price in traffic.prices.items() if price.conversion},
        traffic.per_day,
        now,
    )


def known_too(one: Scenario, found: Found) -> Scenario:
    """With rates of pages that were not shown before."""
    have = one.assumptions
    return replace(
        one,
        assumptions=replace(
            have,
            clicks={**found.clicks, **have.clicks},
            conversions={**found.conversions, **have.conversions},
            payouts={**found.payouts, **have.payouts},
            origins={**found.origins, **have.origins},
        ),
    )


def assuming(one: Scenario, said: Assume) -> Scenario:
    """With assumptions of one's own in place of others. InputError for names that are not in the funnel."""
    if said.countries or said.devices:
        own = [word for word, mix in (("country", said.countries), ("device", said.devices)) if mix]
        origins = {**one.mix_origins, **dict.fromkeys(own, YOURS)}
        one = replace(one, audience=_audience(one, said), mix_origins=origins)
    if said.visits_per_day:
        one = replace(one, per_day=said.visits_per_day)
    if said.cpc is not None:
        one = _priced(one, said.cpc)
    for name, buttons in said.ctr.items():
        one = _clicked(one, name, buttons)
    for name, rate in said.cvr.items():
        one = _offered(one, name, "cvr", "conversion rate", conversions=rate)
    for name, payout in said.payout.items():
        one = _offered(one, name, "payout", "payout", payouts=payout)
    return one


def _audience(one: Scenario, said: Assume) -> Audience:
    """What is not said keeps its shares; the two are taken as independent."""
    countries = _whole(said.countries) if said.countries else _shares(one.audience, "country")
    devices = _whole(said.devices) if said.devices else _shares(one.audience, "device")
    sources: dict[str, float] = {}
    for segment, share in zip(one.audience.segments, one.audience.shares, strict=True):
        sources[segment.source] = sources.get(segment.source, 0.0) + share
    segments: list[Segment] = []
    for source, part in sources.items():
        segments += (replace(each, weight=each.weight * part) for each in crossed(countries, devices, source))
    return Audience(tuple(segments))


def _whole(shares: Mapping[str, float]) -> dict[str, float]:
    """With those who are left."""
    left = 1 - sum(shares.values())
    return {**shares, "": left} if left > 1e-9 else dict(shares)


def _shares(audience: Audience, word: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for segment, share in zip(audience.segments, audience.shares, strict=True):
        value = segment.visitor.attributes.get(word, "")
        found[value] = found.get(value, 0.0) + share
    return found


def _priced(one: Scenario, cpc: Decimal) -> Scenario:
    costs = dict.fromkeys({segment.source for segment in one.audience.segments}, cpc)
    origins: dict[tuple[Kind, str], str] = {**one.assumptions.origins, **{("cost", id): YOURS for id in costs}}
    return replace(
        one,
        per_conversion={},
        assumptions=replace(one.assumptions, costs=costs, cost=cpc, origins=origins),
    )


def _clicked(one: Scenario, name: str, buttons: Buttons) -> Scenario:
    clicks = {id: dict(rates) for id, rates in one.assumptions.clicks.items()}
    origins = dict(one.assumptions.origins)
    pages = _named(one, name, "ctr", lambda page: bool(page.actions) and (name != _EVERY or not page.is_offer))
    for page in pages:
        clicks[page.page] = _pressed(page, buttons, clicks.get(page.page, {}))
        origins["click rate", page.page] = YOURS
    return replace(one, assumptions=replace(one.assumptions, clicks=clicks, origins=origins))


def _pressed(page: Showing, buttons: Buttons, had: Mapping[int, float]) -> dict[int, float]:
    """A rate in all is shared by the actions as they shared it before; evenly where nothing is known."""
    if buttons.whole is None:
        unknown = [action for action in buttons.by_action if action not in page.actions]
        if unknown:
            known = ", ".join(map(str, page.actions))
            raise InputError(f"ctr: {page.name!r} has no action {unknown[0]}.", hint=f"It has {known}.")
        return {**{action: had.get(action, 0.0) for action in page.actions}, **buttons.by_action}
    before = sum(had.values())
    return {
        action: buttons.whole * (had.get(action, 0.0) / before if before else 1 / len(page.actions))
        for action in page.actions
    }


def _offered(
    one: Scenario,
    name: str,
    key: str,
    kind: Kind,
    *,
    conversions: float | None = None,
    payouts: Decimal | None = None,
) -> Scenario:
    pages = [page.page for page in _named(one, name, key, lambda page: page.is_offer)]
    have = one.assumptions
    changed = replace(
        have,
        conversions={**have.conversions, **({} if conversions is None else dict.fromkeys(pages, conversions))},
        payouts={**have.payouts, **({} if payouts is None else dict.fromkeys(pages, payouts))},
        origins={**have.origins, **{(kind, page): YOURS for page in pages}},
    )
    return replace(one, assumptions=changed)


def _named(one: Scenario, name: str, key: str, fits: Callable[[Showing], bool]) -> Sequence[Showing]:
    """The pages of this name, or of the step with this key; all that fit for an empty name."""
    fitting = [page for page in one.showings if fits(page)]
    wanted = folded(name)
    if name == _EVERY:
        return fitting
    by_name = [page for page in fitting if folded(page.name) == wanted]
    found = by_name or [page for page in fitting if folded(page.step) == wanted or page.page == name]
    if found:
        return found
    raise _no_page(one.showings, fitting, name, key)


def _no_page(all_of: Iterable[Showing], fitting: Sequence[Showing], name: str, key: str) -> InputError:
    names = list(dict.fromkeys([*(one.name for one in fitting), *(one.step for one in fitting)]))
    near = nearest(name, names, most=2)
    guess = (
        f"Did you mean {' or '.join(map(repr, near))}?" if near else f"There are {', '.join(names[:8]) or 'none'}."
    )
    shown = any(folded(name) in (folded(one.name), folded(one.step)) for one in all_of)
    wrong = "has none" if shown else "is no page or step of this funnel"
    return InputError(f"{key}: {name!r} {wrong}.", hint=guess)
