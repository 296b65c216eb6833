"""An edit or a clone that was planned and not written, and what is said on top of it."""

from collections.abc import Sequence

from funnels.blueprint import dump, edit, parse, parse_operations
from funnels.errors import FunnelError

from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..planned import Planned
from ..request import Request
from ..tokens import Sign

KEY = "open edit"
_SHARES = (Sign.RATIO, Sign.PERCENT, Sign.EVENLY)
_VERBS = (Sign.ADD, Sign.REMOVE, Sign.REPLACE, Sign.RENAME)


def taken_over(planned: Planned, request: Request) -> tuple[Json, ...]:
    """The operations that stay. Asks where it is not said whether the new change is instead of them."""
    operations = planned.operations
    if answer := request.answers.get(KEY):
        return tuple(operations[: int(answer["keep"])])
    if planned.is_clone or not operations:
        return tuple(operations)
    if request.has(*_SHARES) and not request.has(*_VERBS) and all(one["op"] == "set_weights" for one in operations):
        return ()
    if _names(operations) & {one.name for token in request.tokens for one in token.of("page")}:
        return ()
    said = "; ".join(planned.said) or planned.title
    choices = [
        Choice("only the new one", {"keep": 0}),
        Choice("both together", {"keep": len(operations)}),
    ]
    raise QuestionError(f"Another change is planned and not written: {said}. What do you want now?", KEY, choices)


def with_operations(blueprint: Json, operations: Sequence[Json]) -> Json:
    if not operations:
        return blueprint
    try:
        return dump(edit(parse(blueprint), parse_operations(list(operations))))
    except FunnelError as error:
        raise PuzzledError(f"how to go on from what was planned: {error}") from error


def edit_arguments(
    funnel: str, before: Sequence[Json], as_new: Json | None, operations: Sequence[Json], request: Request
) -> Json:
    """As plan_edit takes them; the name and the group of a clone are said beside its operations."""
    wanted = [*before, *operations]
    if as_new is None:
        return {"funnel": funnel, "operations": wanted, "request": request.text}
    new = dict(as_new)
    for one in operations:
        if one["op"] == "rename" and one.get("step") is None:
            new["funnel"] = one["name"]
        elif one["op"] == "set_group":
            new["group"] = one["group"] if isinstance(one["group"], str) else one["group"]["name"]
    own = [
        one for one in wanted if one["op"] != "set_group" and not (one["op"] == "rename" and one.get("step") is None)
    ]
    return {"funnel": funnel, "operations": own, "as_new": new, "request": request.text}


def _names(operations: Sequence[Json]) -> set[str]:
    """The pages that the operations are about."""
    named = [one.get(key) for one in operations for key in ("page", "by")]
    named += [name for one in operations for name in one.get("weights", {})]
    return {one if isinstance(one, str) else str(one["name"]) for one in named if one}
