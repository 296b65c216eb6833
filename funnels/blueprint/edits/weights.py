"""How visitors are shared out."""

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar

from ...names import nearest
from ..blueprint import START
from ..references import Percent
from ..steps import Arm, Landers, Offers, Rotation, Split
from .operation import Operation
from .pages import own_pages, page_name, put_pages, says
from .shares import with_weights
from .workpiece import Workpiece


class SetWeights(Operation):
    """Percents by page name, or for a split by step key. Those not named share what is left as they did."""

    op: ClassVar[str] = "set_weights"
    step: str
    weights: dict[str, Percent]

    def change(self, piece: Workpiece) -> None:
        arms = piece.arms(self.step)
        if arms is not None:
            given = self._places([[arm.to] for arm in arms], arms, piece)
            piece.put_arms(self.step, with_weights(arms, given))
            return
        step = piece.step(self.step)
        pages = own_pages(step, piece)
        if not isinstance(step, Landers | Offers):
            raise piece.refusal("step", "shows a single page, which everybody sees")
        names = [[name for name in self.weights if says(one.page, name, piece)] for one in pages]
        given = self._places(names, [page_name(one.page) for one in pages], piece)
        put_pages(self.step, step, with_weights(pages, given), piece)

    def _places(
        self, names: Sequence[Sequence[str]], known: Sequence[object], piece: Workpiece
    ) -> dict[int, Decimal]:
        """The place in the list for each weight that is given. `names` are those that mean each entry."""
        labels = [one.to if isinstance(one, Arm) else str(one) for one in known]
        places: dict[int, Decimal] = {}
        for name, weight in self.weights.items():
            found = [index for index, meant in enumerate(names) if name in meant]
            if len(found) != 1:
                wrong = "several are called" if found else "none is called"
                raise piece.refusal(
                    f"weights.{name}", f"{wrong} {name!r}", nearest(name, labels, most=3) or labels[:5]
                )
            places[found[0]] = weight
        total = sum(places.values(), Decimal(0))
        if total > 100 or (len(places) == len(names) and abs(total - 100) > Decimal("0.01")):
            raise piece.refusal("weights", f"weights add up to {total:f} %, not 100 %")
        return places


class SetRotation(Operation):
    """How visitors stay with their choice: plain, sticky or anti-affinity."""

    op: ClassVar[str] = "set_rotation"
    step: str
    rotation: Rotation

    def change(self, piece: Workpiece) -> None:
        if self.step == START:
            piece.set(rotation=self.rotation)
            return
        step = piece.step(self.step)
        if not isinstance(step, Split):
            own_pages(step, piece)
        if not isinstance(step, Split | Landers | Offers):
            raise piece.refusal("step", "shows a single page: there is nothing to rotate")
        piece.put(self.step, step, rotation=self.rotation)
