from collections.abc import Mapping, Sequence
from typing import Any

from funnels.account import Account
from funnels.assets import Page
from funnels.errors import InputError, NotFoundError
from funnels.wire import Json

from ..plans import (
    Change,
    Kept,
    Origin,
    Plan,
    changes_of,
    changes_of_many,
    clean,
    leanings,
    requested,
    subjects,
    taken_back,
    told_of_users,
    with_secrets_apart,
    with_users,
)
from ..plans.secrecy import unsaid
from ..tracker import with_documents
from . import drafting, showing
from .alike import told_by_source
from .drafting import Checked
from .judging import forbidden, judged, notes
from .many import Swept, draft_many
from .place import Place
from .snapshots import account_of
from .users import with_all_users

MOST_CHANGES = 1000
"""In one plan; more cannot be looked at before the yes [our ruling]."""


class Planning(Place):
    """From what is wanted to a saved plan; nothing here writes to the tracker."""

    async def plan_funnel(self, blueprint: Mapping[str, Any], *, words: Mapping[str, str], request: str) -> Json:
        return await self._offered(await drafting.draft_funnel(self._workspace, blueprint, words), request)

    async def plan_edit(
        self,
        wanted: str,
        operations: Sequence[Json],
        *,
        as_new: Mapping[str, Any] | None,
        request: str,
        funnels: Mapping[str, Any] | None = None,
        shared: str = "change",
    ) -> Json:
        """`funnels` means many in place of the one that is `wanted`.

        What a funnel shares with others is changed for them, too, or with `shared` as copy in a copy of its own.
        """
        _refuse_mixed(wanted, as_new, funnels)
        alone = shared == "copy"
        if funnels is not None:
            return await self._swept(await draft_many(self._workspace, funnels, operations, alone=alone), request)
        if as_new is None:
            checked = await drafting.draft_edit(self._workspace, wanted, operations, alone=alone)
        else:
            checked = await drafting.draft_clone(self._workspace, wanted, operations, as_new)
        return await self._offered(checked, request)

    async def plan_changes(self, raw: Sequence[Mapping[str, Any]], *, request: str) -> Json:
        account = await account_of(self._workspace)
        account = await with_documents(self._workspace.tracker, account, subjects(raw, account))
        wanted = requested(raw, account, self._workspace.new_id)
        changes, secrets = with_secrets_apart(await with_all_users(self._workspace, account, wanted))
        title = _title_of(changes)
        if not changes:
            return showing.nothing_to_do(title)
        return await self._saved(self._plan(title, changes, request), secrets, account)

    async def plan_undo(self, plan_id: str) -> Json:
        kept = self._workspace.plans.get(plan_id) if plan_id else self._last_applied()
        changes, secrets = await taken_back(self._workspace.plans, self._workspace.tracker, kept.plan.id)
        plan = self._plan(
            f"Take back: {kept.plan.title}",
            changes,
            "",
            funnel=kept.plan.funnel,
            undoes=kept.plan.id,
        )
        return await self._saved(plan, secrets)

    async def _offered(self, checked: Checked, request: str) -> Json:
        if checked.in_the_way:
            return showing.blocked(
                checked.title, checked.in_the_way, checked.findings, picture=showing.picture_of(checked)
            )
        changes, secrets = changes_of(checked.draft)
        if not changes:
            return showing.nothing_to_do(checked.title)
        changes = with_users(changes, checked.users, others=True)
        draft = checked.draft
        plan = self._plan(
            checked.title,
            changes,
            request,
            funnel=(draft.funnel.id, draft.funnel.name),
            sources=draft.sources,
            findings=tuple(showing.findings(told_by_source(checked.findings, draft.account), hints=False)),
            picture=showing.picture_of(checked),
        )
        return await self._saved(plan, secrets, draft.account)

    async def _swept(self, swept: Swept, request: str) -> Json:
        if swept.in_the_way:
            return showing.blocked(swept.title, swept.in_the_way, swept.findings)
        changes, secrets = changes_of_many(swept.drafts) if swept.drafts else ((), {})
        if not changes:
            return showing.nothing_to_do(swept.title)
        _refuse_too_many(changes)
        funnel = swept.drafts[0].funnel if len(swept.drafts) == 1 else None
        plan = self._plan(
            swept.title,
            with_users(changes, swept.users, others=True),
            request,
            funnel=(funnel.id, funnel.name) if funnel else None,
            findings=(*swept.remarks, *showing.findings(swept.findings, hints=False)),
        )
        return await self._saved(plan, secrets)

    def _plan(
        self,
        title: str,
        changes: tuple[Change, ...],
        request: str,
        *,
        funnel: tuple[str, str] | None = None,
        undoes: str = "",
        sources: tuple[str, ...] = (),
        findings: tuple[Json, ...] = (),
        picture: str = "",
    ) -> Plan:
        return Plan(
            id=self._workspace.new_id(),
            title=title,
            changes=changes,
            created=self._workspace.now(),
            funnel=funnel,
            sources=sources,
            findings=findings,
            picture=picture,
            undoes=undoes,
            origin=Origin(request=request, person=self.person, surface=self._through, model=self._model),
        )

    async def _saved(self, plan: Plan, secrets: Mapping[str, str], account: Account | None = None) -> Json:
        """The plan with what makes it dangerous; nothing is saved of one that no policy would let through."""
        if reasons := await forbidden(self._workspace, plan):
            return showing.forbidden(plan, reasons)
        changes = await told_of_users(self._workspace.tracker, plan.changes)
        leans = await leanings(self._workspace.tracker, changes, account)
        plan = plan.model_copy(update={"changes": changes, "leans": leans})
        plan = _in_confidence(await judged(self._workspace, plan), secrets)
        self._workspace.plans.save(plan, secrets)
        return showing.ready(plan, notes(self._workspace, plan))

    def _last_applied(self) -> Kept:
        last = self._workspace.plans.last_applied()
        if last is None:
            raise NotFoundError("Nothing that was applied is left to take back.", hint="list_plans shows all plans.")
        return last


