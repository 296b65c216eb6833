"""Which steps a visitor passes on the way to a page: by the blueprint, without the code of the run time."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from server.traffic import Arrival

from .funnel import STARTS, STEPS, Json
from .people import is_apple


class Way(NamedTuple):
    steps: tuple[str, ...]
    """Their keys, that of the page or the address outside last."""
    tagged: bool


class Facts(NamedTuple):
    """What the ways of a visitor depend on."""

    country: str
    device: str
    is_apple: bool
    section: str
    is_tagged: bool


def facts(arrival: Arrival, *, is_tagged: bool) -> Facts:
    who = arrival.profile
    return Facts(who.country, who.device, is_apple(who.user_agent), arrival.fields.get("section", ""), is_tagged)


@cache
def way(funnel: str, who: Facts, start: str, button: int, page: str) -> Way:
    """The only one there is; `page` is empty for the address outside. `start` empty: from the root."""
    found = list(_ways(STEPS[funnel], who, start or STARTS[funnel], button, page, ()))
    if len(found) != 1:
        raise AssertionError(f"{len(found)} ways lead from {start or 'the root'} to {page or 'outside'}")
    return found[0]


def _ways(
    steps: dict[str, Json], who: Facts, key: str, button: int, page: str, before: tuple[str, ...]
) -> Iterator[Way]:
    step, passed = steps[key], (*before, key)
    shown = pages(step)
    if shown or "url" in step:
        if page in shown or (not page and "url" in step):
            yield Way(passed, who.is_tagged)
        return
    tagged = who._replace(is_tagged=who.is_tagged or "tag" in step)
    for following in _on(who, step, button):
        yield from _ways(steps, tagged, following, button, page, passed)


def pages(step: Json) -> set[str]:
    """Those that a step shows."""
    single = {step[kind] for kind in ("lander", "offer") if kind in step}
    return single | {share["page"] for kind in ("landers", "offers") for share in step.get(kind, ())}


def _on(who: Facts, step: Json, button: int) -> list[str]:
    if "split" in step:
        return [arm["to"] for arm in step["split"]]
    if "tag" in step:
        return [step["then"]]
    if "hub" in step:
        return [step["on"][button]]
    condition = step["condition"]
    met = [route["to"] for route in condition["routes"] if _holds(who, route["when"][0])]
    return [met[0] if met else condition["otherwise"]]


def _holds(who: Facts, rule: Json) -> bool:
    known = {
        "country": who.country,
        "device": who.device,
        "os": "iOS" if who.is_apple else "",
        "tracking field": who.section,
    }
    return who.is_tagged if rule["attribute"] == "visitor tag" else known[rule["attribute"]] in rule["any in"]


@cache
def place(funnel: str, page: str) -> str:
    """The step a page stands on."""
    return next(key for key, step in STEPS[funnel].items() if page in pages(step))
