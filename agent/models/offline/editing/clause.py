"""One clause, looked at in the ways that readers need."""

from dataclasses import dataclass

from .cue import Cue
from .items import Item, Kind, said


@dataclass(slots=True)
class Clause:
    items: list[Item]

    @property
    def words(self) -> str:
        return said([item for item in self.items if item.kind is not Kind.MARK])

    def has(self, *cues: Cue) -> bool:
        return any(item.kind is Kind.CUE and item.has(*cues) for item in self.items)

    def of(self, *kinds: Kind) -> list[Item]:
        return [item for item in self.items if item.kind in kinds]

    @property
    def pages(self) -> list[Item]:
        return self.of(Kind.PAGE)

    @property
    def inside(self) -> list[Item]:
        return [item for item in self.pages if item.is_inside]

    @property
    def newcomers(self) -> list[Item]:
        return [item for item in self.pages if not item.is_inside]

    @property
    def behind(self) -> Item | None:
        """`behind the advertorial`, where it says the place of something else."""
        places = (*self.inside, *(item for item in self.of(Kind.ROLE) if item.role))
        said = [item for item in places if self._tells_place(item)]
        return said[0] if len(said) == 1 and len(self.pages) + len(self.roles) > 1 else None

    def _tells_place(self, item: Item) -> bool:
        """`behind the wheel`; `wheel: A / B 50-50`, where neither stands beside it."""
        cue = self.cue_before(item, Cue.BOTH)
        if cue is not None and cue.has(Cue.BEHIND):
            return True
        after = self.items[self.place(item) + 1 :][:2]
        if self.inside[:1] != [item] or len(after) < 2 or after[0].text != ":" or after[1].kind is Kind.SHARES:
            return False
        steps = {seat.step for seat in item.seats}
        return not any(steps & {seat.step for seat in one.seats} for one in self.inside[1:])

    @property
    def roles(self) -> list[Item]:
        """`the second lander`, `the offers`; a bare `page` says nothing."""
        return [item for item in self.of(Kind.ROLE) if item.role or item.number or item.age]

    def first(self, *cues: Cue) -> int:
        """The place of the first of these cues, -1 for none."""
        return next((place for place, item in enumerate(self.items) if item.kind is Kind.CUE and item.has(*cues)), -1)

    def place(self, item: Item) -> int:
        return next(place for place, one in enumerate(self.items) if one is item)

    def between(self, first: Item, second: Item) -> "Clause":
        return Clause(self.items[self.place(first) + 1 : self.place(second)])

    def before(self, item: Item) -> "Clause":
        return Clause(self.items[: self.place(item)])

    def after(self, item: Item) -> "Clause":
        return Clause(self.items[self.place(item) + 1 :])

    def cue_before(self, item: Item, *light: Cue) -> Item | None:
        """The nearest cue before an item that is none of these."""
        place = self.place(item) - 1
        while place >= 0 and self.items[place].kind is Kind.CUE and self.items[place].has(Cue.LIGHT, *light):
            place -= 1
        return self.items[place] if place >= 0 and self.items[place].kind is Kind.CUE else None


def use(*items: Item | None) -> None:
    """Says that an item has found its place in what is wanted."""
    for item in items:
        if item is not None:
            item.used = True
