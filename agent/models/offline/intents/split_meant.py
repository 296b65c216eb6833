"""The funnel, and the split in it, that a question about variants is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from funnels.names import folded

from ..outcome import Choice, PuzzledError, QuestionError
from ..request import Request
from ..results import Inquiry
from ..state import LOOKED_THROUGH
from ..talking.current import Current, Split
from ..tokens import Candidate

_FUNNEL = "Element: Funnel"
_PAGES = {"Element: Lander": "lander", "Element: Offer": "offer"}
_MOST_LOOKED_AT = 12
"""Funnels that are looked through to find out which one is meant; with more, it is asked."""


@dataclass(frozen=True, slots=True)
class Meant:
    funnel: Current
    split: Split


def split_meant(request: Request, asked: Inquiry) -> Meant:
    """Asks where several splits fit; none is ever picked."""
    pages, kinds = _pages(asked), {_PAGES[one] for one in (*asked.by, *_attributes(asked)) if one in _PAGES}
    found: list[Meant] = []
    for funnel in _funnels(request, asked, pages):
        current = opened(request, funnel)
        splits = [one for one in current.splits() if not kinds or one.type in kinds]
        splits = [one for one in splits if not pages or any(folded(key) in pages for key in one.keys)]
        found += [Meant(current, one) for one in splits]
    if not found:
        raise PuzzledError(_none_there(asked, pages, kinds))
    return found[0] if len(found) == 1 else _chosen(request, found)


def funnel_meant(request: Request, asked: Inquiry) -> tuple[str, str]:
    """For what is about a whole funnel: the named one, the one with the named page, the one in talk."""
    pages = _pages(asked)
    known = _funnels(request, asked, pages)
    if pages:
        known = [one for one in known if _shows(opened(request, one), pages)]
    if not known:
        raise PuzzledError(f"which funnel is meant: none shows {_names(asked)}")
    if len(known) == 1:
        return known[0]
    if answer := request.answers.get("funnel"):
        return str(answer["id"]), str(answer["name"])
    choices = [Choice(name, {"id": id, "name": name}) for id, name in known]
    raise QuestionError("Which funnel do you mean?", "funnel", choices)


def opened(request: Request, funnel: tuple[str, str]) -> Current:
    data = request.know.data("get_funnel", funnel=funnel[0], picture=LOOKED_THROUGH)
    return Current(str(data["id"]), str(data["name"]), dict(data["blueprint"]))


def _funnels(request: Request, asked: Inquiry, pages: Sequence[str]) -> list[tuple[str, str]]:
    """The named ones, the one in talk, else all."""
    if named := asked.filter(_FUNNEL):
        return list(named.values)
    if request.state.funnel and not pages:
        return [request.state.funnel]
    known = request.know.all_of("funnel", limit=50)
    if not known:
        raise PuzzledError("which funnel is meant: there is none yet")
    if len(known) > _MOST_LOOKED_AT:
        return [_asked(request, known)]
    return [(one.id, one.name) for one in known]


def _asked(request: Request, known: Sequence[Candidate]) -> tuple[str, str]:
    if answer := request.answers.get("funnel"):
        return str(answer["id"]), str(answer["name"])
    choices = [Choice(one.name, {"id": one.id, "name": one.name}) for one in known]
    raise QuestionError("Which funnel do you mean?", "funnel", choices)


def _chosen(request: Request, found: Sequence[Meant]) -> Meant:
    if answer := request.answers.get("variants"):
        return next(one for one in found if (one.funnel.id, one.split.step) == (answer["funnel"], answer["step"]))
    one_funnel = len({one.funnel.id for one in found}) == 1
    choices = [
        Choice(
            f"{one.split.label}" if one_funnel else f"{one.funnel.name}: {one.split.label}",
            {"funnel": one.funnel.id, "step": one.split.step},
        )
        for one in found
    ]
    where = f"{found[0].funnel.name!r} shares" if one_funnel else "Your funnels share"
    raise QuestionError(f"{where} visitors in {len(found)} places. Which one do you mean?", "variants", choices)


def _pages(asked: Inquiry) -> list[str]:
    return [folded(name) for one in asked.filters if one.attribute in _PAGES for _, name in one.values]


def _attributes(asked: Inquiry) -> list[str]:
    return [one.attribute for one in asked.filters]


def _shows(funnel: Current, pages: Sequence[str]) -> bool:
    return any(folded(seat.name) in pages for seat in funnel.seats())


def _names(asked: Inquiry) -> str:
    return " and ".join(repr(one.names) for one in asked.filters if one.attribute in _PAGES)


def _none_there(asked: Inquiry, pages: Sequence[str], kinds: set[str]) -> str:
    if pages:
        return f"what to compare {_names(asked)} with: no funnel shares visitors between it and another page"
    named = asked.filter(_FUNNEL)
    what = f"several {'s or '.join(sorted(kinds))}s" if kinds else "several pages or ways"
    return f"which variants are meant: {repr(named.names) if named else 'the funnel'} has no place with {what}"
