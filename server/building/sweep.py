"""The same edit in one funnel after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from funnels.account import Account
from funnels.assets import Asset, Funnel
from funnels.blueprint import Draft, Operation, is_shared, used_by
from funnels.errors import BlueprintError, Fault, InputError

from ..workspace import Workspace
from .drafting import draft_of, edit_of

DONE = "It is so already"


@dataclass
class Sweep:
    """What an edit does to each of many funnels; each is drafted on what those before it make.

    What they share each of them changes alike, from what it was.
    """

    funnels: Sequence[Funnel]
    account: Account
    """As it was before."""

    drafts: list[Draft] = field(default_factory=list)
    left: dict[str, list[Funnel]] = field(default_factory=dict)
    """Why funnels stay as they are -> which."""
    near: list[str] = field(default_factory=list)
    """What they have that is nearest to what was named."""
    _wanted: dict[str, tuple[Asset, Funnel]] = field(default_factory=dict)
    """Id of what is shared -> what it is to be, and the first funnel that asks for it."""

    async def edit(
        self, workspace: Workspace, funnel: Funnel, operations: Sequence[Operation], *, alone: bool
    ) -> None:
        """Draft it, or note why there is nothing to do. BlueprintError where what it is edited to cannot be."""
        try:
            edited = edit_of(funnel, self._ground, operations)
        except BlueprintError as error:
            self._leave(funnel, error.faults[0])
            return
        try:
            draft = await draft_of(workspace, edited, alone=alone)
        except BlueprintError as error:
            faults = [replace(one, place=f"{funnel.name!r}: {one.place}") for one in error.faults]
            raise BlueprintError(faults) from None
        if draft.changes_nothing:
            self.left.setdefault(DONE, []).append(funnel)
        else:
            self._take(draft)

    def _take(self, draft: Draft) -> None:
        """InputError where it changes what is shared otherwise than one before it does."""
        for before, after in draft.changed:
            if not is_shared(before):
                continue
            wanted, other = self._wanted.setdefault(before.id, (after, draft.funnel))
            if wanted != after:
                both = f"{other.name!r} and {draft.funnel.name!r}"
                raise InputError(
                    f"{both} would each change the {before.title} {before.name!r}, which they share, another way.",
                    hint="Plan them one after the other, or in copies.",
                )
        self.drafts.append(draft)

    def _leave(self, funnel: Funnel, fault: Fault) -> None:
        reason = f"{fault.message[:1].upper()}{fault.message[1:]}"
        self.left.setdefault(reason, []).append(funnel)
        self.near += [one for one in fault.candidates if one not in self.near]

    @property
    def now(self) -> Account:
        """As it would be afterwards."""
        return self._ground.plus(after for _, after in self.changed)

    @property
    def _ground(self) -> Account:
        """With what was drafted so far, but for changes to what is shared."""
        if not self.drafts:
            return self.account
        last = self.drafts[-1]
        return last.account.plus(before for before, _ in last.changed if is_shared(before))

    @property
    def changed(self) -> list[tuple[Asset, Asset]]:
        """Existing assets besides the funnels; the same one twice where two funnels change it."""
        return [pair for draft in self.drafts for pair in draft.changed]

    def through_what_they_share(self) -> list[Funnel]:
        """Funnels that are meant and change only because another changes what they share."""
        shared = {before.id for before, _ in self.changed if is_shared(before)}
        drafted = {draft.funnel.id for draft in self.drafts}
        return [one for one in self.funnels if one.id not in drafted and not shared.isdisjoint(_uses(one))]


def _uses(funnel: Funnel) -> set[str]:
    return {id for node in funnel.nodes for id in used_by(node)}
