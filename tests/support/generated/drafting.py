"""The shortest way from plain data to a draft, on the generated account."""

from typing import Any

from generated.account import account
from generated.ids import ids

from funnels.account import Account
from funnels.blueprint import Draft, Reading, compile, edit, parse, parse_operations, read
from funnels.wire import Json

OUT: Json = {"url": "https://elsewhere.example"}


def blueprint(start: Any = None, /, **steps: Json) -> Json:
    """Plain data with these steps; the first is the start where no other is given."""
    return {"funnel": "F", "group": "Utilities", "start": start or next(iter(steps)), "steps": steps}


def drafted(raw: Json, *, on: Account | None = None, seed: int = 1) -> Draft:
    return compile(parse(raw), on or account(), new_id=ids(seed))


def reading_of(draft: Draft) -> Reading:
    return read(draft.funnel, draft.account)


def edited(draft: Draft, *operations: Json, seed: int = 2) -> Draft:
    """The draft as an existing funnel, after these operations."""
    reading = reading_of(draft)
    changed = edit(reading.blueprint, parse_operations(operations), spelled=reading.spelled)
    return compile(changed, draft.account, new_id=ids(seed), base=reading)
