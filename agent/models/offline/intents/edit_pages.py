"""Pages that come, go, or take another's place."""

from collections.abc import Sequence
from decimal import Decimal

from ..drawing.captions import caption
from ..drawing.pages import Page
from ..drawing.shares import plain
from ..drawing.sketch import Wish
from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..request import Request
from ..seats import Seat
from ..talking.current import Current, seats_meant
from ..tokens import Sign, Token
from .wishes import wished

_BY = (Sign.BY, Sign.WITH, Sign.TO, Sign.FOR, Sign.AS)
_VERBS = (Sign.REPLACE, Sign.CHANGE, Sign.USE, Sign.REMOVE, Sign.ADD)
_NAMES = (Sign.ASSET, Sign.QUOTED, Sign.WORD, Sign.LANDER, Sign.OFFER, Sign.ORDINAL, Sign.NEW)


def replace_pages(tokens: list[Token], now: Current, request: Request) -> tuple[list[Json], str]:
    old_words, new_words = sides(tokens)
    _only_pages(old_words)
    old = _shared(old_words, now) or _one(seats_meant(old_words, now, request))[0]
    wish = single(new_words)
    if wish.role not in ("", old.type):
        raise PuzzledError(f"how {wish.said!r}, as {wish.role}, can stand for the {old.type} {old.name!r}")
    wish.role = old.type
    page = request.pages.page(wish, old.type)
    if page.name == old.name:
        raise PuzzledError(f"what to replace: {old.name!r} stands there already")
    operation: Json = {"op": "replace_page", "page": old.name, "by": page.reference}
    return [operation], f"{old.type} {old.name} gives way to {page.name}{_near(page)}"


def _shared(words: Sequence[Token], now: Current) -> Seat | None:
    """A page by its own name that may stand in a shared group of the funnel; whether it does, the server sees."""
    named = [token for token in words if token.sign in (Sign.ASSET, Sign.QUOTED, Sign.WORD)]
    known = [one for token in named for one in token.of("page") if one.exact]
    if not now.id or len(named) != 1 or len(known) != 1 or not now.shows_shared(known[0].page_type):
        return None
    if any(seat.name == known[0].name for seat in now.seats()):
        return None
    return Seat("", known[0].page_type, known[0].name, 0)


def add_pages(tokens: list[Token], now: Current, request: Request) -> tuple[list[Json], str]:
    said = wished([token for token in tokens if token.sign not in (*_VERBS, Sign.YES)])
    if not said.pages:
        raise QuestionError(
            f"Which {said.role or 'page'} should be added?", f"add|{said.role}", takes="name", joins=" {}"
        )
    if len(said.shares) not in (0, len(said.pages)):
        raise PuzzledError(f"{len(said.shares)} shares for {len(said.pages)} pages")
    if said.ordinal:
        raise PuzzledError("the order of pages: pages of one place have shares, but no order")
    operations: list[Json] = []
    shown = []
    for number, wish in enumerate(said.pages):
        wish.role = wish.role or said.role
        page = request.pages.page(wish, "offer")
        weight = said.shares[number] if said.shares else None
        operations += _add(page, weight, now, request)
        shown.append(
            f"{page.type} {page.name} comes in{f' with {weight:f} %' if weight is not None else ''}{_near(page)}"
        )
    return operations, "; ".join(shown)


def _add(page: Page, weight: Decimal | None, now: Current, request: Request) -> list[Json]:
    steps = list(dict.fromkeys(seat.step for seat in now.seats() if seat.type == page.type))
    if any(seat.name == page.name for seat in now.seats() if len(steps) == 1):
        raise PuzzledError(f"what to add: {page.name!r} is there already")
    if not steps:
        return _first_lander(page, weight, now)
    step = steps[0] if len(steps) == 1 else _chosen(steps, page, now, request)
    return [
        {
            "op": "add_page",
            "step": step,
            "page": page.reference,
            **({"weight": plain(weight)} if weight is not None else {}),
        }
    ]


def _first_lander(page: Page, weight: Decimal | None, now: Current) -> list[Json]:
    """A lander in front of a funnel that had none."""
    start = now.blueprint.get("start")
    if page.type != "lander" or not isinstance(start, str) or weight is not None:
        raise PuzzledError(f"where {page.name!r} belongs: {now.name!r} has no {page.type} yet")
    key = "lander" if "lander" not in now.steps else "first_lander"
    return [
        {"op": "add_step", "key": key, "step": {"name": caption(key), "lander": page.reference, "on": {"1": start}}},
        {"op": "set_start", "start": key},
    ]


