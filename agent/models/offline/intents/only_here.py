"""`only here`, `don't touch the others`: a copy in the place of what other funnels use, too."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..outcome import PuzzledError
from ..request import Action, Request
from ..tokens import Sign, Token

_LIGHT = (
    Sign.FILLER, Sign.COMMA, Sign.STOP, Sign.AND, Sign.YES, Sign.NO, Sign.BUILD, Sign.IT, Sign.CHANGE, Sign.INSTEAD,
    Sign.SET, Sign.USE, Sign.WITH,
)  # fmt: skip


def is_all_said(tokens: Sequence[Token]) -> bool:
    """Whether nothing but that is said: it is about the change that was planned before."""
    return all(token.sign in (*_LIGHT, Sign.HERE) for token in tokens)


def only_here(request: Request) -> Action:
    """The last edit again, in a copy."""
    planned = request.state.edit
    if planned is None:
        raise PuzzledError("which change is meant: say it together with 'only here'")
    if planned.get("shared") == "copy":
        raise PuzzledError("what else to leave alone: the change is planned in a copy already")
    return Action("I change copies, and leave what others use as it is:", "plan_edit", {**planned, "shared": "copy"})


def alone(thinks: Callable[[Request], Action], request: Request) -> Action:
    """What the other words ask for, in a copy."""
    action = thinks(without_here(request))
    if action.tool != "plan_edit" or "as_new" in action.arguments:
        raise PuzzledError("what 'only here' means for that: only changes to funnels that exist can touch others")
    return replace(action, arguments={**action.arguments, "shared": "copy"})


def without_here(request: Request) -> Request:
    return replace(request, tokens=[token for token in request.tokens if token.sign is not Sign.HERE])
