from collections.abc import Mapping, Sequence

from funnels.assets import Asset, Funnel, IntegrationKey
from funnels.secrets import covered
from funnels.wire import Json

from ..errors import PlanError
from .change import UNKNOWN_BASE, Change, Do
from .clean import clean
from .diff import diff
from .drafted import archived, built, deleted
from .merge import merged
from .naming import names_in
from .revision import NOT_COUNTED, revision
from .revival import revived
from .secrecy import without_lost
from .sides import MOST_TOLD
from .standing import Key, alive
from .version import Version
from .wording import place

_STATUSES = {"active": "unarchive", "archived": "archive"}


class Restoring:
    """Collects the changes from what stands to versions, in an order in which nothing is left hanging."""

    def __init__(self, found: Mapping[Key, Asset], noted: Mapping[Key, Version]) -> None:
        self._found = found
        self._noted = noted
        self.changes: list[Change] = []

    def bring_back(self, version: Version) -> None:
        """Something a version refers to, that is gone."""
        self._add(self._made(version))

    def restore(self, version: Version) -> None:
        self._add(*self._changes_to(version))

    def restore_funnel(self, funnel: Version, local: Sequence[Version]) -> None:
        """With what only it may use: that stands before the funnel leads to it, and goes after it."""
        stands = self._now(funnel.key) is not None
        if funnel.document is None:
            if stands:
                self._add(deleted(self._found[funnel.key]))
            self._add(*(deleted(self._found[one.key]) for one in local if self._now(one.key) is not None))
            return
        kept = [one for one in local if one.document is not None]
        changes = [change for one in kept for change in self._changes_to(one)]
        if stands:
            self._add(*changes, *self._changes_to(funnel))
        else:
            made = self._made(funnel)
            *first, last = built(Funnel.read(made.after or {}), changes)
            self._add(*first, last.model_copy(update={"note": made.note}))
        for one in local:
            if one.document is None and one.key in self._found:
                self.leave_out(self._found[one.key])

    def leave_out(self, asset: Asset, *, with_its_funnel: bool = False) -> None:
        """No node uses it any more: it is archived, as an edit does, so that it can come back; or it goes, too."""
        if alive(asset) is None:
            return
        if with_its_funnel:
            self._add(deleted(asset))
        elif asset.status == "active":
            self._add(archived(asset))

    def _changes_to(self, version: Version) -> list[Change]:
        now = self._now(version.key)
        if version.document is None:
            return [] if now is None else [deleted(self._found[version.key])]
        if now is None:
            return [self._made(version)]
        return self._updated(version, now)

    def _made(self, version: Version) -> Change:
        if version.kind is IntegrationKey:
            raise PlanError(
                f"The integration key {clean(version.name)!r} is gone and cannot be brought back.",
                hint="Make a new one; the tracker gives it another key.",
            )
        whole, note = revived(version.kind, version.document or {}, self._found.get(version.key))
        return Change(do="create", family=version.family, id=version.id, name=version.name, after=whole, note=note)

    def _updated(self, version: Version, now: Json) -> list[Change]:
        kind, wanted = version.kind, version.document or {}
        back, lost = without_lost(merged(now, covered(now), wanted), now)
        back |= {field: now[field] for field in NOT_COUNTED & now.keys() if field != kind.wire_name("name")}
        turned = _turned(wanted, now)
        whole = {**back, "status": now.get("status", "active")} if turned == "archive" else back
        changes = []
        if turned == "unarchive":
            changes.append(self._change(version, "unarchive", None, now))
            now = {**now, "status": "active"}
        if revision(kind, whole) != revision(kind, now):
            changes.append(self._change(version, "update", whole, now, lost))
            now = whole
        if turned == "archive":
            changes.append(self._change(version, "archive", None, now))
        return [_based(one, later=at > 0) for at, one in enumerate(changes)]

    def _change(self, version: Version, do: Do, after: Json | None, now: Json, lost: Sequence[str] = ()) -> Change:
        change = Change(
            do=do,
            family=version.family,
            id=version.id,
            name=str(now.get(version.kind.wire_name("name")) or version.name),
            before=now,
            after=after,
            base=revision(version.kind, now),
        )
        return change.model_copy(update={"note": self._note(change, lost)}) if do == "update" else change

    def _note(self, change: Change, lost: Sequence[str]) -> str:
        said = [f"not kept anywhere, enter anew: {', '.join(lost)}"] if lost else []
        noted = self._noted.get(change.key)
        theirs = {one.field for one in diff(change.kind, noted.document, change.before)} if noted else set()
        ours = [one.field for one in diff(change.kind, change.before, change.after) if one.field in theirs]
        if ours:
            names = names_in([change])
            told = [place(change, field, names) for field in ours[:MOST_TOLD]]
            more = f" and {len(ours) - MOST_TOLD} more" if len(ours) > MOST_TOLD else ""
            said.append(f"takes back what others changed since: {', '.join(told)}{more}")
        return "; ".join(said)

    def _now(self, key: Key) -> Json | None:
        return alive(self._found.get(key))

    def _add(self, *changes: Change) -> None:
        self.changes += changes


def _turned(wanted: Json, now: Json) -> Do | None:
    """Archiving and bringing back are requests of their own."""
    old, new = (one.get("status", "active") for one in (now, wanted))
    if old == new or new not in _STATUSES:
        return None
    return "archive" if new == "archived" else "unarchive"


def _based(change: Change, *, later: bool) -> Change:
    return change.model_copy(update={"base": UNKNOWN_BASE}) if later else change
