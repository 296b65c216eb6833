"""Whether local assets stay where they belong."""

from collections.abc import Iterator

from ..assets import FAMILIES
from .case import Case
from .finding import Observation
from .rule import rule


@rule("foreign-local-asset", "error")
def foreign_local_asset(case: Case) -> Iterator[Observation]:
    """A page group or condition that belongs to one funnel is used in that one only."""
    for use in case.uses:
        entry = case.account.entry(use.family, use.id)
        if entry and entry.scope and entry.scope != case.funnel.id:
            owner = case.name("funnel", entry.scope)
            yield Observation(
                nodes=(use.node,),
                why=f"The {FAMILIES[use.family].title} {entry.name!r} belongs to the funnel {owner!r}: here it does "
                "not work, and editing it would change the other funnel's visitors too.",
                fix="Make one of its own for this funnel, or a shared one.",
                detail=use.id,
            )
