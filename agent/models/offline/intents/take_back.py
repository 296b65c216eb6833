"""Takes back what was done: the last of it, or what is named."""

import re

from ..outcome import PuzzledError
from ..planned import Planned
from ..request import Action, Request
from ..tokens import Sign
from ..undoing.taking_back import (
    is_about_any,
    meant,
    names_what,
    takes_back,
    wants_every,
    wants_more,
    wants_part,
    without_kept,
)
from .decide import undo

_MORE = (Sign.URL, Sign.RATIO, Sign.PERCENT, Sign.EVENLY, Sign.REPLACE, Sign.NEW, Sign.RENAME, Sign.INSTEAD)

_LAST = re.compile(r"(?<!before the )(?<!before )\b(?:last|latest|newest|most recent)\b(?! but)", re.IGNORECASE)


def asks_back(request: Request) -> bool:
    """Where something was done; `undo` alone is told elsewhere that there is nothing."""
    last = request.state.asked.text if request.state.asked else ""
    return bool(request.state.applied) and takes_back(request.said, last)


def take_back(request: Request) -> Action:
    if request.has(*_MORE) or wants_more(request.said):
        raise PuzzledError("whether only to take something back, or to change something as well; say the two apart")
    done = [one for one in request.state.done if one.id in request.state.applied]
    if wants_part(request.said):
        raise PuzzledError("which part to take back: a change is taken back as a whole")
    if wants_every(request.said) and len(request.state.applied) > 1:
        titles = "; ".join(one.title for one in reversed(done))
        raise PuzzledError(f"which change to take back first: I take back one after the other ({titles})")
    named = _named(request)
    for names in named:
        if not is_about_any(done, names):
            raise PuzzledError(f"what to take back of {names[0]!r}: nothing of it was changed in this conversation")
    found = meant(done, request.said, named)
    if not found:
        if named or not request.state.applied:
            raise PuzzledError("which change to take back: no single one is about all that you name")
        return undo(request)
    if not named and found[-1] is done[-1] and done[-1].id != request.state.applied[-1]:
        return undo(request)  # what was applied last is a merged plan, of which less is known
    return _back(found[-1], request)


def _back(plan: Planned, request: Request) -> Action:
    if plan.id != request.state.applied[-1] and _LAST.search(request.said):
        raise PuzzledError("which change to take back: you say the last, and name what an earlier one did")
    what = f" ({plan.title})" if plan.title else ""
    which = "the last change" if plan.id == request.state.applied[-1] else "that change"
    return Action(f"I take {which} back{what}:", "undo", {"plan_id": plan.id})


def _named(request: Request) -> list[tuple[str, ...]]:
    """Names and ids. A part of a name counts where it was changed, and where it stands beside what was done."""
    done = [one for one in request.state.done if one.id in request.state.applied]
    text = without_kept(request.text)
    found: list[tuple[str, ...]] = []
    for token in request.tokens:
        if not token.candidates or not text[token.start : token.end].strip():
            continue
        exact = [one for one in token.candidates if one.exact]
        names = tuple(word for one in exact or token.candidates for word in (one.name, one.id))
        if exact or is_about_any(done, names) or names_what(text, token.start, token.end):
            found.append(names)
    return found
