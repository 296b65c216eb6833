from collections.abc import Mapping, Sequence
from typing import Any

from funnels.errors import NotFoundError
from funnels.wire import Json

from ..plans import (
    Change,
    Kept,
    Origin,
    Plan,
    changes_of,
    clean,
    level_of,
    requested,
    subjects,
    taken_back,
    with_secrets_apart,
)
from ..tracker import with_documents
from . import drafting, showing
from .drafting import Checked
from .place import Place
from .snapshots import account_of


class Planning(Place):
    """From what is wanted to a saved plan; nothing here writes to the tracker."""

    async def plan_funnel(self, blueprint: Mapping[str, Any], *, words: Mapping[str, str], request: str) -> Json:
        return self._offered(await drafting.draft_funnel(self._workspace, blueprint, words), request)

    async def plan_edit(
        self, wanted: str, operations: Sequence[Json], *, as_new: Mapping[str, str] | None, request: str
    ) -> Json:
        if as_new is None:
            return self._offered(await drafting.draft_edit(self._workspace, wanted, operations), request)
        name, group = as_new["funnel"], as_new.get("group", "")
        return self._offered(await drafting.draft_clone(self._workspace, wanted, operations, name, group), request)

    async def plan_changes(self, raw: Sequence[Mapping[str, Any]], *, request: str) -> Json:
        account = await account_of(self._workspace)
        account = await with_documents(self._workspace.tracker, account, subjects(raw, account))
        changes, secrets = with_secrets_apart(iter(requested(raw, account, self._workspace.new_id)))
        title = _title_of(changes)
        if not changes:
            return showing.nothing_to_do(title)
        return self._saved(self._plan(title, changes, request), secrets)

    async def plan_undo(self, plan_id: str) -> Json:
        kept = self._workspace.plans.get(plan_id) if plan_id else self._last_applied()
        changes, secrets = await taken_back(self._workspace.plans, self._workspace.tracker, kept.plan.id)
        plan = self._plan(
            f"Take back: {kept.plan.title}",
            changes,
            "",
            funnel=kept.plan.funnel,
            undoes=kept.plan.id,
            is_undo_of_work=not kept.plan.undoes,  # taking back an undo may delete what stood before
        )
        return self._saved(plan, secrets)

    def _offered(self, checked: Checked, request: str) -> Json:
        if checked.in_the_way:
            return showing.blocked(checked)
        changes, secrets = changes_of(checked.draft)
        if not changes:
            return showing.nothing_to_do(checked.title)
        draft = checked.draft
        plan = self._plan(
            checked.title,
            changes,
            request,
            funnel=(draft.funnel.id, draft.funnel.name),
            sources=draft.sources,
            findings=tuple(showing.findings(checked.findings, hints=False)),
            picture=showing.picture_of(checked),
        )
        return self._saved(plan, secrets)

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
        is_undo_of_work: bool = False,
    ) -> Plan:
        return Plan(
            id=self._workspace.new_id(),
            title=title,
            changes=changes,
            created=self._workspace.now(),
            level=level_of(changes, undoes=is_undo_of_work),
            funnel=funnel,
            sources=sources,
            findings=findings,
            picture=picture,
            undoes=undoes,
            origin=Origin(request=request, surface=self._surface),
        )

    def _saved(self, plan: Plan, secrets: Mapping[str, str]) -> Json:
        self._workspace.plans.save(plan, secrets)
        return showing.ready(plan)

    def _last_applied(self) -> Kept:
        last = self._workspace.plans.last_applied()
        if last is None:
            raise NotFoundError("Nothing that was applied is left to take back.", hint="list_plans shows all plans.")
        return last


def _title_of(changes: Sequence[Change]) -> str:
    if not changes:
        return "Change assets"
    first = changes[0]
    more = f" and {len(changes) - 1} more" if len(changes) > 1 else ""
    return f"{first.do.capitalize()} {first.kind.title} {clean(first.new_name or first.name)!r}{more}"
