"""One visitor: who they are and what they come with."""

from dataclasses import dataclass
from random import Random

from .chance import pick
from .devices import BOTS, KINDS
from .places import ELSEWHERE, PLACES, address

_BOT_PROVIDER = "Example Data Centre"


@dataclass(frozen=True, slots=True)
class Profile:
    country: str
    """Two letters."""
    region: str
    city: str
    language: str
    isp: str
    connection: str
    carrier: str
    ip: str
    device: str
    user_agent: str
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a traffic source sends: weights by country and by kind of device."""

    countries: tuple[tuple[str, float], ...] = (("US", 1),)
    devices: tuple[tuple[str, float], ...] = (("mobile", 60), ("desktop", 35), ("tablet", 5))
    bots: float = 0.0
    """Share of visits that are no people."""


def drawn(audience: Audience, random: Random) -> Profile:
    country = pick(random, audience.countries)
    place = PLACES.get(country, ELSEWHERE)
    region, city = pick(random, place.cities)
    is_bot = random.random() < audience.bots
    kind = pick(random, audience.devices)
    device = pick(random, [(one, one.weight) for one in BOTS] if is_bot else KINDS[kind])
    is_cellular = device.kind == "mobile" and not is_bot and random.random() < 0.55
    return Profile(
        country=country,
        region=region,
        city=city,
        language=pick(random, place.languages),
        isp=_BOT_PROVIDER if is_bot else pick(random, place.carriers if is_cellular else place.providers),
        connection="cellular" if is_cellular else "corporate" if is_bot else "cable",
        carrier=pick(random, place.carriers) if is_cellular else "",
        ip=address(random.randrange(1 << 20)),
        device=device.kind,
        user_agent=device.user_agent,
        is_bot=is_bot,
    )