def _in_confidence(plan: Plan, secrets: Mapping[str, str]) -> Plan:
    """The plan without the secrets that a person may have told with their request."""
    origin = plan.origin.model_copy(update={"request": unsaid(plan.origin.request, secrets)})
    return plan.model_copy(update={"origin": origin})


def _refuse_mixed(wanted: str, as_new: object, funnels: object) -> None:
    if funnels is None and not wanted:
        raise InputError("funnel: say which one.", hint="By its name or id; or many with funnels.")
    if funnels is not None and (wanted or as_new is not None):
        other = "funnel" if wanted else "as_new"
        raise InputError(f"funnels: goes without {other}.", hint=f"Leave one of the two out: funnels or {other}.")


def _refuse_too_many(changes: Sequence[Change]) -> None:
    if len(changes) > MOST_CHANGES:
        raise InputError(
            f"{len(changes)} changes are more than the {MOST_CHANGES} a plan may have.", hint="Choose fewer funnels."
        )


def _title_of(changes: Sequence[Change]) -> str:
    """`Archive page 'Quiz'`, `Update 300 offers`, or the first of several kinds of change."""
    if not changes:
        return "Change assets"
    first, count = changes[0], len(changes)
    if count > 1 and len({(one.do, one.family) for one in changes}) == 1:
        return f"{first.do.capitalize()} {count} {_plural(changes)}"
    more = f" and {count - 1} more" if count > 1 else ""
    return f"{first.do.capitalize()} {first.kind.title} {clean(first.new_name or first.name)!r}{more}"


def _plural(changes: Sequence[Change]) -> str:
    """What they all are: pages that are all offers are offers."""
    kinds = {str((one.before or one.after or {}).get("pageType", "")) for one in changes}
    noun = kinds.pop() if changes[0].kind is Page and len(kinds) == 1 else changes[0].kind.title
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
