"""A part of those whom no route takes: `everyone else on Android goes to X`."""

from ..drawing.audience import Audience, audience
from ..drawing.captions import caption
from ..outcome import Json, PuzzledError
from .bench import Bench
from .cue import Cue
from .items import Item
from .visitors import condition_of, countries_taken, way_of


def is_of_the_rest(who: Item | None) -> bool:
    return who is not None and who.has(Cue.REST)


def rest_audience(who: Item, bench: Bench) -> Audience:
    """What narrows them, whoever the rest are. Raises PuzzledError where a route takes them already."""
    key = condition_of(bench.now, bench)
    if not key:
        raise PuzzledError(f"who {who.text} are: {bench.now.name!r} does not tell any apart yet")
    found = audience(who.tokens, bench.request.answers)
    taken = {code for part in found.parts for code in part.having.get("country", ())} & {*countries_taken(bench)}
    if taken:
        raise PuzzledError(f"who {who.text} are: a route takes {', '.join(sorted(taken))} already")
    return found


def lead_rest(bench: Bench, who: Audience, to: str) -> None:
    """A condition behind the default way, so that no route loses a visitor."""
    key, old = condition_of(bench.now, bench), way_of(None, bench).to
    route = {"name": who.name, "when": who.when(), "to": to}

    def change(blueprint: Json) -> None:
        steps = blueprint["steps"]
        if "routes" in steps[old].get("condition", {}):
            routes = steps[old]["condition"]["routes"]
            steps[old]["condition"]["routes"] = [route, *(one for one in routes if one["when"] != route["when"])]
            return
        behind = bench.new_key(f"rest_{who.name}"[:50])
        steps[behind] = {"name": caption(behind), "condition": {"routes": [route], "otherwise": old}}
        steps[key]["condition"]["otherwise"] = behind

    bench.become(change)
