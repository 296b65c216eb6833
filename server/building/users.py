"""Who else uses what a plan changes: global page groups and conditions are shared."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from funnels.account import Account
from funnels.assets import Asset, Funnel
from funnels.blueprint import is_shared, used_by
from funnels.checks import Finding, blocking, check

from ..plans import Change, is_felt, with_users
from ..tracker import with_documents
from ..workspace import Workspace

ONLY_HERE = 'Say "only here" to change a copy of its own instead.'


@dataclass(frozen=True)
class Affected:
    """Funnels that a plan changes without being about them."""

    users: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of what is shared -> the names of the other active funnels that use it."""

    in_the_way: Sequence[Finding] = ()
    """Errors that the change would bring into them, with their names in the places."""


async def affected(
    workspace: Workspace, account: Account, changed: Iterable[tuple[Asset, Asset]], *, but: Collection[str]
) -> Affected:
    """`changed` assets before and after, in an account as it was before; `but` are the ids of the funnels meant.

    Reads every active funnel, though only where something shared is among them.
    """
    shared = {before.id: after for before, after in changed if is_shared(before)}
    if not shared:
        return Affected()
    others = [
        one for one in await active_funnels(workspace, account) if one.id not in but and _uses(one) & set(shared)
    ]
    full = await with_documents(workspace.tracker, account.plus(others), [(Funnel, one.id) for one in others])
    after = full.plus(shared.values())
    found = [(one, blocking(check(one, after), check(one, full))) for one in others]
    in_the_way = [told(one, finding, fix=ONLY_HERE) for one, findings in found for finding in findings]
    return Affected(users_of(shared, others), in_the_way)


async def with_all_users(workspace: Workspace, account: Account, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes with the names of the active funnels that use what is shared among them."""
    shared = {change.id for change in changes if is_felt(change)}
    return with_users(changes, users_of(shared, await active_funnels(workspace, account)) if shared else {})


def users_of(shared: Iterable[str], funnels: Sequence[Funnel]) -> dict[str, tuple[str, ...]]:
    """The names of the funnels that use each of them, of those that any uses."""
    using = {id: tuple(sorted(one.name for one in funnels if id in _uses(one))) for id in shared}
    return {id: names for id, names in using.items() if names}


async def active_funnels(workspace: Workspace, account: Account) -> list[Funnel]:
    """Their documents alone."""
    ids = [one.id for one in account.entries(Funnel.family) if one.is_active]
    known = {id: funnel for id in ids if (funnel := account.get(Funnel, id))}
    known |= {one.id: one for one in await workspace.tracker.get_many(Funnel, [id for id in ids if id not in known])}
    return [known[id] for id in ids if id in known]


def told(funnel: Funnel, finding: Finding, *, fix: str = "") -> Finding:
    """A finding among those of several funnels."""
    return replace(finding, place=f"{funnel.name}: {finding.place}", fix=fix or finding.fix)


def _uses(funnel: Funnel) -> set[str]:
    return {id for node in funnel.nodes for id in used_by(node)}
