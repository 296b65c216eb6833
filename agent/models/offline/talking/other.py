"""`Wrong, the other one`: of exactly two pages beside each other, the one that was not taken."""

import re

from ..knowledge import Knowledge
from ..planned import Asked
from ..recognising.recognise import recognise
from ..seats import Seat
from ..state import State
from .correcting import put_instead
from .current import Current
from .fragments import Fragment, fragments_in

_OTHER = re.compile(
    r"(?:(?:use|take|i meant|i mean|make it|do|it's|it is|with|not (?:that|this) one,? (?:but )?) )*"
    r"the other(?: (?P<kind>one|lander|offer|page|of the two))?(?: one)?(?: (?:please|instead|of course))*[ .!]*",
    re.IGNORECASE,
)


def the_other(said: str, state: State, know: Knowledge) -> Asked | None:
    """The last request with the other page of its place; None where there are not just two."""
    found = _OTHER.fullmatch(said)
    if found is None or state.asked is None or state.planned is None or state.planned.written:
        return None
    if not state.planned.is_edit or not state.open_edit:
        return None
    last = state.asked
    kind = (found["kind"] or "").lower()
    there = fragments_in(recognise(last.text, know.mentions(last.text)), "page")
    there = [one for one in there if kind not in ("lander", "offer") or kind in one.page_types]
    data = know.data("get_funnel", funnel=str(state.planned.arguments["funnel"]))
    now = Current(str(data["id"]), str(data["name"]), dict(data["blueprint"]))
    others = [(one, other) for one in there if (other := _other_of(one, now))]
    if len(others) != 1 or len(there) != 1:
        return None
    one, other = others[0]
    return put_instead(last, [(one, f'"{other}"')], state)


def _other_of(one: Fragment, now: Current) -> str:
    """The name of the only other page that stands where this one stands."""
    names = {known.name for token in one.tokens for known in token.of("page")}
    exact = {known.name for token in one.tokens for known in token.of("page") if known.exact} or names
    seats: list[Seat] = [seat for seat in now.seats() if seat.name in exact]
    if len({seat.name for seat in seats}) != 1:
        return ""
    steps = {seat.step for seat in seats}
    beside = {seat.name for seat in now.seats() if seat.step in steps} - {seats[0].name}
    return beside.pop() if len(beside) == 1 else ""
