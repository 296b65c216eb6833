"""Which assets a written change means that says `all` in place of a name: what is said of them has to hold."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from funnels.account import Account, Entry
from funnels.assets import FAMILIES, Asset, Category, Funnel, FunnelGroup, Page, PageGroup
from funnels.errors import AmbiguousError, BlueprintError, Fault, NotFoundError
from funnels.names import folded, nearest, resolve

from ..tracker import Reference, reached
from .clean import clean

MOST = 1000
"""Changes a plan may have [our ruling]."""

WAYS = ("category", "group", "name_contains", "page_type", "uses", "status")

_PAGED = (Page, PageGroup)


class Selection:
    """`place` is that of the written change. Faults are raised as BlueprintError."""

    def __init__(self, place: str, kind: type[Asset], raw: Mapping[str, Any]) -> None:
        self._place = f"{place}.all"
        self._kind = kind
        self._said = self._understood(raw["all"])
        self._status = str(self._said.get("status") or ("archived" if raw.get("do") == "unarchive" else "active"))

    def entries(self, account: Account) -> Iterator[Entry]:
        """Those that may be meant, as far as lists tell: the documents of these are needed."""
        group = self._group(account)
        part = folded(str(self._said.get("name_contains", "")))
        page_type = str(self._said.get("page_type", ""))
        for one in account.entries(self._kind.family, page_type=page_type):
            if one.status == self._status and part in folded(one.name) and group in ("", one.parent):
                yield one

    def ids(self, account: Account) -> list[str]:
        """Those that are meant, by name; `account` has their documents. A fault where that is none, or too many."""
        categories, used = self._categories(account), self._used(account)
        found = [
            one
            for one in self.entries(account)
            if (asset := account.get(self._kind, one.id))
            and (categories is None or getattr(asset, "id_category", "") in categories)
            and (used is None or used in reached(asset, account))
        ]
        if not found:
            raise self._nothing(account)
        if len(found) > MOST:
            raise self._fault("", f"{len(found)} {self._kind.title}s are more than the {MOST} changes of one plan")
        return [one.id for one in sorted(found, key=lambda one: (one.name, one.id))]

    def _categories(self, account: Account) -> set[str] | None:
        """Those of that name: landers and offers may have one each."""
        if "category" not in self._said:
            return None
        wanted = str(self._said["category"])
        known = [one for one in account.entries(Category.family) if one.status != "deleted"]
        found = {one.id for one in known if wanted == one.id or folded(wanted) == folded(one.name)}
        if not found:
            near = nearest(wanted, [one.name for one in known])
            raise self._fault("category", f"no category is called {clean(wanted)!r}", near)
        return found

    def _group(self, account: Account) -> str:
        if "group" not in self._said:
            return ""
        return self._resolved("group", list(account.entries(FunnelGroup.family)), FunnelGroup.title).id

    def _used(self, account: Account) -> Reference | None:
        if "uses" not in self._said:
            return None
        others = [one for family in FAMILIES for one in account.entries(family) if family != self._kind.family]
        entry = self._resolved("uses", [one for one in others if one.status != "deleted"], "asset")
        return FAMILIES[entry.family], entry.id

    def _resolved(self, way: str, entries: Sequence[Entry], what: str) -> Entry:
        try:
            return resolve(str(self._said[way]), entries, what=what)
        except (NotFoundError, AmbiguousError) as error:
            raise self._fault(way, str(error.args[0]), error.candidates) from None

    def _understood(self, said: Any) -> Mapping[str, Any]:
        if not isinstance(said, Mapping):
            raise self._fault("", f'an object such as {{"page_type": "offer"}}, not {clean(said)!r}')
        for way, value in said.items():
            if way not in WAYS:
                raise self._fault(
                    str(way), f"assets are chosen by {', '.join(WAYS)}", nearest(str(way), WAYS, most=1)
                )
            if not isinstance(value, str) or not value:
                raise self._fault(way, f"a text, not {clean(value)!r}")
        if "group" in said and self._kind is not Funnel:
            raise self._fault("group", f"a {self._kind.title} is in no funnel group")
        if "category" in said and "id_category" not in self._kind.model_fields:
            raise self._fault("category", f"a {self._kind.title} is in no category")
        if "page_type" in said and (self._kind not in _PAGED or said["page_type"] not in ("lander", "offer")):
            raise self._fault("page_type", "is lander or offer, of pages and page groups")
        if said.get("status", "active") not in ("active", "archived"):
            raise self._fault("status", "is active or archived")
        return said

    def _nothing(self, account: Account) -> BlueprintError:
        names = [one.name for one in account.entries(self._kind.family) if one.status == self._status]
        near = nearest(str(self._said.get("name_contains", "")), names, most=3)
        what = ", ".join(f"{way} {clean(value)!r}" for way, value in self._said.items())
        return self._fault("", f"there is no {self._status} {self._kind.title}{f' of {what}' if what else ''}", near)

    def _fault(self, field: str, message: str, candidates: Sequence[str] = ()) -> BlueprintError:
        return BlueprintError([Fault(f"{self._place}.{field}".rstrip("."), message, tuple(candidates))])
