"""Which pages and steps of the funnel an item means, as the funnel stands now."""

from collections.abc import Sequence

from funnels.names import folded

from ..drawing.pages import Page
from ..drawing.settling import targeted
from ..drawing.sketch import Wish
from ..outcome import Choice, PuzzledError, QuestionError
from ..seats import Seat
from ..talking.current import targets_of
from .bench import Bench, shown
from .items import Item, Kind
from .private import private
from .visitors import audience_of, reach, way_of
from .wanted import Wanted


def seats_for(item: Item, bench: Bench, scope: Item | None) -> list[Seat]:
    """All that may be meant, of those that these visitors come to."""
    within = _steps_of(bench, scope)
    there = [seat for seat in bench.now.seats() if seat.step in within]
    if item.kind is Kind.ROLE:
        fitting = [seat for seat in there if item.role in ("", seat.type)]
        return _numbered(fitting, item, bench)
    names = {(seat.type, seat.name) for seat in item.seats} or {("", name) for name in _named(item)}
    return [seat for seat in there if (seat.type, seat.name) in names or ("", folded(seat.name)) in names]


def one_seat(item: Item, bench: Bench, scope: Item | None) -> list[Seat]:
    """One page, in every step that shows it. Asks where it could be several."""
    seats = seats_for(item, bench, scope)
    names = {(seat.type, seat.name) for seat in seats}
    if len(names) == 1:
        return seats
    answer = bench.request.answers.get(f"seat|{item.text.lower()}")
    if answer:
        return [seat for seat in bench.now.seats() if (seat.type, seat.name) == (answer["type"], answer["name"])]
    if not names and scope is not None and seats_for(item, bench, None):
        raise PuzzledError(f"what {item.text!r} has to do with {scope.text}: they do not come there")
    return _ask(item, seats or bench.now.seats(), bench, missing=not names)


def _ask(item: Item, seats: Sequence[Seat], bench: Bench, *, missing: bool) -> list[Seat]:
    unique = list({(seat.type, seat.name): seat for seat in seats}.values())
    if not unique:
        raise PuzzledError(f"what {item.text!r} is: {bench.now.name!r} has nothing like it")
    text = f"{item.text[:1].upper()}{item.text[1:]}"
    problem = f"{text!r} is not in {bench.now.name!r}." if missing else f"{text!r} could be any of {len(unique)}."
    choices = [Choice(seat.name, {"name": seat.name, "type": seat.type}, seat.type) for seat in unique]
    raise QuestionError(f"{problem} Which one do you mean?", f"seat|{item.text.lower()}", choices)


def own(step: str, bench: Bench, scope: Item | None) -> str:
    """The step, for these visitors alone where a scope is told."""
    return step if scope is None else private(bench, audience_of(scope, bench), step)


def steps_of_type(bench: Bench, type: str, scope: Item | None) -> list[str]:
    within = _steps_of(bench, scope)
    return list(dict.fromkeys(seat.step for seat in bench.now.seats() if seat.type == type and seat.step in within))


def chosen_step(steps: Sequence[str], question: str, key: str, bench: Bench) -> str:
    if len(steps) == 1:
        return steps[0]
    answer = bench.request.answers.get(key)
    if answer:
        return str(answer["step"])
    choices = [Choice(f"{step} ({shown(step, bench.now)})", {"step": step}) for step in steps]
    raise QuestionError(question, key, choices)


def page_for(item: Item, role: str, bench: Bench, scope: Item | None = None) -> Page:
    """The page that comes in. Its own role counts more than the one its place suggests."""
    if item.wish is None:
        if len({seat.name for seat in item.seats}) == 1:
            seat = item.seats[0]
            return Page(seat.type, seat.name, seat.name, item.text)
        raise PuzzledError(f"which page {item.text!r} is")
    countries = targeted(audience_of(scope, bench)) if scope is not None else ()
    wish: Wish = item.wish
    if not wish.role and item.role:
        wish.role = item.role
    if wish.token is not None and not wish.new and not wish.url and len({seat.name for seat in item.seats}) == 1:
        exact = any(one.exact for one in wish.token.of("page"))
        if not exact:
            return Page(item.seats[0].type, item.seats[0].name, item.seats[0].name, item.text)
    return bench.request.pages.page(wish, role, countries)


def steps_behind(wanted: Wanted, bench: Bench, *, alone: bool = True) -> set[str]:
    """The steps that the page leads to which is told as their place (`alone`: and no other one); empty for none."""
    behind = wanted.behind
    if behind is None:
        return set()
    many = behind.kind is Kind.ROLE and not behind.number
    pages = seats_for(behind, bench, wanted.scope) if many else one_seat(behind, bench, wanted.scope)
    names = {seat.name for seat in pages}
    found = {to for seat in pages for to in targets_of(bench.now.steps[seat.step])}
    within = _steps_of(bench, wanted.scope)
    for seat in bench.now.seats():
        if (
            alone
            and seat.name not in names
            and seat.step in within
            and found & {*targets_of(bench.now.steps[seat.step])}
        ):
            raise PuzzledError(f"how to change that behind {behind.text!r} only: {seat.name!r} leads there as well")
    return found


def placed(seats: list[Seat], wanted: Wanted, bench: Bench) -> list[Seat]:
    """Those that stand behind the page that is told as their place."""
    if wanted.behind is None:
        return seats
    steps = steps_behind(wanted, bench)
    found = [seat for seat in seats if seat.step in steps]
    if not found:
        raise PuzzledError(f"where {seats[0].name!r} is: not behind {wanted.behind.text!r}")
    return found


def refuse_shared(page: Item | None, step: str, bench: Bench) -> None:
    """Pages that share visitors lead to the same."""
    there = {seat.name for seat in bench.now.seats() if seat.step == step}
    named = {seat.name for seat in page.seats if seat.step == step} if page is not None else there
    if named and named != there and page is not None and page.kind is Kind.PAGE:
        others = " and ".join(sorted(there - named))
        raise PuzzledError(
            f"how {page.text!r} can lead elsewhere than {others}: they share one place and its buttons"
        )


def near(page: Page) -> str:
    return "" if page.exact else f" (by {page.said!r} I understand {page.name!r})"


def _steps_of(bench: Bench, scope: Item | None) -> set[str]:
    if scope is None:
        return set(bench.now.steps)
    way = way_of(audience_of(scope, bench), bench)
    return set(reach(bench.now, way.to)) if way.to else set(bench.now.steps)


def _numbered(seats: Sequence[Seat], item: Item, bench: Bench) -> list[Seat]:
    if not item.number:
        return list(seats)
    unique = list(dict.fromkeys((seat.type, seat.name) for seat in seats))
    if item.number > len(unique):
        raise PuzzledError(
            f"which {item.role or 'page'} is number {item.number}: {bench.now.name!r} has {len(unique)}"
        )
    type, name = unique[item.number - 1 if item.number > 0 else -1]
    return [seat for seat in seats if (seat.type, seat.name) == (type, name)]


def _named(item: Item) -> set[str]:
    """What a newcomer is called, which may stand there by now."""
    pages = [one for token in item.tokens for one in token.of("page")]
    names = {folded(one.name) for one in pages if one.exact} or {folded(one.name) for one in pages}
    return names | ({folded(item.wish.name)} if item.wish and item.wish.name else set())
