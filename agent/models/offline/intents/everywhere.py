"""One change in many funnels: `swap A for B in every funnel that uses it`, `stop Germany in all funnels of Nutra`."""

from collections.abc import Sequence

from ..drawing.sketch import Wish
from ..editing.everywhere import swapped_everywhere
from ..outcome import Json, PuzzledError
from ..request import Action, Request
from ..talking.scope import Scope, chosen_funnels, chosen_group, corrections, names_many, take_scope
from ..tokens import Sign, Token
from .edit_pages import sides, single

_SWAPS = (Sign.REPLACE, Sign.CHANGE, Sign.USE)
_CHANGES = (*_SWAPS, Sign.CLONE, Sign.REMOVE, Sign.ADD, Sign.RENAME, Sign.SET, Sign.STICKY, Sign.PERCENT, Sign.RATIO)
_LIGHT = (Sign.FILLER, Sign.COMMA, Sign.STOP, Sign.AND, Sign.YES, Sign.BUILD)
_BESIDE_COUNTRIES = (
    Sign.COMMA, Sign.AND, Sign.SLASH, Sign.STOP, Sign.FILLER, Sign.TRAFFIC, Sign.FROM, Sign.FOR, Sign.YES,
)  # fmt: skip


def means_many(tokens: Sequence[Token]) -> bool:
    """Whether something is to be changed in many funnels, or made of them; to show them is another matter."""
    return take_scope(tokens)[1] is not None or (
        names_many(tokens) and any(token.sign in _CHANGES or _stops(token) for token in tokens)
    )


def everywhere(request: Request) -> Action:
    tokens, scope = take_scope(request.tokens)
    if scope is None:
        raise _puzzled(tokens)
    first = next((token for token in tokens if token.sign not in _LIGHT), None)
    if first is not None and (first.sign in _SWAPS or any(token.sign is Sign.INSTEAD for token in tokens)):
        return _swap(tokens, scope, request)
    if first is not None and _stops(first) and any(token.sign in (Sign.PLACE, Sign.UNSETTLED) for token in tokens):
        return _stop(tokens, scope, request)
    if pair := swapped_everywhere(request):
        return _planned_swap(*pair, scope, request)
    raise _puzzled(tokens)


def _puzzled(tokens: Sequence[Token]) -> PuzzledError:
    said = " ".join(token.text for token in tokens)
    return PuzzledError(
        f"what to do with {said!r} in many funnels: there I can swap a page for another, and stop countries"
    )


def _swap(tokens: list[Token], scope: Scope, request: Request) -> Action:
    old_words, new_words = sides(tokens)
    old_wish = single(old_words)
    if old_wish.new or old_wish.url:
        raise PuzzledError(f"how {old_wish.said!r}, which is new, can be in funnels already")
    return _planned_swap(old_wish, single(new_words), scope, request)


def _planned_swap(old_wish: Wish, wish: Wish, scope: Scope, request: Request) -> Action:
    old = request.pages.page(old_wish, "offer")
    if wish.role not in ("", old.type):
        raise PuzzledError(f"how {wish.said!r}, as {wish.role}, can stand for the {old.type} {old.name!r}")
    wish.role = old.type
    page = request.pages.page(wish, old.type)
    if page.name == old.name:
        raise PuzzledError(f"what to swap: {old.name!r} and {page.name!r} are the same")
    funnels: Json = {"using": old.reference}
    if scope.group:
        funnels["group"] = chosen_group(scope.group, request)
    operation: Json = {"op": "replace_page", "page": old.reference, "by": page.reference}
    where = f"every funnel of {funnels['group']} that uses it" if "group" in funnels else "every funnel that uses it"
    return _planned(
        f"I swap the {old.type} {old.name} for {page.name} in {where}:", scope, funnels, operation, request
    )


def _stop(tokens: list[Token], scope: Scope, request: Request) -> Action:
    verb = next(token for token in tokens if _stops(token))
    strange = [one for one in tokens if one is not verb and one.sign not in (*_BESIDE_COUNTRIES, Sign.PLACE)]
    if strange:
        raise PuzzledError(repr(" ".join(token.text for token in strange)))
    codes = list(dict.fromkeys(code for token in tokens if token.sign is Sign.PLACE for code in token.values))
    funnels = chosen_funnels(scope, request)
    where = f"all funnels of {funnels['group']}" if "group" in funnels else "all funnels"
    operation: Json = {"op": "stop_countries", "countries": codes}
    return _planned(f"I stop {', '.join(codes)} in {where}:", scope, funnels, operation, request)


def _stops(token: Token) -> bool:
    """`stop Germany`; a `no` is none."""
    return token.sign is Sign.REMOVE or (token.sign is Sign.NO and token.text.lower() == "stop")


def _planned(text: str, scope: Scope, funnels: Json, operation: Json, request: Request) -> Action:
    lines = [text, *(f"- {one}" for one in [*request.assumed(), *corrections(scope)])]
    return Action(
        "\n".join(lines), "plan_edit", {"funnels": funnels, "operations": [operation], "request": request.text}
    )
