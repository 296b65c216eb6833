from collections.abc import Mapping, Sequence

from funnels.account import Account, Entry
from funnels.assets import FAMILIES, Asset, Funnel
from funnels.blueprint import Draft, read
from funnels.checks import check
from funnels.errors import InputError
from funnels.names import resolve
from funnels.wire import Json

from ..plans import clean, with_secrets_apart
from ..plans.drift import Drift, drift, told
from ..plans.history import history
from ..plans.restore import Restored, restored
from ..tracker import with_documents
from . import showing
from .planning import Planning
from .snapshots import account_of, known_family
from .users import with_all_users

MOST_VERSIONS = 20
MOST_DRIFT = 40


class Past(Planning):
    """What assets were, what others made of them since, and the way back to a version."""

    async def history(self, asset: str, *, family: str = "", limit: int = MOST_VERSIONS) -> Json:
        """Newest first; `drift` is what others changed since the first of them."""
        account = await self._names.read()
        entry = self._known(asset, family, account)
        key = (entry.family, entry.id)
        plans = self._workspace.plans
        found = history(plans, key, _names(account), limit=limit + 1)
        keys = list({one.key for one in plans.versions.of(key)})
        drifted = await drift(plans, self._workspace.tracker, keys)
        return {
            "asset": clean(entry.name),
            "versions": found[:limit],
            "drift": list(told(drifted[:MOST_DRIFT], _names(account))),
            "more": len(found) > limit or len(drifted) > MOST_DRIFT,
        }

    async def has_version(self, asset: str, number: int, *, family: str = "") -> bool:
        entry = self._known(asset, family, await self._names.read())
        return number in {one.number for one in self._workspace.plans.versions.of((entry.family, entry.id))}

    async def drift(self, *, limit: int = MOST_DRIFT) -> Json:
        """What others changed in all that was ever written or seen here."""
        drifted = await self._drifted()
        names = _names(await self._names.read())
        return {
            "versions": [],
            "drift": list(told(drifted[:limit], names)),
            "more": len(drifted) > limit,
        }

    async def note_drift(self) -> int:
        """Take what others changed for seen, so that it is told no more; how many assets that were."""
        drifted = [one for one in await self._drifted() if not one.plan]
        self._workspace.plans.versions.note_seen(one.seen for one in drifted)
        return len(drifted)

    async def plan_back(self, plan_id: str, version: int | None) -> Json:
        """The plan that takes an applied plan back, or goes back to a version."""
        if version is None:
            return await self.plan_undo(plan_id)
        if plan_id:
            raise InputError("version: goes without plan_id.", hint="Leave one of the two out.")
        return await self.plan_restore(version)

    async def plan_restore(self, number: int) -> Json:
        """The plan that makes an asset what it was, and a funnel with what only it may use."""
        workspace = self._workspace
        account = await account_of(workspace)
        back = await restored(workspace.plans, workspace.tracker, number, account)
        version = back.version
        title = f"Go back to {version.kind.title} {clean(version.name)!r} of {version.at:%Y-%m-%d %H:%M} UTC"
        if not back.changes:
            return showing.nothing_to_do(title)
        changes, secrets = with_secrets_apart(await with_all_users(workspace, account, back.changes))
        funnel, findings, picture = await self._looked_at(back, account)
        plan = self._plan(title, changes, "", funnel=funnel, findings=tuple(findings), picture=picture)
        return await self._saved(plan, secrets)

    async def _drifted(self) -> list[Drift]:
        return await drift(self._workspace.plans, self._workspace.tracker)

    def _known(self, wanted: str, family: str, account: Account) -> Entry:
        """What is meant, also where it is gone by now."""
        families = [known_family(family)] if family else list(FAMILIES)
        there = {(one.family, one.id): one for name in families for one in account.entries(name)}
        noted = (one for one in self._workspace.plans.versions.known() if one.family in families)
        known = {**{(one.family, one.id): one for one in noted}, **there}
        return resolve(wanted, known.values(), what=FAMILIES[families[0]].title if family else "asset")

    async def _looked_at(
        self, back: Restored, account: Account
    ) -> tuple[tuple[str, str] | None, Sequence[Json], str]:
        """The funnel as it will be: what is wrong with it then, and how it looks."""
        id = back.version.funnel
        made = next((one for one in back.after if isinstance(one, Funnel) and one.id == id), None)
        funnel = made or back.before
        goes = any(one.do == "delete" and one.id == id for one in back.changes)
        if not id or funnel is None or goes:
            return (id, clean(back.version.name)) if goes else None, (), ""
        before = await with_documents(self._workspace.tracker, account, [(Funnel, id)])
        read_along = before.plus(one for one in back.after if not isinstance(one, Funnel))
        after = await with_documents(self._workspace.tracker, read_along.plus([funnel]), [(Funnel, id)])
        after = after.plus(back.after)
        draft = _draft(funnel, back, before, after)
        found = check(funnel, after, keys=draft.keys)
        return (id, funnel.name), showing.findings(found, hints=False), showing.picture_of_draft(draft, found)


def _draft(funnel: Funnel, back: Restored, before: Account, after: Account) -> Draft:
    old: Sequence[tuple[Asset | None, Asset]] = [(before.get(type(one), one.id), one) for one in back.after]
    return Draft(
        funnel=funnel,
        before=back.before,
        new=(),
        changed=tuple((was, one) for was, one in old if was is not None and not isinstance(one, Funnel)),
        dropped=(),
        sources=(),
        keys=read(funnel, after).keys,
        words={},
        account=after,
    )


def _names(account: Account) -> Mapping[str, str]:
    return {entry.id: entry.name for family in FAMILIES for entry in account.entries(family)}
