"""Which of two forms a planner has chosen, told from its shape, so that a fault speaks of that form alone."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, Discriminator, Tag

NAME, OBJECT, LIST, SHARED, OWN, RULE, GROUP = map(
    Tag, ("<name>", "<object>", "<list>", "<shared>", "<own>", "<rule>", "<group>")
)
"""Tags appear in pydantic's places; no key a planner writes can look like one."""


def _by(choose: Callable[[Any], Tag]) -> Discriminator:
    return Discriminator(lambda raw: choose(raw).tag)


def _is_object(raw: object) -> bool:
    return isinstance(raw, dict | BaseModel)


def _keys(raw: object) -> frozenset[str]:
    if isinstance(raw, BaseModel):
        return frozenset(type(raw).model_fields)
    return frozenset(raw) if isinstance(raw, dict) else frozenset()


NAME_OR_OBJECT = _by(lambda raw: OBJECT if _is_object(raw) else NAME)
LIST_OR_OBJECT = _by(lambda raw: OBJECT if _is_object(raw) else LIST)
NAME_OR_LIST = _by(lambda raw: LIST if isinstance(raw, list | tuple) else NAME)
SHARED_OR_OWN = _by(lambda raw: SHARED if "use" in _keys(raw) else OWN)
RULE_OR_GROUP = _by(lambda raw: GROUP if _keys(raw) & {"all", "any"} and "attribute" not in _keys(raw) else RULE)
