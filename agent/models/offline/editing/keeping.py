"""What is to stay as it is: compared before and after."""

from decimal import Decimal

from ..drawing.audience import Audience, audience
from ..drawing.overlaps import clash
from ..outcome import Json, PuzzledError
from ..talking.current import Current
from .bench import Bench
from .items import Item, Kind
from .visitors import way_of
from .wanted import Keep


def check_kept(wanted: Keep, bench: Bench) -> None:
    """Raises PuzzledError where it would not stay."""
    if wanted.shares and not _has_shares(wanted.shares, bench.first):
        raise PuzzledError(f"what {wanted.words!r} means: {bench.first.name!r} has no such shares now")
    for item in wanted.items:
        if item.kind is Kind.WHO and not _same_way(item, bench):
            raise PuzzledError(f"how {item.text} can stay as they are: the rest of the request changes their way")
        if item.kind is Kind.ROLE and item.role and not item.number:
            _same_pages(item.role, bench)


def _has_shares(shares: list[Decimal], now: Current) -> bool:
    return any([Decimal(str(weight)) for weight in split.weights] == shares for split in now.splits())


def _same_pages(role: str, bench: Bench) -> None:
    before = {seat.name for seat in bench.first.seats() if seat.type == role}
    after = {seat.name for seat in bench.now.seats() if seat.type == role}
    if before != after:
        raise PuzzledError(f"how the {role}s can stay: the rest of the request changes them")


def _same_way(item: Item, bench: Bench) -> bool:
    before, after = Bench(bench.first, bench.request), Bench(bench.now, bench.request)
    who = audience(item.tokens, bench.request.answers)
    old = way_of(who, before).to or _entrance(bench.first)
    new = way_of(who, after).to or _entrance(bench.now)
    return not (old and new) or _told(bench.first, old, who) == _told(bench.now, new, who)


def _entrance(now: Current) -> str:
    """Where everybody begins whom nothing tells apart."""
    start = now.blueprint.get("start", "")
    return start if isinstance(start, str) else ""


def _told(now: Current, key: str, who: Audience, depth: int = 12) -> Json | str:
    """What these visitors meet from a step on, without the names of steps and the routes that none of them takes."""
    step = now.steps.get(key)
    if step is None or not depth:
        return key
    ways = {number: _told(now, way if isinstance(way, str) else way["to"], who, depth - 1)
            for number, way in step.get("on", {}).items()}  # fmt: skip
    pages = {kind: value for kind, value in step.items() if kind not in ("name", "on", "everywhere", "condition")}
    routes = [
        {**route, "to": _told(now, str(route["to"]), who, depth - 1)}
        for route in step.get("condition", {}).get("routes", ())
        if clash(who.when(), [route])
    ]
    rest = step.get("condition", {}).get("otherwise")
    rest = _told(now, str(rest), who, depth - 1) if rest else ""
    if "routes" in step.get("condition", {}) and not routes:
        return rest
    return {"pages": _even(pages), "ways": ways, "routes": routes, "rest": rest}


def _even(pages: Json) -> Json:
    """`lander: X` and `landers: [{page: X}]` say the same."""
    found: Json = {}
    for kind, value in pages.items():
        if kind in ("lander", "offer"):
            found[f"{kind}s"] = [{"page": value}]
        else:
            found[kind] = value
    return found
