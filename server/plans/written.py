"""One plainly written change, at its place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from funnels.assets import FAMILIES, Asset, Category, Funnel, FunnelGroup, IntegrationKey, UserSettings
from funnels.errors import BlueprintError, Fault, InputError
from funnels.ids import NewId
from funnels.names import nearest
from funnels.wire import Json

from ..contracts import violations
from ..tracker.families import ACCESS, Action, operation_of, required
from .change import Change, Do
from .children import CASCADES, STAYS, children, retired, settled
from .drafted import created, public_id, updated
from .fields import Spelling, combined, faults_of
from .known import Known
from .revision import revision
from .secrecy import says_the_same
from .writing import home_of

_WHICH = frozenset({"name", "id", "all"})
_KEYS: dict[Do, frozenset[str]] = {
    "create": frozenset({"fields"}),
    "update": _WHICH | {"fields"},
    "archive": _WHICH | {"cascade", "target"},
    "unarchive": _WHICH,
    "delete": _WHICH | {"cascade", "target"},
    "duplicate": _WHICH | {"as", "fields", "parent"},
    "move": _WHICH | {"category"},
}
"""What each kind of change takes beside `do` and `family`."""

_ACTIONS: dict[Do, Action] = {
    "create": Action.CREATE,
    "update": Action.REPLACE,
    "archive": Action.ARCHIVE,
    "unarchive": Action.UNARCHIVE,
    "delete": Action.DELETE,
    "duplicate": Action.DUPLICATE,
    "move": Action.MOVE,
}

_NOT_OURS = {
    "meta": "belongs to the tracker's web app and is never written",
    "owner": "is made by the tracker",
    "codeHash": "is made by the tracker",
}
_GRAPH = frozenset({"nodes", "connections"})
_STATUSES = frozenset({"active", "archived", "deleted"})


class Written:
    def __init__(self, place: str, raw: Mapping[str, Any], known: Known, new_id: NewId) -> None:
        self._place = place
        self._raw = raw
        self._known = known
        self._new_id = new_id

    def changes(self) -> Iterator[Change]:
        """None where it would change nothing. BlueprintError with its faults."""
        do = self._do()
        kind = FAMILIES[self._one_of("family", list(FAMILIES))]
        self._refuse_unknown_keys(do)
        try:
            required(kind, _ACTIONS[do])
        except InputError as error:
            raise self._fault("do", str(error)) from None
        if do == "create":
            yield self._created(kind)
            return
        before = self._subject(kind)
        if do == "update":
            yield from self._updated(kind, before)
        elif do in ("archive", "delete"):
            yield from self._retired(do, before)
        elif do == "duplicate":
            yield self._duplicated(kind, before)
        else:
            yield from self._moved(do, kind, before)

    def _created(self, kind: type[Asset]) -> Change:
        if kind is Funnel:
            raise self._fault("family", "a funnel is made with plan_funnel, or with duplicate")
        base = {kind.wire_name("id"): self._new_id()}
        asset = self._asset(kind, base, {})
        if ACCESS[kind].makes_ids:
            return created(asset)
        self._refuse_what_the_contract_refuses(kind, Action.CREATE, asset.document(reveal=True), {})
        return created(asset)

    def _updated(self, kind: type[Asset], before: Asset) -> Iterator[Change]:
        old = before.document(reveal=True)
        after = self._asset(kind, old, old)
        new = after.document(reveal=True)
        if revision(kind, old) == revision(kind, new) and says_the_same(old, new):
            return
        if not ACCESS[kind].sends:
            self._refuse_what_the_contract_refuses(kind, Action.REPLACE, new, old)
        yield updated(before, after)

    def _retired(self, do: Do, before: Asset) -> Iterator[Change]:
        cascade, target = self._cascade(type(before))
        if do == "archive" and before.status == "archived":
            return
        account = self._known.so_far()
        if cascade:
            try:
                yield from settled(do, before, cascade, target, account)
            except InputError as error:
                raise self._fault("cascade", str(error)) from None
            yield from retired(do, before, account)
            return
        hanging = children(before, account) if do == "delete" else []
        for change in retired(do, before, account):
            note = f"{len(hanging)} {STAYS}" if hanging else ""
            yield change.model_copy(update={"note": note if change.id == public_id(before) else ""})

    def _cascade(self, kind: type[Asset]) -> tuple[str, str]:
        cascade, target = self._raw.get("cascade"), self._raw.get("target")
        if cascade is None and target is None:
            return "", ""
        if kind.family not in ("offer_source", "funnel_group", "category"):
            raise self._fault("cascade", f"nothing belongs to a {kind.title}")
        if cascade not in CASCADES:
            raise self._fault("cascade", f"{cascade!r} is not one of {', '.join(CASCADES)}")
        if (cascade == "move") != (target is not None):
            raise self._fault("target", "is where children move: it goes with cascade move, and with nothing else")
        return str(cascade), self._id("target", kind.family, str(target)) if target is not None else ""

    def _duplicated(self, kind: type[Asset], before: Asset) -> Change:
        document = before.document(reveal=True)
        fields = self._spelled(kind, {})
        self._read(kind, combined(document, fields))
        return Change(
            do="duplicate",
            family=kind.family,
            id=public_id(before),
            name=before.name,
            before=document,
            after=fields or None,
            base=revision(kind, document),
            new_name=str(self._raw.get("as") or f"{before.name} copy"),
            parent=self._parent(kind, document),
        )

    def _parent(self, kind: type[Asset], document: Json) -> str:
        wanted = str(self._raw.get("parent") or "")
        family = FunnelGroup.family if kind is Funnel else Category.family
        if not wanted:
            return home_of(document) if kind is Funnel else ""
        return self._id("parent", family, wanted)

    def _moved(self, do: Do, kind: type[Asset], before: Asset) -> Iterator[Change]:
        document = before.document(reveal=True)
        target = self._category(kind) if do == "move" else None
        if before.status == "active" if do == "unarchive" else home_of(document) == target:
            return
        yield Change(
            do=do,
            family=kind.family,
            id=public_id(before),
            name=before.name,
            before=document,
            base=revision(kind, document),
            target=target,
        )

    def _category(self, kind: type[Asset]) -> str:
        if "category" not in self._raw:
            raise self._fault("category", "say where to: a category, or the empty string to take it out of any")
        wanted = str(self._raw["category"] or "")
        if kind is Funnel and not wanted:
            raise self._fault("category", "a funnel always needs a funnel group")
        return (
            self._id("category", FunnelGroup.family if kind is Funnel else Category.family, wanted) if wanted else ""
        )

    def _subject(self, kind: type[Asset]) -> Asset:
        field = "id" if self._raw.get("id") else "name"
        wanted = str(self._raw.get(field) or "")
        if kind is UserSettings:
            id = UserSettings.model_fields["id"].default
        elif wanted:
            id = self._id(field, kind.family, wanted)
        else:
            raise self._fault(field, f"say which {kind.title} by its name or id")
        found = self._known.document(kind.family, id)
        if found is None:
            raise self._fault(field, f"the {kind.title} {wanted!r} cannot be read")
        return found

    def _id(self, field: str, family: str, wanted: str) -> str:
        meant = self._known.id_of(family, wanted)
        if isinstance(meant, Fault):
            raise self._fault(field, meant.message, meant.candidates)
        return meant

    def _asset(self, kind: type[Asset], base: Json, stored: Json) -> Asset:
        return self._read(kind, combined(base, self._spelled(kind, stored)))

    def _read(self, kind: type[Asset], document: Json) -> Asset:
        try:
            return kind.read(document)
        except ValidationError as error:
            raise BlueprintError(faults_of(error, f"{self._place}.fields")) from None

    def _spelled(self, kind: type[Asset], stored: Json) -> Json:
        """The fields in the tracker's spelling; what the family does not have is refused with the nearest."""
        fields = self._raw.get("fields", {})
        if not isinstance(fields, Mapping):
            raise self._fault("fields", f"fields are an object, not {fields!r}")
        spelling = Spelling(self._known.refer)
        own = {kind.wire_name("id"), "id"}
        mine = {name: value for name, value in fields.items() if name in own}
        spelled: Json = spelling.of(
            kind, {name: value for name, value in fields.items() if name not in own}, stored, f"{self._place}.fields"
        )
        faults = [*spelling.faults, *self._forbidden(kind, {**mine, **spelled}, stored)]
        if faults:
            raise BlueprintError(faults)
        group = spelled.get("idCampaign") or spelled.get("idFunnelGroup") if kind is Funnel else None
        return {**spelled, "idCampaign": group, "idFunnelGroup": group} if group else spelled

    def _forbidden(self, kind: type[Asset], fields: Json, stored: Json) -> Iterator[Fault]:
        own = {kind.wire_name("id"), "id"}
        for name, value in fields.items():
            why = _NOT_OURS.get(name, "")
            if name in own:
                why = "is never changed; say which one with id or name beside fields"
            elif kind is Funnel and name in _GRAPH:
                why = "is changed with plan_edit"
            elif name == "status" and kind is not IntegrationKey and value != stored.get("status", "active"):
                why = "is changed with archive, unarchive and delete" if value in _STATUSES else ""
            if why and not (name in stored and stored[name] == value):
                yield Fault(f"{self._place}.fields.{name}", why)

    def _refuse_what_the_contract_refuses(self, kind: type[Asset], action: Action, after: Json, before: Json) -> None:
        """Faults that are new; those a stored document has already are the tracker's own."""
        operation = operation_of(kind, action)
        if operation is None or operation.body is None:
            return
        old = {one.field for one in violations(operation.body, before)} if before else set()
        faults = [
            Fault(f"{self._place}.fields.{one.field}", one.message)
            for one in violations(operation.body, after)
            if one.field not in old
        ]
        if faults:
            raise BlueprintError(faults)

    def _refuse_unknown_keys(self, do: Do) -> None:
        unknown = [str(key) for key in self._raw if key not in _KEYS[do] | {"do", "family"}]
        if unknown:
            known = sorted(_KEYS[do])
            raise self._fault(unknown[0], f"a {do} takes {', '.join(known)}", nearest(unknown[0], known, most=1))

    def _do(self) -> Do:
        wanted = self._one_of("do", list(_KEYS))
        return next(do for do in _KEYS if do == wanted)

    def _one_of(self, field: str, known: Sequence[str]) -> str:
        value = self._raw.get(field)
        if value not in known:
            near = nearest(str(value), known, most=1)
            raise self._fault(field, f"{value!r} is not one of {', '.join(known)}", near)
        return str(value)

    def _fault(self, field: str, message: str, candidates: Sequence[str] = ()) -> BlueprintError:
        return BlueprintError([Fault(f"{self._place}.{field}", message, tuple(candidates))])
