"""Which answers of tools are worth an event of their own."""

from .events import Applied, Event, Links, PlanShown, Results
from .models.base import Result

_PLANNING = frozenset({"plan_funnel", "plan_edit", "plan_changes", "plan_updates", "undo"})


def event_of(result: Result) -> Event | None:
    """What a channel shows of it, beside that a tool was used."""
    if result.failed or result.data is None:
        return None
    if result.tool in _PLANNING:
        return PlanShown(result.data)
    match result.tool:
        case "apply_plan":
            return Applied(result.data)
        case "get_links":
            return Links(result.data)
        case "report":
            return Results(result.data)
    return None
