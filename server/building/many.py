"""The same edit in many funnels, as one plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from funnels.blueprint import Draft, parse_operations
from funnels.checks import Finding, blocking, check
from funnels.errors import InputError
from funnels.wire import Json

from ..workspace import Workspace
from .choosing import chosen
from .remarks import grouped, in_none, remarks, title
from .snapshots import account_of
from .sweep import DONE, Sweep
from .users import affected, told


@dataclass(frozen=True)
class Swept:
    """Drafts of many funnels, and what is to be said of them."""

    title: str
    drafts: Sequence[Draft]
    findings: Sequence[Finding]
    """What the edit brings in, with the funnel in the place."""
    in_the_way: Sequence[Finding]
    remarks: Sequence[Json]
    """What stays as it is, told like findings."""
    users: Mapping[str, tuple[str, ...]]
    """As of one draft."""


async def draft_many(workspace: Workspace, wanted: Mapping[str, Any], raw: Sequence[Json], *, alone: bool) -> Swept:
    """A funnel in which the operations find nothing to do is left as it is; InputError where that is all of them."""
    operations = parse_operations(raw)
    funnels, account = await chosen(workspace, await account_of(workspace), wanted)
    sweep = Sweep(funnels, account)
    for funnel in funnels:
        await sweep.edit(workspace, funnel, operations, alone=alone)
    if not sweep.drafts and DONE not in sweep.left:
        raise InputError(in_none(sweep), hint="Nothing was planned.")
    others = await affected(workspace, account, sweep.changed, but=[one.id for one in funnels])
    new, in_the_way = _brought_in(sweep)
    return Swept(
        title=title(operations, sweep),
        drafts=sweep.drafts,
        findings=grouped([*others.in_the_way, *new]),
        in_the_way=grouped([*others.in_the_way, *in_the_way]),
        remarks=list(remarks(sweep)),
        users=others.users,
    )


def _brought_in(sweep: Sweep) -> tuple[list[Finding], list[Finding]]:
    """What is new in the funnels that are meant, and what of it stands in the way."""
    new: list[Finding] = []
    in_the_way: list[Finding] = []
    drafted, now = {draft.funnel.id: draft for draft in sweep.drafts}, sweep.now
    for funnel in [*(one for one in sweep.funnels if one.id in drafted), *sweep.through_what_they_share()]:
        draft = drafted.get(funnel.id)
        keys = draft.keys if draft else {}
        before = check(funnel, sweep.account, keys=keys)
        after = check(draft.funnel if draft else funnel, now, keys=keys)
        old = {one.subject for one in before}
        new += [told(funnel, one) for one in after if one.subject not in old]
        in_the_way += [told(funnel, one) for one in blocking(after, before)]
    return new, in_the_way
