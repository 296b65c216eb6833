from collections.abc import Iterable
from functools import cached_property

from ..account import Account, Entry
from ..names import folded, resolve


class Index:
    """The names of an account as `names.resolve` takes them, but found in constant time.

    Sees what a funnel may use: nothing that is deleted or local to another funnel.
    """

    def __init__(self, account: Account, funnel_id: str) -> None:
        self._account = account
        self._funnel_id = funnel_id
        self._shelves: dict[tuple[str, str], _Shelf] = {}

    def entries(self, family: str, page_type: str = "") -> tuple[Entry, ...]:
        return self._shelf(family, page_type).entries

    def find(self, family: str, text: str, page_type: str = "") -> Entry | None:
        """The one entry that is meant; None where `resolve` would refuse."""
        return self._shelf(family, page_type).find(text)

    def resolve(self, family: str, text: str, page_type: str = "", *, what: str) -> Entry:
        """The one entry that is meant. Raises NotFoundError or AmbiguousError with candidates."""
        found = self.find(family, text, page_type)
        return found or resolve(text, self.entries(family, page_type), what=what)

    def _shelf(self, family: str, page_type: str) -> "_Shelf":
        if (family, page_type) not in self._shelves:
            usable = (
                entry
                for entry in self._account.entries(family, page_type=page_type)
                if entry.status != "deleted" and entry.scope in ("", self._funnel_id)
            )
            self._shelves[family, page_type] = _Shelf(usable)
        return self._shelves[family, page_type]


class _Shelf:
    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_id = {entry.id: entry for entry in self.entries}
        self._exactly: dict[str, list[Entry]] = {}
        for entry in self.entries:
            self._exactly.setdefault(entry.name, []).append(entry)

    @cached_property
    def _folded(self) -> dict[str, list[Entry]]:
        """Made when a name is not there letter by letter: folding thousands takes long."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(folded(entry.name), []).append(entry)
        return found

    def find(self, text: str) -> Entry | None:
        by_id = self._by_id.get(text) or self._by_id.get(_bracketed(text))
        if by_id:
            return by_id
        found = self._exactly.get(text) or self._folded.get(folded(text), [])
        active = [entry for entry in found if entry.is_active] or found
        return active[0] if len(active) == 1 else None


def _bracketed(text: str) -> str:
    """The id in `Some name [0abcDEF12345]`, which is how candidates are spelled."""
    return text.rpartition("[")[2].removesuffix("]").strip() if text.endswith("]") else ""
