"""Whether two routes take the same visitors, or some of the same."""

from collections.abc import Sequence
from typing import Any

from ..outcome import Json


def same_visitors(one: Any, other: Any) -> bool:
    """Whether both conditions say the same, in whatever order."""
    left, right = _rules(one), _rules(other)
    return one == other if left is None or right is None else left == right


def clash(when: Any, routes: Sequence[Json], *, attribute: str = "") -> list[str]:
    """Values that some of the routes take as well; with an attribute, only where both say something of it."""
    mine = _rules(when) or {}
    found: list[str] = []
    for route in routes:
        theirs = _rules(route["when"])
        if theirs is None:
            found += [] if attribute else [str(route["name"])]
            continue
        shared = {key: values & theirs[key] for key, values in mine.items() if key in theirs}
        if not all(shared.values()):
            continue
        found += sorted(shared.get((attribute, "any in"), ())) if attribute else [str(route["name"])]
    return found


def _rules(when: Any) -> dict[tuple[str, str], frozenset[str]] | None:
    """(attribute, how) -> values, of a plain list of rules; None for anything deeper."""
    if not isinstance(when, list | tuple):
        return None
    rules: dict[tuple[str, str], frozenset[str]] = {}
    for rule in when:
        how = next((key for key in ("any in", "not in", "is") if key in rule), "") if isinstance(rule, dict) else ""
        if not how or "attribute" not in rule:
            return None
        values = rule[how] if isinstance(rule[how], list | tuple) else [rule[how]]
        rules[str(rule["attribute"]), "any in" if how == "is" else how] = frozenset(map(str, values))
    return rules
