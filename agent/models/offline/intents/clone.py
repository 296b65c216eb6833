"""`copy X as Y, but with …`: a new funnel from another, with anything that can be said of a change."""

import re
from dataclasses import replace
from functools import partial

from ..cloning.heading import Heading, heading
from ..cloning.pages import Taken, behind_their_pages, put_in, read_alone, read_arrow, read_left_out, read_taken
from ..cloning.places import take_places
from ..cloning.route import move_route
from ..cloning.telling import wanting
from ..cloning.title import title
from ..cloning.unread import names_of, refuse_unread
from ..drawing.audience import codes_in
from ..drawing.frame import group, source
from ..drawing.pages import choices_of
from ..editing.accounting import pages_of
from ..editing.bench import Bench
from ..editing.carrying_out import carry_out
from ..editing.grouping import grouped
from ..editing.items import Kind
from ..editing.lexing import items_of
from ..editing.places import page_for
from ..editing.reading import read
from ..editing.target import named_funnels
from ..editing.wanted import Keep, Wanted
from ..outcome import Json, PuzzledError, QuestionError
from ..recognising.recognise import recognise
from ..request import Action, Request
from ..talking.current import Current, current
from ..tokens import Sign

_FIRST_ANOTHER = re.compile(
    r"\b(?:rename|replace|swap|remove|archive|delete|add|build|launch|pause)\b|->|\bthen\b(?=.*\bit\b)", re.IGNORECASE
)
_SEVERAL = re.compile(
    r"\b(?:twice|thrice|(?:\d+|two|three|four|five|several|some) (?:copies|clones|times|duplicates|twins))\b",
    re.IGNORECASE,
)


_MANY = re.compile(
    r"\b(?:all|every|each|both|these|those|(?:\d+|two|three|four|five|several))(?: of)?(?: (?:my"
    r"|our|the|these|those))?"
    r"(?: [\w-]+)? (?:funnels|campaigns|flows|funnel)\b|\ball of them\b"
    r"|\b(?:clone|copy|duplicate|replicate)(?: \w+)? everything$",
    re.IGNORECASE,
)


def _refuse_what_is_not_built_yet(request: Request) -> None:
    """`Facebook to A then B, and clone it for Canada`."""
    told = wanting(request.text)
    if not told or named_funnels(request):
        return
    before = [token for token in request.tokens if token.end <= told[0].start()]
    pages = [token for token in before if any(one.exact for one in token.of("page"))]
    if len(pages) > 1 and any(token.sign in (Sign.TO, Sign.THEN) for token in before):
        raise PuzzledError(f"{told[0][0]!r} beside a new funnel: let me build it first, then say it again")


def clone(request: Request) -> Action:
    _refuse_more_than_one(request)
    _refuse_what_is_not_built_yet(request)
    found = heading(request)
    now = _original(found, request)
    take_places(request, found, now)
    bench = Bench(now, request)
    if found.places:
        move_route(found.places, found.old_places, bench, request)
    for new, old in found.moved:
        move_route(new, old, bench, request, whole=True)
    instead = _changed(found, bench, request)
    name = title(found, now, instead, request)
    as_new: Json = {"funnel": name}
    if found.group is not None:
        chosen = group(found.group, request.know, request.answers)
        as_new["group"] = chosen if isinstance(chosen, str) else chosen["name"]
        bench.tell(f"it goes into the group {as_new['group']}")
    if found.sources:
        names = [source(token, request.know, request.answers) for token in found.sources]
        as_new["sources"] = list(dict.fromkeys(names))
    lines = list(dict.fromkeys([*bench.said, *request.assumed()]))
    text = "\n".join([f"I clone {now.name!r} as {name!r}:", *(f"- {one}" for one in lines)])
    arguments = {"funnel": now.id, "operations": bench.operations, "as_new": as_new, "request": request.text}
    return Action(text, "plan_edit", arguments)


