"""The routes of a condition."""

from collections.abc import Iterator
from typing import ClassVar

from ...names import folded, nearest
from ..exits import route_id
from ..references import Text
from ..rules import RouteRef
from ..steps import Condition, InlineCondition, Logic, Middleware, SharedRouting, Step
from .operation import Operation
from .workpiece import Workpiece


class SetRoute(Operation):
    """A route of a condition of this funnel: the one of that name or id is replaced, else it is tried last."""

    op: ClassVar[str] = "set_route"
    step: str
    route: RouteRef

    def change(self, piece: Workpiece) -> None:
        step, condition = _own(self.step, piece)
        places = [i for i, one in enumerate(condition.routes) if _is(one, self.route.id or self.route.name)]
        routes = list(condition.routes)
        if places:
            old = routes[places[0]]
            same = {"to": self.route.to or old.to, "id": self.route.id or old.id}
            routes[places[0]] = self.route.model_copy(update=same)
        else:
            routes.append(self.route)
        piece.put(self.step, step, condition=condition.model_copy(update={"routes": tuple(routes)}))

    def targets(self) -> Iterator[tuple[str, str]]:
        if self.route.to is not None:
            yield "route.to", self.route.to


class RemoveRoute(Operation):
    """Visitors it took go on to the next route that fits."""

    op: ClassVar[str] = "remove_route"
    step: str
    route: Text

    def change(self, piece: Workpiece) -> None:
        step, condition = _own(self.step, piece)
        index = place_of_route(condition, self.route, "route", piece)
        if len(condition.routes) == 1:
            raise piece.refusal("route", f"{self.route!r} is the only route; remove the step instead")
        routes = (*condition.routes[:index], *condition.routes[index + 1 :])
        piece.put(self.step, step, condition=condition.model_copy(update={"routes": routes}))


def place_of_route(condition: InlineCondition, name: str, field: str, piece: Workpiece) -> int:
    for index, route in enumerate(condition.routes):
        if _is(route, name):
            return index
    known = [route.name for route in condition.routes]
    raise piece.refusal(field, f"there is no route {name!r}", nearest(name, known, most=3) or known[:5])


def routing(step: Step, piece: Workpiece) -> InlineCondition | SharedRouting:
    """What says where visitors go. Refuses steps that do not route."""
    if isinstance(step, Condition):
        return step.condition
    if isinstance(step, Logic):
        return step.logic
    if isinstance(step, Middleware):
        return step.middleware
    raise piece.refusal("step", "has no routes")


def with_routing(step: Step, said: InlineCondition | SharedRouting) -> Step:
    field = "condition" if isinstance(step, Condition) else "logic" if isinstance(step, Logic) else "middleware"
    return step.model_copy(update={field: said})


def _own(key: str, piece: Workpiece) -> tuple[Condition, InlineCondition]:
    step = piece.step(key)
    said = routing(step, piece)
    if isinstance(step, Condition) and isinstance(said, InlineCondition):
        return step, said
    shared = said.use if isinstance(said, SharedRouting) else ""
    raise piece.refusal(
        "step",
        f"its routes are those of {shared!r}, which others may use, too; to change them here alone, give the step"
        " a condition of its own with set_step and 'condition'",
    )


def _is(route: RouteRef, name: str) -> bool:
    return name == route_id(route) or folded(name) == folded(route.name)
