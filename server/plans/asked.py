"""What a route of a condition asks of visitors: `country DE, AT, CH`, `device mobile or visitor tag seen`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from funnels.assets.condition import TimeParams
from funnels.blueprint import ATTRIBUTES
from funnels.blueprint.moments import MOMENTS
from funnels.wire import DEFAULT_ROUTE, Json

from .clean import clean

EVERYONE_ELSE = "everyone else"

_WORDS = {attribute: word for word, attribute in ATTRIBUTES.items()}
_PLAIN_TESTS = frozenset({"is", "any in"})


def asked(groups: Sequence[Json], names: Mapping[str, str], joined: str = "and") -> str:
    """All groups of rules of a route; in brackets where they are joined in two ways."""
    parts = [[_rule(one, names) for one in group.get("rules", ())] for group in groups]
    inside = [f" {group.get('operator', 'and')} ".join(rules) for group, rules in zip(groups, parts, strict=True)]
    if len(inside) > 1:
        inside = [f"({text})" if len(rules) > 1 else text for text, rules in zip(inside, parts, strict=True)]
    return f" {joined} ".join(inside)


def route_key(condition: str, route: str) -> str:
    """Under which the names of changes know what a route asks."""
    return f"{condition}/{route}"


def routes_in(document: Json, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The route ids of a condition's document, with what they ask."""
    for route in document.get("routes", ()):
        id = str(route.get("idRoute") or "")
        if id and id != DEFAULT_ROUTE:
            yield id, asked(route.get("groups", ()), names, route.get("operator", "and"))


def route(one: Json, names: Mapping[str, str]) -> str:
    """A route with its name: `dach: country DE, AT, CH`; the default route is everyone else."""
    if one.get("idRoute") == DEFAULT_ROUTE:
        return EVERYONE_ELSE
    name, rules = clean(one.get("routeName") or one.get("idRoute") or "?"), asked(one.get("groups", ()), names)
    return f"{name}: {rules}" if rules else name


def _rule(rule: Json, names: Mapping[str, str]) -> str:
    attribute, test = str(rule.get("attribute", "?")), str(rule.get("test", "is"))
    word = _WORDS.get(attribute, attribute)
    said = [word, *([] if test in _PLAIN_TESTS else [test]), _values(word, rule, names)]
    if field := (rule.get("trackingFieldParams") or {}).get("fieldName"):
        said.insert(1, str(field))
    return clean(" ".join(said))


def _values(word: str, rule: Json, names: Mapping[str, str]) -> str:
    if moment := MOMENTS.get(word):
        block: Json = next((one for name, one in rule.items() if name.startswith("time") and one), {})
        return moment.read(TimeParams.model_validate(block)) or "?"
    values: list[Any] = (rule.get("genericParams") or {}).get("values") or []
    values = values or (rule.get("trackingFieldParams") or {}).get("fieldValues") or []
    values = values or list((rule.get("visitorTagParams") or {}).values())
    return ", ".join(str(names.get(str(one), one)) for one in values) or "?"
