"""Where many funnels are meant: `in every funnel that uses it`, `in all funnels of Nutra`, `in all Nutra funnels`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..drawing.pages import choices_of
from ..drawing.peeking import behind, sign_at
from ..outcome import Json, QuestionError
from ..recognising.corrections import corrected, misspelled, only
from ..request import Request
from ..tokens import Sign, Token

_NAMES = (Sign.ASSET, Sign.QUOTED, Sign.WORD)
_BEFORE = (Sign.IN, Sign.OF, Sign.FOR, Sign.FROM, Sign.AT)
_LIGHT = (Sign.FILLER, Sign.GROUP)
_EVERY = frozenset({"all", "every", "each"})


@dataclass(frozen=True, slots=True)
class Scope:
    group: Token | None = None
    """Only the funnels of this group."""


def take_scope(tokens: Sequence[Token]) -> tuple[list[Token], Scope | None]:
    """The scope, and the tokens without it; None where one funnel is meant, or none."""
    for place, token in enumerate(tokens):
        if token.sign is Sign.EVERYWHERE:
            return _said_behind(tokens, place)
        if token.sign in _BEFORE and (end := _named_between(tokens, place)):
            return [*tokens[:place], *tokens[end:]], Scope(_name(tokens[place + 1 : end]))
    return list(tokens), None


def names_many(tokens: Sequence[Token]) -> bool:
    """`all funnels`, `every funnel of mine`: more than one, whatever is wanted of them."""
    return any(
        token.text.lower() in _EVERY and sign_at(tokens, behind(tokens, place, Sign.FILLER, Sign.BOTH)) is Sign.FUNNEL
        for place, token in enumerate(tokens)
    )


def chosen_group(token: Token, request: Request) -> str:
    """The name of an existing funnel group; asks where it is none, or could be several."""
    if answer := request.answers.get(f"group|{token.text.lower()}"):
        return str(answer["name"])
    known = token.of("funnel_group")
    best = [one for one in known if one.exact] or list(known)
    if len(best) == 1 and (best[0].exact or misspelled(token.text, best[0].name) < 2):
        return best[0].name
    there = best or request.know.all_of("funnel_group", limit=50)
    problem = (
        f"{token.text!r} could be several groups"
        if len(best) > 1
        else f"There is no funnel group called {token.text!r}"
    )
    raise QuestionError(
        f"{problem}. In the funnels of which group?", f"group|{token.text.lower()}", choices_of(there)
    )


def corrections(scope: Scope) -> list[str]:
    """What is told of a group with a typing error."""
    line = corrected(scope.group, only(scope.group, "funnel_group")) if scope.group else ""
    return [line] if line else []


def chosen_funnels(scope: Scope, request: Request) -> Json:
    """As plan_edit takes them."""
    return {"group": chosen_group(scope.group, request)} if scope.group else {"all": True}


def _said_behind(tokens: Sequence[Token], place: int) -> tuple[list[Token], Scope]:
    """`in all funnels`, and perhaps `of the group Nutra`."""
    after = behind(tokens, place + 1, *_BEFORE, *_LIGHT)
    if after == place + 1 or sign_at(tokens, after) not in _NAMES:
        return [*tokens[:place], *tokens[place + 1 :]], Scope()
    end = after + 1
    while tokens[after].sign is Sign.WORD and sign_at(tokens, end) is Sign.WORD:
        end += 1
    group = _name(tokens[after:end])
    return [*tokens[:place], *tokens[behind(tokens, end, Sign.GROUP) :]], Scope(group)


def _named_between(tokens: Sequence[Token], place: int) -> int:
    """The end of `in all my Nutra funnels`; 0 where it is something else."""
    start = behind(tokens, place + 1, Sign.FILLER, Sign.BOTH)
    if not any(token.text.lower() in _EVERY for token in tokens[place + 1 : start]):
        return 0
    end = start
    while sign_at(tokens, end) in (*_NAMES, Sign.GROUP):
        end += 1
    named = any(token.sign in _NAMES for token in tokens[start:end])
    return end + 1 if named and sign_at(tokens, end) is Sign.FUNNEL else 0


def _name(tokens: Sequence[Token]) -> Token | None:
    """The one name among them; several words nobody knows are one name."""
    names = [token for token in tokens if token.sign in _NAMES]
    if len(names) == 1:
        return names[0]
    text = " ".join(token.text for token in names)
    return replace(names[0], sign=Sign.WORD, text=text, end=names[-1].end, candidates=()) if names else None
