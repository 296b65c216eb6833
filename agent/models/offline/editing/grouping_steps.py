"""A place of the funnel by its own name and a noun: `the exit page`, `our elsewhere link`."""

from collections.abc import Sequence
from dataclasses import replace

from ..talking.current import Current
from .cue import Cue
from .items import Item, Kind

_NOUNS = ("page", "pages", "address", "url", "site", "website", "destination", "target", "node", "step")
_LINK = ("link", "redirect")
_REPLACED = (Cue.INSTEAD_OF, Cue.REPLACE, Cue.CHANGE)


def named_place(items: Sequence[Item], place: int, now: Current) -> tuple[Item, int] | None:
    if place + 1 >= len(items) or not _is_noun(items, place + 1):
        return None
    first, last = items[place], items[place + 1]
    step = _step_of(first, now)
    if not step:
        return None
    text = f"{first.text} {last.text}"
    return replace(first, kind=Kind.STEP, text=text, end=last.end, step=step, cues=()), place + 2


def clicking(items: Sequence[Item], place: int, _now: Current) -> tuple[Item, int] | None:
    """`who click the advertorial`: what they come to stands behind it."""
    end = place + 1
    while end < len(items) and items[end].has(Cue.IN, Cue.LIGHT):
        end += 1
    clicks = items[place].text.lower() in ("click", "clicks", "clicked", "clicking", "click on")
    if place and clicks and end < len(items) and items[end].kind is Kind.PAGE and items[end].is_inside:
        return replace(items[place], kind=Kind.CUE, cues=(Cue.BEHIND,)), end
    return None


def _step_of(item: Item, now: Current) -> str:
    if item.kind is Kind.STEP and not item.step.startswith("route:"):
        return item.step
    if item.kind is not Kind.CUE or not item.has(Cue.REST):
        return ""
    rest = {
        str(step["condition"]["otherwise"])
        for step in now.steps.values()
        if step.get("condition", {}).get("routes") and step["condition"].get("otherwise")
    }
    return rest.pop() if len(rest) == 1 else ""


def _is_noun(items: Sequence[Item], place: int) -> bool:
    """The exit link is a button, too; what is replaced is where it leads."""
    low = items[place].text.lower()
    if low in _LINK:
        return any(item.has(*_REPLACED) for item in items[max(0, place - 3) : place - 1])
    return low in _NOUNS
