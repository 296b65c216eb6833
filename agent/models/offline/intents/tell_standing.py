"""What stands in the account: the fields of a page, the pages of a funnel with their shares, who uses a page."""

import re
from collections.abc import Callable, Sequence

from funnels.names import folded
from funnels.pictures.clean import clean

from ..editing.names import Names
from ..looking.funnels_meant import funnel_meant, opened
from ..looking.heard import only_looks
from ..looking.reached import ways_to
from ..looking.standing_cues import (
    asks_group,
    asks_pages,
    asks_users,
    asks_viewers,
    fields_asked,
    is_question,
    role_asked,
)
from ..looking.trouble_cues import trouble_of
from ..looking.way import shown
from ..outcome import Json, PuzzledError
from ..request import Action, Request
from ..seats import seats_in
from ..talking.current import Current
from ..tokens import Candidate, Sign, Token

_NAMED = (Sign.ASSET, Sign.QUOTED)
_MOST_OPENED = 40
_MOST_PAGES = 6
_TELLING = {
    "payout": "pays {} per conversion",
    "network": "is of the network {}",
    "url": "is at {}",
    "notes": "has these notes, which somebody wrote: {!r}",
}
_HAS_NONE = {
    "payout": "has no payout set",
    "network": "is of no network",
    "url": "has no address",
    "notes": "has no notes",
}


def asks_standing(request: Request) -> bool:
    return bool(_telling(request))


def tell_standing(request: Request) -> Action:
    found = _telling(request)
    return Action("\n\n".join(tell(request) for tell in found), keeps=True)


def _telling(request: Request) -> list[Callable[[Request], str]]:
    """What answers it, in the order of who is asked about: a page, then a funnel."""
    said = _bare(request)
    if not (is_question(said) or "?" in said) or not only_looks(request) or request.has(Sign.MONEY, Sign.NUMBER):
        return []
    if trouble_of(said) in ("conversions", "cost"):
        return []
    pages, funnel = pages_named(request), _names_funnel(request)
    narrowed = request.has(Sign.PLACE, Sign.DEVICE, Sign.BUTTON)
    asked = (
        (tell_fields, bool(pages) and bool(fields_asked(said)) and not narrowed),
        (tell_users, bool(pages) and not funnel and asks_users(said)),
        (tell_viewers, not narrowed and asks_viewers(said) and bool(pages or (funnel and _pages_there(request)))),
        (tell_group, funnel and not pages and asks_group(said)),
        (tell_pages, funnel and not pages and not narrowed and asks_pages(said)),
    )
    return [tell for tell, wanted in asked if wanted]


def tell_fields(request: Request) -> str:
    pages = pages_named(request)[:_MOST_PAGES]
    fields = fields_asked(_bare(request))
    data = request.know.data("get_assets", family="page", ids=[one.id for one in pages])
    documents = {str(one.get("idPage")): one for one in data.get("assets", ())}
    return "\n".join(
        f"{one.page_type} {one.name}: {_told(field, one, documents.get(one.id, {}))}."
        for one in pages
        for field in fields
    )


def _told(field: str, page: Candidate, document: Json) -> str:
    value = _value(field, page, document)
    return _TELLING[field].format(value) if value else _HAS_NONE[field]


def _value(field: str, page: Candidate, document: Json) -> str:
    terms = document.get("offerParams") or {}
    raw = {
        "payout": terms.get("payout"),
        "network": page.parent,
        "url": document.get("baseURL"),
        "notes": document.get("notes"),
    }[field]
    return clean(str(raw), most=600) if raw not in (None, "") else ""


def tell_group(request: Request) -> str:
    funnel = opened(request, funnel_meant(request))
    group = funnel.blueprint.get("group")
    return f"{funnel.name} is in {f'the group {group!r}' if group else 'no group'}."


def tell_pages(request: Request) -> str:
    """The steps with pages, in the order visitors meet them; of one role where only that is asked about."""
    funnel = opened(request, funnel_meant(request))
    role = role_asked(_bare(request))
    steps = [(key, step) for key, step in _in_order(funnel) if any(_is_of(role, part) for part in step)]
    if not steps:
        return f"{funnel.name} has no {role or 'page'}s."
    what = f"{role}s" if role else "pages"
    return "\n".join([f"The {what} of {funnel.name}:", *(f"- {shown(step, key)}" for key, step in steps)])


