"""Whether the funnel stands in a funnel group."""

from collections.abc import Iterator

from .case import Case
from .finding import Observation
from .rule import rule


@rule("group-missing", "error")
def group_missing(case: Case) -> Iterator[Observation]:
    """A funnel belongs to a funnel group that exists."""
    id = case.funnel.id_campaign
    known = any(True for _ in case.account.entries("funnel_group"))
    entry = case.account.entry("funnel_group", id)
    if not id or (entry.status == "deleted" if entry else known):
        yield Observation(
            why=f"The funnel group {id!r} does not exist: the tracker refuses the funnel."
            if id
            else "The funnel is in no funnel group: the tracker refuses it.",
            fix="Say which funnel group it belongs to.",
        )


@rule("group-mismatch", "error")
def group_mismatch(case: Case) -> Iterator[Observation]:
    """The older and the newer name of the funnel group say the same."""
    older, newer = case.funnel.id_campaign, case.funnel.id_funnel_group
    if newer and newer != older:
        yield Observation(
            why=f"idCampaign says {case.name('funnel_group', older)!r} and idFunnelGroup says "
            f"{case.name('funnel_group', newer)!r}: its numbers appear in one of them, and are missing in the other.",
            fix="Send the same funnel group in both.",
        )
