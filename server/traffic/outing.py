"""What a person wants to be played, worked out: who comes when, and how they behave."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from funnels.account import Account
from funnels.assets import Funnel, TrafficSource
from funnels.errors import InputError
from funnels.names import resolve

from ..tracker import Tracker, read_account, with_documents
from .campaign import Arrival, Campaign, arrivals
from .invented import Invented, invented
from .reticence import source_tells, tells
from .schedule import days, on_weekday, start_ms
from .sites import Sites

MOST_VISITORS = 5_000_000
MOST_DAYS = 366

_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Wish:
    funnels: tuple[str, ...] = ()
    """Names or ids; empty for all active ones."""
    visitors: int = 1_000
    days: int = 7
    """The last of them is today, which ends now."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Outing:
    arrivals: Sequence[Arrival]
    sites: Sites
    nature: Invented
    funnels: tuple[str, ...]
    """Names of those that are visited."""
    left_out: tuple[str, ...] = ()
    """Why others are not, in sentences."""


async def outing(tracker: Tracker, wish: Wish, now: datetime) -> Outing:
    """InputError for a wish that cannot be played, such as a funnel whose visits others would be told of."""
    _check(wish)
    account, chosen = await _read(tracker, wish.funnels)
    quiet = [one for one in chosen if not tells(one, account)]
    left_out = tuple(f"Funnel {one.name!r} is left out: {why}." for one in chosen if (why := tells(one, account)))
    if left_out and (wish.funnels or not quiet):
        raise _told_outside(left_out[0])
    account = _without_telling(account)
    nature = invented(account, quiet, wish.seed, wish.visitors)
    return Outing(_arrivals(nature.campaigns, wish, now), Sites(account), nature, _names(quiet), left_out)


def _check(wish: Wish) -> None:
    for what, number, most in (("visitors", wish.visitors, MOST_VISITORS), ("days", wish.days, MOST_DAYS)):
        if not 1 <= number <= most:
            raise InputError(f"{number:,} {what} cannot be played.", hint=f"Choose from 1 to {most:,}.")


async def _read(tracker: Tracker, wanted: Sequence[str]) -> tuple[Account, list[Funnel]]:
    account = await read_account(tracker, status="active")
    entries = list(account.entries(Funnel.family))
    chosen = [resolve(name, entries, what=Funnel.title) for name in wanted] or entries
    if not chosen:
        raise InputError("There is no funnel to visit.", hint="Build one first: say what it should do.")
    sources = [(TrafficSource, one.id) for one in account.entries(TrafficSource.family)]
    account = await with_documents(tracker, account, [*sources, *((Funnel, one.id) for one in chosen)])
    return account, [found for one in chosen if (found := account.get(Funnel, one.id))]


def _told_outside(why: str) -> InputError:
    return InputError(
        f"Made-up visitors must not be told of to anybody outside. {why}",
        hint="Visit another funnel, or a copy of this one without it.",
    )


def _without_telling(account: Account) -> Account:
    """Without the traffic sources that would be told of visits."""
    loud = [one.changed(status="archived") for one in account.all(TrafficSource) if source_tells(one)]
    return account.plus(loud)


def _names(funnels: Sequence[Funnel]) -> tuple[str, ...]:
    return tuple(one.name for one in funnels)


def _arrivals(campaigns: Sequence[Campaign], wish: Wish, now: datetime) -> list[Arrival]:
    """As many as were asked for, by time."""
    today = now.astimezone(UTC).date()
    elapsed = (int(now.timestamp() * 1000) - start_ms(today)) / _DAY_MS
    calendar = days(today - timedelta(days=wish.days - 1), today)
    slots = [(campaign, day) for campaign in campaigns for day in calendar]
    weights = [on_weekday(day) * (elapsed if day == today else 1) for _, day in slots]
    found: list[Arrival] = []
    for (campaign, day), count in zip(slots, _shared_out(wish.visitors, weights), strict=True):
        come = arrivals(campaign, day, wish.seed, count=count)
        found += [_earlier(one, elapsed) for one in come] if day == today else come
    return sorted(found, key=lambda one: (one.at, one.seed))


def _shared_out(whole: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in proportion to the weights, which add up."""
    total, before, given = sum(weights) or 1.0, 0.0, 0
    shares = []
    for weight in weights:
        before += weight
        upto = round(whole * before / total)
        shares.append(upto - given)
        given = upto
    return shares


def _earlier(arrival: Arrival, elapsed: float) -> Arrival:
    """Within the part of the day that is over."""
    start = start_ms(arrival.day)
    return replace(arrival, at=start + int((arrival.at - start) * elapsed))
