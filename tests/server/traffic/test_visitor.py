"""Visitors at a door that answers as it is told: what they ask for, and what they make of the answers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

from funnels.account import Account
from funnels.assets import OfferParams, Page
from server.traffic import Answer, Arrival, Behaviour, Campaign, Ledger, Network, Sites, World, drive
from server.traffic.chance import Luck
from server.traffic.door import answered
from server.traffic.profile import Profile
from server.traffic.schedule import start_ms

DAY = date(2026, 11, 16)
LANDER = Page(id="0Lander00000", name="L", page_type="lander", base_url="https://read.example.net/l")
OFFER = Page(
    id="0Offer000000",
    name="O",
    page_type="offer",
    base_url="https://offers.example.net/o?s1={hit}",
    offer_params=OfferParams(payout="9.50"),
)
PERSON = Profile("DE", "Berlin", "Berlin", "de-DE", "Telekom", "cable", "", "192.0.2.7", "mobile", "Browser/1")
CAMPAIGN = Campaign(
    "0Funnel00000", "0Source00000", 1, fields={"section": (("a b", 1),)}, referrer="https://ads.example/"
)


class Told:
    """Answers from a list by the beginning of the path, and remembers what it was asked."""

    def __init__(self, **answers: Answer) -> None:
        self.answers = {"fts": Answer(307, f"{LANDER.base_url}?vid=1", (("vid", "1"),)), **answers}
        self.asked: list[tuple[str, dict[str, str]]] = []

    async def ask(self, target: str, headers: Sequence[tuple[str, str]]) -> Answer:
        self.asked.append((target, dict(headers)))
        return self.answers[urlsplit(target).path.split("/")[1]]

    @property
    def targets(self) -> list[str]:
        return [target for target, _ in self.asked]


def arrival(**changed: object) -> Arrival:
    come = Arrival(CAMPAIGN, DAY, start_ms(DAY), PERSON, {"section": "a b"}, Decimal("0.25"), Luck(0.0, 0.0), "seed")
    return replace(come, **changed)  # type: ignore[arg-type]


async def lived(door: Told, *come: Arrival, network: Network | None = None, until: int = 1 << 60) -> Ledger:
    world = World(
        door,
        Sites(Account(documents=[LANDER, OFFER])),
        Behaviour({LANDER.id: {1: 0.5}}, {OFFER.id: 0.5}),
        {OFFER.id: network or Network(Decimal("9.50"), repeats=0)},
        until,
        lambda ms: None,
        lambda chance: None,
    )
    return await drive(world, come)


def selling(**more: Answer) -> Told:
    sold = Answer(307, "https://offers.example.net/o?s1=thehith&vid=1")
    return Told(**{"action": sold, "pb": Answer(200), **more})


async def test_a_visitor_comes_clicks_and_buys_and_the_network_reports_it() -> None:
    door = selling()
    ledger = await lived(door, arrival())
    entrance, click, postback = door.asked
    assert entrance[0] == "/fts/0Funnel00000-0Source00000?section=a+b&c=0.25"
    assert entrance[1]["referer"] == "https://ads.example/"
    assert (entrance[1]["x-country"], entrance[1]["x-forwarded-for"]) == ("DE", "192.0.2.7")
    assert click[0] == "/action/1"
    assert (click[1]["cookie"], click[1]["referer"]) == ("vid=1", f"{LANDER.base_url}?vid=1")
    assert {name: value for name, [value] in parse_qs(urlsplit(postback[0]).query).items() if name != "tx"} == {
        "hit": "thehith"
    }
    assert "cookie" not in postback[1]
    summary = ledger.summary()
    counted = {
        name: summary[name] for name in ("visits", "lander_views", "lander_clicks", "offer_views", "conversions")
    }
    assert set(counted.values()) == {1}
    assert (summary["cost"], summary["revenue"]) == ("0.25", "9.50")


async def test_nothing_outside_is_ever_asked_for() -> None:
    door = Told(fts=Answer(307, "https://elsewhere.example.net/?vid=1"))
    ledger = await lived(door, arrival())
    assert (len(door.asked), ledger.sent_outside, ledger.visits) == (1, 1, 1)


async def test_bots_look_and_never_click_or_buy() -> None:
    door = selling()
    await lived(door, arrival(profile=replace(PERSON, is_bot=True)))
    assert len(door.asked) == 1


async def test_who_is_turned_away_is_counted_apart() -> None:
    ledger = await lived(Told(fts=Answer(404)), arrival())
    assert (ledger.visits, ledger.refused, ledger.cost) == (0, {404: 1}, 0)
    ledger = await lived(selling(action=Answer(404)), arrival())
    assert (ledger.visits, ledger.lander_clicks, ledger.refused) == (1, 0, {404: 1})


async def test_a_network_with_a_broken_link_names_its_macro_and_nothing_is_booked() -> None:
    door = selling(pb=Answer(404))
    ledger = await lived(door, arrival(), network=Network(Decimal(1), repeats=0, broken_since=DAY))
    assert door.targets[-1].startswith("/pb/?hit=%7Bsubid%7D&tx=")
    assert (ledger.conversions, ledger.unmatched) == (0, 1)


async def test_what_is_reported_twice_is_booked_once() -> None:
    door = selling()
    ledger = await lived(door, arrival(), network=Network(Decimal(1), revenue="12.00", repeats=1))
    first, second = door.targets[-2:]
    assert first == second
    assert (ledger.conversions, ledger.repeated, ledger.revenue) == (1, 1, Decimal("12.00"))


async def test_what_lies_after_the_end_stays_pending() -> None:
    door = selling()
    ledger = await lived(door, arrival(), until=start_ms(DAY) + 200_000)
    assert (ledger.offer_views, ledger.conversions, len(ledger.pending)) == (1, 0, 1)
    assert ledger.pending[0].at > start_ms(DAY) + 200_000


async def test_who_comes_again_is_the_same_visitor() -> None:
    door = selling()
    ledger = await lived(door, arrival(then=arrival(seed="seed|again")))
    assert (ledger.visitors, ledger.visits) == (1, 2)
    assert [headers.get("cookie") for target, headers in door.asked if "/fts/" in target] == [None, "vid=1"]


def test_a_page_that_sends_people_on_leads_on_as_a_redirect_does() -> None:
    page = b'<meta http-equiv="refresh" content="0;url=https://a.example/?x=1&amp;y=2">'
    found = answered(200, [("set-cookie", "vid=7; Path=/")], page)
    assert (found.location, found.cookies, found.leads_on) == ("https://a.example/?x=1&y=2", (("vid", "7"),), True)
    assert not answered(404, [], b"").leads_on
