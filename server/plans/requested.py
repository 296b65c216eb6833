"""From plainly written changes to any assets to the changes of a plan."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from funnels.account import Account
from funnels.assets import FAMILIES, Asset, Category, Funnel, FunnelGroup
from funnels.errors import AmbiguousError, BlueprintError, Fault, NotFoundError
from funnels.ids import NewId
from funnels.names import nearest, resolve
from funnels.wire import Json

from .change import Change
from .drafted import created, updated
from .revision import revision

_KEYS: dict[str, frozenset[str]] = {
    "create": frozenset({"fields"}),
    "update": frozenset({"name", "id", "fields"}),
    "archive": frozenset({"name", "id", "cascade", "target"}),
    "unarchive": frozenset({"name", "id"}),
    "delete": frozenset({"name", "id", "cascade", "target"}),
    "duplicate": frozenset({"name", "id", "as", "fields", "parent"}),
    "move": frozenset({"name", "id", "category"}),
}
"""What each kind of change takes beside `do` and `family`."""


def subjects(raw: Sequence[Mapping[str, Any]], account: Account) -> list[tuple[type[Asset], str]]:
    """The assets that changes are about, as far as they can be found: their documents are needed to plan."""
    found = []
    for one in raw:
        kind = FAMILIES.get(str(one.get("family")))
        wanted = str(one.get("id") or one.get("name") or "")
        if kind is None or not wanted:
            continue
        try:
            found.append((kind, resolve(wanted, account.entries(kind.family), what=kind.title).id))
        except (NotFoundError, AmbiguousError):
            continue
    return found


def requested(raw: Sequence[Mapping[str, Any]], account: Account, new_id: NewId) -> list[Change]:
    """The changes, in the order they are written. Raises BlueprintError with every fault and its place."""
    changes: list[Change] = []
    faults: list[Fault] = []
    for position, one in enumerate(raw):
        try:
            changes.append(_One(f"changes[{position}]", one, account).change(new_id))
        except BlueprintError as error:
            faults += error.faults
    if faults:
        raise BlueprintError(faults)
    return [one for one in changes if not (one.do == "update" and one.base == revision(one.after))]


class _One:
    """One written change, at its place."""

    def __init__(self, place: str, raw: Mapping[str, Any], account: Account) -> None:
        self.place = place
        self.raw = raw
        self.account = account

    def change(self, new_id: NewId) -> Change:
        do = self._known("do", list(_KEYS))
        kind = FAMILIES[self._known("family", list(FAMILIES))]
        unknown = [key for key in self.raw if key not in _KEYS[do] | {"do", "family"}]
        if unknown:
            known = sorted(_KEYS[do])
            raise self._fault(unknown[0], f"a {do} takes {', '.join(known)}", nearest(unknown[0], known, most=1))
        if do == "create":
            return created(self._made(kind, {kind.wire_name("id"): new_id(), "status": "active"}))
        before = self._subject(kind)
        if do == "update":
            return updated(before, self._made(kind, before.document(reveal=True)))
        return self._moved(do, kind, before)

    def _moved(self, do: str, kind: type[Asset], before: Asset) -> Change:
        document = before.document(reveal=True)
        raw = self.raw
        return Change.model_validate(
            {
                "do": do,
                "family": kind.family,
                "id": before.id,
                "name": before.name,
                "before": document,
                "base": revision(document),
                "cascade": raw.get("cascade"),
                "target": self._target(kind),
                "new_name": self._new_name(do, before),
                "parent": self._group() if kind is Funnel and do == "duplicate" else str(raw.get("parent", "")),
                "after": self._spelled(kind, raw.get("fields", {})) if do == "duplicate" else None,
            }
        )

    def _new_name(self, do: str, before: Asset) -> str:
        return str(self.raw.get("as") or f"{before.name} copy") if do == "duplicate" else ""

    def _group(self) -> str:
        return self._resolved("parent", FunnelGroup.family, str(self.raw.get("parent", "")))

    def _target(self, kind: type[Asset]) -> str | None:
        if "target" in self.raw:
            return self._resolved("target", kind.family, str(self.raw["target"]))
        if "category" not in self.raw:
            return None
        wanted = str(self.raw["category"])
        family = FunnelGroup.family if kind is Funnel else Category.family
        return self._resolved("category", family, wanted) if wanted else ""

    def _subject(self, kind: type[Asset]) -> Asset:
        wanted = str(self.raw.get("id") or self.raw.get("name") or "")
        field = "id" if self.raw.get("id") else "name"
        if not wanted:
            raise self._fault(field, f"say which {kind.title} by its name or id")
        found = self.account.get(kind, self._resolved(field, kind.family, wanted))
        if found is None:
            raise self._fault(field, f"the {kind.title} {wanted!r} cannot be read")
        return found

    def _resolved(self, field: str, family: str, wanted: str) -> str:
        title = FAMILIES[family].title
        try:
            return resolve(wanted, self.account.entries(family), what=title).id
        except (NotFoundError, AmbiguousError) as error:
            raise self._fault(field, str(error.args[0]), error.candidates) from None

    def _made(self, kind: type[Asset], base: Json) -> Asset:
        merged = _merged(base, self._spelled(kind, self.raw.get("fields", {})))
        try:
            return kind.read(merged)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise self._fault(f"fields.{where}", str(first["msg"])) from None

    def _spelled(self, kind: type[Asset], fields: object) -> Json:
        """The fields in the tracker's spelling; what the family does not have is refused with the nearest."""
        if not isinstance(fields, Mapping):
            raise self._fault("fields", f"fields are an object, not {fields!r}")
        known = {name: kind.wire_name(name) for name in kind.model_fields}
        spelled: Json = {}
        for name, value in fields.items():
            wire = known.get(str(name), str(name))
            if wire not in known.values():
                near = nearest(str(name), [*known, *known.values()], most=2)
                raise self._fault(f"fields.{name}", f"a {kind.title} has no such field", near)
            spelled[wire] = value
        return spelled

    def _known(self, field: str, known: Sequence[str]) -> str:
        value = self.raw.get(field)
        if value not in known:
            near = nearest(str(value), known, most=1)
            raise self._fault(field, f"{value!r} is not one of {', '.join(known)}", near)
        return str(value)

    def _fault(self, field: str, message: str, candidates: Sequence[str] = ()) -> BlueprintError:
        return BlueprintError([Fault(f"{self.place}.{field}", message, tuple(candidates))])


def _merged(before: Any, fields: Any) -> Any:
    """Objects are merged field by field, so that naming one field of a block keeps the others."""
    if isinstance(before, dict) and isinstance(fields, dict):
        return {**before, **{name: _merged(before.get(name), value) for name, value in fields.items()}}
    return fields