def _chosen(steps: Sequence[str], page: Page, now: Current, request: Request) -> str:
    answer = request.answers.get(f"step|{page.name}")
    if answer:
        return str(answer["step"])
    choices = []
    for step in steps:
        names = " / ".join(seat.name for seat in now.seats() if seat.step == step)
        choices.append(Choice(f"{step} ({names})", {"step": step}))
    raise QuestionError(f"To which {page.type}s should {page.name!r} be added?", f"step|{page.name}", choices)


def remove_pages(tokens: list[Token], now: Current, request: Request) -> tuple[list[Json], str]:
    words = [token for token in tokens if token.sign not in _VERBS]
    _only_pages(words)
    if not any(token.sign in _NAMES for token in words):
        raise PuzzledError(f"what to remove from {now.name!r}")
    operations: list[Json] = []
    shown = []
    for seat in seats_meant(words, now, request):
        operations.append(_remove(seat, now))
        shown.append(f"{seat.type} {seat.name} goes")
    return operations, "; ".join(shown)


def _remove(seat: Seat, now: Current) -> Json:
    if seat.neighbours > 1:
        return {"op": "remove_page", "page": seat.name, "step": seat.step}
    ways = list(now.steps[seat.step].get("on", {}).values())
    targets = {way if isinstance(way, str) else way["to"] for way in ways}
    if seat.type == "lander" and len(targets) == 1:
        return {"op": "remove_step", "step": seat.step, "then": targets.pop()}
    raise QuestionError(
        f"{seat.name!r} is the only {seat.type} there, so visitors would have nowhere to go. "
        f"What should take its place? Say: replace {seat.name} by …"
    )


def sides(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """What goes and what comes, in `replace A by B`, `change A to B`, `use B instead of A`, `A out, B in`."""
    words = [token for token in tokens if token.sign not in (Sign.YES, Sign.STOP)]
    for place, token in enumerate(words):
        if token.sign is Sign.INSTEAD and place + 1 < len(words):
            return words[place + 1 :], [one for one in words[:place] if one.sign not in _VERBS]
    start = next((place for place, token in enumerate(words) if token.sign in _VERBS), -1)
    for place in range(start + 2, len(words) - 1):
        if words[place].sign in _BY:
            return words[start + 1 : place], words[place + 1 :]
    if start >= 0 and words[start].sign is Sign.REPLACE and any(one.sign in _NAMES for one in words[start + 1 :]):
        goes = " ".join(token.text for token in words[start + 1 :])
        raise QuestionError(f"What should take the place of {goes!r}?", "replaced by", takes="name", joins=" by {}")
    said = " ".join(token.text for token in words)
    raise PuzzledError(f"what should replace what in {said!r}; say 'replace A by B'")


def _only_pages(tokens: Sequence[Token]) -> None:
    light = (
        *_NAMES, *_VERBS, Sign.FILLER, Sign.PAGE, Sign.AND, Sign.COMMA, Sign.STOP, Sign.FROM, Sign.OF, Sign.IN,
        Sign.FUNNEL, Sign.IT,
        Sign.NUMBER, Sign.BUILD, Sign.AS, Sign.AT, Sign.FOR,
    )  # fmt: skip
    strange = [token for token in tokens if token.sign not in light or token.sign is Sign.NEW]
    if strange:
        raise PuzzledError(repr(" ".join(token.text for token in strange)))


def _one(seats: Sequence[Seat]) -> Sequence[Seat]:
    if len(seats) != 1:
        raise PuzzledError("how one page can replace several; say them one by one")
    return seats


def single(tokens: list[Token]) -> Wish:
    said = wished([token for token in tokens if token.sign is not Sign.FROM] if not _is_new(tokens) else tokens)
    if len(said.pages) != 1:
        raise (
            QuestionError("Which page should come instead?")
            if not said.pages
            else PuzzledError("how several pages can replace one; say them one by one")
        )
    if said.shares or said.ordinal or said.even:
        raise PuzzledError("shares and a replacement in one; say them one after the other")
    said.pages[0].role = said.pages[0].role or said.role
    return said.pages[0]


def _is_new(tokens: Sequence[Token]) -> bool:
    return any(token.sign in (Sign.NEW, Sign.URL) for token in tokens)


def _near(page: Page) -> str:
    return "" if page.exact else f" (by {page.said!r} I understand {page.name!r})"
