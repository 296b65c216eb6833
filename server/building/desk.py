"""What the server can do with an account, in one list. Every tool is one call here."""

import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, get_args

from funnels.assets import FAMILIES, Asset, Funnel
from funnels.checks import check
from funnels.errors import InputError, NotFoundError
from funnels.names import nearest
from funnels.secrets import covered
from funnels.wire import Json

from ..contracts import Operation
from ..errors import PlanError, PolicyError
from ..plans import (
    Applied,
    Change,
    Kept,
    Origin,
    Plan,
    Progress,
    apply,
    changes_of,
    clean,
    level_of,
    requested,
    subjects,
    taken_back,
    text,
    with_secrets_apart,
)
from ..plans.plan import Status
from ..plans.store import WAITING
from ..settings import Settings
from ..tracker import with_documents
from ..workspace import Workspace, open_workspace
from . import describing, drafting, finding, linking, showing
from .drafting import Checked
from .snapshots import RecentAccount, account_of, known_family

_HINTS: dict[str, str] = {
    "applied": "It is done already; undo takes it back.",
    "expired": "Plan again: what it was made from may have changed.",
    "undone": "It was taken back; plan again if it is wanted after all.",
}

MCP = "mcp"
"""The surface of assistants, whose clients may answer for their person."""

_PATIENCE = 15.0
"""Seconds to wait while another plan is applied to the account."""

_BLINK = 0.25
"""Seconds in which no person reads a plan and answers."""


