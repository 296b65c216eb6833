"""Changes to the funnel that is talked of: one or several in a sentence, planned together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ..editing.telling import is_conditional, tells_swap
from ..outcome import Json, OutcomeError, PuzzledError, QuestionError
from ..request import Action, Request
from ..talking.current import Current, current, take_target
from ..tokens import Sign, Token
from .countries_here import add_countries, adds_countries, stop_countries, stops_countries
from .edit_freely import edit_freely
from .edit_pages import add_pages, remove_pages, replace_pages
from .edit_rotation import set_rotation
from .edit_routes import set_routes, wants_routes
from .edit_shares import set_shares
from .edit_ways import move_to_group, rename, set_address
from .redraft import redraft

VERBS = (Sign.REPLACE, Sign.REMOVE, Sign.ADD, Sign.RENAME, Sign.SET, Sign.CHANGE, Sign.USE, Sign.SPLIT, Sign.CALLED)
Editor = Callable[[list[Token], Current, Request], tuple[list[Json], str]]
"""From the words of one change to its operations, and what they do in words."""

_BETWEEN = (Sign.AND, Sign.COMMA, Sign.STOP, Sign.THEN)
_LIGHT = (Sign.FILLER, Sign.YES, Sign.COMMA, Sign.STOP, Sign.BUILD, Sign.AND, Sign.NO)


@dataclass(slots=True)
class Edits:
    operations: list[Json] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def make_edits(request: Request) -> Action:
    """Short orders, each word of which is known; else free words, read with the funnel at hand."""
    if tells_swap(request) or is_conditional(request.text):
        return edit_freely(request)
    try:
        return edit_in_order(request)
    except (PuzzledError, QuestionError) as strict:
        try:
            return edit_freely(request)
        except (PuzzledError, QuestionError) as free:
            raise _telling_more(free, strict) from None


def _telling_more(free: PuzzledError | QuestionError, strict: PuzzledError | QuestionError) -> OutcomeError:
    """A question is worth more than a shrug."""
    if isinstance(free, QuestionError) and isinstance(strict, QuestionError):
        better = 0 < len(free.choices) < len(strict.choices) or strict.key.startswith("seat|")
        return free if better else strict
    return free if isinstance(free, QuestionError) else strict


def edit_in_order(request: Request) -> Action:
    tokens, target = take_target(request)
    now = current(request, target)
    edits = Edits()
    for clause in [tokens] if _is_one(tokens) else clauses(tokens):
        operations, said = _edit(clause)(clause, now, request)
        edits.operations += operations
        edits.said.append(said)
    edits.said += request.assumed()
    text = "\n".join(["I change " + repr(now.name) + ":", *(f"- {one}" for one in edits.said)])
    if not now.id:
        return redraft(now, edits.operations, text, request)
    return Action(text, "plan_edit", now.plan(edits.operations, request), kept=len(now.before))


def _is_one(tokens: Sequence[Token]) -> bool:
    return wants_routes(tokens) or stops_countries(tokens) or adds_countries(tokens)


def clauses(tokens: Sequence[Token]) -> list[list[Token]]:
    """Each edit with its own verb."""
    found: list[list[Token]] = [[]]
    place = 0
    while place < len(tokens):
        after = place
        while after < len(tokens) and tokens[after].sign in (*_BETWEEN, Sign.FILLER, Sign.BUILD):
            after += 1
        starts = after < len(tokens) and tokens[after].sign in VERBS
        if starts and tokens[place].sign in _BETWEEN and any(token.sign in VERBS for token in found[-1]):
            found.append([])
            place = after
            continue
        found[-1].append(tokens[place])
        place += 1
    return [clause for clause in found if any(token.sign not in _LIGHT for token in clause)]


def _edit(clause: Sequence[Token]) -> Editor:
    signs = {token.sign for token in clause}
    first = next((token.sign for token in clause if token.sign not in _LIGHT), Sign.FILLER)
    editor = _about_the_whole(clause, signs, first) or _about_pages(signs, first)
    if editor is None:
        raise PuzzledError(repr(" ".join(token.text for token in clause)))
    return editor


def _about_the_whole(clause: Sequence[Token], signs: set[Sign], first: Sign) -> Editor | None:
    """Ways, names, groups and addresses."""
    if stops_countries(clause):
        return stop_countries
    if adds_countries(clause):
        return add_countries
    if wants_routes(clause):
        return set_routes
    if Sign.STICKY in signs:
        return set_rotation
    if first in (Sign.RENAME, Sign.CALLED):
        return rename
    moves = first is Sign.CHANGE and any(token.of("funnel_group") and not token.of("page") for token in clause)
    if Sign.GROUP in signs or moves:
        return move_to_group
    if Sign.URL in signs and not signs & {Sign.NEW, Sign.LANDER, Sign.OFFER, Sign.ASSET, Sign.QUOTED}:
        return set_address
    return None


def _about_pages(signs: set[Sign], first: Sign) -> Editor | None:
    if first is Sign.REPLACE or (Sign.INSTEAD in signs and signs & {Sign.USE, Sign.ASSET}):
        return replace_pages
    if first in (Sign.ADD, Sign.REMOVE):
        return add_pages if first is Sign.ADD else remove_pages
    if signs & {Sign.RATIO, Sign.PERCENT, Sign.EVENLY, Sign.NUMBER}:
        return set_shares
    return replace_pages if first in (Sign.CHANGE, Sign.USE) else None
