from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ..wire import DEFAULT_ROUTE, RouteId, Wire, spelled
from .asset import Asset, Name

Joined = Literal["or", "and"]


class GenericParams(Wire):
    values: tuple[str, ...]


class VisitorTagRuleParams(Wire):
    tag_id: str


class TrackingFieldParams(Wire):
    field_name: str
    field_values: tuple[str, ...] = ()


class TimeParams(Wire):
    """One shape for the five time attributes; each uses its own fields. Local time of the visitor unless offset."""

    year: int | None = None
    month: int | None = None
    day: int | str | None = None
    hour: int | None = None
    minutes: int | None = None
    utc_offset_minutes: int | None = None


class Rule(Wire):
    """One test of one attribute, as in `Location: Country` `any in` `DE, AT`."""

    attribute: str
    test: str
    generic_params: GenericParams | None = None
    visitor_tag_params: VisitorTagRuleParams | None = None
    tracking_field_params: TrackingFieldParams | None = None
    time_date_params: TimeParams | None = None
    time_of_day_params: TimeParams | None = None
    time_day_of_week_params: TimeParams | None = None
    time_day_of_month_params: TimeParams | None = None
    time_month_of_year_params: TimeParams | None = None

    @property
    def time(self) -> TimeParams | None:
        return (
            self.time_date_params
            or self.time_of_day_params
            or self.time_day_of_week_params
            or self.time_day_of_month_params
            or self.time_month_of_year_params
        )


class RuleGroup(Wire):
    operator: Joined
    rules: tuple[Rule, ...]


class Route(Wire):
    """The first matching route wins, lowest priority number first; otherwise the default route."""

    route_name: str
    operator: Joined
    groups: tuple[RuleGroup, ...]
    id_route: RouteId | None = None
    """What connections name. Present on version 2 conditions only."""
    priority: Annotated[int, Field(ge=0, le=255)] | None = None

    @property
    def is_default(self) -> bool:
        return self.id_route == DEFAULT_ROUTE


class Condition(Asset):
    """Sends visitors along routes by what is known of them."""

    model_config = spelled(id="idCondition", name="conditionName")
    family: ClassVar[str] = "condition"
    title: ClassVar[str] = "condition"

    name: Name
    routes: tuple[Route, ...]
    id_category: str = ""
    restrict_to_funnel_id: str = ""
    """The only funnel that may use it; empty for all (global)."""

    @property
    def by_route_id(self) -> bool:
        """Version 2: once one route has an id, every connection from it needs one."""
        return any(route.id_route is not None for route in self.routes)
