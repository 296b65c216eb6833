"""Yes, no, and take that back."""

import re

from ..outcome import PuzzledError
from ..request import Action, Request
from ..tokens import Sign

_LIGHT = (
    Sign.UNDO, Sign.FILLER, Sign.STOP, Sign.COMMA, Sign.IT, Sign.NO, Sign.YES, Sign.CHANGE, Sign.AND,
    Sign.BUILD, Sign.INSTEAD,
    Sign.FUNNEL, Sign.AS,
)  # fmt: skip

_NOTHING = (
    "There is nothing{more} that this conversation has written, so I take nothing back. "
    "`funnelwright plans` lists what others have written, and `funnelwright plans undo PLAN` takes it back."
)


_CANCELS = re.compile(
    r"(?:(?:no|ok|okay|oh|well|wait|actually|please|just|let's|lets)\b[, ]*)*"
    r"(?:never ?mind|forget (?:about )?(?:it|that|this)|scrap (?:it|that)|cancel(?: (?:it|that|this|everything))?"
    r"|leave (?:it|that)(?: (?:as it is|alone|be))?|stop(?: (?:here|it|that))?|don't do (?:it|that|anything)|abort"
    r"|do not do (?:it|that|anything)|that's (?:all|enough|it)|nothing|skip (?:it|that)|drop (?:it|that)|not now)"
    r"(?:[, ]+(?:please|for now|then|thanks|thank you|after all))*[ .!]*",
    re.IGNORECASE,
)


def cancels(request: Request) -> bool:
    """`never mind`; `drop it` only where something is open that can be dropped."""
    found = _CANCELS.fullmatch(request.said.strip())
    opens = bool(request.state.pending or request.state.waiting)
    return found is not None and (opens or not re.search(r"drop|stop (?:it|that)|skip", request.said, re.IGNORECASE))


def undo(request: Request) -> Action:
    strange = [token for token in request.tokens if token.sign not in _LIGHT]
    if strange:
        raise PuzzledError(repr(" ".join(token.text for token in strange)))
    if not request.state.applied:
        more = " more" if request.state.taken_back else ""
        return Action(_NOTHING.format(more=more))
    return Action("I take the last change back:", "undo", {"plan_id": request.state.applied[-1]})


def agree(request: Request) -> Action:
    plan = request.state.waiting
    if plan is None:
        return Action("Good. No plan is waiting for a yes; tell me what you would like.")
    arguments = {"plan_id": plan["plan_id"], "fingerprint": plan["fingerprint"]}
    return Action("", "apply_plan", arguments)


def disagree(request: Request) -> Action:
    waiting = request.state.waiting
    title = f" ({waiting['title']})" if waiting else ""
    return Action(f"Nothing was written{title}. What would you like instead?", drops=True)
