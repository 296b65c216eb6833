"""The pages of a step."""

from collections.abc import Sequence
from typing import ClassVar

from ...names import folded, nearest
from ..references import NewPage, PageRef, PageShareRef, Percent, Text, Use
from ..steps import Lander, Landers, Offer, Offers, Step
from .operation import Operation
from .shares import in_one, with_another, without_one
from .workpiece import Workpiece

PagesStep = Lander | Landers | Offer | Offers


class ReplacePage(Operation):
    """One page by another, with its weight: in one step, or wherever it is shown."""

    op: ClassVar[str] = "replace_page"
    page: Text
    by: PageRef
    step: str | None = None

    def change(self, piece: Workpiece) -> None:
        for key, step, index in find_page(self.page, self.step, piece):
            pages = list(own_pages(step, piece))
            pages[index] = PageShareRef(page=self.by, weight=pages[index].weight)
            twin = next(
                (i for i, one in enumerate(pages) if i != index and says(one.page, page_name(self.by), piece)), None
            )
            put_pages(key, step, pages if twin is None else in_one(pages, index, twin), piece)


class AddPage(Operation):
    """Another page; without a weight it gets an even share, and the others give way in proportion."""

    op: ClassVar[str] = "add_page"
    step: str
    page: PageRef
    weight: Percent | None = None

    def change(self, piece: Workpiece) -> None:
        step = piece.step(self.step)
        pages = own_pages(step, piece)
        if any(says(one.page, page_name(self.page), piece) for one in pages):
            raise piece.refusal(
                "page", f"{page_name(self.page)!r} is there already; give it another share with set_weights"
            )
        put_pages(self.step, step, with_another(pages, PageShareRef(page=self.page, weight=self.weight)), piece)


class RemovePage(Operation):
    """The others take its share in proportion."""

    op: ClassVar[str] = "remove_page"
    page: Text
    step: str | None = None

    def change(self, piece: Workpiece) -> None:
        for key, step, index in find_page(self.page, self.step, piece):
            pages = own_pages(step, piece)
            if len(pages) == 1:
                raise piece.refusal(
                    "page", f"{self.page!r} is the only page of step {key!r}; replace it, or remove the step"
                )
            put_pages(key, step, without_one(pages, index), piece)


def find_page(name: str, key: str | None, piece: Workpiece) -> list[tuple[str, PagesStep, int]]:
    """Where a page is shown: step key, step, place in its list. In every step, or in the one that is named."""
    keys = list(piece.steps) if key is None else [key]
    steps = [(one, piece.step(one)) for one in keys]
    found = [
        (one, step, index)
        for one, step in steps
        if isinstance(step, PagesStep)
        for index, page in enumerate(_listed(step))
        if says(page.page, name, piece)
    ]
    if not found:
        if key is not None:
            own_pages(piece.step(key), piece)
        shown = [page_name(page.page) for _, step in steps if isinstance(step, PagesStep) for page in _listed(step)]
        where = "no step shows" if key is None else f"step {key!r} does not show"
        raise piece.refusal(
            "page", f"{where} {name!r}", nearest(name, shown, most=3) or list(dict.fromkeys(shown))[:3]
        )
    names = {page_name(_listed(step)[index].page) for _, step, index in found}
    if len(names) > 1:
        raise piece.refusal("page", f"{len(names)} pages are called {name!r}", sorted(names))
    return found


def own_pages(step: Step, piece: Workpiece) -> tuple[PageShareRef, ...]:
    """The pages a step lists. Refuses steps that list none, and those of a shared group."""
    shared = step.landers if isinstance(step, Landers) else step.offers if isinstance(step, Offers) else None
    if isinstance(shared, Use):
        word = "landers" if isinstance(step, Landers) else "offers"
        raise piece.refusal(
            "step",
            f"its pages are those of the shared group {shared.use!r}, which other funnels use, too; to change them"
            f" here alone, give the step a list of its own with set_step and {word!r}",
        )
    if not isinstance(step, PagesStep):
        raise piece.refusal("step", "shows no pages")
    return _listed(step)


def put_pages(key: str, step: Step, pages: Sequence[PageShareRef], piece: Workpiece) -> None:
    """A step of one page becomes a list where there are more."""
    if isinstance(step, Landers | Offers):
        piece.put(key, step, **{"landers" if isinstance(step, Landers) else "offers": tuple(pages)})
    elif isinstance(step, Lander | Offer) and len(pages) == 1:
        piece.put(key, step, **{"lander" if isinstance(step, Lander) else "offer": pages[0].page})
    elif isinstance(step, Lander):
        piece.put(key, Landers(landers=tuple(pages), on=step.on, name=step.name, everywhere=step.everywhere))
    elif isinstance(step, Offer):
        piece.put(key, Offers(offers=tuple(pages), on=step.on, name=step.name, everywhere=step.everywhere))


def says(ref: PageRef, wanted: str, piece: Workpiece) -> bool:
    """Whether a name, an id, or both mean this page."""
    name = page_name(ref)
    if folded(name) == folded(wanted) or folded(name.rpartition(" [")[0]) == folded(wanted):
        return True
    id = wanted.rpartition("[")[2].removesuffix("]")
    return name.endswith(f"[{id}]") or id in (piece.spelled.get(("page", kind, name)) for kind in ("lander", "offer"))


def _listed(step: PagesStep) -> tuple[PageShareRef, ...]:
    match step:
        case Lander(lander=page) | Offer(offer=page):
            return (PageShareRef(page=page),)
        case Landers(landers=pages) | Offers(offers=pages):
            return pages if isinstance(pages, tuple) else ()


def page_name(ref: PageRef) -> str:
    return ref.name if isinstance(ref, NewPage) else ref
