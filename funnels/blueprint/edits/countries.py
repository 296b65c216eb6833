"""Visitors by the country they come from."""

from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from ...countries import COUNTRIES
from ...names import folded, nearest
from ..rules import RouteRef
from ..steps import Condition, InlineCondition
from .barring import barred, lets_in
from .operation import Operation
from .workpiece import Workpiece

_CODES = {folded(name): code for code, name in COUNTRIES.items()}


def _code(said: str) -> str:
    """The ISO code of a country that is said by code or English name."""
    code = said.upper() if said.upper() in COUNTRIES else _CODES.get(folded(said))
    if code is None:
        near = nearest(said, list(COUNTRIES.values()), most=2)
        guess = f" (nearest: {', '.join(near)})" if near else ""
        raise ValueError(f"a country by its code or its English name{guess}")
    return code


Country = Annotated[str, AfterValidator(_code)]


class StopCountries(Operation):
    """No visitor from these countries takes a route of a condition that lets them in by country.

    They all go where everybody else goes; a route that only they took leads there, too.
    """

    op: ClassVar[str] = "stop_countries"
    countries: Annotated[tuple[Country, ...], Field(min_length=1)]
    step: str | None = None
    """One condition; every one of the funnel when left out."""

    def change(self, piece: Workpiece) -> None:
        found = {key: own for key, own in self._conditions(piece).items() if self._lets_in(own)}
        if not found:
            where = "of the funnel" if self.step is None else f"of step {self.step!r}"
            raise piece.refusal("countries", f"no route {where} goes by {self._said()}")
        for key, own in found.items():
            if own.otherwise is None:
                raise piece.refusal(
                    "step", f"{key!r} has no way for everybody else, so visitors from {self._said()} would be lost"
                )
            routes = tuple(self._without(route, own.otherwise) for route in own.routes)
            piece.put(key, piece.step(key), condition=own.model_copy(update={"routes": routes}))

    def _conditions(self, piece: Workpiece) -> dict[str, InlineCondition]:
        steps = piece.steps if self.step is None else {self.step: piece.step(self.step)}
        own = {key: step.condition for key, step in steps.items() if isinstance(step, Condition)}
        return {key: one for key, one in own.items() if isinstance(one, InlineCondition)}

    def _lets_in(self, condition: InlineCondition) -> bool:
        return any(lets_in(route.when, self.countries) for route in condition.routes)

    def _without(self, route: RouteRef, otherwise: str) -> RouteRef:
        left = barred(route.when, self.countries)
        if left is None:
            return route.model_copy(update={"to": otherwise})
        return route if left == route.when else route.model_copy(update={"when": left})

    def _said(self) -> str:
        return ", ".join(self.countries)