def _is_of(role: str, part: str) -> bool:
    roles = (role,) if role else ("lander", "offer")
    return part.removesuffix("s") in roles


def _in_order(funnel: Current) -> list[tuple[str, Json]]:
    met = funnel.met()
    return [(key, funnel.steps[key]) for key in [*met, *(one for one in funnel.steps if one not in met)]]


def tell_users(request: Request) -> str:
    there = request.know.all_of("funnel", limit=50)
    if len(there) > _MOST_OPENED:
        raise PuzzledError(f"which funnels are meant: I look through {_MOST_OPENED} at most; say the name of one")
    funnels = [opened(request, (one.id, one.name)) for one in there]
    return "\n".join(_used(page, funnels) for page in pages_named(request)[:_MOST_PAGES])


def _used(page: Candidate, funnels: Sequence[Current]) -> str:
    using = [one.name for one in funnels if _steps_with(page.name, one)]
    return f"{page.page_type} {page.name} is used in {', '.join(using) if using else 'no funnel'}."


def tell_viewers(request: Request) -> str:
    funnel = opened(request, funnel_meant(request))
    pages = [(one.page_type, one.name) for one in pages_named(request)] or _pages_there(request)
    return "\n".join(_seen(type, name, funnel) for type, name in pages[:_MOST_PAGES])


def _pages_there(request: Request) -> list[tuple[str, str]]:
    """Pages of the funnel by a word that is in no other name there: `the wheel`."""
    names = Names(opened(request, funnel_meant(request)))
    seats = [seat for word in re.findall(r"[a-z]{4,}", _bare(request)) for seat in names.by_word(word)]
    return list(dict.fromkeys((seat.type, seat.name) for seat in seats))


def _seen(type: str, page: str, funnel: Current) -> str:
    steps = _steps_with(page, funnel)
    if not steps:
        return f"{type} {page} is not in {funnel.name}."
    ways = [way for key in steps for way in ways_to(key, funnel)]
    if not ways:
        return f"Nobody comes to {type} {page} in {funnel.name}."
    lines = [f"{type} {page} in {funnel.name} is seen by:", *(f"- {way}" for way in ways)]
    return "\n".join(lines)


def _steps_with(page: str, funnel: Current) -> list[str]:
    name = folded(page)
    return [key for key, step in funnel.steps.items() if any(folded(one.name) == name for one in seats_in(key, step))]


def pages_named(request: Request) -> list[Candidate]:
    """In full, or by a part that one page alone has."""
    found: dict[str, Candidate] = {}
    for token in request.tokens:
        if one := _page(token, request):
            found[one.id] = one
    return list(found.values())


def _page(token: Token, request: Request) -> Candidate | None:
    if token.sign not in _NAMED or any(one.exact for one in token.candidates if one.family != "page"):
        return None
    known = [one for one in token.of("page") if one.exact] or [one for one in token.of("page") if _is_part(token)]
    return known[0] if len(known) == 1 else None


def _is_part(token: Token) -> bool:
    """A part of a name, and not a word of the language that happens to be like one."""
    return not token.of("funnel", "traffic_source") and any(word[:1].isupper() for word in token.text.split())


def _names_funnel(request: Request) -> bool:
    named = any(token.sign in _NAMED and any(one.exact for one in token.of("funnel")) for token in request.tokens)
    talked = request.state.funnel is not None and request.has(Sign.IT, Sign.FUNNEL, Sign.THERE)
    return named or talked


def _bare(request: Request) -> str:
    """In small letters, without names."""
    text = request.text
    for token in request.tokens:
        if token.sign in _NAMED and (any(one.exact for one in token.candidates) or _page(token, request)):
            text = f"{text[: token.start]}{'x' * (token.end - token.start)}{text[token.end :]}"
    return text.lower().replace("\u2019", "'")