class Desk:
    """`trusts_host`: where a client cannot ask its person, the host's own question counts as theirs.

    `clock` counts seconds.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        trusts_host: bool = False,
        surface: str = MCP,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._workspace = workspace
        self._surface = surface
        self._clock = clock
        self._names = RecentAccount(workspace, clock)
        self._asked: dict[str, float] = {}
        self.trusts_host = trusts_host

    # reading

    async def find(
        self,
        *,
        query: str = "",
        family: str = "",
        page_type: str = "",
        mentioned_in: str = "",
        status: str = "active",
        limit: int = 20,
        offset: int = 0,
    ) -> Json:
        families = finding.families_of(family)
        return finding.find(
            await self._names.read(),
            families,
            query=query,
            page_type=page_type,
            mentioned_in=mentioned_in,
            status=status,
            limit=limit,
            offset=offset,
        )

    async def documents(self, family: str, ids: Sequence[str]) -> tuple[dict[str, Json], list[str]]:
        """Documents by id with secrets covered, and the ids that do not exist."""
        kind = _kind(family)
        found = await self._workspace.tracker.get_many(kind, ids)
        documents = {one.id: covered(one.document()) for one in found}
        return documents, [id for id in ids if id not in documents]

    def describe(self, topic: str) -> str:
        return describing.describe(topic)

    async def funnel(self, wanted: str, *, picture: str, from_step: str = "") -> Json:
        reading, account = await drafting.reading_of(self._workspace, wanted)
        return showing.view(reading, account, picture, from_step)

    async def picture(self, wanted: str) -> str:
        """The funnel as SVG, whole."""
        reading, account = await drafting.reading_of(self._workspace, wanted)
        found = check(reading.funnel, account, keys=reading.keys)
        return showing.drawn(reading.funnel, account, found, reading.keys, "svg")

    async def check(self, wanted: str, blueprint: Mapping[str, Any] | None) -> list[Json]:
        return showing.findings(await drafting.draft_check(self._workspace, wanted, blueprint))

    async def links(self, wanted: str, sources: Sequence[str]) -> Json:
        return await linking.links_of(self._workspace, wanted, sources)

    async def plans(self, status: str, limit: int) -> list[Json]:
        kept = self._workspace.plans.latest([_known_status(status)] if status else [], limit=limit)
        return [_row(one) for one in kept]

    # planning

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

    # applying

    async def plan(self, plan_id: str) -> str:
        """The plan as a person reads it."""
        return text(self._workspace.plans.get(plan_id).plan)

    async def question(self, plan_id: str, fingerprint: str) -> str:
        """The plan as a person reads it before their yes. Nobody is asked about what cannot be applied."""
        kept = self._workspace.plans.get(plan_id)
        plan = kept.plan
        if kept.status not in WAITING:
            raise PlanError(f"The plan {plan_id} is {kept.status}.", hint=_HINTS.get(kept.status, "Plan again."))
        if fingerprint != plan.fingerprint:
            raise PlanError(
                f"That is not the fingerprint of the plan {plan_id}.", hint="Use the one it was answered with."
            )
        return text(plan)

    def asks(self, plan_id: str) -> None:
        """Note that a person is shown the question now."""
        self._asked[plan_id] = self._clock()

    async def name_of(self, plan_id: str) -> str:
        return self._workspace.plans.get(plan_id).plan.subject

    async def declined(self, plan_id: str) -> str:
        """Words for a no; one that came faster than a person can read is told apart."""
        asked = self._asked.pop(plan_id, None)
        if self._surface == MCP and asked is not None and self._clock() - asked < _BLINK:
            return (
                "Declined within a blink, so probably by the client itself and not by a person. Nothing was written; "
                f"a person can apply it in a terminal: funnelwright apply {plan_id}"
            )
        return "Declined; nothing was written. The plan stays and can be applied until it expires."

    async def apply(self, plan_id: str, fingerprint: str, *, typed: str, progress: Progress) -> Json:
        workspace = self._workspace
        self._asked.pop(plan_id, None)
        self._names.forget()
        kept = workspace.plans.get(plan_id)
        if workspace.settings.read_only:
            raise PolicyError("This server is read-only.", hint="Nothing was written.")
        if kept.plan.level == "dangerous" and typed.strip() != kept.plan.subject:
            raise PlanError(
                f"This plan is dangerous and needs its name typed back: {clean(kept.plan.subject)!r}.",
                hint="Nothing was written.",
            )
        applied = await apply(
            workspace.plans,
            workspace.tracker,
            plan_id,
            shown=fingerprint,
            now=workspace.now(),
            approved_by="person",
            surface=self._surface,
            progress=progress,
            patience=_PATIENCE,
        )
        return await self._done(applied)

    async def call(self, operation: Operation, query: Mapping[str, Any], body: Json | None) -> Any:
        """One operation of the contract, as it is; secrets in the answer are covered."""
        if operation.effect != "read":
            self._names.forget()
        answer = await self._workspace.tracker.call(operation, query, body)
        return covered({"answer": answer})["answer"]

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

    async def _done(self, applied: Applied) -> Json:
        plan = applied.plan
        differing = [one for one in applied.outcomes if one.differences]
        count = len(applied.outcomes)
        written = "1 change" if count == 1 else f"{count} changes"
        message = f"Done: {plan.title}. {written} written, read back and verified."
        if differing:
            names = ", ".join(repr(clean(one.change.name)) for one in differing)
            message = f"Written, but not verified: what was read back differs in {names}."
        return {
            "plan_id": plan.id,
            "status": "applied",
            "verified": applied.verified,
            "changes": [
                {
                    "do": one.change.do,
                    "family": one.change.family,
                    "id": one.id,
                    "name": clean(one.change.name),
                    "status": one.status,
                }
                for one in applied.outcomes[: showing.MOST_CHANGES]
            ],
            "links": await self._links_of(plan),
            "message": message,
        }

    async def _links_of(self, plan: Plan) -> list[Json]:
        if plan.funnel is None or plan.undoes or not plan.sources:
            return []
        account = await account_of(self._workspace)
        funnel = await self._workspace.tracker.get(Funnel, plan.funnel[0])
        return await linking.entrance_links(self._workspace, account, funnel, plan.sources)


@asynccontextmanager
async def open_desk(settings: Settings, *, trusts_host: bool = False, surface: str = MCP) -> AsyncIterator[Desk]:
    """The desk over the account that the settings mean."""
    async with open_workspace(settings) as workspace:
        yield Desk(workspace, trusts_host=trusts_host, surface=surface)


def _kind(family: str) -> type[Asset]:
    return FAMILIES[known_family(family)]


def _known_status(status: str) -> str:
    known = get_args(Status)
    if status in known:
        return status
    near = nearest(status, known, most=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    raise InputError(f"status: no plan is ever {status!r}.", hint=f"{guess}Plans are {', '.join(known)}.")


def _row(kept: Kept) -> Json:
    plan = kept.plan
    return {
        "plan_id": plan.id,
        "fingerprint": plan.fingerprint,
        "title": clean(plan.title),
        "status": kept.status,
        "level": plan.level,
        "changes": len(plan.changes),
        "created": plan.created.isoformat(timespec="seconds"),
        "expires": plan.expires.isoformat(timespec="seconds"),
    }


def _title_of(changes: Sequence[Change]) -> str:
    if not changes:
        return "Change assets"
    first = changes[0]
    more = f" and {len(changes) - 1} more" if len(changes) > 1 else ""
    return f"{first.do.capitalize()} {first.kind.title} {clean(first.new_name or first.name)!r}{more}"
