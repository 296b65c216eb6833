"""`add a route: UK to …`, `send US to … instead`, `change everyone else to https://…`, `drop the UK route`."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from funnels.blueprint import dump, edit, parse, parse_operations
from funnels.errors import FunnelError

from ..drawing.audience import AUDIENCE, BETWEEN, Audience, said_together
from ..drawing.blueprinting import Drawn, draw_way
from ..drawing.captions import caption
from ..drawing.overlaps import clash, same_visitors
from ..drawing.settling import targeted
from ..drawing.sketch import Chain, Sketch
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..request import Request
from ..seats import seats_in
from ..talking.current import Current
from ..tokens import Sign, Token
from ..weaving.weave import weave

_OPENING = (
    Sign.ADD, Sign.CHANGE, Sign.BUILD, Sign.YES, Sign.FILLER, Sign.ROUTE, Sign.COLON, Sign.NEW, Sign.SET, Sign.COMMA,
    Sign.FOR, Sign.IT,
)  # fmt: skip
_ANYWHERE = (Sign.INSTEAD, Sign.STOP)
_BETWEEN = (Sign.AND, Sign.COMMA, Sign.SLASH)
_SHARES = (Sign.RATIO, Sign.PERCENT, Sign.EVENLY, Sign.NUMBER)


@dataclass(slots=True)
class Edited:
    operations: list[Json] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def wants_routes(tokens: Sequence[Token]) -> bool:
    """Whether it is about who goes where, and not about pages or shares."""
    signs = [token.sign for token in tokens if token.sign not in (Sign.FILLER, Sign.YES, Sign.STOP)]
    first = signs[0] if signs else Sign.FILLER
    if first is Sign.REMOVE:
        return Sign.ROUTE in signs
    who = any(sign in AUDIENCE for sign in signs)
    rest = Sign.REST in signs and not any(sign in _SHARES for sign in signs)
    leads = Sign.TO in signs or Sign.ROUTE in signs
    if set(signs) == {Sign.ADD, Sign.ROUTE}:
        return True
    opens = first in (Sign.ADD, Sign.CHANGE, Sign.BUILD, Sign.REST, Sign.SET) or Sign.INSTEAD in signs
    return opens and leads and (who or rest)


def set_routes(tokens: Sequence[Token], now: Current, request: Request) -> tuple[list[Json], str]:
    if any(token.sign is Sign.REMOVE for token in tokens):
        return _remove(tokens, now, request)
    chains = _chains(tokens, request)
    adding = any(token.sign is Sign.ADD for token in tokens)
    edited = Edited()
    for chain in chains:
        if chain.rest:
            _otherwise(chain, now, request, edited)
        else:
            _route(chain, now, request, edited, adding=adding)
    _drop_unreached(now, edited)
    return edited.operations, "\n- ".join(edited.said)


def _chains(tokens: Sequence[Token], request: Request) -> list[Chain]:
    start = 0
    while start < len(tokens) and tokens[start].sign in _OPENING:
        start += 1
    _is_whole(tokens[start:])
    sketch = Sketch()
    weave([token for token in tokens[start:] if not _is_last(token, tokens)], sketch, request.answers)
    chains = [chain for chain in sketch.chains if chain.groups or chain.is_headed]
    for chain in chains:
        if chain.share is not None or chain.joins or not (chain.audience or chain.rest):
            said = ", ".join(page.said for group in chain.groups for page in group.pages)
            raise PuzzledError(f"who goes to {said or 'the other way'}; say one country or device for each")
    if not chains:
        raise PuzzledError("who should go where; say it like 'send UK to <lander>, then <offer>'")
    return chains


def _is_whole(tokens: Sequence[Token]) -> None:
    """Asks for what a route needs: who, and where to."""
    who = [token for token in tokens if token.sign in (*AUDIENCE, *BETWEEN)]
    words = said_together(who)
    if not tokens:
        raise QuestionError("Who should go where? Say it like 'add a route: UK to <lander>, then <offer>'.")
    if len(who) == len(tokens) and any(token.sign in AUDIENCE for token in who):
        raise QuestionError(f"Where should {words} go?", f"to|{words}", takes="name", joins=" to {}")


def _is_last(token: Token, tokens: Sequence[Token]) -> bool:
    return token.sign is Sign.INSTEAD or (token.sign is Sign.STOP and token is tokens[-1])


def _route(chain: Chain, now: Current, request: Request, edited: Edited, *, adding: bool) -> None:
    audience = chain.audience
    if audience is None:
        raise PuzzledError("who goes there")
    if not _conditions(now):
        _first_condition(chain, audience, now, request, edited)
        return
    key = _condition(now, request)
    routes = now.steps[key]["condition"]["routes"]
    same = next((one for one in routes if same_visitors(one["when"], audience.when())), None)
    if same and adding:
        raise PuzzledError(
            f"how to add a route for {audience.words}: {same['name']!r} takes them already. "
            f"Say 'send {audience.words} to … instead'"
        )
    if not same:
        _is_free(audience, routes)
    if not same and clash(audience.when(), routes):
        raise PuzzledError(f"where {audience.words} should go: some of them take another route already")
    way = _drawn(chain, audience.name, now, request, edited)
    name = same["name"] if same else _free(audience.name, [one["name"] for one in routes])
    when = same["when"] if same else audience.when()
    edited.operations.append({"op": "set_route", "step": key, "route": {"name": name, "when": when, "to": way.start}})
    edited.said.append(f"{audience.words} go to {_shown(way, now)}")


def _is_free(audience: Audience, routes: Sequence[Json]) -> None:
    for route in routes:
        codes = clash(audience.when(), [route], attribute="country")
        if codes:
            raise PuzzledError(
                f"where {audience.words} should go: the route {route['name']!r} takes {', '.join(codes)} already; "
                "name the same countries and devices as that route to change where it leads"
            )


def _free(name: str, taken: Sequence[str]) -> str:
    free, count = name, 2
    while free in taken:
        free, count = f"{name}_{count}", count + 1
    return free


def _first_condition(chain: Chain, audience: Audience, now: Current, request: Request, edited: Edited) -> None:
    """A condition in front of a funnel that had none; everyone else goes on as before."""
    start = now.blueprint.get("start")
    if not isinstance(start, str) or len(edited.operations) > 0:
        raise PuzzledError(f"where in {now.name!r} visitors should be told apart: it has no condition yet")
    way = _drawn(chain, audience.name, now, request, edited)
    key = _free("routing", [*now.steps, *way.steps])
    routes = [{"name": audience.name, "when": audience.when(), "to": way.start}]
    step = {"name": caption(key), "condition": {"routes": routes, "otherwise": start}}
    edited.operations += [{"op": "add_step", "key": key, "step": step}, {"op": "set_start", "start": key}]
    edited.said.append(f"{audience.words} go to {_shown(way, now)}; everyone else goes on as before")


def _otherwise(chain: Chain, now: Current, request: Request, edited: Edited) -> None:
    key = _condition(now, request)
    old = now.steps[key]["condition"].get("otherwise")
    url = chain.groups[0].address if len(chain.groups) == 1 and not chain.fork else ""
    if url and old and "url" in now.steps[old] and now.ways_to(old) == 1:
        if now.steps[old]["url"] == url:
            raise PuzzledError(f"what to change: everyone else goes to {url} already")
        edited.operations.append({"op": "set_url", "step": old, "url": url})
        edited.said.append(f"everyone else goes to {url}")
        return
    way = _drawn(chain, "rest", now, request, edited)
    edited.operations.append({"op": "set_otherwise", "step": key, "to": way.start})
    edited.said.append(f"everyone else goes to {_shown(way, now)}")


def _drawn(chain: Chain, prefix: str, now: Current, request: Request, edited: Edited) -> Drawn:
    """The way as steps of its own; those come before what leads to them."""
    made = {one["key"]: one["step"] for one in edited.operations if one["op"] == "add_step"}
    if not chain.groups:
        who = chain.audience.words if chain.audience else "everyone else"
        raise QuestionError(f"Where should {who} go?", f"to|{who}", takes="name", joins=" to {}")
    if there := _there(chain, now, request):
        return Drawn(start=there)
    way = draw_way(chain, prefix, request.pages, request.answers, {**now.steps, **made})
    edited.operations += [
        {"op": "add_step", "key": key, "step": step} for key, step in reversed(list(way.steps.items()))
    ]
    edited.said += [page.because for page in way.pages if page.because]
    edited.said += [
        f"by {page.said!r} I understand the {page.type} {page.name!r}"
        for page in way.pages
        if not page.exact and not page.because
    ]
    return way


def _there(chain: Chain, now: Current, request: Request) -> str:
    """The step of the funnel that shows just the pages named, where nothing else is said of the way."""
    group = chain.groups[0]
    if len(chain.groups) > 1 or chain.fork or group.buttons or group.weights or group.even or not group.pages:
        return ""
    if any(wish.new or wish.url for wish in group.pages):
        return ""
    countries = targeted(chain.audience)
    names = {request.pages.page(wish, "lander", countries).name for wish in group.pages}
    fitting = [key for key in now.met() if {seat.name for seat in seats_in(key, now.steps[key])} == names]
    return fitting[0] if len(fitting) == 1 else ""


def _drop_unreached(now: Current, edited: Edited) -> None:
    """Steps that nobody comes to any more go, and are named."""
    try:
        after = Current(now.id, now.name, dump(edit(parse(now.blueprint), parse_operations(edited.operations))))
    except FunnelError as error:
        raise PuzzledError(f"how to change {now.name!r}: {error}") from error
    for key in [key for key in now.met() if key in after.steps and key not in after.met()]:
        edited.operations.append({"op": "remove_step", "step": key})
        edited.said.append(f"nobody comes to {_name(key, now.steps)} any more, so it goes")


def _conditions(now: Current) -> list[str]:
    """Steps whose routes belong to this funnel alone."""
    return [key for key in now.met() if "routes" in now.steps[key].get("condition", {})]


def _condition(now: Current, request: Request) -> str:
    known = _conditions(now)
    answer = request.answers.get("condition")
    if answer:
        return str(answer["step"])
    if not known:
        raise PuzzledError(f"which visitors are meant: {now.name!r} has no condition of its own")
    if len(known) == 1:
        return known[0]
    choices = [Choice(f"{key} ({_routes(now.steps[key])})", {"step": key}) for key in known]
    raise QuestionError(f"{now.name!r} tells visitors apart in {len(known)} places. Which one?", "condition", choices)


def _remove(tokens: Sequence[Token], now: Current, request: Request) -> tuple[list[Json], str]:
    key = _condition(now, request)
    routes = now.steps[key]["condition"]["routes"]
    light = (*_OPENING, *_ANYWHERE, Sign.REMOVE, Sign.ROUTE, Sign.OF, Sign.FROM, Sign.FUNNEL)
    said = [token for token in tokens if token.sign not in light]
    words = " ".join(token.text for token in said)
    tells_who = all(token.sign in (*AUDIENCE, *_BETWEEN) for token in said)
    found = [one for one in routes if one["name"].lower() == words.lower().replace(" ", "_")]
    found = found or [one for one in routes if tells_who and same_visitors(one["when"], _when(said))]
    if not found and not said and len(routes) == 1:
        found = list(routes)
    if len(found) != 1:
        raise PuzzledError(f"which route is {words!r}: {key} has {_routes(now.steps[key])}")
    if len(routes) == 1:
        raise PuzzledError(
            f"how to do without the route {found[0]['name']!r}: it is the only one of {key}, and without it nobody "
            "would be told apart. Say where they should go instead"
        )
    edited = Edited(
        [{"op": "remove_route", "step": key, "route": found[0]["name"]}], [f"route {found[0]['name']} goes"]
    )
    _drop_unreached(now, edited)
    return edited.operations, "\n- ".join(edited.said)


def _when(tokens: Sequence[Token]) -> list[Json]:
    values: dict[str, list[str]] = {}
    for token in tokens:
        if token.sign in AUDIENCE:
            values.setdefault(token.attribute or "country", []).extend(token.values)
    return [{"attribute": attribute, "any in": wanted} for attribute, wanted in values.items()]


def _routes(step: Json) -> str:
    return ", ".join(str(one["name"]) for one in step["condition"]["routes"])


def _shown(way: Drawn, now: Current) -> str:
    keys = list(way.steps) or [str(way.start)]
    return ", then ".join(_name(key, {**now.steps, **way.steps}) for key in keys)


def _name(key: str, steps: dict[str, Json]) -> str:
    names = [seat.name for seat in seats_in(key, steps[key])]
    return " and ".join(names) or str(steps[key].get("url", key))
