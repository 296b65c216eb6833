"""A visitor who clicks an advertisement, reads, clicks on, buys, and perhaps comes back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from urllib.parse import quote_plus

from .behaviour import Behaviour, Step, Traits, chosen
from .campaign import Arrival
from .chance import Chance, stream
from .door import Answer, Door
from .ledger import Ledger
from .network import Network, Postback, postbacks
from .profile import Profile
from .sites import Seen, Sites

_MOST_CLICKS = 20
"""In one visit; some funnels lead in circles."""


@dataclass(frozen=True, slots=True)
class World:
    """What all visitors share."""

    door: Door
    sites: Sites
    behaviour: Behaviour
    networks: Mapping[str, Network]
    """By the id of the offer."""
    until: int
    """Unix milliseconds: nothing happens after it."""
    pass_time: Callable[[int], None]
    """Called with the moment of each request before it is sent."""
    bring_chance: Callable[[Chance], None]
    """Called with what decides a visitor's ways in the tracker before they come."""


class Visitor:
    def __init__(self, world: World, ledger: Ledger) -> None:
        self._world = world
        self._ledger = ledger
        self._cookies: dict[str, str] = {}

    async def live(self, arrival: Arrival) -> None:
        """All their visits, up to the end of the time that is played."""
        coming: Arrival | None = arrival
        while coming is not None and coming.at <= self._world.until:
            await self._visit(coming)
            coming = coming.then

    async def _visit(self, arrival: Arrival) -> None:
        self._world.bring_chance(Chance(arrival.luck, stream(arrival.seed, "ways")))
        is_new = not self._cookies
        answer = await self._ask(_entrance(arrival), arrival, arrival.at, arrival.campaign.referrer)
        if not answer.leads_on:
            self._ledger.refuse(answer.status)
            return
        self._ledger.enter(arrival, is_new=is_new)
        await self._browse(arrival, answer.location)

    async def _browse(self, arrival: Arrival, address: str) -> None:
        random, at, traits = stream(arrival.seed), arrival.at, arrival.traits
        lucks = {Step.CLICK: arrival.luck.click, Step.BUY: arrival.luck.buy}
        for _ in range(_MOST_CLICKS):
            seen = self._world.sites.seen(address)
            if seen is None:
                self._ledger.leave(arrival)
                return
            self._ledger.view(arrival, seen)
            traits = {"first": seen.page, **traits, "page": seen.page}
            if seen.is_offer and lucks.pop(Step.BUY, random.random()) < self._buying(arrival, traits):
                await self._buy(arrival, seen, at, random)
            number = chosen(self._clicking(arrival, traits), lucks.pop(Step.CLICK, random.random()))
            at += random.randrange(4_000, 180_000)
            if not number or at > self._world.until:
                return
            answer = await self._ask(f"/action/{number}", arrival, at, seen.address)
            if not answer.leads_on:
                self._ledger.refuse(answer.status)
                return
            self._ledger.click(arrival, seen, number)
            address = answer.location

    def _clicking(self, arrival: Arrival, traits: Traits) -> Mapping[int, float]:
        if arrival.profile.is_bot:
            return {}
        return self._world.behaviour.clicking(traits["page"], arrival.day, traits)

    def _buying(self, arrival: Arrival, traits: Traits) -> float:
        if arrival.profile.is_bot:
            return 0.0
        return self._world.behaviour.buying(traits["page"], arrival.day, traits)

    async def _buy(self, arrival: Arrival, seen: Seen, at: int, random: Random) -> None:
        network = self._world.networks.get(seen.page, Network())
        at += random.randrange(40_000, 900_000)
        for postback in postbacks(network, seen.hit, at, arrival.day, random):
            if postback.at > self._world.until:
                self._ledger.pending.append(postback)
            else:
                await report(self._world, self._ledger, postback)

    async def _ask(self, target: str, arrival: Arrival, at: int, referrer: str) -> Answer:
        self._world.pass_time(at)
        headers = _headers(arrival.profile)
        if referrer:
            headers.append(("referer", referrer))
        if self._cookies:
            headers.append(("cookie", "; ".join(f"{name}={value}" for name, value in self._cookies.items())))
        answer = await self._world.door.ask(target, headers)
        self._cookies.update(answer.cookies)
        return answer


async def report(world: World, ledger: Ledger, postback: Postback) -> None:
    """A network's request, at its time."""
    world.pass_time(postback.at)
    answer = await world.door.ask(postback.target, _NETWORK)
    if answer.status == 200 and postback.hit:
        ledger.book(postback)
    elif answer.status >= 500:  # the tracker has failed, not the network
        ledger.refuse(answer.status)
    else:
        ledger.unmatched += 1


_NETWORK = (("user-agent", "network-postback/1.0"), ("x-forwarded-for", "198.51.100.7"))


def _headers(profile: Profile) -> list[tuple[str, str]]:
    known = (
        ("user-agent", profile.user_agent),
        ("accept-language", f"{profile.language},{profile.language[:2]};q=0.9"),
        ("x-forwarded-for", profile.ip),
        ("x-country", profile.country),
        ("x-region", profile.region),
        ("x-city", profile.city),
        ("x-isp", profile.isp),
        ("x-connection-type", profile.connection),
        ("x-carrier", profile.carrier),
    )
    return [(name, value) for name, value in known if value]


def _entrance(arrival: Arrival) -> str:
    query = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in arrival.fields.items())
    if arrival.cost is not None:
        query += f"&c={arrival.cost:f}"
    return f"/fts/{arrival.campaign.funnel}-{arrival.campaign.source}?{query}"


_quoted = lru_cache(maxsize=4096)(quote_plus)
