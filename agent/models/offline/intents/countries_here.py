"""`stop Germany`, `take Austria out`, `add France to the DACH route`: countries of routes that are there."""

from collections.abc import Sequence

from ..drawing.audience import codes_in
from ..drawing.overlaps import clash
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..request import Request
from ..talking.current import Current
from ..tokens import Sign, Token

_PLACES = (Sign.PLACE, Sign.UNSETTLED)
_BETWEEN = (Sign.AND, Sign.COMMA, Sign.SLASH, Sign.STOP, Sign.FILLER, Sign.YES)
_STOPPED = (
    *_BETWEEN,
    Sign.TRAFFIC,
    Sign.FROM,
    Sign.FOR,
    Sign.IN,
    Sign.IT,
    Sign.FUNNEL,
    Sign.BUILD,
    Sign.OF,
    Sign.ROUTE,
)
_ADDED = (*_BETWEEN, Sign.TRAFFIC, Sign.FROM, Sign.BUILD)
_ROUTE = (Sign.ROUTE, Sign.FILLER, Sign.STOP, Sign.FUNNEL, Sign.IT, Sign.YES, Sign.OF, Sign.IN)


def stops_countries(tokens: Sequence[Token]) -> bool:
    """Whether nothing is said but a verb that ends something, and countries."""
    verbs = [token for token in tokens if is_stop(token)]
    others = [token for token in tokens if token not in verbs]
    places = [token for token in others if token.sign in _PLACES]
    names_route = any(token.sign is Sign.ROUTE for token in tokens)
    whole = all(token.sign in (*_STOPPED, *_PLACES) for token in others)
    return len(verbs) == 1 and bool(places) and whole and not names_route


def is_stop(token: Token) -> bool:
    """`stop Germany`; a `no` is none."""
    return token.sign is Sign.REMOVE or (token.sign is Sign.NO and token.text.lower() == "stop")


def stop_countries(tokens: Sequence[Token], now: Current, request: Request) -> tuple[list[Json], str]:
    codes = list(codes_in([token for token in tokens if token.sign in _PLACES], request.answers))
    taken = [code for _, route in _routes(now) for code in _codes(route)]
    if missing := [code for code in codes if code not in taken]:
        there = f"its routes take {', '.join(taken)}" if taken else "it tells nobody apart by country"
        raise PuzzledError(
            f"how to stop {', '.join(missing)} in {now.name!r}: {there}. Say where they should go: "
            f"'send {missing[0]} to https://…'"
        )
    return [{"op": "stop_countries", "countries": codes}], f"{', '.join(codes)} go where everyone else goes"


def adds_countries(tokens: Sequence[Token]) -> bool:
    """`add France to the DACH route`: countries, and behind them a route that is there."""
    place = next((place for place, token in enumerate(tokens) if token.sign in (Sign.TO, Sign.IN)), -1)
    verb = next((token.sign for token in tokens if token.sign not in _BETWEEN), None)
    if place < 0 or verb is not Sign.ADD:
        return False
    added, route = [token for token in tokens[:place] if token.sign is not Sign.ADD], tokens[place + 1 :]
    places = any(token.sign in _PLACES for token in added) and all(
        token.sign in (*_PLACES, *_ADDED) for token in added
    )
    names = (*_PLACES, *_ROUTE, Sign.WORD, Sign.QUOTED, Sign.DEVICE, Sign.ASSET, Sign.AND, Sign.COMMA)
    told = any(token.sign is Sign.ROUTE for token in route) and all(token.sign in names for token in route)
    return places and told


def add_countries(tokens: Sequence[Token], now: Current, request: Request) -> tuple[list[Json], str]:
    place = next(place for place, token in enumerate(tokens) if token.sign in (Sign.TO, Sign.IN))
    codes = list(codes_in([token for token in tokens[:place] if token.sign in _PLACES], request.answers))
    said = [token for token in tokens[place + 1 :] if token.sign not in _ROUTE]
    key, route = _meant(said, now, request)
    there = _codes(route)
    new = [code for code in codes if code not in there]
    if not new:
        raise PuzzledError(f"what to add: the route {route['name']!r} takes {', '.join(codes)} already")
    others = [one for step, one in _routes(now) if step == key and one["name"] != route["name"]]
    rules = [_widened(rule, new) for rule in route["when"]]
    if taken := clash(rules, others, attribute="country"):
        raise PuzzledError(f"where {', '.join(taken)} should go: another route takes them already")
    changed = {"name": route["name"], "when": rules, "to": route["to"]}
    return [{"op": "set_route", "step": key, "route": changed}], f"route {route['name']} takes {', '.join(new)}, too"


def _meant(said: Sequence[Token], now: Current, request: Request) -> tuple[str, Json]:
    routes = _routes(now)
    words = "_".join(token.text for token in said).lower().replace(" ", "_")
    codes = {code for token in said for code in token.values}
    found = [one for one in routes if str(one[1]["name"]).lower() == words] if words else routes
    found = found or [one for one in routes if codes and set(_codes(one[1])) == codes]
    if answer := request.answers.get("route with country"):
        found = [one for one in routes if (one[0], one[1]["name"]) == (answer["step"], answer["name"])]
    if len(found) == 1:
        return found[0]
    if not routes:
        raise PuzzledError(f"which route is meant: {now.name!r} tells nobody apart by country")
    choices = [
        Choice(f"{route['name']} ({', '.join(_codes(route))})", {"step": key, "name": route["name"]})
        for key, route in routes
    ]
    raise QuestionError("Which route do you mean?", "route with country", choices)


def _routes(now: Current) -> list[tuple[str, Json]]:
    """Steps and routes that let somebody in by country."""
    return [
        (key, route)
        for key in now.met()
        for route in now.steps[key].get("condition", {}).get("routes", ())
        if isinstance(route["when"], list) and _codes(route)
    ]


def _codes(route: Json) -> list[str]:
    return [
        code
        for rule in route["when"]
        if isinstance(rule, dict) and rule.get("attribute") == "country"
        for code in rule.get("any in", [rule["is"]] if "is" in rule else [])
    ]


def _widened(rule: Json, new: Sequence[str]) -> Json:
    if rule.get("attribute") != "country" or not ("any in" in rule or "is" in rule):
        return rule
    codes = [*rule.get("any in", [rule["is"]] if "is" in rule else []), *new]
    return {**{key: value for key, value in rule.items() if key != "is"}, "any in": codes}
