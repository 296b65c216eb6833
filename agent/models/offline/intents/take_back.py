"""Takes back what was done: the last of it, or what is named."""

import re
from collections.abc import Sequence

from ..outcome import PuzzledError
from ..planned import Planned
from ..request import Action, Request
from ..tokens import Sign
from ..undoing.counting import counted, next_of
from ..undoing.taking_back import (
    clause_of_back,
    does_again,
    does_else,
    is_about_any,
    is_part_of_back,
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

_A_DEED = re.compile(r"\b(?:that|this|your|my last|the last)(?: \w+)? $", re.IGNORECASE)
"""`that rename confused the team`: a verb that is a noun there."""

_LAST = re.compile(r"(?<!before the )(?<!before )\b(?:last|latest|newest|most recent)\b(?! but)", re.IGNORECASE)


def asks_back(request: Request) -> bool:
    """Where something was done; `undo` alone is told elsewhere that there is nothing."""
    last = request.state.asked.text if request.state.asked else ""
    if request.state.undone and does_again(request.said):
        return True
    return bool(request.state.applied) and takes_back(request.said, last)


def take_back(request: Request) -> Action:
    if request.state.undone and does_again(request.said):
        return _again(request)
    if _tells_more(request) or wants_more(request.said):
        raise PuzzledError("whether only to take something back, or to change something as well; say the two apart")
    done = [one for one in request.state.done if one.id in request.state.applied]
    if wants_part(request.said):
        raise PuzzledError("which part to take back: a change is taken back as a whole")
    named = _named(request)
    if wants_every(request.said) and (len(request.state.applied) > 1 or request.state.written_now):
        return _next(done, named, request)
    return _one(done, named, request)


def _one(done: Sequence[Planned], named: Sequence[tuple[str, ...]], request: Request) -> Action:
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


def _tells_more(request: Request) -> bool:
    more = [token for token in request.tokens if token.sign in _MORE]
    return any(
        not is_part_of_back(request.text, token.start, token.end) and not _A_DEED.search(request.text[: token.start])
        for token in more
    )


def _again(request: Request) -> Action:
    """By taking back the plan that took it back."""
    if does_else(request.said):
        raise PuzzledError(
            "whether it should be just as it was before it was taken back; say what is different by itself"
        )
    plan_id, plan = request.state.undone[-1]
    for token in request.tokens:
        names = tuple(word for one in token.candidates if one.exact for word in (one.name, one.id))
        if names and plan is not None and not is_about_any([plan], names):
            raise PuzzledError(f"what to do again of {token.text!r}: it has no part in what was taken back last")
    what = f" ({plan.title})" if plan is not None and plan.title else ""
    return Action(f"I do again what was taken back last{what}:", "undo", {"plan_id": plan_id})


def _next(done: Sequence[Planned], named: Sequence[tuple[str, ...]], request: Request) -> Action:
    """Of several, the newest first; the others follow when it is taken back."""
    about = [one for one in done if not named or any(is_about_any([one], names) for names in named)]
    last = _LAST.search(request.said) is not None
    chosen = next_of(about, done, counted(request.said), request.state.written_now, last=last)
    if chosen is None:
        titles = "; ".join(one.title for one in reversed(done))
        raise PuzzledError(f"which change to take back first: I take back one after the other ({titles})")
    return _taken_back(chosen, request)


def _back(plan: Planned, request: Request) -> Action:
    if plan.id != request.state.applied[-1] and _LAST.search(request.said):
        raise PuzzledError("which change to take back: you say the last, and name what an earlier one did")
    return _taken_back(plan, request)


def _taken_back(plan: Planned, request: Request) -> Action:
    what = f" ({plan.title})" if plan.title else ""
    which = "the last change" if plan.id == request.state.applied[-1] else "that change"
    return Action(f"I take {which} back{what}:", "undo", {"plan_id": plan.id})


def _named(request: Request) -> list[tuple[str, ...]]:
    """Names and ids. A part of a name counts where it was changed, and where it stands beside what was done."""
    done = [one for one in request.state.done if one.id in request.state.applied]
    text = without_kept(request.text)
    start, end = clause_of_back(request.text)
    found: list[tuple[str, ...]] = []
    for token in request.tokens:
        if not token.candidates or not text[token.start : token.end].strip():
            continue
        exact = [one for one in token.candidates if one.exact]
        names = tuple(word for one in exact or token.candidates for word in (one.name, one.id))
        there = start <= token.start < end
        if (exact and there) or is_about_any(done, names) or names_what(text, token.start, token.end):
            found.append(names)
    return found
