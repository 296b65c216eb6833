"""Nothing is written yet, so the draft itself changes."""

from collections.abc import Sequence

from funnels.blueprint import dump, edit, parse, parse_operations
from funnels.errors import FunnelError

from ..outcome import Json, PuzzledError
from ..request import Action, Request
from ..talking.current import Current


def redraft(now: Current, operations: Sequence[Json], text: str, request: Request) -> Action:
    try:
        changed = dump(edit(parse(now.blueprint), parse_operations(list(operations))))
    except FunnelError as error:
        raise PuzzledError(f"how to change the draft: {error}") from error
    return Action(text, "plan_funnel", {"blueprint": changed, "words": {}, "request": request.text})
