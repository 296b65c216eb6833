from collections.abc import Mapping, Sequence
from typing import Any, get_args

from funnels.assets import FAMILIES, Asset
from funnels.checks import check
from funnels.errors import InputError
from funnels.names import nearest
from funnels.secrets import covered
from funnels.wire import Json

from ..plans import Kept, clean, made_in
from ..plans.plan import Status
from . import describing, drafting, finding, linking, showing, surveying
from .place import Place
from .snapshots import known_family

_MOST_OPEN = 5


class Looking(Place):
    """What can be seen of an account; nothing here writes."""

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

    async def overview(self) -> Json:
        """The account at a glance, and the plans that wait for a yes, newest first."""
        ready = self._workspace.plans.latest(["ready", "applying"], limit=_MOST_OPEN)
        fields = ("plan_id", "fingerprint", "title", "status")
        rows = [_row(one, 0) for one in ready]
        plans = [{field: row[field] for field in fields} for row in rows]
        return {**surveying.survey(await self._names.read()), "open_plans": plans}

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
        return [_row(one, made_in(self._workspace.plans, one)) for one in kept]


def _kind(family: str) -> type[Asset]:
    return FAMILIES[known_family(family)]


def _known_status(status: str) -> str:
    known = get_args(Status)
    if status in known:
        return status
    near = nearest(status, known, most=1)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    raise InputError(f"status: no plan is ever {status!r}.", hint=f"{guess}Plans are {', '.join(known)}.")


def _row(kept: Kept, made: int) -> Json:
    plan = kept.plan
    return {
        "plan_id": plan.id,
        "fingerprint": plan.fingerprint,
        "title": clean(plan.title),
        "status": kept.status,
        "level": plan.level,
        "subject": plan.subject if plan.level == "dangerous" else None,
        "changes": len(plan.changes),
        "made": made,
        "created": plan.created.isoformat(timespec="seconds"),
        "expires": plan.expires.isoformat(timespec="seconds"),
    }
