"""The ways that lead out of a step, whatever its kind, as the planner wrote them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import singledispatch

from ..wire import DEFAULT_ROUTE
from .blueprint import START, Blueprint
from .rules import RouteRef
from .slugs import route_slug
from .steps import (
    Arm,
    Condition,
    Hub,
    InlineCondition,
    Lander,
    Landers,
    Logic,
    Middleware,
    Offer,
    Offers,
    Split,
    Step,
    Tag,
    Webhook,
)
from .weights import filled, share


@dataclass(frozen=True, slots=True)
class Exit:
    label: str
    """What visitors take it by: action number, route id, key, `default`; the target for an arm; empty for all."""

    to: str
    """The key of the step it leads to."""

    place: str
    """Where that is written, within the step."""

    share: int | float | None = None
    conversion: bool = False
    event: bool = False
    webhooks: tuple[str, ...] = ()


@singledispatch
def exits(step: Step) -> Iterator[Exit]:
    yield from ()


def arms_of(blueprint: Blueprint) -> Iterator[Exit]:
    """The ways out of the entrance."""
    if isinstance(blueprint.start, str):
        yield Exit(f"{blueprint.start}#1", blueprint.start, START, 1)
    else:
        yield from _of_arms(blueprint.start, START)


def route_id(route: RouteRef) -> str:
    return route.id or route_slug(route.name)


def arm_labels(targets: Iterable[str]) -> Iterator[str]:
    """A label for each arm of a split: its target, and which of several arms to it."""
    seen: dict[str, int] = {}
    for to in targets:
        seen[to] = seen.get(to, 0) + 1
        yield f"{to}#{seen[to]}"


def _of_arms(arms: tuple[Arm, ...], place: str) -> Iterator[Exit]:
    weights = filled([arm.weight for arm in arms])
    for index, (arm, label, weight) in enumerate(zip(arms, arm_labels(arm.to for arm in arms), weights, strict=True)):
        yield Exit(label, arm.to, f"{place}[{index}].to", None if weight is None else share(weight))


@exits.register
def _split(step: Split) -> Iterator[Exit]:
    yield from _of_arms(step.split, "split")


@exits.register(Lander)
@exits.register(Landers)
@exits.register(Offer)
@exits.register(Offers)
@exits.register(Hub)
def _buttons(step: Lander | Landers | Offer | Offers | Hub) -> Iterator[Exit]:
    for number, way in step.on.items():
        yield Exit(
            str(number), way.to, f"on.{number}", conversion=way.conversion, event=way.event, webhooks=way.webhooks
        )


@exits.register
def _condition(step: Condition) -> Iterator[Exit]:
    if isinstance(step.condition, InlineCondition):
        for index, route in enumerate(step.condition.routes):
            if route.to is not None:
                yield Exit(route_id(route), route.to, f"condition.routes[{index}].to")
    else:
        yield from _routed(step.condition.to, "condition")
    yield from _otherwise(step.condition.otherwise, "condition")


@exits.register
def _logic(step: Logic) -> Iterator[Exit]:
    yield from _routed(step.logic.to, "logic")
    yield from _otherwise(step.logic.otherwise, "logic")


@exits.register
def _middleware(step: Middleware) -> Iterator[Exit]:
    yield from _routed(step.middleware.to, "middleware")
    yield from _otherwise(step.middleware.otherwise, "middleware")


@exits.register(Tag)
@exits.register(Webhook)
def _straight_on(step: Tag | Webhook) -> Iterator[Exit]:
    if step.then is not None:
        yield Exit("", step.then, "then")


def _routed(to: dict[str, str], place: str) -> Iterator[Exit]:
    for label, target in to.items():
        yield Exit(label, target, f"{place}.to.{label}")


def _otherwise(to: str | None, place: str) -> Iterator[Exit]:
    if to is not None:
        yield Exit(DEFAULT_ROUTE, to, f"{place}.otherwise")
