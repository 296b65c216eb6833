"""`Only if there is a proven winner, move traffic to it`: an order that the results decide upon."""

from collections.abc import Sequence

from ..tokens import Token
from .asking import calmed
from .inquiry import Inquiry
from .line import NAME, Line
from .names import Named
from .put import plainly
from .slots import Understood, read

_MOVES = (
    r"(?:move|shift|send|give|push|put|route|direct|switch|reweight|re-weight|rebalance|optimi[sz]e|change|adjust)"
)
_WINNER = (
    r"(?:winner|winning \S+|better (?:one|lander|offer|page|variant)|best (?:one|lander|offer|page|variant)"
    r"|leader|stronger one|champion|one that wins|whoever wins|whichever wins)"
)
_PROVEN = (
    r"(?:winner|wins|won|winning|better|real|proven|prove|significant|significance|sure|certain|clear|conclusive|luck"
    r"|chance|noise|decided|confident|difference)"
)
_IF = r"(?:if|when|once|provided|unless|in case|as long as|only with)"


def shifts_if_proven(text: str, tokens: Sequence[Token]) -> Understood | None:
    """None for a text that does not say so."""
    line = plainly(Line(text, tokens))
    calmed(line)
    said = line.text
    moves = (
        rf"{_MOVES} (?:\S+ ){{0,6}}?(?:to |on |onto |for )?(?:the )?(?:real |clear |proven )?(?:{_WINNER}|it|that)"
    )
    if not (
        line.has(moves) and line.has(rf"{_IF} (?:\S+ ){{0,8}}?{_PROVEN}") and line.has(rf"{_WINNER}|wins|won|winning")
    ):
        return None
    line.take(moves)
    line.take(rf"(?:only |but |and )*{_IF} (?:(?!{NAME})\S+ ){{0,8}}?{_PROVEN}")
    one = read(line, "reweight", "winner", 0)
    names = tuple(named for named in one.names if isinstance(named, Named))
    by = tuple(kind for kind in one.inquiry.by if kind in ("Element: Lander", "Element: Offer"))
    period = one.inquiry.period if said else ""
    return Understood(Inquiry("reweight", by=by, period=period, subject="winner"), names)
