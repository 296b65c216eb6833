"""Edit operations that fit a blueprint, each with the steps it names."""

from collections.abc import Iterator
from typing import NamedTuple

from funnels.blueprint import START, Blueprint, dump
from funnels.wire import Json


class Edit(NamedTuple):
    operation: Json
    touches: frozenset[str]
    """The keys of the steps it names; `start` for the entrance."""


def edits(blueprint: Blueprint) -> Iterator[Edit]:
    first = next(iter(blueprint.steps))
    plain = dump(blueprint)["steps"]
    yield _edit(START, op="set_start", start=first)
    for key in blueprint.steps:
        yield _edit(key, op="rename", step=key, name="Renamed")
        leads = frozenset({key, START, *(other for other in blueprint.steps if _mentions(plain[other], key))})
        yield Edit({"op": "set_step", "key": key, "step": {"url": "https://set.example"}}, leads)
        yield from _of_kind(key, plain[key], first)
        if len(blueprint.steps) > 1:
            then = next(other for other in blueprint.steps if other != key)
            yield Edit({"op": "remove_step", "step": key, "then": then}, leads)


def _of_kind(key: str, plain: Json, to: str) -> Iterator[Edit]:
    if "url" in plain:
        yield _edit(key, op="set_url", step=key, url="https://other.example")
    if "note" in plain:
        yield _edit(key, op="set_note", step=key, note="Other")
    if "on" in plain or "hub" in plain:
        yield _edit(key, op="connect", step=key, on=1, to=to)
        yield _edit(key, op="connect", step=key, on=64, to=to)
    for word in ("landers", "offers"):
        if isinstance(plain.get(word), list) and plain[word]:
            page = plain[word][0]["page"]
            added = {"name": "Added", "url": "https://a.example", **_paid(word)}
            other = {"name": "By", "url": "https://b.example", **_paid(word)}
            yield _edit(key, op="set_rotation", step=key, rotation="sticky")
            yield _edit(key, op="add_page", step=key, page=added)
            yield _edit(key, op="replace_page", step=key, page=page, by=other)
    if "then" in plain:
        yield _edit(key, op="disconnect", step=key)
    if "condition" in plain or "logic" in plain or "middleware" in plain:
        yield _edit(key, op="set_otherwise", step=key, to=to)
    if plain.get("condition", {}).get("routes"):
        route = plain["condition"]["routes"][0]
        when = [{"attribute": "city", "is": "Bonn"}]
        yield _edit(key, op="set_route", step=key, route={**route, "when": when})
        yield _edit(key, op="set_route", step=key, route={"name": "Added", "when": when, "to": to})


def _paid(word: str) -> Json:
    return {"payout": "1"} if word == "offers" else {}


def _mentions(plain: object, key: str) -> bool:
    if isinstance(plain, dict):
        return any(_mentions(one, key) for one in plain.values())
    if isinstance(plain, list):
        return any(_mentions(one, key) for one in plain)
    return plain == key


def _edit(*touches: str, **operation: object) -> Edit:
    return Edit(operation, frozenset(touches))
