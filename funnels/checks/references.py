"""Whether what the funnel stands on exists and is in use."""

from collections.abc import Callable, Iterator

from ..account import Account
from ..assets import FAMILIES, Asset, Condition, PageGroup, WebhookConfig
from .case import Case
from .finding import Observation
from .rule import rule
from .uses import Use

_MAY_BE_HIDDEN: dict[str, Callable[[Account], Iterator[Asset]]] = {
    PageGroup.family: lambda account: account.all(PageGroup),
    Condition.family: lambda account: account.all(Condition),
}
"""Local ones stay out of lists: one that is not listed is missing only if documents of its family were read."""


@rule("missing-asset", "error")
def missing_asset(case: Case) -> Iterator[Observation]:
    """What a funnel uses exists."""
    for use in case.uses:
        entry = case.account.entry(use.family, use.id)
        if entry.status == "deleted" if entry else use.id and _is_complete(case, use.family):
            yield Observation(
                nodes=(use.node,),
                why=f"{_the(case, use)} does not exist (any more): visitors who need it are lost.",
                fix="Use one that exists.",
                detail=use.id,
            )


@rule("archived-asset", "warning")
def archived_asset(case: Case) -> Iterator[Observation]:
    """What a funnel uses is not archived."""
    for use in case.uses:
        entry = case.account.entry(use.family, use.id)
        if entry and entry.status == "archived":
            yield Observation(
                nodes=(use.node,),
                why=f"{_the(case, use)} is archived: somebody meant it not to be used any more, and still it gets "
                "visitors.",
                fix="Take an active one, or bring it back.",
                detail=use.id,
            )


@rule("switched-off", "warning")
def switched_off(case: Case) -> Iterator[Observation]:
    """Webhooks and middleware that a funnel uses are switched on."""
    for use in case.uses:
        entry = case.account.entry(use.family, use.id)
        webhook = case.account.get(WebhookConfig, use.id) if use.family == WebhookConfig.family else None
        if (entry and entry.status == "disabled") or (webhook and not webhook.enabled):
            yield Observation(
                nodes=(use.node,),
                why=f"{_the(case, use)} is switched off: nothing happens here.",
                fix="Switch it on, or take it out.",
                detail=use.id,
            )


def _the(case: Case, use: Use) -> str:
    return f"The {FAMILIES[use.family].title} {case.name(use.family, use.id)!r}"


def _is_complete(case: Case, family: str) -> bool:
    """Whether the account is known well enough to say that something is not in it."""
    hidden = _MAY_BE_HIDDEN.get(family)
    return any(True for _ in (hidden(case.account) if hidden else case.account.entries(family)))
