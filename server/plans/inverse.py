"""The opposite of each change, worked out from the account as it is now."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from funnels.assets import Asset, Funnel, IntegrationKey, WebhookConfig
from funnels.bookings import Booking
from funnels.secrets import MASK
from funnels.wire import Json

from ..errors import Moved
from ..tracker import Tracker
from .change import UNKNOWN_BASE, Change, Do
from .clean import clean
from .diff import FieldDiff, diff
from .drafted import built, deleted
from .kinds import KINDS
from .merge import merged
from .revision import revision
from .revival import revived
from .secrecy import without_lost
from .sides import beside, moved_of, subject
from .standing import Key, alive, locals_of
from .writing import home_field, home_of, looks_made, overlapping

_BACK: dict[Do, Do] = {
    "create": "delete",
    "duplicate": "delete",
    "update": "update",
    "move": "move",
    "archive": "unarchive",
    "unarchive": "archive",
    "delete": "create",
}


class Inverse:
    """Collects the changes back, latest first, each on what the one before it leaves."""

    def __init__(
        self,
        tracker: Tracker,
        made: Sequence[tuple[Change, str]],
        found: Mapping[Key, Asset],
        revisions: Mapping[Key, str],
    ) -> None:
        self._tracker = tracker
        self._found = found
        self._revisions = revisions
        self._now: dict[Key, Json | None] = {key: alive(asset) for key, asset in found.items()}
        self._touched: set[Key] = set()
        self._new = {(change.family, id) for change, id in made if change.do in ("create", "duplicate")}
        self._left = {(change.family, id): change for change, id in made if change.do in ("create", "update")}
        self._changes: list[Change] = []
        self.conflicts: list[str] = []
        self.moved: list[Moved] = []
        self.impossible: list[str] = []

    async def take_back(self, change: Change, id: str) -> None:
        key = (change.family, id)
        if change.do in ("create", "duplicate"):
            await self._take_away(change, key)
        elif key in self._new:
            return  # it goes as a whole
        elif change.do == "delete":
            self._restore(change, key)
        elif self._now.get(key) is None:
            self._conflict(change, [FieldDiff("", "there", None)])
        elif change.do == "update":
            self._update_back(change, key)
        elif change.do == "move":
            self._move_back(change, key)
        else:
            self._status_back(change, key)

    def ordered(self) -> list[Change]:
        """Funnels go before what they refer to, and come back before what only they may use, and then whole."""
        going = [one for one in self._changes if one.do == "delete" and one.family == Funnel.family]
        back = {one.id for one in self._changes if _is_new_funnel(one)}
        local: dict[str, list[Change]] = {id: [] for id in back}
        others: list[Change] = []
        for one in self._changes:
            funnel = str((one.after or {}).get("restrictToFunnelId") or "") if one.do == "create" else ""
            if funnel in back:
                local[funnel].append(one)
            elif not (one.do == "delete" and one.family == Funnel.family):
                others.append(one)
        ordered = going
        for one in others:
            ordered += _whole(one, local[one.id]) if _is_new_funnel(one) else [one]
        if ordered and self.impossible:
            said = "; ".join(filter(None, [ordered[-1].note, *self.impossible]))
            ordered[-1] = ordered[-1].model_copy(update={"note": said})
        return ordered

    async def _take_away(self, change: Change, key: Key) -> None:
        now = self._now.get(key)
        if now is None:
            return
        asset = KINDS[change.family].read(now)
        if others := self._since(key, now):
            self._conflict(change, others)
            return
        self._add(change, key, "delete", None)
        if isinstance(asset, Funnel) and change.do == "duplicate":  # the tracker made those with it
            self._changes += [deleted(one) for one in await locals_of(self._tracker, asset)]

    def _since(self, key: Key, now: Json) -> list[FieldDiff]:
        """What others changed in what the plan made.

        What was read back may hold an edit of theirs already, so it is compared with what was written. Only fields
        we do not know may be the tracker's own.
        """
        kind, left = KINDS[key[0]], self._left.get(key)
        known = {kind.wire_name(name) for name in kind.model_fields}
        differing = diff(kind, left.after, now) if left else []
        told = [one for one in differing if one.before is not None or re.split(r"[.\[]", one.field)[0] in known]
        is_as_left = self._revisions.get(key, "") in ("", revision(kind, now))
        if not told and not is_as_left:
            return [FieldDiff("", "as it was left", "changed")]
        return told

    def _restore(self, change: Change, key: Key) -> None:
        if self._now.get(key) is not None:
            return
        if change.before is None or not _can_come_back(change.kind):
            self.impossible.append(f"the {change.kind.title} {clean(change.name)!r} cannot be brought back")
            return
        whole, note = revived(change.kind, change.before, self._found.get(key))
        self._add(change, key, "create", whole, note=note)

    def _update_back(self, change: Change, key: Key) -> None:
        now, before, after = self._now[key] or {}, change.before or {}, change.after or {}
        if others := overlapping(change, now):
            self._conflict(change, others)
            return
        back, lost = without_lost(merged(now, after, before), now)
        if hanging := _hanging(back):
            told = f"has connections made since to what would be taken back: {', '.join(hanging)}"
            self.conflicts.append(f"{change.kind.title} {clean(change.name)!r} {told}")
            return
        note = _lost(lost, [path for path in change.secrets if _was_secret(change, path)])
        if revision(change.kind, back) == revision(change.kind, now):
            self.impossible += [f"{change.kind.title} {clean(change.name)!r}: {note}"] if note else []
            return
        self._add(change, key, "update", back, note=note)

    def _move_back(self, change: Change, key: Key) -> None:
        now = self._now[key] or {}
        if not looks_made(change, now):
            self._conflict(change, [FieldDiff(home_field(now), change.target or None, home_of(now) or None)])
            return
        self._add(change, key, "move", None, target=home_of(change.before or {}))

    def _status_back(self, change: Change, key: Key) -> None:
        now, was = self._now[key] or {}, (change.before or {}).get("status", "active")
        if not looks_made(change, now):
            return
        if was in ("active", "archived"):
            self._add(change, key, "unarchive" if was == "active" else "archive", {**now, "status": was})
        else:
            self._add(change, key, "update", {**now, "status": was})

    def _add(
        self,
        change: Change,
        key: Key,
        do: Do,
        after: Json | None,
        *,
        target: str | None = None,
        note: str = "",
    ) -> None:
        now = self._now.get(key)
        base = UNKNOWN_BASE if key in self._touched else revision(change.kind, now)
        self._changes.append(
            Change(
                do=do,
                family=change.family,
                id=key[1],
                name=change.new_name or change.name,
                before=now,
                after=after if do in ("create", "update") else None,
                base="" if do == "create" else base,
                target=target,
                note=note,
                names=change.names,
                funnels=change.funnels,
            )
        )
        self._touched.add(key)
        self._now[key] = moved_to(now, target) if do == "move" else after

    def _conflict(self, change: Change, others: Sequence[FieldDiff]) -> None:
        """What the plan left, what others made of it, and what taking it back would."""
        back = {"do": _BACK[change.do], "before": change.after, "after": change.before, "secrets": {}}
        target = home_of(change.before or {}) if change.do == "move" else None
        wish = change.model_copy(update={**back, "target": target})
        moved = moved_of(wish, self._now.get(change.key), others)
        self.moved += moved
        self.conflicts += [beside(subject(one), one.planned_on, one.now, one.wanted) for one in moved]


def _can_come_back(kind: type[Asset]) -> bool:
    return kind is not IntegrationKey and not (issubclass(kind, Booking) and not kind.can_come_back)


def _is_new_funnel(change: Change) -> bool:
    return change.do == "create" and change.family == Funnel.family


def _whole(change: Change, local: Sequence[Change]) -> list[Change]:
    *first, last = built(Funnel.read(change.after or {}), local)
    return [*first, last.model_copy(update={"note": change.note})]


def _lost(gone: Sequence[str], replaced: Sequence[str]) -> str:
    said = [f"{', '.join(gone)} is kept nowhere; enter it anew"] if gone else []
    said += [f"the earlier value of {', '.join(replaced)} is kept nowhere, so the new one stays"] if replaced else []
    return "; ".join(said)


def _was_secret(change: Change, path: str) -> bool:
    """Whether there was a secret before; a webhook does not tell."""
    value: Any = change.before
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and index and int(index) < len(value):
            value = value[int(index)]
        else:
            value = None
    return value == MASK or change.kind is WebhookConfig


def moved_to(document: Json | None, target: str | None) -> Json:
    place = ("idCampaign", "idFunnelGroup") if "idCampaign" in (document or {}) else ("idCategory",)
    return {**(document or {}), **dict.fromkeys(place, target or "")}


def _hanging(document: Json) -> list[str]:
    """Connections of a funnel to nodes it does not have."""
    nodes = {node["idNode"] for node in document.get("nodes", ())}
    return [
        one["idConnection"]
        for one in document.get("connections", ())
        if not {one["idSourceNode"], one["idTargetNode"]} <= nodes
    ]
