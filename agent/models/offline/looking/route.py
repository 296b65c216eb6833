"""Whether a route takes a visitor of whom some things are known."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..outcome import Json

Facts = Mapping[str, frozenset[str]]
"""Attribute -> the values one of which the visitor has, in small letters."""

_WORDS = {"any in": "", "is": "", "not in": "not ", "is not": "not "}


def takes(when: object, facts: Facts) -> bool | None:
    """None where it hangs on what is not known."""
    if isinstance(when, dict) and "any" in when:
        return _any([takes(one, facts) for one in when["any"]])
    if isinstance(when, dict) and "all" in when:
        return _all([takes(one, facts) for one in when["all"]])
    if isinstance(when, dict):
        return _rule(when, facts)
    return _all([takes(one, facts) for one in when]) if isinstance(when, list) else None


def told(when: object) -> str:
    """The condition in words."""
    if isinstance(when, dict) and ("any" in when or "all" in when):
        word = "any" if "any" in when else "all"
        return (" or " if word == "any" else " and ").join(told(one) for one in when[word])
    if isinstance(when, list):
        return " and ".join(map(told, when))
    if not isinstance(when, dict):
        return "a condition"
    test = next((key for key in when if key not in ("attribute", "field", "utc_offset_minutes")), "")
    what = when.get("field") or when.get("attribute", "")
    return f"{what} {_WORDS.get(test, f'{test} ')}{', '.join(map(str, _many(when.get(test))))}"


def _rule(rule: Json, facts: Facts) -> bool | None:
    known = facts.get(str(rule.get("attribute")))
    if not known:
        return None
    for test, holds in (("any in", True), ("is", True), ("not in", False), ("is not", False)):
        if test in rule:
            wanted = {str(one).lower() for one in _many(rule[test])}
            inside = True if known <= wanted else False if not known & wanted else None
            return None if inside is None else inside is holds
    return None


def _many(raw: Any) -> Sequence[Any]:
    return raw if isinstance(raw, list | tuple) else [] if raw is None else [raw]


def _all(parts: Sequence[bool | None]) -> bool | None:
    return False if False in parts else None if None in parts else True


def _any(parts: Sequence[bool | None]) -> bool | None:
    return True if True in parts else None if None in parts else False
