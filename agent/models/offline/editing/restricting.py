"""A funnel that is for some visitors only: `F should only take Americans; all others go to https://…`."""

from collections.abc import Sequence
from dataclasses import replace

from ..outcome import QuestionError
from ..tokens import Sign, Token
from .clause import Clause, use
from .cue import Cue
from .items import Item, Kind
from .talk import Talk
from .wanted import Wanted, Way

_ENTERING = (
    "take", "takes", "accept", "accepts", "accepting", "admit", "admits", "allow", "allows", "allowed", "target",
    "targets", "serve", "serves", "into", "see", "sees", "enter",
)  # fmt: skip
_DENIES = (Cue.NOT, Cue.NEVER, Cue.OUT, Cue.REPLACE, Cue.CHANGE)


def restricts(clause: Clause, talk: Talk) -> bool:
    """Remembers for whom it is; where the others go is said besides, or asked."""
    who = clause.of(Kind.WHO)
    if len(who) != 1 or who[0].cues or not clause.has(Cue.ONLY) or not clause.of(Kind.FUNNEL):
        return False
    others = (Kind.PAGE, Kind.ROLE, Kind.SHARES, Kind.URL, Kind.STEP, Kind.BUTTON, Kind.MONEY, Kind.GROUP)
    if clause.of(*others) or clause.has(Cue.KEEPS, Cue.REST, Cue.LIKE, *_DENIES):
        return False
    if not (clause.has(Cue.BE) or any(item.text.lower() in _ENTERING for item in clause.items)):
        return False
    use(*clause.items)
    talk.only_for = who[0]
    return True


def with_others(found: Sequence[Wanted], talk: Talk) -> None:
    """Everyone else is whoever is not of them."""
    for one in found:
        if isinstance(one, Way) and one.who is None and talk.only_for is not None:
            one.who, talk.only_for = _all_but(talk.only_for), None


def refuse_half(talk: Talk) -> None:
    if talk.only_for is not None:
        raise QuestionError(
            f"Where should everyone but {talk.only_for.text} go?", "to|others", takes="name",
            joins=". Everyone else goes to {}",
        )  # fmt: skip


def _all_but(who: Item) -> Item:
    denied = Token(Sign.NOT, "not", who.start, who.start)
    return replace(who, text=f"all but {who.text}", tokens=(denied, *who.tokens))
