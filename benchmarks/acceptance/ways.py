"""Which steps a visitor passes on the way to a page: by the blueprint, without the code of the run time."""

from collections.abc import Iterator
from typing import NamedTuple

from server.traffic import Arrival

from .funnel import STARTS, STEPS, Json
from .people import is_apple

OUT = "out"


class Way(NamedTuple):
    steps: tuple[str, ...]
    """Their keys, that of the page or the address outside last."""
    tagged: bool


def way(arrival: Arrival, start: str, button: int, page: str, *, tagged: bool) -> Way:
    """The only one there is; `page` is empty for the address outside. `start` empty: from the root."""
    funnel = arrival.campaign.names["funnel"]
    found = list(_ways(arrival, STEPS[funnel], start or STARTS[funnel], button, page, (), tagged))
    if len(found) != 1:
        raise AssertionError(f"{len(found)} ways lead from {start or 'the root'} to {page or 'outside'}")
    return found[0]


def _ways(
    arrival: Arrival,
    steps: dict[str, Json],
    key: str,
    button: int,
    page: str,
    before: tuple[str, ...],
    tagged: bool,
) -> Iterator[Way]:
    step, passed = steps[key], (*before, key)
    shown = pages(step)
    if shown or "url" in step:
        if page in shown or (not page and "url" in step):
            yield Way(passed, tagged)
        return
    for following in _on(arrival, step, button, tagged):
        yield from _ways(arrival, steps, following, button, page, passed, tagged or "tag" in step)


def pages(step: Json) -> set[str]:
    """Those that a step shows."""
    single = {step[kind] for kind in ("lander", "offer") if kind in step}
    return single | {share["page"] for kind in ("landers", "offers") for share in step.get(kind, ())}


def _on(arrival: Arrival, step: Json, button: int, tagged: bool) -> list[str]:
    if "split" in step:
        return [arm["to"] for arm in step["split"]]
    if "tag" in step:
        return [step["then"]]
    if "hub" in step:
        return [step["on"][button]]
    condition = step["condition"]
    met = [route["to"] for route in condition["routes"] if _holds(arrival, route["when"][0], tagged)]
    return [met[0] if met else condition["otherwise"]]


def _holds(arrival: Arrival, rule: Json, tagged: bool) -> bool:
    known = {
        "country": arrival.profile.country,
        "device": arrival.profile.device,
        "os": "iOS" if is_apple(arrival.profile.user_agent) else "",
        "tracking field": arrival.fields.get("section", ""),
    }
    return tagged if rule["attribute"] == "visitor tag" else known[rule["attribute"]] in rule["any in"]


def place(funnel: str, page: str) -> str:
    """The step a page stands on."""
    return next(key for key, step in STEPS[funnel].items() if page in pages(step))
