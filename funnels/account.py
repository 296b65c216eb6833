"""What exists: the assets of an account as far as they are known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from .assets import Asset

A = TypeVar("A", bound=Asset)


@dataclass(frozen=True, slots=True)
class Entry:
    """The short form of an asset, as lists give it."""

    family: str
    id: str
    name: str
    status: str = "active"
    page_type: str = ""
    """`lander` or `offer`, for pages and page groups."""
    parent: str = ""
    """The id of what it belongs to: an offer's offer source, a funnel's funnel group."""
    scope: str = ""
    """The id of the only funnel that may use it; empty for all."""

    @property
    def is_active(self) -> bool:
        return self.status == "active"


class Account:
    """An immutable snapshot: an entry for every asset, and the whole document of those that were read.

    Assets that tools draft are added with `plus`, so that a draft reads like what exists.
    """

    def __init__(
        self, entries: Iterable[Entry] = (), documents: Iterable[Asset] = (), *, on: "_Known | None" = None
    ) -> None:
        """`on` is what another snapshot knows, which is not altered."""
        known = on or _Known({}, {})
        fresh = {(type(one).family, one.id): one for one in documents}
        self._documents = known.documents | fresh
        self._entries = dict(known.entries)
        own: dict[str, dict[str, Entry]] = {}
        for entry in (*entries, *map(entry_of, fresh.values())):
            own.setdefault(entry.family, {})[entry.id] = entry
        self._entries |= {family: self._entries.get(family, {}) | found for family, found in own.items()}

    def entries(self, family: str, *, page_type: str = "") -> Iterator[Entry]:
        for entry in self._entries.get(family, {}).values():
            if page_type in ("", entry.page_type):
                yield entry

    def entry(self, family: str, id: str) -> Entry | None:
        return self._entries.get(family, {}).get(id)

    def get(self, kind: type[A], id: str) -> A | None:
        """The whole document, where it was read."""
        found = self._documents.get((kind.family, id))
        return found if isinstance(found, kind) else None

    def all(self, kind: type[A]) -> Iterator[A]:
        """Every whole document of a family that was read."""
        for one in self._documents.values():
            if isinstance(one, kind):
                yield one

    def plus(self, assets: Iterable[Asset]) -> Self:
        """A snapshot in which these exist too, or as given here."""
        return type(self)(documents=assets, on=_Known(self._documents, self._entries))


@dataclass(frozen=True, slots=True)
class _Known:
    documents: dict[tuple[str, str], Asset]
    entries: dict[str, dict[str, Entry]]


def entry_of(asset: Asset) -> Entry:
    return Entry(
        family=type(asset).family,
        id=asset.id,
        name=asset.name,
        status=asset.status,
        page_type=_own(asset, "page_type", ""),
        parent=_parent(asset),
        scope=_own(asset, "restrict_to_funnel_id", ""),
    )


def _parent(asset: Asset) -> str:
    offer = _own(asset, "offer_params", None)
    parent: str = offer.id_offer_source if offer else _own(asset, "id_campaign", "")
    return parent


def _own(asset: Asset, field: str, otherwise: Any) -> Any:
    """A field that only some families have; asking a model for what it lacks is slow."""
    return getattr(asset, field) if field in type(asset).model_fields else otherwise
