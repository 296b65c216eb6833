"""Ways of visitors, as operations."""

from ..drawing.audience import Audience
from ..outcome import PuzzledError
from .bench import Bench, shown
from .carry_buttons import carry_lead
from .carry_rest import is_of_the_rest, lead_rest, rest_audience
from .goals import same_address, step_of
from .items import Item
from .places import own
from .visitors import audience_of, countries_taken, lead, way_of
from .wanted import Address, Goal, Lead, Way


def carry_way(wanted: Way, bench: Bench) -> None:
    if wanted.who is not None and is_of_the_rest(wanted.who):
        _carry_rest(wanted, wanted.who, bench)
        return
    who = audience_of(wanted.who, bench) if wanted.who is not None else None
    words = wanted.who.text if wanted.who is not None else "everyone else"
    to = step_of(wanted.to, who, words, bench)
    old = way_of(who, bench)
    if old.to == to:
        raise PuzzledError(f"what to change: {words} go to {shown(to, bench.now)} already")
    if wanted.adds and old.exactly and old.route:
        raise PuzzledError(
            f"how to add a route for {words}: {old.route!r} takes them already. Say where they should go"
        )
    if who is not None and wanted.to.rest and not old.to:
        _refuse_untaken(who, words, bench)
    _goes_there(old.to, wanted.to.instead_of, bench)
    lead(bench, who, to)
    bench.tell(f"{words} go to {shown(to, bench.now)}")


def _carry_rest(wanted: Way, who: Item, bench: Bench) -> None:
    crowd = rest_audience(who, bench)
    if wanted.to.rest:
        raise PuzzledError(f"what to change: {who.text} go there already")
    _goes_there(way_of(None, bench).to, wanted.to.instead_of, bench)
    to = step_of(wanted.to, None, who.text, bench)
    lead_rest(bench, crowd, to)
    bench.tell(f"{who.text} go to {shown(to, bench.now)}")


def _refuse_untaken(who: Audience, words: str, bench: Bench) -> None:
    """`stop Germany and Italy`, where no route takes Italy."""
    taken = countries_taken(bench)
    untaken = [code for part in who.parts for code in part.having.get("country", ()) if code not in taken]
    if untaken and taken:
        told = f"its routes take {', '.join(taken)}"
        raise PuzzledError(f"how to stop {', '.join(untaken)} in {bench.now.name!r}: {told}")


def _goes_there(step: str, address: str, bench: Bench) -> None:
    url = str(bench.now.steps.get(step, {}).get("url", ""))
    if address and not same_address(url, address):
        raise PuzzledError(f"what {address} has to do with it: they go to {url or shown(step, bench.now)}")


def _carry_at(step: Item, new: str, bench: Bench) -> None:
    """An address gives way to another; what else stands there is led to no longer."""
    there = bench.now.steps[step.step]
    if "url" in there:
        carry_address(Address(step.text, old=str(there["url"]), new=new), bench)
    elif step.number:
        carry_lead(Lead(step.text, None, step.number, Goal(url=new)), bench)
    else:
        raise PuzzledError(f"which button {step.text!r} is; say it like 'button 2 of … leads to {new}'")


def carry_address(wanted: Address, bench: Bench) -> None:
    if wanted.at is not None:
        _carry_at(wanted.at, wanted.new, bench)
        return
    steps = [key for key in bench.now.addresses() if same_address(str(bench.now.steps[key]["url"]), wanted.old)]
    if not steps:
        known = ", ".join(str(bench.now.steps[key]["url"]) for key in bench.now.addresses())
        raise PuzzledError(f"what {wanted.old} is: the addresses of {bench.now.name!r} are {known or 'none'}")
    for key in [own(one, bench, wanted.scope) for one in steps]:
        bench.do({"op": "set_url", "step": key, "url": wanted.new})
    bench.tell(f"{wanted.old} gives way to {wanted.new}")