def _refuse_more_than_one(request: Request) -> None:
    said = wanting(request.text)
    if said and _FIRST_ANOTHER.search(request.text[: said[0].start()]):
        raise PuzzledError("two things at once: first one change, then the copy. Say one after the other")
    if many := _MANY.search(request.text):
        raise PuzzledError(f"{many[0]!r}: I copy one funnel at a time")
    if several := _SEVERAL.search(request.text):
        raise PuzzledError(f"{several[0]!r}: I make one copy at a time")


def _original(found: Heading, request: Request) -> Current:
    target = found.target
    if target is None and found.part:
        answer = request.answers.get("funnel")
        known = [one for token in found.part for one in token.of("funnel")]
        if not answer:
            raise QuestionError("Which funnel do you want to copy?", "funnel", choices_of(known))
        target = (str(answer["id"]), str(answer["name"]))
    if target is None and request.state.draft:
        raise PuzzledError(
            f"how to clone {request.state.draft['funnel']!r}: it is only drafted, nothing is written yet"
        )
    return current(request, target, fresh=True)


def _changed(found: Heading, bench: Bench, request: Request) -> dict[str, str]:
    """Does what is said of the copy; which pages came for which."""
    mentions = [one for one in request.know.mentions(request.text) if _is_left(one, found)]
    tokens = recognise(found.left, mentions)
    rest = replace(request, text=found.left, tokens=tokens)
    items = grouped(items_of(found.left, tokens, bench.now), bench.now)
    taken = partial(read_taken, elsewhere=bool(found.places))
    wanted = (
        read(items, also=(read_left_out, read_arrow, read_alone, taken))
        if any(item.kind is not Kind.MARK for item in items)
        else []
    )
    wanted = [behind_their_pages(one) for one in wanted]
    codes = codes_in(found.places, request.answers) if found.places else ()
    refuse_unread(items, wanted, codes, found.sources)
    before = bench.now
    _take(wanted, found, bench, rest)
    others = [one for one in wanted if not isinstance(one, Taken)]
    if any(not isinstance(one, Keep) for one in others):
        carry_out(others, bench)
    return _replaced(before, bench.now)


def _is_left(mention: Json, found: Heading) -> bool:
    return found.left[int(mention["start"]) : int(mention["end"])] == str(mention["text"])


def _take(wanted: list[Wanted], found: Heading, bench: Bench, request: Request) -> None:
    others = {
        name for one in wanted if not isinstance(one, Taken) for page in pages_of(one) for name in names_of(page)
    }
    taken = [one for one in wanted if isinstance(one, Taken) and not names_of(one.new) & others]
    codes = codes_in(found.places, request.answers) if found.places else ()
    pages = []
    for one in taken:
        wish = one.new.wish
        role = one.new.role or "offer"
        pages.append(request.pages.page(wish, role, codes) if wish is not None else page_for(one.new, role, bench))
    for page in pages:
        if page.because:
            bench.tell(page.because)
    for type in ("lander", "offer"):
        of_type = [page for page in pages if page.type == type]
        if not of_type:
            continue
        first = set[str]()
        for old, page in put_in(of_type, type, bench.now.seats(), bench.now.name, dict(request.answers)):
            _give_way(old, page, bench, also=page.name in first or page.name == old)
            first.add(page.name)


def _give_way(old: str, page: object, bench: Bench, *, also: bool) -> None:
    reference, name = page.reference, page.name  # type: ignore[attr-defined]
    there = [seat for seat in bench.now.seats() if seat.name == old]
    if name == old:
        return
    if also or any(seat.name == name and seat.step in {one.step for one in there} for seat in bench.now.seats()):
        for seat in there:
            bench.do({"op": "remove_page", "page": old, "step": seat.step})
        bench.tell(f"{old} goes")
        return
    bench.do({"op": "replace_page", "page": old, "by": reference})
    bench.tell(f"{there[0].type} {old} gives way to {name}")


def _replaced(before: Current, after: Current) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in before.steps:
        old = [seat.name for seat in before.seats() if seat.step == key]
        new = [seat.name for seat in after.seats() if seat.step == key]
        gone = [name for name in old if name not in new]
        come = [name for name in new if name not in old]
        found |= {name: come[place] if place < len(come) else "" for place, name in enumerate(gone)}
    return found
