"""The countries of the route that has any become those of the copy."""

from collections.abc import Sequence
from dataclasses import replace

from ..drawing.audience import audience, codes_in
from ..editing.bench import Bench
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..request import Request
from ..talking.current import Current
from ..tokens import Sign, Token


def move_route(
    places: Sequence[Token], gone: Sequence[Token], bench: Bench, request: Request, *, whole: bool = False
) -> None:
    """`gone` are the countries that they stand in for, where that is said; `whole`: with all beside them."""
    now = bench.now
    codes = codes_in(places, request.answers)
    targeted = _targeted(now)
    if gone:
        old_codes = codes_in(gone, request.answers)
        targeted = [one for one in targeted if {*old_codes} <= {*_codes(now, *one)}]
        if not targeted:
            raise PuzzledError(f"which route takes {', '.join(old_codes)}: none of {now.name!r} does")
    if gone and not whole:
        codes = (*(one for one in _codes(now, *targeted[0]) if one not in {*old_codes, *codes}), *codes)
    if not targeted:
        bench.tell(f"{now.name} routes nobody by country, so no condition changes for {', '.join(codes)}")
        return
    key, number = targeted[0] if len(targeted) == 1 else _which_route(targeted, now, request)
    step = now.steps[key]
    routes = [dict(route) for route in step["condition"]["routes"]]
    old = routes[number]
    when = [
        ({**rule, "any in": list(codes)} if rule.get("attribute") == "country" else rule)
        for rule in _rules(old["when"])
    ]
    moved = audience([replace(places[0], sign=Sign.PLACE, values=codes, text=short(places, codes))], request.answers)
    routes[number] = {
        "name": _route_name(moved.name, when),
        "when": [_without_is(rule) for rule in when],
        "to": old["to"],
    }
    condition = {**step["condition"], "routes": routes}
    bench.do({"op": "set_step", "key": key, "step": {**step, "condition": condition}})
    bench.tell(f"route {old['name']} of {key} becomes {routes[number]['name']}: country {', '.join(codes)}")


def short(places: Sequence[Token], codes: Sequence[str]) -> str:
    """`DACH` for its countries, else their codes."""
    return places[0].text if len(places) == 1 and len(codes) > 1 else "_".join(codes)


def _targeted(now: Current) -> list[tuple[str, int]]:
    """Steps and numbers of the routes that test the country positively."""
    return [
        (key, number)
        for key, step in now.steps.items()
        for number, route in enumerate(step.get("condition", {}).get("routes", ()))
        if any(
            rule.get("attribute") == "country" and ("any in" in rule or "is" in rule)
            for rule in _rules(route["when"])
        )
    ]


def _codes(now: Current, key: str, number: int) -> list[str]:
    return countries_of(now.steps[key]["condition"]["routes"][number]["when"])


def countries_of(when: object) -> list[str]:
    """The countries that the conditions of a route take."""
    return [str(one) for rule in _rules(when) if rule.get("attribute") == "country" for one in rule.get("any in", ())]


def _rules(when: object) -> list[Json]:
    """The rules of a plain list; nested ones are left alone."""
    return [dict(rule) for rule in when if isinstance(rule, dict)] if isinstance(when, list | tuple) else []


def _without_is(rule: Json) -> Json:
    return {key: value for key, value in rule.items() if not (key == "is" and "any in" in rule)}


def _route_name(codes: str, when: Sequence[Json]) -> str:
    others = [str(value) for rule in when if rule.get("attribute") != "country" for value in rule.get("any in", ())]
    return "_".join([codes, *(value.lower().replace(" ", "_") for value in others)])[:60]


def _which_route(targeted: Sequence[tuple[str, int]], now: Current, request: Request) -> tuple[str, int]:
    answer = request.answers.get("route")
    if answer:
        return str(answer["step"]), int(answer["number"])
    choices = [
        Choice(str(now.steps[key]["condition"]["routes"][number]["name"]), {"step": key, "number": number}, key)
        for key, number in targeted
    ]
    raise QuestionError(
        f"{now.name!r} has {len(targeted)} routes by country. Which one should change?", "route", choices
    )
