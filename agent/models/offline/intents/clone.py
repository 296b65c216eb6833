"""`clone it for Canada with KetoBurn CA`: a new funnel from another, with substitutions."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..audience import audience, codes_in
from ..current import Current, current, take_target
from ..frame import free_name, group
from ..naming import take_frame
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..pages import Page
from ..request import Action, Request
from ..seats import Seat
from ..sketch import Sketch
from ..tokens import Sign, Token
from .edit_pages import replace_pages
from .wishes import wished

_PLACES = (Sign.PLACE, Sign.UNSETTLED)
_DROPPED = (Sign.CLONE, Sign.IT, Sign.SAME, Sign.FUNNEL, Sign.FOR, Sign.YES, Sign.TRAFFIC)


@dataclass(slots=True)
class Copy:
    operations: list[Json] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    instead: dict[str, str] = field(default_factory=dict)
    """Names of pages that go, and of those that come for them."""


def clone(request: Request) -> Action:
    tokens, target = take_target(request)
    if target is None and request.state.draft:
        raise PuzzledError(
            f"how to clone {request.state.draft['funnel']!r}: it is only drafted, nothing is written yet"
        )
    sketch = Sketch()
    tokens = take_frame(tokens, sketch)
    now = current(request, target, fresh=True)
    copy = Copy()
    places = [token for token in tokens if token.sign in _PLACES]
    if places:
        _move(places, now, request, copy)
    others = [token for token in tokens if token.sign not in _PLACES]
    _substitute(others, codes_in(places, request.answers), now, request, copy)
    name = _name(sketch, places, now, request, copy)
    as_new: Json = {"funnel": name}
    if sketch.group is not None:
        chosen = group(sketch.group, request.know, request.answers)
        as_new["group"] = chosen if isinstance(chosen, str) else chosen["name"]
    copy.said += [
        f"its links for {token.text}: say 'links for {token.text}' once it is written" for token in sketch.sources
    ]
    text = "\n".join([f"I clone {now.name!r} as {name!r}:", *(f"- {one}" for one in copy.said)])
    arguments = {"funnel": now.id, "operations": copy.operations, "as_new": as_new, "request": request.text}
    return Action(text, "plan_edit", arguments)


def _move(places: Sequence[Token], now: Current, request: Request, copy: Copy) -> None:
    """The countries of the one route that has any become those that were said."""
    codes = codes_in(places, request.answers)
    targeted = _targeted(now)
    if not targeted:
        copy.said.append(
            f"{now.name} routes nobody by country, so no condition changes; {', '.join(codes)} is in the name only."
        )
        return
    key, number = targeted[0] if len(targeted) == 1 else _which_route(targeted, now, request)
    step = now.steps[key]
    routes = [dict(route) for route in step["condition"]["routes"]]
    old = routes[number]
    when = [
        ({**rule, "any in": list(codes)} if rule.get("attribute") == "country" else rule)
        for rule in _rules(old["when"])
    ]
    moved = audience([replace(places[0], sign=Sign.PLACE, values=codes, text=_short(places, codes))], request.answers)
    routes[number] = {
        "name": _route_name(moved.name, when),
        "when": [_without_is(rule) for rule in when],
        "to": old["to"],
    }
    condition = {**step["condition"], "routes": routes}
    copy.operations.append({"op": "set_step", "key": key, "step": {**step, "condition": condition}})
    copy.said.append(f"route {old['name']} of {key} becomes {routes[number]['name']}: country {', '.join(codes)}")


def _short(places: Sequence[Token], codes: Sequence[str]) -> str:
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


def _substitute(tokens: list[Token], codes: Sequence[str], now: Current, request: Request, copy: Copy) -> None:
    """Pages that were named take the place of those of their type; `replace A by B` says which."""
    signs = {token.sign for token in tokens}
    if signs & {Sign.REPLACE, Sign.INSTEAD}:
        named = [token for token in tokens if token.sign not in (*_DROPPED, Sign.WITH, Sign.BUILD, Sign.CHANGE)]
        operations, said = replace_pages([*named] if Sign.INSTEAD in signs else _from_verb(tokens), now, request)
        copy.operations += operations
        copy.said.append(said)
        return
    said_pages = wished([token for token in tokens if token.sign not in (*_DROPPED, Sign.CHANGE)])
    if said_pages.shares or said_pages.even or said_pages.ordinal:
        raise PuzzledError("shares in a clone; clone first, then say 'make it 80/20'")
    found = [request.pages.page(wish, "offer", codes) for wish in said_pages.pages]
    copy.said += [page.because for page in found if page.because]
    for type in ("lander", "offer"):
        _put_in([page for page in found if page.type == type], type, now, request, copy)


def _from_verb(tokens: list[Token]) -> list[Token]:
    start = next(place for place, token in enumerate(tokens) if token.sign is Sign.REPLACE)
    stray = [
        token
        for token in tokens[:start]
        if token.sign in (Sign.ASSET, Sign.QUOTED, Sign.WORD, Sign.PERCENT, Sign.RATIO)
    ]
    if stray:
        raise PuzzledError(repr(" ".join(token.text for token in stray)))
    return tokens[start:]


def _put_in(pages: Sequence[Page], type: str, now: Current, request: Request, copy: Copy) -> None:
    if not pages:
        return
    old = list({seat.name: seat for seat in now.seats() if seat.type == type}.values())
    if not old:
        raise PuzzledError(f"which {type} {pages[0].name!r} should replace: {now.name!r} has none")
    if len(pages) == len(old):
        _by_pairs(old, pages, copy)
    elif len(pages) == 1 and len({seat.step for seat in old}) == 1:
        _all_by_one(old, pages[0], copy)
    elif len(pages) == 1:
        _some_by_one(old, pages[0], request, copy)
    else:
        raise PuzzledError(
            f"which of {', '.join(seat.name for seat in old)} gives way to which {type}; say 'replace A by B'"
        )


def _by_pairs(old: Sequence[Seat], pages: Sequence[Page], copy: Copy) -> None:
    if len(pages) > 1:
        names = (
            f"{', '.join(seat.name for seat in old)} give way to {', '.join(page.name for page in pages)}, in this "
            f"order"
        )
        copy.said.append(names)
    else:
        copy.said.append(f"{old[0].type} {old[0].name} gives way to {pages[0].name}")
    copy.instead |= {seat.name: page.name for seat, page in zip(old, pages, strict=True)}
    copy.operations += [
        {"op": "replace_page", "page": seat.name, "by": page.reference}
        for seat, page in zip(old, pages, strict=True)
        if seat.name != page.name
    ]


def _all_by_one(old: Sequence[Seat], page: Page, copy: Copy) -> None:
    """All pages of one place give way to a single one."""
    kept = next((seat for seat in old if seat.name == page.name), None)
    if kept is None:
        copy.operations.append({"op": "replace_page", "page": old[0].name, "by": page.reference})
    copy.instead |= {old[0].name: page.name, **{seat.name: "" for seat in old[1:]}}
    gone = [seat for seat in old if seat is not (kept or old[0])]
    copy.operations += [{"op": "remove_page", "page": seat.name, "step": seat.step} for seat in gone]
    copy.said.append(f"{old[0].type}s {', '.join(seat.name for seat in old)} give way to {page.name} alone")


def _some_by_one(old: Sequence[Seat], page: Page, request: Request, copy: Copy) -> None:
    answer = request.answers.get(f"instead|{page.name}")
    if answer is None:
        choices = [Choice(seat.name, {"names": [seat.name]}, seat.step) for seat in old]
        choices.append(Choice("all of them", {"names": [seat.name for seat in old]}))
        raise QuestionError(f"Which {page.type} should give way to {page.name!r}?", f"instead|{page.name}", choices)
    for name in answer["names"]:
        copy.operations.append({"op": "replace_page", "page": name, "by": page.reference})
        copy.said.append(f"{page.type} {name} gives way to {page.name}")


def _of_source(name: str, sketch: Sketch, request: Request) -> str:
    """`Facebook - KetoBurn` for Taboola is `Taboola - KetoBurn`."""
    if len(sketch.sources) != 1:
        return name
    known = [one.name for one in request.know.all_of("traffic_source", limit=50) if one.name in name]
    new = [one.name for one in sketch.sources[0].of("traffic_source")]
    return name.replace(known[0], new[0]) if len(known) == len(new) == 1 else name


def _name(sketch: Sketch, places: Sequence[Token], now: Current, request: Request, copy: Copy) -> str:
    if sketch.name:
        if free_name(sketch.name, request.know) != sketch.name:
            raise PuzzledError(f"how to tell two funnels apart: there is one called {sketch.name!r} already")
        return sketch.name
    codes = codes_in(places, request.answers)
    suffix = (places[0].text if len(places) == 1 and len(codes) > 1 else " + ".join(codes)) if places else ""
    suffix = suffix or " + ".join(token.text for token in sketch.sources)
    name = _of_source(now.name, sketch, request)
    for old, new in copy.instead.items():
        name = name.replace(old, new) if new else name.replace(f" + {old}", "")
    if name == now.name or (suffix and f" {suffix} " not in f" {name} "):
        name = f"{name} - {suffix or 'copy'}"
    return free_name(name, request.know)
