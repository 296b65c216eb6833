from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import httpx

from funnels.account import Entry, entry_of
from funnels.assets import Asset, Condition, PageGroup
from funnels.bookings import Booking
from funnels.errors import InputError, NotFoundError
from funnels.wire import Json

from ..contracts import Operation, operation
from ..errors import TrackerError, TrackerRefused, TrackerUnavailable
from . import bookings
from .exchange import Exchange
from .families import ACCESS, Action, operation_of, required
from .likeness import keeps
from .reporting import Reporting
from .routes import Routes
from .shapes import asset_of, entry_of_row, id_of, rows
from .together import together

A = TypeVar("A", bound=Asset)

_MOST_IDS = 100
"""In one query; ids are 12 characters, and some servers refuse addresses above 2,000."""


class Tracker(Reporting):
    """The tracker's API, in our own types. Knows nothing of where it runs.

    Everything here raises TrackerRefused, TrackerUnavailable, or InputError for what the tracker has no operation
    for. Statuses are `active`, `archived`, `deleted`; filters also `not-deleted` and `all`. What is booked on traffic
    is read and written like assets; it is in no list.
    """

    def __init__(
        self, http: httpx.AsyncClient, *, routes: Mapping[str, str] | None = None, read_only: bool = False
    ) -> None:
        self._routes = Routes(routes)
        exchange = Exchange(http, self._routes, read_only=read_only)
        self._call, self._versioned, self._unless_changed = exchange.call, exchange.versioned, exchange.listed
        self._lists: dict[tuple[type[Asset], str, str], tuple[str, list[Entry]]] = {}
        """What was listed last and its tag; a tracker that tells no tags is asked for everything every time."""

    async def entries(
        self, kind: type[Asset], *, status: str = "active", page_type: str = "", funnel: str = ""
    ) -> list[Entry]:
        """Short forms. What only one funnel may use is not among them; of conditions, ask with `funnel`.

        None for AI node settings, which the tracker does not list.
        """
        if funnel and kind is not Condition:
            raise InputError(f"The tracker does not list each {kind.title} of a funnel.", hint="Read the funnel.")
        asked = operation_of(kind, Action.LIST)
        if asked is None:
            return await self._unlisted(kind)
        query = {"status": status, "idFunnel": funnel or None}
        known = {parameter.name for parameter in asked.parameters}
        found = await self._entries(kind, {name: value for name, value in query.items() if name in known})
        if page_type == "" and "status" in known:
            return found
        return [
            entry
            for entry in found
            if page_type in ("", entry.page_type) and ("status" in known or _has(status, entry.status))
        ]

    async def get(self, kind: type[A], id: str) -> A:
        """The whole document, also of what is archived or deleted; NotFoundError where there is none."""
        return (await self.get_versioned(kind, id))[0]

    async def get_versioned(self, kind: type[A], id: str) -> tuple[A, str]:
        """As `get`, and the version to write it by: where somebody else wrote since, writing it is refused with 412.

        Empty where the tracker tells no versions.
        """
        found, version = await self._or_none(kind, id)
        if found is None:
            raise NotFoundError(f"There is no {kind.title} with the id {id!r}.", hint="Look it up by its name.")
        return found, version

    async def get_many(self, kind: type[A], ids: Iterable[str]) -> list[A]:
        """Whole documents in the order asked for, each once; those that do not exist are left out."""
        wanted = list(dict.fromkeys(filter(None, ids)))
        asked = None if issubclass(kind, Booking) else operation_of(kind, Action.SEVERAL)
        if asked is None:
            singly = await together(lambda id: self._or_none(kind, id), wanted)
            return [one for one, _ in singly if one is not None]
        name = asked.parameters[0].name
        chunks = [wanted[start : start + _MOST_IDS] for start in range(0, len(wanted), _MOST_IDS)]
        answers = await together(lambda chunk: self._call(asked, {name: ",".join(chunk)}), chunks)
        found = {one.id: one for one in (asset_of(kind, row) for row in rows(kind, answers))}
        return [found[id] for id in wanted if id in found]

    async def create(self, asset: A) -> A:
        """Save what does not exist yet, and give it as it is kept: where the tracker makes the id, with that id.

        A lost answer is resolved by looking the id up: it is sent again, once, only where nothing arrived.
        """
        if isinstance(asset, Booking):
            await bookings.book(self, asset)
            return asset
        asked = required(type(asset), Action.CREATE)
        body = self._body(asset, Action.CREATE)
        try:
            answer = await self._call(asked, {}, body)
        except TrackerUnavailable as error:
            if not error.sent or ACCESS[type(asset)].makes_ids:
                raise
            answer = None
            if not await self._arrived(asset, error):
                await self._create_again(asset, asked, body)
        return asset_of(type(asset), answer) if answer else asset

    async def replace(self, asset: Asset, *, version: str = "") -> None:
        """Save the whole document in place of the one with its id. Fields left out are gone."""
        if isinstance(asset, Booking):
            await bookings.book(self, asset)
            return
        asked = required(type(asset), Action.REPLACE)
        await self._call(asked, {}, self._body(asset, Action.REPLACE), version=version)

    async def duplicate(
        self, kind: type[Asset], id: str, *, name: str, parent: str = "", overrides: Json | None = None
    ) -> str:
        """The id of the copy, which the tracker makes. `parent` is a category, or the funnel group of a funnel.

        A lost answer cannot be resolved by an id: TrackerUnavailable with `sent` means a copy may exist.
        """
        asked = required(kind, Action.DUPLICATE)
        body: Json = {"name": name}
        body |= {"parentId": parent} if parent else {}
        body |= {"bodyUpdates": overrides} if overrides else {}
        answer = await self._call(asked, {asked.parameters[0].name: id}, body)
        made = answer.get("id") if isinstance(answer, dict) else None
        if not isinstance(made, str) or not made:
            raise TrackerUnavailable(
                f"The tracker copied the {kind.title} {id!r} but did not say the id of the copy.",
                sent=True,
                hint=f"Look for it by its name, {name!r}.",
            )
        return made

    async def delete(
        self,
        kind: type[Asset],
        ids: Sequence[str],
        *,
        cascade: str | None = None,
        target: str | None = None,
        version: str = "",
    ) -> None:
        """`cascade` is what becomes of children: `cascade`, `move` (to `target`) or `orphan`; None leaves them.

        A version is of a single one.
        """
        if issubclass(kind, Booking):
            for id in ids:
                await bookings.remove(self, kind, id)
            return
        await self._retire(kind, Action.DELETE, ids, cascade, target, version)

    async def archive(
        self,
        kind: type[Asset],
        ids: Sequence[str],
        *,
        cascade: str | None = None,
        target: str | None = None,
        version: str = "",
    ) -> None:
        await self._retire(kind, Action.ARCHIVE, ids, cascade, target, version)

    async def unarchive(self, kind: type[Asset], ids: Sequence[str], *, version: str = "") -> None:
        await self._retire(kind, Action.UNARCHIVE, ids, None, None, version)

    async def move(self, kind: type[Asset], ids: Sequence[str], category: str, *, version: str = "") -> None:
        """To another category, or out of any with the empty string; funnels to another funnel group."""
        asked = required(kind, Action.MOVE)
        if kind is not PageGroup:
            await self._call(asked, {}, {"entries": list(ids), "idCategory": category}, version=version)
            return
        by_type: dict[str, list[str]] = {}
        for group in await together(lambda id: self.get(PageGroup, id), ids):
            by_type.setdefault(f"{group.page_type}Group", []).append(group.id)
        for category_type, some in by_type.items():
            body = {"entries": some, "idCategory": category, "categoryType": category_type}
            await self._call(asked, {}, body, version=version)

    async def call(
        self, operation: Operation, query: Mapping[str, Any] | None = None, body: Json | None = None
    ) -> Any:
        """Any operation of the contract, as it travels: plain data in and out, None where there is no answer."""
        return await self._call(operation, query or {}, body)

    async def check_token(self) -> None:
        """TrackerRefused with status 401 where the access token is not valid and cannot be renewed."""
        await self._call(operation("authValidate"), {}, {})

    async def _entries(self, kind: type[Asset], query: Mapping[str, Any]) -> list[Entry]:
        funnel = str(query.get("idFunnel") or "")
        place = (kind, str(query.get("status", "")), funnel)
        tag, entries = self._lists.get(place, ("", []))
        answer, now = await self._unless_changed(required(kind, Action.LIST), query, tag)
        if tag and now == tag:
            return list(entries)
        found = [entry_of_row(kind, row, funnel) for row in rows(kind, answer)]
        self._lists[place] = (now, found)
        return list(found)

    async def _unlisted(self, kind: type[Asset]) -> list[Entry]:
        """What there is one of. Of AI node settings only those are known whose ids were kept."""
        asked = operation_of(kind, Action.ONE)
        is_single = asked is not None and not asked.parameters
        return [entry_of(await self.get(kind, ""))] if is_single else []

    async def _or_none(self, kind: type[A], id: str) -> tuple[A | None, str]:
        """With its version; where it can only be listed, that of the list."""
        if issubclass(kind, Booking):
            return await bookings.found(self, kind, id), ""
        asked = operation_of(kind, Action.ONE)
        if asked is None:
            answer, version = await self._versioned(required(kind, Action.LIST), {})
            found = (row for row in rows(kind, answer) if id in (id_of(kind, row), row[kind.wire_name("id")]))
            return next((asset_of(kind, row) for row in found), None), version
        try:
            answer, version = await self._versioned(asked, {parameter.name: id for parameter in asked.parameters})
        except TrackerRefused as refused:
            if refused.status != 404 or not refused.code:
                raise  # without a code it is not the tracker's API that speaks
            return None, ""
        return asset_of(kind, answer) if answer else None, version

    def _body(self, asset: Asset, action: Action) -> Json:
        fields = ACCESS[type(asset)].sends.get(action)
        if fields is None:
            return asset.document(reveal=True)
        whole = asset.model_dump(mode="json", by_alias=True, context={"reveal": True})
        return {name: whole[name] for name in fields}

    async def _create_again(self, asset: Asset, asked: Operation, body: Json) -> None:
        """The second and last try of a create of which nothing arrived, unless the first arrives in between."""
        try:
            await self._call(asked, {}, body)
        except TrackerRefused as refused:
            if not await self._arrived(asset, refused):
                raise

    async def _arrived(self, asset: Asset, error: TrackerError) -> bool:
        """Whether a create took effect; the error that made us ask, where that cannot be found out."""
        try:
            found, _ = await self._or_none(type(asset), asset.id)
        except TrackerError:
            raise error from None
        if found is None or found.status == "deleted":
            return False
        if not keeps(found, asset):
            raise TrackerRefused(
                f"The tracker has another {asset.title} with the id {asset.id!r}.",
                status=409,
                hint="Read it before changing it; make a new id to create one.",
            )
        return True

    async def _retire(
        self,
        kind: type[Asset],
        action: Action,
        ids: Sequence[str],
        cascade: str | None,
        target: str | None,
        version: str,
    ) -> None:
        asked = required(kind, action)
        extra = {"cascadeAction": cascade, "targetParentID": target}
        given = {name: value for name, value in extra.items() if value is not None}
        if given and not _takes_cascade(asked):
            raise InputError(f"A {kind.title} has no children.", hint="Leave out what should become of them.")
        if action in ACCESS[kind].sends:
            for id in ids:
                await self._call(asked, {}, self._body(await self.get(kind, id), action), version=version)
            return
        await self._call(asked, {}, {"entries": list(ids), **given}, version=version)


def _takes_cascade(operation: Operation) -> bool:
    return "ParentMutationRequest" in str(operation.body)


def _has(wanted: str, status: str) -> bool:
    """Whether a status passes a filter that the tracker does not offer itself."""
    return wanted in ("all", status) or (wanted == "not-deleted" and status != "deleted")
