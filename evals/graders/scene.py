"""What a case names, found in what happened: the funnels and assets that may have been touched."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from funnels.assets import Funnel

from ..case import Expect
from ..happened import Happened
from ..snapshot import Key, Snapshot
from .naming import Kind, alike, entries_called, kind_and_name, new_entries
from .shrugs import without_shrugs

NEW = "new"
"""Stands for the one funnel that was made."""

_FUNNEL = Kind(Funnel.family)


@dataclass(frozen=True, eq=False)
class Scene:
    expect: Expect
    happened: Happened

    @property
    def before(self) -> Snapshot:
        return self.happened.before

    @property
    def after(self) -> Snapshot:
        return self.happened.after

    @cached_property
    def said(self) -> str:
        """What was told but for words that it only says it does not understand."""
        return without_shrugs(self.happened.told)

    @cached_property
    def touched(self) -> frozenset[Key]:
        return self.after.touched(self.before)

    @cached_property
    def new_funnels(self) -> Mapping[str, str]:
        """Name by id."""
        return {entry.id: entry.name for entry in new_entries(self.after, self.before, _FUNNEL)}

    @cached_property
    def funnels(self) -> Mapping[str, str]:
        """Id of each funnel that is expected and there, by the name the case has for it."""
        found = {name: id for name in self.expect.funnels if name != NEW and (id := self._called(name))}
        if NEW in self.expect.funnels:
            others = [id for id in self.new_funnels if id not in found.values()]
            if len(others) == 1:
                found[NEW] = others[0]
        return found

    def _called(self, name: str) -> str | None:
        """The name is that of now. Of several, those that were touched and those in use come first."""
        found = entries_called(self.after.account, _FUNNEL, name)
        found.sort(key=lambda entry: ((Funnel.family, entry.id) not in self.touched, not entry.is_active))
        return found[0].id if found else None

    def funnel_named(self, name: str) -> Funnel | None:
        """As it is now, whether or not anything is expected of it."""
        id = self.funnels.get(name) or (next(iter(self.new_funnels), None) if name == NEW else self._called(name))
        return self.after.account.get(Funnel, id) if id else None

    def named(self, words: str) -> Key | None:
        """An asset by family and the name it had before."""
        kind, name = kind_and_name(words)
        found = entries_called(self.before.account, kind, name)
        if kind.family == "user_settings":
            return (kind.family, "settings")
        return (kind.family, found[0].id) if found else None

    @cached_property
    def touchable_funnels(self) -> frozenset[str]:
        """Ids of all funnels that the case names for any reason but that they are as they were."""
        keys = map(self.named, (*self.expect.changed, *self.expect.archived, *self.expect.deleted))
        return frozenset(self.funnels.values()) | {key[1] for key in keys if key and key[0] == Funnel.family}

    def is_called(self, id: str, family: str, name: str) -> bool:
        entry = self.after.account.entry(family, id) or self.before.account.entry(family, id)
        return entry is not None and (alike(entry.name, name) or entry.id == name)
