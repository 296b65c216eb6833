"""The ways out of a step when a step they lead to is removed."""

from collections.abc import Sequence
from functools import singledispatch

from ...errors import BlueprintError
from ..steps import (
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
    SharedRouting,
    Split,
    Step,
    Tag,
    Webhook,
)
from .shares import in_one, without_one
from .workpiece import Workpiece


@singledispatch
def redirected(step: Step, key: str, old: str, new: str | None, piece: Workpiece) -> Step:
    """The step with its ways to `old` leading to `new`, or gone. Refuses where a way cannot just go."""
    return step


def straight(arms: Sequence[Arm], key: str, old: str, new: str | None, piece: Workpiece) -> tuple[Arm, ...]:
    """Arms to the removed step lead elsewhere, or the others take their share."""
    left = list(arms)
    while (index := next((i for i, arm in enumerate(left) if arm.to == old), None)) is not None:
        if new is None and len(left) == 1:
            raise _needs_then(key, old, "all visitors", piece)
        if new is None:
            left = without_one(left, index)
            continue
        left[index] = left[index].model_copy(update={"to": new})
        twin = next((i for i, arm in enumerate(left) if arm.to == new and i != index), None)
        if twin is not None:
            left = in_one(left, index, twin)
    return tuple(left)


@redirected.register
def _split(step: Split, key: str, old: str, new: str | None, piece: Workpiece) -> Step:
    return step.model_copy(update={"split": straight(step.split, key, old, new, piece)})


@redirected.register(Lander)
@redirected.register(Landers)
@redirected.register(Offer)
@redirected.register(Offers)
@redirected.register(Hub)
def _buttons(
    step: Lander | Landers | Offer | Offers | Hub, key: str, old: str, new: str | None, piece: Workpiece
) -> Step:
    ways = {
        number: way if way.to != old else way.model_copy(update={"to": new})
        for number, way in step.on.items()
        if way.to != old or new is not None
    }
    return step.model_copy(update={"on": ways})


@redirected.register
def _condition(step: Condition, key: str, old: str, new: str | None, piece: Workpiece) -> Step:
    condition = step.condition
    if isinstance(condition, InlineCondition):
        routes = tuple(
            route.model_copy(update={"to": _to(route.to, key, old, new, f"route {route.name!r}", piece)})
            for route in condition.routes
        )
        otherwise = _to(condition.otherwise, key, old, new, "everybody else", piece)
        return step.model_copy(update={"condition": InlineCondition(routes=routes, otherwise=otherwise)})
    return step.model_copy(update={"condition": _routing(condition, key, old, new, piece)})


@redirected.register
def _logic(step: Logic, key: str, old: str, new: str | None, piece: Workpiece) -> Step:
    return step.model_copy(update={"logic": _routing(step.logic, key, old, new, piece)})


@redirected.register
def _middleware(step: Middleware, key: str, old: str, new: str | None, piece: Workpiece) -> Step:
    return step.model_copy(update={"middleware": _routing(step.middleware, key, old, new, piece)})


@redirected.register(Tag)
@redirected.register(Webhook)
def _then(step: Tag | Webhook, key: str, old: str, new: str | None, piece: Workpiece) -> Step:
    return step.model_copy(update={"then": new})


def _routing(said: SharedRouting, key: str, old: str, new: str | None, piece: Workpiece) -> SharedRouting:
    to = {label: _to(target, key, old, new, f"route {label!r}", piece) for label, target in said.to.items()}
    otherwise = _to(said.otherwise, key, old, new, "everybody else", piece)
    return said.model_copy(update={"to": to, "otherwise": otherwise})


def _to(target: str | None, key: str, old: str, new: str | None, who: str, piece: Workpiece) -> str | None:
    if target != old:
        return target
    if new is None:
        raise _needs_then(key, old, who, piece)
    return new


def _needs_then(key: str, old: str, who: str, piece: Workpiece) -> BlueprintError:
    return piece.refusal("then", f"is missing: {who} of step {key!r} would lead nowhere without {old!r}")
