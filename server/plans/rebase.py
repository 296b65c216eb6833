"""A plan whose base moved, on the account as it is: both sides' changes where they can stay side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from funnels.assets import Asset
from funnels.secrets import put_back
from funnels.wire import Json

from ..errors import Moved
from ..tracker import Tracker
from .abandoning import resolved
from .bases import makes_anew, taken_names, what_moved
from .change import UNKNOWN_BASE, Change
from .diff import FieldDiff, diff
from .inverse import moved_to
from .leaning import is_moved, moves
from .merge import merged
from .newcomers import newcomers
from .overlap import Overlap, clashing_sides, led_nowhere, left_hanging, name_taken
from .revision import revision
from .seal import opened
from .secrecy import Drafted, says_the_same, with_secrets_apart
from .sides import Clash, clashes, is_both, moved_of
from .soundness import faults_of
from .standing import Key, alive, standing
from .store import Kept, PlanStore
from .writing import home_field, home_of, looks_made, moved


@dataclass(frozen=True, slots=True)
class Rebased:
    moved: Sequence[Moved]
    """What others changed; empty where the plan stands on the account as it is."""
    overlaps: Sequence[Overlap]
    drafted: Drafted
    """The changes that are left to make, and their secrets; nothing where there are overlaps."""
    done: Mapping[int, str]
    """Position -> id, of the changes of the plan that are made already."""


async def rebased(store: PlanStore, tracker: Tracker, kept: Kept) -> Rebased:
    """What is left to make of a plan, on the account as it is. Writes nothing to the tracker."""
    plan, done = kept.plan, await resolved(store, tracker, kept)
    vault = store.secrets(plan.id)
    waiting = [(at, change) for at, change in enumerate(plan.changes) if at not in done]
    changes = [change for _, change in waiting]
    found = await standing(tracker, (one.key for one in changes if not makes_anew(one)))
    names = await taken_names(tracker, changes)
    hanging = await newcomers(tracker, changes, plan.changes)
    under = await standing(tracker, (one.key for one in plan.leans))
    told = [*what_moved(_on_what_stands(changes), found), *names, *hanging, *moves(plan.leans, under)]
    work = Rebase(found)
    for at, change in waiting:
        secrets = {path: opened(vault.get(f"{at}:{path}"), seal) for path, seal in change.secrets.items()}
        work.take(change, secrets)
    gone = [one for one in plan.leans if alive(under.get(one.key)) is None]
    overlaps = [*work.overlaps, *map(name_taken, names), *map(left_hanging, hanging), *map(led_nowhere, gone)]
    if not overlaps:
        shaken = {one.key for one in plan.leans if is_moved(one, alive(under.get(one.key)))}
        faults = await faults_of(tracker, work.changes, work.both, plan.changes, shaken)
        overlaps = [Overlap(family, id, name, "", "", "", "", why) for family, id, name, why in faults]
    return Rebased(told, overlaps, ((), {}) if overlaps else with_secrets_apart(work.changes), done)


class Rebase:
    """Puts changes on the account one after the other, each on what those before it leave."""

    def __init__(self, found: Mapping[Key, Asset]) -> None:
        self._now: dict[Key, Json | None] = {key: alive(asset) for key, asset in found.items()}
        self._touched: set[Key] = set()
        self.changes: list[Change] = []
        """With their secrets in them."""
        self.both: set[Key] = set()
        """Of these the document holds changes of both sides."""
        self.overlaps: list[Overlap] = []

    def take(self, change: Change, secrets: Mapping[str, str]) -> None:
        now = self._now.get(change.key)
        if change.do == "create":
            self._create(change, now, secrets)
        elif now is None:
            self._gone(change)
        elif change.do == "update":
            self._update(change, now, secrets)
        elif change.do == "duplicate":
            self._duplicate(change, now, secrets)
        elif change.do == "delete":
            self._delete(change, now)
        else:
            self._set(change, now)

    def _create(self, change: Change, now: Json | None, secrets: Mapping[str, str]) -> None:
        if now is not None:
            self._overlap(change, moved(change, now))
            return
        self._keep(change, None, put_back(change.after or {}, secrets))

    def _gone(self, change: Change) -> None:
        if change.do != "delete":
            self._overlap(change, [FieldDiff("", "there", None)])

    def _update(self, change: Change, now: Json, secrets: Mapping[str, str]) -> None:
        before, after = change.before or {}, put_back(change.after or {}, secrets)
        both = merged(now, before, after)
        is_done = revision(change.kind, now) == revision(change.kind, after)
        clashing = [] if is_done else clashes(change, now)
        if not clashing and not is_both(change.kind, before, now, after, both):
            clashing = [Clash("", "as planned on", "changed", "changed as well")]  # better asked about than lost
        if clashing:
            self.overlaps += clashing_sides(change, now, clashing)
            return
        if revision(change.kind, now) == revision(change.kind, both) and says_the_same(now, both):
            return
        if revision(change.kind, now) != revision(change.kind, before):
            self.both.add(change.key)
        self._keep(change, now, both)

    def _duplicate(self, change: Change, now: Json, secrets: Mapping[str, str]) -> None:
        note = "others changed it since; the copy is of what it is by now" if moved(change, now) else ""
        after = None if change.after is None else put_back(change.after, secrets)
        self._add(change, now, after, note=note)

    def _delete(self, change: Change, now: Json) -> None:
        if theirs := self._theirs(change, now):
            self._overlap(change, theirs)
        else:
            self._keep(change, now, None)

    def _set(self, change: Change, now: Json) -> None:
        """Archiving, bringing back and moving touch one field; only who changed that one is in the way."""
        if looks_made(change, now):
            return
        before, field = change.before or {}, home_field(now) if change.do == "move" else "status"
        was, is_now = (
            (home_of(one) if change.do == "move" else str(one.get("status", "active"))) for one in (before, now)
        )
        if was != is_now:
            self._overlap(change, [FieldDiff(field, was or None, is_now or None)])
            return
        self._keep(change, now, None)

    def _theirs(self, change: Change, now: Json) -> Sequence[FieldDiff]:
        """What others changed in the asset, also where an earlier change of the plan touched it since."""
        if change.base == UNKNOWN_BASE and change.key not in self._touched:
            return moved(change, now)
        if revision(change.kind, now) == revision(change.kind, change.before):
            return []
        return diff(change.kind, change.before, now) or [FieldDiff("", "as planned on", "changed")]

    def _keep(self, change: Change, now: Json | None, after: Json | None) -> None:
        self._add(change, now, after)
        self._touched.add(change.key)
        self._now[change.key] = _left(change, now, after)

    def _add(self, change: Change, now: Json | None, after: Json | None, *, note: str = "") -> None:
        """The change on what is there; its secrets are in it, and are taken apart in the end."""
        is_touched = change.key in self._touched and change.do != "create"
        base = UNKNOWN_BASE if is_touched else revision(change.kind, now)
        said = "; ".join(filter(None, [change.note, note]))
        update = {"before": now, "after": after, "base": base, "note": said, "secrets": {}}
        self.changes.append(change.model_copy(update=update))

    def _overlap(self, change: Change, theirs: Sequence[FieldDiff]) -> None:
        now = self._now.get(change.key)
        self.overlaps += [
            Overlap(one.family, one.id, one.name, one.field, one.planned_on, one.now, one.wanted)
            for one in moved_of(change, now, theirs)
        ]


def _on_what_stands(changes: Sequence[Change]) -> list[Change]:
    """Without those that build on what an earlier one leaves."""
    first: dict[Key, Change] = {}
    for change in changes:
        first.setdefault(change.key, change)
    return list(first.values())


def _left(change: Change, now: Json | None, after: Json | None) -> Json | None:
    match change.do:
        case "delete":
            return None
        case "archive" | "unarchive":
            return {**(now or {}), "status": "archived" if change.do == "archive" else "active"}
        case "move":
            return moved_to(now, change.target)
    return after
