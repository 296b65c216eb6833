"""Single ways out of a step."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from ...wire import DEFAULT_ROUTE
from ..references import Percent
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
    Tag,
    Way,
    Webhook,
)
from .operation import Operation
from .routes import place_of_route, routing, with_routing
from .shares import with_another, without_one
from .workpiece import Workpiece

PagesOrHub = Lander | Landers | Offer | Offers | Hub
On = Annotated[str, BeforeValidator(lambda raw: str(raw) if type(raw) is int else raw)]
"""An action number, a route or a key."""

_MOST_ACTIONS = 64
_OTHERWISE = (DEFAULT_ROUTE, "otherwise")


class Connect(Operation):
    """Lead visitors from one step to another: on a button, a route or a key; as another arm of a split."""

    op: ClassVar[str] = "connect"
    step: str
    to: str
    on: On | None = None
    weight: Percent | None = None
    """For a split only; an even share when left out."""

    def change(self, piece: Workpiece) -> None:
        arms = piece.arms(self.step)
        if arms is not None:
            if any(arm.to == self.to for arm in arms):
                raise piece.refusal("to", f"{self.to!r} has an arm already; give it another share with set_weights")
            piece.put_arms(self.step, with_another(arms, Arm(to=self.to, weight=self.weight)))
            return
        if self.weight is not None:
            raise piece.refusal("weight", "only the arms of a split have one")
        _lead(self.step, self.on, self.to, piece)

    def targets(self) -> Iterator[tuple[str, str]]:
        yield "to", self.to


class Disconnect(Operation):
    """Take a button, a key or an arm away; `on` is the target for an arm, and left out where one way leads on."""

    op: ClassVar[str] = "disconnect"
    step: str
    on: On | None = None

    def change(self, piece: Workpiece) -> None:
        arms = piece.arms(self.step)
        if arms is None:
            _lead(self.step, self.on, None, piece)
            return
        index = next((index for index, arm in enumerate(arms) if arm.to == self.on), None)
        if index is None:
            raise piece.refusal("on", f"no arm leads to {self.on!r}", [arm.to for arm in arms])
        if len(arms) == 1:
            raise piece.refusal("on", f"the arm to {self.on!r} is the only one; connect another first")
        piece.put_arms(self.step, without_one(arms, index))


class SetOtherwise(Operation):
    """Where visitors go whom no route takes."""

    op: ClassVar[str] = "set_otherwise"
    step: str
    to: str

    def change(self, piece: Workpiece) -> None:
        step = piece.step(self.step)
        said = routing(step, piece)
        piece.put(self.step, with_routing(step, said.model_copy(update={"otherwise": self.to})))

    def targets(self) -> Iterator[tuple[str, str]]:
        yield "to", self.to


def _lead(key: str, on: str | None, to: str | None, piece: Workpiece) -> None:
    """Lead what goes by `on` to a step, or nowhere."""
    step = piece.step(key)
    if isinstance(step, PagesOrHub):
        piece.put(key, step, on=_buttons(step, on, to, piece))
    elif isinstance(step, Tag | Webhook):
        if on is not None:
            raise piece.refusal("on", "there is only one way on; leave this out")
        piece.put(key, step, then=to)
    elif isinstance(step, Condition | Logic | Middleware):
        piece.put(key, with_routing(step, _routed(routing(step, piece), on, to, piece)))
    else:
        raise piece.refusal("step", "has no ways out")


def _buttons(step: PagesOrHub, on: str | None, to: str | None, piece: Workpiece) -> dict[int, Way]:
    if on is None and len(step.on) > (0 if to else 1):
        said = ", ".join(f"{number} to {way.to!r}" for number, way in step.on.items())
        raise piece.refusal("on", f"say which button; there are {said}", [str(number) for number in step.on])
    number = on or str(next(iter(step.on), 1))
    if not number.isdecimal() or not 1 <= int(number) <= _MOST_ACTIONS:
        raise piece.refusal("on", f"a button is a number from 1 to {_MOST_ACTIONS}, not {on!r}")
    if to is None and int(number) not in step.on:
        raise piece.refusal("on", f"there is no button {number}", [str(one) for one in step.on])
    ways = {other: way for other, way in step.on.items() if to or other != int(number)}
    if to:
        ways[int(number)] = ways[int(number)].model_copy(update={"to": to}) if int(number) in ways else Way(to=to)
    return ways


def _routed(
    said: InlineCondition | SharedRouting, on: str | None, to: str | None, piece: Workpiece
) -> InlineCondition | SharedRouting:
    if on is None:
        raise piece.refusal("on", "say which route")
    if on in _OTHERWISE:
        return said.model_copy(update={"otherwise": to})
    if isinstance(said, InlineCondition):
        routes = list(said.routes)
        index = place_of_route(said, on, "on", piece)
        routes[index] = routes[index].model_copy(update={"to": to})
        return said.model_copy(update={"routes": tuple(routes)})
    if to is None and on not in said.to:
        raise piece.refusal("on", f"no route {on!r} leads anywhere", list(said.to))
    left = {label: target for label, target in said.to.items() if to or label != on}
    return said.model_copy(update={"to": {**left, on: to} if to else left})
