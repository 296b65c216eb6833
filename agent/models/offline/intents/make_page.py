"""`make a new offer "NightCalm" https://… paying $30 from NutraHub`: a page by itself, in no funnel yet."""

from collections.abc import Sequence

from ..drawing.new_page import NewPageReader, starts_new_page
from ..drawing.pages import choices_of
from ..drawing.sketch import Wish
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..request import Action, Request
from ..tokens import Sign, Token

_OPENING = (Sign.BUILD, Sign.FILLER, Sign.YES, Sign.COMMA)
_LIGHT = (*_OPENING, Sign.STOP, Sign.FOR)
_ROLES = (Sign.LANDER, Sign.OFFER)


def makes_page(request: Request) -> bool:
    """Whether a lander or an offer is all that is wanted; with a funnel in talk, only where it is told to be made."""
    read = _read(request.tokens)
    if read is None or read.role == "":
        return False
    opens = any(token.sign is Sign.BUILD for token in request.tokens)
    return opens or not (request.state.funnel or request.state.draft)


def make_page(request: Request) -> Action:
    wish = _read(request.tokens)
    if wish is None:
        raise PuzzledError(repr(request.text), understood=False)
    page = request.pages.page(wish, wish.role)
    if isinstance(page.reference, str):
        return Action(f"There is the {page.type} {page.name!r} already, so I make none.")
    fields = _fields(page.type, page.reference, request)
    said = [f"make the {page.type} {page.name!r} at {page.reference['url']}", *request.assumed()]
    text = "\n".join(["I plan:", *(f"- {one}" for one in said)])
    change = {"do": "create", "family": "page", "fields": fields}
    return Action(text, "plan_changes", {"changes": [change], "request": request.text})


def _read(tokens: Sequence[Token]) -> Wish | None:
    """The only page that is told of; None where anything else is said."""
    start = 0
    while start < len(tokens) and tokens[start].sign in _OPENING:
        start += 1
    opened = start > 0 or (start < len(tokens) and tokens[start].sign is Sign.NEW)
    if start == len(tokens) or not opened or not _begins(tokens, start):
        return None
    reader = NewPageReader(tokens, start)
    left = [token for token in tokens[reader.end :] if token.sign not in _LIGHT]
    return reader.wish if not left and reader.wish.role else None


def _begins(tokens: Sequence[Token], start: int) -> bool:
    named = any(token.sign in _ROLES for token in tokens[start : start + 3])
    return named and (tokens[start].sign is Sign.NEW or starts_new_page(tokens, start))


def _fields(type: str, made: Json, request: Request) -> Json:
    fields: Json = {"name": made["name"], "pageType": type, "baseURL": made["url"], "redirectType": "307"}
    terms: Json = {"payout": made["payout"]} if "payout" in made else {}
    source = made.get("source") or (_told_network(made["name"], request) if type == "offer" else "")
    if source:
        terms["idOfferSource"] = _network(source, request)
    return {**fields, "offerParams": terms} if type == "offer" else fields


def _told_network(name: str, request: Request) -> str:
    """An offer that says nothing of its network is asked for it, where the account has any."""
    key = f"network of|{name}"
    if answer := request.answers.get(key):
        return str(answer["name"])
    there = choices_of(request.know.all_of("offer_source"))
    if not there:
        return ""
    choices = [*there, Choice("without a network", {"name": ""})]
    raise QuestionError(f"Which network (offer source) is the offer {name!r} from?", key, choices)


def _network(source: str | Json, request: Request) -> str:
    if not isinstance(source, str):
        raise PuzzledError(f"the network {source['name']!r}, which is new: say 'make a new network {source['name']}'")
    return next(one.id for one in request.know.all_of("offer_source", query=source, limit=50) if one.name == source)
